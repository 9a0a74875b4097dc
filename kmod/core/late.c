// SPDX-License-Identifier: GPL-2.0-only
/*
 * late.c: hand over tables that had to wait for the references in them.
 *
 * The module loader applies alternatives and paravirt sites and registers jump
 * labels and static calls before the first instruction of a module runs, hence
 * before the core can resolve anything.  Such entries travel under names that
 * the loader does not know; here they go to the functions that the loader
 * would have called, in its order.
 */
#include <linux/jump_label.h>
#include <linux/static_call.h>

#include "core.h"
#include "ksyms.h"

struct late_kind {
	enum kpatch_late_kind kind;
	const char *name;
	bool writes_text;	/* with plain stores, as on text not yet sealed */
	int (*apply)(struct module *mod, void *start, unsigned long size);
	void (*undo)(struct module *mod);	/* NULL: nothing is left behind */
};

static int late_paravirt(struct module *mod, void *start, unsigned long size)
{
	if (!ksyms.apply_paravirt)
		return -EOPNOTSUPP;
	kernel_call(apply_paravirt)(start, start + size);
	return 0;
}

static int late_alternatives(struct module *mod, void *start,
			     unsigned long size)
{
	/* arm64's name for what does so in a module. */
	if (ksyms.apply_alternatives_module) {
		kernel_call(apply_alternatives_module)(start, size);
		return 0;
	}
	if (!ksyms.apply_alternatives)
		return -EOPNOTSUPP;
	kernel_call(apply_alternatives)(start, start + size);
	return 0;
}

#ifdef CONFIG_JUMP_LABEL
static int late_jump_labels(struct module *mod, void *start, unsigned long size)
{
	int ret;

	if (!ksyms.jump_label_module_notify)
		return -EOPNOTSUPP;
	/* A table is registered whole: its keys chain through its entries. */
	if (mod->num_jump_entries)
		return -EEXIST;
	mod->jump_entries = start;
	mod->num_jump_entries = size / sizeof(struct jump_entry);
	if (ksyms.jump_label_apply_nops)
		kernel_call(jump_label_apply_nops)(mod);
	ret = kernel_call(jump_label_module_notify)(NULL, MODULE_STATE_COMING, mod);
	ret = notifier_to_errno(ret);
	if (ret)
		mod->num_jump_entries = 0;
	return ret;
}

static void undo_jump_labels(struct module *mod)
{
	kernel_call(jump_label_module_notify)(NULL, MODULE_STATE_GOING, mod);
	mod->num_jump_entries = 0;
}
#else
#define undo_jump_labels NULL

static int late_jump_labels(struct module *mod, void *start, unsigned long size)
{
	return -EOPNOTSUPP;
}
#endif

#ifdef CONFIG_HAVE_STATIC_CALL_INLINE
static int late_static_calls(struct module *mod, void *start,
			     unsigned long size)
{
	int ret;

	if (!ksyms.static_call_module_notify)
		return -EOPNOTSUPP;
	if (mod->num_static_call_sites)
		return -EEXIST;
	mod->static_call_sites = start;
	mod->num_static_call_sites = size / sizeof(struct static_call_site);
	ret = kernel_call(static_call_module_notify)(NULL, MODULE_STATE_COMING, mod);
	ret = notifier_to_errno(ret);
	if (ret)
		mod->num_static_call_sites = 0;
	return ret;
}

static void undo_static_calls(struct module *mod)
{
	kernel_call(static_call_module_notify)(NULL, MODULE_STATE_GOING, mod);
	mod->num_static_call_sites = 0;
}
#else
#define undo_static_calls NULL

static int late_static_calls(struct module *mod, void *start,
			     unsigned long size)
{
	return -EOPNOTSUPP;
}
#endif

/* In the order of the module loader. */
static const struct late_kind kinds[] = {
	{ KPATCH_LATE_PARAVIRT, "paravirt sites", true, late_paravirt, NULL },
	/* s390 writes where it may not store. */
	{ KPATCH_LATE_ALTERNATIVES, "alternatives", !IS_ENABLED(CONFIG_S390),
	  late_alternatives, NULL },
	{ KPATCH_LATE_JUMP_LABELS, "jump labels", KPATCH_APPLY_NOPS,
	  late_jump_labels, undo_jump_labels },
	{ KPATCH_LATE_STATIC_CALLS, "static calls", false, late_static_calls,
	  undo_static_calls },
};

