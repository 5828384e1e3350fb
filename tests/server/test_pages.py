"""The pages and the data behind them, as people and programs get them without JavaScript."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args, get_type_hints
from urllib.parse import urljoin, urlsplit

import pyoxigraph as ox
import pytest
from rdflib import Graph
from served import Server, running

from govkg import iris
from govkg.export import context
from govkg.kinds import FAMILIES
from govkg.lookup import KnowledgeGraph, Organization, Standard
from govkg.lookup.record import words as words_of
from govkg.model.facts import Fact
from govkg.search import Hit
from govkg.search.engine import Match
from govkg.server.articles import _words
from govkg.server.profile import Section, profile
from govkg.server.searching import called
from govkg.server.templates import words
from govkg.store.base import select
from govkg.store.embedded import EmbeddedStore
from govkg.views.svg import COLOURS, DARK
from govkg.views.words import LANGUAGES

MINISTRY = "/entity/organization/bo-khoa-hoc-va-cong-nghe"
HOSTILE = "<img src=x onerror=document.title='owned'>\"'</script><script>document.title='owned'</script>{{7*7}}"


class Reading(HTMLParser):
    """The links, anchors, elements and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.elements.append((tag, known))
        if known.get("id"):
            self.ids.add(str(known["id"]))
        if tag == "a" and known.get("href"):
            self.links.append(str(known["href"]))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        ("text/html", MINISTRY),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", MINISTRY),
        ("text/turtle", MINISTRY + ".ttl"),
        ("application/ld+json, text/turtle;q=0.5", MINISTRY + ".jsonld"),
        ("application/n-triples", MINISTRY + ".nt"),
        ("application/json", MINISTRY + ".json"),
        ("*/*", MINISTRY),
    ],
)
def test_the_address_of_a_thing_leads_to_what_the_client_likes(server: Server, accept: str, location: str) -> None:
    answer = server.get(MINISTRY.replace("/entity", "/id"), accept)
    assert (answer.status_code, answer.headers["Location"]) == (303, location)
    assert "Accept" in answer.headers["Vary"]
    assert server.get(location).status_code == 200


@pytest.mark.parametrize(
    "path", ["/id/", "/id/../etc/passwd", "/id/%2e%2e/x", "/id/a//b", "/id/" + "a" * 600, "/id/%00"]
)
def test_addresses_that_can_name_nothing(server: Server, path: str) -> None:
    assert server.get(path).status_code in (400, 404)


def test_a_body(server: Server) -> None:
    page = server.html(MINISTRY)
    for name in ("Bộ Khoa học và Công nghệ", "Ministry of Science and Technology", "Bộ KH&amp;CN", "Chính phủ"):
        assert name in page
    assert "Trần Minh Đức" in page
    assert "Ai giữ chức vụ gì" in page
    assert re.search(r"thấy trong tin\s+10/03/2011 – 21/05/2012", page)
    assert "Thứ trưởng Bộ Khoa học và Công nghệ Trần Minh Đức chủ trì hội nghị." in page


def test_headings_speak_from_the_side_of_the_page(server: Server) -> None:
    """Who took part in a meeting, and who works by a standard; a meeting of one day tells it once."""
    meeting = server.html("/entity/meeting/m2?lang=en")
    assert "Who took part" in meeting
    assert "Takes part" not in meeting
    assert meeting.count("Begins") == meeting.count("Ends")
    assert words_of("adoptions", Standard)["en"] == "Adopted by"
    assert words_of("adoptions", Organization)["en"] == "Adopts standards"


def test_who_took_part_stands_in_the_order_of_roles(example: KnowledgeGraph) -> None:
    ranks = {role: rank for rank, role in enumerate(("organizer", "chair", "speaker", "attendee", "invited", "absent"))}
    told: set[int] = set()
    for meeting in example.meetings():
        found: dict[str, list[int]] = {}
        for part in next(iter(profile(meeting, "en").sections), Section("", "", (), 0)).items:
            names = [word.text for word in part.parts]
            found.setdefault(names[0], []).append(ranks.get(names[-1].lower(), 9))
        assert [min(each) for each in found.values()] == sorted(min(each) for each in found.values())
        told |= {rank for each in found.values() for rank in each}
    assert len(told - {9}) > 1


