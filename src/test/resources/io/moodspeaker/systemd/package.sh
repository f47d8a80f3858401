#!/bin/bash
# Installs, upgrades, removes and purges the Debian package in a Debian of its own with a real systemd,
# and prints what happened as KEY=VALUE lines. Needs root. Leaves nothing behind but the cached roots.
#   package.sh prepare CACHE SUITE          debootstraps CACHE/SUITE once, with what the package depends on
#   package.sh run CACHE SUITE PACKAGE      does it all
#   package.sh foreign CACHE SUITE PACKAGE PICTURE   installs arm64's, recognises a picture and lives through a change of mood under qemu
asked=("$@")
set --
# shellcheck source=/dev/null
source "$(dirname "$(readlink -f "$0")")/namespaces.sh"

prepare() {
  local cache=$1 suite=$2 arch=() sound=libasound2
  [ "${suite%-arm64}" = bookworm ] || sound=libasound2t64
  local packages=systemd,systemd-sysv,udev,libstdc++6,zlib1g,liblapack3,$sound,libpulse0,libxcb1,libxcb-shm0,fontconfig,fonts-dejavu-core
  [ "$suite" = "${suite%-arm64}" ] || {
    arch=(--arch=arm64)
    packages+=,libfreetype6,libharfbuzz0b,liblcms2-2,libjpeg62-turbo,libva2,libva-drm2,libdrm2
    emulate
  }
  [ "$(cat "$cache/$suite/made-of" 2>/dev/null)" != "$packages" ] || return 0
  mkdir -p "$cache"
  rm -rf "$cache/new-$suite"
  debootstrap "${arch[@]}" --variant=minbase --include="$packages" "${suite%-arm64}" "$cache/new-$suite" \
    "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" >"$cache/debootstrap.log" 2>&1 ||
    { tail -3 "$cache/debootstrap.log" >&2; return 1; }
  rm -rf "$cache/new-$suite"/var/cache/apt/archives/*.deb
  echo "$packages" >"$cache/new-$suite/made-of"
  rm -rf "${cache:?}/$suite"
  mv "$cache/new-$suite" "$cache/$suite"
}

# Programs of arm64 run by qemu, from now on.
emulate() {
  local handlers=/proc/sys/fs/binfmt_misc
  [ -e $handlers/register ] || mount -t binfmt_misc binfmt_misc $handlers
  [ -e $handlers/qemu-aarch64 ] || printf '%s' ':qemu-aarch64:M::\x7f\x45\x4c\x46\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00:\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff:/usr/bin/qemu-aarch64-static:F' >$handlers/register
}

# The same package as another version.
reversion() {
  local work=$WORK/reversion
  rm -rf "$work"
  mkdir -p "$work/control"
  (
    cd "$work"
    ar x "$1"
    tar -xf control.tar.xz -C control
    sed -i "s/^Version: .*/Version: $2/" control/control
    tar -cJf control.tar.xz -C control .
    ar rc "$3" debian-binary control.tar.xz data.tar.xz
  )
  rm -rf "$work"
}

boot() {
  local cache=$1 suite=$2 package=$3
  WORK=$(mktemp -d)
  HOLDER=
  trap 'tidy' EXIT
  trap 'exit 1' TERM INT HUP
  mount -t tmpfs -o size=6g tmpfs "$WORK"
  mkdir "$WORK"/{cgroup,upper,work,root}
  ROOT=$WORK/root
  mount -t cgroup2 cgroup2 "$WORK/cgroup"
  GROUP=$WORK/cgroup/moodspeaker-$$
  mkdir "$GROUP"
  mount -t overlay overlay -o "lowerdir=$cache/$suite,upperdir=$WORK/upper,workdir=$WORK/work" "$ROOT"
  tr -d - </proc/sys/kernel/random/uuid >"$ROOT/etc/machine-id"
  mkdir "$ROOT/packages"
  cp "$package" "$ROOT/packages/moodspeaker.deb"
  reversion "$package" 99 "$ROOT/packages/newer.deb"
  (
    echo "$BASHPID" >"$GROUP/cgroup.procs"
    exec unshare --cgroup --pid --uts --ipc --net --fork --kill-child=KILL -- "$0" init "$ROOT"
  ) >"$WORK/console" 2>&1 </dev/null &
  HOLDER=$!
  disown
  ask
}

