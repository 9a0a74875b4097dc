#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What macros keep to say a thing once, or seldom, may be lost: a second one of a function is new, and no reason to refuse.
. "$(dirname "$0")/lib.sh"

# uses NAME NUMBER...: static locals of one name, each used in its own way
uses() {
	local name=$1 n
	shift
	for n; do
		echo "{ static char once asm(\"$name.$n\"); if (!once) once = 1 + $n; }"
	done
}

# function NUMBER...
function_with() {
	echo 'int show(int x) {'
	for name in "${names[@]}"; do
		uses "$name" "$@"
	done
	echo 'return x; }'
}

names=(__warned __already_done __print_once ___done ___once_key __key _rs descriptor __UNIQUE_ID_ddebug451
	_alloc_tag _alloc_tag_cntr)
function_with 0 | original
function_with 0 1 | patched
diff_objects
printf '%s\n' "${names[@]/%/.0}" "${names[@]/%/.1}" | LC_ALL=C sort >wanted
expect_objects <wanted

# Not so a variable of the author's.
names=(hits)
function_with 0 | original
function_with 0 1 | patched
rm out.o
diff_objects
expect_refusal <<'END'
error: proc.o: hits.1: several static variables of the original could be this one; give it a name of its own
error: proc.o: hits.0: several static variables of the original could be this one; give it a name of its own
END

# Nor does it matter where such a one went.
original <<'END'
int show(int x) { static char once asm("__warned.0"); if (!once) once = 1; return x; }
int other(int x) { return x + 1; }
END
patched <<'END'
int show(int x) { return x; }
int other(int x) { static char once asm("__warned.0"); if (!once) once = 1; return x + 1; }
END
diff_objects
expect_report <<'END'
proc.o: changed function: other
proc.o: changed function: show
END
