#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# ftrace lets one user redirect a function; who comes second is told so.
# shellcheck source=lib.sh
. /lib/hand/lib.sh

step "a kprobe with a post handler"
load x_kprobe
if kprobe_by_ftrace version_proc_show; then
	refused t_stack 'vmlinux:version_proc_show cannot be patched now: a livepatch or a kprobe'
	[ "$(cut -d ' ' -f 1 /proc/uptime)" != uptime ] || fail "uptime is patched"
	rmmod x_kprobe
	load t_stack
	shows /proc/version second
	insmod /lib/hand/x_kprobe.ko 2>/dev/null && fail "the kprobe was set"
else
	load t_stack
	shows /proc/version second
	rmmod x_kprobe
	shows /proc/version second
fi
unload t_stack
fresh

step "the tracer goes on"
echo version_proc_show >/sys/kernel/tracing/set_ftrace_filter
echo function >/sys/kernel/tracing/current_tracer
load t_plain
shows /proc/version plain
grep -q version_proc_show /sys/kernel/tracing/trace || fail "the tracer does not see the function"
unload t_plain
echo nop >/sys/kernel/tracing/current_tracer
echo >/sys/kernel/tracing/set_ftrace_filter
fresh

step "tracing can't be turned off under a patch"
load t_plain
echo 0 >/proc/sys/kernel/ftrace_enabled 2>/dev/null
shows /proc/version plain
unload t_plain
echo 1 >/proc/sys/kernel/ftrace_enabled

if [ -d /sys/kernel/livepatch ]; then
	step "the kernel's livepatch"
	insmod /lib/hand/x_livepatch.ko || fail "the livepatch does not load"
	shows /proc/version livepatch
	refused t_plain 'vmlinux:version_proc_show cannot be patched now: a livepatch or'
	shows /proc/version livepatch
	echo 0 >/sys/kernel/livepatch/x_livepatch/enabled
	while [ -e /sys/kernel/livepatch/x_livepatch ]; do sleep 0.1; done
	out x_livepatch
	load t_plain
	insmod /lib/hand/x_livepatch.ko 2>/dev/null && fail "the livepatch was loaded"
	shows /proc/version plain
	unload t_plain
fi
fresh
finish
