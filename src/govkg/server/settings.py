"""What a server is told once, at its start."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from govkg.errors import GovkgError
from govkg.server.outbound import Gate, Host

_MIB = 1 << 20
_MOST_LANES = 16
_ABLE = sys.platform == "linux"
"""Lanes need connections that the system shares out among processes."""
CORES = max(2, os.cpu_count() or 2)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost. Times are in seconds, sizes in bytes."""

    query_seconds: float = 10.0
    """From the moment a worker takes a job until its last byte."""
    waiting_seconds: float = 5.0
    """How long a request waits for a free worker before it hears 503."""
    memory: int = 1024 * _MIB
    """What one job may take on top of an idle worker."""
    result: int = 256 * _MIB
    whole: int = 4 * _MIB
    """A result up to this size is sent only when it is whole, so a failure is an HTTP error and nothing else."""
    body: int = 1 * _MIB
    header: int = 32 * 1024
    url: int = 16 * 1024
    header_seconds: float = 10.0
    body_seconds: float = 20.0
    sending_seconds: float = 60.0
    """How long a client may stand still while an answer is sent."""
    connections: int = 1000
    cache: int = 64 * _MIB
    cached_answer: int = 512 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """A server: which store, where it listens, whom it trusts."""

    store: str
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = CORES
    """Processes that answer SPARQL; half as many again answer pages, so that no query keeps a reader waiting."""
    public: str | None = None
    """The address under which others reach it, such as https://govkg.example.org; never taken from a request."""
    token: str | None = field(default=None, repr=False)
    """Who knows it may update; None: nobody may."""
    services: tuple[Host, ...] = ()
    """Whom queries may ask by SERVICE and updates by LOAD."""
    gate: Gate | None = field(default=None, repr=False)
    """The way to them, while the server runs."""
    limits: Limits = Limits()
    freshness_seconds: float = 1.0
    """How often the server looks whether the store has changed."""

    @property
    def base(self) -> str:
        """The address of the server without a slash at its end."""
        return (self.public or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def lanes(self) -> int:
        """Processes that accept connections and answer lookups; 0: the server accepts by itself."""
        return 0 if self.store.startswith(("http://", "https://")) or not _ABLE else min(self.workers, _MOST_LANES)

    @property
    def page_workers(self) -> int:
        """Processes that answer everything but SPARQL."""
        return max(2, self.workers // 2)


def read_token(path: Path) -> str:
    """The token of a file: its text without the space around it.

    Raises:
        GovkgError: the file cannot be read, is open to others, or holds a token shorter than 16 characters.

    """
    try:
        token, mode = path.read_text(encoding="ascii").strip(), path.stat().st_mode
    except (OSError, UnicodeDecodeError) as error:
        raise GovkgError(f"{path}: the token cannot be read: {error}") from error
    if mode & 0o077:
        raise GovkgError(f"{path}: other users can read the token; chmod 600 it")
    if len(token) < 16 or any(character.isspace() for character in token):
        raise GovkgError(f"{path}: a token is one word of at least 16 characters")
    return token
