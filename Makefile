# KK Daring. `make` alone lists what can be done.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8080
CYCLES ?= 20
ADVISORIES ?= target/advisory-db
export PORT

WASM32 := --target wasm32-unknown-unknown

.PHONY: help
help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | while IFS=$$'\t' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

.PHONY: setup
setup: ## Check this machine and fetch what building needs; asks for packages it may not install
	@scripts/setup

.PHONY: setup-tests
setup-tests: ## The same, with the browser and the database that tests need
	@scripts/setup --tests

.PHONY: assets
assets: setup ## Build WASM, scripts and styles into target/site, hashed and compressed
	@scripts/assets

.PHONY: build
build: assets ## Assets and the release server (target/release/kk-daring)
	@scripts/build-server

.PHONY: dist
dist: build ## Pack what an office installs: program, browser files, units, list of parts, checksums (target/dist)
	@scripts/dist

.PHONY: run
run: assets ## Serve the demonstration on http://localhost:8080 (PORT= for another), data in ./data/demo, by an unoptimised server
	@scripts/build-server --quick
	@scripts/run

.PHONY: watch
watch: setup ## Rebuild and reload while you write, with cargo-leptos if you have it
	@if command -v cargo-leptos >/dev/null 2>&1; then exec cargo leptos watch; fi; \
	echo "watch: cargo-leptos is not installed, and it is no part of set-up: it takes long to compile."; \
	echo "       'cargo install cargo-leptos --locked' brings it. Without it, 'make run' again after a change."; exit 1

.PHONY: test
test: ## Everything that must hold: format, lints, boundaries, tests on both databases, sizes, browser, crash
	@scripts/test

.PHONY: prove
prove: build setup-tests ## The slow proofs: sizes, slow 3G, the wizard's speed, an import, Lighthouse, 1,000 crashes on each database; writes docs/proof
	@scripts/boundaries --self-test
	@scripts/boundaries --shipped
	@scripts/prove

.PHONY: crash
crash: ## Kill the server in the middle of its work CYCLES times (20); no receipt may be lost
	@scripts/with-postgres scripts/crash $(CYCLES)

.PHONY: load
load: build ## One box: LOAD_SENDS (200) durable sendings and LOAD_READS (2000) pages a second for LOAD_SECONDS (600), then ten times too many people
	@scripts/with-postgres scripts/load

.PHONY: guesses
guesses: build ## GUESSES_RATE (1000) wrong passwords a second for GUESSES_SECONDS (60): what pages and those who sign in have of it
	@scripts/with-postgres scripts/guesses

.PHONY: faults
faults: build setup-tests ## Disk full, broken or forgetful; store, scanner, mail gone; the clock a day off; the database restarted: no receipt lost, no crash
	@FAULTS_SERVER=$$PWD/target/release/kk-daring scripts/with-postgres cargo test --locked --test faults -- --include-ignored --nocapture --test-threads=1

.PHONY: mirror
mirror: build ## Strict mode at full counts: the machine lost after MIRROR_ROUNDS (20) receipts, MIRROR_FLIPS (40) damages found, a log that begins anew
	@MIRROR_ROUNDS=$${MIRROR_ROUNDS:-20} MIRROR_FLIPS=$${MIRROR_FLIPS:-40} MIRROR_SERVER=$$PWD/target/release/kk-daring cargo test --locked --test mirror -- --include-ignored --skip price --nocapture --test-threads=1

.PHONY: nodes
nodes: build ## What a request costs when one, two and four processes serve one PostgreSQL
	@LOAD_SERVER=$$PWD/target/release/kk-daring scripts/with-postgres cargo test --locked --test load nodes -- --ignored --nocapture

.PHONY: photo-quality
photo-quality: ## How well the judge of photos tells unreadable ones, by Tesseract; writes docs/proof/photo-quality.md
	@scripts/photo-quality

.PHONY: photo-speed
photo-speed: assets ## How long a slow phone works on a photo of 12 megapixels, in Chromium
	@scripts/photo-speed

.PHONY: size
size: build ## Weigh each page against its budget
	@scripts/size

.PHONY: bench
bench: ## How long the rules take for the largest request
	@cargo bench --locked -p domain --bench request

