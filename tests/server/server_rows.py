"""Rows as a bag, to compare what two clients got."""

from __future__ import annotations

import json
from collections import Counter


def bag(results: str | bytes) -> Counter[str]:
    """The rows of SPARQL JSON results, whatever their order; xsd:string is the type of a plain literal."""
    rows = json.loads(results)["results"]["bindings"]
    return Counter(json.dumps({name: _plain(term) for name, term in row.items()}, sort_keys=True) for row in rows)


def _plain(term: dict[str, str]) -> dict[str, str]:
    kind = "literal" if term["type"] == "typed-literal" else term["type"]
    found = {**term, "type": kind}
    if found.get("datatype") == "http://www.w3.org/2001/XMLSchema#string":
        del found["datatype"]
    return found
