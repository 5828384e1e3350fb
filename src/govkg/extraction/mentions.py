"""What a sentence names, in order: titles with their bodies, bodies, persons and words that refer back.

One pass over the words of a passage; nothing is resolved here. ``coreference`` decides who is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from govkg.extraction.body_lists import BodyLists
from govkg.extraction.declared import Declared
from govkg.extraction.gazetteer import Find, Known, gazetteer
from govkg.extraction.items import Item, Name, TitlePhrase, is_abroad
from govkg.extraction.lexicon import Head, Honorific, Title, deputy, fields, heads, places
from govkg.extraction.localities import names_a_thing
from govkg.extraction.not_names import behind_place
from govkg.extraction.organizations import TELLING_TO, BodyParser
from govkg.extraction.parties import names_party
from govkg.extraction.persons import end_of_name
from govkg.extraction.phrases import Body, Phrase
from govkg.extraction.reading import Passage
from govkg.extraction.title_phrases import TitleReader
from govkg.extraction.word_sets import credits, not_things
from govkg.folding import fold
from govkg.text.names import capitals, is_syllable, shown
from govkg.text.words import Words

_TELLING = (",", "-", "–", "(")
"""Between a name and a title that is told of it."""
_DEPUTIES = "Đoàn đại biểu Quốc hội"
_DELEGATION = "Đoàn"
_HIGHLAND = frozenset(("A", "Y"))
"""What the names of men or women of some highland peoples begin with: "A Khiêm", "Y Blim Niê"."""
_LONGEST_HIGHLAND = 3  # words
_BETWEEN_DEGREES = frozenset(("", ".", "-", "–", ","))
"""What stands between two words of respect: "Phó Giáo sư | - Tiến sĩ", "GS | , TS"."""
_LAWS = frozenset(map(fold, ("Luật", "lệnh")))  # "Pháp lệnh"
_OF, _AND, _STATION = fold("của"), fold("và"), fold("ga")
_SHIPS = frozenset(map(fold, ("tàu", "bay", "hạm", "trục", "ngầm")))
"""Ends of the words for ships: "tàu sân bay", "chiến hạm", "tàu khu trục"."""
_SHORTEST_ABROAD = 2  # words of a whole name behind that of a state
_HYPHENATED = re.compile(r"-[a-z]")
"""In the run of a foreign name ("Ban Ki-moon"), not of a body ("Bộ GD-ĐT")."""


def words_of_run(words: Words, at: int, last: int) -> str:
    """The run of capitalised words that begins at a word."""
    after = capitals(words, at, last)
    return words.written(at, after) if after > at else ""


class Scanner:
    """Finds the items of one passage."""

    def __init__(self, passage: Passage, local: dict[str, Body], foreign: set[str]) -> None:
        self.words: Words = passage.words
        self.finds: dict[int, list[Find]] = passage.finds
        self.foreign = foreign
        """Folded names of officials of other states that look like no Vietnamese name and are told with their state."""
        self.bodies = BodyParser(self.words, self.finds, gazetteer())
        self.lists = BodyLists(self.words, self.finds, self.bodies)
        self.declared = Declared(self.words, self.finds, self.bodies, local)
        self.titles = TitleReader(self.words, self.finds, self.bodies, self.declared)
        finds = self.finds
        self._starts = [at for at, form in enumerate(self.words.forms) if at in finds or form[0].isupper()]
        self._stations = " ga " in self.words.text
        self._titled_until = -1  # the word after the title that was read last
        self._noun = ""  # the head noun of the body that this title holds, folded
        self._titled_abroad = False  # whether that title is one of another state
        self._told_of = False  # whether that title is told of the person whom it follows: "ông A, Bộ trưởng …"
        self._of_body = False  # whether that title names its body
        self._named_until = -1  # the word after the name that was read last

    def items(self, first: int, last: int) -> Iterator[Item]:
        """The items among words ``first`` to ``last`` (exclusive), which are those of one sentence."""
        until, before = first, None
        self._titled_until = -1  # a title that ends the sentence before names nobody in this one
        for at in self._starts[bisect_left(self._starts, first) : bisect_left(self._starts, last)]:
            if at < until:
                continue
            for phrase in self.lists.at(at, last) if at in self.finds else ():
                yield Item("O", phrase.first, phrase.after, body=phrase.body)
                until = phrase.after
            if at < until:
                continue
            shared = self.titles.next_shared(at, last, self._titled_until, self._named_until)
            if (item := shared or self._item(at, last)) is None:
                continue
            until = self.declared.close(item, last)
            if item.name is not None and before is not None and before.after == item.first:
                until = self._of_state(before, until, last)
            if self._is_delegation(item, before):
                item.sign, item.title = "T", TitlePhrase(deputy(), "current", plural=False, body=None)
            before = item
            if item.title is not None:
                self._told_of = self._named_until == item.first and self.words.gap(item.first).strip() in _TELLING
                self._titled_until = until
                self._noun = fold(item.title.title.head or "")
                self._of_body = item.title.body is not None
                self._titled_abroad = is_abroad(item.title)
            elif item.name is not None:
                self._named_until = until
            item.after = until
            yield item

    def _item(self, at: int, last: int) -> Item | None:
        told = at > 0 and self.words.keys[at - 1] in TELLING_TO
        if told and (paper := self.bodies.newspaper(at, last)) is not None:
            return Item("O", paper.first, paper.after, body=paper.body)
        row = self.finds.get(at)
        if row is None and self._says_nothing(at, last):
            return None  # as most sentences begin
        if row is None or self.declared.again(at):
            return self._local(at) or self._person(at, at, last)
        title: Item | None = None
        for find in row:
            if isinstance(find.what, Title) and title is None:
                title = self.titles.at(at, find, find.what, last)
        if title is not None and not self._begins_body(row, title):
            return title
        if self._titled_until == at and _HYPHENATED.search(words_of_run(self.words, at, last)):
            return self._person(at, at, last)
        phrase = self.bodies.at(at, last)
        if phrase is not None and (
            self._is_credit(phrase)
            or self._in_law(at)
            or (not phrase.body.known and names_a_thing(self.words, phrase.first))
            or (self._stations and phrase.body.kind == "public_unit" and self._is_station(phrase.first))
        ):
            return None
        if phrase is not None:
            return Item("O", phrase.first, phrase.after, body=phrase.body)
        for find in row:
            if (
                isinstance(find.what, Honorific)
                and find.after <= last
                and not (self._ends_word(at) or self._is_ship(at))
            ):
                person = self._person(at, find.after, last, honorific=find.what)
                if person is not None:
                    return person
        for find in row:
            state = self.words[at][0].isupper() and self.words.keys[at] in places().countries  # "Anh" is one
            if isinstance(find.what, Honorific) and find.what.pronoun and not state:
                return Item("A", at, find.after)
        if self.words[at][0].isupper():
            return self._local(at) or self._person(at, at, last)
        return None

    def _says_nothing(self, at: int, last: int) -> bool:
        """Whether a capital with no known word can begin neither a name nor an abbreviation that is declared."""
        if self._titled_until == at or self.words.forms[at] in self.declared.local:
            return False
        return not self._may_be_name(at, last)

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
            head = heads().get(fold(title.title.body))
            title.body = self.bodies.bodies.of_state(title.title.body, "foreign", head, country)
        return country.after

    def _is_delegation(self, item: Item, before: Item | None) -> bool:
        """Whether a name is told with the deputies among whom the person is: "bà A (Đoàn đại biểu Quốc hội tỉnh B)"."""
        if before is None or before.name is None or item.body is None or item.body.head is None:
            return False
        return item.body.head.name == _DEPUTIES and item.first == before.after and self.words.gap(item.first) == " ("

    def _ends_word(self, at: int) -> bool:
        """Whether a word of respect is only the end of another word: "cương | vị Giám đốc"."""
        return at > 0 and self.words.gap(at) == " " and self.words.key(at - 1, at + 1) in not_things()

    def _is_ship(self, at: int) -> bool:
        """Whether a rank begins the name of a ship: "tàu sân bay | Đô đốc Kuznetsov"."""
        return at > 0 and self.words.gap(at) == " " and self.words.keys[at - 1] in _SHIPS

    def _begins_body(self, row: list[Find], title: Item) -> bool:
        """Whether a title is the beginning of a head noun: "Thường trực" of "Thường trực Chính phủ"."""
        if title.title is None:
            return False
        words, needs = title.title.title.name.count(" ") + 1, title.title.title.needs_body
        longer = (find for find in row if find.after - find.first > words)
        return any(isinstance(find.what, Head) or (needs and isinstance(find.what, Known)) for find in longer)

    def _in_law(self, at: int) -> bool:
        """Whether a name is that of a law: "Luật Bảo hiểm xã hội"."""
        return at > 0 and self.words.keys[at - 1] in _LAWS and self.words.gap(at) == " "

    def _is_station(self, at: int) -> bool:
        """Whether a name is that of a station, or of one in a list: "các ga Bình Thái, | Đại học Quốc gia"."""
        words = self.words
        while at > 0 and words.gap(at) in (" ", ", "):
            at -= 1
            if words[at].islower() and words.keys[at] != _AND:
                return words.keys[at] == _STATION
        return False

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

    # bodies and persons

    def _local(self, at: int) -> Item | None:
        phrase = self.declared.at(at)
        return None if phrase is None else Item("O", phrase.first, phrase.after, body=phrase.body)

    def _person(self, first: int, at: int, last: int, *, honorific: Honorific | None = None) -> Item | None:
        """A person's name at word ``at``, after words of respect that begin at ``first``."""
        words = self.words
        public = honorific is not None and honorific.public
        private = honorific is not None and honorific.private
        while honorific is not None and at < last and words.gap(at).strip() in _BETWEEN_DEGREES:
            more = next((find for find in self.finds.get(at, ()) if isinstance(find.what, Honorific)), None)
            if more is None or not isinstance(more.what, Honorific):
                break
            if more.what.pronoun and private:
                return None  # "… nói chuyện với sinh viên, | bà A": the word of respect opens a clause of its own
            public, private = public or more.what.public, private or more.what.private
            at = more.after
        if at >= last or not words.forms[at][0].isupper():
            return None
        if honorific is None and self._titled_until != at and not self._may_be_name(at, last):
            return None
        if self._titled_until == at and words.keys[at] == self._noun:
            return None  # "Phó Vụ trưởng | Vụ Bắc Mỹ"
        if honorific is not None and any(
            isinstance(find.what, Title) or (isinstance(find.what, Head) and find.after > at + 1)
            for find in self.finds.get(at, ())
        ):
            return None  # "các đồng chí Thứ trưởng", "bác sĩ Bệnh viện A": a title or a body, no name
        if words[at] == _DELEGATION and words.gap(at).endswith("(") and self.bodies.places.begins(at + 1, last):
            return None  # "Đại biểu A (Đoàn Sơn La)"
        if honorific is not None and words.gap(at) not in (" ", ". ", ".", "\n", ": "):
            return None
        if honorific is None and at in self.finds and words[at].isupper() and self.finds[at][-1].after == at + 1:
            return None  # "Chánh án | TAND Cấp cao"
        titled = honorific is not None or self._titled_until == at
        after = self._end_of_name(at, last, titled=titled) or (self._foreign_name(at, last) if honorific else None)
        if after is None:
            if not titled or (honorific is None and words.gap(at) != " ") or not self._is_short(at, last):
                return None
            name = Name(shown(words, at, at + 1), at, at + 1, short=True, titled=True)
        else:
            if not titled and names_a_thing(words, at):
                return None
            if honorific is None and (start := self._behind_state(at, after)) != at:
                first = at = start
                after = self._end_of_name(at, last, titled=titled) or after  # "Hàn | Moon Jae - in"
            elif honorific is not None and public:
                at = self._behind_state(at, after)  # "công chúa Thái Lan | A"
            if after == at + 1 and honorific is None and titled and (self._told_of or words.gap(at) != " "):
                return None  # "ông A, Bộ trưởng Brexit", "(Giám đốc Công ty B - Cico)"
            if honorific is None and titled and self._told_of and self._is_place_of_title(at, after):
                return None
            name = Name(shown(words, at, after), at, after, titled=titled)
            name.short = after - at == 1
        name.honorific, name.public, name.private = honorific is not None, public, private
        return Item("Q" if honorific is not None else "P", first, name.after, name=name)

    def _is_place_of_title(self, at: int, after: int) -> bool:
        """Whether two syllables end the body of a title told of another: "ông A, chủ tịch Hội Nghề cá | Lý Sơn"."""
        words = self.words
        if self._titled_until != at or after - at != _SHORTEST_ABROAD or words.gap(at) != " ":
            return False
        return self._of_body and all(is_syllable(words[each]) for each in range(at, after))

    def _behind_state(self, at: int, after: int) -> int:
        """Where a foreign name begins behind the state before it: "Nhà lãnh đạo Triều Tiên | Kim Jong-un"."""
        words = self.words
        if after - at < _SHORTEST_ABROAD or all(is_syllable(words[each]) for each in range(at + 1, after)):
            return behind_place(words, at, after)
        for start in range(at, after - 1):
            nation = self.bodies.places.nation(start, after)
            if nation is None or nation.after >= after:
                continue
            whole = after - nation.after >= _SHORTEST_ABROAD or nation.after - start > 1
            if whole and not all(is_syllable(words[each]) for each in range(nation.after, after)):
                return nation.after
        return behind_place(words, at, after)

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
        if words[at] in _HIGHLAND and at + 1 < last and words.gap(at + 1) == " ":
            end = capitals(words, at, last)
            return min(end, at + _LONGEST_HIGHLAND) if end > at + 1 else None
        if at + 2 not in self.finds:
            return None
        after = end_of_name(words, self.finds, at, last, titled=True, abroad=True)
        if after is None or after >= last or words.gap(after).strip() not in _TELLING:
            return None
        titles = (find for find in self.finds.get(after, ()) if isinstance(find.what, Title))
        if not any(places.country(find.after, last) or self._is_abroad(find.after, last) for find in titles):
            return None
        self.foreign.add(words.key(at, after))
        return after

    def _is_abroad(self, at: int, last: int) -> bool:
        """Whether a body of another state is named behind a title: "phát ngôn viên | Bộ Ngoại giao Nga"."""
        if at not in self.finds or self.words.gap(at) != " ":
            return False
        phrase = self.bodies.at(at, last, titled=True)
        return phrase is not None and phrase.body.kind == "foreign"

    def _may_be_name(self, at: int, last: int) -> bool:
        """Whether a name can begin at a word without any title: another capital must follow."""
        words = self.words
        return at + 1 < last and words.forms[at + 1][0].isupper()

    def _is_short(self, at: int, last: int) -> bool:
        words = self.words
        if at + 1 < last and words.gap(at + 1) == " ":
            if words[at + 1][0].isupper() or (key := words.key(at, at + 2)) in fields().words or names_party(key):
                return False  # "Bộ trưởng | Thông tin", "Nghị sĩ | Cộng hòa"
            if any(isinstance(find.what, Head) and find.after > at + 1 for find in self.finds.get(at, ())):
                return False  # "Thành viên | Hội đồng thành viên"
        return is_syllable(words[at]) and words.keys[at] not in places().countries
