"""The main job on the article that ships with govkg: read it, store it, check it, ask it, draw it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from govkg import pictures, resources
from govkg.check import check
from govkg.errors import GovkgError
from govkg.lookup import Adoption, Document, Evidence, KnowledgeGraph, Meeting, Organization, Tenure
from govkg.store.opening import open_store


class Answer(NamedTuple):
    """One line of an answer, and the sentences that prove it."""

    words: str
    evidence: Sequence[Evidence]


def run(out: Path, console: Console) -> None:
    """Do it all into the folder ``out``, telling each step.

    Raises:
        GovkgError: a step failed, or the graph breaks one of its own rules.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GovkgError(f"{out}: cannot be made: {error.strerror}") from error
    articles = resources.path("data/articles")
    with KnowledgeGraph(open_store(out / "store")) as kg:
        report = kg.ingest(articles)
        console.print(f"read {articles.name}/: {report}; {report.statements} statements")
        found = check(kg.store)
        for finding in found:
            if finding.level == "violation":
                raise GovkgError(f"the graph breaks its own rules: {finding}")
            console.print(str(finding), style="dim", markup=False)
        console.print(f"stored in {out / 'store'}: {len(kg.store)} quads, checked, no violation")
        for number, (question, answers) in enumerate(_questions(kg), 1):
            console.print()
            console.print(Text(f"{number}. {question}", style="bold"))
            for answer in answers:
                _tell(answer, console)
        console.print()
        body = max(kg.every(Organization), key=lambda body: (len(body.tenures), len(body.evidence), body.iri))
        for picture, entity in (("network", None), ("orgchart", body.iri), ("timeline", body.iri)):
            page = out / f"{picture}.html"
            page.write_bytes(pictures.draw(kg, picture, "html", entity=entity))
            console.print(f"wrote {page}", soft_wrap=True)


def _tell(answer: Answer, console: Console) -> None:
    console.print(Text(f"   {answer.words}"), soft_wrap=True)
    for quote in dict.fromkeys(" ".join(evidence.quote.split()) for evidence in answer.evidence):
        console.print(Text(f"       “{quote}”", style="dim"), soft_wrap=True)


def _questions(kg: KnowledgeGraph) -> Iterator[tuple[str, Iterator[Answer]]]:
    yield "Ai giữ chức vụ gì, ở cơ quan nào? · Who held which post in which body?", _posts(kg)
    yield "Ai dự hội nghị, với vai trò gì? · Who took part in the conference, and in what role?", _participants(kg)
    yield (
        "Luật nào do ai thông qua, khi nào, dự thảo nào theo sau? · Which law was passed, and what follows?",
        _laws(kg),
    )
    yield "Tiêu chuẩn nào được nêu, ai áp dụng? · Which standards are named, and who rolls them out?", _standards(kg)
    yield "Cơ quan nào thuộc cơ quan nào? · Which bodies belong to which?", _structure(kg)


def _posts(kg: KnowledgeGraph) -> Iterator[Answer]:
    for tenure in kg.every(Tenure):
        yield Answer(f"{tenure.person}: {tenure.post}", tenure.evidence)


def _participants(kg: KnowledgeGraph) -> Iterator[Answer]:
    for meeting in kg.every(Meeting):
        yield Answer(f"{meeting.name}, {meeting.begin}", ())
        for participation in meeting.participations:
            yield Answer(f"  {participation.role}: {participation.participant}", participation.evidence)


def _laws(kg: KnowledgeGraph) -> Iterator[Answer]:
    for document in kg.every(Document):
        if document.kind in ("Law", "Decree", "Ordinance", "Resolution"):
            made = " ".join(str(part) for part in (document.passed_by, document.issued_on) if part)
            status = f"{document.status}{f' ({made})' if made else ''}"
            on = "".join(f", về {law.name}" for law in (*document.details, *document.amends))
            yield Answer(f"{document.name}: {status}{on}", document.evidence)


def _standards(kg: KnowledgeGraph) -> Iterator[Answer]:
    for adoption in kg.every(Adoption):
        yield Answer(f"{adoption.standard}: {adoption.adopter or adoption.group}", adoption.evidence)


def _structure(kg: KnowledgeGraph) -> Iterator[Answer]:
    for body in kg.every(Organization):
        evidence = [one for one in body.evidence if one.fact == "PartOf"]
        if body.parent and evidence:
            yield Answer(f"{body} ⊂ {body.parent}", evidence)
