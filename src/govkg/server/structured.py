"""What search engines read of a page: schema.org as JSON-LD."""

from __future__ import annotations

from typing import Any, Final

from govkg.lookup import Document, Entity, Meeting, Organization, Person, Standard
from govkg.views.page import script_json

_TYPES: Final[tuple[tuple[type[Entity], str], ...]] = (
    (Organization, "GovernmentOrganization"),
    (Person, "Person"),
    (Meeting, "Event"),
    (Document, "Legislation"),
    (Standard, "CreativeWork"),
)


def structured(entity: Entity) -> str:
    """The entity in the terms of schema.org, ready to stand in a script element."""
    kind = next((name for known, name in _TYPES if isinstance(entity, known)), "Thing")
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@id": entity.iri,
        "@type": kind,
        "name": entity.name,
        "alternateName": list(entity.aliases),
        "sameAs": [link for link in entity.links if link.startswith(("http://", "https://"))],
    }
    match entity:
        case Organization():
            found["parentOrganization"] = _reference(entity.parent)
        case Person():
            found["jobTitle"] = [tenure.post.name for tenure in entity.tenures if tenure.post]
        case Meeting():
            found |= {"startDate": _text(entity.begin), "endDate": _text(entity.end), "location": entity.place}
        case Document():
            found |= {
                "legislationIdentifier": entity.number,
                "legislationDate": _text(entity.issued_on),
                "legislationPassedBy": _reference(entity.passed_by),
            }
    return script_json({key: value for key, value in found.items() if value not in (None, [])})


def _reference(entity: Entity | None) -> dict[str, str] | None:
    return None if entity is None else {"@id": entity.iri, "name": entity.name}


def _text(value: object) -> str | None:
    return None if value is None else str(value)
