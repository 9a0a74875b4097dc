#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What the kernel's selftests check of livepatch, checked of the core: each step
# bears the name of the selftest.  doc/selftests.md says where the others are.
# shellcheck source=lib.sh
. /lib/hand/lib.sh

# What callbacks said since the last asking, "PATCH: CALLBACK OBJECT [STATE]" each.
callbacks() {
	dmesg -c | sed -n 's/^.*\] \(t_[a-z0-9_]*: [a-z]*_[a-z]*patch .*\)/\1/p'
}

# ran TEXT: these callbacks ran since the last asking, in this order.
ran() {
	said=$(callbacks)
	[ "$said" = "$1" ] || fail "callbacks ran: $said; expected: $1"
}

disable() { echo 0 >"$K/$1/enabled" || fail "$1 cannot be disabled"; }
disabled_out() { disable "$1" && out "$1"; }

dmesg -c >/dev/null

step "test-livepatch: basic function patching"
load t_plain
shows /proc/version plain
disabled_out t_plain
fresh

step "test-livepatch: multiple livepatches"
load t_plain
load t_third
shows /proc/version third
shows /proc/loadavg 'third loadavg'
disabled_out t_third
shows /proc/version plain
[ "$(cat /proc/loadavg)" != 'third loadavg' ] || fail "loadavg is still patched"
disabled_out t_plain
fresh

step "test-livepatch: atomic replace livepatch"
load t_third
load t_replace
shows /proc/version replaced
[ "$(cat /proc/loadavg)" != 'third loadavg' ] || fail "loadavg is still patched"
out t_third
shows /proc/version replaced
disabled_out t_replace
fresh
dmesg -c >/dev/null

step "test-callbacks: target module before livepatch"
load x_target
load t_mirror
ran 't_mirror: pre_patch vmlinux
t_mirror: pre_patch x_target live
t_mirror: post_patch vmlinux
t_mirror: post_patch x_target live'
shows /proc/target 'value mirrored'
disabled_out t_mirror
ran 't_mirror: pre_unpatch vmlinux
t_mirror: pre_unpatch x_target live
t_mirror: post_unpatch vmlinux
t_mirror: post_unpatch x_target live'
shows /proc/target 'value original'
out x_target
ran ''
fresh

step "test-callbacks: module_coming notifier"
load t_mirror
ran 't_mirror: pre_patch vmlinux
t_mirror: post_patch vmlinux'
load x_target
ran 't_mirror: pre_patch x_target coming
t_mirror: post_patch x_target coming'
disabled_out t_mirror
ran 't_mirror: pre_unpatch vmlinux
t_mirror: pre_unpatch x_target live
t_mirror: post_unpatch vmlinux
t_mirror: post_unpatch x_target live'
out x_target
ran ''
fresh

step "test-callbacks: module_going notifier"
load x_target
load t_mirror
ran 't_mirror: pre_patch vmlinux
t_mirror: pre_patch x_target live
t_mirror: post_patch vmlinux
t_mirror: post_patch x_target live'
out x_target
ran 't_mirror: pre_unpatch x_target going
t_mirror: post_unpatch x_target going'
disabled_out t_mirror
ran 't_mirror: pre_unpatch vmlinux
t_mirror: post_unpatch vmlinux'
fresh

step "test-callbacks: module_coming and module_going notifiers"
load t_mirror
load x_target
ran 't_mirror: pre_patch vmlinux
t_mirror: post_patch vmlinux
t_mirror: pre_patch x_target coming
t_mirror: post_patch x_target coming'
out x_target
ran 't_mirror: pre_unpatch x_target going
t_mirror: post_unpatch x_target going'
disabled_out t_mirror
ran 't_mirror: pre_unpatch vmlinux
t_mirror: post_unpatch vmlinux'
fresh

step "test-callbacks: target module not present"
load t_mirror
disabled_out t_mirror
ran 't_mirror: pre_patch vmlinux
t_mirror: post_patch vmlinux
t_mirror: pre_unpatch vmlinux
t_mirror: post_unpatch vmlinux'
fresh

step "test-callbacks: pre-patch callback -ENODEV"
load x_target
kpatch load /lib/hand/t_mirror_refuses.ko 2>/tmp/said && fail "t_mirror_refuses was loaded"
grep -q 'cannot load .*: No such device' /tmp/said || fail "kpatch load says $(cat /tmp/said)"
ran 't_mirror_refuses: pre_patch vmlinux'
out x_target
ran ''
fresh

