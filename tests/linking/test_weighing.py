"""What each kind of evidence says, one at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from govkg import resources
from govkg.errors import DataError
from govkg.linking.candidates import Candidate, Position
from govkg.linking.method import method
from govkg.linking.profile import profile
from govkg.linking.scoring import best, scored
from govkg.linking.subjects import Held, Name, Subject
from govkg.model.interval import PartialDate
from govkg.vocabulary import Gov

COUNTRY = "https://example.org/country"
HEALTH = (Name("Bộ Y tế", "vi", main=True), Name("Ministry of Health", "en", main=True))
PERSON = Subject(
    "https://w3id.org/govkg/id/person/x", "person", "Official", (Name("Triệu Khắc Viêm", "vi", main=True),),
    held=(Held("post", "Bộ trưởng Bộ Y tế", "body", HEALTH, "Minister", PartialDate(2012, 1, 6), PartialDate(2013)),),
)  # fmt: skip
LAW = Subject(
    "https://w3id.org/govkg/id/document/x", "document", "Law", (Name("Luật Mẫu", "vi", main=True),),
    number="04/2011/QH13", issued=PartialDate(2011, 11, 11),
)  # fmt: skip
BODY = Subject("https://w3id.org/govkg/id/organization/x", "organization", "Ministry", HEALTH)
STANDARD = Subject(
    "https://w3id.org/govkg/id/standard/x", "standard", "Standard", (Name("ISO 9001:2008", "en", main=True),)
)


def candidate(subject: Subject, **more: object) -> Candidate:
    known = Candidate(
        iri="https://example.org/item", names=subject.names, families=frozenset({subject.family}), kinds=frozenset(),
        countries=frozenset({COUNTRY}), born=None, died=None, begin=None, end=None, issued=None, numbers=frozenset(),
        parents=(), positions=(), retrieved=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    return replace(known, **more)  # type: ignore[arg-type]


def said(subject: Subject, **more: object) -> tuple[str, float]:
    """All reasons and the score."""
    (one,) = scored(subject, [candidate(subject, **more)], COUNTRY)
    return one.comparison.words("en"), one.comparison.score


def position(label: str, begin: int | None = None, end: int | None = None, language: str = "vi") -> dict[str, object]:
    days = [PartialDate(year) if year else None for year in (begin, end)]
    return {"positions": (Position("https://example.org/post", (Name(label, language, main=True),), *days),)}


def test_a_name_and_a_country_alone_assert_nobody() -> None:
    for name in ("Triệu Khắc Viêm", "Nguyễn Văn Anh"):
        one = replace(PERSON, names=(Name(name, "vi", main=True),))
        assert said(one)[1] < method().bar


@pytest.mark.parametrize(
    ("theirs", "words", "sure"),
    [
        (position("Bộ trưởng Bộ Y tế (Việt Nam)", 2011, 2014), "at the same time 2011–2014", True),
        (position("Minister of Health of Vietnam", 2011, 2014, "en"), "the same post", True),
        (position("Bộ trưởng Bộ Y tế", 1960, 1965), "at another time", False),
        (position("Deputy Minister of Health", 2011, 2014, "en"), "the same body", True),
        (position("Deputy Minister of Health", 1961, 1964, "en"), "at another time", False),
        (position("Bộ trưởng Bộ Tài chính", 2011, 2014), "other posts", False),
        (position("Minister of Public Health and Sport of Elsewhere", 2011, 2014, "en"), "other posts", False),
        ({"died": PartialDate(2001)}, "before the post", False),
    ],
)
def test_posts(theirs: dict[str, object], words: str, sure: bool) -> None:
    told, score = said(PERSON, **theirs)
    assert words in told
    assert (score >= method().bar) == sure


@pytest.mark.parametrize(
    ("ours", "theirs", "words", "sure"),
    [
        (PartialDate(1960, 3, 4), PartialDate(1960, 3, 4), "both born on 1960-03-04", True),
        (PartialDate(1960), PartialDate(1960, 3, 4), "both born in 1960", True),
        (PartialDate(1960), PartialDate(1961), "there 1961", False),
        (PartialDate(1960), PartialDate(1990), "there 1990", False),
    ],
)
def test_births(ours: PartialDate, theirs: PartialDate, words: str, sure: bool) -> None:
    told, score = said(replace(PERSON, born=ours, held=()), born=theirs)
    assert words in told
    assert (score >= method().bar) == sure


@pytest.mark.parametrize(
    ("theirs", "words", "sure"),
    [
        ({"numbers": frozenset({"Luật số 04/2011/QH13"})}, "the same number", True),
        ({"issued": PartialDate(2011, 11, 11)}, "both issued on 2011-11-11", True),
        ({"issued": PartialDate(2000, 6, 9)}, "there 2000-06-09", False),
        ({"numbers": frozenset({"05/2000/QH10"})}, "another number", False),
        ({"families": frozenset({"person"})}, "another sort of thing", False),
    ],
)
def test_laws(theirs: dict[str, object], words: str, sure: bool) -> None:
    told, score = said(LAW, **theirs)
    assert words in told
    assert (score >= method().bar) == sure


@pytest.mark.parametrize(
    ("ours", "theirs", "words", "sure"),
    [
        ({}, {"kinds": frozenset({"Ministry"})}, "both a Ministry", True),
        ({}, {"kinds": frozenset({"Province"})}, "of another kind: Province", False),
        ({}, {"countries": frozenset({"https://example.org/elsewhere"})}, "another country", False),
        ({}, {"countries": frozenset()}, "of no known country", False),
        ({"begin": PartialDate(2007)}, {"end": PartialDate(1960)}, "existed at another time", False),
        ({"curated": True}, {"end": PartialDate(1960)}, "had ended in 1960", False),
        ({"abroad": True}, {"countries": frozenset()}, "same name", True),
    ],
)
def test_bodies(ours: dict[str, object], theirs: dict[str, object], words: str, sure: bool) -> None:
    told, score = said(replace(BODY, **ours), **theirs)  # type: ignore[arg-type]
    assert words in told
    assert (score >= method().bar) == sure


def test_a_body_of_the_same_parent_and_of_another() -> None:
    one = replace(BODY, parent="above", parent_names=(Name("Chính phủ", "vi", main=True),))
    same = (("https://example.org/gov", (Name("Chính phủ", "vi", main=True),)),)
    other = (("https://example.org/city", (Name("Huế", "vi", main=True),)),)
    assert "both part of Chính phủ" in said(one, parents=same)[0]
    assert "part of another body" in said(one, parents=other)[0]


def test_another_edition_is_another_standard() -> None:
    assert said(STANDARD)[1] >= method().bar
    told, score = said(STANDARD, names=(Name("ISO 9001", "en", main=True), Name("ISO 9001:2008", "en"),
                                        Name("ISO 9001:2015", "en")))  # fmt: skip
    assert "another edition" not in told
    told, score = said(STANDARD, names=(Name("ISO 9001:2015", "en", main=True),))
    assert "another edition" in told
    assert score < 0.1


def test_two_that_are_as_likely_are_no_decision() -> None:
    sure = candidate(LAW, numbers=frozenset({"04/2011/QH13"}))
    twins = scored(LAW, [sure, replace(sure, iri="https://example.org/twin")], COUNTRY)
    assert twins[0].comparison.score >= method().bar
    assert best(twins) is None
    assert best(twins[:1]) is twins[0]
    assert best([]) is None


def test_reasons_name_the_facts_that_they_rest_on() -> None:
    (one,) = scored(PERSON, [candidate(PERSON, **position("Bộ trưởng Bộ Y tế", 2011, 2014))], COUNTRY)
    grounds = {ground for support in one.supports for ground in support.grounds}
    assert (Gov.inPost, "post") in grounds


def test_the_files_are_whole() -> None:
    assert method().weights.keys() == {"person", "organization", "document", "standard"}
    known = profile("wikidata")
    assert known.country == "http://www.wikidata.org/entity/Q881"
    assert known.families["http://www.wikidata.org/entity/Q5"] == "person"
    assert set(known.brings) == {"birth_date", "english_name", "portrait"}
    assert profile("labels").endpoint is None


def test_a_wrong_profile_says_in_which_line(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    known = resources.path("data/linking/endpoints/labels.yaml").read_text("utf-8")
    own.write_text(known.replace("pause: 0.5", "pause: soon"), "utf-8")
    with pytest.raises(DataError, match=r"own\.yaml:4:8: expected a number"):
        profile(str(own))
