"""What people decide about identity and facts: recorded with who and when, in effect at once, undoable."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from govkg import iris
from govkg.errors import GovkgError, NotFound
from govkg.graph.judgements import Judgement, Verdict, now, read_judgements
from govkg.graph.knowledge import judge_change, undo_change
from govkg.store.base import Change, Store, select
from govkg.vocabulary import Gov


def judge(store: Store, verdict: Verdict, about: Sequence[str], who: str) -> tuple[Judgement, Change]:
    """Record that two persons or meetings (by IRI) are the same or different, or that facts are wrong.

    ``about`` are two IRIs for ``same`` and ``different``: of entities, or of what one article calls so
    (``…/article/1#person.…``). For ``wrong`` it is statements or facts. One of the two may be an address of somebody
    else: then any entity can be the other, the two are linked or never linked, and ``identical`` makes them
    owl:sameAs besides.

    Raises:
        NotFound: the store knows no such entity, statement or fact.
        GovkgError: not two, twice the same, or a verdict that is not for such two.
    """
    if verdict == "wrong":
        for iri in about:
            _known(store, iri)
        judgement = Judgement(verdict, tuple(sorted(about)), frozenset(about), frozenset(), who, now())
    else:
        if len(about) != 2:
            raise GovkgError(f"{verdict} is said of two, not of {len(about)}")
        if any(map(iris.external, about)):
            return _applied(store, _about_a_link(store, verdict, about, who))
        if verdict == "identical":
            raise GovkgError("identical is said of an entity and an address of somebody else; of two of ours say same")
        one, other = (_mentions(store, iri) for iri in about)
        if one & other:
            raise GovkgError(f"{verdict} is said of two that the graph tells apart; both are {about[0]}")
        judgement = Judgement(verdict, tuple(sorted(about)), one, other, who, now())
    return _applied(store, judgement)


def _applied(store: Store, judgement: Judgement) -> tuple[Judgement, Change]:
    change = judge_change(store, judgement)
    store.apply(change)
    return judgement, change


def _about_a_link(store: Store, verdict: Verdict, about: Sequence[str], who: str) -> Judgement:
    """A judgement about one of ours and one of others, whichever comes first."""
    ours, theirs = sorted(about, key=iris.external)
    if iris.external(ours):
        raise GovkgError(f"{verdict} is said of an entity of this graph and one of others; {ours} is none of ours")
    one = _mentions(store, ours, or_itself=True)
    return Judgement(verdict, tuple(sorted(about)), one, frozenset((theirs,)), who, now())


def undo(store: Store, judgement: str | None = None) -> tuple[Judgement, Change]:
    """Take a judgement back, by IRI; the latest for None.

    Raises:
        NotFound: there is no such judgement.
    """
    all_ = read_judgements(store).all
    found = [one for one in all_ if judgement is None or one.iri == judgement]
    if not found:
        raise NotFound(judgement or "judgement", [one.iri for one in all_])
    change = undo_change(store, found[-1].iri)
    store.apply(change)
    return found[-1], change


def _mentions(store: Store, iri: str, *, or_itself: bool = False) -> frozenset[str]:
    """What articles call this person or meeting; itself, where it is what one article calls so.

    With ``or_itself`` also an entity with a natural key, which has no mentions.
    """
    graph = iris.IDENTITY_GRAPH
    rows = select(
        store,
        f"SELECT ?m {{ GRAPH <{graph}> {{ ?m <{Gov.identifiedAs}> ?e }} FILTER(?m = ?iri || ?e = ?iri) }}",
        substitutions={"iri": NamedNode(iri)},
    )
    found = frozenset(row[0].value for row in rows if isinstance(row[0], NamedNode))
    if not found and or_itself:
        _known(store, iri)
    elif not found:
        raise NotFound(iri)
    return found if found and iri not in found else frozenset((iri,))


def _known(store: Store, iri: str) -> None:
    asked = "ASK { { ?iri ?p ?o } UNION { GRAPH ?g { ?iri ?p ?o } } }"
    if not store.query(asked, substitutions={"iri": NamedNode(iri)}):
        raise NotFound(iri)
