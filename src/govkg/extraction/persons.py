"""Where the name of a person lies. Whether the person is a public one is decided by what stands around it."""

from __future__ import annotations

from govkg.extraction.gazetteer import Find, Known
from govkg.extraction.lexicon import Head, Honorific, Title, fields, places
from govkg.extraction.not_names import is_no_person, without_next_sentence
from govkg.extraction.word_sets import particles, surnames
from govkg.folding import fold
from govkg.text.names import LONGEST_NAME, capitals, is_neighbour, is_syllable
from govkg.text.words import Words

_VIETNAM, _UNCLE_HO = fold("Việt Nam"), fold("Hồ Chí Minh")
_DELEGATION, _OCEAN = fold("đoàn"), fold("Thái Bình Dương")
_CITIES = frozenset(("tp", "tphcm", "tx"))
_PARTICLE_GAPS = (" ", "-", " - ")
_LONGEST_INITIAL = 2  # letters
_LONGEST_SHOUTED = 4  # words of a name in capitals
_SHORTEST_KNOWN = 2
"""Words of a known name before which a personal name ends."""


def end_of_name(
    words: Words, finds: dict[int, list[Find]], first: int, last: int, *, titled: bool, abroad: bool = False
) -> int | None:
    """The number after the last word of the personal name at word ``first``; None where there is none.

    ``titled`` says that a title, rank or honorific stands before it, so that any capitalised name will do;
    else a Vietnamese name must begin with a family name and have at least two words. ``abroad`` says that the
    title is one of another state, whose officials' names may look Vietnamese ("Hun Sen").
    """
    if words.keys[first] in fields().breaks and not titled:
        return None
    after = min(capitals(words, first, last), first + LONGEST_NAME + 1)
    for at in range(first + 1, after):
        if at in finds and any(_cuts(words, find) and not _is_given(words, first, after, find) for find in finds[at]):
            after = at
            break
    if after == first or (first in finds and any(_cuts(words, find) for find in finds[first] if find.after > after)):
        return None
    length = after - first
    if length > _LONGEST_SHOUTED and words.written(first, after).isupper():
        return None  # a headline in capitals does not show where a name ends
    if length == 1 and (words[first].isupper() or words.keys[first] in places().countries):
        return None
    if words.key(first, first + 3) == _OCEAN:
        return None
    if length > 1 and words.keys[first] in places().levels and len(words[first]) > 1:
        return None  # "Bộ trưởng | Bang Quebec"
    if _is_place(words.key(first, after)) or (words[first].isupper() and words.keys[first] in _CITIES):
        return None  # "Giám đốc Nhạc viện | TP HCM"
    if is_no_person(words, first, after, last):
        return None
    foreign = not all(map(is_syllable, words.forms[first:after]))
    if foreign:
        after = _long_name(words, finds, first, after, last)
        run, after = after, without_next_sentence(words, finds, first, after)
        if after < run and after - first == 1 and words[first].isupper():
            return None  # "Chánh án | TAND Cấp cao"
        after = _with_particle(words, finds, _doubled(words, after, last), last)
        if words[first].isupper() and len(words[first]) > 1 and not words.written(first, after).isupper():
            return None
        return after if titled or length > 1 else None
    if length < 2:
        return None
    if words.keys[first] in surnames():
        return min(after, first + LONGEST_NAME)
    shortest = 2 if abroad or is_neighbour(words[first]) or _is_delegate(words, after, last) else 3
    return after if titled and shortest <= length <= 4 else None


def _is_delegate(words: Words, after: int, last: int) -> bool:
    """Whether a name is followed by the delegation that the person sits in: "(đoàn Hà Nam)"."""
    return after < last and words.gap(after) == " (" and words.keys[after] == _DELEGATION


def _long_name(words: Words, finds: dict[int, list[Find]], first: int, after: int, last: int) -> int:
    """Where a foreign name ends that has more words than a Vietnamese one: "Maria Luisa Lopes da Silva Costa"."""
    if after - first <= LONGEST_NAME:
        return after
    end = capitals(words, first, last)
    return next((at for at in range(after, end) if any(_cuts(words, find) for find in finds.get(at, ()))), end)


def _doubled(words: Words, after: int, last: int) -> int:
    """Where a foreign name of two halves ends whose hyphen stands apart: "Miguel Diaz | - Canel"."""
    if after >= last or words.gap(after) != " - ":
        return after
    halves = words[after - 1], words[after]
    if not all(half.istitle() and len(half) > _LONGEST_INITIAL and not is_syllable(half) for half in halves):
        return after
    goes_on = after + 1 < last and words.gap(after + 1) == " " and words[after + 1][0].isupper()
    return after if goes_on else after + 1  # "Donald Trump - Vladimir Putin" are two


def _with_particle(words: Words, finds: dict[int, list[Find]], after: int, last: int) -> int:
    """Where a foreign name ends that goes on after a word in small letters: "Mohammed bin Salman"."""
    while after + 1 < last and words[after] in particles() and words.gap(after) == " ":
        at = after + 1
        if at + 1 < last and words[at] in particles() and words.gap(at) == " ":
            at += 1  # "Ursula von der Leyen"
        if words.gap(at) not in _PARTICLE_GAPS or (end := capitals(words, at, last)) == at:
            break
        end = next((cut for cut in range(at + 1, end) if any(_cuts(words, each) for each in finds.get(cut, ()))), end)
        after = without_next_sentence(words, finds, at, end)
    return after


def _is_place(key: str) -> bool:
    lists = places()
    return (
        key == _VIETNAM
        or key in lists.countries
        or key in lists.provinces
        or (key in lists.cities and key != _UNCLE_HO)
    )


def _cuts(words: Words, find: Find) -> bool:
    """Whether a find ends the name before it: a title, a head noun or a body of several words."""
    if isinstance(find.what, Title | Head | Known) and find.after - find.first >= _SHORTEST_KNOWN:
        return words[find.first][0].isupper() and not words.gap(find.first + 1).strip(" -")
    return isinstance(find.what, Honorific) and words.written(find.first, find.after).isupper()


def _is_given(words: Words, first: int, after: int, find: Find) -> bool:
    """Whether a head noun is rather the end of a Vietnamese name: "Nguyễn | Hải Quân", with capitals throughout."""
    if not isinstance(find.what, Head) or find.after != after or find.after - find.first != _SHORTEST_KNOWN:
        return False
    follows = after < len(words) and words.gap(after) == " " and words.keys[after] in places().levels
    large = words[after - 1].istitle() and not words[first].isupper()
    return large and not follows and words.keys[first] in surnames() and after - first <= LONGEST_NAME


def looks_vietnamese(words: Words, first: int, after: int) -> bool:
    """Whether the words could be a whole Vietnamese name: a family name and two or three more syllables."""
    return (
        3 <= after - first <= 4
        and words.keys[first] in surnames()
        and all(is_syllable(words[at]) and words[at][0].isupper() for at in range(first, after))
        and not words[first].isupper()
        and words.key(after - 2, after) != _VIETNAM
    )
