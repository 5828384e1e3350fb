"""The words of ``data/rules/decisions.yaml`` as patterns that are fast to try."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import get_args

from govkg import datafile
from govkg.model.facts import DecisionAction
from govkg.model.span import Span
from govkg.text.alternation import one_of
from govkg.text.anchored import Anchored

_FILE = "data/rules/decisions.yaml"
_LISTS = (
    "to_post", "becoming", "by_decision", "heading", "ranks", "awards", "conferring", "receiving", "not_done",
    "nominal", "approving", "wished", "between", "honour", "ends", "binding", "joining", "becomes_too", "pronouns",
    "into", "but", "charge", "asked",
)  # fmt: skip
_KEPSAKES = (
    r"Huy hiệu \d{2} năm tuổi Đảng|(?:[Kk]ỷ niệm chương|[Hh]uy chương|[Dd]anh hiệu) [“\"][^”\"]{3,60}[”\"]|"
    r"[Kk]ỷ niệm chương Vì [\w ]{3,40}?(?=[,.;]| cho| của)"
)
"""Badges whose names are open-ended."""
_ORDERS = r"Huân chương(?:\s[A-ZĐ]\w+){2,4}"
"""Orders of other states, by any name."""
_KEPSAKES_BEGIN = ("Huy hiệu", "kỷ niệm chương", "huy chương", "danh hiệu")
_CONSIDERED = r"(?<!đã (?=xem xét))"
"""Not behind "đã": what has been considered has been decided."""
_ELECTORS = (
    r"(?:(?:các|toàn thể|đa số|100%)\s){0,2}"
    r"(?:đại biểu|thượng nghị sĩ|hạ nghị sĩ|nghị sĩ|thành viên|ủy viên|uỷ viên|cử tri|đảng viên)"
    r"(?:\s\w+){0,6}\s(?:nhất trí\s|tín nhiệm\s)*"
)
"""Those between "được" and a verb who are many, and no body: "được | các đại biểu HĐND tỉnh | bầu"."""
_CLAUSE = 80
"""Characters before a verb that say whether it is done or only wished for."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Each pattern is what its list in the file says."""

    verb: Anchored
    actions: dict[str, DecisionAction]
    intransitive: frozenset[str]
    bare: frozenset[str]
    tasks_too: frozenset[str]
    to_post: re.Pattern[str]
    becoming: Anchored
    becomes_too: re.Pattern[str]
    by_decision: re.Pattern[str]
    heading: re.Pattern[str]
    rank: re.Pattern[str]
    award: Anchored
    conferring: re.Pattern[str]
    receiving: re.Pattern[str]
    not_done: re.Pattern[str]
    asked: re.Pattern[str]
    nominal: re.Pattern[str]
    approving: re.Pattern[str]
    wished: re.Pattern[str]
    but: re.Pattern[str]
    passive: re.Pattern[str]
    honour: re.Pattern[str]
    honoured: re.Pattern[str]
    ends: re.Pattern[str]
    binding: re.Pattern[str]
    joining: re.Pattern[str]
    pronoun: re.Pattern[str]
    this_one: re.Pattern[str]
    into: re.Pattern[str]
    charge: re.Pattern[str]
    seats: tuple[tuple[tuple[str, ...], str], ...]
    """How the names of bodies begin, and what their members are called."""


