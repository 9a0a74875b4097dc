// SPDX-License-Identifier: GPL-2.0-only
/* diag.c: what did the tool say, and how often was it an error? */
#include "diag.h"

#include <stdarg.h>
#include <stdio.h>

bool diag_debug;
static unsigned int errors;

static void say(const char *prefix, const char *fmt, va_list args)
{
	fputs(prefix, stderr);
	vfprintf(stderr, fmt, args);
	fputc('\n', stderr);
}

void error(const char *fmt, ...)
{
	va_list args;

	errors++;
	va_start(args, fmt);
	say("error: ", fmt, args);
	va_end(args);
}

void warning(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	say("warning: ", fmt, args);
	va_end(args);
}

void debug(const char *fmt, ...)
{
	va_list args;

	if (!diag_debug)
		return;
	va_start(args, fmt);
	say("", fmt, args);
	va_end(args);
}

unsigned int error_count(void)
{
	return errors;
}

void forget_errors(void)
{
	errors = 0;
}