/*
 * Nothing runs in the patch's text yet, so it need not stay executable while
 * it is writable.  That holds while the patch is loaded, and not when a module
 * comes under it: such entries are refused.
 */
static int unseal_text(const struct module *mod)
{
	unsigned long start = kpatch_text_start(mod);
	int pages = PFN_UP(kpatch_text_size(mod));
	int ret = kernel_call(set_memory_nx)(start, pages);

	return ret ?: kernel_call(set_memory_rw)(start, pages);
}

static int seal_text(const struct module *mod)
{
	unsigned long start = kpatch_text_start(mod);
	int pages = PFN_UP(kpatch_text_size(mod));
	int ret = kernel_call(set_memory_ro)(start, pages);

	return ret ?: kernel_call(set_memory_x)(start, pages);
}

static int apply_writing_text(struct module *mod, const struct late_kind *kind,
			      const struct kpatch_late_entry *entry)
{
	void *start = kpatch_ptr(entry->start);
	int ret, sealed;

	if (!IS_ENABLED(CONFIG_STRICT_MODULE_RWX))
		return kind->apply(mod, start, entry->size);
	if (!ksyms.set_memory_ro || !ksyms.set_memory_rw ||
	    !ksyms.set_memory_nx || !ksyms.set_memory_x)
		return -EOPNOTSUPP;
	ret = unseal_text(mod);
	if (!ret)
		ret = kind->apply(mod, start, entry->size);
	sealed = seal_text(mod);
	return ret ?: sealed;
}

static int apply_entry(struct kpatch_patch *patch, const struct late_kind *kind,
		       const struct kpatch_late_entry *entry)
{
	void *start = kpatch_ptr(entry->start);
	int ret = kpatch_step();

	if (ret)
		goto out;
	if (kind->writes_text && (patch->enabled || patch->switching))
		ret = -EBUSY;
	else if (kind->writes_text)
		ret = apply_writing_text(patch->mod, kind, entry);
	else
		ret = kind->apply(patch->mod, start, entry->size);
out:
	if (ret)
		pr_err("%s: cannot apply %s (error %d)\n", patch->mod->name,
		       kind->name, ret);
	return ret;
}

/**
 * kpatch_apply_late() - hand over the tables that waited for one object
 * @obj: the object; the patch's references into it are resolved
 */
int kpatch_apply_late(struct kpatch_obj *obj)
{
	struct kpatch_patch *patch = obj->patch;
	const struct kpatch_late_entry *entry =
		kpatch_ptr(patch->tables->late);
	unsigned long i, k;
	int ret;

	for (k = 0; k < ARRAY_SIZE(kinds); k++) {
		for (i = 0; i < patch->tables->nlate; i++) {
			if (entry[i].kind != kinds[k].kind ||
			    strcmp(kpatch_ptr(entry[i].objname), obj->pub.name))
				continue;
			ret = apply_entry(patch, &kinds[k], &entry[i]);
			if (ret) {
				kpatch_undo_late(obj);
				return ret;
			}
		}
	}
	return 0;
}

/* Is this the table that the module has registered? */
static bool is_registered(const struct module *mod,
			  const struct kpatch_late_entry *entry)
{
	void *start = kpatch_ptr(entry->start);

#ifdef CONFIG_JUMP_LABEL
	if (entry->kind == KPATCH_LATE_JUMP_LABELS)
		return mod->num_jump_entries && mod->jump_entries == start;
#endif
#ifdef CONFIG_HAVE_STATIC_CALL_INLINE
	if (entry->kind == KPATCH_LATE_STATIC_CALLS)
		return mod->num_static_call_sites &&
		       mod->static_call_sites == start;
#endif
	return false;
}

/**
 * kpatch_undo_late() - take back the tables that would lead into one object
 * @obj: a module that goes, and may come again.  Text that was patched stays:
 *	 the next kpatch_apply_late() writes over it.
 */
void kpatch_undo_late(struct kpatch_obj *obj)
{
	struct module *mod = obj->patch->mod;
	const struct kpatch_tables *t = obj->patch->tables;
	const struct kpatch_late_entry *entry = kpatch_ptr(t->late);
	unsigned long i, k;

	for (i = 0; i < t->nlate; i++) {
		if (strcmp(kpatch_ptr(entry[i].objname), obj->pub.name) ||
		    !is_registered(mod, &entry[i]))
			continue;
		for (k = 0; k < ARRAY_SIZE(kinds); k++)
			if (kinds[k].kind == entry[i].kind && kinds[k].undo)
				kinds[k].undo(mod);
	}
}
