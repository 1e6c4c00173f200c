# SPDX-License-Identifier: EUPL-1.2
# make run    start the counter                     make test    every test, after setting everything up
# make demo   the counter with a believable desk    make check   format, lint, types, contracts, tests
# make tour   the main job by keyboard, pictured    make faults  the long fault tests (kill, power cut, full disk)
# make setup  only prepare .venv                    make bench   speed, into resources/docs/performance.md
# make lock   pin the packages anew                 make clean   throw away .venv and caches
# ARGS="..." goes to the program or to pytest; DB=postgresql://user@server/balie opens a shared database.

PY      := .venv/bin/python
PREPARE := sh resources/setup/prepare.sh
PYTEST  := QT_QPA_PLATFORM=offscreen $(PY) -m pytest
DEMO_DB := out/demo/balie.db

.PHONY: setup run demo tour test check format lint types contracts faults bench lock clean test-setup

setup:
	@$(PREPARE) run

run: setup
	@$(PY) main.py $(if $(DB),--db $(DB)) run $(ARGS)

demo: setup
	@mkdir -p $(dir $(DEMO_DB))
	@test -e $(DEMO_DB) || $(PY) main.py --db $(DEMO_DB) demo --tickets 400 --seed 1
	@$(PY) main.py --db $(DEMO_DB) run $(ARGS)

tour: setup
	@QT_QPA_PLATFORM=offscreen $(PY) main.py tour --out out/tour $(ARGS)

test-setup:
	@$(PREPARE) test

test: test-setup
	@$(PYTEST) -n 2 $(ARGS)

check: format lint types contracts test

format: test-setup
	@$(PY) -m ruff format --check .

lint: test-setup
	@$(PY) -m ruff check .

types: test-setup
	@$(PY) -m mypy

contracts: test-setup
	@$(PY) -c "from importlinter.cli import lint_imports_command; lint_imports_command()" --no-logo

faults: test-setup
	@$(PYTEST) -m faults $(ARGS)

bench: test-setup
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.speed $(ARGS)

# Needs uv once: .venv/bin/python -m pip install uv
# No index in the file: whoever installs from it takes the packages from their own registry, checked by hash.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
