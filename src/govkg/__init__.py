"""govkg: who does what in government, every fact on the sentence that says it.

>>> import govkg
>>> kg = govkg.open()                    # in memory; or a folder, or the address of a SPARQL endpoint
>>> kg.ingest("data/articles")           # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govkg.errors import Ambiguous, GovkgError, NotFound

if TYPE_CHECKING:
    from govkg.lookup import KnowledgeGraph

__version__ = "0.1.0"
__all__ = ["Ambiguous", "GovkgError", "NotFound", "__version__", "open"]


def open(location: str | Path | None = None, *, read_only: bool = False) -> KnowledgeGraph:
    """Open a knowledge graph: a folder (made on first use), an ``http(s)`` SPARQL endpoint, or in memory for None.

    Raises:
        StoreError: it cannot be opened; StoreLocked while another process writes to it, StoreVersion where
            it was written by a newer govkg.
    """
    # Imported here, so that "import govkg" and "govkg --help" answer at once.
    from govkg.lookup import KnowledgeGraph
    from govkg.store.opening import open_store

    return KnowledgeGraph(open_store(location, read_only=read_only))
