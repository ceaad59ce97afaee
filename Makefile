# Runs and tests Turnabout on Linux with make and Python 3.11 or later (with venv), and nothing else.

export PORT ?= 8000
PYTHON ?= python3.13 python3.12 python3.11 python3
py := .venv/bin/python

help: ## Say what there is to make
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

run: .venv ## Serve the site on http://localhost:8000 (or PORT=), with a demo candidate
	$(call install,requirements.txt)
	@exec $(py) manage.py serve

test: .venv ## Run all tests (ARGS= for pytest); browser tests where a Chromium is there or can be had
	$(call install,requirements-dev.txt)
	@$(py) -m tests.browser.find_chromium || true
	@exec $(py) -m pytest -n 4 --create-db $(ARGS)

lint: .venv ## Look at style, types, templates and missing migrations
	$(call install,requirements-dev.txt)
	$(py) -m ruff check .
	$(py) -m ruff format --check .
	$(py) -m mypy
	$(py) -m djlint --lint --quiet templates
	$(py) manage.py makemigrations --check --dry-run

soak: .venv ## Let everything happen to interview mode at random (STEPS=, RUNS=, SEED= to repeat one)
	$(call install,requirements-dev.txt)
	@SOAK_STEPS=$(or $(STEPS),400) SOAK_RUNS=$(or $(RUNS),5) SOAK_SEED=$(SEED) \
		exec $(py) -m pytest -q -s --reruns=0 tests/browser/faults/test_soak.py

mutants: .venv ## Take each guard out of a copy of the save protocol, and see the faults tell
	$(call install,requirements-dev.txt)
	@exec $(py) -m tests.browser.faults.mutants

bench: .venv ## Measure pages and saves beside a bare Django
	$(call install,requirements-dev.txt)
	@exec $(py) -m tests.load

lock: .venv ## Pin what pyproject.toml asks for (UPGRADE=--upgrade for the newest)
	$(call install,requirements-dev.txt)
	$(call compile,requirements.txt)
	$(call compile,requirements-dev.txt,--extra dev)

# $(call install,FILE): the locked packages, unless they are there; so it works without a network, too.
define install
	@test "$$(cksum < $(1))" = "$$(cat .venv/$(1).cksum 2>/dev/null)" || { \
		echo "Installing the packages of $(1) …" && \
		$(py) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1) && \
		cksum < $(1) > .venv/$(1).cksum; }
endef

define compile
	$(py) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --no-emit-find-links $(UPGRADE) $(2) -o $(1) pyproject.toml
endef

# The first Python that is new enough and whole; a .venv that was left half made is made anew.
.venv:
	@$(py) -c 'import pip' 2>/dev/null && exit; \
	for python in $(PYTHON); do \
		if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Making .venv with $$($$python --version) …"; exec $$python -m venv --clear .venv; \
		fi; \
	done; \
	echo "None of $(PYTHON) is Python 3.11 or later with venv. On Debian: apt-get install python3-venv" >&2; \
	exit 1

.PHONY: help run test lint soak mutants bench lock .venv
