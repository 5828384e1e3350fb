"""The form in which a language model answers: a strict JSON schema, and how its rows become facts.

One flat row a fact keeps the schema small enough for every server that knows ``response_format``: fields
that a kind does not use are null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final, TypeVar, get_args

from govkg import iris
from govkg.extraction.gazetteer import reference_bodies
from govkg.folding import fold
from govkg.model.actors import (
    Agent,
    DocumentType,
    LegalDocument,
    Meeting,
    MeetingType,
    Organization,
    Person,
    Standard,
)
from govkg.model.article import PARTS
from govkg.model.facts import (
    Adopts,
    Decides,
    DecisionAction,
    DocumentDated,
    DocumentState,
    DocumentStatus,
    Fact,
    HoldsPost,
    IssuedBy,
    Named,
    Occurs,
    Participates,
    ParticipationRole,
    PartOf,
    Speaks,
    SpeechKind,
    TenureStatus,
)
from govkg.model.interval import Interval, PartialDate

Row = Mapping[str, Any]

_TEXTS: Final = (
    "person", "organization", "title", "parent", "meeting", "place", "name", "number", "issuer", "standard", "by",
    "addressee", "content", "date",
)  # fmt: skip
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "status": (*get_args(TenureStatus), *get_args(DocumentStatus)),
    "meeting_type": get_args(MeetingType),
    "role": get_args(ParticipationRole),
    "document_type": get_args(DocumentType),
    "action": get_args(DecisionAction),
    "speech": get_args(SpeechKind),
}


def schema() -> dict[str, Any]:
    """The JSON schema of an answer, in the strict subset that OpenAI-compatible servers enforce."""
    properties: dict[str, Any] = {
        "kind": {"type": "string", "enum": list(_FACTS)},
        "part": {"type": "string", "enum": list(PARTS)},
        "quote": {"type": "string"},
    }
    properties |= {name: {"type": ["string", "null"]} for name in _TEXTS}
    properties |= {name: {"type": ["string", "null"], "enum": [*choices, None]} for name, choices in _CHOICES.items()}
    row = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {
        "type": "object",
        "properties": {"facts": {"type": "array", "items": row}},
        "required": ["facts"],
        "additionalProperties": False,
    }


def facts_of(row: Row) -> list[Fact]:
    """The facts of one row; none where it lacks what its kind needs, or names what the schema does not."""
    make = _FACTS.get(str(row.get("kind")))
    try:
        return list(make(row)) if make is not None else []
    except (LookupError, ValueError):  # a field that is missing, empty or outside its closed list
        return []


@cache
def _reference() -> dict[str, Organization]:
    return {fold(name): body for name, body in reference_bodies()}


def _text(row: Row, field: str) -> str:
    value = row[field]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(field)
    return " ".join(value.split())


def _optional(row: Row, field: str) -> str | None:
    return _text(row, field) if row.get(field) else None


_Choice = TypeVar("_Choice", bound=str)


def _one_of(row: Row, field: str, choices: tuple[_Choice, ...]) -> _Choice:
    for choice in choices:
        if choice == row[field]:
            return choice
    raise ValueError(field)


def _person(row: Row) -> Person:
    return Person(_text(row, "person"))


def _body(name: str) -> Organization:
    return _reference().get(fold(name)) or Organization(name, iris.organization(name))


def _organization(row: Row, field: str) -> Organization | None:
    name = _optional(row, field)
    return _body(name) if name is not None else None


def _agent(row: Row) -> Agent:
    return Person(_text(row, "person")) if row.get("person") else _body(_text(row, "organization"))


def _date(row: Row) -> PartialDate | None:
    value = _optional(row, "date")
    return PartialDate.parse(value) if value is not None else None


def _named_person(row: Row) -> Iterator[Fact]:
    person = _person(row)
    yield Named(person, person.name)


def _named_body(row: Row) -> Iterator[Fact]:
    name = _text(row, "organization")
    yield Named(_body(name), name)


def _post(row: Row) -> Iterator[Fact]:
    status: TenureStatus = _one_of(row, "status", get_args(TenureStatus)) if row.get("status") else "current"
    yield HoldsPost(_person(row), _text(row, "title"), _organization(row, "organization"), status)


def _part_of(row: Row) -> Iterator[Fact]:
    yield PartOf(_body(_text(row, "organization")), _body(_text(row, "parent")))


def _meeting(row: Row) -> Iterator[Fact]:
    name = _text(row, "meeting")
    meeting = Meeting(f"llm-{fold(name)}", name, _one_of(row, "meeting_type", get_args(MeetingType)))
    yield Named(meeting, name)
    date, place = _date(row), _optional(row, "place")
    if date is not None or place is not None:
        yield Occurs(meeting, Interval.on(date) if date is not None else Interval(), place)
    if row.get("role"):
        yield Participates(meeting, _agent(row), _one_of(row, "role", get_args(ParticipationRole)))


def _document(row: Row) -> Iterator[Fact]:
    number, name = _optional(row, "number"), _optional(row, "name")
    if number is None and name is None:
        raise ValueError("name")
    document = LegalDocument(_one_of(row, "document_type", get_args(DocumentType)), number, name)
    status: DocumentStatus = _one_of(row, "status", get_args(DocumentStatus)) if row.get("status") else "unknown"
    yield DocumentState(document, status)
    if (issuer := _organization(row, "issuer")) is not None:
        yield IssuedBy(document, issuer)
    if (date := _date(row)) is not None:
        yield DocumentDated(document, date)


def _standard(row: Row) -> Iterator[Fact]:
    standard = Standard(_text(row, "standard"))
    yield Named(standard, standard.designation)
    if (adopter := _organization(row, "organization")) is not None:
        yield Adopts(standard, adopter)


def _decision(row: Row) -> Iterator[Fact]:
    action = _one_of(row, "action", get_args(DecisionAction))
    by = _organization(row, "by")
    yield Decides(action, _person(row), _text(row, "title"), _organization(row, "organization"), by, _date(row))


def _speech(row: Row) -> Iterator[Fact]:
    kind = _one_of(row, "speech", get_args(SpeechKind))
    yield Speaks(kind, _agent(row), _text(row, "content"), _organization(row, "addressee"))


_FACTS: Final[Mapping[str, Callable[[Row], Iterator[Fact]]]] = {
    "person": _named_person,
    "organization": _named_body,
    "post": _post,
    "part_of": _part_of,
    "meeting": _meeting,
    "document": _document,
    "standard": _standard,
    "decision": _decision,
    "speech": _speech,
}
