"""Which body each phrase means: full names first, then head nouns and levels that refer back."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from govkg import iris
from govkg.extraction.gazetteer import gazetteer
from govkg.extraction.lexicon import Head
from govkg.extraction.namesakes import Namesakes
from govkg.extraction.phrases import Body
from govkg.extraction.short_names import without_levels, without_trades
from govkg.folding import fold
from govkg.model.actors import Organization, OrganizationKind

_INITIALS = re.compile(r"[A-ZĐƯ]{2,}(?:[&-][A-ZĐƯ]+)*")
_FAR = 64
"""How many mentions of a head noun back a level ("UBND tỉnh") is looked for; keeps the cost linear."""


@dataclass(slots=True)
class Recent:
    """The bodies that an article names, by head noun and in order, to find the one named last."""

    rows: dict[str, list[tuple[int, Organization, str]]] = field(default_factory=dict)
    count: int = 0

    def add(self, body: Body, organization: Organization) -> None:
        """Note that a phrase names a body: by its head noun, and by what that begins with ("Đoàn thanh tra")."""
        self.count += 1
        if body.head is None or (organization.kind == "foreign" and body.head.kind != "foreign"):
            return
        words = body.head.name.split()
        rest = body.name.removeprefix(f"{body.head.name} ")
        for length in range(len(words) if body.head.apart else 1, len(words) + 1):
            row = self.rows.setdefault(" ".join(words[:length]), [])
            row.append((self.count, organization, rest))

    def last(self, noun: str, *, before: int | None = None, level: str = "") -> Organization | None:
        """The body of a head noun that was named last, or last before a count of all mentions."""
        row = self.rows.get(noun, [])
        end = len(row) if before is None else bisect_left(row, before + 1, key=lambda each: each[0])
        for _, organization, rest in reversed(row[max(0, end - _FAR) : end]):
            if rest.startswith(level):
                return organization
        return None

    def only(self, noun: str, level: str = "") -> Organization | None:
        """The one body of a head noun that the article names; None where there are several."""
        found = {organization for _, organization, rest in self.rows.get(noun, ())[:_FAR] if rest.startswith(level)}
        return found.pop() if len(found) == 1 else None


class Bodies:
    """Resolves the phrases of one article, given in reading order."""

    def __init__(self, phrases: list[Body], article: str, namesakes: Namesakes, *, home: bool, of_ours: bool) -> None:
        """``home`` says that one of our offices is told of, ``of_ours`` that our state or a place of it is named."""
        self.meant: dict[Body, Organization] = {}
        self._home, self._article, self._namesakes = home, article, namesakes
        self._states = {body.country for body in phrases if body.country is not None}
        self._party = None if of_ours or home else _only_party(phrases)
        self._strong = _names_ours(phrases)
        self._ours = of_ours or (self._party is None and self._strong)
        self._known = {body.known[0].iri for body in phrases if body.known}
        self._full = {body.key: body for body in phrases if not body.back}
        self._short = {body.key: body.same_as for body in phrases if body.same_as and body.key != body.same_as.key}
        self._spelt = _spelt(self._full)
        self._longer = _longer(self._full)
        self._fullest: dict[str, str] = {}
        """Names of bodies of other states by their keys, with the state's longest name: "Cộng hòa Séc"."""
        for body in phrases:
            if body.country is not None:
                self._fullest[body.state_key] = max(self._fullest.get(body.state_key, ""), body.name, key=len)
        self._waits = True  # for the wholes that are named further on
        self._open: set[str] = set()
        """The longer names that are being resolved: one may stand inside another that is short for it."""
        self._made: dict[tuple[str, str | None], Organization] = {}
        self._parents = _parents(phrases)
        self._abroad: dict[str, Organization] = {}
        self._recent = Recent()
        waiting = [body for body in phrases if not self._settle(body)]
        for body in sorted(waiting, key=lambda body: not body.unplaced):
            if body.back and body.head is not None:
                organization = self._recent.only(body.head.name, _level(body))
                if organization is None and body.unplaced:
                    organization = self._local(body)
                if organization is not None:
                    self.meant[body] = organization
        self._waits = False
        for body in waiting:
            if not body.back:  # its whole may be known by now
                self._settle(body)

    def _settle(self, body: Body) -> bool:
        organization = self._resolve(body)
        if organization is None:
            return False
        self.meant[body] = organization
        if not body.back:
            self._recent.add(body, organization)
        return True

    def _resolve(self, body: Body) -> Organization | None:
        if body.known:
            return self._foreign(body) or self._namesakes.one(body.known)
        if body.same_as is not None:
            return self.meant.get(body.same_as) or self._resolve(body.same_as)
        if (full := self._short.get(body.key)) is not None:
            return self.meant.get(full) or self._resolve(full)
        if body.back:
            if body.head is None:
                return None
            return self._recent.last(body.head.name, level=_level(body)) or self._of_whole(body.head)
        if (spelt := self._spelt.get(body.key)) is not None:
            return self.meant.get(spelt) or self._resolve(spelt)
        name, parent = body.name, None
        whole = body.parent or self._parents.get(body.key)
        if whole is not None:
            parent = self.meant.get(whole) or self._resolve(whole)
            if parent is None and whole.back and (self._waits or whole.kind not in ("party", "foreign")):
                return None
            if parent is not None and name.endswith(whole.name):
                name = name.removesuffix(whole.name) + parent.name
        key = fold(name)
        if body.country is not None:
            key, name = body.state_key, self._fullest[body.state_key]
        longer = self._longer.get(key) if body.parent is None else None
        if longer is not None and longer not in self._open:
            self._open.add(longer)
            whole_name = self.meant.get(self._full[longer]) or self._resolve(self._full[longer])
            self._open.discard(longer)
            return whole_name
        known = gazetteer().known.get(key)
        if known is not None and body.kind != "foreign":
            return self._namesakes.one(known.bodies)
        above = parent.iri if parent is not None else None
        if (key, above) not in self._made:
            usual = name if body.country is None else f"{body.noun} {body.country}"
            made = Organization(name, iris.organization(usual, above), body.kind, above)
            self._made[key, above] = made
            if body.kind == "foreign" and (noun := body.noun or (body.head.name if body.head is not None else "")):
                self._abroad[_ours_of(noun)] = made
        return self._made[key, above]

    def _of_whole(self, head: Head) -> Organization | None:
        """The known body that a head noun means where its whole is named: "Ủy ban Thường vụ"."""
        known = gazetteer().known.get(fold(f"{head.name} {head.of}")) if head.of is not None else None
        return known.bodies[0] if known is not None and known.bodies[0].parent in self._known else None

    def _local(self, body: Body) -> Organization:
        """A body of a level whose place nothing tells: one of its own, which no other article knows."""
        organization = Organization(body.name, iris.organization(body.name, self._article), body.kind)
        self._recent.add(body, organization)
        return organization

    def _foreign(self, body: Body) -> Organization | None:
        """The body of another state that "Chính phủ" or "Bộ Quốc phòng" means in an article on other states alone."""
        if body.kind == "party" and self._party is not None and (party := self._resolve(self._party)) is not None:
            return Organization(body.name, iris.organization(body.name, party.iri), "foreign", party.iri)
        if body.kind in _HOUSES and body.name in self._abroad and not (self._home or self._strong):
            return self._abroad[body.name]  # that Việt Nam is named somewhere does not make it ours
        home = self._ours or (self._home if body.kind == "government" else body.kind not in _OF_STATES)
        if home or body.name in self._abroad:
            return None if home else self._abroad[body.name]
        if len(self._states) != 1 or body.kind not in _OF_ONE_NAME:
            return None
        name = f"{body.name} {next(iter(self._states))}"  # "Quốc hội" where an article is on that state alone
        return Organization(name, iris.organization(name), "foreign")


