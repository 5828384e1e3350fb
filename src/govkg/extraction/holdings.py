"""Posts with the persons who hold them and the bodies where they lie, resolved over the whole article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from govkg.extraction.claims import SURE, Claim, claims
from govkg.extraction.coreference import Cast, default_body
from govkg.extraction.families import Families
from govkg.extraction.gazetteer import gazetteer
from govkg.extraction.items import Item
from govkg.extraction.lexicon import Title, places
from govkg.extraction.line import between
from govkg.extraction.phrases import Body
from govkg.extraction.roles import AUTHORITIES
from govkg.extraction.rules import rules
from govkg.extraction.scenes import Scene, body_of
from govkg.extraction.serving import served
from govkg.extraction.states import States
from govkg.extraction.word_sets import leaders
from govkg.folding import fold
from govkg.model.actors import Organization, OrganizationKind, Person
from govkg.model.facts import HoldsPost
from govkg.model.span import Span
from govkg.text.names import is_foreign

_OFFICES = frozenset(("Văn phòng", "Thanh tra", "Bộ"))
"""Head nouns of titles that may be at the body of the next title: "Chánh Văn phòng, Thứ trưởng Bộ X"."""
_MINISTRY = "Bộ"
_OF_PARTY = ("Bí thư", "Bí thư Thường trực", "Ủy viên", "Ủy viên thường vụ", "Trưởng ban", "Chủ nhiệm")
"""Ends of titles that a body of the Party has."""
_DIRECT = SURE | {
    "posts.given",
    "posts.made",
    "posts.collective",
    "posts.members",
    "posts.holder",
    "posts.are",
    "posts.joined",
}
"""Rules by which a title alone may be at a body that was named shortly before."""

_DEPUTY = "Phó "
_SECRETARY = ("Bí thư", "Bí thư Thường trực")
_OF_STATE: Final[frozenset[OrganizationKind]] = frozenset(("local_government", "legislature"))

_OF_GROUPS = frozenset(("posts.collective", "posts.members"))
"""Rules of a group's title before those who hold it, each with other posts: these say nothing of its body."""
_BEHIND = frozenset(("posts.after", "posts.shared"))
_SIDE = re.compile(r"\b(?:[Pp]hía|[Ll]ãnh đạo|[Đđ]ại diện|[Bb]an [Gg]iám đốc)\s[^.;:]{3,80}?\s(?:có|gồm|gồm có)\b")
"""In front of those whom a body sends."""
_OF_PROVINCE: Final = r"(?:ĐBQH\s|[Đđ]ại biểu Quốc hội\s)?(?:tỉnh\s|thành phố\s|TP\.?\s?)?"
_DELEGATION = re.compile(
    rf"\s?\((?:(?:[Đđ]oàn|ĐBQH|ĐB)\s)?{_OF_PROVINCE}(?P<within>[^()]{{3,30}})\)"
    rf"|(?:\s[-–]|,|\sthuộc)\s(?:[Đđ]oàn\s|(?<=[-–]\s)){_OF_PROVINCE}"
    r"(?P<behind>[^\W\d_a-z]\w*(?:[\s-]+[^\W\d_a-z]\w*){1,3})(?=\s[^\W\d_A-ZĐ]|[,.;:)]|\s[-–])"
)
"""The province for which a deputy sits, behind the name: "(Lào Cai)", ", đoàn Lào Cai", "- Lào Cai"."""
_SAID = frozenset(("posts.named", "posts.is"))
"""Rules by which a sentence says of a person that he or she holds a post."""


@dataclass(frozen=True, slots=True, eq=False)
class Holding:
    """One reading of a post: words ``first`` to ``after`` of a sentence say it."""

    fact: HoldsPost
    scene: Scene
    item: Item
    first: int
    after: int
    rule: str
    confidence: float

    @property
    def person(self) -> Person:
        """The holder."""
        return self.fact.person

    @property
    def organization(self) -> Organization | None:
        """The body of the post."""
        return self.fact.organization


