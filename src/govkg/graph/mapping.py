"""What one statement says about the nodes of knowledge: claims, each one property of one canonical node.

Pure: given which canonical person or meeting each mention is, a record always makes the same claims.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import date
from functools import singledispatchmethod
from typing import Final, NamedTuple

from pyoxigraph import NamedNode

from govkg import iris
from govkg.folding import fold
from govkg.graph import terms
from govkg.graph.entities import Property, Value, introduced, naming, natural_iri
from govkg.graph.posts import post_role
from govkg.graph.records import Record, Told, entities, mention_iri
from govkg.graph.reference import Reference
from govkg.graph.terms import node, text
from govkg.model import facts
from govkg.model.actors import (
    Agent,
    Entity,
    Meeting,
    Organization,
    Person,
)  # fmt: skip
from govkg.vocabulary import Gov, Rdf, concept

Identity = Mapping[str, str]
"""The canonical IRI of each article-scoped person or meeting."""


class Claim(NamedTuple):
    """One property of one node, as one statement says it; ``day`` is the day on which the article speaks."""

    node: str
    property: str
    value: Value
    told: Told
    day: date | None


RELATIONS: Final[Mapping[facts.DocumentRelation, Gov]] = {
    "amends": Gov.amends, "repeals": Gov.repeals, "based_on": Gov.basedOn, "details": Gov.details, "cites": Gov.cites,
}  # fmt: skip
"""The property that says how two documents are related."""
DATES: Final[Mapping[facts.DocumentDate, Gov]] = {"issued": Gov.issuedOn, "effective": Gov.effectiveOn}
_POSTS: Final = frozenset({"appoint", "dismiss", "elect"})
"""Decisions whose title is a post; the others confer a rank or an award."""
POST: Final = iris.ID + "post/"
"""A post rests on what its tenures and decisions rest on; that is not said twice."""
_HOLDING: Final = frozenset({"current", "acting"})


def claims(
    record: Record,
    identity: Identity,
    reference: Reference,
    wrong: frozenset[str] = frozenset(),
    only: Container[str] | None = None,
) -> Iterator[Claim]:
    """What a record says about the nodes of knowledge.

    ``wrong`` are statements and nodes judged so, by IRI; ``only`` the statements to map, if not all.
    """
    mapper = _Mapper(record, identity, reference, wrong)
    for told in record.told:
        if told.iri in wrong or (only is not None and told.iri not in only):
            continue
        found = list(mapper.properties(told))
        if wrong and any(name in wrong or value.value in wrong for name, _, value in found):
            continue
        rests = node(told.iri)
        for name in dict.fromkeys(name for name, _, _ in found if not name.startswith(POST)):
            yield Claim(name, Gov.restsOn, rests, told, record.day)
        for name, property_, value in found:
            if property_ != Gov.restsOn:
                yield Claim(name, property_, value, told, record.day)


class _Mapper:
    """The claims of one record, statement by statement."""

    def __init__(self, record: Record, identity: Identity, reference: Reference, wrong: frozenset[str]) -> None:
        self._record, self._identity, self._reference = record, identity, reference
        right = [told for told in record.told if told.iri not in wrong]
        named = {told.fact.entity for told in right if isinstance(told.fact, facts.Named)}
        self._unnamed: dict[Entity, str] = {}
        for told in right:
            for entity in entities(told.fact):
                if entity not in named:
                    self._unnamed.setdefault(entity, told.iri)

    def properties(self, told: Told) -> Iterator[Property]:
        """All that a statement says; of an entity that no statement names, the first that speaks of it tells."""
        for entity in entities(told.fact):
            if self._unnamed.get(entity) == told.iri:
                yield from self._introduced(entity)
        if isinstance(told.fact, facts.Speaks):  # no two statements tell of one speech, so it is named by its own
            yield from self._spoken(told.fact, f"{iris.ID}speech/{iris.digest(told.iri)}")
        else:
            yield from self._said(told.fact)

    def iri(self, entity: Entity) -> str:
        """The canonical node of an entity."""
        if isinstance(entity, Person | Meeting):
            return self._identity[mention_iri(self._record.article, entity)]
        return natural_iri(entity)

    def _introduced(self, entity: Entity) -> Iterator[Property]:
        """What an entity is, and its name; of a curated body only that the statement speaks of it."""
        iri = self.iri(entity)
        if iri in self._reference.bodies:
            yield iri, Gov.restsOn, terms.TYPE
        else:
            yield from introduced(entity, iri, self._reference.bodies)

    def _post(self, title: str, organization: Organization | None) -> Iterator[Property]:
        iri = self._post_iri(title, organization)
        yield iri, Rdf.type, node(Gov.Post)
        yield iri, Rdf.label, text(f"{title} {organization.name}" if organization else title, "vi")
        yield iri, Gov.postTitle, text(title)
        if organization:
            yield iri, Gov.postIn, node(organization.iri)
        role = post_role(title, organization.name if organization else None)
        if role:
            yield iri, Gov.postRole, node(role.iri)

    @staticmethod
    def _post_iri(title: str, organization: Organization | None) -> str:
        return iris.post(title, organization.iri if organization else None)

    def _agent(self, agent: Agent) -> NamedNode:
        return node(self.iri(agent))

    @singledispatchmethod
    def _said(self, fact: facts.Fact) -> Iterator[Property]:
        raise TypeError(f"no fact: {fact!r}")

    @_said.register
    def _(self, fact: facts.Named) -> Iterator[Property]:
        yield from self._introduced(fact.entity)
        entity, iri = fact.entity, self.iri(fact.entity)
        if iri in self._reference.bodies:
            return
        how = naming(entity, fact.form)
        if how:
            yield iri, how, text(fact.form, "vi")

    @_said.register
    def _(self, fact: facts.HoldsPost) -> Iterator[Property]:
        yield from self._post(fact.title, fact.organization)
        person, post = self.iri(fact.person), self._post_iri(fact.title, fact.organization)
        tenure = f"{iris.ID}tenure/{iris.digest(person, post)}"
        yield tenure, Rdf.type, node(Gov.Tenure)
        yield tenure, Gov.holder, node(person)
        yield tenure, Gov.inPost, node(post)
        yield tenure, Gov.tenureStatus, node(concept("tenure-status", fact.status))
        if fact.status in _HOLDING and not fact.stated:  # "Vụ trưởng từ năm 2001" tells of that year, not of this day
            for day in self._record.days_of(fact.person):
                yield tenure, Gov.observedFirst, terms.moment(day)
                yield tenure, Gov.observedLast, terms.moment(day)
        if fact.stated.begin:
            yield tenure, Gov.statedBegin, terms.partial(fact.stated.begin)
        if fact.stated.end:
            yield tenure, Gov.statedEnd, terms.partial(fact.stated.end)

    @_said.register
    def _(self, fact: facts.Born) -> Iterator[Property]:
        yield self.iri(fact.person), Gov.bornOn, terms.partial(fact.date)

    @_said.register
    def _(self, fact: facts.PartOf) -> Iterator[Property]:
        iri = fact.child.iri
        yield iri, Gov.restsOn, terms.TYPE
        if iri not in self._reference.bodies:
            yield iri, Gov.partOf, node(fact.parent.iri)

    @_said.register
    def _(self, fact: facts.Occurs) -> Iterator[Property]:
        iri = self.iri(fact.meeting)
        yield iri, Gov.restsOn, terms.TYPE
        if fact.when.begin:
            yield iri, Gov.begin, terms.partial(fact.when.begin)
        if fact.when.end:
            yield iri, Gov.end, terms.partial(fact.when.end)
        if fact.place:
            yield iri, Gov.place, text(fact.place)

    @_said.register
    def _(self, fact: facts.Participates) -> Iterator[Property]:
        event, agent = self.iri(fact.meeting), self.iri(fact.agent)
        iri = f"{iris.ID}participation/{iris.digest(event, agent, fact.role)}"
        yield iri, Rdf.type, node(Gov.Participation)
        yield iri, Gov.event, node(event)
        yield iri, Gov.participant, node(agent)
        yield iri, Gov.participationRole, node(concept("participation-role", fact.role))

    @_said.register
    def _(self, fact: facts.DocumentState) -> Iterator[Property]:
        yield self.iri(fact.document), Gov.documentStatus, node(concept("document-status", fact.status))

    @_said.register
    def _(self, fact: facts.IssuedBy) -> Iterator[Property]:
        yield self.iri(fact.document), Gov.issuer, node(fact.issuer.iri)

    @_said.register
    def _(self, fact: facts.SignedBy) -> Iterator[Property]:
        yield self.iri(fact.document), Gov.signer, node(self.iri(fact.signer))

    @_said.register
    def _(self, fact: facts.DocumentDated) -> Iterator[Property]:
        yield self.iri(fact.document), DATES[fact.event], terms.partial(fact.date)

    @_said.register
    def _(self, fact: facts.DocumentRelates) -> Iterator[Property]:
        yield self.iri(fact.document), RELATIONS[fact.relation], node(self.iri(fact.other))

    @_said.register
    def _(self, fact: facts.Adopts) -> Iterator[Property]:
        standard, adopter = self.iri(fact.standard), fact.adopter
        key = fold(adopter) if isinstance(adopter, str) else self.iri(adopter)
        iri = f"{iris.ID}adoption/{iris.digest(standard, key)}"
        yield iri, Rdf.type, node(Gov.StandardAdoption)
        yield iri, Gov.standardAdopted, node(standard)
        if isinstance(adopter, str):
            yield iri, Gov.adopterGroup, text(adopter)
        else:
            yield iri, Gov.adopter, node(self.iri(adopter))

    @_said.register
    def _(self, fact: facts.Decides) -> Iterator[Property]:
        person = self.iri(fact.person)
        body = fact.organization.iri if fact.organization else ""
        iri = f"{iris.ID}decision/{iris.digest(fact.action, person, fold(fact.title), body)}"
        yield iri, Rdf.type, node(Gov.PersonnelDecision)
        yield iri, Gov.action, node(concept("decision-action", fact.action))
        yield iri, Gov.concerns, node(person)
        yield iri, Gov.decidedTitle, text(fact.title)
        if fact.action in _POSTS:
            yield from self._post(fact.title, fact.organization)
            yield iri, Gov.decidedPost, node(self._post_iri(fact.title, fact.organization))
        if fact.by:
            yield iri, Gov.decidedBy, self._agent(fact.by)
        if fact.date:
            yield iri, Gov.decidedOn, terms.partial(fact.date)

    def _spoken(self, fact: facts.Speaks, iri: str) -> Iterator[Property]:
        yield iri, Rdf.type, node(Gov.SpeechAct)
        yield iri, Gov.speechKind, node(concept("speech-kind", fact.kind))
        yield iri, Gov.speaker, self._agent(fact.speaker)
        yield iri, Gov.content, text(fact.content)
        if fact.addressee:
            yield iri, Gov.addressee, self._agent(fact.addressee)

    @_said.register
    def _(self, fact: facts.Concerns) -> Iterator[Property]:
        iri = self.iri(fact.topic)
        yield iri, Gov.restsOn, terms.TYPE
        if fact.organization:
            yield iri, Gov.topicOf, node(fact.organization.iri)
        if fact.by:
            yield iri, Gov.raisedBy, self._agent(fact.by)
