"""Which role of the closed list a title is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from govkg import ontology
from govkg.folding import fold
from govkg.ontology import Concept


@cache
def _roles() -> Mapping[str, Concept]:
    """Roles by every folded name."""
    found: dict[str, Concept] = {}
    for role in ontology.schemes()["post-role"].values():
        for name in (*role.labels.values(), *role.aliases):
            found.setdefault(fold(name), role)
    return found


@lru_cache(maxsize=16384)
def post_role(title: str, organization: str | None = None) -> Concept | None:
    """The role of a title, alone ("Thứ trưởng") or with its body ("Chủ tịch", "Quốc hội"); None for no known one."""
    roles = _roles()
    return (organization and roles.get(fold(f"{title} {organization}"))) or roles.get(fold(title))
