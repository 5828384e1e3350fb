"""What a sentence names, in order: titles with their bodies, bodies, persons and words that refer back.

One pass over the words of a passage; nothing is resolved here. ``coreference`` decides who is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from govkg.extraction.body_lists import BodyLists
from govkg.extraction.gazetteer import Find, Known, gazetteer
from govkg.extraction.lexicon import (
    Head,
    Honorific,
    Title,
    additions,
    agents,
    credits,
    deputy,
    heads,
    homes,
    places,
    plurals,
    status_compounds,
    statuses,
)
from govkg.extraction.localities import names_a_thing
from govkg.extraction.organizations import BodyParser
from govkg.extraction.persons import end_of_name
from govkg.extraction.phrases import Body, Phrase
from govkg.extraction.reading import Passage
from govkg.folding import fold
from govkg.model.facts import TenureStatus
from govkg.text.names import capitals, is_syllable, shown
from govkg.text.words import Words

_TELLING = (",", "-", "–", "(")
"""Between a name and a title that is told of it."""
_LONGEST_ABBREVIATION = 12  # letters
_BOARD = "Ban Thường vụ"
_SHORTEST_RUN = 2  # capitalised words of a place and a person
_ABROAD = frozenset(("international", "foreign"))
_DEPUTIES = "Đoàn đại biểu Quốc hội"
_DELEGATION = "Đoàn"
_OFFICE = fold("chức")
_PLACED = frozenset(("place", "field"))
_EACH = fold("các")
_LISTING = frozenset((",", ";", fold("và")))
"""What stands between those who share a title."""
_BETWEEN_DEGREES = frozenset(("", ".", "-", "–", ","))
"""What stands between two words of respect: "Phó Giáo sư | - Tiến sĩ", "GS | , TS"."""
_LAWS = frozenset(map(fold, ("Luật", "lệnh")))  # "Pháp lệnh"
_OF, _AT, _VIETNAM = fold("của"), fold("tại"), fold("Việt Nam")


_HYPHENATED = re.compile(r"-[a-z]")
"""In the run of a foreign name ("Ban Ki-moon"), not of a body ("Bộ GD-ĐT")."""


def words_of_run(words: Words, at: int, last: int) -> str:
    """The run of capitalised words that begins at a word."""
    after = capitals(words, at, last)
    return words.written(at, after) if after > at else ""


@dataclass(slots=True, eq=False)
class Name:
    """A person as one phrase names him or her; ``short`` where it is not a whole name ("ông Việt")."""

    text: str
    first: int
    after: int
    short: bool = False
    titled: bool = False
    honorific: bool = False
    public: bool = False
    private: bool = False


@dataclass(slots=True, eq=False)
class TitlePhrase:
    """A title with the body beside it."""

    title: Title
    status: TenureStatus
    plural: bool
    body: Body | None
    body_first: int = 0
    country: str | None = None
    homes: tuple[str, ...] = ()
    """Head nouns of the bodies of which the article's one is meant: "Hiệu trưởng | nhà trường"."""


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()).upper()


def is_abroad(title: TitlePhrase) -> bool:
    """Whether a title is one of another state: "Thủ tướng Campuchia"."""
    return title.country is not None or (title.body is not None and title.body.kind == "foreign")


@dataclass(slots=True, eq=False)
class Item:
    """Words ``first`` to ``after`` (exclusive) name something; ``sign`` stands for it in the rules for posts."""

    sign: str
    first: int
    after: int
    title: TitlePhrase | None = None
    body: Body | None = None
    name: Name | None = None
    closed: bool = False
    """Whether the item ends inside a parenthesis that was opened for its parent."""


