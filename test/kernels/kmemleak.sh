#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# After all other cases: the kernel finds no memory that nothing leads to.
mount -t debugfs none /sys/kernel/debug 2>/dev/null
leaks=/sys/kernel/debug/kmemleak
[ -e $leaks ] || { echo "no $leaks"; exit 1; }
# What was freed or forgotten a moment ago is reported by a second scan only if it is still so.
echo scan >$leaks
sleep 6
echo scan >$leaks
cat $leaks
[ -z "$(cat $leaks)" ]
