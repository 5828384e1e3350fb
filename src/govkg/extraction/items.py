"""What a sentence names, item by item: a title with its body, a body, a person, a pronoun."""

from __future__ import annotations

from dataclasses import dataclass

from govkg.extraction.lexicon import Title
from govkg.extraction.phrases import Body
from govkg.model.facts import TenureStatus


@dataclass(slots=True, eq=False)
class Name:
    """A person as one phrase names him or her; ``short`` where it is not a whole name ("ông Việt")."""

    text: str
    first: int
    after: int
    short: bool = False
    titled: bool = False
    honorific: bool = False
    public: bool = False
    private: bool = False


@dataclass(slots=True, eq=False)
class TitlePhrase:
    """A title with the body beside it."""

    title: Title
    status: TenureStatus
    plural: bool
    body: Body | None
    body_first: int = 0
    country: str | None = None
    homes: tuple[str, ...] = ()
    """Head nouns of the bodies of which the article's one is meant: "Hiệu trưởng | nhà trường"."""


def is_abroad(title: TitlePhrase) -> bool:
    """Whether a title is one of another state: "Thủ tướng Campuchia"."""
    return title.country is not None or (title.body is not None and title.body.kind == "foreign")


@dataclass(slots=True, eq=False)
class Item:
    """Words ``first`` to ``after`` (exclusive) name something; ``sign`` stands for it in the rules for posts."""

    sign: str
    first: int
    after: int
    title: TitlePhrase | None = None
    body: Body | None = None
    name: Name | None = None
    closed: bool = False
    """Whether the item ends inside a parenthesis that was opened for its parent."""
