# make demo: the sample reports as a record, in the browser.   make test: every check.   Each sets up all it needs.
PYTHON ?= $(firstword $(shell command -v python3.11 python3.12 python3.13 python3 2>/dev/null))
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: demo test format pins clean

demo: .venv/installed
	$(BIN)/onrecord demo

test: .venv/checked
	scripts/for_tests.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python requirements.txt pyproject.toml
	$(PIP) -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/checked: .venv/installed requirements-dev.txt
	$(PIP) -r requirements-dev.txt
	touch $@

format: .venv/checked
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Pins every dependency, with the hashes of its files and no address of where they came from.
# A pin that still fits stays; `make pins UPGRADE=--upgrade` takes the newest.
COMPILE := $(BIN)/python -m piptools compile --quiet $(UPGRADE) --generate-hashes --strip-extras --allow-unsafe \
	--no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links
pins: .venv/bin/python
	$(BIN)/python -m pip install --quiet pip-tools
	$(COMPILE) -o requirements.txt pyproject.toml requirements.in
	$(COMPILE) -o requirements-dev.txt requirements-dev.in

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
