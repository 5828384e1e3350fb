"""Which place a bare level means ("UBND tỉnh", "Tỉnh ủy"): in an article, a list of posts, a portal of one province."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit

from govkg.extraction.items import Item
from govkg.extraction.lexicon import heads, places
from govkg.extraction.line import between
from govkg.extraction.phrases import Body
from govkg.extraction.scenes import Scene, bodies_of, body_of
from govkg.folding import bare, fold
from govkg.model.actors import OrganizationKind

_PLACE = re.compile(r"\b(tỉnh|thành phố|quận|huyện|thị xã|phường|xã|thị trấn) \w.*")
_UPPER = "A-ZĐÂĂÁÀẢÃẠẤẦẨẬẮẰÊẾỀỂỆÉÈÔỐỒỔỖỘƠỚỜÓÒỎÕỌƯỨỪỬỮỰÚÙỦŨỤÍÌỈĨỊÝỲỶỸỴ"
_TOLD = re.compile(
    r"(?<!\w)(?<!UBND )(?<!HĐND )(?<!nhân dân )"
    r"(?P<level>[Tt]ỉnh|[Tt]hành phố|TP\.?|[Qq]uận|[Hh]uyện|[Tt]hị xã|[Pp]hường|[Xx]ã|[Tt]hị trấn)"
    rf"\s(?P<name>[{_UPPER}]\w*(?:\s[{_UPPER}]\w*){{0,3}})(?![\w-]|\s[{_UPPER}])"
)
"""A place with its level; where more capitals follow than a place has, somebody's name runs on from it."""
_HEADING = re.compile(
    rf"(?:(?P<line>(?:\A|\n)(?:[*+•–-][ \t]?)?)|(?<=[.!?;…])\s)(?P<at>(?:[Tt]ại|Ở)\s)?"
    rf"(?:(?:tỉnh|thành phố|TP\.?)\s)?(?P<name>[{_UPPER}]\w*(?:[ -]{{1,3}}[{_UPPER}]\w*){{0,4}})\s?(?P<end>[:,])"
)
"""The place of which a line or a sentence goes on to tell: "* Vĩnh Phúc: …", "Tại Nghệ An, …"."""
_JOINED = frozenset((",", "&", "k", "-", ";", "", "c"))
"""What stands between the posts of one person: "Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh X"."""
_HELD = frozenset((",", "", "-", "(", ":"))
"""What stands between a title and its holder."""
_COMMITTEES = frozenset(("Đảng ủy", "Ban Cán sự đảng", "Chi bộ"))
"""Heads of the Party committees that a body of state has."""
_BOARDS = frozenset(("Ban Thường vụ", "Ban Chấp hành"))
"""Heads of the boards that a committee has."""
_PARTY_LEVELS = frozenset(("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy"))
_NO_COMMITTEE: frozenset[OrganizationKind] = frozenset(("party", "mass_org", "foreign", "international", "presidency"))
_TERRITORIES = ("tỉnh", "thành phố")
_OF_PROVINCES = frozenset(("Đoàn đại biểu Quốc hội",))
"""Heads of bodies that each province has, and no place below."""
_HOUSES = frozenset(("Hội đồng nhân dân", "Ủy ban nhân dân"))
"""Heads of bodies that each territory has, and that stand alone for those of the province told of."""
_TEAM, _OF = "Đoàn", fold("của")
_TEAMS = frozenset(("Đoàn thanh tra", "Đoàn kiểm tra"))
"""Heads of the bodies that are set up for one inspection."""
_SHORTEST_HOST = 5  # letters


def give_places(scenes: Sequence[Scene], texts: Sequence[str], url: str | None) -> None:
    """Give each bare level its place, where the article knows it.

    First from the other posts of the same list, then from the province that the line opens with, then from the one
    place of that level that a body or the text names, then from the portal that published the article. A level of
    which nothing tells the place, but in which a named person holds a post, stands for a body of its own
    (``Body.unplaced``).
    """
    phrases = [body for scene in scenes for item in scene.items for body in bodies_of(item)]
    bare_ones = [body for body in phrases if _level(body) is not None]
    if not bare_ones and not any(
        body.back
        and body.head
        and (body.kind == "foreign" or body.head.name in _COMMITTEES | _BOARDS | _OF_PROVINCES | _TEAMS | _HOUSES)
        for body in phrases
    ):
        return
    before: dict[Body, str] = {}
    for scene in scenes:
        for listed in _lists(scene):
            _from_list(listed, before)
    _from_heading(scenes, before)
    _from_sentence(scenes, before)
    _from_article(phrases, texts, url, before)
    _of_one_state(phrases)
    _unplaced(scenes)
    _teams(scenes)
    for body in phrases:
        inner = body.parent
        if inner is not None and inner in before and body.name.endswith(before[inner]):
            body.name = body.name.removesuffix(before[inner]) + inner.name


