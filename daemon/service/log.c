#include "service/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES 2048 /* under PIPE_BUF, so that lines of several processes never mix */

static int log_level = LOG_INFO;
static bool log_terminal;

void log_init(int level)
{
	log_level = level;
	log_terminal = isatty(STDERR_FILENO);
}

static const char *priority_name(int priority)
{
	return priority <= LOG_ERR ? "error: " : priority == LOG_WARNING ? "warning: " : "";
}

void log_line(int priority, const char *format, ...)
{
	char line[LINE_MAX_BYTES];
	if (priority > log_level)
		return;
	int start = log_terminal ? snprintf(line, sizeof line, "stanced: %s", priority_name(priority))
				 : snprintf(line, sizeof line, "<%d>", priority);
	size_t room = sizeof line - (size_t)start - 1;
	va_list list;
	va_start(list, format);
	int size = vsnprintf(line + start, room, format, list);
	va_end(list);
	if (size < 0)
		return;
	size_t end = (size_t)start + ((size_t)size < room ? (size_t)size : room - 1);
	/* What clients sent may stand in a line; it must not begin a new one or steer a terminal. */
	for (size_t i = (size_t)start; i < end; i++) {
		if ((unsigned char)line[i] < 0x20 || line[i] == 0x7f)
			line[i] = ' ';
	}
	line[end++] = '\n';
	/* A full or closed pipe loses the line; there is nowhere to tell it. */
	if (write(STDERR_FILENO, line, end) < 0)
		return;
}
