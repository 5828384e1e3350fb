"""Many words as one pattern that is fast to try: words with the same beginning share it.

``re`` tries the branches of ``a|b|c`` one by one at every place; as a tree of shared beginnings it looks
at each character once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_Tree = dict[str, "_Tree"]


def one_of(words: Iterable[str], *, capital: bool = False) -> str:
    """A pattern (without a group of its own) for any of the words, the longest one that fits first.

    ``capital`` also takes a word that begins with a capital letter, as at the beginning of a sentence.

    Raises:
        ValueError: there is no word, or an empty one.

    """
    tree: _Tree = {}
    for word in words:
        if not word:
            raise ValueError("an empty word is found everywhere")
        for form in {word, word[0].upper() + word[1:]} if capital else {word}:
            branch = tree
            for letter in form:
                branch = branch.setdefault(letter, {})
            branch[""] = {}
    if not tree:
        raise ValueError("no words")
    return _pattern(tree)


def _pattern(tree: _Tree) -> str:
    """The branches of a tree; the key "" says that a word may end here."""
    branches = [re.escape(letter) + _pattern(rest) for letter, rest in sorted(tree.items()) if letter]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if "" in tree else joined
