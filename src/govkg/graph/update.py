"""One incremental step: what changes in identity and knowledge when some articles come, change or go.

Only these are read and written: the blocks of the names in those articles; the articles whose persons or meetings
became others by that; and the nodes that rest on any of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from itertools import chain
from typing import cast

from pyoxigraph import NamedNode, Quad

from govkg.graph import stored
from govkg.graph.identity import Decisions, decide
from govkg.graph.judgements import Judgements
from govkg.graph.links import PREDICATES
from govkg.graph.mapping import POST, Claim, claims
from govkg.graph.nodes import node_quads
from govkg.graph.profiles import Profile, profiles
from govkg.graph.records import Record, article_of
from govkg.graph.reference import Reference
from govkg.graph.shortcuts import shortcuts
from govkg.graph.terms import node
from govkg.store.base import Change, Store
from govkg.vocabulary import Gov

Quads = dict[Quad, None]
Incoming = Mapping[str, Record | None]
"""The record that each article is to have; None where it goes."""


def difference(held: Quads, wanted: Quads) -> Change:
    """What leads from the one to the other."""
    return Change(
        remove=[quad for quad in held if quad not in wanted], add=[quad for quad in wanted if quad not in held]
    )


class Update:
    """A step from the state of ``store`` towards ``judgements`` and incoming articles."""

    def __init__(self, store: Store, data: Reference, judgements: Judgements) -> None:
        self._store, self._data, self._judgements = store, data, judgements
        self._records: dict[str, Record | None] = {}

    def change(self, incoming: Incoming, mentions: Iterable[str] = ()) -> Change:
        """What the step removes and adds; ``mentions`` are persons or meetings that a judgement is about."""
        before = stored.records(self._store, incoming)
        self._records.update(incoming)
        blocks = self._blocks([*before.values(), *filter(None, incoming.values())], set(mentions))
        decisions = decide(blocks.values(), self._judgements, self._data)
        gone = {mention for record in before.values() for mention in record.mentions} - set(blocks)
        was = stored.identity(self._store, gone.union(blocks))
        moved = {mention for mention in gone.union(blocks) if was.get(mention) != decisions.canonical.get(mention)}
        affected = {*incoming, *map(article_of, moved)}

        held, wanted = self._identity(decisions, was, gone)
        self._knowledge(affected, before, decisions, held, wanted)
        facts = difference(held, wanted)
        cuts = difference(*shortcuts(self._store, facts.remove, facts.add))
        return Change(remove=[*facts.remove, *cuts.remove], add=[*facts.add, *cuts.add])

    def _blocks(self, touched: Iterable[Record], mentions: set[str]) -> dict[str, Profile]:
        """Every profile, as it is to be, that shares a key or judgement with one of ``touched`` or ``mentions``."""
        found: dict[str, Profile] = {}
        keys = set().union(*(profile.keys for record in touched for profile in profiles(record)))
        mentions |= {mention for record in self._records.values() if record for mention in record.mentions}
        done: set[str] = set()
        while keys - done or mentions - set(found):
            mentions |= stored.mentions(self._store, keys - done)
            mentions |= self._judgements.partners(mentions)
            done |= keys
            fresh = mentions - set(found)
            for record in self._load(set(map(article_of, fresh))):
                for profile in profiles(record, only=fresh):
                    found[profile.mention] = profile
                    keys |= profile.keys
            mentions &= set(found)  # a judgement may name what is no longer there
        return found

    def _load(self, articles: Iterable[str]) -> list[Record]:
        """The records that these articles are to have."""
        wanted = set(articles)
        self._records.update(stored.records(self._store, wanted - set(self._records)))
        return [record for article in sorted(wanted) if (record := self._records.get(article))]

    def _identity(self, decisions: Decisions, was: Mapping[str, str], gone: set[str]) -> tuple[Quads, Quads]:
        """The identity graph about these blocks: as it is, as it is to be."""
        entities = {*was.values(), *decisions.canonical.values()}
        subjects = chain(gone, decisions.canonical, entities, stored.refusals(self._store, entities))
        return dict.fromkeys(stored.identity_quads(self._store, subjects)), dict.fromkeys(decisions.quads)

    def _knowledge(
        self,
        affected: set[str],
        before: Mapping[str, Record],
        decisions: Decisions,
        held: Quads,
        wanted: Quads,
    ) -> None:
        """The nodes of the default graph that rest, or are to rest, on affected articles."""
        records = self._load(affected)
        statements = {told.iri for record in chain(records, before.values()) for told in record.told}
        resting = list(stored.resting(self._store, statements))
        about = self._claims(records, decisions)
        bodies = self._data.bodies
        going = statements.difference(told.iri for record in records for told in record.told)
        losing = {name for name, statement in resting if statement in going}
        nodes = sorted({*about, *(name for name, _ in resting)} - bodies - self._settled(about, losing))

        # a curated body may rest on very many statements, and nothing about it depends on the others
        held.update(
            (Quad(node(name), node(Gov.restsOn), node(statement)), None)
            for name, statement in resting
            if name in bodies
        )
        for name in bodies.intersection(about):
            wanted.update((Quad(node(name), node(claim.property), claim.value), None) for claim in about[name])

        posts = {name for name in nodes if name.startswith(POST)}
        others = set(nodes) - posts
        beside = {iri for iri in stored.supports(self._store, others) if article_of(iri) not in affected}
        upon = {iri for iri in stored.post_supports(self._store, posts) if article_of(iri) not in affected}
        for known, records, only in (
            (others, self._load(set(map(article_of, beside))), beside),
            (posts, list(stored.records_of(self._store, upon).values()), upon),  # a title may have thousands of holders
        ):
            for name, its in self._claims(records, decisions, only).items():
                if name in known:
                    about.setdefault(name, []).extend(its)
        held.update(dict.fromkeys(stored.node_quads(self._store, nodes)))
        for name in nodes:
            wanted.update(dict.fromkeys(node_quads(name, about.get(name, ()), self._data.about.get(name, ()))))
        for quads in (held, wanted):  # links are no matter of articles: govkg.graph.linked sees to them
            for quad in [quad for quad in quads if quad.predicate.value in PREDICATES]:
                del quads[quad]

    def _settled(self, about: Mapping[str, list[Claim]], losing: set[str]) -> set[str]:
        """Posts that stay as they are: more statements say what is shown of them, and none goes.

        A title may rest on thousands of statements; more support for the value that is shown changes nothing.
        """
        posts = [name for name in about if name.startswith(POST) and name not in losing]
        held = set(stored.node_quads(self._store, posts))
        disputed = {cast(NamedNode, quad.object).value for quad in held if quad.predicate.value == Gov.conflictOf}
        return {
            name
            for name in posts
            if name not in disputed
            and all(Quad(node(name), node(claim.property), claim.value) in held for claim in about[name])
        }

    def _claims(
        self, records: list[Record], decisions: Decisions, only: Container[str] | None = None
    ) -> dict[str, list[Claim]]:
        """The claims of records, or of ``only`` these statements of them, by node."""
        mentions = {mention for record in records for mention in record.mentions}
        canonical = {
            **stored.identity(self._store, mentions - set(decisions.canonical)),
            **decisions.canonical,
        }
        found: dict[str, list[Claim]] = defaultdict(list)
        for record in records:
            for claim in claims(record, canonical, self._data, self._judgements.wrong, only):
                found[claim.node].append(claim)
        return found
