/* file   := [BOM] { comment | blank | line }, the first line being the header
 * line   := cell { TAB cell } [CR] LF
 * cell   := any characters but control characters, surrounding spaces dropped
 *
 * A file whose header is wrong is not read further; other findings do not hinder those after them. */
#include "engine/lexicon_parse.h"

#include "base/format.h"
#include "base/utf8.h"
#include "engine/scan_quick.h"

#define MESSAGE_MAX 512
#define EXCERPT_MAX 60

#define BIT(name) (UINT64_C(1) << COLUMN_##name)
#define DATES (BIT(FROM) | BIT(TO))

static const char *const column_names[COLUMN_COUNT] = {
#define X(name, spelling) #spelling,
	LEXICON_COLUMNS(X)
#undef X
};

#define ACTOR_COLUMNS \
	(BIT(CODE) | BIT(NAME) | BIT(ALIASES) | BIT(ADJECTIVE) | BIT(DEMONYM) | BIT(CAPITAL) | BIT(METONYMS) | \
	 BIT(CITIES) | DATES | BIT(PARENT))

/* The key of a row is the text of its key columns; `not` is allowed everywhere, for !delete. */
static const struct {
	const char *name;
	uint64_t columns, required, key;
	enum column main;
} kinds[LEXICON_FILE_COUNT] = {
	[FILE_COUNTRIES] = { "countries.tsv", ACTOR_COLUMNS, BIT(CODE) | BIT(NAME), BIT(CODE), COLUMN_NAME },
	[FILE_GROUPS] = { "groups.tsv",
			  BIT(CODE) | BIT(NAME) | BIT(ALIASES) | BIT(ADJECTIVE) | BIT(MEMBERS) | BIT(PARENT) |
				  BIT(ROLE) | DATES,
			  BIT(CODE) | BIT(NAME), BIT(CODE), COLUMN_NAME },
	[FILE_ACTORS] = { NULL, ACTOR_COLUMNS | BIT(MEMBERS), BIT(CODE) | BIT(NAME), BIT(CODE) | BIT(NAME),
			  COLUMN_NAME },
	[FILE_VERBS] = { "verbs.tsv", BIT(VERB) | BIT(PAST) | BIT(PARTICIPLE) | BIT(THIRD) | BIT(ING), BIT(VERB),
			 BIT(VERB), COLUMN_VERB },
	[FILE_GRAMMAR] = { "grammar.tsv", BIT(WORD) | BIT(TAGS), BIT(WORD) | BIT(TAGS), BIT(WORD), COLUMN_WORD },
	[FILE_GIVEN] = { "given.tsv", BIT(NAME) | BIT(GENDER), BIT(NAME), BIT(NAME), COLUMN_NAME },
	[FILE_ORIGINS] = { "origins.tsv", BIT(COUNTRIES) | BIT(NAMES), BIT(COUNTRIES) | BIT(NAMES), BIT(NAMES),
			   COLUMN_NAMES },
	[FILE_OFFICES] = { "offices.tsv",
			   BIT(TITLE) | BIT(ROLE) | BIT(KIND) | BIT(ACTOR) | BIT(GENDER) | BIT(FORMS) | BIT(COUNTRIES),
			   BIT(TITLE) | BIT(ROLE), BIT(TITLE), COLUMN_TITLE },
	[FILE_HEADS] = { "heads.tsv", BIT(NOUN) | BIT(ROLE) | BIT(KIND), BIT(NOUN) | BIT(ROLE), BIT(NOUN),
			 COLUMN_NOUN },
	[FILE_INSTITUTIONS] = { "institutions.tsv", BIT(NAME) | BIT(ACTOR) | BIT(ALIASES) | BIT(ROLE) | DATES,
				BIT(NAME) | BIT(ACTOR), BIT(NAME) | BIT(ACTOR), COLUMN_NAME },
	[FILE_PEOPLE] = { "people.tsv",
			  BIT(NAME) | BIT(ACTOR) | BIT(ALIASES) | BIT(OFFICE) | BIT(ROLE) | BIT(GENDER) | DATES,
			  BIT(NAME) | BIT(ACTOR), BIT(NAME) | BIT(ACTOR) | BIT(OFFICE) | BIT(FROM), COLUMN_NAME },
	[FILE_CUES] = { "cues.tsv",
			BIT(CUE) | BIT(POS) | BIT(CLASS) | BIT(TAKES) | BIT(SCORE) | BIT(CERTAINTY) | BIT(FRAME) |
				BIT(FORMS),
			BIT(CUE) | BIT(POS) | BIT(CLASS), BIT(CUE) | BIT(POS), COLUMN_CUE },
	[FILE_STANCES] = { "stances.tsv", BIT(TERM) | BIT(POS) | BIT(SCORE) | BIT(FRAME) | BIT(CLASS) | BIT(FORMS),
			   BIT(TERM) | BIT(POS) | BIT(SCORE) | BIT(FRAME), BIT(TERM) | BIT(POS), COLUMN_TERM },
	[FILE_SENTIMENT] = { "sentiment.tsv", BIT(TERM) | BIT(POS) | BIT(VALENCE) | BIT(FORMS),
			     BIT(TERM) | BIT(POS) | BIT(VALENCE), BIT(TERM) | BIT(POS), COLUMN_TERM },
	[FILE_MODIFIERS] = { "modifiers.tsv", BIT(TERM) | BIT(KIND) | BIT(FACTOR), BIT(TERM) | BIT(KIND), BIT(TERM),
			     COLUMN_TERM },
	[FILE_BOILERPLATE] = { "boilerplate.tsv", BIT(PHRASE) | BIT(WHERE), BIT(PHRASE) | BIT(WHERE), BIT(PHRASE),
			       COLUMN_PHRASE },
	[FILE_LISTS] = { "lists.tsv", BIT(LIST) | BIT(WORDS), BIT(LIST) | BIT(WORDS), BIT(LIST), COLUMN_LIST },
};

