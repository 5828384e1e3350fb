"""The names of bodies: known ones, and those that follow a pattern, with where each name ends.

A Vietnamese body's name is a head noun ("Sở"), words of its field ("Khoa học và Công nghệ") and often the
body or place that it belongs to ("tỉnh Vĩnh Phúc"). A person's name may follow without any sign in between.
"""

from __future__ import annotations

from typing import Final

from govkg.extraction.body_fields import LONGEST_FIELD, FieldParser
from govkg.extraction.event_years import with_year
from govkg.extraction.gazetteer import Find, Gazetteer, Known
from govkg.extraction.head_nouns import HeadNouns
from govkg.extraction.known_names import KnownNames, as_short
from govkg.extraction.lexicon import Head, heads, places
from govkg.extraction.localities import Localities, Place, State
from govkg.extraction.not_bodies import ends_another_name, is_of_any
from govkg.extraction.parties import HEAD as PARTY
from govkg.extraction.parties import Parties
from govkg.extraction.phrases import Body, Phrase
from govkg.extraction.told_names import ToldNames
from govkg.extraction.word_sets import generic_bodies, papers, surnames
from govkg.folding import fold
from govkg.model.actors import OrganizationKind
from govkg.text.names import capitals
from govkg.text.words import Words

_STATE_RANK = 4
"""Heads up to this rank may be those of another state's bodies ("Bộ Quốc phòng Mỹ")."""
_STATE_KINDS: Final[frozenset[OrganizationKind]] = frozenset(
    ("ministry", "agency", "legislature", "department", "other", "foreign")
)
WRITTEN_SMALL: Final[frozenset[OrganizationKind]] = frozenset(
    ("department", "agency", "public_unit", "mass_org", "enterprise", "armed_forces", "court", "procuracy", "other")
)
"""Kinds of body whose head noun may be in small letters behind a title."""
_CHAMBERS, _OF_CHAMBERS = ("Thượng viện", "Hạ viện"), ("Ủy ban", "Tiểu ban")
"""Houses that only other states have, and the heads of what each of them sets up, whatever its field."""
_LONGEST_REST = 12
"""Words of a head noun behind the first: "Văn phòng | Đoàn đại biểu Quốc hội và Hội đồng nhân dân"."""
_CONTROL = "Ủy ban Kiểm tra"
_COMMITTEE, _PEOPLES = "Ủy ban", fold("Ủy ban nhân dân")
TELLING_TO = frozenset(map(fold, ("với", "cho", "lời", "vấn")))
"""What ends the words in front of who asks: "trao đổi với", "trả lời", "trả lời phỏng vấn"."""
_PAPER, _ONLINE, _PV, _REPORTER = "Báo", fold("online"), fold("PV"), fold("phóng viên")
_DEEPEST = 2  # bodies inside the name of a body
_PLACED = frozenset(map(fold, ("tại", "ở")))
_SENT: Final = "Đoàn "
"""How the names of delegations and teams begin, which speak for whom they are "của"."""
_TEAMS = ("Đoàn thanh tra", "Đoàn kiểm tra")
_INSPECTED: Final[frozenset[OrganizationKind]] = frozenset(("public_unit", "enterprise"))
"""Teams, and the kinds of bodies that they inspect rather than come from."""
_AND, _AT, _OF, _VIETNAM = fold("và"), fold("tại"), fold("của"), fold("Việt Nam")
_AREA = fold("khu vực")
_THAT_STATE = frozenset(map(fold, ("nước này", "nước bạn", "nước đó", "nước sở tại")))

_PARTY_COMMITTEES = {
    "tỉnh": "Tỉnh ủy",
    "thành phố": "Thành ủy",
    "quận": "Quận ủy",
    "huyện": "Huyện ủy",
    "thị xã": "Thị ủy",
    "phường": "Đảng ủy phường",
    "xã": "Đảng ủy xã",
    "thị trấn": "Đảng ủy thị trấn",
}


