"""Meetings of an article: which mentions tell one and the same, when and where it is, who takes part.

A headline and its sentences tell one meeting. Few right meetings are preferred: one that is only named in
passing ("từ sau Đại hội XI") is not told by the article and does not enter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

from govkg.extraction.actors import actors
from govkg.extraction.awards import decorated
from govkg.extraction.decision_clauses import by_verbs
from govkg.extraction.meeting_days import day_and_month, from_day, open_day, own_time, told_later
from govkg.extraction.meeting_evidence import concluded_by, decides_there, is_evident, is_held, is_spoken_at
from govkg.extraction.meeting_headlines import told_by_headline
from govkg.extraction.meeting_known import is_known, said_before
from govkg.extraction.meeting_mentions import MeetingMention
from govkg.extraction.meeting_names import is_named, is_numbered
from govkg.extraction.meeting_openings import opened_with
from govkg.extraction.meeting_sameness import (
    apart,
    begins,
    convened,
    funeral,
    general,
    headline,
    is_opening,
    on_its_own,
    same,
    same_act,
    same_noun,
    sits,
    tries,
    who_meet,
)
from govkg.extraction.meeting_settings import (
    GENERAL,
    OF_A_DAY,
    hosts,
    is_ahead,
    is_beside,
    is_setting,
    opens_after,
    plays_at,
    receives_those,
    sets_scene,
)
from govkg.extraction.meeting_spoken import (
    also_answers,
    is_asked_after,
    is_debate,
    is_gathering,
    is_spoken_of,
    meets_the_press,
    speaks_there,
    told_in_answer,
)
from govkg.extraction.meeting_statements import enters, state
from govkg.extraction.meeting_told import (
    SPEECHES,
    WITHOUT_SPEECHES,
    Told,
    comes_next,
    date_by,
    enrich,
    inherit,
    lasts,
    plays_on_another_day,
    speaks_elsewhere,
)
from govkg.extraction.meeting_verbs import meeting_mentions
from govkg.extraction.participation_acts import ACTING
from govkg.extraction.participation_chains import Part
from govkg.extraction.participation_inspected import inspected
from govkg.extraction.participation_lists import attended_together
from govkg.extraction.participation_named import HELD, parts_by_name, parts_by_verb
from govkg.extraction.participation_objects import given_there
from govkg.extraction.participation_present import accompanying, before_sentence, leading
from govkg.extraction.participation_scenes import beside, in_scene
from govkg.extraction.participation_told import holding, on_the_trip, parts_in_sentence
from govkg.extraction.reading import Passage, Reading, at_beginning
from govkg.model.actors import Agent
from govkg.model.facts import ParticipationRole
from govkg.model.span import Span
from govkg.model.statement import Statement
from govkg.text.times import TimeExpression


def read_meetings(reading: Reading) -> Iterator[Statement]:
    """The meetings that an article tells, with day, place and those who take part."""
    story = _Story()
    for passage in reading.passages:
        story.read(passage)
    for passage in reading.passages:
        if passage.part == "text" and story.told:
            story.open(passage)
    titles = [passage for passage in reading.passages if passage.part == "title"]
    for told in (told for told in story.told if told.main):
        for title in titles:
            for part in list(told_by_headline(title, told)):
                told.add(title, part)
    for number, told in enumerate(told for told in story.told if enters(told)):
        yield from state(reading, told, f"{number}")


def _honoured(passage: Passage, sentence: Span, about: Told) -> Iterator[Part]:
    """Those who are decorated at a meeting are there, and those whose appointment it makes known."""
    for person, span in decorated(passage, sentence):
        yield Part(person, "attendee", span, "participation.decorated", 0.8)
    if about.main and about.type in _CONFERRING:
        yield from given_there(passage, sentence, anything=_HANDS_OVER.match(about.named.name) is not None)
    if about.main and _MAKES_KNOWN.search(about.named.name):
        for found in by_verbs(passage, sentence, actors(passage, sentence), None):
            if found.action in ("appoint", "promote"):
                yield Part(found.person, "attendee", found.span, "participation.appointed", 0.8)


_CONFERRING: Final = frozenset({"ceremony", "conference"})
_HANDS_OVER = re.compile(r"(?:(?:Lễ|Buổi) )?[Tt]rao\b")
_MAKES_KNOWN = re.compile(r"\b(?:công bố|trao|triển khai)\b.*\b(?:quyết định|nghị quyết)\b", re.IGNORECASE)


_OF_THOSE_THERE: Final = frozenset(("participation.listed", "participation.attending"))
"""Rules behind whose sentences more of those who are there may be listed: "Về phía tỉnh có …"."""


@dataclass(slots=True)
class _Story:
    """The meetings that have been told so far, and the one that the text is about."""

    told: list[Told] = field(default_factory=list)
    focus: Told | None = None
    met: dict[int, tuple[MeetingMention, frozenset[Agent]]] = field(default_factory=dict)
    """Who meet by the words of each mention, by its id: each is held against all later ones."""

    def read(self, passage: Passage) -> None:
        """Read a passage sentence by sentence; a meeting stays in focus until the next one is told."""
        found = meeting_mentions(passage)
        going_on = False
        for sentence in passage.sentences:
            here = [each for each in found if sentence.start <= each.span.start < sentence.end]
            found = found[len(here) :]
            before = self.focus
            own = self._place_mentions(passage, sentence, here)
            if own is not None and own.evident:
                own.answered = True
                begins = at_beginning(passage, sentence) and is_gathering(own.mentions)
                begins = begins and not (before is not None and told_in_answer(before.mentions, own.mentions))
                begins = begins or (before is not None and before.main and comes_next(before, own, passage, sentence))
                first = not any(told.main for told in self.told)
                known = first and is_known(own, here, sentence)
                own.main = own.main or begins or known or (first and is_debate(own.mentions))
                if known and len(self.told) == 1:
                    for part in said_before(passage, sentence):
                        own.add(passage, part)
            self._led(passage, sentence)
            for visit in [told for told in self.told if told.type == "visit"][-_LAST:]:
                if not visit.sure:
                    lasts(visit, passage, sentence)
            last = self.told[-1] if self.told else None
            if last is not None and last.type not in SPEECHES:
                for part in chain(accompanying(passage, sentence), on_the_trip(passage, sentence)):
                    last.add(passage, part)
            about = own or self.focus
            if about is None or (
                own is None
                and not about.main
                and not (about.answered and also_answers(about.mentions, passage, sentence))
            ):
                continue
            if own is None and (about.type == "other" or plays_on_another_day(about, passage, sentence)):
                continue  # who speaks of a festival need not be there
            if about.type in SPEECHES and about.named.verb not in _SILENT:
                listed = False
                only = about.two_alone if own is None else frozenset()
                later = any(told_later(each, sentence) > sentence.start for each in about.mentions if each in here)
                of_it = ACTING if about.type == "inspection" else ""  # "…, theo ông A" is told of it, not there
                for part in chain(
                    parts_in_sentence(passage, sentence, own is not None, going_on),
                    _honoured(passage, sentence, about),
                ):
                    if part.role == "speaker" and (
                        later or part.rule == of_it if own is not None else speaks_elsewhere(about, passage, part, only)
                    ):
                        continue  # who else says something says it elsewhere
                    about.add(passage, part)
                    if own is None and part.rule == HELD:
                        date_by(about, passage, sentence)
                    listed = listed or part.rule in _OF_THOSE_THERE
                going_on = listed or (going_on and before_sentence("also_present", passage.text, sentence))

    def open(self, passage: Passage) -> None:
        """Date the first meeting that a text calls by its noun alone by what it told in front."""
        first = next((told for told in self.told if told.main or told is self.told[0]), None)
        if first is not None and passage.sentences:
            for part in list(opened_with(first, self.told, passage)):
                first.add(passage, part)

    def _led(self, passage: Passage, sentence: Span) -> None:
        """The head of a team that inspects, or of a delegation that takes part."""
        inspections = [told for told in self.told if told.type == "inspection"]
        last = self.told[-1] if self.told else None
        visits = last is not None and last.type == "visit" and last.mentions[-1].passage is passage
        told = last if visits else inspections[-1] if inspections else self.focus
        if told is None:
            return
        posts = (post for post in passage.posts_in(sentence) if post.title == "Trưởng đoàn")
        named = [(post.person, post.span) for post in posts if post.person is not None]
        role: ParticipationRole = "chair" if told.type == "inspection" else "attendee"
        taking_part = {part.agent for _, part in told.parts}
        for person, span in (*named, *leading(passage, sentence)):
            if person in taking_part:
                continue
            told.add(passage, Part(person, role, span, "participation.leading", 0.85))

    def _place_mentions(self, passage: Passage, sentence: Span, here: list[MeetingMention]) -> Told | None:
        """Give each mention of a sentence to its meeting; the meeting that the sentence is about."""
        about: Told | None = None
        placed: list[tuple[MeetingMention, Told]] = []
        ahead: list[Told] = []
        held = False
        acts = [each for each in here if is_evident(each, None, sentence) and not is_setting(each, sentence, False)]
        together, there = attended_together(here, sentence) if len(here) > 1 else ((), ())
        press = next((each for each in here if meets_the_press(each, sentence)), None) if len(here) > 1 else None
        host = next((each for each in here if hosts(each, sentence)), None)
        if host is not None:  # what is done "tại Hội nghị …" belongs to it
            here = [host, *(each for each in here if each is not host)]
        for mention in here:
            setting = is_setting(mention, sentence, any(act is not mention for act in acts))
            time = from_day(mention, sentence) if setting else own_time(mention, sentence)
            hosted = (
                about is not None and mention.verb in _OCCASIONS and (host is not None or _announced(about, mention))
            )
            told = (
                about
                if hosted
                else (None if mention in together else self._goes_on(mention, placed, sentence))
                or self._at_focus(mention, time, about, sentence)
                or self._known(mention, time, about, sentence)
                or self._new(mention, time, sentence)
            )
            if told is None:
                continue
            if mention not in told.mentions:
                told.mentions.append(mention)
            told.known = told.known or (mention.noun == told.named.noun and is_named(mention, sentence))
            enrich(told, mention, time, sentence)
            placed.append((mention, told))
            for part in (
                *parts_by_name(mention, sentence),
                *parts_by_verb(mention),
                *in_scene(mention, sentence),
                *inspected(mention, sentence),
                *holding(mention, sentence),
            ):
                announces = hosted and host is None and part.role == "organizer"
                told.add(passage, replace(part, role="speaker") if announces else part)
            over = is_asked_after(mention, acts) or (len(acts) > 1 and opens_after(mention, sentence))
            scene = sets_scene(mention, sentence) or (len(here) > 1 and speaks_there(mention, sentence))
            scene = scene and not over
            if (decider := decides_there(mention, sentence)) is not None and decider.body is not None:
                span = Span(mention.span.start, decider.span.end)
                told.add(passage, Part(decider.body, "organizer", span, "participation.deciding", 0.85))
            if (speaker := concluded_by(mention, sentence)) is not None and speaker.agent is not None:
                span = Span(speaker.span.start, mention.span.end)
                whose = passage.text.endswith(("kết luận của ", "chỉ đạo của "), 0, speaker.span.start)
                role: ParticipationRole = "organizer" if speaker.person is None and whose else "speaker"
                told.add(passage, Part(speaker.agent, role, span, "participation.concluding", 0.85))
            another = self.focus is not None and self.focus.main and told is not self.focus
            if is_spoken_of(mention, sentence) or (another and (told in ahead or is_ahead(mention, sentence))):
                ahead.append(told)
                continue
            if press is not None and mention is not press and about is not None:
                continue  # what is said of others is said there
            if any(is_opening(each) and each.span.covers(mention.span) for each in here if each is not mention):
                continue  # people come to the opening
            if plays_at(mention, sentence) and self.focus is not None and self.focus.main and told is not self.focus:
                told.absorb(self.focus)
            if about is None or scene or not (held or setting or told.type in WITHOUT_SPEECHES):
                about = told
            held = held or scene or is_held(mention, sentence)
        for mention, told in placed:
            if mention.type == "conference" and is_beside(mention):
                for part in beside(mention, (other.parts for _, other in placed if other.type == "meeting")):
                    told.add(passage, part)
            if mention in together:
                told.evident = True
                for part in there:
                    told.add(passage, part)
            if mention.type == "visit" and mention.told == "verb" and told is not about:
                continue  # the day on which a visitor is received is one of several
            occasions = told.evident and any(
                other is not told and opens_after(each, sentence) for each, other in placed
            )
            aside = mention.type in OF_A_DAY and is_setting(mention, sentence, len(here) > 1) and not is_beside(mention)
            aside = aside and not mention.inside  # what a press conference is about has days of its own
            if mention.told == "verb" or aside or (mention.type in OF_A_DAY and occasions and not told.sure):
                others = [other for _, other in placed if other is not told and other.sure and other.type != "visit"]
                inherit(told, others[0] if others else self.focus if mention.verb in _OCCASIONS else None)
        if about is not None and about.type in SPEECHES and (about.evident or self.focus is None):
            aside = about.type == "inspection" and self.focus is not None and self.focus.main
            self.focus = self.focus if aside else about
        return about

    def _known(
        self, mention: MeetingMention, time: TimeExpression | None, about: Told | None, sentence: Span
    ) -> Told | None:
        """The meeting told before that a mention means; the last one first."""
        by_day = mention.told == "verb" and mention.type in _OF_A_DAY
        day = open_day(mention, sentence) if by_day or mention.type == "press" else ""
        fitting = (told for told in self.told[::-1] if not told.on_another(day))
        candidates = [told for told in fitting if not apart(told, mention, self._met)]
        if about is not None:
            candidates.sort(key=lambda each: each is not about)
        if mention.verb in ("sitting", "reporting", "deciding") and about is not None and about.type == "session":
            return about
        rite = next((told for told in candidates if funeral(told, mention, time)), None)
        if rite is not None:
            return rite
        if mention.told != "noun":
            return next((told for told in candidates if same(told, mention, time)), None)
        opened = next((told for told in candidates if told.opened), None)
        if opened is not None and mention.noun in _OPENINGS and not any(t.type == "ceremony" for t in candidates):
            return self._opening(opened, mention)
        candidates.sort(
            key=lambda each: (
                each is not about,
                each.type != mention.type,
                not each.evident,
                each is not self.focus,
            )
        )
        for fits in (same_noun, begins, same_act, convened, tries, sits, general, headline):
            for told in candidates:
                if fits(told, mention):
                    return told
        return None

    def _goes_on(
        self, mention: MeetingMention, placed: list[tuple[MeetingMention, Told]], sentence: Span
    ) -> Told | None:
        """The meeting named right before that a mention is said of: "Hội nghị A, cuộc họp đầu tiên của B"."""
        if not placed or placed[-1][0].told != "title":
            return None
        last, told = placed[-1]
        gap = mention.passage.text[last.span.end : mention.span.start]
        again = mention.noun == last.noun and not is_numbered(mention)
        if (mention.noun in GENERAL and gap == ", ") or (again and gap in (", ", " (")):
            return told
        occasion = mention.verb in _OCCASIONS and last.type in OF_A_DAY and last.span.start > sentence.start
        return told if occasion and _AND_DOES.fullmatch(gap) else None

    def _at_focus(
        self, mention: MeetingMention, time: TimeExpression | None, about: Told | None, sentence: Span
    ) -> Told | None:
        """The meeting that the article is about, at which somebody does what it is held for.

        What is conferred at a ceremony; whom the host of a meeting then speaks to: "Tiếp Đại sứ A, Chủ tịch nước …".
        """
        focus = self.focus
        if mention.subject is None and mention.verb == "receiving" and mention.passage.part != "title":
            in_headline = (told for told in self.told if told.named.passage.part == "title" and told.type == "meeting")
            return next(in_headline, None)
        if about is not None or focus is None or not focus.main or mention.passage.part == "title":
            return None
        host = mention.subject.agent if mention.subject is not None else None
        opens = mention.verb == "receiving" and mention.span.start == sentence.start and time is None
        if opens and receives_those(mention):
            return next((told for told in reversed(self.told) if told.type == "meeting"), None)
        of_two = focus.type in OF_A_DAY and focus.type != "conference"  # who is received beside one, is met elsewhere
        if opens and of_two and host in {part.agent for _, part in focus.parts}:
            return focus
        if mention.verb != "conferring" or focus.type != "ceremony":
            return None
        another_day = time is not None and bool(focus.sure) and time.when.begin != focus.when.begin
        if not focus.sure and time is not None and focus.on_another(day_and_month(time.span.of(mention.passage.text))):
            another_day = True
        if on_its_own(focus, mention):
            return None
        return None if another_day or focus.on_another(open_day(mention, sentence)) else focus

    def _met(self, mention: MeetingMention) -> frozenset[Agent]:
        if (known := self.met.get(id(mention))) is None:
            known = self.met[id(mention)] = mention, who_meet(mention)
        return known[1]

    def _new(self, mention: MeetingMention, time: TimeExpression | None, sentence: Span) -> Told | None:
        first = all(told.type in ("press", "visit") and told.named.told == "verb" for told in self.told)
        evident = is_evident(mention, time, sentence) or (first and is_spoken_at(mention, sentence))
        if mention.told == "noun" and not evident:
            return None
        told = Told([mention], mention, evident=evident)
        self.told.append(told)
        return told

    def _opening(self, opened: Told, mention: MeetingMention) -> Told:
        """The opening ceremony of a festival or congress, which has the day of the opening."""
        named = replace(mention, name=f"Lễ khai mạc {opened.named.name}", told="title", type="ceremony")
        when, place = (opened.when, opened.when_at, 2), (opened.place, opened.place_at)
        told = Told([mention], named, *when, *place, evident=True)
        opened.sure, opened.opened = 0, False
        self.told.append(told)
        return told


_OF_A_DAY: Final = OF_A_DAY | {"session"}
"""What is told by a verb with another day is another one of these: a house that sits tomorrow sits again."""
_SILENT: Final = frozenset({"forming", "proclaiming", "swearing", "trying", "addressing", "summoning"})
"""Acts at which nobody speaks but who does them."""
_LAST: Final = 5
"""Visits that a later sentence may date: the last ones told."""
_AND_DOES = re.compile(r"[^.;,:]{0,60}?,? (?:và|đồng thời) ")
_OPENINGS: Final = frozenset({"lễ khai mạc", "buổi lễ"})
_OCCASIONS: Final = frozenset({"conferring", "signing"})
"""Acts that are done at a meeting and have its day."""


def _announced(about: Told, mention: MeetingMention) -> bool:
    """Whether what a sentence makes known is what the meeting at which it plays is for."""
    return mention.verb == "conferring" and "công bố" in mention.name and "công bố" in about.named.name
