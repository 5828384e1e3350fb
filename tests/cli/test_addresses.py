"""Addresses on the command line: read where allowed, refused in one line where not."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from cli_outcome import Govkg

pytest.importorskip("protego", reason="the extra web is not installed")


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """An address on loopback that nobody listens at."""
    monkeypatch.setenv("GOVKG_CACHE", str(tmp_path / "cache"))
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/rss"


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_a_private_address_is_refused(govkg: Govkg, closed: str, command: str) -> None:
    assert f"{closed}: 127.0.0.1 is not a public address" in govkg(command, closed).error


def test_what_is_no_address(govkg: Govkg) -> None:
    assert "not an http(s) address" in govkg("extract", "ftp://example.org/x").error


def test_watching_what_is_no_folder(govkg: Govkg) -> None:
    pytest.importorskip("watchfiles", reason="the extra watch is not installed")
    outcome = govkg("watch", "gone")
    assert outcome.code == 1
    assert "gone: no such folder" in outcome.err


def test_wrong_words(govkg: Govkg) -> None:
    assert govkg("ingest", "x", "--delay", "-1").code == 2
    assert govkg("ingest", "x", "--pages", "0").code == 2
    assert govkg("watch").code == 2
