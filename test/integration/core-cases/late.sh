#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# References, alternatives and jump labels that only the core can resolve.
# shellcheck source=lib.sh
. /lib/hand/lib.sh

address=$(grep ' type_show$' /proc/kallsyms | sed -n '3s/ .*//p')
load t_late
cat /proc/version
shows /proc/version "late $address alt 2 key 1"
grep -qE '^load: [0-9]+\.[0-9]+ ' /proc/uptime || fail "/proc/uptime shows $(cat /proc/uptime)"
unload t_late
untouched
finish
