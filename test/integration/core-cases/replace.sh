#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A patch takes the place of all others in one switch (R5).
# shellcheck source=lib.sh
. /lib/hand/lib.sh

callbacks() {
	dmesg | sed -n 's/^.*\] \(t_[a-z0-9]*: [a-z]*_[a-z]*patch\) .*/\1/p' | tr '\n' ' '
}

step "over a stack of three, with the module of one"
load x_target
load t_plain
load t_stack
load t_third
load t_target
shows /proc/version "target's version"
shows /proc/uptime uptime
shows /proc/loadavg third
shows /proc/target 'shown patched'
dmesg -c >/dev/null
load t_replace
shows /proc/version replaced
[ "$(cut -d ' ' -f 1 /proc/uptime)" != uptime ] || fail "uptime is still patched"
[ "$(cat /proc/loadavg)" != 'third loadavg' ] || fail "loadavg is still patched"
shows /proc/target 'value original'
shows $K/t_replace/replace 1
shows $K/t_replace/enabled 1
for name in t_plain t_stack t_third t_target; do
	shows $K/$name/enabled 0
	shows $K/$name/vmlinux/patched 0
	said "$name is replaced by t_replace"
done
shows $K/t_target/x_target/state disabled
[ "$(callbacks)" = 't_replace: pre_patch t_replace: post_patch ' ] || fail "other callbacks: $(callbacks)"
echo 0 >$K/t_plain/enabled 2>/dev/null && fail "t_plain was disabled twice"
[ "$(wc -l </sys/kernel/tracing/enabled_functions)" -eq 1 ] || fail "ftrace has more than one function"
# The module that a replaced patch was for can go while that patch is there.
rmmod x_target
for name in t_stack t_plain t_target t_third; do
	out $name
done

step "over a replacing one, whose function the next has not"
load x_target
load t_replace2
shows /proc/version "Linux version"
shows /proc/loadavg 'replaced twice'
shows /proc/target 'value replacing'
out t_replace
rmmod x_target
load x_target
shows /proc/target 'value replacing'

step "a stacking patch over a replacing one, and the replacing one out from below"
load t_stack
shows /proc/version second
unload t_replace2
shows /proc/version second
shows /proc/target 'value original'
rmmod x_target

step "over a patch whose module is not loaded"
load t_target
load t_replace
shows /proc/version replaced
out t_target
out t_stack
load x_target
shows /proc/target 'value original'
rmmod x_target

step "what the new one has not goes home in the switch, not when the old ones are taken down"
unload t_replace
load t_stack
shows /proc/uptime uptime
dmesg -c >/dev/null
insmod /lib/hand/t_replace.ko linger=3000 &
until [ "$(cat /proc/version)" = replaced ]; do sleep 0.1; done
[ "$(cut -d ' ' -f 1 /proc/uptime)" != uptime ] || fail "uptime is still patched"
dmesg | grep 'is replaced by' && fail "that was looked at too late"
wait
said 't_stack is replaced by t_replace'
out t_stack

step "a replace that fails leaves the others in force"
unload t_replace
load t_plain
load t_stack
echo 3 >/sys/module/kpatch/parameters/busy_tries
sleep 1000 &
pid=$!
# Until it is in the kernel.
while ! grep -q nanosleep "/proc/$pid/stack"; do cat /proc/uptime >/dev/null; done
refused t_replace_busy "task sleep \(pid $pid\) is in .*do_nanosleep"
shows /proc/version second
shows /proc/uptime uptime
shows $K/t_plain/enabled 1
shows $K/t_stack/enabled 1
kill "$pid"
wait

step "loaded again after it was replaced"
load t_replace
out t_plain
load t_plain
shows /proc/version plain
unload t_plain
shows /proc/version replaced
dmesg -c >/dev/null
unload t_replace
[ "$(callbacks)" = 't_replace: pre_unpatch t_replace: post_unpatch ' ] || fail "other callbacks: $(callbacks)"
out t_stack
fresh
finish
