#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Lines that a diff moves keep their numbers, and the compiler names the true ones.
. "$(dirname "$0")/lib.sh"
. "$top/kpatch-build/lib/lines.sh"

# Every N is a line of the original, wherever hunks fall: in a macro, a comment,
# a call over several lines, a string that goes on, and groups that #if skips.
cat >old.c <<'END'
#define N(name) name at __LINE__
N(behind_added)
#define MULTI(x) \
	x N(of_macro) \
	end
MULTI(use)
/* a comment
 * over lines
 * and more
 */
N(behind_comment)
N(one(1,
      2, "(",
      3))
#ifdef YES
N(yes1)
#ifdef NO
N(no1)
#else
N(not1)
#endif
N(yes2)
#else
N(no2)
#endif
N(behind_if)
#ifdef NO
N(cut(
#else
N(other(
#endif
	1))
"a string \
goes on"
N(behind_string)
N('"') // a comment (
N(last)
END
sed 's/^#define N.*/&\n\n\/* added *\//
     s/^	x N(of_macro).*/&\n	more \\/
     s/^ \* over lines/&\n * one " more ( /
     s/^N(one(1,/N(one(0,\n      1,/
     s/^N(no1)/&\nmore/
     s/^N(not1)/&\nmore\nmore/
     s/^N(other(/&\n	0,/
     s/^"a string/"a longer \\\nstring/' old.c >new.c
number_lines old.c new.c >numbered.c

numbers() {
	gcc -E -P -x c "$@" | grep -oE '[a-z0-9_]+ at [0-9]+' | sort
}

for option in -DYES -DNO -DYES\ -DNO -DNONE; do
	# shellcheck disable=SC2086 # words
	diff <(numbers $option old.c) <(numbers $option numbered.c) || fail "$option: other numbers"
done
# and no text is lost or moved
diff <(grep -v '^#line ' numbered.c) new.c || fail 'another text'

# In the kernel: a function below the hunk has WARN and is no part of the patch.
cat >warn.patch <<'END'
--- a/fs/proc/generic.c
+++ b/fs/proc/generic.c
@@ -35,2 +35,7 @@
 struct kmem_cache *proc_dir_entry_cache __ro_after_init;
+
+/*
+ * A comment of
+ * several lines.
+ */
 
END
kb -a "$release" -t vmlinux -o out warn.patch
[[ $status -eq 3 ]] || fail "moved lines: exit status $status: $(cat stdout stderr)"

sed 's/^+$/+static int broken(void) { return no_such_thing; }/' warn.patch >broken.patch
kb -a "$release" -t vmlinux -o out broken.patch
[[ $status -eq 1 ]] || fail "broken: exit status $status"
tree=$cache/kernels/$release/tree
line=$(($(grep -n '^struct kmem_cache \*proc_dir_entry_cache' "$tree/fs/proc/generic.c" | cut -d: -f1) + 1))
grep -q "^fs/proc/generic.c:$line:.*no_such_thing" stderr || fail "broken: it says: $(cat stderr)"
