"""One way in: a folder, an address, or memory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from govkg.store.base import Store
from govkg.store.embedded import EmbeddedStore
from govkg.store.http import Credentials
from govkg.store.remote import Addresses, RemoteStore


def open_store(
    location: Path | str | None = None,
    *,
    read_only: bool = False,
    wait: float = 0.0,
    environment: Mapping[str, str] = os.environ,
) -> Store:
    """Open the store at a folder (made on first use), at an ``http(s)://`` address, or in memory for None.

    ``wait`` is for how many seconds a writer waits for another one to let go of a folder. Of a server the
    address is that of queries; what else there is to say comes from the ``environment``: GOVKG_UPDATE_URL and
    GOVKG_GRAPH_STORE_URL where they are elsewhere, GOVKG_USER and GOVKG_PASSWORD (or ``user:password@`` in the
    address), GOVKG_TOKEN.

    Raises:
        StoreLocked: another process writes to the folder.
        StoreVersion: the store is in a format that this govkg does not read.
        StoreError: it cannot be opened or reached.

    """
    if location is None:
        return EmbeddedStore(None, read_only=read_only)
    if str(location).startswith(("http://", "https://")):
        return _open_server(str(location), environment, read_only=read_only)
    return EmbeddedStore(Path(location), read_only=read_only, wait=wait)


def _open_server(address: str, environment: Mapping[str, str], *, read_only: bool) -> RemoteStore:
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    user = unquote(parts.username) if parts.username else environment.get("GOVKG_USER")
    password = unquote(parts.password) if parts.password else environment.get("GOVKG_PASSWORD", "")
    addresses = Addresses.of(
        urlunsplit(parts._replace(netloc=host)),
        environment.get("GOVKG_UPDATE_URL"),
        environment.get("GOVKG_GRAPH_STORE_URL"),
    )
    credentials = Credentials(user, password, environment.get("GOVKG_TOKEN"))
    return RemoteStore(addresses, credentials=credentials, read_only=read_only)
