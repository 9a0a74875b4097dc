#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What ends at the end of a run is what the run started, whatever its input holds.
. "$(dirname "$0")/lib.sh"
. "$top/kpatch-build/lib/work.sh"

# as when kpatch-build ends
set +e
trap - ERR
shopt -s nullglob

# not a child of this shell
other=$(setsid sleep 60 >/dev/null 2>&1 & echo $!)
trap 'kill "$other" 2>/dev/null || true; rm -rf "$work"' EXIT
is_alive() { grep -qsE '^State:[[:space:]]*[SR]' "/proc/$1/status"; }

gone=$(bash -c 'echo $$')
echo "$other" >numbers
kill_children "$gone" <numbers
is_alive "$other" || fail 'a number on its input was taken for a process of its own'

# with its child
bash -c 'sleep 60 & echo $! >child; wait' &
for ((i = 0; i < 100; i++)); do
	[[ ! -s child ]] || break
	sleep 0.1
done
is_alive "$(<child)" || fail 'no child to be ended'
kill_children $$
wait
! is_alive "$(<child)" || fail 'what a child had started still runs'
is_alive "$other" || fail 'another process was ended'
