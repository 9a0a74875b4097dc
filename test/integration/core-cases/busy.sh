#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A function that a task sleeps in is not replaced; the refusal names task and function.
# shellcheck source=lib.sh
. /lib/hand/lib.sh

sleep 1000 &
sleeper=$!
# Until it is in the kernel.
while ! grep -q nanosleep "/proc/$sleeper/stack"; do cat /proc/uptime >/dev/null; done
refused t_busy "(sleep.*$sleeper.*do_nanosleep|do_nanosleep.*sleep.*$sleeper)"
kill "$sleeper"
wait "$sleeper" 2>/dev/null
load t_busy
unload t_busy
finish
