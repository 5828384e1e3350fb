"""Pictures of a knowledge graph: what the lookups know, handed to the views that draw it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final, Literal, cast

import networkx as nx
from pyoxigraph import NamedNode

from govkg.errors import GovkgError
from govkg.lookup import (
    Entity,
    Evidence,
    KnowledgeGraph,
    Meeting,
    Organization,
    Participation,
    Person,
    Reorganization,
    Tenure,
)
from govkg.model.interval import PartialDate
from govkg.store.base import select
from govkg.views import drawing, interchange
from govkg.views.model import Quote, Times
from govkg.views.network import Renderer, network_html
from govkg.views.orgchart import Change, Head, OrgChart, OrgNode, orgchart_html, orgchart_png, orgchart_svg
from govkg.views.timeline import Bar, Mark, Timeline, timeline_html, timeline_png, timeline_svg
from govkg.views.words import Language
from govkg.vocabulary import Gov, concept
from govkg.wording import wording

Picture = Literal["network", "orgchart", "timeline"]

TITLE: Final = {"vi": "Ai làm gì trong bộ máy nhà nước", "en": "Who does what in government"}

_STILL: Final[dict[str, Callable[..., str | bytes]]] = {
    "orgchart.html": orgchart_html,
    "orgchart.svg": orgchart_svg,
    "orgchart.png": orgchart_png,
    "timeline.html": timeline_html,
    "timeline.svg": timeline_svg,
    "timeline.png": timeline_png,
}
_NETWORK: Final[dict[str, Callable[..., str | bytes]]] = {
    "svg": drawing.network_svg,
    "png": drawing.network_png,
}
_INTERCHANGE: Final = {"graphml": interchange.graphml, "gexf": interchange.gexf}


def draw(
    kg: KnowledgeGraph,
    picture: str,
    format: str,
    *,
    entity: str | None = None,
    at: date | None = None,
    renderer: str = "canvas",
    lang: str = "vi",
) -> bytes:
    """A picture as the bytes of its file: ``network``, ``orgchart`` or ``timeline`` in a format such as ``html``.

    Raises:
        NotFound: no entity of that name.
        Ambiguous: several of that name.
        GovkgError: there is no such picture in that format.
    """
    language = cast(Language, lang)
    if picture == "network":
        drawn = _network(kg, format, entity, at, cast(Renderer, renderer), language)
    elif (draws := _STILL.get(f"{picture}.{format}")) and entity is not None:
        if picture == "orgchart":
            body = kg.organization(entity, at=at)
            drawn = draws(orgchart(body, at, language), title=body.name, lang=language)
        else:
            subject = kg.entity(entity)
            drawn = draws(timeline(subject), title=subject.name, lang=language)
    else:
        raise GovkgError(f"a {picture} is not drawn as .{format}")
    return drawn.encode() if isinstance(drawn, str) else drawn


def _network(
    kg: KnowledgeGraph, format: str, entity: str | None, at: date | None, renderer: Renderer, lang: Language
) -> str | bytes:
    centre = kg.entity(entity) if entity is not None else None
    graph = spoken_of(kg, kg.network(at=at), centre)
    title = TITLE[lang] if centre is None else centre.name
    focus = centre.iri if centre is not None and centre.iri in graph else None
    if format == "html":
        return network_html(graph, renderer=renderer, title=title, focus=focus, lang=lang)
    if write := _INTERCHANGE.get(format):
        return write(graph, lang=lang)
    if paint := _NETWORK.get(format):
        return paint(graph, title=title, focus=focus, lang=lang)
    raise GovkgError(f"a network is not drawn as .{format}")


def spoken_of(kg: KnowledgeGraph, graph: nx.MultiDiGraph[str], centre: Entity | None = None) -> nx.MultiDiGraph[str]:
    """A network without the reference data that no article speaks of: a thousand bodies that nobody asked for."""
    rows = select(kg.store, f"SELECT DISTINCT ?node {{ ?node <{Gov.restsOn}> ?statement }}")
    kept = {row[0].value for row in rows if isinstance(row[0], NamedNode)}
    if centre is not None and centre.iri in graph:
        kept |= {centre.iri, *nx.all_neighbors(graph, centre.iri)}
    return graph.subgraph(kept).copy()


def orgchart(body: Organization, at: date | None, lang: Language = "vi") -> OrgChart:
    """A body, what is above and below it, and who headed each on a day (as last known, where none is given)."""
    changes = dict.fromkeys((*body.formed_by, *body.changed_by))
    return OrgChart(
        _unit(body, at, below=True),
        parents=tuple(_unit(parent, at) for parent in reversed(body.parents)),
        changes=tuple(_change(change, lang) for change in changes),
        at=at.isoformat() if at else "",
    )


def _unit(body: Organization, at: date | None, *, below: bool = False) -> OrgNode:
    day = at or date.today()
    units = [part for part in body.parts if at is None or part.valid.may_hold(at)] if below else []
    heads = (
        Head(
            tenure.person.name,
            (tenure.post.title if tenure.post else None) or "",
            cast(Any, certainty.value.replace(" ", "_")),
            _quotes(tenure.evidence),
        )
        for tenure, certainty in body.officials(day)
        if tenure.person is not None and tenure.post is not None and tenure.post.is_head
    )
    return OrgNode(body.name, body.iri, tuple(heads), tuple(_unit(unit, at) for unit in units))


def _change(change: Reorganization, lang: Language) -> Change:
    return Change(
        tuple(body.name for body in change.before),
        tuple(body.name for body in change.after),
        str(change.on or ""),
        wording(concept("change-kind", change.change))[lang] if change.change else "",
        _quotes(change.evidence),
    )


def timeline(entity: Entity) -> Timeline:
    """A career, or who held the posts of a body, as bars; meetings, documents and decisions as marks."""
    if isinstance(entity, Person):
        marks = [
            *(_mark(meeting, meeting.begin, _roles(entity, meeting)) for meeting in entity.meetings),
            *(_mark(one, one.on, (one,)) for one in entity.decisions),
            *(_mark(one, one.issued_on, (one,)) for one in entity.documents),
        ]
        return Timeline(tuple(_bar(tenure, str(tenure.post)) for tenure in entity.tenures), _dated(marks))
    if isinstance(entity, Organization):
        marks = [
            *(_mark(meeting, meeting.begin, _roles(entity, meeting)) for meeting in entity.meetings),
            *(_mark(one, one.issued_on, (one,)) for one in entity.documents),
        ]
        return Timeline(tuple(_bar(tenure, str(tenure.person)) for tenure in entity.tenures), _dated(marks))
    raise GovkgError(f"a timeline is of a person or a body; {entity.name} is a {entity.kind}")


def _bar(tenure: Tenure, label: str) -> Bar:
    times = Times(*(str(day or "") for day in (
        tenure.stated_begin, tenure.stated_end, tenure.observed_first, tenure.observed_last
    )))  # fmt: skip
    note = (tenure.post.title if tenure.post else None) or ""
    return Bar(label, times, note if note not in label else "", evidence=_quotes(tenure.evidence))


def _roles(agent: Person | Organization, meeting: Meeting) -> tuple[Participation, ...]:
    return tuple(one for one in agent.participations if one.meeting == meeting)


def _mark(what: Entity, on: PartialDate | None, said: Iterable[Entity]) -> Mark:
    quotes = dict.fromkeys(quote for one in said for quote in _quotes(one.evidence))
    return Mark(what.name, str(on or ""), what.kind, tuple(quotes))


def _dated(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted((mark for mark in dict.fromkeys(marks) if mark.on), key=lambda mark: (mark.on, mark.label)))


def _quotes(evidence: Iterable[Evidence]) -> tuple[Quote, ...]:
    return tuple(
        Quote(
            one.quote,
            one.article.title,
            one.article.url or "",
            str(one.article.day or ""),
            one.article.iri,
            one.part,
            one.start,
            one.end,
        )
        for one in evidence
    )
