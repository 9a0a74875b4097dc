/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cdo.h: what the passes of create-diff-object share.
 *
 * Both objects are cut into pieces: a function with its aliases, a variable, a
 * string, an entry of a table.  Pieces are what is matched, compared, kept and
 * copied; ELF sections matter only as where a piece lies.
 */
#ifndef CDO_H
#define CDO_H

#include "arch.h"
#include "kelf.h"

struct piece;
struct reference;
struct struct_size;
struct table;
struct parent;
struct symvers;

enum kind {
	KIND_FUNC,	/* named code */
	KIND_DATA,	/* a named variable or constant */
	KIND_STRING,	/* an anonymous string literal */
	KIND_CONST,	/* other anonymous read-only data */
	KIND_CODE,	/* anonymous code: .altinstr_replacement, .fixup */
	KIND_ENTRY,	/* one entry of a known table */
	KIND_UNKNOWN,	/* has no name, nobody refers to it, refers to others */
};

enum status {
	STATUS_SAME,
	STATUS_CHANGED,
	STATUS_NEW,
};

struct piece {
	struct section *sec;
	uint64_t start, end;	/* in sec */
	enum kind kind;
	struct symbol *sym;	/* the name it goes by; NULL for the anonymous kinds */
	struct piece *twin;	/* the other object's match; twin->twin == this */

	/* Of the patched object's pieces: */
	enum status status;
	const char *reason;	/* why changed, where the source line itself is not why */
	bool included;
	bool referred;		/* by what is included */
	unsigned int frozen;	/* of a function: what stays as it is compiled, for keys.c */
	struct section *out;	/* where it went in the output ... */
	uint64_t out_start;	/* ... and at which offset */

	/* foo of foo.cold; a child has no entry of its own and moves with its parent. */
	struct piece *parent, *children, *sibling;

	/* Table entries: what they describe, and the next entry that describes it. */
	const struct table *table;
	struct piece *subject, *next_entry;
	struct piece *entries;		/* of a subject: first entry, in table order */
	struct piece *last_entry;
	bool has_fentry;		/* of a function: the tracer can redirect it */
	bool hopeless;			/* no way to replace it; reported */
	bool glued;			/* a jump too short to be relocated leads out of it */
	bool numbered;			/* of a local variable: the compiler numbers its name */
	bool ambiguous;			/* of a static local: more than one original fits */
	bool moved;		/* of a static variable: an original of its name lost its place */
	const char *scope;		/* of a static local: its function by debug info, or NULL */
	int line;			/* ... and the line of its declaration, or 0 */
};

/* What a relocation means: a place in a piece, or an undefined symbol (piece NULL). */
struct target {
	struct piece *piece;
	int64_t off;		/* from piece->start; may lie outside */
	int64_t bias;		/* see arch.rela_bias */
};

enum role {
	ROLE_IGNORED,	/* never looked at: debug info, .discard.*, notes */
	ROLE_TABLE,	/* entries of one of tables[] */
	ROLE_COMPANION,	/* goes along with a table's entries: .orc_unwind */
	ROLE_STRINGS,	/* mergeable strings */
	ROLE_POOL,	/* addresses that the code loads: .toc */
	ROLE_CODE,
	ROLE_DATA,
};

/* The cutting of a section, at section->user. */
struct cut {
	enum role role;
	const struct table *table;
	uint64_t entry_size;		/* ROLE_TABLE and ROLE_COMPANION */
	bool from_entry;		/* ROLE_TABLE: its fields count from the entry's start */
	struct section *companion;	/* ROLE_TABLE: with an entry for each of ours, or NULL */
	struct piece **pieces;		/* by start */
	size_t npieces, cap;
	struct target *targets;		/* one for each relocation */
	uint64_t *marks;		/* anonymous places that something refers to */
	size_t nmarks, marks_cap;
};

struct object {
	struct kelf *elf;
	struct struct_size *struct_sizes;	/* of tables.c */
	struct source_lines *lines;		/* of lines.c, once it asked */
	struct piece **pieces;
	size_t npieces, cap;
};

struct options {
	const char *orig, *patched, *parent_name, *parent_symtab, *symvers;
	const char *patch_name, *output;
	bool dump;		/* print what was decided, write nothing */
};

enum exit_status {
	EXIT_WRITTEN = 0,
	EXIT_REFUSED = 1,
	EXIT_NO_CHANGE = 3,
};

struct diff {
	struct options opt;
	struct object orig, patched;
	struct parent *parent;
	struct symvers *symvers;
	struct kelf *out;
	struct symbol **out_syms;	/* by index of the patched symbol; NULL: not there */
	struct reference *references;	/* hash of references.c */
	unsigned int nchanged;	/* functions and callbacks that make a patch of it */
	bool tracks_branches;	/* what a pointer leads to must begin with a landing mark */
};

/* diff.c: the whole comparison; opens, reports, writes and closes all. */
enum exit_status create_diff_object(const struct options *opt);

/* pieces.c */
int cut_into_pieces(struct diff *diff);
void object_free(struct object *obj);
struct piece *piece_at(const struct section *sec, uint64_t off);
const char *piece_name(const struct piece *piece);

static inline struct cut *cut_of(const struct section *sec)
{
	return sec->user;
}

static inline struct target *target_of(const struct section *sec, size_t rela)
{
	return &cut_of(sec)->targets[rela];
}