@cache
def decision_rules() -> Rules:
    """The rules, read once.

    Raises:
        DataError: the file is wrong, with its line.

    """
    data = datafile.read(_FILE).fields("actions", "intransitive", "bare", "tasks_too", "seats", *_LISTS)
    words = {key: one_of(data[key].texts(), capital=True) for key in _LISTS}
    actions: dict[str, DecisionAction] = {}
    for name, entry in data["actions"].items():
        action = next((known for known in get_args(DecisionAction) if known == name), None)
        if action is None:
            raise entry.error(f"unknown action {name!r}; known are {', '.join(get_args(DecisionAction))}")
        actions |= dict.fromkeys(entry.texts(), action)

    def anywhere(key: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{words[key]})(?!\w)")

    def right_before(key: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{words[key]})\s\Z")

    return Rules(
        verb=Anchored.of(rf"(?<!\w)(?:{one_of(actions, capital=True)})(?!\w)", actions, capital=True),
        actions=actions,
        intransitive=frozenset(data["intransitive"].texts()),
        bare=frozenset(data["bare"].texts()),
        tasks_too=frozenset(data["tasks_too"].texts()),
        to_post=re.compile(rf"(?<!\w)(?:{words['to_post']})(?!\w|\sviệc\b)"),
        becoming=Anchored.of(rf"(?<!\w)(?:{words['becoming']})\s", data["becoming"].texts(), capital=True),
        becomes_too=re.compile(rf"(?<!\w)(?:{words['becomes_too']})\s"),
        by_decision=anywhere("by_decision"),
        heading=right_before("heading"),
        rank=anywhere("ranks"),
        award=Anchored.of(
            rf"{_KEPSAKES}|(?<!\w)(?:{words['awards']})(?!\w)|{_ORDERS}",
            [*data["awards"].texts(), *_KEPSAKES_BEGIN],
            capital=True,
        ),
        conferring=anywhere("conferring"),
        receiving=anywhere("receiving"),
        not_done=re.compile(rf"(?<!\w){_CONSIDERED}(?:{words['not_done']})\s\Z"),
        asked=right_before("asked"),
        nominal=right_before("nominal"),
        approving=re.compile(rf"(?<!\w)(?:{words['approving']})(?!\w)[^.;]{{0,90}}\Z"),
        wished=re.compile(rf"(?<!\w)(?<!phê chuẩn ){_CONSIDERED}(?:{words['wished']})(?!\w)[^,;.:]*\Z"),
        but=re.compile(rf"\s(?:{one_of(data['but'].texts())})\s"),
        passive=re.compile(rf"(?<!\w)(?:được|bị)\s(?:(?:{words['between']})\s)*(?:{_ELECTORS})?\Z"),
        honour=re.compile(rf"[\s,:]*(?:(?:{words['honour']}|\d+)[\s:,]+)*"),
        honoured=re.compile(rf"(?:^|[,;:(]|\b(?:và|cùng))\s*(?P<by>(?:(?:{words['honour']})\s)*)\Z"),
        ends=re.compile(rf"(?:,|\s)\s?(?:{words['ends']})\s"),
        binding=re.compile(
            rf"(?:(?<!\w)(?:{words['binding']})(?!\w)\s*:?|:)\s*(?:(?:{words['honour']}|\d+)[\s:,]+)*\Z"
        ),
        joining=re.compile(rf"\s?(?:{words['joining']}|[,/])\s(?:(?:{words['between']})\s)?"),
        pronoun=re.compile(rf"(?<!\w)(?:{words['pronouns']})\s(?:này\s)?(?:(?:được|bị|đã|cũng|sẽ|vừa)\s)*\Z"),
        this_one=re.compile(rf"(?<!\w)(?:đối với|với|cho)\s(?:{words['pronouns']})\s(?:này|ấy)(?!\w)"),
        into=re.compile(rf"(?<!\w)(?:{words['into']})\s"),
        charge=re.compile(rf"(?<!\w)(?:{words['charge']})\s"),
        seats=tuple((tuple(entry.texts()), title) for title, entry in data["seats"].items()),
    )


def is_done(text: str, sentence: Span, verb: int) -> bool:
    """Whether what a verb tells has been decided: not wished for, not denied, no mere name of a kind of work."""
    rules, clause = decision_rules(), max(sentence.start, verb - _CLAUSE)
    if rules.not_done.search(text, clause, verb):
        return _GRANTED.search(text, verb, min(sentence.end, verb + _CLAUSE)) is not None and (
            rules.asked.search(text, clause, verb) is not None
        )
    wished = rules.wished.search(text, clause, verb)
    if wished is not None and rules.but.search(text, wished.end() - len(wished[0]), verb) is None:
        return False
    if rules.nominal.search(text, clause, verb) is None:
        return True
    if rules.approving.search(text, max(sentence.start, verb - 120), verb) is not None:
        return True
    return _DECIDED.search(text, verb, min(sentence.end, verb + 240)) is not None


_GRANTED = re.compile(
    r"\b(?<!chưa )(?<!không )được\s[^.;:“”]{0,50}?(?:chấp thuận|chấp nhận|đồng ý|phê chuẩn|giải quyết)\b"
)
"""Behind what somebody asks for: "xin từ chức và | được Tổng thống chấp thuận"."""
_DECIDED = re.compile(
    r"[^.;:“”]\s(?:đã\s|vừa\s)?được\s[^.;:“”]{0,60}?(?:quyết định|phê chuẩn|thông qua|công bố|chuẩn y|tán thành)\b"
)
"""Behind what is decided: "Việc bổ nhiệm ông A làm X | được Thủ tướng quyết định"."""
