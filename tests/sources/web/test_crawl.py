"""Pages, feeds and sitemaps by address or as files become articles with what they say of themselves."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from site_on_loopback import SENTENCE, Reply, Site, piece, rss, sitemap

from govkg.errors import GovkgError
from govkg.model.article import Article
from govkg.sources.reading import read
from govkg.sources.web.manners import Manners

ARTICLE = {"id": "1", "title": "Tin", "text": "Bộ Y tế họp.", "published": "2012-01-06"}


def split(manners: Manners, *sources: Path | str) -> tuple[list[Article], list[str]]:
    """The articles, and the refusals as they are printed."""
    found = list(read(sources, manners))
    texts = [str(one) for one in found if isinstance(one, GovkgError)]
    assert not any("\n" in text for text in texts)
    return [one for one in found if isinstance(one, Article)], texts


def urls(manners: Manners, *sources: Path | str) -> list[str | None]:
    articles, refused = split(manners, *sources)
    assert refused == []
    return [article.url for article in articles]


def test_a_page(site: Site, manners: Manners) -> None:
    head = (
        "<meta property='og:title' content='Hội nghị quý ba'><meta property='og:site_name' content='Cổng Thử'>"
        "<meta property='article:published_time' content='2012-07-03T08:00:00+07:00'>"
    )
    site.routes["/tin/1"] = Reply(piece("Hội nghị quý ba | Cổng Thử", head=head))
    ((article,), refused) = split(manners, f"{site.url}/tin/1")
    assert refused == []
    assert (article.title, article.publisher) == ("Hội nghị quý ba", "Cổng Thử")
    assert article.published == date(2012, 7, 3)
    assert SENTENCE.strip() in article.text
    assert "Trang chủ" not in article.text
    assert str(article.origin) == f"{site.url}/tin/1"


def test_a_feed_by_address_and_as_a_file(site: Site, manners: Manners, tmp_path: Path) -> None:
    links = [f"{site.url}/{n}" for n in (1, 2)]
    site.routes |= {f"/{n}": Reply(piece(f"Tin số {n}")) for n in (1, 2)}
    site.routes["/rss"] = Reply(rss(*links, links[0]), headers={"Content-Type": "application/rss+xml"})
    assert urls(manners, f"{site.url}/rss") == links
    (tmp_path / "feed.xml").write_bytes(rss(*links))
    assert urls(manners, tmp_path / "feed.xml") == links
    assert site.pages() == ["/rss", "/1", "/2"]  # the second time they are kept


def test_what_the_page_does_not_say_is_taken_from_the_feed(site: Site, manners: Manners) -> None:
    day = "<pubDate>Fri, 06 Jan 2012 20:00:00 +0700</pubDate>"
    item = f"<item><title>Tin vắn</title><link>{site.url}/1</link>{day}</item>"
    site.routes |= {
        "/rss": Reply(rss(extra=item)),
        "/1": Reply(f"<html><body><article><p>{SENTENCE * 9}</p></article></body></html>".encode()),
    }
    ((article,), _) = split(manners, f"{site.url}/rss")
    assert article.title == "Tin vắn"
    assert article.published == datetime(2012, 1, 6, 20, 0)


def test_a_feed_that_brings_the_whole_piece(site: Site, manners: Manners) -> None:
    content = (
        f"<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA[<p>{SENTENCE * 9}</p>]]>"
    )
    item = f"<item><title>Tin vắn</title><link>{site.url}/1</link>{content}</content:encoded></item>"
    site.routes["/rss"] = Reply(rss(extra=item))
    ((article,), refused) = split(manners, f"{site.url}/rss")
    assert refused == []
    assert (article.title, article.url, article.publisher) == ("Tin vắn", f"{site.url}/1", "Báo Thử")
    assert SENTENCE.strip() in article.text
    assert site.pages() == ["/rss"]


def test_an_index_of_sitemaps_plain_and_packed(site: Site, manners: Manners) -> None:
    index = "".join(f"<sitemap><loc>{site.url}/{name}</loc></sitemap>" for name in ("a.xml", "b.xml.gz", "index.xml"))
    site.routes |= {
        "/index.xml": Reply(f"<sitemapindex>{index}</sitemapindex>".encode()),
        "/a.xml": Reply(sitemap(f"{site.url}/1", f"{site.url}/2")),
        "/b.xml.gz": Reply(gzip.compress(sitemap(f"{site.url}/2", f"{site.url}/3"))),
    }
    site.routes |= {f"/{n}": Reply(piece(f"Tin số {n}")) for n in (1, 2, 3)}
    assert urls(manners, f"{site.url}/index.xml") == [f"{site.url}/{n}" for n in (1, 2, 3)]
    assert site.pages().count("/index.xml") == 1


def test_one_page_that_fails_does_not_stop_the_rest(site: Site, manners: Manners) -> None:
    site.routes |= {
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /closed"),
        "/rss": Reply(rss(*(f"{site.url}/{name}" for name in ("gone", "closed", "empty", "pdf", "1")))),
        "/empty": Reply(b"<html><body></body></html>"),
        "/pdf": Reply(b"%PDF", headers={"Content-Type": "application/pdf"}),
        "/1": Reply(piece("Tin")),
    }
    articles, refused = split(manners, f"{site.url}/rss")
    assert [article.url for article in articles] == [f"{site.url}/1"]
    assert refused == [
        f"{site.url}/gone: HTTP 404",
        f"{site.url}/closed: robots.txt does not allow it",
        f"{site.url}/empty: a page without a main text",
        f"{site.url}/pdf: not a page but application/pdf",
    ]


def test_no_more_pages_than_wanted(site: Site, manners: Manners, caplog: pytest.LogCaptureFixture) -> None:
    site.routes |= {f"/{n}": Reply(piece(f"Tin số {n}")) for n in range(5)}
    site.routes["/sitemap.xml"] = Reply(sitemap(*(f"{site.url}/{n}" for n in range(5))))
    assert len(urls(replace(manners, pages=3), f"{site.url}/sitemap.xml")) == 3
    assert "lists more than 3 pages" in caplog.text
    assert len(urls(replace(manners, pages=5), f"{site.url}/sitemap.xml")) == 5
    assert caplog.text.count("more than") == 1


def test_other_content_by_address(site: Site, manners: Manners) -> None:
    lines = "\n".join(json.dumps({**ARTICLE, "id": str(n)}) for n in range(3)).encode()
    plain = {"Content-Type": "text/plain; charset=utf-8"}
    site.routes |= {
        "/1.json": Reply(json.dumps(ARTICLE).encode(), headers={"Content-Type": "application/json"}),
        "/x.jsonl": Reply(lines, headers=plain),
        "/x.jsonl.gz": Reply(gzip.compress(lines), headers={"Content-Type": "application/gzip"}),
        "/1.txt": Reply("Tin\nBộ Y tế họp.".encode(), headers=plain),
        "/x.warc.gz": Reply(b"", headers={"Content-Type": "application/gzip"}),
    }
    articles, refused = split(manners, *(site.url + path for path in site.routes))
    assert [article.id for article in articles[:7]] == ["1", "0", "1", "2", "0", "1", "2"]
    assert articles[7].title == "Tin"
    assert refused == [f"{site.url}/x.warc.gz: archives are read from disk: fetch it first"]


def test_a_hostile_feed_is_one_line(site: Site, manners: Manners) -> None:
    bomb = b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + rss(f"{site.url}/1").replace(b"Tin", b"&a;")
    site.routes["/rss"] = Reply(bomb.replace(b"<?xml version='1.0'?>", b""))
    assert split(manners, f"{site.url}/rss") == (
        [],
        [f"{site.url}/rss:1: declares entities of its own, which feeds and sitemaps do not need"],
    )
    assert site.pages() == ["/rss"]


def test_a_feed_does_not_lead_inside(site: Site, manners: Manners, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(
        rss(f"{site.url}/1", "http://169.254.169.254/latest/meta-data/", "http://[::1]/")
    )
    articles, refused = split(replace(manners, private=False), tmp_path / "feed.xml")
    assert articles == []
    assert len(refused) == 3
    assert all("not a public address" in text for text in refused)
    assert site.asked == []


def test_files_that_are_no_feeds(manners: Manners, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<note/>", "utf-8")
    (tmp_path / "b.rss").write_text("<rss>\n<channel", "utf-8")
    (tmp_path / "c.xml.gz").write_bytes(b"\x1f\x8b\x08cut")
    names = ["a.xml", "b.rss", "c.xml.gz", "gone.atom"]
    _, refused = split(manners, *(tmp_path / name for name in names))
    for text, name, why in zip(refused, names, ["neither", ":2: not well-formed", "gzip", "no such file"], strict=True):
        assert text.startswith(f"{tmp_path / name}:")
        assert why in text


def test_what_lies_in_a_folder_does_not_send_us_into_the_network(manners: Manners, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tin\nBộ Y tế họp.", "utf-8")
    (tmp_path / "sitemap.xml").write_bytes(sitemap("http://nothing.invalid/1"))
    articles, refused = split(manners, tmp_path)
    assert len(articles) == 1
    assert refused == []
