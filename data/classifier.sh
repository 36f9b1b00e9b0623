#!/usr/bin/env bash
# Trains the classifier that travels inside the program, data/classifier.safetensors, and puts its
# checksum on record:
#
#     cargo build --release
#     data/classifier.sh target/release/handson
#
# The settings are the course's own for `handson train classifier`, said here so that they stay
# these. The same seed, thread count and instruction set give the same bytes; on another machine
# the weights may differ in their last digits, and a test says whether they are still good.
set -euo pipefail

handson=${1:?usage: data/classifier.sh path/to/handson}
data=$(dirname "$0")

"$handson" train classifier --epochs 10 --batch-size 128 --optimizer adam --seed 0 --threads 2 \
  --layers "128 relu, 64 relu, 10 softmax" --save "$data/classifier.safetensors"

cd "$data"
sums=$(grep -v '  classifier\.safetensors$' SHA256SUMS)
{ printf '%s\n' "$sums"; sha256sum classifier.safetensors; } > SHA256SUMS
