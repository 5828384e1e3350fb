"""Verbs of decision with what belongs to them: whom they are about, which posts they give or take, who decides.

Five shapes carry nearly all of this prose:

- "Quốc hội bầu ông A, …, giữ chức X": the person is the object, the post follows;
- "miễn nhiệm chức vụ X đối với ông A": the post comes first;
- "bầu 3 Ủy viên X gồm ông A (…), bà B (…)": a list;
- "Ông A, …, được Thủ tướng bổ nhiệm làm X": the person is the subject;
- "ông A thôi giữ chức X": nobody decides.

Verbs that follow each other ("điều động, bổ nhiệm") are one. What a clause leaves out (who decides, whom it is
about) it takes from the clause before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from govkg.extraction.actors import STARTS
from govkg.extraction.decision_fronted import fronted
from govkg.extraction.decision_holders import NEXT_POST, listed_persons, names, penalty, standing, was_held
from govkg.extraction.decision_rules import decision_rules
from govkg.extraction.decision_seats import CHARGE, charge, seat
from govkg.extraction.decision_verbs import REACH, DecisionVerb, verbs_in, within
from govkg.extraction.line import TERM
from govkg.extraction.meeting_mentions import verb_in
from govkg.extraction.reading import Actor, Passage, PostMention
from govkg.model.actors import Agent, Organization, Person
from govkg.model.facts import DecisionAction
from govkg.model.span import Span

_SIGHT = 500
"""Characters around a verb of which anything is asked at all: lists of names are long, but they end."""
_NEAR = 12
_ASIDE = re.compile(r"\([^()]*\)")
_NEXT_HOLDER = re.compile(r"\s?[;,]\s(?:và\s|đồng thời\s)?(?:bầu\s)?(?=[^;,]*\Z)")
"""Before the next one of those who are given posts."""
_SHORT = re.compile(r"\)?\s?(?:\([^()]{2,12}\)\s?)?")
_NOW = re.compile(
    r"\b(?:hiện|đang|vốn|trước|trước đây|trước đó|nguyên|khi ấy|khi đó|lúc ấy|lúc đó|lúc bấy giờ|bấy giờ)\s\Z"
)
"""Before a post that somebody held when another was given: "bổ nhiệm ông A, hiện | là Phó Giám đốc, làm …"."""
_PASSIVELY = re.compile(r"\s(?:mới |vừa |đã )*(?:được )?(?:tín nhiệm )?")
_STILL = re.compile(r"\b(?:đang|hiện|hiện đang|khi đó|lúc đó)\s\Z")
_COUNTED = re.compile(r"\s(?:\d+\s|một\s|hai\s|ba\s|bốn\s|năm\s|sáu\s|bảy\s|các\s)?")
_ARE = re.compile(r"(?:\s(?:mới|lại|lần này|đợt này|dịp này))*(?:\s(?:là|gồm|gồm có|có)(?::\s?|\s)|:\s)")
"""In "ba giám đốc được bổ nhiệm là: …", who they are follows."""
_WHO = re.compile(r"\b[Nn]gười\s(?:khác\s|nữa\s|còn lại\s)?(?:vừa\s|mới\s|đã\s)?(?:(?:được|bị)\s)?\Z")
"""In "người được Thủ tướng bổ nhiệm làm X là ông A", who it is follows."""
_ALL_POSTS = re.compile(r"\s?(?:[\w ]{0,30}cách (?:chức )?)?(?:tất cả |hết )?(?:các |mọi )?chức vụ (?:trong|về)")
"""Behind a penalty that takes all posts at once."""
_REMOVING: Final = ("cách chức", "tư cách", "nhiệm vụ", "hoạt động")
"""How penalties end behind which the post follows that they concern: "xóa tư cách | Chủ tịch"."""
_FROM_ALL: Final = ("chức vụ", "nghỉ hưu", "hưu trí", "trước tuổi", "thôi việc")
"""How dismissals end that take all posts, so that none stands before whom they are about."""
_LEADING: Final = ("điều hành", "công việc", "công tác")
"""How penalties end behind which "của" tells whose work is stopped."""
_OF_PARTY = re.compile(r"(?<=chức vụ)(?: trong| về)? Đảng\b")
"""Behind a dismissal from all posts: from those in the Party."""
_KIN = re.compile(
    r"\b(?:[Pp]hu nhân|[Vv]ợ|[Cc]hồng|[Cc]on(?: trai| gái)?|[Ee]m (?:trai|gái)|[Tt]hư ký|[Tt]rợ lý)(?: của)?\s"
    r"(?:(?:ông|bà|anh|chị)\s)?\Z"
)
"""Before somebody who is only named to tell who the subject is: "bà A, phu nhân | Thủ tướng B |, trúng cử"."""
_PASSIVES: Final = ("được", "bị")
"""Right behind a verb of speaking: it is about who speaks ("ông A nhận hoa chúc mừng được Hội đồng B bầu …")."""
_ON_WHOM = re.compile(r"\b(?:với|cho)\s")
_THIS_POST = re.compile(
    r"\b(?:chức vụ|chức danh|chức|cương vị|vị trí|ghế|trọng trách)\s(?:này|ấy|đó|nói trên|trên|kể trên)\b"
)
_AGAIN = re.compile(r"\blại\Z|\A[Tt]ái\b|\btái bổ nhiệm\Z")
"""In a verb that gives a post to the one who holds it."""
_FOR_HIM = re.compile(
    r"\s(?:đối với|với|cho)\s(?:ông|bà|anh|chị|đồng chí)(?:\snày)?(?=\s(?:lên|từ|lên tới)\s|[,.;]|\Z)"
)
"""Behind a promotion of the one spoken of: "thăng cấp bậc hàm | cho anh | lên Đại úy"."""
_FOLLOWS = re.compile(r"(?:[,;]|và|đồng thời)\s\Z")
_AIM = re.compile(r"(?:để|và)\s(?:[^,;.]{0,60}?(?:,[^,;.]{0,40})?\svà\s)?\Z")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as a sentence tells it; ``span`` covers its verb and its post."""

    action: DecisionAction
    person: Person
    title: str
    organization: Organization | None
    by: Agent | None
    span: Span
    rule: str
    confidence: float
    membership: bool = False
    """Whether the post is told by the body that the person joins ("vào Bộ Chính trị"), not by a title."""


