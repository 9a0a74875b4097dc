#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A diff that removes or renames a file is refused, and the cached source keeps the file.
. "$(dirname "$0")/lib.sh"

own_cache "$work/cache"
export CACHEDIR=$work/cache
tree=cache/kernels/$release/tree
on=(-a "$release" -t vmlinux)

diff -u --label a/fs/proc/meminfo.c --label /dev/null "$tree/fs/proc/meminfo.c" /dev/null >gone.patch || true
cat >renamed.patch <<'END'
diff --git a/fs/proc/meminfo.c b/fs/proc/memory.c
similarity index 100%
rename from fs/proc/meminfo.c
rename to fs/proc/memory.c
END
for what in gone renamed; do
	kb -o out "${on[@]}" "$what.patch"
	[[ $status -eq 1 && -z $(ls -A out) ]] || fail "$what: exit status $status"
	grep -q '^kpatch-build: fs/proc/meminfo\.c: the diff removes this file, .*cannot remove code' stderr ||
		fail "$what: it says: $(cat stderr)"
	[[ -s $tree/fs/proc/meminfo.c ]] || fail "$what: the file is gone from the cache"
done
kb -o out "${on[@]}" "$cases/meminfo-string/change.patch"
[[ $status -eq 0 ]] || fail "afterwards: $(cat stderr)"
