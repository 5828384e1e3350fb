"""Whether a file is GEXF as Gephi reads it: gexf.rng, and that what is referred to is there."""

from __future__ import annotations

from pathlib import Path

from lxml import etree


def complaints(content: bytes, version: str, namespace: str) -> list[str]:
    """What is wrong with a file of a version; nothing if all is well."""
    rules = Path(__file__).with_name("gexf.rng").read_text("utf-8")
    grammar = etree.RelaxNG(etree.fromstring(rules.replace("GEXF", namespace).replace("VERSION", version).encode()))
    file = etree.fromstring(content)
    grammar.validate(file)
    found = [f"line {error.line}: {error.message}" for error in grammar.error_log]
    name = {"g": namespace}
    for kind in ("node", "edge"):
        declared = set(file.xpath(f"//g:attributes[@class='{kind}']/g:attribute/@id", namespaces=name))
        used = set(file.xpath(f"//g:{kind}/g:attvalues/g:attvalue/@for", namespaces=name))
        found += [f"no attribute {one} of a {kind} is declared" for one in sorted(used - declared)]
    nodes = file.xpath("//g:node/@id", namespaces=name)
    edges = file.xpath("//g:edge/@id", namespaces=name)
    ends = set(file.xpath("//g:edge/@source | //g:edge/@target", namespaces=name))
    found += [f"an edge ends at {one}, which is no node" for one in sorted(ends - set(nodes))]
    if len(set(nodes)) < len(nodes) or len(set(edges)) < len(edges):
        found.append("an id is given twice")
    return found
