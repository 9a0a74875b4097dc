#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Code of new files runs, in vmlinux and in a module, and knows what it is part of.
modprobe 8021q || exit 2
grep '^LiveReads: [1-9][0-9]* fs/proc/live.c$' /proc/meminfo || exit 1
grep '^live 8021q inline$' /proc/net/vlan/config
