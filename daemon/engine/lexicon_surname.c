/* People by surname, for "President Bush" and "Secretary Kerry": an office and one name, nobody introduced.
 *
 * The surname is the last word of people.tsv's name, and the first one too where the family name may come first
 * (names of two or three words whose first is no given name). Sorted by symbol, then row: looked up by bisection. */
#include <stdlib.h>

#include <stanced/engine.h>

#include "base/err.h"
#include "base/sort.h"
#include "engine/lexicon_build.h"
#include "engine/scan.h"

static int by_symbol(const void *x, const void *y)
{
	const struct lexicon_surname *a = x, *b = y;
	if (a->symbol != b->symbol)
		return a->symbol < b->symbol ? -1 : 1;
	return a->row < b->row ? -1 : a->row > b->row;
}

/* Symbols of the first and last word of a name; false for names of one word. */
static bool name_ends(const struct stanced_lexicon *lexicon, const char *name, uint32_t *firstp, uint32_t *lastp)
{
	size_t size = strlen(name), words = 0;
	struct scan_word word;
	for (size_t offset = 0;; offset = word.end) {
		scan_next(name, size, offset, &word);
		if (word.class == SCAN_END)
			return words > 1;
		if (word.class != SCAN_WORD)
			continue;
		*lastp = lexicon_symbol(lexicon, word.folded, word.folded_size, word.hash);
		if (words++ == 0)
			*firstp = *lastp;
	}
}

int lexicon_surnames(struct stanced_lexicon *lexicon)
{
	size_t people = 0, count = 0;
	for (size_t i = 0; i < lexicon->row_count; i++)
		people += lexicon->tables.rows[i].kind == ENTRY_PERSON;
	struct lexicon_surname *list = arena_alloc(&lexicon->arena, 2 * people + 1, sizeof *list);
	if (!list)
		return -ENOMEM;
	for (size_t i = 0; i < lexicon->row_count; i++) {
		uint32_t first = 0, last = 0;
		if (lexicon->tables.rows[i].kind != ENTRY_PERSON ||
		    !name_ends(lexicon, lexicon->tables.rows[i].term, &first, &last))
			continue;
		list[count++] = (struct lexicon_surname) { last, (uint32_t)i };
		if (!lexicon->symbols[first].word.given)
			list[count++] = (struct lexicon_surname) { first, (uint32_t)i };
	}
	qsort(list, count, sizeof *list, by_symbol);
	lexicon->surnames = list;
	lexicon->surname_count = count;
	return 0;
}

/* How many countries, up to two, have one from position at on in office on the day, an official or not;
 * the last of them. */
static unsigned in_office(const struct stanced_lexicon *lexicon, size_t at, int32_t day, bool official,
			  const struct row **foundp)
{
	const uint32_t symbol = lexicon->surnames[at].symbol;
	unsigned countries = 0;
	for (; at < lexicon->surname_count && lexicon->surnames[at].symbol == symbol && countries < 2; at++) {
		const struct row *row = &lexicon->tables.rows[lexicon->surnames[at].row];
		if (day < row->from || day > row->to || (row->role == STANCED_ROLE_OFFICIAL) != official)
			continue;
		countries += countries == 0 || (*foundp)->actor != row->actor;
		*foundp = row;
	}
	return countries;
}

const struct row *lexicon_surname(const struct stanced_lexicon *lexicon, uint32_t symbol, int32_t day)
{
	size_t low = sort_find(lexicon->surnames, lexicon->surname_count, sizeof *lexicon->surnames, symbol);
	if (low == lexicon->surname_count || lexicon->surnames[low].symbol != symbol)
		return NULL;
	const struct row *found = NULL;
	unsigned countries = in_office(lexicon, low, day, true, &found);
	if (countries == 0)
		countries = in_office(lexicon, low, day, false, &found);
	return countries == 1 ? found : NULL; /* two countries have one: no guess */
}
