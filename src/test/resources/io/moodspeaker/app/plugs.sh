#!/usr/bin/env bash
# Runs a command on a machine with something wrong. Run it as root in mounts of its own:
# unshare --mount --propagation private (deaf: --net as well).
#   plugs.sh small FOLDER SIZE COMMAND…   FOLDER is a disk of its own, of this size
#   plugs.sh stick FROM FOLDER COMMAND…   FOLDER is a disk of its own, with a copy of what is in FROM
#   plugs.sh deaf HOUSE COMMAND…          names are asked for from a server that never answers
set -euo pipefail
case $1 in
  small)
    mount -t tmpfs -o "size=$3,mode=700" tmpfs "$2"
    shift 3
    exec "$@"
    ;;
  stick)
    mount -t tmpfs tmpfs "$3"
    cp -r "$2"/. "$3"
    shift 3
    exec "$@"
    ;;
  deaf)
    server=$(mktemp)
    echo "nameserver 198.51.100.53" >"$server"
    mount --bind "$server" /etc/resolv.conf
    rm "$server"
    shift
    exec "$@"
    ;;
esac
