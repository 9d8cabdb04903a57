#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctl/ctl.h"
#include "ctl/input.h"

/* A text of the largest size may be written in JSON with six bytes for each of its own. */
#define LINE_MAX_BYTES ((size_t)STANCED_TEXT_MAX * 6 + (1u << 20))
#define CHUNK_BYTES ((size_t)1 << 16)

/* One open file, read in chunks as they come (a pipe's lines are not kept waiting); data[at..size) is unused yet. */
struct reader {
	int file;
	const char *name;
	char *data;
	size_t at, size, room;
	bool end, failed;
};

static void reader_fail(struct input *input, struct reader *reader, int error)
{
	ctl_error("%s: %s", reader->name, strerror(error));
	input->bad++;
	reader->end = reader->failed = true;
}

/* Reads on; false at the end, on an error (told) or without memory (told). */
static bool reader_fill(struct input *input, struct reader *reader)
{
	if (reader->end)
		return false;
	if (reader->at > 0) {
		memmove(reader->data, reader->data + reader->at, reader->size - reader->at);
		reader->size -= reader->at;
		reader->at = 0;
	}
	if (reader->room - reader->size < CHUNK_BYTES) {
		size_t room = reader->room ? reader->room * 2 : CHUNK_BYTES * 2;
		char *data = realloc(reader->data, room);
		if (!data) {
			reader_fail(input, reader, ENOMEM);
			return false;
		}
		reader->data = data;
		reader->room = room;
	}
	ssize_t got = read(reader->file, reader->data + reader->size, reader->room - reader->size);
	if (got < 0)
		reader_fail(input, reader, errno);
	if (got <= 0) {
		reader->end = true;
		return false;
	}
	reader->size += (size_t)got;
	input->bytes += (uint64_t)got;
	return true;
}

static void refuse(struct input *input, const char *place, enum stanced_refusal refusal, const char *message)
{
	ctl_error("%s: [%s] %s", place, stanced_refusal_code(refusal), message);
	input->bad++;
}

/* header and text as stanced_request_parse takes them. */
static int give(struct input *input, const char *place, const char *header, size_t header_size, const char *text,
		size_t text_size)
{
	struct stanced_request request = { 0 };
	const char *message = NULL;
	enum stanced_refusal refusal = stanced_request_parse(&request, header, header_size, text, text_size,
							     STANCED_TEXT_MAX, &message);
	int r = 0;
	if (refusal == STANCED_OK && input->published && !request.published) {
		request.published = strdup(input->published);
		stanced_parse_day(input->published, &request.day);
	}
	if (refusal != STANCED_OK)
		refuse(input, place, refusal, message ? message : "refused");
	else
		r = input->take(input->user, &(struct input_article) { &request, place, input->bytes });
	stanced_request_deinit(&request);
	return r;
}

/* ---- one article a file ---- */

static int read_text(struct input *input, struct reader *reader)
{
	while (reader->size <= STANCED_TEXT_MAX && reader_fill(input, reader))
		;
	if (reader->failed)
		return 0;
	if (reader->size > STANCED_TEXT_MAX) {
		refuse(input, reader->name, STANCED_TOO_LARGE, "the text is longer than 16 MiB");
		return 0;
	}
	bool nameless = input->by_text && reader->file == STDIN_FILENO;
	json_t *header = nameless ? json_object() : json_pack("{s:s}", "id", reader->name);
	char *dump = header ? json_dumps(header, JSON_COMPACT) : NULL;
	int r = 0;
	if (dump)
		r = give(input, reader->name, dump, strlen(dump), reader->data, reader->size);
	else
		refuse(input, reader->name, STANCED_BAD_ID, "the file's name is not UTF-8");
	free(dump);
	json_decref(header);
	return r;
}

/* ---- one article a line ---- */

/* The next line without its end into *linep; false at the end. An overlong line is skipped and told as such. */
static bool next_line(struct input *input, struct reader *reader, const char **linep, size_t *sizep, bool *overlongp)
{
	size_t looked = 0;
	char *end = NULL;
	*overlongp = false;
	for (;;) {
		size_t have = reader->size - reader->at;
		if (have > looked)
			end = memchr(reader->data + reader->at + looked, '\n', have - looked);
		if (end)
			break;
		looked = have;
		if (have > LINE_MAX_BYTES) {
			*overlongp = true;
			reader->at = reader->size;
			looked = 0;
		}
		if (!reader_fill(input, reader))
			break;
	}
	if (reader->failed || (!end && reader->at == reader->size && !*overlongp))
		return false;
	*linep = reader->data + reader->at;
	*sizep = end ? (size_t)(end - *linep) : reader->size - reader->at;
	reader->at += *sizep + (end ? 1 : 0);
	return true;
}

