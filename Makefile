# The commands of the project, each complete in itself: `make run` and `make test` do all their own set-up.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
# Empty: /etc where PREFIX is /usr, and PREFIX/etc elsewhere.
SYSCONFDIR ?=
# Where `make run` listens; for make's own command line only, as an environment often has a HOST that is the machine's name.
HOST = localhost
PORT = 6000
WEBPORT = 6080
PAGE =

# What is run by people and measured is one build: optimised, and free of the toolchain's folder (libevent stays dynamic). Addresses of
# libraries' functions are found at the start (-z now), so that the table of them is read-only after it.
RELEASE := -c release --static-swift-stdlib -Xlinker -z -Xlinker now
RELEASE_BIN := .build/release
# The warning is of what swift-argument-parser brings in of Foundation, which is linked as a whole. (lld gives none, and makes programs of
# twice the size.)
FIRST_BUILD = $(if $(wildcard $(RELEASE_BIN)/partylined),,@echo 'Building, which takes some minutes the first time. \
	(The linker will warn of mktemp: it is in the Foundation of Swift, where it writes files; no program here has it do that.)')
# Without XCTest, which leaks 368 bytes of its own under a sanitizer.
TEST := SWIFT='$(SWIFT)' scripts/test.sh

# Of a cluster: the program that NATS_SERVER names, or one of our own.
NATS = [ -n "$$NATS_SERVER" ] || scripts/get-nats-server.sh

# Instrumented programs are slow: every deadline of the tests is ten times as long, and the simulation's days are shorter.
# (lld, as gold warns of each symbol of ASan's.)
SANITIZE := PARTYLINE_TEST_PATIENCE=10 SIM_STEPS=2500 LSAN_OPTIONS='suppressions="$(CURDIR)/scripts/lsan.supp":print_suppressions=0' \
	$(TEST) -Xswiftc -use-ld=lld

ifeq ($(wildcard Package.swift),)
$(error Say where the project is: make -C FOLDER)
endif

.DEFAULT_GOAL := help
.PHONY: help deps build-deps build run test integration-test bench lint format sanitize fuzz simulate toml-test irctest chaos test-upgrade \
	test-page test-web test-cluster cluster cluster-bench cluster-chaos soak picture pictures-web clean clean-data install uninstall deb try-package
# Two at once would wait for each other's locks of SwiftPM and apt.
.NOTPARALLEL:

help: ## prints this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s%s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

deps: ## installs the system's packages that are missing (Debian's apt; as root or by sudo)
	@SWIFT='$(SWIFT)' scripts/deps.sh build test
	@scripts/promtool.sh
	@scripts/get-nats-server.sh || { [ -z "$$CI" ] && echo 'The tests with a real server of NATS will be skipped.' >&2; }

build-deps:
	@SWIFT='$(SWIFT)' scripts/deps.sh build

build: build-deps ## builds everything, optimised
	$(FIRST_BUILD)
	$(SWIFT) build $(RELEASE)

run: build-deps ## starts a server on localhost:6000, and its page on 6080 (HOST= PORT= WEBPORT= PAGE=FOLDER); it keeps what is said in .partyline
	$(FIRST_BUILD)
	$(SWIFT) build $(RELEASE) --product partylined
	$(SWIFT) build $(RELEASE) --product partyline
	@scripts/run.sh '$(RELEASE_BIN)' '$(HOST)' '$(PORT)' '$(WEBPORT)' '$(PAGE)'

test: deps ## runs all tests, and names those that this machine can't run
	$(TEST)

test-page: ## tests the page's modules without a browser, and checks their types
	@scripts/deps.sh page
	node --test Tests/Page/
	tsc -p Sources/WebPage/tsconfig.json

test-web: build test-page ## has Chromium talk with the server by its page (ONLY='talking joining.welcome': those alone)
	@scripts/deps.sh web
	Tests/Browser/run.py $(RELEASE_BIN)/partylined $(ONLY)

