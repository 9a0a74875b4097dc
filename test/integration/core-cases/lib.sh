# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# lib.sh: what the scripts that test the core by hand-made modules share.
# They run in the VM; the modules are in /lib/hand.

fail() {
	echo "$*"
	kpatch list
	exit 1
}

original_version=$(cat /proc/version)
insmod /lib/kpatch/kpatch.ko || fail 'the core does not load'

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

load() { kpatch load "/lib/hand/$1.ko" || fail "kpatch load $1"; }
unload() { kpatch unload "$1" || fail "kpatch unload $1"; }

# refused MODULE PATTERN: not loaded, the console says why, and nothing changed.
refused() {
	dmesg -c >/dev/null
	if kpatch load "/lib/hand/$1.ko" >/tmp/said 2>&1; then
		fail "$1 was loaded"
	fi
	cat /tmp/said
	dmesg >/tmp/console
	grep -qE "$2" /tmp/said || fail "kpatch load does not say '$2'"
	grep -qE "$2" /tmp/console || fail "the console does not say '$2': $(cat /tmp/console)"
	[ ! -e "/sys/module/$1" ] || fail "$1 stayed"
	[ ! -e "/sys/kernel/kpatch/$1" ] || fail "$1 stayed in sysfs"
	untouched
}

finish() {
	rmmod kpatch || fail 'the core cannot be removed'
}
