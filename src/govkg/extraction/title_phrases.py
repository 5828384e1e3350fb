"""Titles with the bodies beside them: "Phó Vụ trưởng | Vụ Pháp chế", "nguyên Đại sứ | Nhật Bản tại Việt Nam"."""

from __future__ import annotations

from dataclasses import replace

from govkg.extraction.appositions import Appositions
from govkg.extraction.declared import Declared
from govkg.extraction.elected import is_law_office, past_elected
from govkg.extraction.gazetteer import Find
from govkg.extraction.items import Item, TitlePhrase, is_abroad
from govkg.extraction.lexicon import Head, Title, fields, heads, places, statuses
from govkg.extraction.localities import State
from govkg.extraction.marks import Marks
from govkg.extraction.organizations import BodyParser
from govkg.extraction.persons import end_of_name
from govkg.extraction.phrases import Body, Phrase
from govkg.extraction.word_sets import (
    acts,
    additions,
    agents,
    candidates,
    deposed,
    homes,
    not_describing,
    plurals,
    spoken,
    status_compounds,
    together,
)
from govkg.folding import fold
from govkg.model.facts import TenureStatus
from govkg.text.names import capitals, is_syllable
from govkg.text.words import Words

_BOARD = "Ban Thường vụ"
_LONGEST_FIELD = 7  # words
_KING = "Nhà vua"
_NEW = frozenset(map(fold, ("mới", "hiện", "đương")))
"""Between a title and its state."""
_IN_CHARGE = fold("phụ trách")
"""Behind a title: for the time being, or, with a matter in small letters behind it, of what: "| khối kinh tế"."""
_EMPOWERED = fold("ủy quyền")
_OFFICE = "Văn phòng"
_DELEGATION, _SENT, _OF_DEPUTIES = "Đoàn", "Đoàn đại biểu", "Đoàn đại biểu Quốc hội"
_SHORTEST_RUN = 2  # capitalised words of a place and a person
_ABROAD = frozenset(("international", "foreign"))
_ANSWERS = frozenset(map(fold, ("trả lời", "giải đáp", "cảm ơn")))
_OFFICES = frozenset(map(fold, ("chức", "nhiệm")))
_EACH = fold("các")
_LISTING = frozenset((",", ";", fold("và")))
"""What stands between those who share a title."""
_ACTING = fold("quyền")
_OF_BODY, _DIRECTLY_OF = frozenset(map(fold, ("của", "thuộc"))), fold("trực thuộc")
_THAT = frozenset(map(fold, ("này", "đó", "trên", "nói", "mình")))
"""Behind a noun that goes back to a body named before."""
_NEWLY = fold("mới")
_OF, _AT, _VIETNAM = fold("của"), fold("tại"), fold("Việt Nam")


