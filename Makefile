# Every command works in a fresh checkout: it installs into .venv what it needs, and no more.

PYTHON ?= python3
SOURCE ?= ../shared/source/mali-2019.txt
FROM ?= latest
TO ?= .
TESTS ?= not browser and not r and not extra

VENV := .venv
RUN := $(VENV)/bin/python
UV := $(VENV)/bin/uv

# What is installed. Each is a file that is written last, so an interrupted set-up is never used.
INSTALLED_UV := $(VENV)/.installed-uv
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
INSTALLED_EXTRA := $(VENV)/.installed-extra
INSTALLED_DATASETTE := build/datasette/.installed

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: validate
validate: $(INSTALLED) ## Check the data package: structure, rules, register of findings
	@$(VENV)/bin/claims-check

.PHONY: test
test: $(INSTALLED_DEV) ## Run the tests; those that need more: make test TESTS='browser or r'
	@$(RUN) -m pytest --numprocesses auto -m "$(TESTS)"

.PHONY: lint
lint: $(INSTALLED_DEV) ## Check formatting, style, types and workflows
	@$(RUN) -m ruff format --check .
	@$(RUN) -m ruff check .
	@$(RUN) -m mypy --strict checks scripts
	@$(VENV)/bin/zizmor --offline --quiet --no-progress .

.PHONY: format
format: $(INSTALLED_DEV) ## Format the code and sort its imports
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
bench: $(INSTALLED_DEV) ## Measure the checks beside frictionless and DuckDB (takes long; see --help)
	@$(RUN) -m scripts.bench $(OPTIONS)

.PHONY: inject-faults
inject-faults: $(INSTALLED_DEV) ## Measure what each rule finds and misses in generated packages
	@$(RUN) -m scripts.inject_faults $(OPTIONS)

# make fuzz OPTIONS='--output docs/fuzzing.md' writes the document.
.PHONY: fuzz
fuzz: $(INSTALLED) ## Run the commands on randomly damaged copies of the package (hours; --help)
	@$(RUN) -m scripts.fuzz $(OPTIONS)

.PHONY: croissant-check
croissant-check: $(INSTALLED_EXTRA) ## Validate and load the Croissant file with mlcroissant
	@$(RUN) -m pytest -m extra tests/scripts/metadata/test_croissant.py

.PHONY: datasette-check
datasette-check: $(INSTALLED_DEV) $(INSTALLED_DATASETTE) ## Serve the database of a release with Datasette
	@$(RUN) -m pytest -m extra tests/scripts/metadata/test_datasette.py

.PHONY: mutation
mutation: $(INSTALLED_EXTRA) ## Change the rules, one spot at a time: do the tests notice? (hours)
	@$(RUN) -m mutmut run $(OPTIONS)
	@$(RUN) -m mutmut results

.PHONY: source-check
source-check: $(INSTALLED) ## Prove the coding against the text: make source-check SOURCE=file
	@$(VENV)/bin/claims-check prove . "$(SOURCE)"

# make site QUIET=yes and make release QUIET=yes print no steps.
QUIETLY := $(if $(QUIET),--quiet)

.PHONY: site
site: $(INSTALLED_DEV) ## Build the web page into site/, with the files of dist/ if there are any
	@$(RUN) -m scripts.site $(QUIETLY) $(OPTIONS)

.PHONY: diff
diff: $(INSTALLED) ## What changed, and the version it requires: make diff FROM=1.0.0 TO=.
	@$(RUN) -m scripts.versions "$(FROM)" "$(TO)" $(OPTIONS)

.PHONY: release
release: $(INSTALLED_DEV) build-check ## Build dist/, the files of this version; RECORD=yes keeps them for good
	@$(RUN) -m scripts.release $(QUIETLY) $(if $(RECORD),--record)

# Keeps the versions that are locked; make lock UPGRADE=--upgrade moves to the newest ones. The checks
# get the versions of the development lock.
LOCKED := --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-config --quiet --custom-compile-command "make lock"
SAME_VERSIONS := --constraint requirements-dev.lock

