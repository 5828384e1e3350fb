"""Take the pictures of the server's pages: `python docs/server_pictures.py`, over the article that ships with govkg."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from screenshot import FLAGS

HERE = Path(__file__).parent
BODY = "https://w3id.org/govkg/id/organization/bo-khoa-hoc-va-cong-nghe"
PAGES = {
    "server-home": ("/?lang=vi", "1280,800"),
    "server-entity": ("/entity/organization/bo-khoa-hoc-va-cong-nghe?lang=vi", "1280,1000"),
    "server-article": ("/article/{article}?lang=vi", "1280,900"),
    "server-sparql": ("/sparql?named=parts-of-body&lang=en", "1280,860"),
    "server-explore": (f"/explore?iri={BODY}&lang=vi", "1280,860"),
}


def main() -> None:
    """Ingest, serve, photograph."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed")
    govkg = [sys.executable, "-m", "govkg.cli.main"]
    articles = HERE.parent / "data" / "articles"
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        subprocess.run([*govkg, "ingest", str(articles), "--store", store], check=True)
        serve = [*govkg, "serve", "--store", store, "--port", "0"]
        with subprocess.Popen(serve, stderr=subprocess.PIPE, text=True, env={"COLUMNS": "300"}) as server:
            assert server.stderr is not None
            address = next(found[1] for line in server.stderr if (found := re.search(r"at (http://\S+)/", line)))
            try:
                for name, (path, size) in PAGES.items():
                    path = path.format(article=next(articles.iterdir()).stem)
                    picture = HERE / "images" / f"{name}.png"
                    where = [f"--user-data-dir={folder}/{name}", f"--window-size={size}", f"--screenshot={picture}"]
                    subprocess.run([chromium, *FLAGS, *where, address + path], check=True, capture_output=True)
                    print(picture.relative_to(HERE.parent))
            finally:
                server.terminate()
                server.stderr.read()


if __name__ == "__main__":
    main()
