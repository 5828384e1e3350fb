"""The first recogniser: persons, bodies, posts and parts, and the mentions that all others build on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from govkg.extraction.bare_names import bare_names
from govkg.extraction.boards import BOARDS, at_board, firm_name
from govkg.extraction.careers import careers
from govkg.extraction.coreference import Cast, default_body
from govkg.extraction.counterparts import Told, with_counterparts
from govkg.extraction.gazetteer import gazetteer
from govkg.extraction.holdings import Holding, holdings, said_in_full
from govkg.extraction.items import Item
from govkg.extraction.line import between
from govkg.extraction.mentions import Scanner
from govkg.extraction.phrases import Body
from govkg.extraction.reading import Form, Mention, Passage, PostMention, Reading
from govkg.extraction.roles import members, scholars, speakers
from govkg.extraction.rules import rules
from govkg.extraction.scenes import Scene, bodies_of
from govkg.extraction.structure import Part, attach, is_implicit, parts
from govkg.extraction.successions import successions
from govkg.extraction.taken_up import taken_up
from govkg.extraction.tenures import timed
from govkg.extraction.word_sets import of_many
from govkg.folding import fold
from govkg.model.actors import Organization, OrganizationKind, Person
from govkg.model.facts import Named, PartOf
from govkg.model.span import Span
from govkg.model.statement import Statement

_LARGE: Final = ("Ngân hàng", "Tổng công ty", "Tập đoàn")
_WATCHING: Final[frozenset[OrganizationKind]] = frozenset(("government", "ministry", "agency"))
"""Kinds of body beside which the heads of large companies act in public."""
_DEALING: Final = _WATCHING | {"department", "local_government", "legislature"}
"""Kinds of body with which companies deal, so that their heads act in public."""
_TRYING: Final[frozenset[OrganizationKind]] = frozenset(("court", "procuracy"))
"""Kinds of body before which the heads of companies stand in private."""
_INVESTIGATING: Final = ("Cơ quan Cảnh sát", "Cơ quan An ninh", "Công an ", "Phòng Cảnh sát ")


def read_actors(reading: Reading) -> Iterator[Statement]:
    """Fill in the mentions and posts of a reading, and state names, posts and parts."""
    scenes = _scenes(reading)
    if not scenes:
        return
    links = [link for scene in scenes for link in attach(scene)]
    cast = Cast(scenes, reading.article)
    posts, officials = holdings(scenes, cast)
    posts += careers(scenes, cast, {post.item for post in posts})
    posts += list(taken_up(scenes, cast, {post.item for post in posts}))
    posts += list(successions(scenes, cast, posts))
    pairs = ((cast.body(link.child), cast.body(link.parent)) for link in links)
    divisions = {child for child, parent in pairs if _private_company(parent) and not _large_company(parent)}
    posts = [post for post in posts if post.organization is None or post.organization not in divisions]
    public = _public(
        scenes, cast, posts, officials.union(speakers(scenes, cast), members(scenes, cast), scholars(scenes, cast))
    )
    posts, boards = _at_boards([post for post in posts if post.person in public])
    _mention(scenes, cast, public, _of_other_states(posts))
    _place_titles(scenes, cast, posts)
    yield from _names(reading)
    reading.held.update((post.person, post.fact.title, post.organization) for post in posts)
    posts = list(timed(said_in_full(posts), reading.article.published))
    held = {post.organization for post in posts if post.organization is not None}
    wholes = list(parts(scenes, reading.passages, cast, links, held))
    told = {part.fact for part in wholes}
    wholes += (each for each in boards if each.fact not in told)
    found: list[Holding | Part] = [*posts, *wholes]
    for each in found:
        span = each.scene.passage.words.span(each.first, each.after)
        yield reading.state(each.fact, each.scene.passage, span, each.rule, each.confidence)


def _at_boards(posts: list[Holding]) -> tuple[list[Holding], list[Part]]:
    """The posts, those whose titles hold the board of a firm at that board; and each such board once, as part of it."""
    found: list[Holding] = []
    boards: dict[PartOf, Part] = {}
    for post in posts:
        title, organization = at_board(post.fact.title, post.organization)
        if title != post.fact.title:
            firm = post.organization
            post = replace(post, fact=replace(post.fact, title=title, organization=organization))
            if organization is not None and firm is not None and organization != firm:
                part = PartOf(organization, firm)
                boards.setdefault(part, Part(part, post.scene, post.first, post.after, "structure.board"))
        found.append(post)
    return found, list(boards.values())


def _scenes(reading: Reading) -> list[Scene]:
    """The sentences that name anything. What the article declares further down is read from the start."""
    local: dict[str, Body] = {}
    foreign: set[str] = set()
    scenes = _scan(reading, local, foreign)
    return _scan(reading, local, foreign) if local or foreign else scenes


def _scan(reading: Reading, local: dict[str, Body], foreign: set[str]) -> list[Scene]:
    scenes = []
    told: Told = {}
    for passage in reading.passages:
        scanner = Scanner(passage, local, foreign)
        starts = passage.words.starts
        for sentence in _without_byline(passage):
            first, after = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            items = with_counterparts(scanner.items(first, after), told)
            if items:
                scenes.append(Scene(passage, items))
    return scenes


_BELONGS: Final = " thuộc "
"""Behind what the article calls a body: "Vụ Pháp chế | thuộc Bộ Y tế" is no form of its name."""
_LINKS: Final = 3
"""Sentences at the end that may hold links to other articles."""
_RELATED: Final = re.compile(r"(?:Xem thêm|Đọc thêm)\s?(?::|>)")


def _without_byline(passage: Passage) -> list[Span]:
    """The sentences without the reporters that follow the closing "./.", and without links to other articles."""
    sentences = passage.sentences
    for at in range(max(1, len(sentences) - _LINKS), len(sentences)):
        if _RELATED.match(passage.text, sentences[at].start):
            return sentences[:at]
    for at in range(len(sentences) - 1, max(0, len(sentences) - 3), -1):
        before, after = sentences[at - 1].end, sentences[at].end
        if passage.text.endswith("./.", 0, before) and passage.text[after - 1] != ".":
            return sentences[:at]
    return sentences


def _public(scenes: list[Scene], cast: Cast, posts: list[Holding], speaking: set[Person]) -> set[Person]:
    """Persons who act in a public role: who hold a post, speak in public, or are called by a rank or as comrade."""
    watched = any(body.kind in _WATCHING for body in cast.outer)
    tried = any(body.kind in _TRYING or body.name.startswith(_INVESTIGATING) for body in cast.named)
    dealing = not tried and any(body.kind in _DEALING for body in cast.outer)
    public = {
        post.person
        for post in posts
        if not _private_company(post.organization) or dealing or (watched and _large_company(post.organization))
    } | speaking
    private: set[Person] = set()
    for scene in scenes:
        for item in scene.items:
            person = cast.person(item) if item.name is not None else None
            if person is not None and item.name is not None:
                if item.name.public:
                    public.add(person)
                if item.name.private:
                    private.add(person)
        public.update(_standing(scene, cast))
    return public - private


def _standing(scene: Scene, cast: Cast) -> Iterator[Person]:
    """Those who stand for an office, which they do not hold: "ứng viên tổng thống đảng Cộng hòa | A"."""
    for title, holder in pairwise(scene.items):
        if title.sign != "_" or title.title is None or holder.name is None or holder.name.short:
            continue
        person = cast.person(holder)
        if person is not None and not between(scene.passage.words, title, holder):
            yield person


def _private_company(body: Organization | None) -> bool:
    """Whether a body is a company, or its board, that the reference data does not know; it knows those of the state."""
    if body is None or fold(firm_name(body.name)) in gazetteer().known:
        return False
    if body.parent is not None and fold(body.name.partition(" ")[0]) in gazetteer().known:
        return False  # "VNPT Sơn La" is a unit of one that is known
    return body.kind == "enterprise" or body.name.startswith(BOARDS)


def _large_company(body: Organization | None) -> bool:
    """Whether a company is of the kinds whose heads answer to an authority: banks, corporations, groups."""
    return body is not None and any(noun in body.name for noun in _LARGE)


def _of_other_states(posts: list[Holding]) -> dict[Body, Organization]:
    """What a phrase means that names one of our bodies, and that its holder's other post puts in another state."""
    found = ((post.item.title.body, post.organization) for post in posts if post.item.title is not None)
    return {
        body: organization
        for body, organization in found
        if body is not None and organization is not None and organization.kind == "foreign" != body.kind
    }


