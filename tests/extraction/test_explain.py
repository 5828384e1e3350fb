from govkg.extraction.explain import explain
from govkg.model.article import Article
from govkg.model.facts import HoldsPost

ARTICLE = Article("a", "Trời đẹp.\r\nThứ trưởng Bộ Y tế Lê Quang Minh nói. Ông Minh về.")


def test_each_sentence_with_what_it_names_and_states() -> None:
    first, second = explain(ARTICLE)
    assert first.sentence == "Thứ trưởng Bộ Y tế Lê Quang Minh nói."
    assert [(mark.text, mark.form, mark.entity) for mark in first.marked] == [
        ("Thứ trưởng Bộ Y tế", "title", "Lê Quang Minh"),
        ("Bộ Y tế", "name", "Bộ Y tế"),
        ("Lê Quang Minh", "name", "Lê Quang Minh"),
    ]
    assert any(isinstance(statement.fact, HoldsPost) for statement in first.statements)
    assert [mark.text for mark in second.marked] == ["Minh"]


def test_spans_point_into_the_source() -> None:
    for explanation in explain(ARTICLE):
        assert explanation.span.of(ARTICLE.text) == explanation.sentence
        for mark in explanation.marked:
            assert mark.span.of(ARTICLE.text) == mark.text
