/* The questions of the stages. The walk: the root of each symbol is found by its number, deeper edges in one hash
 * table; a node that has no edges ends the walk without a look. */
#include "engine/lexicon.h"

#include <string.h>

#include "engine/article.h"
#include "engine/lexicon_build.h"
#include "engine/lexicon_index.h"
#include "engine/lexicon_value.h"
#include "engine/scan_quick.h"

uint32_t lexicon_symbol_short(const struct stanced_lexicon *lexicon, const uint64_t folded[2], uint32_t hash)
{
	for (uint32_t at = hash & lexicon->slot_mask;; at = (at + 1) & lexicon->slot_mask) {
		uint32_t slot = lexicon->slots[at];

		if (slot == 0)
			return 0;
		if (!LEXICON_TAG_FITS(slot, hash))
			continue;
		const struct symbol *symbol = &lexicon->symbols[LEXICON_NUMBER(slot)];
		if (symbol->folded[0] == folded[0] && symbol->folded[1] == folded[1])
			return LEXICON_NUMBER(slot);
	}
}

static uint32_t find_long(const struct stanced_lexicon *lexicon, const char *folded, size_t size, uint32_t hash)
{
	for (uint32_t at = hash & lexicon->slot_mask;; at = (at + 1) & lexicon->slot_mask) {
		uint32_t slot = lexicon->slots[at];
		const struct lexicon_text *text = &lexicon->texts[LEXICON_NUMBER(slot)];

		if (slot == 0 || (LEXICON_TAG_FITS(slot, hash) && text->size == size &&
				  memcmp(lexicon->pool + text->offset, folded, size) == 0))
			return LEXICON_NUMBER(slot);
	}
}

uint32_t lexicon_symbol(const struct stanced_lexicon *lexicon, const char *folded, size_t size, uint32_t hash)
{
	char padded[16] = { 0 };

	if (size > SCAN_SHORT)
		return find_long(lexicon, folded, size, hash);
	memcpy(padded, folded, size);
	return lexicon_symbol_short(lexicon, (uint64_t[]) { scan_eight(padded), scan_eight(padded + 8) }, hash);
}

const struct symbol *lexicon_symbols(const struct stanced_lexicon *lexicon)
{
	return lexicon->symbols;
}

const struct word *lexicon_word(const struct stanced_lexicon *lexicon, uint32_t symbol)
{
	return &lexicon->symbols[symbol].word;
}

bool lexicon_starts_phrase(const struct stanced_lexicon *lexicon, uint32_t symbol)
{
	return lexicon->symbols[symbol].root != 0;
}

static bool case_fits(unsigned wanted, uint8_t letters)
{
	switch (wanted) {
	case CASE_CAPITAL:
		return letters == LETTERS_CAPITAL || letters == LETTERS_UPPER || letters == LETTERS_MIXED;
	case CASE_UPPER:
		return letters == LETTERS_UPPER;
	case CASE_MIXED:
		return letters == LETTERS_MIXED;
	default:
		return true;
	}
}

static bool cases_fit(uint32_t cases, const struct token *tokens)
{
	for (; cases; cases >>= 2, tokens++)
		if (!case_fits(cases & 3, tokens->letters))
			return false;
	return true;
}

static uint32_t find_child(const struct stanced_lexicon *lexicon, uint32_t node, uint32_t symbol)
{
	uint32_t hash = lexicon_edge_hash(node, symbol);

	for (uint32_t at = hash & lexicon->edge_mask;; at = (at + 1) & lexicon->edge_mask) {
		uint32_t slot = lexicon->edges[at];

		if (slot == 0)
			return 0;
		if (!LEXICON_TAG_FITS(slot, hash))
			continue;
		const struct lexicon_node *child = &lexicon->nodes[LEXICON_NUMBER(slot)];
		if (child->parent == node && child->symbol == symbol)
			return LEXICON_NUMBER(slot);
	}
}

