"""How far a candidate is our entity: what both sides tell, weighed by data/linking/method.yaml, with grounds.

A reason that rests on a fact of ours names it, so that the link can go when the fact goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from govkg.folding import bare, fold
from govkg.graph.clustering import Comparison, Reason
from govkg.graph.links import Ground, Support, compared
from govkg.graph.person_method import name_weight
from govkg.linking.candidates import Candidate, Position
from govkg.linking.method import method
from govkg.linking.subjects import Held, Name, Subject
from govkg.model.interval import PartialDate
from govkg.vocabulary import GOV, Gov, Rdf

_BRACKETS: Final = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_EDITION: Final = re.compile(r":\s*(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with what speaks for and against it."""

    candidate: Candidate
    supports: tuple[Support, ...]

    @property
    def comparison(self) -> Comparison:
        """Odds, score and reasons."""
        return compared(self.supports)


def scored(subject: Subject, candidates: Iterable[Candidate], country: str | None) -> list[Scored]:
    """The candidates, the best first. ``country`` is the IRI that the endpoint has for the country of ours."""
    found = [Scored(one, tuple(_Weighing(subject, one, country).supports())) for one in candidates]
    return sorted(found, key=lambda one: (-one.comparison.odds, one.candidate.iri))


def best(found: Sequence[Scored]) -> Scored | None:
    """The one that may be asserted: above the bar, and well before the next one."""
    rules = method()
    if not found or found[0].comparison.score < rules.bar:
        return None
    if len(found) > 1 and found[0].comparison.odds - found[1].comparison.odds < rules.margin:
        return None
    return found[0]


