#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Every allocation and every step of the core fails, and all after it; each time
# the kernel is as before, and the next try works (R9).
# shellcheck disable=SC2317 # walk() calls try() and undo()
CORE=/lib/hand/kpatch-faults.ko
# shellcheck source=lib.sh
. /lib/hand/lib.sh

P=/sys/module/kpatch/parameters
clean() { echo 0 >$P/fault_at; }

# What the patches in force show.
state() {
	cat /proc/version /proc/target 2>/dev/null
	for file in "$K"/*/enabled "$K"/*/*/patched; do
		[ ! -e "$file" ] || echo "$file $(cat "$file")"
	done
	sed 's/ .*//' /sys/kernel/tracing/enabled_functions
	echo /sys/module/[tx]_*
}

# walk NAME TRY UNDO LEAST: TRY with each step failing, until none is left; there are LEAST.
walk() {
	n=1
	was=$(state)
	while :; do
		echo $n >$P/fault_at
		if $2 2>/dev/null; then
			passed=$(cat $P/passed)
			clean
			if [ "$passed" -lt $n ]; then
				$3 || fail "$1: not undone"
				break
			fi
			fail "$1: step $n failed, and nobody noticed"
		fi
		clean
		now=$(state)
		[ "$now" = "$was" ] || fail "$1: step $n left $now; there was $was"
		n=$((n + 1))
	done
	echo "$1: $((n - 1)) steps"
	[ $n -gt "$4" ] || fail "$1: too few steps"
	[ "$(state)" = "$was" ] || fail "$1: left $(state); there was $was"
}

# Not insmod: busybox tries twice.
insert() {
	case $1 in
	x_*) insmod "/lib/hand/$1.ko" ;;
	*) kpatch load "/lib/hand/$1.ko" >/dev/null ;;
	esac
}
disable() { echo 0 >"$K/$1/enabled"; }

step "a patch of vmlinux, with references and late tables"
try() { insert t_late; }
undo() { disable t_late && out t_late; }
walk 'load' try undo 15

step "a patch of a module that is there"
load x_target
try() { insert t_target; }
undo() { disable t_target && out t_target; }
walk 'load for a module' try undo 30

step "a replace over two"
load t_stack
load t_value
try() { insert t_replace2; }
undo() {
	disable t_replace2 && out t_replace2 && out t_stack && out t_value &&
		insert t_stack && insert t_value
}
walk 'replace' try undo 20
unload t_value
unload t_stack

step "a module that comes"
out x_target
load t_target
load t_value
try() { insert x_target; }
undo() { out x_target; }
walk 'module' try undo 15
unload t_value
unload t_target

step "unloading"
load t_stack
try() { disable t_stack; }
undo() { out t_stack && insert t_stack; }
walk 'unload' try undo 3
unload t_stack
fresh
finish
