"""The dataset that a request names for an update (SPARQL 1.1 Protocol, 2.2.3): as USING clauses in its text."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from govkg.server.replies import Problem
from govkg.store.rewriting import tokens

Token = tuple[str, str]


def with_using(text: str, graphs: tuple[str, ...], named: tuple[str, ...]) -> str:
    """The update with ``USING`` before each of its patterns; it changes nothing where no graph is named.

    Raises:
        Problem: a name is no IRI, or the update names graphs itself.

    """
    if not (graphs or named):
        return text
    clause = "".join((*(f"USING {_graph(iri)} " for iri in graphs), *(f"USING NAMED {_graph(iri)} " for iri in named)))
    found = list(tokens(text))
    if any(kind == "word" and token.upper() in ("USING", "WITH") for kind, token in found):
        detail = "graphs are named in the address or in the update (USING, WITH), not in both"
        raise Problem(400, "Named twice", detail)
    return "".join(_rewritten(found, clause))


def _rewritten(found: list[Token], clause: str) -> Iterator[str]:
    depth, last = 0, ""
    for n, (kind, token) in enumerate(found):
        if kind == "sign" and token in "{}":
            depth += 1 if token == "{" else -1
        if depth == 0 and kind == "word" and token.upper() == "WHERE":
            if last == "DELETE":  # the short form has no place for USING: it is DELETE {pattern} WHERE {pattern}
                yield _group(found, n + 1) + " "
            yield clause
        if kind not in ("space", "comment"):
            last = token.upper() if kind == "word" else ""
        yield token


def _group(found: list[Token], start: int) -> str:
    """The text of the braces that open at or after a token."""
    depth, taken = 0, []
    for kind, token in found[start:]:
        taken.append("\n" if kind == "comment" else token)
        if kind == "sign" and token in "{}":
            depth += 1 if token == "{" else -1
            if depth == 0:
                break
    return "".join(taken)


def _graph(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise Problem(400, "Not an IRI", f"{iri[:200]!r} names no graph") from error
