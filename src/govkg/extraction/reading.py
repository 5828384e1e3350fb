"""The workspace for one article: its parts as normal text with sentences and words, and who is named where.

Recognisers read it in the order of ``pipeline``; each yields statements. The only thing that is filled in
later are the mentions, which the first recognisers find and all others use.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, Literal

from govkg.extraction.gazetteer import Find, gazetteer
from govkg.model.actors import Agent, Entity, Organization, Person
from govkg.model.article import Article, Part
from govkg.model.facts import Fact, TenureStatus
from govkg.model.span import Span
from govkg.model.statement import Evidence, Statement
from govkg.text.anchored import Anchored
from govkg.text.dates import time_expressions
from govkg.text.missing_years import years_from_parts
from govkg.text.normal import NormalText
from govkg.text.ordered import Ordered
from govkg.text.sentences import sentences
from govkg.text.times import TimeExpression
from govkg.text.words import Words

Form = Literal["name", "short", "anaphor", "listed"]
"""How a mention names its entity: by a full name, a short form of it, a noun or title alone, or as one of a list whose
noun is said once."""


@dataclass(frozen=True, slots=True)
class Mention:
    """``entity`` is named at ``span`` of the passage's normal text."""

    span: Span
    entity: Entity
    form: Form


@dataclass(frozen=True, slots=True)
class PostMention:
    """A title at ``span`` (with its body, where named beside it), and who holds it, where the text says.

    ``title`` is without the body ("Thứ trưởng"); ``person`` is None for a title that stands alone and
    cannot be resolved, or that is given or taken ("bổ nhiệm … giữ chức Thứ trưởng").
    """

    span: Span
    title: str
    organization: Organization | None
    status: TenureStatus
    person: Person | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: ``person`` where one is named or meant, ``body`` the office or body for which the actor decides."""

    span: Span
    person: Person | None
    body: Organization | None

    @property
    def agent(self) -> Agent | None:
        """The person where there is one, else the body."""
        return self.person or self.body


@dataclass(slots=True)
class Passage:
    """One part of an article made readable. All spans count characters of ``text``."""

    part: Part
    normal: NormalText
    sentences: list[Span]
    words: Words
    finds: dict[int, list[Find]]
    """Known names and words of the lexicon, by the number of the word where they begin."""
    times: Ordered[TimeExpression] = field(default_factory=Ordered)
    """When: the time expressions, resolved against the day of publication; in order, none overlap."""
    mentions: Ordered[Mention] = field(default_factory=Ordered)
    """In order of their spans; none overlap, save a body inside the name of a body that it is part of."""
    posts: Ordered[PostMention] = field(default_factory=Ordered)
    acting: Ordered[Actor] | None = None
    """Mentions and titles joined (``actors.actors``); None before the first that asks."""
    _held: dict[Person, list[PostMention]] | None = field(default=None, init=False, repr=False)
    text: str = field(init=False, repr=False)
    """The normal text of the part."""
    _begun: list[int] = field(init=False, repr=False)
    """Where each sentence begins."""

    def __post_init__(self) -> None:
        self.text = self.normal.text
        self._begun = [sentence.start for sentence in self.sentences]

    def sentence(self, span: Span) -> Span:
        """The sentence (or the run of sentences) that covers a span."""
        first = max(0, bisect_right(self._begun, span.start) - 1)
        last = max(first, bisect_left(self._begun, span.end, first) - 1)
        return Span(self.sentences[first].start, max(span.end, self.sentences[last].end))

    def sentences_with(self, *patterns: Anchored) -> Iterator[Span]:
        """The sentences in which first words of one of the patterns stand, in order: few, of most patterns."""
        rows = [places for pattern in patterns if (places := pattern.places(self.words))]
        after = 0
        for place in rows[0] if len(rows) == 1 else sorted(set(chain.from_iterable(rows))):
            if place >= after and (at := bisect_right(self._begun, place) - 1) >= 0:
                sentence = self.sentences[at]
                if place < sentence.end:
                    after = sentence.end
                    yield sentence

    def mentions_in(self, span: Span) -> Sequence[Mention]:
        """The mentions that lie within a span, in order."""
        return self.mentions.within(span)

    def posts_in(self, span: Span) -> Sequence[PostMention]:
        """The titles that lie within a span, in order."""
        return self.posts.within(span)

    def posts_of(self, person: Person) -> Sequence[PostMention]:
        """The titles that are told of a person, in order. Asked only after the titles are filled in."""
        if self._held is None:
            self._held = {}
            for post in self.posts:
                if post.person is not None:
                    self._held.setdefault(post.person, []).append(post)
        return self._held.get(person, ())

    def times_in(self, span: Span) -> Sequence[TimeExpression]:
        """The time expressions that lie within a span, in order."""
        return self.times.within(span)


_BEGINNING: Final = 3
"""Sentences of the text that tell what an article is about."""
_CAPTION: Final = 40
"""Characters of a sentence that is no more than a name below a picture: "Thủ tướng Nguyễn Văn A."."""


def at_beginning(passage: Passage, sentence: Span) -> bool:
    """Whether a sentence is among those that tell what an article is about."""
    if passage.part != "text":
        return True
    telling = [each for each in passage.sentences[: 2 * _BEGINNING] if len(each) > _CAPTION]
    return not telling or sentence.start <= telling[:_BEGINNING][-1].start


@dataclass(slots=True)
class Reading:
    """One article being read."""

    article: Article
    passages: list[Passage]
    held: set[tuple[Person, str, Organization | None]] = field(default_factory=set)
    """The posts that are stated: holder, title, body."""
    _quotes: dict[tuple[Part, Span], Evidence] = field(default_factory=dict)
    """Statements of one sentence share its quote."""

    @classmethod
    def of(cls, article: Article) -> Reading:
        """Open an article for reading."""
        passages: list[Passage] = []
        for part, source in article.parts():
            normal = NormalText.of(source)
            told = [time.when.begin for passage in passages for time in passage.times if time.when.has_day]
            words = Words.of(normal.text)
            times = time_expressions(words, article.published, told[-1] if told else None)
            finds = gazetteer().finds(words)
            passages.append(Passage(part, normal, sentences(normal.text), words, finds, Ordered(times)))
        if article.published is None:
            parts = years_from_parts([each.times for each in passages], [each.text for each in passages])
            for passage, times in zip(passages, list(parts), strict=True):
                passage.times = Ordered(times)
        return cls(article, passages)

    def sentences_with(self, *patterns: Anchored) -> Iterator[tuple[Passage, Span]]:
        """The sentences in which first words of one of the patterns stand, with their passages, in reading order."""
        for passage in self.passages:
            for sentence in passage.sentences_with(*patterns):
                yield passage, sentence

    def state(self, fact: Fact, passage: Passage, span: Span, rule: str, confidence: float) -> Statement:
        """The statement of a fact whose words lie at ``span``; its evidence is the sentence around them.

        Raises:
            ValueError: the span is empty or reaches beyond the passage.

        """
        source = passage.normal.to_source(passage.sentence(span))
        key = (passage.part, source)
        evidence = self._quotes.get(key)
        if evidence is None:
            evidence = self._quotes[key] = Evidence.quote(self.article, passage.part, source)
        return Statement(fact, evidence, rule, confidence)
