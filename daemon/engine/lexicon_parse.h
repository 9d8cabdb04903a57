/* Lines and cells of lexicon files, and what is told of them.
 *
 * Input: the bytes of one file. Output: a line table whose cells are views into those bytes, so that every finding
 * can name its line and column. Owner: the build. */
#pragma once

#include "base/err.h"
#include "base/vec.h"
#include "base/view.h"
#include "engine/lexicon_build.h"

/* All columns of all files; a file allows some of them (lexicon_parse.c). */
/* clang-format off */
#define LEXICON_COLUMNS(X) \
	X(CODE, code) X(NAME, name) X(ALIASES, aliases) X(ADJECTIVE, adjective) X(DEMONYM, demonym) \
	X(CAPITAL, capital) X(METONYMS, metonyms) X(CITIES, cities) X(NOT, not ) X(FROM, from) X(TO, to) \
	X(PARENT, parent) X(MEMBERS, members) X(ACTOR, actor) X(ROLE, role) X(OFFICE, office) \
	X(GENDER, gender) X(TITLE, title) X(KIND, kind) X(FORMS, forms) X(NOUN, noun) X(CUE, cue) \
	X(POS, pos) X(CLASS, class) X(TAKES, takes) X(SCORE, score) X(CERTAINTY, certainty) X(FRAME, frame) \
	X(TERM, term) X(VALENCE, valence) X(FACTOR, factor) X(PHRASE, phrase) X(WHERE, where) X(VERB, verb) \
	X(PAST, past) X(PARTICIPLE, participle) X(THIRD, third) X(ING, ing) X(WORD, word) X(TAGS, tags) \
	X(COUNTRIES, countries) X(NAMES, names) X(LIST, list) X(WORDS, words)
/* clang-format on */

enum column {
#define X(name, spelling) COLUMN_##name,
	LEXICON_COLUMNS(X)
#undef X
		COLUMN_COUNT
};
#define COLUMN_NONE UINT8_MAX
#define CELLS_MAX 16 /* columns of the widest file */

/* A parsed file: where its columns stand and which lines are its rows. */
struct file {
	const struct lexicon_source *source;
	uint8_t position[COLUMN_COUNT]; /* cell of each column, COLUMN_NONE: not in this file */
	uint8_t column[CELLS_MAX]; /* the reverse */
	uint8_t columns;
	uint32_t first_line, line_count; /* in build.lines */
	size_t rows; /* that took effect */
};

/* A line that is a row. */
struct line {
	uint64_t key;
	uint32_t file;
	uint32_t offset, size;
	uint32_t number;
	bool dead; /* replaced by a later set, removed, or faulty */
	bool deletes; /* !delete */
};

/* The frames that a cell stands for. */
struct frame_set {
	struct view cell;
	const struct frame *frames;
	uint8_t count;
};
#define LEXICON_FRAME_SETS 2048 /* remembered by hash; the shipped files have some 600 */

struct build {
	struct arena arena; /* forgotten after the build */
	const struct stanced_lexicon_options *options;
	unsigned errors;
	int failure; /* -ENOMEM */
	struct file *files;
	size_t file_count;
	VEC(struct line) lines;
	struct frame_set *frame_sets;
};

/* One line's cells, and where it stands. */
struct record {
	struct build *build;
	const struct file *file;
	const struct line *line;
	const char *start;
	struct view cells[CELLS_MAX];
	uint8_t count;
};

/* Row lines of one source are appended to build->lines; findings are told. False when no memory is left. */
bool lexicon_parse(struct build *build, struct file *file);

/* Splits a line once more: keeping cells of all lines would cost more memory than it saves time. */
void record_read(struct record *record, struct build *build, const struct line *line);
/* The cell without surrounding spaces; empty (at the line's end) when it is not there. */
struct view record_cell(const struct record *record, enum column column);

/* Column that names the row; and the one that holds its deletion mark, which every file allows. */
enum column lexicon_main_column(enum lexicon_file file);
const char *lexicon_column_name(enum column column);

/* at: inside the record's line; NULL: the whole line. */
void record_error(const struct record *record, const char *at, const char *code, const char *format, ...)
	STANCED_PRINTF(4, 5);
void record_warning(const struct record *record, const char *at, const char *code, const char *format, ...)
	STANCED_PRINTF(4, 5);
/* Warnings that are told without lint too: something the user wrote was left out. */
void record_notice(const struct record *record, const char *at, const char *code, const char *format, ...)
	STANCED_PRINTF(4, 5);
bool build_stopped(const struct build *build);

/* Next value of a cell that separates them by |, trimmed; false at the end. An empty value is told as such. */
bool view_next(struct view *rest, char separator, struct view *value);
struct view view_trim(struct view text);
/* Size of at most max bytes of text that ends at a character: for messages. */
int view_excerpt(struct view text);
