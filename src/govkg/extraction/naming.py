"""The first recogniser: persons, bodies, posts and parts, and the mentions that all others build on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from govkg.extraction.coreference import Cast, Scene, bodies_of, default_body
from govkg.extraction.mentions import Item, Scanner
from govkg.extraction.organizations import Body
from govkg.extraction.posts import Pairing, pairings
from govkg.extraction.reading import Form, Mention, Passage, PostMention, Reading
from govkg.extraction.structure import Link, attach, parts
from govkg.folding import fold
from govkg.model.actors import Organization, Person
from govkg.model.facts import HoldsPost, Named, PartOf, TenureStatus
from govkg.model.span import Span
from govkg.model.statement import Statement


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
            fact = HoldsPost(holding.person, holding.item.title.title.name, holding.organization, holding.status)  # type: ignore[union-attr]
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
        for sentence in passage.sentences:
            first, after = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            items = list(scanner.items(first, after))
            if items:
                scenes.append(Scene(passage, sentence, items))
    return scenes


def _state(
    reading: Reading, fact: HoldsPost | PartOf, scene: Scene, first: int, after: int, rule: str, confidence: float
) -> Statement:
    words = scene.passage.words
    span = Span(words.starts[first], words.ends[after - 1])
    return reading.state(fact, scene.passage, span, rule, confidence)


def _holdings(pairs: list[tuple[Scene, Pairing]], cast: Cast) -> list[Holding]:
    """The posts that are stated with a body, then those whose body the article names elsewhere."""
    found: list[Holding] = []
    last: Person | None = None
    bare: list[tuple[Scene, Pairing, Person, TenureStatus]] = []
    for scene, pairing in pairs:
        title = pairing.title.title
        assert title is not None
        person = last if pairing.person.sign == "A" else cast.persons.get(pairing.person.name)  # type: ignore[arg-type]
        if person is None:
            continue
        last = person
        status = pairing.rule.status or title.status
        organization = cast.organizations.get(title.body) if title.body else default_body(title.title)
        if organization is None and not title.title.alone:
            bare.append((scene, pairing, person, status))
            continue
        found.append(_holding(scene, pairing, person, organization, status))
    for scene, pairing, person, status in bare:
        title = pairing.title.title
        assert title is not None
        same = [h for h in found if h.person == person and h.item.title.title.name == title.title.name]  # type: ignore[union-attr]
        if same:
            found.append(_holding(scene, pairing, person, same[-1].organization, status))
        elif not title.title.weak and not title.body:
            found.append(_holding(scene, pairing, person, None, status))
    return found


def _holding(
    scene: Scene, pairing: Pairing, person: Person, organization: Organization | None, status: TenureStatus
) -> Holding:
    first = min(pairing.title.first, pairing.person.first)
    after = max(pairing.title.after, pairing.person.after)
    rule = pairing.rule
    return Holding(scene, pairing.title, person, organization, status, first, after, rule.name, rule.confidence)


def _public(scenes: list[Scene], cast: Cast, holdings: list[Holding]) -> set[Person]:
    """Persons who act in a public role: who hold a post, or are called by a rank or as comrade."""
    public = {holding.person for holding in holdings}
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
    seen: dict[str, Person] = {}
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
                person = holding.person if holding else seen.get(title.name)
                if holding is not None:
                    seen[title.name] = holding.person
                organization = (
                    holding.organization
                    if holding
                    else cast.organizations.get(item.title.body)
                    if item.title.body
                    else default_body(title)
                )
                passage.posts.append(
                    PostMention(
                        _span(passage, item.first, item.after), title.name, organization, item.title.status, person
                    )
                )
    for passage in {id(scene.passage): scene.passage for scene in scenes}.values():
        passage.mentions.sort(key=lambda mention: (mention.span.start, -mention.span.end))


def _fill_bodies(passage: Passage, item: Item, cast: Cast) -> None:
    for body in bodies_of(item):
        first, after = body.first, body.after
        if first == after:
            continue
        organization = cast.organizations.get(body)
        if organization is not None:
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
    for scene in scenes:
        for fact, item in parts(scene, cast):
            if fact not in stated:
                stated.add(fact)
                yield _state(reading, fact, scene, item.first, item.after, "structure.name", 0.9)
