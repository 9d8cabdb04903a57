#include <stanced/lexicon.h>

#include "engine/article.h"
#include "engine/terms.h"

static const char *const layer_names[] = {
	[LAYER_NAME] = "name",
	[LAYER_OFFICE] = "office",
	[LAYER_CUE] = "cue",
	[LAYER_STANCE] = "stance",
	[LAYER_MODIFIER] = "modifier",
	[LAYER_SENTIMENT] = "sentiment",
	[LAYER_BOILERPLATE] = "boilerplate",
};

static void tell_mentions(const struct article *a, stanced_tell_term tell, void *user)
{
	for (size_t i = 0; i < a->mentions.count; i++) {
		const struct mention *m = &a->mentions.items[i];
		struct stanced_term term = {
			.start = a->tokens.items[m->first].start,
			.end = a->tokens.items[m->end - 1].end,
			.kind = layer_names[m->entry->layer],
			.term = m->row->term,
			.line = m->row->line,
		};
		size_t rows;
		stanced_lexicon_file(a->lexicon, m->row->file, &term.file, &rows);
		tell(user, &term);
	}
}

static bool capitalised(const struct article *a, uint32_t i)
{
	const struct token *t = &a->tokens.items[i];
	return t->class == TOKEN_WORD &&
	       (t->letters == LETTERS_CAPITAL || t->letters == LETTERS_UPPER || t->letters == LETTERS_MIXED);
}

/* First token of the name that ends with the noun's head: a sentence's first word is no name for its capital alone. */
static uint32_t name_first(const struct article *a, const struct noun *n)
{
	uint32_t first = n->head;
	while (first > n->first && capitalised(a, first - 1) &&
	       lexicon_word(a->lexicon, a->tokens.items[first - 1].symbol)->tags == 0)
		first--;
	return first;
}

static bool unknown(const struct article *a, const struct noun *n)
{
	if (!(n->flags & NOUN_NAME) || n->flags & (NOUN_PRONOUN | NOUN_TIME) || !capitalised(a, n->head))
		return false;
	if (n->actors[0] != NONE || n->actors[1] != NONE || article_covered(a, n->head, LAYER_NAME))
		return false;
	return n->entity == NONE || a->entities.items[n->entity].actor == NONE;
}

void terms_tell(const struct article *article, stanced_tell_term tell, void *user)
{
	tell_mentions(article, tell, user);
	for (size_t i = 0; i < article->nouns.count; i++) {
		const struct noun *n = &article->nouns.items[i];
		if (!unknown(article, n))
			continue;
		struct stanced_term term = {
			.start = article->tokens.items[name_first(article, n)].start,
			.end = article->tokens.items[n->head].end,
			.kind = "unknown",
		};
		tell(user, &term);
	}
}
