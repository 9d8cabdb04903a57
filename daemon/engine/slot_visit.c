/* stance, beside the slots: whom one visits, or talks with, where the words behind the noun do not tell.
 *
 *   place     is in Rome on a visit; flew to Rome for talks with government officials: whose the place is. Not "in
 *             Geneva for talks", where others may meet
 *   guest     welcomed the Chadian premier to Rome for talks: whom the verb is about */
#include "engine/stance.h"

#define VISIT_CHUNKS 8 /* from the visit back to its verb */

/* with government officials, with leaders: people of a post, of whom no country is told. */
static bool with_hosts(const struct article *a, uint32_t c)
{
	if (c + 1 >= a->chunks.count || !article_is(a, article_chunk(a, c)->first, "with") ||
	    article_chunk(a, c + 1)->type != CHUNK_NOUN)
		return false;
	const struct noun *n = &a->nouns.items[article_chunk(a, c + 1)->item];
	for (uint32_t i = n->first; i < n->end; i++)
		if (article_covered(a, i, LAYER_NAME))
			return false;
	return n->role == STANCED_ROLE_OFFICIAL && n->entity == NONE;
}

static void place(const struct article *a, const struct term *term, uint32_t c, struct actors *out)
{
	const uint32_t places = PREP(in) | PREP(to) | PREP(into);
	if (article_chunk(a, c)->type == CHUNK_PREPOSITION && article_chunk(a, c + 1)->type == CHUNK_NOUN &&
	    article_prepositions(a, article_chunk(a, c)->first) & places)
		slot_noun(a, term, article_chunk(a, c + 1)->item, out);
}

/* The chunk before the noun's phrase, over how long it takes (a three-day visit). */
static uint32_t lead(const struct article *a, const struct noun *n)
{
	const uint32_t c = n->chunk - 1;
	return c > 0 && article_chunk(a, c)->type == CHUNK_ADVERB ? c - 1 : c;
}

bool slot_visits(const struct article *a, const struct term *term)
{
	if (term->noun == NONE || term->row->stance_class != STANCE_CONTACT || a->nouns.items[term->noun].chunk < 2)
		return false;
	const struct chunk *k = article_chunk(a, lead(a, &a->nouns.items[term->noun]));
	return k->type == CHUNK_PREPOSITION && article_prepositions(a, k->first) & (PREP(for) | PREP(on));
}

bool slot_hosts(const struct article *a, const struct term *term)
{
	return slot_visits(a, term) && with_hosts(a, a->nouns.items[term->noun].chunk + 1);
}

void slot_visited(const struct article *a, const struct term *term, struct actors *out)
{
	const struct noun *n = &a->nouns.items[term->noun];
	const uint32_t first = a->sentences.items[n->sentence].first_chunk;
	const bool meets = term->row->frames[0].both && !slot_hosts(a, term);
	for (uint32_t c = lead(a, n); c-- > first && c + VISIT_CHUNKS > n->chunk;) {
		const struct chunk *k = article_chunk(a, c);
		if (k->type == CHUNK_VERB) {
			const struct verb *v = &a->verbs.items[k->item];
			const struct mention *m = article_mention(a, v->main, LAYER_STANCE);
			for (uint8_t i = 0; m && m->row->score > 0 && i < v->object_count && out->count == 0; i++)
				slot_noun(a, term, v->objects[i], out);
			return;
		}
		if (k->type != CHUNK_PREPOSITION && k->type != CHUNK_NOUN && k->type != CHUNK_ADVERB)
			return;
		if (!meets)
			place(a, term, c, out);
		if (out->count)
			return;
	}
}
