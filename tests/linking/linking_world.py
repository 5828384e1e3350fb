"""A world to link to: shaped like Wikidata, of our own making, with the right answer for each of ours.

Ours are the curated provinces, ministries, laws and standards, and officials that made-up articles speak of. For each
the world may hold the right item, and holds others that bear its name: the city of a province, the ministry of another
country, an older law, another edition, a footballer. What an item says of itself is left out here and there, by a
digest of its name and so the same in every run. All items lie in a namespace of the tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from govkg import iris
from govkg.folding import bare
from govkg.graph.knowledge import ingest_change
from govkg.graph.reference import Reference, reference
from govkg.linking.profile import Profile, profile
from govkg.model.actors import Organization, Person
from govkg.model.article import Article
from govkg.model.facts import Born, Fact, HoldsPost
from govkg.model.interval import Interval, PartialDate
from govkg.model.span import Span
from govkg.model.statement import Evidence, Statement
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Gov, Rdf, Xsd

ITEMS = "https://example.org/world/item/"
WD = "http://www.wikidata.org/entity/"
WDT = "http://www.wikidata.org/prop/direct/"
VIETNAM = WD + "Q881"
HUMAN, ORGANIZATION, PLACE, STATUTE, STANDARD = (WD + q for q in ("Q5", "Q43229", "Q56061", "Q820655", "Q317623"))
MINISTRY, PROVINCE = WD + "Q192350", WD + "Q2824648"


def world_profile() -> Profile:
    """That of Wikidata, but for whose items are taken for candidates."""
    return replace(profile("wikidata"), entities=ITEMS, pause=0.0)


def chance(*key: str) -> float:
    """A number from 0 to 1 that is always the same for a key."""
    return int.from_bytes(blake2b("|".join(key).encode(), digest_size=4).digest()) / 2**32


@dataclass
class World:
    """The graph of the endpoint, and for each of ours what is right there; None where nothing is."""

    triples: list[Quad] = field(default_factory=list)
    gold: dict[str, str | None] = field(default_factory=dict)

    def item(
        self,
        name: str,
        *,
        vi: str | None = None,
        en: str | None = None,
        also: Sequence[tuple[str, str]] = (),
        types: Sequence[str] = (),
        country: str | None = VIETNAM,
        complete: bool = False,
        **facts: str | PartialDate | None,
    ) -> str:
        """An item; unless ``complete`` it lacks a statement now and then, as items do."""
        iri = ITEMS + name.replace("/", "-")
        said = [(WDT + "P31", NamedNode(type_)) for type_ in types if complete or chance(name, "type", type_) > 0.06]
        if country is not None and (complete or chance(name, "country") > 0.12):
            said.append((WDT + ("P27" if HUMAN in types else "P17"), NamedNode(country)))
        for property_, value in facts.items():
            if value is not None and (complete or chance(name, property_) > 0.12):
                said.append((WDT + property_, _term(value)))
        if vi and (complete or not en or chance(name, "vi") > 0.15):
            said.append((Rdf.label, Literal(vi, language="vi")))
        if en and (complete or not vi or chance(name, "en") > 0.1):
            said.append((Rdf.label, Literal(en, language="en")))
        said += [("http://www.w3.org/2004/02/skos/core#altLabel", Literal(text, language=tag)) for text, tag in also]
        self.triples += (Quad(NamedNode(iri), NamedNode(property_), value) for property_, value in said)
        return iri

    def position(self, person: str, item: str, begin: str | None, end: str | None) -> None:
        """That a person held a position, as a statement with qualifiers."""
        held = NamedNode(
            f"https://example.org/world/statement/{blake2b((person + item).encode(), digest_size=6).hexdigest()}"
        )
        prefix = "http://www.wikidata.org/prop/"
        self._say(NamedNode(person), prefix + "P39", held)
        self._say(held, prefix + "statement/P39", NamedNode(item))
        for name, day in (("P580", begin), ("P582", end)):
            if day:
                self._say(held, prefix + "qualifier/" + name, _term(PartialDate.parse(day)))

    def _say(self, subject: NamedNode, property_: str, value: NamedNode | Literal) -> None:
        self.triples.append(Quad(subject, NamedNode(property_), value))


def _term(value: str | PartialDate) -> NamedNode | Literal:
    if isinstance(value, str):
        return NamedNode(value) if value.startswith("http") else Literal(value)
    return Literal(f"{value.first.isoformat()}T00:00:00Z", datatype=NamedNode(Xsd.dateTime))


def made_world() -> tuple[World, list[tuple[Article, list[Statement]]]]:
    """The whole world, and the articles that speak of its officials."""
    world = World()
    data = reference()
    subclasses(world)
    provinces(world, data)
    ministries(world, data)
    laws(world, data)
    standards(world, data)
    return world, officials(world, data)


def subclasses(world: World) -> None:
    """A little of the tree of classes."""
    for below, above in ((MINISTRY, ORGANIZATION), (PROVINCE, PLACE)):
        world._say(NamedNode(below), WDT + "P279", NamedNode(above))
    world._say(NamedNode(ITEMS + "class/football-club"), WDT + "P279", NamedNode(ORGANIZATION))
    world._say(NamedNode(ITEMS + "class/city"), WDT + "P279", NamedNode(PLACE))


def provinces(world: World, data: Reference) -> None:
    """Each province, its city and a football club of the same name; of some only those."""
    for iri, names in _of_class(data, Gov.Province):
        short = names["weak"] or names["vi"]
        key = iri.rpartition("/")[2]
        until = _day(data, iri, Gov.validUntil)
        right = None
        if chance(key, "there") > 0.15:
            right = world.item(
                "province/" + key, vi=short, en=bare(short).title(), also=[(names["vi"], "vi")] * (chance(key) > 0.5),
                types=[PROVINCE, PLACE], P576=until and PartialDate(until.year), 
                P571=PartialDate(1831 + int(99 * chance(key, "x"))),
            )  # fmt: skip
        world.gold[iri] = right
        world.item("city/" + key, vi=short, en=bare(short).title(), also=[("Thành phố " + short, "vi")],
                   types=[ITEMS + "class/city"], P131=right)  # fmt: skip
        if chance(key, "club") > 0.5:
            world.item("club/" + key, vi=short, en=bare(short).title() + " FC", types=[ITEMS + "class/football-club"])


def ministries(world: World, data: Reference) -> None:
    """Each ministry among its namesakes abroad; its earlier self under the same name; a building."""
    lands = [ITEMS + "country/" + name for name in ("a", "b")]
    for iri, names in _of_class(data, Gov.Ministry):
        key = iri.rpartition("/")[2]
        begin, until = _day(data, iri, Gov.validFrom), _day(data, iri, Gov.validUntil)
        right = None
        if chance(key, "there") > 0.2:
            right = world.item(
                "ministry/" + key, vi=names["vi"], en=names["en"], also=[(names["vi"] + " Việt Nam", "vi")],
                types=[MINISTRY], P571=begin and PartialDate(begin.year), P576=until and PartialDate(until.year),
                P749=ITEMS + "government",
            )  # fmt: skip
        world.gold[iri] = right
        for land in lands[: 1 + (chance(key, "lands") > 0.6)]:
            world.item(f"ministry/{key}-{land[-1]}", vi=f"{names['vi']} ({land[-1].upper()})", en=names["en"],
                       types=[MINISTRY], country=land, P571=PartialDate(1950))  # fmt: skip
        if chance(key, "old") > 0.7:
            world.item(f"ministry/{key}-old", vi=names["vi"], en=names["en"], types=[MINISTRY],
                       P571=PartialDate(1946), P576=PartialDate(1960), complete=True)  # fmt: skip
        if chance(key, "building") > 0.7:
            world.item(f"building/{key}", vi=f"Trụ sở {names['vi']}", en=names["en"], types=[ITEMS + "class/building"])
    world.item("government", vi="Chính phủ", en="Government of Vietnam", also=[("Chính phủ Việt Nam", "vi")],
               types=[ORGANIZATION], complete=True)  # fmt: skip


def laws(world: World, data: Reference) -> None:
    """Each law among others of its name: of other years here, of this year elsewhere."""
    for iri, names in _of_class(data, Gov.Law):
        key = iri.rpartition("/")[2]
        number, issued = _text(data, iri, Gov.number), _day(data, iri, Gov.issuedOn)
        right = None
        if chance(key, "there") > 0.25:
            right = world.item(
                "law/" + key, vi=names["vi"], types=[STATUTE], P577=issued,
                also=[(f"{names['vi']} {issued.year}", "vi")] if issued else (),
                P1031=number if chance(key, "number") > 0.5 else None,
            )  # fmt: skip
        world.gold[iri] = right
        if issued and chance(key, "old") > 0.4:
            world.item(f"law/{key}-old", vi=names["vi"], types=[STATUTE], P577=PartialDate(issued.year - 11))
        if chance(key, "idea") > 0.7:
            world.item(f"idea/{key}", vi=names["vi"], types=[ITEMS + "class/field-of-study"], country=None)


def standards(world: World, data: Reference) -> None:
    """Each standard that has an item, among its editions."""
    for iri, names in _of_class(data, Gov.Standard):
        key = iri.rpartition("/")[2]
        label = names["vi"]
        edition = ":" in label
        right = None
        if chance(key, "there") > (0.7 if edition else 0.3):
            right = world.item("standard/" + key, en=label, types=[STANDARD], country=None)
        world.gold[iri] = right
        if not edition:  # a page on the family that calls itself by one of its editions too
            world.item(f"standard/{key}-page", en=label, also=[(label + ":1987", "en")], country=None,
                       types=[ITEMS + "class/list"])  # fmt: skip


_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Lò", "Triệu", "Chế", "Thạch", "Đoàn", "Kiều")
_MIDDLE = ("Văn", "Thị", "Khắc", "Bá", "Mạnh", "Diệu", "Trọng", "Quỳnh")
_GIVEN = ("Hùng", "Anh", "Khuê", "Tiễu", "Bình", "Sự", "Hường", "Lam", "Viêm", "Thắng", "Nghiên", "Doanh")
_ENGLISH = {"Bộ trưởng": "Minister", "Thứ trưởng": "Deputy Minister"}


def officials(world: World, data: Reference) -> list[tuple[Article, list[Statement]]]:
    """Made-up officials of the ministries: known there with post or birth, or only namesakes are."""
    articles: list[tuple[Article, list[Statement]]] = []
    bodies = [(iri, names) for iri, names in _of_class(data, Gov.Ministry) if names["en"]]
    seen: set[str] = set()
    for number in range(160):
        key = f"official-{number}"
        picks = [int(chance(key, part) * 1000) for part in ("surname", "middle", "given", "body", "title", "year")]
        name = f"{_SURNAMES[picks[0] % 10]} {_MIDDLE[picks[1] % 8]} {_GIVEN[picks[2] % 12]}"
        if bare(name) in seen:  # identity would have to tell them apart before linking can
            continue
        seen.add(bare(name))
        body, names = bodies[picks[3] % len(bodies)]
        other, other_names = bodies[(picks[3] + 7) % len(bodies)]
        title = "Bộ trưởng" if picks[4] % 3 else "Thứ trưởng"
        year, born = 2008 + picks[5] % 12, 1950 + picks[4] % 20
        organization = Organization(names["vi"] or "", body, "ministry")
        facts: list[Fact] = [HoldsPost(Person(name), title, organization, "current", Interval())]
        if chance(key, "born") > 0.4:
            facts.append(Born(Person(name), PartialDate(born, 3, 4) if chance(key, "day") > 0.7 else PartialDate(born)))
        article = Article(f"world-{number}", f"{title} {names['vi']} {name} làm việc.", published=date(year, 5, 6))
        evidence = Evidence.quote(article, "text", Span(0, len(article.text)))
        articles.append((article, [Statement(fact, evidence, "by-hand", 0.95) for fact in facts]))
        english = bare(name).title() if chance(key, "english") > 0.5 else name
        right = None
        if chance(key, "there") > 0.35:
            birth = PartialDate(born, 3, 4) if chance(key, "b") > 0.4 else PartialDate(born)
            right = world.item(f"person/{key}", vi=name, en=english, types=[HUMAN], P569=birth)
            if chance(key, "post") > 0.3:
                world.position(right, _post(world, title, body, names), str(year - 2), str(year + 3))
            elif chance(key, "post") > 0.1:
                world.position(right, _post(world, title, other, other_names), str(year - 9), str(year - 4))
        world.gold[iris.keyed("person", name)] = right
        if chance(key, "sport") > 0.4:
            world.item(f"person/{key}-sport", vi=name, en=english, types=[HUMAN], P569=PartialDate(1990, 7, 8))
        if chance(key, "namesake") > 0.5:  # an official too, of another body and age
            same = world.item(f"person/{key}-namesake", vi=name, en=english, types=[HUMAN], P569=PartialDate(born - 12))
            world.position(same, _post(world, title, other, other_names), str(year - 4), str(year + 1))
        if chance(key, "forebear") > 0.8:  # held the same post, long ago
            same = world.item(f"person/{key}-forebear", vi=name, types=[HUMAN], P569=PartialDate(born - 45))
            world.position(same, _post(world, title, body, names), str(year - 40), str(year - 36))
    return articles


def _post(world: World, title: str, body: str, names: Mapping[str, str | None]) -> str:
    key = f"position/{bare(title).replace(' ', '-')}-{body.rpartition('/')[2]}"
    english = f"{_ENGLISH[title]} of {(names['en'] or '').removeprefix('Ministry of ')} of Vietnam"
    return world.item(key, vi=f"{title} {names['vi']}", en=english, country=None, types=[ITEMS + "class/position"])


def _of_class(data: Reference, class_: str) -> Iterator[tuple[str, dict[str, str | None]]]:
    for iri, quads in sorted(data.about.items()):
        if any(quad.predicate.value == Rdf.type and quad.object == NamedNode(class_) for quad in quads):
            names: dict[str, str | None] = {"vi": None, "en": None, "weak": None}
            for quad in quads:
                if isinstance(quad.object, Literal):
                    if quad.predicate.value == Rdf.label:
                        names[quad.object.language or "vi"] = quad.object.value
                    elif quad.predicate.value == Gov.weakName:
                        names["weak"] = names["weak"] or quad.object.value
            yield iri, names


def _text(data: Reference, iri: str, property_: str) -> str | None:
    found = (quad.object for quad in data.about[iri] if quad.predicate.value == property_)
    return next((value.value for value in found if isinstance(value, Literal)), None)


def _day(data: Reference, iri: str, property_: str) -> PartialDate | None:
    text = _text(data, iri, property_)
    return PartialDate.parse(text) if text else None


def fill(store: EmbeddedStore, articles: list[tuple[Article, list[Statement]]]) -> None:
    """A store with the reference data and these articles."""
    store.apply(ingest_change(store, articles))


def write(world: World, folder: Path) -> None:
    """The world as a folder that the oxigraph server reads."""
    engine = ox.Store(str(folder))
    engine.bulk_extend(dict.fromkeys(world.triples))
    engine.flush()
