"""Lookups, named queries and search at scale.

    python benchmarks/lookup.py            # a graph of a million quads in the layout of docs/graph.md
    python benchmarks/lookup.py --search   # also an index of a million labels

Prints medians and tails in milliseconds on the machine that it runs on, and beside them the processor time of this
process ("work"), which says more on a busy machine; nothing here is a test.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from govkg import iris, resources
from govkg.folding import bare
from govkg.lookup import KnowledgeGraph
from govkg.queries import library
from govkg.search import Entry
from govkg.search.engine import Engine
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Gov, Rdf, Xsd, concept

SURNAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Đinh", "Đoàn", "Trịnh", "Mai",
)  # fmt: skip
MIDDLES = (
    "Văn", "Thị", "Đức", "Minh", "Quang", "Hữu", "Thanh", "Ngọc", "Xuân", "Hồng", "Kim", "Quốc", "Đình",
    "Công", "Bá", "Thế", "Anh", "Gia", "Như", "Hoài",
)  # fmt: skip
GIVEN = (
    "An", "Anh", "Ánh", "Bình", "Châu", "Chi", "Cường", "Dũng", "Duy", "Đạt", "Giang", "Hà", "Hải", "Hạnh",
    "Hiếu", "Hoa", "Hòa", "Huệ", "Hùng", "Hương", "Khánh", "Khoa", "Lan", "Lâm", "Linh", "Long", "Mai",
    "Minh", "Nam", "Nga", "Nghĩa", "Nhung", "Oanh", "Phong", "Phúc", "Phương", "Quân", "Quý", "Sơn", "Tâm",
    "Thảo", "Thành", "Thắng", "Thủy", "Trang", "Trung", "Tuấn", "Tùng", "Vân", "Việt", "Vinh", "Yến",
)  # fmt: skip
UNITS = (
    "Vụ Pháp chế",
    "Vụ Tổ chức cán bộ",
    "Văn phòng",
    "Thanh tra",
    "Cục Công nghệ thông tin",
    "Vụ Kế hoạch - Tài chính",
)
FIELDS = (
    "y tế", "giáo dục", "xây dựng", "giao thông", "nông nghiệp", "khoa học", "công nghệ", "môi trường",
    "lao động", "văn hóa",
)  # fmt: skip
TITLES = (
    ("Bộ trưởng", "bo-truong"),
    ("Thứ trưởng", "thu-truong"),
    ("Vụ trưởng", "vu-truong"),
    ("Giám đốc", "giam-doc"),
)


class Writer:
    """Collects the quads of one graph of knowledge, with an article for every few facts."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.quads: list[Quad] = []
        self.articles = 0
        self._article = ""
        self._left = 0
        self._sentence = 0
        self._text = 0
        self._rests: dict[str, None] = {}

    def add(self, subject: str, properties: Sequence[tuple[str, str | Literal]], graph: str | None = None) -> None:
        name = NamedNode(graph) if graph else ox.DefaultGraph()
        for property_, value in properties:
            term = value if isinstance(value, Literal) else NamedNode(value)
            self.quads.append(Quad(NamedNode(subject), NamedNode(property_), term, name))

    def say(self, kind: str, *nodes: str, day: str) -> None:
        """One statement on which nodes rest."""
        if self._left == 0:
            self._new_article(day)
        self._left -= 1
        article = self._article
        statement = iris.within(article, "statement", f"{self._left}")
        if self._left % 2 == 0:
            self._sentence += 1
            length = self.random.randint(60, 240)
            self.add(
                iris.within(article, "evidence", str(self._sentence)),
                [
                    (Gov.startOffset, Literal(self._text)),
                    (Gov.exact, Literal("Câu văn của bài báo, dài như trong thực tế. " * (length // 44 + 1))),
                ],
                article,
            )
            self._text += length
        read = f'{{"@type":"{kind}","@rule":"benchmark","@confidence":0.95}}'
        said = Literal(read, datatype=NamedNode(Rdf.JSON))
        evidence = iris.within(article, "evidence", str(self._sentence))
        self.add(statement, [(Gov.evidence, evidence), (Gov.fact, said)], article)
        for node in nodes:
            self.add(node, [(Gov.restsOn, statement)])

    def _new_article(self, day: str) -> None:
        self.articles += 1
        self._article, self._left, self._text = iris.article(f"b{self.articles}"), 12, 0
        self.add(
            self._article,
            [
                (Rdf.type, Gov.Article),
                (Gov.articleTitle, Literal(f"Bài báo số {self.articles}")),
                (Gov.url, Literal(f"https://news.example.org/b{self.articles}")),
                (Gov.published, Literal(day, datatype=NamedNode(Xsd.date))),
                (Gov.publisher, Literal("Báo Mẫu")),
                (Gov.digest, Literal(f"{self.articles:032x}")),
                (Gov.articleText, Literal("Bài báo. " * 300)),
            ],
            self._article,
        )


def graph(scale: int, seed: int = 1) -> list[Quad]:
    """A graph of about ``scale`` quads; the ontology is not among them."""
    writer, chance = Writer(seed), random.Random(seed + 1)
    size = max(scale // 750, 10)
    bodies = _bodies(writer, chance, size)
    people, posts = _people(writer, chance, size, bodies)
    _meetings(writer, chance, size, people, bodies)
    _documents(writer, chance, size, people, bodies)
    _acts(writer, chance, size, people, bodies, posts)
    return writer.quads


def _day(chance: random.Random) -> str:
    return f"{chance.randint(2008, 2025)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def _date(day: str) -> Literal:
    return Literal(day, datatype=NamedNode(Xsd.date))


def _vi(text: str) -> Literal:
    return Literal(text, language="vi")


def _bodies(writer: Writer, chance: random.Random, size: int) -> list[tuple[str, str]]:
    top = iris.ID + "organization/chinh-phu"
    writer.add(top, [(Rdf.type, Gov.Government), (Rdf.label, _vi("Chính phủ"))])
    bodies = [(top, "Chính phủ")]
    for number in range(max(size // 10, 5)):
        name = f"Bộ {' và '.join(chance.sample(FIELDS, 2))} {number}"
        ministry = iris.organization(name)
        writer.add(ministry, [(Rdf.type, Gov.Ministry), (Rdf.label, _vi(name)), (Gov.partOf, top)])
        writer.add(ministry, [("http://www.w3.org/2004/02/skos/core#altLabel", _vi(f"Bộ {number}"))])
        writer.say("Named", ministry, day=_day(chance))
        bodies.append((ministry, name))
        for unit in UNITS * 2:
            name_of_unit = unit if unit in dict(bodies).values() else f"{unit} {number}"
            iri = iris.organization(name_of_unit, ministry)
            writer.add(iri, [(Rdf.type, Gov.Department), (Rdf.label, _vi(name_of_unit)), (Gov.partOf, ministry)])
            writer.say("PartOf", iri, day=_day(chance))
            bodies.append((iri, name_of_unit))
    return list(dict.fromkeys(bodies))


def _people(
    writer: Writer, chance: random.Random, size: int, bodies: Sequence[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    posts: dict[str, None] = {}
    people = []
    for number in range(size * 8):
        name = f"{chance.choice(SURNAMES)} {chance.choice(MIDDLES)} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}"
        person = f"{iris.ID}person/{number}"
        writer.add(person, [(Rdf.type, Gov.Official), (Rdf.label, _vi(name))])
        people.append(person)
        for _ in range(chance.choice((1, 1, 2, 3))):
            body, called = chance.choice(bodies)
            title, role = chance.choice(TITLES)
            post, tenure = iris.post(title, body), f"{iris.ID}tenure/{len(writer.quads)}"
            if post not in posts:
                posts[post] = None
                writer.add(post, [(Rdf.type, Gov.Post), (Rdf.label, _vi(f"{title} {called}")), (Gov.postIn, body)])
                writer.add(post, [(Gov.postTitle, Literal(title)), (Gov.postRole, concept("post-role", role))])
            first, last = sorted((_day(chance), _day(chance)))
            writer.add(tenure, [(Rdf.type, Gov.Tenure), (Gov.holder, person), (Gov.inPost, post)])
            writer.add(tenure, [(Gov.tenureStatus, concept("tenure-status", "current"))])
            writer.add(tenure, [(Gov.observedFirst, _date(first)), (Gov.observedLast, _date(last))])
            for _ in range(chance.choice((1, 1, 2))):
                writer.say("HoldsPost", tenure, person, post, day=first)
    return people, list(posts)


def _meetings(
    writer: Writer, chance: random.Random, size: int, people: Sequence[str], bodies: Sequence[tuple[str, str]]
) -> None:
    for number in range(size * 5):
        meeting, day = f"{iris.ID}meeting/{number}", _day(chance)
        writer.add(
            meeting, [(Rdf.type, Gov.Meeting), (Rdf.label, _vi(f"Hội nghị {chance.choice(FIELDS)} lần {number}"))]
        )
        writer.add(meeting, [(Gov.meetingType, concept("meeting-type", "conference")), (Gov.begin, _date(day))])
        writer.add(meeting, [(Gov.meetingStatus, concept("meeting-status", "held")), (Gov.end, _date(day))])
        writer.say("Occurs", meeting, day=day)
        for role in ("organizer", "chair", "speaker", "attendee", "attendee"):
            agent = chance.choice(bodies)[0] if role == "organizer" else chance.choice(people)
            part = f"{iris.ID}participation/{number}-{len(writer.quads)}"
            writer.add(part, [(Rdf.type, Gov.Participation), (Gov.event, meeting), (Gov.participant, agent)])
            writer.add(part, [(Gov.participationRole, concept("participation-role", role))])
            writer.say("Participates", part, agent, meeting, day=day)


def _documents(
    writer: Writer, chance: random.Random, size: int, people: Sequence[str], bodies: Sequence[tuple[str, str]]
) -> None:
    before: list[str] = []
    for number in range(size * 5):
        day, body = _day(chance), chance.choice(bodies)[0]
        name = f"{number}/{day[:4]}/" + (f"QH{chance.randint(11, 15)}" if number % 20 == 0 else "NĐ-CP")
        document = iris.document("decree", name, None, body)
        writer.add(
            document, [(Rdf.type, Gov.Decree), (Rdf.label, _vi(f"Nghị định {name}")), (Gov.number, Literal(name))]
        )
        writer.add(document, [(Gov.documentType, concept("document-type", "decree")), (Gov.issuer, body)])
        writer.add(document, [(Gov.issuedOn, _date(day)), (Gov.documentStatus, concept("document-status", "adopted"))])
        writer.say("IssuedBy", document, body, day=day)
        writer.say("DocumentDated", document, day=day)
        if before:
            relation = chance.choice((Gov.basedOn, Gov.amends, Gov.cites))
            writer.add(document, [(relation, chance.choice(before[-200:])), (Gov.signer, chance.choice(people))])
            writer.say("DocumentRelates", document, day=day)
        before.append(document)


def _acts(
    writer: Writer,
    chance: random.Random,
    size: int,
    people: Sequence[str],
    bodies: Sequence[tuple[str, str]],
    posts: Sequence[str],
) -> None:
    for number in range(size * 2):
        person, body, day = chance.choice(people), chance.choice(bodies)[0], _day(chance)
        speech, decision, topic = (f"{iris.ID}{kind}/{number}" for kind in ("speech", "decision", "shortcoming"))
        writer.add(speech, [(Rdf.type, Gov.SpeechAct), (Gov.speaker, person), (Gov.addressee, body)])
        writer.add(speech, [(Gov.speechKind, concept("speech-kind", "asked")), (Gov.content, Literal("rà soát"))])
        writer.say("Speaks", speech, person, day=day)
        writer.add(decision, [(Rdf.type, Gov.PersonnelDecision), (Gov.concerns, person), (Gov.decidedOn, _date(day))])
        writer.add(
            decision, [(Gov.action, concept("decision-action", "appoint")), (Gov.decidedPost, chance.choice(posts))]
        )
        writer.say("Decides", decision, person, day=day)
        writer.add(topic, [(Rdf.type, Gov.Shortcoming), (Rdf.label, _vi(f"hạn chế số {number}")), (Gov.topicOf, body)])
        writer.say("Concerns", topic, body, day=day)
        if number % 10 == 0:
            standard, adoption = iris.standard(f"ISO {number}:2008"), f"{iris.ID}adoption/{number}"
            writer.add(standard, [(Rdf.type, Gov.Standard), (Rdf.label, Literal(f"ISO {number}:2008"))])
            writer.add(
                adoption, [(Rdf.type, Gov.StandardAdoption), (Gov.standardAdopted, standard), (Gov.adopter, body)]
            )
            writer.say("Adopts", adoption, standard, body, day=day)
        if number % 50 == 0:
            conflict = f"{iris.ID}conflict/{number}"
            writer.add(
                conflict, [(Rdf.type, Gov.Conflict), (Gov.conflictOf, person), (Gov.conflictProperty, Rdf.label)]
            )
            for rank in (1, 2):
                candidate = f"{conflict}/{rank}"
                writer.add(conflict, [(Gov.candidate, candidate)] + ([(Gov.preferred, candidate)] if rank == 1 else []))
                writer.add(candidate, [(Rdf.type, Gov.Candidate), (Gov.candidateValue, Literal(f"Tên {rank}"))])
                writer.say("Named", candidate, day=day)


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of many runs: by the clock in rising order, and the median of this process's own work."""

    clock: tuple[float, ...]
    work: float

    @property
    def median(self) -> float:
        return self.tail(0.5)

    def tail(self, share: float) -> float:
        return self.clock[min(int(len(self.clock) * share), len(self.clock) - 1)]


def timed(work: Callable[[], object], times: int = 30) -> Times:
    """Run it so many times; the first run is not counted."""
    work()
    clock, own = [], []
    for _ in range(times):
        start, busy = time.perf_counter(), time.process_time()
        work()
        clock.append((time.perf_counter() - start) * 1000)
        own.append((time.process_time() - busy) * 1000)
    return Times(tuple(sorted(clock)), statistics.median(own))


def queries_table(kg: KnowledgeGraph) -> None:
    """Each named query with values from the graph."""
    values = _values(kg)
    print(f"\n{'named query':24} {'rows':>7} {'p50 ms':>9} {'max ms':>9} {'work ms':>9}")
    for name, query in library().items():
        if query.federated:
            continue
        given = {p.name: values.get((name, p.name), values.get(("", p.type), p.example)) for p in query.parameters}
        rows = len(query.run(kg.store, kg.index, **given))
        found = timed(lambda query=query, given=given: query.run(kg.store, kg.index, **given), 7)  # type: ignore[misc]
        slow = f"   ({query.slow})" if found.median > 200 and query.slow else ""
        print(f"{name:24} {rows:7} {found.median:9.1f} {found.clock[-1]:9.1f} {found.work:9.1f}{slow}")


def _values(kg: KnowledgeGraph) -> dict[tuple[str, str], str]:
    """Values for the parameters of named queries, by query and parameter, or by type."""
    body = kg.organization(iris.ID + "organization/chinh-phu").parts[3]
    meeting = kg.meeting(iris.ID + "meeting/7")
    person = next(each for each in meeting.participants if each.kind == "Official")
    document = kg.document(kg.search("Nghị định 55", type="document")[0].iri)
    return {
        ("", "organization"): body.iri,
        ("", "person"): person.iri,
        ("", "entity"): person.iri,
        ("", "meeting"): meeting.iri,
        ("", "document"): document.iri,
        ("", "standard"): iris.standard("ISO 10:2008"),
        ("", "post title"): "Thứ trưởng",
        ("recently-changed", "since"): "2025-12-01",
        ("documents-in-period", "from"): "2014-01-01",
        ("personnel-decisions", "from"): "2014-01-01",
        ("most-mentioned", "mentions"): "20",
        ("article-facts", "url"): "https://news.example.org/b77",
    }


def lookups_table(kg: KnowledgeGraph) -> None:
    """Lookups by name, and a person's full record beside the bare SPARQL of the same triples."""
    chance = random.Random(5)
    people = [f"{iris.ID}person/{chance.randrange(400)}" for _ in range(60)]
    bodies = [body.name for body in kg.organization(iris.ID + "organization/chinh-phu").parts]
    unique = [name for name in (kg.person(iri).name for iri in people) if len(kg.index.named(name, type="person")) == 1]
    each = iter(unique * 100)
    links = (
        Gov.holder,
        Gov.participant,
        Gov.concerns,
        Gov.decidedBy,
        Gov.speaker,
        Gov.addressee,
        Gov.signer,
        Gov.raisedBy,
    )
    quoted = f"GRAPH ?a {{ ?s <{Gov.evidence}> ?e ; <{Gov.fact}> ?f . ?e ?r ?v }}"
    each_link = " UNION ".join(f"{{ ?t <{link}> $p ; ?q ?o ; <{Gov.restsOn}> ?s . {quoted} }}" for link in links)
    bare_query = f"SELECT * {{ {each_link} }}"
    people_again, people_bare, names = iter(people * 100), iter(people * 100), iter(bodies * 100)
    measures: dict[str, Callable[[], object]] = {
        "person by name": lambda: kg.person(next(each)).name,
        "body by name, bare": lambda: kg.organization(next(names)).name,
        "person, full record": lambda: kg.show(next(people_again)).to_dict(),
        "its facts, bare SPARQL": lambda: len(list(kg.store.query(bare_query.replace("$p", f"<{next(people_bare)}>")))),
        "who held a post": lambda: kg.who_held("Thứ trưởng", next(names), on="2015-06-01").to_dict(),
        "meetings of a day": lambda: [found.name for found in kg.meetings(on="2015-06-01")],
    }
    print(f"\n{'lookup':24} {'p50 ms':>9} {'p99 ms':>9} {'work ms':>9}")
    for name, work in measures.items():
        found = timed(work, 50)
        print(f"{name:24} {found.median:9.2f} {found.tail(0.99):9.2f} {found.work:9.2f}")


def labels(count: int, seed: int = 3) -> Iterator[Entry]:
    """Entries with made-up Vietnamese names, most of them seldom spoken of."""
    chance = random.Random(seed)
    for number in range(count):
        if number % 3 == 0:
            name = f"{chance.choice(UNITS)} {chance.choice(FIELDS)} {chance.choice(GIVEN)} {number % 9973}"
            kind, family = "Department", "organization"
        else:
            name = " ".join(
                (chance.choice(SURNAMES), *chance.sample(MIDDLES, 2), chance.choice(GIVEN), chance.choice(GIVEN))
            )
            kind, family = "Official", "person"
        yield Entry(f"{iris.ID}{family}/{number}", kind, family, (name,), (), int(chance.paretovariate(1.2)))


def search_table(count: int) -> None:
    """An index of so many labels: how long it takes to make, how large it is, and how fast it answers."""
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(Path(folder))
        start, busy = time.perf_counter(), time.process_time()
        engine.put(labels(count))
        engine.commit()
        built, work = time.perf_counter() - start, time.process_time() - busy
        engine.close()
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        print(f"\nindex of {count:,} labels: built in {built:.1f} s (work {work:.1f} s), {size / 1e6:.0f} MB")
        names = [entry.names[0] for entry in labels(3000, seed=3)]
        print(f"{'search':24} {'p50 ms':>9} {'p99 ms':>9} {'work ms':>9} {'right %':>9}")
        for kind, texts in _typed(names).items():
            answers: list[tuple[str, str, list[str]]] = []
            asked = iter(texts)

            def ask(
                asked: Iterator[tuple[str, str]] = asked, answers: list[tuple[str, str, list[str]]] = answers
            ) -> None:
                text, name = next(asked)
                answers.append((text, name, [hit.label for hit in engine.search(text, (), 10)]))

            found = timed(ask, len(texts) - 1)
            right = sum(_right(kind, *answer) for answer in answers)
            share = 100 * right / len(texts)
            print(f"{kind:24} {found.median:9.2f} {found.tail(0.99):9.2f} {found.work:9.2f} {share:9.0f}")


def _right(kind: str, text: str, name: str, found: Sequence[str]) -> bool:
    """Whether the answer is right: the name that is meant, nothing for nonsense, what a short prefix begins."""
    if kind == "nothing like it":
        return not found
    if kind.startswith("prefix of"):
        return bool(found) and all(f" {text}" in f" {bare(label)}" for label in found)
    return name in found


def _typed(names: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """What people might type for a name, with the name that they mean."""
    chance = random.Random(9)

    def wrong(text: str, errors: int) -> str:
        letters = list(text)
        for _ in range(errors):
            place = chance.randrange(1, len(letters))
            letters[place : place + 1] = chance.choice(([], [chance.choice("aeiouhnt")], [letters[place], "h"]))
        return "".join(letters)

    some = chance.sample(names, 300)
    return {
        "exact": [(name, name) for name in some],
        "without diacritics": [(bare(name), name) for name in some],
        "prefix, all but 3 letters": [(bare(name)[:-3], name) for name in some],
        "prefix of 1 to 8 letters": [(bare(name)[: 1 + number % 8], name) for number, name in enumerate(some)],
        "words in another order": [(" ".join(reversed(bare(name).split())), name) for name in some],
        "one typing error": [(wrong(bare(name), 1), name) for name in some],
        "two typing errors": [(wrong(bare(name), 2), name) for name in some],
        "nothing like it": [("".join(chance.choices("bcdghklmn aeiou", k=20)), name) for name in some],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--search", type=int, nargs="?", const=1_000_000, default=0, metavar="LABELS")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        store = EmbeddedStore(Path(folder) / "store")
        for name in ("ontology/govkg.ttl", "ontology/schemes.ttl"):
            store.load(Quad(*triple) for triple in ox.parse(path=resources.path(name)))
        store.load(graph(given.quads))
        print(f"{len(store):,} quads, loaded in {time.perf_counter() - start:.1f} s")
        start = time.perf_counter()
        with KnowledgeGraph(store) as kg:
            print(f"index of {len(kg.index):,} entities made in {time.perf_counter() - start:.1f} s")
            start = time.perf_counter()
            lookups_table(kg)
            queries_table(kg)
    if given.search:
        search_table(given.search)
    print(f"\nmost memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
