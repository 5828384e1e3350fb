"""The made-up world as a test has it at hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from linking_world import World, world_profile

from govkg.linking.cache import Cache
from govkg.linking.candidates import Asking
from govkg.linking.endpoint import Endpoint, Manners
from govkg.linking.session import Asked
from govkg.store.base import Change
from govkg.store.embedded import EmbeddedStore

QUICK = Manners(pause=0, tries=1, silence=20, deadline=20)


@dataclass
class Served:
    """The world, where it is asked, the profile by which, and a store that nobody may change."""

    world: World
    url: str
    profile: Path
    store: EmbeddedStore

    def copy(self) -> EmbeddedStore:
        """A store with the same quads, to be changed."""
        fresh = EmbeddedStore()
        fresh.apply(Change(add=list(self.store.dump())))
        return fresh

    def asked(self, cache: Path, *, offline: bool = False, url: str | None = None, days: float = 30) -> Asked:
        return Asked(str(self.profile), url or self.url, offline, days, cache, QUICK)

    def asking(self, cache: Cache, *, offline: bool = False) -> Asking:
        return Asking(world_profile(), self.url, cache, None if offline else Endpoint(self.url, QUICK))
