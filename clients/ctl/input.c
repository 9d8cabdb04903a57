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
	bool pipe; /* its name says nothing of what it holds */
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
	bool nameless = input->by_text && reader->pipe;
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

/* ---- JSON values, over lines as they like ---- */

static size_t skip_blank(const struct reader *reader, size_t at)
{
	while (at < reader->size && reader->data[at] && strchr(" \t\r\n", reader->data[at]))
		at++;
	return at;
}

static int give_value(struct input *input, const char *place, const json_t *value)
{
	char *dump = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	int r = 0;
	if (dump)
		r = give(input, place, dump, strlen(dump), NULL, 0);
	else
		refuse(input, place, STANCED_INTERNAL, "out of memory");
	free(dump);
	return r;
}

/* An object is an article, an array holds some; the place counts them where there are several. */
static int give_values(struct input *input, const char *name, const json_t *value, bool alone, unsigned long *countp)
{
	char place[4096];
	size_t index;
	json_t *element;
	int r = 0;
	if (json_is_object(value) && alone)
		return give_value(input, name, value);
	if (json_is_object(value)) {
		snprintf(place, sizeof place, "%s:%lu", name, ++*countp);
		return give_value(input, place, value);
	}
	json_array_foreach(value, index, element)
	{
		snprintf(place, sizeof place, "%s:%lu", name, ++*countp);
		if (r == 0)
			r = give_value(input, place, element);
	}
	return r;
}

static int read_values(struct input *input, struct reader *reader)
{
	const size_t flags = JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL;
	unsigned long count = 0;
	int r = 0;
	while (reader->size <= LINE_MAX_BYTES && reader_fill(input, reader))
		;
	if (reader->failed)
		return 0;
	if (reader->size > LINE_MAX_BYTES) {
		refuse(input, reader->name, STANCED_TOO_LARGE,
		       "this much JSON has to stand in lines, one object each, in a .jsonl or .ndjson file");
		return 0;
	}
	size_t at = reader->size >= 3 && !memcmp(reader->data, "\xef\xbb\xbf", 3) ? 3 : 0;
	do {
		json_error_t error;
		json_t *value = json_loadb(reader->data + at, reader->size - at, flags, &error);
		if (!value) /* it is given all the same: the refusal says why */
			return give(input, reader->name, reader->data + at, reader->size - at, NULL, 0);
		size_t next = skip_blank(reader, at + (size_t)error.position);
		r = give_values(input, reader->name, value, at <= 3 && next == reader->size, &count);
		at = next;
		json_decref(value);
	} while (r == 0 && at < reader->size);
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

/* ---- which of them ---- */

typedef int (*read_as)(struct input *input, struct reader *reader);

static bool ends_with(const char *name, const char *end)
{
	size_t size = strlen(name), end_size = strlen(end);
	return size >= end_size && strcasecmp(name + size - end_size, end) == 0;
}

/* NULL: a directory does not stand for such files. */
static read_as by_ending(const char *name)
{
	if (ends_with(name, ".jsonl") || ends_with(name, ".ndjson"))
		return read_lines;
	if (ends_with(name, ".json"))
		return read_values;
	return ends_with(name, ".txt") ? read_text : NULL;
}

/* The place of the first character from there on that is not blank; a byte order mark is. False: there is none. */
static bool next_mark(struct input *input, struct reader *reader, size_t *atp)
{
	for (;; ++*atp) {
		if (*atp == reader->size && !reader_fill(input, reader))
			return false;
		if (!strchr(" \t\r\n\xef\xbb\xbf", reader->data[*atp]) || !reader->data[*atp])
			return true;
	}
}

/* Of a pipe, whose name says nothing. An object that its first line does not end goes on over the next ones; what is
 * waited for is no more than that line. */
static read_as by_content(struct input *input, struct reader *reader)
{
	size_t at = 0;
	char last = 0;
	if (!next_mark(input, reader, &at))
		return read_text;
	if (reader->data[at] == '[') {
		at++;
		return next_mark(input, reader, &at) && reader->data[at] == '{' ? read_values : read_text;
	}
	if (reader->data[at] != '{')
		return read_text;
	for (; at < reader->size || reader_fill(input, reader); at++) {
		if (reader->data[at] == '\n')
			return last == '}' ? read_lines : read_values;
		if (!strchr(" \t\r", reader->data[at]))
			last = reader->data[at];
		if (at > LINE_MAX_BYTES)
			break;
	}
	return read_lines;
}

static int read_stream(struct input *input, int file, const char *name)
{
	struct stat info;
	bool standard = file == STDIN_FILENO;
	struct reader reader = { .file = file, .name = name };
	reader.pipe = standard || (fstat(file, &info) == 0 && !S_ISREG(info.st_mode));
	read_as read = standard ? NULL : by_ending(name);
	if (!read)
		read = reader.pipe ? by_content(input, &reader) : read_text;
	int r = read(input, &reader);
	free(reader.data);
	return r;
}

/* ---- names ---- */

static int read_standard(struct input *input)
{
	if (isatty(STDIN_FILENO))
		ctl_error("reading from the terminal; Ctrl-D ends the article");
	return read_stream(input, STDIN_FILENO, "-");
}

static int read_file(struct input *input, const char *name)
{
	int file = open(name, O_RDONLY | O_CLOEXEC);
	if (file < 0) {
		ctl_error("%s: %s", name, strerror(errno));
		input->bad++;
		return 0;
	}
	int r = read_stream(input, file, name);
	close(file);
	return r;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* A link counts as the file it leads to; one to a directory is not followed, since it may lead anywhere. */
static bool holds_articles(const FTSENT *entry)
{
	struct stat info;
	if (!by_ending(entry->fts_name))
		return false;
	return entry->fts_info == FTS_F ||
	       (entry->fts_info == FTS_SL && (stat(entry->fts_path, &info) != 0 || S_ISREG(info.st_mode)));
}

static int read_directory(struct input *input, char *name)
{
	char *const roots[] = { name, NULL };
	FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
	if (!tree) {
		ctl_error("%s: %s", name, strerror(errno));
		input->bad++;
		return 0;
	}
	int r = 0;
	bool any = false;
	for (FTSENT *entry; r == 0 && (entry = fts_read(tree));) {
		bool hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';
		if (hidden && entry->fts_info == FTS_D)
			fts_set(tree, entry, FTS_SKIP);
		if (!hidden &&
		    (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR || entry->fts_info == FTS_NS)) {
			ctl_error("%s: %s", entry->fts_path, strerror(entry->fts_errno));
			input->bad++;
		}
		if (!hidden && holds_articles(entry)) {
			any = true;
			r = read_file(input, entry->fts_path);
		}
	}
	if (r == 0 && !any)
		ctl_error("%s: no .txt, .json, .jsonl or .ndjson files are below it", name);
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
