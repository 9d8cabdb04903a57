/* What is asked of every token, inline: which symbol it is and which phrases begin with it. Only the stages that ask it
 * of every token include this; all others ask by lexicon.h. The walk: a symbol holds the node that is its root, deeper
 * ones stand in one hash table; a node that has no edges ends the walk without a look. */
#pragma once

#include "engine/article.h"
#include "engine/lexicon_build.h"
#include "engine/lexicon_index.h"

/* The symbol of a word of up to SCAN_SHORT bytes, given as two numbers (scan_quick.h), of which the first is not 0. */
static inline uint32_t lexicon_find_short(const struct symbol *symbols, uint32_t mask, uint64_t first, uint64_t second,
					  uint32_t hash)
{
	for (uint32_t at = LEXICON_PLACE(hash, mask);; at = LEXICON_PLACE(at, mask)) {
		const struct symbol *symbol = &symbols[at];

		if (symbol->folded[0] == first && symbol->folded[1] == second)
			return at;
		if (symbol->folded[0] == 0)
			return 0;
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

/* NULL: none. */
static inline const struct lexicon_node *lexicon_find_child(const struct stanced_lexicon *lexicon, uint32_t parent,
							    uint32_t symbol)
{
	const struct lexicon_node *nodes = lexicon->nodes, *last = nodes + lexicon->node_places - 1;

	for (const struct lexicon_node *child = nodes + lexicon_node_place(parent, symbol, lexicon->node_places);;
	     child = child == last ? nodes : child + 1) {
		if (child->symbol == symbol && child->parent == parent)
			return child;
		if (child->symbol == 0)
			return NULL;
	}
}

/* Notes the first entry that fits of each of the layers at the node; returns the layers found. */
static inline unsigned lexicon_match_node(const struct stanced_lexicon *lexicon, const struct node *node,
					  uint32_t count, const struct token *tokens, unsigned layers,
					  struct lexicon_hit hits[LAYER_COUNT])
{
	const struct entry *e = lexicon->entries + node->first;
	unsigned left = layers;

	do {
		if (!(left >> e->layer & 1) || !lexicon_cases_fit(e->cases, tokens))
			continue;
		hits[e->layer] = (struct lexicon_hit) { e, count };
		left &= ~(1u << e->layer);
	} while (left && !e++->last);
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
	const struct node *n = &lexicon->symbols[tokens[i].symbol].node;
	uint32_t parent = LEXICON_ROOT(tokens[i].symbol);
	unsigned found = 0;

	for (uint32_t count = 1; n->below & layers && i + count < end; count++) {
		const struct token *next = &tokens[i + count];
		const struct lexicon_node *child;

		if (!lexicon_leads_on(lexicon->symbols, n, next[-1].symbol, next->symbol) || next->flags & stop ||
		    !(child = lexicon_find_child(lexicon, parent, next->symbol)))
			break;
		parent = (uint32_t)(child - lexicon->nodes);
		n = &child->node;
		if (n->layers & layers)
			found |= lexicon_match_node(lexicon, n, count + 1, tokens + i, n->layers & layers, hits);
	}
	return found;
}

/* Has the processor fetch what a match of the symbol before next will look at first. */
static inline void lexicon_prefetch_match(const struct stanced_lexicon *lexicon, uint32_t symbol, uint32_t next)
{
	__builtin_prefetch(&lexicon->entries[lexicon->symbols[symbol].node.first]);
	__builtin_prefetch(lexicon->nodes + lexicon_node_place(LEXICON_ROOT(symbol), next, lexicon->node_places));
}