@dataclass(slots=True)
class _Known:
    """The bodies of the posts that were read so far, by what a title alone may go back to."""

    by_title: dict[tuple[Person, str], Organization | None] = field(default_factory=dict)
    by_head: dict[tuple[Person, str], Organization | None] = field(default_factory=dict)
    by_scene: dict[int, Organization | None] = field(default_factory=dict)
    by_item: dict[tuple[Person, int, int], Organization | None] = field(default_factory=dict)
    beside: set[tuple[Person, int]] = field(default_factory=set)
    """Persons with the sentences in which a post of theirs is told with its body."""

    def note(self, reading: Claim, organization: Organization | None) -> None:
        title = reading.phrase.title
        self.by_title[reading.person, title.name] = organization
        if title.head is not None:
            self.by_head[reading.person, title.head] = organization
        self.by_scene[id(reading.scene)] = organization
        if reading.phrase.body is not None:
            self.by_item[reading.person, id(reading.scene), reading.item.first] = organization
            self.beside.add((reading.person, id(reading.scene)))


def holdings(scenes: Sequence[Scene], cast: Cast) -> tuple[list[Holding], set[Person]]:
    """The posts that an article states: those with a body first, then those whose body stands elsewhere in it.

    The second are persons who hold a public post at a body that the article does not tell.
    """
    officials: set[Person] = set()
    near, families = _near(scenes), Families(scenes, cast)
    read = served(claims(scenes, cast))
    holders = {each.phrase.title.name: each.person for each in read if each.single and each.rule.name in SURE}
    states = States(read, cast, {id(scene.passage): scene.passage for scene in scenes}.values())
    found: list[Holding] = []
    bare: list[Claim] = []
    known = _Known()
    for each in read:
        title, person = each.phrase.title, each.person
        if each.single and each.rule.name not in SURE and holders.get(title.name, person) != person:
            continue  # a single office has one holder; the comma began a new clause
        if _abroad(each):
            organization = states.ministry(each) or _namesake(each, cast)
        else:
            organization = states.body(each, cast.body(each.phrase.body))
        if each.phrase.body is None:
            organization = states.government(each) if states.is_foreign(each) else default_body(title)
            organization = organization or _mission(each, cast) or _delegation(each) or _home(each, cast)
            organization = organization or states.ministry(each) or states.party(each, cast)
        if organization is None and not (title.alone or (title.abroad and each.phrase.country)):
            bare.append(each)
        else:
            found.append(_holding(each, organization))
            known.note(each, organization)
    waiting: list[Claim] = []
    deputies: list[Claim] = []
    bare.sort(key=lambda claim: _beside(claim, known) is None)  # what a post beside tells goes for the others
    for each in bare:
        title, person = each.phrase.title, each.person
        body = each.phrase.body
        sure = each.rule.name in SURE
        if (
            (title.public and sure and not is_foreign(person.name))
            or (body is not None and body.kind in AUTHORITIES and " " in person.name)
            or (title.foreign and each.phrase.country is not None and sure)  # "lãnh đạo Triều Tiên A"
        ):
            officials.add(person)
        if body is not None:
            continue
        organization = _where_one_works(each, cast) or _led(each, cast) or _of_next(each, cast)
        if organization is None and title.needs_body:
            continue
        leader = fold(each.person.name) in leaders()  # "Chủ tịch Hồ Chí Minh" heads no body of the article
        if not leader:
            organization = organization or _house(each, near, cast) or _elsewhere(each, title, known, cast)
            organization = organization or _shortly_before(each, near, families, cast)
        if organization is None and not leader and (not title.weak or _is_secretary(each, known)):
            waiting.append(each)
        elif organization is not None or leader:
            found.append(_holding(each, organization, resolved=True))
            if organization is not None and _beside(each, known) == organization:
                known.by_title[person, title.name] = organization
        elif title.name.startswith(_DEPUTY):
            deputies.append(each)
    heads = _by_title(found) if deputies else {}
    for each in deputies:
        if (organization := _of_its_head(each, heads, near)) is not None:
            found.append(_holding(each, organization, resolved=True))
    told = {(each.person, each.fact.title): each.organization for each in found}
    for each in waiting:  # a headline names the minister, the text the ministry
        organization = told.get((each.person, each.phrase.title.name))
        found.append(_holding(each, organization, resolved=True))
    return found, officials


def head_of(deputy: str) -> str:
    """The title of the head whose deputy a title is: "Phó Giám đốc" is one of the "Giám đốc"."""
    rest = deputy.removeprefix(_DEPUTY)
    return rest[:1].upper() + rest[1:]


def _by_title(found: Sequence[Holding]) -> Mapping[tuple[str, int], set[Organization | None]]:
    """The bodies of the posts of one title that a sentence tells."""
    bodies: dict[tuple[str, int], set[Organization | None]] = {}
    for each in found:
        bodies.setdefault((each.fact.title, id(each.scene)), set()).add(each.organization)
    return bodies


