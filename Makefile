# SPDX-License-Identifier: GPL-2.0-only
PREFIX	?= /usr/local
DESTDIR	?=

bindir		= $(PREFIX)/bin
sbindir		= $(PREFIX)/sbin
libexecdir	= $(PREFIX)/libexec/kpatch
datadir		= $(PREFIX)/share/kpatch
mandir		= $(PREFIX)/share/man
unitdir		= $(PREFIX)/lib/systemd/system

# In the order in which they need each other.
TOOLS	= kelf create-diff-object create-patch-module match-object kpatch

.PHONY: all help deps check test-kernels check-kernels check-cpus check-all-cpus check-corpus check-match check-fixes unit integration fuzz mutate soak bench demo install clean $(TOOLS)

all: $(TOOLS)

$(TOOLS):
	$(MAKE) -C $@ all

create-diff-object create-patch-module match-object: kelf

help:
	@echo 'make              builds the tools'
	@echo 'make demo         makes a live patch, boots a kernel and patches it while it runs'
	@echo 'make check        runs every test; the last line counts them'
	@echo 'make unit         only the tests of create-diff-object on small objects (seconds)'
	@echo 'make integration  only the patches that are tried in a virtual machine (minutes)'
	@echo 'make check-match  compares objects of the shipped kernel, and of others, with its code (an hour or two)'
	@echo 'make check-fixes  makes live patches of 100 real fixes and loads them (a quarter of an hour)'
	@echo 'make check-corpus compares objects of kernels of many CPUs, compilers and versions (hours)'
	@echo 'make check-kernels  tries the core on many kernels: hours; test-kernels builds those that no archive has'
	@echo 'make check-cpus   tries a few cases on the kernels of other CPUs (minutes)'
	@echo 'make check-all-cpus  tries everything on the kernels of other CPUs, and writes the table of doc/cpus.md: hours'
	@echo 'make mutate       breaks the tools line by line, to see that each unit case can fail (an hour)'
	@echo 'make fuzz         gives create-diff-object damaged objects for FUZZ_SECONDS (600)'
	@echo 'make soak         loads, replaces and unloads patches SOAK_ROUNDS times (1000) under busy callers'
	@echo 'make bench        measures comparisons of growing objects, the cost of a small patch, and the core'
	@echo 'make install      into DESTDIR, under PREFIX ($(PREFIX))'
	@echo 'make deps         installs the packages that all this needs'
	@echo 'make clean        removes what was built, not the cache'
	@echo
	@echo 'Kernel packages and prepared trees are kept in $$CACHEDIR, by default ~/.cache/kpatch.'

deps:
	@contrib/install-deps

# deps comes first even under -j: nothing else can be built without it.
check demo: deps
	@$(MAKE) -s --no-print-directory all
	@test/$@

unit: all
	test/check unit

integration: all
	test/check integration build

check-corpus: all
	test/check corpus corpus-kernels

check-match: all
	test/match/run-match

# FIXES: how many, DIRS: below which directories of the source.
FIXES ?= 100

check-fixes: all
	test/fixes/run-fixes -n $(FIXES) $(DIRS)

# KERNELS: which, as test/kernels/check says; default all.
test-kernels:
	test/kernels/build nolivepatch noreliable ibt clang-ibt debug kobjects

check-kernels: all
	test/kernels/check $(KERNELS)

check-cpus: all
	test/check cpus

check-all-cpus: all
	test/integration/run-cpus -a $(CPUS)

# CASES: which; default all.
mutate: all
	test/mutate/mutate $(CASES)

FUZZ_SECONDS ?= 600

fuzz: all
	test/fuzz/fuzz $(FUZZ_SECONDS)

bench: all
	test/bench/linear
	test/bench/warm
	test/integration/run-core -v -o build/bench test/bench/core.sh

SOAK_ROUNDS ?= 1000

soak: all
	test/integration/run-core -v -o build/soak -r $(SOAK_ROUNDS) soak

install: all
	install -d $(DESTDIR)$(bindir) $(DESTDIR)$(sbindir) $(DESTDIR)$(libexecdir)/lib
	install -d $(DESTDIR)$(datadir)/kmod $(DESTDIR)$(mandir)/man1
	install -m 755 kpatch-build/kpatch-build $(DESTDIR)$(bindir)/
	install -m 644 kpatch-build/lib/*.sh $(DESTDIR)$(libexecdir)/lib/
	install -m 755 create-diff-object/create-diff-object $(DESTDIR)$(libexecdir)/
	install -m 755 create-patch-module/create-patch-module $(DESTDIR)$(libexecdir)/
	install -m 755 match-object/match-object $(DESTDIR)$(libexecdir)/
	install -m 755 kpatch/kpatch $(DESTDIR)$(sbindir)/
	install -d $(DESTDIR)$(datadir)/kmod/core $(DESTDIR)$(datadir)/kmod/patch
	install -m 644 kmod/core/*.[ch] kmod/core/Makefile $(DESTDIR)$(datadir)/kmod/core/
	install -m 644 $(wildcard kmod/patch/*) $(DESTDIR)$(datadir)/kmod/patch/
	install -m 644 $(wildcard man/*.1) $(DESTDIR)$(mandir)/man1/
	install -d $(DESTDIR)$(mandir)/man8 $(DESTDIR)$(unitdir)
	install -m 644 $(wildcard man/*.8) $(DESTDIR)$(mandir)/man8/
	sed 's|/usr/local/sbin|$(sbindir)|' contrib/kpatch.service >$(DESTDIR)$(unitdir)/kpatch.service

clean:
	for tool in $(TOOLS); do $(MAKE) -C $$tool clean || exit; done
	rm -rf build
