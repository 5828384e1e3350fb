"""Whether the one by whom a meeting is told is its host, presides over it, or is only there as the others are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from govkg.extraction.actors import actor_at, actors
from govkg.extraction.meeting_mentions import MeetingMention, listed
from govkg.extraction.reading import Actor, Passage
from govkg.model.actors import Organization
from govkg.model.facts import ParticipationRole
from govkg.model.span import Span
from govkg.text.names import is_foreign

_ROLES: Final[Mapping[str, ParticipationRole]] = {
    "answering": "speaker",
    "interviewing": "speaker",
    "reporting": "speaker",
    "debating": "speaker",
    "addressing": "speaker",
    "visiting": "attendee",
    "signing": "attendee",
    "commemorating": "attendee",
    "swearing": "attendee",
    "presenting_credentials": "attendee",
    "calling_on": "attendee",
    "meeting_each_other": "attendee",
}
"""What the subject of a verb is in the meeting that the verb tells; of all other verbs it is the organizer."""


def role_of(mention: MeetingMention, subject: Actor, sentence: Span) -> ParticipationRole:
    """What the subject of the verb is there: who presides is in the chair, and those who only meet have no host."""
    text, verb = mention.passage.text, mention.verb
    if verb == "visiting" and is_delegation(mention.passage, subject):
        return "attendee"
    if verb in ("signing", "visiting", "commemorating") and subject.person is None:
        return "organizer"
    if verb == "inspecting" and _HEADS.match(text, mention.span.start):
        return "chair"
    if verb not in _BY_HOSTS or subject.person is None:
        return _ROLES.get(verb, "organizer")
    if _PRESIDES.match(text, mention.span.start) or _PRESIDES.search(text, subject.span.end, mention.span.start):
        return "chair"
    if meets_each_other(mention):
        return "attendee"
    met = listed("on_a_par").match(text, mention.span.start)
    if met is None:
        return "organizer"
    return "attendee" if "điện đàm" in met[0] or is_no_host(mention, subject, sentence) else "organizer"


def is_delegation(passage: Passage, who: Actor) -> bool:
    """Whether a body is named as the one of whom a delegation is: "đoàn cán bộ | Sở A", "Đoàn của | Viện B"."""
    start = who.span.start
    return (
        who.person is None and _DELEGATION.search(passage.text, max(0, start - _DELEGATION_WITHIN), start) is not None
    )


_DELEGATION = re.compile(r"\b[Đđ]oàn\s(?:[^\W\dA-Z]+\s){0,5}\Z")
_DELEGATION_WITHIN: Final = 50


def is_no_host(mention: MeetingMention, who: Actor, sentence: Span) -> bool:
    """Whether somebody who meets another does so as a foreigner, or beside another meeting: nothing tells a host."""
    if who.person is None:
        return False
    abroad = is_foreign(who.person.name) or (who.body is not None and who.body.kind == "foreign")
    return abroad or mention.passage.text.find("bên lề", sentence.start, sentence.end) >= 0


def meets_each_other(mention: MeetingMention) -> bool:
    """Whether the verb is of several who meet: "ông A và ông B gặp nhau"."""
    return _EACH_OTHER.match(mention.passage.text, mention.span.start) is not None


ALIKE: Final = re.compile(r"gặp|hội đàm|hội kiến|điện đàm")
"""In a noun: a meeting of people on a par."""
_EACH_OTHER = re.compile(r"(?:\w+ ){1,3}nhau\b")
_BY_HOSTS: Final = frozenset({"receiving", "convening"})
"""Verbs of those who have others come."""
_HEADS = re.compile(r"(?:trực tiếp )?(?:dẫn|làm trưởng) ")
_PRESIDES = re.compile(r"\bchủ trì\s")


def owner_of(mention: MeetingMention, sentence: Span) -> Actor | None:
    """The person whose meeting it is by the words "của …": "buổi tiếp xúc cử tri của | Bí thư Thành ủy A, ông B"."""
    of = _OF.match(mention.passage.text, mention.span.start + len(mention.noun), sentence.end)
    if of is None:
        return None
    owner = actor_at(mention.passage, of.end())
    return owner if owner is not None and owner.person is not None else None


def role_of_owner(mention: MeetingMention, owner: Actor, sentence: Span) -> ParticipationRole:
    """What the one whose meeting it is by "của" is there; whose speech it is speaks: "diễn văn bế mạc hội nghị"."""
    if _SPEECH.search(mention.passage.text, max(sentence.start, mention.span.start - 40), mention.span.start):
        return "speaker"
    alike = ALIKE.search(mention.noun) is not None and is_no_host(mention, owner, sentence)
    return "attendee" if alike else "organizer"


_SPEECH = re.compile(r"\b(?:phát biểu|diễn văn|báo cáo|tham luận|bài nói)\s(?:\w+\s){0,3}\Z")
_OF = re.compile(r"\s(?:[^\W\d_A-ZĐ]+\s){0,3}?của\s(?:đồng chí |ông |bà )?")


def host_of_press(mention: MeetingMention, sentence: Span) -> Organization | None:
    """Whose a press conference is by its spokesperson, or, if held each quarter, by whoever speaks there."""
    passage = mention.passage
    if not mention.noun.endswith("họp báo"):
        return None
    quarterly = _QUARTERLY.search(passage.text, mention.span.start, min(sentence.end, mention.span.end + 12))
    officials = [each for each in actors(passage, sentence) if each.person is not None and each.body is not None]
    if not officials or any(each.body != officials[0].body for each in officials):
        return None  # several bodies may hold it together
    posts = passage.posts_in(officials[0].span)
    return officials[0].body if quarterly or any(post.title in _SPOKESPERSONS for post in posts) else None


_QUARTERLY = re.compile(r"\bquý (?:[IV]+|[1-4])\b")
_SPOKESPERSONS: Final = frozenset({"Người phát ngôn"})
