#include "load/source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int source_fail(struct source_list *list, const char *path, const char *code, const char *message)
{
	if (list->options->diagnose)
		list->options->diagnose(list->options->user,
					&(struct stanced_diagnostic) { STANCED_ERROR, path, 0, 0, code, message });
	return STANCED_LEXICON_E_INVALID;
}

static struct lexicon_source *push(struct source_list *list)
{
	if (list->count == list->room) {
		size_t room = list->room ? 2 * list->room : 16;
		struct lexicon_source *items = realloc(list->items, room * sizeof *items);
		if (!items)
			return NULL;
		list->items = items;
		list->room = room;
	}
	list->items[list->count] = (struct lexicon_source) { 0 };
	return &list->items[list->count];
}

/* The file's size and a byte to see its end by, where it has a size. */
static size_t first_room(FILE *stream)
{
	struct stat status;
	if (fstat(fileno(stream), &status) != 0 || status.st_size <= 0)
		return 1 << 16;
	return status.st_size < (off_t)LEXICON_FILE_MAX ? (size_t)status.st_size + 1 : LEXICON_FILE_MAX + 1;
}

/* Reads at most one byte more than a lexicon file may have: enough to be refused. 0, or a positive errno. */
static int read_whole(FILE *stream, char **datap, size_t *sizep)
{
	size_t size = 0, room = first_room(stream);
	char *data = malloc(room);
	while (data) {
		size += fread(data + size, 1, room - size, stream);
		if (size < room || size > LEXICON_FILE_MAX)
			break;
		room *= 2;
		char *bigger = realloc(data, room);
		if (!bigger)
			free(data);
		data = bigger;
	}
	if (!data)
		return ENOMEM;
	if (ferror(stream)) {
		free(data);
		return EIO;
	}
	*datap = data;
	*sizep = size;
	return 0;
}

static char *join(const char *directory, const char *name)
{
	char *path = NULL;
	if (!directory)
		return strdup(name);
	return asprintf(&path, "%s/%s", directory, name) < 0 ? NULL : path;
}

int source_read(struct source_list *list, const char *directory, const char *name, enum lexicon_file file, unsigned set,
		bool required)
{
	struct lexicon_source *source = push(list);
	char *path = source ? join(directory, name) : NULL;
	if (!path)
		return -ENOMEM;
	FILE *stream = fopen(path, "rb");
	int error = stream ? 0 : errno, r = 0;
	char *data = NULL;
	size_t size = 0;
	if (stream) {
		error = read_whole(stream, &data, &size);
		fclose(stream);
	}
	if (error == ENOMEM)
		r = -ENOMEM;
	else if (error == ENOENT && required)
		r = source_fail(list, path, "no_file", "no such file");
	else if (error && error != ENOENT)
		r = source_fail(list, path, "read_failed", strerror(error));
	if (r != 0 || error) {
		free(path);
		return r;
	}
	const char *slash = strrchr(path, '/');
	*source = (struct lexicon_source) {
		.path = path, .name = slash ? slash + 1 : path, .data = data, .size = size, .file = file, .set = set
	};
	list->count++;
	return 0;
}

void source_list_deinit(struct source_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free((char *)list->items[i].path);
		free((char *)list->items[i].data);
	}
	free(list->items);
}
