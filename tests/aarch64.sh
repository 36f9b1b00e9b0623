#!/usr/bin/env bash
# The trainer, `stats` and `dataset` on aarch64, under qemu's user emulation. CI does not run it.
#
# On Debian: apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user. The standard library of
# the target comes from `rustup target add aarch64-unknown-linux-gnu`, or with Debian's own rustc from
# libstd-rust-dev:arm64.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in aarch64-linux-gnu-gcc qemu-aarch64 cargo; do
  command -v "$tool" >/dev/null || { echo "aarch64.sh: $tool is missing: see the first lines of this script" >&2; exit 2; }
done

target=aarch64-unknown-linux-gnu
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER="qemu-aarch64 -L /usr/aarch64-linux-gnu"
export CC_aarch64_unknown_linux_gnu=aarch64-linux-gnu-gcc

run() {
  printf '\n$ %s\n' "$*"
  "$@"
}

run cargo test --target "$target" -p handson-nn
run cargo test --target "$target" -p handson --lib -- stats:: dataset::
