/* What is asked of every token, inline: which symbol it is and which phrases begin with it. Only the stages that ask it of
 * every token include this; all others ask by lexicon.h. The walk: the root of each symbol is found by its number, deeper
 * edges in one hash table; a node that has no edges ends the walk without a look. */
#pragma once

#include "engine/article.h"
#include "engine/lexicon_build.h"
#include "engine/lexicon_index.h"

/* The symbol of a word of up to SCAN_SHORT bytes, given as two numbers (scan_quick.h). */
static inline uint32_t lexicon_find_short(const struct stanced_lexicon *lexicon, uint64_t first, uint64_t second,
					  uint32_t hash)
{
	for (uint32_t at = hash & lexicon->slot_mask;; at = (at + 1) & lexicon->slot_mask) {
		uint32_t slot = lexicon->slots[at];

		if (slot == 0)
			return 0;
		if (!LEXICON_TAG_FITS(slot, hash))
			continue;
		const struct symbol *symbol = &lexicon->symbols[LEXICON_NUMBER(slot)];
		if (symbol->folded[0] == first && symbol->folded[1] == second)
			return LEXICON_NUMBER(slot);
	}
}

static inline bool lexicon_case_fits(unsigned wanted, uint8_t letters)
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

/* Are the words of an entry written as it wants them? */
static inline bool lexicon_cases_fit(uint32_t cases, const struct token *tokens)
{
	for (; cases; cases >>= 2, tokens++)
		if (!lexicon_case_fits(cases & 3, tokens->letters))
			return false;
	return true;
}

static inline uint32_t lexicon_find_child(const struct stanced_lexicon *lexicon, uint32_t node, uint32_t symbol)
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
static inline unsigned lexicon_match_node(const struct stanced_lexicon *lexicon, const struct node *node,
					  uint32_t count, const struct token *tokens, unsigned layers,
					  struct lexicon_hit hits[LAYER_COUNT])
{
	const struct entry *end = lexicon->entries + node->end;
	unsigned left = layers;

	for (const struct entry *e = lexicon->entries + node->first; e < end; e++) {
		if (!(left >> e->layer & 1) || !lexicon_cases_fit(e->cases, tokens))
			continue;
		hits[e->layer] = (struct lexicon_hit) { e, count };
		left &= ~(1u << e->layer);
		if (!left)
			break;
	}
	return layers & ~left;
}

/* As lexicon_match_layers, of phrases of one word. */
static inline unsigned lexicon_find_word(const struct stanced_lexicon *lexicon, const struct token *token,
					 unsigned layers, struct lexicon_hit hits[LAYER_COUNT])
{
	const struct node *n = &lexicon->symbols[token->symbol].node;

	return n->layers & layers ? lexicon_match_node(lexicon, n, 1, token, n->layers & layers, hits) : 0;
}

/* As lexicon_match_layers, of longer phrases. */
static inline unsigned lexicon_find_longer(const struct stanced_lexicon *lexicon, const struct token *tokens, size_t i,
					   size_t end, uint8_t stop, unsigned layers,
					   struct lexicon_hit hits[LAYER_COUNT])
{
	const struct symbol *symbol = &lexicon->symbols[tokens[i].symbol];
	const struct node *n = &symbol->node;
	uint32_t node = symbol->root;
	unsigned found = 0;

	for (uint32_t count = 1; n->below & layers && i + count < end; count++) {
		const struct token *next = &tokens[i + count];

		if (!lexicon_leads_on(lexicon->symbols, n, next[-1].symbol, next->symbol) || next->flags & stop ||
		    (node = lexicon_find_child(lexicon, node, next->symbol)) == 0)
			break;
		n = &lexicon->nodes[node].node;
		if (n->layers & layers)
			found |= lexicon_match_node(lexicon, n, count + 1, tokens + i, n->layers & layers, hits);
	}
	return found;
}

/* Has the processor fetch what a match of the symbol before next will look at first. */
static inline void lexicon_prefetch_match(const struct stanced_lexicon *lexicon, const struct symbol *symbol,
					  uint32_t next)
{
	__builtin_prefetch(&lexicon->entries[symbol->node.first]);
	__builtin_prefetch(&lexicon->edges[lexicon_edge_hash(symbol->root, next) & lexicon->edge_mask]);
}
