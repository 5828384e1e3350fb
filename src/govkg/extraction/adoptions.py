"""Who works by a standard that a sentence names.

A named body adopts; a group without a name ("các bộ, ngành và địa phương", "142 Ủy ban nhân dân cấp xã") is kept by
its own words. Three shapes tell it: subject and verb, a certificate that is given to a body, and a system that is
looked at somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from govkg import datafile
from govkg.extraction.adoptions_further import Adopter, further
from govkg.extraction.reading import Mention, Passage
from govkg.model.actors import Organization
from govkg.model.span import Span
from govkg.text.alternation import one_of

_REACH: Final = 160
"""Characters between an adopter and the designation beyond which they are taken not to belong together."""
_SIGHT: Final = 400
"""Characters before a verb among which its subject stands."""
_NEAR: Final = 12
"""Characters before a body that say whether it is listed, or stands inside what is told of another."""
_LONGEST_GROUP: Final = 40  # words
_LISTS: Final = (
    "adopting", "declaring", "moving", "moved_to", "not_adopting", "before_declaring", "certifying", "certificates",
    "at", "counts", "nouns", "helpers", "telling", "recognizing", "looking", "having", "taking_up", "any_body",
    "working", "units",
)  # fmt: skip
_LISTED: Final = re.compile(r"(?:^\s|[,;:]|\b(?:và|cùng|nay|là|gồm|có|trong đó))\s*\Z|^\Z")
_INSIDE: Final = re.compile(r"(?:\b(?:của|thuộc|tại|theo|do|ở|với|cho|các|cả|từ|\d+)|[(])\s\Z", re.IGNORECASE)
"""Before a body that only tells where the ones are that work by the standard."""
_OF_MANY: Final = re.compile(r"\s(?:các|cấp)\b")
"""Behind a head noun that means many bodies: "Ủy ban nhân dân cấp xã"."""


_BY: Final = re.compile(r"\s(?:(?:đã|vừa|mới|cũng)\s)*được\s\Z")
_AGENT: Final = re.compile(r"(?:\s?\([^()]{2,30}\))?\s(?:đánh giá(?:,|\svà)\s)?")
"""Between who certifies and the verb."""


@dataclass(frozen=True, slots=True)
class _Rules:
    adopting: re.Pattern[str]
    declaring: re.Pattern[str]
    recognizing: re.Pattern[str]
    other_verb: re.Pattern[str]
    other_than_declaring: re.Pattern[str]
    group: re.Pattern[str]
    helped: re.Pattern[str]
    certified: re.Pattern[str]
    certificate: re.Pattern[str]
    given: re.Pattern[str]
    looked_at: re.Pattern[str]
    at: re.Pattern[str]
    telling: re.Pattern[str]
    having: re.Pattern[str]
    unit: re.Pattern[str]
    taken_up: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = datafile.read("data/rules/standards.yaml").fields("prefixes", *_LISTS)
    texts = {key: data[key].texts() for key in _LISTS}
    words = {key: one_of(texts[key], capital=True) for key in _LISTS}
    moving = rf"(?:{words['moving']})\s(?:[\w ]{{1,40}}\s)?từ\s[^.;]{{3,40}}?\s(?:{words['moved_to']})"
    working = rf"(?:{words['working']})\s(?:[^,.;]{{1,50}}\s)?theo"
    by_another = r"được\s(?:[A-ZĐ][\w&]*\s){1,6}(?:công nhận|chứng nhận|đánh giá)"
    adopting = rf"(?:{words['adopting']}|{moving}|{working}|{by_another}|(?:đưa|lấy)(?=\s\Z))"
    others = set(texts["not_adopting"])
    helpers = rf"(?:(?:{words['helpers']})\s)*"
    count = rf"(?:(?:{words['counts']}|\d[\d.]*(?:/\d+)?%?)\s)+"
    stop = rf"(?:{words['helpers']}|{words['adopting']})\b"
    return _Rules(
        adopting=re.compile(rf"(?<!\w){adopting}(?!\w)"),
        declaring=re.compile(rf"(?<!\w)(?:{words['declaring']})(?!\w)(?:\scủa\s)?"),
        recognizing=re.compile(rf"(?<!\w)(?:{words['recognizing']})\scủa\s"),
        other_verb=re.compile(rf"(?<!\w)(?<!các )(?<!những )(?:{words['not_adopting']})(?!\w)"),
        other_than_declaring=re.compile(
            rf"(?<!\w)(?:{one_of(others.difference(texts['before_declaring']), capital=True)})(?!\w)"
        ),
        group=re.compile(
            rf"(?<!\w)(?P<group>(?:(?:{words['nouns']})\s)?{count}(?:{words['nouns']})(?!\w)"
            rf"(?:,?\s(?!{stop})[\w/%-]+){{0,{_LONGEST_GROUP}}}?)(?:,|\svà|\scùng)?\s{helpers}\Z"
        ),
        helped=re.compile(rf"\s*(?:,|;|\(|và\s|cùng\s|{words['helpers']}\b|\Z)"),
        certified=re.compile(rf"(?<!\w)(?:{words['certifying']})\s(?:cho\s)?\Z"),
        certificate=re.compile(rf"\s(?:{words['certificates']})\b(?:(?!\s(?:{words['certifying']})\s)[^.;]){{0,60}}\Z"),
        given=re.compile(rf"(?<!\w)(?:{words['certifying']})\s(?:{words['certificates']})\b[^.;]{{0,60}}\Z"),
        looked_at=re.compile(
            rf"\b(?:(?:{words['looking']})\s(?:{words['adopting']})(?!\w)|[Hh]ệ thống quản lý)[^.;]*\Z"
        ),
        at=re.compile(rf"\s(?:{words['at']})\s"),
        having=re.compile(rf"(?<!\w)(?:{words['having']})\s\Z"),
        unit=re.compile(rf"(?<!\w)(?:{words['units']})(?:\s(?!của\b)\S+){{0,4}}\scủa\s\Z"),
        taken_up=re.compile(
            rf"(?<!\w)(?<!các )(?<!những )(?<!\d )"
            rf"(?:(?P<noun>{words['taking_up']})(?: này)?|(?P<any>{words['any_body']}))\s{helpers}\Z"
        ),
        telling=re.compile(rf"(?<!\w)(?:{words['telling']})\s(?:rằng\s)?"),
    )


def adopters(passage: Passage, standard: Span) -> Iterator[Adopter]:
    """Who works by the standard whose designation is at ``standard``."""
    sentence = passage.sentence(standard)
    if passage.text.endswith(_REPLACED, sentence.start, standard.start):
        return
    yield from further(passage, sentence, standard)
    yield from _certified(passage, sentence, standard)
    yield from _looked_at(passage, sentence, standard)
    yield from _subjects(passage, sentence, standard)


def _bodies(passage: Passage, within: Span) -> list[tuple[Mention, Organization]]:
    return [(each, each.entity) for each in passage.mentions_in(within) if isinstance(each.entity, Organization)]


def _certified(passage: Passage, sentence: Span, standard: Span) -> Iterator[Adopter]:
    """Such as "cấp cho Sở X giấy chứng nhận phù hợp TCVN …", "cấp giấy chứng nhận ISO … cho Sở X"."""
    text, rules = passage.text, _rules()
    start = max(sentence.start, standard.start - _REACH)
    for mention, body in _bodies(passage, Span(start, standard.start)):
        if rules.certified.search(text, start, mention.span.start) and rules.certificate.match(
            text, mention.span.end, standard.start
        ):
            yield body, Span(mention.span.start, standard.end), "standard.certified"
        elif (holder := _certified_by(passage, sentence, mention, standard)) is not None:
            yield holder, Span(start, standard.end), "standard.certified"
    if rules.given.search(text, start, standard.start) and text.startswith(" cho ", standard.end):
        end = standard.end + len(" cho ")
        for mention, body in _bodies(passage, Span(end, min(sentence.end, end + _SIGHT))):
            if mention.span.start >= end and text[end : mention.span.start].strip(" ,") in ("", "và"):
                yield body, Span(standard.start, mention.span.end), "standard.certified"
                end = mention.span.end


def _certified_by(passage: Passage, sentence: Span, agent: Mention, standard: Span) -> Organization | None:
    """The body that another certifies: "Sở X | được Trung tâm Y | cấp giấy chứng nhận phù hợp TCVN …"."""
    text, rules = passage.text, _rules()
    if not _BY.search(text, sentence.start, agent.span.start):
        return None
    given = rules.given.search(text, agent.span.end, standard.start)
    if given is None or not _AGENT.fullmatch(text, agent.span.end, given.start()):
        return None
    ahead = _bodies(passage, Span(sentence.start, agent.span.start))
    return ahead[-1][1] if ahead and _BY.fullmatch(text, ahead[-1][0].span.end, agent.span.start) else None


def _looked_at(passage: Passage, sentence: Span, standard: Span) -> Iterator[Adopter]:
    """Such as "kiểm tra việc áp dụng, duy trì hệ thống theo TCVN ISO 9001 tại Sở X"."""
    rules, start = _rules(), max(sentence.start, standard.start - _REACH)
    at = rules.at.match(passage.text, standard.end, sentence.end)
    if at is None or not rules.looked_at.search(passage.text, start, standard.start):
        return
    end = at.end()
    for mention, body in _bodies(passage, Span(at.end(), min(sentence.end, at.end() + _SIGHT))):
        if mention.span.start < end or passage.text[end : mention.span.start].strip(" ,") not in ("", "và"):
            continue
        end = mention.span.end
        yield body, Span(standard.start, mention.span.end), "standard.looked-at"
    if end == at.end():
        yield from _of_places(passage, Span(standard.start, min(sentence.end, end + _SIGHT)), end)


def _of_places(passage: Passage, within: Span, start: int) -> Iterator[Adopter]:
    """The people's committees of the places of a list that the passage names elsewhere: "tại xã A và xã B"."""
    committees = {body.name: body for _, body in _bodies(passage, Span(0, len(passage.text)))}
    at, level = start, None
    while (place := _PLACE.match(passage.text, at, within.end)) is not None and level in (None, place["level"]):
        at, level = place.end(), place["level"]
        body = committees.get(f"{_COMMITTEE}{place['name']}")
        if body is not None:
            yield body, within, "standard.looked-at"


