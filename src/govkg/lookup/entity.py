"""What all entities have in common: a name, types, links, evidence, and the ways to write them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from pyoxigraph import Literal, NamedNode

from govkg import notebook
from govkg.kinds import lineage, local_name, most_special
from govkg.linking.enriching import Said
from govkg.lookup.evidence import Evidence
from govkg.lookup.fields import fields
from govkg.lookup.reader import Cohort, Reader
from govkg.results import frame
from govkg.store.base import Term
from govkg.vocabulary import Rdf, Skos

WIKIDATA = "http://www.wikidata.org/entity/"

if TYPE_CHECKING:
    import pandas as pd


class Entity:
    """A node of knowledge. Links are read when asked for, for all siblings at once; equal by IRI.

    ``cohort`` are its siblings, itself among them.
    """

    __slots__ = ("_cohort", "_reader", "iri")
    CLASSES: ClassVar[tuple[str, ...]] = ()
    """Classes of the ontology whose members are made as this Python class; of a family, its root."""

    def __init__(self, reader: Reader, iri: str, cohort: Cohort = ()) -> None:
        self._reader, self.iri, self._cohort = reader, iri, cohort or (iri,)

    @property
    def name(self) -> str:
        """The name to show: the Vietnamese label, else any; the IRI's last part for a node without label."""
        labels = sorted(_literals(self.terms(Rdf.label)), key=lambda label: (label.language != "vi", label.value))
        return labels[0].value if labels else local_name(self.iri)

    @property
    def name_en(self) -> str | None:
        """The English name, where one is known."""
        return next((label.value for label in _literals(self.terms(Rdf.label)) if label.language == "en"), None)

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names and abbreviations that may stand alone."""
        return tuple(dict.fromkeys(label.value for label in _literals(self.terms(Skos.altLabel))))

    @property
    def links(self) -> tuple[str, ...]:
        """What Wikidata and others call the same: their addresses (skos:exactMatch)."""
        return tuple(term.value for term in self.terms(Skos.exactMatch) if isinstance(term, NamedNode))

    @property
    def wikidata(self) -> str | None:
        """Its address at Wikidata, where it is linked: ``http://www.wikidata.org/entity/Q…``."""
        return next((link for link in self.links if link.startswith(WIKIDATA)), None)

    @property
    def elsewhere(self) -> tuple[Said, ...]:
        """What ``kg.enrich()`` brought from others about what it is linked to; no article says this."""
        return tuple(self._reader.elsewhere(self.links)) if self.links else ()

    @property
    def kind(self) -> str:
        """The local name of its most special class: ``Ministry``."""
        types = [term.value for term in self.terms(Rdf.type) if isinstance(term, NamedNode)]
        return local_name(most_special(types) or min(types, default=""))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The sentences that it rests on, oldest article first."""
        return self._reader.evidence(self.iri, self._cohort)

    @property
    def order(self) -> tuple[str, ...]:
        """What lists of such entities are sorted by."""
        return (self.name, self.iri)

    def beside(self, entity: Entity) -> str:
        """What to call it on the page of another entity; nothing on its own."""
        return "" if self == entity else self.name

    def terms(self, property_: str) -> tuple[Term, ...]:
        """The values of a property as RDF terms."""
        return self._reader.describe(self.iri, self._cohort).get(property_, ())

    def linked(self, property_: str) -> tuple[Entity, ...]:
        """The entities that a property leads to."""
        own = self._reader.objects(self.iri, self._cohort, property_)
        siblings = self._reader.all_objects(self._cohort, property_)
        return tuple(make(self._reader, iri, siblings) for iri in own)

    def linking(self, property_: str) -> tuple[Entity, ...]:
        """The entities whose property leads here, in their own order."""
        own = self._reader.subjects(self.iri, self._cohort, property_)
        siblings = self._reader.all_subjects(self._cohort, property_)
        return tuple(sorted((make(self._reader, iri, siblings) for iri in own), key=lambda found: found.order))

    def to_dict(self) -> dict[str, Any]:
        """As JSON values: every declared attribute, each entity in it by IRI and name, and the evidence."""
        found: dict[str, Any] = {"iri": self.iri, "name": self.name, "kind": self.kind}
        if self.aliases:
            found["aliases"] = list(self.aliases)
        for name in fields(type(self)):
            if (value := _plain(getattr(self, name))) not in (None, []):
                found[name] = value
        if self.links:
            found["links"] = list(self.links)
        if self.elsewhere:
            found["elsewhere"] = [one.to_dict() for one in self.elsewhere]
        found["evidence"] = [evidence.to_dict() for evidence in self.evidence]
        return found

    def to_pandas(self) -> pd.DataFrame:
        """As one row; ``to_pandas`` of this module makes a row of each of many.

        Raises:
            MissingExtra: pandas is not installed.

        """
        return to_pandas([self])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entity) and self.iri == other.iri

    def __hash__(self) -> int:
        return hash(self.iri)

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r}>"

    def _repr_html_(self) -> str:
        lines = [("English", self.name_en or ""), ("also", notebook.several(self.aliases))]
        for name in fields(type(self)):
            found = getattr(self, name)
            values = found if isinstance(found, tuple) else () if found is None else (found,)
            some = [one.beside(self) if isinstance(one, Entity) else str(one) for one in values[: notebook.ITEMS]]
            lines.append((name, notebook.several(some, len(values))))
        known = [(what, text) for what, text in lines if text]
        said = dict.fromkeys(said._repr_html_() for said in self.evidence)
        return notebook.card(self.name, self.kind, self.iri, known, said)


def to_pandas(entities: Sequence[Entity]) -> pd.DataFrame:
    """Entities of one kind as a DataFrame, a row each, with an entity in a cell by its name.

    Raises:
        MissingExtra: pandas is not installed.

    """
    records = [entity.to_dict() for entity in entities]
    columns = list(
        dict.fromkeys(name for record in records for name in record if name not in ("evidence", "elsewhere"))
    )
    return frame([{name: _cell(record.get(name)) for name in columns} for record in records], columns)


_KINDS: dict[str, type[Entity]] = {}


def kinds() -> Mapping[str, type[Entity]]:
    """The Python class of each class of the ontology that has one of its own."""
    return _KINDS


def register(kind: type[Entity]) -> type[Entity]:
    """Make nodes of the classes that ``kind`` names as this Python class."""
    _KINDS.update(dict.fromkeys(kind.CLASSES, kind))
    return kind


def make(reader: Reader, iri: str, cohort: Cohort = ()) -> Entity:
    """The node as the Python class of its type; a node of no known type is a plain entity."""
    for type_ in reader.describe(iri, cohort).get(Rdf.type, ()):
        for above in lineage(type_.value) if isinstance(type_, NamedNode) else ():
            if above in _KINDS:
                return _KINDS[above](reader, iri, cohort)
    return Entity(reader, iri, cohort)


def _literals(terms: Sequence[Term]) -> list[Literal]:
    return [term for term in terms if isinstance(term, Literal)]


def _plain(value: object) -> object:
    """A JSON value."""
    if isinstance(value, Entity):
        return {"iri": value.iri, "name": value.name}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return None if value is None else value if isinstance(value, int | float | bool) else str(value)


def _cell(value: object) -> object:
    if isinstance(value, dict):
        return value["name"]
    return ", ".join(str(_cell(item)) for item in value) if isinstance(value, list) else value
