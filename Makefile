# Every command works in a fresh checkout: the first one sets up .venv from requirements-dev.lock.

PYTHON ?= python3
SOURCE ?= ../shared/source/mali-2019.txt
FROM ?= latest
TO ?= .

VENV := .venv
INSTALLED := $(VENV)/.installed
INSTALLED_EXTRA := $(VENV)/.installed-extra
RUN := $(VENV)/bin/python
UV_VERSION := 0.13.9

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: validate
validate: $(INSTALLED) ## Check the data package: structure, rules, register of findings
	@$(RUN) -m checks

.PHONY: test
test: $(INSTALLED) ## Run the tests, on all cores
	@$(RUN) -m pytest --numprocesses auto

.PHONY: lint
lint: $(INSTALLED) ## Check formatting, style and types
	@$(RUN) -m ruff format --check .
	@$(RUN) -m ruff check .
	@$(RUN) -m mypy --strict checks scripts

.PHONY: format
format: $(INSTALLED) ## Format the code and sort its imports
	@$(RUN) -m ruff check --quiet --fix --select I .
	@$(RUN) -m ruff format .

.PHONY: build
build: $(INSTALLED) ## Bring the generated files up to date (sizes, hashes, documents)
	@$(RUN) -m scripts.build

.PHONY: build-check
build-check: $(INSTALLED) ## Fail if a generated file is out of date; change nothing
	@$(RUN) -m scripts.build --check

# make bench OPTIONS='--output docs/benchmark.md' writes the document; alone, it prints it.
.PHONY: bench
bench: $(INSTALLED) ## Measure the checks beside frictionless and DuckDB (takes long; see --help)
	@$(RUN) -m scripts.bench $(OPTIONS)

.PHONY: inject-faults
inject-faults: $(INSTALLED) ## Measure what each rule finds and misses in generated packages
	@$(RUN) -m scripts.inject_faults $(OPTIONS)

.PHONY: croissant-check
croissant-check: $(INSTALLED_EXTRA) ## Validate and load the Croissant file with mlcroissant
	@$(RUN) -m pytest tests/scripts/metadata/test_croissant.py

.PHONY: mutation
mutation: $(INSTALLED_EXTRA) ## Change the rules, one spot at a time: do the tests notice? (hours; see --help)
	@$(RUN) -m scripts.mutation $(OPTIONS)

.PHONY: source-check
source-check: $(INSTALLED) ## Prove the coding against the text: make source-check SOURCE=file
	@$(RUN) -m scripts.source_check "$(SOURCE)"

.PHONY: site
site: $(INSTALLED) ## Build the web page into site/, with the files of dist/ if there are any
	@$(RUN) -m scripts.site $(OPTIONS)

.PHONY: diff
diff: $(INSTALLED) ## What changed and what it requires: make diff FROM=1.0.0 TO=. (or folders, archives)
	@$(RUN) -m scripts.versions "$(FROM)" "$(TO)" $(OPTIONS)

.PHONY: release
release: build-check ## Build dist/, the files of this version; RECORD=yes keeps it in releases/
	@$(RUN) -m scripts.release $(if $(RECORD),--record)

# Keeps the versions already locked; make lock UPGRADE=--upgrade moves to the newest ones. What runs
# the checks is locked for itself, with the same versions: the action installs nothing else.
LOCKED := --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-config --quiet --custom-compile-command "make lock"

.PHONY: lock
lock: $(INSTALLED) ## Resolve pyproject.toml into the three lock files
	@$(RUN) -m pip install --quiet --quiet uv==$(UV_VERSION)
	@$(RUN) -m uv pip compile pyproject.toml --group dev \
		$(LOCKED) $(UPGRADE) --output-file requirements-dev.lock
	@$(RUN) -m uv pip compile pyproject.toml --constraint requirements-dev.lock \
		$(LOCKED) --upgrade --output-file requirements.lock
	@$(RUN) -m uv pip compile pyproject.toml --group extra --constraint requirements-dev.lock \
		$(LOCKED) $(UPGRADE) --output-file requirements-extra.lock

.PHONY: clean
clean: ## Remove the virtual environment, caches and built files
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist site *.egg-info
	@find checks scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is written last, and set-up always starts from an empty environment: one that was
# interrupted, or made from an older lock, is never used.
$(INSTALLED): requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, and '$(PYTHON)' is none: set PYTHON=python3.12, say" >&2; \
		exit 1; }
	@echo "Setting up $(VENV) from requirements-dev.lock (once; takes a minute or two)" >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(RUN) -m pip install --quiet --quiet --disable-pip-version-check \
		--require-hashes --only-binary :all: --requirement requirements-dev.lock
	@touch $@

# One requirement of mlcroissant exists as a source archive only: it is built by the locked setuptools.
$(INSTALLED_EXTRA): requirements-extra.lock $(INSTALLED)
	@$(RUN) -m pip install --quiet --quiet --disable-pip-version-check --require-hashes \
		--no-build-isolation --requirement requirements-extra.lock
	@touch $@
