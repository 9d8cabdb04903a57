/* Order of the entries of one phrase: layer; contexts (blocks) after everything else, since a row that names the
 * longer phrase knows better than one that excludes it; then custom actors; then exact case, capitalised, folded;
 * then later sets; then kind, as enum entry_kind; then row. */
#include "engine/lexicon_index.h"

#include <errno.h>
#include <string.h>

#include "base/sort.h"
#include "engine/scan_quick.h"

#define TABLE_MIN 1024u
#define FULL(mask) ((mask) / 3 * 2)
#define TAGGED(hash, number) (((hash) & ~LEXICON_NUMBER_MAX) | (number))
#define NUMBER(slot) ((slot)&LEXICON_NUMBER_MAX)
#define TAG_FITS(slot, hash) ((((slot) ^ (hash)) & ~LEXICON_NUMBER_MAX) == 0)

/* Of the shipped files: less than one new word a line, four nodes and three entries. */
static bool reserve(struct index *index, size_t lines)
{
	struct arena *arena = index->arena;

	return VEC_RESERVE(arena, &index->pool, lines * 8 + 64) && VEC_RESERVE(arena, &index->texts, lines + 64) &&
	       VEC_RESERVE(arena, &index->hashes, lines + 64) && VEC_RESERVE(arena, &index->words, lines + 64) &&
	       VEC_RESERVE(arena, &index->prepositions, lines + 64) && VEC_RESERVE(arena, &index->roots, lines + 64) &&
	       VEC_RESERVE(arena, &index->nodes, lines * 4 + 64) && VEC_RESERVE(arena, &index->entries, lines * 3 + 64);
}

static bool table_init(struct tagged *table, struct arena *arena, size_t count)
{
	uint32_t mask = TABLE_MIN - 1;

	while (FULL(mask) < count)
		mask = mask * 2 + 1;
	*table = (struct tagged) { .items = arena_zero(arena, (size_t)mask + 1, sizeof *table->items), .mask = mask };
	return table->items != NULL;
}

/* Puts in a number that is not there. */
static void table_put(struct tagged *table, uint32_t hash, uint32_t number)
{
	uint32_t at = hash & table->mask;

	while (table->items[at])
		at = (at + 1) & table->mask;
	table->items[at] = TAGGED(hash, number);
	table->count++;
}

int index_init(struct index *index, struct arena *arena, size_t lines)
{
	*index = (struct index) { .arena = arena };
	if (!table_init(&index->slots, arena, lines) || !table_init(&index->edges, arena, lines * 7 / 2) ||
	    !reserve(index, lines))
		return -ENOMEM;
	/* symbol 0 is every unknown word, node 0 no node */
	index->texts.items[index->texts.count++] = (struct lexicon_text) { 0 };
	index->hashes.items[index->hashes.count++] = 0;
	index->words.items[index->words.count++] = (struct word) { .stranger = true };
	index->prepositions.items[index->prepositions.count++] = 0;
	index->roots.items[index->roots.count++] = 0;
	index->nodes.items[index->nodes.count++] = (struct building_node) { 0 };
	return 0;
}

static uint32_t find_symbol(const struct index *index, const char *folded, size_t size, uint32_t hash)
{
	for (uint32_t at = hash & index->slots.mask;; at = (at + 1) & index->slots.mask) {
		uint32_t slot = index->slots.items[at], symbol = NUMBER(slot);
		const struct lexicon_text *text = &index->texts.items[symbol];

		if (slot == 0 || (TAG_FITS(slot, hash) && text->size == size &&
				  memcmp(index->pool.items + text->offset, folded, size) == 0))
			return symbol;
	}
}

static int grow_slots(struct index *index)
{
	struct tagged old = index->slots;

	if (!table_init(&index->slots, index->arena, FULL(old.mask) * 2))
		return -ENOMEM;
	for (uint32_t i = 1; i < index->texts.count; i++)
		table_put(&index->slots, index->hashes.items[i], i);
	return 0;
}

static int push_text(struct index *index, const char *folded, size_t size)
{
	while (index->pool.room - index->pool.count < size) {
		char *items = vec_grow(index->arena, index->pool.items, index->pool.count, &index->pool.room, 1);

		if (!items)
			return -ENOMEM;
		index->pool.items = items;
	}
	memcpy(index->pool.items + index->pool.count, folded, size);
	index->pool.count += size;
	return 0;
}

