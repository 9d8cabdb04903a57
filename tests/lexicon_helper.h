/* Lexicons out of strings, and what phrases hit in them. */
#pragma once

#include <stanced/lexicon.h>

#include "engine/lexicon_build.h"

/* One file's text. */
struct text_file {
	enum lexicon_file file;
	const char *text;
	unsigned set;
};

/* Findings of the last build, "line:column code" each, separated by a space; warnings have a w before the line. */
extern char findings[8192];

/* NULL when it is refused. */
struct stanced_lexicon *build_texts(const struct text_file *files, size_t count, bool warnings);
#define TEXT_FILES(...) \
	(const struct text_file[]) { __VA_ARGS__ }, \
		sizeof((const struct text_file[]) { __VA_ARGS__ }) / sizeof(struct text_file)
#define BUILD(...) build_texts(TEXT_FILES(__VA_ARGS__), false)
#define BUILD_WARN(...) build_texts(TEXT_FILES(__VA_ARGS__), true)

void note_finding(void *user, const struct stanced_diagnostic *diagnostic);

/* Hits of one layer in reading order, what a hit covers being skipped: "kind=term" separated by ", ". Rows with an
 * actor are told with its code before a colon: "name=CHN:China". Blocks are told as "not". */
const char *hits(const struct stanced_lexicon *lexicon, enum layer layer, const char *text);
/* Forms the whole phrase can be: "past participle"; "none" where it is no match. */
const char *forms(const struct stanced_lexicon *lexicon, enum layer layer, const char *text);
