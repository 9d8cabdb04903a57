/* What a phrase means, for people who edit the files: every row that the phrase, or a part of it, can match. */

#include "base/err.h"
#include "base/format.h"
#include "engine/article.h"
#include "engine/lexicon_build.h"
#include "engine/scan.h"

#define LOOKUP_TOKENS 64

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

static const char *code_of(const struct stanced_lexicon *lexicon, const struct row *row)
{
	return row->actor == LEXICON_NO_ACTOR ? "" : lexicon->actors[row->actor].code;
}

static void describe(const struct stanced_lexicon *lexicon, const struct row *row, char *out, size_t size)
{
	size_t n = 0;
	const char *code = code_of(lexicon, row);

	out[0] = '\0';
	if (*code)
		n += (size_t)snprintf(out + n, size - n, "%s ", code);
	if (row->role && n < size)
		n += (size_t)snprintf(out + n, size - n, "%s ", stanced_role_name((enum stanced_role)row->role));
	if ((row->kind == ENTRY_STANCE || row->kind == ENTRY_CUE || row->kind == ENTRY_SENTIMENT) && n < size)
		n += (size_t)snprintf(out + n, size - n, "score %+.2f ", (double)row->score);
	for (uint8_t i = 0; i < row->frame_count && n < size; i++)
		n += (size_t)snprintf(out + n, size - n, "%s%s", i ? "|" : "", row->frame_names[i]);
}

static void tell_entry(const struct stanced_lexicon *lexicon, const struct entry *entry,
		       void (*tell)(void *user, const struct stanced_lexicon_row *row), void *user)
{
	const struct row *row = lexicon_row(lexicon, entry);
	const struct lexicon_file_rows *file = row->file < lexicon->file_count ? &lexicon->files[row->file] : NULL;
	char details[256];

	describe(lexicon, row, details, sizeof details);
	tell(user, &(struct stanced_lexicon_row) { .kind = kind_names[entry->kind],
						   .term = row->term,
						   .file = file ? file->path : "",
						   .line = row->line,
						   .details = details });
}

static bool holds_on(const struct row *row, int32_t day)
{
	return day == STANCED_DAY_NONE || (day >= row->from && day <= row->to);
}

int stanced_lexicon_lookup(const struct stanced_lexicon *lexicon, const char *phrase, int32_t day,
			   void (*tell)(void *user, const struct stanced_lexicon_row *row), void *user)
{
	struct token tokens[LOOKUP_TOKENS + 1];
	uint32_t count = cut(lexicon, phrase, tokens);

	for (uint32_t length = count; length > 0; length--)
		for (uint32_t i = 0; i + length <= count; i++) {
			struct lexicon_hit hits[LAYER_COUNT];

			lexicon_match(lexicon, tokens, i, i + length, hits);
			for (int layer = 0; layer < LAYER_COUNT; layer++) {
				const struct entry *entry = hits[layer].tokens == length ? hits[layer].entry : NULL;

				for (; entry; entry = lexicon_next(lexicon, entry, tokens, i))
					if (holds_on(lexicon_row(lexicon, entry), day))
						tell_entry(lexicon, entry, tell, user);
			}
		}
	return 0;
}
