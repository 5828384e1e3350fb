"""Whether a noun without a capital letter, or one that any paper is called, stands for one document.

"Báo cáo" is also the verb of reporting and a "văn bản" is any paper: a verb of making or presenting in front, the body
that sent it, or the day on which it was sent makes one document of it.
"""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.actors import actor_at, actors
from govkg.extraction.document_issuers import quoted, told, with_offices
from govkg.extraction.document_rules import document_rules
from govkg.extraction.reading import Passage
from govkg.extraction.titles import Title
from govkg.model.actors import DocumentType, Organization
from govkg.model.span import Span

_LEAD: Final = 30
"""Characters before a noun among which the verb stands whose object it is."""
_SIGHT: Final = 200
"""Characters around a noun among which it is told whose it is."""
_WISH: Final = 80
"""Characters before a verb among which it is told whether it is only wished for."""
_SOMEBODY = re.compile(r"\b[Nn]gười (?:đã )?(?:ký |có quyền )?\Z")
"""Before a verb of issuing: whoever issues such documents, none in particular."""
_NOT_DONE = re.compile(
    r"\b(?:phải|cần|sẽ|nếu|không|chưa|để|xin|được|nên|lần|nhiều|hãy)\s(?:\w+\s){0,2}\Z"
    r"|\b(?:đề xuất|đề nghị|kiến nghị|yêu cầu|dự kiến)\s[^,;.:]{0,60}\Z"
)
"""Before a verb of issuing: a document to come, or none, or several."""
_FEWEST_ABOUT: Final = 6
"""Words of a title that tells one document of a body from its others, where nothing says that it was made."""
_ACTS: Final = frozenset(("resolution", "decree", "directive", "circular"))
"""Types that a body makes few of."""
_SUBMISSION: Final = "tờ trình"
_NOTICE: Final = "thông báo"
_PAPER: Final = "văn bản"
_NONE = re.compile(r"\b(?:chưa|không|phải|cần|muốn|nếu)\s(?:hề\s)?\Z")
"""Before a verb of issuing: there is no document, or not yet."""
_OF_CONGRESS = re.compile(
    r"\s(?:[Hh]ội nghị )?(?:Trung ương (?:lần thứ )?\d|Đại hội )|\scủa Hội nghị (?:lần thứ|Trung ương) "
)
"""Behind "nghị quyết": the numbered meeting of the Party that passed it."""
_FOUNDS = re.compile(r"\s(?:thành lập|phê duyệt|ban hành)\s(?=[A-ZĐ])")
"""What a body decides by a document of its own, with the name of what it founds or approves."""
_ADVERBS = re.compile(r"\s(?:(?:đã|vừa|mới|cũng|chính thức|ký)\s)*")
_SHORT_BODY = re.compile(
    r"\b(?:[Tt]ỉnh|[Tt]hành phố|TP\.?|[Hh]uyện|[Qq]uận|[Bb]ộ|[Ss]ở|[Cc]ục|[Tt]ổng cục)(?:\s(?:này|[A-ZĐ]\w*)){1,4}"
    r"\s(?:(?:đã|vừa|mới|cũng|tiếp tục|từng)\s)*\Z"
)
"""Before a verb: a place that acts as its people's committee, or a body that was named before ("TP. A", "Bộ này")."""
_FINDINGS_ON = re.compile(
    r"(?:thanh tra|kiểm toán) (?:(?:toàn diện|đột xuất|chuyên ngành) )?"
    r"(?:việc|về|dự án|công tác|trách nhiệm|tại|thương vụ) "
    r"|thanh tra toàn diện "
)
"""What findings of inspectors are about: such findings are one document, whatever stands before them."""
_FEWEST_OF_PLAN: Final = 4
"""Words of the title of a plan without a capital letter."""
_OF_A_PLAN = re.compile(r"\s(?:quốc gia|tổng thể|(?:\w+\s){3,}năm (?:19|20)\d\d)\b")
"""In the title of such a plan: it is of a year or of the whole state."""
_ADOPTED = re.compile(r"\b(?:phê duyệt|duyệt|ban hành|thông qua)\s\Z")
_JUST_MADE = re.compile(r"\b(?:đã|vừa|mới)\s(?:có\s)?(?:ra|ban hành|ký ban hành|phê duyệt)\s\Z")
"""Before a plan: it has just been made, by whoever stands in front."""
_SCHEME: Final = "đề án"
_FEWEST_OF_SCHEME: Final = 3
_STATE: Final = frozenset(
    ("government", "ministry", "agency", "department", "legislature", "presidency", "court", "procuracy", "party",
     "mass_org", "local_government", "public_unit", "armed_forces")
)  # fmt: skip
"""Bodies whose papers are official documents; other states and companies decide and report by the way."""

