/* mention: tokens -> the lexicon's phrases that stand in them.
 *
 * Rules:
 *   1. layers do not hinder each other; within a layer the longest phrase from the left wins
 *   2. a `not` phrase (ENTRY_BLOCK) covers its tokens and says nothing
 *   3. nothing is looked for in boilerplate
 *   4. capitals all around make initialisms doubtful (WHO IS WHO): there, a grammar word in capitals is no name
 *   5. a name that two have is that of the one that is no more, on the days of that one: in 1985 Moscow is the Soviet
 *      Union's; after its days, and where no day is told, it is that of the other */
#include <string.h>

#include "engine/lexicon_find.h"

/* English has a phrase to about two tokens. */
#define MENTION_TOKENS 2

/* Is the word at i, if there is one, written in capitals? */
static bool shouted_at(const struct article *article, uint32_t i)
{
	return i < article->tokens.count && article->tokens.items[i].letters == LETTERS_UPPER &&
	       article->tokens.items[i].end - article->tokens.items[i].start > 1;
}

/* US, WHO, IS: names by themselves, grammar words where the words on both sides are in capitals too. */
static bool shouted_word(const struct article *article, uint32_t i, uint32_t tokens)
{
	const struct token *t = &article->tokens.items[i];
	if (tokens != 1 || t->letters != LETTERS_UPPER || t->end - t->start > 3 || t->word.tags == 0)
		return false;
	bool opens = i == 0 || (t->flags & TOKEN_LINE) || t[-1].class == TOKEN_MARK;
	/* "us" opens no sentence: US */
	if (opens && t->word.tags & TAG(first))
		return false;
	return (opens || shouted_at(article, i - 1)) && shouted_at(article, i + 1);
}

/* US$600, A$5: the currency. */
static inline bool currency(const struct article *article, uint32_t i, uint32_t tokens)
{
	const struct token *next = &article->tokens.items[i + 1];
	return tokens == 1 && next->mark == '$' && !(next->flags & TOKEN_SPACE);
}

/* Rule 5: the entry of the phrase at i that holds on the article's day. */
static const struct entry *of_the_day(const struct article *article, const struct entry *entry, uint32_t i)
{
	const struct entry *best = entry;
	const int32_t day = article->day == STANCED_DAY_NONE ? LEXICON_DAY_MAX : article->day;

	for (const struct entry *e = entry; e; e = lexicon_next(article->lexicon, e, article->tokens.items, i)) {
		const struct row *row = lexicon_row(article->lexicon, e);
		bool holds = day >= row->from && day <= row->to;
		if (e->kind == ENTRY_PERSON || !holds)
			continue;
		if (row->to != LEXICON_DAY_MAX)
			return e;
		if (day > lexicon_row(article->lexicon, best)->to)
			best = e;
	}
	return best;
}

static inline int add(struct article *article, enum layer layer, uint32_t first, uint32_t tokens,
		      const struct entry *entry)
{
	uint32_t index = (uint32_t)article->mentions.count;
	struct mention *m = VEC_PUSH(&article->arena, &article->mentions);
	if (!m)
		return -ENOMEM;
	*m = (struct mention) {
		.first = first,
		.end = first + tokens,
		.entry = entry,
		.row = lexicon_row(article->lexicon, entry),
		.layer = (uint8_t)layer,
	};
	__builtin_prefetch(&m->row->kind); /* the stages behind ask for it */
	for (uint32_t i = first; i < first + tokens; i++) {
		article->at[layer][i] = index;
		article->covered[i] |= (uint8_t)(1u << layer);
	}
	return 0;
}

/* The phrase of so many tokens at i, if its layer is free there and nothing speaks against it. */
static inline int take(struct article *article, enum layer layer, uint32_t i, uint32_t tokens,
		       const struct entry *entry, uint32_t free_from[LAYER_COUNT])
{
	if (i < free_from[layer])
		return 0;
	free_from[layer] = i + tokens;
	if (entry->kind == ENTRY_BLOCK)
		return 0;
	if (layer == LAYER_NAME) {
		if (shouted_word(article, i, tokens) || currency(article, i, tokens))
			return 0;
		if (entry->next != UINT32_MAX && entry->kind != ENTRY_PERSON)
			entry = of_the_day(article, entry, i);
	}
	return add(article, layer, i, tokens, entry);
}

