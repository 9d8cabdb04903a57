/* The configuration file: sections, key = value lines, lines that begin with # or ;. A list goes on over indented
 * lines or by naming its key again. */
#include <ini.h>

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "service/config_option.h"

/* Longest configuration file; a bigger one is surely something else. */
#define FILE_MAX (1u << 20)
#define WHERE_MAX (PATH_MAX + 32)

struct reader {
	struct config *config;
	const char *file;
	const char *cursor, *end;
	const char *line; /* the current one, up to line_end */
	const char *line_end;
	unsigned number;
	struct {
		unsigned line; /* that names it first, 0: none */
		size_t column;
		bool closed; /* "none" was said */
	} doors[DOOR_COUNT];
};

/* Column of the needle in the current line, else of the line's first character. */
static size_t column_of(const struct reader *reader, const char *needle)
{
	size_t size = strlen(needle), column = 1;
	const char *equals = memchr(reader->line, '=', (size_t)(reader->line_end - reader->line));
	const char *from = equals && size ? equals : reader->line;
	const char *found = size ? memmem(from, (size_t)(reader->line_end - from), needle, size) : NULL;
	const char *at = reader->line;
	while (at < reader->line_end && (*at == ' ' || *at == '\t'))
		at++;
	at = found ? found : at;
	if (at < reader->line_end)
		column = (size_t)(at - reader->line) + 1;
	return column;
}

/* file:line:col of the needle in the current line, else of its first character. */
static const char *locate(const struct reader *reader, const char *needle, char where[WHERE_MAX])
{
	snprintf(where, WHERE_MAX, "%s:%u:%zu", reader->file, reader->number, column_of(reader, needle));
	return where;
}

/* inih's fgets: hands out the next line and remembers where it stands. */
static char *next_line(char *buffer, int room, void *user)
{
	struct reader *reader = user;
	if (reader->cursor == reader->end)
		return NULL;
	const char *newline = memchr(reader->cursor, '\n', (size_t)(reader->end - reader->cursor));
	reader->line = reader->cursor;
	reader->line_end = newline ? newline : reader->end;
	reader->cursor = newline ? newline + 1 : reader->end;
	reader->number++;
	size_t size = (size_t)(reader->line_end - reader->line);
	if (size + 3 > (size_t)room) {
		char where[WHERE_MAX];
		config_complain(reader->config, locate(reader, "", where), "long_line",
				"the line is longer than %d bytes; a list may go on in an indented line", room - 3);
		size = 0;
	}
	memcpy(buffer, reader->line, size);
	buffer[size] = '\n';
	buffer[size + 1] = '\0';
	return buffer;
}

static bool known_section(const char *section)
{
	for (size_t i = 0; i < config_option_count; i++) {
		if (!strcmp(config_options[i].section, section))
			return true;
	}
	return false;
}

static void note_door(struct reader *reader, const struct config_option *option, const char *value)
{
	size_t door = (option->offset - offsetof(struct config, doors)) / sizeof *reader->config->doors;
	if (!reader->doors[door].line) {
		reader->doors[door].line = reader->number;
		reader->doors[door].column = column_of(reader, value);
	}
	reader->doors[door].closed |= !strcmp(value, "none");
}

/* A door without an address is shut, and that wants to be said. */
static void check_doors(const struct reader *reader)
{
	for (enum door door = 0; door < DOOR_COUNT; door++) {
		char where[WHERE_MAX];
		if (!reader->doors[door].line || reader->doors[door].closed || reader->config->doors[door].count)
			continue;
		snprintf(where, sizeof where, "%s:%u:%zu", reader->file, reader->doors[door].line,
			 reader->doors[door].column);
		config_complain(reader->config, where, "bad_value", "%s: there is neither an address nor none",
				door_names[door]);
	}
}

/* Complaints are told here; inih's own error stays for lines that it cannot read. */
static int take_pair(void *user, const char *section, const char *name, const char *value)
{
	struct reader *reader = user;
	char where[WHERE_MAX];
	for (size_t i = 0; i < config_option_count; i++) {
		const struct config_option *option = &config_options[i];
		if (!strcmp(option->section, section) && !strcmp(option->name, name)) {
			config_set(reader->config, option, ORIGIN_FILE, locate(reader, value, where), value);
			if (option->type == OPTION_DOOR)
				note_door(reader, option, value);
			return 1;
		}
	}
	locate(reader, "", where);
	if (!known_section(section))
		config_complain(
			reader->config, where, "unknown_section",
			"%s stands in no section of doors, security, lexicons, service, journal, ledger and limits",
			name);
	else
		config_complain(reader->config, where, "unknown_key", "there is no %s in [%s]", name, section);
	return 1;
}

bool config_read(struct config *config, const char *file, const char *data, size_t size)
{
	unsigned before = config->error_count;
	struct reader reader = { .config = config, .file = file, .cursor = data, .end = data + size };
	int line = ini_parse_stream(next_line, &reader, take_pair, &reader);
	if (line > 0) {
		char where[WHERE_MAX];
		snprintf(where, sizeof where, "%s:%d:1", file, line);
		config_complain(config, where, "bad_syntax", "neither [section], key = value nor a comment");
	}
	check_doors(&reader);
	return config->error_count == before;
}

bool config_read_file(struct config *config, const char *file)
{
	bool ok = false;
	char *data = malloc(FILE_MAX + 1);
	FILE *stream = data ? fopen(file, "re") : NULL;
	size_t size = stream ? fread(data, 1, FILE_MAX + 1, stream) : 0;
	if (!stream || ferror(stream))
		config_complain(config, file, "cannot_read", "%s", strerror(errno));
	else if (size > FILE_MAX || memchr(data, 0, size))
		config_complain(config, file, "bad_syntax", "this is no configuration file");
	else
		ok = config_read(config, file, data, size);
	if (stream)
		fclose(stream);
	free(data);
	return ok;
}
