# Every target sets up what it needs, once. `make help` lists them. ARGS go to the command: make run ARGS="--seed 2"

VENV := .venv
BIN := $(VENV)/bin
SAY := $(BIN)/python -m
PIP := $(SAY) pip --disable-pip-version-check --quiet
WAR := $(BIN)/hinterland
ARGS ?=
# Tests run in several processes; threads of linear algebra in each of them would wait for one another.
ONE_THREAD := OPENBLAS_NUM_THREADS=1
# Bytecode is kept, also where the environment asks for none: without it every process compiles what it imports anew.
KEPT := PYTHONDONTWRITEBYTECODE=
PYTEST := $(KEPT) $(ONE_THREAD) $(SAY) pytest -q

# What `make coverage` runs: kernels as plain Python on a small theatre, whose random numbers are meant to overflow, and
# the rest as it is. Tests that read the sources, and long wars, go through no line that the others do not.
INTERPRETED := -W "ignore:overflow encountered:RuntimeWarning" tests/war
COMPILED := --ignore tests/house --ignore tests/history --ignore tests/war

# The first Python of 3.11 or newer that answers; set PYTHON to choose another.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help run page serve test browsers slow coverage golden newest neighbours check format web wheel bench docs figures ledger release lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

run: $(VENV)/.ready ## play the war and write the report under out/
	$(WAR) run $(ARGS)

page: $(BIN)/python ## build the front end of the page (needs Node)
	$(BIN)/python page/build.py

serve: $(VENV)/.ready page ## show a run as a page in the browser
	$(WAR) serve $(ARGS)

test: $(VENV)/.dev ## the tests, without the slow ones
	$(PYTEST) -n 2 --dist loadfile $(ARGS)

browsers: $(VENV)/.dev ## the tests of the page, and of wars that it plays, in real browsers
	$(PYTEST) -n 2 --dist loadfile -m slow tests/page tests/web --ignore tests/web/test_every_pair.py $(ARGS)

slow: $(VENV)/.dev ## the tests that take minutes
	$(PYTEST) -m slow $(ARGS)

coverage: $(VENV)/.dev ## the lines that tests go through, 90 % or more: kernels interpreted, all else compiled
	rm -f .coverage .coverage.*
	$(ONE_THREAD) NUMBA_DISABLE_JIT=1 $(SAY) coverage run -m pytest -q --one-of-each $(INTERPRETED) & kernels=$$!; \
	$(ONE_THREAD) $(SAY) coverage run -m pytest -q --one-of-each $(COMPILED); rest=$$?; wait $$kernels && exit $$rest
	$(SAY) coverage combine --quiet
	$(SAY) coverage report --fail-under=90

golden: $(VENV)/.dev ## write the hashes of known wars anew, where results move on purpose
	$(SAY) tests.golden

newest: ## the same bits on the newest numba that there is, in an environment of its own
	bash .ci/newest $(PYTHON)

neighbours: $(VENV)/.neighbours ## the tests of what other programs take, EMA workbench too
	$(PYTEST) tests/neighbours $(ARGS)

check: $(VENV)/.dev ## style, types, imports, the theatre, the ledger
	$(SAY) ruff check .
	$(SAY) ruff format --check .
	$(SAY) mypy
	$(BIN)/lint-imports
	$(WAR) check theatre
	$(WAR) check ledger

format: $(VENV)/.dev ## lay the code out
	$(SAY) ruff check --fix .
	$(SAY) ruff format .

web: $(VENV)/.ready ## build the module with which a page plays the war (some minutes); it is kept in the package
	$(SAY) hinterland.web.shipping

wheel: web ## build the wheel, with that module in it, under dist/
	$(PIP) wheel --no-build-isolation --no-deps --wheel-dir dist .

bench: $(VENV)/.bench ## the speed of the war, and of ours beside Mesa's
	$(BIN)/python bench/war_speed.py $(ARGS)

docs: $(VENV)/.docs ## build the book, a site under out/book
	$(SAY) docs.making
	NO_MKDOCS_2_WARNING=1 $(SAY) mkdocs build --quiet $(ARGS)

figures: $(VENV)/.docs ## make every table and figure of the book anew that rests on what ships
	$(WAR) parameters --markdown > docs/parameters.md
	$(WAR) report fitted/runs --out out/shipped
	$(WAR) score fitted/runs --out out/shipped_score.csv
	$(SAY) docs.making.readme_pictures
	$(MAKE) docs

ledger: $(VENV)/.ready ## publish the ledger as a database under out/ledger
	$(WAR) publish out/ledger $(ARGS)

release: page web $(VENV)/.docs ## build wheel, source, book and ledger with checksums under dist/
	$(BIN)/python .ci/release.py $(ARGS)

lock: ## resolve the dependencies anew (needs uv)
	bash .ci/lock

clean: ## remove what make made
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache .coverage .coverage.*

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "no Python of 3.11 or newer was found; install one, or say make PYTHON=/path/to/python" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "$(PYTHON) cannot make a virtual environment; install its venv module (Debian: python3-venv)" >&2; rm -rf $(VENV); exit 2; }

$(VENV)/.ready: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.ready
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.neighbours: requirements-neighbours.lock $(VENV)/.dev
	$(PIP) install --require-hashes -r requirements-neighbours.lock
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.ready
	$(PIP) install --require-hashes -r requirements-bench.lock
	@touch $@

$(VENV)/.docs: requirements-docs.lock $(VENV)/.ready
	$(PIP) install --require-hashes -r requirements-docs.lock
	@touch $@
