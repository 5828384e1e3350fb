"""What articles say, written out without a store: facts as JSON lines, or RDF."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields as fields_of
from typing import BinaryIO, Final

from pyoxigraph import DefaultGraph, Quad, RdfFormat, serialize

from govkg.export.dumps import PREFIXES
from govkg.export.facts import facts
from govkg.extraction.explain import explain
from govkg.graph.knowledge import new_store_quads
from govkg.graph.reference import reference_quads
from govkg.model.article import Article
from govkg.model.statement import Statement

Extract = tuple[Article, Sequence[Statement]]

RDF_FORMATS: Final = {"turtle": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS}


def facts_lines(extracts: Iterable[Extract], file: BinaryIO) -> None:
    """One JSON object an article (docs/facts.md), one article a line, as they come."""
    for article, statements in extracts:
        file.write(json.dumps(facts(article, statements), ensure_ascii=False).encode() + b"\n")


def explanations(articles: Iterable[Article], file: BinaryIO) -> None:
    """For each sentence that states anything: the sentence, what it names, and each rule with its statement."""
    for article in articles:
        file.write(f"{article.id}\n".encode())
        for one in explain(article):
            lines = [f"  {one.part}[{one.span.start}:{one.span.end}]  {one.sentence}"]
            lines += (f"    {m.span.start}-{m.span.end}  {m.form}  {m.text!r} = {m.entity}" for m in one.marked)
            lines += (f"    {s.rule} ({s.confidence})  {_in_words(s)}" for s in one.statements)
            file.write("\n".join(lines).encode() + b"\n")


def _in_words(statement: Statement) -> str:
    """The fact as its name and its filled parts."""
    parts = ((field.name, getattr(statement.fact, field.name)) for field in fields_of(statement.fact))
    return f"{type(statement.fact).__name__}({', '.join(f'{name}={_short(value)}' for name, value in parts if value)})"


def _short(value: object) -> str:
    for key in ("designation", "number", "name"):
        if found := getattr(value, key, None):
            return repr(found)
    return repr(str(value))


def rdf(extracts: Iterable[Extract], file: BinaryIO, format: str) -> None:
    """What a store would hold of these articles alone: their graphs, identity and knowledge (docs/graph.md).

    Turtle has no graphs, so there the triples of all of them stand together. Identity needs all articles at
    once, so unlike facts nothing is written before the last one is read.
    """
    curated = set(reference_quads())
    quads = sorted(set(new_store_quads(extracts)) - curated, key=_order)
    if format == "turtle":
        serialize((quad.triple for quad in quads), file, format=RDF_FORMATS[format], prefixes=PREFIXES)
    else:
        serialize(quads, file, format=RDF_FORMATS[format], prefixes=PREFIXES)


def _order(quad: Quad) -> tuple[bool, str, str]:
    """Knowledge first, then the graphs by name."""
    return quad.graph_name != DefaultGraph(), str(quad.graph_name), str(quad)