def _mention(scenes: list[Scene], cast: Cast, public: set[Person], abroad: dict[Body, Organization]) -> None:
    """Fill in who and what is named where."""
    for scene in scenes:
        passage = scene.passage
        for item in scene.items:
            passage.mentions.extend(_body_mentions(passage, item, cast, abroad))
            person = cast.person(item) if item.name is not None else None
            if person is not None and item.name is not None and person in public:
                form: Form = "short" if item.name.short else "name"
                passage.mentions.append(Mention(passage.words.span(item.name.first, item.name.after), person, form))
    passages = {id(scene.passage): scene.passage for scene in scenes}.values()
    for passage in passages:
        passage.mentions.sort(key=_place)
    called = (cast.person(item) for scene in scenes for item in scene.items if item.name is not None)
    persons = dict.fromkeys(person for person in called if person is not None)
    for passage, mention in list(bare_names(passages, persons, public)):
        passage.mentions.append(mention)
    for passage in passages:
        passage.mentions.sort(key=_place)


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, -mention.span.end


def _body_mentions(passage: Passage, item: Item, cast: Cast, abroad: dict[Body, Organization]) -> Iterator[Mention]:
    chain = bodies_of(item)
    for body in chain:
        organization = abroad.get(body) or cast.body(body)
        if organization is None or body.first == body.after:
            continue
        first = body.first - _spelt(passage, item, body) if body.implied else body.first
        if body.implied and first == body.first:
            continue
        office = item.title is not None and item.title.title.body == body.name
        if office or (body is not chain[-1] and is_implicit(body, organization)):
            continue
        written = passage.words.written(first, body.after)
        form: Form = "anaphor" if body.back else "name" if fold(written) == fold(organization.name) else "short"
        form = "listed" if body.listed else form
        yield Mention(passage.words.span(first, body.after), organization, form)