_COMMITTEE: Final = "Ủy ban nhân dân "
_PLACE: Final = re.compile(
    r"(?:,\s|\svà\s)?(?P<name>(?P<level>xã|phường|thị trấn|huyện|quận|thị xã)(?:\s[A-ZĐÂÁÀẢĂÊÉÔÓƠƯÚÍÝ]\w*){1,4})"
)
"""The next place of a list, with its level."""


def _subjects(passage: Passage, sentence: Span, standard: Span) -> Iterator[Adopter]:
    """Who does the verb of working by a standard."""
    text, rules = passage.text, _rules()
    reach = max(sentence.start, standard.start - _REACH)
    declared = rules.declaring.search(text, reach, standard.start)
    if (said := declared or rules.recognizing.search(text, reach, standard.start)) is not None:
        behind = _bodies(passage, Span(said.end(), standard.start))
        whose = next((body for mention, body in behind if mention.span.start == said.end()), None)
        if whose is not None:
            yield whose, Span(said.start(), standard.end), "standard.declared"
            return
    verbs = [
        verb
        for verb in rules.adopting.finditer(text, reach, standard.start)
        if not _clause_ends(text, verb.end(), standard.start)
    ]
    first = declared or (verbs[0] if verbs else None) or rules.having.search(text, reach, standard.start)
    if first is None:
        return
    begin = _clause_start(text, max(sentence.start, first.start() - _SIGHT), first.start())
    told = list(rules.telling.finditer(text, begin, first.start()))
    if told and any(
        mention.span.start == told[-1].end() for mention, _ in _bodies(passage, Span(begin, first.start()))
    ):
        begin = told[-1].end()
    taken_up = _taken_up(passage, sentence, Span(begin, first.start()))
    other = rules.other_than_declaring if declared is not None else rules.other_verb
    if other.search(text, begin if taken_up is None else taken_up[1], standard.start):
        return
    found = False
    for adopter, start in _listed(passage, Span(begin, first.start())):
        found = True
        rule = "standard.adopted-by-group" if isinstance(adopter, str) else "standard.adopted"
        yield adopter, Span(start, standard.end), rule
    if not found and taken_up is not None:
        found = True
        yield taken_up[0], Span(begin, standard.end), "standard.adopted"
    if not found:
        for mention, body in _bodies(passage, Span(begin, first.start())):
            lead = text[max(begin, mention.span.start - _NEAR) : mention.span.start]
            inside = _INSIDE.search(lead) and not rules.unit.search(
                text, max(begin, mention.span.start - 60), mention.span.start
            )
            alone = not inside and not _OF_MANY.match(text, mention.span.end)
            if alone and first.start() - mention.span.end <= _REACH:
                yield body, Span(mention.span.start, standard.end), "standard.adopted"


