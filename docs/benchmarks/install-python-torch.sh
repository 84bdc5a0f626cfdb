#!/bin/sh
# Gives the comparison a recent PyTorch built by Debian, without touching this system's own packages.
#
# Needs root on a Debian with merged /usr (12 or newer), 2 GB of disk, and a few minutes the first time; afterwards it
# only answers. It prints one line, the path of a `python3` that has torch and, as it mounts, also runs as root:
#
#   "$(docs/benchmarks/install-python-torch.sh)" docs/benchmarks/nanogpt_step.py --layers 4
set -eu

# torch 1.13 in Debian 12 and 2.6 in 13 are old opponents; the unstable suite has the newest (2.14 when this was written).
suite=sid
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

# The other suite lives in its own folder. OpenBLAS is named because torch alone brings Debian's reference BLAS, which is
# many times slower. Its OpenMP build shares torch's threads: the usual one keeps a second pool, and with it the same step
# takes up to ten times as long now and then. We compare with Python at its best.
install_root() {
  command -v debootstrap >/dev/null || apt-get install -y --no-install-recommends debootstrap >&2
  rm -rf --one-file-system "$home"
  mkdir -p "$root"
  debootstrap --variant=minbase "$suite" "$root" "$(mirror)" >&2
  chroot "$root" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends python3-torch libopenblas0-openmp >&2
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
