"""SPARQL servers that a test starts on loopback, with a configuration of its own, and ends again."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from govkg.store import canonical
from govkg.store.base import Store
from govkg.store.http import Credentials
from govkg.store.remote import Addresses, RemoteStore

PATIENCE = 240.0
"""Seconds that a server may take to answer for the first time."""

VIRTUOSO_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
DirsAllowed = {folder}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 60
CaseMode = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerRoot = {folder}
ServerThreads = 10
EnabledDavVSP = 0
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 10000000
MaxQueryExecutionTime = 600
"""


def open_at(server: Server, *, read_only: bool = False, tries: int = 5, batch: int = 10_000) -> RemoteStore:
    """The store at a server; one that is gone is asked ``tries`` times, ``batch`` quads go at once."""
    known = server.environment
    addresses = Addresses.of(server.query_url, known.get("GOVKG_UPDATE_URL"), known.get("GOVKG_GRAPH_STORE_URL"))
    credentials = Credentials(known.get("GOVKG_USER"), known.get("GOVKG_PASSWORD", ""))
    return RemoteStore(addresses, credentials=credentials, read_only=read_only, tries=tries, batch=batch)


def digest(store: Store) -> tuple[int, str]:
    """How many quads a store holds, and their digest: stores of equal quads have equal ones."""
    total = canonical.digest(store.dump())
    return total.count, total.hexdigest()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """A server that can die and come back on the same port over the same files."""

    command: list[str]
    query_url: str
    environment: dict[str, str] = field(default_factory=dict)
    """What ``open_store`` must know beside the address."""
    folder: Path | None = None
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(f"{self.query_url}?query=ASK%7B%7D", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                if self.process.poll() is not None or time.monotonic() > until:
                    self.kill()
                    raise
                time.sleep(0.1)

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self.process = None

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()
            self.process = None


def oxigraph_program() -> str | None:
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


def oxigraph(folder: Path) -> Server:
    program = oxigraph_program()
    assert program is not None
    port = free_port()
    command = [program, "serve", "--location", str(folder / "oxigraph"), "--bind", f"127.0.0.1:{port}"]
    server = Server(command, f"http://127.0.0.1:{port}/query", folder=folder)
    server.start()
    return server


def virtuoso_program() -> str | None:
    return shutil.which("virtuoso-t")


def virtuoso(folder: Path) -> Server:
    program = virtuoso_program()
    assert program is not None
    http_port = free_port()
    configuration = folder / "virtuoso.ini"
    configuration.write_text(VIRTUOSO_INI.format(folder=folder, sql_port=free_port(), http_port=http_port))
    base = f"http://127.0.0.1:{http_port}"
    environment = {
        "GOVKG_UPDATE_URL": f"{base}/sparql-auth",
        "GOVKG_GRAPH_STORE_URL": f"{base}/sparql-graph-crud-auth",
        "GOVKG_USER": "dba",
        "GOVKG_PASSWORD": "dba",
    }
    server = Server([program, "+foreground", "+configfile", str(configuration)], f"{base}/sparql", environment, folder)
    server.start()
    return server


PROGRAMS: dict[str, tuple[Callable[[], str | None], Callable[[Path], Server]]] = {
    "oxigraph": (oxigraph_program, oxigraph),
    "virtuoso": (virtuoso_program, virtuoso),
}
