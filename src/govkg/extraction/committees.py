"""People's committees and what is part of them: the departments of a territory, and the committees of places inside it.

A place lies in another where the article itself says so in one breath: "xã An Hải, huyện Lý Sơn", "huyện Lý Sơn
(Quảng Ngãi)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from govkg.extraction.coreference import Cast
from govkg.extraction.items import Item
from govkg.extraction.lexicon import districts, level_wholes, places
from govkg.extraction.phrases import Body
from govkg.extraction.reading import Passage
from govkg.extraction.scenes import Scene, bodies_of, body_of
from govkg.folding import fold
from govkg.model.actors import Organization, OrganizationKind
from govkg.model.facts import PartOf
from govkg.text.words import Words

_DEPARTMENT: Final = "Sở"
"""The head of the departments of a people's committee."""
_OF_TERRITORY: Final = frozenset((_DEPARTMENT, "Thanh tra"))
"""Heads of what is part of a people's committee where its name ends with the same territory."""
_OFFICES: Final = ("Phòng", "Đội ")
"""How the head nouns of the offices of a district begin."""
_BUREAU: Final = "Văn phòng"
_INSPECTORS: Final = "Thanh tra"
_CENTRE: Final = "Trung tâm"
_OF_PARTY: Final = fold("chính trị")
"""In the names of the centres that the Party has there."""
_BELOW: Final = frozenset(("quận", "huyện", "huyện đảo", "thị xã", "thành phố"))
"""Levels right below a province."""
_TERRITORY: Final = re.compile(r"(?:tỉnh|thành phố) [^\W\d_a-zđ].*\Z")
_ANYWHERE: Final[frozenset[OrganizationKind]] = frozenset(("public_unit", "enterprise"))
"""Kinds of bodies that are named after a province of which the article need not tell."""
_FEW: Final = 3
"""Departments and committees of one article, beyond which it lists them."""
_COMMITTEE: Final = "Ủy ban nhân dân "
COMMUNES: Final = ("xã ", "phường ", "thị trấn ")
"""How the places of communes begin."""
_OF_COMMUNES: Final = tuple(f"{noun} {level}" for noun in ("Ủy ban nhân dân", "Đảng ủy") for level in COMMUNES)
"""How the names of the committees of communes and of the Party there begin."""
_OF_DISTRICTS: Final = ("Huyện ủy ", "Quận ủy ", "Thị ủy ")
_DISTRICT: Final = re.compile(r"\b(?:[Hh]uyện|[Qq]uận|[Tt]hị xã) (\w+)")
"""A district by its noun and the first syllable of its name."""
_CITY: Final = "thành phố"
"""The level of the cities of which some lie in no province."""
_MOST: Final = 60
"""Committees of one article beyond which it is a directory, in which no place is looked for."""
_INSIDE: Final = frozenset((", ", " (", " - ", " – ", " "))
"""What stands between a place and the one that it lies in."""
_OF: Final = frozenset(map(fold, ("của", "thuộc")))

Told = tuple[PartOf, Scene, Item]
"""A part with the item that shows it."""
Nested = tuple[PartOf, Scene, int, int]
"""A part with the words that show it."""


def committees(cast: Cast) -> dict[str, Organization]:
    """The people's committees that the article names, by the names of their territories."""
    local = (organization for organization in cast.outer if organization.kind == "local_government")
    return {organization.name.partition(" nhân dân ")[2]: organization for organization in local}


def departments(
    scene: Scene, cast: Cast, named: dict[str, Organization], only: Organization | None
) -> Iterator[tuple[PartOf, Item]]:
    """A department or inspectorate of a territory and the people's committee of the same territory.

    A department whose place the article does not tell is of the ``only`` province that has its committee named, where
    its sentence names that.
    """
    beside = only if any(cast.body(item.body) == only for item in scene.items) else None
    for item, body in _beside_parts(scene):
        organization = cast.body(body)
        if organization is None or body.head is None:
            continue
        if _of_district(body) and (district := named.get(body.place or "")) is not None and _is_below(district):
            yield PartOf(organization, district), item
            continue
        if body.head.name not in _OF_TERRITORY:
            continue
        territory = _territory(organization) or ""
        whole = body.head.name == _DEPARTMENT or organization.name == f"{body.head.name} {territory}"
        if whole and territory in named:
            yield PartOf(organization, named[territory]), item
        elif beside is not None and _is_unplaced(body, organization):
            yield PartOf(organization, beside), item