class Scanner:
    """Finds the items of one passage."""

    def __init__(self, passage: Passage, local: dict[str, Body], foreign: set[str]) -> None:
        self.words: Words = passage.words
        self.finds: dict[int, list[Find]] = passage.finds
        self.local = local
        self.foreign = foreign
        """Folded names of officials of other states that look like no Vietnamese name and are told with their state."""
        self.bodies = BodyParser(self.words, self.finds, gazetteer())
        self.lists = BodyLists(self.words, self.finds, self.bodies)
        text, finds = self.words.text, self.finds
        self._starts = [at for at, start in enumerate(self.words.starts) if at in finds or text[start].isupper()]
        self._titled_until = -1  # the word after the title that was read last
        self._titled_abroad = False  # whether that title is one of another state
        self._told_of = False  # whether that title is told of the person whom it follows: "ông A, Bộ trưởng …"
        self._named_until = -1  # the word after the name that was read last
        self._shared: TitlePhrase | None = None  # a title that is said once for several bodies

    def items(self, first: int, last: int) -> Iterator[Item]:
        """The items among words ``first`` to ``last`` (exclusive), which are those of one sentence."""
        until, before = first, None
        for at in self._starts[bisect_left(self._starts, first) : bisect_left(self._starts, last)]:
            if at < until:
                continue
            for phrase in self.lists.at(at, last) if at in self.finds else ():
                yield Item("O", phrase.first, phrase.after, body=phrase.body)
                until = phrase.after
            if at < until:
                continue
            shared = None if self._shared is None else self._next_shared(at, last, self._shared)
            if (item := shared or self._item(at, last)) is None:
                continue
            until = self._abbreviation(item, last)
            if item.name is not None and before is not None and before.after == item.first:
                until = self._of_state(before, until, last)
            if self._is_delegation(item, before):
                item.sign, item.title = "T", TitlePhrase(deputy(), "current", plural=False, body=None)
            before = item
            if item.title is not None:
                self._told_of = self._named_until == item.first and self.words.gap(item.first).strip() in _TELLING
                self._titled_until = until
                self._titled_abroad = is_abroad(item.title)
            elif item.name is not None:
                self._named_until = until
            item.after = until
            yield item

    def _item(self, at: int, last: int) -> Item | None:
        row = self.finds.get(at)
        if row is None or self._redeclared(at):
            return self._local(at) or self._person(at, at, last)
        title: Item | None = None
        for find in row:
            if isinstance(find.what, Title) and title is None:
                title = self._title(at, find, find.what, last)
        if title is not None and not self._begins_body(row, title):
            return title
        if self._titled_until == at and _HYPHENATED.search(words_of_run(self.words, at, last)):
            return self._person(at, at, last)
        phrase = self.bodies.at(at, last)
        if phrase is not None and (
            self._is_credit(phrase)
            or self._in_law(at)
            or (not phrase.body.known and names_a_thing(self.words, phrase.first))
        ):
            return None
        if phrase is not None:
            return Item("O", phrase.first, phrase.after, body=phrase.body)
        for find in row:
            if isinstance(find.what, Honorific) and find.after <= last:
                person = self._person(at, find.after, last, honorific=find.what)
                if person is not None:
                    return person
        for find in row:
            if isinstance(find.what, Honorific) and find.what.pronoun:
                return Item("A", at, find.after)
        if self.words[at][0].isupper():
            return self._local(at) or self._person(at, at, last)
        return None

    def _next_shared(self, at: int, last: int, shared: TitlePhrase) -> Item | None:
        """The next body of a title that is said once for several, with its holder: "Bộ Y tế A | , Công an B"."""
        words = self.words
        if self._named_until in (at, at - 1):
            between = words.gap(at).strip() if self._named_until == at else words.keys[at - 1]
            phrase = self._shared_body(at, last, shared) if between in _LISTING else None
            if phrase is not None:
                return Item("T", at, phrase.after, title=replace(shared, body=phrase.body, body_first=at))
        if self._titled_until != at:
            self._shared = None
        return None

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

    def _of_state(self, titled: Item, at: int, last: int) -> int:
        """Where the state ends that is told behind a holder: "Thủ tướng Viktor Orban | của Hungary"."""
        title, words = titled.title, self.words
        if title is None or title.body is not None or title.country is not None or at + 1 >= last:
            return at
        if not (title.title.alone or title.title.abroad or title.title.body) or words.keys[at] != _OF:
            return at
        country = self.bodies.places.country(at + 1, last) if words.gap(at) == " " else None
        if country is None:
            return at
        title.country = country.usual
        if title.title.body is not None:
            name, head = f"{title.title.body} {country.written}", heads().get(fold(title.title.body))
            title.body = Body(name, "foreign", head, country=country.usual, noun=title.title.body)
        return country.after

    def _is_delegation(self, item: Item, before: Item | None) -> bool:
        """Whether a name is told with the deputies among whom the person is: "bà A (Đoàn đại biểu Quốc hội tỉnh B)"."""
        if before is None or before.name is None or item.body is None or item.body.head is None:
            return False
        return item.body.head.name == _DEPUTIES and item.first == before.after and self.words.gap(item.first) == " ("

    def _begins_body(self, row: list[Find], title: Item) -> bool:
        """Whether a title is the beginning of a head noun: "Thường trực" of "Thường trực Chính phủ"."""
        if title.title is None:
            return False
        words, needs = title.title.title.name.count(" ") + 1, title.title.title.needs_body
        longer = (find for find in row if find.after - find.first > words)
        return any(isinstance(find.what, Head) or (needs and isinstance(find.what, Known)) for find in longer)

    def _abbreviation(self, item: Item, last: int) -> int:
        """Where an item ends with the abbreviation that is declared after it: "Ủy ban nhân dân (UBND)"."""
        words, at = self.words, item.after
        body = item.body or (item.title.body if item.title else None)
        if body is None or at >= last or words.gap(at).strip() != "(":
            return at
        after = at + 1
        while after < last and (
            (words.gap(after).strip() in ("-", "&", "–") and ")" not in words.gap(after))
            or (words[after].isdigit() and words.gap(after) == " ")
        ):
            after += 1
        written = words.written(at, after)
        closed = (
            words.gap(after).startswith(")") if after < len(words) else words.text[words.ends[after - 1] :][:1] == ")"
        )
        named = any(
            isinstance(find.what, Known) and find.after == after and find.what.bodies[0] in body.known
            for find in self.finds.get(at, ())
        )  # "Ngân hàng … (Vietcombank)"
        if not closed or not (named or written.isupper()) or not 2 <= len(written) <= _LONGEST_ABBREVIATION:
            return at
        if after - at == 1:
            inner = body.parent is not None and _initials(body.parent.name) == written  # "Văn phòng Quốc hội (QH)"
            self.local.setdefault(written, body.parent if inner and body.parent is not None else body)
        item.closed = True
        place = self.bodies.places.after_bracket(after, last, titled=item.title is not None)
        if (
            place is None
            or body.known
            or body.place is not None
            or body.head is None
            or body.head.takes.isdisjoint(_PLACED)
        ):
            return after
        name = place[1].of(body.kind)
        body.name, body.place = f"{body.name} {name}", name
        body.back = body.bare = not place[1].name
        item.closed = False
        return place[0]

    def _in_law(self, at: int) -> bool:
        """Whether a name is that of a law: "Luật Bảo hiểm xã hội"."""
        return at > 0 and self.words.keys[at - 1] in _LAWS and self.words.gap(at) == " "

    def _is_credit(self, phrase: Phrase) -> bool:
        """Whether an abbreviation only says where a text or picture comes from: "(TTXVN)", "Ảnh: VOV"."""
        words, first = self.words, phrase.first
        if phrase.after - first != 1 or not words[first].isupper() or phrase.body.kind not in ("public_unit", "agency"):
            return False
        gap = words.gap(first).strip()
        return (
            gap in ("(", "/", ":", "-", "–")
            or gap.endswith((".", "/."))
            or (first > 0 and words.keys[first - 1] in credits())
        )

    # titles

    def _title(self, at: int, find: Find, title: Title, last: int) -> Item | None:
        words, after = self.words, find.after
        if find.after > last or any(words.gap(inner) not in (" ", "\n") for inner in range(at + 1, after)):
            return None
        if at and words.keys[at - 1] == _OFFICE and self._title_follows(at + 1, after):
            return None  # "chức vụ | Phó Chủ tịch"
        if after + 2 < last and words.keys[after] == _EACH and (shared := self._shared_title(at, after, title, last)):
            return shared
        first, status, plural = self._before(at)
        for length in (3, 2):
            if words.key(after, after + length) in additions() and after + length <= last:
                title = replace(title, name=f"{title.name} {words.written(after, after + length).lower()}")
                after += length
        phrase = TitlePhrase(title, status, plural, None, after)
        inner = self._body_after(after, last, title)
        if inner is not None:
            phrase.body, phrase.body_first, after = inner.body, inner.first, inner.after
            if (whole := self._whole(inner, last)) is not None:
                inner.body.parent, after = whole.body, whole.after
            if inner.body.kind in _ABROAD:
                after = self._accredited(after, last)
        elif after + 2 <= last and words.gap(after) == " " and words.key(after, after + 2) in homes():
            phrase.homes, after = homes()[words.key(after, after + 2)], after + 2
        elif (country := self.bodies.places.country(after, last)) is not None:
            phrase.country = country.usual
            after = self._accredited(country.after, last)
            if title.body is not None:
                name = f"{title.body} {country.written}"
                head = heads().get(fold(title.body))
                phrase.body = Body(name, "foreign", head, country=country.usual, noun=title.body)
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
        return Item("L" if plural else "t" if acting else "T", first, after, title=phrase)

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

    def _before(self, at: int) -> tuple[int, TenureStatus, bool]:
        """What stands before a title: where the phrase begins, its status, whether a group follows."""
        words, first = self.words, at
        status: TenureStatus = "current"
        for length in (2, 1):
            start = at - length
            if start >= 0 and not words.gap(at).strip(' \n"“') and self._is_status(start, at):
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
        return not joined or (words[first].islower() and words.key(first - 1, after) not in status_compounds())

    def _body_after(self, at: int, last: int, title: Title) -> Phrase | None:
        words = self.words
        if at >= last:
            return None
        gap = words.gap(at)
        if gap not in (" ", "\n", ' "', " “"):
            return None
        own: Phrase | None = None
        head = heads().get(fold(title.head)) if title.head is not None else None
        if head is not None and words.keys[at] != fold(head.name.split(" ", 1)[0]):
            own = self.bodies.after_head(at, last, head)
            if own is not None and (own.body.known or own.body.head is not head or self._is_board(own.body)):
                return own
        told = self._local_body(at) if self._redeclared(at) else None
        phrase = told or self.bodies.at(at, last, titled=True) or self._local_body(at) or own
        if phrase is None and head is not None and words[at].islower() and words.keys[at] == fold(head.name):
            phrase = self.bodies.after_head(at + 1, last, head)  # "đội trưởng | đội cảnh sát trật tự"
        if phrase is not None:
            return phrase
        if title.place is not None:
            phrase = self.bodies.of_place(at, last, title.place)
            if phrase is not None:
                return phrase
        if words.keys[at] == _OF and at + 1 < last:
            phrase = self.bodies.at(at + 1, last, titled=True)
        return phrase

    # bodies and persons

    def _local(self, at: int) -> Item | None:
        phrase = self._local_body(at)
        return None if phrase is None else Item("O", phrase.first, phrase.after, body=phrase.body)

    def _redeclared(self, at: int) -> bool:
        """Whether the article declares an abbreviation for another body than the known one of that name."""
        body = self.local.get(self.words[at])
        if body is None:
            return False
        others = [find.what for find in self.finds.get(at, ()) if find.after == at + 1]
        return bool(others) and all(isinstance(what, Known) and what.bodies[0] not in body.known for what in others)

    def _local_body(self, at: int) -> Phrase | None:
        """A body by the abbreviation that the article itself declares."""
        body = self.local.get(self.words[at])
        if body is None:
            return None
        return Phrase(at, at + 1, replace(body, first=at, after=at + 1, parent=None, same_as=body))

    def _person(self, first: int, at: int, last: int, *, honorific: Honorific | None = None) -> Item | None:
        """A person's name at word ``at``, after words of respect that begin at ``first``."""
        words = self.words
        public = honorific is not None and honorific.public
        private = honorific is not None and honorific.private
        while honorific is not None and at < last and words.gap(at).strip() in _BETWEEN_DEGREES:
            more = next((find for find in self.finds.get(at, ()) if isinstance(find.what, Honorific)), None)
            if more is None:
                break
            public, private = public or more.what.public, private or more.what.private  # type: ignore[union-attr]
            at = more.after
        if at >= last or not words[at][0].isupper():
            return None
        if honorific is None and self._titled_until != at and not self._may_be_name(at, last):
            return None
        if honorific is not None and any(
            isinstance(find.what, Title) or (isinstance(find.what, Head) and find.after > at + 1)
            for find in self.finds.get(at, ())
        ):
            return None  # "các đồng chí Thứ trưởng", "bác sĩ Bệnh viện A": a title or a body, no name
        if words[at] == _DELEGATION and words.gap(at).endswith("(") and self.bodies.places.begins(at + 1, last):
            return None  # "Đại biểu A (Đoàn Sơn La)"
        if honorific is not None and words.gap(at) not in (" ", ". ", ".", "\n", ": "):
            return None
        titled = honorific is not None or self._titled_until == at
        after = self._end_of_name(at, last, titled=titled) or (self._foreign_name(at, last) if honorific else None)
        if after is None:
            if not titled or (honorific is None and words.gap(at) != " ") or not self._is_short(at, last):
                return None
            name = Name(shown(words, at, at + 1), at, at + 1, short=True, titled=True)
        else:
            if not titled and names_a_thing(words, at):
                return None
            if after == at + 1 and honorific is None and titled and (self._told_of or words.gap(at) != " "):
                return None  # "ông A, Bộ trưởng Brexit", "(Giám đốc Công ty B - Cico)"
            name = Name(shown(words, at, after), at, after, titled=titled)
            name.short = after - at == 1
        name.honorific, name.public, name.private = honorific is not None, public, private
        return Item("Q" if honorific is not None else "P", first, name.after, name=name)

    def _end_of_name(self, at: int, last: int, *, titled: bool) -> int | None:
        words = self.words
        after = end_of_name(words, self.finds, at, last, titled=titled)
        if after is not None or not titled or at + 1 >= last:
            return after
        abroad = self._titled_until == at and self._titled_abroad
        after = end_of_name(words, self.finds, at, last, titled=True, abroad=True)
        if after is None or not (abroad or words.key(at, after) in self.foreign):
            return None
        self.foreign.add(words.key(at, after))
        return after

    def _foreign_name(self, at: int, last: int) -> int | None:
        """The number after a name of two syllables that another state's title follows: "ông Hùng Ba, Đại sứ Peru"."""
        words, places = self.words, self.bodies.places
        if at + 2 not in self.finds:
            return None
        after = end_of_name(words, self.finds, at, last, titled=True, abroad=True)
        if after is None or after >= last or words.gap(after).strip() not in _TELLING:
            return None
        titles = (find for find in self.finds.get(after, ()) if isinstance(find.what, Title))
        if not any(places.country(find.after, last) for find in titles):
            return None
        self.foreign.add(words.key(at, after))
        return after

    def _may_be_name(self, at: int, last: int) -> bool:
        """Whether a name can begin at a word without any title: another capital must follow."""
        words = self.words
        return at + 1 < last and words.text[words.starts[at + 1]].isupper()

    def _is_short(self, at: int, last: int) -> bool:
        words = self.words
        if at + 1 < last and words.gap(at + 1) == " " and words[at + 1][0].isupper():
            return False
        return is_syllable(words[at]) and words.keys[at] not in places().countries
