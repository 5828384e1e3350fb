"""How well, how surely and how fast articles are read.

    python benchmarks/extraction.py                      quality on the golden sentences of tests/golden, speed on them
    python benchmarks/extraction.py --eval DIR           also calibration, against DIR/gold/*.json
    python benchmarks/extraction.py --corpus FILE --sample 100   statements to judge, drawn with a fixed seed
    python benchmarks/extraction.py --corpus FILE        speed, memory and floor on a .jsonl(.gz) of articles

The floor is one pass of the gazetteer's automaton alone over the same words; times are of one core (CPU time).
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "golden"))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "extraction"))
from test_golden import KINDS, published
from test_hostile import SEEDS

from govkg.export.facts import describe, facts
from govkg.extraction.gazetteer import gazetteer
from govkg.extraction.lexicon import fields, fold
from govkg.extraction.pipeline import read
from govkg.model.actors import LegalDocument, Meeting, Organization, Person, Standard
from govkg.model.article import Article
from govkg.model.facts import (
    Decides,
    DocumentDated,
    Fact,
    HoldsPost,
    IssuedBy,
    Named,
    Participates,
    PartOf,
)
from govkg.sources.reading import read as sources
from govkg.text.normal import normalize
from govkg.text.words import Words

Row = dict[str, Any]
GOLDEN = Path(__file__).parent.parent / "tests" / "golden"
MEGABYTE = 1_000_000
BINS = (0.0, 0.6, 0.8, 0.85, 0.9, 0.95, 1.01)


def golden() -> Iterator[tuple[Article, Row]]:
    """The golden cases as articles with what they say."""
    for file in sorted(GOLDEN.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1):
            parts = (case["text"], case.get("title", ""), case.get("summary", ""))
            yield Article(f"{file.stem}-{number}", *parts, published=published(case.get("published"))), case["says"]


def quality(cases: Iterable[tuple[Article, Row]]) -> None:
    """Precision, recall and F1 for each kind over the golden cases that are about it."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for article, says in cases:
        found = facts(article, read(article))
        for kind, expected in says.items():
            rows, wanted = Counter(KINDS[kind](found)), Counter(map(str, expected))
            counts[kind]["right"] += (rows & wanted).total()
            counts[kind]["found"] += rows.total()
            counts[kind]["wanted"] += wanted.total()
    print(f"{'kind':16}{'wanted':>8}{'found':>8}{'P':>8}{'R':>8}{'F1':>8}")
    total: Counter[str] = Counter()
    for count in counts.values():
        total += count
    for kind, count in [*counts.items(), ("all", total)]:
        p, r = (count["right"] / max(1, count[key]) for key in ("found", "wanted"))
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        print(f"{kind:16}{count['wanted']:8}{count['found']:8}{p:8.3f}{r:8.3f}{f1:8.3f}")


# calibration: which statements are right by the gold facts of their article


def key(name: object) -> str:
    """A name with its abbreviations written out, folded, without "và"."""
    words = fold(str(name or "")).split()
    at, out = 0, []
    while at < len(words):
        for length in (4, 3, 2, 1):
            full = fields().expansions.get(" ".join(words[at : at + length])) or _SHORT.get(
                " ".join(words[at : at + length])
            )
            if full:
                out += fold(full).split()
                at += length
                break
        else:
            out.append(words[at])
            at += 1
    return " ".join(word for word in out if word != fold("và"))


_SHORT = {fold(short): full for short, full in (
    ("UBND", "Ủy ban nhân dân"), ("HĐND", "Hội đồng nhân dân"), ("TP", "thành phố"), ("ĐH", "Đại học"),
    ("BV", "Bệnh viện"), ("TPHCM", "thành phố Hồ Chí Minh"), ("HCM", "Hồ Chí Minh"), ("TMV", "Thẩm mỹ viện"),
)}  # fmt: skip


