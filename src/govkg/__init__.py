"""govkg: who does what in government, every fact on the sentence that says it."""

from __future__ import annotations

__version__ = "0.1.0"
