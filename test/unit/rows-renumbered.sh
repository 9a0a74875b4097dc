#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Rows of a table that nobody refers to by name: the same rows in the same order are the same, whatever their numbers.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define ROW(number, value) \
	static int row_##number asm("__UNIQUE_ID_row" #number ".0") __attribute__((section("rows"), used)) = value
ROW(11, 1);
ROW(12, 2);
int show(int x) { return x + 41; }
END
patched_by 's/ROW(12/ROW(14/; s/ROW(11/ROW(12/; s/41/42/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END

# With another value it is a new one.
patched_by 's/ROW(12, 2)/ROW(14, 3)/'
rm out.o
diff_objects
expect_refusal <<'END'
error: proc.o: __UNIQUE_ID_row14.0: new entry in section rows, which the kernel reads when it starts; it would have no effect in a patch: leave it out
END

# So is the same value in a table of another kind, or where it is a row of another kind.
cat >>orig/proc.c <<'END'
asm(".pushsection others,\"aw\"\n__UNIQUE_ID_row5.0: .long 3\n.size __UNIQUE_ID_row5.0, 4\n.type __UNIQUE_ID_row5.0, @object\n.popsection");
END
patched_by 's/others/rows/; s/row5/row9/g'
diff_objects
expect_refusal <<'END'
error: proc.o: __UNIQUE_ID_row9.0: new entry in section rows, which the kernel reads when it starts; it would have no effect in a patch: leave it out
END
patched_by 's/row5/column5/g'
diff_objects
expect_refusal <<'END'
error: proc.o: __UNIQUE_ID_column5.0: new entry in section others, which the kernel reads when it starts; it would have no effect in a patch: leave it out
END
