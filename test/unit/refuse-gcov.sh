#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An object that counts for GCOV is refused with that as the only reason.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-fprofile-arcs -ftest-coverage)
original <<'END'
static int limit = 3;
int show(int x) { if (x > 5) return x * limit; return x + 41; }
int other(int x) { return x + limit++; }
END
patched_by 's/41/42/'
diff_objects
expect_refusal <<'END'
error: proc.o: compiled for GCOV or a profile, whose counters for each function a patch cannot change; make the patch for a kernel without CONFIG_GCOV_KERNEL, or set GCOV_PROFILE := n for this file in both kernels
END

run_cdo orig/proc.o orig/proc.o vmlinux vmlinux "$symvers" test_patch out.o
expect_status 3

# Clang's counters have other names, those of its profiles too; what is called otherwise counts for the author.
for name in __gcov0.show __llvm_gcov_ctr __profc_show; do
	extra_cflags=()
	original <<-END
		static long counter asm("$name");
		int show(int x) { counter++; return x + 41; }
	END
	patched_by 's/41/42/'
	diff_objects
	expect_status 1
	grep -q 'compiled for GCOV or a profile' stderr || fail "$name: $(cat stderr)"
done
patched_by 's/41/42/; s/__profc_show/gcov_hits/'
sed -i 's/__profc_show/gcov_hits/' orig/proc.c
diff_objects
expect_status 0
