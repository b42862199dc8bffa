# make demo    see tamis at work, offline, on bundled sample data
# make test    everything that CI runs: style, types, layers, tests, documentation
# make bench   accuracy and speed, measured on the folder of real lists
# make docs    the documentation as a site, and the picture and outputs in README.md
# make fmt     format the code
#
# Each makes the virtual environment .venv when there is none. PYTHON=/path/to/python3.12 chooses the interpreter.

.DEFAULT_GOAL := help
# Targets share one environment: two pips must not write it at once, whatever -j says.
.NOTPARALLEL:
.PHONY: help demo test bench docs fmt

# What the caller's shell holds must not decide what is installed or measured here; proxies and mirrors stay.
unexport PYTHONPATH PYTHONHOME PYTHONWARNINGS PYTHONSTARTUP VIRTUAL_ENV CONDA_PREFIX
unexport PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON PIP_NO_DEPS PIP_NO_BUILD_ISOLATION PIP_REQUIRE_VIRTUALENV PIP_DRY_RUN
export PIP_USER := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The theme's notice on its successor; the `dev` extra bounds the versions.
export NO_MKDOCS_2_WARNING := 1

# The folder of real lists: tests that need it say so when it is not there.
ifeq ($(strip $(TAMIS_TEST_DATA)),)
ifneq ($(wildcard ../shared/lists),)
export TAMIS_TEST_DATA := $(abspath ../shared)
endif
endif

BIN := .venv/bin
# An environment knows the folder it was made in: in a moved or copied checkout the stamp is another one.
HERE := $(firstword $(shell pwd | cksum))
USER_STAMP := .venv/.tamis-$(HERE)
DEV_STAMP := .venv/.tamis-dev-$(HERE)
# The version stands in the package itself, so a new one means new metadata.
INSTALLED_FROM := pyproject.toml src/tamis/__init__.py .ci/venv

help:
	@sed -n 's/^# make /make /p' Makefile

$(USER_STAMP): $(INSTALLED_FROM)
	@PYTHON="$(PYTHON)" sh .ci/venv .
	@touch $@

$(DEV_STAMP): $(INSTALLED_FROM)
	@PYTHON="$(PYTHON)" sh .ci/venv '.[dev,batch,documents,plots,postgres,spark,watch]'
	@touch $(USER_STAMP) $@

demo: $(USER_STAMP)
	@$(BIN)/python -m tamis demo

test: $(DEV_STAMP)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest
	$(BIN)/python -m mkdocs build --strict --quiet --site-dir build/site-check
	@if test -n "$(TAMIS_TEST_DATA)"; then $(BIN)/python bench/accuracy.py --quick --gate; \
	else echo "TAMIS_TEST_DATA is not set: accuracy was not measured"; fi

bench: $(DEV_STAMP)
	-$(BIN)/python -m pip install --quiet --only-binary :all: --requirement bench/requirements.txt
	$(BIN)/python bench/accuracy.py --gate
	$(BIN)/python bench/documents.py --gate --json build/documents.json
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/documents_speed.py
	$(BIN)/python bench/batch_speed.py
	$(BIN)/python bench/watch_speed.py

docs: $(DEV_STAMP)
	$(BIN)/python docs/make_examples.py
	$(BIN)/python -m mkdocs build --strict --quiet

fmt: $(DEV_STAMP)
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .
