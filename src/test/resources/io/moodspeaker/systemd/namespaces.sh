#!/bin/bash
# Boots a real systemd in namespaces of its own, runs the packaged image as its service, and prints
# what happened as KEY=VALUE lines. Needs root. Leaves nothing behind but the cached root.
#   namespaces.sh able                      says whether namespaces can be had here
#   namespaces.sh prepare CACHE             debootstraps CACHE/root once
#   namespaces.sh run CACHE IMAGE UNITS     boots it
set -euo pipefail

# What the daemon needs on Debian, as its doctor says, and systemd itself.
PACKAGES=systemd,libstdc++6,libpulse0,libasound2,libxcb1,libxcb-shm0
# The unit says 30 s; a test need not wait that long for the kill.
WATCHDOG=10

able() {
  unshare --mount --cgroup --pid --uts --ipc --net --fork -- mount -t tmpfs tmpfs /mnt && echo "able=yes"
}

prepare() {
  local cache=$1
  [ -e "$cache/root/etc/debian_version" ] && return
  mkdir -p "$cache"
  rm -rf "$cache/new"
  debootstrap --variant=minbase --include="$PACKAGES" bookworm "$cache/new" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" >"$cache/debootstrap.log" 2>&1 ||
    { tail -3 "$cache/debootstrap.log" >&2; return 1; }
  rm -rf "$cache/new/var/cache/apt" "$cache/new/var/lib/apt/lists"
  mv "$cache/new" "$cache/root"
}

# Stage 1: a mount namespace for all that follows, so that no mount can be left behind.
run() {
  exec unshare --mount --propagation private -- "$0" boot "$@"
}

# Stage 2: a cgroup for the guest, its PID 1, and the questions put to it.
boot() {
  local cache=$1 image=$2 units=$3
  WORK=$(mktemp -d)
  HOLDER=
  trap 'tidy' EXIT
  trap 'exit 1' TERM INT HUP
  mount -t tmpfs tmpfs "$WORK"
  mkdir "$WORK"/{cgroup,upper,work,image-upper,image-work,root}
  ROOT=$WORK/root
  mount -t cgroup2 cgroup2 "$WORK/cgroup"
  GROUP=$WORK/cgroup/moodspeaker-$$
  mkdir "$GROUP"
  mount -t overlay overlay -o "lowerdir=$cache/root,upperdir=$WORK/upper,workdir=$WORK/work" "$ROOT"
  mkdir -p "$ROOT/opt/moodspeaker"
  mount -t overlay overlay -o "lowerdir=$image,upperdir=$WORK/image-upper,workdir=$WORK/image-work" "$ROOT/opt/moodspeaker"
  install -D -m 644 "$units/moodspeaker.service" "$ROOT/usr/lib/systemd/system/moodspeaker.service"
  install -D -m 644 "$units/moodspeaker.sysusers" "$ROOT/usr/lib/sysusers.d/moodspeaker.conf"
  install -D -m 644 "$units/moodspeaker.tmpfiles" "$ROOT/usr/lib/tmpfiles.d/moodspeaker.conf"
  mkdir -p "$ROOT/etc/systemd/system/moodspeaker.service.d"
  printf '[Service]\nWatchdogSec=%s\n' $WATCHDOG >"$ROOT/etc/systemd/system/moodspeaker.service.d/test.conf"
  tr -d - </proc/sys/kernel/random/uuid >"$ROOT/etc/machine-id"

  (
    echo "$BASHPID" >"$GROUP/cgroup.procs"
    exec unshare --cgroup --pid --uts --ipc --net --fork --kill-child=KILL -- "$0" init "$ROOT"
  ) >"$WORK/console" 2>&1 </dev/null &
  HOLDER=$!
  disown
  ask
}

# Stage 3: PID 1 of the guest.
init() {
  local root=$1
  mount -t proc proc "$root/proc"
  mount -t sysfs sysfs "$root/sys"
  mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
  mount -t tmpfs -o mode=755 tmpfs "$root/run"
  mount -t tmpfs -o mode=755 tmpfs "$root/dev"
  mkdir "$root/dev/shm" "$root/dev/pts"
  mount -t tmpfs tmpfs "$root/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
  local node
  for node in null:3 zero:5 full:7 random:8 urandom:9; do
    mknod -m 666 "$root/dev/${node%:*}" c 1 "${node#*:}"
  done
  mknod -m 666 "$root/dev/tty" c 5 0
  ln -s pts/ptmx "$root/dev/ptmx"
  ln -s /proc/self/fd "$root/dev/fd"
  touch "$root/dev/console"
  mount --bind /dev/null "$root/dev/console"
  export container=test
  exec chroot "$root" /lib/systemd/systemd --unit=basic.target
}

