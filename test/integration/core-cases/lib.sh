# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# lib.sh: what the scripts that test the core by hand-made modules share.
# They run in the VM; the modules are in /lib/hand.

fail() {
	echo "$*"
	kpatch list
	exit 1
}

K=/sys/kernel/kpatch
original_version=$(cat /proc/version)
insmod "${CORE:-/lib/kpatch/kpatch.ko}" || fail 'the core does not load'

step() { echo "--- $*"; }

# shows FILE TEXT: the file's first line begins so.
shows() {
	line=$(head -n 1 "$1")
	case $line in
	"$2"*) ;;
	*) fail "$1 shows '$line', expected '$2'" ;;
	esac
}

untouched() {
	[ "$(cat /proc/version)" = "$original_version" ] || fail "/proc/version shows $(cat /proc/version)"
}

# load PATCH, or x_MODULE that is none.
load() {
	case $1 in
	x_*) insmod "/lib/hand/$1.ko" || fail "insmod $1" ;;
	*) kpatch load "/lib/hand/$1.ko" || fail "kpatch load $1" ;;
	esac
}

unload() { kpatch unload "$1" || fail "kpatch unload $1"; }

# out MODULE: it may be held for a moment by whoever looks into sysfs.
out() {
	tries=0
	until rmmod "$1" 2>/dev/null; do
		tries=$((tries + 1))
		[ "$tries" -lt 20 ] || fail "$1 cannot be removed"
		sleep 0.1
	done
}

# said PATTERN: on the console, since dmesg -c.
said() {
	dmesg >/tmp/console
	grep -qE -- "$1" /tmp/console || fail "the console does not say '$1': $(tail -n 20 /tmp/console)"
}

# kprobe_by_ftrace FUNCTION: does its kprobe stand where ftrace does?  On some CPUs
# (arm64) it is an instruction before, and neither knows of the other.
kprobe_by_ftrace() { grep -q "^$1 " /sys/kernel/tracing/enabled_functions; }

# Does the core look at stacks by traces that the kernel calls reliable?
relies_on_traces() { grep -q stack_trace_save_tsk_reliable "${CORE:-/lib/kpatch/kpatch.ko}"; }

# No patch, and nothing that one left.
fresh() {
	untouched
	[ -z "$(ls "$K")" ] || fail "$K holds $(ls "$K")"
	[ ! -s /sys/kernel/tracing/enabled_functions ] ||
		fail "ftrace still has $(cat /sys/kernel/tracing/enabled_functions)"
}

# refused MODULE PATTERN: not loaded, the console says why, and nothing changed.
refused() {
	dmesg -c >/dev/null
	before=$(cat /proc/version)
	if kpatch load "/lib/hand/$1.ko" >/tmp/said 2>&1; then
		fail "$1 was loaded"
	fi
	cat /tmp/said
	grep -qE "$2" /tmp/said || fail "kpatch load does not say '$2'"
	said "$2"
	[ ! -e "/sys/module/$1" ] || fail "$1 stayed"
	[ ! -e "/sys/kernel/kpatch/$1" ] || fail "$1 stayed in sysfs"
	[ "$(cat /proc/version)" = "$before" ] || fail "/proc/version shows $(cat /proc/version)"
}

finish() {
	rmmod kpatch || fail 'the core cannot be removed'
}
