#!/usr/bin/env bash
# Runs a command where all that would leave the machine goes through one cable, "house", and is
# counted there; its first packet is a trial. Run it as root in a network of its own: unshare --net.
set -euo pipefail
export PATH=$PATH:/usr/sbin:/sbin
ip link set lo up
ip link add house type veth peer name street
# The kernel's own packets for neighbours would be counted, too.
ipv6=/proc/sys/net/ipv6/conf/all/disable_ipv6
[[ ! -e $ipv6 ]] || echo 1 >"$ipv6"
ip link set house arp off
ip address add 192.0.2.2/24 dev house
ip link set street up
ip link set house up
ip route add default dev house
echo trial >/dev/udp/198.51.100.1/9
exec "$@"
