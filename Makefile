# `make run` and `make test` do all set-up themselves; a second call does no work twice.

PYTHON ?= python3.11
ifeq ($(shell command -v $(PYTHON) 2>/dev/null),)
PYTHON := python3
endif
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run setup test check accuracy speed clean help
.DEFAULT_GOAL := help

help: ## Say what can be made.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: setup ## Set everything up and serve the app on 127.0.0.1:8501 (PORT=... for another port).
	@echo "Viva is at http://127.0.0.1:$(PORT)  (Ctrl+C stops it)"
	@$(BIN)/streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT) --server.headless true --server.fileWatcherType none

setup: $(VENV)/.installed ## Install what the app needs, export the encoder, build the index.
	@$(BIN)/python scripts/build_index.py

test: setup $(VENV)/.installed-dev ## All set-up, then lint, format, types and every test.
	@scripts/ensure_chromium.sh
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest

check: $(VENV)/.installed-dev ## Lint, format and types.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

accuracy: setup $(VENV)/.installed-dev ## Figures on the graded data (GRADED=folder).
	@$(BIN)/python scripts/accuracy.py $(if $(GRADED),--graded $(GRADED))

speed: setup $(VENV)/.installed-dev ## Times of evaluation and search beside sentence-transformers.
	@$(BIN)/python scripts/speed.py

clean: ## Remove all that set-up made.
	rm -rf $(VENV) .viva

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Viva needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
