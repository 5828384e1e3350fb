"""There is no statement without evidence, and no evidence that the article does not hold."""

import pytest

from govkg.model.actors import Person
from govkg.model.article import Article
from govkg.model.facts import Named
from govkg.model.span import Span
from govkg.model.statement import Evidence, Statement

ARTICLE = Article("a", "Ông Nguyễn Văn Mẫu phát biểu.", title="Tin")


def test_a_quote_is_what_stands_there() -> None:
    evidence = Evidence.quote(ARTICLE, "text", Span(4, 18))
    assert evidence.exact == "Nguyễn Văn Mẫu"
    assert evidence.holds(ARTICLE)
    assert not evidence.holds(Article("a", "Bà Nguyễn Văn Mẫu phát biểu."))
    assert not evidence.holds(Article("b", ARTICLE.text))


@pytest.mark.parametrize("span", [Span(0, 0), Span(0, 999), Span(40, 41)])
def test_a_quote_beyond_the_text_cannot_be_made(span: Span) -> None:
    with pytest.raises(ValueError, match="no characters"):
        Evidence.quote(ARTICLE, "text", span)


@pytest.mark.parametrize(("rule", "confidence"), [("", 0.5), ("r", 0.0), ("r", 1.1)])
def test_a_statement_names_its_rule_and_a_confidence(rule: str, confidence: float) -> None:
    evidence = Evidence.quote(ARTICLE, "text", Span(0, 3))
    with pytest.raises(ValueError, match=r"rule|confidence"):
        Statement(Named(Person("Nguyễn Văn Mẫu"), "Mẫu"), evidence, rule, confidence)


def test_a_title_that_opens_the_text_is_read_once() -> None:
    assert [part for part, _ in ARTICLE.parts()] == ["title", "text"]
    assert [part for part, _ in Article("a", "Tin\nÔng A.", title="Tin").parts()] == ["text"]


def test_the_digest_is_of_all_that_was_read() -> None:
    assert ARTICLE.digest == Article("a", ARTICLE.text, title="Tin").digest
    assert ARTICLE.digest != Article("a", ARTICLE.text, title="Tin khác").digest
