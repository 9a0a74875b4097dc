#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Who keeps a patch from being loaded or unloaded is named; force and retries (R8).
# shellcheck source=lib.sh
. /lib/hand/lib.sh

step "busy: task, pid and function are named, and tried for a bounded time"
echo 5 >/sys/module/kpatch/parameters/busy_tries
sleep 1000 &
pid=$!
# Until it is in the kernel.
while ! grep -q nanosleep "/proc/$pid/stack"; do cat /proc/uptime >/dev/null; done
refused t_busy "t_busy cannot be loaded: task sleep \(pid $pid\) is in .*do_nanosleep"
refused t_stack_only "task sleep \(pid $pid\) is in .*do_nanosleep"
shows /proc/version "Linux version"
step "forced: the author's word"
load t_forced
unload t_forced
kill "$pid"
wait
step "not busy any more: loaded within the retries"
echo 40 >/sys/module/kpatch/parameters/busy_tries
sleep 1 &
load t_stack_only
shows /proc/version 'never seen'
unload t_stack_only
wait

step "unloaded only when nobody is in the patch"
echo 5 >/sys/module/kpatch/parameters/busy_tries
load t_sleeper
cat /proc/version >/tmp/slept &
sleep 0.5
rmmod t_sleeper 2>/dev/null && fail "t_sleeper was removed while enabled"
echo 0 >$K/t_sleeper/enabled 2>/dev/null && fail "t_sleeper was disabled while in use"
said 't_sleeper cannot be unloaded: task cat \(pid [0-9]*\) is in version_new'
shows $K/t_sleeper/enabled 1
wait
shows /tmp/slept sleeper
unload t_sleeper
fresh
finish
