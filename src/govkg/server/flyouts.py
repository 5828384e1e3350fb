"""``/reconcile/flyout/…`` and ``/reconcile/preview``: a few words about what somebody is about to choose.

A flyout is HTML in JSON, beside a suggestion; a preview is a small page, of an entity alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from govkg import glossary, iris
from govkg.lookup.record import words
from govkg.server.entities import find
from govkg.server.holding import Held
from govkg.server.profile import profile
from govkg.server.replies import Reply
from govkg.server.templates import render
from govkg.views.words import LANGUAGES, Language, style

_MOST: Final = 4
"""Properties that a flyout tells of an entity."""
_FRAMED: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
)


@dataclass(frozen=True, slots=True)
class Glance:
    """A few words about an entity: ``framed`` as a small page to be shown in a frame, else as a flyout."""

    id: str
    language: Language
    framed: bool = False

    def answer(self, held: Held) -> Reply:
        """Look it up and write it."""
        entity = find(held, iris.ID + self.id)
        shown = profile(entity, self.language)
        if self.framed:
            page = render("preview.html", self.language, entity=entity, shown=shown)
            return Reply("text/html; charset=utf-8", page.encode(), headers={"Content-Security-Policy": _FRAMED})
        lines = [style().kind(entity.kind).words[self.language], " · ".join(entity.aliases)]
        for title, item in shown.properties[:_MOST]:
            lines.append(f"{title}: {' '.join(part.text for part in item.parts)}")
        found = flyout(self.id, entity.name, lines, self.language)
        return Reply("application/json", json.dumps(found, ensure_ascii=False).encode())


def type_flyout(name: str, language: Language) -> dict[str, Any]:
    """About a type: what the ontology says that it is."""
    term = glossary.terms().get(name)
    return flyout(name, style().kind(name).words[language], [term.definitions[language]] if term else [], language)


def property_flyout(name: str, language: Language) -> dict[str, Any]:
    """About a property: its name in the other language."""
    (other,) = (one for one in LANGUAGES if one != language)
    return flyout(name, words(name)[language], [words(name)[other]], language)


def flyout(id: str, name: str, lines: Iterable[str], language: Language) -> dict[str, Any]:
    """The form that the specification wants."""
    return {"id": id, "html": render("flyout.html", language, title=name, lines=list(filter(None, lines)))}
