"""Take the pictures of the server's pages: `python docs/server_pictures.py`, over the article that ships with govkg."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from screenshot import FLAGS
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

HERE = Path(__file__).parent
BODY = "https://w3id.org/govkg/id/organization/bo-khoa-hoc-va-cong-nghe"
PAGES = {
    "server-home": ("/?lang=vi", 720),
    "server-entity": ("/entity/organization/bo-khoa-hoc-va-cong-nghe?lang=vi", 1000),
    "server-article": ("/article/{article}?lang=vi", 900),
    "server-sparql": ("/sparql?named=parts-of-body&lang=en", 800),
    "server-explore": (f"/explore?iri={BODY}&lang=vi", 860),
}
READY = "return document.documentElement.dataset.ready"


def main() -> None:
    """Ingest, serve, photograph."""
    govkg = [sys.executable, "-m", "govkg.cli.main"]
    articles = HERE.parent / "data" / "articles"
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        subprocess.run([*govkg, "ingest", str(articles), "--store", store], check=True)
        serve = [*govkg, "serve", "--store", store, "--port", "0"]
        environment = {**os.environ, "COLUMNS": "300"}
        with subprocess.Popen(serve, stderr=subprocess.PIPE, text=True, env=environment) as server:
            assert server.stderr is not None
            address = next(found[1] for line in server.stderr if (found := re.search(r"at (http://\S+)/", line)))
            try:
                photograph(address, next(articles.iterdir()).stem, folder)
            finally:
                server.terminate()
                server.stderr.read()


def photograph(address: str, article: str, folder: str) -> None:
    """Each page, once it is drawn."""
    options = webdriver.ChromeOptions()
    for flag in (*FLAGS[:-1], f"--user-data-dir={folder}/profile"):
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        for name, (path, height) in PAGES.items():
            browser.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride",
                {"width": 1280, "height": height, "deviceScaleFactor": 1, "mobile": False},
            )
            browser.get(address + path.format(article=article))
            if "explore" in path:
                WebDriverWait(browser, 30).until(lambda page: page.execute_script(READY))
            browser.save_screenshot(str(HERE / "images" / f"{name}.png"))
            print(f"docs/images/{name}.png")
    finally:
        browser.quit()


if __name__ == "__main__":
    main()