guest() {
  nsenter --target "$INIT" --cgroup --pid --uts --ipc --net -- chroot "$ROOT" "$@"
}

property() {
  guest systemctl show --property "$1" --value moodspeaker
}

# Waits up to $1 seconds until the rest, as a command, succeeds.
wait_for() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 0.2
  done
}

# Before its socket is there, systemctl takes the guest for a mere chroot, and says yes to anything.
booted() {
  [ -S "$ROOT/run/systemd/private" ] && INIT=$(pgrep -P "$HOLDER") && guest systemctl is-active --quiet basic.target 2>/dev/null
}

restarted() {
  [ "$(property NRestarts)" -ge 1 ] && [ "$(property ActiveState)" = active ]
}

# A mood of its own shows that camera, detector and model work inside the sandbox.
decided() {
  [[ $(property StatusText) =~ "mood "(anger|contempt|disgust|fear|happiness|neutral|sadness|surprise) ]]
}

millis() {
  date +%s%3N
}

ask() {
  local start
  wait_for 60 booted || { echo "booted=no"; cat "$WORK/console" >&2; return; }
  echo "booted=yes"
  guest systemd-sysusers
  guest systemd-tmpfiles --create moodspeaker.conf

  start=$(millis)
  guest systemctl start moodspeaker && echo "start=ok" || echo "start=failed"
  echo "start_ms=$(($(millis) - start))"
  echo "active=$(property ActiveState)"
  echo "status=$(property StatusText)"
  local pid
  pid=$(property MainPID)
  echo "uid=$(guest awk '/^Uid:/ {print $2}' "/proc/$pid/status")"
  echo "user=$(guest id -nu "$(guest awk '/^Uid:/ {print $2}' "/proc/$pid/status")")"
  echo "groups=$(guest awk '/^Groups:/ {$1 = ""; print}' "/proc/$pid/status" | xargs -n1 | while read -r gid; do guest getent group "$gid" | cut -d: -f1; done | sort | xargs)"
  echo "core_limit=$(guest awk '/^Max core file size/ {print $5}' "/proc/$pid/limits")"
  echo "sysfs=$(guest awk '$5 == "/sys/devices/platform" {print $6}' "/proc/$pid/mountinfo" | cut -d, -f1)"
  echo "opt=$(guest awk '$5 == "/opt/moodspeaker" {print $6}' "/proc/$pid/mountinfo" | cut -d, -f1)"

  wait_for 60 decided && echo "decided=yes" || echo "decided=no"
  echo "decided_status=$(property StatusText)"
  guest systemctl kill --signal=STOP --kill-who=main moodspeaker
  start=$(millis)
  wait_for $((WATCHDOG + 30)) restarted && echo "watchdog=restarted" || echo "watchdog=no restart"
  echo "watchdog_ms=$(($(millis) - start))"
  echo "cores=$(guest find /var/lib/systemd/coredump /opt/moodspeaker /var/lib/moodspeaker -name 'core*' -newer /etc/machine-id 2>/dev/null | wc -l)"

  start=$(millis)
  guest systemctl stop moodspeaker
  echo "stop_ms=$(($(millis) - start))"
  echo "stop_result=$(property Result)"
  echo "after_stop=$(property ActiveState)"

  guest journalctl --sync 2>/dev/null || true
  guest journalctl --unit moodspeaker --output json --no-pager >"$WORK/journal"
  sed -n 's/^{.*"_SYSTEMD_UNIT":"moodspeaker.service".*}$/&/p' "$WORK/journal" >"$WORK/own"
  local priority
  for priority in 3 4 5 6 7; do
    echo "priority_$priority=$(grep -c "\"PRIORITY\":\"$priority\"" "$WORK/own" || true)"
  done
  echo "warnings=$(guest journalctl --unit moodspeaker --priority warning --output cat --no-pager _SYSTEMD_UNIT=moodspeaker.service | wc -l)"
  echo "raw_prefixes=$(grep -c '"MESSAGE":"<[0-9]>' "$WORK/own" || true)"
  echo "own_times=$(grep -cE '"MESSAGE":"[0-9]{2}:[0-9]{2}:[0-9]{2}' "$WORK/own" || true)"
  guest journalctl --unit moodspeaker --output short --no-pager | sed 's/^/journal: /'
}

tidy() {
  [ -z "$HOLDER" ] || kill -KILL "$HOLDER" 2>/dev/null || true
  local tries
  for tries in 1 2 3 4 5 6 7 8 9 10; do
    find "$GROUP" -depth -type d -exec rmdir {} + 2>/dev/null || true
    [ -d "$GROUP" ] || break
    sleep 0.2
  done
  umount --lazy "$WORK" 2>/dev/null || true
  rmdir "$WORK" 2>/dev/null || true
}

"$@"
