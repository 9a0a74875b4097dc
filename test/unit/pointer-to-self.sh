#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A changed function that hands on its own address, or whose cold part does, hands on the original's: a
# timer that it sets again outlives the patch.
. "$(dirname "$0")/lib.sh"

try() {
	original <<-'END'
	void bad(void *) __attribute__((cold));
	int use(int, void *);
	int tick(int x) { if (use(x, tick)) { bad(tick); bad(0); } return use(x + 41, 0); }
	END
	patched_by 's/41/42/'
	diff_objects

	expect_status 0
	# _HA and the like, .toc or GOT: the CPU's way to load an address
	readelf -rW out.o | awk '/^Relocation section/ { rela = $3 }
		rela != "'"'.rela.kpatch.funcs'"'" && $5 ~ /^(\.klp.*\.)?tick/ { print $5 }' | LC_ALL=C sort -u >actual
	compare "symbols by which tick is known" <<-'END'
	.klp.sym.vmlinux.tick,0
	END
}
on_cpus x86_64 aarch64 ppc64le s390x
