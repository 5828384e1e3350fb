"""Golden sentences: what a short text says, kind by kind, against what is read from it.

Each case of ``*.yaml`` here has a ``text`` (optionally ``title``, ``summary``, ``published``) and under
``says`` the kinds that it is about. A kind that is listed must be read exactly, no more and no less;
kinds that are not listed do not matter to the case. A row is one line, its fields apart by " | ".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from govkg.export.facts import facts
from govkg.extraction.pipeline import read
from govkg.model.article import Article

Row = dict[str, Any]
HERE = Path(__file__).parent


def line(*fields: object) -> str:
    return " | ".join("-" if field is None else str(field) for field in fields)


def posts(found: Row) -> Iterator[str]:
    for row in found["posts"]:
        status = () if row["status"] == "current" else (row["status"],)
        yield line(row["person"], row["title"], row["org"], *status)


def tenures(found: Row) -> Iterator[str]:
    for row in found["posts"]:
        yield line(row["person"], row["title"], row["status"], row.get("stated"))


def participations(found: Row) -> Iterator[str]:
    for event in found["events"]:
        for role in ("organizers", "chairs", "speakers", "attendees", "invited", "absent"):
            yield from (line(event["type"], role, agent) for agent in event[role])


KINDS: dict[str, Callable[[Row], Iterator[str]]] = {
    "persons": lambda found: (row["name"] for row in found["persons"]),
    "organizations": lambda found: (row["name"] for row in found["organizations"]),
    "kinds": lambda found: (line(row["name"], row["kind"]) for row in found["organizations"]),
    "aliases": lambda found: (
        line(row["name"], alias)
        for kind in ("persons", "organizations")
        for row in found[kind]
        for alias in row["aliases"]
    ),
    "posts": posts,
    "tenures": tenures,
    "part_of": lambda found: (line(row["child"], row["parent"]) for row in found["part_of"]),
    "events": lambda found: (line(row["type"], row["date"], row["name"]) for row in found["events"]),
    "status": lambda found: (line(row["type"], row["status"]) for row in found["events"]),
    "places": lambda found: (line(row["type"], row["place"]) for row in found["events"]),
    "participations": participations,
    "documents": lambda found: (
        line(row["type"], row["number"] or row["name"], row["status"]) for row in found["documents"]
    ),
    "issued": lambda found: (
        line(row["number"] or row["name"], row["issuer"], row["date"]) for row in found["documents"]
    ),
    "effects": lambda found: (
        line(row["number"] or row["name"], row["effective"]) for row in found["documents"] if row.get("effective")
    ),
    "relations": lambda found: (
        line(row["number"] or row["name"], other["relation"], other["other"])
        for row in found["documents"]
        for other in row["relations"]
    ),
    "standards": lambda found: (row["designation"] for row in found["standards"]),
    "adoptions": lambda found: (
        line(row["designation"], adopter)
        for row in found["standards"]
        for adopter in (*row["adopters"], *row["groups"])
    ),
    "decisions": lambda found: (
        line(row["action"], row["person"], row["title"], row["by"], row["date"]) for row in found["decisions"]
    ),
    "speeches": lambda found: (
        line(row["kind"], row["speaker"], row["addressee"], row["content"]) for row in found["speeches"]
    ),
    "topics": lambda found: (line(row["kind"], row["name"], row["org"]) for row in found["topics"]),
}


def cases() -> Iterator[Any]:
    for file in sorted(HERE.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1):
            yield pytest.param(case, id=f"{file.stem}-{number}")


def published(value: object) -> date | None:
    return value if value is None or isinstance(value, date) else datetime.fromisoformat(str(value))


@pytest.mark.parametrize("case", list(cases()))
def test_golden(case: Row) -> None:
    unknown = (
        case.keys() - {"text", "title", "summary", "published", "says", "why"} | case["says"].keys() - KINDS.keys()
    )
    assert not unknown
    article = Article(
        "golden",
        case["text"],
        case.get("title", ""),
        case.get("summary", ""),
        published=published(case.get("published")),
    )
    statements = read(article)
    assert all(statement.evidence.holds(article) for statement in statements)
    found = facts(article, statements)
    for kind, expected in case["says"].items():
        assert sorted(KINDS[kind](found)) == sorted(expected), kind
