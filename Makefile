# Python 3.11 or newer and make are all that has to be there before.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet

.DEFAULT_GOAL := help
.PHONY: help run build test check bench format clean

help:
	@echo "make run      the page on http://localhost:3000 (HOST, PORT, DATABASE_URL … in the environment)"
	@echo "make test     all tests, in a browser too"
	@echo "make check    format, lint, types, directions of imports, known vulnerabilities"
	@echo "make bench    how fast it is, on this machine"
	@echo "make format   put the code into shape"
	@echo "make clean    remove what make made; the debates in data/ stay"

run: $(VENV)/ready-to-run
	@exec $(BIN)/python -m debate_app serve

build: $(VENV)/ready-to-run
	@$(BIN)/python -m debate_app.build

test: $(VENV)/ready-to-test
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m debate_app.build
	$(BIN)/python -m pytest -n 2 --ignore=tests/real --ignore=tests/bench

check: $(VENV)/ready-to-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports
	$(BIN)/python -m tests.audit

bench: $(VENV)/ready-to-test
	@$(BIN)/python -m debate_app.build
	$(BIN)/python -m tests.bench

format: $(VENV)/ready-to-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) .web .web.* .states .hypothesis .import_linter_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, and $(PYTHON) is not that. Name one: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/ready-to-run: requirements.txt | $(VENV)/made
	@echo "Installing what it runs on (once)."
	$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/ready-to-test: tests/requirements.txt $(VENV)/ready-to-run
	@echo "Installing the tools (once)."
	$(INSTALL) -r tests/requirements.txt
	@touch $@
