"""Bodies that have had one name at different times, under different wholes."""

from __future__ import annotations

from datetime import date

import pytest

from govkg.extraction.pipeline import read
from govkg.model.actors import Organization
from govkg.model.article import Article
from govkg.model.facts import Named

AT_INFORMATION = "cuc-vien-thong-bo-thong-tin-va-truyen-thong"
AT_SCIENCE = "cuc-vien-thong-bo-khoa-hoc-va-cong-nghe"
ALONE = "Cục Viễn thông họp sáng nay."


@pytest.mark.parametrize(
    ("text", "published", "iri"),
    [
        (ALONE, date(2013, 5, 6), AT_INFORMATION),
        (ALONE, date(2025, 3, 1), AT_SCIENCE),
        (ALONE, date(2025, 2, 28), AT_INFORMATION),
        (ALONE + " Bộ Khoa học và Công nghệ dự.", date(2013, 5, 6), AT_INFORMATION),
        ("Cục Viễn thông, Bộ Khoa học và Công nghệ, họp.", None, AT_SCIENCE),
        (ALONE, None, AT_INFORMATION),
    ],
)
def test_the_body_of_the_time_is_meant(text: str, published: date | None, iri: str) -> None:
    facts = [statement.fact for statement in read(Article("a", text, published=published))]
    named = [fact.entity for fact in facts if isinstance(fact, Named) and isinstance(fact.entity, Organization)]
    assert [body.iri.rsplit("/", 1)[-1] for body in named if body.name == "Cục Viễn thông"] == [iri]
