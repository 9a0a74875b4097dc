#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A weak function that another file overrides is not what runs.
. "$(dirname "$0")/lib.sh"

neighbour strong.c <<'END'
int show(int x) { return x * 1234567 + 89; }
END
original <<'END'
__attribute__((weak)) int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
refused() {
	diff_objects
	expect_refusal <<-'END'
	error: proc.o: show: changed function is weak, and vmlinux uses another definition of it; change that one
	END
}
refused

# Of two weak ones the linker takes the first.
sed -i 's/^int show/__attribute__((weak)) &/' neighbours/strong.c
refused
