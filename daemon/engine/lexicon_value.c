#include "engine/lexicon_value.h"

#include <stanced/engine.h>

#include "base/day.h"
#include "base/format.h"
#include "engine/scan.h"

/* In the order of their enums. */
static const char *const roles[] = { "none", "official", "former", "expert", "organisation", "media", "public" };
static const char *const genders[] = { "", "m", "f" };
static const char *const parts[] = { "", "verb", "noun", "adj", "phrase" };
static const char *const offices[] = { "person", "title", "body", "state" };
static const char *const modifiers[] = { "negator",  "intensifier", "diminisher", "hedge",   "conditional", "contrast",
					 "question", "sarcasm",     "reverser",   "refusal", "denial",      "calm" };
static const char *const wheres[] = { "line", "start", "inside", "end" };
static const char *const cues[] = { "neutral",    "emphatic",   "distancing", "predictive", "hostile",
				    "critical",   "warning",    "concern",    "defensive",  "directive",
				    "supportive", "commissive", "concessive" };
static const char *const takes[] = { "clause", "quote", "addressee", "infinitive", "object", "noun" };
static const char *const stances[] = { "war",       "force",  "threat", "coerce",   "protest", "accuse",
				       "criticize", "reject", "demand", "distrust", "rivalry", "deal",
				       "contact",   "trust",  "praise", "support",  "agree",   "cooperate",
				       "aid",       "yield",  "ally",   "protocol" };
static const char *const tags[] = {
#define X(name) #name,
	LEXICON_TAGS(X)
#undef X
};
static const char *const lists[] = {
#define X(name) #name,
	LEXICON_LISTS(X)
#undef X
};
static const char *const prepositions[] = {
#define X(name) #name,
	LEXICON_PREPOSITIONS(X)
#undef X
};

#define LIST(array) \
	{ \
		(array), sizeof(array) / sizeof *(array) \
	}
#define SAME_SIZE(array, size) _Static_assert(sizeof(array) / sizeof *(array) == (size), #array " has a word for each")
SAME_SIZE(roles, STANCED_ROLE_PUBLIC + 1);
SAME_SIZE(genders, GENDER_COUNT);
SAME_SIZE(parts, POS_COUNT);
SAME_SIZE(offices, OFFICE_KIND_COUNT);
SAME_SIZE(modifiers, MODIFIER_COUNT);
SAME_SIZE(wheres, BOILERPLATE_WHERE_COUNT);
SAME_SIZE(cues, CUE_CLASS_COUNT);
SAME_SIZE(takes, 6);
SAME_SIZE(stances, STANCE_CLASS_COUNT);

const struct word_list role_words = LIST(roles), gender_words = LIST(genders), pos_words = LIST(parts),
		       office_words = LIST(offices), modifier_words = LIST(modifiers), where_words = LIST(wheres),
		       cue_words = LIST(cues), takes_words = LIST(takes), stance_words = LIST(stances),
		       tag_words = LIST(tags), list_words = LIST(lists);

const struct frame value_no_frames[1] = { { 0 } };

/* [+-] digits [. digits]; neither the locale's comma nor exponents. */
static bool parse_number(struct view text, double *out)
{
	double value = 0, scale = 1;
	bool point = false, digit = false, minus = text.size && text.data[0] == '-';
	size_t i = text.size && (minus || text.data[0] == '+') ? 1 : 0;

	for (; i < text.size && i < 20; i++) {
		char c = text.data[i];

		if (c == '.' && !point) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9')
			return false;
		digit = true;
		value = value * 10 + (c - '0');
		if (point)
			scale *= 10;
	}
	*out = (minus ? -value : value) / scale;
	return digit && i == text.size;
}

