# Every habit is one target; `make` alone lists them. Works with GNU make 3.81 and a POSIX shell (Linux, macOS).
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv/bin
SETUP := src/enplan/config/setup.py
CODE := src tests bench manage.py
WITH_DATABASE := $(VENV)/python -m enplan.config.embedded
COMPILE := $(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command 'make lock'
DECIDING := $(wildcard tests/kernel tests/law tests/partners tests/registers tests/journey)
WORKERS ?= 2
PYTEST := $(VENV)/python -m pytest
SHARED := -n $(WORKERS) --dist worksteal
export PYTHONUNBUFFERED := 1

# The first Python that is new enough and can make environments; PYTHON=… comes first.
define FETCH
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    exec "$$python" $(SETUP) $(1); \
	  fi; \
	done; \
	echo "Én plan needs Python 3.11 or newer with its venv module, and found none." >&2; \
	echo "Debian and Ubuntu: sudo apt-get install python3 python3-venv     macOS: brew install python@3.12" >&2; \
	echo "Or say where it is: make PYTHON=/path/to/python3" >&2; \
	exit 1
endef

.PHONY: help run demo setup test test-15 test-rules lint format types imports bench audit check lock journey migration clean

help: ## list what one can do
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: ## set everything up and serve Én plan on this machine (PORT=8000; DATABASE_URL for a database of one's own)
	$(call FETCH,run 6)
	@exec $(VENV)/python -m enplan.config.serve

demo: ## play the demo stories, if the database holds no case yet
	$(call FETCH,run 6)
	@$(VENV)/python -m enplan.config.serve --prepare

setup: ## bring everything in place that tests and checks need
	$(call FETCH,dev)

test: setup ## all tests, on a throwaway PostgreSQL 18 (ARGS=… for pytest)
	@$(WITH_DATABASE) throwaway --source wheel -- $(PYTEST) $(SHARED) $(ARGS)

test-15: setup ## all tests, on a throwaway PostgreSQL 15 of the system's
	@$(WITH_DATABASE) throwaway --source system --major 15 -- $(PYTEST) $(SHARED) $(ARGS)

test-rules: setup ## the tests of what decides: no database, seconds
	@$(PYTEST) -q --without-database -m "not slow" $(DECIDING) $(ARGS)

lint: setup ## style, known mistakes, templates
	@$(VENV)/ruff check $(CODE)
	@$(VENV)/ruff format --check $(CODE)
	@$(VENV)/bandit --quiet --skip B108 --recursive --severity-level medium --confidence-level medium src
	@$(VENV)/djlint --quiet --lint src

format: setup ## put the code in its form
	@$(VENV)/ruff check --fix-only --quiet $(CODE)
	@$(VENV)/ruff format $(CODE)

types: setup ## every type, strictly
	@$(VENV)/mypy

imports: setup ## who may import whom
	@$(VENV)/lint-imports --no-logo

bench: setup ## measure engine and pages against bench/budgets.toml
	@$(WITH_DATABASE) throwaway --source wheel -- $(VENV)/python -m bench.run $(ARGS)

audit: setup ## known vulnerabilities in what we build on (asks the network)
	@$(VENV)/pip-audit --strict --require-hashes --disable-pip -r requirements/app.txt

check: test lint types imports test-15 ## all that a change must pass, in the order of CI

lock: ## write requirements/*.txt anew from pyproject.toml
	$(call FETCH,dev)
	@$(COMPILE) pyproject.toml --group build -o requirements/app.txt
	@$(COMPILE) pyproject.toml --extra embedded --group build -c requirements/app.txt -o requirements/run.txt
	@$(COMPILE) pyproject.toml --extra embedded --group build --group dev -c requirements/run.txt -o requirements/dev.txt
	@$(COMPILE) --group node -o requirements/node.txt

journey: setup ## write docs/journey.md anew from the tables
	@DJANGO_SETTINGS_MODULE=enplan.config.settings.test $(VENV)/python -m tests.architecture.journey > docs/journey.md

migration: setup ## write a migration: APP=people NAME=people_have_nicknames
	@DJANGO_SETTINGS_MODULE=enplan.config.settings.test $(VENV)/python manage.py makemigrations $(APP) -n $(NAME)

clean: ## remove what set-up and tools have made; the data under var/ stay
	@rm -rf .venv node_modules src/enplan/doors/parts/static/dkfds src/enplan/doors/letters/fonts build dist
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