_PETITIONERS: Final = frozenset(("enterprise", "other", "public_unit"))
_ADDRESSED = re.compile(r"\s(?:gửi|đề nghị|kiến nghị|xin|báo cáo)(?:\s(?:tới|đến|lên|cho))?\s")
_HAS_SENT = re.compile(r"(?:\s\d{1,2})?(?:\s\([^()]{2,20}\))?(?:\s[^\W\dA-Z]\w*){0,5}\s")
"""Between a company and the paper that it sent."""
_SEVERAL: Final = (" các ", " những ")
OF_BODIES: Final = frozenset(("resolution", "decree", "decision", "circular", "directive", "dispatch", "report"))
"""Types that are told by the body whose they are and by their subject, without a verb of making."""
_PAPERS: Final = frozenset(("tờ trình", "thông báo", "kết luận"))
"""Other nouns that are told so."""


def is_sent(passage: Passage, head: re.Match[str]) -> bool:
    """Whether a paper of no special kind is one dispatch: a body (or, on a day, somebody) sent it to ask or answer.

    Such as "Bộ A vừa có văn bản yêu cầu …", "Trong văn bản gửi Thủ tướng, Bộ A …".
    """
    text, rules = passage.text, document_rules()
    verb = rules.issuing.search(text, max(0, head.start() - _LEAD), head.start())
    sentence = passage.sentence(Span(*head.span()))
    if verb is None:
        sent_to = rules.sent.match(text, head.end()) is not None
        after = Span(head.end(), min(sentence.end, head.end() + _SIGHT))
        near = with_offices(passage, actors(passage, after)) if sent_to else ()
        who = quoted(text, sentence, Span(*head.span()), near) if sent_to else None
        if sent_to and who is None and text.endswith("rong ", 0, head.start()):
            ahead = actors(passage, Span(max(sentence.start, head.start() - _SIGHT), head.start()))
            who = told(text, Span(*head.span()), with_offices(passage, ahead))
        return who is not None and who.kind in _STATE
    to_come = _NOT_DONE.search(text, max(sentence.start, verb.start() - _WISH), verb.start())
    if to_come is not None or text.endswith(_SEVERAL, 0, head.start()):
        return False
    if rules.conveying.match(text, head.end()) is not None:
        return True
    about = head["noun"].casefold() == _PAPER and text.startswith(" về ", head.end())
    if not about and rules.sent.match(text, head.end()) is None:
        return False
    dated = any(time.when.has_day for time in passage.times_in(Span(sentence.start, head.start())))
    return dated or _by_body(passage, sentence, verb.start()) or _to_body(passage, sentence, head)


def _to_body(passage: Passage, sentence: Span, head: re.Match[str]) -> bool:
    """Whether a company or association sent a paper to the state: "Tập đoàn A có văn bản gửi | Bộ B"."""
    text, to = passage.text, _ADDRESSED.match(passage.text, head.end())
    if to is None or to.end() >= sentence.end:
        return False
    near = actors(passage, Span(max(sentence.start, head.start() - _SIGHT), min(sentence.end, to.end() + _SIGHT)))
    addressee = next((each.body for each in near if each.span.start == to.end()), None)
    ahead = [each for each in near if each.span.end <= head.start()]
    if addressee is None or addressee.kind not in _STATE or not ahead or ahead[-1].body is None:
        return False
    return (
        ahead[-1].body.kind in _PETITIONERS and _HAS_SENT.fullmatch(text, ahead[-1].span.end, head.start()) is not None
    )


