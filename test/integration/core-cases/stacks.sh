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
stopped=$(cat /sys/module/kpatch/parameters/stopped_ns)
refused t_busy "t_busy cannot be loaded: task sleep \(pid $pid\) is in .*do_nanosleep"
refused t_stack_only "task sleep \(pid $pid\) is in .*do_nanosleep"
shows /proc/version "Linux version"
[ "$(cat /sys/module/kpatch/parameters/stopped_ns)" = "$stopped" ] || fail "the machine was stopped in vain"
step "what a refused patch planned is forgotten"
load t_plain
refused t_stack_only "task sleep \(pid $pid\) is in .*do_nanosleep"
load x_target
load t_value
shows /proc/target 'value second'
shows /proc/version plain
unload t_value
rmmod x_target
unload t_plain
step "a stack that cannot be read reliably counts as one in use"
if insmod /lib/hand/x_unwalked.ko 2>/tmp/said; then
	! relies_on_traces ||
		refused t_plain 't_plain cannot be loaded: the stack of task unwalked \(pid [0-9]+\) cannot be read reliably'
	rmmod x_unwalked
else
	grep -q 'not supported' /tmp/said || fail "x_unwalked: $(cat /tmp/said)"
fi
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

step "busy on a CPU: found when the machine is stopped"
# Often enough that it is on its CPU at one of the looks, however slow the machine.
echo 50 >/sys/module/kpatch/parameters/busy_tries
taskset 1 insmod /lib/hand/x_busy.ko spin=1 || fail "x_busy does not load"
taskset -p 2 $$ >/dev/null
stopped=$(cat /sys/module/kpatch/parameters/stopped_ns)
# Not every CPU's trace of an interrupted task can be relied on.
refused t_mirror 't_mirror cannot be loaded: .*task kworker/.* (is in busy_work|cannot be read)'
# A clock that only ticks shows no time of it, or that of a tick each time.
grep -q jiffies /sys/devices/system/clocksource/clocksource0/current_clocksource || [ "$(cat /sys/module/kpatch/parameters/stopped_ns)" != "$stopped" ] || fail "the machine was not stopped"
echo 5 >/sys/module/kpatch/parameters/busy_tries
taskset -p 3 $$ >/dev/null
echo 0 >/sys/module/x_busy/parameters/busy
load t_mirror
unload t_mirror
rmmod x_busy

# refused_over PATCH SHOWN: a task sleeps in its replacement, then another patch comes;
# not refused(), which reads /proc/version itself.
refused_over() {
	load "$1"
	for over in t_stack t_replace2; do
		cat /proc/version >/tmp/slept &
		sleep 0.5
		dmesg -c >/dev/null
		kpatch load /lib/hand/$over.ko && fail "$over was loaded"
		said "$over cannot be loaded: task cat \(pid [0-9]+\) is in $2"
		wait
		shows "$K/$1/enabled" 1
	done
	load t_stack
	unload t_stack
	load t_replace2
	unload t_replace2
	out "$1"
	untouched
}
step "in a replacement that another takes the place of, or that a replace sends home"
refused_over t_sleeper version_new
step "in the part that the compiler put elsewhere"
refused_over t_cold 'version_proc_show[.]cold'

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
