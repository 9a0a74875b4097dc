#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# While a patch waits for tasks to leave its functions, other modules come and
# go, those that it patches too; it takes them along (R4, R8).
# shellcheck source=lib.sh
. /lib/hand/lib.sh

# Whoever waited for the patch would wait for ever.
echo 1000000 >/sys/module/kpatch/parameters/busy_tries
load x_busy

# waits PATCH ENABLED: until it does.
waits() {
	until [ "$(cat "$K/$1/transition" 2>/dev/null)" = 1 ]; do sleep 0.1; done
	shows "$K/$1/enabled" "$2"
}

# loading PATCH: begins to, and waits.
loading() {
	echo 1 >/sys/module/x_busy/parameters/busy
	[ -e /sys/module/x_busy ] && out x_busy
	load x_busy
	dmesg -c >/dev/null
	kpatch load "/lib/hand/$1.ko" >/tmp/said 2>&1 &
	loader=$!
	waits "$1" 0
}

# What callbacks said since dmesg -c.
ran() {
	said=$(dmesg | sed -n 's/^.*\] \(t_[a-z0-9_]*: [a-z]*_[a-z]*patch .*\)/\1/p')
	[ "$said" = "$1" ] || fail "callbacks ran: $said; expected: $1"
}

leave() {
	echo 0 >/sys/module/x_busy/parameters/busy
	wait $loader
}

step "a module of no patch"
loading t_mirror
insmod /lib/hand/x_chain.ko || fail "x_chain does not load"
rmmod x_chain || fail "x_chain cannot be removed"

step "a module that the patch is for"
load x_target
shows /proc/target 'value original'
shows $K/t_mirror/transition 1
shows $K/t_mirror/x_target/patched 0
leave || fail "t_mirror is not loaded: $(cat /tmp/said)"
shows /proc/target 'value mirrored'
shows $K/t_mirror/x_target/patched 1
shows $K/t_mirror/transition 0
ran 't_mirror: pre_patch vmlinux
t_mirror: pre_patch x_busy live
t_mirror: pre_patch x_target coming
t_mirror: post_patch vmlinux
t_mirror: post_patch x_target live
t_mirror: post_patch x_busy live'
unload t_mirror
shows /proc/target 'value original'

step "one that goes"
loading t_mirror
rmmod x_target
leave || fail "t_mirror is not loaded: $(cat /tmp/said)"
shows $K/t_mirror/x_target/patched 0
ran 't_mirror: pre_patch vmlinux
t_mirror: pre_patch x_target live
t_mirror: pre_patch x_busy live
t_mirror: post_unpatch x_target going
t_mirror: post_patch vmlinux
t_mirror: post_patch x_busy live'
load x_target
shows /proc/target 'value mirrored'
rmmod x_target
unload t_mirror

step "one of another build: it is loaded, and the patch is not"
loading t_mirror
insmod /lib/hand/x_target_other.ko || fail "x_target_other does not load"
wait $loader && fail "t_mirror was loaded"
grep -q 't_mirror cannot be loaded: module x_target came meanwhile, and cannot be patched' /tmp/said || fail "$(cat /tmp/said)"
grep -q 'the module has deadbeef' /tmp/said || fail "$(cat /tmp/said)"
[ ! -e /sys/module/t_mirror ] || fail "t_mirror stayed"
shows /proc/target 'value original'
rmmod x_target
fresh

step "a patch that cannot be unloaded goes on"
load t_wait
load x_target
cat /proc/version >/tmp/read &
reader=$!
sleep 0.3
echo 3 >/sys/module/kpatch/parameters/busy_tries
dmesg -c >/dev/null
echo 0 2>/dev/null >$K/t_wait/enabled && fail "t_wait was disabled"
ran 't_wait: pre_unpatch x_target mod
t_wait: post_patch x_target mod'
shows /proc/target 'value waited'
rmmod x_target
echo 1000000 >/sys/module/kpatch/parameters/busy_tries

step "a patch that waits to be unloaded"
load x_target
shows /proc/target 'value waited'
rmmod x_target
dmesg -c >/dev/null
kpatch unload t_wait >/tmp/said 2>&1 &
loader=$!
waits t_wait 1
load x_target
shows /proc/target 'value waited'
rmmod x_target
load x_target
shows /proc/target 'value waited'
ran 't_wait: pre_patch x_target mod
t_wait: post_patch x_target mod
t_wait: pre_unpatch x_target mod
t_wait: post_unpatch x_target mod
t_wait: pre_patch x_target mod
t_wait: post_patch x_target mod
t_wait: pre_unpatch x_target mod'
echo 0 >/sys/module/t_wait/parameters/busy
wait $reader
shows /tmp/read waited
wait $loader || fail "t_wait is not unloaded: $(cat /tmp/said)"
said 't_wait: post_unpatch x_target mod'
shows /proc/target 'value original'
rmmod x_target
rmmod x_busy
fresh
finish
