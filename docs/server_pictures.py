"""Take the pictures of the server's pages: `python docs/server_pictures.py`, over the article that ships with govkg.

The SPARQL page is taken with its editor: `make web` first.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from screenshot import FLAGS
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

HERE = Path(__file__).parent
BODY = "https://w3id.org/govkg/id/organization/bo-khoa-hoc-va-cong-nghe"
COUNTED = """PREFIX gov: <https://w3id.org/govkg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

# Who and what do most sentences speak of?
SELECT ?name (COUNT(?statement) AS ?statements) WHERE {
  ?entity gov:restsOn ?statement ; rdfs:label ?name .
  FILTER(LANG(?name) = "vi")
}
GROUP BY ?name
ORDER BY DESC(?statements) ?name
LIMIT 15"""
PAGES = {
    "server-home": ("/?lang=vi", 720),
    "server-entity": ("/entity/organization/bo-khoa-hoc-va-cong-nghe?lang=vi", 1000),
    "server-article": ("/article/{article}?lang=vi", 900),
    "server-person": ("/search?q=ngo+quy+viet&lang=vi", 900),
    "server-sparql": (f"/sparql?{urlencode({'query': COUNTED, 'lang': 'en'})}", 1000),
    "server-chart": (f"/sparql?{urlencode({'query': COUNTED, 'lang': 'vi'})}", 1000),
    "server-explore": (f"/explore?iri={BODY}&lang=vi", 860),
}
CLICKS = {"server-person": ".hits a", "server-chart": ".select_chart"}
"""What is clicked before a picture is taken."""
DARK = ("server-chart",)
READY = "return document.documentElement.dataset.ready"
DRAWN = "return document.querySelector('#yasgui table tbody tr')"


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
            scheme = {"name": "prefers-color-scheme", "value": "dark" if name in DARK else "light"}
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
            browser.get(address + path.replace("{article}", article))
            if "query=" in path:
                WebDriverWait(browser, 30).until(lambda page: page.execute_script(DRAWN))
            if name in CLICKS:
                browser.find_element(By.CSS_SELECTOR, CLICKS[name]).click()
                time.sleep(0.5)
            if "explore" in path:
                WebDriverWait(browser, 30).until(lambda page: page.execute_script(READY))
            browser.save_screenshot(str(HERE / "images" / f"{name}.png"))
            print(f"docs/images/{name}.png")
    finally:
        browser.quit()


if __name__ == "__main__":
    main()
