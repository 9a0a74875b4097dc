#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# From 5.4 to 5.9 the namespace stood before the owner.
. "$(dirname "$0")/lib.sh"

neighbour callee.c <<'END'
int in_vmlinux(int x) { return x; }
int in_it_too(int x) { return x; }
END
original <<'END'
int in_vmlinux(int), in_it_too(int), in_xfs(int);
int show(int x) { return in_vmlinux(x) + in_it_too(x) + in_xfs(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
printf '0x00000000\t%s\t%s\t%s\tEXPORT_SYMBOL_GPL\n' __fentry__ '' vmlinux \
	in_vmlinux TOOLS vmlinux in_it_too TOOLS vmlinux in_xfs '' fs/xfs/xfs >Module.symvers
diff_objects

expect_undefined <<'END'
.klp.sym.xfs.in_xfs,0
__fentry__
in_it_too
in_vmlinux
END
readelf -p .modinfo out.o | grep -o 'import_ns=.*' >actual
compare "namespaces, each once" <<<'import_ns=TOOLS'
