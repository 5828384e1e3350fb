"""Whether a noun of planning names one plan: by its period or year, by what it is about, by whose it is.

Without such a mark a "chương trình" is any show or agenda, and a "kế hoạch" whatever somebody intends.
"""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.document_rules import document_rules
from govkg.extraction.titles import Title

_PERIOD = re.compile(
    r"(?:giai đoạn|thời kỳ|nhiệm kỳ|trung hạn|\d năm) (?:19|20)\d\d ?[-–] ?(?:19|20)\d\d|đến năm 20\d\d"
)
_OF_YEAR = re.compile(
    r"(?<!vào)(?<!trong)(?<!từ)(?<!đến)(?<!cho)(?<!tới)(?<!cuối)(?<!đầu)(?<!sau)(?<!giữa)(?<!trước)(?<!hè)(?<!xuân)"
    r" năm (?:học )?(?:19|20)\d\d(?: ?[-–] ?(?:19|20)\d\d)?\Z"
)
"""At the end of a title: the year that a plan is for, and not the time at which something happens."""
_PARTNERS = re.compile(r"\b(?:[Đđ]ối tác|[Cc]ấp|[Mm]ục tiêu|[Tt]ầm|[Ýý] nghĩa) \Z")
_COMMANDS = re.compile(
    r"\b(?:[Cc]hỉ huy|[Tt]ư lệnh|[Ll]ực lượng|[Tt]ên lửa|[Hh]ạt nhân|[Nn]ghiên cứu|[Vv]ận hành và|[Kk]inh tế và) \Z"
)
"""Before "Chiến lược" within the name of a command, a dialogue or a post."""
_CARRIED_OUT = re.compile(r"\b(?:[Tt]ình hình|[Kk]ết quả) (?:tổ chức )?(?:thực hiện|triển khai) \Z")
_NO_PLAN: Final = (
    "mới ",
    "trong ",
    "với ",
    "của ",
    "theo ",
    "tại ",
    "này",
    "và ",
    "cho ",
    "đó",
    "đến ",
    "từ ",
    "là ",
    "mà ",
    "nhằm ",
    "đối với ",
)
"""What goes on about a plan that was named before, rather than names one."""


def goes_on(title: Title) -> bool:
    """Whether the words behind a noun of planning name no plan: "kế hoạch này", "kế hoạch của ông"."""
    return title.words.startswith(_NO_PLAN) or title.words in document_rules().programme_opens


def is_carried_out(text: str, noun: int) -> bool:
    """Whether how a plan is carried out is told, which is the matter of a report: "tình hình thực hiện | kế hoạch"."""
    return _CARRIED_OUT.search(text, max(0, noun - 32), noun) is not None


def is_adjective(text: str, noun: int) -> bool:
    """Whether a noun of planning goes on with another one, or tells how something is: "đối tác | chiến lược | mới"."""
    if text.endswith("ồ án ", 0, noun) or _COMMANDS.search(text, max(0, noun - 24), noun) is not None:
        return True
    return text[noun].islower() and _PARTNERS.search(text, max(0, noun - 12), noun) is not None


def is_layout(noun: str, read: Title) -> bool:
    """Whether it is the layout of a plan of land, by what it is for: "đồ án | quy hoạch phân khu đô thị A"."""
    return (
        noun.casefold() == _LAYOUT
        and read.words.casefold().startswith("quy hoạch ")
        and read.count >= _FEWEST_OF_LAYOUT
    )


_SCHEME: Final = "đề án"
_LAYOUT: Final = "đồ án"
_FEWEST_OF_LAYOUT: Final = 5
_OVERALL: Final = {"kế hoạch": ("tổng thể ",), "quy hoạch": ("tổng thể ", "chung ", "phân khu ", "chi tiết ")}
_NAMED = re.compile(r" [A-ZĐ]\w*[^\WA-ZĐ\d]")
"""In a title: a name, and no letters only."""
_FEWEST_OVERALL: Final = 5


def is_plan(noun: str, read: Title, *, capital: bool, carried_out: bool) -> bool:
    """Whether a noun with its title names one plan, by itself."""
    rules, title = document_rules(), read.words
    if noun.casefold() == _SCHEME and (title[0].isdigit() or rules.no_scheme.match(title) is not None):
        return False  # "Đề án đưa ra mục tiêu"
    if noun.casefold() == _LAYOUT:
        return is_layout(noun, read)
    if capital and read.body is not None and noun.casefold() == "kế hoạch":
        return True  # "Kế hoạch cải cách hành chính của UBND tỉnh"
    if noun.casefold() in rules.programmes:
        return True
    if noun.casefold() in _OVERALL and title.startswith(_OVERALL[noun.casefold()]) and _NAMED.search(title):
        return read.count >= _FEWEST_OVERALL  # with the name of whom or which place it is for
    if period := _PERIOD.search(title):
        return capital or not period[0].startswith(("đến", "nhiệm kỳ")) or title.startswith(rules.plan_kinds)
    if not carried_out and rules.yearly.match(f"{noun} {title}") and _OF_YEAR.search(title):
        return True
    if noun.casefold() == "chương trình":
        return capital and title.casefold().startswith(rules.programme_opens)
    return capital and (noun.casefold() in ("đề án", "chiến lược") or any(mark in title for mark in rules.plan_marks))
