"""The relations that make a network of the graph: which two entities, in which words, by which triples.

A pattern binds ``?source`` and ``?target``, ``?fact`` (the node that rests on the statements) and, where the
relation has one, ``?detail``. ``{}`` in the words is the detail. The properties stand as data, so that an export can
follow them without asking (``govkg.export.network``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govkg.vocabulary import Gov


@dataclass(frozen=True, slots=True)
class Relation:
    """One family of edges; ``facts`` are the kinds of statement that say it.

    Without ``source`` the edge goes from the node that says it to what ``target`` leads to; else ``source`` leads from
    that node to where the edge begins, and ``target`` to where it ends: from the node itself or, with ``via``, from
    what ``via`` leads to, which then has the ``detail`` too. ``begin`` and ``end`` are the properties of its times
    (``dated``: those of where it ends), ``observed`` whether it has days of observation.
    """

    name: str
    vi: str
    en: str
    target: str
    facts: tuple[str, ...]
    source: str | None = None
    via: str | None = None
    detail: str | None = None
    begin: str | None = None
    end: str | None = None
    observed: bool = False
    dated: bool = False

    @property
    def times(self) -> dict[str, str]:
        """The properties of its times by the name of the attribute."""
        found = {
            "begin": self.begin,
            "end": self.end,
            "observed_first": Gov.observedFirst if self.observed else None,
            "observed_last": Gov.observedLast if self.observed else None,
        }
        return {name: property_ for name, property_ in found.items() if property_}

    @property
    def pattern(self) -> str:
        """The triples that make an edge."""
        if self.source is None:
            return f"?source <{self.target}> ?target BIND(?source AS ?fact)"
        begins = f"?fact <{self.source}> ?source ; "
        ends = f"<{self.target}> ?target" + (f" ; <{self.detail}> ?detail" if self.detail else "")
        return begins + (f"<{self.via}> ?via . ?via {ends} ." if self.via else f"{ends} .")

    def query(self, among: str = "") -> str:
        """The SELECT of all its edges, or of those that ``among`` (a VALUES clause) allows."""
        timed = "?target" if self.dated else "?fact"
        optional = " ".join(f"OPTIONAL {{ {timed} <{property_}> ?{name} }}" for name, property_ in self.times.items())
        variables = "?source ?target ?fact ?detail ?begin ?end ?observed_first ?observed_last"
        return f"SELECT {variables} {{ {among} {self.pattern} {optional} }}"


def _direct(name: str, property_: Gov, vi: str, en: str, *facts: str) -> Relation:
    return Relation(name, vi, en, property_, facts)


RELATIONS: Final[tuple[Relation, ...]] = (
    Relation(
        "holds",
        "giữ chức {}",
        "holds the post {}",
        Gov.postIn,
        ("HoldsPost",),
        source=Gov.holder,
        via=Gov.inPost,
        detail=Gov.postTitle,
        begin=Gov.statedBegin,
        end=Gov.statedEnd,
        observed=True,
    ),
    _direct("partOf", Gov.partOf, "thuộc", "is part of", "PartOf"),
    Relation(
        "participates",
        "tham gia: {}",
        "takes part: {}",
        Gov.event,
        ("Participates",),
        source=Gov.participant,
        detail=Gov.participationRole,
        begin=Gov.begin,
        end=Gov.end,
        dated=True,
    ),
    _direct("issuer", Gov.issuer, "do cơ quan ban hành", "is issued by", "IssuedBy"),
    _direct("signer", Gov.signer, "do người ký", "is signed by", "SignedBy"),
    _direct("amends", Gov.amends, "sửa đổi, bổ sung", "amends", "DocumentRelates"),
    _direct("repeals", Gov.repeals, "bãi bỏ hoặc thay thế", "repeals", "DocumentRelates"),
    _direct("basedOn", Gov.basedOn, "căn cứ", "is based on", "DocumentRelates"),
    _direct("details", Gov.details, "quy định chi tiết", "details", "DocumentRelates"),
    _direct("cites", Gov.cites, "nhắc đến", "cites", "DocumentRelates"),
    Relation("adopts", "áp dụng", "works by", Gov.standardAdopted, ("Adopts",), source=Gov.adopter),
    _direct("editionOf", Gov.editionOf, "là phiên bản của", "is an edition of"),
    _direct("identicalTo", Gov.identicalTo, "hoàn toàn tương đương", "is identical to"),
    _direct("replacedBy", Gov.replacedBy, "được thay thế bởi", "is replaced by"),
    Relation(
        "decides",
        "quyết định: {}",
        "decides: {}",
        Gov.concerns,
        ("Decides",),
        source=Gov.decidedBy,
        detail=Gov.action,
        begin=Gov.decidedOn,
        end=Gov.decidedOn,
    ),
    Relation("speaks", "{}", "{}", Gov.addressee, ("Speaks",), source=Gov.speaker, detail=Gov.speechKind),
    _direct("topicOf", Gov.topicOf, "được giao hoặc nêu cho", "concerns", "Concerns"),
    _direct("raisedBy", Gov.raisedBy, "do nêu ra", "is raised by", "Concerns"),
    Relation(
        "becomes",
        "trở thành, {}",
        "becomes, {}",
        Gov.after,
        (),
        source=Gov.before,
        detail=Gov.changeKind,
        begin=Gov.changedOn,
        end=Gov.changedOn,
    ),
)
