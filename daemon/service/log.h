/* The one log writer: a line an event.
 *
 * On a terminal a line begins with the program's name; elsewhere with <N>, the priority as journald reads it. Where
 * standard error is systemd's journal, the line goes there with fields: STANCED_CODE, the code in brackets if the line
 * has one, and of the events below MESSAGE_ID and what each says it carries. Only the service loop's thread logs. */
#pragma once

#include <syslog.h>

/* What somebody may want to be told of. Each has a MESSAGE_ID (docs/operation.md) and at most one field. */
enum log_event {
	EVENT_NONE,
	EVENT_STARTED, /* STANCED_LEXICON */
	EVENT_STOPPED,
	EVENT_RELOADED, /* STANCED_LEXICON */
	EVENT_RELOAD_REFUSED,
	EVENT_ARTICLE_ASIDE, /* STANCED_ARTICLE */
	EVENT_CLIENT_REFUSED, /* STANCED_KEY */
	EVENT_CONNECTIONS_DROPPED,
	EVENT_COUNT
};

/* Lines of a higher number than level (LOG_ERR ... LOG_DEBUG) are left out. */
void log_init(int level);
void log_line(int priority, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* value: of the event's field; NULL where it has none. */
void log_event(enum log_event event, const char *value, int priority, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
