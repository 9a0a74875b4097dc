#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Each call through a pointer reaches what it points to; the changed function is reached a second time.
grep -qE '^again twice 42 [0-9.]+ [0-9.]+$' /proc/uptime