bool value_number(const struct record *record, enum column column, float low, float high, float missing, float *out)
{
	struct view cell = record_cell(record, column);
	double value;

	*out = missing;
	if (cell.size == 0)
		return true;
	if (!parse_number(cell, &value)) {
		record_error(record, cell.data, "bad_number", "%s \"%.*s\" is not a number",
			     lexicon_column_name(column), view_excerpt(cell), cell.data);
		return false;
	}
	*out = (float)value;
	if (*out >= low && *out <= high)
		return true;
	record_error(record, cell.data, "bad_range", "%s %.*s is not between %g and %g", lexicon_column_name(column),
		     view_excerpt(cell), cell.data, (double)low, (double)high);
	return false;
}

static bool value_day(const struct record *record, enum column column, bool last, int32_t missing, int32_t *out)
{
	struct view cell = record_cell(record, column);

	*out = missing;
	if (cell.size == 0 || day_parse(cell, last, out))
		return true;
	record_error(record, cell.data, "bad_date", "%s \"%.*s\" is not a date: YYYY, YYYY-MM or YYYY-MM-DD",
		     lexicon_column_name(column), view_excerpt(cell), cell.data);
	return false;
}

bool value_days(const struct record *record, int32_t *fromp, int32_t *top)
{
	bool from = value_day(record, COLUMN_FROM, false, LEXICON_DAY_MIN, fromp);
	bool to = value_day(record, COLUMN_TO, true, LEXICON_DAY_MAX, top);

	if (from && to && *fromp > *top) {
		struct view cell = record_cell(record, COLUMN_TO);

		record_error(record, cell.data, "bad_date_range", "to %.*s is before from", view_excerpt(cell),
			     cell.data);
		return false;
	}
	return from && to;
}

bool value_code(const struct record *record, struct view cell)
{
	bool good = cell.size >= 2 && cell.size <= CODE_MAX && cell.data[0] >= 'A' && cell.data[0] <= 'Z';

	for (size_t i = 1; good && i < cell.size; i++)
		good = (cell.data[i] >= 'A' && cell.data[i] <= 'Z') || (cell.data[i] >= '0' && cell.data[i] <= '9') ||
		       cell.data[i] == '_';
	if (!good)
		record_error(record, cell.data, "bad_code",
			     "\"%.*s\" is not a code: 2 to %d capital letters, digits and _, the first a letter",
			     view_excerpt(cell), cell.data, CODE_MAX);
	return good;
}

static int find_word(struct word_list list, struct view word)
{
	if (word.size == 0)
		return -1;
	for (size_t i = 0; i < list.count; i++)
		if (list.words[i][0] == word.data[0] && strncmp(list.words[i], word.data, word.size) == 0 &&
		    list.words[i][word.size] == '\0')
			return (int)i;
	return -1;
}

/* Tells the words that would have been right. */
static void tell_words(const struct record *record, enum column column, struct word_list list, struct view word)
{
	char known[360];
	size_t size = 0;

	for (size_t i = 0; i < list.count && size < sizeof known; i++)
		if (list.words[i][0])
			size += (size_t)snprintf(known + size, sizeof known - size, " %s", list.words[i]);
	record_error(record, word.data, "bad_value", "%s \"%.*s\" is none of:%s", lexicon_column_name(column),
		     view_excerpt(word), word.data, known);
}

bool value_word(const struct record *record, enum column column, struct word_list list, uint8_t missing, uint8_t *out)
{
	struct view cell = record_cell(record, column);
	int found = cell.size ? find_word(list, cell) : missing;

	*out = (uint8_t)found;
	if (found < 0)
		tell_words(record, column, list, cell);
	return found >= 0;
}

/* Next word of a list separated by spaces or commas. */
static bool next_word(struct view *rest, struct view *word)
{
	size_t size = 0;

	while (rest->size && (rest->data[0] == ' ' || rest->data[0] == ',')) {
		rest->data++;
		rest->size--;
	}
	while (size < rest->size && rest->data[size] != ' ' && rest->data[size] != ',')
		size++;
	*word = (struct view) { rest->data, size };
	*rest = (struct view) { rest->data + size, rest->size - size };
	return size > 0;
}

