"""Which of the forms that articles use for an entity are names of it, and which mean it only in context."""

from __future__ import annotations

from govkg.folding import bare, fold
from govkg.vocabulary import Gov, Skos


def organization_name(form: str, name: str) -> str | None:
    """The property by which ``form`` names a body called ``name``; None where it adds nothing.

    The opening words of the full name ("Tổng cục") and what is written like no name ("Cơ quan") need their context;
    abbreviations and other full names stand alone.
    """
    short, full = fold(form).split(), fold(name).split()
    if not short or short == full:
        return None
    opening = short == full[: len(short)]
    plain = not any(letter.isupper() for letter in form.strip()[1:])
    return Gov.weakName if opening or plain else Skos.altLabel


def person_name(form: str, name: str) -> str | None:
    """The property by which ``form`` names a person called ``name``: another full name, not a part of it."""
    short, full = bare(form).split(), bare(name).split()
    if len(short) < 2 or short == full or set(short) <= set(full):
        return None
    return Skos.altLabel


def other_name(form: str, name: str) -> str | None:
    """The property by which ``form`` names a document, meeting or standard called ``name``."""
    short, full = fold(form).split(), fold(name).split()
    if len(short) < 2 or short == full:
        return None
    return Gov.weakName if set(short) <= set(full) and len(short) < 4 else Skos.altLabel
