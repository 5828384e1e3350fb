"""Who is meant: every phrase of an article that names a person or body, put together into entities.

Full names come first; then short names ("ông Việt"), head nouns ("Tổng cục") and titles ("Thứ trưởng")
are resolved to the one that fits and was named last. Where two fit equally, nothing is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from govkg import iris
from govkg.extraction.gazetteer import gazetteer
from govkg.extraction.lexicon import Title, fold
from govkg.extraction.mentions import Item, Name, TitlePhrase
from govkg.extraction.organizations import Body
from govkg.extraction.reading import Passage
from govkg.model.actors import Organization, Person
from govkg.model.span import Span
from govkg.text.names import is_syllable

_PLACE = re.compile(r"\b(tỉnh|thành phố|quận|huyện|thị xã|phường|xã|thị trấn) \w.*")


@dataclass(slots=True)
class Scene:
    """One sentence with what it names."""

    passage: Passage
    sentence: Span
    items: list[Item]


@dataclass(slots=True)
class Cast:
    """The persons and bodies of an article."""

    organizations: dict[Body, Organization] = field(default_factory=dict)
    persons: dict[Name, Person] = field(default_factory=dict)
    pronouns: dict[Item, Person] = field(default_factory=dict)
    """Whom "ông" or "bà" alone means: the person who was named last."""
    named: list[tuple[Body, Organization]] = field(default_factory=list)
    """Every body in the order in which the article names them."""
    outer: set[Organization] = field(default_factory=set)
    """The bodies that are named by themselves, not only inside the name of another."""
    home: bool = False
    """Whether the article names an office of this country's government."""
    before: dict[Item, int] = field(default_factory=dict)
    """How many bodies are named before an item."""

    @classmethod
    def of(cls, scenes: list[Scene]) -> Cast:
        """Put together the phrases of all sentences, in reading order."""
        cast = cls()
        items = [item for scene in scenes for item in scene.items]
        cast.home = any(item.title and item.title.title.body and not item.title.country for item in items)
        cast._bodies([body for item in items for body in bodies_of(item)])
        cast._people(items)
        for item in items:
            cast.before[item] = len(cast.named)
            for body in bodies_of(item):
                if (organization := cast.organizations.get(body)) is not None:
                    cast.named.append((body, organization))
                    if body is bodies_of(item)[-1]:
                        cast.outer.add(organization)
        return cast

    def of_head(self, item: Item, noun: str) -> Organization | None:
        """The body with a head noun ("Tổng cục"; also "Đoàn" for "Đoàn thanh tra") named last before an item."""
        for body, organization in reversed(self.named[: self.before[item]]):
            head = body.head.name if body.head is not None else ""
            if (head == noun or head.startswith(f"{noun} ")) and organization.kind != "foreign":
                return organization
        return None

    def names(self, name: str) -> Organization | None:
        """The known body of a name, if the article names it."""
        known = gazetteer().known.get(fold(name))
        if known is None:
            return None
        return next((body for body in known.bodies for _, other in self.named if body == other), None)

    # bodies

    def _bodies(self, phrases: list[Body]) -> None:
        full = {body.key: body for body in phrases if not body.back}
        longer = _longer(full)
        self._levels(phrases)
        made: dict[str, Organization] = {}
        seen: list[tuple[Body, Organization]] = []
        waiting: list[Body] = []
        for body in phrases:
            organization = self._resolve(body, full, longer, made, seen)
            if organization is None:
                waiting.append(body)
            else:
                self.organizations[body] = organization
                seen.append((body, organization))
        for body in waiting:
            if (organization := self._refer(body, seen, unique=True)) is not None:
                self.organizations[body] = organization

    def _levels(self, phrases: list[Body]) -> None:
        """Give a bare level ("UBND tỉnh", "Tỉnh ủy") its place where the article knows one place of that level."""
        named: dict[str, set[str]] = {}
        for body in phrases:
            if not body.back and (place := _PLACE.search(body.name)) is not None:
                named.setdefault(place[1], set()).add(place[0])
        heads = {body.head.name for body in phrases if body.head is not None and not body.back}
        for body in phrases:
            head = body.head
            level = body.place if body.bare else head.level if head is not None else None
            if not body.back or head is None or level is None or head.name in heads:
                continue
            known = named.get(level, set())
            if len(known) == 1:
                place_name = next(iter(known))
                shown = place_name.removeprefix(f"{level} ") if head.level else place_name
                body.name, body.place, body.back, body.bare = f"{head.name} {shown}", place_name, False, False

    def _resolve(
        self,
        body: Body,
        full: dict[str, Body],
        longer: dict[str, set[str]],
        made: dict[str, Organization],
        seen: list[tuple[Body, Organization]],
    ) -> Organization | None:
        if body.known:
            return self._abroad(body, phrases_made=made) or body.known[0]
        if body.same_as is not None:
            return self.organizations.get(body.same_as) or self._resolve(body.same_as, full, longer, made, seen)
        if body.back:
            return self._refer(body, seen)
        parent = None
        if body.parent is not None:
            parent = self.organizations.get(body.parent) or self._resolve(body.parent, full, longer, made, seen)
            if parent is None and body.parent.back and body.parent.kind != "party":
                return None
        name = body.name
        if body.parent is not None and parent is not None and name.endswith(body.parent.name):
            name = name.removesuffix(body.parent.name) + parent.name
        key = fold(name)
        if len(more := longer.get(key, ())) == 1:
            key = next(iter(more))
            name = full[key].name
        if (known := gazetteer().known.get(key)) is not None and body.kind != "foreign":
            return known.bodies[0]
        if key not in made:
            iri = iris.organization(name, parent.iri if parent else None)
            made[key] = Organization(name, iri, body.kind, parent.iri if parent else None)
        return made[key]

    def _abroad(self, body: Body, phrases_made: dict[str, Organization]) -> Organization | None:
        """The government of another state that "Chính phủ" means in an article on other states alone."""
        if body.kind != "government" or self.home:
            return None
        abroad = [each for each in phrases_made.values() if each.kind == "foreign" and each.name.startswith(body.name)]
        return abroad[-1] if abroad else None

    def _refer(self, body: Body, seen: list[tuple[Body, Organization]], *, unique: bool = False) -> Organization | None:
        """The body named last with the same head noun, and place of the same level where the phrase has one."""
        fits: list[Organization] = []
        for other, organization in reversed(seen):
            if other.head is None or body.head is None or other.back:
                continue
            if other.head.name != body.head.name and not other.head.name.startswith(f"{body.head.name} "):
                continue
            if body.bare and not other.name.removeprefix(f"{body.head.name} ").startswith(
                body.name.removeprefix(f"{body.head.name} ")
            ):
                continue
            if organization.kind == "foreign":
                continue
            fits.append(organization)
        if not fits or (unique and len(set(fits)) > 1):
            return None
        return fits[0]

    # persons

    def _people(self, items: list[Item]) -> None:
        whole: dict[str, Person] = {}
        for item in items:
            if item.name is not None and not item.name.short:
                self.persons[item.name] = whole.setdefault(fold(item.name.text), Person(item.name.text))
        recent: list[Person] = []
        for item in items:
            name = item.name
            if name is None:
                if item.sign == "A" and recent:
                    self.pronouns[item] = recent[0]
                continue
            person = self.persons.get(name) or self._short(name, recent) or self._short(name, whole.values())
            if person is None and name.short and not is_syllable(name.text):
                person = whole.setdefault(fold(name.text), Person(name.text))
            if person is not None:
                self.persons[name] = person
                recent.insert(0, person)

    def _short(self, name: Name, people: Iterable[Person]) -> Person | None:
        """The person whose name ends like a short one; a foreign name may also begin like it."""
        key = fold(name.text)
        for person in people:
            parts = fold(person.name).split()
            if len(parts) > 1 and (parts[-1] == key or (parts[0] == key and not is_syllable(name.text))):
                return person
        return None


def _longer(full: dict[str, Body]) -> dict[str, set[str]]:
    """For a name without a place, the longer names of the article that begin like it: "Sở Y tế" (tỉnh Nghệ An)."""
    found: dict[str, set[str]] = {}
    for key, body in full.items():
        if body.known or (body.place is not None and not body.bare):
            continue
        more = {other for other in full if other.startswith(f"{key} ") and full[other].head == body.head}
        if more:
            found[key] = more
    return found


def bodies_of(item: Item) -> list[Body]:
    """The bodies that an item names, an outer one before the one inside it."""
    body = item.body or (item.title.body if item.title is not None else None)
    found = []
    while body is not None:
        found.append(body)
        body = body.parent
    return found[::-1]


def default_body(title: Title) -> Organization | None:
    """The body that a title means by itself: "Thủ tướng" is at the Government."""
    if title.body is None:
        return None
    known = gazetteer().known.get(fold(title.body))
    return known.bodies[0] if known else None


__all__ = ["Cast", "Scene", "TitlePhrase", "bodies_of", "default_body"]
