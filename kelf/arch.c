// SPDX-License-Identifier: GPL-2.0-only
/* arch.c: which CPUs are there, and what do several of them share? */
#include "arch.h"

static const struct arch *const archs[] = {
	&arch_x86_64,
	&arch_aarch64,
	&arch_ppc64le,
	&arch_s390x,
	&arch_loongarch64,
};

const struct arch *arch_find(uint16_t machine)
{
	for (size_t i = 0; i < sizeof(archs) / sizeof(archs[0]); i++) {
		if (archs[i]->machine == machine)
			return archs[i];
	}
	return NULL;
}

const struct rela *arch_rela_within(const struct section *sec, uint64_t offset, uint64_t size)
{
	size_t r = kelf_rela_at(sec, offset);

	return r < sec->nrelas && sec->relas[r].offset < offset + size ? &sec->relas[r] : NULL;
}

int fixed_each_branch(const struct fixed_ops *ops, const struct section *sec, uint64_t start,
		      uint64_t end, branch_visitor *visit, void *arg)
{
	for (uint64_t at = (start + 3) & ~3ULL; at + 4 <= end; at += 4) {
		struct branch branch = { .offset = at };
		int64_t distance;

		if (!ops->relative(insn_at(sec, at), &branch, &distance) ||
		    arch_rela_within(sec, at, 4))
			continue;
		branch.target = at + (uint64_t)distance;
		if (branch.target >= start && branch.target < end)
			continue;
		if (visit(&branch, arg))
			return -1;
	}
	return 0;
}

/* The first call or jump in [at, end), and the symbol that it goes to. */
static void find_call(const struct fixed_ops *ops, const struct section *sec, uint64_t at,
		      uint64_t end, struct arg_load *load)
{
	const struct rela *rela;

	while (at + 4 <= end && !ops->is_jump(insn_at(sec, at)))
		at += 4;
	rela = at + 4 <= end ? arch_rela_within(sec, at, 4) : NULL;
	load->call = at;
	load->callee = rela ? rela->sym->name : NULL;
}

bool fixed_find_arg_load(const struct fixed_ops *ops, const struct section *sec, uint64_t start,
			 uint64_t end, uint64_t offset, struct arg_load *load)
{
	uint64_t at = offset & ~3ULL;

	if (at < start || at + 4 > end || arch_rela_within(sec, at, 4) ||
	    !ops->loads_arg(insn_at(sec, at), load))
		return false;
	load->offset = at;
	load->size = 4;
	find_call(ops, sec, at + 4, end, load);
	return true;
}
