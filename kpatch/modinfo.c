// SPDX-License-Identifier: GPL-2.0-only
/*
 * modinfo.c: what does a module file say of itself?
 */
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <string.h>

#include "kpatch.h"

static void end_elf(Elf **elf)
{
	elf_end(*elf);
}

static int copy_modinfo(Elf *elf, struct modinfo *info)
{
	Elf_Scn *scn = NULL;
	size_t strndx;

	if (elf_kind(elf) != ELF_K_ELF || elf_getshdrstrndx(elf, &strndx))
		return -1;
	while ((scn = elf_nextscn(elf, scn))) {
		const char *name;
		Elf_Data *data;
		GElf_Shdr sh;

		if (!gelf_getshdr(scn, &sh))
			return -1;
		name = elf_strptr(elf, strndx, sh.sh_name);
		if (!name || strcmp(name, ".modinfo"))
			continue;
		data = elf_rawdata(scn, NULL);
		if (!data || !data->d_buf)
			return -1;
		/* One NUL more, so that the last string ends whatever it holds. */
		info->text = calloc(1, data->d_size + 1);
		if (!info->text)
			return -1;
		memcpy(info->text, data->d_buf, data->d_size);
		info->size = data->d_size;
		return 0;
	}
	return -1;
}

/* The string after prev, or the first one; NULL when there are no more. */
const char *modinfo_next(const struct modinfo *info, const char *prev)
{
	const char *end = info->text + info->size;
	const char *s = prev ? prev + strlen(prev) + 1 : info->text;

	while (s < end && !*s)
		s++;
	return s < end ? s : NULL;
}

/* The release is the first word of vermagic. */
bool modinfo_made_for(const struct modinfo *info, const char *release)
{
	size_t len = strlen(release);

	for (const char *s = NULL; (s = modinfo_next(info, s));)
		if (!strncmp(s, "vermagic=", 9))
			return !strncmp(s + 9, release, len) && s[9 + len] == ' ';
	return false;
}

/**
 * modinfo_read() - read .modinfo of a module file
 * @file: the file
 * @info: to be freed with modinfo_free(), also after failure
 */
int modinfo_read(const char *file, struct modinfo *info)
{
	_cleanup_fd_ int fd = open(file, O_RDONLY | O_CLOEXEC);
	__attribute__((cleanup(end_elf))) Elf *elf = NULL;

	*info = (struct modinfo){ .backend = BACKEND_NONE };
	if (fd < 0) {
		complain("cannot open %s: %s", file, strerror(errno));
		return -1;
	}
	elf_version(EV_CURRENT);
	elf = elf_begin(fd, ELF_C_READ_MMAP, NULL);
	if (!elf || copy_modinfo(elf, info)) {
		complain("%s is not a kernel module, or a damaged one", file);
		return -1;
	}
	for (const char *s = NULL; (s = modinfo_next(info, s));) {
		if (!strncmp(s, "name=", 5))
			snprintf(info->name, NAME_LEN, "%s", s + 5);
		else if (!strncmp(s, "kpatch=", 7))
			info->backend = BACKEND_CORE;
		else if (!strncmp(s, "livepatch=", 10))
			info->backend = BACKEND_LIVEPATCH;
	}
	if (!info->name[0])	/* kernels before 4.13 leave it out */
		name_from_arg(file, info->name);
	/* It becomes a file's name. */
	if (strchr(info->name, '/') || info->name[0] == '.') {
		complain("%s says that its name is '%s', which none can have", file, info->name);
		return -1;
	}
	return 0;
}

void modinfo_free(struct modinfo *info)
{
	free(info->text);
	info->text = NULL;
}