const char *lexicon_file_name(enum lexicon_file file)
{
	return kinds[file].name;
}

enum column lexicon_main_column(enum lexicon_file file)
{
	return kinds[file].main;
}

const char *lexicon_column_name(enum column column)
{
	return column_names[column];
}

bool build_stopped(const struct build *build)
{
	return build->failure || build->errors > LEXICON_ERRORS_MAX;
}

struct view view_trim(struct view text)
{
	while (text.size && text.data[0] == ' ') {
		text.data++;
		text.size--;
	}
	while (text.size && text.data[text.size - 1] == ' ')
		text.size--;
	return text;
}

bool view_next(struct view *rest, char separator, struct view *value)
{
	const char *end;
	size_t size;

	if (!rest->data)
		return false;
	end = rest->size ? memchr(rest->data, separator, rest->size) : NULL;
	size = end ? (size_t)(end - rest->data) : rest->size;
	*value = view_trim((struct view) { rest->data, size });
	if (end)
		*rest = (struct view) { end + 1, rest->size - size - 1 };
	else
		*rest = (struct view) { NULL, 0 };
	return true;
}

int view_excerpt(struct view text)
{
	size_t size = text.size < EXCERPT_MAX ? text.size : EXCERPT_MAX;

	while (size && size < text.size && ((unsigned char)text.data[size] & 0xC0) == 0x80)
		size--;
	return (int)size;
}

STANCED_PRINTF(7, 0)
static void tell(struct build *build, enum stanced_severity severity, const struct file *file, uint32_t line,
		 size_t column, const char *code, const char *format, va_list args)
{
	char message[MESSAGE_MAX];
	struct stanced_diagnostic diagnostic = {
		.severity = severity,
		.file = file->source->path,
		.line = line,
		.column = (unsigned)column,
		.code = code,
		.message = message,
	};

	if (build_stopped(build))
		return;
	vsnprintf(message, sizeof message, format, args);
	if (severity == STANCED_ERROR && ++build->errors > LEXICON_ERRORS_MAX) {
		diagnostic.code = "too_many_errors";
		snprintf(message, sizeof message, "more than %d errors: the rest is not told", LEXICON_ERRORS_MAX);
	}
	if (build->options->diagnose)
		build->options->diagnose(build->options->user, &diagnostic);
}

STANCED_PRINTF(6, 7)
static void line_error(struct build *build, const struct file *file, uint32_t line, size_t column, const char *code,
		       const char *format, ...)
{
	va_list args;

	va_start(args, format);
	tell(build, STANCED_ERROR, file, line, column, code, format, args);
	va_end(args);
}

#define TELL_RECORD(severity) \
	do { \
		va_list args; \
		va_start(args, format); \
		tell(record->build, (severity), record->file, record->line->number, \
		     at ? (size_t)(at - record->start) + 1 : 1, code, format, args); \
		va_end(args); \
	} while (0)

void record_error(const struct record *record, const char *at, const char *code, const char *format, ...)
{
	TELL_RECORD(STANCED_ERROR);
}

void record_notice(const struct record *record, const char *at, const char *code, const char *format, ...)
{
	TELL_RECORD(STANCED_WARNING);
}

void record_warning(const struct record *record, const char *at, const char *code, const char *format, ...)
{
	if (record->build->options->warnings)
		TELL_RECORD(STANCED_WARNING);
}

