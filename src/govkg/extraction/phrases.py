"""A body as a phrase of the text names it, before the phrases of an article are put together."""

from __future__ import annotations

from dataclasses import dataclass

from govkg.extraction.lexicon import Head
from govkg.folding import fold
from govkg.model.actors import Organization, OrganizationKind


@dataclass(slots=True, eq=False)
class Body:
    """A body as one phrase names it; coreference makes one entity of all phrases that mean the same.

    ``name`` is written out in full. ``back`` marks a head noun alone or with a bare level ("UBND tỉnh"),
    which means a body named elsewhere. ``parent`` is named inside the phrase or right beside it.
    """

    name: str
    kind: OrganizationKind
    head: Head | None
    known: tuple[Organization, ...] = ()
    parent: Body | None = None
    back: bool = False
    place: str | None = None
    bare: bool = False
    """Whether the place is a level without a name."""
    country: str | None = None
    """The other state whose body it is, by its usual name, where the phrase names it."""
    noun: str = ""
    """The name of a body of another state without that state."""
    unplaced: bool = False
    """Whether it is a body of a level whose place the article does not tell ("Chủ tịch UBND tỉnh Trần Văn A")."""
    same_as: Body | None = None
    """The phrase that declares the abbreviation by which this one names its body."""
    listed: bool = False
    """Whether its head noun stands once before a list: "các bộ: Tài chính, | Y tế"."""
    implied: bool = False
    """Whether a title holds the head noun, so that the words alone are no name ("Bộ trưởng | Y tế")."""
    owner: bool = False
    """Whether "của" ties it to its part, so that it is named by itself ("Ủy ban Pháp luật của | Quốc hội")."""
    first: int = 0
    after: int = 0
    """The words that name it; none where a title alone stands for it."""

    @property
    def key(self) -> str:
        """The folded full name."""
        return fold(self.name)

    @property
    def state_key(self) -> str:
        """The folded name with the usual name of the other state: one key for "Bộ Y tế Nhật" and "… Nhật Bản"."""
        return fold(f"{self.noun} {self.country}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words ``first`` to ``after`` (exclusive) name a body."""

    first: int
    after: int
    body: Body