step "test-callbacks: pre-patch callback -ENODEV, after another object's"
load x_target
dmesg -c >/dev/null
insmod /lib/hand/t_mirror.ko pre_patch_ret=-19 refusing=x_target 2>/dev/null && fail "t_mirror was loaded"
# busybox's insmod tries twice; post_unpatch is owed to vmlinux alone.
ran 't_mirror: pre_patch vmlinux
t_mirror: pre_patch x_target live
t_mirror: post_unpatch vmlinux
t_mirror: pre_patch vmlinux
t_mirror: pre_patch x_target live
t_mirror: post_unpatch vmlinux'
out x_target
fresh

step "test-callbacks: module_coming + pre-patch callback -ENODEV"
load t_mirror
echo -19 >/sys/module/t_mirror/parameters/pre_patch_ret
callbacks >/dev/null
insmod /lib/hand/x_target.ko 2>/tmp/said && fail "x_target was loaded"
grep -q 'No such device' /tmp/said || fail "insmod says $(cat /tmp/said)"
# busybox's insmod tries twice; no other callback runs for x_target.
ran 't_mirror: pre_patch x_target coming
t_mirror: pre_patch x_target coming'
shows $K/t_mirror/x_target/patched 0
disabled_out t_mirror
ran 't_mirror: pre_unpatch vmlinux
t_mirror: post_unpatch vmlinux'
fresh

step "test-callbacks: multiple target modules"
insmod /lib/hand/x_busy.ko busy=0 || fail "x_busy does not load"
load t_mirror
ran 't_mirror: pre_patch vmlinux
t_mirror: pre_patch x_busy live
t_mirror: post_patch vmlinux
t_mirror: post_patch x_busy live'
load x_target
out x_target
ran 't_mirror: pre_patch x_target coming
t_mirror: post_patch x_target coming
t_mirror: pre_unpatch x_target going
t_mirror: post_unpatch x_target going'
disabled_out t_mirror
ran 't_mirror: pre_unpatch vmlinux
t_mirror: pre_unpatch x_busy live
t_mirror: post_unpatch vmlinux
t_mirror: post_unpatch x_busy live'
out x_busy
fresh

step "test-callbacks: busy target module"
# Livepatch stays in transition.  The core refuses after a bounded time.  Until
# then it is not in force, so another target that comes is only prepared.
load x_busy
echo 20 >/sys/module/kpatch/parameters/busy_tries
kpatch load /lib/hand/t_mirror.ko 2>/tmp/said &
loading=$!
until dmesg | grep -q 't_mirror: pre_patch x_busy'; do sleep 0.1; done
load x_target
shows /proc/target 'value original'
out x_target
wait $loading && fail "t_mirror was loaded over a busy function"
grep -q 't_mirror cannot be loaded: task kworker/.* is in busy_work' /tmp/said || fail "kpatch load says $(cat /tmp/said)"
# post_unpatch is owed to whom pre_patch prepared; pre_unpatch to nobody.
ran 't_mirror: pre_patch vmlinux
t_mirror: pre_patch x_busy live
t_mirror: pre_patch x_target coming
t_mirror: post_unpatch x_target going
t_mirror: post_unpatch vmlinux
t_mirror: post_unpatch x_busy live'
[ ! -e /sys/module/t_mirror ] || fail "t_mirror stayed"
fresh
echo 0 >/sys/module/x_busy/parameters/busy
load t_mirror
disabled_out t_mirror
out x_busy
dmesg -c >/dev/null
fresh

step "test-callbacks: multiple livepatches"
load t_mirror
load t_mirror2
disable t_mirror2
disable t_mirror
out t_mirror2
out t_mirror
ran 't_mirror: pre_patch vmlinux
t_mirror: post_patch vmlinux
t_mirror2: pre_patch vmlinux -
t_mirror2: post_patch vmlinux -
t_mirror2: pre_unpatch vmlinux -
t_mirror2: post_unpatch vmlinux -
t_mirror: pre_unpatch vmlinux
t_mirror: post_unpatch vmlinux'
fresh

