#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A header that the diff now adds is included instead of another that is found later,
# though the source that includes it was compiled before.
. "$(dirname "$0")/lib.sh"

header() {
	printf -- '--- /dev/null\n+++ b/%s\n@@ -0,0 +1 @@\n+#define BUFFERS "%s:       "\n' "$1" "$2"
}

source=$cache/kernels/$release/tree/fs/proc/meminfo.c
{
	cp "$source" new.c
	sed -i '1i #include <linux/buffers_name.h>' new.c
	sed -i 's/"Buffers:        "/BUFFERS/' new.c
	diff -u --label a/fs/proc/meminfo.c --label b/fs/proc/meminfo.c "$source" new.c || true
	header include/linux/buffers_name.h FarName
} >first.patch
{
	cat first.patch
	header arch/x86/include/linux/buffers_name.h NearName
} >second.patch

kb -a "$release" -t vmlinux -n name -o out first.patch
[[ $status -eq 0 ]] || fail "$(cat stderr)"
grep -q FarName out/kpatch-name.ko || fail 'the header is not included'
kb -a "$release" -t vmlinux -n name -o out second.patch
[[ $status -eq 0 ]] || fail "$(cat stderr)"
grep -q NearName out/kpatch-name.ko || fail 'the module is made of the header that is no longer found first'
