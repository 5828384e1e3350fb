"""A run that was killed goes on where it was: what was had is not asked for again, and nothing is missing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from site_on_loopback import Reply, Site, piece, sitemap


def test_killed_in_the_middle_and_run_again(site: Site, tmp_path: Path) -> None:
    reached, gate = threading.Event(), threading.Event()

    def third(*_: object) -> Reply:
        reached.set()
        gate.wait(60)
        return Reply(piece("Tin số 3"))

    site.routes = {f"/{n}": Reply(piece(f"Tin số {n}")) for n in range(1, 6)}
    site.routes |= {"/3": third, "/sitemap.xml": Reply(sitemap(*(f"{site.url}/{n}" for n in range(1, 6))))}
    program = [sys.executable, "-m", "govkg.cli.main", "ingest", f"{site.url}/sitemap.xml", "--allow-private"]
    program += ["--delay", "0", "--store", str(tmp_path / "store")]
    environment = os.environ | {"GOVKG_CACHE": str(tmp_path / "cache")}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(program, env=environment, stdout=quiet, stderr=quiet) as process:
        assert reached.wait(60)
        process.send_signal(signal.SIGKILL)
    gate.set()
    asked = list(site.pages())
    again = subprocess.run(program, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.startswith("5 new, 0 changed, 0 the same, 0 refused")
    assert asked == ["/sitemap.xml", "/1", "/2", "/3"]
    assert site.pages()[4:] == ["/sitemap.xml", "/3", "/4", "/5"]
