"""An article and its statements as the quads of one named graph, and back.

The graph holds what the source says and nothing else. What a statement says is kept once, as the fact that
was read (``gov:fact``, JSON); as linked data it stands in the default graph, on nodes that rest on the statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, cast
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Quad

from govkg import iris
from govkg.graph import terms
from govkg.graph.encoding import decode, encode
from govkg.graph.terms import node
from govkg.model.article import Article, Part
from govkg.model.span import Span
from govkg.model.statement import Evidence, Statement
from govkg.vocabulary import Gov

_EVIDENCE: Final = node(Gov.evidence)
_FACT: Final = node(Gov.fact)


def article_quads(article: Article, statements: Sequence[Statement]) -> list[Quad]:
    """The graph of an article: its metadata and texts, its statements, and the sentences that they quote.

    The same article and statements give the same quads in the same order; a statement given twice counts once.

    Raises:
        ValueError: a statement quotes another article.

    """
    return kept_quads(article, kept(statements))


def kept(statements: Iterable[Statement]) -> dict[str, tuple[Statement, str]]:
    """Each statement once, by its IRI, with the text that its fact is kept as."""
    found: dict[str, tuple[Statement, str]] = {}
    for statement in statements:
        encoded = encode(statement.fact, statement.rule, statement.confidence)
        found.setdefault(_statement_iri(statement.evidence, encoded), (statement, encoded))
    return found


def kept_quads(article: Article, told: Mapping[str, tuple[Statement, str]]) -> list[Quad]:
    """``article_quads`` of statements that are ``kept`` already.

    Raises:
        ValueError: a statement quotes another article.

    """
    graph = node(iris.article(article.id))
    quads = [Quad(graph, predicate, value, graph) for predicate, value in _metadata(article)]
    quoted: dict[NamedNode, Evidence] = {}
    for iri, (statement, encoded) in told.items():
        if statement.evidence.article != article.id:
            raise ValueError(f"a statement of article {statement.evidence.article} does not belong to {article.id}")
        name, sentence = NamedNode(iri), node(evidence_iri(statement.evidence))
        quoted[sentence] = statement.evidence
        quads.append(Quad(name, _EVIDENCE, sentence, graph))
        quads.append(Quad(name, _FACT, terms.json(encoded), graph))
    for sentence, evidence in quoted.items():
        quads.append(Quad(sentence, node(Gov.exact), terms.text(evidence.exact), graph))
        quads.append(Quad(sentence, node(Gov.startOffset), terms.integer(evidence.span.start), graph))
        if evidence.part != "text":  # by far the most quotes are from the text, so that goes without saying
            quads.append(Quad(sentence, node(Gov.part), terms.text(evidence.part), graph))
    return quads


def read_article(quads: Iterable[Quad]) -> tuple[Article, list[Statement]]:
    """The article and statements whose graph these are; statements in the order of their sentences.

    Raises:
        ValueError: the quads are not the graph of one article.

    """
    nodes: dict[str, dict[str, Literal | NamedNode]] = defaultdict(dict)
    graph = ""
    for quad in quads:
        graph = cast(NamedNode, quad.graph_name).value
        nodes[cast(NamedNode, quad.subject).value][quad.predicate.value] = cast(Literal | NamedNode, quad.object)
    if graph not in nodes:
        raise ValueError(f"not the graph of an article: {graph}")
    article = _article(article_id(graph), nodes[graph])
    return article, sorted(_statements(article.id, nodes), key=_reading_order)


def article_id(article_iri: str) -> str:
    """The id of the article with this IRI."""
    return unquote(article_iri.removeprefix(iris.ID + "article/"))


def _statement_iri(quoted: Evidence, encoded: str) -> str:
    """The IRI of a statement: its fact, its place and its rule are its key."""
    place = f"{quoted.part}.{quoted.span.start}-{quoted.span.end}"
    return iris.within(_article_iri(quoted.article), "statement", iris.digest(encoded, place))


def evidence_iri(evidence: Evidence) -> str:
    """The IRI of a quoted stretch of an article; all statements of one sentence share it."""
    key = f"{evidence.part}.{evidence.span.start}-{evidence.span.end}"
    return iris.within(_article_iri(evidence.article), "evidence", key)


_article_iri = lru_cache(maxsize=1024)(iris.article)


def _metadata(article: Article) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    yield terms.TYPE, node(Gov.Article)
    yield node(Gov.digest), terms.text(article.digest)
    texts = {
        Gov.articleTitle: article.title,
        Gov.articleSummary: article.summary,
        Gov.articleText: article.text,
        Gov.url: article.url,
        Gov.publisher: article.publisher,
    }
    yield from ((node(name), terms.text(value)) for name, value in texts.items() if value)
    if article.published:
        yield node(Gov.published), terms.moment(article.published)


def _article(id_: str, found: dict[str, Literal | NamedNode]) -> Article:
    def value(name: Gov) -> str | None:
        return found[name].value if name in found else None

    published = found.get(Gov.published)
    return Article(
        id=id_,
        text=value(Gov.articleText) or "",
        title=value(Gov.articleTitle) or "",
        summary=value(Gov.articleSummary) or "",
        url=value(Gov.url),
        published=terms.read_moment(published) if isinstance(published, Literal) else None,
        publisher=value(Gov.publisher),
    )


def _statements(article: str, nodes: dict[str, dict[str, Literal | NamedNode]]) -> Iterator[Statement]:
    for found in nodes.values():
        if Gov.fact in found:
            quoted = nodes[found[Gov.evidence].value]
            start, exact = int(quoted[Gov.startOffset].value), quoted[Gov.exact].value
            part = cast(Part, quoted[Gov.part].value) if Gov.part in quoted else "text"
            fact, rule, confidence = decode(found[Gov.fact].value)
            yield Statement(fact, Evidence(article, part, Span(start, start + len(exact)), exact), rule, confidence)


def _reading_order(statement: Statement) -> tuple[str, Span, str]:
    evidence = statement.evidence
    return evidence.part, evidence.span, encode(statement.fact, statement.rule, statement.confidence)
