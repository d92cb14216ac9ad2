# Needs Python 3.11, pip, make and git; everything else is installed into .venv from constraints.txt.

PYTHON ?= python3
PYTEST_ARGS ?=
BENCH_ARGS ?=
# What branch coverage of domain and storage must reach, in per cent.
COVERAGE_FLOOR ?= 100

BIN := .venv/bin
READY := .venv/.installed
PIN := .venv-pin/bin

.PHONY: paper test check static register bench showcase docs pictures constraints install clean
.DEFAULT_GOAL := paper

## The committee's next paper in all formats, in papers/.
paper: $(READY)
	$(BIN)/hmi report --committee JAC

test: $(READY)
	$(BIN)/python -m pytest $(PYTEST_ARGS)

## Everything that continuous integration checks; the tests come last.
check: static register
	$(BIN)/python -m pytest --cov --cov-report= $(PYTEST_ARGS) --junitxml=build/tests.xml
	@$(BIN)/coverage report --include='*/domain/*,*/storage/*' --fail-under=$(COVERAGE_FLOOR) \
	  > build/coverage.txt || { cat build/coverage.txt; exit 1; }

static: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

## The project's own register, and what changed in it since BASE (see .ci/register).
register: $(READY)
	.ci/register

## What hmi costs, in some minutes: BENCH_ARGS='--write' keeps the tables; --sizes, --lines, --peers and more.
bench: $(READY)
	$(BIN)/python -m bench $(BENCH_ARGS)

showcase: $(READY)
	$(BIN)/python examples/showcase.py

## The command reference, from the commands' own help, and the columns of an export.
docs: $(READY)
	$(BIN)/python docs/make_cli.py
	$(BIN)/python docs/make_export.py

## The README's pictures, from the showcase; needs chromium and poppler-utils.
pictures: $(READY)
	$(BIN)/python docs/make_pictures.py

## Pin every library anew, from the default index alone, with the hashes of all its platforms.
constraints:
	$(PYTHON) -m venv .venv-pin
	$(PIN)/python -m pip install --quiet --upgrade pip-tools
	env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND='make constraints' \
	  $(PIN)/pip-compile --quiet --upgrade --extra dev --generate-hashes --allow-unsafe --strip-extras \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	  --output-file constraints.txt pyproject.toml

install: $(READY)

# No build isolation: the build backend too is the pinned one.
$(READY): constraints.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf .venv .venv-pin build dist