static uint8_t find_column(enum lexicon_file file, struct view name)
{
	for (uint8_t c = 0; c < COLUMN_COUNT; c++)
		if (view_equal(name, view_of(column_names[c])))
			return (kinds[file].columns | BIT(NOT)) >> c & 1 ? c : COLUMN_NONE;
	return COLUMN_NONE;
}

static bool parse_column(struct build *build, struct file *file, uint32_t number, size_t at, struct view name)
{
	uint8_t column = find_column(file->source->file, name);
	bool spaced = memchr(name.data, ' ', name.size) != NULL;

	if (column == COLUMN_NONE) {
		line_error(build, file, number, at, "unknown_column", "no column \"%.*s\" in such a file%s",
			   view_excerpt(name), name.data, spaced ? "; columns are separated by one TAB" : "");
		return false;
	}
	if (file->position[column] != COLUMN_NONE) {
		line_error(build, file, number, at, "duplicate_column", "column \"%s\" stands twice",
			   column_names[column]);
		return false;
	}
	file->position[column] = file->columns;
	file->column[file->columns++] = column;
	return true;
}

static bool parse_header(struct build *build, struct file *file, uint32_t number, struct view line)
{
	struct view rest = line, name;
	bool good = true;

	memset(file->position, COLUMN_NONE, sizeof file->position);
	while (view_next(&rest, '\t', &name))
		good &= parse_column(build, file, number, (size_t)(name.data - line.data) + 1, name);
	for (uint8_t c = 0; c < COLUMN_COUNT; c++)
		if (kinds[file->source->file].required >> c & 1 && file->position[c] == COLUMN_NONE && good) {
			line_error(build, file, number, 1, "missing_column", "column \"%s\" is missing",
				   column_names[c]);
			good = false;
		}
	return good;
}

static void split(struct record *record, struct view line)
{
	const char *at = line.data, *end = at + line.size;

	record->start = line.data;
	record->count = 0;
	while (at && record->count < record->file->columns) {
		const char *tab = memchr(at, '\t', (size_t)(end - at));
		struct view cell = { at, (size_t)((tab ? tab : end) - at) };

		record->cells[record->count++] = view_trim(cell);
		at = tab ? tab + 1 : NULL;
	}
}

struct view record_cell(const struct record *record, enum column column)
{
	uint8_t position = record->file->position[column];

	if (position < record->count)
		return record->cells[position];
	return (struct view) { record->start + record->line->size, 0 };
}

void record_read(struct record *record, struct build *build, const struct line *line)
{
	record->build = build;
	record->file = &build->files[line->file];
	record->line = line;
	split(record, (struct view) { record->file->source->data + line->offset, line->size });
}

static uint64_t key_of(const struct record *record)
{
	enum lexicon_file file = record->file->source->file;
	uint64_t hash = scan_hash_fold(file, 0);

	for (uint64_t key = kinds[file].key; key; key &= key - 1) {
		struct view cell = record_cell(record, (enum column)__builtin_ctzll(key));
		char rest[8] = { 0 };
		size_t i = 0;

		for (; cell.size - i >= sizeof rest; i += sizeof rest)
			hash = scan_hash_fold(hash, scan_eight(cell.data + i));
		memcpy(rest, cell.data + i, cell.size - i);
		hash = scan_hash_fold(hash ^ cell.size, scan_eight(rest));
	}
	return hash;
}

/* Cells that the row needs; a deletion needs its key alone. */
static bool has_required(const struct record *record, bool deletes)
{
	enum lexicon_file file = record->file->source->file;
	uint64_t needed = kinds[file].required & (deletes ? kinds[file].key : UINT64_MAX);
	bool good = true;

	for (; needed; needed &= needed - 1) {
		enum column column = (enum column)__builtin_ctzll(needed);
		struct view cell = record_cell(record, column);

		if (cell.size)
			continue;
		record_error(record, cell.data, "missing_cell", "\"%s\" is empty%s", column_names[column],
			     record->count == 1 && record->file->columns > 1 ? "; cells are separated by one TAB" : "");
		good = false;
	}
	return good;
}

static bool parse_row(struct build *build, struct file *file, uint32_t number, struct view text)
{
	struct line *line = VEC_PUSH(&build->arena, &build->lines);
	struct record record;

	if (!line) {
		build->failure = -ENOMEM;
		return false;
	}
	*line = (struct line) {
		.file = (uint32_t)(file - build->files),
		.offset = (uint32_t)(text.data - file->source->data),
		.size = (uint32_t)text.size,
		.number = number,
	};
	record_read(&record, build, line);
	line->deletes = view_equal(record_cell(&record, COLUMN_NOT), VIEW("!delete"));
	line->dead = !has_required(&record, line->deletes);
	line->key = key_of(&record);
	if (line->deletes && file->source->set == 0)
		record_error(&record, record_cell(&record, COLUMN_NOT).data, "bad_value",
			     "!delete stands in overlays only");
	return true;
}