def _level(body: Body) -> str | None:
    """The level of a phrase that names no place: "UBND tỉnh", "Sở Y tế tỉnh"."""
    if body.head is None or not (body.back or _is_fielded(body)):
        return None
    return body.place if body.bare else body.head.level


def _is_fielded(body: Body) -> bool:
    """Whether a name has a field and only the level of a place: "Sở Y tế tỉnh"."""
    return body.bare and not body.back and body.place is not None and body.name.endswith(f" {body.place}")


def _lists(scene: Scene) -> Iterator[list[Body]]:
    """The bodies of each run of titles that stand together."""
    run: list[Body] = []
    last: Item | None = None
    for item in scene.items:
        body = body_of(item)
        if item.title is None or body is None:
            if len(run) > 1:
                yield run
            run, last = [], None
            continue
        if last is not None and between(scene.passage.words, last, item) not in _JOINED:
            if len(run) > 1:
                yield run
            run = []
        run.append(body)
        last = item
    if len(run) > 1:
        yield run


def _from_list(listed: list[Body], before: dict[Body, str]) -> None:
    known: dict[str, set[str]] = {}
    for body in (each for one in listed for each in (one, one.parent) if each is not None):
        if not body.back and (place := _PLACE.search(_placed_name(body))) is not None:
            known.setdefault(place[1], set()).add(place[0])
    for at, body in enumerate(listed):
        level = _level(body)
        if level is not None and len(known.get(level, ())) == 1:
            _give(body, next(iter(known[level])), level, before)
        elif body.back and body.head is not None and body.head.name in _COMMITTEES:
            _committee_of(body, next((other for other in listed[at + 1 :] if not other.back), None))
        elif body.back and body.kind == "foreign":
            _abroad(body, listed[at + 1 :])
        elif _is_board(body):
            _board_of(body, [*listed[at + 1 :], *listed[:at]])


def _committee_of(body: Body, whole: Body | None) -> None:
    """The Party committee of the body of the next post: "Bí thư Đảng ủy, Hiệu trưởng Trường Đại học X"."""
    if body.head is None or whole is None or whole.kind in _NO_COMMITTEE:
        return
    if whole.kind == "local_government" and whole.place is not None:
        body.name = f"{body.head.name} {whole.place}"
    else:
        body.name, body.parent = f"{body.head.name} {whole.name}", whole
    body.back, body.implied = False, True


def _abroad(body: Body, others: Sequence[Body]) -> None:
    """The state of the next post: "Chủ tịch Thượng viện kiêm Chủ tịch Quốc hội Liên bang Myanmar"."""
    for other in others:
        if other.country is not None and body.head is not None and other.name.startswith(other.noun):
            body.noun, body.country, body.back = body.head.name, other.country, False
            body.name = f"{body.noun} {other.country}"
            return


def _from_heading(scenes: Sequence[Scene], before: dict[Body, str]) -> None:
    """The province that the line or the sentence opens with, for what they tell."""
    told: dict[int, list[_Heading]] = {}
    for scene in scenes:
        passage, bodies = scene.passage, [body for item in scene.items for body in bodies_of(item)]
        bare_ones = [body for body in bodies if _level(body) in _TERRITORIES]
        if not bare_ones:
            continue
        if id(passage) not in told:
            told[id(passage)] = list(_headings(passage.text))
        at = passage.words.starts[scene.items[0].first]
        last = bisect_right(told[id(passage)], at, key=lambda heading: heading[0])
        if not last or told[id(passage)][last - 1][1] <= at:
            continue
        place = told[id(passage)][last - 1][2]
        for body in bare_ones:
            level = _level(body)
            if level is not None and place.startswith(level):
                _give(body, place, level, before)


_Heading = tuple[int, int, str]
"""Where a province is named that goes for the rest of the line, where that ends, and the province."""


