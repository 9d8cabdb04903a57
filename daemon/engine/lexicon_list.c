/* The closed lists of words that rules ask for by name (lists.tsv): "vote", "voted" of the list votes.
 *
 * A word may stand in several lists, and most words in none. The sets of lists that words stand in are few, so they are
 * numbered, and a word keeps the number of its set: to ask whether it stands in a list is one look at the word, and
 * only when it has a set, one at that.
 *
 * A word that no other file has stays a stranger: Trawler Peru is a name that nobody knows,
 * trawler being listed or not. */
#include <stdlib.h>

#include "engine/lexicon_build.h"
#include "engine/lexicon_rows.h"

static void make_list(struct maker *maker, const struct record *record)
{
	struct view rest = record_cell(record, COLUMN_WORDS), word;
	uint32_t symbol;
	uint8_t list;

	spell_begin(maker, record, 0, LAYER_COUNT);
	if (!value_word(record, COLUMN_LIST, list_words, 0, &list))
		return;
	while (!maker->build->failure && view_next(&rest, '|', &word)) {
		const size_t known = maker->index.words.count;
		if (!spell_word(maker, word, &symbol))
			continue;
		if (symbol >= known)
			maker->index.words.items[symbol].stranger = true;
		struct lexicon_listed *slot = VEC_PUSH(&maker->build->arena, &maker->listed);
		if (slot)
			*slot = (struct lexicon_listed) {
				.symbol = symbol,
				.line = (uint32_t)(record->line - maker->build->lines.items),
				.list = list,
			};
		else
			maker->build->failure = -ENOMEM;
		make_place(maker, record, symbol, list);
	}
}

static int by_symbol(const void *x, const void *y)
{
	const struct lexicon_listed *a = x, *b = y;
	return a->symbol != b->symbol ? (a->symbol < b->symbol ? -1 : 1) : a->list - b->list;
}

/* The number of the set, a new one where it is the first; LEXICON_SETS_MAX: there is none left, or no memory. */
static size_t number_of(struct maker *maker, struct lexicon_lists set)
{
	size_t n = 0;
	while (n < maker->lists.count && memcmp(&maker->lists.items[n], &set, sizeof set) != 0)
		n++;
	if (n < maker->lists.count || n >= LEXICON_SETS_MAX)
		return n;
	struct lexicon_lists *slot = VEC_PUSH(&maker->build->arena, &maker->lists);
	if (!slot) {
		maker->build->failure = -ENOMEM;
		return LEXICON_SETS_MAX;
	}
	*slot = set;
	return n;
}

static void tell_too_many(struct maker *maker, uint32_t line)
{
	struct record record;

	record_read(&record, maker->build, &maker->build->lines.items[line]);
	record_error(&record, NULL, "too_many", "words stand in more than %d different sets of lists",
		     LEXICON_SETS_MAX - 1);
}

/* Set 0 is the empty one. */
void make_lists(struct maker *maker)
{
	make_each(maker, FILE_LISTS, make_list);
	const struct lexicon_listed *listed = maker->listed.items;
	size_t count = maker->listed.count, n = number_of(maker, (struct lexicon_lists) { .bits = { 0 } });
	if (count)
		qsort(maker->listed.items, count, sizeof *listed, by_symbol);
	for (size_t i = 0; i < count && n < LEXICON_SETS_MAX;) {
		const struct lexicon_listed *first = &listed[i];
		struct lexicon_lists set = { .bits = { 0 } };
		for (; i < count && listed[i].symbol == first->symbol; i++)
			set.bits[listed[i].list / 64] |= UINT64_C(1) << listed[i].list % 64;
		n = number_of(maker, set);
		if (n < LEXICON_SETS_MAX)
			maker->index.words.items[first->symbol].listed = (uint16_t)n & (LEXICON_SETS_MAX - 1);
		else if (!maker->build->failure)
			tell_too_many(maker, listed[i - 1].line);
	}
}
