#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A changed string in a /proc file.
grep -q "^BlockBuffers: " /proc/meminfo
