#!/usr/bin/env bash
# What compiling `vum` costs beside the same structs with serde derive: processor seconds (user and
# system) of the crate alone, release profile as a supplier has it, dependencies built beforehand.
# In both, every message is read and written, so that the compiler makes the code for it.
#
#     benches/compile-cost.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:-3}
target=${CARGO_TARGET_DIR:-target}/compile-cost
mkdir -p "$target"
target=$(cd "$target" && pwd)
# The profile of a supplier, not of this workspace.
export CARGO_PROFILE_RELEASE_LTO=false CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
export CARGO_TARGET_DIR=$target/target

cargo run --quiet --release -p vum-benches --bin plain-crate -- "$target/plain"

# The first argument is a flag: one that changes makes cargo compile the last crate again, and
# nothing else.
vum() {
    cargo rustc --quiet --release -p vum --no-default-features --features "all-releases,$2" \
        -- --cfg "round_$1"
}
plain() {
    cargo rustc --quiet --release --manifest-path "$target/plain/Cargo.toml" --features "$2" \
        -- --cfg "round_$1"
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

# What is compiled: a name, ours or theirs, its features.
subjects=(
    "vum, JSON:vum:json"
    "vum, JSON and serde:vum:json,serde"
    "serde derive, JSON:plain:"
    "serde derive, JSON and XML:plain:xml"
)
if grep -q '^xml *=' crates/vum/Cargo.toml; then
    subjects+=("vum, JSON and XML:vum:json,xml" "vum, JSON, XML and serde:vum:json,xml,serde")
fi

stamp=$$
declare -A times medians
for subject in "${subjects[@]}"; do
    IFS=: read -r name crate features <<<"$subject"
    "$crate" "warm_$stamp" "$features"
done
for round in $(seq "$rounds"); do
    for subject in "${subjects[@]}"; do
        IFS=: read -r name crate features <<<"$subject"
        times[$name]+="$(seconds "$crate" "${stamp}_$round" "$features") "
    done
done
for subject in "${subjects[@]}"; do
    name=${subject%%:*}
    medians[$name]=$(tr ' ' '\n' <<<"${times[$name]}" | sed '/^$/d' | median)
    printf '%-28s %6.2f s\n' "$name" "${medians[$name]}"
done
ratio() {
    [[ -n ${medians[$1]:-} ]] || return 0
    awk -v a="${medians[$1]}" -v b="${medians[$2]}" -v name="$1, beside $2" \
        'BEGIN { printf "%s: %.2f\n", name, a / b }'
}
ratio "vum, JSON" "serde derive, JSON"
ratio "vum, JSON and XML" "serde derive, JSON and XML"