int index_symbol(struct index *index, uint32_t *symbolp, const char *folded, size_t size, uint32_t hash)
{
	*symbolp = find_symbol(index, folded, size, hash);
	if (*symbolp)
		return 0;

	struct lexicon_text *text = VEC_PUSH(index->arena, &index->texts);
	struct word *word = VEC_PUSH(index->arena, &index->words);
	uint32_t *prepositions = VEC_PUSH(index->arena, &index->prepositions);
	uint32_t *root = VEC_PUSH(index->arena, &index->roots), *kept_hash = VEC_PUSH(index->arena, &index->hashes);

	if (!kept_hash || !text || !word || !prepositions || !root || index->texts.count > LEXICON_NUMBER_MAX)
		return -ENOMEM;
	*text = (struct lexicon_text) { (uint32_t)index->pool.count, (uint32_t)size };
	*kept_hash = hash;
	*word = (struct word) { 0 };
	*prepositions = *root = 0;
	*symbolp = (uint32_t)index->texts.count - 1;
	if (push_text(index, folded, size))
		return -ENOMEM;
	if (index->slots.count >= FULL(index->slots.mask))
		return grow_slots(index);
	table_put(&index->slots, hash, *symbolp);
	return 0;
}

/* The hash of each beginning of the phrase, out of that of the one before: where all of them are to be looked for is
 * known before the first is found, and the processor need not wait for one after the other. */
static void hash_phrase(const struct index *index, const struct phrase *phrase, uint32_t hashes[LEXICON_PHRASE_WORDS])
{
	hashes[0] = phrase->symbols[0];
	__builtin_prefetch(&index->roots.items[hashes[0]]);
	for (uint8_t i = 1; i < phrase->count; i++) {
		hashes[i] = lexicon_edge_hash(hashes[i - 1], phrase->symbols[i]);
		__builtin_prefetch(&index->edges.items[hashes[i] & index->edges.mask]);
	}
}

/* 0: no such node. */
static uint32_t find_child(const struct index *index, uint32_t node, uint32_t symbol, uint32_t hash)
{
	for (uint32_t at = hash & index->edges.mask;; at = (at + 1) & index->edges.mask) {
		uint32_t slot = index->edges.items[at];
		const struct building_node *child = &index->nodes.items[NUMBER(slot)];

		if (slot == 0 || (TAG_FITS(slot, hash) && child->parent == node && child->symbol == symbol))
			return NUMBER(slot);
	}
}

static int grow_edges(struct index *index)
{
	uint32_t *hashes = arena_alloc(index->arena, index->nodes.count, sizeof *hashes);

	if (!hashes || !table_init(&index->edges, index->arena, FULL(index->edges.mask) * 2))
		return -ENOMEM;
	for (uint32_t i = 1; i < index->nodes.count; i++) {
		const struct building_node *node = &index->nodes.items[i];

		hashes[i] = node->parent ? lexicon_edge_hash(hashes[node->parent], node->symbol) : node->symbol;
		if (node->parent)
			table_put(&index->edges, hashes[i], i);
	}
	return 0;
}

static int add_node(struct index *index, uint32_t parent, uint32_t symbol, uint32_t *nodep)
{
	struct building_node *node = VEC_PUSH(index->arena, &index->nodes);

	if (!node || index->nodes.count > LEXICON_NUMBER_MAX)
		return -ENOMEM;
	*node = (struct building_node) { .parent = parent, .symbol = symbol };
	*nodep = (uint32_t)index->nodes.count - 1;
	return 0;
}

static int add_child(struct index *index, uint32_t node, uint32_t symbol, uint32_t hash, uint32_t *childp)
{
	*childp = find_child(index, node, symbol, hash);
	if (*childp)
		return 0;
	if (add_node(index, node, symbol, childp))
		return -ENOMEM;
	if (index->edges.count >= FULL(index->edges.mask))
		return grow_edges(index);
	table_put(&index->edges, hash, *childp);
	return 0;
}

static int add_phrase(struct index *index, const struct phrase *phrase, const uint32_t *hashes, uint32_t *nodep)
{
	uint32_t node = index->roots.items[phrase->symbols[0]];

	if (node == 0) {
		if (add_node(index, 0, phrase->symbols[0], &node))
			return -ENOMEM;
		index->roots.items[phrase->symbols[0]] = node;
	}
	for (uint8_t i = 1; i < phrase->count; i++)
		if (add_child(index, node, phrase->symbols[i], hashes[i], &node))
			return -ENOMEM;
	*nodep = node;
	return 0;
}

