#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Clang's LTO gives each initcall a stub, whose name has a line number: another number is no new initcall.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define INIT __attribute__((section(".init.text"), noinline, used))
static INIT int setup(void) { asm volatile(""); return 1; }
INIT int __initstub__kmod_proc__12_3_setup6(void) { return setup(); }
asm(".pushsection .initcall6.init,\"a\"\n.long __initstub__kmod_proc__12_3_setup6 - .\n.popsection");
int show(int x) { return x + 41; }
END
patched_by 's/12_3/12_4/; s/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END

# One for another function is.
patched_by 's/41/42/'
cat >>patched/proc.c <<'END'
INIT int __initstub__kmod_proc__13_5_begin6(void) { return setup(); }
asm(".pushsection .initcall6.init,\"a\"\n.long __initstub__kmod_proc__13_5_begin6 - .\n.popsection");
END
rm out.o
diff_objects
expect_refusal <<'END'
error: proc.o: __initstub__kmod_proc__13_5_begin6: new initcall in section .initcall6.init; these have been called already: call it from a pre-patch callback, and leave this line out
END

# So is one of another module, for a function of the same name.
patched_by 's/kmod_proc__12_3/kmod_prog__12_3/'
diff_objects
expect_refusal <<'END'
error: proc.o: __initstub__kmod_prog__12_3_setup6: new initcall in section .initcall6.init; these have been called already: call it from a pre-patch callback, and leave this line out
END
