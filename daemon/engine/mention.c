/* mention: tokens -> the lexicon's phrases that stand in them.
 *
 * Rules:
 *   1. layers do not hinder each other; within a layer the longest phrase from the left wins
 *   2. a `not` phrase (ENTRY_BLOCK) covers its tokens and says nothing
 *   3. nothing is looked for in boilerplate
 *   4. a line in capitals throughout makes initialisms doubtful (US, WHO, IS in "WHO IS WHO"): there, only names of
 *      three letters or more that are no grammar words count */
#include "engine/article.h"

static bool shouted_word(const struct article *article, const struct token *t, uint32_t tokens)
{
	return tokens == 1 && t->letters == LETTERS_UPPER && t->end - t->start <= 3 &&
	       lexicon_word(article->lexicon, t->symbol)->tags != 0;
}

static int add(struct article *article, enum layer layer, uint32_t first, uint32_t tokens, const struct entry *entry)
{
	uint32_t index = (uint32_t)article->mentions.count;
	struct mention *m = VEC_PUSH(&article->arena, &article->mentions);
	if (!m)
		return -ENOMEM;
	*m = (struct mention){
		.first = first,
		.end = first + tokens,
		.entry = entry,
		.row = lexicon_row(article->lexicon, entry),
	};
	for (uint32_t i = first; i < first + tokens; i++)
		article->at[layer][i] = index;
	return 0;
}

int mention_run(struct article *article)
{
	uint32_t count = (uint32_t)article->tokens.count;
	uint32_t free_from[LAYER_COUNT] = { 0 };

	for (int layer = 0; layer < LAYER_COUNT; layer++) {
		article->at[layer] = arena_alloc(&article->arena, count + 1, sizeof(uint32_t));
		if (!article->at[layer])
			return -ENOMEM;
		memset(article->at[layer], 0xff, (count + 1) * sizeof(uint32_t));
	}
	for (uint32_t i = 0; i < count; i++) {
		const struct token *t = &article->tokens.items[i];
		if (t->line == LINE_BOILERPLATE || t->symbol == 0 || !lexicon_starts_phrase(article->lexicon, t->symbol))
			continue;
		struct lexicon_hit hits[LAYER_COUNT];
		if (lexicon_match(article->lexicon, article->tokens.items, i, count, hits) == 0)
			continue;
		for (int layer = 0; layer < LAYER_COUNT; layer++) {
			const struct entry *entry = hits[layer].entry;
			if (!entry || i < free_from[layer] || layer == LAYER_BOILERPLATE)
				continue;
			free_from[layer] = i + hits[layer].tokens;
			if (entry->kind == ENTRY_BLOCK || (layer == LAYER_NAME && shouted_word(article, t, hits[layer].tokens)))
				continue;
			if (add(article, (enum layer)layer, i, hits[layer].tokens, entry) < 0)
				return -ENOMEM;
		}
	}
	return 0;
}
