"""The abbreviations that an article declares for its bodies: "Ban Quản lý Di tích (BQL)"."""

from __future__ import annotations

from dataclasses import replace

from govkg.extraction.gazetteer import Find, Known
from govkg.extraction.items import Item
from govkg.extraction.organizations import BodyParser
from govkg.extraction.phrases import Body, Phrase
from govkg.folding import fold
from govkg.text.words import Words

_LONGEST = 12  # letters
_CALLED = frozenset(map(fold, ("viết tắt là", "gọi tắt là")))
_PLACED = frozenset(("place", "field"))


class Declared:
    """Reads what is declared in the words of one passage, into ``local``, which all passages of the article share."""

    def __init__(self, words: Words, finds: dict[int, list[Find]], bodies: BodyParser, local: dict[str, Body]) -> None:
        self.words = words
        self.finds = finds
        self.bodies = bodies
        self.local = local

    def close(self, item: Item, last: int) -> int:
        """Where an item ends with the abbreviation that is declared after it: "Ủy ban nhân dân (UBND)"."""
        words, at = self.words, item.after
        body = item.body or (item.title.body if item.title else None)
        if body is None:
            return at
        self._by_mark(body)
        if at + 3 < last and words.key(at, at + 3) in _CALLED and words.gap(at).strip() in (",", "("):
            short = words[at + 3]  # "Tổng cục A, viết tắt là | TCA"
            if short.isupper() and 2 <= len(short) <= _LONGEST:
                self.local.setdefault(short, body)
            return at
        if at >= last or words.gap(at).strip() != "(":
            return at
        after = at + 1
        while after < last and (
            (words.gap(after).strip() in ("-", "&", "–") and ")" not in words.gap(after))
            or (words[after].isdigit() and words.gap(after) == " ")
            or (words[after - 1].isdigit() and len(words[after]) == 1 and words.gap(after) == " ")
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
        if not closed or not (named or written.isupper()) or not 2 <= len(written) <= _LONGEST:
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

    def _by_mark(self, body: Body) -> None:
        """Take a firm that its noun and a declared mark name for the one of the mark: "Tổng công ty | PVC"."""
        if body.head is None or body.kind != "enterprise" or body.known or not self.local:
            return
        whole = self.local.get(body.name.removeprefix(f"{body.head.name} "))
        if whole is not None and whole.kind == "enterprise" and whole.key != body.key:
            body.same_as = whole

    def again(self, at: int) -> bool:
        """Whether the article declares an abbreviation for another body than the known one of that name."""
        body = self.local.get(self.words[at])
        if body is None:
            return False
        others = [find.what for find in self.finds.get(at, ()) if find.after == at + 1]
        return bool(others) and all(isinstance(what, Known) and what.bodies[0] not in body.known for what in others)

    def at(self, at: int) -> Phrase | None:
        """A body by the abbreviation that the article itself declares."""
        body = self.local.get(self.words[at])
        if body is None:
            return None
        return Phrase(at, at + 1, replace(body, first=at, after=at + 1, parent=None, same_as=body))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()).upper()
