#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Shadow variables, and states that a newer patch takes over.
# shellcheck source=lib.sh
. /lib/hand/lib.sh

step "shadow variables"
load x_shadow
rmmod x_shadow

step "states"
load t_state1
said 't_state1: no state before: 1'
refused t_state_none 'does not know state 7 of t_state1'
shows /proc/version 'state 1'
load t_state2
said 't_state2: adopts version 1 data 1234'
shows /proc/version 'state 2'
out t_state1
refused t_state1 'has state 7 in version 1, but t_state2 has it in version 2 already'
shows /proc/version 'state 2'
# One that stacks need not know it.
load t_stack
unload t_stack
unload t_state2
load t_state_none
unload t_state_none
fresh
finish
