"""What search engines read of a page: schema.org as JSON-LD."""

from __future__ import annotations

from typing import Any, Final

from govkg.lookup import Document, Entity, Meeting, Organization, Person, Standard
from govkg.lookup.evidence import Article
from govkg.server.templates import say, web_address
from govkg.views.page import script_json
from govkg.views.words import LANGUAGES, Language

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
    return _script(found)


def structured_article(article: Article) -> str:
    """An article in the terms of schema.org; where it was published is its address, not this page."""
    publisher = {"@type": "Organization", "name": article.publisher} if article.publisher else None
    return _script({
        "@id": article.iri,
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.published.isoformat() if article.published else None,
        "publisher": publisher,
        "url": web_address(article.url),
        "inLanguage": "vi",
    })  # fmt: skip


def structured_dataset(base: str, language: Language) -> str:
    """The whole dataset in the terms of schema.org; ``base`` is the address of the server."""
    return _script({
        "@type": "Dataset",
        "name": say("site", language),
        "description": say("tagline", language),
        "url": f"{base}/",
        "inLanguage": list(LANGUAGES),
    })  # fmt: skip


def _script(found: dict[str, Any]) -> str:
    known = {key: value for key, value in found.items() if value not in (None, [], "")}
    return script_json({"@context": "https://schema.org", **known})


def _reference(entity: Entity | None) -> dict[str, str] | None:
    return None if entity is None else {"@id": entity.iri, "name": entity.name}


def _text(value: object) -> str | None:
    return None if value is None else str(value)
