#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A name that stands for another function now is refused: who calls it in other files would not notice.
. "$(dirname "$0")/lib.sh"

original <<'END'
int use(int);
int one(int x) { return use(x) + 1; }
int two(int x) { return use(x) + 2; }
int show(int x) __attribute__((alias("one")));
int three(int x) { return use(x) + 3; }
int four(int x) { return use(x) + 4; }
END
patched_by -e 's/alias("one")/alias("two")/' -e 's/^int three.*/int three(int x) __attribute__((alias("four")));/'
diff_objects
expect_refusal <<'END'
error: proc.o: show: this name was that of one and is that of two now; a patch cannot give a name of the running kernel to something else: change what it stood for
error: proc.o: three: this name was that of a definition of its own and is that of four now; a patch cannot give a name of the running kernel to something else: change what it stood for
END

patched_by -e 's/^int show.*/int show(int x) { return use(x) + 5; }/'
diff_objects
expect_refusal <<'END'
error: proc.o: show: this name was that of one and is that of a definition of its own now; a patch cannot give a name of the running kernel to something else: change what it stood for
END

# The one that a definition goes by counts for more than its other names, whatever their order.
original <<'END'
int use(int);
int one(int x) { return use(x) + 1; }
int two(int x) __attribute__((alias("one")));
END
patched <<'END'
int use(int);
int two(int x) { return use(x) + 2; }
int one(int x) { return use(x) + 1; }
END
diff_objects
expect_refusal <<'END'
error: proc.o: two: this name was that of one and is that of a definition of its own now; a patch cannot give a name of the running kernel to something else: change what it stood for
END
