"""Builds the front end (web/) into the wheel, where that can be done; without it the SPARQL page is a plain form."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
PLACE = "govkg/server/static/web"


class Web(BuildHookInterface):
    """The hook of the target wheel; an editable installation takes what `make web` has built."""

    _built: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, and put the files into the wheel; say so where it cannot be done."""
        if version == "editable" or not (ROOT / "web").is_dir():
            return
        sys.path.insert(0, str(ROOT / "web"))
        try:
            from bundle import Unbuilt, build
        finally:
            sys.path.pop(0)
        self._built = Path(tempfile.mkdtemp())
        try:
            files = build(self._built)
        except Unbuilt as error:
            self.app.display_warning(f"the wheel is without the editor of its SPARQL page: {error}")
            return
        for path in files:
            build_data["force_include"][str(path)] = f"{PLACE}/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Clear up."""
        if self._built is not None:
            shutil.rmtree(self._built)
