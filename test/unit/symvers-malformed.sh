#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A line that is not of a Module.symvers is refused with its number.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
echo 'show vmlinux' >>Module.symvers
diff_objects

expect_refusal <<'END'
error: Module.symvers:2: not a line of a Module.symvers
END

# So is one without a number, a name or the kind of the export, and one with too many columns.
for line in '00000000\tshow\tvmlinux\tEXPORT_SYMBOL\t' '0x00000000\t\tvmlinux\tEXPORT_SYMBOL\t' '0x00000000\tshow\tvmlinux\tother' '0x00000000\tshow\tvmlinux\tEXPORT_SYMBOL\t\t'; do
	printf '%b\n' "$line" >Module.symvers
	run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o
	expect_refusal <<-'END'
		error: Module.symvers:1: not a line of a Module.symvers
	END
done
