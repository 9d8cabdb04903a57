/* Where personal names are at home, for "Trade Minister Hajime Tamura" in an article about two states (actor_home.c).
 *
 * origins.tsv tells names and endings of names (-escu) with countries. They are no part of the index: a name in it is
 * not a word that the other rules would know. Kept by the hash of the folded name, an ending with its hyphen; sorted,
 * looked up by bisection; of endings the longest counts. */
#include <stdlib.h>

#include "base/sort.h"
#include "engine/lexicon_build.h"
#include "engine/lexicon_rows.h"
#include "engine/scan.h"

#define ENDING_MIN 3
#define ENDING_MAX 8

static void add_name(struct maker *maker, const struct record *record, struct view name, struct lexicon_origin origin)
{
	bool ending = name.size && name.data[0] == '-';
	char folded[SCAN_WORD_MAX + 1] = "-";
	struct scan_word word;

	scan_next(name.data, name.size, ending, &word);
	bool whole = word.class == SCAN_WORD && word.end == name.size && word.folded_size < SCAN_WORD_MAX;
	if (!whole || (ending && (word.folded_size < ENDING_MIN || word.folded_size > ENDING_MAX))) {
		record_error(record, name.data, "bad_name",
			     "\"%.*s\" is neither one word nor an ending of %d to %d letters", view_excerpt(name),
			     name.data, ENDING_MIN, ENDING_MAX);
		return;
	}
	memcpy(folded + 1, word.folded, word.folded_size);
	origin.hash = ending ? scan_hash(folded, word.folded_size + 1u) : word.hash;
	struct lexicon_origin *slot = VEC_PUSH(&maker->build->arena, &maker->origins);
	if (slot)
		*slot = origin;
	else
		maker->build->failure = -ENOMEM;
}

static void make_origin(struct maker *maker, const struct record *record)
{
	struct view rest = record_cell(record, COLUMN_NAMES), name;
	uint16_t count;
	const uint16_t *actors = make_actors_of(maker, record, COLUMN_COUNTRIES, &count);

	while (!maker->build->failure && view_next(&rest, '|', &name))
		add_name(maker, record, name, (struct lexicon_origin) { .actors = actors, .count = count });
}

/* Equal names in any order: their countries add up. */
static int by_hash(const void *x, const void *y)
{
	const struct lexicon_origin *a = x, *b = y;
	return a->hash < b->hash ? -1 : a->hash > b->hash;
}

void make_origins(struct maker *maker)
{
	make_each(maker, FILE_ORIGINS, make_origin);
	if (maker->origins.count)
		qsort(maker->origins.items, maker->origins.count, sizeof *maker->origins.items, by_hash);
}

/* The rows of a hash: the first and how many. */
static size_t find(const struct stanced_lexicon *lexicon, uint32_t hash, const struct lexicon_origin **firstp)
{
	size_t low = sort_find(lexicon->origins, lexicon->origin_count, sizeof *lexicon->origins, hash), end;
	for (end = low; end < lexicon->origin_count && lexicon->origins[end].hash == hash;)
		end++;
	*firstp = lexicon->origins + low;
	return end - low;
}

size_t lexicon_origins(const struct stanced_lexicon *lexicon, const char *name, size_t size,
		       const struct lexicon_origin **firstp)
{
	struct scan_word word;
	scan_next(name, size, 0, &word);
	if (word.class != SCAN_WORD)
		return 0;
	size_t count = find(lexicon, word.hash, firstp);
	char ending[ENDING_MAX + 1] = "-";
	for (size_t n = ENDING_MAX; count == 0 && n >= ENDING_MIN; n--) {
		if (n >= word.folded_size)
			continue; /* more than the ending */
		memcpy(ending + 1, word.folded + word.folded_size - n, n);
		count = find(lexicon, scan_hash(ending, n + 1), firstp);
	}
	return count;
}
