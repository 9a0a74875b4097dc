#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A type of exported symbols that changes is told; one that is not the kernel's stops the build.
. "$(dirname "$0")/lib.sh"

# fs/proc/generic.c exports functions whose types lead to struct poll_table_struct,
# of which it does not know what is in it.
cat >types.patch <<'END'
--- a/fs/proc/generic.c
+++ b/fs/proc/generic.c
@@ -31,2 +31,3 @@
 #include "internal.h"
+#include <linux/poll.h>
 
END
cat "$cases/meminfo-string/change.patch" >>types.patch
own_cache "$work/cache"
export CACHEDIR=$work/cache
on=(-a "$release" -t vmlinux -n types -o out)

kb "${on[@]}" types.patch
[[ $status -eq 0 ]] || fail "$(cat stderr)"
grep -qE '^note: fs/proc/generic\.o: exported symbol proc_create: its CRC changes from 0x[0-9a-f]+ to 0x[0-9a-f]+: modules built for' stdout ||
	fail "it says: $(cat stdout)"
rm -f out/*

# What Module.symvers says is what the kernel has.
symvers=cache/kernels/$release/Module.symvers
sed 's/^0x[0-9a-f]*\tproc_create\t/0x12345678\tproc_create\t/' "$symvers" >other
rm "$symvers"
mv other "$symvers"
kb "${on[@]}" types.patch
[[ $status -eq 1 && -z $(ls -A out) ]] || fail "another CRC: exit status $status"
grep -qE "^kpatch-build: fs/proc/generic\.o: exported symbol proc_create: its CRC is 0x[0-9a-f]+ here and 0x12345678 in $release" stderr ||
	fail "another CRC: it says: $(cat stderr)"
kb "${on[@]}" --skip-binary-check types.patch
[[ $status -eq 0 ]] || fail "--skip-binary-check: $(cat stderr)"
