// SPDX-License-Identifier: GPL-2.0-only
/* names.c: what do the names of sections and symbols say? */
#include "cdo.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define NAME_MAX_LEN 1024	/* longer symbols are truncated: they only fail to match */

static bool starts_with(const char *s, const char *prefix)
{
	return !strncmp(s, prefix, strlen(prefix));
}

bool is_init_section(const struct section *sec)
{
	static const char *const prefixes[] = {
		".init.", ".exit.", ".meminit.", ".memexit.", ".cpuinit.", ".devinit.",
		".text.startup", ".text.exit",
	};

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		if (starts_with(sec->name, prefixes[i]))
			return true;
	}
	return false;
}

bool is_initcall_stub(const char *name)
{
	return starts_with(name, "__initstub__");
}

/* Position-independent code (s390x) has constants with pointers in a section that is writable at first. */
bool is_constant_section(const struct section *sec)
{
	return !section_is_writable(sec) || starts_with(sec->name, ".data.rel.ro");
}

/* What can be done with the memory that a section is loaded to: each more than the one before. */
enum memory {
	READ_ONLY,
	READ_ONLY_AFTER_INIT,
	WRITABLE,
	PER_CPU,	/* something else altogether */
};

static enum memory memory_of(const struct section *sec)
{
	if (starts_with(sec->name, ".data..percpu"))
		return PER_CPU;
	if (starts_with(sec->name, ".data..ro_after_init"))
		return READ_ONLY_AFTER_INIT;
	return is_constant_section(sec) ? READ_ONLY : WRITABLE;
}

bool serves_as(const struct section *orig, const struct section *patched)
{
	enum memory is = memory_of(orig), wanted = memory_of(patched);

	if (is_init_section(patched))
		return true;
	return is == wanted || (is < PER_CPU && wanted < is);
}

/* Only where each has a section to itself: elsewhere its place says nothing of what was asked for. */
bool is_aligned_more(const struct piece *piece, const struct piece *twin)
{
	return cut_of(piece->sec)->npieces == 1 && cut_of(twin->sec)->npieces == 1 &&
	       piece->sec->sh.sh_addralign > twin->sec->sh.sh_addralign;
}

/* Sections that speak to the build and not to the running kernel. */
bool is_compiler_section(const struct section *sec)
{
	static const char *const prefixes[] = {
		".discard", ".comment", ".note", ".modinfo", ".initcall", ".con_initcall",
		".llvm", ".eh_frame", ".gnu.", ".export_symbol", "__kcrctab", "_kprobe_blacklist",
		/* What tells a sanitizer about an object's variables, when the kernel starts. */
		".init_array", ".fini_array", ".ctors", ".dtors", ".data..LASAN",
		".text.startup._sub_I_", ".text.exit._sub_D_",
		".text.asan.module_", ".text.tsan.module_",
	};

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		if (starts_with(sec->name, prefixes[i]))
			return true;
	}
	return false;
}

static char *copy_name(char *buf, const char *name)
{
	snprintf(buf, NAME_MAX_LEN, "%s", name);
	return buf;
}

/*
 * "count.12" and "__UNIQUE_ID_ddebug451.15" carry numbers that move when the
 * file above them changes; "x.isra.0" the number of a clone.
 */
const char *base_name(const char *name)
{
	static char buf[NAME_MAX_LEN];
	char *end;

	copy_name(buf, name);
	end = buf + strlen(buf);
	for (;;) {
		char *digits = end;

		while (digits > buf && isdigit((unsigned char)digits[-1]))
			digits--;
		if (digits == end || digits <= buf + 1 || digits[-1] != '.')
			break;
		end = digits - 1;
		*end = '\0';
	}
	/* __UNIQUE_ID() and BTF_ID() count on within the name. */
	if (starts_with(buf, "__UNIQUE_ID_") || starts_with(buf, "__BTF_ID__")) {
		while (end > buf && isdigit((unsigned char)end[-1]))
			*--end = '\0';
	}
	return buf;
}

const char *parent_function_name(const char *name)
{
	static char buf[NAME_MAX_LEN];
	char *cold;

	copy_name(buf, name);
	cold = strstr(buf, ".cold");
	if (!cold || cold == buf)
		return NULL;
	if (cold[5] != '\0' && cold[5] != '.')
		return NULL;
	*cold = '\0';
	return buf;
}

bool is_harmless_when_new(const struct piece *piece)
{
	static const char *const bases[] = {
		"__warned", "__already_done", "__print_once", "___done", "___once_key", "__key",
		"_rs", "descriptor", "__UNIQUE_ID_ddebug", "_alloc_tag", "_alloc_tag_cntr",
	};
	const char *base = base_name(piece->sym->name);

	if (is_constant_section(piece->sec))
		return true;
	for (size_t i = 0; i < sizeof(bases) / sizeof(bases[0]); i++) {
		if (!strcmp(base, bases[i]))
			return true;
	}
	return false;
}
