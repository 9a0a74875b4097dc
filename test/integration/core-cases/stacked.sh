#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Two patches of one function: the later one wins, and gives way again.
# shellcheck source=lib.sh
. /lib/hand/lib.sh

load t_plain
shows /proc/version plain
load t_stack
shows /proc/version second
shows /proc/uptime uptime
[ "$(cat /sys/kernel/kpatch/t_stack/enabled)" = 1 ] || fail 'sysfs: enabled'
[ -d /sys/kernel/kpatch/t_stack/vmlinux/uptime_proc_show,1 ] || fail 'sysfs: function'
unload t_stack
shows /proc/version plain
unload t_plain
untouched
finish