static int add_entry(struct index *index, const struct phrase *phrase, const uint32_t *hashes,
		     const struct entry *entry)
{
	struct building_entry *e;
	uint32_t node, cases = 0, newest;

	for (uint8_t i = 0; i < phrase->count; i++)
		cases |= (uint32_t)phrase->cases[i] << 2 * i;
	if (add_phrase(index, phrase, hashes, &node))
		return -ENOMEM;
	newest = index->nodes.items[node].newest;
	/* rows come one after another: entries of this row are the newest ones */
	for (uint32_t i = newest; i && index->entries.items[i - 1].entry.row == entry->row; i = e->older) {
		e = &index->entries.items[i - 1];
		if (e->entry.kind == entry->kind && e->entry.cases == cases) {
			e->entry.form |= entry->form;
			return 0;
		}
	}
	if (!(e = VEC_PUSH(index->arena, &index->entries)))
		return -ENOMEM;
	*e = (struct building_entry) { *entry, node, newest };
	e->entry.cases = cases;
	e->entry.next = UINT32_MAX;
	index->nodes.items[node].newest = (uint32_t)index->entries.count;
	return 0;
}

int index_flush(struct index *index)
{
	int r = 0;

	for (unsigned i = 0; i < index->pending_count && r == 0; i++) {
		const struct pending_entry *pending = &index->pending[i];

		r = add_entry(index, &pending->phrase, pending->hashes, &pending->entry);
	}
	index->pending_count = 0;
	return r;
}

int index_entry(struct index *index, const struct phrase *phrase, const struct entry *entry)
{
	struct pending_entry *pending = &index->pending[index->pending_count++];

	pending->phrase = *phrase;
	pending->entry = *entry;
	hash_phrase(index, phrase, pending->hashes);
	return index->pending_count < INDEX_PENDING ? 0 : index_flush(index);
}

const struct building_entry *index_find(const struct index *index, const struct phrase *phrase)
{
	uint32_t node = index->roots.items[phrase->symbols[0]], hashes[LEXICON_PHRASE_WORDS];

	hash_phrase(index, phrase, hashes);
	for (uint8_t i = 1; node && i < phrase->count; i++)
		node = find_child(index, node, phrase->symbols[i], hashes[i]);
	if (!node || !index->nodes.items[node].newest)
		return NULL;
	return &index->entries.items[index->nodes.items[node].newest - 1];
}

const struct building_entry *index_older(const struct index *index, const struct building_entry *entry)
{
	return entry->older ? &index->entries.items[entry->older - 1] : NULL;
}

/* Key of an entry among those of its phrase, and where it is. */
struct order {
	uint64_t key;
	uint32_t row;
	uint32_t at;
};

static unsigned case_strength(uint32_t cases)
{
	unsigned strength = 0;

	for (; cases; cases >>= 2)
		if ((cases & 3) == CASE_CAPITAL && strength == 0)
			strength = 1;
		else if ((cases & 3) > CASE_CAPITAL)
			return 2;
	return strength;
}

static uint64_t order_key(const struct entry *e, const uint32_t *rank)
{
	return (uint64_t)e->layer << 56 | (uint64_t)(e->kind == ENTRY_BLOCK) << 48 |
	       (uint64_t)(rank[e->row] != INDEX_RANK_CUSTOM) << 40 | (uint64_t)(2 - case_strength(e->cases)) << 32 |
	       (uint64_t)(rank[e->row] & 0xFFFF) << 8 | e->kind;
}