def test_a_search_tells_another_name_only_where_it_was_found_by_it() -> None:
    def hit(name: str, match: Match) -> Hit:
        return Hit("urn:x", "Bộ Khoa học và Công nghệ", "Ministry", "organization", name, match, 1)

    assert called(hit("Bộ KH&CN", "plain"), "bo kh&cn") == "Bộ KH&CN"
    assert called(hit("Bộ KH và CN", "words"), "kh cn") == "Bộ KH và CN"
    assert called(hit("Bộ", "words"), "bo khoa hoc") is None
    assert called(hit("Bộ", "weak"), "bo") is None
    assert called(hit("Bộ Khoa học và Công nghệ", "exact"), "bo khoa hoc va cong nghe") is None


def test_the_timeline_follows_the_scheme_of_its_reader(server: Server) -> None:
    picture = server.get("/entity/person/tran-minh-duc.svg").text
    light, _, dark = picture.partition("@media(prefers-color-scheme:dark)")
    assert COLOURS["paper"] in light
    assert DARK["paper"] in dark


def test_languages(server: Server) -> None:
    assert "Who held which post" in server.html(MINISTRY, "en-GB, vi;q=0.4")
    assert "Who held which post" in server.html(MINISTRY + "?lang=en", "vi")
    assert "10 March 2011" in server.html(MINISTRY, "en")
    assert '<html lang="vi">' in server.html("/", "fr")
    assert "Accept-Language" in server.get("/", "text/html").headers["Vary"]


def test_the_same_address_has_the_data(server: Server, example: KnowledgeGraph) -> None:
    person = example.person("Trần Minh Đức")
    path = "/entity/person/tran-minh-duc"
    record = server.get(path + ".json").json()
    assert record == json.loads(json.dumps(example.show(person).to_dict()))
    rows = list(csv.DictReader(io.StringIO(server.get(path + ".csv").text)))
    assert {row["attribute"] for row in rows} >= {"tenures", "participations"}
    formats = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
    formats["rdf"] = ox.RdfFormat.RDF_XML
    read = {
        name: set(ox.parse(server.get(f"{path}.{name}").content, format=format)) for name, format in formats.items()
    }
    assert read["ttl"] == read["nt"] == read["jsonld"] == read["rdf"]
    assert "Trần Minh Đức" in {getattr(quad.object, "value", None) for quad in read["ttl"]}
    picture = server.get(path + ".svg")
    assert picture.text.startswith("<svg")
    assert picture.headers["Content-Security-Policy"].startswith("default-src 'none'")


def _triples(server: Server, path: str, format: ox.RdfFormat, accept: str = "*/*") -> set[ox.Quad]:
    return set(ox.parse(server.get(path, accept).content, format=format))


def test_a_page_carries_json_ld(server: Server) -> None:
    page = server.html("/entity/person/tran-minh-duc")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    content = json.loads(found[1])
    assert (content["@type"], content["name"]) == ("Person", "Trần Minh Đức")
    assert content["@id"] == iris.ID + "person/tran-minh-duc"


def test_articles_and_the_first_page_carry_it_too(server: Server) -> None:
    def carried(path: str) -> dict[str, object]:
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', server.html(path), re.DOTALL)
        assert found is not None
        return dict(json.loads(found[1]))

    article = carried("/article/a2")
    assert (article["@type"], article["@id"]) == ("NewsArticle", iris.article("a2"))
    assert article["headline"] == server.get("/article/a2.json").json()["title"]
    assert article["datePublished"] == "2012-05-20"
    dataset = carried("/")
    assert (dataset["@type"], dataset["url"]) == ("Dataset", server.address + "/")


