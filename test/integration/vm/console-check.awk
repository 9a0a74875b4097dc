# SPDX-License-Identifier: GPL-2.0-only
# console-check.awk: did the kernel complain?
#
# Reads a kernel console and prints "CASE<TAB>LINE" for each complaint: CASE is
# the one whose marks surround it, or "-" outside of any.  Variables:
#   allow	file of "CASE<TAB>ERE" lines: complaints that a case provokes knowingly
#
# A WARN prints a block, from "cut here" to "end trace"; it is one complaint,
# forgiven when any of its lines is allowed.

BEGIN {
	current = "-"
	complaint = "(^|[^a-zA-Z])(BUG|Oops|WARNING): " \
		"|kernel BUG at|Kernel panic|Oops:|general protection fault" \
		"|Call Trace:|unable to handle|[Uu]nable to handle kernel" \
		"|INFO: task .* blocked for more than|blocked for more than [0-9]+ seconds" \
		"|rcu.*(detected|self-detected).*stall|rcu.*stalls on CPUs" \
		"|soft lockup|hard LOCKUP|possible .*(deadlock|locking dependency|recursive locking)" \
		"|INFO: (inconsistent|possible|suspicious|trying to register)" \
		"|suspicious RCU usage|lock held when returning to user space" \
		"|bad unlock balance|held lock freed|UBSAN:|KASAN:|list_(add|del) corruption" \
		"|refcount_t: |scheduling while atomic|sleeping function called from invalid context" \
		"|stack-protector:|Bad page state|Modules? .*taint.*unsafe"
	while (allow != "" && (getline line < allow) > 0) {
		split(line, field, "\t")
		allowed[field[1]] = allowed[field[1]] "\n" field[2]
	}
}

function is_allowed(text,	i, n, list)
{
	n = split(substr(allowed[current], 2), list, "\n")
	for (i = 1; i <= n; i++)
		if (list[i] != "" && text ~ list[i])
			return 1
	return 0
}

function end_block()
{
	if (in_block && block_first != "" && !block_allowed)
		print current "\t" block_first
	in_block = 0
}

{ sub(/\r$/, "") }

/vm-test: begin / { end_block(); current = $NF; next }
/vm-test: end / { end_block(); current = "-"; next }

/-----\[ cut here \]-----/ { end_block(); in_block = 1; block_first = ""; block_allowed = 0; next }
/---\[ end trace / { end_block(); next }

in_block {
	if (is_allowed($0))
		block_allowed = 1
	if (block_first == "" && $0 ~ complaint)
		block_first = $0
	next
}

$0 ~ complaint && !is_allowed($0) { print current "\t" $0 }

END { end_block() }
