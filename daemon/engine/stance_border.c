/* stance, its rule 18: what is done at a border.
 *
 *   posture   massed troops on its frontier with Mali, sent tanks to within 20 km of the Malian border, Chadian and
 *             Malian troops massed on the border: a threat to whose border it is, or to each other
 *   closed    kept the border with Mali shut, keeps the Malian border closed, shut most of its posts with Mali
 * Not at somebody's request; what somebody is asked to do there is not done. */
#include "engine/stance.h"

#define BORDER_CHUNKS 12 /* from the verb to the border */
#define ASKED_CHUNKS 6 /* from the border to at whose request */

/* The troops that are moved: the object, or the whole of which it is a part (thousands of troops). */
static bool of_troops(const struct article *a, uint32_t noun)
{
	const struct noun *n = &a->nouns.items[noun];
	uint32_t c = n->chunk + 1;
	if (article_listed(a, n->head, LIST_forces))
		return true;
	return slot_many(a, n->head) && c + 1 < a->chunks.count && article_is(a, article_chunk(a, c)->first, "of") &&
	       article_chunk(a, c + 1)->type == CHUNK_NOUN &&
	       article_listed(a, article_chunk(a, c + 1)->end - 1, LIST_forces);
}

static bool moves_troops(const struct article *a, const struct verb *v)
{
	if (!article_listed(a, v->main, LIST_deploys))
		return false;
	if (v->object_count && a->nouns.items[v->objects[0]].chunk > v->chunk && !(v->flags & VERB_PASSIVE))
		return of_troops(a, v->objects[0]);
	for (uint8_t i = 0; i < v->subject_count; i++) /* 500 Malian and 700 Chadian troops */
		if (of_troops(a, v->subjects[i]))
			return true;
	return false;
}

/* The chunk of the border behind chunk c, over phrases alone, or NONE. */
static uint32_t border_behind(const struct article *a, uint32_t c, uint32_t end)
{
	for (uint32_t steps = 0; c < end && steps < BORDER_CHUNKS; c++, steps++) {
		const struct chunk *k = article_chunk(a, c);
		if (k->type == CHUNK_NOUN && article_listed(a, a->nouns.items[k->item].head, LIST_frontiers))
			return c;
		if (k->type == CHUNK_STOP || k->type == CHUNK_COMMA || k->type == CHUNK_QUOTE || k->type == CHUNK_BUT ||
		    k->type == CHUNK_VERB || article_over_asking(a, c, end) > c)
			return NONE;
	}
	return NONE;
}

/* Whose border it is, other than the holders': the Malian border, its border with Mali. */
static struct actors neighbours(const struct article *a, const struct term *term, uint32_t c,
				const struct actors *holders)
{
	struct actors all = { .count = 0 }, out = { .count = 0 };
	uint32_t end = a->sentences.items[term->sentence].end_chunk;
	slot_noun(a, term, article_chunk(a, c)->item, &all);
	for (uint32_t steps = 0; steps < 2 && c + 2 < end && article_chunk(a, c + 1)->type == CHUNK_PREPOSITION &&
				 article_chunk(a, c + 2)->type == CHUNK_NOUN;
	     c += 2, steps++)
		if (article_prepositions(a, article_chunk(a, c + 1)->first) & (PREP(with) | PREP(of)))
			slot_noun(a, term, article_chunk(a, c + 2)->item, &all);
	for (uint8_t i = 0; i < all.count; i++)
		if (!actors_have(holders, all.codes[i]))
			actors_put(&out, all.codes[i], all.nouns[i]);
	return out;
}

static bool shut_there(const struct article *a, uint32_t token)
{
	return article_is(a, token, "closed") || article_is(a, token, "shut") || article_is(a, token, "sealed") ||
	       article_is(a, token, "shuts") || article_is(a, token, "closes");
}

/* shut four of its border posts with Mali */
static bool shuts_posts(const struct article *a, const struct verb *v, uint32_t *borderp)
{
	if (!shut_there(a, v->main) || v->object_count == 0 || v->flags & VERB_PASSIVE)
		return false;
	uint32_t c = a->nouns.items[v->objects[0]].chunk, end = a->sentences.items[v->sentence].end_chunk;
	for (uint32_t steps = 0; steps < 3 && c < end; c++, steps++) {
		const struct chunk *k = article_chunk(a, c);
		if (k->type == CHUNK_NOUN && k->end > k->first + 1 &&
		    (article_is(a, k->end - 1, "posts") || article_is(a, k->end - 1, "crossings"))) {
			*borderp = c;
			return true;
		}
		if (k->type != CHUNK_NOUN && k->type != CHUNK_PREPOSITION)
			return false;
	}
	return false;
}

/* kept the border with Mali shut: behind the border and what hangs on it, a word of closing. */
static bool kept_shut(const struct article *a, const struct verb *v, uint32_t *borderp)
{
	const bool keeps = article_is(a, v->main, "kept") || article_is(a, v->main, "keeps") ||
			   article_is(a, v->main, "keep");
	if (!keeps || v->object_count == 0 || v->flags & VERB_PASSIVE)
		return false;
	const struct noun *n = &a->nouns.items[v->objects[0]];
	uint32_t end = a->sentences.items[v->sentence].end_chunk;
	bool runs_in = shut_there(a, n->end - 1); /* the Malian border shut */
	uint32_t head = runs_in ? n->end - 2 : n->head;
	uint32_t c = article_over_phrases(a, n->chunk + 1, end);
	*borderp = n->chunk;
	return n->end > n->first + 1 && article_listed(a, head, LIST_frontiers) &&
	       (runs_in || (c < end && shut_there(a, article_chunk(a, c)->first)) ||
		shut_there(a, article_chunk(a, c - 1)->end - 1));
}

enum border stance_border(const struct article *a, const struct term *term, struct actors *holders,
			  struct actors *bearers)
{
	const struct verb *v = &a->verbs.items[term->verb];
	const uint32_t end = a->sentences.items[v->sentence].end_chunk;
	uint32_t border = NONE;
	if (v->flags & VERB_NEGATED || v->subject_count == 0)
		return BORDER_NONE;
	bool shut = kept_shut(a, v, &border) || shuts_posts(a, v, &border);
	if (!shut)
		border = moves_troops(a, v) ? border_behind(a, v->chunk + 1, end) : NONE;
	if (border == NONE || force_obliges(a, v) || force_request(a, v))
		return BORDER_NONE;
	for (uint32_t c = border + 1; c < end && c < border + ASKED_CHUNKS; c++)
		if (article_over_asking(a, c, end) > c)
			return BORDER_NONE;
	slot_subjects(a, term, v, holders);
	*bearers = neighbours(a, term, border, holders);
	if (bearers->count == 0 && holders->count == 2 && !shut)
		*bearers = *holders; /* each on its side */
	return shut ? BORDER_SHUT : BORDER_POSTURE;
}