def is_given(passage: Passage, head: re.Match[str], kind: DocumentType) -> bool:
    """Whether a noun without a capital letter stands for one document: after a verb of issuing or reporting."""
    text, start, rules = passage.text, head.start(), document_rules()
    before = max(0, start - _LEAD)
    if kind in ("plan", "treaty") or _is_findings_on(text, head):
        return True
    if kind == "resolution" and _OF_CONGRESS.match(text, head.end()) is not None:
        return True
    presented = kind == "report" or head["noun"].casefold() == _SUBMISSION
    if presented and rules.presenting.search(text, before, start) is not None:
        return True
    noun = head["noun"].casefold()
    if noun in (_SUBMISSION, _NOTICE) and (made := rules.issuing.search(text, before, start)) is not None:
        return _by_body(passage, passage.sentence(Span(*head.span())), made.start())
    if kind == "other":
        found = rules.concluding.search(text, before, head.end())
        if found is None or _NONE.search(text, before, found.start()):
            return False
        return not _SOMEBODY.search(text, before, found.start())
    issued = rules.issuing.search(text, before, start)
    if issued is not None and _NONE.search(text, before, issued.start()):
        return False
    if kind == "report":
        sentence = passage.sentence(Span(*head.span()))
        return issued is not None and _by_body(passage, sentence, issued.start())
    if issued is not None and _SOMEBODY.search(text, before, issued.start()):
        return False
    return issued is not None or (kind == "dispatch" and text.endswith("rong ", 0, start))


def is_decided(passage: Passage, head: re.Match[str]) -> bool:
    """Whether a body of the state made a decision: "Bộ A | vừa ra | quyết định ngừng tuyển sinh"."""
    issued = document_rules().issuing.search(passage.text, max(0, head.start() - _LEAD), head.start())
    return issued is not None and _by_body(passage, passage.sentence(Span(*head.span())), issued.start())


def may_be_of_body(noun: str, kind: DocumentType) -> bool:
    """Whether "của" and a body behind a noun may tell one document: not "quy chế của Bộ A"."""
    return kind in OF_BODIES or noun.casefold() in _PAPERS


def is_of_body(title: Title, kind: DocumentType, *, given: bool) -> bool:
    """Whether a title tells the body whose it is, one of the state, and its subject: "quyết định của | Bộ A | về …"."""
    if title.body is None or title.body.kind not in _STATE:
        return False
    if title.words.startswith("kết luận "):
        return title.count >= _FEWEST_OF_PLAN
    few = given or kind in _ACTS
    about = title.words.startswith(("về ", *_DECIDES)) and not is_on_person(title.words)
    return about and title.count >= (_FEWEST_OF_PLAN if few else _FEWEST_ABOUT)


_DECIDES: Final = (
    "phê duyệt ", "thanh tra ", "ban hành ", "thu hồi ", "thành lập ", "công nhận ", "sửa đổi", "cho phép ", "hủy bỏ ",
    "huỷ bỏ ", "quy định chi tiết ", "quy định mức ", "quy định về ", "giao đất ", "điều chỉnh ", "giải thể ",
)  # fmt: skip
"""What a body decides by a paper that is told by whose it is: "quyết định của | Bộ A | phê duyệt dự án B"."""


def is_on_person(words: str) -> bool:
    """Whether a decision is on a person, which is told as what was decided and is no document of its own."""
    return _ON_PERSON.match(words) is not None


_ON_PERSON = re.compile(
    r"về (?:việc )?(?:điều động|bổ nhiệm|miễn nhiệm|đồng ý|cho thôi|cử|tạm đình chỉ|đình chỉ"
    r"|kỷ luật|thi hành kỷ luật|khai trừ|cách chức|khiển trách|cảnh cáo)\b"
)


def is_of_party(passage: Passage, head: re.Match[str]) -> bool:
    """Whether rules are those of a body of the Party on a subject: "quy định của | Bộ Chính trị | về kỷ luật".

    Or such a body has just made them: "Ban Bí thư | ban hành | Quy định về …".
    """
    text = passage.text
    if head["noun"].casefold() != _RULES:
        return False
    if text.startswith(" về ", head.end()):
        return head["noun"][0].isupper() and _is_made_by_party(passage, head)
    if not text.startswith(" của ", head.end()):
        return False
    start = head.end() + len(" của ")
    body = actor_at(passage, start)
    of_party = body is not None and body.body is not None and body.body.kind == "party"
    return of_party and body is not None and text.startswith(" về ", body.span.end)


_RULES: Final = "quy định"


