#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Every shell file passes shellcheck.
. "$(dirname "$0")/lib.sh"

cd "$top"
is_shell() {
	[[ -f $1 ]] && { [[ $1 == *.sh ]] || head -c 64 "$1" | grep -qaE '^#!.*/(ba)?sh'; }
}

status=0 units=()
while read -r file; do
	is_shell "$file" || continue
	case $file in
	test/unit/lib.sh) shellcheck "$file" ;;
	test/unit/*) units+=("$file") ;;
	# One program in several files: a variable set here is used there.
	kpatch-build/*) shellcheck -e SC2034,SC2154 "$file" ;;
	*) shellcheck "$file" ;;
	esac || status=1
done < <(git ls-files --cached --others --exclude-standard)
# Hundreds of short ones with the same library: reading that each time takes most of the
# time.  Of its variables bash itself tells, which stops at one that is not set.
grep -q '^set -[A-Za-z]*u' test/unit/lib.sh
shellcheck --norc -e SC1091,SC2034,SC2154 "${units[@]}" || status=1
exit "$status"
