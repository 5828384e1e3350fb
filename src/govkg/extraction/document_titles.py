"""Documents by the words of a title behind a noun: "Quyết định | phê duyệt quy hoạch khu A", "báo cáo | về B".

A noun with a capital letter opens a name; one without needs something that makes one document of it
(``document_given``). Titles that say nothing ("về vụ việc") name none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from govkg.extraction.actors import actor_at
from govkg.extraction.document_amendments import is_changing, is_said
from govkg.extraction.document_given import (
    OF_BODIES,
    decider,
    finds_faults,
    is_decided,
    is_finding,
    is_given,
    is_made,
    is_of_body,
    is_of_party,
    is_on_person,
    is_sent,
    may_be_of_body,
)
from govkg.extraction.document_laws import YEAR
from govkg.extraction.document_plans import goes_on, is_adjective, is_carried_out, is_plan
from govkg.extraction.document_rules import DocumentMention, document_rules, phrases
from govkg.extraction.document_treaties import agrees, cut, is_proper
from govkg.extraction.reading import Actor, Passage
from govkg.extraction.titles import Title, capitalized, plain, read_title, without_back
from govkg.model.actors import DocumentType, Organization
from govkg.model.span import Span

_FOUNDED = re.compile(r"\s(?P<verb>thành lập|công nhận|xếp hạng|giải thể)(?=\s(?:năm|ngày|vào|từ|với|tháng)\b|[.,;])")
_PASSIVE_SUBJECT = re.compile(r"(?P<subject>[^,.;:]{4,80}?)\s(?:đã\s)?được\s[^,.;:]{3,60}?\s(?:ra|ký|ban hành|có)\s\Z")
_YEARLY = re.compile(r"(?:công tác|tổng kết|hoạt động|tài chính|thường niên|kiểm toán|kinh tế) năm (?:19|20)\d\d\b")
"""What a report on a year is called."""
_BARE_OBJECT = re.compile(r"[\w ]{3,12} (?:năm|ngày|vào|này)\b")
_MANY = re.compile(r"\b(?:[Cc]ác|[Nn]hững|[Nn]hiều|[Mm]ột số|[Hh]àng loạt) \Z")
_ACRONYM = re.compile(r"\s(?!FTA\b|ODA\b|BIT\b)[A-Z]{3,8}(?!\w|\s[A-ZĐ]|\svề\s)")
"""A treaty by its acronym alone; free trade agreements, loans and the like are many."""
_PROPER = re.compile(r"\s[A-ZĐÁÀẢÂĂÔƠƯÊ]")
"""A treaty by the place where it was made, or by what it is about with a capital: "Công ước Montreux"."""
_TREATIES: Final = ("hiệp định", "hiệp ước", "công ước")
"""Nouns that a name follows in small letters too: "hiệp ước INF"."""
_PLACE = re.compile(r"(?:\s[A-ZĐ]\w+){1,3}(?=\svà\s[^\W\dA-ZĐ])")
"""All that such a treaty is called, before "và" and something else."""
_ORGANIZED = re.compile(r"\b(?:[Tt]ổ chức|[Cc]hính phủ|[Kk]hối) \Z")
"""Before a treaty's noun: it is part of a body's name."""
_PAIRED = re.compile(r"\s(?:và|,)\s(?:[Bb]áo cáo\s(?:thẩm tra|thẩm định))\s(?:về\s)?(?=dự án|dự thảo)")
"""Between a submission and its title, the report on it."""
_OF_A_YEAR = re.compile(r"[^,;()]+?\snăm\s(?:19|20)\d\d(?=\s(?:và|cũng|với|cho)\s)")
"""The title of a plan of one year, behind which a clause goes on."""
_BROKEN_OFF = re.compile(
    r"(?P<whole>(?:gửi|gởi|đến|tới|cho) .+?)"
    r"(?P<rest> (?:xin|đề nghị|đề xuất|yêu cầu|kiến nghị|thể hiện|thông báo|cho|cho phép|khẳng định|nêu))"
)
"""The title of a paper that went to somebody, at whose end a verb breaks off: "gửi Bộ A | đề nghị | được …"."""
_YEAR_BEHIND = re.compile(r"\snăm\s(?:19|20)\d\d\b")
_APPROVED = re.compile(r",?\s(?:(?:đã|vừa|mới)\s)?(?:được|do)\s[\w ]{3,60}?\s(?:phê duyệt|ban hành|thông qua)")


_ORDERS: Final = frozenset({"dispatch", "directive"})
_NEW = re.compile(
    r"\s(?:mới(?=\svề\s)|(?:vừa|mới|đã)(?:\sđược)?(?=\s(?:gửi|gởi)\s)"
    r"|[“\"]\s?(?:hỏa tốc|hoả tốc|khẩn)\s?[”\"](?=\s)|ngày\s\d[\d/-]{2,9},?(?=\s(?:gửi|về|đề nghị|yêu cầu)\s)"
    r"|\([A-ZĐ][\w&.-]{1,12}\)(?=\s(?:về|giữa|hợp tác)\s)"
    r"|(?P<urgent>(?:thượng )?khẩn(?: cấp)?|hỏa tốc|hoả tốc)(?=\s(?:gửi|gởi|tới|đến|cho)\s))"
)
"""Between a noun and its title: "ra chỉ thị | mới | về phòng cháy", "trong văn bản | vừa | gửi Bộ A"."""
_AND_ASKS = re.compile(r",(?=\s(?:yêu cầu|đề nghị|chỉ đạo|thông báo về)\s)")
"""Between a paper that gives orders and what it says: "có công điện|, yêu cầu các tỉnh …"."""


def opens_title(text: str, start: int, kind: DocumentType) -> bool:
    """Whether a title of a type may open at a character."""
    opens = document_rules().opens.get(kind)
    return opens is None or opens.match(text, start) is not None


def titled(
    passage: Passage, head: re.Match[str], kind: DocumentType, draft: bool, *, listed: bool = False
) -> DocumentMention | None:
    """The document that a noun names with the words of a title; ``listed`` says that it goes on with a list of them."""
    text, rules = passage.text, document_rules()
    capital = head["noun"][0].isupper()
    any_paper = head["noun"].casefold() in rules.numbered_only
    if any_paper and not (is_sent(passage, head) or is_of_party(passage, head)):
        return None
    new = _NEW.match(text, head.end()) or (_AND_ASKS.match(text, head.end()) if kind in _ORDERS else None)
    opening = new.end() if new is not None else head.end()
    if kind == "treaty" and not capital and agrees(text, head):
        return None
    acronym = _ACRONYM.match(text, head.end())
    treaty = kind == "treaty" and (capital or head["noun"] in _TREATIES or is_proper(text, head))
    if treaty and acronym is not None:
        name = capitalized(plain(text[head.start("noun") : acronym.end()]))
        return DocumentMention(Span(head.start(), acronym.end()), kind, None, name, draft)
    proper = treaty and _PROPER.match(text, head.end()) is not None
    if proper and _ORGANIZED.search(text, max(0, head.start() - 12), head.start()):
        return None
    paired = _PAIRED.match(text, head.end()) is not None
    if not (proper or paired or opens_title(text, opening, kind)) or (
        (kind in ("treaty", "plan") or not capital) and _MANY.search(text, max(0, head.start() - 12), head.start())
    ):
        return None
    after = text[head.end() : head.end() + 40].lstrip(' “"')
    on_person = after.startswith(rules.personnel) and not after.startswith(rules.on_bodies)
    if kind == "decision" and (on_person or is_on_person(after)):
        return None  # "quyết định bổ nhiệm", "quyết định về việc điều động"
    weak = kind == "decision" and after.startswith(rules.by_state)
    if weak and not is_decided(passage, head):
        return None
    if kind == "decision" and (passive := _of_subject(passage, head, kind)) is not None:
        return passive
    if (shared := _shared_title(passage, head, kind)) is not None:
        return shared
    decides = decider(passage, head) if kind == "decision" and not capital else None
    if kind == "plan" and is_adjective(text, head.start()):
        return None
    if is_said(text, head, kind):
        return None
    known = capital or draft or proper or any_paper or listed or is_changing(text, head)
    given = known or decides is not None or is_given(passage, head, kind)
    of_somebody = may_be_of_body(head["noun"], kind) and text.startswith(" của ", head.end())
    if not given and not of_somebody:
        return None
    if rules.concluded.match(text, head.start()):
        return None  # "Kết luận hội nghị, ông A nói": somebody concludes
    title = read_title(passage, opening, document_rules().head.pattern, lists=not proper)
    if proper and (place := _PLACE.match(text, head.end())) is not None:
        return DocumentMention(
            Span(head.start(), place.end()), kind, None, f"{capitalized(head['noun'])}{place[0]}", draft
        )
    if title is not None and kind == "treaty":
        title = cut(text, title)
    elif title is not None and kind == "plan" and (year := _OF_A_YEAR.match(title.words)) is not None:
        end = title.end - len(title.words) + year.end()  # "Kế hoạch sử dụng đất năm 2016 | và bổ sung vào quy hoạch"
        title = replace(title, words=year[0], end=end if text.endswith(year[0], 0, end) else title.end)
    elif title is not None and kind == "plan" and title.owner and (year := _YEAR_BEHIND.match(text, title.end)):
        words = plain(text[opening : year.end()])  # "kế hoạch thanh tra của Bộ A | năm 2018"
        title = replace(title, words=words, end=year.end(), count=words.count(" ") + 1)
    elif title is None or _is_bare(kind, title := without_back(text, title)):
        return None
    broken = _BROKEN_OFF.fullmatch(title.words) if kind == "dispatch" else None
    if broken is not None and text.endswith(broken["rest"], 0, title.end):
        words = broken["whole"]
        title = replace(title, words=words, end=title.end - len(broken["rest"]), count=words.count(" ") + 1)
    if of_somebody and not (given and kind != "decision") and not is_of_body(title, kind, given=given):
        return None
    if (
        (title.words.startswith("về ") or " về vấn đề " in title.words)
        and text.startswith(" này", title.end)
        and kind in OF_BODIES
    ):
        return None  # "báo cáo về vấn đề quan trọng này"
    if not proper and (title.count < 2 or not opens_title(f" {title.words}", 0, kind)):
        return None
    if kind == "plan" and goes_on(title):
        return None
    conveys = rules.conveying.match(f" {title.words}") is not None
    finding = kind == "other" and is_finding(title)
    opens = rules.opens.get(kind)
    if opens is not None and opens.fullmatch(title.words) and not conveys and not finding:
        return None  # "công bố Quyết định thanh tra", "có nghị định của Chính phủ quy định": one of many
    if weak and (
        title.count < _FEWEST_OF_ANY or (after.startswith(rules.penalties) and not _is_on_body(passage, title))
    ):
        return None
    if title.words in rules.vague or title.words.startswith(_RULES_CLEARLY) or finds_faults(title):
        return None
    if kind == "decision" and title.words.startswith(_INSPECTS_AT) and not is_decided(passage, head):
        return None  # "buổi công bố quyết định thanh tra tại Sở A": the one that is told elsewhere, or one of many
    if kind == "report" and _reports(passage, head, title):
        return None
    if (title.words.startswith("của ") and not title.words.startswith("của Hội nghị ")) or (
        kind in ("report", "other") and title.count < 3 and not finding and not _of_year(kind, title)
    ):
        return None
    if not (capital or proper) and kind == "treaty" and title.count < 5:
        return None
    first = passage.sentence(Span(head.start(), head.end())).start
    in_list = text.endswith(": ", 0, head.start()) and title.words[0].islower()
    capital = capital and head.start() > first and not in_list  # any sentence begins with a capital letter
    of_a_kind = (head["noun"][0].isupper() and not in_list) or title.words.startswith(rules.plan_kinds)
    issued = capital and rules.issuing.search(text, max(0, head.start() - 30), head.start()) is not None
    approved = issued or ((of_a_kind or not in_list) and _APPROVED.match(text, title.end) is not None)
    carried_out = kind == "plan" and is_carried_out(text, head.start())
    planned = kind == "plan" and is_plan(head["noun"], title, capital=capital, carried_out=carried_out)
    if kind == "plan" and not (approved or planned or is_made(text, head, title)):
        return None
    urgent = f" {new['urgent']}" if new is not None and new.re is _NEW and new["urgent"] else ""
    name = capitalized(f"{head['noun']}{urgent} {title.words}")
    span = Span(head.start(), title.end)
    if kind == "treaty":  # "Công ước của Liên hợp quốc về A": nobody issues it, and its name says whose it is
        return DocumentMention(span, kind, None, capitalized(plain(text[head.start("noun") : title.end])), draft)
    of_matter = _matter_of(title, head)
    if of_matter is not None and title.words.startswith(_INSPECTS) and not _inspects(of_matter):
        return DocumentMention(span, kind, None, f"{name} của {plain(of_matter.span.of(text))}", draft)
    of_whom = text.startswith(" của ", head.end())
    told_whose = capital or finding or kind != "other" or of_whom or (of_matter is not None and _inspects(of_matter))
    issuer = decides or title.body if told_whose else None
    if title.words.startswith(("của Hội nghị ", "kỳ họp ")):
        inside = passage.mentions_in(Span(head.end(), title.end))
        issuer = next((each.entity for each in reversed(inside) if isinstance(each.entity, Organization)), None)
    ends = title.words.casefold().endswith
    if (
        ends(tuple(f" {noun}" for noun in rules.nouns))
        or conveys
        or ends(tuple(phrases("conveyed")))
        or _of_several(passage, head, title, kind)
    ):
        issuer = None  # "Báo cáo việc thực hiện nghị quyết | của Quốc hội"
    if any_paper and title.words.startswith("báo cáo "):
        kind = "report"  # "văn bản báo cáo Thủ tướng về A"
    told = None
    owned = kind in _OWNED or head["noun"] == "quy định"
    if owned and head["noun"][0].islower() and of_whom and title.owner and title.words.startswith("về "):
        told = capitalized(f"{head['noun']} của {plain(title.owner.span.of(text))} {title.words}")
    return DocumentMention(span, kind, None, name, draft, issuer, told=told, matter=of_matter is not None)


_RULES_CLEARLY: Final = "quy định rõ "
"""Opens what an act says, and no title of it."""
_INSPECTS_AT: Final = ("thanh tra tại ", "kiểm tra tại ")
_INSPECTS: Final = ("thanh tra ", "kiểm tra ", "kiểm toán ")
_INSPECTORS: Final = ("Thanh tra", "Kiểm toán", "Ủy ban Kiểm tra", "Đoàn thanh tra")


def _inspects(who: Actor) -> bool:
    """Whether it is inspectors whose name ends a title of inspection; others are inspected."""
    return who.body is not None and who.body.name.startswith(_INSPECTORS)


def _matter_of(title: Title, head: re.Match[str]) -> Actor | None:
    """Whose the matter of a title is, told behind it, or whose the paper is: "quyết định thanh tra dự án | của A"."""
    owner = title.owner
    if owner is None or owner.span.start - head.end() < _FEWEST_OF_MATTER:
        return None
    return owner if title.end - owner.span.end < len(" đã có ") else None


_FEWEST_OF_MATTER: Final = 18
"""Characters of a title before "của", of which shorter ones only tell of what kind a paper is."""


_OWNED: Final = frozenset(("resolution", "decree", "directive", "circular", "decision"))
"""Types whose documents are told by whose they are, and not called by a title, where the noun has no capital."""


_FEWEST_OF_ANY: Final = 4
"""Words of the title of a decision as anybody makes them."""


def _is_on_body(passage: Passage, title: Title) -> bool:
    """Whether a title ends with the name of a body, on whom a penalty is."""
    near = passage.mentions_in(Span(max(0, title.end - _NAME), title.end))
    return any(each.span.end == title.end and isinstance(each.entity, Organization) for each in near)


_NAME: Final = 120


def _is_bare(kind: DocumentType, title: Title) -> bool:
    """Whether a noun has no more than an object and a time: "ra quyết định thành lập năm 1999"."""
    on_year = kind == "report" and _YEARLY.match(title.words) is not None
    return kind != "treaty" and not on_year and _BARE_OBJECT.match(title.words) is not None


def _of_year(kind: DocumentType, title: Title) -> bool:
    """Whether a short title is that of a year: "Cương lĩnh năm 1991"; of reports, only with whose it is."""
    return YEAR.match(f" {title.words}") is not None and (kind != "report" or title.body is not None)


def _of_several(passage: Passage, head: re.Match[str], title: Title, kind: DocumentType) -> bool:
    """Whether a report is of a list of bodies, none of which made it alone: "nghe báo cáo của | Bộ A |, Bộ B …"."""
    text, end = passage.text, title.end
    if kind != "report" or title.owner is None or title.owner.span.end != end or not text.startswith(", ", end):
        return False
    if document_rules().within.search(text, max(0, head.start() - 12), head.start()) is not None:
        return False  # "Theo báo cáo của Sở A, Bộ B đã …"
    return actor_at(passage, end + 2) is not None


def _shared_title(passage: Passage, head: re.Match[str], kind: DocumentType) -> DocumentMention | None:
    """A submission whose title only the report beside it tells: "nghe Tờ trình và báo cáo thẩm tra dự án Luật A"."""
    text, noun = passage.text, head["noun"]
    paired = _PAIRED.match(text, head.end())
    given = noun[0].isupper() or document_rules().presenting.search(text, max(0, head.start() - 30), head.start())
    if paired is None or not given:
        return None
    title = read_title(passage, paired.end(), document_rules().head.pattern)
    if title is None or not opens_title(f" {title.words}", 0, kind):
        return None
    return DocumentMention(Span(head.start(), title.end), kind, None, capitalized(f"{noun} {title.words}"), False)


def _of_subject(passage: Passage, head: re.Match[str], kind: DocumentType) -> DocumentMention | None:
    """Such as "Khu công nghiệp A được Thủ tướng ra quyết định thành lập": the subject is what the title is about."""
    text = passage.text
    act = _FOUNDED.match(text, head.end())
    start = passage.sentence(Span(*head.span("noun"))).start
    about = _PASSIVE_SUBJECT.search(text, start, head.start()) if act is not None else None
    if act is None or about is None or not about["subject"][0].isupper():
        return None
    name = capitalized(f"{head['noun']} {act['verb']} {plain(about['subject'])}")
    return DocumentMention(Span(head.start(), act.end()), kind, None, name, False)


def _reports(passage: Passage, head: re.Match[str], title: Title) -> bool:
    """Whether the noun is the verb of one who is named behind it: "Báo cáo về việc này, UBND huyện A cho hay"."""
    sentence = passage.sentence(Span(*head.span()))
    comma = head.start() <= sentence.start + 1 and passage.text.startswith(", ", title.end)
    return comma and actor_at(passage, title.end + 2) is not None