/* Where the next control character stands, TAB included; eight bytes at a time. */
static size_t next_control(struct view line, size_t i)
{
	for (; line.size - i >= 8; i += 8) {
		uint64_t eight = scan_eight(line.data + i), deleted = eight ^ SCAN_EACH(0x7F);
		/* the lowest bit is right; one behind it may be of a byte that is none */
		uint64_t found = ((eight - SCAN_EACH(' ')) & ~eight) | ((deleted - SCAN_EACH(1)) & ~deleted);

		if (found & SCAN_EACH(0x80))
			return i + (size_t)__builtin_ctzll(found & SCAN_EACH(0x80)) / 8;
	}
	while (i < line.size && (unsigned char)line.data[i] >= ' ' && line.data[i] != 0x7F)
		i++;
	return i;
}

/* Tells what hinders the line from being read at all. */
static bool check_line(struct build *build, const struct file *file, uint32_t number, struct view line)
{
	size_t bad, tabs = 0;

	if (line.size > LEXICON_LINE_MAX) {
		line_error(build, file, number, 1, "long_line", "a line of more than %zu bytes", LEXICON_LINE_MAX);
		return false;
	}
	if (!utf8_valid(line.data, line.size, &bad)) {
		line_error(build, file, number, bad + 1, "bad_utf8", "byte 0x%02X is not UTF-8 here",
			   (unsigned char)line.data[bad]);
		return false;
	}
	for (size_t i = 0; (i = next_control(line, i)) < line.size; i++) {
		unsigned char byte = (unsigned char)line.data[i];

		if (byte != '\t') {
			line_error(build, file, number, i + 1, "bad_character", "control character 0x%02X", byte);
			return false;
		}
		if (file->columns && ++tabs >= file->columns) {
			line_error(build, file, number, i + 1, "extra_cell",
				   "more cells than the %u columns of the header", file->columns);
			return false;
		}
	}
	return true;
}

static bool is_blank(struct view line)
{
	for (size_t i = 0; i < line.size; i++)
		if (line.data[i] != ' ' && line.data[i] != '\t')
			return false;
	return true;
}

static struct view next_line(struct view *rest)
{
	const char *end = memchr(rest->data, '\n', rest->size);
	size_t size = end ? (size_t)(end - rest->data) : rest->size;
	struct view line = { rest->data, size };

	size += end != NULL;
	*rest = (struct view) { rest->data + size, rest->size - size };
	if (line.size && line.data[line.size - 1] == '\r')
		line.size--;
	return line;
}

static struct view without_mark(const struct lexicon_source *source)
{
	bool mark = source->size >= 3 && memcmp(source->data, "\xEF\xBB\xBF", 3) == 0;

	return (struct view) { source->data + 3 * mark, source->size - 3 * mark };
}

bool lexicon_parse(struct build *build, struct file *file)
{
	struct view rest = without_mark(file->source);
	unsigned before = build->errors;
	bool header = false;
	uint32_t number = 0;

	file->first_line = (uint32_t)build->lines.count;
	if (file->source->size > LEXICON_FILE_MAX) {
		line_error(build, file, 0, 0, "too_large", "more than %zu MiB", LEXICON_FILE_MAX >> 20);
		return true;
	}
	while (rest.size && !build_stopped(build)) {
		struct view line = next_line(&rest);

		number++;
		if (line.size && line.data[0] == '#' && line.size <= LEXICON_LINE_MAX &&
		    utf8_valid(line.data, line.size, NULL))
			continue;
		if (!check_line(build, file, number, line) || is_blank(line)) {
			if (!header && !is_blank(line))
				break;
			continue;
		}
		if (header && !parse_row(build, file, number, line))
			return false;
		if (build->lines.count >= LEXICON_ROWS_MAX) {
			line_error(build, file, number, 1, "too_many", "more than %zu rows in all files",
				   LEXICON_ROWS_MAX);
			break;
		}
		if (!header && !parse_header(build, file, number, line))
			break;
		header = true;
	}
	if (!header && !build_stopped(build) && build->errors == before)
		line_error(build, file, 0, 0, "missing_column", "the file has no line that names its columns");
	file->line_count = (uint32_t)build->lines.count - file->first_line;
	return !build->failure;
}
