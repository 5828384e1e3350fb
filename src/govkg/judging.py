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
    (``…/article/1#person.…``). For ``wrong`` it is statements or facts.

    Raises:
        NotFound: the store knows no such entity, statement or fact.
        GovkgError: not two, or twice the same.
    """
    if verdict == "wrong":
        for iri in about:
            _known(store, iri)
        judgement = Judgement(verdict, tuple(sorted(about)), frozenset(about), frozenset(), who, now())
    else:
        if len(about) != 2:
            raise GovkgError(f"{verdict} is said of two, not of {len(about)}")
        one, other = (_mentions(store, iri) for iri in about)
        if one & other:
            raise GovkgError(f"{verdict} is said of two that the graph tells apart; both are {about[0]}")
        judgement = Judgement(verdict, tuple(sorted(about)), one, other, who, now())
    change = judge_change(store, judgement)
    store.apply(change)
    return judgement, change


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


def _mentions(store: Store, iri: str) -> frozenset[str]:
    """What articles call this person or meeting; itself, where it is what one article calls so."""
    graph = iris.IDENTITY_GRAPH
    rows = select(
        store,
        f"SELECT ?m {{ GRAPH <{graph}> {{ ?m <{Gov.identifiedAs}> ?e }} FILTER(?m = ?iri || ?e = ?iri) }}",
        substitutions={"iri": NamedNode(iri)},
    )
    found = frozenset(row[0].value for row in rows if isinstance(row[0], NamedNode))
    if not found:
        raise NotFound(iri)
    return frozenset((iri,)) if iri in found else found


def _known(store: Store, iri: str) -> None:
    asked = "ASK { { ?iri ?p ?o } UNION { GRAPH ?g { ?iri ?p ?o } } }"
    if not store.query(asked, substitutions={"iri": NamedNode(iri)}):
        raise NotFound(iri)