static int compare_orders(const void *a, const void *b)
{
	const struct order *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static uint8_t layer_bits(const struct entry *entry, const struct row *rows)
{
	bool inside = entry->layer == LAYER_BOILERPLATE && rows[entry->row].sub == BOILERPLATE_INSIDE;

	return (uint8_t)(1u << entry->layer | (inside ? LAYER_BIT_INSIDE : 0));
}

/* Writes the entries of one node from out->first on; how many. */
static uint32_t settle_node(const struct index *index, const struct building_node *node, struct node *out,
			    struct order *orders, struct entry *entries, const uint32_t *rank, const struct row *rows)
{
	struct order *scratch = orders;
	uint32_t count = 0;

	orders += 2 * index->entries.count; /* the oldest comes first, so that most are in order */
	for (uint32_t i = node->newest; i; i = index->entries.items[i - 1].older, count++) {
		const struct entry *e = &index->entries.items[i - 1].entry;

		*--orders = (struct order) { order_key(e, rank), e->row, i - 1 };
	}
	if (count > 1)
		sort_stable(orders, count, sizeof *orders, compare_orders, scratch);
	for (uint32_t i = 0; i < count; i++) {
		entries[out->first + i] = index->entries.items[orders[i].at].entry;
		entries[out->first + i].last = i + 1 == count;
		out->layers |= layer_bits(&entries[out->first + i], rows);
		if (i > 0 && entries[out->first + i - 1].layer == entries[out->first + i].layer)
			entries[out->first + i - 1].next = out->first + i;
	}
	return count;
}

/* The nodes in the order of the build. */
static struct lexicon_node *settle_nodes(struct index *index, struct stanced_lexicon *lexicon, const uint32_t *rank)
{
	size_t count = index->nodes.count;
	struct lexicon_node *nodes = arena_zero(index->arena, count, sizeof *nodes);
	struct entry *entries = arena_alloc(&lexicon->arena, index->entries.count, sizeof *entries);
	struct order *orders = arena_alloc(index->arena, 2 * index->entries.count, sizeof *orders);

	if (!nodes || !entries || !orders)
		return NULL;
	uint32_t first = 0;
	for (size_t i = 1; i < count; i++) {
		const struct building_node *node = &index->nodes.items[i];

		nodes[i].parent = node->parent;
		nodes[i].symbol = index->numbers[node->symbol];
		nodes[i].node.first = first;
		first += settle_node(index, node, &nodes[i].node, orders, entries, rank, lexicon->tables.rows);
	}
	/* children come after their parents; nobody asks node 0, the parent of roots */
	for (size_t i = count; i-- > 1;) {
		const struct node *node = &nodes[i].node;
		struct node *parent = &nodes[nodes[i].parent].node;

		parent->edges |= LEXICON_EDGE_BIT(nodes[i].symbol);
		parent->below |= node->layers | node->below;
	}
	lexicon->entries = entries;
	lexicon->entry_count = index->entries.count;
	return nodes;
}

#define CACHE_LINE 64

/* How many places the table of nodes has: two thirds are taken. */
#define NODE_PLACES(count) ((uint32_t)((count) / 2 * 3 + 2))

/* The mask of a table that is not too full with count. */
static uint32_t table_mask(size_t count)
{
	uint32_t mask = TABLE_MIN - 1;

	while (FULL(mask) < count)
		mask = mask * 2 + 1;
	return mask;
}

/* Zeros at the beginning of a cache line. */
static void *alloc_lines(struct arena *arena, size_t count, size_t size)
{
	char *room = arena_zero(arena, count + CACHE_LINE / size, size);

	return room ? room + (-(uintptr_t)room & (CACHE_LINE - 1)) : NULL;
}

/* What the neighbours of these make of them is told by tag.c: May 2022, Minister June Low, at least 40,
 * more than 40, over 40, his, a second round, their last troops. */
static bool depends_on_place(const struct word *word, const char *folded)
{
	static const char *const words[] = { "may",    "at",    "least", "most",  "than",  "about",
					     "around", "over",  "jan",   "april", "june",  "august",
					     "there",  "given", "do",    "each",  "round", "last" };
	const uint32_t often_two = TAG(poss) | TAG(number);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(folded, words[i]))
			return true;
	return word->tags & (TAG(adv) | TAG(quant) | TAG(particle)) ||
	       (word->tags & often_two && word->tags & TAG(pron)) || (word->tags & TAG(neg) && word->tags & TAG(det));
}

/* Of several tags the first decides (LEXICON_TAGS). That, to, adjectives and nouns are always a matter of place. */
static uint8_t decided(const struct word *word, const char *folded)
{
	const uint32_t plain = TAG(be) | TAG(modal) | TAG(have) | TAG(do) | TAG(who) | TAG(poss) | TAG(neg) | TAG(det) |
			       TAG(pron) | TAG(conj) | TAG(but) | TAG(subord) | TAG(wh) | TAG(prep) | TAG(there) |
			       TAG(number) | TAG(time);
	uint32_t first = word->tags & -word->tags;

	return first & plain && !depends_on_place(word, folded) ? (uint8_t)(1 + __builtin_ctz(first)) : 0;
}

/* So many symbols and nodes ahead the processor is told what will be wanted of a table. */
#define AHEAD 12

/* Gives each symbol its place in the table. */
static struct symbol *settle_symbols(struct index *index, struct stanced_lexicon *lexicon)
{
	const uint32_t *hashes = index->hashes.items;
	size_t count = index->texts.count;
	uint32_t mask = table_mask(count);
	struct symbol *symbols = alloc_lines(&lexicon->arena, (size_t)mask + 2, sizeof *symbols);

