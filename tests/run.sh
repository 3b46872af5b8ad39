#!/usr/bin/env bash
# All checks of the project, in one command, from any folder:
#
#     bash tests/run.sh
#
# It installs what is missing and needed (Chromium, a Chinese font, Node.js, the browser tests' packages), formats nothing,
# changes no file of the repository, and goes on after a failure, so that one run shows everything that is wrong.
# The last line is "N passed, N failed"; the exit status is 0 only if nothing failed.
# Where everything is installed already, no network is used. Needs Rust (https://rustup.rs) and a Debian-like system.
#
#     GONGKAI_PAGES=all bash tests/run.sh      looks at every page in the browser, not at one of each type
#     GONGKAI_CHROMIUM=/path/to/chromium …     uses this browser
#     GONGKAI_LIGHTHOUSE=90 …                  wants 90 points of performance instead of 98 (a slow or busy machine)

set -u -o pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 2
cd "$root" || exit 2

# The same day in every build: the sample portal has documents that take effect, expire and close.
readonly BUILD_DATE=2026-11-25
unset SOURCE_DATE_EPOCH RUSTFLAGS
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-never}

passed=0
failed=0
summary=()
trap 'echo; echo "Stopped."; exit 130' INT TERM

say() { printf '\n== %s\n' "$*"; }

have() { command -v "$1" >/dev/null 2>&1; }

# step NAME COUNTER COMMAND…: runs the command, shows its output, and adds what COUNTER reads from it to the sums.
step() {
    local name=$1 counter=$2 started=$SECONDS status counts ok bad mark
    shift 2
    say "$name"
    "$@" 2>&1 | tee "$work/step.log"
    status=${PIPESTATUS[0]}
    counts=$("$counter" "$work/step.log")
    ok=${counts% *}
    bad=${counts#* }
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    if [ "$status" -eq 0 ] && [ "$((ok + bad))" -eq 0 ]; then ok=1; fi
    passed=$((passed + ok))
    failed=$((failed + bad))
    if [ "$bad" -eq 0 ]; then mark=ok; else mark=FAILED; fi
    summary+=("$(printf '%-7s %5d passed %4d failed %6d s   %s' "$mark" "$ok" "$bad" "$((SECONDS - started))" "$name")")
}

# Counters: "passed failed", read from a log.
one_check() { echo "0 0"; }
cargo_tests() {
    sed -n 's/^test result: .* \([0-9]*\) passed; \([0-9]*\) failed;.*/\1 \2/p' "$1" |
        awk '{ ok += $1; bad += $2 } END { print ok + 0, bad + 0 }'
}
node_tests() {
    awk '$2 == "pass" { ok += $3 } $2 == "fail" || $2 == "cancelled" { bad += $3 } END { print ok + 0, bad + 0 }' \
        <(grep -E '^(#|ℹ) (pass|fail|cancelled) [0-9]+$' "$1")
}

# --- what is needed -------------------------------------------------------------------------------------------------

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

chromium_there() {
    [ -n "${GONGKAI_CHROMIUM:-}" ] || have chromium || have chromium-browser || have google-chrome-stable || have google-chrome
}

chinese_font_there() { have fc-list && [ -n "$(fc-list :lang=zh family 2>/dev/null | head -n 1)" ]; }

node_there() { have node && have npm && [ "$(node -p 'process.versions.node.split(".")[0] >= 18')" = true ]; }

install_system_packages() {
    local packages=()
    chromium_there || packages+=(chromium)
    chinese_font_there || packages+=(fontconfig fonts-noto-cjk)
    node_there || packages+=(nodejs npm)
    if [ "${#packages[@]}" -eq 0 ]; then
        echo "Chromium, a Chinese font and Node.js are there."
        return 0
    fi
    echo "Installing: ${packages[*]}"
    have apt-get || { echo "There is no apt-get: please install these yourself." && return 1; }
    as_root apt-get update -q &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"
}

# The packages of the browser tests, exactly as locked, and only where the lock has changed since.
install_node_packages() {
    local lock=tests/browser/package-lock.json stamp=tests/browser/node_modules/.installed
    if cmp -s "$lock" "$stamp"; then
        echo "The packages of the browser tests are there."
        return 0
    fi
    npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund && cp "$lock" "$stamp"
}

rust_tools() {
    have cargo || { echo "Rust is missing: install it from https://rustup.rs and run this again." && return 1; }
    if ! cargo fmt --version >/dev/null 2>&1 || ! cargo clippy --version >/dev/null 2>&1; then
        rustup component add rustfmt clippy || return 1
    fi
    cargo --version
}

prepare() {
    rust_tools && install_system_packages && install_node_packages
}

# --- the checks -----------------------------------------------------------------------------------------------------

documentation() {
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items
}

gongkai() { "$target/release/gongkai" build --date "$BUILD_DATE" "$@"; }

# Findings about the sample are shown once, by the first build; a failing build shows its own.
quietly() { "$@" >"$work/build.log" 2>&1 || { cat "$work/build.log"; return 1; }; }

same() {
    if diff -rq "$1" "$2"; then
        echo "the same bytes: $3"
    else
        echo "NOT the same bytes: $3"
        return 1
    fi
}

sample_built_twice() {
    local site=$work/site status=0
    rm -rf "$site" "$work"/{one,elsewhere} && mkdir -p "$work/elsewhere" || return 1
    gongkai --output "$site" || return 1
    quietly gongkai --jobs 1 --output "$work/one" || return 1
    same "$site" "$work/one" "all threads and one thread" || status=1
    cp -R config.toml content themes static "$work/elsewhere/" || return 1
    (
        cd "$work/elsewhere/content" && export TZ=America/New_York LC_ALL=C && quietly gongkai
    ) || return 1
    same "$site" "$work/elsewhere/public" "a copy of the sources, built in another folder and time zone" || status=1
    quietly gongkai --output "$work/one" || return 1
    same "$site" "$work/one" "built again over what was there" || status=1
    return "$status"
}

browser_tests() {
    GONGKAI_SITE=$work/site GONGKAI_PROGRAM=$target/release/gongkai node --test --test-reporter=spec tests/browser/*.test.mjs
}

# After the others and alone: it measures time.
lighthouse() {
    GONGKAI_SITE=$work/site node --test --test-reporter=spec tests/browser/audit/lighthouse.test.mjs
}

# --- in this order ----------------------------------------------------------------------------------------------------

target=$(cargo metadata --format-version 1 --no-deps --offline 2>/dev/null |
    sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p')
target=${target:-$root/target}
work=$target/checks
mkdir -p "$work" || exit 2

step "Getting ready: Rust, Chromium, a Chinese font, Node.js and its packages" one_check prepare
step "Formatting: every Rust file is as cargo fmt writes it" one_check cargo fmt --all --check
step "Lints: clippy finds nothing, warnings are errors" one_check \
    cargo clippy --locked --all-targets -- -D warnings
[ -d ../shared/portal ] || say "Tests on real documents will be skipped: ../shared/portal is not there"
step "Tests: units, suites and examples in the documentation" cargo_tests cargo test --locked --no-fail-fast
step "Corpus generator: the same seed gives the same bytes" one_check cargo test --locked --bench corpus
step "Documentation: builds without a warning" one_check documentation
step "Release build" one_check cargo build --locked --release
step "Sample portal: built in different ways, the same bytes" one_check sample_built_twice
step "Sample portal in Chromium: links, accessibility, widths, search, no script, no server, live preview" node_tests browser_tests
step "Sample portal in Lighthouse: home, a document, the policy library" node_tests lighthouse

say "Summary"
printf '%s\n' "${summary[@]}"
printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
