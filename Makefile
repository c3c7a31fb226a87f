PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_FOR_TESTS := $(VENV)/.installed-for-tests
CATALOGUES := $(wildcard caseflow/locale/*/LC_MESSAGES/*.po)
WHAT_INSTALLS := pyproject.toml constraints.txt hatch_build.py $(CATALOGUES)

.PHONY: help run test model steps races kill kill-server year crawl attacks bench picture sheet check format pages machine clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-11s %s\n", $$1, $$2 }' Makefile

run: $(INSTALLED) ## make a demonstration city and serve it on this machine
	$(BIN)/caseflow demo

test: check machine ## check, then run every test (PostgreSQL and browser tests where the machine has them)
	$(BIN)/pytest -n 2 --dist worksteal --durations=15

model: $(INSTALLED_FOR_TESTS) ## live the generated lives at full size on each database (see docs/testing.md)
	MODEL_LIVES=80 $(BIN)/pytest --quiet --capture=no -n 2 --dist worksteal tests/model

steps: $(INSTALLED_FOR_TESTS) ## take two million steps without a database; START=n goes on with life n
	$(BIN)/python -m tests.domain.many_lives --start $(or $(START),0)

races: $(INSTALLED_FOR_TESTS) ## run every race a hundred times on each database
	RACES=100 $(BIN)/pytest --quiet tests/services/test_races.py

kill: $(INSTALLED_FOR_TESTS) ## kill writers 54 times on each database and say whether anything was lost
	KILLS=54 $(BIN)/pytest --quiet --capture=no tests/services/test_kill.py

kill-server: $(INSTALLED_FOR_TESTS) ## kill the server's workers 50 times while people act and say whether anything was lost
	SERVER_KILLS=50 $(BIN)/pytest --quiet --capture=no tests/web/test_killed_worker.py

year: $(INSTALLED_FOR_TESTS) ## live a year under clocks that come daily, late, hourly in three zones, or are killed
	WHOLE_YEAR=1 $(BIN)/pytest --quiet --durations=6 tests/demonstration/test_year.py

crawl: $(INSTALLED_FOR_TESTS) ## send hostile forms to every act in everybody's name, 4000 of them
	CRAWL=4000 $(BIN)/pytest --quiet tests/web/test_crawl.py

attacks: $(INSTALLED_FOR_TESTS) ## show every attack on a bundle to both verifiers, and cut files at every byte
	ATTACKS=all $(BIN)/pytest --quiet tests/proof/test_attacks.py

check: $(INSTALLED_FOR_TESTS) ## lint, formatting, types, floors and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --check templates

format: $(INSTALLED_FOR_TESTS) ## put code and templates into the one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat templates

pages: $(INSTALLED_FOR_TESTS) ## write the generated parts of README and docs anew
	$(BIN)/python -m tests.house.generated

bench: $(INSTALLED_FOR_TESTS) ## measure ratios side by side (see docs/performance.md)
	$(BIN)/python -m benchmarks.ledger_reading
	$(BIN)/python -m benchmarks.matrix
	$(BIN)/python -m benchmarks.bundle

picture: $(INSTALLED_FOR_TESTS) ## take README's picture of the demonstration city anew
	$(BIN)/python -m tests.browser.picture

sheet: $(INSTALLED_FOR_TESTS) ## take every page as every role, five ways, into FOLDER (outside the repository)
	@test -n "$(FOLDER)" || { echo "name a folder outside the repository: make sheet FOLDER=/tmp/sheet"; exit 2; }
	$(BIN)/python -m tests.browser.contact_sheet "$(FOLDER)"

machine: ## install (root) or name what tests want of the machine beside Python
	@$(PYTHON) -m tests.machine

clean: ## remove what the other targets made, except the city under instance/
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis $(CATALOGUES:.po=.mo)

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo 'There is no $(PYTHON). As root, on Debian: apt-get install python3 python3-venv'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "caseflow needs Python 3.11 or newer; name one: make PYTHON=python3.11")'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo '$(PYTHON) cannot make .venv. As root, on Debian: apt-get install python3-venv'; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): $(WHAT_INSTALLS) | $(BIN)/python
	$(BIN)/pip install --quiet -e . -c constraints.txt
	@touch $@

$(INSTALLED_FOR_TESTS): $(WHAT_INSTALLS) | $(BIN)/python
	$(BIN)/pip install --quiet -e '.[test]' -c constraints.txt
	@touch $@ $(INSTALLED)
