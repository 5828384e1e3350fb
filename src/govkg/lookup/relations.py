"""The relations that make a network of the graph: which two entities, in which words, by which triples.

A pattern binds ``?source`` and ``?target``, ``?fact`` (the node that rests on the statements) and, where the
relation has one, ``?detail``. ``{}`` in the words is the detail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govkg.vocabulary import Gov


@dataclass(frozen=True, slots=True)
class Relation:
    """One family of edges; ``facts`` are the kinds of statement that say it.

    ``begin`` and ``end`` are the properties of its times, of the node ``timed``; ``observed`` whether it has
    days of observation.
    """

    name: str
    vi: str
    en: str
    pattern: str
    facts: tuple[str, ...]
    begin: str | None = None
    end: str | None = None
    observed: bool = False
    timed: str = "?fact"

    def query(self, among: str = "") -> str:
        """The SELECT of all its edges, or of those that ``among`` (a VALUES clause) allows."""
        times = {
            "begin": self.begin,
            "end": self.end,
            "observed_first": Gov.observedFirst if self.observed else None,
            "observed_last": Gov.observedLast if self.observed else None,
        }
        optional = " ".join(f"OPTIONAL {{ {self.timed} <{p}> ?{name} }}" for name, p in times.items() if p)
        variables = "?source ?target ?fact ?detail ?begin ?end ?observed_first ?observed_last"
        return f"SELECT {variables} {{ {among} {self.pattern} {optional} }}"


def _direct(name: str, property_: Gov, vi: str, en: str, *facts: str) -> Relation:
    return Relation(name, vi, en, f"?source <{property_}> ?target BIND(?source AS ?fact)", facts)


RELATIONS: Final[tuple[Relation, ...]] = (
    Relation(
        "holds",
        "giữ chức {}",
        "holds the post {}",
        f"?fact <{Gov.holder}> ?source ; <{Gov.inPost}> ?post . "
        f"?post <{Gov.postIn}> ?target ; <{Gov.postTitle}> ?detail .",
        ("HoldsPost",),
        Gov.statedBegin,
        Gov.statedEnd,
        observed=True,
    ),
    _direct("partOf", Gov.partOf, "thuộc", "is part of", "PartOf"),
    Relation(
        "participates",
        "tham gia: {}",
        "takes part: {}",
        f"?fact <{Gov.event}> ?target ; <{Gov.participant}> ?source ; <{Gov.participationRole}> ?detail .",
        ("Participates",),
        Gov.begin,
        Gov.end,
        timed="?target",
    ),
    _direct("issuer", Gov.issuer, "do cơ quan ban hành", "is issued by", "IssuedBy"),
    _direct("signer", Gov.signer, "do người ký", "is signed by", "SignedBy"),
    _direct("amends", Gov.amends, "sửa đổi, bổ sung", "amends", "DocumentRelates"),
    _direct("repeals", Gov.repeals, "bãi bỏ hoặc thay thế", "repeals", "DocumentRelates"),
    _direct("basedOn", Gov.basedOn, "căn cứ", "is based on", "DocumentRelates"),
    _direct("details", Gov.details, "quy định chi tiết", "details", "DocumentRelates"),
    _direct("cites", Gov.cites, "nhắc đến", "cites", "DocumentRelates"),
    Relation(
        "adopts",
        "áp dụng",
        "works by",
        f"?fact <{Gov.adopter}> ?source ; <{Gov.standardAdopted}> ?target .",
        ("Adopts",),
    ),
    _direct("editionOf", Gov.editionOf, "là phiên bản của", "is an edition of"),
    _direct("identicalTo", Gov.identicalTo, "hoàn toàn tương đương", "is identical to"),
    _direct("replacedBy", Gov.replacedBy, "được thay thế bởi", "is replaced by"),
    Relation(
        "decides",
        "quyết định: {}",
        "decides: {}",
        f"?fact <{Gov.decidedBy}> ?source ; <{Gov.concerns}> ?target ; <{Gov.action}> ?detail .",
        ("Decides",),
        Gov.decidedOn,
        Gov.decidedOn,
    ),
    Relation(
        "speaks",
        "{}",
        "{}",
        f"?fact <{Gov.speaker}> ?source ; <{Gov.addressee}> ?target ; <{Gov.speechKind}> ?detail .",
        ("Speaks",),
    ),
    _direct("topicOf", Gov.topicOf, "được giao hoặc nêu cho", "concerns", "Concerns"),
    _direct("raisedBy", Gov.raisedBy, "do nêu ra", "is raised by", "Concerns"),
    Relation(
        "becomes",
        "trở thành, {}",
        "becomes, {}",
        f"?fact <{Gov.before}> ?source ; <{Gov.after}> ?target ; <{Gov.changeKind}> ?detail .",
        (),
        Gov.changedOn,
        Gov.changedOn,
    ),
)