	index->numbers = arena_zero(index->arena, count, sizeof *index->numbers);
	if (!symbols || !index->numbers)
		return NULL;
	symbols[0].word = index->words.items[0];
	for (uint32_t i = 1; i < count; i++) {
		const struct lexicon_text *text = &index->texts.items[i];
		const char *spelled = index->pool.items + text->offset;
		char folded[16 + 1] = { 0 };
		uint32_t at = LEXICON_PLACE(hashes[i], mask);

		if (i + AHEAD < count)
			__builtin_prefetch(&symbols[LEXICON_PLACE(hashes[i + AHEAD], mask)], 1);

		memcpy(folded, spelled, text->size < sizeof folded - 1 ? text->size : sizeof folded - 1);
		while (symbols[at].folded[0])
			at = LEXICON_PLACE(at, mask);
		symbols[at] = (struct symbol) { .folded = { scan_eight(folded), scan_eight(folded + 8) },
						.word = index->words.items[i],
						.prepositions = index->prepositions.items[i],
						.text = i };
		symbols[at].word.known = symbols[at].word.tags && !(symbols[at].word.tags & TAG(particle));
		symbols[at].word.decided = decided(&symbols[at].word, folded);
		index->numbers[i] = at;
	}
	lexicon->symbols = symbols;
	lexicon->symbol_mask = mask;
	return symbols;
}

static void place_root(const struct lexicon_node *root, struct symbol *symbols)
{
	struct symbol *symbol = &symbols[root->symbol];

	symbol->node = root->node;
	symbol->opens = root->node.layers & MENTION_LAYERS;
	symbol->inside = root->node.layers & LAYER_BIT_INSIDE ? UINT32_MAX : 0;
}

static uint32_t place_node(const struct node *node, uint32_t parent, uint32_t symbol, struct lexicon_node *table,
			   uint32_t places)
{
	uint32_t at = lexicon_node_place(parent, symbol, places);

	while (table[at].symbol)
		at = at + 1 == places ? 0 : at + 1;
	table[at] = (struct lexicon_node) { *node, parent, symbol };
	return at;
}

/* Of a node that comes soon, if its parent stands already. */
static void fetch_place(const struct lexicon_node *node, const uint32_t *numbers, size_t placed,
			const struct symbol *symbols, const struct lexicon_node *table, uint32_t places)
{
	__builtin_prefetch(&symbols[node->symbol], 1);
	if (node->parent && node->parent < placed)
		__builtin_prefetch(&table[lexicon_node_place(numbers[node->parent], node->symbol, places)], 1);
}

/* Puts the roots into their symbols and all other nodes into the table; parents come before their children. */
static int place_nodes(struct index *index, struct stanced_lexicon *lexicon, const struct lexicon_node *nodes,
		       struct symbol *symbols)
{
	size_t count = index->nodes.count;
	uint32_t places = NODE_PLACES(index->edges.count), *numbers = arena_alloc(index->arena, count, sizeof *numbers);
	struct lexicon_node *table = alloc_lines(&lexicon->arena, places, sizeof *table);

	if (!numbers || !table)
		return -ENOMEM;
	for (size_t i = 1; i < count; i++) {
		const uint32_t parent = nodes[i].parent, symbol = nodes[i].symbol;
		struct symbol *before = &symbols[nodes[parent].symbol];

		if (i + AHEAD < count)
			fetch_place(&nodes[i + AHEAD], numbers, i, symbols, table, places);

		if (!parent) {
			numbers[i] = LEXICON_ROOT(symbol);
			place_root(&nodes[i], symbols);
			continue;
		}
		numbers[i] = place_node(&nodes[i].node, numbers[parent], symbol, table, places);
		symbols[symbol].before |= LEXICON_EDGE_BIT(nodes[parent].symbol);
		if (!nodes[parent].parent && (nodes[i].node.layers | nodes[i].node.below) & LAYER_BIT_INSIDE)
			before->inside |= LEXICON_INSIDE_BIT(symbol);
	}
	lexicon->nodes = table;
	lexicon->node_places = places;
	return 0;
}

size_t index_size(const struct index *index)
{
	return ((size_t)table_mask(index->texts.count) + 2) * sizeof(struct symbol) +
	       NODE_PLACES(index->edges.count) * sizeof(struct lexicon_node) +
	       index->entries.count * sizeof(struct entry) + index->texts.count * sizeof(struct lexicon_text) +
	       index->pool.count + 8 * CACHE_LINE;
}

int index_settle(struct index *index, struct stanced_lexicon *lexicon, const uint32_t *rank)
{
	struct symbol *symbols = settle_symbols(index, lexicon);
	struct lexicon_node *nodes = symbols ? settle_nodes(index, lexicon, rank) : NULL;

	lexicon->pool = VEC_COPY(&lexicon->arena, &index->pool);
	lexicon->texts = VEC_COPY(&lexicon->arena, &index->texts);
	return nodes && lexicon->pool && lexicon->texts ? place_nodes(index, lexicon, nodes, symbols) : -ENOMEM;
}
