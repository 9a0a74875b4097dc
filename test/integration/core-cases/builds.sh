#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Only the builds that a patch was made for are patched (R6).
# shellcheck source=lib.sh
. /lib/hand/lib.sh

step "another kernel"
refused t_build 'made for another kernel: the patch needs build id badbad.*, this kernel has'

step "another build of a module that is there"
load x_target
refused t_value_id 'made for another build of module x_target: the patch needs build id badbad[0-9a-f]*, the module has [0-9a-f]{40}'
refused t_value_srcversion 'x_target: the patch needs srcversion BADBAD.*, the module has [0-9A-F]'
refused t_value_unsaid 'does not say which build of module x_target'
shows /proc/target 'value original'
rmmod x_target
insmod /lib/hand/x_target_other.ko || fail "x_target_other does not load"
refused t_value 'the module has deadbeef'
rmmod x_target

step "another build of a module that comes later"
refused t_value_unsaid 'does not say which build of module x_target'
load t_value
load t_value_id
load t_value_srcversion
dmesg -c >/dev/null
load x_target
shows /proc/target 'value second'
said 't_value_id: module x_target is loaded without being patched'
said 't_value_srcversion: module x_target is loaded without being patched'
said 'the patch needs build id badbad'
shows $K/t_value/x_target/state patched
shows $K/t_value_id/x_target/state 'wrong build'
shows $K/t_value_id/x_target/patched 0
shows $K/t_value_srcversion/x_target/state 'wrong build'
kpatch info t_value_id | grep -q 'x_target (not patched now: wrong build)' || fail "$(kpatch info t_value_id)"
rmmod x_target
shows $K/t_value_id/x_target/state 'not loaded'
insmod /lib/hand/x_target_other.ko || fail "x_target_other does not load"
shows /proc/target 'value original'
shows $K/t_value/x_target/state 'wrong build'
rmmod x_target
load x_target
shows /proc/target 'value second'
for name in t_value t_value_id t_value_srcversion; do
	unload $name
done
shows /proc/target 'value original'
rmmod x_target
fresh
finish
