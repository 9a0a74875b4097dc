#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Each patch that cannot be applied is refused with its reason, and changes nothing.
# shellcheck source=lib.sh
. /lib/hand/lib.sh

refused t_unknown "vmlinux has no symbol 'no_such_function'"
refused t_ambiguous "vmlinux has [0-9]+ symbols 'type_show' and the patch does not say which"
refused t_position "symbols 'type_show', the patch refers to number 10000"
refused t_notrace 'ftrace_stub'
refused t_twice 'two entries claim to replace vmlinux:version_proc_show'
refused t_build 'build id'
refused t_crossed 't_crossed: relocation 0 for vmlinux is damaged'
refused t_callback 'the pre-patch callback for vmlinux refused \(error -1\)'

# Each field of the tables, damaged.
which=0
while :; do
	dmesg -c >/dev/null
	insmod /lib/hand/t_damaged.ko which=$which 2>/tmp/said && fail "t_damaged was loaded, damage $which"
	! grep -q 'out of range' /tmp/said || break
	said "t_damaged: the patch's tables are damaged"
	which=$((which + 1))
done
[ $which -gt 50 ] || fail "only $which kinds of damage"
load t_damaged
shows /proc/version damaged
unload t_damaged

# What the callback says is no reason to try again: that would apply all twice.
dmesg -c >/dev/null
insmod /lib/hand/t_mirror.ko pre_patch_ret=-11 2>/dev/null && fail "t_mirror was loaded"
said 't_mirror: the pre-patch callback for vmlinux refused \(error -11\)'
# Twice: busybox's insmod tries again.
[ "$(dmesg | grep -c 't_mirror: pre_patch vmlinux')" -eq 2 ] || fail "the callback ran more often: $(dmesg | tail -n 20)"

# Where data have no name, their place counts: only as what is known of the module says.
load x_target
if grep -q ' target_number.*x_target' /proc/kallsyms; then
	for patch in t_misplaced t_misplaced_ro t_misnamed; do
		load $patch
		unload $patch
	done
	rmmod x_target
else
	for patch in t_misplaced t_misplaced_ro; do
		refused $patch "x_target is not loaded the way by which the patch knows where its 'target_number' is"
	done
	rmmod x_target
	step "until a module's init is done, all its symbols are known"
	load t_misnamed
	dmesg -c >/dev/null
	insmod /lib/hand/x_target.ko 2>/dev/null && fail "x_target was loaded"
	said "x_target has no symbol 'target_number' where the kernel that the patch was made for has it"
	unload t_misnamed
fi
fresh
finish
