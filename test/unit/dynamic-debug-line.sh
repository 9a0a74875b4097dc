#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The line in a dynamic debug descriptor is no change, and the descriptor stays the running kernel's; its
# text may change: then a new descriptor comes along.
. "$(dirname "$0")/lib.sh"

neighbour debug.c <<'END'
void __dynamic_pr_debug(void *descriptor, const char *fmt) {}
END
# Until 5.8 the section was __verbose.
for section in __dyndbg __verbose; do
	original <<-END
	void __dynamic_pr_debug(void *descriptor, const char *fmt);
	struct ddebug { const char *mod, *func, *file, *fmt; unsigned line:18, class:6, flags:8; } __attribute__((aligned(8)));
	int show(int x)
	{
		static struct ddebug desc asm("__UNIQUE_ID_ddebug5.0") __attribute__((section("$section"), used)) = {
			"mod", "show", __FILE__, "x\n", __LINE__, 63, 0 };
		if (desc.flags & 1) __dynamic_pr_debug(&desc, "x\n");
		return x + 41;
	}
	END
	patched_by '/^int show/i /* a comment */\n'
	diff_objects
	expect_status 3

	patched_by 's/"x/"y/'
	diff_objects
	expect_report <<-'END'
	proc.o: changed function: show
	END
	expect_objects <<-'END'
	__UNIQUE_ID_ddebug5.0
	END
	has_section $section || fail "the descriptor is not where the kernel looks for it"
	rm out.o

	# What stands beside the line is no line.
	patched_by 's/63, 0 }/63, 1 }/'
	diff_objects
	expect_report <<-'END'
	proc.o: changed function: show
	END
	rm out.o
done
