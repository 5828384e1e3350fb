"""All that is known of one entity, line by line, each with the sentences that say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final, overload

import yaml
from pyoxigraph import NamedNode

from govkg import notebook, resources
from govkg.errors import DataError
from govkg.linking.enriching import Said
from govkg.lookup.certainty import Certainty
from govkg.lookup.entities import Meeting, Organization
from govkg.lookup.entity import Entity
from govkg.lookup.evidence import Evidence
from govkg.lookup.facts import Decision, Participation, Tenure
from govkg.lookup.fields import Back, Concept, Field, fields
from govkg.model.interval import UNKNOWN, Interval
from govkg.results import frame
from govkg.wording import Bilingual, wording

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS: Final = ("attribute", "value", "time", "certainty", "quote", "article")
_WORDS: Final = "data/attributes.yaml"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is known: ``value`` in words, ``iri`` where it is an entity or fact.

    ``stated`` and ``observed`` are its time; ``certainty`` is how sure it held on the day that was asked for.
    """

    attribute: str
    words: Bilingual
    value: str
    iri: str | None
    stated: Interval
    observed: Interval
    certainty: Certainty | None
    evidence: tuple[Evidence, ...]

    @property
    def time(self) -> str | None:
        """Its time in one text: what was stated, and in brackets what was observed."""
        observed = f"({self.observed})" if self.observed else None
        return " ".join(filter(None, (str(self.stated) if self.stated else None, observed))) or None

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        found: dict[str, Any] = {"attribute": self.attribute, "value": self.value}
        known = {
            "iri": self.iri,
            "stated": str(self.stated) if self.stated else None,
            "observed": str(self.observed) if self.observed else None,
            "certainty": self.certainty.value if self.certainty else None,
        }
        found |= {name: value for name, value in known.items() if value is not None}
        return found | {"evidence": [evidence.to_dict() for evidence in self.evidence]}

    def _repr_html_(self) -> str:
        shown = {"value": self.value, "time": self.time, "certainty": self.certainty and self.certainty.value}
        known = [(name, str(text)) for name, text in shown.items() if text]
        said = dict.fromkeys(evidence._repr_html_() for evidence in self.evidence)
        return notebook.card(self.words.en, self.attribute, self.iri or "", known, said)


@dataclass(frozen=True, slots=True)
class Record(Sequence[Line]):
    """What is known of ``entity``, as of the day ``at`` where one was asked for.

    ``mentions`` are the sentences that name the entity and say none of the lines; ``elsewhere`` is what others say
    of what it is linked to, which no article says.
    """

    entity: Entity
    at: date | None
    lines: tuple[Line, ...]
    mentions: tuple[Evidence, ...]
    elsewhere: tuple[Said, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Line, ...]: ...

    def __getitem__(self, index: int | slice) -> Line | tuple[Line, ...]:
        return self.lines[index]

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        entity = self.entity
        return {
            "iri": entity.iri,
            "name": entity.name,
            "kind": entity.kind,
            "aliases": list(entity.aliases),
            "links": list(entity.links),
            "at": self.at.isoformat() if self.at else None,
            "facts": [line.to_dict() for line in self.lines],
            "mentions": [evidence.to_dict() for evidence in self.mentions],
            "elsewhere": [one.to_dict() for one in self.elsewhere],
        }

    def to_pandas(self) -> pd.DataFrame:
        """A row each sentence of each line."""
        return frame([dict(zip(_COLUMNS, row, strict=True)) for row in self._rows()], _COLUMNS)

    def _rows(self) -> Iterator[tuple[str | None, ...]]:
        for line in self.lines:
            sure = line.certainty.value if line.certainty else None
            start = (line.attribute, line.value, line.time, sure)
            said = ((*start, one.quote, one.article.url or one.article.title) for one in line.evidence)
            yield from dict.fromkeys(said)  # an article may say one sentence twice
            if not line.evidence:
                yield (*start, None, None)

    def _repr_html_(self) -> str:
        return notebook.table(_COLUMNS, self._rows())


def record(entity: Entity, at: date | None = None) -> Record:
    """All that is known of an entity; with ``at``, what may have held on that day or had happened by then."""
    lines = [line for name, field in fields(type(entity)).items() for line in _lines(entity, name, field, at)]
    if isinstance(entity, Organization):
        lines += [_line("tenures", tenure, entity, at) for tenure in entity.tenures]
    kept = tuple(line for line in lines if at is None or _known(line, at))
    used = {evidence for line in kept for evidence in line.evidence}
    mentions = tuple(evidence for evidence in entity.evidence if evidence not in used)
    return Record(entity, at, kept, mentions, entity.elsewhere)


def words(attribute: str, of: type[Entity] | None = None) -> Bilingual:
    """What an attribute is called, of a class of entities where it reads otherwise there than elsewhere.

    Raises:
        DataError: the list of names is damaged, or lacks the attribute.

    """
    known = _all_words()
    found = known.get(f"{of.__name__}.{attribute}" if of else attribute, known.get(attribute))
    if not isinstance(found, dict) or found.keys() != {"vi", "en"}:
        raise DataError(f"{attribute} needs a name in vi and one in en", path=_WORDS)
    return Bilingual(found["vi"], found["en"])


@cache
def _all_words() -> dict[str, Any]:
    source = resources.path(_WORDS)
    try:
        found = yaml.safe_load(source.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise DataError(str(error.problem), path=source, line=line) from error
    if not isinstance(found, dict):
        raise DataError("not a mapping from attributes to their names", path=source, line=1)
    return found


def _lines(entity: Entity, name: str, field: Field[Any], at: date | None) -> Iterator[Line]:
    found = getattr(entity, name)
    for value in found if isinstance(found, tuple) else [found]:
        if isinstance(value, Entity):
            yield _line(name, value, entity, at, field)
        elif value is not None:
            concepts = entity.terms(field.property) if isinstance(field, Concept) else ()
            text = next((wording(term.value).vi for term in concepts if isinstance(term, NamedNode)), str(value))
            said = tuple(one for one in entity.evidence if one.fact in field.said_by)
            yield Line(name, words(name, type(entity)), text, None, UNKNOWN, UNKNOWN, None, said)


def _line(name: str, value: Entity, entity: Entity, at: date | None, field: Field[Any] | None = None) -> Line:
    """The line of a link: a fact brings its own sentences, an entity those of the one whose property it is."""
    stated, observed = _time(value)
    sure = value.certainty(at) if isinstance(value, Tenure) and at is not None else None
    said = value.evidence
    if field is not None and field.said_by:
        subject = value if isinstance(field, Back) else entity
        said = tuple(one for one in subject.evidence if one.fact in field.said_by)
    return Line(name, words(name, type(entity)), value.beside(entity), value.iri, stated, observed, sure, said)


def _time(value: Entity) -> tuple[Interval, Interval]:
    match value:
        case Tenure():
            return value.stated, value.observed
        case Participation():
            meeting = value.meeting
            return (Interval(meeting.begin, meeting.end) if meeting else UNKNOWN), UNKNOWN
        case Meeting():
            return Interval(value.begin, value.end), UNKNOWN
        case Decision():
            return Interval(value.on, value.on), UNKNOWN
    return UNKNOWN, UNKNOWN


def _known(line: Line, at: date) -> bool:
    """Whether a line may have held or happened by a day."""
    if line.attribute == "tenures":
        return line.certainty not in (None, Certainty.NOT_YET_KNOWN)
    begin = line.stated.begin
    return begin is None or begin.first <= at
