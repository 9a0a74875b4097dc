#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck disable=SC1090,SC2034 # variables of kpatch-build's stages
# Where a diff changes only what functions do, no type is another; where it may be more, that is not claimed.
. "$(dirname "$0")/lib.sh"
for lib in owner types; do
	. "$top/kpatch-build/lib/$lib.sh"
done
trap 'echo "$test_name: line $LINENO: $BASH_COMMAND" >&2' ERR
SRC_TOP=$work/old WORK=$work CC=gcc CHANGED=(file.h) ADDED=() REMOVED=()
mkdir old new

cat >old/file.h <<'END'
#define SIZE 4
struct plain { int first; char text[SIZE]; };
struct packed aligned(8) { int second; };
static struct placed __attribute__((packed)) { int third; } place;
MAKE_TYPE(made) { int fourth; };
enum kind { KIND_ONE = 1, /* { */ KIND_TWO };
typedef int (*hook_t)(struct plain *plain);
static const struct plain filled = { .first = 1, .text = "};" };
static inline int get(struct plain *plain)
{
	struct { int inner; } own = { '{' };
	return plain->first + own.inner; /* } */
}
int shown(int x)
{
#ifdef SIZE
	return x + 7;
#endif
	return x;
}
struct chosen {
	int fifth;
#ifdef SIZE
	int sixth;
#endif /* moved */
};
struct plain *found(int x) { return x ? 0 : (struct plain *)8; }
END

# changed SED...: the file after that.
changed() {
	sed "$@" old/file.h >new/file.h
	! cmp -s old/file.h new/file.h || fail "'$*' changes nothing"
	only_functions_change
}

functions() { changed "$@" || fail "'$*' was not seen to change only functions"; }
more() { ! changed "$@" || fail "'$*' was taken for a change of functions only"; }

functions 's/plain->first + own/plain->first * own/'
functions 's/int inner/long inner/; s/own\.inner/0/'
functions 's/x ? 0/x > 2 ? 0/'
functions 's/first; char/first;   char/; s/KIND_ONE = 1,/& \/* one *\//'
functions '/^int shown/i static __used int fresh(int x) { return x; }'
functions '/^static inline int get/,/^}/d'
more 's/SIZE 4/SIZE 5/'
more 's/int first/long first/'
more 's/int second/long second/'
more 's/int third/long third/'
more 's/int fourth/long fourth/'
more 's/KIND_ONE = 1/KIND_ONE = 2/'
more 's/^typedef int/typedef long/'
more 's/\.first = 1/.first = 2/'
more 's/int shown(int x)/long shown(int x)/'
more 's/found(int x)/found(long x)/'
more '/^int shown/i int fresh(int x) { return x; }'
more '/^int shown/i extern int fresh(int x);'
functions 's/x + 7/x + 8/'
more '/return x + 7/a {'
more '/return x + 7/a #define SIZE_TOO 4'
more '/^#ifdef SIZE/d; /^#endif/d'
more -e '/int sixth/{h;d}' -e '/^#endif.*moved/{p;g}'

functions 's/x ? 0/x > 2 ? 0/'

# Counted over all branches the braces pair up, and the structure seems to lie in a function.
cat >>old/file.h <<'END'
static int odd(int x)
{
#ifdef NEVER
	if (x) {
#endif
	return x;
}
struct hidden { int seventh; };
#ifdef NEVER
static int even(int x) { } }
#endif
END
more 's/int seventh/long seventh/'

cp old/file.h new/file.h
sed -i '/^static int odd/,$d' old/file.h new/file.h
only_functions_change || fail 'nothing changes'
ADDED=(other.h)
! only_functions_change || fail 'a file is added'
