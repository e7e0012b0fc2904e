# Needs GNU make, a POSIX shell, git and Swift 6.3.
#
# SWIFT_FLAGS is passed to every build of the package; ARGS is passed to `pinyon replay` and `pinyon bench near`.

SWIFT ?= swift
SWIFT_FLAGS ?=
ARGS ?=

TIDY := sh Checks/tidy.sh
STEPS := $(TIDY) sh Checks/run-steps.sh
BUILD := $(SWIFT) build -c release --explicit-target-dependency-import-check error $(SWIFT_FLAGS)
RUN_TESTS := $(SWIFT) test -c release --disable-testable-imports --skip-build $(SWIFT_FLAGS)
PRODUCT := $(TIDY) $(BUILD) --product pinyon
PINYON = "$$($(TIDY) $(BUILD) --show-bin-path)/pinyon"

# SQLite's header for the build, the decompressors for the trace readers.
PACKAGES := libsqlite3-dev zstd gzip xz-utils
# openssl makes certificates; the servers come by Checks/servers.sh.
TEST_PACKAGES := $(PACKAGES) openssl
SERVERS := $(CURDIR)/.build/servers

BUNDLES := $(notdir $(wildcard Tests/*Tests))
# Tests that break servers and networks on purpose, one after the other: together they would starve each other.
ONE_BY_ONE := LiveTests
LINTED := $(wildcard Package.swift Sources Tests Checks Benchmarks Examples Snippets)

DOCUMENTED := Pinyon PinyonClient PinyonNear PinyonTesting
DOCS := .build/docs

.DEFAULT_GOAL := help
.PHONY: help demo test soak check bench docs clean toolchain packages test-packages servers
# The targets share one build folder.
.NOTPARALLEL:

help: ## list the targets
	@awk -F ' *## *' '/^[a-z]+:.*##/ { sub(/:.*/, "", $$1); printf "make %-7s  %s\n", $$1, $$2 }' Makefile

demo: packages ## build pinyon and replay a workload through the cache (ARGS="…" for pinyon replay)
	@$(PRODUCT)
	@$(PINYON) replay $(ARGS)

# Without testable imports the tests run what `make check` and `make demo` build; with them all is built again. Each
# bundle is a process of its own: together they would compete for Swift's few threads, and for the time that tests have.
test: export PINYON_SERVERS := $(SERVERS)
# The decoder of what servers send gets random inputs for a minute, or as long as is asked for.
test: export PINYON_FUZZ_SECONDS ?= 60
test: test-packages servers ## run all tests, in release configuration
	@$(TIDY) $(BUILD) --build-tests
	@$(STEPS) \
	    $(foreach bundle,$(BUNDLES),'$(RUN_TESTS)$(if $(filter $(bundle),$(ONE_BY_ONE)), --no-parallel) --filter ^$(bundle)[.]') \
	    '$(SWIFT) test --package-path Checks'

soak: export PINYON_SERVERS := $(SERVERS)
soak: export PINYON_SOAK := 1
soak: test-packages servers ## run the tests of faults at length, on all servers; takes a quarter of an hour
	@$(TIDY) $(BUILD) --build-tests
	@$(TIDY) $(RUN_TESTS) --no-parallel --filter '^LiveTests[.]'

check: packages ## lint, hold the sources to the repository's rules, build all and the documentation without warnings
	@$(STEPS) \
	    '$(SWIFT) format lint --strict --recursive --parallel --configuration .swift-format $(LINTED)' \
	    '$(SWIFT) run --package-path Checks repository-checks' \
	    '$(BUILD) --build-tests' \
	    '$(MAKE) --no-print-directory docs'

bench: packages ## measure the near tier (ARGS="…" for pinyon bench near)
	@$(PRODUCT)
	@$(PINYON) bench near $(ARGS)

docs: packages ## build the documentation of the library
	@rm -rf $(DOCS)
	@$(TIDY) $(SWIFT) package --disable-sandbox $(SWIFT_FLAGS) generate-documentation $(DOCUMENTED:%=--target %) \
	    --enable-experimental-combined-documentation --warnings-as-errors \
	    --transform-for-static-hosting --output-path $(DOCS)
	@echo 'The documentation is in $(DOCS); to read it: python3 -m http.server --directory $(DOCS), then open'
	@echo 'http://localhost:8000/documentation'

clean: ## remove everything that was built
	rm -rf .build $(wildcard */.build Examples/*/.build)

toolchain:
	@command -v $(SWIFT) >/dev/null || { \
	    echo 'make: $(SWIFT) was not found; Pinyon needs Swift 6.3 (https://www.swift.org/install)' >&2; exit 69; }

packages: toolchain
	@sh Checks/system-packages.sh $(PACKAGES)

test-packages: toolchain
	@sh Checks/system-packages.sh $(TEST_PACKAGES)

servers: ## fetch the servers that tests and `pinyon bench client` start
	@$(TIDY) sh Checks/servers.sh '$(SERVERS)'