/* Longer phrases at i, and in the layers that have none the word itself. */
static int take_longer(struct article *article, uint32_t i, unsigned found, struct lexicon_hit hits[LAYER_COUNT],
		       uint32_t free_from[LAYER_COUNT])
{
	found |= lexicon_find_word(article->lexicon, &article->tokens.items[i], MENTION_LAYERS & ~found, hits);
	for (; found; found &= found - 1) {
		enum layer layer = (enum layer)__builtin_ctz(found);
		if (take(article, layer, i, hits[layer].tokens, hits[layer].entry, free_from) < 0)
			return -ENOMEM;
	}
	return 0;
}

/* The word at i by itself: of each layer the first entry that fits. */
static inline int take_word(struct article *article, uint32_t i, uint32_t free_from[LAYER_COUNT])
{
	const struct token *token = &article->tokens.items[i];
	const struct node *node = &article->symbols[token->symbol].node;
	const struct entry *e = article->lexicon->entries + node->first;
	unsigned left = node->layers & MENTION_LAYERS;

	for (; left; e++) {
		if (left >> e->layer & 1 && lexicon_cases_fit(e->cases, token)) {
			left &= ~(1u << e->layer);
			if (take(article, (enum layer)e->layer, i, 1, e, free_from) < 0)
				return -ENOMEM;
		}
		if (e->last)
			break;
	}
	return 0;
}

static bool reserve(struct article *article)
{
	size_t count = article->tokens.count;
	uint32_t *at = arena_alloc(&article->arena, LAYER_COUNT * count, sizeof *at);
	if (!at)
		return false;
	for (size_t layer = 0; layer < LAYER_COUNT; layer++)
		article->at[layer] = at + layer * count;
	article->covered = arena_zero(&article->arena, count + sizeof(uint64_t), sizeof *article->covered);
	return article->covered && VEC_RESERVE(&article->arena, &article->mentions, count / MENTION_TOKENS + 16);
}

/* Most rules ask for one layer: they need not pass all the others. */
static void link_layers(struct article *article)
{
	uint32_t *first = article->first_of;

	memset(first, 0xFF, sizeof article->first_of);
	for (uint32_t i = (uint32_t)article->mentions.count; i-- > 0;) {
		struct mention *m = &article->mentions.items[i];
		enum layer layer = m->layer == LAYER_CUE ? LAYER_STANCE : (enum layer)m->layer;

		m->next = first[layer];
		first[layer] = i;
	}
}

int mention_run(struct article *article)
{
	const struct token *tokens = article->tokens.items;
	const uint32_t *opener = article->openers.items, *end = opener + article->openers.count;
	uint32_t count = (uint32_t)article->tokens.count;
	uint32_t free_from[LAYER_COUNT] = { 0 };

	if (!reserve(article))
		return -ENOMEM;
	for (; opener < end; opener++) {
		struct lexicon_hit hits[LAYER_COUNT];
		uint32_t i = OPENER_TOKEN(*opener);
		const struct token *ahead = &tokens[OPENER_TOKEN(opener[MENTION_AHEAD])];
		lexicon_prefetch_match(article->lexicon, ahead->symbol, ahead[1].symbol);
		if (tokens[i].line == LINE_BOILERPLATE)
			continue;
		unsigned longer = 0;
		if (OPENER_LEADS_ON(*opener))
			longer = lexicon_find_longer(article->lexicon, tokens, i, count, TOKEN_PARAGRAPH,
						     MENTION_LAYERS, hits);
		int r = longer ? take_longer(article, i, longer, hits, free_from) : take_word(article, i, free_from);
		if (r < 0)
			return -ENOMEM;
	}
	link_layers(article);
	return 0;
}
