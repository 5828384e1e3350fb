"""Executes the notebooks of the documentation and writes each as a page of the site, and as a notebook to take along.

`make docs` runs it. The sources are Python files with cells (`# %%`, Jupytext's percent format), so that a change reads
as one in review and ruff checks their code; what this writes beside them is not committed.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import jupytext
import nbformat
from nbclient import NotebookClient
from nbconvert import MarkdownExporter
from nbformat import NotebookNode
from traitlets.config import Config

FOLDER = Path(__file__).parent / "notebooks"
SOURCES = sorted(FOLDER.glob("*.py"))
_TIMEOUT = 120  # seconds for one cell: far more than any needs, far less than a build that hangs
_FRAME = re.compile(r"<style scoped>.*?</style>\n?|(?<=<table) border=\"1\" class=\"dataframe\"", re.DOTALL)
"""What pandas adds to its tables for notebooks, where the site has a style of its own."""


def execute(source: Path) -> NotebookNode:
    """The notebook of a source with the outputs of its cells, run where it lies.

    Raises:
        CellExecutionError: a cell raised, with its traceback.

    """
    notebook = jupytext.read(source)
    where = {"metadata": {"path": str(source.parent)}}
    with TemporaryDirectory() as private:  # sockets in a folder of our own: nobody else on the machine can listen
        apart = Config(KernelManager={"transport": "ipc", "ip": f"{private}/kernel"})
        NotebookClient(notebook, kernel_name="python3", timeout=_TIMEOUT, resources=where, config=apart).execute()
    return notebook


def page(notebook: NotebookNode, name: str) -> tuple[str, dict[str, bytes]]:
    """The Markdown of an executed notebook, and its pictures by their path beside the page."""
    resources = {"output_files_dir": f"{name}_files", "unique_key": name}
    text, made = MarkdownExporter().from_notebook_node(notebook, resources=resources)
    take_along = f"[This page as a notebook]({name}.ipynb): in `docs/notebooks/` of a checkout you can go on from it."
    return f"{_FRAME.sub('', text)}\n{take_along}\n", made["outputs"]


def main() -> None:
    """Write all pages beside their sources."""
    for source in SOURCES:
        notebook = execute(source)
        text, pictures = page(notebook, source.stem)
        source.with_suffix(".md").write_text(text, "utf-8")
        nbformat.write(notebook, source.with_suffix(".ipynb"))
        for path, content in pictures.items():
            target = source.parent / path
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)
        print(f"{source.name}: {len(notebook.cells)} cells, {len(pictures)} pictures")


if __name__ == "__main__":
    main()
