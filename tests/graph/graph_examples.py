"""Articles and statements made by hand or by Hypothesis, and a small set of reference data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from govkg import iris
from govkg.graph.reference import Reference
from govkg.model.article import Article
from govkg.model.facts import Fact
from govkg.model.span import Span
from govkg.model.statement import Evidence, Statement
from govkg.vocabulary import Gov, Rdf

ORGANIZATION = iris.ID + "organization/"


def quote(
    article: Article, facts: Iterable[Fact], *, rule: str = "by-hand", confidence: float = 0.95
) -> list[Statement]:
    """Facts as statements, each quoting the whole text."""
    evidence = Evidence.quote(article, "text", Span(0, len(article.text)))
    return [Statement(fact, evidence, rule, confidence) for fact in facts]


def told(
    name: str, *facts: Fact, published: date | None = None, confidence: float = 0.95
) -> tuple[Article, Sequence[Statement]]:
    """An article of this id that states these facts."""
    article = Article(id=name, text=f"Bài {name} nêu {len(facts)} điều.", published=published)
    return article, quote(article, facts, confidence=confidence)


@cache
def small_reference() -> Reference:
    """A government, two ministries of which one came out of the other, and a department in a province."""
    quads = []

    def body(name: str, label: str, class_: str, parent: str | None = None) -> None:
        node = NamedNode(ORGANIZATION + name)
        quads.append(Quad(node, NamedNode(Rdf.type), NamedNode(class_)))
        quads.append(Quad(node, NamedNode(Rdf.label), Literal(label, language="vi")))
        if parent:
            quads.append(Quad(node, NamedNode(Gov.partOf), NamedNode(ORGANIZATION + parent)))

    body("chinh-phu", "Chính phủ", Gov.Government)
    body("bo-cu", "Bộ Cũ", Gov.Ministry, "chinh-phu")
    body("bo-moi", "Bộ Mới", Gov.Ministry, "chinh-phu")
    body("bo-khac", "Bộ Khác", Gov.Ministry, "chinh-phu")
    body("tinh-nghe-an", "Tỉnh Nghệ An", Gov.Province)
    body("tinh-ha-giang", "Tỉnh Hà Giang", Gov.Province)
    body("ubnd-nghe-an", "Ủy ban nhân dân tỉnh Nghệ An", Gov.LocalGovernment, "tinh-nghe-an")
    change = NamedNode(iris.ID + "reorganization/doi-ten")
    quads.append(Quad(change, NamedNode(Gov.before), NamedNode(ORGANIZATION + "bo-cu")))
    quads.append(Quad(change, NamedNode(Gov.after), NamedNode(ORGANIZATION + "bo-moi")))
    return Reference.of(quads)
