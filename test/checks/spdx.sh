#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Every source file names its licence.
. "$(dirname "$0")/lib.sh"

cd "$top"
status=0
while read -r file; do
	if [[ -f $file ]] && ! head -n 3 "$file" | grep -q 'SPDX-License-Identifier: GPL-2.0'; then
		echo "$file: no SPDX line"
		status=1
	fi
done < <(git ls-files '*.c' '*.h' '*.sh' '*.awk' '*Makefile')
exit "$status"