.PHONY: lock
lock: $(INSTALLED_UV) ## Resolve pyproject.toml into the five lock files
	@$(UV) pip compile --group uv $(LOCKED) $(UPGRADE) --output-file requirements-uv.lock
	@$(UV) pip compile pyproject.toml --group dev \
		$(LOCKED) $(UPGRADE) --output-file requirements-dev.lock
	@$(UV) pip compile pyproject.toml $(SAME_VERSIONS) \
		$(LOCKED) --upgrade --output-file requirements.lock
	@$(UV) pip compile pyproject.toml --group extra $(SAME_VERSIONS) \
		$(LOCKED) $(UPGRADE) --output-file requirements-extra.lock
	@$(UV) pip compile --group datasette \
		$(LOCKED) $(UPGRADE) --output-file requirements-datasette.lock

.PHONY: clean
clean: ## Remove the virtual environment, caches and built files
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist mutants site *.egg-info
	@find checks scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

PIP_INSTALL := $(RUN) -m pip install --quiet --quiet --disable-pip-version-check --require-hashes
WHEELS := --only-binary :all:

# $(call sync,LOCK,OPTIONS) installs a lock file, and removes what is not in it. If there is no uv for
# the machine, or it finds no index (it does not read pip's configuration), pip installs the same files.
define sync
	@echo "Installing $(1) into $(VENV)" >&2
	@$(UV) pip sync --quiet --python $(RUN) --require-hashes $(WHEELS) $(2) $(1) || { \
		echo "uv failed: pip installs $(1), which takes a minute or two" >&2; \
		$(PIP_INSTALL) $(WHEELS) --requirement $(1); }
endef

$(INSTALLED_UV): requirements-uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is not Python 3.11 or newer: name one, as in make PYTHON=python3.12" >&2; \
		exit 1; }
	@echo "Making $(VENV) with uv, which installs the rest" >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP_INSTALL) $(WHEELS) --requirement requirements-uv.lock || \
		echo "There is no uv for this machine: pip installs the rest" >&2
	@touch $@

# The command claims-check runs the checkout. It is a script for sh that becomes one for Python,
# because the path of an interpreter after `#!` must not have blanks.
define COMMAND
#!/bin/sh
'''exec' "$(CURDIR)/$(RUN)" "$$0" "$$@"
' '''
from checks.commands.main import run
run()
endef
export COMMAND

$(INSTALLED): requirements.lock $(INSTALLED_UV)
	$(call sync,requirements.lock)
	@echo "$(CURDIR)" > "$$($(RUN) -c 'import site; print(site.getsitepackages()[0])')/checkout.pth"
	@echo "$$COMMAND" > $(VENV)/bin/claims-check
	@chmod +x $(VENV)/bin/claims-check
	@touch $@

# The tests start many processes: libraries are compiled once, even if Python may not write bytecode.
$(INSTALLED_DEV): requirements-dev.lock $(INSTALLED)
	$(call sync,requirements-dev.lock,--compile-bytecode)
	@touch $@

# One requirement of mlcroissant exists as a source archive only: the locked setuptools builds it.
$(INSTALLED_EXTRA): requirements-extra.lock $(INSTALLED_DEV)
	@echo "Installing requirements-extra.lock into $(VENV)" >&2
	@$(PIP_INSTALL) --no-build-isolation --requirement requirements-extra.lock
	@touch $@

# Datasette has an environment of its own, since its requirements are no concern of the checks.
$(INSTALLED_DATASETTE): requirements-datasette.lock $(INSTALLED_UV)
	@$(PYTHON) -m venv --clear $(@D)
	@$(UV) pip sync --quiet --python $(@D)/bin/python --require-hashes $(WHEELS) $< || \
		$(@D)/bin/python -m pip install --quiet --require-hashes $(WHEELS) --requirement $<
	@touch $@
