// SPDX-License-Identifier: GPL-2.0-only
/*
 * state.c: what a patch sets up and a newer one takes over.
 */
#include "core.h"

static struct kpatch_state *find_state(const struct kpatch_patch *patch,
				       unsigned long id)
{
	struct kpatch_state *state = kpatch_ptr(patch->tables->states);
	struct kpatch_state *end = kpatch_ptr(patch->tables->states_end);

	for (; state < end; state++)
		if (state->id == id)
			return state;
	return NULL;
}

static int check_state(const struct kpatch_patch *patch,
		       const struct kpatch_patch *old,
		       const struct kpatch_state *state)
{
	const struct kpatch_state *own = find_state(patch, state->id);

	if (own && own->version < state->version) {
		pr_err("%s: has state %lu in version %lu, but %s has it in version %lu already\n",
		       patch->mod->name, state->id, own->version,
		       old->mod->name, state->version);
		return -EINVAL;
	}
	if (!own && patch->replace) {
		pr_err("%s: does not know state %lu of %s, whose place it would take\n",
		       patch->mod->name, state->id, old->mod->name);
		return -EINVAL;
	}
	return 0;
}

/**
 * kpatch_check_states() - can the patch deal with what is set up already?
 * @patch: about to be loaded
 *
 * It must know every state at least as well as the patches in force do; one
 * that stacks need not know it at all.
 *
 * Return: 0, or -EINVAL, reported.
 */
int kpatch_check_states(const struct kpatch_patch *patch)
{
	const struct kpatch_patch *old;

	BUILD_BUG_ON(sizeof(struct kpatch_state) !=
		     sizeof(struct kpatch_state_entry));

	kpatch_for_each_patch(old) {
		const struct kpatch_state *state, *end;

		if (!old->enabled)
			continue;
		end = kpatch_ptr(old->tables->states_end);
		for (state = kpatch_ptr(old->tables->states); state < end;
		     state++) {
			int ret = check_state(patch, old, state);

			if (ret)
				return ret;
		}
	}
	return 0;
}

static struct kpatch_patch *patch_of(struct kpatch_object *obj)
{
	return container_of(obj, struct kpatch_obj, pub)->patch;
}

struct kpatch_state *kpatch_get_state(struct kpatch_object *obj,
				      unsigned long id)
{
	return find_state(patch_of(obj), id);
}
EXPORT_SYMBOL_GPL(kpatch_get_state);

struct kpatch_state *kpatch_get_prev_state(struct kpatch_object *obj,
					   unsigned long id)
{
	const struct kpatch_patch *own = patch_of(obj), *patch;
	struct kpatch_state *state, *last = NULL;

	/* Callbacks run under kpatch_mutex. */
	kpatch_for_each_patch(patch) {
		if (patch == own)
			break;
		state = patch->enabled ? find_state(patch, id) : NULL;
		if (state)
			last = state;
	}
	return last;
}
EXPORT_SYMBOL_GPL(kpatch_get_prev_state);
