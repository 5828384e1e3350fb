"""What a sentence says to belong to what: "Viện A và Viện B cùng thuộc Bộ C", "Đơn vị này là công ty con của D".

The words between two bodies say it, whatever stands around them; a list belongs as its last or first body does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from govkg.extraction.coreference import Cast
from govkg.extraction.items import Item
from govkg.extraction.scenes import Scene, body_of
from govkg.model.actors import Organization
from govkg.model.facts import PartOf
from govkg.model.span import Span

_UNIT: Final = (
    r"(?:đơn vị|cơ quan|tổ chức|doanh nghiệp|công ty|tổng công ty|chi nhánh|trường|viện|trung tâm|bệnh viện|khoa|phòng"
    r"|bộ phận|nhà máy|xí nghiệp|thành viên|cục|vụ|sở|ban|hội|trạm|đội|tòa soạn|tờ báo|tạp chí|bảo tàng|thư viện)"
)
_KIND: Final = r"(?:\s(?!của\b|thuộc\b|trực\b|không\b)[^\s,.;:()“”]{1,12}){0,4}?"
"""Words that say what kind of unit one is: "công ty | con niêm yết"."""
_IN: Final = r"(?:(?:trực\s)?thuộc|nằm\strong(?:\shệ\sthống)?)"
_UNDER: Final = rf"(?:{_IN}|{_UNIT}{_KIND}\s(?:{_IN}|của))"
_BELONGS = re.compile(
    r"\)?(?:\s?\([^()]{1,40}\))?(?:(?:,|\s[–-])?\s?\(?\s?"
    rf"(?:(?:hiện|vốn|cùng|đều|nay|vẫn|đã|vừa|sẽ|cũng|chính thức|được|chuyển|đưa|giao|về)\s)*{_IN}"
    r"|(?:(?:(?:,|\s[–-])\s|\s?\()(?:(?:là|một|trong|hai|ba|bốn)\s)*"
    r"|\s(?:(?:hiện|vốn|cùng|đều|nay|vẫn|cũng)\s)*(?:là|trở thành)\s(?:(?:một|trong|hai|ba|các|những)\s)*)"
    rf"{_UNIT}{_KIND}\s(?:{_IN}|của))\s(?:các\s)?"
)
"""Between a body and its whole."""
_TOGETHER: Final = re.compile(r"\b(?:cùng|đều)\b")
_ALSO: Final = re.compile(r",?\s(?:và|cùng|với|&)\s|[,;]\s|,?\scùng\svới\s|,?\svà\s(?:các\s)?")
"""Between two bodies of a list."""
_BACK = re.compile(
    r"(?:Đây|(?P<many>(?:Hai|Ba|Bốn|Cả (?:hai|ba|bốn)|Các|Những)\s)?"
    rf"(?P<noun>{_UNIT}){_KIND}\s(?:này|nói trên|trên|kể trên))\s"
    rf"(?:(?:hiện|vốn|cùng|đều|nay|vẫn|cũng|là|một)\s)*{_UNDER}\s",
    re.IGNORECASE,
)
"""In front of a whole: the bodies of the sentence before belong to it."""
_OF_IT = re.compile(
    rf"(?:(?:Vốn|Hiện|Là|là|một|hiện|vốn)\s)*(?:[Tt]rực thuộc|[Tt]huộc|Nằm trong|{_UNIT}{_KIND}\s(?:{_IN}|của))\s"
)
"""A sentence opens so with the whole, behind which the part stands: "Trực thuộc Bộ A, | Cục B …"."""
_HAS = re.compile(
    r"(?:\s?\([^()]{1,40}\))?,?\s(?:(?:hiện|đang|nay)\s)*(?:có|gồm(?:\scó)?|bao gồm|quản lý(?: trực tiếp)?)\s"
    rf"(?:[\w.]+\s){{0,2}}?{_UNIT}(?:\s[^\s,.;:()“”]{{1,12}}){{0,6}}?"
    r"(?:\s(?:gồm(?:\scó)?|bao gồm|là|như)|,\s(?:gồm|bao gồm|trong đó có|trong đó|như|đó là|là)|:|\s\()\s?(?:có\s)?"
)
"""Between a whole and the first of its parts."""
_UNITS_OF = re.compile(
    r"\b(?:[Cc]ác|[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm|[Ss]áu|[Bb]ảy|[Tt]ám|[Cc]hín|[Mm]ười|\d+|[Nn]hững|[Nn]hiều|[Mm]ột số)\s"
    rf"{_UNIT}{_KIND}\s(?:{_IN}|thành viên của|của|trong|con của)\s(?:các\s)?\Z"
)
"""In front of a whole whose parts follow."""
_NAMELY = re.compile(
    r"(?:\s?\([^()]{1,40}\))?(?:\s(?:gồm(?:\scó)?|bao gồm|là|như)"
    r"|,\s(?:gồm|bao gồm|trong đó có|như|đó là|là|có)|:|,|\s\()\s?(?:có\s)?"
)
_MEMBERS = re.compile(
    rf"\b(?:các|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d+|những|một số|nhiều)\s{_UNIT}{_KIND}\s"
    r"(?:thành viên|trực thuộc|con)(?::|\s(?:là|gồm|như):?|,\sgồm:?)\s\Z"
)
"""In front of the members of a body that was named before: "… cùng bốn viện thành viên: | Viện A, Viện B"."""
_TEAMS: Final = ("Ban Chỉ đạo", "Đoàn ", "Hội đồng", "Tổ ", "Ban Tổ chức", "Ban Soạn thảo", "Ủy ban Quốc gia")
"""Names of bodies that are made of others, which are no parts of them."""
_MEMBER: Final = "Thành viên"
"""A title that says of bodies what they belong to."""
_LEAD: Final = 70


@dataclass(frozen=True, slots=True)
class _Named:
    """A body that a sentence names, where, and by which item; ``titled`` where only a title names it."""

    body: Organization
    item: Item
    span: Span
    titled: bool


class _Sentence:
    """The bodies that a sentence names, in order, with the words between them."""

    def __init__(self, scene: Scene, cast: Cast) -> None:
        words = scene.passage.words
        self.scene, self.text = scene, words.text
        self.named: list[_Named] = []
        for item in scene.items:
            if (found := cast.body(body_of(item))) is not None:
                member = item.title is not None and item.title.title.name == _MEMBER
                first = item.title.body_first if item.title is not None and member else item.first
                span = Span(words.starts[first], words.ends[item.after - 1])
                self.named.append(_Named(found, item, span, item.body is None and not member))

    def gap(self, at: int) -> str:
        """The words between body ``at`` and the next one."""
        return self.text[self.named[at].span.end : self.named[at + 1].span.start]

    def lead(self, at: int) -> str:
        """The words of the sentence right in front of body ``at``."""
        start = self.named[at].span.start
        return self.text[max(self.scene.passage.sentence(self.named[at].span).start, start - _LEAD) : start]

    def run_to(self, at: int) -> list[_Named]:
        """The bodies of the list that ends with body ``at``."""
        first = at
        while first and _ALSO.fullmatch(self.gap(first - 1)) and not self.named[first - 1].titled:
            first -= 1
        return self.named[first : at + 1]

    def run_from(self, at: int) -> list[_Named]:
        """The bodies of the list that begins with body ``at``."""
        last = at
        while last + 1 < len(self.named) and _ALSO.fullmatch(self.gap(last)) and not self.named[last + 1].titled:
            last += 1
        return self.named[at : last + 1]


def belonging(scenes: Sequence[Scene], cast: Cast) -> Iterator[tuple[PartOf, Scene, Item]]:
    """Each part that a sentence says to belong to a whole, with an item of that sentence that tells of it."""
    before: _Sentence | None = None
    for scene in scenes:
        if all(body_of(item) is None for item in scene.items):
            continue
        here = _Sentence(scene, cast)
        for at, each in enumerate(here.named):
            members = _members(here, at, before)
            whole = _whole_before(here, at, before) if members else None
            for child in members:
                if whole is not None and child.body != whole:
                    yield PartOf(child.body, whole), scene, child.item
            if members or each.titled or each.body.name.startswith(_TEAMS):
                continue
            for child in _in_front(here, at) or _behind(here, at) or _told_before(here, at, before):
                if child.body != each.body:
                    yield PartOf(child.body, each.body), scene, child.item if child in here.named else each.item
        before = here if here.named else before


def _in_front(here: _Sentence, at: int) -> Sequence[_Named]:
    """What belongs to body ``at`` by the words between: "Cục A, Cục B | đều thuộc | Bộ C"."""
    if at == 0 or here.named[at - 1].titled:
        return ()
    gap = here.gap(at - 1)
    if _BELONGS.fullmatch(gap) is None:
        return ()
    run = here.run_to(at - 1)
    shared = _TOGETHER.search(gap) or gap.startswith(",") or len({_head(each.body) for each in run}) == 1
    return run if shared else run[-1:]


def _head(body: Organization) -> str:
    return body.name.split(" ", 1)[0]


def _behind(here: _Sentence, at: int) -> Sequence[_Named]:
    """What follows body ``at`` as its own: "các viện thuộc | Bộ A | gồm | Viện B, Viện C"."""
    if at + 1 >= len(here.named) or here.named[at + 1].titled:
        return ()
    gap = here.gap(at)
    if _HAS.fullmatch(gap) or (_NAMELY.fullmatch(gap) and _UNITS_OF.search(here.lead(at))):
        return here.run_from(at + 1)
    opens = gap == ", " and _OF_IT.fullmatch(here.lead(at)) is not None
    return here.named[at + 1 : at + 2] if opens else ()


def _told_before(here: _Sentence, at: int, before: _Sentence | None) -> Sequence[_Named]:
    """What a sentence goes back to that says where it belongs: "Hai cục này cùng thuộc | Bộ A"."""
    back = _BACK.fullmatch(here.lead(at)) if at == 0 and before is not None and before.text is here.text else None
    if back is None or before is None:
        return ()
    noun = back["noun"].casefold() if back["noun"] else ""
    called = [each for each in before.named if noun and each.body.name.casefold().startswith(f"{noun} ")]
    if back["many"] or _TOGETHER.search(back[0]):
        return called or before.run_from(0)
    return called[:1] or [each for each in before.named if not each.titled][:1]


def _members(here: _Sentence, at: int, before: _Sentence | None) -> Sequence[_Named]:
    """The members, from body ``at`` on, of a body that was named before."""
    if here.named[at].titled or (at == 0 and before is None) or _MEMBERS.search(here.lead(at)) is None:
        return ()
    return here.run_from(at)


def _whole_before(here: _Sentence, at: int, before: _Sentence | None) -> Organization | None:
    """The body named last before body ``at``, in its sentence or in the one before."""
    if at:
        return here.named[at - 1].body
    return before.named[-1].body if before is not None and before.text is here.text else None
