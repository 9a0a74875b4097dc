#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A module goes and comes again 50 times under its patch (R7).
# shellcheck source=lib.sh
. /lib/hand/lib.sh

load t_target
shows $K/t_target/x_target/patched 0
shows $K/t_target/x_target/state 'not loaded'
shows $K/t_target/enabled 1
[ -d $K/t_target/x_target/target_value,1 ] || fail "no entry while the module is not loaded"
shows /proc/version "target's version"
dmesg -c >/dev/null
i=0
while [ $i -lt 50 ]; do
	load x_target
	shows /proc/target 'shown patched same b-patched data 1 secret 42'
	shows $K/t_target/x_target/patched 1
	rmmod x_target || fail "x_target cannot be removed"
	shows $K/t_target/x_target/patched 0
	i=$((i + 1))
done
said 'x_target: exit patched'
[ "$(dmesg | grep -c 'x_target mod$')" -eq 200 ] || fail "not four callbacks each time"
unload t_target
fresh

finish
