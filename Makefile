# Everything lives in .venv; each goal installs first if needed.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
RELEASE ?= 2025-12
export GRADIO_ANALYTICS_ENABLED = False
export HF_HUB_OFFLINE = 1
export LANGGRAPH_CLI_NO_ANALYTICS = 1
export LANGGRAPH_NO_VERSION_CHECK = true
export LANGSMITH_TRACING = false
export DEEPEVAL_TELEMETRY_OPT_OUT = 1
export DEEPEVAL_DISABLE_DOTENV = 1
export DEEPEVAL_FILE_SYSTEM = READ_ONLY
export LANGGRAPH_STRICT_MSGPACK = true

.PHONY: help install run test test-slow test-thorough test-all lint evals bench soak studio replay constraints clean

help:  ## List the goals
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: $(STAMP)  ## Make .venv with everything, exact versions checked by hash

# Given as constraints too, since pip 23 does not apply a pin to the same package wanted with an extra (langsmith[otel]).
$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt -c constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

run: $(STAMP)  ## Open the chat page on http://127.0.0.1:7860 (PORT changes it); demo mode without keys
	$(BIN)/calcom-agent ui

# Two workers a core, since many tests wait for a browser or a server. Of the slow ones those that share a server are a
# group, which one worker plays, so that it is started once. What is compiled is kept, whatever the environment says:
# each worker and each process that a test starts would compile all of it anew.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(shell expr $$(nproc 2>/dev/null || echo 2) \* 2)

# In CI what was run is kept as JUnit too, one file for each goal.
JUNIT = $(if $(CI),--junitxml=build/junit/$@.xml)

test: $(STAMP)  ## Run all tests but the slow ones: about three minutes on two cores
	$(PYTEST) --dist worksteal -m "not slow" $(JUNIT)

test-slow: $(STAMP)  ## Run the slow ones: long fuzzing, every point of a kill, whole eval runs, LangGraph's server
	$(PYTEST) --dist loadgroup -m "slow and not thorough" $(JUNIT)

test-thorough: $(STAMP)  ## Run the whole of each matrix, of which the slow ones take a part: ten minutes
	$(PYTEST) --dist loadgroup -m thorough $(JUNIT)

test-all: test test-slow  ## Run what CI runs; test-thorough plays the rest of the matrices

lint: $(STAMP)  ## Style, types and import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

evals: $(STAMP)  ## Replay the scripted conversations against the mocked Cal.com
	$(BIN)/python -m evals run --report evals/runs/latest

bench: $(STAMP)  ## Print speed and cost figures, as ratios in one run
	$(BIN)/python -m evals.bench

soak: $(STAMP)  ## 1,000 confirmed operations with faults and kill -9 every minute (half an hour): what was told, what happened, what memory it took
	$(BIN)/python -m evals.bench.soak $(SOAK)

studio: $(STAMP)  ## Serve the graph for LangGraph Studio, with the mocked Cal.com when there is no key
	umask 077 && $(BIN)/langgraph dev --no-browser

replay: $(STAMP)  ## Compare the mocked Cal.com with recorded answers of a real one (RELEASE=2025-12)
	$(BIN)/python -m tests.replay $(RELEASE)

constraints:  ## Resolve the exact versions anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-annotate --no-header --all-extras --upgrade pyproject.toml -o constraints.txt

clean:  ## Remove the environment and everything made by running
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .langgraph_api *.egg-info build
