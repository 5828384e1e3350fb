"""Acts of speech: who said, asked, directed, praised or criticised what, and to whom.

The content is quoted from the article, never told anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import get_args

from govkg import datafile
from govkg.extraction.actors import actors, inside, named_first
from govkg.extraction.reading import Actor, Passage, Reading
from govkg.extraction.speech_before import content_in_front, past_setting
from govkg.extraction.speech_pronouns import Spoken, meant
from govkg.model.actors import Agent, Organization, Topic
from govkg.model.facts import Concerns, Speaks, SpeechKind
from govkg.model.span import Span
from govkg.model.statement import Statement
from govkg.text.alternation import one_of
from govkg.text.anchored import Anchored

SPEECH = "data/rules/speech.yaml"
LONGEST_CONTENT = 400
"""Characters of content that are kept; a longer one is left out rather than cut in the middle."""
MOST_VERBS = 25
"""Verbs of speech that are looked at in one sentence."""
_SHORTEST_CONTENT = 12
_BETWEEN = re.compile(
    r"[\s,]*(?:\([^()]{1,60}\)[\s,]*)?(?:(?:đã|cũng|vừa|và|tiếp tục|còn|nhiệt liệt|trân trọng|thẳng thắn)[\s,]*)*"
)
_SPOKEN_TO = re.compile(
    r"(?<!\w)(?:của|với|cho|về|từ|gửi|tới|kiến nghị|đề nghị|yêu cầu|đề xuất|kêu gọi|trình|nhắc|giao|xin)\s\Z"
)
"""In front of whom is spoken to or of."""
_SHORTEST_BODY = 4
"""Characters of the body that a title names."""
_QUOTES = ('"', "“")
_CLOSING = re.compile(r"[\"”](?=\s(?:tại|trong|trên|khi|với|hôm|vào|ngày|theo)\b|,)")
_VERB_AND = re.compile(r"[^.;:“”\"]{0,160}?\s(?:và|đồng thời|;)\s(?:đã )?\Z")


@dataclass(frozen=True, slots=True)
class SpeechAct:
    """One act in a sentence: the words of verb, addressee and content lie at ``span``, the content at ``content``."""

    kind: SpeechKind
    speaker: Agent
    addressee: Agent | None
    content: Span
    span: Span
    meant: bool = False
    """Whether the speaker is not named, but meant by a pronoun."""


@dataclass(frozen=True, slots=True)
class _Rules:
    kinds: dict[str, SpeechKind]
    verb: Anchored
    opening: re.Pattern[str]
    link: re.Pattern[str]
    not_said: re.Pattern[str]
    relatives: re.Pattern[str]
    """Of whom is told that somebody who is near them speaks."""
    giving: re.Pattern[str]
    elsewhere: re.Pattern[str]
    """Behind a verb: the content stands elsewhere."""


@cache
def _rules() -> _Rules:
    data = datafile.read(SPEECH).fields(
        "kinds", "openings", "links", "not_said", "relatives", "giving", "elsewhere", "compounds", "where", "settings"
    )
    kinds: dict[str, SpeechKind] = {}
    for name, entry in data["kinds"].items():
        kind = next((known for known in get_args(SpeechKind) if known == name), None)
        if kind is None:
            raise entry.error(f"unknown kind {name!r}; known are {', '.join(get_args(SpeechKind))}")
        kinds |= dict.fromkeys(entry.texts(), kind)

    def any_of(words: Iterable[str]) -> str:
        return one_of(words, capital=True)

    return _Rules(
        kinds=kinds,
        verb=Anchored.of(rf"(?<!\w)(?!(?:{one_of(data['compounds'].texts())})(?!\w))(?:{one_of(kinds)})(?!\w)", kinds),
        opening=re.compile(rf"[\s,]*(?:(?:{any_of(data['openings'].texts())}|:)(?!\w)[\s,]*)*[“\"]?"),
        link=re.compile(rf"\s(?:{any_of(data['links'].texts())})(?!\w)"),
        not_said=re.compile(rf"(?<!\w)(?:{any_of(data['not_said'].texts())})\s*(?:(?:ông|bà|anh|chị)\s)?\Z"),
        relatives=re.compile(rf"(?<!\w)(?:{any_of(data['relatives'].texts())})\s(?:của\s)?(?:\w+\s){{,2}}\Z"),
        giving=re.compile(rf"(?:{one_of(data['giving'].texts())})(?!\w)"),
        elsewhere=re.compile(rf"(?:{one_of(data['elsewhere'].texts())})(?!\w)"),
    )


def read_speech(reading: Reading) -> Iterator[Statement]:
    """The acts of speech that an article reports, and the tasks that bodies are given by them."""
    last: Spoken | None = None
    for passage, sentence in reading.sentences_with(_rules().verb):
        acts = list(speech_acts(passage, sentence, last))
        if acts:
            last = Spoken(passage, sentence, acts[-1].speaker, acts[0].span.start)
        elif passage.text[sentence.start] not in _QUOTES:
            last = None  # somebody else speaks, who is not known
        for act in acts:
            content = " ".join(act.content.of(passage.text).split())
            fact = Speaks(act.kind, act.speaker, content, act.addressee)
            rule = f"speech.{act.kind}" + ("-to" if act.addressee is not None else "")
            yield reading.state(fact, passage, act.span, rule, 0.75 if act.meant else 0.85 if act.addressee else 0.8)
            if isinstance(act.addressee, Organization) and _rules().giving.match(passage.text, act.span.start):
                task = Concerns(Topic("task", content), act.addressee, act.speaker)
                yield reading.state(task, passage, act.span, "topic.task-given", 0.8)


def speech_acts(passage: Passage, sentence: Span, last: Spoken | None = None) -> Iterator[SpeechAct]:
    """The acts of speech of one sentence; a second verb after "và" has the same speaker, a pronoun the ``last`` one."""
    verbs = list(islice(_rules().verb.finditer(passage.words, sentence.start, sentence.end), MOST_VERBS))
    if not verbs:
        return
    near = actors(passage, sentence)
    verbs = [verb for verb in verbs if not inside(near, verb.start())]
    speaker: Actor | None = None
    by_pronoun = False
    said_until = sentence.start
    for position, verb in enumerate(verbs):
        if verb.start() < said_until:
            continue
        own = _speaker(passage, sentence, near, verb)
        if own is not None:
            by_pronoun = False
        elif (own := meant(passage, sentence, verb.start(), last)) is not None:
            by_pronoun = True
        if own is None and not (speaker and _VERB_AND.fullmatch(passage.text, said_until, verb.start())):
            continue
        speaker = own or speaker
        if speaker is None or speaker.agent is None:
            continue
        kind, start = _rules().kinds[verb[0]], verb.end()
        if kind == "said" and own is not None:
            named = named_first(passage.text, near, own)
            quote = content_in_front(passage, sentence, named, start)
            if quote is not None and _may_be_said(content := _trimmed(passage.text, quote.start, quote.end)):
                yield SpeechAct(kind, speaker.agent, None, content, Span(content.start, start), by_pronoun)
                said_until = start
                continue
            begins = past_setting(passage, sentence, named, start)
            if begins is None:
                continue
            start = begins
        until = _next_act(passage, verbs[position + 1 :], sentence)
        act = _act(passage, near, verb, start, speaker.agent, until)
        if act is not None:
            yield replace(act, meant=by_pronoun)
            said_until = verb.end()


def _next_act(passage: Passage, later: Sequence[re.Match[str]], sentence: Span) -> int:
    """Where the content ends: before a later verb that the same speaker does, else with the sentence."""
    for verb in later:
        joint = re.compile(r"[\s,;]*(?:và|đồng thời|;)\s(?:đã )?\Z").search(
            passage.text, verb.start() - 16, verb.start()
        )
        if joint is not None:
            return joint.start()
    return sentence.end


def _speaker(passage: Passage, sentence: Span, near: Sequence[Actor], verb: re.Match[str]) -> Actor | None:
    text = passage.text
    speaker = next((actor for actor in reversed(near) if actor.span.end <= verb.start()), None)
    if speaker is None or not _BETWEEN.fullmatch(text, speaker.span.end, verb.start()):
        return None
    if speaker.person is None and (titled := _of_whom(passage, near, speaker)) is not speaker:
        return titled
    lead = text[max(sentence.start, speaker.span.start - 20) : speaker.span.start]
    rules = _rules()
    return None if rules.not_said.search(lead) or rules.relatives.search(lead) or _SPOKEN_TO.search(lead) else speaker


def _of_whom(passage: Passage, near: Sequence[Actor], body: Actor) -> Actor | None:
    """Who speaks where a body stands before the verb: whose title it ends, as "Hiệu trưởng Trường A, | Bộ B"."""
    ahead = next((each for each in reversed(near) if each.span.end <= body.span.start), None)
    if ahead is None or passage.text[ahead.span.end : body.span.start] != ", ":
        return body
    titled = any(
        post.span.end == ahead.span.end and len(post.span) > len(post.title) + _SHORTEST_BODY
        for post in passage.posts_in(ahead.span)
    ) and not _SPOKEN_TO.search(passage.text, max(0, ahead.span.start - 20), ahead.span.start)
    return (ahead if ahead.person is not None else None) if titled else body


def _act(
    passage: Passage, near: Sequence[Actor], verb: re.Match[str], start: int, speaker: Agent, until: int
) -> SpeechAct | None:
    kind = _rules().kinds[verb[0]]
    addressee: Agent | None = None
    if kind in ("asked", "directed", "praised", "criticized"):
        to = next((actor for actor in near if actor.span.start >= start), None)
        if to is not None and passage.text[start : to.span.start].strip() in ("", "với", "các đồng chí", "lãnh đạo"):
            addressee = to.agent
            if kind in ("asked", "directed") and _rules().link.match(passage.text, to.span.end):
                start = to.span.end
        if kind == "directed" and addressee is None:
            return None
    opening = _rules().opening.match(passage.text, start)
    begins = opening.end() if opening else start
    if opening is not None and opening[0].endswith(_QUOTES):
        closing = _CLOSING.search(passage.text, begins, until)
        until = closing.start() if closing is not None else until  # what follows tells where it was said
    content = _trimmed(passage.text, begins, until)
    if not _may_be_said(content) or _rules().elsewhere.match(content.of(passage.text)):
        return None
    return SpeechAct(kind, speaker, addressee, content, Span(verb.start(), content.end))


def _may_be_said(content: Span) -> bool:
    return _SHORTEST_CONTENT <= len(content) <= LONGEST_CONTENT


def _trimmed(text: str, start: int, end: int) -> Span:
    stretch = text[start:end]
    left = len(stretch) - len(stretch.lstrip(' ,:“"'))
    right = len(stretch.rstrip(' .,;:”"/'))
    return Span(start + left, start + max(left, right))