def _of_district(body: Body) -> bool:
    """Whether a body is one that the people's committee of the district at the end of its name has."""
    if body.head is None or body.place is None:
        return False
    if body.head.name.startswith(_INSPECTORS):
        return body.name == f"{body.head.name} {body.place}"
    if body.kind == "public_unit":
        return body.head.name == _CENTRE and _OF_PARTY not in fold(body.name)
    offices = body.head.name.startswith(_OFFICES) or body.name == f"{_BUREAU} {body.place}"
    return offices and body.kind == "department"


def only_committee(named: dict[str, Organization]) -> Organization | None:
    """The people's committee of a province or city of its rank, where the article names but one."""
    provinces = [committee for name, committee in named.items() if _is_province(name)]
    return provinces[0] if len(provinces) == 1 else None


def of_only_province(scenes: Sequence[Scene], cast: Cast, named: dict[str, Organization]) -> Iterator[Told]:
    """Departments and committees without a place of their own, and the only province of which an article tells.

    Where it lists more than a few of them, it may speak of them all over the country.
    """
    if (only := _only_province(cast, named)) is None:
        return
    found: dict[Organization, Told] = {}
    for scene in scenes:
        for item in scene.items:
            body = body_of(item)
            organization = cast.body(body)
            if body is None or organization is None or organization in found or body.head is None:
                continue
            below = _is_below(organization) and named.get(organization.name.removeprefix(_COMMITTEE)) == organization
            if below or _is_unplaced(body, organization):
                found[organization] = PartOf(organization, only), scene, item
    if len(found) <= _FEW:
        yield from found.values()


def of_districts(scenes: Sequence[Scene], cast: Cast, named: dict[str, Organization]) -> Iterator[Told]:
    """The committee of a district and the one of the several that the article names whose province has that district.

    Where it lists more than a few districts, it is a directory.
    """
    provinces = {
        name.removeprefix(f"{_CITY} ").removeprefix("tỉnh "): body for name, body in named.items() if _is_province(name)
    }
    below = {name: body for name, body in named.items() if _is_below(body)}
    if not provinces or not 0 < len(below) <= _FEW:
        return
    wholes: dict[Organization, Organization] = {}
    for name, body in below.items():
        district = fold(name.removeprefix(f"{_level(name)} "))
        having = [whole for province, whole in provinces.items() if district in districts().get(province, ())]
        if len(having) == 1:
            wholes[body] = having[0]
    for scene in scenes if wholes else ():
        for item in scene.items:
            committee = cast.body(body_of(item))
            if committee is not None and (whole := wholes.pop(committee, None)) is not None:
                yield PartOf(committee, whole), scene, item


def of_only_district(scenes: Sequence[Scene], cast: Cast, named: dict[str, Organization]) -> Iterator[Told]:
    """The committees of communes, of the state or the Party, and those of the only district that is told of."""
    state = [body for body in named.values() if _is_below(body)]
    party = [body for body in cast.outer if body.name.startswith(_OF_DISTRICTS)]
    communes = [body for body in cast.outer if body.name.startswith(_OF_COMMUNES)] if state or party else []
    if not 0 < len(communes) <= _FEW or max(len(state), len(party)) > 1:
        return
    wholes = {body: whole for body in communes for whole in (state if body.kind == "local_government" else party)}
    names = {fold(body.name) for body in (*state, *party)}
    if not all(any(f" {told}" in name for name in names) for told in _districts(scenes)):
        return
    for scene in scenes:
        for item in scene.items:
            committee = cast.body(body_of(item))
            if committee is not None and (whole := wholes.pop(committee, None)) is not None:
                yield PartOf(committee, whole), scene, item


def _districts(scenes: Sequence[Scene]) -> Iterator[str]:
    """The first syllables of districts behind their noun, folded; "Phó Chủ tịch quận | Lê Văn A" tells of a person."""
    persons = {item.name.text.split()[0] for scene in scenes for item in scene.items if item.name is not None}
    for text in {scene.passage.text for scene in scenes}:
        for found in _DISTRICT.finditer(text):
            if (found[1][0].isupper() or found[1].isdigit()) and found[1] not in persons:
                yield fold(found[1])


