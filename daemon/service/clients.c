#include "service/clients.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLANKS " \t\r"

static const struct {
	const char *name;
	unsigned doors;
} rights[] = {
	{ "send", 1u << DOOR_INGEST | 1u << DOOR_FEED },
	{ "subscribe", 1u << DOOR_PUBLISH },
	{ "query", 1u << DOOR_QUERY },
	{ "control", 1u << DOOR_CONTROL },
	{ "all", (1u << DOOR_COUNT) - 1 },
};

struct reader {
	struct clients *clients;
	const char *file, *line;
	unsigned number, errors;
	stanced_diagnose diagnose;
	void *user;
};

__attribute__((format(printf, 4, 5))) static void complain(struct reader *reader, const char *at, const char *code,
							   const char *format, ...)
{
	char message[160];
	va_list list;
	va_start(list, format);
	vsnprintf(message, sizeof message, format, list);
	va_end(list);
	struct stanced_diagnostic diagnostic = {
		.severity = STANCED_ERROR,
		.file = reader->file,
		.line = reader->number,
		.column = at ? (unsigned)(at - reader->line) + 1 : 1,
		.code = code,
		.message = message,
	};
	reader->errors++;
	if (reader->diagnose)
		reader->diagnose(reader->user, &diagnostic);
}

static unsigned one_right(const char *name, size_t size)
{
	for (size_t i = 0; i < sizeof rights / sizeof *rights; i++) {
		if (strlen(rights[i].name) == size && !memcmp(rights[i].name, name, size))
			return rights[i].doors;
	}
	return 0;
}

static unsigned read_rights(struct reader *reader, const char *list, size_t size)
{
	unsigned doors = 0;
	for (const char *cursor = list, *end = list + size; cursor <= end;) {
		const char *comma = memchr(cursor, ',', (size_t)(end - cursor));
		size_t length = (size_t)((comma ? comma : end) - cursor);
		unsigned right = one_right(cursor, length);
		if (!right) {
			complain(reader, cursor, "bad_right", "'%.*s' is not send, subscribe, query, control or all",
				 (int)length, cursor);
			return 0;
		}
		doors |= right;
		cursor += length + 1;
	}
	return doors;
}

/* The next word of a line that ends in NUL; its size 0: there is none. */
static const char *next_word(const char **cursorp, size_t *sizep)
{
	const char *start = *cursorp + strspn(*cursorp, BLANKS);
	*sizep = strcspn(start, BLANKS);
	*cursorp = start + *sizep;
	return start;
}

static bool plain_name(const char *name, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if ((unsigned char)name[i] <= 0x20 || (unsigned char)name[i] == 0x7f)
			return false;
	}
	return size > 0 && size < CLIENT_NAME_SIZE;
}

static void read_line(struct reader *reader)
{
	const char *cursor = reader->line;
	size_t size;
	struct client *client = &reader->clients->items[reader->clients->count];
	const char *word = next_word(&cursor, &size);
	if (!size || (word[0] == '#' && !key_is_valid(word, size)))
		return;
	if (!key_is_valid(word, size)) {
		complain(reader, word, "bad_key", "a public key of 40 characters (Z85) is expected");
		return;
	}
	memcpy(client->key, word, size);
	word = next_word(&cursor, &size);
	client->doors = size ? read_rights(reader, word, size) : 0;
	if (!size)
		complain(reader, word, "bad_right", "the key's rights are expected");
	if (!client->doors)
		return;
	word = next_word(&cursor, &size);
	if (!plain_name(word, size)) {
		complain(reader, word, "bad_name", "a name of 1 to %d bytes is expected", CLIENT_NAME_SIZE - 1);
		return;
	}
	memcpy(client->name, word, size);
	word = next_word(&cursor, &size);
	if (size)
		complain(reader, word, "bad_syntax", "KEY RIGHTS NAME are all that a line holds");
	else
		reader->clients->count++;
}

static int by_key(const void *a, const void *b)
{
	return strcmp(((const struct client *)a)->key, ((const struct client *)b)->key);
}

static int finish(struct reader *reader)
{
	struct clients *clients = reader->clients;
	reader->number = reader->number ? reader->number : 1;
	if (clients->count)
		qsort(clients->items, clients->count, sizeof *clients->items, by_key);
	for (size_t i = 1; i < clients->count; i++) {
		if (!by_key(&clients->items[i - 1], &clients->items[i]))
			complain(reader, NULL, "duplicate_key", "%s and %s have the same key",
				 clients->items[i - 1].name, clients->items[i].name);
	}
	return reader->errors ? 1 : 0;
}

int clients_parse(struct clients *clients, const char *file, const char *data, size_t size, stanced_diagnose diagnose,
		  void *user)
{
	struct reader reader = { .clients = clients, .file = file, .diagnose = diagnose, .user = user };
	size_t lines = 1;
	*clients = (struct clients) { 0 };
	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n';
	char *text = malloc(size + 1);
	clients->items = calloc(lines, sizeof *clients->items);
	if (!text || !clients->items) {
		free(text);
		return -ENOMEM;
	}
	memcpy(text, data, size);
	text[size] = '\0';
	for (char *cursor = text; cursor <= text + size;) {
		char *newline = memchr(cursor, '\n', (size_t)(text + size - cursor));
		char *end = newline ? newline : text + size;
		*end = '\0';
		reader.line = cursor;
		reader.number++;
		if (strlen(cursor) != (size_t)(end - cursor))
			complain(&reader, NULL, "bad_syntax", "this is no text");
		else
			read_line(&reader);
		cursor = end + 1;
	}
	free(text);
	return finish(&reader);
}

int clients_read(struct clients *clients, const char *file, stanced_diagnose diagnose, void *user)
{
	*clients = (struct clients) { 0 };
	struct reader reader = { .file = file, .number = 1, .diagnose = diagnose, .user = user };
	char *data = malloc(CLIENTS_FILE_MAX + 1);
	FILE *stream = data ? fopen(file, "re") : NULL;
	size_t size = stream ? fread(data, 1, CLIENTS_FILE_MAX + 1, stream) : 0;
	int r = !data ? -ENOMEM : !stream || ferror(stream) ? -errno : size > CLIENTS_FILE_MAX ? -EFBIG : 0;
	if (r < 0)
		complain(&reader, NULL, "cannot_read", "%s", strerror(-r));
	else
		r = clients_parse(clients, file, data, size, diagnose, user);
	if (stream)
		fclose(stream);
	free(data);
	return r;
}

void clients_deinit(struct clients *clients)
{
	free(clients->items);
	*clients = (struct clients) { 0 };
}

const struct client *clients_find(const struct clients *clients, const char *key)
{
	struct client wanted = { 0 };
	if (strlen(key) != KEY_CHARS || !clients->count)
		return NULL;
	memcpy(wanted.key, key, KEY_SIZE);
	return bsearch(&wanted, clients->items, clients->count, sizeof wanted, by_key);
}

bool clients_lose(const struct clients *before, const struct clients *after, enum door door)
{
	for (size_t i = 0; i < before->count; i++) {
		const struct client *now = clients_find(after, before->items[i].key);
		if (before->items[i].doors >> door & 1 && !(now && now->doors >> door & 1))
			return true;
	}
	return false;
}
