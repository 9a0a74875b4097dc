#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Every shell file passes shellcheck.
. "$(dirname "$0")/lib.sh"

cd "$top"
is_shell() {
	[[ -f $1 ]] && { [[ $1 == *.sh ]] || head -c 64 "$1" | grep -qaE '^#!.*/(ba)?sh'; }
}

status=0
while read -r file; do
	is_shell "$file" || continue
	case $file in
	# One program in several files: a variable set here is used there.
	kpatch-build/*) shellcheck -e SC2034,SC2154 "$file" ;;
	*) shellcheck "$file" ;;
	esac || status=1
done < <(git ls-files --cached --others --exclude-standard)
exit "$status"
