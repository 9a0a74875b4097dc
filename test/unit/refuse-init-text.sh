#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Changed init code is refused with its section and the way out.
. "$(dirname "$0")/lib.sh"

# Kernels have had more kinds of it over time; .text.startup and .text.exit are the compiler's.
for section in .init.text .exit.text .meminit.text .memexit.text .cpuinit.text .devinit.text .text.startup .text.exit; do
	original <<-END
		__attribute__((section("$section"))) int setup(int x) { return x + 41; }
	END
	patched_by 's/41/42/'
	diff_objects

	expect_refusal <<-END
		error: proc.o: setup: changed function in section $section; this code has run already, or runs too late: move the change to code that runs after the patch is loaded
	END
done

# Data of init that it refers to stays as it was: no reason to speak of that.
original <<-'END'
	int __attribute__((section(".init.data"))) limit = 4;
	__attribute__((section(".init.text"))) int setup(int x) { return x + limit + 41; }
END
patched_by 's/41/42/'
diff_objects
expect_refusal <<'END'
error: proc.o: setup: changed function in section .init.text; this code has run already, or runs too late: move the change to code that runs after the patch is loaded
END

# Nor that it cannot be traced: old kernels trace no init code.
original <<-'END'
	__attribute__((section(".init.text"), no_instrument_function)) int setup(int x) { return x + 41; }
END
patched_by 's/41/42/'
diff_objects
expect_refusal <<'END'
error: proc.o: setup: changed function in section .init.text; this code has run already, or runs too late: move the change to code that runs after the patch is loaded
END