class Judge:
    """Says of a fact whether the gold facts hold it; None where they do not tell."""

    def __init__(self, gold: Row, found: Row) -> None:
        self.gold = gold
        self.names: dict[str, str] = {}
        self.optional: set[str] = set()
        for kind in ("persons", "organizations"):
            for row in gold[kind]:
                forms = {key(form) for form in (row["name"], *row["aliases"])}
                self.names.update(dict.fromkeys(forms, row["name"]))
                self.optional |= forms if row.get("optional") else set()
            for row in found[kind]:
                known = next((self.names[k] for k in map(key, (row["name"], *row["aliases"])) if k in self.names), None)
                if known is not None:
                    for form in (row["name"], *row["aliases"]):
                        self.names.setdefault(key(form), known)

    def same(self, name: object) -> str | None:
        return None if name is None else self.names.get(key(name), key(name))

    def _document(self, act: LegalDocument) -> Row | None:
        for row in self.gold["documents"]:
            number = row.get("number")
            if (act.number and number and fold(act.number) == fold(number)) or (
                not (act.number and number) and act.name and row.get("name")
                and (fold(act.name) in fold(row["name"]) or fold(row["name"]) in fold(act.name))
            ):  # fmt: skip
                return row
        return None

    def __call__(self, fact: Fact) -> bool | None:
        gold = self.gold
        match fact:
            case Named(entity=Person() | Organization() as entity):
                return None if key(entity.name) in self.optional else key(entity.name) in self.names
            case Named(entity=LegalDocument() as act):
                return self._document(act) is not None
            case Named(entity=Standard() as standard):
                return any(fold(row["designation"]) == fold(standard.designation) for row in gold["standards"])
            case Named(entity=Meeting() as meeting):
                return any(row["type"] == meeting.type for row in gold["events"])
            case HoldsPost():
                body = None if fact.organization is None else self.same(fact.organization.name)
                row = (self.same(fact.person.name), fold(fact.title), body)
                return row in {(self.same(p["person"]), fold(p["title"]), self.same(p["org"])) for p in gold["posts"]}
            case PartOf():
                pair = (self.same(fact.child.name), self.same(fact.parent.name))
                return pair in {(self.same(p["child"]), self.same(p["parent"])) for p in gold["part_of"]}
            case Participates(role="organizer" | "chair" | "speaker" | "attendee"):
                agent = self.same(fact.agent.name)
                roles = ("organizers", "chairs", "speakers", "attendees")
                same = [event for event in gold["events"] if event["type"] == fact.meeting.type]
                return any(self.same(name) == agent for event in same for role in roles for name in event[role])
            case Decides():
                row = (fact.action, self.same(fact.person.name), fold(fact.title))
                return row in {(d["action"], self.same(d["person"]), fold(d["title"] or "")) for d in gold["decisions"]}
            case IssuedBy():
                row = self._document(fact.document)
                return bool(row and row.get("issuer") and self.same(row["issuer"]) == self.same(fact.issuer.name))
            case DocumentDated(event="issued") if fact.date.is_day:
                row = self._document(fact.document)
                return bool(row and row.get("date") == str(fact.date))
        return None


def calibration(cases: Iterable[tuple[Article, Row]]) -> None:
    """How often statements are right, by their confidence and by their rule."""
    bins: dict[float, Counter[bool]] = defaultdict(Counter)
    by_rule: dict[tuple[str, float], Counter[bool]] = defaultdict(Counter)
    for article, gold in cases:
        statements = read(article)
        judge = Judge(gold, facts(article, statements))
        for statement in statements:
            right = judge(statement.fact)
            if right is not None:
                low = max(bound for bound in BINS if bound <= statement.confidence)
                bins[low][right] += 1
                by_rule[statement.rule, statement.confidence][right] += 1
    print(f"\n{'confidence':16}{'judged':>8}{'right':>8}{'share':>8}")
    sure: Counter[bool] = Counter()
    for low, high in pairwise(BINS):
        count = bins[low]
        sure += count if low >= 0.9 else Counter()
        if count:
            print(
                f"{low:.2f} to {min(high, 1):.2f}{count.total():>10}{count[True]:>8}{count[True] / count.total():>8.3f}"
            )
    print(f"{'0.90 and more':16}{sure.total():8}{sure[True]:8}{sure[True] / max(1, sure.total()):8.3f}")
    print(f"\n{'rule':34}{'says':>6}{'judged':>8}{'right':>8}{'share':>8}")
    for (rule, confidence), count in sorted(by_rule.items()):
        print(f"{rule:34}{confidence:6.2f}{count.total():8}{count[True]:8}{count[True] / count.total():8.3f}")


