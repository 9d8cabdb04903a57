/* Lexicon files -> bytes -> engine: the only room that opens them.
 *
 * A directory must hold countries.tsv; the other files are optional. A .tsv file of another name is not read but told,
 * since it is most likely a misspelling (country.tsv); other files are nobody's business. Overlays may hold any of the
 * standard files. The digest covers name and bytes of every file in the order of
 * reading, so that two lexicons with one digest score alike. */
#include <stanced/lexicon.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "load/source.h"

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool is_read(const struct stanced_lexicon_options *options, const char *name)
{
	for (int file = 0; file < LEXICON_FILE_COUNT; file++) {
		const char *known = lexicon_file_name((enum lexicon_file)file);

		if (known && strcmp(known, name) == 0)
			return true;
	}
	for (size_t i = 0; i < options->actors_count; i++)
		if (strcmp(base_name(options->actors[i]), name) == 0)
			return true;
	return false;
}

static int is_table(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return entry->d_name[0] != '.' && dot && strcmp(dot, ".tsv") == 0;
}

/* Names in order, so that the findings of two loads are the same. */
static void tell_strangers(const struct stanced_lexicon_options *options, const char *directory)
{
	struct dirent **entries;
	int count = options->diagnose ? scandir(directory, &entries, is_table, alphasort) : -1;

	for (int i = 0; i < count; i++) {
		char *path = NULL;

		if (!is_read(options, entries[i]->d_name) &&
		    asprintf(&path, "%s/%s", directory, entries[i]->d_name) >= 0) {
			options->diagnose(options->user, &(struct stanced_diagnostic) {
								 STANCED_WARNING, path, 0, 0, "unknown_file",
								 "no lexicon file has this name; it is not read" });
			free(path);
		}
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
}

static int load_directory(struct source_list *list, const char *directory, unsigned set, bool base)
{
	bool any = false;
	for (int file = 0; file < LEXICON_FILE_COUNT; file++) {
		const char *name = lexicon_file_name((enum lexicon_file)file);
		if (!name)
			continue;
		size_t before = list->count;
		int r = source_read(list, directory, name, (enum lexicon_file)file, set,
				    base && file == FILE_COUNTRIES);
		if (r != 0)
			return r;
		any |= list->count > before;
	}
	if (!any)
		return source_fail(list, directory, "no_file", "the directory holds no lexicon file");
	tell_strangers(list->options, directory);
	return 0;
}

static int load_all(struct source_list *list, const struct stanced_lexicon_options *options)
{
	const char *directory = options->directory ? options->directory : stanced_lexicon_default_directory();
	unsigned set = 0;
	int r = load_directory(list, directory, set++, true);
	for (size_t i = 0; i < options->overlay_count && r == 0; i++)
		r = load_directory(list, options->overlays[i], set++, false);
	for (size_t i = 0; i < options->actors_count && r == 0; i++)
		r = source_read(list, NULL, options->actors[i], FILE_ACTORS, set++, true);
	return r;
}

static void digest_of(const struct source_list *list, char digest[24])
{
	struct sha256 state;
	uint8_t hash[32];
	sha256_init(&state);
	for (size_t i = 0; i < list->count; i++) {
		sha256_update(&state, list->items[i].name, strlen(list->items[i].name) + 1);
		sha256_update(&state, list->items[i].data, list->items[i].size);
	}
	sha256_final(&state, hash);
	memcpy(digest, "sha256:", 7);
	for (int i = 0; i < 8; i++) {
		digest[7 + 2 * i] = "0123456789abcdef"[hash[i] >> 4];
		digest[8 + 2 * i] = "0123456789abcdef"[hash[i] & 15];
	}
	digest[23] = '\0';
}

int stanced_lexicon_load(struct stanced_lexicon **lexiconp, const struct stanced_lexicon_options *options)
{
	struct source_list list = { .options = options };
	int r = load_all(&list, options);
	if (r == 0) {
		char digest[24];
		digest_of(&list, digest);
		r = lexicon_build(lexiconp, list.items, list.count, digest, options);
	}
	source_list_deinit(&list);
	return r;
}

struct stanced_lexicon *stanced_lexicon_free(struct stanced_lexicon *lexicon)
{
	return lexicon_free(lexicon);
}

void stanced_diagnostic_print(void *stream, const struct stanced_diagnostic *diagnostic)
{
	const char *kind = diagnostic->severity == STANCED_WARNING ? "warning: " : "";
	fprintf(stream, "%s:%u:%u: [%s] %s%s\n", diagnostic->file, diagnostic->line, diagnostic->column,
		diagnostic->code, kind, diagnostic->message);
}
