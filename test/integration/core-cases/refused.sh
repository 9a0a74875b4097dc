#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Each patch that cannot be applied is refused with its reason, and changes nothing.
# shellcheck source=lib.sh
. /lib/hand/lib.sh

refused t_unknown 'no_such_function'
refused t_ambiguous 'name_show'
refused t_position 'type_show'
refused t_notrace 'ftrace_stub'
refused t_twice 'version_proc_show'
refused t_build 'build id'
refused t_callback 'callback'
finish
