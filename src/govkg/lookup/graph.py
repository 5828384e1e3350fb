"""The knowledge graph of one store: where every lookup begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import chain
from types import TracebackType
from typing import Any, Self, TypeVar

import networkx as nx
from pyoxigraph import DefaultGraph, NamedNode
from rdflib import Dataset

from govkg import ingest, judging, queries
from govkg.errors import Ambiguous, NotFound
from govkg.extraction.base import Extractor
from govkg.extraction.pipeline import read as read_article
from govkg.graph.judgements import Judgement, Verdict
from govkg.ingest import Report
from govkg.kinds import Family
from govkg.linking import linker
from govkg.linking.enriching import Enriched, enrich
from govkg.linking.session import WIKIDATA, Asked, asking
from govkg.linking.subjects import mentioned
from govkg.lookup.entities import Document, Meeting, Organization, Person, Post, Standard, Topic
from govkg.lookup.entity import Entity, make
from govkg.lookup.facts import as_day
from govkg.lookup.holding import Holding, who_held
from govkg.lookup.network import network
from govkg.lookup.reader import Reader
from govkg.lookup.record import Record, record
from govkg.model.interval import PartialDate
from govkg.results import Graph, Result, read_answer
from govkg.search import Hit, SearchIndex, open_index
from govkg.sources.reading import Source
from govkg.sources.web.manners import Manners
from govkg.stats import stats
from govkg.store.base import Change, Store, Term, select
from govkg.store.rdflib_face import dataset
from govkg.vocabulary import Gov, Rdf

E = TypeVar("E", bound=Entity)
Day = date | PartialDate | str


class KnowledgeGraph:
    """Entities, questions and search over one store. Names are taken in any spelling, and IRIs as well."""

    def __init__(self, store: Store, index: SearchIndex | None = None) -> None:
        self.store = store
        self._index = index

    @property
    def index(self) -> SearchIndex:
        """The label index, opened (and made, where it is missing) when first asked for."""
        if self._index is None:
            self._index = open_index(self.store)
        return self._index

    def ingest(
        self,
        *sources: Source,
        extractor: Extractor = read_article,
        jobs: int = 1,
        manners: Manners | None = None,
        progress: Callable[[Report], None] | None = None,
    ) -> Report:
        """Read files, folders, addresses or ``-`` into the store; ``progress`` hears of each batch that has arrived.

        ``manners`` say how addresses are asked for.

        Raises:
            StoreError: the store cannot be written; what came before stays.

        """
        touched: set[str] = set()

        def note(report: Report, change: Change) -> None:
            touched.update(_subjects(change))
            if progress:
                progress(report)

        self.index.expect_change()
        report = ingest.ingest(self.store, sources, extractor=extractor, jobs=jobs, manners=manners, progress=note)
        self.index.update(self.store, touched)
        return report

    def retract(self, *articles: str) -> list[str]:
        """Take articles (by id, address or IRI), and what rests on them alone, out again; gives their IRIs.

        Raises:
            NotFound: the store has no such article.

        """
        self.index.expect_change()
        gone = []
        for article, change in ingest.retract(self.store, articles):
            gone.append(article)
            self.index.update(self.store, _subjects(change))
        return gone

    def resolve(self) -> Change:
        """Decide identity anew, and rebuild knowledge and the label index; gives what that changed of the graph."""
        self.index.expect_change()
        change = ingest.resolve(self.store)
        self.index.rebuild(self.store)
        return change

    def judge(self, verdict: Verdict, *about: str | Entity, who: str) -> Judgement:
        """Record what a person decided: two are ``same`` or ``different``, or facts are ``wrong``.

        One of the two may be an address of somebody else; to that ``identical`` says owl:sameAs besides.

        Raises:
            NotFound: nothing of that name or IRI.
            Ambiguous: several of that name; give the IRI.

        """
        self.index.expect_change()
        judgement, change = judging.judge(self.store, verdict, [self._iri(one) for one in about], who)
        self.index.update(self.store, _subjects(change))
        return judgement

    def undo(self, judgement: str | None = None) -> Judgement:
        """Take a judgement back, by its IRI; the latest for None.

        Raises:
            NotFound: there is no such judgement.

        """
        self.index.expect_change()
        undone, change = judging.undo(self.store, judgement)
        self.index.update(self.store, _subjects(change))
        return undone

    def link(
        self,
        *entities: str | Entity,
        asked: Asked = WIKIDATA,
        again: bool = False,
        curated: bool = False,
        keep: bool = True,
        progress: Callable[[linker.Report], None] | None = None,
    ) -> linker.Report:
        """Find what Wikidata, or whom ``asked`` names, calls the same, and keep what is sure (docs/linking.md).

        For no ``entities`` it is all bodies, officials, documents and standards that articles speak of, with
        ``curated`` those of the reference data too. ``again`` decides anew what a score has linked before; without
        ``keep`` nothing is written.

        Raises:
            EndpointError: the endpoint gives no usable answer; what was kept before that stays.
            MissingExtra: SPARQLWrapper is not installed.
            NotFound: nothing of that name; no such profile.

        """
        chosen = [self._iri(one) for one in entities] or mentioned(self.store, curated=curated)
        with asking(asked) as asks:
            return linker.link(self.store, asks, chosen, again=again, keep=keep, progress=progress)

    def enrich(self, *entities: str | Entity, properties: Sequence[str] = (), asked: Asked = WIKIDATA) -> Enriched:
        """Bring what others say of what is linked (birth date, English name, portrait) into a graph of its own.

        Raises:
            EndpointError: the endpoint gives no usable answer; nothing changes.
            MissingExtra: SPARQLWrapper is not installed.
            NotFound: nothing of that name; no such property or profile.

        """
        with asking(asked) as asks:
            return enrich(self.store, asks, properties, [self._iri(one) for one in entities])

    def organization(self, name: str, *, within: str | None = None, at: Day | None = None) -> Organization:
        """A body by any of its names: "Bộ KH&CN", "bo y te", "Vụ Pháp chế, Bộ Y tế".

        Bodies of one name are told apart by ``within``, a body above it, and ``at``, a day on which it existed.

        Raises:
            NotFound: no body of that name, with the nearest names.
            Ambiguous: several, with what tells them apart.

        """
        found = self._named(name, "organization", Organization)
        if not found and within is None and "," in name:
            first, _, last = name.rpartition(",")
            if self.index.named(last, type="organization"):
                found, within = self._named(first, "organization", Organization), last
        if within is not None and found:
            above = self.organization(within)
            found = [body for body in found if above in body.parents]
        if at is not None and len(found) > 1:
            day = as_day(at)
            found = [body for body in found if body.valid.may_hold(day)] or found
        return self._only(name, "organization", found)

    def person(self, name: str) -> Person:
        """An official by name.

        Raises:
            NotFound: nobody of that name, with the nearest names.
            Ambiguous: several, with their posts.

        """
        return self._only(name, "person", self._named(name, "person", Person))

    def post(self, name: str) -> Post:
        """A post by its title and body: "Thứ trưởng Bộ Y tế"."""
        return self._only(name, "post", self._named(name, "post", Post))

    def document(self, name: str) -> Document:
        """A legal document by number or name: "04/2011/QH13", "Luật Đo lường"."""
        return self._only(name, "document", self._named(name, "document", Document))

    def standard(self, name: str) -> Standard:
        """A standard by its designation: "ISO 9001:2008"."""
        return self._only(name, "standard", self._named(name, "standard", Standard))

    def meeting(self, name: str) -> Meeting:
        """A meeting by its name."""
        return self._only(name, "meeting", self._named(name, "meeting", Meeting))

    def topic(self, name: str) -> Topic:
        """A task, programme or shortcoming by its words."""
        return self._only(name, "topic", self._named(name, "topic", Topic))

    def entity(self, name: str) -> Entity:
        """Whatever bears the name, or has the IRI."""
        return self._only(name, None, self._named(name, None, Entity))

    def every(self, kind: type[E]) -> tuple[E, ...]:
        """All entities or facts of a kind that articles speak of: ``kg.every(Tenure)``; for ``to_pandas`` as well."""
        classes = " ".join(f"<{found}>" for found in kind.CLASSES)
        below = f"?class <{Rdf.subClassOf}>* ?above . ?node a ?class ; <{Gov.restsOn}> ?statement"
        rows = select(self.store, f"SELECT DISTINCT ?node {{ VALUES ?above {{ {classes} }} {below} }}")
        found = sorted(row[0].value for row in rows if isinstance(row[0], NamedNode))
        return tuple(sorted(self._entities(found, kind), key=lambda entity: entity.order))

    def show(self, entity: str | Entity, *, at: Day | None = None) -> Record:
        """All that is known of an entity, each fact with its sentences; with ``at``, as of that day.

        Raises:
            NotFound: no entity of that name.
            Ambiguous: several of that name.

        """
        found = self.entity(entity) if isinstance(entity, str) else entity
        return record(found, None if at is None else as_day(at))

    def meetings(
        self, *, on: Day | None = None, begin: Day | None = None, end: Day | None = None
    ) -> tuple[Meeting, ...]:
        """The meetings of a day, or of a period with both its ends, by day; a partial date counts at its widest."""
        first, last = (begin, end) if on is None else (on, on)
        bounds = []
        if last is not None:
            bounds.append(f'STR(?begin) <= "{as_day(last)}"')
        if first is not None:
            bounds.append(f'CONCAT(STR(COALESCE(?end, ?begin)), "-99") >= "{_first(first)}"')
        limits = f"FILTER({' && '.join(bounds)})" if bounds else ""
        pattern = (
            f"?meeting a <{Gov.Meeting}> ; <{Gov.begin}> ?begin . OPTIONAL {{ ?meeting <{Gov.end}> ?end }} {limits}"
        )
        found = {
            row[0].value
            for row in select(self.store, f"SELECT ?meeting {{ {pattern} }}")
            if isinstance(row[0], NamedNode)
        }
        return tuple(sorted(self._entities(sorted(found), Meeting), key=lambda meeting: meeting.order))

    def who_held(self, post: str, organization: str | Organization, on: Day | None = None) -> Holding:
        """Who held a post in a body on a day (today, where none is given), how sure that is, and why.

        Raises:
            NotFound: no such body, or no such post in it.
            Ambiguous: several bodies of that name.

        """
        day = date.today() if on is None else as_day(on)
        body = self.organization(organization, at=day) if isinstance(organization, str) else organization
        return who_held(post, body, day)

    def search(self, text: str, *, type: str | None = None, limit: int = 10) -> list[Hit]:
        """Entities by a name, its beginning or some of its words, with typing errors; best first."""
        return self.index.search(text, type=type, limit=limit)

    def sparql(self, text: str, *, substitutions: Mapping[str, Term] | None = None) -> Result | Graph | bool:
        """Any SPARQL 1.1 query: rows, a graph, or yes and no.

        Raises:
            QueryError: it is not SPARQL, with line and column.

        """
        return read_answer(self.store.query(text, substitutions=substitutions))

    def query(self, name: str, /, **parameters: object) -> Result | Graph:
        """A named query of the library.

        Raises:
            NotFound: the library has none of that name.
            QueryError: a parameter is missing, unknown or of the wrong type.

        """
        known = queries.library()
        if name not in known:
            raise NotFound(name, sorted(known))
        for parameter in known[name].parameters:
            given = parameters.get(parameter.name)
            if parameter.type == "organization" and isinstance(given, str):
                parameters[parameter.name] = self.organization(given).iri
        return known[name].run(self.store, self.index, **parameters)

    def network(
        self, entity: str | Entity | None = None, *, depth: int = 1, at: Day | None = None, evidence: bool = True
    ) -> nx.MultiDiGraph[str]:
        """All of it as a network (docs/views.md), or what lies up to ``depth`` edges around an entity.

        With ``at``, only what may have held or been there on that day. Without ``evidence`` the edges come
        without their sentences, which is faster for a large graph.

        Raises:
            NotFound: no entity of that name.
            Ambiguous: several of that name.

        """
        centre = self.entity(entity) if isinstance(entity, str) else entity
        around = () if centre is None else (centre.iri,)
        return network(self.store, around=around, depth=depth, at=None if at is None else as_day(at), evidence=evidence)

    @property
    def dataset(self) -> Dataset:
        """The same store as an rdflib Dataset; its default graph is the store's and no union."""
        return dataset(self.store)

    def stats(self) -> dict[str, int | float]:
        """Counts by class, graph and article, and quads for each fact."""
        return dict(stats(self.store))

    def close(self) -> None:
        """Let index and store go."""
        try:
            if self._index is not None:
                self._index.close()
        finally:
            self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<KnowledgeGraph {self.store.location}>"

    def _iri(self, about: str | Entity) -> str:
        if isinstance(about, Entity):
            return about.iri
        return queries.as_iri(about) or self.entity(about).iri

    def _named(self, name: str, family: Family | None, kind: type[E]) -> list[E]:
        if iri := queries.as_iri(name):
            return self._entities([iri], kind)
        return self._entities([hit.iri for hit in self.index.named(name, type=family)], kind)

    def _entities(self, iris: Sequence[str], kind: type[E]) -> list[E]:
        reader, cohort = Reader(self.store), tuple(iris)
        made = (make(reader, iri, cohort) for iri in iris if reader.describe(iri, cohort))
        return [entity for entity in made if isinstance(entity, kind)]

    def _only(self, name: str, family: Family | None, found: Sequence[E]) -> E:
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFound(name, [hit.label for hit in self.index.search(name, type=family, limit=5)])
        raise Ambiguous(name, [(entity.iri, _apart(entity)) for entity in found])


def _apart(entity: Entity) -> str:
    """What tells an entity from others of its name."""
    marks: list[Any] = []
    if isinstance(entity, Organization):
        marks = [entity.parent, entity.valid or None]
    elif isinstance(entity, Person):
        marks = [tenure.post for tenure in entity.tenures[-2:]]
    elif isinstance(entity, Meeting):
        marks = [entity.begin, entity.place]
    elif isinstance(entity, Document):
        marks = [entity.passed_by, entity.issued_on]
    known = ", ".join(str(mark) for mark in marks if mark is not None)
    return f"{entity.name} ({known or entity.kind})"


def _subjects(change: Change) -> set[str]:
    """The entities whose names a change may touch."""
    known = (quad for quad in chain(change.remove, change.add) if isinstance(quad.graph_name, DefaultGraph))
    return {quad.subject.value for quad in known if isinstance(quad.subject, NamedNode)}


def _first(day: Day) -> date:
    return (
        PartialDate.parse(day).first
        if isinstance(day, str)
        else day.first
        if isinstance(day, PartialDate)
        else as_day(day)
    )