def _of_its_head(
    reading: Claim, heads: Mapping[tuple[str, int], set[Organization | None]], near: Mapping[int, Sequence[Scene]]
) -> Organization | None:
    """The body whose head was just told, for deputies without one: "Bà A tái đắc cử Chủ tịch. Hai | Phó Chủ tịch …"."""
    head = head_of(reading.phrase.title.name)
    bodies = {body for scene in near[id(reading.scene)] for body in heads.get((head, id(scene)), ())}
    return bodies.pop() if len(bodies) == 1 else None


def _holding(claim: Claim, organization: Organization | None, *, resolved: bool = False) -> Holding:
    fact = HoldsPost(claim.person, claim.phrase.title.name, organization, claim.status)
    first, after = min(claim.item.first, claim.other.first), max(claim.item.after, claim.other.after)
    name, confidence = claim.rule.name, claim.rule.confidence
    if resolved:
        name, confidence = f"{name}.context", round(confidence * rules()["posts.context"].confidence, 2)
    return Holding(fact, claim.scene, claim.item, first, after, name, confidence)


def _near(scenes: Sequence[Scene]) -> dict[int, Sequence[Scene]]:
    """Every sentence with the one before it, by its identity."""
    return {id(scene): scenes[max(0, at - 1) : at + 1] for at, scene in enumerate(scenes)}


def _shortly_before(
    reading: Claim, near: Mapping[int, Sequence[Scene]], families: Families, cast: Cast
) -> Organization | None:
    """The body for a title alone that the sentence or the one before it names last: "Ủy ban X …, Chủ nhiệm A".

    What its head or deputy was just told with goes before the bodies of an earlier sentence.
    """
    behind, direct = reading.rule.name in _BEHIND, reading.rule.name in _DIRECT or _is_made(reading)
    if not reading.phrase.title.beside or not (direct or behind) or is_foreign(reading.person.name):
        return None
    if not direct and not _of_side(reading):
        return families.just_told(reading) or families.told_behind(reading)
    *earlier, scene = near[id(reading.scene)]
    for found in (
        _named_last(reading, scene, cast),
        families.just_told(reading),
        *(_named_last(reading, each, cast) for each in earlier),
    ):
        if found is not None:
            return found
    return families.body(reading) or families.told_behind(reading) or families.of_headline(reading)


def _is_made(reading: Claim) -> bool:
    """Whether somebody is told to get a post: "ông A | được bầu làm | Chủ tịch"."""
    if reading.rule.name != "posts.is" or reading.other.first > reading.item.first:
        return False
    words = reading.scene.passage.words
    return _MADE.search(words.text, words.ends[reading.other.after - 1], words.starts[reading.item.first]) is not None


_MADE = re.compile(r"\bđược\s(?:\S+\s){0,3}?(?:bầu|bổ nhiệm|cử|chỉ định|phân công|suy tôn)\b")


def _where_one_works(reading: Claim, cast: Cast) -> Organization | None:
    """The body beside the holder: "Ủy viên … hoạt động tại | Ủy ban A | ông B", "Thẩm phán A của | Tòa án B"."""
    if reading.rule.name in SURE and (told := _told_behind(reading)) is not None:
        return cast.body(told)
    if reading.rule.name in SURE and reading.phrase.title.weak:
        behind = _item_behind(reading)
        if behind is not None and behind.body is not None:
            of_it = between(reading.scene.passage.words, reading.other, behind) == "c"
            return cast.body(behind.body) if of_it else None
    if reading.rule.name != "posts.working":
        return None
    bodies = (item.body for item in reading.scene.items if item.after == reading.other.first)
    return next((cast.body(body) for body in bodies if body is not None), None)


def _item_behind(reading: Claim) -> Item | None:
    """What a sentence names next behind the holder."""
    return next((item for item in reading.scene.items if item.first >= reading.other.after), None)


_LEADS = re.compile(
    r"\s(?:(?:đang|tạm|tạm thời|được giao|được phân công)\s)*(?:phụ trách|điều hành|quản lý|đứng đầu)\s"
)
_NEXT: Final = frozenset((",", ";", "&", ";&", ",&"))


def _led(reading: Claim, cast: Cast) -> Organization | None:
    """The body behind the holder that the holder is told to lead: "Phó Hiệu trưởng A | phụ trách | Trường B"."""
    if reading.rule.name not in SURE:
        return None
    words, behind = reading.scene.passage.words, _item_behind(reading)
    if behind is None or behind.body is None or behind.body.head is None:
        return None
    leads = _LEADS.fullmatch(words.text, words.ends[reading.other.after - 1], words.starts[behind.first])
    return cast.body(behind.body) if leads and behind.body.head.name in reading.phrase.title.beside else None


