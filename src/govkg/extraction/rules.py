"""The names of rules with how often each is right, as reviewed data (``data/rules/actors.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from govkg import datafile


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its name in statements; ``confidence`` is how often its readings are right (0 to 1)."""

    name: str
    confidence: float
    reads: str


@cache
def rules() -> Mapping[str, Rule]:
    """The rules for names and parts.

    Raises:
        DataError: a rule without confidence or description; with its line.

    """
    found = {}
    for name, entry in datafile.read("data/rules/actors.yaml").items():
        fields = entry.fields("confidence", "reads")
        found[name] = Rule(name, entry["confidence"].number(), fields["reads"].text())
    return found
