# The jobs of this project. On a bare machine (Python 3.11 or later, make and git): "make demo" and "make test".
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c

PORT ?= 8000
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
UV_VERSION := 0.13
BIN := .venv/bin
MADE := .venv/.made

# What the tests drive besides Python: a command that shows it is there, and the Debian package that brings it.
SYSTEM := chromium:chromium soffice:libreoffice-writer-nogui soffice:libreoffice-calc-nogui

CHECK_EXAMPLE = $(BIN)/goldenthread check examples/2021-22-q2.json --previous examples/2021-22-q1.json --plan examples/plan-2021-22.json

# What "make look" compiles the pages' style from.
LOOK := govuk-frontend@6.6.0 sass@1.108.2 esbuild@0.28.2

.PHONY: help setup demo test check bench load docs format screenshots look export system

help: ## say what can be done
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 20

setup: $(MADE) ## make the environment in .venv (quick when nothing changed)

$(MADE): requirements-dev.txt pyproject.toml | $(BIN)/uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $(MADE)

$(BIN)/uv:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Golden Thread needs Python 3.11 or later. Name one: make setup PYTHON=/path/to/python3.11" >&2; exit 2; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv \
		|| { echo "The environment could not be made. On Debian or Ubuntu, install python3-venv first." >&2; exit 2; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv~=$(UV_VERSION).0"

demo: setup ## judge, write and check the example council's report, then run the application with it (PORT=8000)
	@echo "Reading the report of Example Borough Council for the second quarter of 2021/22, working out its lights and arrows, and writing it again …"
	@echo
	@$(BIN)/goldenthread judge examples/2021-22-q2.json --to docx,pdf,html,xlsx,csv,json -o out
	@echo
	@echo "Checking it against the quarter before and the plan …"
	@echo
	@$(CHECK_EXAMPLE) || test $$? = 1
	@$(CHECK_EXAMPLE) --format html -o out/findings.html --quiet || test $$? = 1
	@echo
	@echo "That is the same report in six formats, each one made for everybody to read: open out/2021-22-q2.html first. What the checks"
	@echo "found stands beside the words it speaks of in out/findings.html."
	@echo "Now try it on a paper of your own:  .venv/bin/goldenthread check your-report.docx"
	@echo
	@echo "And this is the application, in which the same council keeps its plan."
	@exec $(BIN)/goldenthread demo --port $(PORT) --data out/demonstration

test: setup system ## everything: all tests with branch coverage, and all checks
	@failed=0; \
	$(BIN)/pytest -n auto --dist loadgroup --cov --cov-report=term:skip-covered || failed=1; \
	$(MAKE) --no-print-directory check || failed=1; \
	exit $$failed

check: setup ## the fast checks: format, lint, types, import contracts, dependencies, security
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/ruff check --quiet
	@$(BIN)/mypy --no-error-summary
	@said=$$($(BIN)/lint-imports --no-cache) || { echo "$$said"; exit 1; }
	@said=$$($(BIN)/deptry src --no-ansi 2>&1) || { echo "$$said"; exit 1; }
	@$(BIN)/bandit --configfile pyproject.toml --quiet --recursive src
	@echo "All checks passed."

docs: setup ## write what the documents say about the code from the code itself
	@$(BIN)/python docs/generate.py

format: setup ## put the code in order
	@$(BIN)/ruff format --quiet
	@$(BIN)/ruff check --fix --quiet

bench: setup ## measure speed and memory; prints the machine, medians and ratios
	@$(BIN)/python bench/bench.py

load: setup ## 200 officers open, save and submit five updates each within a minute; counts what the database holds
	@$(BIN)/python bench/load.py

screenshots: setup system ## take the pictures of docs/screenshots again, from the example council in a real browser
	@scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; \
	GOLDENTHREAD_SCREENSHOTS="$$scratch" $(BIN)/pytest -q -n0 --no-cov tests/web/browser/test_journey.py tests/web/browser/test_every_page.py \
		tests/web/browser/test_quarter.py -k "examples or both_versions or performance or quarter and not without" && \
	rm -rf docs/screenshots && mkdir -p docs/screenshots && cp "$$scratch"/documents/*.png docs/screenshots/

look: ## compile the style sheet and the script of the pages again (needs npm; nothing of it is kept)
	@scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; here="$$PWD/src/goldenthread/web/look"; cd "$$scratch"; \
	npm install --silent --no-audit --no-fund --no-save --no-package-lock $(LOOK); \
	cp "$$here"/frontend/govuk.js .; \
	npx sass --no-charset --no-source-map --quiet-deps --style=compressed --load-path=node_modules \
		"$$here"/frontend/govuk.scss "$$here"/static/look/govuk.css; \
	npx esbuild govuk.js --bundle --minify --format=esm --legal-comments=none --log-level=warning --outfile="$$here"/static/look/govuk.js

export: $(BIN)/uv ## write requirements*.txt again from pyproject.toml (the lock itself is never kept)
	@scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; \
	cp pyproject.toml README.md LICENSE "$$scratch"/; \
	uv="$$PWD/$(BIN)/uv"; here="$$PWD"; cd "$$scratch"; \
	"$$uv" lock --quiet --python "$$here/$(BIN)/python"; \
	"$$uv" export --quiet --frozen --no-header --no-emit-project --no-default-groups -o "$$here/requirements.txt" > /dev/null; \
	"$$uv" export --quiet --frozen --no-header --no-emit-project --all-groups -o "$$here/requirements-dev.txt" > /dev/null

system:
	@missing=""; for pair in $(SYSTEM); do command -v "$${pair%%:*}" > /dev/null || missing="$$missing $${pair##*:}"; done; \
	test -n "$$missing" || exit 0; \
	as=""; test "$$(id -u)" = 0 || as=sudo; \
	echo "Installing for the tests:$$missing"; \
	{ $$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive \
		apt-get install -qq -y --no-install-recommends $$missing > /dev/null; } \
	|| { echo "These could not be installed here:$$missing. The tests that need them are skipped." >&2; test -z "$${CI:-}"; }
