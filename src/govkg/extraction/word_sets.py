"""Reviewed sets of words, each one key of a file of ``data/rules``; entries with fields are in ``lexicon``."""

from __future__ import annotations

from functools import cache

from govkg import datafile
from govkg.folding import fold
from govkg.text.runs import Runs


@cache
def serving() -> frozenset[str]:
    """Titles of those who serve the holder of an office."""
    return frozenset(datafile.read("data/rules/titles.yaml")["serving"].texts())


@cache
def deposed() -> Runs:
    """Words behind a title that say that its bearer was removed."""
    return Runs(map(fold, datafile.read("data/rules/titles.yaml")["deposed"].texts()))


@cache
def plurals() -> frozenset[str]:
    """Words before the title of a group, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/titles.yaml")["plurals"].texts()))


@cache
def surnames() -> frozenset[str]:
    """Family names by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/names.yaml")["surnames"].texts()))


@cache
def common_surnames() -> frozenset[str]:
    """Family names that most people bear, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/names.yaml")["common"].texts()))


@cache
def middles() -> frozenset[str]:
    """Middle words of the names of persons, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/names.yaml")["middles"].texts()))


@cache
def not_persons() -> frozenset[str]:
    """Nouns before names of places and things, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/names.yaml")["others"].texts()))


@cache
def not_things() -> frozenset[str]:
    """Words that end like such a noun and are none ("yêu cầu"), by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/names.yaml")["compounds"].texts()))


@cache
def leaders() -> frozenset[str]:
    """Leaders of the past by folded name."""
    return frozenset(map(fold, datafile.read("data/rules/names.yaml")["leaders"].texts()))


@cache
def compounds() -> frozenset[str]:
    """Syllables before a head noun in small letters that make another word with it, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/heads.yaml")["compounds"].texts()))


@cache
def credits() -> frozenset[str]:
    """Words before the source of a text or picture, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/names.yaml")["credits"].texts()))


@cache
def other_words() -> frozenset[str]:
    """Words that begin like a head noun and are none ("Hội nghị"), by folded key."""
    rows = datafile.read("data/rules/heads.yaml")["words"].items()
    return frozenset(fold(f"{head} {rest}") for head, entry in rows for rest in entry.texts())


@cache
def generic_bodies() -> frozenset[str]:
    """What looks like a body by pattern and is none, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/heads.yaml")["generic"].texts()))


@cache
def status_compounds() -> frozenset[str]:
    """Words that end like a status and are none ("chính quyền"), by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/titles.yaml")["compounds"].texts()))


@cache
def particles() -> frozenset[str]:
    """Words in small letters inside foreign names."""
    return frozenset(datafile.read("data/rules/names.yaml")["particles"].texts())


@cache
def agents() -> frozenset[str]:
    """Words before an office that acts through another, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/titles.yaml")["agents"].texts()))


@cache
def describing() -> frozenset[str]:
    """First words of what a title goes on with before a foreign name, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/titles.yaml")["describing"].texts()))


@cache
def not_describing() -> frozenset[str]:
    """Words by which no title goes on before a foreign name, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/titles.yaml")["not_describing"].texts()))


@cache
def candidates() -> frozenset[str]:
    """Words before a title that somebody stands for, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/titles.yaml")["candidates"].texts()))


@cache
def together() -> frozenset[str]:
    """Titles with the word that makes them the name of a group of leaders, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/titles.yaml")["together"].texts()))


@cache
def acts() -> frozenset[str]:
    """What an office does for others, before "của" and its name."""
    return frozenset(map(fold, datafile.read("data/rules/titles.yaml")["acts"].texts()))


@cache
def papers() -> Runs:
    """The newspapers that "báo" in small letters names."""
    return Runs(map(fold, datafile.read("data/rules/heads.yaml")["papers"].texts()))


@cache
def shared_heads() -> frozenset[str]:
    """Head nouns that are said once for several bodies."""
    return frozenset(datafile.read("data/rules/heads.yaml")["shared"].texts())


@cache
def sharing() -> frozenset[str]:
    """Words right before a head noun that several bodies share, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/heads.yaml")["sharing"].texts()))


@cache
def many() -> frozenset[str]:
    """Words that make a head noun many or any, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/heads.yaml")["many"].texts()))


@cache
def of_many() -> tuple[str, ...]:
    """How titles begin that several hold at a time."""
    return tuple(datafile.read("data/rules/titles.yaml")["of_many"].texts())


@cache
def homes() -> dict[str, tuple[str, ...]]:
    """Common nouns behind a title, by folded key, and the head nouns of the bodies that each may mean."""
    rows = datafile.read("data/rules/titles.yaml")["homes"].items()
    return {fold(noun): tuple(entry.texts()) for noun, entry in rows}


@cache
def additions() -> frozenset[str]:
    """Words between a title and its body, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/titles.yaml")["additions"].texts()))


@cache
def spoken() -> frozenset[str]:
    """Verbs of who speaks, which may stand right behind what is told of a speaker, by folded key."""
    return frozenset(map(fold, datafile.read("data/rules/roles.yaml")["verbs"].texts()))