def _headings(text: str) -> Iterator[_Heading]:
    end = -1
    for heading in _HEADING.finditer(text):
        if not heading["at"] and (heading["end"] == "," or heading["line"] is None):
            continue  # "Tại" may stand anywhere, a name alone heads a line
        key, lists = fold(heading["name"]), places()
        if key in lists.provinces:
            place = f"tỉnh {lists.provinces[key]}"
        elif key in lists.cities:
            place = f"thành phố {lists.cities[key]}"
        else:
            continue
        if end < heading.end():
            end = text.find("\n", heading.end())
            end = len(text) if end < 0 else end
        yield heading.start(), end, place


def _from_sentence(scenes: Sequence[Scene], before: dict[Body, str]) -> None:
    """The place of a level that a headline says only later: "Bí thư Tỉnh ủy A làm Trưởng đoàn ĐBQH tỉnh X"."""
    named: set[str] = set()
    for scene in scenes:
        bodies = [body for item in scene.items for body in bodies_of(item)]
        for body in bodies:
            level = _level(body)
            if body.head is None or level is None or body.head.name in named:
                continue
            if body.name not in (body.head.name, f"{body.head.name} {level}"):
                continue  # "Sở Y tế (SYT) tỉnh này" has a field
            found = (_PLACE.search(_placed_name(other)) for other in bodies if not other.back)
            places_here = {place[0] for place in found if place is not None and place[1] == level}
            if len(places_here) == 1:
                _give(body, places_here.pop(), level, before)
        named.update(body.head.name for body in bodies if body.head is not None and not body.back)


def _of_one_state(phrases: Sequence[Body]) -> None:
    """The state of a chamber that the article never names with one: that of all its other foreign bodies."""
    states = {body.country for body in phrases if body.country is not None}
    named = {body.head for body in phrases if body.country is not None}
    for body in phrases:
        chamber = body.back and body.kind == "foreign" and body.head is not None and "country" in body.head.takes
        if chamber and len(states) == 1 and body.head not in named and body.head is not None:
            body.noun, body.country, body.back = body.head.name, next(iter(states)), False
            body.name = f"{body.noun} {body.country}"


def _board_of(body: Body, others: Sequence[Body]) -> None:
    """The board of the committee that another post is at: "Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Tỉnh ủy"."""
    wholes = (other.parent for other in others if other.parent is not None)
    whole = next((each for each in wholes if each.head is not None and each.head.name in _PARTY_LEVELS), None)
    if body.head is not None and whole is not None:
        body.name, body.parent, body.back = f"{body.head.name} {whole.name}", whole, False


def _placed_name(body: Body) -> str:
    """The name of a body with the level of its place: "Tỉnh ủy Bắc Ninh" lies in "tỉnh Bắc Ninh"."""
    if body.head is not None and body.head.level is not None and body.name != body.head.name:
        name, level = body.name.removeprefix(f"{body.head.name} "), body.head.level
        return f"{level}{name[len(level) :]}" if name.casefold().startswith(level) else f"{level} {name}"
    return body.name


def _give(body: Body, place: str, level: str, before: dict[Body, str]) -> None:
    head = body.head
    if head is None:
        return
    shown = place.removeprefix(f"{level} ") if head.level else place
    before[body] = body.name
    noun = body.name.removesuffix(f" {level}") if _is_fielded(body) else head.name
    body.name, body.place, body.back, body.bare = f"{noun} {shown}", place, False, False
    if head.whole is not None:
        seat = heads()[fold(head.whole)]
        body.parent = Body(f"{seat.name} {place}", seat.kind, seat, place=place)


def _from_article(phrases: list[Body], texts: Sequence[str], url: str | None, before: dict[Body, str]) -> None:
    """Places of bodies come first; only a level of which no body names one takes its place from other words."""
    named: dict[str, set[str]] = {}
    for body in phrases:
        if not body.back and (place := _PLACE.search(_placed_name(body))) is not None:
            named.setdefault(place[1], set()).add(place[0])
    told: dict[str, set[str]] | None = None
    whole = {(body.head.name, _own_level(body)) for body in phrases if body.head is not None and not body.back}
    for body in phrases:
        head, level = body.head, _level(body)
        if head is None or level is None or (body.back and (head.name, level) in whole):
            continue
        if level not in named and told is None:
            told = _told_places(texts)
        known = named[level] if level in named or told is None else told.get(level, set())
        if len(known) != 1 and (host := portal_place(url)) is not None and host.startswith(f"{level} "):
            known = {host}
        if len(known) == 1:
            _give(body, next(iter(known)), level, before)
    provinces = {place for level in _TERRITORIES for place in named.get(level, ()) if _is_province(place)}
    for body in phrases:
        head = body.head
        if not (_is_delegation(body) or _is_house(body)):
            continue
        alone = not any(head is not None and name == head.name for name, _ in whole)
        if alone and len(provinces) == 1:
            _give(body, next(iter(provinces)), "", before)


