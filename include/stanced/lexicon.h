/* stanced: load lexicons.
 *
 * A lexicon is built from the .tsv files of one directory, then from overlay directories, then from custom
 * actors files, in that order; a later row replaces an earlier one with the same key (lexicons/README.md says
 * what each file's key is). Once built it never changes and may be shared between threads. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

struct stanced_lexicon;

enum stanced_severity { STANCED_ERROR, STANCED_WARNING };

/* One finding. Printed as file:line:col: [code] message. Codes are listed in lexicons/README.md. */
struct stanced_diagnostic {
	enum stanced_severity severity;
	const char *file; /* borrowed for the duration of the call */
	unsigned line, column; /* from 1; columns count bytes; 0: the whole file */
	const char *code;
	const char *message;
};

typedef void (*stanced_diagnose)(void *user, const struct stanced_diagnostic *diagnostic);

struct stanced_lexicon_options {
	const char *directory; /* NULL: the installed one (stanced_lexicon_default_directory) */
	const char *const *overlays; /* directories */
	size_t overlay_count;
	const char *const *actors; /* custom actors files */
	size_t actors_count;
	bool warnings; /* also look for what lint warns of (slower) */
	stanced_diagnose diagnose; /* NULL: silent */
	void *user;
};

#define STANCED_LEXICON_E_INVALID 1 /* told through diagnose; nothing was built */

/* 0, a negative errno, or STANCED_LEXICON_E_INVALID. */
int stanced_lexicon_load(struct stanced_lexicon **lexiconp, const struct stanced_lexicon_options *options);
struct stanced_lexicon *stanced_lexicon_free(struct stanced_lexicon *lexicon);

/* $STANCED_LEXICONS, else the source tree's when run from a build tree, else the installed directory. */
const char *stanced_lexicon_default_directory(void);

/* "sha256:" and the first 16 hex digits of the hash over all files as read: tells two lexicons apart. */
const char *stanced_lexicon_digest(const struct stanced_lexicon *lexicon);

/* Rows a file (base name, rows); index from 0; false past the last. */
bool stanced_lexicon_file(const struct stanced_lexicon *lexicon, size_t index, const char **namep, size_t *rowsp);

/* Prints a diagnostic on a stream in the standard form; a stanced_diagnose with the FILE as user. */
void stanced_diagnostic_print(void *stream, const struct stanced_diagnostic *diagnostic);

/* What a phrase means: one call of tell a matching row, longest first. day may be STANCED_DAY_NONE.
 * -EINVAL: the phrase is not UTF-8. */
struct stanced_lexicon_row {
	const char *kind; /* "actor", "person", "cue", "stance", ... */
	const char *term; /* the row's own spelling */
	const char *file;
	unsigned line;
	const char *details; /* readable: "JPN adjective", "score -0.6 subject>object" */
};
int stanced_lexicon_lookup(const struct stanced_lexicon *lexicon, const char *phrase, int32_t day,
			   void (*tell)(void *user, const struct stanced_lexicon_row *row), void *user);

#ifdef __cplusplus
}
#endif
