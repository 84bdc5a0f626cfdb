#!/bin/sh
# One training step of nanoGPT's model: this project (measured and plain form of its matrix products, in turn
# in one process) and eager PyTorch, in turn, several rounds. Prints one line of JSON a measurement.
#
#   docs/benchmarks/compare-step.sh small|large [ROUNDS]
#
# Needs what install-python-torch.sh needs, and a machine with nothing else to do.
set -eu
cd "$(dirname "$0")/../.."
. .mvn/find-jdk.sh
case ${1:-} in
small) layers=4 heads=4 width=128 context=64 steps=100 ;;
large) layers=6 heads=6 width=384 context=256 steps=8 ;;
*) echo "usage: compare-step.sh small|large [ROUNDS]" >&2 && exit 2 ;;
esac
python=$(docs/benchmarks/install-python-torch.sh)
./mvnw -q -B -DskipTests -Dspotless.check.skip package
path=training-core/target/test-classes:training-core/target/classes
for jar in app/target/lib/*.jar; do
  path=$path:$jar
done
ours() {
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp "$path" org.modelwright.engine.StepBenchmark \
    $layers $heads $width $context 12 65 $steps "$1"
}
theirs() {
  "$python" docs/benchmarks/nanogpt_step.py --layers $layers --heads $heads --width $width --context $context \
    --batch 12 --vocabulary 65 --steps $steps --warmup 5 --dtype fp32
}
for round in $(seq "${2:-3}"); do
  theirs
  ours fp32
  if grep -qE 'avx512_bf16|amx_bf16' /proc/cpuinfo; then
    ours bf16
  else
    echo "SKIPPED: bf16, since this CPU has neither AVX512-BF16 nor AMX"
  fi
done