_OF_STATES: Final[frozenset[OrganizationKind]] = frozenset(("ministry", "agency", "legislature", "court", "procuracy"))
"""Kinds of bodies that each state has under the same names."""
_HOUSES: Final[frozenset[OrganizationKind]] = frozenset(("government", "legislature"))
_OF_ONE_NAME: Final = _OF_STATES - {"agency", "court", "procuracy"}
"""Of these, the kinds whose bodies each state calls by the names that ours have."""
_OURS_ALONE: Final[frozenset[OrganizationKind]] = frozenset(("department", "local_government", "procuracy", "party"))
"""Kinds of which no other state has a body that is called like one of ours."""


def _names_ours(phrases: list[Body]) -> bool:
    """Whether a body is named that only our state has: one of a place, or known and of no name that others have."""
    return any(
        body.country is None
        and not body.back
        and ((body.place is not None and not body.bare) or (bool(body.known) and body.kind in _OURS_ALONE))
        for body in phrases
    )


def _only_party(phrases: list[Body]) -> Body | None:
    """The one party of another state in an article that names none of our bodies, save organs that parties share."""
    parties = {body.name: body for body in phrases if body.kind == "foreign" and body.name.startswith(_PARTY)}
    ours = len(parties) != 1 or _names_ours([body for body in phrases if body.kind != "party"])
    return None if ours else next(iter(parties.values()))


