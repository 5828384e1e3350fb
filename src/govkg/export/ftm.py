"""The graph as FollowTheMoney entities (https://followthemoney.tech), as JSON lines or as their statements.

Persons, bodies, posts and who held them, meetings with who took part, documents, decisions and reorganizations have a
schema there; standards, speech and tasks have none and stay behind. An entity's quotes are its ``Documentation``
by the article, or, where it is an interval itself, its own ``proof`` and ``summary``. What was observed is a ``date``,
never a ``startDate``; only a tenure that an article calls past has a status ("ended").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import BinaryIO, Final

from pyoxigraph import Quad

from govkg import iris
from govkg.export.ftm_entity import DATASET, Entity, identifier
from govkg.export.records import Quote, Record, articles, plain, supported
from govkg.kinds import lineage, local_name
from govkg.store.base import Store
from govkg.store.canonical import in_order, sorted_quads
from govkg.vocabulary import Gov, Rdf, Skos, concept
from govkg.wording import wording

_SCHEMATA: Final[Mapping[str, str]] = {
    Gov.Official: "Person",
    Gov.Enterprise: "Company",
    Gov.PublicOrganization: "PublicBody",
    Gov.Organization: "Organization",
    Gov.Post: "Position",
    Gov.Tenure: "Occupancy",
    Gov.Meeting: "Event",
    Gov.Participation: "UnknownLink",
    Gov.LegalDocument: "Document",
    Gov.PersonnelDecision: "Event",
    Gov.Reorganization: "Succession",
}
"""The first class of ours above a node names its schema."""
_INTERVALS: Final = frozenset({"Occupancy", "UnknownLink", "Succession"})
_RELATIONS: Final = (Gov.amends, Gov.repeals, Gov.basedOn, Gov.details, Gov.cites)
_ORGANIZER: Final = concept("participation-role", "organizer")
_AWAY: Final = frozenset({concept("participation-role", "invited"), concept("participation-role", "absent")})
_FORMER: Final = concept("tenure-status", "former")


def write(store: Store, file: BinaryIO, format: str = "ftm") -> None:
    """Write the entities as JSON lines (``ftm``), or their statements as JSON lines (``ftm-statements``)."""
    for entity in entities(store):
        if format == "ftm":
            file.write(entity.line())
        else:
            file.writelines(entity.statements())


def entities(store: Store) -> Iterator[Entity]:
    """All entities: those of the default graph by their addresses, each after its links, then the articles."""
    meetings = groupby(_attended(store), key=lambda line: line.partition(b" ")[0])
    following = next(meetings, None)
    for record, quotes in supported(store):
        schema = schema_of(record.types)
        if schema is None:
            continue
        entity = Entity(identifier(record.iri), schema)
        _FILL[schema](entity, record)
        if Gov.Meeting in record.types:
            key = f"<{record.iri}>".encode()
            while following is not None and following[0] < key:
                following = next(meetings, None)
            if following is not None and following[0] == key:
                _take_part(entity, following[1])
                following = next(meetings, None)
        if Gov.Reorganization in record.types:
            yield from _successions(record)
            continue
        yield from _links(entity, record)
        yield from _prove(entity, quotes)
        yield entity
    for article, _ in articles(store):
        yield _article(article)


def schema_of(types: Iterable[str]) -> str | None:
    """The schema of a node's classes; None for what FollowTheMoney has no schema for."""
    above = frozenset().union(*map(lineage, types))
    return next((schema for root, schema in _SCHEMATA.items() if root in above), None)


def _link(schema: str, *parts: str) -> Entity:
    return Entity(f"{DATASET}-{schema.lower()}-{iris.digest(schema, *parts)}", schema)


def _thing(entity: Entity, record: Record) -> None:
    entity.add_texts("name", record, Rdf.label, language="vi")
    if "name" not in entity.values:
        entity.add_texts("name", record, Rdf.label)
    entity.add("name", *(() if "name" in entity.values else (local_name(record.iri),)))
    entity.add_texts("alias", record, Rdf.label, Skos.altLabel)
    for name in entity.values["name"]:
        entity.values.get("alias", {}).pop(name, None)
    if not entity.values.get("alias"):
        entity.values.pop("alias", None)


def _person(entity: Entity, record: Record) -> None:
    _thing(entity, record)
    entity.add("birthDate", *record.texts(Gov.bornOn))


def _body(entity: Entity, record: Record) -> None:
    _thing(entity, record)
    entity.add_texts("weakAlias", record, Gov.weakName)
    entity.add_texts("abbreviation", record, Gov.shortName)
    entity.add("incorporationDate", *record.texts(Gov.validFrom))
    entity.add("dissolutionDate", *record.texts(Gov.validUntil))
    for type_ in record.types:
        entity.add_roles("classification", type_)


def _position(entity: Entity, record: Record) -> None:
    _thing(entity, record)
    entity.add("organization", *map(identifier, record.texts(Gov.postIn)))


def _occupancy(entity: Entity, record: Record) -> None:
    entity.add("holder", *map(identifier, record.texts(Gov.holder)))
    entity.add("post", *map(identifier, record.texts(Gov.inPost)))
    entity.add("startDate", *record.texts(Gov.statedBegin))
    entity.add("endDate", *record.texts(Gov.statedEnd))
    entity.add("date", *record.texts(Gov.observedFirst), *record.texts(Gov.observedLast))
    if _FORMER in record.texts(Gov.tenureStatus):
        entity.add("status", "ended")


