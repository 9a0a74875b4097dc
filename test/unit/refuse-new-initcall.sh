#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A new initcall, or one of another level, would never be called; one that only moved down the file is the same.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
#define initcall(fn, level, line) \
	asm(".section .initcall" #level ".init,\"a\"; __initcall_" #line "_" #fn #level ": .long " #fn " - .; .previous")
int use(int);
__attribute__((used)) static int first(void) { return use(3); }
__attribute__((used)) static int second(void) { return use(4); }
initcall(first, 6, 12);
EOF
patched_by 's/initcall(first, 6/initcall(first, 7/; $ ainitcall(second, 6, 13);'
diff_objects
expect_refusal <<'EOF'
error: proc.o: first: new initcall in section .initcall7.init; these have been called already: call it from a pre-patch callback, and leave this line out
error: proc.o: second: new initcall in section .initcall6.init; these have been called already: call it from a pre-patch callback, and leave this line out
EOF

patched_by 's/first, 6, 12/first, 6, 14/'
diff_objects
expect_status 3

# Consoles have theirs.
original <<'EOF'
int use(int);
__attribute__((used)) static int first(void) { return use(3); }
EOF
patched_by '$ aasm(".section .con_initcall.init,\\"a\\"; .long first - .; .previous");'
diff_objects
expect_refusal <<'EOF'
error: proc.o: first: new initcall in section .con_initcall.init; these have been called already: call it from a pre-patch callback, and leave this line out
EOF
