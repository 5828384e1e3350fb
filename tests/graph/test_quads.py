"""The graph of an article: what lies in it, what is shared, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from govkg import iris
from govkg.graph.encoding import decode, encode
from govkg.graph.quads import article_quads, read_article
from govkg.model.actors import Organization, Person
from govkg.model.article import Article
from govkg.model.facts import HoldsPost, Named
from govkg.model.interval import Interval, PartialDate
from govkg.model.span import Span
from govkg.model.statement import Evidence, Statement
from govkg.vocabulary import Gov

TEXT = "Bộ trưởng Bộ Mẫu Hà Văn Mẫu họp.\r\nÔng Mẫu nói: “được”. 👍"  # the last letters decomposed, with CR LF
ARTICLE = Article(id="báo/1 a", text=TEXT, title="Họp 'Mẫu'", published=date(2012, 3, 4), publisher="Báo Mẫu")
PERSON = Person("Hà Văn Mẫu")


def stated() -> list[Statement]:
    first, title = Evidence.quote(ARTICLE, "text", Span(0, 32)), Evidence.quote(ARTICLE, "title", Span(0, 9))
    body = Organization("Bộ Mẫu", iris.organization("Bộ Mẫu"), "ministry")
    return [
        Statement(Named(PERSON, "Hà Văn Mẫu"), first, "names", 0.9),
        Statement(HoldsPost(PERSON, "Bộ trưởng", body, "acting", Interval(PartialDate(2011, 2))), first, "posts", 1.0),
        Statement(Named(PERSON, "Mẫu"), title, "names", 0.9),
    ]


def test_texts_and_offsets_are_those_of_the_source() -> None:
    quads = article_quads(ARTICLE, stated())
    values = {(quad.subject.value, quad.predicate.value): quad.object.value for quad in quads}
    article = iris.article(ARTICLE.id)
    assert values[article, Gov.articleText] == TEXT
    assert {quad.graph_name.value for quad in quads} == {article}
    for (subject, predicate), exact in values.items():
        if predicate == Gov.exact:
            part = values.get((subject, Gov.part), "text")
            start = int(values[subject, Gov.startOffset])
            assert ARTICLE.part(part)[start : start + len(exact)] == exact  # type: ignore[arg-type]


def test_statements_of_a_sentence_share_their_evidence() -> None:
    quads = article_quads(ARTICLE, stated())
    assert sum(quad.predicate.value == Gov.evidence for quad in quads) == 3
    assert sum(quad.predicate.value == Gov.exact for quad in quads) == 2


def test_a_statement_given_twice_counts_once() -> None:
    assert article_quads(ARTICLE, [*stated(), *stated()]) == article_quads(ARTICLE, stated())


def test_reading_back_gives_the_article_and_its_statements() -> None:
    article, statements = read_article(article_quads(ARTICLE, stated()))
    assert article == ARTICLE
    assert set(statements) == set(stated())
    assert [statement.evidence.part for statement in statements] == ["text", "text", "title"]


def test_a_statement_of_another_article_is_refused() -> None:
    with pytest.raises(ValueError, match="does not belong"):
        article_quads(Article(id="other", text=TEXT), stated())


def test_quads_of_no_article_are_refused() -> None:
    quads = [quad for quad in article_quads(ARTICLE, stated()) if quad.subject.value != iris.article(ARTICLE.id)]
    with pytest.raises(ValueError, match="not the graph of an article"):
        read_article(quads)


def test_a_fact_names_its_kind_first_and_its_reading_last() -> None:
    written = encode(Named(PERSON, "Mẫu"), "names", 0.9)
    assert written.startswith('{"@type":"Named"')
    assert written.endswith('"@rule":"names","@confidence":0.9}')
    assert decode(written) == (Named(PERSON, "Mẫu"), "names", 0.9)


@pytest.mark.parametrize("text", ['{"@type":"Nothing"}', '{"@type":"Named","body":1}', "{}"])
def test_what_is_no_fact_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a fact"):
        decode(text)
