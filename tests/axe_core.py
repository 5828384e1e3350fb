"""axe-core (https://github.com/dequelabs/axe-core), which finds what keeps people from using a page."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from selenium import webdriver

VERSION = "4.10.3"


def fetch(folder: Path) -> str:
    """The script, by npm; skips where there is none."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("axe-core comes by npm, which is not installed")
    done = subprocess.run([npm, "pack", f"axe-core@{VERSION}"], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"npm cannot fetch axe-core: {done.stderr.strip().splitlines()[-1]}")
    with tarfile.open(next(folder.glob("*.tgz"))) as package:
        script = package.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode()


def violations(page: webdriver.Chrome, script: str) -> list[str]:
    """What is wrong with the page that is open: the rule and the elements."""
    # By the protocol of the developer tools, since the page's own policy lets no foreign script in.
    page.execute_cdp_cmd("Runtime.evaluate", {"expression": script})
    found = page.execute_async_script(
        "axe.run(document, { resultTypes: ['violations'] }).then((r) => arguments[arguments.length - 1](r.violations))"
    )
    return [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes']]}" for rule in found]
