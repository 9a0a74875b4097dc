// SPDX-License-Identifier: GPL-2.0-only
/*
 * fault.c: in a test build, let one step fail.
 */
#include "core.h"

static unsigned int fault_at;
static unsigned int passed;	/* since fault_at was set */

bool kpatch_fault(void)
{
	return ++passed >= fault_at && fault_at;
}

static int set_fault_at(const char *val, const struct kernel_param *kp)
{
	passed = 0;
	return param_set_uint(val, kp);
}

static const struct kernel_param_ops fault_at_ops = {
	.set = set_fault_at,
	.get = param_get_uint,
};

module_param_cb(fault_at, &fault_at_ops, &fault_at, 0644);
MODULE_PARM_DESC(fault_at, "the step, from 1, from which on all fail; setting it starts the count");
module_param(passed, uint, 0444);
MODULE_PARM_DESC(passed, "steps counted");