/* Notes the first entry that fits of each of the layers at the node; returns the layers found. */
static unsigned match_node(const struct stanced_lexicon *lexicon, const struct node *node, uint32_t count,
			   const struct token *tokens, unsigned layers, struct lexicon_hit hits[LAYER_COUNT])
{
	const struct entry *end = lexicon->entries + node->end;
	unsigned left = layers;

	for (const struct entry *e = lexicon->entries + node->first; left && e < end; e++) {
		if (!(left & 1u << e->layer) || !cases_fit(e->cases, tokens))
			continue;
		hits[e->layer] = (struct lexicon_hit) { e, count };
		left &= ~(1u << e->layer);
	}
	return layers & ~left;
}

void lexicon_prefetch_match(const struct stanced_lexicon *lexicon, const struct symbol *symbol, uint32_t next)
{
	__builtin_prefetch(&lexicon->entries[symbol->node.first]);
	__builtin_prefetch(&lexicon->edges[lexicon_edge_hash(symbol->root, next) & lexicon->edge_mask]);
}

unsigned lexicon_match_layers(const struct stanced_lexicon *lexicon, const struct token *tokens, size_t i, size_t end,
			      uint8_t stop, unsigned layers, struct lexicon_hit hits[LAYER_COUNT])
{
	const struct symbol *symbol = &lexicon->symbols[tokens[i].symbol];
	const struct node *n = &symbol->node;
	uint32_t node = symbol->root;
	unsigned found = 0;

	for (uint32_t count = 1; node; count++, n = &lexicon->nodes[node].node) {
		const struct token *next = &tokens[i + count];

		if (n->layers & layers)
			found |= match_node(lexicon, n, count, tokens + i, n->layers & layers, hits);
		if (!(n->below & layers) || i + count >= end || !(n->edges & LEXICON_EDGE_BIT(next->symbol)) ||
		    next->flags & stop)
			break;
		node = find_child(lexicon, node, next->symbol);
	}
	return found;
}

unsigned lexicon_match(const struct stanced_lexicon *lexicon, const struct token *tokens, size_t i, size_t end,
		       struct lexicon_hit hits[LAYER_COUNT])
{
	unsigned found = 0;

	memset(hits, 0, LAYER_COUNT * sizeof *hits);
	if (i < end)
		lexicon_match_layers(lexicon, tokens, i, end, TOKEN_PARAGRAPH, (1u << LAYER_COUNT) - 1, hits);
	for (unsigned layer = 0; layer < LAYER_COUNT; layer++)
		found += hits[layer].entry != NULL;
	return found;
}

const struct entry *lexicon_next(const struct stanced_lexicon *lexicon, const struct entry *entry,
				 const struct token *tokens, size_t i)
{
	const struct entry *last = entry;

	while (entry->next != UINT32_MAX) {
		entry = &lexicon->entries[entry->next];
		if (entry->row == last->row && entry->kind == last->kind)
			continue; /* NATO fits the spelling Nato as well */
		if (entry->kind != ENTRY_BLOCK && cases_fit(entry->cases, tokens + i))
			return entry;
	}
	return NULL;
}

const struct row *lexicon_row(const struct stanced_lexicon *lexicon, const struct entry *entry)
{
	return &lexicon->rows[entry->row];
}

const struct actor_info *lexicon_actor(const struct stanced_lexicon *lexicon, uint16_t actor)
{
	return actor < lexicon->actor_count ? &lexicon->actors[actor] : NULL;
}

size_t lexicon_actor_count(const struct stanced_lexicon *lexicon)
{
	return lexicon->actor_count;
}

int32_t lexicon_day(const struct stanced_lexicon *lexicon)
{
	return lexicon->day;
}

const char *lexicon_stance_class_name(uint8_t stance_class)
{
	return stance_class < stance_words.count ? stance_words.words[stance_class] : NULL;
}
