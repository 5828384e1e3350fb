"""Which state a title is of that names none: "Phó Thủ tướng, Bộ trưởng Ngoại giao Campuchia X", "Thủ tướng Hun Sen"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from govkg import iris
from govkg.extraction.claims import SURE, Claim
from govkg.extraction.coreference import Cast
from govkg.extraction.lexicon import fields
from govkg.extraction.localities import Localities
from govkg.extraction.reading import Passage
from govkg.extraction.statesmen import state_of
from govkg.extraction.word_sets import leaders, surnames
from govkg.folding import fold
from govkg.model.actors import Organization, OrganizationKind, Person
from govkg.text.names import is_foreign, is_syllable

_DEPUTY = "Phó "
_SHORTEST_WHOLE = 2  # words of a name that is no short form
_OURS: frozenset[OrganizationKind] = frozenset(
    ("government", "legislature", "ministry", "presidency", "party", "court")
)
"""Kinds of body in which no foreigner holds a post."""
_CHINA, _MINISTRY, _HEAD_OF_PARTY = "Trung Quốc", "Bộ", "Tổng Bí thư"


def _nations(passage: Passage) -> Iterator[str]:
    """The other states that a passage names, by their usual names."""
    words, localities = passage.words, Localities(passage.words)
    for at, word in enumerate(words.forms):
        if word[0].isupper() and (nation := localities.nation(at, len(words))) is not None:
            yield nation.usual


def _field(claim: Claim) -> str:
    """The field that the title of a minister names, as written; that of a ministry that we do not have is read too."""
    words, body = claim.scene.passage.words, claim.phrase.body
    if body is not None:
        return words.written(body.first, body.after) if body.implied and body.known else ""
    first, after = claim.item.after, claim.other.first
    return words.written(first, after) if after > first and words.key(first, after) in fields().words else ""


class States:
    """The other states of an article, by the titles and persons that it tells of each."""

    def __init__(self, claims: Sequence[Claim], cast: Cast, passages: Iterable[Passage]) -> None:
        self._passages = passages
        self._of_person: dict[Person, set[str]] = {}
        self._of_title: dict[str, dict[str, Person]] = {}
        """The states that the article tells a title of, each with the first holder."""
        self._all: set[str] = set()
        self._governments: dict[tuple[str, str], Organization] = {}
        held: dict[str, Counter[Person]] = {}
        chiefs: set[Person] = set()
        for each in claims:
            country = each.phrase.country or (each.phrase.body.country if each.phrase.body is not None else None)
            title = each.phrase.title
            if country is not None:
                self._of_person.setdefault(each.person, set()).add(country)
                self._of_title.setdefault(title.name, {}).setdefault(country, each.person)
                self._all.add(country)
                if title.body is not None and (government := cast.body(each.phrase.body)) is not None:
                    self._governments[country, title.body] = government
            elif (
                title.body is not None
                and not title.name.startswith(_DEPUTY)
                and each.rule.name in SURE
                and each.status == "current"
            ):
                held.setdefault(title.name, Counter())[each.person] += 1
                if each.phrase.body is not None:
                    chiefs.add(each.person)
        self._others: set[Person] = set()
        for persons in held.values() if self._all else ():
            ours = [each for each, _ in persons.most_common() if not self._told_abroad(each)]
            named = [each for each in ours if each in chiefs] or ours[:1]
            self._others.update(each for each in ours if each not in named and fold(each.name) not in leaders())

    @cached_property
    def _named(self) -> set[str]:
        """The other states that the article names anywhere, by their usual names."""
        return {state for passage in self._passages for state in _nations(passage)}

    def _told_abroad(self, person: Person) -> bool:
        return person in self._of_person or is_foreign(person.name) or self._served(person) is not None

    def _served(self, person: Person) -> str | None:
        """The state that a known official served, if the article names that state."""
        state = state_of(person.name)
        return state if state is not None and state in self._named else None

    def _known(self, person: Person) -> set[str]:
        """The states of a person: those that the article tells, or the one that is known."""
        told = self._of_person.get(person)
        return told or ({state} if (state := self._served(person)) is not None else set())

    def _only_named(self, claim: Claim) -> set[str]:
        """The one other state that an article names, unless it names another holder of the title there.

        Officials of China have names of our syllables, others do not.
        """
        named, name = self._named, claim.person.name
        if len(named) != 1 or (_CHINA in named) != all(map(is_syllable, name.split())):
            return set()
        holder = self._of_title.get(claim.phrase.title.name, {}).get(next(iter(named)))
        return named if holder is None or not set(holder.name.split()).isdisjoint(name.split()) else set()

    def is_foreign(self, claim: Claim) -> bool:
        """Whether the holder of a title that names neither body nor state is an official of another state."""
        return self._told_abroad(claim.person) or claim.person in self._others

    def body(self, claim: Claim, organization: Organization | None) -> Organization | None:
        """The body of another state that a foreigner's title means by the name of one of ours."""
        if organization is None or organization.kind not in _OURS or not self._is_foreigner(claim.person):
            return organization
        known = self._known(claim.person) or self._all
        if len(known) != 1:
            return None
        name = f"{organization.name.removesuffix(' Việt Nam')} {next(iter(known))}"
        return Organization(name, iris.organization(name), "foreign")

    def _is_foreigner(self, person: Person) -> bool:
        parts = person.name.split()
        return is_foreign(person.name) and not {fold(parts[0]), fold(parts[-1])} & surnames()

    def government(self, claim: Claim) -> Organization | None:
        """The government of the one state that the article gives such a person, or else such a title."""
        body = claim.phrase.title.body
        known = self._known(claim.person) or self._without_holder(claim) or self._only_named(claim)
        if body is None or len(known) != 1:
            return None
        country = next(iter(known))
        if (country, body) in self._governments:
            return self._governments[country, body]
        name = f"{body} {country}"
        return Organization(name, iris.organization(name), "foreign")

    def ministry(self, claim: Claim) -> Organization | None:
        """The ministry of that state, of the field that the title names: "Bộ trưởng Tài chính | Mnuchin"."""
        field = _field(claim) if claim.phrase.title.head == _MINISTRY and is_foreign(claim.person.name) else ""
        known = (self._known(claim.person) or self._only_named(claim)) if field else set()
        if len(known) != 1:
            return None
        name = f"{_MINISTRY} {field} {next(iter(known))}"
        return Organization(name, iris.organization(name), "foreign")

    def party(self, claim: Claim, cast: Cast) -> Organization | None:
        """The party of the holder's state whose head bears the title: "Tổng Bí thư kiêm Chủ tịch Trung Quốc A"."""
        known = self._known(claim.person) if claim.phrase.title.name == _HEAD_OF_PARTY else set()
        if len(known) != 1:
            return None
        state = next(iter(known))
        found = [each for each in cast.named if each.name.startswith("Đảng ") and each.name.endswith(f" {state}")]
        return found[0] if len(found) == 1 else None

    def _without_holder(self, claim: Claim) -> set[str]:
        """The one state that the article tells a title of, unless somebody else holds the title there."""
        told = self._of_title.get(claim.phrase.title.name, {})
        whole = claim.person.name.split()
        if len(told) != 1 or claim.status != "current" or len(whole) < _SHORTEST_WHOLE:
            return set(told)
        holder = next(iter(told.values()))
        return set(told) if holder == claim.person or set(whole) & set(holder.name.split()) else set()
