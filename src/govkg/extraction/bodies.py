"""Which body each phrase means: full names first, then head nouns and levels that refer back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from govkg import iris
from govkg.extraction.gazetteer import gazetteer
from govkg.extraction.lexicon import places
from govkg.extraction.phrases import Body
from govkg.folding import fold
from govkg.model.actors import Organization

_PLACE = re.compile(r"\b(tỉnh|thành phố|quận|huyện|thị xã|phường|xã|thị trấn) \w.*")
_UPPER = "A-ZĐÂĂÁÀẢÃẠẤẦẨẬẮẰÊẾỀỂỆÉÈÔỐỒỔỖỘƠỚỜÓÒỎÕỌƯỨỪỬỮỰÚÙỦŨỤÍÌỈĨỊÝỲỶỸỴ"
_TOLD = re.compile(
    r"(?<!\w)(?<!UBND )(?<!HĐND )(?<!nhân dân )"
    r"(?P<level>[Tt]ỉnh|[Tt]hành phố|TP\.?|[Qq]uận|[Hh]uyện|[Tt]hị xã|[Pp]hường|[Xx]ã|[Tt]hị trấn)"
    rf"\s(?P<name>[{_UPPER}]\w*(?:\s[{_UPPER}]\w*){{0,3}})(?![\w-]|\s[{_UPPER}])"
)
"""A place with its level; where more capitals follow than a place has, somebody's name runs on from it."""
_FAR = 64
"""How many mentions of a head noun back a level ("UBND tỉnh") is looked for; keeps the cost linear."""


@dataclass(slots=True)
class Recent:
    """The bodies that an article names, by head noun and in order, to find the one named last."""

    rows: dict[str, list[tuple[int, Organization, str]]] = field(default_factory=dict)
    count: int = 0

    def add(self, body: Body, organization: Organization) -> None:
        """Note that a phrase names a body: by its head noun, and by what that begins with ("Đoàn thanh tra")."""
        self.count += 1
        if body.head is None or organization.kind == "foreign":
            return
        words = body.head.name.split()
        rest = body.name.removeprefix(f"{body.head.name} ")
        for length in range(1, len(words) + 1):
            row = self.rows.setdefault(" ".join(words[:length]), [])
            row.append((self.count, organization, rest))

    def last(self, noun: str, *, before: int | None = None, level: str = "") -> Organization | None:
        """The body of a head noun that was named last, or last before a count of all mentions."""
        row = self.rows.get(noun, [])
        end = len(row) if before is None else bisect_left(row, before + 1, key=lambda each: each[0])
        for _, organization, rest in reversed(row[max(0, end - _FAR) : end]):
            if rest.startswith(level):
                return organization
        return None

    def only(self, noun: str, level: str = "") -> Organization | None:
        """The one body of a head noun that the article names; None where there are several."""
        found = {organization for _, organization, rest in self.rows.get(noun, ())[:_FAR] if rest.startswith(level)}
        return found.pop() if len(found) == 1 else None


class Bodies:
    """Resolves the phrases of one article, given in reading order."""

    def __init__(self, phrases: list[Body], texts: Sequence[str], *, home: bool) -> None:
        self.meant: dict[Body, Organization] = {}
        self._home = home
        self._full = {body.key: body for body in phrases if not body.back}
        self._longer = _longer(self._full)
        self._made: dict[tuple[str, str | None], Organization] = {}
        self._parents = _parents(phrases)
        self._abroad: dict[str, Organization] = {}
        self._recent = Recent()
        _give_places(phrases, texts)
        waiting = [body for body in phrases if not self._settle(body)]
        for body in waiting:
            if body.back and body.head is not None:
                organization = self._recent.only(body.head.name, _level(body))
                if organization is not None:
                    self.meant[body] = organization

    def _settle(self, body: Body) -> bool:
        organization = self._resolve(body)
        if organization is None:
            return False
        self.meant[body] = organization
        if not body.back:
            self._recent.add(body, organization)
        return True

    def _resolve(self, body: Body) -> Organization | None:
        if body.known:
            return self._foreign(body) or body.known[0]
        if body.same_as is not None:
            return self.meant.get(body.same_as) or self._resolve(body.same_as)
        if body.back:
            return None if body.head is None else self._recent.last(body.head.name, level=_level(body))
        name, parent = body.name, None
        whole = body.parent or self._parents.get(body.key)
        if whole is not None:
            parent = self.meant.get(whole) or self._resolve(whole)
            if parent is None and whole.back and whole.kind != "party":
                return None
            if parent is not None and name.endswith(whole.name):
                name = name.removesuffix(whole.name) + parent.name
        key = fold(name)
        if (longer := self._longer.get(key)) is not None:
            key, name = longer, self._full[longer].name
        known = gazetteer().known.get(key)
        if known is not None and body.kind != "foreign":
            return known.bodies[0]
        above = parent.iri if parent is not None else None
        if (key, above) not in self._made:
            made = Organization(name, iris.organization(name, above), body.kind, above)
            self._made[key, above] = made
            if body.kind == "foreign" and body.head is not None:
                self._abroad[body.head.name] = made
        return self._made[key, above]

    def _foreign(self, body: Body) -> Organization | None:
        """The government of another state that "Chính phủ" means in an article on other states alone."""
        return None if self._home or body.kind != "government" else self._abroad.get(body.name)