def _spelt(passage: Passage, item: Item, body: Body) -> int:
    """The words before an implied body that spell out the noun which its title holds: "Trưởng | phòng | Tài chính"."""
    noun = item.title.title.head if item.title is not None else None
    if noun is None or body.back or (body.place is None and body.parent is None):
        return 0  # "trưởng phòng kế toán": any firm has one
    length = noun.count(" ") + 1
    return length if passage.words.key(max(0, body.first - length), body.first) == fold(noun) else 0


def _place_titles(scenes: list[Scene], cast: Cast, posts: list[Holding]) -> None:
    """Fill in the titles; one that stands alone means the last holder of that post, of the state that it names.

    The chief of a body that is named before anyone is means the one chief whom the article goes on to name.
    """
    holder = {post.item: post for post in posts}
    chiefs = _chiefs(posts)
    seen: dict[tuple[str, Organization | None, str | None], Holding] = {}
    for scene in scenes:
        for item in scene.items:
            if item.title is None:
                continue
            title, country = item.title.title, item.title.country
            post, name = holder.get(item), title.name
            if post is not None:
                organization = post.organization
                seen[title.name, organization, country] = seen[title.name, None, country] = post
                seen[title.name, None, None] = post
                name = post.fact.title
            else:
                organization = cast.body(item.title.body) if item.title.body is not None else default_body(title)
                name, organization = at_board(title.name, organization)
                post = seen.get((title.name, organization, country))
                if post is None and country is not None:
                    last = seen.get((title.name, organization, None))
                    stateless = last is not None and last.item.title is not None and last.item.title.country is None
                    post = last if stateless else None
                name, organization = at_board(name, organization or (post.organization if post is not None else None))
            given = post is not None and post.rule.startswith("posts.given")
            person = post.person if post is not None and not given else None
            if post is None and organization is not None:
                person = chiefs.get((name, organization))
            span = scene.passage.words.span(item.first, item.after)
            scene.passage.posts.append(PostMention(span, name, organization, item.title.status, person))


def _chiefs(posts: list[Holding]) -> dict[tuple[str, Organization], Person]:
    """Who alone holds a post that one person at a time holds."""
    held: dict[tuple[str, Organization], set[Person]] = {}
    for post in posts:
        fact = post.fact
        if fact.organization is not None and not fact.title.startswith(of_many()):
            held.setdefault((fact.title, fact.organization), set()).add(fact.person)
    return {key: next(iter(persons)) for key, persons in held.items() if len(persons) == 1}


def _names(reading: Reading) -> Iterator[Statement]:
    """The first place of each form by which the article calls each person and body."""
    stated: set[tuple[Person | Organization, str]] = set()
    for passage in reading.passages:
        for mention in passage.mentions:
            entity = mention.entity
            if not isinstance(entity, Person | Organization):
                continue
            person = isinstance(entity, Person)
            whole = mention.form == "listed" or (person and mention.form == "name")
            written = " ".join(mention.span.of(passage.text).split())
            form = entity.name if whole else written.partition(_BELONGS)[0]
            if (entity, form) not in stated:
                stated.add((entity, form))
                rule = rules()[f"names.{'person' if person else 'body'}.{mention.form}"]
                yield reading.state(Named(entity, form), passage, mention.span, rule.name, rule.confidence)
