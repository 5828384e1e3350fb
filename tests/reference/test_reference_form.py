"""How the files are written: terms, names, addresses."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode
from reference_state import FILES, ORGANIZATION, Body, state, triples

from govkg import iris
from govkg.folding import fold, slug
from govkg.kinds import classes
from govkg.model.actors import DocumentType
from govkg.vocabulary import GOV, SCHEME, Gov, Rdf, Skos

TERMS = {term.value for term in Gov}
BODIES = sorted(state().bodies.values(), key=lambda body: body.iri)
TOPS = {
    "Chính phủ", "Quốc hội", "Chủ tịch nước", "Tòa án nhân dân tối cao", "Viện kiểm sát nhân dân tối cao",
    "Đảng Cộng sản Việt Nam", "Mặt trận Tổ quốc Việt Nam", "Hội đồng Bộ trưởng",
}  # fmt: skip
"""What stands under nothing; provinces, associations, enterprises and bodies abroad do so by their class."""
FREE = {Gov.Province, Gov.MassOrganization, Gov.Enterprise, Gov.InternationalOrganization, Gov.ForeignOrganization}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file(path: Path) -> None:
    """Turtle in NFC whose subjects come in order, each once, with terms that the vocabulary knows."""
    text = path.read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text.startswith("# "), "opens with what it covers"
    subjects = [
        line.split(" a ")[0] for line in text.splitlines() if " a " in line and not line.startswith((" ", "#", "@"))
    ]
    assert len(subjects) == len(set(subjects))
    for triple in triples(path):
        used = [triple.predicate.value]
        if triple.predicate.value == Rdf.type and isinstance(triple.object, NamedNode):
            used.append(triple.object.value)
        assert not [term for term in used if term.startswith(GOV) and term not in TERMS]


def test_there_are_files() -> None:
    assert len(FILES) >= 15


def test_readme_names_every_file() -> None:
    text = (FILES[0].parent / "README.md").read_text("utf-8")
    assert set(re.findall(r"`([a-z0-9-]+\.ttl)`", text)) == {path.name for path in FILES}


def test_every_object_is_described() -> None:
    """No address of ours points nowhere; concepts of closed lists are the ontology's."""
    described = {quad.subject for quad in state().store}
    missing = {
        quad.object.value
        for quad in state().store
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(iris.ID) and quad.object not in described
    }
    assert not missing


def test_texts_have_no_stray_space() -> None:
    texts = [quad.object.value for quad in state().store if isinstance(quad.object, Literal)]
    assert not [text for text in texts if text != " ".join(text.split()) or not text]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.iri.removeprefix(ORGANIZATION))
def test_body(body: Body) -> None:
    """A body has one kind, a Vietnamese and an English name, and a parent unless it is at the top."""
    assert len(body.classes) == 1
    assert classes()[body.classes[0]] == "organization"
    assert body.english
    assert len(body.parents) <= 1
    assert body.parents or body.label in TOPS or body.classes[0] in FREE
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", body.iri.removeprefix(ORGANIZATION))
    assert body.iri.removeprefix(ORGANIZATION).startswith(slug(body.label))
    assert body.valid.begin is None or body.valid.end is None or body.valid.begin.first <= body.valid.end.last
    weak = state().values(body.iri, Gov.weakName)
    assert not set(map(fold, weak)) & set(map(fold, body.strong)), "a name is either strong or weak"
    folded = Counter(map(fold, body.strong))
    assert not [name for name, times in folded.items() if times > 1], "folding makes the second one needless"


def test_parents_lead_to_a_top() -> None:
    parents = {body.iri: body.parents for body in BODIES}
    for start in parents:
        seen, here = {start}, parents[start]
        while here:
            assert here[0] not in seen, f"{start} is its own ancestor"
            seen.add(here[0])
            here = parents[here[0]]


def test_strong_names_tell_bodies_apart() -> None:
    """Two bodies share a strong name only where one ended before the other began."""
    named: dict[str, list[Body]] = {}
    for body in BODIES:
        for name in set(map(fold, body.strong)):
            named.setdefault(name, []).append(body)
    clashes = [
        (name, one.iri, other.iri)
        for name, bodies in named.items()
        for one, other in combinations(bodies, 2)
        if _overlap(one, other)
    ]
    assert not clashes


def _overlap(one: Body, other: Body) -> bool:
    """Whether both surely exist at some time; bodies that meet inside a year of change do not count."""

    def before(first: Body, second: Body) -> bool:
        end, begin = first.valid.end, second.valid.begin
        return end is not None and begin is not None and end.first <= begin.last

    return not before(one, other) and not before(other, one)


def test_codes_tell_bodies_apart() -> None:
    """The letters in the numbers of documents are one body's, but for a body and its successor."""
    codes: dict[str, list[Body]] = {}
    for body in BODIES:
        for code in state().values(body.iri, Gov.shortName):
            codes.setdefault(code, []).append(body)
    shared = [(code, [b.iri for b in bodies]) for code, bodies in codes.items() if len(bodies) > 1]
    assert len(codes) >= 40
    assert not shared


def test_documents_have_the_address_that_a_reader_gives_them() -> None:
    types = {f"{SCHEME}document-type/{name}": name for name in DocumentType.__args__}
    found = _subjects("document/")
    assert len(found) >= 50
    for document in found:
        (kind,) = state().values(document, Gov.documentType)
        (label,) = state().values(document, Rdf.label)
        number = next(iter(state().values(document, Gov.number)), None)
        assert document == iris.document(types[kind], number, label)


def test_every_act_bears_something() -> None:
    cited = {quad.object.value for quad in state().store if isinstance(quad.object, NamedNode)}
    assert not [document for document in _subjects("document/") if document not in cited]


def test_standards_have_the_address_of_their_designation() -> None:
    found = _subjects("standard/")
    assert len(found) >= 150
    for standard in found:
        (label,) = state().values(standard, Rdf.label)
        assert standard == iris.standard(label)
        for other in state().values(standard, Skos.altLabel):
            assert iris.standard(other) not in found, "a short form of one standard is not another one"


def test_matches_are_wikidata_items_of_one_body_each() -> None:
    matches = [(body.iri, match) for body in BODIES for match in state().values(body.iri, Skos.exactMatch)]
    assert len(matches) >= 60
    assert all(re.fullmatch(r"http://www\.wikidata\.org/entity/Q[1-9]\d*", match) for _, match in matches)
    assert len({match for _, match in matches}) == len({iri for iri, _ in matches}) == len(matches)


def test_departments_of_a_province_name_their_ministry() -> None:
    scheme = SCHEME + "provincial-department"
    found = [quad.subject for quad in state().store if quad.object == NamedNode(scheme)]
    assert len(found) >= 20
    for department in found:
        assert isinstance(department, NamedNode)
        (label,) = state().values(department.value, Skos.prefLabel, "vi")
        assert department.value == f"{scheme}/{slug(label)}"
        (ministry,) = state().values(department.value, "http://www.w3.org/2000/01/rdf-schema#seeAlso")
        assert Gov.Ministry in state().bodies[ministry].classes


def test_reorganizations_name_their_year() -> None:
    for change in state().changes:
        assert change.iri.removeprefix(iris.ID + "reorganization/").startswith(str(change.on.year))


def _subjects(kind: str) -> list[str]:
    names = {quad.subject.value for quad in state().store if isinstance(quad.subject, NamedNode)}
    return sorted(name for name in names if name.startswith(iris.ID + kind))
