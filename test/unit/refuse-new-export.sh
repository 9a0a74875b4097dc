#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A new EXPORT_SYMBOL is refused: a patch cannot export.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 1; }
END
patched_by ''
echo 'int fresh(int x) { return x + 2; } static const struct { long v; const char *n; } __ksymtab_fresh __attribute__((section("___ksymtab+fresh"), used)) = { (long)fresh, "fresh" };' >>patched/proc.c
diff_objects

expect_refusal <<'END'
error: proc.o: __ksymtab_fresh: new exported symbol; a patch cannot add to what the kernel exports: drop the EXPORT_SYMBOL line
END

# Wherever the kernel's version puts it.
for section in ___ksymtab_gpl+fresh __ksymtab __ksymtab_gpl; do
	sed -i "s/\"__*ksymtab[^\"]*\"/\"$section\"/" patched/proc.c
	diff_objects
	expect_refusal <<-'END'
		error: proc.o: __ksymtab_fresh: new exported symbol; a patch cannot add to what the kernel exports: drop the EXPORT_SYMBOL line
	END
done