step "test-callbacks: atomic replace"
load t_mirror
load t_mirror3
shows $K/t_mirror/enabled 0
untouched
disable t_mirror3
out t_mirror3
out t_mirror
ran 't_mirror: pre_patch vmlinux
t_mirror: post_patch vmlinux
t_mirror3: pre_patch vmlinux -
t_mirror3: post_patch vmlinux -
t_mirror3: pre_unpatch vmlinux -
t_mirror3: post_unpatch vmlinux -'
fresh

step "test-state: compatible cumulative livepatches"
load t_state2
load t_state3
said 't_state3: adopts version 2'
out t_state2
dmesg -c >/dev/null
load t_state2
said 't_state2: adopts version 2'
disabled_out t_state2
out t_state3
fresh

# attribute RIGHTS FILE [VALUE]
attribute() {
	rights=$(stat -c %A "$K/$2")
	[ "$rights" = "$1" ] || fail "$2 has rights $rights, expected $1"
	[ $# -lt 3 ] || shows "$K/$2" "$3"
}

step "test-sysfs: sysfs test"
load t_plain
attribute drwxr-xr-x t_plain
attribute -rw-r--r-- t_plain/enabled 1
attribute --w------- t_plain/force
attribute -r--r--r-- t_plain/transition 0
attribute -r--r--r-- t_plain/vmlinux/patched 1
[ -d $K/t_plain/vmlinux/version_proc_show,1 ] || fail "no entry for the function"

step "test-sysfs: sysfs test replace disabled"
attribute -r--r--r-- t_plain/replace 0
disabled_out t_plain

step "test-sysfs: sysfs test replace enabled"
load t_replace
attribute -r--r--r-- t_replace/replace 1
disabled_out t_replace

step "test-sysfs: sysfs test object/patched"
load t_mirror
attribute -r--r--r-- t_mirror/x_target/patched 0
load x_target
attribute -r--r--r-- t_mirror/x_target/patched 1
out x_target
attribute -r--r--r-- t_mirror/x_target/patched 0
disabled_out t_mirror

step "test-sysfs: sysfs test stack_order"
load t_plain
load t_stack
load t_third
attribute -r--r--r-- t_plain/stack_order 1
attribute -r--r--r-- t_stack/stack_order 2
attribute -r--r--r-- t_third/stack_order 3
disable t_stack
shows $K/t_plain/stack_order 1
shows $K/t_third/stack_order 2
# Out of force, so in no place.
shows $K/t_stack/stack_order 0
out t_stack
disabled_out t_third
disabled_out t_plain
fresh

step "test-ftrace: livepatch interaction with ftrace_enabled sysctl"
echo 0 >/proc/sys/kernel/ftrace_enabled
refused t_plain 'vmlinux:version_proc_show cannot be patched now: .*kernel.ftrace_enabled is 0'
echo 1 >/proc/sys/kernel/ftrace_enabled
load t_plain
shows /proc/version plain
echo 0 2>/dev/null >/proc/sys/kernel/ftrace_enabled && fail "ftrace was turned off under a patch"
shows /proc/sys/kernel/ftrace_enabled 1
shows /proc/version plain
disabled_out t_plain
fresh

T=/sys/kernel/tracing
traced() {
	grep -q version_proc_show $T/trace || fail "the tracer does not see the function"
	echo >$T/trace
}
step "test-ftrace: trace livepatched function and check that the live patch remains in effect"
load t_plain
echo version_proc_show >$T/set_ftrace_filter
echo function >$T/current_tracer
shows /proc/version plain
traced
echo nop >$T/current_tracer
shows /proc/version plain
disabled_out t_plain

step "test-ftrace: livepatch a traced function and check that the live patch remains in effect"
echo function >$T/current_tracer
load t_plain
shows /proc/version plain
traced
disabled_out t_plain
untouched
traced
echo nop >$T/current_tracer
echo >$T/set_ftrace_filter
fresh

step "test-kprobe: livepatch interaction with kprobed function with post_handler"
load x_kprobe
! kprobe_by_ftrace version_proc_show ||
	refused t_plain 'vmlinux:version_proc_show cannot be patched now: a livepatch or a kprobe'
out x_kprobe

step "test-kprobe: livepatch interaction with kprobed function without post_handler"
insmod /lib/hand/x_kprobe.ko post_handler=0 || fail "x_kprobe does not load"
load t_plain
shows /proc/version plain
[ "$(cat /sys/module/x_kprobe/parameters/hits)" -gt 0 ] || fail "the kprobe was not hit"
disabled_out t_plain
out x_kprobe
fresh
finish
