# SPDX-License-Identifier: GPL-2.0-only
# common.mk: how every program here is compiled

CFLAGS ?= -O2 -g
WARNINGS := -Wall -Wextra -Wconversion -Werror
PREFIX ?= /usr/local
LIBEXECDIR ?= $(PREFIX)/libexec/kpatch

# Addends wrap around, as the linker's do: a damaged object may have any.
override CFLAGS += -std=gnu11 -fwrapv -D_GNU_SOURCE $(WARNINGS) -MMD -MP
