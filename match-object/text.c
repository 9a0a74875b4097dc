// SPDX-License-Identifier: GPL-2.0-only
/* text.c: what does an instruction say, and what lies where it refers to? */
#include "match.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct symbol *symbol_at(const struct kelf *elf, const struct section *sec, uint64_t offset)
{
	uint64_t base = elf->eh.e_type == ET_REL ? 0 : sec->sh.sh_addr;
	const struct symbol *found = NULL;

	for (size_t i = 1; i < elf->nsyms; i++) {
		const struct symbol *sym = elf->syms[i];

		if (sym->sec != sec || !symbol_has_name(elf, sym) ||
		    !symbol_covers(sym, base + offset))
			continue;
		if (!found || sym->sym.st_value > found->sym.st_value)
			found = sym;
	}
	return found;
}

/* A string as in C, without its end if it is long. */
static void quote(const struct section *sec, uint64_t offset, char *text, size_t size)
{
	size_t used = 0;

	text[used++] = '"';
	for (; offset < sec->size && sec->data[offset] && used + 8 < size; offset++) {
		unsigned char c = sec->data[offset];

		if (c == '\n')
			used += (size_t)sprintf(text + used, "\\n");
		else if (c < ' ' || c > '~')
			used += (size_t)sprintf(text + used, "\\%03o", c);
		else
			text[used++] = (char)c;
	}
	strcpy(text + used, offset < sec->size && sec->data[offset] ? "...\"" : "\"");
}

static bool is_string(const struct section *sec, uint64_t offset)
{
	if (!sec->data || offset >= sec->size || section_is_exec(sec))
		return false;
	if (sec->sh.sh_flags & SHF_STRINGS)
		return true;
	/* printk levels begin with the character 1 */
	return sec->data[offset] == '\001' || sec->data[offset] == '\n' ||
	       (sec->data[offset] >= ' ' && sec->data[offset] <= '~');
}

void place_text(const struct kelf *elf, const struct place *place, char *text, size_t size)
{
	const struct symbol *sym = place->sec ? symbol_at(elf, place->sec, place->offset) : place->sym;
	uint64_t offset = place->offset;

	*text = '\0';
	if (sym && place->sec)
		offset -= sym->sym.st_value - (elf->eh.e_type == ET_REL ? 0 : place->sec->sh.sh_addr);
	if (sym && offset)
		snprintf(text, size, "%.80s+0x%" PRIx64, sym->name, offset);
	else if (sym)
		snprintf(text, size, "%.80s", sym->name);
	else if (place->sec && is_string(place->sec, offset))
		quote(place->sec, offset, text, size);
	else if (place->sec)
		snprintf(text, size, "%.80s+0x%" PRIx64, place->sec->name, offset);
}

bool place_at_address(const struct kelf *elf, uint64_t addr, struct place *place)
{
	for (size_t i = 1; i < elf->nsecs; i++) {
		const struct section *sec = elf->secs[i];

		/* per-CPU data begins at 0, where any small number would be found */
		if (!section_is_alloc(sec) || !sec->sh.sh_addr ||
		    addr < sec->sh.sh_addr || addr - sec->sh.sh_addr >= sec->size)
			continue;
		*place = (struct place){ .sec = sec, .offset = addr - sec->sh.sh_addr };
		return true;
	}
	return false;
}
