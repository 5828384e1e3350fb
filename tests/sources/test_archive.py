"""Pages of web archives as articles: single files, folders as CC-NEWS lays them out, and its lists."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

pytest.importorskip("warcio", reason="the extra web is not installed")
from govkg.errors import GovkgError
from govkg.model.article import Article
from govkg.sources.reading import read

SENTENCE = "Sở Y tế tỉnh đã tổ chức hội nghị tổng kết công tác năm và bàn phương hướng cho năm tới. "
PAGE = (
    f"<html><head><title>Hội nghị tổng kết</title><meta property='og:site_name' content='Báo Thử'>"
    f"<meta property='article:published_time' content='2012-03-01T09:00:00+07:00'></head>"
    f"<body><article><p>{SENTENCE * 8}</p></article></body></html>"
)


def record(kind: str, address: str, content: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2012-03-01T00:00:00Z\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def archive(*pages: tuple[str, str, str, str | bytes], packed: bool = True, more: str = "") -> bytes:
    """A WARC file: for each (address, status, type, body) a request and a response with ``more`` headers."""
    records = []
    for address, status, kind, body in pages:
        data = body.encode() if isinstance(body, str) else body
        records.append(record("request", address, b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"))
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(data)}\r\n\r\n"
        records.append(record("response", address, head.encode() + data))
    return b"".join(gzip.compress(each) if packed else each for each in records)


def one(*sources: Path) -> Article:
    (found,) = read(sources)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(("name", "packed"), [("crawl.warc.gz", True), ("crawl.warc", False)])
def test_a_page_with_its_metadata(tmp_path: Path, name: str, packed: bool) -> None:
    (tmp_path / name).write_bytes(archive(("https://example.org/1", "200 OK", "text/html", PAGE), packed=packed))
    article = one(tmp_path / name)
    assert (article.url, article.title, article.publisher) == ("https://example.org/1", "Hội nghị tổng kết", "Báo Thử")
    assert str(article.published) == "2012-03-01"
    assert SENTENCE.strip() in article.text
    assert str(article.origin) == f"{tmp_path / name}:2"


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    pages = [
        ("https://example.org/2", "404 Not Found", "text/html", PAGE),
        ("https://example.org/3", "200 OK", "image/png", "no page"),
        ("https://example.org/4", "301 Moved", "text/html", ""),
        ("https://example.org/5", "200 OK", "text/html; charset=utf-8", PAGE),
    ]
    (tmp_path / "x.warc.gz").write_bytes(archive(*pages))
    assert one(tmp_path / "x.warc.gz").url == "https://example.org/5"


def test_a_page_without_text_is_refused_by_its_record(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(archive(("https://example.org/1", "200 OK", "text/html", "<html></html>")))
    (found,) = read([path])
    assert isinstance(found, GovkgError)
    assert str(found).startswith(f"{path}:2: ")


def test_the_encoding_that_the_header_or_the_page_says(tmp_path: Path) -> None:
    french = f"<html><head><title>Réunion à Hué</title></head><body><article><p>{'Réunion générale à Hué. ' * 20}</p>"
    declared = french.replace("<head>", "<head><meta charset='iso-8859-1'>")
    pages = [
        ("https://example.org/1", "200 OK", "text/html; charset=ISO-8859-1", french.encode("latin-1")),
        ("https://example.org/2", "200 OK", "text/html", declared.encode("latin-1")),
        ("https://example.org/3", "200 OK", "text/html; charset=no-such", french.encode()),
    ]
    (tmp_path / "x.warc").write_bytes(archive(*pages, packed=False))
    titles = [found.title for found in read([tmp_path / "x.warc"]) if isinstance(found, Article)]
    assert titles == ["Réunion à Hué"] * 3


def test_a_packed_page(tmp_path: Path) -> None:
    body = gzip.compress(PAGE.encode())
    data = archive(("https://example.org/1", "200 OK", "text/html", body), more="Content-Encoding: gzip\r\n")
    (tmp_path / "x.warc.gz").write_bytes(data)
    assert one(tmp_path / "x.warc.gz").title == "Hội nghị tổng kết"


@pytest.mark.parametrize(
    "data", [b"no archive at all\n", b"WARC/1.0\r\nWARC-Type: response\r\n", b"\x1f\x8b\x08\x00bad", b""]
)
@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz"])
def test_what_is_no_archive(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (found,) = read([tmp_path / name])
    assert isinstance(found, GovkgError)
    assert str(found).startswith(str(tmp_path / name))
    assert "\n" not in str(found)


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_was_cut_gives_what_came_before(tmp_path: Path, packed: bool) -> None:
    first = archive(("https://example.org/1", "200 OK", "text/html", PAGE), packed=packed)
    second = archive(("https://example.org/2", "200 OK", "text/html", PAGE), packed=packed)
    (tmp_path / "x.warc").write_bytes(first + second[:-150])
    article, cut = read([tmp_path / "x.warc"])
    assert isinstance(article, Article)
    assert str(cut).startswith(f"{tmp_path / 'x.warc'}:4: https://example.org/2: the archive ends within the page")


def mirror(folder: Path) -> list[str]:
    names = [f"crawl-data/CC-NEWS/2012/0{n}/CC-NEWS-20120{n}01000000-00001.warc.gz" for n in (1, 2)]
    for n, name in enumerate(names, 1):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(archive((f"https://example.org/{n}", "200 OK", "text/html", PAGE)))
    return names


def test_a_mirror_of_cc_news_as_a_folder(tmp_path: Path) -> None:
    mirror(tmp_path)
    urls = [found.url for found in read([tmp_path / "crawl-data"]) if isinstance(found, Article)]
    assert urls == ["https://example.org/1", "https://example.org/2"]


@pytest.mark.parametrize("name", ["warc.paths", "warc.paths.gz"])
def test_a_list_of_cc_news(tmp_path: Path, name: str) -> None:
    names = mirror(tmp_path)
    lines = "\n".join([names[1], "crawl-data/CC-NEWS/2012/03/gone.warc.gz", "../../etc/passwd", ""]).encode()
    path = tmp_path / "crawl-data/CC-NEWS/2012" / name
    path.write_bytes(gzip.compress(lines) if name.endswith(".gz") else lines)
    article, gone, outside = read([path])
    assert isinstance(article, Article)
    assert article.url == "https://example.org/2"
    assert str(gone).startswith(f"{path}:2: ")
    assert "not on disk" in str(outside)


def test_one_page_has_one_id_wherever_it_is_read(tmp_path: Path) -> None:
    """By address, in an archive, or in JSON lines with that address."""
    (tmp_path / "x.warc").write_bytes(archive(("https://example.org/1", "200 OK", "text/html", PAGE), packed=False))
    (tmp_path / "x.json").write_text('{"url": "https://example.org/1", "text": "Sở Y tế họp."}', "utf-8")
    assert one(tmp_path / "x.warc").id == one(tmp_path / "x.json").id


@pytest.mark.parametrize(
    ("own", "url"),
    [
        ("https://example.org/tin/1", "https://example.org/tin/1"),
        ("https://example.org/", "https://example.org/1?utm_source=rss"),
        ("https://other.example/tin/1", "https://example.org/1?utm_source=rss"),
    ],
)
def test_the_address_that_a_page_calls_its_own(tmp_path: Path, own: str, url: str) -> None:
    page = PAGE.replace("</head>", f"<link rel='canonical' href='{own}'></head>")
    data = archive(("https://example.org/1?utm_source=rss", "200 OK", "text/html", page), packed=False)
    (tmp_path / "x.warc").write_bytes(data)
    assert one(tmp_path / "x.warc").url == url
