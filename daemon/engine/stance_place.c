/* stance, its first rule: a term in its place. Of the rows that share a spelling, the one whose part of speech fits
 * where the phrase stands: a verb's where it is the main verb, a noun's where a noun phrase ends with it, an
 * adjective's beside a noun or after a copula. Where the longest phrase fits nowhere,
 * a shorter one that begins there may. */
#include "engine/stance.h"

static bool is_verb_at(const struct article *a, uint32_t token, uint32_t *verbp)
{
	uint32_t c = a->chunk_at[token];
	if (c == NONE || a->chunks.items[c].type != CHUNK_VERB)
		return false;
	*verbp = a->chunks.items[c].item;
	uint32_t main = a->verbs.items[*verbp].main;
	return main == token || (main == token + 2 && a->tokens.items[token + 1].mark == '-'); /* co-operates */
}

/* is, has grown, remains: what something is or becomes follows. */
static bool becomes(const struct article *a, const struct verb *v)
{
	return v->flags & VERB_COPULA || (!(v->flags & VERB_PASSIVE) && article_listed(a, v->main, LIST_becomes));
}

/* went from cool to hostile: the chunk behind the verb, from the last adjective at chunk c, or c. */
static uint32_t over_change(const struct article *a, uint32_t c)
{
	return c > 3 && article_is(a, article_chunk(a, c - 1)->first, "to") &&
			       article_chunk(a, c - 2)->end == article_chunk(a, c - 2)->first + 1 &&
			       article_is(a, article_chunk(a, c - 3)->first, "from")
		       ? c - 3
		       : c;
}

/* The copula that an adjective in or after a noun-like chunk hangs on: "is hostile to", "have grown tense". */
static uint32_t copula_before(const struct article *a, uint32_t token)
{
	uint32_t c = a->chunk_at[token];
	c = c == NONE ? NONE : over_change(a, c);
	for (int steps = 0; c != NONE && c > 0 && steps < 3; steps++) {
		const struct chunk *k = &a->chunks.items[--c];
		if (k->type == CHUNK_VERB)
			return becomes(a, &a->verbs.items[k->item]) ? k->item : NONE;
		if (k->type != CHUNK_ADVERB)
			return NONE;
	}
	return NONE;
}

/* "have soured": the verb's own row is meant, though the adjective's stands first. */
static bool verb_row_follows(const struct article *a, const struct entry *e, uint32_t first)
{
	while ((e = lexicon_next(a->lexicon, e, a->tokens.items, first)))
		if (e->kind == ENTRY_STANCE && lexicon_row(a->lexicon, e)->pos == POS_VERB)
			return true;
	return false;
}

/* Rule 1: fills the term for the first row of the chain that fits its place. */
static bool place_term(const struct article *a, const struct mention *m, struct term *term)
{
	uint32_t verb = NONE, c = a->chunk_at[m->first];
	bool is_verb = is_verb_at(a, m->first, &verb);
	uint32_t last = a->chunk_at[m->end - 1];
	for (const struct entry *e = m->entry; e; e = lexicon_next(a->lexicon, e, a->tokens.items, m->first)) {
		const struct row *row = lexicon_row(a->lexicon, e);
		if (!stance_row(e, row))
			continue;
		*term = (struct term) { .mention = m, .row = row, .verb = NONE, .noun = NONE };
		if (row->pos == POS_VERB && is_verb) {
			term->verb = verb;
			return true;
		}
		if (row->pos == POS_NOUN && last != NONE && a->chunks.items[last].type == CHUNK_NOUN) {
			/* Iran's exchange of prisoners: the owner stands with the first word */
			bool first = c != NONE && a->chunks.items[c].type == CHUNK_NOUN;
			term->noun = a->chunks.items[first ? c : last].item;
			return true;
		}
		if (row->pos == POS_ADJECTIVE && is_verb && verb_row_follows(a, e, m->first))
			continue;
		if ((row->pos == POS_ADJECTIVE || row->pos == POS_PHRASE || row->pos == POS_ANY) && c != NONE) {
			term->verb = copula_before(a, m->first);
			if (is_verb && a->verbs.items[verb].flags & VERB_PASSIVE)
				term->verb = verb;
			if (last != NONE && a->chunks.items[last].type == CHUNK_NOUN && term->verb == NONE)
				term->noun = a->chunks.items[last].item;
			return true;
		}
	}
	return false;
}

/* "our deals with Oman": where the longest phrase, here a verb's, does not fit its place, a shorter one may. */
static bool place_shorter(const struct article *a, const struct mention *m, struct mention *shorter, struct term *term)
{
	struct lexicon_hit hits[LAYER_COUNT];
	for (uint32_t end = m->end - 1; m->entry->layer == LAYER_STANCE && end > m->first;) {
		if (lexicon_match(a->lexicon, a->tokens.items, m->first, end, hits) == 0 || !hits[LAYER_STANCE].entry ||
		    hits[LAYER_STANCE].entry->kind == ENTRY_BLOCK)
			return false;
		*shorter = (struct mention) { m->first, m->first + hits[LAYER_STANCE].tokens, hits[LAYER_STANCE].entry,
					      lexicon_row(a->lexicon, hits[LAYER_STANCE].entry), LAYER_STANCE };
		if (place_term(a, shorter, term))
			return true;
		end = shorter->end - 1;
	}
	return false;
}

bool stance_place(const struct article *article, const struct mention *mention, struct mention *shorter,
		  struct term *term)
{
	return place_term(article, mention, term) || place_shorter(article, mention, shorter, term);
}
