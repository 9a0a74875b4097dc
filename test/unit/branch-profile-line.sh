#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The line in a record of the branch profiler is no change; the name of its function is.
. "$(dirname "$0")/lib.sh"

for section in _ftrace_branch _ftrace_annotated_branch; do
	original <<-END
		struct branch { const char *func, *file; unsigned int line; unsigned long hits[2]; } __attribute__((aligned(8)));
		int show(int x)
		{
			static struct branch record __attribute__((section("$section"), used)) = { "show", __FILE__, __LINE__, {} };
			record.hits[x > 3]++;
			return x + 41;
		}
	END
	patched_by '/^int show/i /* a comment */\n'
	diff_objects
	expect_status 3

	patched_by 's/"show"/"shown"/'
	diff_objects
	expect_status 1
done
