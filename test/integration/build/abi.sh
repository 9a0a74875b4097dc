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
grep -qE '^note: the CRC of [0-9]+ exported symbols changes through fs/proc/generic\.c \(which now includes linux/poll\.h\): .*\<proc_create, .*: modules built for' stdout ||
	fail "it says: $(cat stdout)"
rm -f out/*

# Through a header of the diff: struct proc_dir_entry gets a member, where padding was.
cat >header.patch <<'END'
--- a/fs/proc/internal.h
+++ b/fs/proc/internal.h
@@ -62,6 +62,7 @@
 	umode_t mode;
 	u8 flags;
 	u8 namelen;
+	u8 added[0];
 	char inline_name[];
 } __randomize_layout;
 
END
cat "$cases/meminfo-string/change.patch" >>header.patch
kb "${on[@]}" header.patch
[[ $status -eq 0 ]] || fail "a header: $(cat stderr)"
grep -qE '^note: the CRC of [0-9]+ exported symbols changes through fs/proc/internal\.h: .*\<proc_mkdir, .*: modules built for' stdout ||
	fail "a header: it says: $(cat stdout)"
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

rm -f out/*

# One that the patch imports would keep it from being loaded.
sed 's/^0x[0-9a-f]*\tseq_putc\t/0x12345678\tseq_putc\t/' "$symvers" >other
rm "$symvers"
mv other "$symvers"
cp "$symvers" "cache/kernels/$release/tree/Module.symvers.new"
mv "cache/kernels/$release/tree/Module.symvers.new" "cache/kernels/$release/tree/Module.symvers"
sed 's/"BlockBuffers:   "/"Buffers:        "/; s/^-.*Buffers: .*/&\n+\tseq_putc(m, 10);/' "$cases/meminfo-string/change.patch" |
	sed 's/^@@ -58,7 +58,7/@@ -58,7 +58,8/' >imports.patch
refused 'another CRC of an import' "$release would not load the patch: .*: seq_putc \(0x12345678 here, 0x[0-9a-f]+ there\)" \
	-a "$release" -t vmlinux imports.patch
