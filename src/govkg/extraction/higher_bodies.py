"""Bodies whose whole the article names without saying so: of the Party in a province, and chambers of an assembly.

The Party committee of a district is under that of the province in which it lies. "Hạ viện Mỹ" is a chamber of the
"Quốc hội Mỹ".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from govkg.extraction.committees import Told
from govkg.extraction.coreference import Cast
from govkg.extraction.lexicon import districts, places
from govkg.extraction.scenes import Scene, body_of
from govkg.folding import fold
from govkg.model.actors import Organization
from govkg.model.facts import PartOf

_OF_PROVINCES: Final = ("Tỉnh ủy ", "Thành ủy ")
_OF_DISTRICTS: Final = ("Huyện ủy ", "Quận ủy ", "Thị ủy ", "Thành ủy ")
_CHAMBERS: Final = ("Hạ viện ", "Thượng viện ")
_ASSEMBLY: Final = "Quốc hội "
_CITY: Final = "Thành phố "


def higher(scenes: Sequence[Scene], cast: Cast) -> Iterator[Told]:
    """Every such body once, with its whole."""
    wholes = dict(_party(cast)) | dict(_chambers(cast))
    for scene in scenes if wholes else ():
        for item in scene.items:
            body = cast.body(body_of(item))
            if body is not None and (whole := wholes.pop(body, None)) is not None:
                yield PartOf(body, whole), scene, item


def _party(cast: Cast) -> Iterator[tuple[Organization, Organization]]:
    """Party committees of districts and that of the province which has them."""
    provinces = {name: body for body in cast.outer if (name := _province(body)) is not None}
    for body in cast.named if provinces else ():
        if body.kind != "party" or not body.name.startswith(_OF_DISTRICTS) or _province(body) is not None:
            continue
        district = fold(body.name.split(" ", 2)[2])
        having = [whole for name, whole in provinces.items() if district in districts().get(name, ())]
        if len(having) == 1:
            yield body, having[0]


def _province(body: Organization) -> str | None:
    """The name of the province or city of its rank whose Party committee a body is."""
    if body.kind != "party" or not body.name.startswith(_OF_PROVINCES):
        return None
    name = body.name.split(" ", 2)[2].removeprefix(_CITY)
    of_city = body.name.startswith(_OF_PROVINCES[1])
    return places().cities.get(fold(name)) if of_city else places().provinces.get(fold(name))


def _chambers(cast: Cast) -> Iterator[tuple[Organization, Organization]]:
    """Chambers of another state and its assembly."""
    assemblies = {
        body.name.removeprefix(_ASSEMBLY): body
        for body in cast.outer
        if body.kind == "foreign" and body.name.startswith(_ASSEMBLY)
    }
    for body in cast.outer if assemblies else ():
        state = next((body.name.removeprefix(noun) for noun in _CHAMBERS if body.name.startswith(noun)), None)
        if state is not None and state in assemblies:
            yield body, assemblies[state]
