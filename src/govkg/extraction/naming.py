"""The first recogniser: persons, bodies, posts and parts, and the mentions that all others build on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from govkg.extraction.coreference import Cast, Scene, bodies_of, default_body
from govkg.extraction.lexicon import Title, fold, leaders
from govkg.extraction.mentions import Item, Scanner
from govkg.extraction.organizations import Body
from govkg.extraction.posts import Pairing, pairings
from govkg.extraction.reading import Form, Mention, Passage, PostMention, Reading
from govkg.extraction.structure import IMPLICIT, Link, attach, known_parts, local_parts, parts
from govkg.model.actors import Organization, Person
from govkg.model.facts import HoldsPost, Named, PartOf, TenureStatus
from govkg.model.span import Span
from govkg.model.statement import Statement
from govkg.text.names import is_foreign


@dataclass(frozen=True, slots=True, eq=False)
class Holding:
    """One reading of a post with where it stands."""

    scene: Scene
    item: Item
    person: Person
    organization: Organization | None
    status: TenureStatus
    first: int
    after: int
    rule: str
    confidence: float

    @property
    def title(self) -> str:
        """The title without its body."""
        return self.item.title.title.name if self.item.title is not None else ""

    @property
    def head(self) -> str | None:
        """The head noun of the body that the title itself holds."""
        return self.item.title.title.head if self.item.title is not None else None

    @property
    def single(self) -> bool:
        """Whether one person at a time holds the post, in this country."""
        phrase = self.item.title
        return phrase is not None and phrase.country is None and phrase.body is None and not phrase.title.weak


_CONTEXT = 0.92
"""What a reading is worth whose body stands elsewhere in the article, as a part of the rule's own confidence."""


_WAYS = (
    (parts, "structure.name", 0.9),
    (known_parts, "structure.known", 0.8),
    (local_parts, "structure.local", 0.6),
)


def read_actors(reading: Reading) -> Iterator[Statement]:
    """Fill in the mentions and posts of a reading, and state names, posts and parts."""
    scenes = _scenes(reading)
    if not scenes:
        return
    links = [link for scene in scenes for link in attach(scene)]
    pairs = [(scene, pairing) for scene in scenes for pairing in pairings(scene)]
    cast = Cast.of(scenes)
    holdings = _holdings(pairs, cast)
    public = _public(scenes, cast, holdings)
    _fill(scenes, cast, holdings, public)
    yield from _name_statements(reading)
    for holding in holdings:
        if holding.person in public:
            fact = HoldsPost(holding.person, holding.title, holding.organization, holding.status)
            yield _state(reading, fact, holding.scene, holding.first, holding.after, holding.rule, holding.confidence)
    yield from _part_statements(reading, scenes, cast, links)


def _scenes(reading: Reading) -> list[Scene]:
    """The sentences that name anything. Abbreviations that the article declares are read from the start."""
    local: dict[str, Body] = {}
    scenes = _scan(reading, local)
    return _scan(reading, local) if local else scenes


def _scan(reading: Reading, local: dict[str, Body]) -> list[Scene]:
    scenes = []
    for passage in reading.passages:
        scanner = Scanner(passage, local)
        starts = passage.words.starts
        for sentence in _without_byline(passage):
            first, after = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            items = list(scanner.items(first, after))
            if items:
                scenes.append(Scene(passage, sentence, items))
    return scenes


def _without_byline(passage: Passage) -> list[Span]:
    """The sentences without the names of reporters and desks that follow the closing "./."."""
    sentences = passage.sentences
    for at in range(len(sentences) - 1, max(0, len(sentences) - 3), -1):
        if passage.text[: sentences[at - 1].end].endswith("./.") and passage.text[sentences[at].end - 1] != ".":
            return sentences[:at]
    return sentences


def _state(
    reading: Reading, fact: HoldsPost | PartOf, scene: Scene, first: int, after: int, rule: str, confidence: float
) -> Statement:
    words = scene.passage.words
    span = Span(words.starts[first], words.ends[after - 1])
    return reading.state(fact, scene.passage, span, rule, confidence)