_PARTY: Final = "Đảng "


def _ours_of(noun: str) -> str:
    """The name of the body of ours that is called like another state's: "Tòa án Tối cao" is short for one."""
    known = gazetteer().known.get(fold(noun))
    return known.bodies[0].name if known is not None else noun


def _level(body: Body) -> str:
    """The level of a phrase that names no place: "tỉnh" of "UBND tỉnh"."""
    return body.name.removeprefix(f"{body.head.name} ") if body.bare and body.head is not None else ""


def _longer(full: dict[str, Body]) -> dict[str, str]:
    """For a name without its place, the one longer name that begins like it: "Sở Y tế" (tỉnh Nghệ An)."""
    found: dict[str, str] = {}
    keys = sorted(full)
    for key, body in full.items():
        if body.known or (body.place is not None and not body.bare):
            continue
        first = bisect_left(keys, f"{key} ")
        more = [other for other in keys[first : first + 2] if other.startswith(f"{key} ")]
        if len(more) == 1 and _akin(full[more[0]].head, body.head):
            found[key] = more[0]
    return found


def _akin(head: Head | None, other: Head | None) -> bool:
    """Whether two names begin with one noun, which may hold more or less of the field: "Ban | Tổ chức"."""
    if head is None or other is None:
        return head is other
    shorter, longer = sorted((head.name, other.name), key=len)
    return shorter == longer or longer.startswith(f"{shorter} ")


def _spelt(full: dict[str, Body]) -> dict[str, Body]:
    """For a name that is short for one: initials behind a head noun ("Hội ĐLVN"), or the mark of a firm ("ACB")."""
    found = without_trades(full) | without_levels(full) | _marked(full) | _investigators(full)
    short = {key: body for key, body in full.items() if _INITIALS.fullmatch(_field(body)) and not body.known}
    if not short:
        return found
    whole: dict[tuple[Head | None, str], list[Body]] = {}
    for key, body in full.items():
        if key not in short:
            whole.setdefault((body.head, _first_letters(_field(body))), []).append(body)
    fitting = {key: whole.get((body.head, _letters(_field(body))), []) for key, body in short.items()}
    return found | {key: bodies[0] for key, bodies in fitting.items() if len(bodies) == 1}


def _investigators(full: dict[str, Body]) -> dict[str, Body]:
    """For investigators that are told of without their branch, those of the same police with it: "Cơ quan CSĐT"."""
    found = {}
    for key in full:
        if key.startswith(_INVESTIGATORS):
            branches = [full[own] for each in _BRANCHES if (own := each + key.removeprefix(_INVESTIGATORS)) in full]
            if len(branches) == 1:
                found[key] = branches[0]
    return found


_INVESTIGATORS: Final = fold("Cơ quan điều tra") + " "
_BRANCHES: Final = tuple(fold(f"Cơ quan {branch} điều tra") + " " for branch in ("Cảnh sát", "An ninh"))


def _marked(full: dict[str, Body]) -> dict[str, Body]:
    """For the mark of a firm, the one firm whose full name ends with it: "ACB" is the "Ngân hàng ACB"."""
    firms = [(key, body) for key, body in full.items() if body.kind == "enterprise"]
    marks = {key for key, body in firms if body.head is None and not body.known}
    named: dict[str, list[Body]] = {}
    for key, body in firms if marks else ():
        ends = (key[at + 1 :] for at, letter in enumerate(key) if letter == " ")
        for end in marks.intersection(ends):
            named.setdefault(end, []).append(body)
    return {mark: bodies[0] for mark, bodies in named.items() if len(bodies) == 1}


def _field(body: Body) -> str:
    """The name of a body without its head noun."""
    return body.name.removeprefix(f"{body.head.name} ") if body.head is not None else ""


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).replace("TW", "TƯ")


def _first_letters(text: str) -> str:
    """The first letters of words, without those that only join: "Tài nguyên và Môi trường" has TNMT."""
    return "".join(word[0] for word in text.split() if word != "và" and word[0].isalpha()).upper()


def _parents(phrases: list[Body]) -> dict[str, Body]:
    """For a name, the body that the article puts it under, where it is one."""
    found: dict[str, Body] = {}
    several: set[str] = set()
    for body in phrases:
        if (
            body.parent is not None
            and not body.known
            and found.setdefault(body.key, body.parent).key != body.parent.key
        ):
            several.add(body.key)
    return {key: parent for key, parent in found.items() if key not in several}
