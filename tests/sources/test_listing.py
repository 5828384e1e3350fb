"""Feeds and sitemaps become lists of pages; hostile ones become one line."""

from __future__ import annotations

import gzip
from datetime import datetime

import pytest

pytest.importorskip("feedparser", reason="the extra web is not installed")
from govkg.errors import SourceError
from govkg.sources.listing import is_listing, listing, unpacked

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Cổng Thử</title>
<entry><title>Họp thường kỳ</title><link href="/tin/1.html"/><published>2012-01-06T01:00:00Z</published></entry>
</feed>"""
RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Báo Thử</title>
<item><title>Ký &amp; ban hành</title><link>https://a.example/1</link>
<pubDate>Fri, 06 Jan 2012 20:00:00 +0700</pubDate><content:encoded><![CDATA[<p>CONTENT</p>]]></content:encoded></item>
<item><title>Không địa chỉ</title></item><item><link>javascript:alert(1)</link></item>
<item><link>file:///etc/passwd</link></item></channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<item rdf:about="https://a.example/1"><title>Tin</title><link>https://a.example/1</link></item></rdf:RDF>"""
SITEMAP = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://a.example/old</loc><lastmod>2011-05-01</lastmod></url>
<url><image:image><image:loc>https://a.example/x.png</image:loc><image:title>Ảnh</image:title></image:image>
<loc> https://a.example/new </loc><lastmod>2012-01-07</lastmod>
<news:news><news:publication><news:name>Báo Thử</news:name></news:publication>
<news:publication_date>2012-01-06T08:30:00+07:00</news:publication_date>
<news:title>Tin mới</news:title></news:news></url>
</urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://a.example/1.xml</loc></sitemap>
<sitemap><loc>https://a.example/2.xml.gz</loc><lastmod>2012-01-01</lastmod></sitemap></sitemapindex>"""


def test_atom_with_relative_addresses_and_vietnamese_time() -> None:
    (entry,) = listing(ATOM.encode(), "https://a.example/tin/atom.xml").pages
    assert (entry.address, entry.title, entry.publisher) == (
        "https://a.example/tin/1.html",
        "Họp thường kỳ",
        "Cổng Thử",
    )
    assert entry.published == datetime(2012, 1, 6, 8, 0)


def test_rss_with_whole_pieces_and_items_that_lead_nowhere() -> None:
    whole = RSS.replace("CONTENT", "Sở Y tế họp bàn kế hoạch. " * 40)
    (entry,) = listing(whole.encode(), "https://a.example/rss").pages
    assert (entry.address, entry.title, entry.published) == (
        "https://a.example/1",
        "Ký & ban hành",
        datetime(2012, 1, 6, 20, 0),
    )
    assert "Sở Y tế" in entry.content
    (short,) = listing(RSS.encode(), "https://a.example/rss").pages
    assert short.content == ""


def test_rss_1() -> None:
    assert [entry.address for entry in listing(RDF.encode(), "x.rdf").pages] == ["https://a.example/1"]


def test_sitemap_newest_first_with_what_the_news_extension_says() -> None:
    new, old = listing(SITEMAP.encode(), "sitemap.xml").pages
    assert (new.address, new.title, new.publisher) == ("https://a.example/new", "Tin mới", "Báo Thử")
    assert new.published == datetime(2012, 1, 6, 8, 30)
    assert (old.address, old.title, old.published) == ("https://a.example/old", "", None)


def test_index_of_sitemaps_newest_first() -> None:
    found = listing(INDEX.encode(), "sitemap.xml")
    assert found.pages == ()
    assert found.sitemaps == ("https://a.example/2.xml.gz", "https://a.example/1.xml")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    text = ATOM.replace("utf-8", encoding.removesuffix("-sig"))
    (entry,) = listing(text.encode(encoding), "https://a.example/").pages
    assert entry.title == "Họp thường kỳ"


def test_what_is_a_listing_is_told_by_its_first_element() -> None:
    for text in (ATOM, RSS, RDF, SITEMAP, INDEX, f"<!-- x --><!DOCTYPE rss [ ]>\n{RSS}"):
        assert is_listing(text.encode())
    for text in ("", "rss", "<html><body><rss version='2.0'/></body></html>", '{"a": "<rss>"}', "<!-- <rss> --><p/>"):
        assert not is_listing(text.encode())


BOMB = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
HOSTILE = [
    f'<!DOCTYPE r [<!ENTITY l0 "lol">{BOMB}]>',
    '<!DOCTYPE r [<!ENTITY l0 SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE r [<!ENTITY l0 SYSTEM "http://169.254.169.254/">]>',
    '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>',
]


@pytest.mark.parametrize("prologue", HOSTILE)
@pytest.mark.parametrize("body", [RSS, ATOM.partition("?>")[2], SITEMAP.partition("?>")[2], INDEX])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(prologue: str, body: str, encoding: str) -> None:
    text = prologue + body.replace("</title>", "&l9;&l0;</title>", 1).replace("</loc>", "&l9;</loc>", 1)
    with pytest.raises(SourceError, match="entities") as refused:
        listing(text.encode(encoding), "feed.xml")
    assert str(refused.value).startswith("feed.xml:1: ")


def test_a_reference_to_a_dtd_is_not_followed() -> None:
    text = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">' + RSS
    assert len(listing(text.encode(), "https://a.example/rss").pages) == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<urlset><url><loc>https://a.example/</loc></url>", "sitemap.xml:1: not well-formed"),
        ("<urlset>\n<url>\n<loc>not an address</loc></url></urlset>", "sitemap.xml:2: not an http(s) address"),
        ("<urlset>\n<url></url></urlset>", "sitemap.xml:2: not an http(s) address: ''"),
        ("<urlset></urlset>", "sitemap.xml: lists no pages"),
        ("<rss><channel></channel></rss>", "sitemap.xml: lists no pages"),
        ("<rss>\n<channel", "sitemap.xml:2: not well-formed"),
        ("<html></html>", "sitemap.xml: neither a feed"),
        ("", "sitemap.xml: neither a feed"),
    ],
)
def test_one_line_with_the_place(text: str, why: str) -> None:
    with pytest.raises(SourceError) as refused:
        listing(text.encode(), "sitemap.xml")
    assert str(refused.value).startswith(why)
    assert "\n" not in str(refused.value)


def test_deep_nesting_ends() -> None:
    with pytest.raises(SourceError):
        listing(b"<urlset>" + b"<a>" * 100_000, "sitemap.xml")


def test_packed() -> None:
    assert unpacked(gzip.compress(b"x"), "a") == b"x"
    assert unpacked(b"x", "a") == b"x"
    with pytest.raises(SourceError, match="not a whole gzip"):
        unpacked(gzip.compress(b"x" * 999)[:-5], "a")
    with pytest.raises(SourceError, match="too large"):
        unpacked(gzip.compress(b"0" * (60 * 2**20)), "a")
