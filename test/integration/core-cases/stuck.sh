#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A patch whose code may be in use stays loaded (R8), and so does the core.  Its name sorts last,
# for the core cannot be removed afterwards.
# shellcheck source=lib.sh
. /lib/hand/lib.sh
echo 3 >/sys/module/kpatch/parameters/busy_tries

step "replaced by force: the old module stays for ever"
load t_sleeper
cat /proc/version >/tmp/slept &
sleep 0.3
# Not refused(): it would read /proc/version itself.
kpatch load /lib/hand/t_replace.ko && fail "t_replace was loaded"
said 't_replace cannot be loaded: task cat \(pid [0-9]+\) is in version_new'
load t_pinned
shows /proc/version pinning
shows $K/t_sleeper/enabled 0
said 't_sleeper stays loaded'
rmmod t_sleeper 2>/dev/null && fail "t_sleeper was removed"
wait
shows /tmp/slept sleeper
rmmod t_sleeper 2>/dev/null && fail "t_sleeper was removed"

step "kpatch force"
load t_stack
kpatch force t_stack || fail "kpatch force failed"
shows /proc/version pinning
shows $K/t_stack/enabled 0
rmmod t_stack 2>/dev/null && fail "t_stack was removed"
kpatch force t_stack 2>/dev/null && fail "forced twice"
kpatch unload t_pinned || fail "t_pinned cannot be unloaded"
shows /proc/version "Linux version"

step "ftrace has shut itself down: the original runs, through a core that stays"
load t_plain
insmod /lib/hand/x_dead.ko || fail "x_dead does not load"
dmesg -c >/dev/null
unload t_plain
said 'ftrace has shut itself down and does not let go of 1 functions; the core stays'
refused t_plain 'vmlinux:version_proc_show: ftrace '
shows /proc/version "Linux version"
rmmod kpatch 2>/dev/null && fail "the core was removed"
shows /proc/version "Linux version"
exit 0
