"""One run against one endpoint: its profile, its client or none, and the cache, opened and closed together."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from govkg.errors import GovkgError
from govkg.linking.cache import Cache
from govkg.linking.candidates import Asking
from govkg.linking.endpoint import Endpoint, Manners
from govkg.linking.profile import profile


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to ask and how: the profile's own address for no ``url``; ``offline`` asks the cache alone.

    Answers older than ``days`` are asked for anew. ``manners`` are the profile's for None.
    """

    profile: str = "wikidata"
    url: str | None = None
    offline: bool = False
    days: float = 30.0
    cache: Path | None = None
    manners: Manners | None = None


WIKIDATA: Final = Asked()
"""Wikidata, with the cache at its usual place."""


@contextmanager
def asking(asked: Asked) -> Iterator[Asking]:
    """Someone to ask.

    Raises:
        NotFound: there is no profile of that name.
        GovkgError: no address is known, or the cache cannot be used.

    """
    known = profile(asked.profile)
    url = asked.url or known.endpoint
    if url is None:
        raise GovkgError(f"the profile {asked.profile} is for any endpoint: say which by --endpoint")
    manners = asked.manners or Manners(pause=known.pause, contact=os.environ.get("GOVKG_CONTACT"))
    endpoint = Endpoint(url, manners)
    cache = Cache(asked.cache)
    try:
        yield Asking(known, url, cache, None if asked.offline else endpoint, timedelta(days=asked.days))
    finally:
        cache.close()
