"""Terms as people read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkg import glossary, resources
from govkg.errors import DataError
from govkg.glossary import Link, terms
from govkg.vocabulary import Gov


def test_every_term_of_the_vocabulary_is_described_once() -> None:
    assert {term.iri for term in terms().values()} == {term.value for term in Gov}
    assert all(term.name == name for name, term in terms().items())


def test_a_class_has_what_is_above_it_apart_from_what_others_call_it() -> None:
    ministry = terms()["Ministry"]
    assert ministry.kind == "class"
    assert ministry.labels == {"en": "Ministry or ministerial-level agency", "vi": "Bộ, cơ quan ngang bộ"}
    assert [link.curie for link in ministry.parents] == ["gov:PublicOrganization"]
    assert Link("≈", "wd:Q192350", "http://www.wikidata.org/entity/Q192350") in ministry.alignments


def test_properties_show_where_they_lead_and_how() -> None:
    assert (terms()["postIn"].domain, terms()["postIn"].range) == ("gov:Post", "gov:Organization")
    assert terms()["postIn"].traits == ("functional",)
    assert terms()["partOf"].traits == ("asymmetric", "irreflexive")
    assert terms()["part"].range == "title | summary | text"
    assert terms()["identityScore"].range == "xsd:decimal 0.0 … 1.0"
    assert terms()["restsOn"].domain is None
    assert (terms()["number"].kind, terms()["weakName"].kind) == ("attribute", "annotation")


def test_legal_sources_are_kept_as_they_are_cited() -> None:
    assert terms()["Circular"].sources == ("Luật Ban hành văn bản quy phạm pháp luật 80/2015/QH13, Điều 24",)


def test_a_file_that_is_no_turtle_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = tmp_path / "govkg.ttl"
    wrong.write_text("@prefix e: <https://example.org/> .\ne:a e:b\ne:c e:d .\n", "utf-8")
    monkeypatch.setattr(resources, "path", lambda _: wrong)
    with pytest.raises(DataError) as caught:
        glossary.terms.__wrapped__()
    assert (caught.value.path, caught.value.line) == (wrong, 3)
