# One task runner; each line is one that a person could type. `make site` first makes what it needs.
PYTHON ?= python3
BIN := .venv/bin
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve test test-all mutants check cluster bench browser messages lock clean

site: .venv/ready
	$(BIN)/briefings build --strict

serve: .venv/ready
	$(BIN)/briefings serve

check: .venv/ready
	$(BIN)/briefings check --strict

test: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto -m "not slow"

test-all: .venv/ready
	$(BIN)/pytest -n auto

# Lists the changes of the code that no test notices; CONTRIBUTING.md says what it needs besides.
mutants: .venv/ready
	ulimit -v 2500000; $(BIN)/mutmut run
	$(BIN)/mutmut results

# It needs the extra `dask` in the environment, which no other test and no build does.
cluster: .venv/ready
	$(BIN)/pytest tests/cluster.py

bench: .venv/ready
	$(BIN)/python -m benchmarks $(BENCH)

messages: .venv/ready
	$(BIN)/pybabel extract --no-default-keywords -k say -k plain -k find -k number:1,2 -k number_plain:1,2 -k say_number:1,2 \
		-k find_number:1,2 --no-location --mapping builder/messages/extract.cfg --output builder/messages/messages.pot builder
	for po in builder/messages/*.po; do $(BIN)/pybabel update --no-fuzzy-matching --ignore-obsolete --width 100 \
		--locale $$(basename $$po .po) --input-file builder/messages/messages.pot --output-file $$po; done

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# What tests of finished pages need, from Debian: a browser without a window, which opens a page in a third of the work,
# Java for the validator, a reader of printed pages.
WINDOWLESS := chromium-headless-shell
browser:
	which $(WINDOWLESS) java pdftotext >/dev/null || ($(SUDO) apt-get update -qq && $(SUDO) apt-get install -qq --yes $(WINDOWLESS) default-jre-headless poppler-utils)

lock:
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
		--no-header --no-annotate --extra zensical --extra dev --output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv site .pages mutants
