/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * core.h: the structures that the parts of the core share.
 *
 * A patch has objects (vmlinux, modules), an object has functions.  An object
 * may have none: then the patch only refers to it.  A patched
 * function has one struct kpatch_site, whoever patches it, and on it a stack of
 * the versions that are in force, the newest first.
 */
#ifndef KPATCH_CORE_H
#define KPATCH_CORE_H

#undef pr_fmt
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/elf.h>
#include <linux/ftrace.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>

#include "../patch/kpatch-format.h"
#include "../patch/kpatch.h"
#include "fault.h"

#define KPATCH_VMLINUX "vmlinux"

/* One function of a patch: the original, and what takes its place. */
struct kpatch_func {
	struct list_head node;		/* in kpatch_obj.funcs */
	struct list_head version;	/* in kpatch_site.versions, when in force */
	struct kobject kobj;
	const char *name;
	unsigned long sympos;
	unsigned long flags;		/* KPATCH_FUNC_* */
	unsigned long new_addr;		/* 0 with KPATCH_FUNC_STACK_ONLY */
	unsigned long new_size;
	unsigned long old_addr;		/* 0 while the object is not loaded */
	unsigned long old_size;
	struct kpatch_obj *obj;
	struct kpatch_site *site;	/* NULL while not redirected */
};

/* One object of a patch. */
struct kpatch_obj {
	struct kpatch_object pub;	/* what callbacks see */
	struct list_head node;		/* in kpatch_patch.objects */
	struct list_head funcs;
	struct kobject kobj;
	struct kpatch_patch *patch;
	bool patched;
	bool prepared;			/* pre_patch ran; post_unpatch is owed */
	bool wrong_build;		/* loaded, but not what we were made for */
};

/* One patch module.  Everything here is guarded by kpatch_mutex. */
struct kpatch_patch {
	struct list_head node;		/* in the registry, oldest first */
	struct list_head objects;
	struct kobject kobj;
	struct completion released;	/* the last kobject reference is gone */
	struct module *mod;
	const struct kpatch_tables *tables;
	Elf_Sym *symtab;		/* nsymbols + 1, the first is ELF's null */
	bool replace;
	bool enabled;			/* then the core holds a reference to mod */
	bool pinned;			/* tasks may be in mod: never let it go */
	bool switching;			/* a switch in or out is tried */
	int error;			/* what came up meanwhile and forbids it */
};

/* What a switch does to the patches that are in force already. */
enum kpatch_change {
	KPATCH_ENABLE,			/* stack the patch on them */
	KPATCH_REPLACE,			/* take the place of all of them */
	KPATCH_DISABLE,			/* leave them, without the patch */
};

/*
 * One redirected function.  What ftrace calls reads target and nothing else, so
 * a switch is one store, done while every CPU but one is held.
 */
struct kpatch_site {
	struct list_head node;		/* all redirected functions */
	struct list_head versions;	/* kpatch_func.version, newest first */
	struct kpatch_group *group;	/* what it was handed to ftrace with */
	unsigned long old_addr;
	unsigned long old_size;
	unsigned long ip;		/* what ftrace knows it by */
	unsigned long target;		/* 0: the original runs */
	unsigned long next;		/* target after the switch under way */
	unsigned int users;		/* functions that hold it */
	bool filtered;			/* ftrace leads its calls to us */
};

extern struct mutex kpatch_mutex;

/* registry.c: both locks that a change of what is in force takes */
void kpatch_lock(void);
void kpatch_unlock(void);

extern struct list_head kpatch_patches;

#define kpatch_for_each_patch(patch) \
	list_for_each_entry(patch, &kpatch_patches, node)
#define kpatch_for_each_obj(patch, obj) \
	list_for_each_entry(obj, &(patch)->objects, node)
#define kpatch_for_each_func(obj, func) \
	list_for_each_entry(func, &(obj)->funcs, node)

/* The tables hold pointers as 64-bit fields, on every CPU. */
static inline void *kpatch_ptr(__u64 field)
{
	return (void *)(unsigned long)field;
}

/* True for an entry that redirects, false for one that is only looked for. */
static inline bool kpatch_func_redirects(const struct kpatch_func *func)
{
	return !(func->flags & KPATCH_FUNC_STACK_ONLY);
}

static inline bool kpatch_is_vmlinux(const char *objname)
{
	return !strcmp(objname, KPATCH_VMLINUX);
}

static inline bool kpatch_obj_loaded(const struct kpatch_obj *obj)
{
	return obj->pub.mod || kpatch_is_vmlinux(obj->pub.name);
}

/* vmlinux, and modules while the patch is bound to them */
#define kpatch_for_each_loaded(patch, obj) \
	for (obj = kpatch_next_loaded(patch, NULL); obj; \
	     obj = kpatch_next_loaded(patch, obj))

/* tables.c: are the patch's tables sound? */
int kpatch_check_tables(struct module *mod, const struct kpatch_tables *t);

/* object.c: from tables to objects and functions */
struct kpatch_patch *kpatch_alloc(struct module *mod,
				  const struct kpatch_tables *tables);
void kpatch_free(struct kpatch_patch *patch);
struct kpatch_obj *kpatch_next_loaded(const struct kpatch_patch *patch,
				      const struct kpatch_obj *obj);
int kpatch_resolve_funcs(struct kpatch_obj *obj);

/* buildid.c */
int kpatch_check_said_builds(const struct kpatch_patch *patch);
int kpatch_check_build(const struct kpatch_obj *obj);
unsigned long kpatch_id_note(const struct kpatch_obj *obj);

/* places.c */
int kpatch_find_place(const struct kpatch_obj *obj, const char *name,
		      unsigned long sympos, unsigned long *addr);
