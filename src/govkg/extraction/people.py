"""Which person each name means: whole names first, then short ones ("ông Việt") and pronouns."""

from __future__ import annotations

from govkg.extraction.items import Item, Name
from govkg.extraction.word_sets import surnames
from govkg.folding import fold
from govkg.model.actors import Person
from govkg.text.names import is_foreign, is_syllable

_NUMERALS = frozenset(("ii", "iii", "iv"))
"""Behind the name by which somebody is called for short: "Emil Cortez III"."""
_FIRST_AND_LAST = 2


class People:
    """Resolves the names of one article, given in reading order with what stands between them."""

    def __init__(self, items: list[Item]) -> None:
        self.meant: dict[Name, Person] = {}
        self.pronouns: dict[Item, Person] = {}
        """Whom "ông" or "bà" alone means: the person who was named last."""
        self._whole: dict[str, Person] = {}
        self._ends: dict[str, Person] = {}
        """Persons by the last word of their names, which is how they are called for short."""
        self._begins: dict[str, Person] = {}
        self._inner: dict[str, Person] = {}
        """Persons of other peoples by the other words of long names: "Công chúa | Rattana"."""
        self._officials: dict[str, Person] = {}
        """Of those in ``_ends``, who were named right behind a title."""
        for item in items:
            if item.name is not None and not item.name.short:
                person = self._whole.setdefault(fold(item.name.text), Person(item.name.text))
                self.meant[item.name] = person
                self._note(person, again=False)
        last: Person | None = None
        for item in items:
            if item.name is not None:
                named = self.meant.get(item.name) or self._short(item.name)
                if named is not None:
                    self.meant[item.name] = last = named
                    self._note(named, again=True)
                    if _behind_title(item.name) and not item.name.short:
                        self._officials[fold(named.name).split()[-1]] = named
            elif item.sign == "A" and last is not None:
                self.pronouns[item] = last

    def _note(self, person: Person, *, again: bool) -> None:
        """Remember how a person may be called for short; the one named last comes first."""
        parts = fold(person.name).split()
        if len(parts) > _FIRST_AND_LAST and parts[-1] in _NUMERALS:
            parts.pop()
        if len(parts) > 1 and (again or parts[-1] not in self._ends):
            self._ends[parts[-1]] = person
            self._begins[parts[0]] = person
            self._inner.update((part, person) for part in parts[1:-1] if not is_syllable(part))

    def _short(self, name: Name) -> Person | None:
        key = fold(name.text)
        if key in self._officials and _behind_title(name):
            return self._officials[key]  # not the wife who was named last
        if key in self._ends:
            return self._ends[key]
        if is_syllable(name.text):
            family = self._begins.get(key)  # "ông Kim", "ông Tập"
            abroad = family is not None and (is_foreign(family.name) or key not in surnames())
            return family if abroad else None
        return self._begins.get(key) or self._inner.get(key) or self._whole.setdefault(key, Person(name.text))


def _behind_title(name: Name) -> bool:
    return name.titled and not name.honorific
