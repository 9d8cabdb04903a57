/* What a phrase means, for people who edit the files: every row that the phrase, or a part of it, can match, each once.
 *
 * On a day, only rows that hold then; but a person who held no office then is who he was, as the engine has it: the row
 * nearest to the day is told, an official as a former one after it and as nobody yet before it. */

#include "base/day.h"
#include "base/err.h"
#include "base/format.h"
#include "base/utf8.h"
#include "engine/article.h"
#include "engine/lexicon_build.h"
#include "engine/lexicon_value.h"
#include "engine/scan.h"

#define LOOKUP_TOKENS 64
/* Rows that were told; of more, some may be told twice. */
#define LOOKUP_TOLD 256

static const char *const kind_names[] = {
	[ENTRY_BLOCK] = "context that must not match",
	[ENTRY_NAME] = "name",
	[ENTRY_ADJECTIVE] = "adjective",
	[ENTRY_DEMONYM] = "demonym",
	[ENTRY_CAPITAL] = "capital",
	[ENTRY_METONYM] = "metonym",
	[ENTRY_CITY] = "city",
	[ENTRY_INSTITUTION] = "institution",
	[ENTRY_PERSON] = "person",
	[ENTRY_OFFICE] = "office",
	[ENTRY_HEAD] = "head noun",
	[ENTRY_CUE] = "cue",
	[ENTRY_STANCE] = "stance",
	[ENTRY_MODIFIER] = "modifier",
	[ENTRY_SENTIMENT] = "sentiment",
	[ENTRY_BOILERPLATE] = "boilerplate",
};

const char *stanced_lexicon_digest(const struct stanced_lexicon *lexicon)
{
	return lexicon->digest;
}

bool stanced_lexicon_file(const struct stanced_lexicon *lexicon, size_t index, const char **namep, size_t *rowsp)
{
	if (index >= lexicon->file_count)
		return false;
	*namep = lexicon->files[index].name;
	*rowsp = lexicon->files[index].rows;
	return true;
}

static uint32_t cut(const struct stanced_lexicon *lexicon, const char *phrase, struct token tokens[LOOKUP_TOKENS + 1])
{
	size_t size = strlen(phrase), offset = 0;
	uint32_t count = 0;
	struct scan_word word;

	for (; count < LOOKUP_TOKENS; count++, offset = word.end) {
		scan_next(phrase, size, offset, &word);
		if (word.class == SCAN_END)
			break;
		tokens[count] = (struct token) {
			.start = word.start,
			.end = word.end,
			.letters = word.letters,
			.symbol = lexicon_symbol(lexicon, word.folded, word.folded_size, word.hash),
		};
	}
	tokens[count] = (struct token) { 0 };
	return count;
}

/* Text that is cut where the room ends. */
struct details {
	char text[256];
	size_t size;
};

STANCED_PRINTF(2, 3)
static void add(struct details *details, const char *format, ...)
{
	size_t room = sizeof details->text - details->size;
	va_list args;

	if (room < 2)
		return;
	if (details->size) {
		details->text[details->size++] = ' ';
		room--;
	}
	va_start(args, format);
	int n = vsnprintf(details->text + details->size, room, format, args);
	va_end(args);
	if (n > 0)
		details->size += (size_t)n < room ? (size_t)n : room - 1;
}

static const char *word_of(struct word_list list, uint8_t index)
{
	return index < list.count ? list.words[index] : "";
}

static void describe_word(struct details *details, const struct row *row)
{
	if (row->pos)
		add(details, "%s", word_of(pos_words, row->pos));
	add(details, "%s %+.2f", row->kind == ENTRY_SENTIMENT ? "valence" : "score", (double)row->score);
	if (row->kind == ENTRY_STANCE)
		add(details, "%s", word_of(stance_words, row->stance_class));
	if (row->kind == ENTRY_CUE)
		add(details, "%s certainty %.2f", word_of(cue_words, row->sub), (double)row->certainty);
	for (uint8_t i = 0; i < row->frame_count; i++)
		add(details, "%s", row->frames[i].name);
}

static void describe_days(struct details *details, const struct row *row)
{
	char day[DAY_TEXT];

	if (row->from != LEXICON_DAY_MIN) {
		day_format(row->from, day);
		add(details, "from %s", day);
	}
	if (row->to != LEXICON_DAY_MAX) {
		day_format(row->to, day);
		add(details, "to %s", day);
	}
}

/* Days between the row and the day; 0: it holds. */
static int64_t days_from(const struct row *row, int32_t day)
{
	if (day == STANCED_DAY_NONE)
		return 0;
	return day < row->from ? (int64_t)row->from - day : day > row->to ? (int64_t)day - row->to : 0;
}

/* In office on the day, out of it, or not there yet. */
static const char *role_on(const struct row *row, int32_t day)
{
	if (row->role != STANCED_ROLE_OFFICIAL || days_from(row, day) == 0)
		return word_of(role_words, row->role);
	return day < row->from ? word_of(role_words, STANCED_ROLE_NONE) : "former";
}

static void describe(const struct stanced_lexicon *lexicon, const struct entry *entry, int32_t day,
		     struct details *details)
{
	const struct row *row = lexicon_row(lexicon, entry);

