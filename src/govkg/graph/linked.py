"""What a change of identity and knowledge means for links: they follow their entity, and go with what they rest on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from govkg import iris
from govkg.graph import stored, terms
from govkg.graph.judgements import Judgement, Judgements
from govkg.graph.links import GRAPH, PREDICATES, Ground, Link, decided, read_links
from govkg.graph.reference import Reference
from govkg.graph.terms import node
from govkg.store.base import Change, Store, select
from govkg.vocabulary import Gov, Rdf, Skos

_IDENTITY: Final = node(iris.IDENTITY_GRAPH)
_NAMES: Final = frozenset({Rdf.label, Skos.altLabel})


def with_links(
    store: Store,
    change: Change,
    judgements: Judgements,
    data: Reference,
    *,
    links: Iterable[Link] = (),
    void: Iterable[Link] = (),
    also: Iterable[str] = (),
    all_: bool = False,
) -> Change:
    """A change of the default and identity graphs, with what it means for links added to it.

    ``links`` are fresh ones, ``void`` those that a score decided before and does not any more; ``also`` are entities
    whose judgements have changed. With ``all_`` every link is looked at, not only those of entities that change.
    """
    fresh, gone = list(links), {link.iri: link.of for link in void}
    also = {*also, *gone.values(), *(link.of for link in fresh)}
    if not (also or all_ or judgements.links or _any_link(store)):
        return change
    return _Step(store, change, judgements, data).taken(fresh, frozenset(gone), also, all_=all_)


def _any_link(store: Store) -> bool:
    return next(store.quads(GRAPH), None) is not None


class _Step:
    """The state of a store once ``change`` is made, and the links that it is to have then."""

    def __init__(self, store: Store, change: Change, judgements: Judgements, data: Reference) -> None:
        self._store, self._change, self._judgements, self._data = store, change, judgements, data
        self._removed = set(change.remove)
        self._added: dict[str, list[Quad]] = defaultdict(list)
        self._moves: dict[str, dict[str, str | None]] = defaultdict(dict)
        """Of each entity the mentions that it loses, with the entity that each is now."""
        now = {_subject(quad): _value(quad) for quad in change.add if quad.graph_name == _IDENTITY and _names(quad)}
        for quad in change.remove:
            if quad.graph_name == _IDENTITY and _names(quad):
                self._moves[_value(quad)][_subject(quad)] = now.get(_subject(quad))
        for quad in change.add:
            if isinstance(quad.graph_name, DefaultGraph):
                self._added[_subject(quad)].append(quad)
        self._about: dict[str, list[Quad]] = {}
        self._now = now

    def taken(self, fresh: list[Link], void: frozenset[str], also: set[str], *, all_: bool) -> Change:
        """The whole change."""
        touched = self._touched() | also
        before = read_links(self._store.quads(GRAPH) if all_ else self._links_of(touched))
        after = self._kept([*(link for link in before if link.iri not in void), *fresh])
        judged = self._judged()
        entities = {link.of for link in (*before, *after)} | judged.keys() | touched
        if all_:
            entities |= set(self._holders())
        others = () if all_ else read_links(self._links_of(entities - touched))
        known = {link.iri for link in before}
        everything = [*after, *(link for link in others if link.iri not in known)]
        remove, add = self._triples(entities, everything, judged)
        held = {quad: None for link in before for quad in link.quads()}
        wanted = {quad: None for link in after for quad in link.quads()}
        remove += [quad for quad in held if quad not in wanted]
        add += [quad for quad in wanted if quad not in held]
        return self._joined(remove + self._orphans(remove, add), add)

    def _touched(self) -> set[str]:
        """The entities of which anything changes."""
        changed = (*self._change.remove, *self._change.add)
        found = {_subject(quad) for quad in changed if isinstance(quad.graph_name, DefaultGraph)}
        return {iri for iri in found if iri.startswith(iris.ID)} | self._moves.keys() | set(self._now.values())

    def _links_of(self, entities: Iterable[str]) -> Iterator[Quad]:
        """What the graph of links says about the links of these entities."""
        names = [_subject(quad) for quad in stored.pointing(self._store, [Gov.linkOf], entities, graph=GRAPH)]
        return stored.about(self._store, names, graph=GRAPH)

    def _kept(self, links: list[Link]) -> list[Link]:
        """The links that stand after the change: moved along with their entity, and upheld by what it is then."""
        self._look_up({link.of for link in links} | set(self._now.values()))
        kept: dict[str, Link] = {}
        for link in links:
            moved = (replace(link, of=entity) for entity in self._heirs(link.of))
            upheld = (found for one in moved if (found := one.upheld(self._facts(one.of, one).__contains__)))
            if (found := next(upheld, None)) is not None:
                kept[found.iri] = found
        return list(kept.values())

    def _heirs(self, iri: str) -> list[str]:
        """What an entity is after the change: of several, the one with most of its mentions comes first."""
        there = any(quad.predicate == terms.TYPE for quad in self._about.get(iri, ()))
        moves = self._moves.get(iri)
        if not moves:
            return [iri] if there else []
        heirs = Counter(entity for entity in moves.values() if entity is not None)
        before = {_subject(quad) for quad in stored.pointing(self._store, [Gov.identifiedAs], [iri], graph=_IDENTITY)}
        if stayed := before - moves.keys():
            heirs[iri] += len(stayed)
        return sorted(heirs, key=lambda heir: (-heirs[heir], heir))

    def _facts(self, entity: str, link: Link) -> set[Ground]:
        """What is known of an entity after the change, as far as links rest on such."""
        facts = {(quad.predicate.value, _value(quad)) for quad in self._about.get(entity, ())}
        facts |= {(Rdf.label, value) for name, value in facts if name in _NAMES}
        if any(name == Gov.inPost for one in link.supports for name, _ in one.grounds):
            holding = {_subject(quad) for quad in self._pointing(Gov.holder, entity)}
            self._look_up(holding)
            facts |= {
                (Gov.inPost, _value(quad))
                for name in holding
                for quad in self._about.get(name, ())
                if quad.predicate.value == Gov.inPost
            }
        return facts

    def _look_up(self, subjects: Iterable[str]) -> None:
        """Learn what the default graph says of these nodes after the change."""
        wanted = {iri for iri in subjects if iri not in self._about}
        for iri in wanted:
            self._about[iri] = list(self._added.get(iri, ()))
        for quad in stored.about(self._store, wanted, without=[Gov.restsOn]):
            if quad not in self._removed:
                self._about[_subject(quad)].append(quad)

    def _pointing(self, predicate: str, entity: str) -> Iterator[Quad]:
        for quad in stored.pointing(self._store, [predicate], [entity]):
            if quad not in self._removed:
                yield quad
        target = node(entity)
        for quads in self._added.values():
            yield from (quad for quad in quads if quad.predicate.value == predicate and quad.object == target)

    def _judged(self) -> dict[str, list[Judgement]]:
        """The judgements about links, by the entity that each is about after the change.

        Whatever else they name, now or before, has an empty list: a judgement may just have moved away from it.
        """
        mentions = {mention for one in self._judgements.links for mention in one.one if "#" in mention}
        before = stored.identity(self._store, mentions)
        now = dict(before)
        for quad in self._change.remove:
            if quad.graph_name == _IDENTITY and _names(quad):
                now.pop(_subject(quad), None)
        now.update(self._now)
        plain = {iri for one in self._judgements.links for iri in one.one} - mentions
        self._look_up(plain)
        found: dict[str, list[Judgement]] = {iri: [] for iri in (*before.values(), *now.values(), *plain)}
        for judgement in self._judgements.links:
            for entity in _entities(judgement, now, self._about):
                found[entity].append(judgement)
        return found

    def _holders(self) -> Iterator[str]:
        """The entities that have a link in the default graph, curated or not."""
        for predicate in sorted(PREDICATES):
            for (subject,) in select(self._store, f"SELECT DISTINCT ?s {{ ?s <{predicate}> ?o }}"):
                yield cast(NamedNode, subject).value
        for quads in self._added.values():
            yield from (_subject(quad) for quad in quads if quad.predicate.value in PREDICATES)

    def _triples(
        self, entities: Iterable[str], links: list[Link], judged: Mapping[str, list[Judgement]]
    ) -> tuple[list[Quad], list[Quad]]:
        """What goes from the default graph, and what comes."""
        ours = {iri for iri in entities if iri.startswith(iris.ID)}
        self._look_up(ours)
        by_entity: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            by_entity[link.of].append(link)
        remove: list[Quad] = []
        add: list[Quad] = []
        for entity in sorted(ours):
            held = [quad for quad in self._about.get(entity, ()) if quad.predicate.value in PREDICATES]
            wanted = list(decided(entity, curated(self._data, entity), by_entity[entity], judged.get(entity, ())))
            remove += [quad for quad in held if quad not in wanted]
            add += [quad for quad in wanted if quad not in held]
        return remove, add

    def _orphans(self, remove: list[Quad], add: list[Quad]) -> list[Quad]:
        """What endpoints said of external entities that nothing leads to any more."""
        coming = {_value(quad) for quad in add}
        leaving = {_value(quad) for quad in remove if quad.predicate.value == Skos.exactMatch} - coming
        gone = {quad for quad in remove if quad.predicate.value == Skos.exactMatch}
        for quad in stored.pointing(self._store, [Skos.exactMatch], leaving):
            if quad not in gone:
                leaving.discard(_value(quad))
        return list(stored.enrichments(self._store, leaving))

    def _joined(self, remove: list[Quad], add: list[Quad]) -> Change:
        """Both changes as one; what the first adds and the second removes does not come at all."""
        added, removed = dict.fromkeys(self._change.add), dict.fromkeys(self._change.remove)
        taken, given = set(remove), set(add)
        return Change(
            drop=self._change.drop,
            remove=[*(quad for quad in removed if quad not in given), *(q for q in remove if q not in added)],
            add=[*(quad for quad in added if quad not in taken), *(q for q in add if q not in removed)],
        )


def judged_entities(store: Store, judgements: Iterable[Judgement]) -> Iterator[tuple[Judgement, list[str]]]:
    """Each judgement about a link with the entities that it is about, as the store has them now."""
    known = list(judgements)
    mentions = {iri for one in known for iri in one.one if "#" in iri}
    now = stored.identity(store, mentions)
    about: dict[str, list[Quad]] = defaultdict(list)
    plain = {iri for one in known for iri in one.one} - mentions
    for quad in stored.about(store, plain, predicates=[Rdf.type]):
        about[_subject(quad)].append(quad)
    for judgement in known:
        yield judgement, _entities(judgement, now, about)


def curated(data: Reference, entity: str) -> list[Quad]:
    """The links that the reference data gives an entity."""
    return [quad for quad in data.about.get(entity, ()) if quad.predicate.value in PREDICATES]


def _entities(judgement: Judgement, now: Mapping[str, str], about: Mapping[str, list[Quad]]) -> list[str]:
    """The entity that a judgement is about: of its first mention for "same", those of all for "different"."""
    mentions = sorted(iri for iri in judgement.one if iri in now)
    found = list(dict.fromkeys(now[mention] for mention in mentions))
    found += [iri for iri in sorted(judgement.one) if "#" not in iri and about.get(iri)]
    return found if judgement.verdict == "different" else found[:1]


def _names(quad: Quad) -> bool:
    return quad.predicate.value == Gov.identifiedAs


def _subject(quad: Quad) -> str:
    return cast(NamedNode, quad.subject).value


def _value(quad: Quad) -> str:
    return cast(NamedNode | Literal, quad.object).value
