"""The names of parties of other states: "đảng Cộng hòa", "Đảng Bảo thủ Anh", "đảng đối lập Pheu Thai"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from govkg import datafile
from govkg.extraction.gazetteer import Find
from govkg.extraction.lexicon import Head, heads, places
from govkg.extraction.localities import Localities
from govkg.extraction.phrases import Body, Phrase
from govkg.extraction.word_sets import not_things, surnames
from govkg.folding import fold
from govkg.text.names import capitals, is_syllable
from govkg.text.runs import Runs
from govkg.text.words import Words

HEAD = "Đảng"
_NOUN = fold(HEAD)
_LONGEST_NAME = 4  # words of other letters
_PERSON = 2  # words of a person's name that runs on from that of the party


@dataclass(frozen=True, slots=True)
class _Lists:
    names: Runs
    described: Runs


@cache
def _lists() -> _Lists:
    data = datafile.read("data/rules/parties.yaml").fields("names", "described")
    return _Lists(*(Runs(map(fold, data[part].texts())) for part in ("names", "described")))


def names_party(key: str) -> bool:
    """Whether words are what a party is called: "cộng hòa"."""
    return key in _lists().names


class Parties:
    """Finds the names of parties in one passage."""

    def __init__(self, words: Words, finds: dict[int, list[Find]], places: Localities) -> None:
        self.words, self.finds, self.places = words, finds, places

    def at(self, first: int, last: int, head: Head, *, titled: bool) -> Phrase | None:
        """The party that the noun at word ``first`` and the words behind it name; None where they name none."""
        words = self.words
        start = self._past(first + 1, last)
        if start >= last or words.gap(start) != " " or not words[start][0].isupper():
            return None
        if first and words.gap(first) == " " and words.key(first - 1, first + 1) in not_things():
            return None
        known = next((end for end in _lists().names.ends(words, start, last) if self._plain(start, end)), None)
        after = known or self._foreign(start, last, titled=titled)
        if after is None:
            return None
        noun = f"{HEAD} {words.written(start, after)}"
        country = self.places.country(self._past(after, last), last)
        if country is None:
            return Phrase(first, after, Body(noun, "foreign", head))
        body = Body(f"{noun} {country.written}", "foreign", head, country=country.usual, noun=noun)
        return Phrase(first, country.after, body)

    def organ(self, find: Find, last: int, *, titled: bool) -> Phrase | None:
        """An organ of another state's party, called as one of ours is: "Trung ương Đảng | Lao động Triều Tiên"."""
        words, of = self.words, find.after - 1
        if of == find.first or words.keys[of] != _NOUN or find.after >= last or not words[find.after][0].isupper():
            return None
        party = self.at(of, last, heads()[_NOUN], titled=titled)
        if party is None:
            return None
        whole, noun = party.body, words.written(find.first, of)
        whole.first, whole.after = of, party.after
        body = Body(f"{noun} {whole.name}", "foreign", None, parent=whole, country=whole.country)
        body.noun = f"{noun} {whole.noun or whole.name}"
        return Phrase(find.first, party.after, body)

    def _past(self, at: int, last: int) -> int:
        """The number after words that say what kind of party it is."""
        return next(iter(_lists().described.ends(self.words, at, last)), at) if at < last else at

    def _plain(self, first: int, after: int) -> bool:
        return all(self.words.gap(at) == " " for at in range(first + 1, after))

    def _is_exotic(self, start: int, after: int) -> bool:
        """Whether words that could be syllables of ours have no marks and begin no name of ours: "Pheu Thai"."""
        words = self.words
        return after - start > 1 and words.keys[start] not in surnames() and words.written(start, after).isascii()

    def _foreign(self, start: int, last: int, *, titled: bool) -> int | None:
        """The number after a name of other letters; behind a title, its holder may run on from it."""
        words = self.words
        if start in self.finds or words.keys[start] in places().countries or words.keys[start] in places().levels:
            return None
        after = min(capitals(words, start, last), start + _LONGEST_NAME)
        plain = all(is_syllable(words[at]) for at in range(start, min(after, start + _PERSON)))
        if plain and not words[start].isupper() and not self._is_exotic(start, after):
            return None
        if titled and after - start > _PERSON:
            after -= _PERSON
        return after
