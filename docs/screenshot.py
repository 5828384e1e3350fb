"""Take the README's picture: `python docs/screenshot.py PAGE.html PICTURE.png [WIDTH,HEIGHT]`, by Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--virtual-time-budget=4000",
]


def main(page: str, picture: str, size: str = "1280,800") -> None:
    """Open ``page`` (a file) in a window of ``size`` pixels and write ``picture``."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed")
    with tempfile.TemporaryDirectory() as profile:
        where = [f"--user-data-dir={profile}", f"--window-size={size}", f"--screenshot={Path(picture).resolve()}"]
        subprocess.run([chromium, *FLAGS, *where, Path(page).resolve().as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
