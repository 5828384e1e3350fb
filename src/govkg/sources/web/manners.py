"""How addresses are asked for: who asks, how often, how much, and whether private hosts may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

from govkg import resources
from govkg.sources.decoding import LARGEST


def _agent() -> str:
    return f"govkg/{version('govkg')} (+https://w3id.org/govkg)"


@dataclass(frozen=True, slots=True)
class Manners:
    """The defaults are those of a guest; times are in seconds, sizes in bytes."""

    agent: str = field(default_factory=_agent)
    """Who asks; add where you can be reached."""
    robot: str = "govkg"
    """The name that robots.txt may speak to."""
    delay: float = 1.0
    """Between two requests to one host, at least; more where its robots.txt asks for more."""
    pages: int = 1000
    """Of one feed or sitemap (with those it lists) at most, newest first where it says when."""
    private: bool = False
    """Whether addresses that are not public (this machine, its network) may be asked."""
    patience: float = 20.0
    """For connecting, and for each wait on the wire."""
    longest: float = 120.0
    """For one whole answer."""
    largest: int = LARGEST
    """Of one page, unpacked."""
    tries: int = 4
    """Of a request that a busy (429) or failing (5xx) host answers, or that breaks off."""
    pause: float = 2.0
    """Before the second try; doubled before each next one, unless the host says how long (Retry-After)."""
    longest_pause: float = 300.0
    """A host that asks to wait longer is left alone in this run."""
    hops: int = 5
    """Redirects that are followed."""
    fresh: timedelta = timedelta(days=1)
    """A page that was had so recently is not asked for again; so a run that was stopped goes on where it was."""
    folder: Path | None = field(default_factory=resources.cache_folder)
    """Where pages are kept; None keeps none."""
