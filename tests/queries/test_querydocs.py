from __future__ import annotations

from pathlib import Path

from govkg.lookup import KnowledgeGraph
from govkg.queries import library
from govkg.querydocs import _columns, page
from govkg.results import Result

DOCUMENT = Path(__file__).parents[2] / "docs" / "queries.md"


def test_the_page_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == page(), "run: python -m govkg.querydocs > docs/queries.md"


def test_the_columns_are_those_of_the_answer(example: KnowledgeGraph) -> None:
    for query in library().values():
        if query.federated:
            continue
        answer = query.run(example.store, example.index, **query.example())
        assert isinstance(answer, Result)
        assert tuple(_columns(query)) == answer.variables