apt() {
  guest env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    apt-get -q -y --no-install-recommends --allow-downgrades -o Dpkg::Use-Pty=0 "$@" >"$WORK/apt" 2>&1 </dev/null && echo ok || { sed 's/^/apt: /' "$WORK/apt" >&2; echo failed; }
}

learnt() {
  guest test -s /var/cache/moodspeaker/moodspeaker.aot
}

# The best of five, in milliseconds.
quickest() {
  local best=999999 begin took
  for _ in 1 2 3 4 5; do
    begin=$(millis)
    "$@" >/dev/null || return 1
    took=$(($(millis) - begin))
    ((took >= best)) || best=$took
  done
  echo "$best"
}

# From the start of the process, in milliseconds: until systemd was told READY, and until the first mood.
ready_ms() {
  echo $((($(property ActiveEnterTimestampMonotonic) - $(property ExecMainStartTimestampMonotonic)) / 1000))
}

first_ms() {
  local began
  began=$(property ExecMainStartTimestampMonotonic)
  guest journalctl --unit moodspeaker --output json --no-pager | grep -E '"MESSAGE":"[^"]*mood [a-z]+ \(' |
    sed 's/.*"__MONOTONIC_TIMESTAMP":"\([0-9]*\)".*/\1/' | awk -v began="$began" '$1 > began {print int(($1 - began) / 1000); exit}'
}

first_seen() {
  [ -n "$(first_ms)" ]
}

# The best of three starts: both.
starts() {
  local ready=999999 first=999999 now
  for _ in 1 2 3; do
    guest systemctl restart moodspeaker
    now=$(ready_ms)
    ((now >= ready)) || ready=$now
    wait_for 60 first_seen || return 1
    now=$(first_ms)
    ((now >= first)) || first=$now
  done
  echo "$ready $first"
}

version() {
  guest dpkg-query -W -f '${Version}' moodspeaker
}