static bool blank(const char *line, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (!strchr(" \t\r", line[i]) || !line[i])
			return false;
	return true;
}

static int read_lines(struct input *input, struct reader *reader)
{
	const char *line;
	size_t size;
	bool overlong;
	unsigned long number = 0;
	while (next_line(input, reader, &line, &size, &overlong)) {
		char place[4096];
		snprintf(place, sizeof place, "%s:%lu", reader->name, ++number);
		if (number == 1 && size >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0) {
			line += 3; /* a byte order mark belongs to no article */
			size -= 3;
		}
		if (overlong) {
			refuse(input, place, STANCED_TOO_LARGE, "the line is longer than any article may be");
			continue;
		}
		if (blank(line, size))
			continue;
		int r = give(input, place, line, size, NULL, 0);
		if (r)
			return r;
	}
	return 0;
}

static bool ends_with(const char *name, const char *end)
{
	size_t size = strlen(name), end_size = strlen(end);
	return size >= end_size && strcmp(name + size - end_size, end) == 0;
}

static bool starts_object(struct input *input, struct reader *reader)
{
	for (size_t i = 0;; i++) {
		if (i == reader->size && !reader_fill(input, reader))
			return false;
		if (!strchr(" \t\r\n\xef\xbb\xbf", reader->data[i]) || !reader->data[i])
			return reader->data[i] == '{';
	}
}

static int read_stream(struct input *input, int file, const char *name, bool lines)
{
	struct reader reader = { .file = file, .name = name };
	bool standard = file == STDIN_FILENO;
	int r = lines || (standard && starts_object(input, &reader)) ? read_lines(input, &reader)
								     : read_text(input, &reader);
	free(reader.data);
	return r;
}

/* ---- names ---- */

static int read_standard(struct input *input)
{
	if (isatty(STDIN_FILENO))
		ctl_error("reading from the terminal; Ctrl-D ends the article");
	return read_stream(input, STDIN_FILENO, "-", false);
}

static int read_file(struct input *input, const char *name)
{
	int file = open(name, O_RDONLY | O_CLOEXEC);
	if (file < 0) {
		ctl_error("%s: %s", name, strerror(errno));
		input->bad++;
		return 0;
	}
	int r = read_stream(input, file, name, ends_with(name, ".jsonl"));
	close(file);
	return r;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static int read_directory(struct input *input, char *name)
{
	char *const roots[] = { name, NULL };
	FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
	if (!tree) {
		ctl_error("%s: %s", name, strerror(errno));
		input->bad++;
		return 0;
	}
	int r = 0;
	for (FTSENT *entry; r == 0 && (entry = fts_read(tree));) {
		if (entry->fts_info == FTS_D && entry->fts_level > 0 && entry->fts_name[0] == '.')
			fts_set(tree, entry, FTS_SKIP);
		else if (entry->fts_info == FTS_F && entry->fts_name[0] != '.' &&
			 (ends_with(entry->fts_name, ".txt") || ends_with(entry->fts_name, ".jsonl")))
			r = read_file(input, entry->fts_path);
	}
	fts_close(tree);
	return r;
}

int input_read(struct input *input, char *const *names, int count)
{
	int r = 0;
	if (count == 0)
		return read_standard(input);
	for (int i = 0; i < count && r == 0; i++) {
		struct stat info;
		if (strcmp(names[i], "-") == 0)
			r = read_standard(input);
		else if (stat(names[i], &info) == 0 && S_ISDIR(info.st_mode))
			r = read_directory(input, names[i]);
		else
			r = read_file(input, names[i]);
	}
	return r;
}

uint64_t input_total(char *const *names, int count)
{
	uint64_t total = 0;
	for (int i = 0; i < count; i++) {
		struct stat info;
		if (strcmp(names[i], "-") == 0 || stat(names[i], &info) != 0 || !S_ISREG(info.st_mode))
			return 0;
		total += (uint64_t)info.st_size;
	}
	return total;
}

bool input_published(struct input *input, char **argv, const char *value)
{
	int32_t day;
	if (!stanced_parse_day(value, &day)) {
		ctl_usage(argv, "--published '%s' is no date: YYYY[-MM[-DD]] or RFC 3339", value);
		return false;
	}
	input->published = value;
	return true;
}
