#include "service/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef HAVE_SYSTEMD
#include <systemd/sd-journal.h>
#endif

#define LINE_MAX_BYTES 2048 /* under PIPE_BUF, so that lines of several processes never mix */

static int log_level = LOG_INFO;
static bool log_terminal, log_journal;

static const struct {
	const char *id, *field;
} events[EVENT_COUNT] = {
	[EVENT_STARTED] = { "8607ed33c68d482b93131eb691693d0a", "STANCED_LEXICON" },
	[EVENT_STOPPED] = { "0465a6331d33403ca8a1a2c4995f20c9", NULL },
	[EVENT_RELOADED] = { "62c9dbe2919242b0a2f028c518547cbb", "STANCED_LEXICON" },
	[EVENT_RELOAD_REFUSED] = { "9dca155771164273a277b3370141f551", NULL },
	[EVENT_ARTICLE_ASIDE] = { "1e304fdf1232414ab7723ae92aa1bb6f", "STANCED_ARTICLE" },
	[EVENT_CLIENT_REFUSED] = { "50bc409e33b649a68b11efb253473800", "STANCED_KEY" },
	[EVENT_CONNECTIONS_DROPPED] = { "785a7a5ea57441d3a3363774d660dcfe", NULL },
};

/* systemd tells in $JOURNAL_STREAM which file it gave us for standard error. */
static bool is_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	struct stat status;
	char here[64];
	if (!stream || fstat(STDERR_FILENO, &status) < 0)
		return false;
	snprintf(here, sizeof here, "%llu:%llu", (unsigned long long)status.st_dev, (unsigned long long)status.st_ino);
	return !strcmp(stream, here);
}

void log_init(int level)
{
	log_level = level;
	log_terminal = isatty(STDERR_FILENO);
	log_journal = is_journal();
}

static const char *priority_name(int priority)
{
	return priority <= LOG_ERR ? "error: " : priority == LOG_WARNING ? "warning: " : "";
}

#ifdef HAVE_SYSTEMD
#define FIELD_SIZE (LINE_MAX_BYTES + 32)

struct fields {
	char text[6][FIELD_SIZE];
	struct iovec list[6];
	int count;
};

__attribute__((format(printf, 2, 3))) static void add_field(struct fields *fields, const char *format, ...)
{
	char *text = fields->text[fields->count];
	va_list list;
	va_start(list, format);
	vsnprintf(text, FIELD_SIZE, format, list);
	va_end(list);
	fields->list[fields->count++] = (struct iovec) { text, strlen(text) };
}

static bool send_to_journal(enum log_event event, const char *value, int priority, const char *message)
{
	struct fields fields = { .count = 0 };
	const char *code = strchr(message, '['), *end = code ? strchr(code, ']') : NULL;
	size_t size = end ? (size_t)(end - code - 1) : 0;
	add_field(&fields, "MESSAGE=%s", message);
	add_field(&fields, "PRIORITY=%d", priority);
	add_field(&fields, "SYSLOG_IDENTIFIER=stanced");
	if (size && strspn(code + 1, "abcdefghijklmnopqrstuvwxyz_") == size)
		add_field(&fields, "STANCED_CODE=%.*s", (int)size, code + 1);
	if (event)
		add_field(&fields, "MESSAGE_ID=%s", events[event].id);
	if (event && events[event].field && value)
		add_field(&fields, "%s=%s", events[event].field, value);
	return sd_journal_sendv(fields.list, fields.count) >= 0;
}
#else
static bool send_to_journal(enum log_event event, const char *value, int priority, const char *message)
{
	return false;
}
#endif

/* What clients sent may stand in a line; it must not begin a new one or steer a terminal. */
static void disarm(char *text)
{
	for (; *text; text++) {
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			*text = ' ';
	}
}

static void write_line(int priority, const char *message)
{
	char line[LINE_MAX_BYTES + 32];
	int size = log_terminal ? snprintf(line, sizeof line, "stanced: %s%s\n", priority_name(priority), message)
				: snprintf(line, sizeof line, "<%d>%s\n", priority, message);
	/* A full or closed pipe loses the line; there is nowhere to tell it. */
	if (size < 0 || write(STDERR_FILENO, line, (size_t)size) < 0)
		return;
}

__attribute__((format(printf, 4, 0))) static void put(enum log_event event, const char *value, int priority,
						      const char *format, va_list list)
{
	char message[LINE_MAX_BYTES];
	if (priority > log_level || vsnprintf(message, sizeof message, format, list) < 0)
		return;
	disarm(message);
	if (!log_journal || !send_to_journal(event, value, priority, message))
		write_line(priority, message);
}

void log_line(int priority, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	put(EVENT_NONE, NULL, priority, format, list);
	va_end(list);
}

void log_event(enum log_event event, const char *value, int priority, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	put(event, value, priority, format, list);
	va_end(list);
}