static inline uint64_t piece_size(const struct piece *piece)
{
	return piece->end - piece->start;
}

static inline bool is_func(const struct piece *piece)
{
	return piece->kind == KIND_FUNC;
}

static inline bool is_anonymous(const struct piece *piece)
{
	return piece->kind == KIND_STRING || piece->kind == KIND_CONST || piece->kind == KIND_CODE;
}

/* The relocations of a piece, as indices [first, last) into its section's. */
struct range {
	size_t first, last;
};

static inline struct range piece_relas(const struct piece *piece)
{
	return (struct range){ kelf_rela_at(piece->sec, piece->start),
			       kelf_rela_at(piece->sec, piece->end) };
}

static inline bool is_pooled(const struct piece *piece)
{
	return cut_of(piece->sec)->role == ROLE_POOL;
}

/* What a relocation means to the program: where the address in the pool leads. */
static inline struct piece *meant_by(const struct section *sec, size_t rela)
{
	struct piece *to = target_of(sec, rela)->piece;
	struct range range;

	if (!to || !is_pooled(to))
		return to;
	range = piece_relas(to);
	return range.first < range.last ? target_of(to->sec, range.first)->piece : to;
}

/* Where @off bytes into @piece is, for a person: "text.foo+0x12"; in a static buffer. */
const char *place(const struct piece *piece, uint64_t off);

/* names.c */
bool is_init_section(const struct section *sec);
bool is_compiler_section(const struct section *sec);
/* Is @name that of code which the compiler wrote to call one initcall? */
bool is_initcall_stub(const char *name);
/* Does nobody write there once the kernel is loaded? */
bool is_constant_section(const struct section *sec);
/* Can what lies in the original's section be used as if it lay in the patched one's? */
bool serves_as(const struct section *orig, const struct section *patched);
/* Does @piece count on more alignment than @twin, the original's, was given? */
bool is_aligned_more(const struct piece *piece, const struct piece *twin);
/* @name without the numbers that the compiler adds, in a static buffer: "count.12" is "count". */
const char *base_name(const char *name);
/* The parent's name of "foo.cold", in a static buffer; NULL when @name is no such part. */
const char *parent_function_name(const char *name);

/* A static local whose loss does no harm: once more being told once. */
bool is_harmless_when_new(const struct piece *piece);

/* scopes.c: set scope and line of @obj's static locals, as far as its debug info says. */
void find_scopes(struct object *obj);

/* The passes in the order of main.c; each returns 0, or -1 after reporting. */
int describe_tables(struct diff *diff);
int find_parts(struct diff *diff);
int correlate(struct diff *diff);
int correlate_statics(struct diff *diff);
int compare(struct diff *diff);
int obey_author(struct diff *diff);
int spread(struct diff *diff);
int include(struct diff *diff);
int dump(struct diff *diff);
int verify(struct diff *diff);
int check_keys(struct diff *diff);
int migrate(struct diff *diff);
int relocate(struct diff *diff);
int list_functions(struct diff *diff);
int write_output(struct diff *diff);
int report(struct diff *diff);

/* correlate.c: declare two pieces to be twins; the patched one is unchanged until compare(). */
void make_twins(struct piece *orig, struct piece *patched);

void references_free(struct diff *diff);

/*
 * references.c: is the definition that runs under the weak name @sym another
 * file's?  That is a strong one, or the first of several weak ones.
 */
bool is_overridden(const struct diff *diff, const struct symbol *sym);

/* author.c: may the structure be laid out anew? */
bool author_ignores_layout(const struct diff *diff, const char *type);

/* include.c: made by the author's macros, and part of the patch? */
bool is_author_section(const struct section *sec);

/*
 * references.c: the output's symbol for what stays behind: @piece of the
 * patched object, or, when that is NULL, its undefined symbol @sym.  NULL after
 * reporting.
 */
struct symbol *reference_to(struct diff *diff, const struct piece *piece, const struct symbol *sym);

/* layouts.c: refuse what would find structures in memory otherwise than the original did. */
void check_layouts(struct diff *diff);

/* landing.c: may what a pointer of the patch leads to be called through it?  0, or -1 after reporting. */
int check_landing(const struct diff *diff, const struct piece *from, const struct rela *rela,
		  const struct piece *to);

/* compare.c: do two pieces hold the same, given the twins so far? */
bool same_content(const struct piece *a, const struct piece *b);

/* lines.c: do the two functions differ in nothing but line numbers? */
bool only_lines_differ(struct diff *diff, const struct piece *orig, const struct piece *patched);

/* sanitizers.c: does the section hold what a sanitizer wrote about a place in the source? */
bool is_description(const struct section *sec);
/* Is @name a label of the compiler's and not the program's? */
bool is_unnamed(const char *name);
/* Do two such descriptions, or two of stack frames, differ in nothing but lines and columns? */
bool descriptions_differ_in_line(const struct piece *a, const struct piece *b);
bool frames_differ_in_line(const struct piece *a, const struct piece *b);

/* unread.c: report what is new in sections that the running kernel does not read. */
void check_unread(const struct diff *diff);

/* aliases.c: report global names that stand for something else than before. */
void check_aliases(const struct diff *diff);

/* lines.c: do two string literals differ in nothing but the line of a "file.c:line"? */
bool strings_differ_in_line(const struct piece *a, const struct piece *b);

#endif /* CDO_H */
