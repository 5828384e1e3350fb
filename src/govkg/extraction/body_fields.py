"""The words of a field after a head noun ("Khoa học và Công nghệ"): where they end, and how they are written out."""

from __future__ import annotations

import re

from govkg.extraction.elected import of_its_chief
from govkg.extraction.gazetteer import Find, Known
from govkg.extraction.lexicon import Head, Honorific, Title, fields, heads, places
from govkg.extraction.localities import Localities
from govkg.extraction.persons import looks_vietnamese
from govkg.extraction.word_sets import common_surnames, leaders, surnames
from govkg.folding import fold
from govkg.text.names import capitals, is_syllable
from govkg.text.words import Words

LONGEST_FIELD = 9  # words
LONGEST_HEAD = 4  # words
_LONGEST_FEATURE = 5  # words
_LONGEST_TRADE = 4  # words
_LONGEST_BUSINESS = 7  # words, of a firm by shares or with limited liability
_LONGEST_TRADES = 8  # words, all of fields
_LONGEST_NUMBER = 2  # digits
_NUMBERED_UNITS = frozenset(("Phòng", "Vụ", "Đội", "Ban Chỉ đạo"))
"""Heads whose fields are often in small letters, joined by "và" and numbered."""
_PLACED = frozenset(("department", "mass_org", "other"))
"""Kinds of body whose field may be in small letters where a place ends the name."""
_REGION = fold("Bộ")
_REGIONS = frozenset(map(fold, ("Bắc", "Trung", "Nam")))
"""How the names of the parts of the country end: "Nam Bộ", "Tây Nam Bộ"."""
_LONGEST_FOREIGN = 4  # words of a foreign name, exclusive
_LONGEST_FIELD_NOUN = 2
"""Words of the longest head noun that may stand for a field: "Công ty Cổ phần" never does."""
_OF_MANY = frozenset(("Hội", "Hiệp hội", "Liên hiệp", "Liên đoàn"))
_LONGEST_MEMBERS = 10  # words
_CHARGED = frozenset(("Ban Chỉ đạo", "Tổ công tác", "Tiểu ban"))
"""Heads of bodies that are named after a task, which may begin with a verb."""
_STATE_UNITS = frozenset(("department", "agency"))
_INCORPORATED = frozenset(("Công ty Cổ phần", "Công ty TNHH"))
_BANK = "Ngân hàng"
_BELONGS = frozenset(map(fold, ("thuộc", "của")))
_PARTNERS = frozenset(map(fold, ("Cộng", "Các", "Con", "Em", "Những")))
"""How the words begin with which the name of a firm goes on: "Công ty Luật A | và Cộng sự"."""
_FOUNDERS = frozenset(map(fold, ("kiến trúc sư",)))
"""What the name of a firm calls the one who founded it: "Công ty TNHH kiến trúc sư | A"."""
_DIVISION = "Phòng"
_TERRITORIAL_OFFICES = frozenset(("Sở", _DIVISION))
_INSIDE = re.compile(r"[ \n]?(?:[-–&,/.]?[ ]?)")
_JOINS = {"": " ", ",": ", ", "và": " và ", "&": " và ", "về": " về "}
_NATIONAL = fold("quốc gia")
_TASKS = frozenset(map(fold, ("chiến lược", "điều tra", "nghiên cứu", "khảo sát", "huấn luyện", "kiểm nghiệm")))
"""Words of fields that name no field alone."""
_AND, _ABOUT, _EACH, _VIETNAM = fold("và"), fold("về"), fold("các"), fold("Việt Nam")
_VN, _YEAR, _VIET, _NUMBERED, _ZONE = fold("VN"), fold("năm"), fold("Việt"), fold("số"), fold("vùng")
_SIDES = frozenset((_VIET, fold("ASEAN"), fold("EU")))
_ROMAN = re.compile(r"[IVX]{1,4}")
_NEXT_BODIES = ("Hội đồng", "Công an")
"""Head nouns that are words of fields as well: with capitals, behind "và", they begin the next body."""
_WHOLES = frozenset(("Sở", "Bộ", "Cục", "Tỉnh", "Huyện"))
"""Head nouns by which a unit is called that of the body spoken of."""
_HYPHEN = re.compile(r" ?[-–&/] ?")