def test_an_article_has_its_sentences_marked(server: Server, example_store: EmbeddedStore) -> None:
    article = iris.article("a2")
    graph = f"GRAPH <{article}> {{ ?evidence gov:exact ?quote }}"
    rows = select(example_store, f"PREFIX gov: <https://w3id.org/govkg/ontology#> SELECT ?quote {{ {graph} }}")
    page = server.html("/article/a2")
    marked = "".join(re.findall(r"<mark>(.*?)</mark>", page))
    for (quote,) in rows:
        assert getattr(quote, "value", None) in marked
    quads = list(ox.parse(server.get("/article/a2.trig").content, format=ox.RdfFormat.TRIG))
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(article)}
    assert set(quads) == set(example_store.quads(ox.NamedNode(article)))


def test_every_link_leads_somewhere_and_every_quote_to_its_sentence(server: Server) -> None:
    """All pages that can be reached from the first."""
    seen: dict[str, Reading] = {}
    anchors: list[tuple[str, str, str]] = []
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        answer = server.client.get(path, headers={"Accept": "text/html", "Accept-Language": "vi"})
        assert answer.status_code == 200, path
        html = answer.headers["Content-Type"].startswith("text/html")
        seen[path] = Reading(answer.text if html else "")
        for link in seen[path].links:
            parts = urlsplit(urljoin(server.address + path, link))
            if f"{parts.scheme}://{parts.netloc}" != server.address or "lang=en" in parts.query:
                continue
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.fragment:
                anchors.append((path, target, parts.fragment))
            if not target.startswith(("/sparql?", "/search")):
                waiting.append(target)
    assert len(seen) > 60
    quoting = [each for each in anchors if each[1].startswith("/article/")]
    assert len(quoting) > 50
    for path, target, fragment in anchors:
        assert fragment in seen[target].ids, (path, target, fragment)


def test_search(server: Server) -> None:
    found = server.get("/search?q=tran+minh+duc", "application/json").json()
    assert found[0]["page"] == "/entity/person/tran-minh-duc"
    assert "Trần Minh Đức" in server.html("/search?q=tran+minh+duc&type=person")
    assert "Không tìm thấy" in server.html("/search?q=zzzzqqq")
    rows = list(csv.DictReader(io.StringIO(server.get("/search?q=duc", "text/csv").text)))
    assert rows[0]["iri"].startswith(iris.ID)
    for wrong in ("type=dragon", "limit=0", "limit=x", "format=pdf"):
        assert server.get(f"/search?q=a&{wrong}").status_code == 400


def test_the_sparql_page_is_a_plain_form(server: Server) -> None:
    page = server.html("/sparql?named=who-held")
    assert "PREFIX gov:" in page
    shown = server.html(
        "/sparql?query=SELECT+%3Fs+%7B+%3Fs+a+%3Chttps%3A%2F%2Fw3id.org%2Fgovkg%2Fontology%23Official%3E+%7D"
    )
    assert 'href="/entity/person/tran-minh-duc"' in shown
    wrong = server.client.get("/sparql", params={"query": "SELECT {"}, headers={"Accept": "text/html"})
    assert wrong.status_code == 400
    assert "dòng 1" in wrong.text


def test_the_vocabulary_to_read_and_as_rdf(server: Server) -> None:
    assert "Tenure" in server.html("/ontology")
    formats = {"text/turtle": ox.RdfFormat.TURTLE, "application/ld+json": ox.RdfFormat.JSON_LD}
    formats["application/rdf+xml"] = ox.RdfFormat.RDF_XML
    sizes = {
        len(set(ox.parse(server.get("/ontology", name).content, format=format))) for name, format in formats.items()
    }
    assert len(sizes) == 1
    assert sizes.pop() > 500


def test_the_context_of_exports_is_where_it_is_published(server: Server) -> None:
    path = context.ADDRESS.removeprefix("https://w3id.org/govkg")
    answer = server.get(path, "application/ld+json")
    assert answer.headers["Content-Type"] == "application/ld+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["@context"] == context.context()


