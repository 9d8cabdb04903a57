/* stance, beside the slots: who fills a slot that the term's own phrases leave open.
 *
 *   deed        China passed a law that angered Japan, Mali made a move which Chad condemned: what a verb made or took up is
 *               its subject's, where a relative clause goes on about it. Not where that verb itself leans (Mali rejected a
 *               law that Chad praised). Iran is the only state that backs Chad: what somebody is, is himself
 *   sender      Rwanda sent soldiers to fight Mali: troops without a country are the sender's
 *   recipient   gave Oman aid: who stands between the verb and what is given
 *   adversary   backed Chad in its dispute with Mali: with whom it is at odds
 *   told        complained that Japan had not paid: who does it in the clause that is reported */
#include "engine/stance.h"

#define BACK 6 /* phrases from the thing back to the verb */
#define SIDE_CHUNKS 8
#define RECIPIENT_CHUNKS 8 /* from the verb of giving to what is given */

static bool leans(const struct article *a, const struct verb *v)
{
	const struct mention *stance = article_mention(a, v->main, LAYER_STANCE);
	const struct mention *cue = article_mention(a, v->main, LAYER_CUE);
	return (stance && stance->row->score != 0) || (cue && cue->row->score != 0);
}

void slot_subjects(const struct article *a, const struct term *term, const struct verb *verb, struct actors *out)
{
	for (uint8_t i = 0; i < verb->subject_count; i++)
		slot_noun(a, term, verb->subjects[i], out);
}

void slot_deed(const struct article *a, const struct term *term, uint32_t noun, struct actors *out)
{
	const struct noun *n = &a->nouns.items[noun];
	if (n->actors[0] != NONE || n->entity != NONE || n->flags & (NOUN_PRONOUN | NOUN_TIME | NOUN_NAME))
		return;
	uint32_t first = a->sentences.items[n->sentence].first_chunk;
	for (uint32_t c = n->chunk; c-- > first && c + BACK > n->chunk;) {
		if (article_chunk(a, c)->type != CHUNK_VERB)
			continue;
		const struct verb *v = &a->verbs.items[article_chunk(a, c)->item];
		bool other = n->flags & (NOUN_PEOPLE | NOUN_BODY) && !(v->flags & VERB_COPULA);
		if (v->flags & VERB_PASSIVE || !article_has_object(v, noun) || other || leans(a, v))
			return;
		slot_subjects(a, term, v, out);
		return;
	}
}

bool slot_sender(const struct article *a, const struct term *term, const struct verb *v, uint32_t noun,
		 struct actors *out)
{
	const struct verb *sends = v->governor == NONE ? NULL : &a->verbs.items[v->governor];
	if (!(a->nouns.items[noun].flags & NOUN_GUESSED) || !sends || !(v->flags & VERB_INFINITIVE) ||
	    !article_has_object(sends, noun) || sends->subject_count == 0)
		return false;
	slot_subjects(a, term, sends, out);
	return out->count > 0;
}

/* gave Oman aid, gave Oman and Chad two million in aid, supplied Oman with arms: whom the phrases between the verb and
 * the thing given name. */
void slot_recipient(const struct article *a, const struct term *term, struct actors *out)
{
	if (term->noun == NONE || term->row->pos != POS_NOUN)
		return;
	uint32_t c = a->nouns.items[term->noun].chunk;
	if (c >= 4 && article_is(a, article_chunk(a, c - 1)->first, "in") &&
	    article_chunk(a, c - 2)->type == CHUNK_NOUN)
		c -= 2;
	if (c >= 3 && article_is(a, article_chunk(a, c - 1)->first, "with"))
		c--;
	uint32_t verb = c;
	while (verb > 0 && c < verb + RECIPIENT_CHUNKS && article_chunk(a, verb)->type != CHUNK_VERB)
		verb--;
	if (verb + 2 > c || article_chunk(a, verb)->type != CHUNK_VERB ||
	    article_chunk(a, verb + 1)->type != CHUNK_NOUN ||
	    a->verbs.items[article_chunk(a, verb)->item].flags & (VERB_PASSIVE | VERB_COPULA))
		return;
	uint32_t nouns[VERB_SUBJECTS];
	uint8_t count = article_joined(a, verb + 1, c, nouns);
	if (a->nouns.items[nouns[count - 1]].chunk + 1 != c)
		return;
	for (uint8_t i = 0; i < count; i++)
		slot_noun(a, term, nouns[i], out);
}

/* Complained that Japan had not paid: who does it in the clause that the term reports; not who has it done to him, nor
 * whose things do. */
void slot_told(const struct article *a, const struct term *term, struct actors *out)
{
	const struct statement *s = &a->statements.items[term->statement];
	if (s->kind == STANCED_NARRATED || s->verb != term->verb)
		return;
	uint32_t c = a->chunk_at[s->first];
	for (; c != NONE && c < a->chunks.count && article_chunk(a, c)->first < s->last; c++) {
		if (article_chunk(a, c)->type != CHUNK_VERB)
			continue;
		const struct verb *v = &a->verbs.items[article_chunk(a, c)->item];
		if (!(v->flags & VERB_FINITE) || v->subject_count == 0)
			continue;
		for (uint8_t i = 0; i < v->subject_count && !(v->flags & VERB_PASSIVE); i++)
			if (!(a->nouns.items[v->subjects[i]].flags & NOUN_OWNED) ||
			    a->nouns.items[v->subjects[i]].flags & (NOUN_BODY | NOUN_PEOPLE))
				slot_noun(a, term, v->subjects[i], out);
		return;
	}
}

struct actors slot_adversary(const struct article *a, const struct term *term)
{
	uint32_t c = a->chunk_at[term->mention->end - 1] + 1, end = a->sentences.items[term->sentence].end_chunk;
	for (uint32_t steps = 0; c + 3 < end && steps < SIDE_CHUNKS; c++, steps++) {
		if (article_chunk(a, c)->type == CHUNK_VERB)
			break;
		if (!article_is(a, article_chunk(a, c)->first, "in") || article_chunk(a, c + 1)->type != CHUNK_NOUN)
			continue;
		uint32_t quarrel = article_chunk(a, c + 1)->item;
		const struct mention *m = article_mention(a, a->nouns.items[quarrel].head, LAYER_STANCE);
		if (!m || m->row->score >= 0 || !article_tagged(a, a->nouns.items[quarrel].first, TAG(poss)))
			continue;
		struct term noun = { .mention = m,
				     .row = m->row,
				     .statement = term->statement,
				     .verb = NONE,
				     .noun = quarrel,
				     .sentence = term->sentence };
		return slot_fill(a, &noun, SLOT_PREP, PREP(with) | PREP(against));
	}
	return (struct actors) { .count = 0 };
}
