"""Where gatherings and official acts are told by a noun, with a title or alone.

A noun alone ("tại Hội nghị", "buổi lễ") points to a meeting told before. Plural nouns ("các hội nghị") tell of
none in particular and are no mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, get_args

from govkg import datafile
from govkg.extraction.actors import actors
from govkg.extraction.reading import Actor, Passage
from govkg.extraction.titles import capitalized, owner_after, plain, read_title
from govkg.model.actors import MeetingType, Organization
from govkg.model.span import Span
from govkg.text.alternation import one_of

MEETINGS = "data/rules/meetings.yaml"
Told = Literal["title", "noun", "verb"]
"""How: with words of its own, by its noun alone, or by what its people do."""


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """A meeting told at ``span`` of a passage, with the body that its name says it is of."""

    passage: Passage
    span: Span
    type: MeetingType
    name: str
    told: Told
    body: Organization | None = None
    subject: Actor | None = None
    """Who does the verb, where a verb tells it; whose visit it is."""
    verb: str = ""
    """Which list of verbs tells it."""

    @property
    def noun(self) -> str:
        """The noun by which it is called, in lower case."""
        found = _rules().noun.match(self.passage.text, self.span.start)
        return found["noun"].casefold() if found else ""


@dataclass(frozen=True, slots=True)
class _Rules:
    nouns: dict[str, MeetingType]
    noun: re.Pattern[str]
    plural: re.Pattern[str]
    session_of: re.Pattern[str]
    anaphoric: re.Pattern[str]
    ceremony: re.Pattern[str]


@cache
def words(key: str) -> str:
    """One list of the rules as a pattern for any of its words."""
    return one_of(datafile.read(MEETINGS)[key].texts(), capital=True)


@cache
def verbs(key: str) -> re.Pattern[str]:
    """The verbs of one list as group ``verb``; words that only begin like one match without the group."""
    return re.compile(rf"(?<!\w)(?:(?:{words('not_verbs')})|(?P<verb>{words(key)}))(?!\w)")


@cache
def listed(key: str) -> re.Pattern[str]:
    """Any phrase of one list of the rules."""
    return re.compile(rf"(?<!\w)(?:{words(key)})(?!\w)")


@cache
def before(key: str) -> re.Pattern[str]:
    """The words of one list right in front of what is looked at."""
    return re.compile(rf"(?<!\w)(?:{words(key)})\s*\Z")


@cache
def _rules() -> _Rules:
    nouns: dict[str, MeetingType] = {}
    for name, entry in datafile.read(MEETINGS)["types"].items():
        kind = next((known for known in get_args(MeetingType) if known == name), None)
        if kind is None:
            raise entry.error(f"unknown type {name!r}; known are {', '.join(get_args(MeetingType))}")
        nouns |= dict.fromkeys(entry["nouns"].texts(), kind)
    return _Rules(
        nouns=nouns,
        noun=re.compile(rf"(?<![\w-])(?P<noun>{one_of(nouns, capital=True)})(?!\w)"),
        plural=re.compile(rf"(?<!\w)(?:{words('plural')}|\d+)\s\Z"),
        session_of=re.compile(r",?\s(?=(?:Quốc hội|HĐND|Hội đồng|Đại hội đồng|Ủy ban|Uỷ ban|Chính phủ)\b)"),
        anaphoric=re.compile(rf"\s(?:{words('anaphoric')})(?!\w)"),
        ceremony=re.compile(rf"\s(?:{words('ceremony_opens')})(?!\w)"),
    )


def nouns(passage: Passage) -> Iterator[MeetingMention]:
    """The meetings that a passage tells by nouns, in order."""
    text, rules = passage.text, _rules()
    for found in rules.noun.finditer(text):
        noun = found["noun"].casefold()
        kind = rules.nouns[noun]
        if rules.plural.search(text, max(0, found.start() - 12), found.start()) or _inside_name(passage, found):
            continue
        if noun == "lễ" and not rules.ceremony.match(text, found.end()):
            continue
        span = Span(*found.span())
        alone = MeetingMention(passage, span, kind, capitalized(noun), "noun")
        title = (
            None if rules.anaphoric.match(text, found.end()) else read_title(passage, span.end, rules.noun, lists=False)
        )
        if title is None or title.words.isdigit() or _is_named(passage, span.end):
            owner, _ = owner_after(passage, span.end)
            yield _of_session(replace(alone, subject=owner, body=owner.body if owner is not None else None))
            continue
        name = capitalized(plain(f"{found['noun']} {title.words}"))
        whole = Span(span.start, max(span.end, title.end))
        told = MeetingMention(passage, whole, kind, name, "title", title.body, title.owner)
        yield _of_session(told)


def _is_named(passage: Passage, start: int) -> bool:
    """Whether what follows a noun is somebody's name or title, not words of the meeting's own."""
    near = Span(start, min(len(passage.text), start + 80))
    return any(actor.span.start <= start + 1 and actor.person is not None for actor in actors(passage, near))


def _of_session(mention: MeetingMention) -> MeetingMention:
    """A session with the body that sits: "Kỳ họp thứ 6, Quốc hội khóa XIII", "Phiên họp Chính phủ"."""
    passage = mention.passage
    of = _rules().session_of.match(passage.text, mention.span.end)
    if mention.type != "session" or mention.body is not None or of is None:
        return mention
    for body in passage.mentions_in(Span(of.end(), min(len(passage.text), of.end() + 90))):
        if body.span.start == of.end() and isinstance(body.entity, Organization):
            term = _TERM.match(passage.text, body.span.end)
            told = term is not None or " khó" in body.span.of(passage.text)
            if of[0].startswith(",") and not told:  # the body only goes on with the sentence
                return replace(mention, body=body.entity)
            span = Span(mention.span.start, term.end() if term else body.span.end)
            return replace(
                mention, span=span, name=capitalized(plain(span.of(passage.text))), told="title", body=body.entity
            )
    return mention


_TERM = re.compile(r"\s(?:khóa|khoá)\s[IVXLC\d]+")


def _inside_name(passage: Passage, found: re.Match[str]) -> bool:
    """Whether the noun belongs to a body's name ("Đại hội đồng", "Ban tổ chức Đại hội A")."""
    near = Span(max(0, found.start() - 120), min(len(passage.text), found.end() + 120))
    inner = Span(*found.span())
    return any(
        isinstance(mention.entity, Organization) and mention.span.covers(inner) for mention in passage.mentions_in(near)
    )


def is_house(body: Organization) -> bool:
    """Whether a body is a whole legislature that sits, not one of its committees."""
    return body.kind == "legislature" and body.name.startswith(("Quốc hội", "Hội đồng nhân dân"))


def noun_pattern() -> re.Pattern[str]:
    """Where a noun of a meeting stands."""
    return _rules().noun
