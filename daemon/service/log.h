/* The one log writer: a line an event on standard error, each by one write().
 *
 * On a terminal a line begins with the program's name; elsewhere with <N>, the priority as journald reads it. Only
 * the service loop's thread logs. */
#pragma once

#include <syslog.h>

/* Lines of a higher number than level (LOG_ERR ... LOG_DEBUG) are left out. */
void log_init(int level);
void log_line(int priority, const char *format, ...) __attribute__((format(printf, 2, 3)));