def _taken_up(passage: Passage, sentence: Span, subject: Span) -> tuple[Organization, int] | None:
    """The body named before that a common noun in front of the verb means, and where the noun stands.

    Such as "Công ty A … Đến nay công ty áp dụng …", "đến UBND huyện A xem huyện áp dụng …".
    """
    taken = _rules().taken_up.search(passage.text, subject.start, subject.end)
    if taken is None:
        return None
    if taken["noun"] is not None:
        begins = f"{taken['noun']} ".casefold()
        named = _bodies(passage, Span(max(0, sentence.start - _BEFORE), taken.start()))
        if named and named[-1][0].span.end > taken.start():
            return None
        meant = (
            body
            for _, body in reversed(named)
            if body.name.casefold().removeprefix(_COMMITTEE.casefold()).startswith(begins)
        )
        return next(((body, taken.start()) for body in meant), None)
    earlier = passage.sentence(Span(sentence.start - 2, sentence.start - 2)) if sentence.start > 1 else None
    opens = _bodies(passage, earlier) if earlier is not None else []
    if opens and earlier is not None and opens[0][0].span.start == earlier.start:
        return opens[0][1], taken.start()
    return None


_BEFORE: Final = 600
"""Characters before a sentence within which the body that a noun takes up is named."""


def _listed(passage: Passage, subject: Span) -> Iterator[tuple[Organization | str, int]]:
    """The bodies and groups of a subject that are listed there, each with its start; the last first."""
    text, rules, end = passage.text, _rules(), subject.end
    for mention, body in reversed(_bodies(passage, subject)):
        span = mention.span
        lead = text[max(subject.start, span.start - _NEAR) : span.start]
        listed = span.end <= end and _LISTED.search(lead) is not None
        if not listed or not rules.helped.match(text, span.end, end):
            continue
        yield from _group(text, span.end, end)
        yield body, span.start
        end = span.start
    one = _ONE_OF.search(text, subject.start, end)
    whose = [body for mention, body in _bodies(passage, subject) if one is not None and mention.span.end == one.start()]
    if whose:
        yield whose[-1], subject.start
        return
    yield from _group(text, subject.start, end)


_ONE_OF: Final = re.compile(r"(?:,|\s[–-]|\slà)\s(?:đơn vị |doanh nghiệp )?(?:là )?một trong (?=(?:những|các|số|\d))")
"""Behind a body that is told to be one of several: "Công ty A - một trong những doanh nghiệp được cấp …"."""


def _group(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    group = _rules().group.search(text, start, end)
    if group is not None and not group["group"].endswith(_NAMES_FOLLOW):
        yield " ".join(group["group"].split()).strip(" ,"), group.start()


_NAMES_FOLLOW: Final = (" gồm", " có", " trong đó")
"""At the end of a group whose members are named."""


def _clause_ends(text: str, start: int, end: int) -> bool:
    return any(mark in text[start:end] for mark in _CLAUSES)


def _clause_start(text: str, start: int, end: int) -> int:
    return max((at + len(mark) - 1 for mark in _CLAUSES if (at := text.rfind(mark, start, end)) >= 0), default=start)


_CLAUSES: Final = (";", ": ", " thì ", ", còn ", ", trong khi ")
"""What opens another clause, with a subject of its own."""
_REPLACED: Final = ("thay thế ", "thay cho ", "thay ")
"""Before a standard that is given up."""
