#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A line number that the compiler wrote into a message behind the file's name is no change.
. "$(dirname "$0")/lib.sh"

neighbour warn.c <<'END'
void warn(const char *what) {}
END
original <<'END'
void warn(const char *what);
#define STRING2(x) #x
#define STRING(x) STRING2(x)
int show(int x)
{
	warn("field at " __FILE__ ":" STRING(__LINE__));
	return x * 3;
}
END
patched_by '/^int show/i /* a comment */\n'
diff_objects

expect_status 3

# Files of other kinds have no lines, nor is every number behind a name one.
for where in lib.h:12 lib.c:12 lib.txt:12 lib.c-12 libc:12 lib:12; do
	original <<-END
		void warn(const char *what);
		int show(int x) { warn("field at $where"); return x * 3; }
	END
	patched_by 's/12/102/'
	rm -f out.o
	diff_objects
	wanted=0
	[[ $where != lib.[ch]:* ]] || wanted=3
	[[ $status -eq $wanted ]] || fail "$where: status $status, expected $wanted"
done