@dataclass(frozen=True, slots=True)
class _Before:
    """What the clause before told."""

    persons: Sequence[Person]
    by: Agent | None
    told: Decision | None
    """The decision told last, be it in a sentence before: whose post "chức vụ này" is."""


def by_verbs(
    passage: Passage,
    sentence: Span,
    near: Sequence[Actor],
    last: Person | None,
    offices: Mapping[Person, PostMention] = MappingProxyType({}),
    told: Decision | None = None,
) -> Iterator[Decision]:
    """The decisions that the verbs of a sentence tell.

    ``last`` is who was spoken of before, ``offices`` the post in which the article speaks of each person, ``told``
    the last decision before.
    """
    text = passage.text
    if not decision_rules().verb.begins(passage.words, sentence.start, sentence.end):
        return  # as in most sentences
    asides = [Span(*found.span()) for found in _ASIDE.finditer(text, sentence.start, sentence.end)]
    plain = [actor for actor in near if not within(actor.span.start, asides)]
    named = {actor.span for actor in plain if names(passage, actor)}
    before = _Before((), None, told)
    for verb in verbs_in(passage, sentence, near, asides):
        first = bisect_left(plain, verb.span.start - _SIGHT, key=STARTS)
        after = bisect_left(plain, verb.span.end + _SIGHT, key=STARTS)
        clause = _Clause(passage, sentence, plain[first:after], named, verb, before, last, offices)
        decisions = list(clause.decisions())
        yield from decisions
        persons = list(dict.fromkeys(decision.person for decision in decisions)) or clause.persons
        before = _Before(persons, clause.by, decisions[-1] if decisions else before.told)


