"""What an assistant can ask, each a job for the workers of ``govkg.server.pool``, under the same limits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions

from govkg import iris
from govkg.assistant.quoting import articles, quoted, quotes
from govkg.errors import GovkgError, QueryError
from govkg.lookup import KnowledgeGraph, Line, Meeting
from govkg.model.interval import PartialDate
from govkg.queries import library
from govkg.results import value
from govkg.server.holding import Held
from govkg.server.outbound import check_outbound
from govkg.server.query import Query, run
from govkg.server.replies import Reply

LINES: Final = 80
"""Facts in one answer about an entity."""
ROWS: Final = 100
"""Rows, or triples, in one answer to a query."""
SOURCES: Final = 20
"""Nodes of a query's answer whose sentences are looked for."""
_MENTIONS: Final = 5


@dataclass(frozen=True, slots=True)
class Search:
    """Entities by name."""

    text: str
    type: str | None
    limit: int

    def answer(self, held: Held) -> Reply:
        """The hits, each with sentences that speak of it."""
        hits = held.graph.search(self.text, type=self.type, limit=self.limit)
        said = quotes(held.store, (hit.iri for hit in hits))
        found = [
            {"iri": hit.iri, "name": hit.label, "kind": hit.kind, "found_as": hit.name, "mentions": hit.mentions}
            | ({"quotes": said[hit.iri]} if hit.iri in said else quoted(()))
            for hit in hits
        ]
        return _reply({"found": found})


@dataclass(frozen=True, slots=True)
class Show:
    """All that is known of an entity."""

    entity: str
    at: str | None

    def answer(self, held: Held) -> Reply:
        """The facts, each with its sentences."""
        record = held.graph.show(self.entity, at=_day(self.at))
        entity = record.entity
        found: dict[str, Any] = {"iri": entity.iri, "name": entity.name, "english": entity.name_en}
        found |= {"kind": entity.kind, "aliases": list(entity.aliases), "links": list(entity.links), "at": self.at}
        found["facts"] = [_fact(line) for line in record.lines[:LINES]]
        found["said_elsewhere"] = [one.to_dict() for one in record.elsewhere]
        found["mentioned"] = quoted(record.mentions[:_MENTIONS]) if record.mentions else {}
        if (more := len(record.lines) - LINES) > 0:
            found["left_out"] = f"{more} more facts; ask by the tool query"
        return _reply(found)


@dataclass(frozen=True, slots=True)
class WhoHeld:
    """Who held a post in a body on a day."""

    post: str
    body: str
    on: str | None

    def answer(self, held: Held) -> Reply:
        """The holders with how sure each is, and why."""
        found = held.graph.who_held(self.post, self.body, on=_day(self.on))
        holders = []
        for holder in found:
            told = holder.to_dict()
            del told["evidence"]
            holders.append(told | quoted(holder.evidence))
        return _reply({**found.to_dict(), "holders": holders})


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of a day or period."""

    on: str | None
    begin: str | None
    end: str | None
    limit: int

    def answer(self, held: Held) -> Reply:
        """The meetings by day, with who took part, in what role."""
        kg: KnowledgeGraph = held.graph
        on, begin, end = (_partial(text) for text in (self.on, self.begin, self.end))
        if on is not None and begin is None and end is None:
            begin, end = on, on
        found = kg.meetings(begin=begin, end=end)
        answer: dict[str, Any] = {"meetings": [_meeting(one) for one in found[: self.limit]]}
        if (more := len(found) - self.limit) > 0:
            answer["left_out"] = f"{more} more meetings; ask for a shorter period"
        return _reply(answer)


@dataclass(frozen=True, slots=True)
class Ask:
    """A named query with its parameters, or SPARQL; nothing can be changed and no other server asked."""

    query: str
    parameters: tuple[tuple[str, str], ...] = ()

    def answer(self, held: Held) -> Reply:
        """Rows, triples or yes and no, and the sentences behind the nodes in them."""
        text = self._text(held)
        check_outbound(text)
        answer = run(held, Query(text))
        if isinstance(answer, QueryBoolean):
            return _reply({"answer": bool(answer)})
        if isinstance(answer, QuerySolutions):
            names = [variable.value for variable in answer.variables]
            solutions = [tuple(row) for row in islice(answer, ROWS + 1)]
            rows = [dict(zip(names, map(_plain, row), strict=True)) for row in solutions[:ROWS]]
            found: dict[str, Any] = {"columns": names, "rows": rows}
            terms = [term for row in solutions[:ROWS] for term in row]
        else:
            triples = list(islice(answer, ROWS + 1))
            solutions = [(one.subject, one.predicate, one.object) for one in triples]
            found = {"columns": ["subject", "property", "value"]}
            found["rows"] = [dict(zip(found["columns"], map(_plain, row), strict=True)) for row in solutions[:ROWS]]
            terms = [term for row in solutions[:ROWS] for term in row]
        nodes = list(dict.fromkeys(term.value for term in terms if isinstance(term, NamedNode)))
        found["sources"] = quotes(held.store, [node for node in nodes if node.startswith(iris.ID)][:SOURCES])
        found["articles"] = articles(held.store, nodes)
        if len(solutions) > ROWS:
            found["left_out"] = f"more than {ROWS} rows; add LIMIT and OFFSET, or ask more narrowly"
        return _reply(found)

    def _text(self, held: Held) -> str:
        known, given = library(), dict(self.parameters)
        if self.query not in known:
            if given:
                raise QueryError(f"only a named query has parameters, and {self.query[:60]!r} is none")
            return self.query
        query = known[self.query]
        for one in query.parameters:  # a body may be given with the one above it: "Vụ Pháp chế, Bộ Y tế"
            if one.type == "organization" and one.name in given:
                given[one.name] = held.graph.organization(given[one.name]).iri
        return query.bind(query.terms(held.store, held.index, given))


def _fact(line: Line) -> dict[str, Any]:
    told = line.to_dict()
    del told["evidence"]
    return told | {"attribute": line.words.en} | quoted(line.evidence)


def _meeting(meeting: Meeting) -> dict[str, Any]:
    found: dict[str, Any] = {
        "iri": meeting.iri,
        "name": meeting.name,
        "type": meeting.type,
        "status": meeting.status,
        "begin": str(meeting.begin) if meeting.begin else None,
        "end": str(meeting.end) if meeting.end else None,
        "place": meeting.place,
        "participants": [
            {"name": one.participant.name, "iri": one.participant.iri, "role": one.role}
            for one in meeting.participations
            if one.participant is not None
        ],
    }
    return found | quoted(meeting.evidence)


def _plain(term: Any) -> str | int | float | bool | None:
    found = value(term)
    if isinstance(found, Decimal):
        return float(found)
    return str(found) if isinstance(found, date | datetime | PartialDate) else found


def _partial(text: str | None) -> PartialDate | None:
    if text is None:
        return None
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise GovkgError(f"{text!r} is not a date such as 2012-01-06, 2012-01 or 2012") from error


def _day(text: str | None) -> date | None:
    found = _partial(text)
    return found.last if found else None


def _reply(found: Mapping[str, Any]) -> Reply:
    return Reply("application/json", json.dumps(found, ensure_ascii=False).encode())