def _is_made_by_party(passage: Passage, head: re.Match[str]) -> bool:
    """Whether a body of the Party stands before the verb that tells who made something."""
    issued = document_rules().issuing.search(passage.text, max(0, head.start() - _LEAD), head.start())
    if issued is None:
        return False
    sentence = passage.sentence(Span(*head.span()))
    start = max(sentence.start, issued.start() - _SIGHT)
    ahead = (
        [each.body for each in actors(passage, Span(start, issued.start())) if each.body]
        if start < issued.start()
        else []
    )
    return bool(ahead) and ahead[-1] is not None and ahead[-1].kind == "party"


def decider(passage: Passage, head: re.Match[str]) -> Organization | None:
    """Who decides, where a verb tells of a decision: "Thủ tướng | quyết định | thành lập Ban Chỉ đạo A"."""
    if _FOUNDS.match(passage.text, head.end()) is None:
        return None
    sentence = passage.sentence(Span(*head.span()))
    ahead = actors(passage, Span(max(sentence.start, head.start() - _SIGHT), head.start()))
    told = ahead and _ADVERBS.fullmatch(passage.text, ahead[-1].span.end, head.start())
    body = ahead[-1].body if told else None
    return body if body is not None and body.kind in _STATE else None


def is_finding(title: Title) -> bool:
    """Whether what inspectors found is told by whose it is: "kết luận thanh tra | của Thanh tra Bộ A"."""
    return title.words in _FINDINGS and title.body is not None and title.body.kind in _STATE


_FINDINGS: Final = ("thanh tra", "kiểm tra")


def finds_faults(title: Title) -> bool:
    """Whether words behind "kết luận" tell what was found, or how many, and are no title: "về nhiều sai phạm"."""
    return _FAULTS.match(title.words) is not None


_FAULTS = re.compile(
    r"về (?:nhiều|những|các|hàng loạt|một số|loạt) (?:khuyết điểm|sai phạm|vi phạm|thiếu sót|tồn tại|sai sót|bất cập"
    r"|nội dung)"
    r"|(?:thanh tra|kiểm tra) (?:\d+ (?:cuộc|vụ|đơn vị|đoàn)|chậm)\b"
)


def _is_findings_on(text: str, head: re.Match[str]) -> bool:
    """Whether a noun names findings by what they are about: "kết luận thanh tra việc quản lý đất"."""
    return head["noun"].casefold() == _FINDING and _FINDINGS_ON.match(text, head.end() + 1) is not None


_FINDING: Final = "kết luận"


def is_made(text: str, head: re.Match[str], title: Title) -> bool:
    """Whether a plan without a capital letter is one that somebody makes or carries out.

    Such as "phê duyệt kế hoạch sử dụng đất năm 2016", "triển khai đề án xây dựng thiết chế công đoàn".
    """
    rules, before = document_rules(), max(0, head.start() - _LEAD)
    if head["noun"].casefold() == _SCHEME:
        if title.count < _FEWEST_OF_SCHEME or rules.no_scheme.match(title.words):
            return False
        named = title.words[0].isupper() or text.startswith((" “", ' "'), head.end())
        return named or head["draft"] is not None or rules.scheming.search(text, before, head.start()) is not None
    if (head["draft"] or "").casefold().endswith("dự thảo"):
        return title.count >= _FEWEST_OF_SCHEME
    if _JUST_MADE.search(text, before, head.start()) and title.count >= _FEWEST_OF_PLAN:
        return True
    if _ADOPTED.search(text, before, head.start()):
        return title.count >= _FEWEST_OF_PLAN and _OF_A_PLAN.search(f" {title.words}") is not None
    return False


def _by_body(passage: Passage, sentence: Span, verb: int) -> bool:
    """Whether a body of the state stands before a verb that tells what it has done."""
    text = passage.text
    if _NOT_DONE.search(text, max(sentence.start, verb - _WISH), verb):
        return False
    if verb <= sentence.start:
        return False  # the verb ends the sentence before
    before = Span(max(sentence.start, verb - _SIGHT), verb)
    ahead = [actor.body for actor in actors(passage, before) if actor.body is not None]
    if ahead and ahead[-1].kind in _STATE:
        return True
    return _SHORT_BODY.search(text, max(sentence.start, verb - _WISH), verb) is not None
