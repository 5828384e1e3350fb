"""What is kept on disk, and what is said when it cannot be."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from govkg.errors import GovkgError
from govkg.linking.cache import Answer, Cache, cache_folder

WHEN = datetime(2026, 1, 2, tzinfo=UTC)
LATER = datetime(2026, 2, 3, tzinfo=UTC)


def test_answers_are_kept_by_endpoint_question_and_key(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "deep" / "links.sqlite")
    cache.keep("here", "names", {"Bộ Y tế": ["x"], "nobody": []}, WHEN)
    cache.keep("there", "names", {"Bộ Y tế": ["y"]}, WHEN)
    cache.keep("here", "names", {"Bộ Y tế": ["z"]}, LATER)
    assert cache.answers("here", "names", ["Bộ Y tế", "nobody", "never asked"]) == {
        "Bộ Y tế": Answer(["z"], LATER),
        "nobody": Answer([], WHEN),
    }
    assert cache.answers("here", "about", ["Bộ Y tế"]) == {}
    cache.close()
    again = Cache(tmp_path / "deep" / "links.sqlite")
    assert again.answers("there", "names", ["Bộ Y tế"]) == {"Bộ Y tế": Answer(["y"], WHEN)}
    again.close()


def test_many_keys_are_one_matter(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "links.sqlite")
    many = {str(number): number for number in range(2500)}
    cache.keep("here", "names", many, WHEN)
    assert {key: answer.value for key, answer in cache.answers("here", "names", many).items()} == many
    cache.close()


def test_a_file_that_is_no_cache_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "links.sqlite"
    path.write_text("nothing of the kind " * 100)
    with pytest.raises(GovkgError, match=r"links\.sqlite: the cache cannot be used: .*remove it"):
        Cache(path)


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GovkgError, match="the cache cannot be used"):
        Cache(tmp_path / "file" / "links.sqlite")


def test_the_folder_is_the_users_own_or_the_systems(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GOVKG_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"
    monkeypatch.delenv("GOVKG_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "govkg"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache" / "govkg"
