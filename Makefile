# Two commands: `make run` and `make test`. Both prepare .venv first (packaging/README.md says how; README.md gives the
# equal commands for Windows and macOS without make).

PYTHON ?= $(shell command -v python3 || command -v python3.14 || command -v python3.13 || command -v python3.12 || \
	command -v python3.11)
SETUP = $(or $(PYTHON),$(error Python 3.11 or newer is needed and none was found)) packaging/bootstrap.py
BIN := .venv/bin
DEMO := build/demo.revroute
# The program sets this at its own start, but tests, benchmarks and pictures have numpy before they come to that.
export OPENBLAS_NUM_THREADS := 1
# Tests start the program hundreds of times; without its compiled files each start would compile it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test lint bench bench-large soak screenshots demo translations lock clean

run: ## open the console on the demo workspace; with no display print its summary and draw its panes
	@$(SETUP) run
	@$(BIN)/python packaging/run.py

test: lint ## everything that must hold before a change is done
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 3 --dist worksteal -m "not soak" --ignore=tests/benchmarks

lint: ## style, types and the contracts between rooms
	@$(SETUP) test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -n 2
	$(BIN)/lint-imports

bench: ## the figures of README, written to build/bench.json
	@$(SETUP) test
	@mkdir -p build
	QT_QPA_PLATFORM=offscreen \
		$(BIN)/python -m pytest -s -o faulthandler_timeout=3600 tests/benchmarks --ignore=tests/benchmarks/large

bench-large: ## figures of the Analytics pane on ten million events, which are made once, in a quarter of an hour or more
	@$(SETUP) test
	@mkdir -p build
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -s -o faulthandler_timeout=36000 tests/benchmarks/large

soak: ## the long runs, whole or in parts: `make soak SEED=7 PART=2/8 ONLY=kills`; every test is named by its seed
	@$(SETUP) test
	REVROUTE_KILL_SEED=$(or $(SEED),$(shell date +%s)) REVROUTE_SOAK_PART=$(PART) QT_QPA_PLATFORM=offscreen \
		$(BIN)/python -m pytest -v -n 2 --dist worksteal -m soak $(if $(ONLY),-k "$(ONLY)")

demo: ## make the demo workspace
	@$(SETUP) run
	@mkdir -p build
	@$(BIN)/revroute demo $(DEMO)

screenshots: demo ## draw every pane and dialog, light and dark; the panes at every scale, in 4K and high contrast too
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m revroute_desktop.console.screenshots build/screenshots $(DEMO)

translations: ## collect the words of the console, merge them into resources/translations, compile them
	@$(SETUP) test
	$(BIN)/python packaging/translations.py

lock: ## pin the requirements anew after a change of pyproject.toml; `make lock UPGRADE=1` takes the newest
	@$(SETUP) run
	$(BIN)/python packaging/lock.py $(if $(UPGRADE),--upgrade)

clean: ## back to a fresh clone
	rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