class _Weighing:
    """One of ours against one candidate."""

    def __init__(self, subject: Subject, candidate: Candidate, country: str | None) -> None:
        self.ours, self.theirs, self.country = subject, candidate, country
        self.weights = method().weights[subject.family]

    def supports(self) -> Iterator[Support]:
        """Every reason, for and against."""
        yield from self._names()
        yield from self._sort()
        yield from self._place()
        match self.ours.family:
            case "person":
                yield from self._birth()
                yield from self._posts()
            case "organization":
                yield from self._life()
                yield from self._parent()
            case "document":
                yield from self._number()
                yield from self._issued()
            case "standard":
                yield from self._edition()

    def _say(self, weight: str, vi: str, en: str, *grounds: Ground, times: float = 1.0) -> Iterator[Support]:
        found = self.weights.get(weight, 0.0) * times
        if found:
            yield Support(Reason(vi, en, round(found, 3)), grounds)

    def _names(self) -> Iterator[Support]:
        """Names that both have: the best of each language."""
        found: dict[str, tuple[float, str, Name]] = {}
        for name in self.ours.names:
            if (level := self._level(name)) is None:
                continue
            weight = self.weights.get(level, 0.0)
            key = name.language if level in ("name_vi", "name_en") else "other"
            if key not in found or weight > found[key][0]:
                found[key] = (weight, level, name)
        if found.keys() - {"other"}:
            found.pop("other", None)
        for _, level, name in found.values():
            vi, en = f"cùng tên “{name.text}”", f"same name “{name.text}”"
            if level == "name_bare":
                vi, en = f"{vi} khi bỏ dấu", f"{en} without diacritics"
            yield from self._say(level, vi, en, (name.property, self._literal(name)))
        if rarity := self.weights.get("name_rarity"):
            own = next((name for name in self.ours.names if name.main and name.language == "vi"), None)
            if own is not None and found:
                weight = round(rarity * name_weight(fold(own.text)), 3)
                yield Support(Reason("độ hiếm của tên", "how rare the name is", weight), ((own.property, own.text),))

    def _literal(self, name: Name) -> str:
        """The text as the store has it: a name without diacritics stands for that of the same property with them."""
        same = (
            own.text for own in self.ours.names if own.property == name.property and bare(own.text) == bare(name.text)
        )
        return next(same, name.text)

    def _level(self, name: Name) -> str | None:
        """How the candidate bears a name; None where it does not."""
        wanted, plain = fold(name.text), bare(name.text)
        same = [one for one in self.theirs.names if fold(_BRACKETS.sub("", one.text)) == wanted]
        if any(one.main and one.language == name.language for one in same) and name.main:
            return f"name_{name.language}"
        if same:
            return "name_short" if name.short or all(one.short for one in same) else "name_other"
        if any(bare(_BRACKETS.sub("", one.text)) == plain for one in self.theirs.names):
            return "name_bare"
        return None

    def _sort(self) -> Iterator[Support]:
        """Whether it is the same sort of thing."""
        known, own = self.theirs.families, (Rdf.type, _class(self.ours.kind))
        if self.ours.family in known:
            yield from self._say("family_same", "cùng loại thực thể", "the same sort of thing")
        elif known:
            yield from self._say("family_other", f"loại khác: {_list(known)}", f"another sort of thing: {_list(known)}")
        else:
            yield from self._say("family_unknown", "không rõ loại", "of no sort that is known")
        if self.ours.kind in self.theirs.kinds:
            yield from self._say("kind_same", f"cùng kiểu {self.ours.kind}", f"both a {self.ours.kind}", own)
        elif self.theirs.kinds:
            kinds = _list(self.theirs.kinds)
            yield from self._say("kind_other", f"kiểu khác: {kinds}", f"of another kind: {kinds}", own)
        elif self.ours.kind == "Province" and self.theirs.families:
            yield from self._say("kind_other", "không phải tỉnh, thành phố", "no province", own)

    def _place(self) -> Iterator[Support]:
        """Whether it is of the same country."""
        if self.country is None or self.ours.abroad:
            return
        if self.country in self.theirs.countries:
            yield from self._say("country_same", "cùng quốc gia", "the same country")
        elif self.theirs.countries:
            yield from self._say("country_other", "quốc gia khác", "another country")
        else:
            yield from self._say("country_unknown", "không rõ quốc gia", "of no known country")

    def _birth(self) -> Iterator[Support]:
        own, other = self.ours.born, self.theirs.born
        if own is not None and other is not None:
            ground = (Gov.bornOn, str(own))
            if own == other and own.is_day:
                yield from self._say("born_same_day", f"cùng sinh ngày {own}", f"both born on {own}", ground)
            elif own.year == other.year and _agree(own, other):
                yield from self._say("born_same_year", f"cùng sinh năm {own.year}", f"both born in {own.year}", ground)
            elif abs(own.year - other.year) <= 1:
                yield from self._say("born_near", f"sinh {own}, bên kia {other}", f"born {own}, there {other}", ground)
            else:
                yield from self._say("born_other", f"sinh {own}, bên kia {other}", f"born {own}, there {other}", ground)
        for held in self.ours.held:
            if self.theirs.died and held.begin and self.theirs.died.last < held.begin.first:
                died = self.theirs.died
                yield from self._say(
                    "died_before", f"bên kia mất {died}, trước khi giữ chức", f"died {died} there, before the post",
                    (Gov.inPost, held.post),
                )  # fmt: skip
                return

    def _posts(self) -> Iterator[Support]:
        """Posts that both held, the most telling one alone; a post elsewhere says little."""
        matches = [
            (self.weights.get(weight, 0.0), weight, held, position)
            for held in self.ours.held
            for position in self.theirs.positions
            if (weight := _same_post(held, position)) is not None
        ]
        if matches:
            _, weight, held, position = max(matches, key=lambda one: (one[0], -(_gap(one[2], one[3]) or 0)))
            ground = (Gov.inPost, held.post)
            vi, en = ("cùng chức vụ", "the same post") if weight == "post_same" else ("cùng cơ quan", "the same body")
            yield from self._say(weight, f"{vi}: {held.label}", f"{en}: {held.label}", ground)
            gap = _gap(held, position)
            if gap is not None and (weight == "post_same" or gap > method().far_years):
                times = f"{position.begin or '…'}–{position.end or '…'}"
                if not gap:
                    yield from self._say(
                        "post_time_same", f"cùng thời gian {times}", f"at the same time {times}", ground
                    )
                else:
                    weight = "post_time_far" if gap > method().far_years else "post_time_other"
                    yield from self._say(weight, f"thời gian khác {times}", f"at another time {times}", ground)
        elif self.ours.held and self.theirs.positions:
            grounds = [(Gov.inPost, held.post) for held in self.ours.held]
            yield from self._say("posts_other", "chức vụ khác", "other posts", *grounds)

    def _life(self) -> Iterator[Support]:
        """From when until when a body existed on both sides."""
        own, other = (self.ours.begin, self.ours.end), (self.theirs.begin, self.theirs.end)
        if (own[0] and other[1] and other[1].last < own[0].first) or (
            own[1] and other[0] and own[1].last < other[0].first
        ):
            grounds = [(name, str(day)) for name, day in ((Gov.validFrom, own[0]), (Gov.validUntil, own[1])) if day]
            yield from self._say("times_apart", "tồn tại ở thời khác", "existed at another time", *grounds)
            return
        since = method().curated_since
        if self.ours.curated and other[1] and other[1].last.year < since:
            yield from self._say("times_apart", f"đã kết thúc {other[1]}", f"had ended in {other[1]}")
            return
        for side, property_, vi, en in (
            (0, Gov.validFrom, "thành lập", "founded"), (1, Gov.validUntil, "kết thúc", "ended"),
        ):  # fmt: skip
            mine, theirs, key = own[side], other[side], ("begin", "end")[side]
            if mine is not None and theirs is not None:
                verdict = "same" if mine.year == theirs.year else "other"
                yield from self._say(
                    f"{key}_{verdict}", f"{vi} {mine}, bên kia {theirs}", f"{en} {mine}, there {theirs}",
                    (property_, str(mine)),
                )  # fmt: skip
            elif mine is not None and side == 1:
                yield from self._say("end_unsaid", f"{vi} {mine}, bên kia không nói", f"{en} {mine}, there not said",
                                     (property_, str(mine)))  # fmt: skip

    def _parent(self) -> Iterator[Support]:
        if self.ours.parent is None or not self.theirs.parents:
            return
        ground = (Gov.partOf, self.ours.parent)
        wanted = {fold(name.text) for name in self.ours.parent_names if not name.short}
        for iri, names in self.theirs.parents:
            if iri in self.ours.parent_links or wanted & {fold(_BRACKETS.sub("", name.text)) for name in names}:
                label = next((name.text for name in names), iri)
                yield from self._say("parent_same", f"cùng trực thuộc {label}", f"both part of {label}", ground)
                return
        if any(names for _, names in self.theirs.parents):
            yield from self._say("parent_other", "trực thuộc nơi khác", "part of another body", ground)

    def _number(self) -> Iterator[Support]:
        own = self.ours.number
        if own is None:
            return
        marks = {_mark(number) for number in self.theirs.numbers} | {_mark(name.text) for name in self.theirs.names}
        if any(_mark(own) in mark for mark in marks):
            yield from self._say("number_same", f"cùng số {own}", f"the same number {own}", (Gov.number, own))
        elif self.theirs.numbers:
            other = min(self.theirs.numbers)
            yield from self._say("number_other", f"số khác: {other}", f"another number: {other}", (Gov.number, own))

    def _issued(self) -> Iterator[Support]:
        own, other = self.ours.issued, self.theirs.issued or self.theirs.begin
        if own is None:
            return
        ground = (Gov.issuedOn, str(own))
        if other is None:
            yield from self._say("issued_unsaid", "bên kia không nói ngày ban hành", "there no day of issue", ground)
        elif own == other and own.is_day:
            yield from self._say("issued_same_day", f"cùng ban hành ngày {own}", f"both issued on {own}", ground)
        elif _agree(own, other):
            yield from self._say(
                "issued_same_year", f"cùng ban hành năm {own.year}", f"both issued in {own.year}", ground
            )
        else:
            yield from self._say(
                "issued_other", f"ban hành {own}, bên kia {other}", f"issued {own}, there {other}", ground
            )

    def _edition(self) -> Iterator[Support]:
        own, other = _editions(self.ours.names), _editions(self.theirs.names)
        if own != other and (own or other) and not own & other:
            yield from self._say("edition_other", "phiên bản khác", "another edition")


