/* How a lexicon comes to be, and its insides.
 *
 * Input: the bytes of files in the order of their sets (installed directory, overlays, custom actors). Output: an
 * immutable stanced_lexicon, or diagnostics. Owner: the caller frees it with lexicon_free. Nothing of the input is
 * kept. Steps: parse lines (lexicon_parse), settle keys (lexicon_build), actors (lexicon_actors), the other rows
 * (lexicon_rows), spellings and contexts (lexicon_spell), index (lexicon_index), advice (lexicon_lint). */
#pragma once

#include <stanced/lexicon.h>

#include "base/arena.h"
#include "engine/lexicon.h"

/* Bounds, so that no file can eat the machine: far above what people write. */
#define LEXICON_FILE_MAX ((size_t)16 << 20)
#define LEXICON_LINE_MAX ((size_t)64 << 10)
#define LEXICON_ERRORS_MAX 50 /* told before giving up */
#define LEXICON_SPELLINGS_MAX 4096 /* of one row, contexts included */
#define LEXICON_ROWS_MAX ((size_t)1 << 20) /* of all files */
#define LEXICON_ACTORS_MAX 60000 /* indices have 16 bits */
#define LEXICON_SOURCES_MAX 4096
#define LEXICON_SETS_MAX 512 /* of lists that a word can stand in, the empty one included: word.listed has 9 bits */
#define LEXICON_MEMORY_MAX ((size_t)1 << 30)

enum lexicon_file {
	FILE_COUNTRIES,
	FILE_GROUPS,
	FILE_ACTORS,
	FILE_VERBS,
	FILE_GRAMMAR,
	FILE_GIVEN,
	FILE_ORIGINS,
	FILE_OFFICES,
	FILE_HEADS,
	FILE_INSTITUTIONS,
	FILE_PEOPLE,
	FILE_CUES,
	FILE_STANCES,
	FILE_SENTIMENT,
	FILE_MODIFIERS,
	FILE_BOILERPLATE,
	FILE_LISTS,
	LEXICON_FILE_COUNT
};

struct lexicon_source {
	const char *path; /* as told in diagnostics */
	const char *name; /* countries.tsv */
	const char *data;
	size_t size;
	enum lexicon_file file;
	unsigned set; /* 0: the base; a later set replaces rows of an earlier one */
};

/* "countries.tsv" of each kind of file; NULL for custom actors, whose files have any name. */
const char *lexicon_file_name(enum lexicon_file file);

/* 0, -ENOMEM or STANCED_LEXICON_E_INVALID; digest: shown by stanced_lexicon_digest. */
int lexicon_build(struct stanced_lexicon **lexiconp, const struct lexicon_source *sources, size_t count,
		  const char *digest, const struct stanced_lexicon_options *options);
struct stanced_lexicon *lexicon_free(struct stanced_lexicon *lexicon);

/* Symbols and nodes stand in hash tables themselves, and their places are their numbers: a look that waits for memory
 * waits once. That of symbols, which every word asks, is at most two thirds full; that of nodes is as full as
 * lexicon_index.c says: its size is no power of two. */
#define LEXICON_NUMBER_MAX ((UINT32_C(1) << 24) - 1)

struct lexicon_text {
	uint32_t offset;
	uint32_t size;
};

/* A phrase of several words; those of one are told in their symbols. */
struct lexicon_node {
	struct node node;
	uint32_t parent, symbol; /* the edge that leads here; symbol 0: a free place */
};
_Static_assert(sizeof(struct lexicon_node) == 24, "most nodes lie in one cache line");
/* The parent that a symbol is to the phrases that begin with it; others are told by their place. */
#define LEXICON_ROOT(symbol) (UINT32_C(1) << 31 | (symbol))

struct lexicon_file_rows {
	const char *name, *path;
	size_t rows;
	enum lexicon_file file;
};

struct lexicon_surname {
	uint32_t symbol, row;
};

/* Where a word by itself stands: rows of verbs.tsv, grammar.tsv, given.tsv and lists.tsv, for look-ups alone. */
struct lexicon_place {
	uint32_t symbol;
	uint32_t line;
	uint16_t file;
	uint8_t what; /* verbs.tsv: enum form bits of this spelling; lists.tsv: enum lexicon_list */
};

#define LEXICON_DIGEST_MAX 32

struct stanced_lexicon {
	struct lexicon_tables tables; /* first, see there */
	struct arena arena;
	const struct symbol *symbols; /* 0 is no word; behind it a table: LEXICON_PLACE */
	uint32_t symbol_mask;
	const struct lexicon_text *texts; /* folded spellings */
	const char *pool;
	const struct lexicon_node *nodes; /* a table */
	uint32_t node_places;
	const struct entry *entries;
	const struct lexicon_file_rows *files;
	const struct lexicon_surname *surnames; /* by symbol */
	const struct lexicon_place *places;
	const struct lexicon_origin *origins; /* by hash */
	size_t surname_count, place_count, origin_count;
	size_t entry_count, row_count, file_count;
	int32_t day;
	char digest[LEXICON_DIGEST_MAX];
};

/* Fills the index of surnames once rows and words stand. 0 or -ENOMEM. */
int lexicon_surnames(struct stanced_lexicon *lexicon);
