/* stance, beside the slots: who is on either side.
 *
 *   between    "between A and B" behind the noun; two names joined by a hyphen in it; its owner and whom it is with
 *              (Spain's relations with Morocco); two or more subjects */
#include "engine/stance.h"

/* "between A and B" after the noun phrase, or its two names joined by a hyphen. */
void slot_between_noun(const struct article *a, const struct term *term, uint32_t noun, struct actors *out)
{
	const struct noun *n = &a->nouns.items[noun];
	if (n->actors[1] != NONE) {
		slot_noun(a, term, noun, out);
		return;
	}
	/* Spain's relations with Morocco; relations with Morocco, as a minister of Spain speaks of them */
	bool ours = article_tagged(a, n->first, TAG(poss)) && article_tagged(a, n->first, TAG(first));
	uint32_t speaker = term->noun == NONE && (n->actors[0] == NONE || ours) ? slot_speaker(a, term) : NONE;
	if ((n->flags & NOUN_OWNED || speaker != NONE) && n->chunk + 2 < a->chunks.count &&
	    article_chunk(a, n->chunk + 2)->type == CHUNK_NOUN &&
	    article_is(a, article_chunk(a, n->chunk + 1)->first, "with")) {
		slot_noun(a, term, noun, out);
		actors_put(out, speaker, NONE);
		slot_noun(a, term, article_chunk(a, n->chunk + 2)->item, out);
		return;
	}
	uint32_t end = a->sentences.items[n->sentence].end_chunk;
	for (uint32_t c = n->chunk + 1; c + 1 < end && c < n->chunk + 6; c++) {
		uint8_t type = article_chunk(a, c)->type;
		if (type == CHUNK_STOP || type == CHUNK_VERB)
			return;
		if (type != CHUNK_PREPOSITION ||
		    !(article_prepositions(a, article_chunk(a, c)->first) & (PREP(between) | PREP(among))))
			continue;
		uint32_t nouns[VERB_SUBJECTS];
		if (article_chunk(a, c + 1)->type != CHUNK_NOUN)
			return;
		uint8_t count = article_joined(a, c + 1, end, nouns);
		/* between Prince Sami of Oman and a minister: the second stands behind what marks off the first */
		uint32_t next = a->nouns.items[nouns[0]].chunk + 1;
		if (count == 1 && next + 3 < a->chunks.count && article_is(a, article_chunk(a, next)->first, "of") &&
		    article_chunk(a, next + 2)->type == CHUNK_CONJUNCTION &&
		    article_chunk(a, next + 3)->type == CHUNK_NOUN)
			nouns[count++] = article_chunk(a, next + 3)->item;
		slot_things(a, term, nouns, count, out);
		return;
	}
}

void slot_between(const struct article *a, const struct term *term, struct actors *out)
{
	if (term->noun != NONE) {
		slot_between_noun(a, term, term->noun, out);
		return;
	}
	if (term->verb == NONE || (term->row->pos != POS_VERB && term->row->pos != POS_ADJECTIVE))
		return;
	const struct verb *v = &a->verbs.items[term->verb];
	for (uint8_t i = 0; i < v->subject_count; i++)
		slot_noun(a, term, v->subjects[i], out);
	if (out->count < 2 && v->subject_count) /* ties between A and B have soured */
		slot_between_noun(a, term, v->subjects[0], out);
}