def _own_level(body: Body) -> str | None:
    """The level of the place that a name holds; None where it names none ("Thanh tra Chính phủ")."""
    place = _PLACE.search(_placed_name(body))
    return place[1] if place is not None else None


def _is_province(place: str) -> bool:
    """Whether a place is a province or a city of its rank."""
    return place.startswith("tỉnh ") or fold(place.removeprefix("thành phố ")) in places().cities


def _unplaced(scenes: Sequence[Scene]) -> None:
    """Mark the bodies without a place in which a named person holds a post."""
    for scene in scenes:
        for at, item in enumerate(scene.items):
            body = body_of(item)
            if item.title is None or body is None:
                continue
            if _level(body) is None and not _is_board(body) and not _is_delegation(body):
                continue
            if _holder_beside(scene, at):
                body.unplaced = True


def _teams(scenes: Sequence[Scene]) -> None:
    """Mark the teams that are named by what they do alone, where the article tells of their leader."""
    titles = (item.title for scene in scenes for item in scene.items if item.title is not None)
    if not any(title.body is None and title.title.head == _TEAM for title in titles):
        return
    for scene in scenes:
        for item in scene.items:
            body, words = item.body, scene.passage.words
            alone = body is not None and body.back and body.head is not None and body.head.name in _TEAMS
            if alone and body is not None and words.key(item.after, item.after + 1) != _OF:
                body.unplaced = True


def _is_board(body: Body) -> bool:
    return body.back and body.head is not None and body.head.name in _BOARDS


def _is_house(body: Body) -> bool:
    """Whether a council or committee of a territory is named without even its level: "đại biểu | HĐND khóa IX"."""
    return body.back and not body.bare and body.head is not None and body.head.name in _HOUSES


def _is_delegation(body: Body) -> bool:
    return body.back and body.head is not None and body.head.name in _OF_PROVINCES


def _holder_beside(scene: Scene, at: int) -> bool:
    words, items = scene.passage.words, scene.items
    for step in (1, -1):
        near = at
        while 0 <= near + step < len(items):
            left, right = sorted((near, near + step))
            sign = between(words, items[left], items[right])
            near += step
            if items[near].name is not None:
                if sign in _HELD:
                    return True
                break
            if items[near].title is None or sign not in _JOINED:
                break
    return False


@cache
def _portals() -> tuple[tuple[str, str], ...]:
    """The provinces and cities as hosts write them, the longest first."""
    lists = places()
    rows = [
        *((name, "thành phố") for name in lists.cities.values()),
        *((name, "tỉnh") for name in lists.provinces.values()),
    ]
    found = {bare(name).casefold().replace(" ", "").replace("-", ""): f"{level} {name}" for name, level in rows}
    return tuple(sorted(found.items(), key=lambda row: (-len(row[0]), row[0])))


@cache
def portal_place(url: str | None) -> str | None:
    """The province or city whose portal or newspaper an address is of: "baohanam.com.vn"."""
    host = (urlsplit(url).hostname or "") if url else ""
    labels = [label.replace("-", "") for label in host.split(".")[:-1]]
    for slug, place in _portals():
        if any(label == slug or (len(slug) >= _SHORTEST_HOST and slug in label) for label in labels):
            return place
    return None


def _told_places(texts: Sequence[str]) -> dict[str, set[str]]:
    """The places by level that an article names outside of bodies: "tỉnh Hà Nam", "huyện Ba Bể"."""
    found: dict[str, set[str]] = {}
    lists = places()
    for text in texts:
        for told in _TOLD.finditer(text):
            level, words = told["level"].casefold(), told["name"].split()
            level = "thành phố" if level.startswith("tp") else level
            if level not in _TERRITORIES:
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
