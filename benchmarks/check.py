"""What `govkg check` costs on a store of made-up articles as dense as agency news, by kind of check.

    python benchmarks/check.py --articles 5000 --facts 30

Prints the quads of the store and the seconds of each part. Exit code 1 if the sound store has a violation.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from govkg import iris
from govkg.check import check
from govkg.graph import inference
from govkg.graph.invariants import invariants
from govkg.graph.knowledge import new_store_quads
from govkg.graph.shapes import shapes
from govkg.model.actors import LegalDocument, Meeting, Organization, Person, Standard
from govkg.model.article import Article
from govkg.model.facts import Adopts, Fact, HoldsPost, IssuedBy, Occurs, Participates, PartOf, Speaks
from govkg.model.interval import Interval, PartialDate
from govkg.model.span import Span
from govkg.model.statement import Evidence, Statement
from govkg.store.base import Change
from govkg.store.embedded import EmbeddedStore

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
GIVEN = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nam", "Phúc", "Sơn", "Thảo", "Vinh")
TITLES = ("Thứ trưởng", "Phó Giám đốc", "Phó Vụ trưởng", "Chuyên viên")
SENTENCE = "Tại hội nghị, đại diện các đơn vị đã báo cáo kết quả và bàn kế hoạch cho năm sau. "


def body(number: int) -> Organization:
    """One of the bodies, each tenth a ministry and the others parts of one."""
    name = f"Bộ Thử số {number}" if number % 10 == 0 else f"Vụ Thử số {number}"
    return Organization(name, iris.organization(name), "ministry" if number % 10 == 0 else "department")


def article(number: int, facts: int, chance: random.Random) -> tuple[Article, list[Statement]]:
    """An article of sentences, each the evidence of about two facts."""
    day = date(2008, 1, 1) + timedelta(days=chance.randrange(5000))
    read = Article(f"bai-{number}", SENTENCE * (facts // 2 + 1), title=f"Bài số {number}", published=day)
    statements = []
    for place, fact in enumerate(told(number, facts, day, chance)):
        start = place // 2 * len(SENTENCE)
        quote = Evidence.quote(read, "text", Span(start, start + len(SENTENCE) - 1))
        statements.append(Statement(fact, quote, "benchmark.rule", 0.9))
    return read, statements


def told(number: int, facts: int, day: date, chance: random.Random) -> Iterator[Fact]:
    """So many facts of the kinds that news of agencies tells."""
    meeting = Meeting(f"m{number}", f"Hội nghị số {number}", "conference")
    yield Occurs(meeting, Interval.on(PartialDate.of(day)), "Hà Nội")
    for place in range(1, facts):
        one = body(chance.randrange(2000))
        person = Person(
            f"{chance.choice(FAMILIES)} {chance.choice(GIVEN)} {chance.choice(GIVEN)} {chance.choice(GIVEN)}"
        )
        match place % 6:
            case 0:
                yield PartOf(body(one_of := chance.randrange(2000) // 10 * 10 + 1), body(one_of - 1))
            case 1 | 2:
                yield HoldsPost(person, chance.choice(TITLES), one)
            case 3:
                yield Participates(meeting, person, "attendee")
            case 4:
                yield Speaks("said", person, f"điều thứ {place}")
            case _:
                named = LegalDocument("plan", f"{chance.randrange(5000)}/KH-THU", None, one.iri)
                yield chance.choice((IssuedBy(named, one), Adopts(Standard("VD 1:2008"), one)))


def timed(name: str, work: Callable[[], object]) -> object:
    """Run and print the seconds."""
    begin = time.perf_counter()
    result = work()
    print(f"{name:32} {time.perf_counter() - begin:8.2f} s")
    return result


def main() -> int:
    """Build the store and time each kind of check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--facts", type=int, default=30, help="facts an article")
    options = parser.parse_args()
    chance = random.Random(1)
    store = EmbeddedStore()
    store.load(new_store_quads(article(number, options.facts, chance) for number in range(options.articles)))
    store.apply(Change(add=inference.infer_store(store)))
    print(f"{options.articles} articles, {options.articles * options.facts} facts, {len(store)} quads")
    timed(f"shapes ({len(shapes())})", lambda: [list(one.breaches(store)) for one in shapes()])
    timed(f"invariants ({len(invariants())})", lambda: [list(one.breaches(store)) for one in invariants()])
    timed("inference", lambda: inference.compare(store))
    found = timed("check, all but the reasoner", lambda: check(store, reasoner=False))
    timed("check, all", lambda: check(store))
    print(f"{len(found)} violations")  # type: ignore[arg-type]
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
