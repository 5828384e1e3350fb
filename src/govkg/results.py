"""What a SPARQL query answers: rows with Python values, a graph, or yes and no."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, overload

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat

from govkg import notebook
from govkg.extras import extra
from govkg.model.interval import PartialDate
from govkg.store.base import Answer, Term
from govkg.vocabulary import Xsd

if TYPE_CHECKING:
    import pandas as pd

Value = str | int | float | bool | Decimal | date | datetime | PartialDate | None

ROW_FORMATS: Final = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
GRAPH_FORMATS: Final = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}

_READ: Final = {
    Xsd.integer: int,
    Xsd.decimal: Decimal,
    Xsd.date: date.fromisoformat,
    Xsd.dateTime: datetime.fromisoformat,
    Xsd.gYear: PartialDate.parse,
    Xsd.gYearMonth: PartialDate.parse,
    "http://www.w3.org/2001/XMLSchema#double": float,
    "http://www.w3.org/2001/XMLSchema#float": float,
    "http://www.w3.org/2001/XMLSchema#boolean": lambda text: text in {"true", "1"},
}


def value(term: Term | None) -> Value:
    """A term as Python has it: an IRI or text as ``str``, a date, a partial date, a number, a bool, None.

    An ill-typed literal, which RDF allows, stays the text that it is.
    """
    if isinstance(term, Literal):
        read = _READ.get(term.datatype.value)
        try:
            return read(term.value) if read else term.value  # type: ignore[operator]
        except (ValueError, ArithmeticError):
            return term.value
    if isinstance(term, NamedNode | BlankNode):
        return term.value
    return None if term is None else str(term)


@dataclass(frozen=True, slots=True)
class Result(Sequence[dict[str, Value]]):
    """Rows of a SELECT: a sequence of dicts with Python values; ``solutions`` keeps the terms themselves."""

    variables: tuple[str, ...]
    solutions: tuple[tuple[Term | None, ...], ...]

    def __len__(self) -> int:
        return len(self.solutions)

    @overload
    def __getitem__(self, index: int) -> dict[str, Value]: ...

    @overload
    def __getitem__(self, index: slice) -> list[dict[str, Value]]: ...

    def __getitem__(self, index: int | slice) -> dict[str, Value] | list[dict[str, Value]]:
        if isinstance(index, slice):
            return [self._row(solution) for solution in self.solutions[index]]
        return self._row(self.solutions[index])

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return map(self._row, self.solutions)

    def _row(self, solution: Sequence[Term | None]) -> dict[str, Value]:
        return {name: value(term) for name, term in zip(self.variables, solution, strict=True)}

    def distinct(self) -> Result:
        """The same rows in the same order, each once."""
        return Result(self.variables, tuple(dict.fromkeys(self.solutions)))

    def to_dicts(self) -> list[dict[str, Value]]:
        """All rows, each a dict by variable; an unbound variable is None."""
        return list(self)

    def to_pandas(self) -> pd.DataFrame:
        """A DataFrame with one column a variable.

        Raises:
            MissingExtra: pandas is not installed.

        """
        return frame(self.to_dicts(), self.variables)

    def serialize(self, format: str = "json") -> bytes:
        """SPARQL 1.1 results as ``csv``, ``tsv``, ``json`` or ``xml``, UTF-8.

        Raises:
            ValueError: the format is none of these.

        """
        if format not in ROW_FORMATS:
            raise ValueError(f"rows are written as {', '.join(ROW_FORMATS)}, not as {format}")
        written = self._json()
        if format == "json":
            return written
        parsed = ox.parse_query_results(written, format=QueryResultsFormat.JSON)
        return parsed.serialize(format=ROW_FORMATS[format]) or b""

    def _json(self) -> bytes:
        bindings = [
            {name: _binding(term) for name, term in zip(self.variables, solution, strict=True) if term is not None}
            for solution in self.solutions
        ]
        content = {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}
        return json.dumps(content, ensure_ascii=False).encode()

    def _repr_html_(self) -> str:
        shown = ([value(term) for term in solution] for solution in self.solutions)
        return notebook.table(self.variables, shown, len(self))


@dataclass(frozen=True, slots=True)
class Graph:
    """Triples of a CONSTRUCT or DESCRIBE."""

    triples: tuple[ox.Triple, ...]

    def __len__(self) -> int:
        return len(self.triples)

    def __iter__(self) -> Iterator[ox.Triple]:
        return iter(self.triples)

    def serialize(self, format: str = "turtle") -> bytes:
        """The triples as ``turtle``, ``ntriples``, ``jsonld`` or ``rdfxml``, UTF-8.

        Raises:
            ValueError: the format is none of these.

        """
        if format not in GRAPH_FORMATS:
            raise ValueError(f"a graph is written as {', '.join(GRAPH_FORMATS)}, not as {format}")
        return ox.serialize(self.triples, format=GRAPH_FORMATS[format]) or b""

    def _repr_html_(self) -> str:
        shown = ([value(term) for term in triple] for triple in self.triples)
        return notebook.table(("subject", "property", "value"), shown, len(self))


def read_answer(answer: Answer) -> Result | Graph | bool:
    """All that a store's answer holds, read once."""
    if isinstance(answer, QuerySolutions):
        return rows(answer)
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    return Graph(tuple(answer))


def rows(answer: Answer) -> Result:
    """The rows of a SELECT.

    Raises:
        TypeError: the query was no SELECT.

    """
    if not isinstance(answer, QuerySolutions):
        raise TypeError("only a SELECT has rows")
    return Result(tuple(variable.value for variable in answer.variables), tuple(map(tuple, answer)))


def frame(records: Sequence[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Records as a pandas DataFrame, with its columns also where there is no record.

    Raises:
        MissingExtra: pandas is not installed.

    """
    with extra("pandas", "a DataFrame"):
        import pandas
    return pandas.DataFrame.from_records(records, columns=list(columns))


def _binding(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            return found | {"xml:lang": term.language}
        return found if term.datatype.value == Xsd.string else found | {"datatype": term.datatype.value}
    raise TypeError(f"SPARQL 1.1 results hold no {type(term).__name__}")