def _same_post(held: Held, position: Position) -> str | None:
    """Whether a position is the post (``post_same``), or one in its body (``body_same``)."""
    own = fold(held.label)
    bodies = [fold(name.text) for name in held.body_names if not name.short and name.language == "vi"]
    cores = [core for name in held.body_names if name.language == "en" and (core := _core(name.text))]
    body = False
    for name in position.names:
        theirs = fold(_BRACKETS.sub("", name.text))
        if theirs == own:
            return "post_same"
        if name.language == "en" and any(_meets(core, name.text) for core in cores):
            if held.title_en and _titles(held.title_en) == _titles(name.text):
                return "post_same"
            body = True
        body = body or any(f" {one} " in f" {theirs} " for one in bodies)
    return "body_same" if body else None


def _gap(held: Held, position: Position) -> float | None:
    """Years between the days on which ours held the post and the position's, 0 where they meet; None if not known."""
    if held.begin is None or (position.begin is None and position.end is None):
        return None
    last = held.end or held.begin
    early = (position.begin.first - last.last).days if position.begin else 0
    late = (held.begin.first - position.end.last).days if position.end else 0
    return max(early, late, 0) / 365.25


def _meets(body: set[str], post: str) -> bool:
    """Whether the English name of a post names this body, in the words of ``_core``, and nothing beside it."""
    words = _core(post)
    return bool(body) and body <= words and not words - body - method().title_words


def _core(text: str) -> set[str]:
    """The words of an English name that tell it from others: "Ministry of Health" and "Minister of Health" meet."""
    plain = bare(_BRACKETS.sub("", text)).split()
    return {"minister" if word == "ministry" else word for word in plain} - method().small_words


def _titles(text: str) -> set[str]:
    return set(bare(_BRACKETS.sub("", text)).split()) & method().title_words


def _agree(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates may be one day."""
    return one.first <= other.last and other.first <= one.last


def _editions(names: Iterable[Name]) -> set[str]:
    return {found[1] for name in names if (found := _EDITION.search(name.text))}


def _mark(number: str) -> str:
    return bare(number).replace(" ", "")


def _class(kind: str) -> str:
    return GOV + kind


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
