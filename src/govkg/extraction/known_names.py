"""The names of known bodies in a text: with a country behind them, with a branch, with another body inside."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from govkg.extraction.gazetteer import Find, Gazetteer, Known
from govkg.extraction.lexicon import Head, fields, heads
from govkg.extraction.localities import Localities, State
from govkg.extraction.phrases import Body, Phrase
from govkg.folding import fold
from govkg.model.actors import Organization, OrganizationKind
from govkg.text.words import Words

_OURS = " Việt Nam"
_SHORTEST_INNER = 5  # letters of a known name inside another
_OF, _VIETNAM, _BRANCH = fold("của"), fold("Việt Nam"), fold("chi nhánh")
_AND, _STATE = fold("và"), fold("nước")
_LONGEST_SECOND = 6  # words from "và" to the state
_REPUBLIC = frozenset(map(fold, ("Cộng hòa xã hội chủ nghĩa Việt Nam", "CHXHCN Việt Nam")))
_IN_FULL = sorted({name.count(" ") + 1 for name in _REPUBLIC})  # words
_THINGS = frozenset(map(fold, ("phim", "kênh", "sóng", "nền", "ngành")))
"""Nouns that what a body in small letters is called after describes."""
_BANK = "Ngân hàng"
_BRANCHED = frozenset(("ministry", "agency", "enterprise"))
_REGIONAL: Final[frozenset[OrganizationKind]] = frozenset(("agency", "court", "procuracy", "armed_forces"))
"""Kinds of bodies that have units for regions of the country."""
_REGIONS: Final = frozenset(map(fold, ("khu vực", "chuyên ngành")))
_NUMBER: Final = re.compile(r"[IVX]{1,5}[ab]?|\d{1,2}")
_NO_STATE: Final[frozenset[OrganizationKind]] = frozenset(("international", "foreign", "enterprise", "public_unit"))


class KnownNames:
    """Reads the names of known bodies in one passage."""

    def __init__(self, words: Words, finds: dict[int, list[Find]], known: Gazetteer, places: Localities) -> None:
        self.words, self.finds, self.known, self.places = words, finds, known.known, places

    def at(self, find: Find, known: Known, last: int, *, titled: bool) -> Phrase | None:
        """The body of a known name, with what follows it and belongs to its name."""
        words, first, after = self.words, find.first, find.after
        written = words.written(first, after)
        if "," in written and not known.parted:
            return None
        if after - first == 1 and not written.isupper() and len(written) <= 4:
            return None
        if not titled and (written.islower() or (not written[0].isupper() and after - first < 4)):
            return None
        if first and written[0].islower() and words.keys[first - 1] in _THINGS:
            return None  # "phim | truyền hình Việt Nam"
        if after - first == 1 and words.gap(first) in ("/", "-") and first and words[first - 1].isdigit():
            return None  # "60/2005/QH11"
        body = known.bodies[0]
        country = self.places.country(after, last)
        if country is not None and body.kind not in _NO_STATE:
            abroad = self.of_state(as_short(body.name, written).removesuffix(_OURS), "foreign", None, country)
            return Phrase(first, country.after, abroad)
        if (
            country is not None
            and body.kind == "enterprise"
            and body.name.endswith(_OURS)
            and not written.endswith(_OURS)
        ):
            other = self.of_state(body.name.removesuffix(_OURS), "enterprise", None, country)
            return Phrase(first, country.after, other)  # "Tập đoàn Dầu khí quốc gia | Trung Quốc"
        if body.kind == "ministry" and (abroad_too := self._wider_abroad(find, last)) is not None:
            return abroad_too
        after = self.of_vietnam(after, last)
        inner = self._inside(first, after, body)
        found = Body(body.name, body.kind, _head_of(body.name), known.bodies, parent=inner)
        found.first, found.after = first, after
        part = self._branch(found, last, titled=titled) or self._of_region(found, last, titled=titled)
        return part or Phrase(first, after, found)

    def _wider_abroad(self, find: Find, last: int) -> Phrase | None:
        """The ministry of another state that one of ours begins like: "Bộ Y tế | và Phúc lợi Hàn Quốc"."""
        at, words = find.after, self.words
        if at + 2 >= last or words.keys[at] != _AND or not words[at + 1][0].isupper():
            return None
        if next(iter(fields().words.ends(words, at + 1, last)), None) is None:
            return None
        for end in range(at + 2, min(at + _LONGEST_SECOND, last)):
            if words.gap(end) != " ":
                return None
            if (state := self.places.country(end, last)) is not None and state.usual != _OURS.strip():
                name = self.of_state(words.written(find.first, end), "foreign", None, state)
                return Phrase(find.first, state.after, name)
        return None

    def _branch(self, whole: Body, last: int, *, titled: bool) -> Phrase | None:
        """A branch of a bank or fund in a place: "Ngân hàng Nhà nước | chi nhánh tỉnh Hà Nam"."""
        at = whole.after
        if whole.kind == "enterprise" and at - whole.first == 1 and (local := self._local(whole, last)) is not None:
            return local
        if whole.kind not in _BRANCHED or self.words.key(at, at + 2) != _BRANCH:
            return None
        place = self.places.at(at + 2, last, titled=titled)
        if place is None or not place[1].name:
            return None
        name = place[1].of("department")
        kind: OrganizationKind = "agency" if whole.kind == "ministry" else whole.kind
        body = Body(f"{whole.name} chi nhánh {name}", kind, whole.head, parent=whole, place=name)
        return Phrase(whole.first, place[0], body)

    def _of_region(self, whole: Body, last: int, *, titled: bool) -> Phrase | None:
        """The unit of a body of the state for a region or trade: "Kiểm toán Nhà nước | khu vực IV"."""
        at, words = whole.after, self.words
        if whole.kind not in _REGIONAL or at + 2 >= last or words.key(at, at + 2) not in _REGIONS:
            return None
        if _NUMBER.fullmatch(words[at + 2]):
            after = at + 3
        elif (place := self.places.at(at + 2, last, titled=titled)) is not None and place[1].name:
            after = place[0]
        else:
            return None
        body = self.named(f"{whole.name} {words.written(at, after)}", whole.kind, whole.head, parent=whole)
        return Phrase(whole.first, after, body)

    def _local(self, whole: Body, last: int) -> Phrase | None:
        """The unit of a firm in a province that its mark and the province name: "VNPT | Sơn La"."""
        at, words = whole.after, self.words
        if at >= last or words.gap(at) != " " or not words[at][0].isupper():
            return None
        place = self.places.at(at, last, titled=True)
        if place is None or not place[1].bare or (place[0] < last and self._runs_on(place[0])):
            return None
        name = f"{words[whole.first]} {place[1].name}"
        head = whole.head if whole.head is not None and whole.head.name == _BANK else None
        return Phrase(whole.first, place[0], self.named(name, whole.kind, head, parent=whole, place=place[1].name))

    def _runs_on(self, at: int) -> bool:
        """Whether a capitalised word goes on: "VNPT Thái Bình | Dương"."""
        return self.words.gap(at) == " " and self.words[at][0].isupper()

    def of_vietnam(self, at: int, last: int) -> int:
        """The number after "Việt Nam", be it in full, behind a name that needs no country; ``at`` where it is not."""
        words = self.words
        if at + 1 >= last or words.gap(at) != " ":
            return at
        if words.key(at, at + 2) == _VIETNAM:
            return at + 2
        start = at + (words.keys[at] == _STATE)
        for size in _IN_FULL:
            if start + size <= last and words.key(start, start + size) in _REPUBLIC:
                return start + size
        return at

    def _inside(self, first: int, after: int, whole: Organization) -> Body | None:
        """The known body that the name of another ends with: "Ủy ban Thường vụ | Quốc hội"."""
        own = _head_of(whole.name)
        noun = len(own.name.split()) if own is not None else 1  # "Tổng | Cục Đường bộ" is no part of that "Cục"
        for at in range(first + noun, after):
            for find in self.finds.get(at, ()):
                if not isinstance(find.what, Known) or find.after != after:
                    continue
                body = find.what.bodies[0]
                named = self.words[at][0].isupper() or body.iri == whole.parent
                long = len(self.words.written(at, after)) > _SHORTEST_INNER
                if named and long and body != whole and body.kind != "enterprise":
                    head = _head_of(body.name)
                    of = self.words.keys[at - 1] == _OF
                    return Body(body.name, body.kind, head, find.what.bodies, owner=of, first=at, after=after)
        return None

    def named(self, name: str, kind: OrganizationKind, head: Head | None, **more: object) -> Body:
        """The body of a name, the known one where there is one."""
        found = self.known.get(fold(name))
        if found is not None and kind != "foreign":
            body = found.bodies[0]
            return Body(body.name, body.kind, head, found.bodies, **more)  # type: ignore[arg-type]
        return Body(name, kind, head, **more)  # type: ignore[arg-type]

    def of_state(self, noun: str, kind: OrganizationKind, head: Head | None, state: State) -> Body:
        """The body of another state that a noun and the state name."""
        return self.named(f"{noun} {state.written}", kind, head, country=state.usual, noun=noun)


def as_short(full: str, written: str) -> str:
    """A name of one of ours as another state's is written: "Bộ Giao thông", "Tòa án Tối cao"; initials in full."""
    if fold(full).startswith(f"{fold(written)} "):
        return full[: len(written)]
    own = fold(full) != fold(written) and not _INITIALS.search(written)
    return written if own else full


_INITIALS: Final = re.compile(r"[A-ZĐ]{2}")


@lru_cache(maxsize=4096)
def _head_of(name: str) -> Head | None:
    """The head noun that a known name begins with, rather one of ours than one of other states ("Bộ Ngoại giao")."""
    parts = fold(name).split()
    table = heads()
    found = [head for length in range(min(5, len(parts)), 0, -1) if (head := table.get(" ".join(parts[:length])))]
    return next((head for head in found if head.kind != "foreign"), found[0] if found else None)