integration-test: deps ## runs the tests against the real daemon alone
	$(TEST) --filter IntegrationTests

bench: build ## measures the server against the yardstick (QUICK=1: a short look)
	@scripts/deps.sh bench
	$(RELEASE_BIN)/partyline-bench $(if $(QUICK),--quick)

lint: deps ## checks format, imports, banned words, the scripts, and that the documents are true
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift
	scripts/check-sources.sh
	shellcheck scripts/*.sh .ci/run packaging/*.sh packaging/debian/*.postinst packaging/debian/*.prerm packaging/debian/*.postrm
	mypy --strict --no-error-summary Tests/Chaos/*.py
	mypy --strict --no-error-summary Tests/Cluster/*.py
	mypy --strict --no-error-summary Tests/Browser/*.py Tests/Browser/dialogues/*.py
	mypy --strict --no-error-summary scripts/golden-handover.py scripts/check-docs.py scripts/count-instructions.py scripts/picture.py \
		scripts/skipped-tests.py
	mypy --strict --no-error-summary scripts/irctest-table.py
	scripts/check-docs.py
	scripts/irctest-table.py
	mypy --strict --no-error-summary scripts/embed-page.py
	scripts/embed-page.py --check
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	scripts/check-manuals.sh .build/debug

format: ## formats the sources in place
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

sanitize: deps ## runs all tests under AddressSanitizer, then under ThreadSanitizer
	$(SANITIZE) --sanitize=address --scratch-path .build-asan
	$(SANITIZE) --sanitize=thread --scratch-path .build-tsan

fuzz: build-deps ## runs each fuzzer of Tests/Fuzz for SECONDS=60, or only that which ONLY= names
	SWIFT='$(SWIFT)' scripts/fuzz.sh $(or $(SECONDS),60) $(ONLY)

simulate: build-deps ## runs the hub against a model, and several nodes on a log that breaks, SEEDS=1000 times STEPS=1000 steps (SEED=: that alone, STEPS=10000)
	$(if $(SEED),SIM_SEED=$(SEED) SIM_STEPS=$(or $(STEPS),10000),SIM_SEEDS=$(or $(SEEDS),1000) SIM_STEPS=$(or $(STEPS),1000)) \
		$(TEST) --filter '(ChatCoreTests.SimulationTests|ClusterTests.ClusterSimulationTests)'

toml-test: build-deps ## reads the documents of DIR=, a checkout of github.com/toml-lang/toml-test
	@test -d '$(DIR)/tests/valid' || { echo 'Say where it is: make toml-test DIR=FOLDER'; exit 1; }
	TOML_TEST='$(DIR)' $(TEST) --filter ConfigurationTests.TOMLSuiteTests

irctest: build ## runs irctest against the server: IRCTEST=, a checkout of github.com/progval/irctest
	@scripts/irctest.sh '$(IRCTEST)' $(RELEASE_BIN)

chaos: build-deps ## breaks what can break around a server, a fault a row (SEED= ONLY=ROW,... SCALE=0.1: a quick look)
	@scripts/deps.sh chaos
	$(SWIFT) build $(RELEASE) --product partylined
	@Tests/Chaos/chaos.py $(if $(SEED),--seed $(SEED)) $(if $(ONLY),--only '$(ONLY)') $(if $(SCALE),--scale $(SCALE)) \
		$(RELEASE_BIN)/partylined

test-upgrade: build-deps ## upgrades the daemon of an older commit, FROM=, to this one while peers talk, and checks that nothing is lost
	@scripts/deps.sh chaos
	$(SWIFT) build $(RELEASE) --product partylined
	@SWIFT='$(SWIFT)' scripts/test-upgrade.sh '$(FROM)' $(RELEASE_BIN)/partylined $(RELEASE)

test-cluster: build-deps ## has three servers of NATS and three nodes fail while people talk, judged by what they read (FULL=1 SEED= ONLY=ROW,... RATE=300 KEEP=FOLDER)
	@$(NATS)
	$(SWIFT) build $(RELEASE) --product partylined
	@rm -rf .build/cluster
	@Tests/Cluster/faults.py $(if $(FULL),--full) $(if $(SEED),--seed $(SEED)) $(if $(ONLY),--only '$(ONLY)') $(if $(RATE),--rate $(RATE)) \
		--keep '$(or $(KEEP),.build/cluster)' $(RELEASE_BIN)/partylined
	$(if $(ONLY),,@Tests/Cluster/check_test.py --times 1 '$(or $(KEEP),.build/cluster)/no-fault')

cluster: build-deps ## starts three servers of NATS and three nodes on this machine, for a look; Ctrl-C ends all
	@$(NATS)
	$(FIRST_BUILD)
	$(SWIFT) build $(RELEASE) --product partylined
	@Tests/Cluster/cluster.py $(RELEASE_BIN)/partylined

cluster-bench: build-deps ## measures three nodes on three servers of NATS on this machine (QUICK=1: a short look; ONLY=ROW,...)
	@$(NATS)
	$(SWIFT) build $(RELEASE) --product partylined
	@Tests/Cluster/bench.py $(if $(QUICK),--quick) $(if $(ONLY),--only '$(ONLY)') $(RELEASE_BIN)/partylined

cluster-chaos: build-deps ## half an hour of random faults of a cluster, judged in the end (MINUTES=30 SEED= RATE=200 KEEP=FOLDER)
	@$(NATS)
	$(SWIFT) build $(RELEASE) --product partylined
	@Tests/Cluster/chaos.py $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED)) $(if $(RATE),--rate $(RATE)) \
		$(if $(KEEP),--keep '$(KEEP)') $(RELEASE_BIN)/partylined

soak: build-deps ## half an hour of talk, visitors and stalled readers, drawn in .build/soak.svg (MINUTES=30)
	@scripts/deps.sh chaos soak
	$(SWIFT) build $(RELEASE) --product partylined
	@Tests/Chaos/soak.py $(if $(MINUTES),--minutes $(MINUTES)) $(RELEASE_BIN)/partylined .build/soak.txt
	@gnuplot -e "table='.build/soak.txt'; picture='.build/soak.svg'" Tests/Chaos/soak.gp

picture: build ## draws docs/partyline.svg, which README.md shows, from a real client and telnet
	@scripts/deps.sh test
	scripts/picture.py $(RELEASE_BIN) docs/partyline.svg

pictures-web: build ## takes the pictures of the page in docs: README.md shows docs/web.png
	@scripts/deps.sh web
	Tests/Browser/pictures.py $(RELEASE_BIN)/partylined docs

clean-data: ## removes what `make run` has kept of what was said
	rm -rf .partyline

clean: ## removes everything that was built
	rm -rf .build .build-asan .build-tsan .build-deb .build-from .build-fuzz

INSTALL := PROGRAMS='$(RELEASE_BIN)' PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' SYSCONFDIR='$(SYSCONFDIR)' scripts/install.sh

# What is built is taken as it is: root has no need of a compiler.
install: $(if $(wildcard $(RELEASE_BIN)/partylined),,build) ## installs programs, manuals, units (PREFIX=/usr/local DESTDIR= SYSCONFDIR=PREFIX/etc)
	@$(INSTALL) install

uninstall: ## removes what `make install` with the same PREFIX and DESTDIR put there; a changed configuration stays
	@$(INSTALL) uninstall

deb: build ## builds the Debian packages in .build-deb, and checks them by lintian
	@scripts/deps.sh package
	scripts/build-deb.sh
	lintian --allow-root --fail-on error,warning .build-deb/*.changes

try-package: deb ## installs, tries, upgrades and purges the packages in a throw-away copy of this machine (as root; EARLIER=FOLDER)
	@scripts/deps.sh try
	scripts/try-package.sh
