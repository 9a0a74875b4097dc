#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Functions of modules, there before the patch and after it (R1, R2, R4, R7).
# shellcheck source=lib.sh
. /lib/hand/lib.sh
orig='value original same a-original b-original'

step "the module first, then the patch"
load x_target
shows /proc/target "$orig init original"
load t_target
shows /proc/target 'shown patched same b-patched data 1 secret 42'
shows /proc/version "target's version"
shows $K/t_target/x_target/patched 1
shows $K/t_target/x_target/state patched
[ -d $K/t_target/x_target/same,2 ] || fail "no entry for same,2"
unload t_target
shows /proc/target "$orig init original"
load t_same
shows /proc/target 'value original same a-new b-new'
for pos in 1 2; do
	[ -d $K/t_same/x_target/same,$pos ] || fail "no entry for same,$pos"
done
unload t_same
refused t_same_ambiguous "x_target has 2 symbols 'same'"
said 'same,2: x_target[+]0x'
shows /proc/target "$orig init original"

load t_pick
shows $K/t_pick/x_target/patched 1
unload t_pick

step "patch in and out while the module stays"
for _ in 1 2 3 4 5 6 7 8 9 10; do
	load t_target
	shows /proc/target 'shown patched'
	unload t_target
	shows /proc/target "$orig"
done
rmmod x_target
fresh

step "the patch first"
# until the module's init is done its table has the data, too
load t_pick
load x_target
shows $K/t_pick/x_target/patched 1
unload t_pick
rmmod x_target
load t_target
shows $K/t_target/x_target/patched 0
shows $K/t_target/x_target/state 'not loaded'
shows $K/t_target/enabled 1
[ -d $K/t_target/x_target/target_value,1 ] || fail "no entry while the module is not loaded"
load x_target
shows /proc/target 'shown patched same b-patched data 1 secret 42'
out x_target
unload t_target

step "init runs patched"
load t_value
load x_target
shows /proc/target 'value second same a-original b-original init second'

step "a stack in a module that comes and goes"
load t_target
rmmod x_target
load x_target
shows /proc/target 'shown patched'
unload t_target
shows /proc/target 'value second same'
rmmod x_target
unload t_value
fresh

step "a module whose init fails is let go"
load t_target
insmod /lib/hand/x_target.ko fail_init=1 2>/dev/null && fail "x_target was loaded"
shows $K/t_target/x_target/patched 0
load x_target
shows /proc/target 'shown patched'

step "a patch comes out while its module is there, and in again"
unload t_target
shows /proc/target "$orig init patched"
rmmod x_target
fresh

step "a patch that comes while its module's init runs"
insmod /lib/hand/x_target.ko slow_init=5 &
sleep 0.2
load t_target
wait
shows /proc/target 'shown patched'
unload t_target
rmmod x_target

step "what cannot be patched cannot be loaded, and nothing else changes"
load t_value
load t_value_unknown
dmesg -c >/dev/null
insmod /lib/hand/x_target.ko 2>/dev/null && fail "x_target was loaded"
said "x_target has no symbol 'target_no_such'"
said 't_value_unknown: module x_target is not loaded, for it cannot be patched'
[ ! -e /sys/module/x_target ] || fail "x_target stayed"
shows $K/t_value/x_target/patched 0
unload t_value_unknown
load t_value_refuses
dmesg -c >/dev/null
insmod /lib/hand/x_target.ko 2>/dev/null && fail "x_target was loaded"
said 't_value_refuses: the pre-patch callback for x_target refused'
unload t_value_refuses
load x_target
shows /proc/target 'value second'
refused t_value_unknown "x_target has no symbol 'target_no_such'"
refused t_value_refuses 'pre-patch callback for x_target refused'
shows /proc/target 'value second'
unload t_value
rmmod x_target
fresh
finish