def _holdings(pairs: list[tuple[Scene, Pairing]], cast: Cast) -> list[Holding]:
    """The posts that are stated with a body, then those whose body the article names elsewhere."""
    found: list[Holding] = []
    bare: list[tuple[Scene, Pairing, Person, TenureStatus]] = []
    for scene, pairing in pairs:
        phrase, name = pairing.title.title, pairing.person.name
        person = cast.pronouns.get(pairing.person) if name is None else cast.persons.get(name)
        if person is None or phrase is None:
            continue
        status = pairing.rule.status or phrase.status
        organization = cast.organizations.get(phrase.body) if phrase.body else None
        if phrase.body is None and not is_foreign(person.name):
            organization = default_body(phrase.title)
        if organization is None and not phrase.title.alone:
            bare.append((scene, pairing, person, status))
        else:
            found.append(_holding(scene, pairing, person, organization, status))
    for scene, pairing, person, status in bare:
        phrase = pairing.title.title
        if phrase is None or phrase.body is not None or phrase.title.needs_body:
            continue
        organization = _elsewhere(pairing.title, phrase.title, person, found, cast)
        if organization is not None or not phrase.title.weak or fold(person.name) in leaders():
            found.append(_holding(scene, pairing, person, organization, status, resolved=True))
    return _without_usurpers(found)


def _elsewhere(item: Item, title: Title, person: Person, found: list[Holding], cast: Cast) -> Organization | None:
    """The body of a title that stands alone: of the same person's same post, of its kind, or of its head noun."""
    for holding in reversed(found):
        if holding.person == person and holding.title == title.name:
            return holding.organization
    for holding in reversed(found):
        if (
            holding.person == person
            and item.title is not None
            and title.head is not None
            and holding.head == title.head
        ):
            return holding.organization
        if holding.person == person and title.weak and _shares(item, holding.item):
            return holding.organization
    for name in title.context:
        if (organization := cast.names(name)) is not None:
            return organization
    return cast.of_head(item, title.head) if title.head is not None else None


def _shares(item: Item, other: Item) -> bool:
    """Whether a title right after another one gives its body to both: "Phó Chủ tịch kiêm Tổng Thư ký Hội X"."""
    near = 0 <= other.first - item.after <= 1
    return near and other.title is not None and other.title.title.weak and other.title.body is not None


def _without_usurpers(holdings: list[Holding]) -> list[Holding]:
    """Drop the holder of a single office that a comma alone gives, where another holds it by his name."""
    holders = {h.title: h.person for h in holdings if h.single and h.rule in ("posts.before", "posts.group")}
    return [
        h
        for h in holdings
        if not (
            h.single
            and h.rule not in ("posts.before", "posts.group", "posts.was")
            and holders.get(h.title, h.person) != h.person
        )
    ]


def _holding(
    scene: Scene,
    pairing: Pairing,
    person: Person,
    organization: Organization | None,
    status: TenureStatus,
    *,
    resolved: bool = False,
) -> Holding:
    first = min(pairing.title.first, pairing.person.first)
    after = max(pairing.title.after, pairing.person.after)
    rule = pairing.rule
    name, confidence = rule.name, rule.confidence
    if resolved:
        name, confidence = f"{name}.context", round(confidence * _CONTEXT, 2)
    return Holding(scene, pairing.title, person, organization, status, first, after, name, confidence)


def _public(scenes: list[Scene], cast: Cast, holdings: list[Holding]) -> set[Person]:
    """Persons who act in a public role: who hold a post, or are called by a rank or as comrade."""
    public = {
        holding.person
        for holding in holdings
        if holding.organization is None or holding.organization.kind != "enterprise"
    }
    if public:  # people of companies count where they deal with the state
        public.update(holding.person for holding in holdings)
    private: set[Person] = set()
    for scene in scenes:
        for item in scene.items:
            person = cast.persons.get(item.name) if item.name is not None else None
            if person is None or item.name is None:
                continue
            if item.name.public:
                public.add(person)
            if item.name.private:
                private.add(person)
    return public - private