unsigned long kpatch_position_in_text(const struct kpatch_obj *obj,
				      const char *name, unsigned long sympos);

/* symbols.c */
int kpatch_find_symbol(const struct kpatch_obj *obj, const char *name,
		       unsigned long sympos, unsigned long *addr);
unsigned long kpatch_symbol_size(unsigned long addr);
unsigned long kpatch_module_symbol(struct module *mod, const char *name);

/* reloc.c */
int kpatch_apply_relocs(struct kpatch_obj *obj);
void kpatch_clear_relocs(struct kpatch_obj *obj);

/* The sections that apply_relocate_add() is shown. */
enum { SHDR_NULL, SHDR_SYMTAB, SHDR_RELA, SHDR_DEST, NSHDRS };

/* arch-*.c: what the patch module's CPU asks for */
int kpatch_arch_apply(struct kpatch_patch *patch, Elf_Shdr *shdrs);
int kpatch_arch_clear(struct module *mod, unsigned long dest,
		      const Elf_Rela *relas, unsigned long n);
unsigned long kpatch_arch_saved_sp(const struct task_struct *task);
unsigned long kpatch_arch_code_addr(unsigned long word);
/* Bytes from a function's start to its ftrace site, at most. */
unsigned long kpatch_arch_entry_max(void);

/* late.c */
int kpatch_apply_late(struct kpatch_obj *obj);
void kpatch_undo_late(struct kpatch_obj *obj);

/* callbacks.c */
int kpatch_pre_patch(struct kpatch_obj *obj);
void kpatch_post_patch(struct kpatch_obj *obj);
void kpatch_pre_unpatch(struct kpatch_obj *obj);
void kpatch_post_unpatch(struct kpatch_obj *obj);
bool kpatch_has_callbacks(const struct kpatch_obj *obj);

/* state.c */
int kpatch_check_states(const struct kpatch_patch *patch);

/* shadow.c */
void kpatch_shadow_exit(void);

/* ftrace.c */
int kpatch_attach(struct kpatch_obj *obj);
int kpatch_attach_all(struct kpatch_patch *patch);
void kpatch_detach(struct kpatch_obj *obj);
void kpatch_detach_all(struct kpatch_patch *patch);

/* sites.c */
extern struct list_head kpatch_sites;	/* guarded by kpatch_mutex */

struct kpatch_site *kpatch_find_site(unsigned long old_addr);
void kpatch_push_versions(struct kpatch_obj *obj);
void kpatch_pop_versions(struct kpatch_obj *obj);
void kpatch_settle(struct kpatch_obj *obj);
void kpatch_plan(const struct kpatch_patch *patch, enum kpatch_change change);
void kpatch_drop_plan(void);
void kpatch_switch_targets(void);

/* stack.c */
struct kpatch_range {
	unsigned long start, end;	/* both count as inside, see stack.c */
};

struct kpatch_ranges {
	struct kpatch_range *range;
	unsigned int n, max;
};

/* Who keeps a switch from happening. */
struct kpatch_busy {
	char comm[TASK_COMM_LEN];
	pid_t pid;
	unsigned long addr;		/* 0: the stack could not be read */
};

int kpatch_ranges_add(struct kpatch_ranges *ranges, unsigned long start,
		      unsigned long size);
void kpatch_ranges_free(struct kpatch_ranges *ranges);
bool kpatch_in_ranges(const struct kpatch_ranges *ranges, unsigned long addr);
bool kpatch_stacks_clear(const struct kpatch_ranges *ranges, bool stopped,
			 struct kpatch_busy *busy);

/*
 * trace.c or scan.c: is a task outside of the ranges?  Of one that does not run;
 * of the caller.  If not, addr is where it is, 0 when that cannot be told.
 */
bool kpatch_stack_clear(struct task_struct *task,
			const struct kpatch_ranges *ranges,
			unsigned long *addr);
bool kpatch_own_stack_clear(const struct kpatch_ranges *ranges,
			    unsigned long *addr);

/* scan.c; a trace finds nothing that calls left behind. */
#ifdef KPATCH_RELIABLE_TRACES
static inline void kpatch_wipe_stack(void) { }
#else
void kpatch_wipe_stack(void);
#endif

/* seen.c */
void kpatch_seen_alloc(void);
void kpatch_seen_free(void);
void kpatch_seen_forget(void);
unsigned long kpatch_switches(const struct task_struct *task);
void kpatch_seen_note(const struct task_struct *task, unsigned long switches);
bool kpatch_seen_clear(const struct task_struct *task);

/* ranges.c */
bool kpatch_leaves_forced(const struct kpatch_patch *old,
			  const struct kpatch_patch *new);
int kpatch_collect_ranges(struct kpatch_ranges *ranges,
			  const struct kpatch_patch *patch,
			  enum kpatch_change change);

/* transition.c */
int kpatch_switch(struct kpatch_patch *patch, enum kpatch_change change);
void kpatch_switch_forced(struct kpatch_patch *patch);

/* enable.c */
int kpatch_enable(struct kpatch_patch *patch);
int kpatch_disable(struct kpatch_patch *patch, bool force);

/* modules.c */
int kpatch_bind_modules(struct kpatch_patch *patch);
int kpatch_modules_init(void);
void kpatch_modules_exit(void);

/* sysfs.c */
int kpatch_sysfs_init(void);
void kpatch_sysfs_exit(void);
int kpatch_sysfs_add(struct kpatch_patch *patch);
void kpatch_sysfs_init_patch(struct kpatch_patch *patch);
void kpatch_sysfs_init_obj(struct kpatch_obj *obj);
void kpatch_sysfs_init_func(struct kpatch_func *func);

#endif /* KPATCH_CORE_H */