def _joins_small(head: Head) -> bool:
    """Whether "và" may join words of fields in small letters to a name of this head noun."""
    return head.kind == "public_unit" or head.name in _INCORPORATED


class FieldParser:
    """Finds where the words of a field end in one passage."""

    def __init__(self, words: Words, finds: dict[int, list[Find]], places: Localities) -> None:
        self.words, self.finds, self.places = words, finds, places

    def field(self, at: int, last: int, head: Head, *, titled: bool, held: bool) -> tuple[list[str], int]:
        """The words of the field and proper names after a head noun, written out, and the number after them."""
        text, join, end = "", "", at
        start = at
        while at < last and not (head.ends and at > start and self.names_end(at, head)):
            piece = self._piece(at, last, head, first=at == start, join=join, titled=titled, held=held)
            if piece is None:
                break
            begin, at = at, piece[0]
            end = at
            mark = self.words.gap(begin) == "&" or self._joins_letters(begin)
            glued = join == "&" and head.kind == "enterprise" and mark  # "Công ty T&T"
            glued = glued or (bool(join) and self.words[begin].isdigit() and self.words[begin - 1].isdigit())  # "19/5"
            text += f"{self.words.gap(begin) if glued else _JOINS.get(join, ' - ')}{piece[1]}"
            nexts = self._join(at, last, head)
            if nexts is None:
                break
            if nexts[1] == "và" and " và " in piece[1] and "," in (written := self.words.written(begin, at)):
                text = text.removesuffix(piece[1]) + written  # "Khoa học, Công nghệ | và Hợp tác quốc tế"
            elif nexts[1] == "và" and (join == "và" or " và " in piece[1]):
                break
            ours = text.endswith(" Việt Nam") and text.strip() != "Việt Nam"
            if titled and not nexts[1] and ours and self.longest(nexts[0], last) is None:
                break  # "Công ty Samsung Việt Nam | Choi Joo Ho"
            if not nexts[1] and (titled or begin > start) and self._names_holder(begin, nexts[0], last):
                break
            at, join = nexts
        return ([text.strip()] if text else []), end

    def _names_holder(self, begin: int, at: int, last: int) -> bool:
        """Whether a person is named behind the state that ends a name: "Cục Điều tra Liên bang Mỹ | James Hill"."""
        words = self.words
        if not words[at][0].isupper():
            return False
        if words.key(begin, at) != _VIETNAM and ((state := self.places.nation(begin, at)) is None or state.after != at):
            return False
        after = capitals(words, at, last)
        foreign = 1 < after - at < _LONGEST_FOREIGN and not all(map(is_syllable, words.forms[at:after]))
        return looks_vietnamese(words, at, after) or (foreign and not words.written(at, after).isupper())

    def _join(self, at: int, last: int, head: Head) -> tuple[int, str] | None:
        """Where the name may go on after word ``at - 1``, and by what."""
        words = self.words
        if at >= last:
            return None
        gap = words.gap(at)
        if gap in (" ", "\n"):
            key = words.keys[at]
            if key == _AND and at + 1 < last and words.gap(at + 1) == " ":
                other = words.written(at + 1, min(at + 3, last)) in _NEXT_BODIES
                if other or self.starts_body(at + 1) or self._is_office(at + 1, last) or self._is_degree(at + 1):
                    return None
                if head.kind == "enterprise" and self._is_next_firm(at, last, head):
                    return None
                if words[at + 1][0].isupper() or (
                    _joins_small(head) and self.longest(at + 1, last) and not self.after_proper_name(at)
                ):
                    return at + 1, "và"
                units = head.name in _NUMBERED_UNITS or head.kind == "agency"
                if units and words[at - 1].islower() and self._is_plain_field(at + 1, last):
                    return at + 1, "và"  # "Phòng Quản lý nhà | và thị trường bất động sản"
                return None
            about = head.about or words.key(at - 2, at) == _NATIONAL  # "Văn phòng Quốc gia | về giảm nghèo"
            if key == _ABOUT and about and at + 1 < last:
                return at + 1, "về"
            return at, ""
        if _HYPHEN.fullmatch(gap) and not self.starts_body(at) and not self._names_whole(at, head):
            return at, gap.strip()
        if gap == ", " and self._enumerates(at, last):
            return at, ","
        return None

    def _joins_letters(self, at: int) -> bool:
        """Whether letters stand on both sides of what joins a word to the one before: "Công ty ĐT | & XD Sơn Hải"."""
        return self.words[at - 1].isupper() and self.words[at].isupper()

    def _is_next_firm(self, at: int, last: int, head: Head) -> bool:
        """Whether "và" at a word joins another firm by its mark: "Công ty Dầu khí A | và Petrobras"."""
        words = self.words
        if not (words[at + 1][0].isupper() and self.after_proper_name(at)) or words.keys[at + 1] in _PARTNERS:
            return False
        letters = words[at - 1].isupper() and words[at + 1].isupper() and head.name != _BANK  # "TVĐT và XD Minh Quân"
        return not letters and self.longest(at + 1, last) is None

    def _ends(self, at: int) -> bool:
        """Whether no word in small letters follows that counts or goes on: "Phòng Nghiệp vụ 3 |, Vụ III"."""
        words = self.words
        if at >= len(words) or words[at][0].isupper():
            return True
        amount = words.gap(at) in (".", ",") and words[at].isdigit()  # "Hợp tác xã A 47 | ,36 ha"
        return (words.gap(at) != " " and not amount) or words.keys[at] in _BELONGS

    def _is_plain_field(self, at: int, last: int) -> bool:
        """Whether a word of a field of several syllables begins at a word, which is no verb."""
        end = self.longest(at, last)
        return end is not None and end - at > 1 and self.words.key(at, end) not in fields().verbs

    def _is_office(self, at: int, last: int) -> bool:
        """Whether a head noun is followed by a shorter one of the body that it is in: "Phòng A và | Thanh tra Sở"."""
        return any(
            isinstance(find.what, Head) and find.after < last and self.words[find.after] in _WHOLES
            for find in self.finds.get(at, ())
        )

    def _is_degree(self, at: int) -> bool:
        """Whether a degree before a person's name stands at a word: "Bệnh viện A và | TS Lê Văn B"."""
        return self.words[at].isupper() and any(isinstance(find.what, Honorific) for find in self.finds.get(at, ()))

    def _names_whole(self, at: int, head: Head) -> bool:
        """Whether the body that another belongs to begins at a word: "Phòng Cảnh sát hình sự - | Công an tỉnh X"."""
        return self.words[at][0].isupper() and any(
            isinstance(find.what, Head) and fold(find.what.name) in head.under for find in self.finds.get(at, ())
        )

    def names_end(self, at: int, head: Head) -> bool:
        """Whether the body that ends a name begins at a word: "Tòa Hành chính | Tòa án nhân dân tỉnh X"."""
        return any(isinstance(find.what, Head) and find.what.name in head.ends for find in self.finds.get(at, ()))

    def _enumerates(self, at: int, last: int) -> bool:
        """Whether ", X và Y" goes on at word ``at``, X and Y being words of fields; X alone behind what is done."""
        if self.starts_body(at):
            return False
        middle = self.longest(at, last)
        if middle is None:
            return False
        if self.words[at][0].isupper() and self.words.key(at - 2, at) in _TASKS:
            return True  # "Viện Điều tra|, Quy hoạch rừng"
        while middle < last and self.words.gap(middle) == ", ":
            middle = self.longest(middle, last) or last
        if middle + 1 >= last or self.words.keys[middle] != _AND:
            return False
        after = middle + 1
        return self.longest(after, last) is not None and not self.starts_body(after)

    def starts_body(self, at: int) -> bool:
        """Whether a body's own name begins at a word, rather than more of the name before it."""
        for find in self.finds.get(at, ()):
            if isinstance(find.what, Known) and find.after - at > 1:
                return True
            if isinstance(find.what, Title) and find.after - at > 1:
                return True
            if isinstance(find.what, Head) and self._begins_name(at, find.after):
                return True
        return False

    def _begins_name(self, at: int, after: int) -> bool:
        """Whether a head noun is no word of a field and no end of the name of a region: "Tây Nam | Bộ"."""
        words = self.words
        if words.keys[at] == _REGION and at and words.gap(at) == " " and words.keys[at - 1] in _REGIONS:
            return not words[at - 1].istitle()
        return after - at > _LONGEST_FIELD_NOUN or self.longest(at, len(words)) is None

    def _starts_other(self, at: int, last: int) -> bool:
        """Whether a body, a place or a word of a field begins at a word, so that a proper name ends before it."""
        return self.starts_body(at) or self.places.begins(at, last) or self.longest(at, last) is not None

    def longest(self, at: int, last: int) -> int | None:
        """The number after the longest word of a field at word ``at``."""
        ends = fields().words.ends(self.words, at, last)
        return next((end for end in ends if self.joined(at, end)), None)

    def _piece(
        self, at: int, last: int, head: Head, *, first: bool, join: str, titled: bool, held: bool
    ) -> tuple[int, str] | None:
        """One word of a field, proper name or number at word ``at``: the number after it, and it in full."""
        words, lists = self.words, fields()
        word = words[at]
        capital = word[0].isupper()
        if capital and not first and (end := self._region(at, last)) is not None:
            return end, words.written(at, end)
        if capital and not first and join in ("", "-", "–") and self._is_person(at, last, head, titled=titled):
            return None
        if capital and join == "và" and looks_vietnamese(words, at, capitals(words, at, last)):
            return None
        if first and head.strict and (words.keys[at] == _VN or words.key(at, at + 2) == _VIETNAM):
            return None  # "Vụ | VN Pharma"
        if first and head.name in _OF_MANY and (end := self._members(at, last)):
            return end, words.written(at, end)
        if not capital and head.name.startswith("Ban Quản lý") and (end := self._feature(at, last, titled=titled)):
            return end, words.written(at, end)
        if not capital and first and head.kind == "enterprise" and (end := self._trade(at, last, head)):
            return end, words.written(at, end)
        after = self.longest(at, last)
        if after == at + 1 and not capital and words.keys[at] in lists.expansions:
            after = None  # "trường đại học | tư thục"
        if after is not None:
            key = words.key(at, after)
            single_capital = (
                after - at == 1
                and capital
                and not word.isupper()
                and after < last
                and words[after][0].isupper()
                and words.key(after, after + 2) not in places().scopes  # "Bệnh viện Nhi | Trung ương"
                and not (join in ("-", "–") and words.keys[after] in places().levels)
            )
            proper = not first and not join and self.after_proper_name(at)
            lower = (
                (not head.proper or (head.small and self._inside_sentence(at)))
                if first
                else after - at > 1 and not proper
            )
            small = _joins_small(head) or head.name in _NUMBERED_UNITS
            joined = join == "và" and small and (after - at > 1 or key not in lists.verbs)
            joined = joined or (join == "về" and head.name in _CHARGED)  # "Ban Chỉ đạo … về | phát triển điện lực"
            plain = key not in lists.verbs or (first and head.small and not head.back and self._inside_sentence(at))
            told = titled or self._capital_head(at)  # "Hội đồng | khoa học huyện A", "giám đốc sở | y tế tỉnh B"
            wide = titled and words.key(after, after + 2) in places().scopes  # "Quỹ | bảo trì đường bộ trung ương"
            placed = first and told and head.kind in _PLACED and (wide or self.places.begins(after, last))
            counts = capital or held or joined or placed or (plain and lower)
            if counts and not (single_capital and words.gap(after) == " "):
                if first and head.name == _DIVISION and key in lists.divisions:
                    return after, lists.divisions[key]
                if first and head.name in _TERRITORIAL_OFFICES and not self._goes_on(after, last):
                    return after, lists.shortened.get(key) or lists.expansions.get(key) or words.written(at, after)
                return after, lists.expansions.get(key) or words.written(at, after)
        two_scope = capital and at + 1 < last and words.key(at, at + 2) in places().scopes and words.gap(at + 1) == " "
        if two_scope and (not first or words.keys[at + 1] == _REGION):
            return at + 2, words.written(at, at + 2)
        if not capital:
            counted = head.kind in ("armed_forces", "public_unit") or (first and head.kind != "international")
            if word.isdigit() and len(word) <= 3 and counted:
                return at + 1, word
            if word.isdigit() and len(word) <= 3 and head.kind == "enterprise" and self._ends(at + 1):
                return at + 1, word  # "Công ty Cổ phần xây dựng Bắc Nam | 79"
            number = words[at + 1] if at + 1 < last and not first else ""
            zone = words.keys[at] == _ZONE and bool(number) and (number.isdigit() or _ROMAN.fullmatch(number))
            if zone or (words.keys[at] == _NUMBERED and number.isdigit() and len(number) < 3):
                return at + 2, words.written(at, at + 2)  # "Chi cục Thú y | vùng VI"
            if words.keys[at] in places().scopes:
                return at + 1, word
            if (
                head.about
                and words.keys[at] == _YEAR
                and at + 1 < last
                and len(words[at + 1]) == 4
                and words[at + 1].isdigit()
            ):
                return at + 2, words.written(at, at + 2)
            told = head.kind == "agency" or head.name.startswith("Ban Quản lý")
            numbered = head.name in _NUMBERED_UNITS or (told and not first)
            if numbered and word.isdigit() and len(word) <= _LONGEST_NUMBER and self._ends(at + 1):
                return at + 1, word
            two = words.key(at, at + 2) if at + 1 < last else ""
            return (at + 2, words.written(at, at + 2)) if two in places().scopes else None
        if head.known_only:
            return None
        if first and head.kind in _STATE_UNITS and not held and _ROMAN.fullmatch(word) and self._ends(at + 1):
            return at + 1, word  # "Vụ III"
        if not first and not join and _ROMAN.fullmatch(word) and len(words[at - 1]) > 1:
            return self._code(at, last)
        if join in ("-", "–") and words.keys[at] in _SIDES and words.key(at, at + 2) != _VIETNAM:
            return at + 1, word  # "Hội hữu nghị Nhật - Việt"
        if words.key(at, at + 2) == _VIETNAM:
            return at + 2, words.written(at, at + 2)
        if (nation := self.places.nation(at, last)) is not None:
            return nation.after, words.written(at, nation.after)
        if words.keys[at] in places().levels or self.places.begins(at, last) or self.starts_body(at):
            return None
        apart = join in ("-", "–", "&") and words.gap(at) not in ("-", "&")
        letters = head.kind == "enterprise" and self._joins_letters(at)
        if apart and not letters and _SIDES.isdisjoint((words.keys[at - 1], words.keys[at])):
            return None  # "Bệnh viện Hữu nghị Việt - Xô"
        large = titled or self._capital_head(at)
        strict = head.strict and not (titled and of_its_chief(words, at))
        if first and not held and (strict or not large) and "name" not in head.takes:
            return None
        if titled and not first and not join and "name" not in head.takes and capitals(words, at, last) - at > 1:
            return None
        called_after = "name" in head.takes and not head.back  # a school is called after somebody
        if (
            first
            and not called_after
            and (self._is_person(at, last, head, titled=titled) or (held and self._is_stranger(at, last)))
        ):
            return None
        after = capitals(words, at, last)
        inner = range(at + 1, after)
        after = next((each for each in inner if self._starts_other(each, last)), after)
        if titled:
            ours = (each for each in range(at + 2, after) if words.key(each - 2, each) == _VIETNAM)
            after = next(ours, after)
            # a name of one word is rarer than one of two
            short = word.isupper() and len(word) > 1  # "Hội ĐLVN | Lê Văn An"
            cuts = (each for each in (*range(at + 1 if short else at + 2, after), at + 1) if each < after)
            persons = [each for each in cuts if self._is_person(each, last, head, titled=True)]
            common = (each for each in persons if words.keys[each] in common_surnames())  # "Chu Văn An | Lê Thị Hoa"
            after = next(common, persons[0] if persons else after)
        if "name" not in head.takes and after - at > 3:
            return None
        text = lists.expansions.get(words.key(at, after)) or words.written(at, after)
        if after - at == 1 and after < last and words.gap(after) == " " and not word.isupper():
            following = words[after]
            if following.islower() and words.keys[after] in lists.breaks and not first and "name" not in head.takes:
                return None
            level = {words.keys[after], words.key(after, after + 2)} & places().levels.keys()
            ends = words.keys[after] == _AND or words.keys[after] in lists.breaks
            if following.islower() and not level and not ends and len(word) > 1 and is_syllable(word):
                return after + 1, words.written(at, after + 1)  # "Công ty Hòa | bình"
        return after, text

    def _region(self, at: int, last: int) -> int | None:
        """The number after a part of the country or a district that no level tells: "Hiệp hội Du lịch | Sa Pa"."""
        words = self.words
        if at + 3 <= last and words.key(at, at + 3) in places().scopes:
            return at + 3
        end = None if words.keys[at] in common_surnames() else self.places.district(at, last)
        return None if end is None or self.places.begins(at, last) else end  # "Sở Y tế | Bắc Ninh" is the province's

    def _code(self, at: int, last: int) -> tuple[int, str]:
        """A Roman number, with the one of a part behind a full stop: "Chi cục Quản lý đường bộ | II.3"."""
        words = self.words
        parted = at + 1 < last and words.gap(at + 1) in (".", ". ") and words[at + 1].isdigit()
        return (at + 2, f"{words[at]}.{words[at + 1]}") if parted else (at + 1, words[at])

    def _goes_on(self, at: int, last: int) -> bool:
        """Whether more of a field is joined on: "Giáo dục | - Đào tạo"."""
        words = self.words
        return at < last and (words.keys[at] == _AND or words.gap(at) == ", " or bool(_HYPHEN.fullmatch(words.gap(at))))

    def _trade(self, at: int, last: int, head: Head) -> int | None:
        """The number after what a firm does, in small letters, and its proper name: "du thuyền Hạ Long"."""
        words, lists = self.words, fields()
        name, incorporated = at, head.name in _INCORPORATED
        while name < min(last, at + _LONGEST_TRADES) and (words[name].islower() or words[name].isdigit()):
            field = self.longest(name, last) if incorporated else None  # "công nghệ" begins like "công bố"
            if words.gap(name) != " " or (name > at and field is None and words.keys[name] in heads()):
                return None
            if field is None and words.keys[name] in lists.breaks:
                break
            name = field or name + 1
        if name == at or name >= last or words.gap(name) != " " or not words[name][0].isupper():
            return None
        if name - at > (_LONGEST_BUSINESS if incorporated else 0) and not self._all_fields(at, name):
            return None
        if (field := self.longest(name, last)) is not None and field - name > 1 and words[name + 1].islower():
            return name  # "tư vấn | Quản lý Quốc tế"
        after = min(capitals(words, name, last), name + _LONGEST_TRADE)
        inner = (each for each in range(name + 1, after) if looks_vietnamese(words, each, capitals(words, each, last)))
        after = next(inner, after)  # "địa ốc Alibaba | Nguyễn Văn A"
        if looks_vietnamese(words, name, after):
            return after if incorporated and words.key(name - 3, name) in _FOUNDERS else None
        return after

    def _members(self, at: int, last: int) -> int | None:
        """The number after those whose association it is: "Hội | các nhà quản trị doanh nghiệp Việt Nam"."""
        words = self.words
        if words.keys[at] != _EACH:
            return None
        for end in range(at + 2, min(at + _LONGEST_MEMBERS, last - 1)):
            if words.gap(end) != " ":
                return None
            if words.key(end, end + 2) == _VIETNAM:
                return end + 2
        return None

    def _all_fields(self, at: int, after: int) -> bool:
        """Whether all words are of fields."""
        while at < after and (end := self.longest(at, after)) is not None:
            at = end
        return at == after

    def _feature(self, at: int, last: int, *, titled: bool) -> int | None:
        """The number after a thing that is managed and its proper name: "vịnh Nha Trang", "khu di tích đền chùa A"."""
        end = at
        while (after := self._thing(end, last)) is not None:
            end = after
        named = end > at and end < last and self.words[end][0].isupper()
        return self.places.name(end, last, titled=titled) if named else None

    def _thing(self, at: int, last: int) -> int | None:
        """The number after the longest noun of a thing that is managed at a word."""
        lengths = range(min(_LONGEST_FEATURE, last - at), 0, -1)
        return next((at + size for size in lengths if self.words.key(at, at + size) in fields().features), None)

    def _inside_sentence(self, at: int) -> bool:
        """Whether the head noun before word ``at`` has a capital that no beginning of a sentence gives it."""
        words = self.words
        for first in range(max(0, at - LONGEST_HEAD), at):
            if words[first][0].isupper() and any(
                find.after == at and isinstance(find.what, Head) for find in self.finds.get(first, ())
            ):
                return first > 0 and words.gap(first) in (" ", ", ")
        return False

    def after_proper_name(self, at: int) -> bool:
        """Whether the word before is a proper name rather than a word of a field."""
        words = self.words
        return words[at - 1][0].isupper() and not any(
            words.key(first, at) in fields().words for first in range(max(0, at - LONGEST_FIELD), at)
        )

    def _is_person(self, at: int, last: int, head: Head, *, titled: bool) -> bool:
        """Whether a person's name begins at a word, so that the body's name ends before it."""
        after = capitals(self.words, at, last)
        if self.words.key(at, after) in leaders():
            return False  # "Trường Đại học | Tôn Đức Thắng"
        if titled:
            if "name" in head.takes:
                return looks_vietnamese(self.words, at, min(after, at + 4)) and after - at <= 4
            return self.words.keys[at] in surnames() and 2 <= after - at <= 5 and self.longest(at, after) is None
        return "name" not in head.takes and looks_vietnamese(self.words, at, after)

    def _is_stranger(self, at: int, last: int) -> bool:
        """Whether a name of no syllables of ours begins at a word: "Phó Viện trưởng | Langsy Sibounheuang"."""
        after = capitals(self.words, at, last)
        return after - at > 1 and not any(is_syllable(self.words[each]) for each in range(at, after))

    def _capital_head(self, at: int) -> bool:
        """Whether the head noun that ends before word ``at`` begins with a capital."""
        return any(
            find.after == at and isinstance(find.what, Head) and self.words[first][0].isupper()
            for first in range(max(0, at - LONGEST_HEAD), at)
            for find in self.finds.get(first, ())
        )

    def joined(self, first: int, after: int) -> bool:
        """Whether nothing but spaces, hyphens and the like stands between words."""
        inner = self.words.gaps[first + 1 : after]
        return inner.count(" ") == len(inner) or all(map(_INSIDE.fullmatch, inner))
