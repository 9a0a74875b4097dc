// SPDX-License-Identifier: GPL-2.0-only
/*
 * shadow.c: data attached to the kernel's objects from outside.
 *
 * Readers walk a bucket under RCU; writers hold shadow_lock.
 */
#include <linux/hashtable.h>
#include <linux/slab.h>

#include "core.h"

struct shadow {
	struct hlist_node node;
	struct rcu_head rcu;
	void *obj;
	unsigned long id;
	unsigned long data[];
};

static DEFINE_HASHTABLE(shadows, 12);
static DEFINE_SPINLOCK(shadow_lock);

static void *find(void *obj, unsigned long id)
{
	struct shadow *shadow;

	hash_for_each_possible_rcu(shadows, shadow, node, (unsigned long)obj,
				   lockdep_is_held(&shadow_lock))
		if (shadow->obj == obj && shadow->id == id)
			return shadow->data;
	return NULL;
}

void *kpatch_shadow_get(void *obj, unsigned long id)
{
	void *data;

	rcu_read_lock();
	data = find(obj, id);
	rcu_read_unlock();
	return data;
}
EXPORT_SYMBOL_GPL(kpatch_shadow_get);

/*
 * Attach a new variable, unless there is one: then *old is its data.  The
 * constructor runs under the lock, so that it runs once for each variable.
 */
static void *attach(struct shadow *shadow, kpatch_shadow_ctor_t ctor,
		    void *ctor_data, void **old)
{
	unsigned long flags;
	int ret = 0;

	spin_lock_irqsave(&shadow_lock, flags);
	*old = find(shadow->obj, shadow->id);
	if (!*old && ctor)
		ret = ctor(shadow->obj, shadow->data, ctor_data);
	if (!*old && !ret)
		hash_add_rcu(shadows, &shadow->node,
			     (unsigned long)shadow->obj);
	spin_unlock_irqrestore(&shadow_lock, flags);

	if (!*old && !ret)
		return shadow->data;
	if (ret)
		pr_err("the constructor of shadow variable %lu failed (error %d)\n",
		       shadow->id, ret);
	kfree(shadow);
	return NULL;
}

static void *add(void *obj, unsigned long id, size_t size, gfp_t gfp,
		 kpatch_shadow_ctor_t ctor, void *ctor_data, void **old)
{
	struct shadow *shadow = NULL;

	if (!kpatch_fault())
		shadow = kzalloc(sizeof(*shadow) + size, gfp);
	*old = NULL;
	if (!shadow)
		return NULL;
	shadow->obj = obj;
	shadow->id = id;
	return attach(shadow, ctor, ctor_data, old);
}

void *kpatch_shadow_alloc(void *obj, unsigned long id, size_t size, gfp_t gfp,
			  kpatch_shadow_ctor_t ctor, void *ctor_data)
{
	void *old = kpatch_shadow_get(obj, id);
	void *data = NULL;

	if (!old)
		data = add(obj, id, size, gfp, ctor, ctor_data, &old);
	WARN(old, "kpatch: shadow variable %lu of this object is there already\n",
	     id);
	return data;
}
EXPORT_SYMBOL_GPL(kpatch_shadow_alloc);

void *kpatch_shadow_get_or_alloc(void *obj, unsigned long id, size_t size,
				 gfp_t gfp, kpatch_shadow_ctor_t ctor,
				 void *ctor_data)
{
	void *old = kpatch_shadow_get(obj, id);

	if (old)
		return old;
	return add(obj, id, size, gfp, ctor, ctor_data, &old) ?: old;
}
EXPORT_SYMBOL_GPL(kpatch_shadow_get_or_alloc);

static void drop(struct shadow *shadow, kpatch_shadow_dtor_t dtor)
{
	hash_del_rcu(&shadow->node);
	if (dtor)
		dtor(shadow->obj, shadow->data);
	kfree_rcu(shadow, rcu);
}

void kpatch_shadow_free(void *obj, unsigned long id, kpatch_shadow_dtor_t dtor)
{
	struct shadow *shadow;
	unsigned long flags;

	spin_lock_irqsave(&shadow_lock, flags);
	hash_for_each_possible(shadows, shadow, node, (unsigned long)obj) {
		if (shadow->obj == obj && shadow->id == id) {
			drop(shadow, dtor);
			break;
		}
	}
	spin_unlock_irqrestore(&shadow_lock, flags);
}
EXPORT_SYMBOL_GPL(kpatch_shadow_free);

void kpatch_shadow_free_all(unsigned long id, kpatch_shadow_dtor_t dtor)
{
	struct hlist_node *next;
	struct shadow *shadow;
	unsigned long flags;
	int bucket;

	spin_lock_irqsave(&shadow_lock, flags);
	hash_for_each_safe(shadows, bucket, next, shadow, node)
		if (shadow->id == id)
			drop(shadow, dtor);
	spin_unlock_irqrestore(&shadow_lock, flags);
}
EXPORT_SYMBOL_GPL(kpatch_shadow_free_all);

/* The core goes, and with it what no patch freed. */
void kpatch_shadow_exit(void)
{
	struct hlist_node *next;
	struct shadow *shadow;
	int bucket;

	hash_for_each_safe(shadows, bucket, next, shadow, node)
		drop(shadow, NULL);
}
