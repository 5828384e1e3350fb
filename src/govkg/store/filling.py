"""A store filled with quads that lie in a file, and a filling that broke off taken up again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from tempfile import TemporaryFile

from govkg.errors import StoreError
from govkg.store import canonical
from govkg.store.base import Store


def fill(store: Store, lines: Callable[[], Iterator[bytes]], what: str) -> None:
    """Load N-Quads, each line once, into an empty store; ``what`` they are, such as "a backup".

    A server may die half-way. What such a load left holds some of the quads and no other, so the same call again adds
    the rest, and where nothing is missing writes nothing.

    Raises:
        StoreError: the store holds other quads, and nothing was written.

    """
    if next(store.dump(), None) is None:
        store.load(canonical.quads_of(lines()))
        return
    with TemporaryFile() as missing:  # before the first is written: whether all that is held belongs there
        missing.writelines(_missing(canonical.in_order(lines()), store, what))
        missing.seek(0)
        store.load(canonical.quads_of(missing))


def _missing(wanted: Iterator[bytes], store: Store, what: str) -> Iterator[bytes]:
    """The wanted lines that the store lacks; both are sorted, so they pass by once."""
    line = b""
    for held in canonical.sorted_lines(store.dump()):
        while line < held and (line := next(wanted, b"")):
            if line < held:
                yield line
        if line != held:
            found = f"is not empty, and holds what {what} does not: {held.decode().strip()[:200]}"
            raise StoreError(f"{found}; {what} goes into a store of its own", location=store.location)
    yield from wanted
