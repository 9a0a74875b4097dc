#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# With KASAN, UBSAN, KCSAN or KCOV, code that only moved is unchanged, and what changed brings their data along.
. "$(dirname "$0")/lib.sh"

# flags SANITIZER COMPILER: as kernels have given them
flags() {
	case $1,$2 in
	kasan,gcc) echo -fsanitize=kernel-address -fasan-shadow-offset=0xdffffc0000000000 --param asan-globals=1 \
		--param asan-stack=1 --param asan-instrumentation-with-call-threshold=10000 ;;
	kasan,clang) echo -fsanitize=kernel-address -mllvm -asan-mapping-offset=0xdffffc0000000000 \
		-mllvm -asan-globals=1 -mllvm -asan-stack=1 ;;
	ubsan,*) echo -fsanitize=shift -fsanitize=integer-divide-by-zero -fsanitize=bounds \
		-fsanitize=signed-integer-overflow -fsanitize=returns-nonnull-attribute ;;
	kcsan,*) echo -fsanitize=thread ;;
	kcov,*) echo -fsanitize-coverage=trace-pc ;;
	esac
}

# What out.o has of the sanitizers': names that the compilers number are without the number.
sanitizer_data() {
	readelf -SW out.o | grep -oE '\] [^ ]+' | sed -nE 's/^] (\.data\.[._LA-Za-z]*).*/\1/p' |
		LC_ALL=C sort -u
}

original <<'END'
int printk(const char *, ...);
#define TEXT(x) #x
#define LINE(x) TEXT(x)
const char *declared = __FILE__ ":" LINE(__LINE__);
struct rec { int a[4]; };
static struct rec table[8];
int limit = 3;
static int hits;
static __attribute__((noinline)) int helper(int i) { return table[i].a[i & 3] << i; }
__attribute__((returns_nonnull)) int *pick(int i) { return i ? &limit : 0; }
int show(int i, int *p)
{
	int values[4];
	values[i & 3] = *p;
	hits++;
	printk("show %d\n", i, values);
	return helper(i) + values[1] + limit / i;
}
int other(int i, int *p) { int box = i; printk("other %s %p\n", __func__, &box); return *p + hits + box; }
END
cp orig/proc.c source.c

try() {
	cp ../source.c orig/proc.c
	read -ra extra_cflags < <(flags "$sanitizer" "$family")
	patched_by '1i // 1\n// 2\n// 3\n// 4\n// 5\n// 6\n// 7\n// 8\n// 9'
	diff_objects
	expect_status 3

	patched_by -e '1i // a line more' -e 's/values\[1\] + limit/values[2] + limit/'
	diff_objects
	expect_report <<<'proc.o: changed function: show'
	expect_objects </dev/null
	sanitizer_data >actual
	case $sanitizer,$family in
	ubsan,gcc) compare "descriptions" <<<'.data..Lubsan_data
.data..Lubsan_type' ;;
	ubsan,clang) compare "descriptions" <<<'.data..L__unnamed_' ;;
	*) compare "descriptions" </dev/null ;;
	esac

	rm out.o
	patched_by -e '1i int added;' -e 's/int values\[4\]/int values[16]/'
	diff_objects
	expect_report <<<'proc.o: changed function: show'

	# The first variable brings a constructor with it.
	original <<<'int show(int x) { return x + 1; }'
	patched <<<'static int hits; int show(int x) { hits += x; return x + hits; }'
	diff_objects
	expect_report <<<'proc.o: changed function: show'
}

for sanitizer in kasan ubsan kcsan kcov; do
	for each in x86_64 x86_64/clang; do
		family=gcc
		[[ $each != */clang ]] || family=clang
		export sanitizer family
		test_name="sanitizers: $sanitizer" on_cpus "$each"
		rm -r on-*
	done
done