def test_every_view_has_its_data_at_the_same_address(server: Server) -> None:
    """With .json, .csv and .ttl, or the description of the dataset for the first page."""
    person = iris.ID + "person/tran-minh-duc"
    for view in (
        "/search.{}?q=tran+minh+duc",
        f"/explore.{{}}?iri={person}",
        "/ontology.{}",
        "/entity/meeting/m2.{}",
        "/article/a2.{}",
    ):
        found = server.get(view.format("json"))
        assert (found.status_code, bool(found.json())) == (200, True), view
        rows = list(csv.DictReader(io.StringIO(server.get(view.format("csv")).text)))
        assert rows, view
        assert None not in rows[0], view
        assert len(Graph().parse(data=server.get(view.format("ttl")).text)) > 0, view
        assert server.get(view.format("pdf")).status_code == 404, view
    edges = list(csv.DictReader(io.StringIO(server.get(f"/explore.csv?iri={person}&lang=en").text)))
    assert {edge["source_name"] for edge in edges} | {edge["target_name"] for edge in edges} >= {"Trần Minh Đức"}
    assert len(Graph().parse(data=server.get("/void.ttl").text)) == len(Graph().parse(data=server.get("/void.nt").text))
    assert server.get("/void.pdf").status_code == 404
    assert server.get("/explore.json").status_code == 400


def test_the_explorer_leads_to_a_page_that_can_be_read_without_it(server: Server) -> None:
    page = server.html(f"/explore?iri={iris.ID}person/tran-minh-duc&lang=en")
    assert '<a href="/entity/person/tran-minh-duc?lang=en">' in page[page.index("<noscript>") :]
    assert '<a href="/?lang=en">' in server.html("/explore?iri=javascript:alert(1)&lang=en")


def test_what_is_not_there(server: Server) -> None:
    page = server.get("/entity/person/nobody", "text/html")
    assert page.status_code == 404
    assert "Không có trang này" in page.text or "Nothing is here" in page.text
    assert "Hãy thử tìm theo tên" in server.get("/nowhere?lang=vi", "text/html").text
    assert server.get("/nowhere").json()["status"] == 404
    assert server.client.post("/search").status_code == 405


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, fill: object) -> Iterator[Server]:
    """The example graph with markup and scripts in every text that it has."""
    folder = tmp_path_factory.mktemp("hostile") / "store"
    with EmbeddedStore(None) as plain, EmbeddedStore(folder) as store:
        fill(plain)  # type: ignore[operator]
        store.load(map(_poisoned, plain.dump()))
        KnowledgeGraph(store).index.close()
    with running(folder) as server:
        yield server


def _poisoned(quad: ox.Quad) -> ox.Quad:
    """Texts of what articles speak of get markup; dates, offsets and the ontology stay as they are."""
    text = quad.object
    wanted = ("label", "altLabel", "exact", "articleTitle", "articleText", "publisher", "place", "content", "postTitle")
    about = str(quad.subject.value).startswith(iris.ID)
    if about and quad.predicate.value.endswith("#url"):
        return ox.Quad(quad.subject, quad.predicate, ox.Literal("javascript:document.title='owned'"), quad.graph_name)
    if about and isinstance(text, ox.Literal) and quad.predicate.value.endswith(wanted):
        language = {"language": text.language} if text.language else {}
        return ox.Quad(quad.subject, quad.predicate, ox.Literal(text.value + HOSTILE, **language), quad.graph_name)
    return quad


PAGES = ("/", MINISTRY, "/entity/person/tran-minh-duc", "/article/a2", "/search?q=tran+minh+duc", "/explore")


