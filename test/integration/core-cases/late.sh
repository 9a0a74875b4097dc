#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# References, and tables that the module loader must not see before these are
# resolved, in functions of vmlinux and of a module, there before and after the patch.
# shellcheck source=lib.sh
. /lib/hand/lib.sh

address=$(grep ' type_show$' /proc/kallsyms | sed -n '3s/ .*//p')
schedstats=/proc/sys/kernel/sched_schedstats

# all_applied FILE: each table's effect.
all_applied() {
	cat "$1"
	# Other CPUs' alternatives are not x86's.
	case $(cat "$1") in
	*' alt '*) shows "$1" "late $address alt applied key 1" ;;
	*) shows "$1" "late $address key 1" ;;
	esac
	# A kernel need not have the switch, the static call and the paravirt site.
	case $(cat "$1") in
	*' schedstats '*)
		shows "$1" "late $address alt applied key 1 schedstats 0"
		echo 1 >$schedstats
		shows "$1" "late $address alt applied key 1 schedstats 1"
		echo 0 >$schedstats
		shows "$1" "late $address alt applied key 1 schedstats 0"
		;;
	esac
	case $(cat "$1") in
	*' call __SCT__'*) fail "the static call goes through its trampoline" ;;
	*' call '*sched_clock*' works'*) ;;
	*' call '*) fail "the static call leads elsewhere" ;;
	esac
	# ff: still the indirect call that the compiler made.
	case $(cat "$1") in
	*' paravirt ff '*) fail "the paravirt site is not patched" ;;
	*' paravirt '*' interrupts on') ;;
	*' paravirt '*) fail "the paravirt site is patched wrongly" ;;
	esac
	grep -qE '^load: [0-9]+\.[0-9]+ ' /proc/uptime || fail "/proc/uptime shows $(cat /proc/uptime)"
}

step "in vmlinux"
load t_late
all_applied /proc/version
unload t_late
untouched

step "in a module that is there"
load x_target
load t_late_target
all_applied /proc/target
unload t_late_target
shows /proc/target 'value original'
rmmod x_target

step "in a module that comes later, and again"
load t_late_target
for _ in 1 2 3; do
	load x_target
	all_applied /proc/target
	rmmod x_target
done
unload t_late_target
fresh
finish