def _of_next(reading: Claim, cast: Cast) -> Organization | None:
    """The body that is told with the next post of a list: "ông A - Giám đốc, ông B - Phó Giám đốc | Sở C"."""
    if reading.rule.name not in _BEHIND or is_foreign(reading.person.name):
        return None
    words, at = reading.scene.passage.words, reading.scene.items.index(reading.item)
    following = reading.scene.items[at + 1 : at + 3]
    if len(following) < len(("holder", "title")) or following[0].name is None or following[1].title is None:
        return None
    body = following[1].title.body
    if body is None or body.head is None or between(words, reading.item, following[0]) not in _NEXT:
        return None
    return cast.body(body) if body.head.name in reading.phrase.title.beside else None


def _told_behind(reading: Claim) -> Body | None:
    """The body behind the holder that has such a post: "Phó Cục trưởng A, | Cục Hải quan B,"."""
    words, behind = reading.scene.passage.words, _item_behind(reading)
    if behind is None or behind.body is None or behind.body.head is None or behind.body.back:
        return None
    title, gap = reading.phrase.title, words.text[words.ends[reading.other.after - 1] : words.starts[behind.first]]
    fits = behind.body.head.name in (title.head, *title.beside)
    closed = gap == " (" or (gap == ", " and words.text.startswith(_CLOSING, words.ends[behind.after - 1]))
    return behind.body if fits and closed else None


_CLOSING: Final = (",", ";", ".", ":")


def _named_last(reading: Claim, scene: Scene, cast: Cast) -> Organization | None:
    """The last body of a kind that has such a post, among those that a sentence names before the title."""
    title = reading.phrase.title
    found: Organization | None = None
    for item in scene.items:
        if item is reading.item:
            break
        body = body_of(item)
        if body is not None and body.head is not None and body.head.name in title.beside:
            own = body.parent if title.name.endswith(body.head.name) else body  # the board of a bank
            found = cast.body(own) or found
    return found


def _of_side(reading: Claim) -> bool:
    """Whether the sentence lists those of one body: "Về phía UBND tỉnh X có ông A, Chủ tịch; bà B, Phó Chủ tịch"."""
    words = reading.scene.passage.words
    start = reading.scene.passage.sentence(Span(words.starts[reading.item.first], words.ends[reading.item.first])).start
    return _SIDE.search(words.text, start, words.starts[reading.item.first]) is not None


def _mission(reading: Claim, cast: Cast) -> Organization | None:
    """The mission that an envoy heads, where the article names it: "Đại sứ Cuba" is at the "Đại sứ quán Cuba"."""
    house, country = reading.phrase.title.house, reading.phrase.country
    mission = cast.only(house) if house is not None else None
    of_state = mission is not None and (country is None or mission.name.startswith(f"{house} {country}"))
    return mission if of_state else None


def _home(reading: Claim, cast: Cast) -> Organization | None:
    """The body that a common noun behind the title means, the one named last where there are several: "nhà trường"."""
    nouns = reading.phrase.homes
    found = {body for noun in nouns if (body := cast.only(noun)) is not None}
    if not found:
        found = {body for noun in nouns if (body := cast.of_head(reading.item, noun)) is not None}
    return found.pop() if len(found) == 1 else None


def _delegation(reading: Claim) -> Organization | None:
    """The National Assembly, where a deputy is named with the delegation of a province: "đại biểu A (đoàn Hà Nam)"."""
    known = gazetteer().known.get(fold("Quốc hội")) if reading.phrase.title.name == "Đại biểu" else None
    if known is None:
        return None
    passage = reading.scene.passage
    found = _DELEGATION.match(passage.text, passage.words.ends[reading.other.after - 1])
    place = fold(found["within"] or found["behind"]) if found is not None else ""
    is_province = place in places().provinces or place in places().cities
    return known.bodies[0] if is_province else None


def said_in_full(posts: Sequence[Holding]) -> list[Holding]:
    """The posts without those that are others said for short: "Đại sứ A" beside "Đại sứ đặc mệnh toàn quyền A"."""
    titles: dict[tuple[Person, Organization | None, str], set[str]] = {}
    for each in posts:
        titles.setdefault((each.person, each.organization, each.fact.status), set()).add(each.fact.title)

    def in_full(post: Holding) -> bool:
        others = titles[post.person, post.organization, post.fact.status]
        return not any(other.startswith(f"{post.fact.title} ") for other in others)

    return [post for post in posts if in_full(post)]


