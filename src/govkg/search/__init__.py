"""The label index: entities by name, whatever the diacritics, the abbreviation, the order or the typing error."""

from govkg.search.engine import Hit, Match
from govkg.search.entries import Entry
from govkg.search.index import SearchIndex, index_beside, make_beside, open_index

__all__ = ["Entry", "Hit", "Match", "SearchIndex", "index_beside", "make_beside", "open_index"]