def _event(entity: Entity, record: Record) -> None:
    if Gov.PersonnelDecision in record.types:
        action, title = record.text(Gov.action) or "", record.text(Gov.decidedTitle) or ""
        entity.add("name", f"{wording(action).vi}: {title}", language="vie")
        entity.add("date", *record.texts(Gov.decidedOn))
        entity.add("organizer", *map(identifier, record.texts(Gov.decidedBy)))
        entity.add("involved", *map(identifier, record.texts(Gov.concerns)))
        entity.add_roles("keywords", Gov.PersonnelDecision)
        return
    _thing(entity, record)
    begin, end = record.texts(Gov.begin), record.texts(Gov.end)
    entity.add("startDate" if end else "date", *begin)
    entity.add("endDate", *end)
    entity.add("location", *record.texts(Gov.place))
    for type_ in record.texts(Gov.meetingType):
        entity.add_roles("keywords", type_)


def _participation(entity: Entity, record: Record) -> None:
    entity.add("subject", *map(identifier, record.texts(Gov.participant)))
    entity.add("object", *map(identifier, record.texts(Gov.event)))
    for role in record.texts(Gov.participationRole):
        entity.add_roles("role", role)


def _document(entity: Entity, record: Record) -> None:
    _thing(entity, record)
    entity.values["title"] = dict(entity.values["name"])
    entity.add("fileName", record.text(Gov.number) or local_name(record.iri))
    entity.add("date", *record.texts(Gov.issuedOn))
    for type_ in record.types:
        entity.add_roles("keywords", type_)
    for status in record.texts(Gov.documentStatus):
        entity.add_roles("keywords", status)


def _nothing(_entity: Entity, _record: Record) -> None:
    """A reorganization is one succession for each pair of bodies."""


_FILL: Final[Mapping[str, Callable[[Entity, Record], None]]] = {
    "Person": _person,
    "Company": _body,
    "PublicBody": _body,
    "Organization": _body,
    "Position": _position,
    "Occupancy": _occupancy,
    "Event": _event,
    "UnknownLink": _participation,
    "Document": _document,
    "Succession": _nothing,
}


def _links(entity: Entity, record: Record) -> Iterator[Entity]:
    """What one node says of another, as an entity of its own: bodies above, who issued and signed, other documents."""
    for above in record.texts(Gov.partOf):
        link = _link("Membership", record.iri, above)
        link.add("member", entity.id)
        link.add("organization", identifier(above))
        link.add_roles("role", Gov.partOf)
        yield link
    for property_ in (Gov.issuer, Gov.signer):
        for agent in record.texts(property_):
            link = _link("Documentation", record.iri, agent, property_)
            link.add("document", entity.id)
            link.add("entity", identifier(agent))
            link.add_roles("role", property_)
            yield link
    for property_ in _RELATIONS:
        for other in record.texts(property_):
            link = _link("UnknownLink", record.iri, other, property_)
            link.add("subject", entity.id)
            link.add("object", identifier(other))
            link.add_roles("role", property_)
            yield link


def _successions(record: Record) -> Iterator[Entity]:
    """Each body before with each after; one that keeps its name becomes, among others, itself."""
    for before in record.texts(Gov.before):
        for after in record.texts(Gov.after):
            if before != after:
                link = _link("Succession", record.iri, before, after)
                link.add("predecessor", identifier(before))
                link.add("successor", identifier(after))
                link.add("date", *record.texts(Gov.changedOn))
                for kind in record.texts(Gov.changeKind):
                    link.add_roles("role", kind)
                yield link


def _prove(entity: Entity, quotes: Iterator[Quote]) -> Iterator[Entity]:
    """The quotes of an entity: on it where it is an interval, else one link to each article that speaks of it."""
    for article, said in groupby(quotes, key=lambda quote: quote.article):
        link = entity if entity.schema in _INTERVALS else _link("Documentation", article, entity.id)
        for quote in said:
            entity.saw(quote.article, quote.published)
            link.saw(quote.article, quote.published)
            link.add("summary", quote.exact)
            if quote.url.startswith(("http://", "https://")):
                link.add("sourceUrl", quote.url)
        if link is entity:
            entity.add("proof", identifier(article))
        else:
            link.add("document", identifier(article))
            link.add("entity", entity.id)
            link.add("date", link.first)
            yield link


def _attended(store: Store) -> Iterator[bytes]:
    """Lines of a meeting, how one took part in it and who, in the order of the meetings."""
    wanted = {Gov.event, Gov.participant, Gov.participationRole}
    quads = sorted_quads(quad for quad in store.quads() if quad.predicate.value in wanted)
    return in_order(_attendance(quads))


def _attendance(quads: Iterable[Quad]) -> Iterator[bytes]:
    for _, its in groupby(quads, key=lambda quad: quad.subject):
        said = {quad.predicate.value: plain(quad.object) for quad in its}
        if said.keys() >= {Gov.event, Gov.participant, Gov.participationRole}:
            yield f"<{said[Gov.event]}> {said[Gov.participationRole]} {said[Gov.participant]}\n".encode()


def _take_part(entity: Entity, lines: Iterator[bytes]) -> None:
    for line in lines:
        _, role, agent = line.decode().split()
        if role not in _AWAY:
            entity.add("organizer" if role == _ORGANIZER else "involved", identifier(agent))


def _article(record: Record) -> Entity:
    entity = Entity(identifier(record.iri), "Article", origin=record.iri)
    name = record.iri.rpartition("/")[2]
    entity.add("fileName", name)
    entity.add("title", record.text(Gov.articleTitle) or name)
    entity.add("name", record.text(Gov.articleTitle) or name)
    entity.add("summary", record.text(Gov.articleSummary))
    entity.add("publisher", record.text(Gov.publisher))
    for day in record.texts(Gov.published):
        entity.saw(record.iri, day)
    entity.add("publishedAt", entity.first)
    entity.add("sourceUrl", *(url for url in record.texts(Gov.url) if url.startswith(("http://", "https://"))))
    return entity