def _of_another_side(body: Organization | None, title: Title) -> bool:
    """Whether a title is of the Party and the body beside of the state, or the other way round."""
    if body is not None and body.kind in _OF_STATE and title.name.endswith(_SECRETARY):
        return True  # "Bí thư kiêm Chủ tịch UBND xã A"
    return body is not None and body.kind == "party" and not title.name.endswith(_OF_PARTY)


def _abroad(reading: Claim) -> bool:
    """Whether a foreigner's title names a field alone: "Bộ trưởng Quốc phòng Mattis" is at no ministry of ours."""
    body = reading.phrase.body
    return body is not None and body.implied and bool(body.known) and is_foreign(reading.person.name)


def _namesake(reading: Claim, cast: Cast) -> Organization | None:
    """The one ministry of another state with that field: "Bộ Quốc phòng Malaysia … Bộ trưởng Quốc phòng | Hussein"."""
    noun = reading.phrase.body.name if reading.phrase.body is not None else ""
    found = [body for body in cast.named if body.kind == "foreign" and body.name.startswith(f"{noun} ")]
    return found[0] if noun and len(found) == 1 else None


def _told_next(reading: Claim, known: _Known) -> Iterator[Organization]:
    """The bodies of the title right behind another of the same holder."""
    for gap in (0, 1):
        body = known.by_item.get((reading.person, id(reading.scene), reading.item.after + gap))
        if body is not None:
            yield body


def _beside(reading: Claim, known: _Known) -> Organization | None:
    """The body that the next title gives to both: "Phó Chủ tịch kiêm Tổng Thư ký Hội X"."""
    title = reading.phrase.title
    if reading.rule.name in _OF_GROUPS or not (title.weak or title.head in _OFFICES):
        return None
    return next((body for body in _told_next(reading, known) if not _of_another_side(body, title)), None)


def _is_secretary(reading: Claim, known: _Known) -> bool:
    """Whether the head of a Party committee that is not named is also told as the head of a place."""
    secretary = reading.phrase.title.name.endswith(_SECRETARY)
    return secretary and any(body.kind in _OF_STATE for body in _told_next(reading, known))


def _house(reading: Claim, near: Mapping[int, Sequence[Scene]], cast: Cast) -> Organization | None:
    """The house whose deputies its sentence or the one before has just told of: "… đại biểu HĐND. | Đại biểu A"."""
    title = reading.phrase.title
    if not title.context:
        return None
    told: Organization | None = None
    for scene in near[id(reading.scene)]:
        for item in scene.items:
            if item is reading.item:
                return told
            if item.title is not None and item.title.title.name == title.name and item.title.body is not None:
                house = cast.body(item.title.body)
                told = house if house is not None and house.kind == "legislature" else told
    return told


def _elsewhere(reading: Claim, title: Title, known: _Known, cast: Cast) -> Organization | None:
    """The body of a title that stands alone: of the same person's same post, of its kind, or of its head noun."""
    person, beside = reading.person, _beside(reading, known)
    if beside is not None and title.head == _MINISTRY and not beside.name.startswith(f"{_MINISTRY} "):
        known.by_title[person, title.name] = None  # "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ" is at no ministry
        return None
    another = (
        reading.rule.name in _SAID and (person, id(reading.scene)) in known.beside
    )  # no post is told twice at once
    if not another and (person, title.name) in known.by_title:
        return known.by_title[person, title.name]
    if beside is not None:
        return beside
    if title.name.startswith(_DEPUTY) and (person, head_of(title.name)) in known.by_title:
        return known.by_title[person, head_of(title.name)]  # "ông A, hiện là Phó Giám đốc, làm Giám đốc Sở B"
    if not another and title.head is not None and (person, title.head) in known.by_head:
        return known.by_head[person, title.head]
    if title.weak and reading.rule.name == "posts.group" and reading.phrase.plural:
        return known.by_scene.get(id(reading.scene))  # "Chủ tịch UBND tỉnh A, các Phó Chủ tịch: B, C"
    found = [body for name in title.context if (body := cast.names(name) or cast.only(name)) is not None]
    if found:
        return max(found, key=cast.times)  # a deputy of the house of which the article tells
    if title.head is None:
        return None
    return cast.of_head(reading.item, title.head) or (cast.only(title.head) if title.weak else None)