bool value_bits(const struct record *record, enum column column, struct word_list list, uint32_t missing, uint32_t *out)
{
	struct view rest = record_cell(record, column), word;
	bool good = true;

	*out = rest.size ? 0 : missing;
	while (next_word(&rest, &word)) {
		int found = find_word(list, word);

		if (found >= 0) {
			*out |= UINT32_C(1) << found;
			continue;
		}
		tell_words(record, column, list, word);
		good = false;
	}
	return good;
}

uint32_t value_preposition(struct view word)
{
	struct word_list list = LIST(prepositions);
	int found = view_equal(word, VIEW("towards")) ? PREP_BIT_toward : find_word(list, word);

	return found < 0 ? 0 : UINT32_C(1) << found;
}

static bool parse_slot(struct view text, uint8_t *slot, uint32_t *prepositions_out)
{
	static const char *const names[] = { "",         "subject",  "object",  "noun-of", "speaker",
					     "modified", "opponent", "example", "told",    "clause" };
	struct word_list list = LIST(names);
	struct view rest = text, word;
	int found = text.size ? find_word(list, text) : -1;

	*prepositions_out = 0;
	if (found > 0) {
		*slot = (uint8_t)found;
		return true;
	}
	*slot = SLOT_PREP;
	while (view_next(&rest, '/', &word)) {
		uint32_t bit = value_preposition(word);

		if (!bit)
			return false;
		*prepositions_out |= bit;
	}
	return true;
}

static bool parse_frame(struct view text, struct frame *frame)
{
	const char *arrow = memchr(text.data, '>', text.size);
	struct view holder, bearer;

	*frame = (struct frame) { 0 };
	if (!arrow) {
		frame->holder = SLOT_BETWEEN;
		frame->both = true;
		return view_equal(text, VIEW("between"));
	}
	holder = (struct view) { text.data, (size_t)(arrow - text.data) };
	bearer = (struct view) { arrow + 1, text.size - holder.size - 1 };
	frame->both = holder.size && holder.data[holder.size - 1] == '<';
	holder.size -= frame->both;
	return parse_slot(view_trim(holder), &frame->holder, &frame->holder_prepositions) &&
	       parse_slot(view_trim(bearer), &frame->bearer, &frame->bearer_prepositions);
}

/* The frames of a cell; false: told. */
static bool parse_frames(const struct record *record, struct view rest, struct arena *arena, struct frame_set *set)
{
	struct frame frames[LEXICON_FRAMES], *kept;
	struct view text;

	set->count = 0;
	while (view_next(&rest, '|', &text)) {
		if (set->count == LEXICON_FRAMES) {
			record_error(record, text.data, "bad_frame", "more than %d frames", LEXICON_FRAMES);
			return false;
		}
		if (!parse_frame(text, &frames[set->count])) {
			record_error(record, text.data, "bad_frame",
				     "\"%.*s\" is no frame such as subject>object or between", view_excerpt(text),
				     text.data);
			return false;
		}
		if (!(frames[set->count++].name = arena_string(arena, text.data, text.size)))
			record->build->failure = -ENOMEM;
	}
	set->frames = kept = arena_alloc(arena, set->count, sizeof *kept);
	if (!kept)
		record->build->failure = -ENOMEM;
	if (record->build->failure)
		return false;
	memcpy(kept, frames, set->count * sizeof *kept);
	return true;
}

bool value_frames(const struct record *record, const char *default_frame, struct arena *arena, struct row *row)
{
	struct view cell = record_cell(record, COLUMN_FRAME);

	if (cell.size == 0)
		cell = view_of(default_frame);
	struct frame_set *set = &record->build->frame_sets[scan_hash(cell.data, cell.size) % LEXICON_FRAME_SETS];
	if (!set->frames || !view_equal(set->cell, cell)) {
		struct frame_set parsed = { .cell = cell };

		if (!parse_frames(record, cell, arena, &parsed))
			return false;
		*set = parsed;
	}
	row->frames = set->frames;
	row->frame_count = set->count;
	return true;
}
