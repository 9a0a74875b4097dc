#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The tracepoint of a changed function is on or off as the user says, before and after the load.
mount -t tracefs none /sys/kernel/tracing 2>/dev/null
mount -t debugfs none /sys/kernel/debug 2>/dev/null
events=/sys/kernel/tracing/events/module/module_request/enable

# Asks for a module that is not there, and says how often the tracepoint saw it.
traced() {
	echo >/sys/kernel/tracing/trace
	mount -t "nofs$1" none /tmp 2>/dev/null
	grep -c "module_request:.*fs-nofs$1" /sys/kernel/tracing/trace
}

# What the check before left on must be on in the patch from its first call on.
if [ -f /tmp/events.left-on ]; then
	[ "$(traced 1)" -eq 1 ] || { echo "an event that was on before the load is lost"; exit 2; }
fi
echo 0 >$events
[ "$(traced 2)" -eq 0 ] || { echo "an event that is off is traced"; exit 2; }
echo 1 >$events
[ "$(traced 3)" -eq 1 ] || { echo "an event that is on is not traced"; exit 2; }
touch /tmp/events.left-on

grep 'live patch asks' /sys/kernel/debug/dynamic_debug/control || exit 1
echo 'format "live patch asks" +p' >/sys/kernel/debug/dynamic_debug/control
traced 4 >/dev/null
echo 'format "live patch asks" -p' >/sys/kernel/debug/dynamic_debug/control
traced 5 >/dev/null
dmesg | grep -q 'live patch asks for fs-nofs4' || { echo "pr_debug is mute"; exit 2; }
! dmesg | grep -q 'live patch asks for fs-nofs5' || { echo "pr_debug cannot be switched off"; exit 2; }
