#!/usr/bin/env bash
# What compiling `vum` costs beside the same structs with serde derive: processor seconds (user and
# system) of the crate alone, release profile as a supplier has it, dependencies built beforehand.
#
#     benches/compile-cost.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:-3}
target=${CARGO_TARGET_DIR:-target}/compile-cost
plain=$target/plain
mkdir -p "$target"
target=$(cd "$target" && pwd)
# The profile of a supplier, not of this workspace.
export CARGO_PROFILE_RELEASE_LTO=false CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
export CARGO_TARGET_DIR=$target/target

cargo run --quiet --release -p vum-benches --bin plain-crate -- "$target/plain"

# A flag that changes makes cargo compile the last crate again, and nothing else.
vum() {
    cargo rustc --quiet --release -p vum --features all-releases,json,serde -- --cfg "round_$1"
}
plain() {
    cargo rustc --quiet --release --manifest-path "$target/plain/Cargo.toml" -- --cfg "round_$1"
}
seconds() {
    local out
    TIMEFORMAT='%U %S'
    out=$({ time "$@" >&2 2>/dev/null; } 2>&1)
    awk '{ print $1 + $2 }' <<<"$out"
}
median() {
    sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

stamp=$$
vum "warm_$stamp"
plain "warm_$stamp"
ours=() theirs=()
for round in $(seq "$rounds"); do
    ours+=("$(seconds vum "${stamp}_$round")")
    theirs+=("$(seconds plain "${stamp}_$round")")
done
a=$(printf '%s\n' "${ours[@]}" | median)
b=$(printf '%s\n' "${theirs[@]}" | median)
printf 'vum, all releases, JSON and serde: %.2f s\n' "$a"
printf 'the same structs with serde derive, JSON: %.2f s\n' "$b"
awk -v a="$a" -v b="$b" 'BEGIN { printf "ratio: %.2f\n", a / b }'
