#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A reference to a static function whose name is not unique reaches the right one.
# s_show() of kallsyms.c prints "ADDRESS TYPE NAME"; any other s_show() prints
# something else, or crashes.
first=$(head -n 1 /proc/kallsyms)
echo "$first"
echo "$first" | grep -qE '^first: [0-9a-f]{16} [A-Za-z] [A-Za-z_.0-9]+$' || exit 1
# The line printed twice is the same symbol's.
[ "${first#first: }" = "$(sed -n 2p /proc/kallsyms)" ]
