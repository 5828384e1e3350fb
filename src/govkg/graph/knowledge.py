"""Knowledge as a function of the article graphs, judgements and reference data; and the changes that keep it up.

``build`` is the function. A change brings a store from one state to the next and touches only what it is about;
whatever the history, the store then holds what ``build`` would make of its articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from pyoxigraph import Quad

from govkg import iris
from govkg.errors import NotFound
from govkg.garbage import uncollected
from govkg.graph import stored
from govkg.graph.identity import decide
from govkg.graph.inference import infer
from govkg.graph.judgements import Judgement, Judgements, judgement_quads, read_judgements
from govkg.graph.linked import judged_entities, with_links
from govkg.graph.links import PREDICATES, Link
from govkg.graph.mapping import Claim, claims
from govkg.graph.nodes import node_quads
from govkg.graph.profiles import profiles
from govkg.graph.quads import article_id
from govkg.graph.records import Record
from govkg.graph.reference import Reference, reference, reference_quads
from govkg.graph.terms import node
from govkg.graph.update import Update, difference
from govkg.model.article import Article
from govkg.model.statement import Statement
from govkg.store.base import Change, Store

Read = tuple[Article, Sequence[Statement]]


def build(records: Iterable[Record], judgements: Judgements, data: Reference) -> list[Quad]:
    """The default graph, reference data included, and the identity graph of a store with these articles.

    Links are left out: ``with_links`` adds them, for they also rest on what endpoints said.
    """
    with uncollected():
        return _built(list(records), judgements, data)


def _built(kept: Sequence[Record], judgements: Judgements, data: Reference) -> list[Quad]:
    decisions = decide(chain.from_iterable(map(profiles, kept)), judgements, data)
    quads = [*reference_quads(data), *decisions.quads]
    about: dict[str, list[Claim]] = defaultdict(list)
    for record in kept:
        for claim in claims(record, decisions.canonical, data, judgements.wrong):
            about[claim.node].append(claim)
    for iri, its in about.items():
        quads += node_quads(iri, its, data.about.get(iri, ()))
    return list(dict.fromkeys([*quads, *infer(quads)]))


def new_store_quads(articles: Iterable[Read], data: Reference | None = None) -> list[Quad]:
    """All quads of a new store with these articles, for a bulk load."""
    quads: list[Quad] = []
    records: dict[str, Record] = {}
    for article, statements in articles:
        record, its = Record.with_quads(article, statements)
        quads += its
        records[record.article] = record
    return quads + build(records.values(), Judgements(), data or reference())


def ingest_change(store: Store, articles: Iterable[Read], data: Reference | None = None) -> Change:
    """Articles come in, new or with other content; those that the store holds just so change nothing.

    A store without reference data, or with other than ``data`` (that of this installation), is rebuilt with it.
    """
    data = data or reference()
    graphs: dict[str, list[Quad]] = {}
    incoming: dict[str, Record | None] = {}
    for article, statements in articles:
        record, quads = Record.with_quads(article, statements)
        iri = record.article
        held = set(store.quads(node(iri)))
        if held and held == set(quads):
            graphs.pop(iri, None)
            incoming.pop(iri, None)
        else:
            graphs[iri], incoming[iri] = quads, record
    return _change(store, data, incoming, list(chain.from_iterable(graphs.values())))


def retract_change(store: Store, article_iri: str, data: Reference | None = None) -> Change:
    """An article goes, with all that rests on it alone.

    Raises:
        NotFound: the store has no such article.

    """
    if not stored.records(store, [article_iri]):
        raise NotFound(article_id(article_iri))
    return _change(store, data or reference(), {article_iri: None}, [])


def resolve_change(store: Store, data: Reference | None = None) -> Change:
    """Identity and knowledge are made anew from the articles and judgements; links are looked through."""
    return _rebuilt(store, data or reference(), {}, read_judgements(store))


def link_change(
    store: Store, links: Iterable[Link], void: Iterable[Link] = (), data: Reference | None = None
) -> Change:
    """Links that a score decided come in, and ``void`` ones, which it does not decide any more, go."""
    return with_links(store, Change(), read_judgements(store), data or reference(), links=links, void=void)


def judge_change(store: Store, judgement: Judgement, data: Reference | None = None) -> Change:
    """A person's judgement comes in and takes effect."""
    before = read_judgements(store)
    after = Judgements.of((*before.all, judgement))
    return _judged(store, data or reference(), judgement, after, Change(add=judgement_quads(judgement)))


def undo_change(store: Store, judgement_iri: str, data: Reference | None = None) -> Change:
    """A judgement goes, and its effect with it.

    Raises:
        NotFound: the store has no such judgement.

    """
    before = read_judgements(store)
    undone = next((one for one in before.all if one.iri == judgement_iri), None)
    if undone is None:
        raise NotFound(judgement_iri, [one.iri for one in before.all])
    after = Judgements.of(one for one in before.all if one is not undone)
    return _judged(store, data or reference(), undone, after, Change(remove=judgement_quads(undone)))


def _change(store: Store, data: Reference, incoming: Mapping[str, Record | None], graphs: Sequence[Quad]) -> Change:
    judgements = read_judgements(store)
    if stored.stamp(store) != data.digest:
        derived = _rebuilt(store, data, incoming, judgements)
    else:
        derived = with_links(store, Update(store, data, judgements).change(incoming), judgements, data)
    held = set(stored.records(store, incoming))
    drop = [node(iri) for iri in incoming if iri in held]
    return Change(drop=drop, remove=derived.remove, add=[*graphs, *derived.add])


def _judged(store: Store, data: Reference, judgement: Judgement, after: Judgements, own: Change) -> Change:
    if stored.stamp(store) != data.digest or judgement.verdict == "wrong":
        derived = _rebuilt(store, data, {}, after)
    else:
        about = judgement.mentions if judgement.target is None else ()
        derived = Update(store, data, after).change({}, mentions=about) if about else Change()
        also = [iri for _, entities in judged_entities(store, [judgement]) for iri in entities]
        derived = with_links(store, derived, after, data, also=also if judgement.target else ())
    return Change(remove=[*own.remove, *derived.remove], add=[*own.add, *derived.add])


def _rebuilt(store: Store, data: Reference, incoming: Mapping[str, Record | None], judgements: Judgements) -> Change:
    """The whole of the default and identity graphs as they are against as they should be."""
    records: dict[str, Record | None] = {**stored.all_records(store), **incoming}
    quads = build((one for one in records.values() if one), judgements, data)
    if not len(store):
        return Change(add=quads)  # to look up what is not there, entity by entity, costs as much as to build
    wanted = dict.fromkeys(quads)
    held = dict.fromkeys(chain(store.quads(), store.quads(node(iris.IDENTITY_GRAPH))))
    linked = [quad for quad in held if quad.predicate.value in PREDICATES and quad not in wanted]
    for quad in linked:
        del held[quad]
    return with_links(store, difference(held, wanted), judgements, data, all_=True)
