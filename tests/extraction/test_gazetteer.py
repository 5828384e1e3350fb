import pytest

from govkg.errors import DataError
from govkg.extraction import gazetteer as module
from govkg.extraction.gazetteer import Known, gazetteer, reference_bodies
from govkg.folding import fold
from govkg.text.words import Words


def found(text: str) -> list[str]:
    words = Words.of(text)
    return [
        words.written(find.first, find.after)
        for row in gazetteer().finds(words).values()
        for find in row
        if isinstance(find.what, Known)
    ]


def test_names_are_found_in_any_spelling() -> None:
    assert found("Theo Uỷ ban Thường vụ Quốc hội và Bộ LĐ-TB&XH") == [
        "Uỷ ban Thường vụ Quốc hội",
        "Thường vụ Quốc hội",
        "Quốc hội",
        "Bộ LĐ-TB&XH",
    ]


def test_only_whole_words_are_found() -> None:
    assert found("Chính phủNhật") == []


def test_every_known_body_has_an_iri_and_a_name() -> None:
    bodies = {body for _, body in reference_bodies()}
    assert len({body.iri for body in bodies}) == len(bodies) > 300
    assert all(fold(body.name) in gazetteer().known for body in bodies)


def test_a_bad_file_is_named_with_its_line(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("@prefix a: <urn:a> .\na:b a:c .\n", "utf-8")
    monkeypatch.setattr(module.resources, "files", lambda _folder, _pattern: [bad])
    with pytest.raises(DataError, match=r"bad\.ttl:2"):
        list(reference_bodies())