.PHONY: bench-desk
bench-desk: ## What the desk's pages cost with 10,000 and with 1,000,000 requests stored, on both databases
	@KK_BENCH_REQUESTS=1000000 scripts/with-postgres cargo test --locked --release --test bench_desk -- --nocapture --test-threads 1

.PHONY: bench-mirror
bench-mirror: build ## What strict mode costs: sendings with a second copy and without
	@MIRROR_SERVER=$$PWD/target/release/kk-daring cargo test --locked --test mirror price -- --ignored --nocapture

.PHONY: bench-list
bench-list: ## The fifty lines of the queue beside a route of axum and sqlx written by hand, on both databases
	@scripts/with-postgres cargo test --locked --release --test bench_list -- --ignored --nocapture --test-threads 1

.PHONY: bench-upload
bench-upload: ## Uploads beside a plain copy, photos beside drawing them alone, and what a file on its way holds in memory
	@scripts/with-postgres cargo test --locked --release --test bench_upload -- --ignored --nocapture --test-threads 1

.PHONY: scale
scale: ## What indexes answer with a tenth of Indonesia stored beside a thousandth, on both databases (SCALE_FAMILIES, SCALE_REQUESTS)
	@scripts/with-postgres scripts/scale

.PHONY: firefox
firefox: build ## A citizen and an officer in Firefox (Debian's firefox-esr): the policy is kept, no script fails
	@scripts/firefox

.PHONY: scan
scan: build ## A scanner of others (Wapiti) as stranger, citizen and officer: fails on what is neither mended nor explained
	@scripts/scan

.PHONY: enumeration
enumeration: ## Whether the time of an answer tells who has an account: ENUMERATION_SAMPLES (10,000) in turn at each door, judged by Welch's t
	@ENUMERATION_SAMPLES=$${ENUMERATION_SAMPLES:-10000} cargo test --locked --release --test enumeration -- --nocapture

.PHONY: bench-live
bench-live: ## How quickly 200 officers and a crowd of CROWD screens (9,600) hear of a change, beside a bare broadcast
	@KK_CROWD=$${CROWD:-9600} cargo test --locked --release --test screens -- --ignored --nocapture

.PHONY: fmt
fmt: ## Format the Rust sources
	@cargo fmt --all

.PHONY: fmt-check
fmt-check: # Fails when `make fmt` would change something
	@cargo fmt --all --check -- --files-with-diff || { echo "fmt-check: these files are not formatted; 'make fmt' puts this right." >&2; exit 1; }

.PHONY: lint
lint: ## Clippy with warnings as errors, for the server and for the browser
	@cargo clippy --locked --all-targets -- -D warnings
	@cargo clippy --locked --test bench_desk --test bench_list --test bench_upload --test scale -- -D warnings # Left out above: no tests
	@cargo clippy --locked -p frontend --features citizen $(WASM32) -- -D warnings
	@cargo clippy --locked -p frontend --features desk $(WASM32) -- -D warnings

.PHONY: boundaries
boundaries: ## Prove that dependencies, clock, environment, addresses and entities stay where they belong
	@scripts/boundaries

.PHONY: asvs
asvs: ## What of the OWASP ASVS 5.0 is held, and what is open (docs/security/asvs.tsv)
	@scripts/asvs --open

.PHONY: supply-chain
supply-chain: ## Prove that every crate comes from crates.io, under a licence that deny.toml allows
	@scripts/supply-chain

.PHONY: audit
audit: ## The same with RustSec's advisories: those of ADVISORIES= (a folder), else fetched into target
	@if [ "$(ADVISORIES)" = target/advisory-db ]; then \
	    rm -rf target/advisory-db && git clone --quiet --depth 1 https://github.com/rustsec/advisory-db target/advisory-db \
	    || { echo "audit: the advisories could not be fetched; ADVISORIES= names a folder of them." >&2; exit 1; }; \
	fi
	@scripts/supply-chain --advisories "$(ADVISORIES)"

.PHONY: sbom
sbom: ## An inventory of what is built with, CycloneDX, into target/sbom.json
	@mkdir -p target
	@scripts/supply-chain --sbom >target/sbom.json && echo "sbom: target/sbom.json"

.PHONY: clean-data
clean-data: ## Remove the demonstration's data (./data/demo) and nothing else
	@rm -rf data/demo
