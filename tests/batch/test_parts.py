"""Reading what a batch left behind, and refusing what was damaged."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from govkg.batch.parts import Manifest, Part, lines, load
from govkg.errors import StoreError, StoreVersion
from govkg.store import canonical
from govkg.store.base import FORMAT_VERSION
from govkg.store.embedded import EmbeddedStore

LINES = [
    f'<https://example.org/{i}> <https://example.org/p> "số {i}" <https://example.org/g> .\n'.encode() for i in range(9)
]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "quads").mkdir()
    (tmp_path / "manifest").mkdir()
    parts = []
    for number in range(3):
        some, total = LINES[3 * number : 3 * number + 3], canonical.Digest()
        for line in some:
            total.add(line)
        parts.append(Part(f"part-{number:05}.gz", 3, total.hexdigest()))
        (tmp_path / "quads" / parts[-1].name).write_bytes(gzip.compress(b"".join(some)))
    digest = canonical.combined(part.digest for part in parts)
    manifest = Manifest(FORMAT_VERSION, 2, 1, 5, 9, digest, tuple(parts))
    (tmp_path / "manifest" / "part-00000").write_text(manifest.to_json() + "\n")
    return tmp_path


def test_the_manifest_comes_back(output: Path) -> None:
    manifest = Manifest.read(output)
    assert (manifest.articles, manifest.refused, manifest.statements, manifest.quads) == (2, 1, 5, 9)
    assert [line for part in manifest.parts for line in lines(output, part)] == LINES


def test_a_store_holds_what_the_manifest_says(output: Path) -> None:
    with EmbeddedStore() as store:
        manifest = load(output, store)
        assert canonical.digest(store.dump()).hexdigest() == manifest.digest


def test_a_batch_that_did_not_end_is_refused(output: Path) -> None:
    (output / "manifest" / "part-00000").unlink()
    with pytest.raises(StoreError, match="did not come to its end"):
        Manifest.read(output)


def test_a_damaged_manifest_is_refused(output: Path) -> None:
    (output / "manifest" / "part-00000").write_text('{"format": "1"}')
    with pytest.raises(StoreError, match="damaged"):
        Manifest.read(output)


def test_another_format_is_refused(output: Path) -> None:
    path = output / "manifest" / "part-00000"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": "9"}))
    with pytest.raises(StoreVersion):
        Manifest.read(output)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (gzip.compress(b"".join(LINES[3:5]), mtime=0), "digest differs"),
        (gzip.compress(b"".join(LINES[:3]), mtime=0), "digest differs"),
        (b"no gzip", "cannot be read"),
        (gzip.compress(b"".join(LINES[3:6]), mtime=0)[:-6], "cannot be read"),
    ],
    ids=["another part", "other lines", "no gzip", "cut short"],
)
def test_a_damaged_part_is_found_before_anything_is_loaded(output: Path, content: bytes, message: str) -> None:
    (output / "quads" / "part-00001.gz").write_bytes(content)
    with EmbeddedStore() as store:
        with pytest.raises(StoreError, match=message):
            load(output, store)
        assert len(store) == 0
