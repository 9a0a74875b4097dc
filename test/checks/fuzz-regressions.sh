#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What fuzzing once found is refused or compared, without a crash, a leak or a hang.
. "$(dirname "$0")/lib.sh"

make -s -C "$top/test/fuzz" O="$work"
for input in "$top"/test/fuzz/regressions/*; do
	name=${input##*/}
	"$work/fuzz-${name%%-*}" -timeout=5 -rss_limit_mb=1024 "$input" >"$work/log" 2>&1 || {
		echo "$name"
		tail -n 40 "$work/log"
		exit 1
	}
done