class TitleReader:
    """Reads the titles of one passage."""

    def __init__(self, words: Words, finds: dict[int, list[Find]], bodies: BodyParser, declared: Declared) -> None:
        self.words = words
        self.finds = finds
        self.bodies = bodies
        self.declared = declared
        self.appositions = Appositions(words, finds, bodies)
        self.marks = Marks(words, finds, bodies)
        self._shared: TitlePhrase | None = None  # a title that is said once for several bodies

    def next_shared(self, at: int, last: int, titled: int, named: int) -> Item | None:
        """The next body of a title that is said once for several, with its holder: "Bộ Y tế A | , Công an B".

        ``titled`` and ``named`` are the words after the title and the name that were read last.
        """
        shared = self._shared
        if shared is None:
            return None
        words = self.words
        if named in (at, at - 1):
            between = words.gap(at).strip() if named == at else words.keys[at - 1]
            phrase = self._shared_body(at, last, shared) if between in _LISTING else None
            if phrase is not None:
                return Item("T", at, phrase.after, title=replace(shared, body=phrase.body, body_first=at))
        if titled != at:
            self._shared = None
        return None

    def at(self, at: int, find: Find, title: Title, last: int) -> Item | None:
        """The title that is found at a word, with its status before and its body behind; None where it is none."""
        words, after = self.words, find.after
        if find.after > last or any(words.gap(inner) not in (" ", "\n") for inner in range(at + 1, after)):
            return None
        if words[after - 1][0].isupper() and words[at].islower() and self._title_follows(after - 1, after):
            return None  # "dư luận đồn | Phó Chủ tịch A"
        if title.head == _OFFICE and is_law_office(words, after):
            return None
        if at and words.keys[at - 1] in _OFFICES and self._title_follows(at + 1, after):
            return None  # "chức vụ | Phó Chủ tịch", "nhiệm vụ | Trưởng ban"
        if at and words.gap(at) == " " and words.key(at - 1, after) in together():
            return None  # "Ban | Giám đốc Công an tỉnh"
        if after + 2 < last and words.keys[after] == _EACH and (shared := self._shared_title(at, after, title, last)):
            return shared
        first, status, plural = self._before(at)
        for length in (3, 2):
            charged = words.key(after, after + length) == _IN_CHARGE and self._is_small(after + length, last)
            if words.key(after, after + length) in additions() and after + length <= last and not charged:
                title = replace(title, name=f"{title.name} {words.written(after, after + length).lower()}")
                after += length
        if after < last and words.keys[after] == _NEWLY and words.gap(after) == " " and not self._newly(after, last):
            after += 1  # "thứ trưởng mới | của Bộ Y tế"
        phrase = TitlePhrase(title, status, plural, None, after)
        inner = self.appositions.body(first, after, last, title, self._body_after(after, last, title))
        inner = inner or self.marks.firm(first, after, last, title)
        if inner is not None and title.bare:
            return None
        if inner is not None:
            phrase.body, phrase.body_first, after = self._deputies(inner, title), inner.first, inner.after
            if (whole := self._whole(inner, last)) is not None:
                inner.body.parent, after = whole.body, whole.after
            if inner.body.kind in _ABROAD:
                after = self._accredited(self._governed(after, last) if title.alone else after, last)
        elif (home := self._home(after, last)) > after:
            noun = range(after + (words.keys[after] == _OF), home - (words.keys[home - 1] in _THAT))
            phrase.homes, after = homes()[words.key(noun.start, noun.stop)], home
        elif (ministry := self._ministry_abroad(after, last, title)) is not None:
            phrase.body, phrase.body_first, after = ministry.body, after, ministry.after
        elif (country := self.bodies.places.country(after, last)) is not None:
            phrase.country = country.usual
            after = self._accredited(country.after, last)
            if title.body is not None:
                head = heads().get(fold(title.body))
                phrase.body = self.bodies.bodies.of_state(title.body, "foreign", head, country)
        elif title.alone or title.body is not None:
            after = after + 2 if words.key(after, after + 2) == _VIETNAM and words.gap(after) == " " else after
            after = self._accredited(self._governed(after, last), last) if title.alone else after
        elif title.head is None and not title.weak:
            after = self._governed(after, last)
        elif (head := heads().get(fold(title.head or ""))) is not None and (head.level or head.name == _BOARD):
            phrase.body = Body(head.name, head.kind, head, back=True, implied=True)  # "Tỉnh ủy viên"
        head_of_body = phrase.body.head if phrase.body is not None else None
        if title.member is not None and head_of_body is not None and head_of_body.name == title.head:
            phrase.title = replace(title, name=title.member)
        single = not title.weak and title.head is None
        joint = title.joint is not None and words.key(after, after + 2) == fold(title.joint)
        acting = single and not joint and first > 0 and words.keys[first - 1] in agents() and words.gap(first) == " "
        if not is_abroad(phrase) and (title.foreign or (title.name == _KING and self._was_ours(after, last))):
            return None
        if phrase.country is None and (state := self._newly(after, last)) is not None:
            after = self._of_state(phrase, state, after)
        if single and (removed := self._removed(after, last)) > after:
            phrase.status, after = "former", removed
        if (elected := past_elected(words, after, last)) > after:
            phrase.status, after = "elect", elected
        if self._sought(first) or (phrase.body is None and self._answered(first, after)):
            return Item("_", first, after, title=phrase)
        acting = acting or self._acts(first)
        return Item("L" if plural else "t" if acting else "T", first, after, title=phrase)

    def _was_ours(self, at: int, last: int) -> bool:
        """Whether one of our own kings is named, of whom history tells: "thời vua | Lê Thái Tổ"."""
        run = range(at, capitals(self.words, at, last))
        return bool(run) and self.words.gap(at) == " " and all(is_syllable(self.words[each]) for each in run)

    def _home(self, at: int, last: int) -> int:
        """The number after a noun in small letters that means a body named before: "Phó Giám đốc | sở"."""
        words = self.words
        if at >= last or words.gap(at) != " " or not words[at][0].islower():
            return at
        of = words.keys[at] == _OF
        start = at + 1 if of else at
        for end in (start + 2, start + 1):
            if end <= last and words.key(start, end) in homes() and (end == last or self._ends_noun(end)):
                that = end < last and words.keys[end] in _THAT and words.gap(end) == " "
                return at if of and not that else end + 1 if that else end
        return at

    def _ends_noun(self, at: int) -> bool:
        """Whether no name goes on at a word: a sign, "này" or a verb stands there."""
        words = self.words
        if words.gap(at) != " " or words.keys[at] in _THAT or words.keys[at] in fields().breaks:
            return True
        return not spoken().isdisjoint(words.key(at, at + size) for size in (1, 2))

    def _ministry_abroad(self, at: int, last: int, title: Title) -> Phrase | None:
        """A ministry of another state whose field none of ours has: "Bộ trưởng | An toàn Công cộng Canada"."""
        head = heads().get(fold(title.head or ""))
        if head is None or head.kind != "ministry" or at >= last or not self.words[at][0].isupper():
            return None
        if (self.bodies.fields.longest(at, last) or 0) < at + _SHORTEST_RUN:
            return None
        for end in range(at, min(last, at + _LONGEST_FIELD)):
            if self.words.gap(end) != " " or (end > at and end in self.finds and self.words[end][0].isupper()):
                break
            if end > at and (state := self.bodies.places.nation(end, last)) is not None:
                noun = f"{head.name} {self.words.written(at, end)}"
                body = self.bodies.bodies.of_state(noun, "foreign", head, state)
                body.first, body.after, body.implied = at, state.after, True
                return Phrase(at, state.after, body)
            if not is_syllable(self.words[end]) or self.words.keys[end] in not_describing():
                break
        return None

    def _newly(self, at: int, last: int) -> State | None:
        """The state behind "mới" or the like: "Bộ trưởng tài chính | mới của Pháp"."""
        if at + 1 >= last or self.words.gap(at) != " " or self.words.keys[at] not in _NEW:
            return None
        return self.bodies.places.country(at + 1, last)

    def _of_state(self, phrase: TitlePhrase, state: State, at: int) -> int:
        """Place a title, and the ministry or government that it means, in a state; the number after it."""
        title, body = phrase.title, phrase.body
        noun = title.body
        if body is not None and body.implied and body.known and title.head is not None:
            noun = f"{title.head} {self.words.written(body.first, body.after)}"
        elif body is not None:
            return at
        phrase.country = state.usual
        if noun is not None:
            head = heads().get(fold(title.body or title.head or ""))
            phrase.body = self.bodies.bodies.of_state(noun, "foreign", head, state)
        return state.after

    def _removed(self, at: int, last: int) -> int:
        """The number after words that say that the bearer of a title, who is named next, was removed from it."""
        end = next(iter(deposed().ends(self.words, at, last)), at) if at < last and self.words.gap(at) == " " else at
        named = at < end < last and self.words.gap(end) == " " and self.words[end][0].isupper()
        return end if named else at

    def _deputies(self, inner: Phrase, title: Title) -> Body:
        """The body of a title, the deputies of a province for short in full: "Phó Trưởng đoàn | đại biểu tỉnh A"."""
        body = inner.body
        if title.head != _DELEGATION or body.head is None or body.head.name != _SENT or body.place is None:
            return body
        head = heads()[fold(_OF_DEPUTIES)]
        name = f"{_OF_DEPUTIES} {body.place}"
        return self.bodies.bodies.named(name, head.kind, head, place=body.place, first=body.first, after=body.after)

    def _acts(self, at: int) -> bool:
        """Whether a title is told as whose act something is: "Theo quyết định của | Viện trưởng X"."""
        words = self.words
        if at > 1 and words.gap(at) == " " and words.key(at - 2, at) == _EMPOWERED:
            return True  # "Thừa ủy quyền | Thủ tướng, Bộ trưởng A"
        if at < _SHORTEST_RUN + 1 or words.keys[at - 1] != _OF or words.gap(at) != " ":
            return False
        return words.key(at - 3, at - 1) in acts()

    def _sought(self, at: int) -> bool:
        """Whether a title is only stood for: "ứng viên | tổng thống A"."""
        words = self.words
        return at > 0 and words.gap(at) == " " and any(words.key(at - size, at) in candidates() for size in (4, 3, 2))

    def _answered(self, first: int, after: int) -> bool:
        """Whether the one who follows a comma answers those of a title: "Trả lời đại biểu |, ông A"."""
        words = self.words
        return words.key(max(0, first - 2), first) in _ANSWERS and after < len(words) and words.gap(after) == ", "

    def _shared_title(self, at: int, after: int, title: Title, last: int) -> Item | None:
        """A title that is said once for several bodies, each with its holder: "Thứ trưởng | các Bộ: Y tế A"."""
        words, start = self.words, after + 2
        if title.head is None or words.keys[start - 1] != fold(title.head) or words.gap(start).strip() not in ("", ":"):
            return None
        first, status, _ = self._before(at)
        shared = TitlePhrase(title, status, plural=False, body=None)
        phrase = self._shared_body(start, last, shared)
        if phrase is None:
            return None
        self._shared = shared
        return Item("T", first, phrase.after, title=replace(shared, body=phrase.body, body_first=start))

    def _shared_body(self, at: int, last: int, shared: TitlePhrase) -> Phrase | None:
        """The body of a shared title at a word, where its holder's name follows at once."""
        head = heads()[fold(shared.title.head or "")]
        phrase = self.bodies.known_after(at, last, head) if self.words[at][0].isupper() else None
        if phrase is None or phrase.after >= last or self.words.gap(phrase.after) != " ":
            return None
        phrase.body.implied = True
        return phrase if end_of_name(self.words, self.finds, phrase.after, last, titled=True) else None

    def _title_follows(self, at: int, after: int) -> bool:
        """Whether a title that reaches beyond word ``after`` begins at a word."""
        return any(isinstance(find.what, Title) and find.after > after for find in self.finds.get(at, ()))

    def _is_board(self, body: Body) -> bool:
        """Whether a board is that of the Party committee of a place: "UVBTV | Tỉnh ủy", not of the "Bộ Chính trị"."""
        whole = body.parent.head if body.parent is not None else None
        return body.head is not None and body.head.name == _BOARD and whole is not None and whole.level is not None

    def _whole(self, part: Phrase, last: int) -> Phrase | None:
        """The body right behind the one of a title, whose part it is: "Vụ trưởng Vụ Pháp chế | Bộ Y tế | Lê Văn A"."""
        at, head = part.after, part.body.head
        if head is None or not head.under or part.body.parent is not None or part.body.back:
            return None
        if at >= last or self.words.gap(at) != " " or at not in self.finds:
            return None
        whole = self.bodies.at(at, last, titled=True)
        under = whole is not None and whole.body.head is not None and fold(whole.body.head.name) in head.under
        return whole if under else None

    def _governed(self, at: int, last: int) -> int:
        """The number after a place abroad, or its level: "Thống đốc | tỉnh Kanagawa", "Thị trưởng | Seoul"."""
        words = self.words
        if at >= last or words.gap(at) != " ":
            return at
        level = next((length for length in (2, 1) if words.key(at, at + length) in places().levels), 0)
        start = at + level
        if start < last and (known := places().abroad.ends(words, start, last)):
            return known[0]
        run = capitals(words, start, last) if level else start
        return start + 1 if run - start > _SHORTEST_RUN and not is_syllable(words[start]) else at

    def _accredited(self, at: int, last: int) -> int:
        """The number after "tại" and a country: "Đại sứ Nhật Bản | tại Việt Nam"."""
        words = self.words
        if at + 1 >= last or words.keys[at] != _AT or words.gap(at) != " ":
            return at
        vietnam = at + 3 if words.key(at + 1, at + 3) == _VIETNAM else None
        phrase = None if vietnam else self.bodies.at(at + 1, last, titled=True)
        country = self.bodies.places.country(at + 1, last)
        return vietnam or (country.after if country is not None else at if phrase is None else phrase.after)

    def _is_small(self, at: int, last: int) -> bool:
        """Whether a word in small letters follows that begins no body and is no "của"."""
        words = self.words
        small = at < last and words.gap(at) == " " and words[at].islower() and words.keys[at] != _OF
        return small and words.keys[at] not in heads()

    def _before(self, at: int) -> tuple[int, TenureStatus, bool]:
        """What stands before a title: where the phrase begins, its status, whether a group follows."""
        words, first = self.words, at
        status: TenureStatus = "current"
        for length in (2, 1):
            start = at - length
            short = length == 1 and start >= 0 and len(words[start]) == 1  # "Q. Cục trưởng"
            if start >= 0 and not words.gap(at).strip(' \n"“.' if short else ' \n"“') and self._is_status(start, at):
                status, first = statuses()[words.key(start, at)], start
                break
        plural = any(
            words.key(start, first) in plurals() and not words.gap(first).strip()
            for start in range(max(0, first - 3), first)
        )
        return first, status, plural

    def _is_status(self, first: int, after: int) -> bool:
        """Whether words before a title say how it is held; "quyền" of "chính quyền" does not."""
        words = self.words
        if words.key(first, after) not in statuses():
            return False
        joined = first > 0 and words.gap(first) == " "
        small = words[first].islower() or (words.keys[first] == _ACTING and words[after][0].isupper())
        return not joined or (small and words.key(first - 1, after) not in status_compounds())

    def _own_body(self, at: int, last: int, title: Title) -> Phrase | None:
        """The body behind a comma that has the head noun of the title: "Vụ trưởng, | Vụ Pháp chế"."""
        nouns = (title.head,) if title.head is not None else title.beside
        if not any(isinstance(find.what, Head) and find.what.name in nouns for find in self.finds[at]):
            return None
        phrase = self.bodies.at(at, last, titled=True)
        head = phrase.body.head if phrase is not None else None
        found = head is not None and head.name in nouns and phrase is not None and not phrase.body.back
        return phrase if found else None

    def _body_after(self, at: int, last: int, title: Title) -> Phrase | None:
        words = self.words
        if at >= last:
            return None
        gap = words.gap(at)
        if gap == ", " and words[at][0].isupper() and at in self.finds:
            return self._own_body(at, last, title)
        if gap not in (" ", "\n", ' "', " “"):
            return None
        own: Phrase | None = None
        head = heads().get(fold(title.head)) if title.head is not None else None
        if head is not None and words.keys[at] != fold(head.name.split(" ", 1)[0]):
            own = self.bodies.after_head(at, last, head)
            if own is not None and (own.body.known or own.body.head is not head or self._is_board(own.body)):
                return own
        told = self.declared.at(at) if self.declared.again(at) else None
        phrase = told or self.bodies.at(at, last, titled=True) or self.declared.at(at) or own
        phrase = self.bodies.behind_title(at, last, phrase)
        if phrase is None and head is not None and words[at].islower() and words.keys[at] == fold(head.name):
            phrase = self.bodies.after_head(at + 1, last, head)  # "đội trưởng | đội cảnh sát trật tự"
        if phrase is not None:
            return phrase
        if title.place is not None:
            phrase = self.bodies.of_place(at, last, title.place)
            if phrase is not None:
                return phrase
        tied = title.head is None or title.weak  # "Vụ trưởng thuộc Bộ A" heads a division that is not named
        of = 2 if words.key(at, at + 2) == _DIRECTLY_OF else 1 if words.keys[at] in _OF_BODY else 0
        if of and at + of < last and (tied or words.keys[at] == _OF):
            phrase = self.bodies.behind_title(at + of, last, self.bodies.at(at + of, last, titled=True))
        return phrase
