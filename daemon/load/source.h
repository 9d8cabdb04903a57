/* Files read whole into memory, as the engine's builder wants them. */
#pragma once

#include "engine/lexicon_build.h"

struct source_list {
	struct lexicon_source *items;
	size_t count, room;
	const struct stanced_lexicon_options *options;
};

/* Reads directory/name (directory NULL: name alone). A file that is not there is told as no_file where required and
 * passed over elsewhere. 0, a negative errno, or STANCED_LEXICON_E_INVALID with the reason told. */
int source_read(struct source_list *list, const char *directory, const char *name, enum lexicon_file file, unsigned set,
		bool required);

/* Tells a finding about a whole file or directory; returns STANCED_LEXICON_E_INVALID. */
int source_fail(struct source_list *list, const char *path, const char *code, const char *message);

void source_list_deinit(struct source_list *list);
