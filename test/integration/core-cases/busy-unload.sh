#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A patch whose function a task sleeps in stays, and says who; later it goes.
# shellcheck source=lib.sh
. /lib/hand/lib.sh

load t_sleeper
rm -f /tmp/read # another case's
# Readers that overlap: at every moment one of them sleeps in the replacement.
while :; do
	cat /proc/version >>/tmp/read &
	sleep 1
done &
readers=$!
while [ ! -s /tmp/read ]; do sleep 1; done
if kpatch unload t_sleeper >/tmp/said 2>&1; then
	fail 'unloaded under a task that sleeps in it'
fi
cat /tmp/said
grep -q 'cat.*version_new' /tmp/said || fail 'kpatch unload does not name task and function'
dmesg | grep -q 'cat.*version_new' || fail 'the console does not name task and function'
[ "$(cat /sys/kernel/kpatch/t_sleeper/enabled)" = 1 ] || fail 'no longer enabled'
kill "$readers"
shows /tmp/read sleeper
sleep 5
unload t_sleeper
untouched
finish