	if (row->actor != LEXICON_NO_ACTOR)
		add(details, "%s", lexicon->tables.actors[row->actor].code);
	switch (row->kind) {
	case ENTRY_CUE:
	case ENTRY_STANCE:
	case ENTRY_SENTIMENT:
		describe_word(details, row);
		break;
	case ENTRY_MODIFIER:
		add(details, "%s factor %.2f", word_of(modifier_words, row->sub), (double)row->score);
		break;
	case ENTRY_BOILERPLATE:
		add(details, "%s", word_of(where_words, row->sub));
		break;
	case ENTRY_OFFICE:
	case ENTRY_HEAD:
		add(details, "%s %s", word_of(role_words, row->role), word_of(office_words, row->sub));
		break;
	case ENTRY_INSTITUTION:
	case ENTRY_PERSON:
		add(details, "%s", role_on(row, day));
		break;
	default:
		break;
	}
	if (row->office)
		add(details, "%s", lexicon->tables.rows[row->office].term);
	describe_days(details, row);
}

struct lookup {
	const struct stanced_lexicon *lexicon;
	int32_t day;
	void (*tell)(void *user, const struct stanced_lexicon_row *row);
	void *user;
	const struct row *told[LOOKUP_TOLD];
	size_t told_count;
};

/* A surname says no more of a person than the whole name did. */
static bool was_told(struct lookup *lookup, const struct row *row)
{
	for (size_t i = 0; i < lookup->told_count; i++) {
		const struct row *told = lookup->told[i];

		if (told->file == row->file && told->line == row->line && told->kind == row->kind)
			return true;
	}
	if (lookup->told_count < LOOKUP_TOLD)
		lookup->told[lookup->told_count++] = row;
	return false;
}

static void tell_entry(struct lookup *lookup, const struct entry *entry)
{
	const struct stanced_lexicon *lexicon = lookup->lexicon;
	const struct row *row = lexicon_row(lexicon, entry);
	const struct lexicon_file_rows *file = row->file < lexicon->file_count ? &lexicon->files[row->file] : NULL;
	struct details details = { { 0 }, 0 };

	if (was_told(lookup, row))
		return;
	describe(lexicon, entry, lookup->day, &details);
	lookup->tell(lookup->user, &(struct stanced_lexicon_row) { .kind = kind_names[entry->kind],
								   .term = row->term,
								   .file = file ? file->path : "",
								   .line = row->line,
								   .details = details.text });
}

static void describe_place(const struct stanced_lexicon *lexicon, const struct lexicon_place *place,
			   struct details *details)
{
	static const char *const forms[] = { "base", "third", "past", "participle", "ing" };
	const struct word *word = lexicon_word(lexicon, place->symbol);

	switch (lexicon->files[place->file].file) {
	case FILE_VERBS:
		for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
			if (place->what >> i & 1)
				add(details, "%s", forms[i]);
		break;
	case FILE_GIVEN:
		add(details, "given name %s", word_of(gender_words, word->gender));
		break;
	case FILE_LISTS:
		add(details, "list %s", word_of(list_words, place->what));
		break;
	default:
		for (uint8_t i = 0; i < tag_words.count; i++)
			if (word->tags >> i & 1)
				add(details, "%s", tag_words.words[i]);
	}
}

/* Words that mean something by themselves, beside all phrases. */
static void tell_places(const struct lookup *lookup, uint32_t symbol)
{
	const struct stanced_lexicon *lexicon = lookup->lexicon;
	char term[SCAN_WORD_MAX + 1];
	const struct lexicon_text *text = &lexicon->texts[lexicon->symbols[symbol].text];

	for (size_t i = 0; symbol && i < lexicon->place_count; i++) {
		const struct lexicon_place *place = &lexicon->places[i];
		struct details details = { { 0 }, 0 };

		if (place->symbol != symbol)
			continue;
		memcpy(term, lexicon->pool + text->offset, text->size);
		term[text->size] = '\0';
		describe_place(lexicon, place, &details);
		lookup->tell(lookup->user, &(struct stanced_lexicon_row) { .kind = "word",
									   .term = term,
									   .file = lexicon->files[place->file].path,
									   .line = place->line,
									   .details = details.text });
	}
}

/* Rows that exactly these tokens match. */
static void tell_phrase(struct lookup *lookup, const struct token *tokens, uint32_t i, uint32_t length)
{
	const struct stanced_lexicon *lexicon = lookup->lexicon;
	struct lexicon_hit hits[LAYER_COUNT];

	lexicon_match(lexicon, tokens, i, i + length, hits);
	for (int layer = 0; layer < LAYER_COUNT; layer++) {
		const struct entry *entry = hits[layer].tokens == length ? hits[layer].entry : NULL, *nearest = NULL;
		int64_t distance, least = INT64_MAX; /* of persons */

		for (; entry; entry = lexicon_next(lexicon, entry, tokens, i)) {
			distance = days_from(lexicon_row(lexicon, entry), lookup->day);
			if (distance == 0)
				tell_entry(lookup, entry);
			if (entry->kind == ENTRY_PERSON && distance < least) {
				least = distance;
				nearest = entry;
			}
		}
		if (nearest && least)
			tell_entry(lookup, nearest);
	}
}

int stanced_lexicon_lookup(const struct stanced_lexicon *lexicon, const char *phrase, int32_t day,
			   void (*tell)(void *user, const struct stanced_lexicon_row *row), void *user)
{
	struct token tokens[LOOKUP_TOKENS + 1];
	size_t bad;
	if (!utf8_valid(phrase, strlen(phrase), &bad))
		return -EINVAL;
	uint32_t count = cut(lexicon, phrase, tokens);
	struct lookup lookup = { .lexicon = lexicon, .day = day, .tell = tell, .user = user };

	for (uint32_t length = count; length > 0; length--)
		for (uint32_t i = 0; i + length <= count; i++)
			tell_phrase(&lookup, tokens, i, length);
	if (count == 1)
		tell_places(&lookup, tokens[0].symbol);
	return 0;
}