def _level(body: Body) -> str:
    """The level of a phrase that names no place: "tỉnh" of "UBND tỉnh"."""
    return body.name.removeprefix(f"{body.head.name} ") if body.bare and body.head is not None else ""


def _longer(full: dict[str, Body]) -> dict[str, str]:
    """For a name without its place, the one longer name that begins like it: "Sở Y tế" (tỉnh Nghệ An)."""
    found: dict[str, str] = {}
    keys = sorted(full)
    for key, body in full.items():
        if body.known or (body.place is not None and not body.bare):
            continue
        first = bisect_left(keys, f"{key} ")
        more = [other for other in keys[first : first + 2] if other.startswith(f"{key} ")]
        if len(more) == 1 and full[more[0]].head == body.head:
            found[key] = more[0]
    return found


def _parents(phrases: list[Body]) -> dict[str, Body]:
    """For a name, the body that the article puts it under, where it is one."""
    found: dict[str, Body] = {}
    several: set[str] = set()
    for body in phrases:
        if (
            body.parent is not None
            and not body.known
            and found.setdefault(body.key, body.parent).key != body.parent.key
        ):
            several.add(body.key)
    return {key: parent for key, parent in found.items() if key not in several}


def _told_places(texts: Sequence[str]) -> dict[str, set[str]]:
    """The places by level that an article names outside of bodies: "tỉnh Hà Nam", "huyện Ba Bể"."""
    found: dict[str, set[str]] = {}
    lists = places()
    for text in texts:
        for told in _TOLD.finditer(text):
            level, words = told["level"].casefold(), told["name"].split()
            level = "thành phố" if level.startswith("tp") else level
            if level not in ("tỉnh", "thành phố"):
                found.setdefault(level, set()).add(f"{level} {' '.join(words)}")
                continue
            known = lists.provinces if level == "tỉnh" else lists.cities
            starts = [words[:length] for length in range(len(words), 0, -1)]
            named = (known.get(fold(" ".join(start))) or _town(level, start) for start in starts)
            if (name := next(filter(None, named), None)) is not None:
                found.setdefault(level, set()).add(f"{level} {name}")
    return found


def _town(level: str, words: list[str]) -> str | None:
    """The name of a town that is a city of a province, as it is written."""
    name = " ".join(words)
    return name if level == "thành phố" and fold(name) in places().towns else None


def _give_places(phrases: list[Body], texts: Sequence[str]) -> None:
    """Give a bare level ("UBND tỉnh", "Tỉnh ủy") its place where the article knows one place of that level.

    Places of bodies come first; only a level of which no body names one takes its place from other words.
    """
    named: dict[str, set[str]] = {}
    for body in phrases:
        if not body.back and (place := _PLACE.search(body.name)) is not None:
            named.setdefault(place[1], set()).add(place[0])
    told: dict[str, set[str]] | None = None
    heads = {body.head.name for body in phrases if body.head is not None and not body.back}
    before: dict[Body, str] = {}
    for body in phrases:
        head = body.head
        level = body.place if body.bare else head.level if head is not None else None
        if not body.back or head is None or level is None or head.name in heads:
            continue
        if level not in named and told is None:
            told = _told_places(texts)
        known = named[level] if level in named or told is None else told.get(level, set())
        if len(known) == 1:
            place_name = next(iter(known))
            shown = place_name.removeprefix(f"{level} ") if head.level else place_name
            before[body] = body.name
            body.name, body.place, body.back, body.bare = f"{head.name} {shown}", place_name, False, False
    for body in phrases:
        inner = body.parent
        if inner is not None and inner in before and body.name.endswith(before[inner]):
            body.name = body.name.removesuffix(before[inner]) + inner.name
