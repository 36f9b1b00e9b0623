#!/usr/bin/env bash
# Trains the two autoencoders that travel inside the program, data/autoencoder.safetensors and
# data/autoencoder-2.safetensors, whose code is two numbers, linear, to be drawn as a map; finds
# between which values the codes of the first lie, data/autoencoder-ranges.csv; and puts the
# checksums of all three on record:
#
#     cargo build --release
#     data/autoencoder.sh target/release/handson
#
# The settings are the slide's, said here so that they stay these. The same seed, thread count and
# instruction set give the same bytes; on another machine the weights may differ in their last
# digits, and a test says whether they are still good.
set -euo pipefail

handson=${1:?usage: data/autoencoder.sh path/to/handson}
data=$(dirname "$0")

train() {
  "$handson" train autoencoder --epochs 17 --batch-size 256 --optimizer adamax \
    --learning-rate 0.001 --loss mse --seed 0 --threads 2 --layers "$2" --save "$data/$1"
}
train autoencoder.safetensors "128 relu, 64 relu, 32 relu, 64 relu, 128 relu, 784 sigmoid"
train autoencoder-2.safetensors "128 relu, 64 relu, 2 linear, 64 relu, 128 relu, 784 sigmoid"

# A file of codes says what the ranges are; any picture will do.
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
{ printf '\0\0\10\3\0\0\0\1\0\0\0\34\0\0\0\34'; head -c 784 /dev/zero; } > "$folder/blank"
"$handson" compress "$folder/blank" -o "$folder/codes" --json \
  --weights "$data/autoencoder.safetensors" > "$folder/told"
python3 - "$folder/told" > "$data/autoencoder-ranges.csv" <<'PYTHON'
import json, sys

print("low,high")
for low, high in json.load(open(sys.argv[1]))["ranges"]:
    print(f"{low},{high}")
PYTHON

cd "$data"
made=(autoencoder.safetensors autoencoder-2.safetensors autoencoder-ranges.csv)
sums=$(grep -v '  autoencoder' SHA256SUMS)
{ printf '%s\n' "$sums"; sha256sum "${made[@]}"; } > SHA256SUMS