ask() {
  wait_for 120 booted || { echo "booted=no"; cat "$WORK/console" >&2; return; }
  echo "booted=yes"
  guest ip link set lo up 2>/dev/null || nsenter --target "$INIT" --net -- ip link set lo up
  local began=$SECONDS
  echo "install=$(apt install /packages/moodspeaker.deb)"
  echo "install_s=$((SECONDS - began))"
  echo "active=$(property ActiveState)"
  echo "start_ms=$(ready_ms)"
  echo "enabled=$(guest systemctl is-enabled moodspeaker)"
  wait_for 90 decided && echo "decided=yes" || echo "decided=no"
  echo "status=$(guest moodspeaker status | head -1)"
  echo "story=$(guest journalctl --unit moodspeaker --output cat --no-pager | grep -oE '^(Starting|Started) |(recogniser|light|sound|page|camera|mood)[: ]' | tr -d ': ' | sort -u | xargs)"
  echo "man=$([ -s "$ROOT/usr/share/man/man1/moodspeaker.1.gz" ] && echo yes)"
  local pid
  pid=$(property MainPID)
  echo "rss_mb=$(($(guest awk '/^VmRSS/ {print $2}' "/proc/$pid/status") / 1024))"
  echo "anonymous_mb=$(($(guest awk '/^RssAnon/ {print $2}' "/proc/$pid/status") / 1024))"
  echo "tasks=$(property TasksCurrent)"
  echo "doctor=$(guest moodspeaker doctor | grep -ci 'not here' || true)"

  guest systemctl mask --runtime --now moodspeaker-cache 2>/dev/null
  echo "plain_starts_ms=$(starts)"
  guest systemctl unmask --runtime moodspeaker-cache 2>/dev/null
  began=$SECONDS
  guest systemctl restart moodspeaker
  wait_for 1000 learnt && echo "learnt_s=$((SECONDS - began))" || guest journalctl --unit moodspeaker-cache --no-pager | sed 's/^/journal: /'
  echo "aot_mb=$(guest du -m /var/cache/moodspeaker/moodspeaker.aot 2>/dev/null | cut -f1)"
  echo "learnt_starts_ms=$(starts)"
  echo "status_ms=$(quickest guest moodspeaker status)"

  echo "undecoded=$(guest journalctl --unit moodspeaker --output cat --no-pager | grep -c 'cannot load its native' || true)"

  guest sed -i 's/^#camera.interval.*/camera.interval = 600ms/' /etc/moodspeaker/moodspeaker.properties
  echo "# mine" >>"$ROOT/etc/moodspeaker/moods.yaml"
  echo "upgrade=$(apt install /packages/newer.deb)"
  echo "upgraded=$(version) $(property ActiveState)"
  echo "edits=$(guest grep -c '^camera.interval = 600ms' /etc/moodspeaker/moodspeaker.properties) $(guest grep -c '^# mine' /etc/moodspeaker/moods.yaml)"
  echo "downgrade=$(apt install /packages/moodspeaker.deb)"
  echo "downgraded=$(version) $(property ActiveState)"
  echo "remove=$(apt remove moodspeaker)"
  echo "removed=$(property ActiveState) $(guest grep -c '^# mine' /etc/moodspeaker/moods.yaml)"
  guest journalctl --sync 2>/dev/null || true
  guest journalctl --unit moodspeaker --output cat --no-pager --lines 60 | sed 's/^/journal: /'
  echo "purge=$(apt purge moodspeaker)"
  echo "left=$(guest find / -xdev -name '*moodspeaker*' -not -path '/proc/*' -not -path '/packages/*' -not -path '/tmp/*' -not -path '/run/*' -not -path '/sys/*' | xargs)"
  echo "user=$(guest getent passwd moodspeaker || echo none)"
}

foreign() {
  local cache=$1 suite=$2 package=$3 picture=$4
  emulate
  exec unshare --mount --propagation private -- "$0" recognize "$cache/$suite" "$package" "$picture"
}

recognize() {
  local root=$1 package=$2 picture=$3 work
  work=$(mktemp -d)
  mount -t tmpfs -o size=3g tmpfs "$work"
  mkdir "$work"/{upper,work,root}
  mount -t overlay overlay -o "lowerdir=$root,upperdir=$work/upper,workdir=$work/work" "$work/root"
  mount -t proc proc "$work/root/proc"
  mount --bind /dev "$work/root/dev"
  cp "$package" "$work/root/moodspeaker.deb"
  cp "$picture" "$work/root/picture.png"
  export QEMU_CPU=cortex-a72 LC_ALL=C.UTF-8
  local inside=(chroot "$work/root")
  "${inside[@]}" dpkg --install /moodspeaker.deb >"$work/dpkg" 2>&1 && echo "install=ok" || { cat "$work/dpkg" >&2; echo "install=failed"; }
  echo "version=$("${inside[@]}" moodspeaker --version 2>&1 | tail -1)"
  echo "arm64=$("${inside[@]}" moodspeaker recognize --format json /picture.png 2>&1 | tail -1)"
  # An emulated processor takes seconds for a frame: the drawn face is slow, too.
  printf 'steps:\n  - {show: happiness, seconds: 120}\n  - {show: sadness, seconds: 120}\n' >"$work/root/slow.yaml"
  "${inside[@]}" moodspeaker run --set camera=drawn:/slow.yaml --set audio=silent --set light=console \
    --set http.port=0 --set state.dir=/tmp/state --set mood.window=30s >"$work/log" 2>&1 &
  wait_for 900 lived "$work/log" || true
  kill $! 2>/dev/null || true
  sed 's/^/live: /' "$work/log"
  echo "moods=$(grep -oE 'mood (happiness|sadness) ' "$work/log" | sort -u | xargs)"
}

lived() {
  grep -q 'mood happiness ' "$1" && grep -q 'mood sadness ' "$1"
}

"${asked[@]}"
