#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Two files in one patch.
grep -q '^\[version\] Linux' /proc/version || exit 1
grep -q '^\[uptime\] [0-9]' /proc/uptime
