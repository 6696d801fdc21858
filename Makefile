# What people do with a checkout. Everything is installed below .venv and .runtime, nothing on the machine.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
RUN := PYTHONPATH=cli $(BIN)/python
# What runs, and what tests: two things, the second for developers only.
READY := $(VENV)/ready
TOOLS := $(VENV)/tools
SOURCES := cli bench
WORKERS := --numprocesses auto --maxprocesses 4 --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help demo test soak bench lint format tools up down clean

help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

demo: $(READY) ## From an empty machine to an example plant with a year of planned time; ARGS=--workforce: with people
	@$(BIN)/sched up
	@$(BIN)/sched demo $(ARGS)

test: $(TOOLS) ## Run every test (PostgreSQL, pgTAP, Python) on the embedded database or DATABASE_URL
	@$(BIN)/sched up --database-only --no-migrate
	@$(BIN)/python -m pytest $(or $(ARGS),$(WORKERS) -m 'not alone')
	@$(if $(ARGS),,$(BIN)/python -m pytest -m alone)

soak: $(TOOLS) ## Kill relays, connections and the database 45 times while 100,000 events are delivered
	@$(BIN)/sched up --database-only --no-migrate
	@SCHED_SOAK=100000,20,20,5 $(BIN)/python -m pytest -s cli/tests/relay/test_relay_kills.py $(ARGS)

bench: $(VENV)/bench ## Measure against the budgets and what others take; writes bench/results.json
	@$(BIN)/sched up --database-only
	@$(BIN)/python bench/run.py $(ARGS)

lint: $(TOOLS) ## Style, types, imports, layers, JavaScript and its types, SQL, PL/pgSQL functions, and that migrations never change
	@$(BIN)/ruff check --quiet $(wildcard $(SOURCES))
	@$(BIN)/ruff format --quiet --check $(wildcard $(SOURCES))
	@$(BIN)/mypy
	@told=$$($(BIN)/lint-imports --no-cache --no-logo) || { echo "$$told"; exit 1; }
	@$(BIN)/oxlint --quiet --deny-warnings --config web/oxlint.json web
	@$(BIN)/python -m equipment_scheduling.maintainer.script_types
	@$(BIN)/sqlfluff lint --disable-progress-bar --processes 2 db/migrations db/functions
	@$(BIN)/sched db layers
	@$(BIN)/sched db lock --check
	@$(BIN)/sched up --database-only
	@$(BIN)/sched db migrate
	@$(BIN)/sched db check

format: $(TOOLS) ## Lay out the Python files
	@$(BIN)/ruff check --quiet --fix $(wildcard $(SOURCES))
	@$(BIN)/ruff format --quiet $(wildcard $(SOURCES))

up: $(READY) ## Install what is missing, start the database and the API, migrate
	@$(BIN)/sched up

down: ## Stop the database and the API; the data stay
	@if $(RUN) -c 'import equipment_scheduling.main' 2>/dev/null; then $(RUN) -m equipment_scheduling down; fi

clean: down ## Stop everything and delete it, the embedded database with all its data too
	rm -rf .runtime $(VENV) .pytest_cache .mypy_cache .ruff_cache cli/*.egg-info
	find $(wildcard $(SOURCES)) -name __pycache__ -prune -exec rm -rf {} +

tools: $(TOOLS) ## Install what tests, style and types need, besides what runs

$(VENV)/bench: pyproject.toml $(READY)
	@echo "Installing the load tool ..."
	@$(PIP) --editable '.[bench]'
	@touch $@

$(TOOLS): pyproject.toml $(READY)
	@echo "Installing the tools for tests and style (240 MB) ..."
	@$(PIP) --editable '.[dev]'
	@touch $@

$(READY): pyproject.toml
	@PYTHON='$(PYTHON)' sh cli/set-up.sh $(VENV)

# Made for another folder (the checkout was moved), or by a Python that is gone: make it anew.
ifneq ($(shell [ "$$(cat $(READY) 2>&1)" = "$$(pwd -P)" ] && $(BIN)/python -c '' 2>&1 || echo no),)
.PHONY: $(READY)
endif
