"""Names and words of a list, by their longest run of words at a place of a text."""

from __future__ import annotations

from collections.abc import Iterable

from govkg.text.words import Words


class Runs:
    """Keys of one word or several (``folding.fold``); a search ends with the first word that none goes on with."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = frozenset(keys)
        self._begun = frozenset(begin for key in self._keys for begin in _begins(key))

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def ends(self, words: Words, at: int, last: int, lead: str = "") -> list[int]:
        """The number after each entry that begins at word ``at`` and ends before ``last``, the longest first.

        ``lead`` is the key of words that belong to the entry and stand elsewhere.
        """
        keys, begun = words.keys, self._begun
        found: list[int] = []
        if not lead and (at >= last or keys[at] not in begun):  # at most places
            return found
        run = lead
        for number in range(at, last):
            run = f"{run} {keys[number]}" if run else keys[number]
            if run not in begun:
                break
            if run in self._keys:
                found.append(number + 1)
        found.reverse()
        return found


def _begins(key: str) -> list[str]:
    words = key.split(" ")
    return [" ".join(words[:length]) for length in range(1, len(words) + 1)]
