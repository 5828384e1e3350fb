"""A news site on loopback, and manners under which it may be asked without waiting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from site_on_loopback import Site, serving

pytest.importorskip("protego", reason="the extra web is not installed")
from govkg.sources.web.manners import Manners


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as running:
        yield running


@pytest.fixture
def manners(tmp_path: Path) -> Manners:
    return Manners(delay=0, pause=0.01, private=True, patience=5, longest=20, folder=tmp_path / "kept")
