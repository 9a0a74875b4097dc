#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Succeeds while the size of a directory of /proc is the one from the patched source.
[ "$(stat -c %s /proc/irq)" = 4242 ]
