#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A patch goes in and out twenty times while its function is called.
# shellcheck source=lib.sh
. /lib/hand/lib.sh

while :; do cat /proc/version >/dev/null; done &
reader=$!
i=0
while [ $i -lt 20 ]; do
	kpatch load /lib/hand/t_plain.ko >/dev/null || fail "load $i"
	shows /proc/version plain
	kpatch unload t_plain >/dev/null || fail "unload $i"
	untouched
	i=$((i + 1))
done
kill "$reader"
wait "$reader" 2>/dev/null
finish
