"""What one member of a list needs is read for the whole list: the number of queries does not grow with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govkg import iris
from govkg.lookup import KnowledgeGraph
from govkg.search import SearchIndex
from govkg.store.base import Answer, Term
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Gov, Rdf, Xsd

BODY = iris.ID + "organization/big"
MEETING = iris.ID + "meeting/big"


class Counting(EmbeddedStore):
    """Counts the queries that it is asked."""

    asked = 0

    def query(self, text: str, *, substitutions: Mapping[str, Term] | None = None) -> Answer:
        self.asked += 1
        return super().query(text, substitutions=substitutions)


def crowd(people: int) -> Counting:
    """A meeting of so many people, each in a post of a body of its own, each on a sentence of its own."""
    store, article = Counting(None), iris.article("one")
    day = Literal("2012-05-20", datatype=NamedNode(Xsd.date))
    rows: list[tuple[str, str, str | Literal]] = [
        (MEETING, Rdf.type, Gov.Meeting),
        (MEETING, Rdf.label, Literal("Hội nghị lớn", language="vi")),
        (MEETING, Gov.begin, day),
    ]
    said: list[tuple[str, str, str | Literal]] = [(article, Gov.published, day), (article, Rdf.type, Gov.Article)]
    for n in range(people):
        person, post, tenure, part, body = (
            f"{iris.ID}{kind}/{n}" for kind in ("person", "post", "tenure", "participation", "organization")
        )
        statement, sentence = iris.within(article, "statement", str(n)), iris.within(article, "evidence", str(n))
        rows += [
            (person, Rdf.type, Gov.Official),
            (person, Rdf.label, Literal(f"Người {n}", language="vi")),
            (body, Rdf.type, Gov.Department),
            (body, Rdf.label, Literal(f"Vụ {n}", language="vi")),
            (post, Rdf.type, Gov.Post),
            (post, Rdf.label, Literal(f"Vụ trưởng Vụ {n}", language="vi")),
            (post, Gov.postIn, body),
            (tenure, Rdf.type, Gov.Tenure),
            (tenure, Gov.holder, person),
            (tenure, Gov.inPost, post),
            (tenure, Gov.restsOn, statement),
            (part, Rdf.type, Gov.Participation),
            (part, Gov.event, MEETING),
            (part, Gov.participant, person),
            (part, Gov.restsOn, statement),
        ]
        fact = '{"@type":"HoldsPost","@rule":"test","@confidence":0.9}'
        said += [
            (statement, Gov.evidence, sentence),
            (statement, Gov.fact, Literal(fact, datatype=NamedNode(Rdf.JSON))),
            (sentence, Gov.startOffset, Literal(n)),
            (sentence, Gov.exact, Literal(f"Câu {n}.")),
        ]
    graph = NamedNode(article)
    store.load(Quad(NamedNode(s), NamedNode(p), o if isinstance(o, Literal) else NamedNode(o)) for s, p, o in rows)
    store.load(
        Quad(NamedNode(s), NamedNode(p), o if isinstance(o, Literal) else NamedNode(o), graph) for s, p, o in said
    )
    return store


WALKS: dict[str, tuple[Callable[[KnowledgeGraph], object], int]] = {
    "names of participants": (lambda kg: [agent.name for agent in kg.meeting(MEETING).participants], 4),
    "posts and bodies of all participants": (
        lambda kg: [
            (tenure.post, tenure.organization and tenure.organization.name)
            for each in kg.meeting(MEETING).participations
            if each.participant is not None
            for tenure in each.participant.tenures  # type: ignore[union-attr]
        ],
        8,
    ),
    "sentences of all participations": (
        lambda kg: [each.evidence[0].quote for each in kg.meeting(MEETING).participations],
        6,
    ),
    "the full record": (lambda kg: kg.show(MEETING).to_dict(), 9),
}


@pytest.mark.parametrize("name", WALKS)
def test_queries_do_not_grow_with_the_list(name: str) -> None:
    walk, most = WALKS[name]
    asked = []
    for people in (2, 40):
        with crowd(people) as store:
            kg = KnowledgeGraph(store, SearchIndex.__new__(SearchIndex))  # IRIs need no index
            assert walk(kg)
            asked.append(store.asked)
    assert asked[0] == asked[1] <= most


def test_more_siblings_than_a_batch_are_all_read() -> None:
    with crowd(1205) as store:
        meeting = KnowledgeGraph(store, SearchIndex.__new__(SearchIndex)).meeting(MEETING)
        assert len({agent.name for agent in meeting.participants}) == 1205
        assert len({each.evidence[0].quote for each in meeting.participations}) == 1205
