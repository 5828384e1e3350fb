"""The words of personnel decisions (``decisions.yaml``) as patterns, and a decision as one sentence tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import get_args

from govkg import datafile
from govkg.model.actors import Agent, Organization, Person
from govkg.model.facts import DecisionAction
from govkg.model.span import Span
from govkg.text.alternation import one_of

DECISIONS = "data/rules/decisions.yaml"
_BADGE = re.compile(
    r"Huy hiệu \d{2} năm tuổi Đảng|[Kk]ỷ niệm chương “[^”]{3,60}”|[Kk]ỷ niệm chương Vì [\w ]{3,40}?(?=[,.;]| cho| của)"
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What ``decisions.yaml`` lists, each key as one pattern."""

    verb: re.Pattern[str]
    actions: dict[str, DecisionAction]
    to_post: re.Pattern[str]
    becoming: re.Pattern[str]
    by_decision: re.Pattern[str]
    heading: re.Pattern[str]
    rank: re.Pattern[str]
    award: re.Pattern[str]
    conferring: re.Pattern[str]
    receiving: re.Pattern[str]
    not_done: re.Pattern[str]
    wished: re.Pattern[str]
    tasks_too: frozenset[str]
    passive: re.Pattern[str]
    honour: re.Pattern[str]


@cache
def rules() -> Rules:
    """The words of decisions.

    Raises:
        DataError: an action that no decision has; with its line.

    """
    data = datafile.read(DECISIONS).fields(
        "actions", "to_post", "becoming", "by_decision", "heading", "ranks", "awards", "conferring", "receiving",
        "not_done", "wished", "between", "honour", "tasks_too",
    )  # fmt: skip

    def listed(key: str) -> str:
        return one_of(data[key].texts(), capital=True)

    actions: dict[str, DecisionAction] = {}
    for name, entry in data["actions"].items():
        action = next((known for known in get_args(DecisionAction) if known == name), None)
        if action is None:
            raise entry.error(f"unknown action {name!r}; known are {', '.join(get_args(DecisionAction))}")
        actions |= dict.fromkeys(entry.texts(), action)
    return Rules(
        verb=re.compile(rf"(?<!\w)(?:{one_of(actions, capital=True)})(?!\w)"),
        actions=actions,
        to_post=re.compile(rf"(?<!\w)(?:{listed('to_post')})(?!\w)"),
        becoming=re.compile(rf"(?<!\w)(?:{listed('becoming')})\s"),
        by_decision=re.compile(rf"(?<!\w)(?:{listed('by_decision')})(?!\w)"),
        heading=re.compile(rf"(?<!\w)(?:{listed('heading')})\s\Z"),
        rank=re.compile(rf"(?<!\w)(?:{listed('ranks')})(?!\w)"),
        award=re.compile(rf"(?<!\w)(?:{listed('awards')})(?!\w)|{_BADGE.pattern}"),
        conferring=re.compile(rf"(?<!\w)(?:{listed('conferring')})(?!\w)"),
        receiving=re.compile(rf"(?<!\w)(?:{listed('receiving')})(?!\w)"),
        not_done=re.compile(rf"(?<!\w)(?:{listed('not_done')})\s\Z"),
        tasks_too=frozenset(data["tasks_too"].texts()),
        wished=re.compile(rf"(?<!\w)(?:{listed('wished')})(?!\w)[^,;.:]*\Z"),
        passive=re.compile(rf"(?<!\w)(?:được|bị)\s(?:(?:{listed('between')})\s)*\Z"),
        honour=re.compile(rf"[\s,:]*(?:(?:{listed('honour')})[\s:,]+)*"),
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; ``span`` is where its words lie, ``rule`` and ``confidence`` say how it was read."""

    action: DecisionAction
    person: Person
    title: str
    organization: Organization | None
    by: Agent | None
    span: Span
    rule: str
    confidence: float