def _beside_parts(scene: Scene) -> Iterator[tuple[Item, Body]]:
    """The bodies of a sentence, also those that stand beside a part of theirs: "Trung tâm A thuộc | Sở B tỉnh C"."""
    for item in scene.items:
        own = body_of(item)
        for body in bodies_of(item):
            if body is own or (own is not None and not own.name.endswith(body.name)):
                yield item, body


def _is_unplaced(body: Body, organization: Organization) -> bool:
    """Whether a department is named without its territory."""
    of_department = body.head is not None and body.head.name == _DEPARTMENT
    return of_department and body.place is None and organization.name == body.name


def _only_province(cast: Cast, named: dict[str, Organization]) -> Organization | None:
    """The people's committee of the only province or city of its rank that any body of the article belongs to."""
    offices = (body for body in cast.named if body.kind not in _ANYWHERE)
    provinces = {name for name in map(_territory, offices) if name is not None and _is_province(name)}
    return named.get(provinces.pop()) if len(provinces) == 1 else None


def _territory(body: Organization) -> str | None:
    """The name of the territory at the end of a body's name: "tỉnh Hà Nam" of "Sở Y tế tỉnh Hà Nam"."""
    found = _TERRITORY.search(body.name)
    return found[0] if found is not None else None


def _is_below(committee: Organization) -> bool:
    """Whether a people's committee is that of a district or of a town of a province."""
    territory = committee.name.removeprefix(_COMMITTEE)
    return territory != committee.name and _level(territory) in _BELOW and not _is_province(territory)


def _is_province(territory: str) -> bool:
    """Whether a territory is a province or a city of its rank."""
    return territory.startswith("tỉnh ") or fold(territory.removeprefix(f"{_CITY} ")) in places().cities


def nested(passages: Sequence[Passage], named: dict[str, Organization]) -> Iterator[Nested]:
    """The committee of a place and that of the place that it lies in, where the article says in which it lies."""
    territories = {
        name: tuple(fold(name.removeprefix(f"{level} ")).split())
        for name, body in list(named.items())[:_MOST]
        if (level := _level(name)) is not None and body.name.startswith(_COMMITTEE)
    }
    wholes = {
        inner: [outer for outer in territories if _level(outer) in level_wholes().get(_level(inner) or "", ())]
        for inner, name in territories.items()
        if not (_level(inner) == _CITY and " ".join(name) in places().cities)
    }
    begins: dict[str, list[str]] = {}
    for inner, outers in wholes.items():
        if outers:
            begins.setdefault(territories[inner][0], []).append(inner)
    if not begins:
        return
    for passage in passages:
        words = passage.words
        for at, key in enumerate(words.keys):
            for inner in begins.get(key, ()):
                end = at + len(territories[inner])
                if tuple(words.keys[at:end]) != territories[inner] or not _called(words, at, _level(inner) or ""):
                    continue
                for outer in wholes[inner]:
                    after = _whole(words, end, _level(outer) or "", territories[outer])
                    if after is not None:
                        yield PartOf(named[inner], named[outer]), Scene(passage, []), at, after


def _level(name: str) -> str | None:
    """The level that the name of a territory begins with: "thị xã" of "thị xã Sơn Tây"."""
    return next((level for level in level_wholes() if name.startswith(f"{level} ")), None)


def _called(words: Words, at: int, level: str) -> bool:
    """Whether the noun of a level stands before a name."""
    return any(places().levels.get(words.key(at - length, at)) == level for length in (1, 2) if at >= length)


def _whole(words: Words, at: int, level: str, name: tuple[str, ...]) -> int | None:
    """The number after the name of the place that the one before word ``at`` lies in."""
    if at >= len(words) or words.gap(at) not in _INSIDE:
        return None
    alone = words.gap(at) != " "
    if words.keys[at] in _OF:
        at, alone = at + 1, True
    for length in (2, 1):
        if places().levels.get(words.key(at, at + length)) == level and words.gap(at + length) in (" ", ". "):
            at, alone = at + length, True
            break
    end = at + len(name)
    return end if alone and tuple(words.keys[at:end]) == name else None
