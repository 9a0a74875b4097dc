# SPDX-License-Identifier: GPL-2.0-only
# common.mk: how every program here is compiled

CFLAGS ?= -O2 -g
WARNINGS := -Wall -Wextra -Wconversion -Werror
PREFIX ?= /usr/local
LIBEXECDIR ?= $(PREFIX)/libexec/kpatch

override CFLAGS += -std=gnu11 -D_GNU_SOURCE $(WARNINGS) -MMD -MP
