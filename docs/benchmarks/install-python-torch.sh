#!/bin/sh
# Gives the comparison a recent PyTorch built by Debian, without touching this system's own packages.
#
#   sudo docs/benchmarks/install-python-torch.sh [SUITE]     SUITE: sid (default, torch 2.14), trixie (2.6)
#
# Needs root on a Debian with merged /usr (12 or newer), 3 GB of disk, and a few minutes the first time; afterwards it
# only answers. The last line on standard output is the path of a `python3` that has torch:
#
#   "$(docs/benchmarks/install-python-torch.sh)" docs/benchmarks/nanogpt_step.py --layers 4
set -eu

suite=${1:-sid}
home=${TMPDIR:-/tmp}/modelwright-python-torch-$suite
root=$home/root
python=$home/python3

fail() {
  echo "install-python-torch.sh: $1" >&2
  exit 1
}

has_torch() {
  [ -x "$python" ] && "$python" -c 'import torch' 2>/dev/null
}

# The mirror that this machine already uses for its main archive: the first index that apt knows of.
mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' | head -n 1
}

# The other suite lives in its own folder. libopenblas0 is named because without a real BLAS torch would fall back to
# Debian's reference BLAS, a hundred times slower, and the comparison would be worth nothing.
install_root() {
  command -v debootstrap >/dev/null || apt-get install -y --no-install-recommends debootstrap >&2
  rm -rf --one-file-system "$home"
  mkdir -p "$root"
  debootstrap --variant=minbase "$suite" "$root" "$(mirror)" >&2
  chroot "$root" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends python3-torch libopenblas0 >&2
  chroot "$root" apt-get clean
}

# Only /usr and /etc come from the other suite, in a mount namespace that ends with the process: /proc and /sys stay
# real, so torch sees the CPU's vector units, and every path to a script or a text means what it means outside.
write_python() {
  cat >"$python" <<END
#!/bin/sh
exec unshare --mount sh -c 'mount --bind "$root/usr" /usr && mount --bind "$root/etc" /etc && exec /usr/bin/python3 "\$@"' python3 "\$@"
END
  chmod +x "$python"
}

if ! has_torch; then
  [ "$(id -u)" = 0 ] || fail "it installs Debian packages into a folder of their own; run it as root."
  [ -n "$(mirror)" ] || fail "apt knows no package index of Debian's; run apt-get update first."
  install_root
  write_python
  has_torch || fail "python3-torch was installed into $root but does not import; run $python -c 'import torch' to see why."
fi
echo "$python"
