/* The grammar: comment* ( "== name" header* "--" article "--" expectation* )*. Cut in place: line ends become NULs. */
#include "case_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cursor {
	const char *path;
	char *next, *end;
	unsigned line; /* number of the line last taken */
};

static void *grow(void *data, size_t count, size_t size)
{
	void *grown = realloc(data, (count + 1) * size);
	if (!grown)
		abort(); /* a test program: nothing to save */
	return grown;
}

/* Cuts the next line out of the buffer; NULL at the end. */
static char *take_line(struct cursor *cursor)
{
	if (cursor->next >= cursor->end)
		return NULL;
	char *line = cursor->next;
	char *newline = memchr(line, '\n', (size_t)(cursor->end - line));
	cursor->next = newline ? newline + 1 : cursor->end;
	if (newline)
		*newline = '\0';
	cursor->line++;
	return line;
}

static int complain(const struct cursor *cursor, const char *message)
{
	fprintf(stderr, "%s:%u: %s\n", cursor->path, cursor->line, message);
	return -1;
}

static char *after(char *line, const char *prefix)
{
	size_t size = strlen(prefix);
	if (strncmp(line, prefix, size) != 0)
		return NULL;
	line += size;
	while (*line == ' ')
		line++;
	return line;
}

static int read_headers(struct cursor *cursor, struct prose_case *item)
{
	for (char *line; (line = take_line(cursor));) {
		char *value;
		if (strcmp(line, "--") == 0)
			return 0;
		if ((value = after(line, "published:")))
			item->published = value;
		else if ((value = after(line, "title:")))
			item->title = value;
		else
			return complain(cursor, "expected published:, title: or --");
	}
	return complain(cursor, "file ends in the headers of a case");
}

/* The article keeps its line ends, so they are not cut; only its last one is. */
static int read_article(struct cursor *cursor, struct prose_case *item)
{
	char *start = cursor->next;
	for (char *line = start; line < cursor->end;) {
		char *newline = memchr(line, '\n', (size_t)(cursor->end - line));
		char *stop = newline ? newline : cursor->end;
		cursor->line++;
		if (stop - line == 2 && memcmp(line, "--", 2) == 0) {
			item->text = start;
			item->text_size = line > start ? (size_t)(line - start) - 1 : 0;
			start[item->text_size] = '\0';
			cursor->next = newline ? newline + 1 : cursor->end;
			return 0;
		}
		line = newline ? newline + 1 : cursor->end;
	}
	return complain(cursor, "the article has no closing --");
}

static void read_expectations(struct cursor *cursor, struct prose_case *item)
{
	while (cursor->next < cursor->end && strncmp(cursor->next, "== ", 3) != 0) {
		char *line = take_line(cursor);
		if (*line == '\0' || *line == '#')
			continue;
		item->lines = grow(item->lines, item->line_count, sizeof *item->lines);
		item->lines[item->line_count++] = (struct case_line) { .number = cursor->line, .text = line };
	}
}

static char *read_whole(const char *path, size_t *sizep)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return NULL;
	char *data = NULL;
	size_t size = 0;
	if (fseek(file, 0, SEEK_END) == 0 && ftell(file) >= 0) {
		long end = ftell(file);
		rewind(file);
		data = malloc((size_t)end + 1);
		size = data ? fread(data, 1, (size_t)end, file) : 0;
	}
	fclose(file);
	if (data)
		data[size] = '\0';
	*sizep = size;
	return data;
}

static int read_case(struct cursor *cursor, struct case_set *set, char *name)
{
	set->cases = grow(set->cases, set->count, sizeof *set->cases);
	struct prose_case *item = &set->cases[set->count++];
	*item = (struct prose_case) { .file = cursor->path, .line = cursor->line, .name = name };
	if (read_headers(cursor, item) < 0 || read_article(cursor, item) < 0)
		return -1;
	read_expectations(cursor, item);
	return 0;
}

int case_set_read(struct case_set *set, const char *path)
{
	size_t size = 0;
	char *data = read_whole(path, &size);
	if (!data) {
		perror(path);
		return -1;
	}
	set->buffers = grow(set->buffers, set->buffer_count, sizeof *set->buffers);
	set->buffers[set->buffer_count++] = data;
	struct cursor cursor = { .path = path, .next = data, .end = data + size };
	for (char *line; (line = take_line(&cursor));) {
		char *name = after(line, "== ");
		if (name && read_case(&cursor, set, name) < 0)
			return -1;
		if (!name && *line != '\0' && *line != '#')
			return complain(&cursor, "expected == name of a case");
	}
	return 0;
}

void case_set_deinit(struct case_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		free(set->cases[i].lines);
	for (size_t i = 0; i < set->buffer_count; i++)
		free(set->buffers[i]);
	free(set->cases);
	free(set->buffers);
	*set = (struct case_set) { 0 };
}
