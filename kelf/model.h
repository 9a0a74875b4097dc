/* SPDX-License-Identifier: GPL-2.0-only */
/* model.h: making parts of the model; for the library's own files. */
#ifndef KELF_MODEL_H
#define KELF_MODEL_H

#include "kelf.h"

struct kelf *model_new(const char *path);

/* Append a section described by @sh, without data. */
struct section *model_new_section(struct kelf *elf, const char *name, const GElf_Shdr *sh);

/* Append a symbol as @gsym describes it, without its section. */
struct symbol *model_new_symbol(struct kelf *elf, const char *name, const GElf_Sym *gsym);

#endif /* KELF_MODEL_H */
