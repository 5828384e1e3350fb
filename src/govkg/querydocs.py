"""The page about the named queries: ``python -m govkg.querydocs > docs/queries.md``; a test keeps it current."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from govkg.queries import NamedQuery, Parameter, library

_INTRODUCTION = """\
# The named queries

Made from `queries/*.rq` by `python -m govkg.querydocs > docs/queries.md`; a test keeps it current.

Each query is a file of standard SPARQL 1.1 over the default graph and the graphs of articles, never their union, with a
header in YAML: title, what it answers, parameters with type, default and example. `tests/queries/expected.yaml` holds
what each answers on a small graph of made-up news.

```sh
govkg query who-held -p post="Thứ trưởng" -p body="Bộ KH&CN" -p on=2012-02-01 --format csv
```
```python
import govkg

kg = govkg.open("govkg-store")
kg.query("who-held", post="thu truong", body="bo khoa hoc va cong nghe", on="2012-02-01").to_pandas()
```

A value of type *{families}* or *entity* is an IRI or a name in any spelling, with or without diacritics; *post title*
is a title such as "Thứ trưởng"; *date* is a day, a month or a year; *iri* is any address, *endpoint* that of another
server's SPARQL endpoint. A parameter stands in the file as `$name` and is
bound by putting one whole RDF term in its place, so no value can become syntax. Rows that say a fact carry the exact
sentence (`quote`) and the address of its article, or its IRI where it has no address (`source`). `govkg query` and
`kg.query` give a row once, also where an article says one sentence twice, as a lead and its body do.

Dates compare as text, because they are as partial as the news gives them: `2012` begins before and ends after all its
days. Evidence is joined before anything optional, and nothing optional is longer than two patterns: engines join
longer ones by reading all of them.
"""


def page() -> str:
    """The whole page, in Markdown."""
    families = "*, *".join(("organization", "person", "post", "meeting", "document", "standard", "topic"))
    parts = [_INTRODUCTION.format(families=families), "| query | answers | parameters |", "| --- | --- | --- |"]
    parts += [f"| [`{query.name}`](#{query.name}) | {query.title.en} | {_names(query)} |" for query in _all()]
    for query in _all():
        parts += ["", *_section(query)]
    return "\n".join(parts) + "\n"


def _all() -> Iterator[NamedQuery]:
    yield from library().values()


def _names(query: NamedQuery) -> str:
    return ", ".join(f"{parameter.name}" for parameter in query.parameters) or "none"


def _section(query: NamedQuery) -> Iterator[str]:
    yield f"## {query.name}"
    yield ""
    yield f"**{query.title.vi}**: {query.answers.vi}"
    yield ""
    yield f"**{query.title.en}**: {query.answers.en}"
    yield ""
    yield f"Columns: {', '.join(_columns(query))}."
    if query.slow:
        yield f"May take longer than 200 ms on a million quads: it {query.slow}."
    if query.parameters:
        yield ""
        yield from map(_parameter, query.parameters)


def _columns(query: NamedQuery) -> list[str]:
    """The variables of the outermost SELECT."""
    head = query.text[: query.text.index("WHERE")].partition("SELECT")[2]
    named = re.sub(r"\([^()]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)[^()]*)*AS\s+\?(\w+)\s*\)", r"?\1", head)
    return re.findall(r"\?(\w+)", named)


def _parameter(parameter: Parameter) -> str:
    default = "" if parameter.default is None else f", by default `{parameter.default}`"
    return f"- `{parameter.name}` ({parameter.type}{default}), such as `{parameter.example}`"


if __name__ == "__main__":
    sys.stdout.write(page())