class BodyParser:
    """Finds where names of bodies begin and end in one passage."""

    def __init__(self, words: Words, finds: dict[int, list[Find]], known: Gazetteer) -> None:
        self.words, self.finds, self.known, self.names = words, finds, known.known, known.names
        self.places = Localities(words)
        self.nouns = HeadNouns(words)
        self.bodies = KnownNames(words, finds, known, self.places)
        self.fields = FieldParser(words, finds, self.places)
        self.parties = Parties(words, finds, self.places)
        self.told = ToldNames(words, finds, self.places, self.fields)

    def at(self, first: int, last: int, *, titled: bool = False, depth: int = 0) -> Phrase | None:
        """The name of a body that begins at word ``first`` and ends before word ``last``.

        ``titled`` says that a title stands before it, so that a person's name may follow it.
        """
        best: Phrase | None = None
        if first in self.finds and ends_another_name(self.words, first):
            return None
        for find in self.finds.get(first, ()):
            if find.after > last or not self.fields.joined(first, find.after) or self._runs_into_name(find, last):
                continue
            phrase: Phrase | None = None
            if isinstance(find.what, Known):
                phrase = self.parties.organ(find, last, titled=titled) or self.bodies.at(
                    find, find.what, last, titled=titled
                )
            elif isinstance(find.what, Head) and find.what.name == PARTY:
                phrase = self.parties.at(first, last, find.what, titled=titled)
            elif isinstance(find.what, Head) and (best is None or best.body.back or self._may_go_on(best.after, last)):
                phrase = self._pattern(first, find.after, find.what, last, titled=titled, depth=depth)
            if isinstance(find.what, Head) and (abroad := self._abroad(first, find.after, find.what, last)) is not None:
                phrase = abroad
            if phrase is not None and (best is None or self._better(phrase, best)):
                best = phrase
        if depth == 0:
            best = self.told.before_short(first, last, best) or self.told.before_state(first, last, best) or best
        if best is None or self.nouns.of_all_levels(best) or self._of_that_state(best):
            return None
        return self._placed(with_year(self.words, best, last))

    def behind_title(self, first: int, last: int, read: Phrase | None) -> Phrase | None:
        """What is ``read`` of a name behind a title, or that name in full where lists do not know all its words."""
        return self._placed(self.told.behind_title(first, last, read)) or read

    def _runs_into_name(self, find: Find, last: int) -> bool:
        """Whether the end of a head noun is a family name: "UBND tỉnh | Đoàn Văn A" is no "Tỉnh đoàn"."""
        words, end = self.words, find.after - 1
        if end == find.first or end + 1 >= last or not isinstance(find.what, Head) or words[find.first][0].isupper():
            return False
        return words.keys[end] in surnames() and words[end][0].isupper() and words[end + 1][0].isupper()

    def _of_that_state(self, phrase: Phrase) -> bool:
        """Whether a body is one of a state that only "nước này" names: none of ours, and which state is not sure."""
        after = phrase.after
        return self.words.key(after, after + 2) in _THAT_STATE and self.words.gap(after) == " "

    def _may_go_on(self, at: int, last: int) -> bool:
        """Whether a place or another state may follow a known name."""
        words = self.words
        levels = places().levels
        of_level = at < last and (words.keys[at] in levels or words.key(at, at + 2) in levels)
        return of_level or (at < last and (words[at][0].isupper() or words.gap(at) == " - "))

    def _better(self, phrase: Phrase, best: Phrase) -> bool:
        """Whether a reading beats another of the same place: a known name is only beaten by a surer, longer one."""
        if phrase.body.bare and best.body.known and phrase.after > best.after:
            return True  # "MTTQ huyện" is not the national one
        if phrase.body.back or phrase.after <= best.after:
            whole = best.body.head is not None and "field" not in best.body.head.takes and phrase.after <= best.after
            return best.body.back and not phrase.body.back and not whole
        body = phrase.body
        return not best.body.known or bool(body.known or body.place or body.kind == "foreign")

    def after_head(self, first: int, last: int, head: Head, *, titled: bool = True) -> Phrase | None:
        """The rest of a name whose head noun is held by the title before it ("Bộ trưởng | Y tế")."""
        table = heads()
        at, own, noun = first, head, fold(head.name)
        for length in range(min(_LONGEST_REST, last - first), 0, -1):
            longer = table.get(f"{noun} {self.words.key(first, first + length)}")
            if longer is not None:
                head, at = longer, first + length
                break
        phrase = self._pattern(first, at, head, last, titled=titled, held=True)
        whole = head.kind == "foreign" or head.takes == {"place"}  # "Trưởng đoàn | đại biểu Quốc hội"
        if at > first and (phrase is None or (phrase.body.back and not whole)):
            phrase = self._pattern(first, first, own, last, titled=titled, held=True)
        of_level = phrase is not None and phrase.body.bare and phrase.after > at  # "Chánh Thanh tra | tỉnh"
        if phrase is None or (phrase.body.back and not of_level and (head is own or not whole)):
            return None
        phrase.body.implied = True
        if phrase.body.known and (after := self.bodies.of_vietnam(phrase.after, last)) > phrase.after:
            phrase = Phrase(phrase.first, after, phrase.body)  # "Bộ trưởng Y tế | Việt Nam"
        return self._placed(phrase)

    def _placed(self, phrase: Phrase | None) -> Phrase | None:
        if phrase is not None:
            phrase.body.first, phrase.body.after = phrase.first, phrase.after
        return phrase

    def of_place(self, at: int, last: int, head_name: str) -> Phrase | None:
        """The body that a place after a title stands for: "Chủ tịch | tỉnh An Giang" is its people's committee."""
        place = self.places.at(at, last, titled=True)
        if place is None:
            return None
        name = _PARTY_COMMITTEES.get(place[1].level, head_name) if head_name == "Tỉnh ủy" else head_name
        head = heads()[fold(name.split(" phường")[0].split(" xã")[0].split(" thị trấn")[0])]
        text = place[1].of(head.kind)
        plain = head_name == "Tỉnh ủy" and not place[1].name.isdigit()
        full = f"{name} {place[1].name}" if plain else f"{name} {text}"
        body = self.bodies.named(full.strip(), head.kind, head, place=text)
        body.back = body.bare = not place[1].name
        body.implied = True
        return self._placed(Phrase(at, place[0], body))

    def _committee(self, place: Place) -> str:
        """What the Party committee of a place is called, be it "Thành ủy Thành phố Hồ Chí Minh"."""
        name = f"{_PARTY_COMMITTEES.get(place.level, '')} {place.name}"
        known = self.known.get(fold(name))
        return known.bodies[0].name if known is not None else name

    def of_level(self, at: int, last: int, head: Head, level: str) -> Phrase | None:
        """The body that a place of a level has: "UBND các huyện | Mộc Châu"."""
        end = self.places.listed(at, last)
        if end is None:
            return None
        place = f"{level} {self.words.written(at, end)}"
        body = self.bodies.named(f"{head.name} {place}", head.kind, head, place=place)
        return self._placed(Phrase(at, end, body))

    def known_after(self, at: int, last: int, head: Head) -> Phrase | None:
        """The known body of a head noun with the longest name that the words from ``at`` on complete."""
        noun = fold(head.name)
        for end in self.names.ends(self.words, at, last, noun):
            if self.fields.joined(at, end):
                known = self.known[f"{noun} {self.words.key(at, end)}"]
                body = known.bodies[0]
                return self._placed(Phrase(at, end, Body(body.name, body.kind, head, known.bodies)))
        return None

    def _in_vietnam(self, at: int, last: int) -> bool:
        """Whether "tại Việt Nam" follows the mission of another state."""
        return at + 2 < last and self.words.keys[at] == _AT and self.words.key(at + 1, at + 3) == _VIETNAM

    def _is_nation(self, first: int, after: int) -> bool:
        """Whether words name a state and nothing else."""
        if self.words.key(first, after) == _VIETNAM:
            return True
        nation = self.places.nation(first, after)
        return nation is not None and nation.after == after

    # names by pattern

    def _pattern(
        self, first: int, at: int, head: Head, last: int, *, titled: bool, held: bool = False, depth: int = 0
    ) -> Phrase | None:
        """A name by its head noun; ``held`` says that the title before it holds the noun."""
        words = self.words
        written_head = at > first
        capital = held or self.nouns.begins_large(first, at) or (titled and self._told_small(first, at, head))
        if (not capital and not head.lower) or (head.titled and not titled):
            return None
        if (
            not capital
            and depth == 0
            and (at >= last or not words[at][0].isupper() or (not titled and self.nouns.in_compound(first)))
            and not (titled and self._small(at, last))
        ):
            return None
        if not capital and head.name == _PAPER:
            return self._paper(first, at, head, last)
        follows = at < last and (not written_head or words.gap(at) in (" ", "\n"))
        if follows and "country" in head.takes and (country := self.places.country(at, last)) is not None:
            return self._of_state(first, country, head, last)
        if follows and head.at and (posted := self._posted(first, at, head, last)) is not None:
            return posted
        inner = None
        if follows and "body" in head.takes and depth < _DEEPEST and not self._repeats(at, head):
            owned = head.takes == {"body"} and words.keys[at] == _OF and not head.name.startswith(_SENT)
            of = at + 1 if owned and at + 1 < last else at
            inner = self.at(of, last, titled=titled, depth=depth + 1)
        if inner is not None and self._may_hold(head, inner.body):
            name = f"{head.name} {inner.body.name}"
            after = inner.after
            if head.at and after + 1 < last and words.keys[after] == _AT:
                place = self.places.at(after + 1, last, titled=titled)
                if place is not None and place[1].name:
                    name, after = f"{name} tại {place[1].of(head.kind)}", place[0]
            owner = inner.body if head.kind != "enterprise" else None  # "Công ty Cổ phần | Tập đoàn A" is that group
            return Phrase(first, after, self.bodies.named(name, head.kind, head, parent=owner))
        if not follows or head.takes == {"country"}:
            return self.nouns.back(first, at, head, depth, titled=titled, held=held)
        fielded = held or not head.takes.isdisjoint(("field", "name"))
        parts, after = self.fields.field(at, last, head, titled=titled, held=held) if fielded else ([], at)
        if head.ends and (ending := self._ending(after, last, head, titled=titled)) is not None:
            name = " ".join([head.name, *parts, ending.body.name])
            return Phrase(first, ending.after, self.bodies.named(name, ending.body.kind, head, parent=ending.body))
        place = self.places.at(after, last, titled=titled) if "place" in head.takes or parts else None
        if (
            head.level is not None
            and place is None
            and (end := self.places.name(after, last, titled=titled, level=head.level))
        ):
            place = end, Place(head.level, words.written(after, end))
        if place is not None:
            numbered = place[1].name.isdigit()  # "Quận ủy | quận 2"
            parts.append(place[1].name if head.level and not numbered else place[1].of(head.kind))
            after = place[0]
        if place is not None and head.kind == "agency" and self._is_area(after, last):
            parts[-1], after = f"{parts[-1]} {words.written(after, after + 3)}", after + 3
        if place is not None and titled:
            after = self.places.wider(after, last)
        if place is not None and head.name == _CONTROL and place[1].level in _PARTY_COMMITTEES and place[1].name:
            return Phrase(first, after, Body(f"{head.name} {self._committee(place[1])}", head.kind, head))
        if place is not None and head.name == _COMMITTEE and len(parts) == 1:
            head = heads()[_PEOPLES]  # "thành viên ủy ban | tỉnh"
        if not parts:
            return self.nouns.back(first, at, head, depth, titled=titled, held=held)
        if after < last and words.gap(after) == "-" and words[after].islower():
            return None  # "Ban Ki | -moon"
        if self._is_nation(at, after) and (not capital or is_of_any(head)):
            return None  # "nhiều công ty Mỹ", "giáo dục đại học Việt Nam", "Báo Mỹ"
        begins = (parts[0], parts[0].partition(" ")[0])
        if not generic_bodies().isdisjoint(fold(f"{head.name} {part}") for part in begins):
            return None
        name = " ".join([head.name, *parts])
        if head.level is not None and place is not None and head.name.count(" ") > 1:
            unit, _, noun = head.name.rpartition(" ")[0].rpartition(" ")  # "Thường trực | Thành ủy"
            whole = f"{noun} {head.name.rpartition(' ')[2]}"
            keys = (fold(f"{whole} {place[1].name}"), fold(f"{whole} {head.level} {place[1].name}"))
            if (found := next((self.known[key] for key in keys if key in self.known), None)) is not None:
                name = f"{unit} {found.bodies[0].name}"
        body = self.bodies.named(name, head.kind, head, place=parts[-1] if place else None)
        if head.whole is not None and place is not None and place[1].name:
            seat = heads()[fold(head.whole)]
            body.parent = self.bodies.named(f"{seat.name} {parts[-1]}", seat.kind, seat, place=parts[-1])
        if place is not None and not place[1].name:
            body.back, body.bare = len(parts) == 1, True
        if head.known_only and not body.known and self.places.country(after, last) is None:
            return self.nouns.back(first, at, head, depth, titled=titled, held=held)
        country = self.places.country(after, last)
        if country is not None and head.rank <= _STATE_RANK and not body.back:
            body = self.bodies.of_state(as_short(body.name, name), "foreign", head, country)
            after = country.after
        return Phrase(first, after, body)

    def _is_area(self, at: int, last: int) -> bool:
        """Whether a numbered area follows a place: "Chi cục Hải quan cửa khẩu cảng Sài Gòn | khu vực 1"."""
        words = self.words
        return words.key(at, at + 2) == _AREA and at + 2 < last and words[at + 2].isdigit() and words.gap(at) == " "

    def newspaper(self, at: int, last: int) -> Phrase | None:
        """A newspaper by its name alone, behind a word of speaking to it: "Trao đổi với | Tuổi Trẻ Online"."""
        words = self.words
        if words.keys[at - 1] not in TELLING_TO or words.gap(at) != " " or not words[at][0].isupper():
            return None
        found = self._paper(at, at, heads()[fold(_PAPER)], last)
        if found is None or not all(words[each][0].isupper() for each in range(at, found.after)):
            return None
        found.body.first, found.body.after = found.first, found.after
        return found

    def _paper(self, first: int, at: int, head: Head, last: int) -> Phrase | None:
        """A newspaper behind "báo" in small letters; one whose reporter alone is told of is no more than the byline."""
        words = self.words
        end = next(iter(papers().ends(words, at, last)), None)
        if end is None or (first and (words.keys[first - 1] == _PV or words.key(first - 2, first) == _REPORTER)):
            return None
        if end < last and words.gap(end) == " " and words.keys[end] == _ONLINE:
            end += 1
        return Phrase(first, end, self.bodies.named(f"{head.name} {words.written(at, end)}", head.kind, head))

    def _told_small(self, first: int, at: int, head: Head) -> bool:
        """Whether a noun in small letters behind a title opens a name as a capital does: "Chủ tịch | hội Y học".

        A ministry, a committee or a party is written large; what is also another word is none.
        """
        return head.kind in WRITTEN_SMALL and not self.nouns.is_other_word(first, at)

    def _ending(self, at: int, last: int, head: Head, *, titled: bool) -> Phrase | None:
        """The body behind the field of a name, whose part it is: "Ban Tuyên giáo | Tỉnh ủy Nghệ An"."""
        if at >= last or self.words.gap(at) != " ":
            return None
        if not self.fields.names_end(at, head):
            return None
        return self.at(at, last, titled=titled, depth=_DEEPEST)

    def _of_state(self, first: int, country: State, head: Head, last: int) -> Phrase:
        """A body of another state, with the place where it is: "Đại sứ quán Nga | tại Luân Đôn"."""
        after, body = country.after, self.bodies.of_state(head.name, head.kind, head, country)
        if not head.at:
            return Phrase(first, after, body)
        if self._in_vietnam(after, last):
            return Phrase(first, after + 3, body)
        if after + 1 < last and self.words.keys[after] in _PLACED and self.words.gap(after + 1) == " ":
            nation = self.places.nation(after + 1, last)
            ends = [nation.after] if nation is not None else places().abroad.ends(self.words, after + 1, last)
            if ends:
                where = f"tại {self.words.written(after + 1, ends[0])}"
                body.name, body.noun, after = f"{body.name} {where}", f"{body.noun} {where}", ends[0]
        return Phrase(first, after, body)

    def _posted(self, first: int, at: int, head: Head, last: int) -> Phrase | None:
        """A body where it is posted: "Đại sứ quán Việt Nam | tại Algeria"."""
        words = self.words
        if words.keys[at] != _AT or at + 1 >= last:
            return None
        if (nation := self.places.nation(at + 1, last)) is not None:
            after, where = nation.after, nation.written
        elif (host := self.at(at + 1, last, titled=True)) is not None and host.body.known:
            after, where = host.after, host.body.name
        else:
            after = capitals(words, at + 1, last)
            where = words.written(at + 1, after) if after > at + 1 else ""
        return Phrase(first, after, self.bodies.named(f"{head.name} tại {where}", head.kind, head)) if where else None

    def _abroad(self, first: int, at: int, head: Head, last: int) -> Phrase | None:
        """A body of another state, whose field none of ours need have: "Bộ Nội vụ và truyền thông Nhật Bản"."""
        words = self.words
        if head.rank > _STATE_RANK or head.kind not in _STATE_KINDS or not words[first][0].isupper():
            return None
        start, unknown = at, False
        while at < last and at - start < LONGEST_FIELD:
            if words.gap(at) not in (" ", ", "):
                return None
            joined = words.keys[at - 1] == _AND  # "Bộ Y tế và | Đại sứ quán Nhật Bản" are two
            if at > start and not joined and (whole := self._chamber(at, last)) is not None:
                noun = f"{head.name} {words.written(start, at)}"
                inner = whole.body
                body = Body(f"{noun} {inner.name}", "foreign", head, parent=inner, country=inner.country)
                body.noun = f"{noun} {inner.noun or inner.name}"
                return Phrase(first, whole.after, body)
            if self.fields.starts_body(at):
                return None
            if at > start and not unknown and (country := self.places.country(at, last)) is not None:
                body = self.bodies.of_state(f"{head.name} {words.written(start, at)}", "foreign", head, country)
                return Phrase(first, country.after, body)
            end = at + 1 if words.keys[at] == _AND and at > start else self.fields.longest(at, last)
            if end is None and head.name in _OF_CHAMBERS and (at == start or unknown) and words[at][0].isupper():
                end, unknown = at + 2 if at + 1 < last and words[at + 1].islower() else at + 1, True  # "Quân vụ"
            if end is None:
                return None
            at = end
        return None

    def _chamber(self, at: int, last: int) -> Phrase | None:
        """An assembly or office of another state at word ``at``: "Ủy ban Quân vụ | Thượng viện Mỹ"."""
        for find in self.finds.get(at, ()):
            if isinstance(find.what, Head) and find.what.kind == "foreign" and "country" in find.what.takes:
                country = self.places.country(find.after, last)
                if country is not None:
                    body = self.bodies.of_state(find.what.name, "foreign", find.what, country)
                    body.first, body.after = at, country.after
                    return Phrase(at, country.after, body)
                if find.what.name in _CHAMBERS:
                    body = Body(find.what.name, "foreign", find.what, back=True)
                    body.first, body.after = at, find.after
                    return Phrase(at, find.after, body)
        return None

    def _small(self, at: int, last: int) -> bool:
        """Whether a field in small letters and its place stand behind a head noun: "giám đốc sở | y tế tỉnh Hà Nam"."""
        return at < last and self.places.begins(self.fields.longest(at, last) or at, last)

    def _repeats(self, at: int, head: Head) -> bool:
        """Whether the same head noun follows: no body lies inside another of its kind."""
        return any(find.what is head for find in self.finds.get(at, ()))

    def _may_hold(self, head: Head, inner: Body) -> bool:
        if head.kind == "foreign" and inner.kind != "foreign":
            return False  # "Bộ Chính trị | Ban Bí thư Trung ương Đảng"
        if head.name in _TEAMS and inner.kind in _INSPECTED:
            return False  # "Đoàn thanh tra | Đại học A" is not of that university
        return not head.within or (inner.head is not None and inner.head.name in head.within)