@dataclass(slots=True)
class _Clause:
    passage: Passage
    sentence: Span
    near: Sequence[Actor]
    named: Set[Span]
    verb: DecisionVerb
    before: _Before
    last: Person | None
    offices: Mapping[Person, PostMention]
    persons: Sequence[Person] = ()
    by: Agent | None = None
    joined: PostMention | None = None
    """The membership that the verb gives."""
    as_titled: bool = False
    """Whether the verb gives each person the post that it is named with."""

    def decisions(self) -> Iterator[Decision]:
        text, verb = self.passage.text, self.verb
        self.joined = seat(self.passage, verb) or charge(self.passage, verb)
        ahead = [actor for actor in self.near if actor.span.end <= verb.span.start]
        agent = ahead[-1] if ahead and _is_agent(text, self.sentence, ahead[-1], verb.span.start) else None
        passive = decision_rules().passive.search(text, max(self.sentence.start, verb.span.start - 30), verb.span.start)
        if first := fronted(self.passage, self.sentence, self.near, verb, agent):
            self.by = None if agent is None else agent.body or agent.person
            self.persons, self.as_titled = first, verb.action in ("appoint", "elect") and not self._posts(first[0])
        elif agent is not None or passive:
            self.by = None if agent is None else agent.body or agent.person
            start = verb.span.start if agent is None else agent.span.start
            are = _ARE.match(text, verb.span.end, verb.stop) if agent is None else None
            if are is not None and (listed := self._listed(are.end())):
                self.persons, self.as_titled = listed, True
            elif (who := _WHO.search(text, self.sentence.start, start)) is None:
                self.persons = self._subjects([actor for actor in ahead if actor is not agent], start)
            else:
                self.persons = self._described(ahead, who.start()) or self._objects()
        elif verb.intransitive:
            self.persons = self._subjects(ahead, verb.span.start)
        else:
            self.by = self._decider(ahead)
            self.persons = self._objects()
        for person in self.persons:
            yield from self._of(person)
        if self.persons and verb.action in ("appoint", "elect"):
            yield from self._further()

    def _further(self) -> Iterator[Decision]:
        """Those who follow with posts of their own: "bổ nhiệm ông A giữ chức X; ông B giữ chức Y".

        Behind a semicolon the present office may stand between the name and the new post, behind a comma nothing.
        """
        text, verb, rules = self.passage.text, self.verb, decision_rules()
        named = [actor for actor in self.near if verb.span.end <= actor.span.start < verb.stop]
        named = [actor for actor in named if actor.span in self.named and actor.person not in self.persons]
        body = next((post.organization for post in self._posts(self.persons[0])), None)
        for number, who in enumerate(named):
            begun = _NEXT_HOLDER.search(text, verb.span.end, who.span.start)
            if who.person is None or begun is None or rules.honour.fullmatch(text, begun.end(), who.span.start) is None:
                continue
            end = named[number + 1].span.start if number + 1 < len(named) else verb.stop
            to = rules.to_post.search(text, who.span.end, end)
            if to is None or (begun[0].lstrip()[0] != ";" and text[who.span.end : to.start()].strip()):
                continue
            posts = self.passage.posts_in(Span(to.end(), end))
            if not posts or posts[0].span.start - to.end() > _NEAR or ";" in text[who.span.end : to.start()]:
                continue
            for post in self._chain(posts):
                span = Span(to.start(), post.span.end)
                rule = f"decision.{verb.action}"
                at = post.organization or body
                yield Decision(verb.action, who.person, post.title, at, self.by, span, rule, 0.85)

    def _described(self, ahead: Sequence[Actor], who: int) -> Sequence[Person]:
        """Of whom a clause behind the name tells: "ông A, | người | vừa được chỉ định làm Bộ trưởng"."""
        text = self.passage.text
        return [
            each.person
            for each in ahead
            if each.person is not None and text[each.span.end : who] in (", ", " - ", " – ")
        ]

    def _listed(self, start: int) -> Sequence[Person]:
        """Those who are listed with their new posts: "ba giám đốc được bổ nhiệm là: Giám đốc Sở A …, …"."""
        after = [actor for actor in self.near if start <= actor.span.start and actor.span in self.named]
        return [each.person for each in after if each.person is not None and self._titles(each)]

    def _titles(self, actor: Actor) -> list[PostMention]:
        """The post that a person is named with, in front or behind: "Giám đốc Sở Y tế A", "ông A, Giám đốc Sở Y tế"."""
        behind = Span(actor.span.start, max(actor.span.end, self.verb.stop))
        posts = self.passage.posts_in(actor.span) or self.passage.posts_in(behind)
        return [post for post in posts if post.person == actor.person]

    def _decider(self, ahead: Sequence[Actor]) -> Agent | None:
        """The subject of an active verb; that of the verb before where nobody stands between."""
        if ahead and ":" in self.passage.text[ahead[-1].span.end : self.verb.span.start]:
            return None  # who speaks of it
        if ahead and (not self.before.persons or ahead[-1].person not in self.before.persons):
            return ahead[-1].body or ahead[-1].person
        return self.before.by

    def _subjects(self, ahead: Sequence[Actor], end: int) -> Sequence[Person]:
        """Whom a passive or intransitive verb is about; the one spoken of before, where the clause names nobody."""
        text = self.passage.text
        start = max(self.sentence.start, text.rfind(";", self.sentence.start, end) + 1)
        named = [actor for actor in ahead if actor.span in self.named and actor.span.start >= start]
        kin = {each.span for each in named if _KIN.search(text, max(start, each.span.start - 24), each.span.start)}
        named = [each for each in named if each.span not in kin]
        if kin and not named:
            return []
        spoken = self.before.persons or ([] if self.last is None else [self.last])
        if decision_rules().pronoun.search(text, start, end):
            return [named[-1].person] if named and named[-1].person is not None else spoken[-1:]
        if named:
            said = verb_in("speaking", text, named[-1].span.end, end)
            if said is not None and text[said.end() : end].strip() not in _PASSIVES:
                return []  # who says it is not whom it is about
            first = next(
                number
                for number in range(len(named))
                if len(listed_persons(text, named[number], named[number:], end)) == len(named) - number
            )
            return [actor.person for actor in named[first:] if actor.person is not None]
        if self.before.persons:
            return self.before.persons
        lead = text[self.sentence.start + 1 : end]
        if self.verb.intransitive:
            return []
        return spoken if not ahead and not any(letter.isupper() for letter in lead) else []

    def _objects(self) -> Sequence[Person]:
        """Whom an active verb is about: right behind it, or behind its post and "đối với"."""
        text, verb, rules = self.passage.text, self.verb, decision_rules()
        after = [
            actor for actor in self.near if verb.span.end <= actor.span.start < verb.stop and actor.span in self.named
        ]
        for actor in after:
            joined = self.joined is not None and self.joined.span.end <= actor.span.start
            gap = text[self.joined.span.end if self.joined and joined else verb.span.end : actor.span.start]
            if len(gap) > REACH:
                break
            direct = rules.honour.fullmatch(gap) is not None or self._titled(actor) or self._with_bodies(actor)
            if direct or self._bound(Span(verb.span.end, actor.span.start)):
                to = rules.to_post.search(text, actor.span.end, verb.stop)
                stop = to.start() if direct and to is not None else verb.stop
                behind = self.near[bisect_left(self.near, verb.span.end, key=STARTS) :]
                return [each.person for each in listed_persons(text, actor, behind, stop) if each.person is not None]
            break
        for_him = verb.action == "promote" and _FOR_HIM.search(text, verb.span.end, verb.stop) is not None
        if for_him or rules.this_one.search(text, verb.span.end, min(verb.stop, verb.span.end + REACH)):
            return self.before.persons[-1:] or ([] if self.last is None else [self.last])
        to = rules.to_post.search(text, verb.span.end, min(verb.stop, verb.span.end + _NEAR + 10))
        if to is None:
            return ()
        if rules.pronoun.fullmatch(text, verb.span.end + 1, to.start()):
            return self.before.persons[-1:] or ([] if self.last is None else [self.last])
        follows = _FOLLOWS.search(text, self.sentence.start, verb.span.start)
        return self.before.persons if follows and to.start() == verb.span.end + 1 else ()

    def _with_bodies(self, actor: Actor) -> bool:
        """Whether a penalty is on bodies first, and then on a person: "cảnh cáo Ban Thường vụ A và ông B"."""
        text, verb, rules = self.passage.text, self.verb, decision_rules()
        if verb.action != "discipline":
            return False
        listed = [each for each in self.near if verb.span.end <= each.span.start < actor.span.start]
        first = listed[0] if listed and all(each.person is None for each in listed) else None
        if first is None or rules.honour.fullmatch(text, verb.span.end, first.span.start) is None:
            return False
        return rules.honoured.search(text, listed[-1].span.end, actor.span.start) is not None

    def _titled(self, actor: Actor) -> bool:
        """Whether only a title stands between the verb and a person: "miễn nhiệm hai Phó Thủ tướng A và B"."""
        posts = self.passage.posts_in(Span(self.verb.span.end, actor.span.start))
        return (
            len(posts) == 1
            and self._named_by(posts[0].span.end, actor.span.start)
            and _COUNTED.fullmatch(self.passage.text, self.verb.span.end, posts[0].span.start) is not None
        )

    def _named_by(self, title: int, person: int) -> bool:
        """Whether a person is named right behind a title that ends at ``title``, or opens the list behind it."""
        text, honour = self.passage.text, decision_rules().honour
        term = TERM.match(text, title)
        title = term.end() if term is not None else title
        listed = text.startswith(":", title) and honour.fullmatch(text, title, person)
        return listed is not None if text.startswith(":", title) else _SHORT.fullmatch(text, title, person) is not None

    def _bound(self, gap: Span) -> bool:
        """Whether what stands between a verb and a person binds them: the post with "đối với", or a list of names."""
        found = decision_rules().binding.search(self.passage.text, gap.start, gap.end)
        if found is None:
            return False
        told = self.verb.span.of(self.passage.text)
        whom = _ON_WHOM.search(self.passage.text, gap.start, found.end()) is not None
        if whom and (self.verb.action in ("promote", "discipline") or told.endswith(_FROM_ALL)):
            return True
        if self.verb.action == "discipline" and found[0].startswith("của") and told.endswith(_LEADING):
            return True
        this_one = self.before.told is not None and _THIS_POST.search(self.passage.text, gap.start, found.start())
        return bool(this_one or self.passage.posts_in(Span(gap.start, found.start())))

    def _of(self, person: Person) -> Iterator[Decision]:
        verb = self.verb
        if verb.action == "promote":
            yield from self._promotion(person)
            return
        if (
            verb.action == "discipline"
            and (punished := penalty(self.passage, verb.span, verb.stop + _NEAR)) is not None
        ):
            yield Decision("discipline", person, punished, None, self.by, verb.span, "decision.penalty", 0.85)
            return
        if (again := self._again(person)) is not None:
            at = again.organization
            yield Decision(verb.action, person, again.title, at, self.by, verb.span, "decision.again", 0.8)
            return
        posts: Sequence[PostMention] = self._given_ahead(person)
        if not posts and self.as_titled:
            posts = [post for actor in self.near if actor.person == person for post in self._titles(actor)][:1]
        elif not posts:
            posts = self._posts(person) or ([self.joined] if self.joined is not None else [])
        for post in posts:
            span = Span(min(self.verb.span.start, post.span.start), max(self.verb.span.end, post.span.end))
            rule, action = f"decision.{self.verb.action}", self._action(post)
            joined = post is self.joined and post.title != CHARGE
            yield Decision(action, person, post.title, post.organization, self.by, span, rule, 0.85, joined)
        if not posts and person in self.offices and self._is_punished():
            post = self.offices[person]
            rule, span = f"decision.{self.verb.action}.context", self.verb.span
            yield Decision(self.verb.action, person, post.title, post.organization, self.by, span, rule, 0.75)
        if posts and self.verb.action == "dismiss":
            yield from self._next_post(person, posts[-1].span.end)

    def _again(self, person: Person) -> Decision | None:
        """The decision whose post a verb goes back to: "bầu ông A vào chức vụ này", "miễn nhiệm X, bổ nhiệm Y"."""
        told, verb, text = self.before.told, self.verb, self.passage.text
        if told is None or verb.action not in ("appoint", "elect", "dismiss"):
            return None
        if _THIS_POST.search(text, verb.span.end, verb.stop):
            return told
        instead = verb.action != "dismiss" == told.action and person != told.person
        here = self.sentence.start <= told.span.start and not self._posts(person) and self.joined is None
        return told if instead and here and len(self.persons) == 1 else None

    def _action(self, post: PostMention) -> DecisionAction:
        """What the verb does with a post: a penalty that takes the post behind it is a dismissal."""
        verb = self.verb
        taken = 0 <= post.span.start - verb.span.end <= _NEAR and verb.span.of(self.passage.text).endswith("cách chức")
        return "dismiss" if verb.action == "discipline" and taken else verb.action

    def _is_punished(self) -> bool:
        """Whether a penalty concerns the office of a person: "khiển trách đối với ông A", not all of the party's."""
        verb, text = self.verb, self.passage.text
        return verb.action == "discipline" and _ALL_POSTS.match(text, verb.span.end) is None

    def _posts(self, person: Person) -> Sequence[PostMention]:
        """The posts that the verb gives or takes."""
        text, verb, rules = self.passage.text, self.verb, decision_rules()
        posts = self.passage.posts_in(Span(verb.span.end, min(self.sentence.end, verb.stop, verb.span.end + REACH)))
        takes = verb.action in ("dismiss", "discipline")
        direct = next(
            (
                number
                for number, post in enumerate(posts)
                if post.span.start - verb.span.end <= _NEAR and _COUNTED.fullmatch(text, verb.span.end, post.span.start)
            ),
            None,
        )
        for to in rules.to_post.finditer(text, verb.span.end, verb.stop):
            if direct is not None and to[0].strip() == "kiêm":
                break  # "bổ nhiệm Giám đốc A | kiêm | Bí thư B" gives both
            if takes and to.start() - verb.span.end > _NEAR:
                break  # "cách chức … khi đang giữ chức A" tells another post
            if rules.ends.search(text, self._told(), to.start()):
                break
            if _STILL.search(text, verb.span.end, to.start()):
                continue  # "bầu ông A, đang | giữ chức B" tells another post
            if to[0].strip() == "là" and _NOW.search(text, verb.span.end, to.start()):
                continue
            for number, post in enumerate(posts):
                if 0 <= post.span.start - to.end() <= _NEAR:
                    return self._chain(posts[number:])
        if _AGAIN.search(text, verb.span.start, verb.span.end) and posts and posts[0].person == person:
            return posts[:1]
        removed = verb.action != "discipline" or verb.span.of(text).endswith(_REMOVING)
        if direct is not None and not verb.task_too and removed:
            post = posts[direct]
            if takes or post.person is None or post.person not in self.persons or len(self.persons) > 1:
                return self._chain(posts[direct:])
            both = text.startswith(" kiêm ", post.span.end)
            return self._chain(posts[direct:]) if both else [post]
        held = [post for post in self.passage.posts_in(self.sentence) if post.person == person]
        held = held or self._shared(posts)
        held = [post for post in held if not was_held(self.passage, post)] if verb.action == "discipline" else held
        if verb.action == "dismiss" and _OF_PARTY.match(text, verb.span.end):
            held = [post for post in held if post.organization is not None and post.organization.kind == "party"]
        held.sort(key=lambda post: standing(self.passage, post))
        return held[:1] if takes and not verb.bare else []

    def _given_ahead(self, person: Person) -> Sequence[PostMention]:
        """The post right before the passive that several behind it get: "hai Phó Chủ tịch | được bầu: ông A, ông B"."""
        text, start = self.passage.text, self.verb.span.start
        ahead = self.passage.posts_in(Span(max(self.sentence.start, start - REACH), start)) if self.persons else ()
        told = (post for post in ahead if post.person in self.persons)
        found = [post for post in told if _PASSIVELY.fullmatch(text, post.span.end, start)]
        return found if person in self.persons else ()

    def _shared(self, posts: Sequence[PostMention]) -> list[PostMention]:
        """The post that is told once before several persons: "kỷ luật hai Phó Giám đốc Sở A là B và C"."""
        named = [each.span.end for each in self.near if each.person in self.persons and each.span in self.named]
        first = min(named, default=0)
        return [post for post in posts if len(named) > 1 and post.person in self.persons and post.span.end < first]

    def _told(self) -> int:
        """Where whom an active verb is about has been told; the verb's end for others."""
        objects = [actor.span.end for actor in self.near if actor.person in self.persons]
        return max((end for end in objects if self.verb.span.end < end < self.verb.stop), default=self.verb.span.end)

    def _chain(self, posts: Sequence[PostMention]) -> Sequence[PostMention]:
        """The first post and those that are listed with it."""
        found = [posts[0]]
        for post in posts[1:]:
            gap = self.passage.text[found[-1].span.end : post.span.start]
            if not NEXT_POST.fullmatch(gap) or (post.person is not None and post.person not in self.persons):
                break
            if post.person is not None and found[0].person is None:
                break  # "giữ chức X, Phó Giám đốc Trần A": a title of a person begins
            found.append(post)
        return found

    def _next_post(self, person: Person, end: int) -> Iterator[Decision]:
        """Such as "thôi giữ chức X để giữ chức Y": the post that is left for another."""
        for to in decision_rules().becomes_too.finditer(self.passage.text, end, self.verb.stop):
            posts = self.passage.posts_in(Span(to.end(), self.verb.stop))
            if posts and posts[0].span.start == to.end() and _AIM.search(self.passage.text, end, to.start()):
                post, span = posts[0], Span(to.start(), posts[0].span.end)
                yield Decision("appoint", person, post.title, post.organization, self.by, span, "decision.next", 0.85)

    def _promotion(self, person: Person) -> Iterator[Decision]:
        """To the last rank that is named: "từ Trung tướng lên Thượng tướng"."""
        text, verb = self.passage.text, self.verb
        ranks = list(decision_rules().rank.finditer(text, verb.span.end, min(self.sentence.end, verb.span.end + 90)))
        if ranks:
            rank = next((each for each in ranks if text[: each.start()].endswith("lên ")), ranks[0])
            title, span = rank[0][:1].upper() + rank[0][1:], Span(verb.span.start, rank.end())
            yield Decision("promote", person, title, None, self.by, span, "decision.promote", 0.9)


def _is_agent(text: str, sentence: Span, actor: Actor, verb: int) -> bool:
    """Whether an actor stands in "được … bầu", as the one who decides."""
    lead = text[max(sentence.start, actor.span.start - 8) : actor.span.start]
    return verb - actor.span.end <= 60 and re.search(r"(?:[Đđ]ược|[Bb]ị)\s\Z", lead) is not None
