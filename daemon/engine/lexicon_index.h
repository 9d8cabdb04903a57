/* Symbols, phrases and entries while a lexicon is built; settled into the tables of stanced_lexicon at the end. */
#pragma once

#include "base/vec.h"
#include "engine/lexicon_build.h"

/* How a word of a phrase must be written; two bits of entry.cases. */
enum phrase_case { CASE_ANY, CASE_CAPITAL, CASE_UPPER, CASE_MIXED };

struct phrase {
	uint32_t symbols[LEXICON_PHRASE_WORDS];
	uint8_t cases[LEXICON_PHRASE_WORDS];
	uint8_t count;
};

struct building_entry {
	struct entry entry;
	uint32_t node;
	uint32_t older; /* index + 1 of the entry of the same node before this one */
};

struct building_node {
	uint32_t newest; /* index + 1 */
	uint32_t parent, symbol; /* 0: a root */
};

/* An entry that waits for what its phrase needs of the tables. */
struct pending_entry {
	struct phrase phrase;
	struct entry entry;
	uint32_t hashes[LEXICON_PHRASE_WORDS]; /* of each beginning of the phrase */
};
#define INDEX_PENDING 16

struct index {
	struct arena *arena; /* of the build, forgotten after it */
	/* numbers below 2^24, tagged with bits of the hash; 0: free */
	struct tagged {
		uint32_t *items;
		uint32_t mask, count;
	} slots, edges;
	uint32_t *numbers; /* symbol of the build -> of the lexicon (index_settle) */
	VEC(char) pool;
	VEC(struct lexicon_text) texts;
	VEC(uint32_t) hashes; /* of each text */
	VEC(struct word) words;
	VEC(uint32_t) prepositions; /* of each word */
	VEC(uint32_t) roots;
	VEC(struct building_node) nodes;
	VEC(struct building_entry) entries;
	struct pending_entry pending[INDEX_PENDING];
	unsigned pending_count;
};

/* Where a hash begins to look in the table of symbols, and the place behind one; never 0. */
#define LEXICON_PLACE(hash, mask) (((hash) & (mask)) + 1)

static inline uint32_t lexicon_edge_hash(uint32_t node, uint32_t symbol)
{
	return (uint32_t)(((uint64_t)node << 32 | symbol) * UINT64_C(0x9E3779B97F4A7C15) >> 32);
}

/* Where such a hash begins to look in a table of so many places. */
static inline uint32_t lexicon_node_place(uint32_t node, uint32_t symbol, uint32_t places)
{
	return (uint32_t)((uint64_t)lexicon_edge_hash(node, symbol) * places >> 32);
}

/* All return 0 or -ENOMEM. */
/* lines: of all files, to guess sizes by. */
int index_init(struct index *index, struct arena *arena, size_t lines);
/* Has the processor fetch what index_symbol will look at first. */
static inline void index_prefetch(const struct index *index, uint32_t hash)
{
	__builtin_prefetch(&index->slots.items[hash & index->slots.mask]);
}
int index_symbol(struct index *index, uint32_t *symbolp, const char *folded, size_t size, uint32_t hash);
/* It is found when it has been flushed; what fails may be told by a later call. */
int index_entry(struct index *index, const struct phrase *phrase, const struct entry *entry);
int index_flush(struct index *index);

/* Newest entry of the phrase, for walking by older; NULL: none. */
const struct building_entry *index_find(const struct index *index, const struct phrase *phrase);
const struct building_entry *index_older(const struct index *index, const struct building_entry *entry);

/* Bytes that index_settle takes of the lexicon's arena. */
size_t index_size(const struct index *index);
/* Sorts the entries of each node, best first, and copies all tables into the lexicon's arena. ranks are those of the
 * rows: INDEX_RANK_CUSTOM, or at most 65535, smaller first where entries are written alike. */
#define INDEX_RANK_CUSTOM UINT32_MAX
int index_settle(struct index *index, struct stanced_lexicon *lexicon, const uint32_t *ranks);
