"""``/reconcile/flyout/…``: a few words, as HTML in JSON, about what somebody is about to choose among suggestions."""

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
"""Properties that are told of an entity."""


@dataclass(frozen=True, slots=True)
class EntityFlyout:
    """About an entity: its kind, its other names, its first properties."""

    id: str
    language: Language

    def answer(self, held: Held) -> Reply:
        """Look it up and write it."""
        entity = find(held, iris.ID + self.id)
        lines = [style().kind(entity.kind).words[self.language], " · ".join(entity.aliases)]
        for title, item in profile(entity, self.language).properties[:_MOST]:
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
