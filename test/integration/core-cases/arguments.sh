#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Arguments beyond the registers reach the replacement, a kilobyte of them, and
# its result the caller.
# shellcheck source=lib.sh
. /lib/hand/lib.sh

step "arguments: as the caller put them on the stack"
load x_many
shows /proc/many 'sum 7260'
load t_many
shows /proc/many 'sum 583220'
unload t_many
shows /proc/many 'sum 7260'
out x_many
fresh
finish
