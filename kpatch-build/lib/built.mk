# SPDX-License-Identifier: GPL-2.0-only
#
# built.mk: what does the kernel's config build, and what does each object become
# a part of?  Reads the makefiles as kbuild would, and builds nothing.
#
#	make -C TREE --no-print-directory -f built.mk TO=DIR kpatch-built
#
# leaves in TO one file for each directory, with "OBJECT OWNER" for each object,
# OWNER vmlinux or fs/ext4/ext4.ko.  An object that several modules share has a
# line for each.  With ONLY=DIRECTORIES no others are read; those on the way to
# what is wanted must be among them.

built.mk := $(abspath $(lastword $(MAKEFILE_LIST)))

# Of the directories $2 below $1, those to read.
to-read = $(if $(ONLY),$(foreach d,$2,$(if $(filter $1$d,$(ONLY)),$d)),$2)

ifndef obj

# The top: the kernel's own makefile says with which directories it begins.
include Makefile

build-roots := $(call to-read,,$(patsubst %/,%,$(or $(build-dir),$(build-dirs),$(vmlinux-dirs))))

.PHONY: kpatch-built $(build-roots:%=kpatch-built-%)
kpatch-built: $(build-roots:%=kpatch-built-%)
	@:
$(build-roots:%=kpatch-built-%): kpatch-built-%:
	@$(MAKE) -f $(built.mk) obj=$* into-vmlinux=y kpatch-built

else

# One directory, with what scripts/Makefile.build gives to its makefile.
src := $(obj)
obj-y := $()
obj-m := $()
lib-y := $()
lib-m := $()
extra-y := $()
targets := $()
-include include/config/auto.conf
include scripts/Kbuild.include
-include scripts/Makefile.compiler
include $(or $(wildcard $(src)/Kbuild),$(src)/Makefile)

obj-m := $(filter-out $(obj-y),$(obj-m))
in-dir-prefix := $(if $(filter-out .,$(obj)),$(obj)/)
in-dir = $(addprefix $(in-dir-prefix),$1)

# parts NAME.o SUFFIX...: what NAME.o is linked from, if not compiled itself
parts = $(strip $(foreach suffix,$2,$($(1:.o=)$(suffix))))
real = $(foreach o,$1,$(or $(call parts,$o,$2),$o))

define newline


endef

builtin := $(call real,$(filter %.o,$(obj-y) $(lib-y) $(lib-m)),-objs -y) $(filter %.o,$(extra-y))
lines := $(if $(into-vmlinux),$(foreach o,$(sort $(filter %.o,$(builtin))),\
		$(call in-dir,$o) vmlinux$(newline))) \
	$(foreach m,$(sort $(filter %.o,$(obj-m))),\
		$(foreach o,$(sort $(filter %.o,$(call real,$m,-objs -y -m))),\
			$(call in-dir,$o) $(call in-dir,$(m:.o=.ko))$(newline)))
$(file >$(TO)/built.$(subst /,+,$(obj)),$(lines))

# A directory below one for modules makes modules only.
below-y := $(call to-read,$(in-dir-prefix),$(patsubst %/,%,$(filter %/,$(builtin) $(obj-y))))
below-m := $(filter-out $(below-y),$(call to-read,$(in-dir-prefix),$(patsubst %/,%,$(filter %/,$(obj-m)))))

.PHONY: kpatch-built FORCE $(below-y:%=below-y-%) $(below-m:%=below-m-%)
FORCE:
kpatch-built: $(sort $(below-y:%=below-y-%) $(below-m:%=below-m-%))
	@:
$(sort $(below-y:%=below-y-%)): below-y-%:
	@$(MAKE) -f $(built.mk) obj=$(call in-dir,$*) into-vmlinux=$(into-vmlinux) kpatch-built
$(sort $(below-m:%=below-m-%)): below-m-%:
	@$(MAKE) -f $(built.mk) obj=$(call in-dir,$*) into-vmlinux= kpatch-built

endif