@pytest.mark.parametrize("path", [*PAGES, "/reconcile/preview?id=person/tran-minh-duc", "/search?q=" + "%3Cimg%3E"])
def test_no_text_becomes_markup(hostile: Server, path: str) -> None:
    reading = Reading(hostile.html(path))
    for tag, attributes in reading.elements:
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        assert not str(attributes.get("href", "")).startswith("javascript:")
        assert tag != "img" or str(attributes["src"]).startswith("/entity/")
        assert tag != "script" or attributes.get("src") or attributes.get("type") == "application/ld+json"
    if path != "/explore" and "%3C" not in path:
        assert "onerror" in "".join(reading.texts)
    assert "49" not in re.findall(r"\}(\d+)", "".join(reading.texts))


def test_no_text_breaks_out_of_a_cell(hostile: Server) -> None:
    rows = csv.reader(io.StringIO(hostile.get("/entity/person/tran-minh-duc.csv").text))
    assert len({len(row) for row in rows}) == 1
    Graph().parse(data=hostile.get("/entity/person/tran-minh-duc.ttl").text)
    for name in ("json", "jsonld"):
        json.loads(hostile.get(f"/entity/person/tran-minh-duc.{name}").text)


def test_files_and_their_addresses(server: Server) -> None:
    page = server.html("/")
    for address in re.findall(r'"(/static/[^"]+)"', page):
        answer = server.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
    for path in ("/static/../settings.py", "/static/%2e%2e/settings.py", "/static/", "/static/viewer/nope.js"):
        assert server.get(path).status_code == 404


def test_pages_are_found_in_the_wheel() -> None:
    folder = Path(__file__).parents[2] / "src" / "govkg" / "server"
    files = [path for path in (folder / "static").iterdir() if path.name != "web"]  # web/: built, not kept
    assert {path.suffix for path in files} == {".css", ".js", ".svg"}
    assert (folder / "pages" / "base.html").is_file()


def test_where_sources_disagree_both_sides_are_shown(server: Server, example: KnowledgeGraph) -> None:
    document = next(hit for hit in example.search("15/2011/NĐ-CP") if hit.family == "document")
    page = server.html("/entity/" + document.iri.removeprefix(iris.ID))
    section = page[page.index('id="disagreements"') :]
    first, second = (section.index(day) for day in ("15/03/2011", "25/03/2011"))
    assert first < second
    assert section.count("<blockquote") >= 2


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    folder = Path(__file__).parents[2] / "src" / "govkg" / "server"
    sources = "".join(path.read_text(encoding="utf-8") for path in (*folder.glob("*.py"), *folder.glob("pages/*.html")))
    families = ("fact_", "problem_", "problem_help_", "family_")
    used = set(re.findall(r"say\([\"'](\w+)[\"']", sources)) - set(families)
    assert used <= words().keys()
    assert {key for key in words() if not key.startswith(families)} <= used | set(re.findall(r'"(\w+)"', sources))
    assert {f"fact_{kind.__name__}" for kind in get_args(Fact)} == {key for key in words() if key.startswith("fact_")}
    assert {f"family_{family}" for family in FAMILIES} == {key for key in words() if key.startswith("family_")}


def test_every_word_of_a_closed_list_is_said_in_both_languages() -> None:
    """What the facts beside an article say of roles, states and relations comes in the reader's language."""
    values = {
        (kind.__name__, name): [value for value in _literals(hint) if isinstance(value, str)]
        for kind in get_args(Fact)
        for name, hint in get_type_hints(kind).items()
        if any(isinstance(value, str) for value in _literals(hint))
    }
    assert len(values) >= 6
    for (kind, name), listed in values.items():
        for value in listed:
            if (kind, value) == ("DocumentState", "unknown"):
                continue  # goes without saying: the document is named
            texts = {
                language: [word.text for word in _words(kind, {name: value}, {}, language)] for language in LANGUAGES
            }
            assert texts["vi"] != texts["en"], (kind, name, value)
            assert value not in texts["vi"], (kind, name, value)


def _literals(hint: object) -> Iterator[object]:
    for part in get_args(hint):
        yield part
        yield from _literals(part)
