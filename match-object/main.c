// SPDX-License-Identifier: GPL-2.0-only
/*
 * match-object: was the shipped kernel made from this source, config and
 * compiler?  Compares the functions of an object with those of vmlinux or a .ko.
 */
#include "match.h"

#include "diag.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { EXIT_MATCH, EXIT_MISMATCH, EXIT_UNDECIDED = 3 };

static void usage(FILE *to)
{
	fputs("usage: match-object ORIG.o PARENT_NAME PARENT_ELF [FUNCTION...]\n"
	      "Compare the functions of an object with those of the kernel it should be part of.\n\n"
	      "With FUNCTIONs only these must match, and others that do not are warned of.\n"
	      "Exit status: 0 they match, 1 they differ or an error, 3 it could not be decided.\n", to);
}

static bool is_function(const struct symbol *sym)
{
	return sym->sec && symbol_type(sym) == STT_FUNC && sym->sym.st_size && section_is_exec(sym->sec);
}

static bool is_wanted(const char *name, char **names, int n)
{
	for (int i = 0; i < n; i++)
		if (!strcmp(names[i], name))
			return true;
	return !n;
}

/* Of the shipped functions of that name, one that matches, or that of the same file. */
static enum verdict match_any(const struct match *match, const struct symbol *func,
			      const struct symbol **shipped, struct difference *diff)
{
	enum verdict verdict = UNDECIDED;
	size_t count;
	struct symbol **found = parent_find(match->parent, func->name, &count);

	*shipped = NULL;
	for (size_t i = 0; i < count; i++) {
		struct difference one;
		enum verdict v;

		if (!is_function(found[i]))
			continue;
		v = match_function(match, func, found[i], &one);
		if (v == MATCHES) {
			*shipped = found[i];
			return v;
		}
		if (*shipped && !(func->file && found[i]->file && !strcmp(func->file, found[i]->file)))
			continue;
		verdict = v;
		*shipped = found[i];
		*diff = one;
	}
	return verdict;
}

/* A difference in a function that does not matter to the patch is worth a warning. */
struct finding {
	const struct symbol *func, *shipped;
	struct difference diff;
	bool wanted;
};

static void tell(struct kelf *orig, const struct parent *parent, const struct finding *f,
		 const struct tally *tally)
{
	void (*say)(const char *fmt, ...) = f->wanted ? error : warning;
	const char *cause = likely_cause(orig, parent, f->func, f->shipped, tally);

	say("%s: %s+0x%" PRIx64 ": compiled '%s', but the shipped %s has '%s'; the likely cause is %s",
	    orig->name, f->func->name, f->diff.offset, *f->diff.orig ? f->diff.orig : "its end",
	    parent->name, *f->diff.shipped ? f->diff.shipped : "its end", cause);
}

static int match_object(struct kelf *orig, const struct parent *parent, char **names, int n)
{
	struct match match = { .parent = parent };
	struct tally tally = { 0 };
	struct finding first = { 0 };
	size_t bad = 0, missing = 0, unsure = 0;

	index_places(orig, &match.index);
	read_sites(&match, orig);
	for (size_t i = 1; i < orig->nsyms; i++) {
		struct finding f = { .func = orig->syms[i] };
		enum verdict v;

		if (!is_function(f.func))
			continue;
		f.wanted = is_wanted(f.func->name, names, n);
		v = match_any(&match, f.func, &f.shipped, &f.diff);
		/* a weak function may have lost to another file's */
		if (v == DIFFERS && symbol_bind(f.func) == STB_WEAK)
			v = UNDECIDED;
		if (!f.shipped && n && f.wanted) {
			const char *compiler = other_compiler(orig, parent);

			error("%s: %s: the shipped %s has no such function%s%s", orig->name, f.func->name,
			      parent->name, compiler ? "; the likely cause is " : "",
			      compiler ? compiler : "");
			missing++;
		}
		if (v == UNDECIDED) {
			debug("%s: %s: not decided", orig->name, f.func->name);
			tally.undecided++;
			unsure += f.wanted;
			continue;
		}
		tally.compared++;
		if (v == MATCHES)
			continue;
		tally.differ++;
		tally.constants += f.diff.constant;
		bad += f.wanted;
		debug("%s: %s+0x%" PRIx64 ": '%s', shipped '%s'", orig->name, f.func->name, f.diff.offset,
		      f.diff.orig, f.diff.shipped);
		if (!first.func || (f.wanted && !first.wanted))
			first = f;
	}
	debug("%s: %zu functions compared, %zu differ, %zu not decided", orig->name, tally.compared,
	      tally.differ, tally.undecided);
	if (first.func)
		tell(orig, parent, &first, &tally);
	if (bad || missing)
		return EXIT_MISMATCH;
	return unsure && (n || !tally.compared) ? EXIT_UNDECIDED : EXIT_MATCH;
}

int main(int argc, char **argv)
{
	struct parent parent = { 0 };
	struct kelf *orig = NULL;
	int status = EXIT_MISMATCH;

	if (argc > 1 && !strcmp(argv[1], "--help")) {
		usage(stdout);
		return 0;
	}
	if (argc > 1 && !strcmp(argv[1], "-d")) {
		diag_debug = true;
		argv++;
		argc--;
	}
	if (argc < 4) {
		usage(stderr);
		return EXIT_MISMATCH;
	}
	if (kelf_open(argv[1], &orig) || parent_open(&parent, argv[2], argv[3]))
		goto out;
	if (orig->eh.e_machine != parent.elf->eh.e_machine) {
		error("%s and %s are for different CPUs", argv[1], argv[3]);
		goto out;
	}
	/* its path in the kernel's tree, when called as kpatch-build does */
	orig->name = argv[1];
	kelf_sort_relas(orig);
	kelf_sort_relas(parent.elf);
	status = match_object(orig, &parent, argv + 4, argc - 4);
out:
	kelf_close(orig);
	kelf_close(parent.elf);
	return status;
}