# speed


def articles(path: Path) -> list[Article]:
    """The articles of a file or folder."""
    return [each for each in sources([path]) if isinstance(each, Article)]


def sample(corpus: list[Article], count: int, seed: int) -> None:
    """A fixed sample of statements with what a person needs to judge them."""
    drawn = random.Random(seed).sample([each for article in corpus for each in read(article)], count)
    for number, statement in enumerate(drawn, 1):
        said = {name: value for name, value in describe(statement.fact).items() if name != "stated"}
        print(f"{number:3} {said} [{statement.rule} {statement.confidence}]\n    {statement.evidence.exact[:400]}")


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def floor(words: list[Words]) -> int:
    known = gazetteer()
    return sum(known.scan(each) for each in words)


def read_all(batch: list[Article]) -> int:
    return sum(len(read(article)) for article in batch)


def speed(corpus: list[Article]) -> None:
    """Articles a second, peak memory, the ratio to the floor, growth with length, and two processes."""
    read_all(corpus[:20])
    size = sum(len(article.text) for article in corpus)
    statements = 0

    def whole() -> None:
        nonlocal statements
        statements = read_all(corpus)

    took = seconds(whole)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    words = [Words.of(normalize(article.text)) for article in corpus]
    least = seconds(lambda: floor(words))
    print(f"\n{len(corpus)} articles, {size / len(corpus):.0f} characters each, {statements} statements")
    print(f"{len(corpus) / took:.0f} articles a second on one core, {1000 * took / len(corpus):.2f} ms each")
    print(f"peak memory {memory:.0f} MB")
    print(f"floor (automaton alone) {1000 * least / len(corpus):.3f} ms; the whole takes {took / least:.0f} times that")
    sample = corpus[: min(400, len(corpus))]
    long = [Article(str(n), "\n".join(a.text for a in sample[n : n + 10])) for n in range(0, len(sample) - 9, 10)]
    apart, joined = seconds(lambda: read_all(sample[: len(long) * 10])), seconds(lambda: read_all(long))
    print(f"an article ten times as long takes {10 * joined / apart:.1f} times as long")
    half = len(corpus) // 2
    start = time.perf_counter()
    read_all(corpus)
    alone = time.perf_counter() - start
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(read_all, [corpus[:20], corpus[20:40]]))  # the workers load their data
        start = time.perf_counter()
        list(pool.map(read_all, [corpus[:half], corpus[half:]]))
        together = time.perf_counter() - start
    print(f"two processes are {alone / together:.2f} times as fast as one")


def hurt() -> None:
    """Processor seconds for a megabyte of each input that is made to hurt, the slowest first (bound 3 s)."""
    print("\na megabyte made to hurt")
    rows = []
    for name, seed in SEEDS.items():
        article = Article(name, seed * (MEGABYTE // len(seed.encode())))
        begin = time.process_time()
        read(article)
        rows.append((time.process_time() - begin, name))
    for seconds, name in sorted(rows, reverse=True)[:8]:
        print(f"  {name:<14} {seconds:5.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, help="a folder with articles/*.json and gold/*.json")
    parser.add_argument("--corpus", type=Path, help="a .jsonl or .jsonl.gz of articles, for speed")
    parser.add_argument("--sample", type=int, metavar="N", help="only print N statements of the corpus to judge")
    parser.add_argument("--seed", type=int, default=2013, help="of the sample")
    args = parser.parse_args()
    if args.sample and args.corpus:
        sample(articles(args.corpus), args.sample, args.seed)
        return
    print("golden sentences of the project")
    quality(golden())
    if args.eval:
        golds = {file.stem: json.loads(file.read_text("utf-8")) for file in sorted((args.eval / "gold").glob("*.json"))}
        calibration([(each, golds[each.id]) for each in articles(args.eval / "articles")])
    corpus = articles(args.corpus) if args.corpus else [article for article, _ in golden()]
    speed(corpus)
    hurt()


if __name__ == "__main__":
    main()