def _fill(scenes: list[Scene], cast: Cast, holdings: list[Holding], public: set[Person]) -> None:
    holder: dict[Item, Holding] = {holding.item: holding for holding in holdings if holding.person in public}
    seen: dict[str, list[Holding]] = {}
    for scene in scenes:
        passage = scene.passage
        for item in scene.items:
            _fill_bodies(passage, item, cast)
            if item.name is not None and (person := cast.persons.get(item.name)) in public and person is not None:
                form: Form = "short" if item.name.short else "name"
                passage.mentions.append(Mention(_span(passage, item.name.first, item.name.after), person, form))
            if item.title is not None:
                holding = holder.get(item)
                title = item.title.title
                organization = _title_body(item, cast) if holding is None else holding.organization
                if holding is None:
                    holding = _same_post(seen.get(title.name, []), organization)
                else:
                    seen.setdefault(title.name, []).append(holding)
                person = holding.person if holding is not None else None
                organization = organization or (holding.organization if holding is not None else None)
                passage.posts.append(
                    PostMention(
                        _span(passage, item.first, item.after), title.name, organization, item.title.status, person
                    )
                )
    for passage in {id(scene.passage): scene.passage for scene in scenes}.values():
        passage.mentions.sort(key=lambda mention: (mention.span.start, -mention.span.end))


def _title_body(item: Item, cast: Cast) -> Organization | None:
    phrase = item.title
    if phrase is None:
        return None
    return cast.organizations.get(phrase.body) if phrase.body else default_body(phrase.title)


def _same_post(holdings: list[Holding], organization: Organization | None) -> Holding | None:
    """The last holder of a title, in the same body where one is named."""
    fits = (h for h in reversed(holdings) if organization is None or h.organization == organization)
    return next(fits, None)


def _fill_bodies(passage: Passage, item: Item, cast: Cast) -> None:
    *_, outer = bodies_of(item) or (None,)
    for body in bodies_of(item):
        first, after = body.first, body.after
        if first == after or body.implied:
            continue
        organization = cast.organizations.get(body)
        office = item.title is not None and item.title.title.body == body.name
        if organization is not None and not office and not (body is not outer and organization.kind in IMPLICIT):
            written = passage.words.written(first, after)
            form: Form = "anaphor" if body.back else "name" if fold(written) == fold(organization.name) else "short"
            passage.mentions.append(Mention(_span(passage, first, after), organization, form))


def _span(passage: Passage, first: int, after: int) -> Span:
    return Span(passage.words.starts[first], passage.words.ends[after - 1])


def _name_statements(reading: Reading) -> Iterator[Statement]:
    """The first place of each form by which the article calls each person and body."""
    stated: set[tuple[Person | Organization, str]] = set()
    for passage in reading.passages:
        for mention in passage.mentions:
            entity = mention.entity
            if not isinstance(entity, Person | Organization):
                continue
            form = " ".join(mention.span.of(passage.text).split())
            if isinstance(entity, Person) and mention.form == "name":
                form = entity.name
            if (entity, form) in stated:
                continue
            stated.add((entity, form))
            rule = f"names.{'person' if isinstance(entity, Person) else 'body'}.{mention.form}"
            confidence = {"name": 0.97, "short": 0.95, "anaphor": 0.9}[mention.form]
            yield reading.state(Named(entity, form), passage, mention.span, rule, confidence)


def _part_statements(reading: Reading, scenes: list[Scene], cast: Cast, links: list[Link]) -> Iterator[Statement]:
    stated: set[PartOf] = set()
    for link in links:
        child, parent = cast.organizations.get(link.child), cast.organizations.get(link.parent)
        if child is not None and parent is not None and child != parent:
            stated.add(PartOf(child, parent))
            yield _state(reading, PartOf(child, parent), link.scene, link.first, link.after, link.rule, 0.92)
    for scene, find, rule, confidence in ((scene, *way) for scene in scenes for way in _WAYS):
        for fact, item in find(scene, cast):
            if fact not in stated:
                stated.add(fact)
                yield _state(reading, fact, scene, item.first, item.after, rule, confidence)
