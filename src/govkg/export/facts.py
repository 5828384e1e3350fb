"""The facts of one article as one JSON object: ``docs/facts.md`` describes the form.

The lists persons … decisions say what the article states, each thing once; ``evidence`` says for each
assertion which sentence states it, by which rule, and how often that rule is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, get_args

from govkg.model.actors import Agent, DocumentType, LegalDocument, Meeting, Organization, Person, Standard, Topic
from govkg.model.article import Article
from govkg.model.facts import (
    Adopts,
    Concerns,
    Decides,
    DocumentDated,
    DocumentRelates,
    DocumentState,
    Fact,
    HoldsPost,
    IssuedBy,
    Named,
    Occurs,
    Participates,
    PartOf,
    SignedBy,
    Speaks,
)
from govkg.model.interval import UNKNOWN, PartialDate
from govkg.model.statement import Statement

Json = dict[str, Any]

_RANK: Final = get_args(DocumentType)
"""Documents are listed by their rank among norms, those with a number first; within a rank as they are read."""
_ROLES: Final = {
    "organizer": "organizers",
    "chair": "chairs",
    "speaker": "speakers",
    "attendee": "attendees",
    "invited": "invited",
    "absent": "absent",
}


def facts(article: Article, statements: Sequence[Statement]) -> Json:
    """What the statements of one article say, in reading order of the first sentence that says it."""
    said = [statement.fact for statement in statements]
    return {
        "id": article.id,
        "persons": _named(said, Person),
        "organizations": _organizations(said),
        "posts": _posts(said),
        "part_of": _unique({"child": f.child.name, "parent": f.parent.name} for f in said if isinstance(f, PartOf)),
        "events": _events(said),
        "documents": _documents(said),
        "standards": _standards(said),
        "decisions": _decisions(said),
        "speeches": _speeches(said),
        "topics": _topics(said),
        "evidence": [_evidence(statement) for statement in statements],
    }


def _unique(rows: Iterable[Json]) -> list[Json]:
    found: list[Json] = []
    for row in rows:
        if row not in found:
            found.append(row)
    return found


def _label(thing: Agent | None) -> str | None:
    return None if thing is None else thing.name


def _date(date: PartialDate | None) -> str | None:
    """A whole day or nothing: a month or year alone is no date in this form."""
    return str(date) if date is not None and date.is_day else None


def _named(said: Sequence[Fact], kind: type[Person] | type[Organization]) -> list[Json]:
    forms: dict[Person | Organization, list[str]] = {}
    for fact in said:
        if isinstance(fact, Named) and isinstance(fact.entity, kind):
            known = forms.setdefault(fact.entity, [])
            if fact.form not in known and fact.form != fact.entity.name:
                known.append(fact.form)
    return [
        {"name": entity.name, "aliases": aliases}
        | ({"kind": entity.kind, "iri": entity.iri} if isinstance(entity, Organization) else {})
        for entity, aliases in forms.items()
    ]


def _organizations(said: Sequence[Fact]) -> list[Json]:
    """Bodies that are named, or that a post or a part stands in."""
    implied = [
        Named(body, body.name)
        for fact in said
        for body in (
            (fact.organization,)
            if isinstance(fact, HoldsPost)
            else (fact.child, fact.parent)
            if isinstance(fact, PartOf)
            else ()
        )
        if body is not None
    ]
    return _named([*said, *implied], Organization)


def _posts(said: Sequence[Fact]) -> list[Json]:
    posts: dict[tuple[str, str, str | None], Json] = {}
    for fact in said:
        if isinstance(fact, HoldsPost):
            key = (fact.person.name, _held(fact), _label(fact.organization))
            row = posts.setdefault(
                key,
                {"person": key[0], "title": key[1], "org": key[2], "former": True, "status": fact.status},
            )
            row["former"] = row["former"] and fact.status == "former"
            if fact.stated:
                row["stated"] = str(fact.stated)
    return list(posts.values())


def _held(fact: HoldsPost) -> str:
    """The title of a post as it is held: "Quyền Vụ trưởng" until somebody is appointed."""
    return f"Quyền {fact.title}" if fact.status == "acting" else fact.title


def _events(said: Sequence[Fact]) -> list[Json]:
    events: dict[Meeting, Json] = {}

    def event(meeting: Meeting) -> Json:
        return events.setdefault(
            meeting,
            {
                "type": meeting.type,
                "name": meeting.name,
                "date": None,
                "place": None,
                "status": meeting.status,
                **{role: [] for role in _ROLES.values()},
            },
        )

    for fact in said:
        if isinstance(fact, Named) and isinstance(fact.entity, Meeting):
            event(fact.entity)
        elif isinstance(fact, Occurs):
            row = event(fact.meeting)
            row["date"] = row["date"] or _date(fact.when.begin)
            row["place"] = row["place"] or fact.place
        elif isinstance(fact, Participates):
            people = event(fact.meeting)[_ROLES[fact.role]]
            if fact.agent.name not in people:
                people.append(fact.agent.name)
    return list(events.values())


def _documents(said: Sequence[Fact]) -> list[Json]:
    documents: dict[LegalDocument, Json] = {}

    def document(act: LegalDocument) -> Json:
        empty = {"type": act.type, "number": act.number, "name": act.name, "issuer": None, "date": None}
        return documents.setdefault(act, {**empty, "status": "unknown", "relations": []})

    for fact in said:
        if isinstance(fact, Named) and isinstance(fact.entity, LegalDocument):
            row = document(fact.entity)
            if row["name"] is None and fact.form != fact.entity.number:
                row["name"] = fact.form
        elif isinstance(fact, DocumentState):
            document(fact.document)["status"] = fact.status
        elif isinstance(fact, IssuedBy):
            document(fact.document)["issuer"] = fact.issuer.name
        elif isinstance(fact, SignedBy):
            document(fact.document)["signer"] = fact.signer.name
        elif isinstance(fact, DocumentDated):
            document(fact.document)["date" if fact.event == "issued" else "effective"] = _date(fact.date)
        elif isinstance(fact, DocumentRelates):
            other = {"relation": fact.relation, "other": _title(fact.other)}
            relations = document(fact.document)["relations"]
            relations += [other] if other not in relations else []
    return sorted(documents.values(), key=lambda row: (row["number"] is None, _RANK.index(row["type"])))


def _title(act: LegalDocument) -> str | None:
    return act.number or act.name


def _standards(said: Sequence[Fact]) -> list[Json]:
    adopters: dict[Standard, tuple[dict[str, None], dict[str, None]]] = {}
    for fact in said:
        if isinstance(fact, Named) and isinstance(fact.entity, Standard):
            adopters.setdefault(fact.entity, ({}, {}))
        elif isinstance(fact, Adopts):
            bodies, groups = adopters.setdefault(fact.standard, ({}, {}))
            if isinstance(fact.adopter, Organization):
                bodies[fact.adopter.name] = None
            else:
                groups[fact.adopter] = None
    return [
        {"designation": standard.designation, "adopters": list(bodies), "groups": list(groups)}
        for standard, (bodies, groups) in adopters.items()
    ]


def _decisions(said: Sequence[Fact]) -> list[Json]:
    return _unique(
        {
            "action": fact.action,
            "person": fact.person.name,
            "title": fact.title,
            "org": _label(fact.organization),
            "by": _label(fact.by),
            "date": _date(fact.date),
        }
        for fact in said
        if isinstance(fact, Decides)
    )


def _speeches(said: Sequence[Fact]) -> list[Json]:
    return _unique(
        {
            "kind": fact.kind,
            "speaker": fact.speaker.name,
            "addressee": _label(fact.addressee),
            "content": fact.content,
        }
        for fact in said
        if isinstance(fact, Speaks)
    )


def _topics(said: Sequence[Fact]) -> list[Json]:
    return _unique(
        {"kind": fact.topic.kind, "name": fact.topic.name, "org": _label(fact.organization), "by": _label(fact.by)}
        for fact in said
        if isinstance(fact, Concerns)
    )


def _evidence(statement: Statement) -> Json:
    evidence = statement.evidence
    return {
        "fact": describe(statement.fact),
        "part": evidence.part,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "quote": evidence.exact,
        "rule": statement.rule,
        "confidence": statement.confidence,
    }


def describe(fact: Fact) -> Json:
    """A fact as its class and those of its fields that are known, entities by their names."""
    fields = {name: getattr(fact, name) for name in fact.__slots__}
    return {"is": type(fact).__name__} | {
        name: _plain(value) for name, value in fields.items() if value not in (None, "", UNKNOWN)
    }


def _plain(value: object) -> object:
    if isinstance(value, LegalDocument):
        return _title(value)
    if isinstance(value, Standard):
        return value.designation
    if isinstance(value, Person | Organization | Meeting | Topic):
        return value.name
    return str(value)
