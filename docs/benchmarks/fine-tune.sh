#!/usr/bin/env bash
# java-lm goes on with a folder of other text by LoRA: docs/performance.md shows what came of it.
# fine-tune.sh TEXT-FOLDER [STEPS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
text=$1
steps=${2:-300}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./modelwright new "$work/lm" --template java-lm
./modelwright train "$work/lm" --steps "$steps" --set training.evaluateEvery=0
./modelwright branch "$work/lm" last --data "$text" --steps "$steps" --set training.lora.rank=8 'training.lora.targets=*.attention.*' \
  training.learningRate=0.005 training.evaluateEvery=100 data.split.validation=0.1
./modelwright export "$work/lm" --json
