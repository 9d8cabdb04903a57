/* stance, beside the slots: whose a thing is that no owner stands with.
 *
 *   deed   China passed a law that angered Japan, Mali made a move which Chad condemned: what a verb made or took up is its
 *          subject's, where a relative clause goes on about it. Not where that verb itself leans (Mali rejected a law
 *          that Chad praised). */
#include "engine/stance.h"

#define BACK 6 /* phrases from the thing back to the verb */

static bool leans(const struct article *a, const struct verb *v)
{
	const struct mention *stance = article_mention(a, v->main, LAYER_STANCE);
	const struct mention *cue = article_mention(a, v->main, LAYER_CUE);
	return (stance && stance->row->score != 0) || (cue && cue->row->score != 0);
}

static bool is_object(const struct verb *v, uint32_t noun)
{
	for (uint8_t i = 0; i < v->object_count; i++)
		if (v->objects[i] == noun)
			return true;
	return false;
}

void slot_deed(const struct article *a, const struct term *term, uint32_t noun, struct actors *out)
{
	const struct noun *n = &a->nouns.items[noun];
	if (n->actors[0] != NONE || n->entity != NONE ||
	    n->flags & (NOUN_PRONOUN | NOUN_PEOPLE | NOUN_BODY | NOUN_TIME | NOUN_NAME))
		return;
	uint32_t first = a->sentences.items[n->sentence].first_chunk;
	for (uint32_t c = n->chunk; c-- > first && c + BACK > n->chunk;) {
		if (article_chunk(a, c)->type != CHUNK_VERB)
			continue;
		const struct verb *v = &a->verbs.items[article_chunk(a, c)->item];
		if (v->flags & VERB_PASSIVE || !is_object(v, noun) || leans(a, v))
			return;
		for (uint8_t i = 0; i < v->subject_count; i++)
			slot_noun(a, term, v->subjects[i], out);
		return;
	}
}
