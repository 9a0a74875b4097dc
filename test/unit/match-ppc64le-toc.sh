#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# powerpc: what the linker makes of accesses by the TOC is what was shipped; other operations and registers are not.
. "$(dirname "$0")/lib.sh"
arch ppc64le
kernel_cflags+=(-mcmodel=medium)
# as a kernel that can be moved
link_flags=(-pie)

match_vmlinux() {
	compile orig proc.c "${diff_cflags[@]}"
	link_vmlinux
	status=0
	"$MATCH_OBJECT" orig/proc.o vmlinux vmlinux show >stdout 2>stderr || status=$?
}

original <<'EOF'
int one = 1;
extern int far;
int show(int x)
{
	asm volatile("addis 9, 2, one@toc@ha\n\tlwz 9, one@toc@l(9)" ::: "r9");
	return x + far;
}
EOF
neighbour other.c <<'EOF'
int far = 3;
EOF
match_vmlinux
expect_status 0
"${cross}objdump" -d vmlinux | awk '/<show>:/ { on = 1 } on && $6 ~ /^(nop|addi|ld|lwz)$/ { print $6 }' >actual
compare "what the linker made of it" <<'EOF'
addi
nop
lwz
nop
addi
lwz
EOF

# Without a decoder no more is known of others than that they are not the same.
for other in 's/lwz 9/lwz 8/' 's/lwz 9/lhz 9/' 's/lwz 9, one@toc@l(9)/addi 9, 9, one@toc@l/' '/return/s/+ far/- far/'; do
	shipped_by "$other"
	match_vmlinux
	[[ $status -eq 3 ]] || fail "$other: status $status"
done
