/* stance, first half: who fills the slots of a frame.
 *
 *   subject    of the verb; of a passive: the by-phrase; of an adjective: the subject of its copula
 *   object     of the verb; of a passive: its surface subject; a thing counts for its owner (China's action), an
 *              ownerless one for the owner in its of-, by- or from-phrase
 *   noun-of    possessive or nationality in the noun phrase; of, by, from after it; else the subject of the verb whose
 *              object the noun is; else, in official speech, the speaker
 *   "each other" is the subject again, all of it; hundreds of Malian soldiers are Malian soldiers
 *   prepositions  the first such phrase to the right, over other phrases, within the clause; as holder over an object,
 *              in the passive alone: suspended from the African Union, admitted to it. Over who asked for
 *              it (at the request of Mali, on Chad's orders): nothing is done to him
 *   modified   the owner of the noun phrase the adjective or noun stands in, or the subject of its copula
 *   between    in slot_between.c */
#include "engine/stance.h"

/* How many chunks to the right a prepositional phrase is looked for. Beyond, the link is chance more often than not. */
#define REACH 12
#define HANDS_CHUNKS 6 /* from a deed to at whose hands it was suffered */

/* accused each other, attacks on one another */
static inline bool reciprocal(const struct article *a, const struct noun *n)
{
	return (article_is(a, n->first, "each") && article_is(a, n->first + 1, "other")) ||
	       (article_is(a, n->first, "one") && article_is(a, n->first + 1, "another"));
}

/* Those who do it to each other: the subjects. */
static __attribute__((noinline)) void put_each_other(const struct article *a, const struct term *term,
						     struct actors *out)
{
	const struct verb *v = term->verb != NONE   ? &a->verbs.items[term->verb]
			       : term->noun != NONE ? slot_ruling_verb(a, term)
						    : NULL;
	for (uint8_t i = 0; v && i < v->subject_count; i++)
		if (!reciprocal(a, &a->nouns.items[v->subjects[i]]))
			slot_noun(a, term, v->subjects[i], out);
}

/* Hundreds of Malian soldiers, a column of tanks: the noun phrase that tells of whom there are so many, or NONE. */
static uint32_t members_of(const struct article *a, const struct noun *n)
{
	uint32_t c = n->chunk + 1;
	return slot_many(a, n->head) && c + 1 < a->chunks.count && article_is(a, article_chunk(a, c)->first, "of") &&
			       article_chunk(a, c + 1)->type == CHUNK_NOUN
		       ? article_chunk(a, c + 1)->item
		       : NONE;
}

void slot_noun(const struct article *a, const struct term *term, uint32_t noun, struct actors *out)
{
	const struct noun *n = &a->nouns.items[noun];
	if (n->end >= n->first + 2 && reciprocal(a, n)) {
		put_each_other(a, term, out);
		return;
	}
	uint32_t person;
	if (article_tagged(a, n->first, TAG(pron) | TAG(poss)) && slot_person(a, term, n, &person)) {
		actors_put(out, person, noun);
		return;
	}
	/* US allies, Russia's critics are not the US and Russia */
	if (article_tagged(a, n->head, TAG(relation)) && !(n->flags & NOUN_BODY))
		return;
	uint32_t members = n->actors[0] == NONE ? members_of(a, n) : NONE;
	if (members != NONE) {
		slot_noun(a, term, members, out);
		return;
	}
	actors_put(out, n->actors[0], noun);
	actors_put(out, n->actors[1], noun);
	if (n->flags & NOUN_PLURAL &&
	    (n->actors[0] == NONE || lexicon_actor(a->lexicon, (uint16_t)n->actors[0])->group))
		slot_listed(a, term, n, out);
}

/* The actor in the of-, by- or from-phrase after chunk c. */
static void owner_after(const struct article *a, const struct term *term, uint32_t c, uint32_t mask, struct actors *out)
{
	uint32_t end = a->sentences.items[a->nouns.items[article_chunk(a, c)->item].sentence].end_chunk;
	if (c + 3 < end && slot_leads_on(a, c + 1))
		c += 1 + (article_is(a, article_chunk(a, c + 2)->first, "out") && /* coming out of Mali */
			  article_chunk(a, c + 3)->type == CHUNK_PREPOSITION);
	for (; c + 2 < end && article_chunk(a, c + 1)->type == CHUNK_PREPOSITION &&
	       article_chunk(a, c + 2)->type == CHUNK_NOUN;
	     c += 2) {
		if (article_over_asking(a, c + 1, end) > c + 1 || slot_beside(a, c + 1))
			return; /* froze the accounts at the urging of the EU; the rig north of Chad */
		if (!(article_prepositions(a, article_chunk(a, c + 1)->first) & mask)) {
			if (article_listed(a, article_chunk(a, c + 2)->end - 1, LIST_occasions))
				return; /* bolsters its allies in the face of Iran */
			const struct mention *m = article_mention(a, article_chunk(a, c + 2)->end - 1, LAYER_STANCE);
			if (m && m->row->score != 0 && !article_is(a, article_chunk(a, c + 1)->first, "of"))
				return; /* in protest at the killing by soldiers: who kills does not protest */
			continue;
		}
		uint32_t nouns[VERB_SUBJECTS];
		uint8_t count = article_joined(a, c + 2, end, nouns); /* threats from Mali and Chad */
		for (uint8_t i = 0; i < count; i++)
			slot_noun(a, term, nouns[i], out);
		if (out->count)
			return;
	}
}

/* Chad planned a march, and Mali opposed it: what is judged, with nothing said of why, is an act, not who did it. */
static bool means_act(const struct article *a, const struct term *term, uint32_t noun)
{
	const struct noun *n = &a->nouns.items[noun];
	uint8_t class = term->row->stance_class;
	bool judges = term->row->kind == ENTRY_STANCE && (class == STANCE_REJECT || class == STANCE_SUPPORT);
	if (!judges || !(n->flags & NOUN_PRONOUN) || !article_is(a, n->first, "it"))
		return false;
	return n->chunk + 1 >= a->chunks.count || article_chunk(a, n->chunk + 1)->type != CHUNK_PREPOSITION;
}

/* the Madrid peace talks, of the list of meetings: where they were held, by no word of whose they are. */
static bool venue(const struct article *a, const struct noun *n)
{
	bool capital = false;
	for (uint32_t i = n->first; i < n->head; i++) {
		const struct mention *m = article_mention(a, i, LAYER_NAME);
		if (m && m->entry->kind != ENTRY_CAPITAL && m->entry->kind != ENTRY_CITY)
			return false;
		if (m && a->tokens.items[m->end].class == TOKEN_POSSESSIVE)
			return false;
		capital |= m != NULL;
	}
	return capital;
}

/* the killing, the seizure: a hostile deed */
static bool harm(const struct article *a, uint32_t noun)
{
	const struct mention *m = article_mention(a, a->nouns.items[noun].head, LAYER_STANCE);
	return m && m->row->score < 0;
}

/* Li's offer of a truce to Chad is Li's, though nobody knows whose Li is; Monday's is nobody's. */
static bool owned(const struct article *a, const struct noun *n)
{
	for (uint32_t i = n->first + 1; n->flags & NOUN_CLITIC && i < n->head; i++)
		if (a->tokens.items[i].class == TOKEN_POSSESSIVE && !article_tagged(a, i - 1, TAG(time)))
			return true;
	return false;
}

void slot_things(const struct article *a, const struct term *term, const uint32_t *nouns, uint8_t count,
		 struct actors *out)
{
	for (uint8_t i = 0; i < count; i++) {
		const struct noun *n = &a->nouns.items[nouns[i]];
		uint8_t before = out->count;
		if (means_act(a, term, nouns[i]) || (article_listed(a, n->head, LIST_meetings) && venue(a, n)))
			continue;
		slot_noun(a, term, nouns[i], out);
		if (out->count == before && harm(a, nouns[i])) /* the killing of its men by Chad */
			owner_after(a, term, n->chunk, PREP(by), out);
		if (out->count == before && !(n->flags & (NOUN_PRONOUN | NOUN_TIME)) && !owned(a, n))
			owner_after(a, term, n->chunk, PREP(of) | PREP(by) | PREP(from) | PREP(against) | PREP(for),
				    out);
		if (out->count == before && term->row->stance_class == STANCE_AID)
			slot_debtor(a, term, nouns[i], out);
		/* brokered a truce between Chad and Mali; who condemns a war between them need not be against them */
		if (out->count == before && term->row->score > 0)
			slot_between_noun(a, term, nouns[i], out);
	}
}

/* The sanctions Reagan imposed on them: the verb of the bare relative clause whose subject chunk c is, or NULL. */
static const struct verb *bare_relative(const struct article *a, uint32_t c)
{
	if (c == 0 || c + 1 >= a->chunks.count || article_chunk(a, c)->type != CHUNK_NOUN ||
	    article_chunk(a, c + 1)->type != CHUNK_VERB)
		return NULL;
	uint8_t before = article_chunk(a, c - 1)->type;
	if (before != CHUNK_NOUN && before != CHUNK_THAT && before != CHUNK_WHO)
		return NULL;
	const struct verb *v = &a->verbs.items[article_chunk(a, c + 1)->item];
	bool tells = v->flags & VERB_PARTICIPLE ? !article_is(a, v->end, "by")
						: v->flags & VERB_FINITE && !(v->flags & (VERB_PASSIVE | VERB_COPULA));
	return tells && !(a->tokens.items[article_chunk(a, c)->first].flags & TOKEN_SENTENCE) ? v : NULL;
}

/* The sanctions that Reagan imposed: the chunk past "that" or "which",
 * where a clause with a subject of its own follows. */
static uint32_t past_relative(const struct article *a, uint32_t c)
{
	bool that = c > 0 && c + 2 < a->chunks.count && article_chunk(a, c - 1)->type == CHUNK_NOUN &&
		    (article_chunk(a, c)->type == CHUNK_THAT || article_chunk(a, c)->type == CHUNK_WHO) &&
		    bare_relative(a, c + 1);
	return c + that;
}

/* A team of doctors was sent to Somalia: the passive verb whose subject the term is. */
static bool done_to(const struct article *a, const struct term *term, const struct verb *v)
{
	if (term->noun == NONE || !(v->flags & VERB_PASSIVE) || v->subject_count == 0)
		return false;
	uint32_t c = a->nouns.items[term->noun].chunk, subject = a->nouns.items[v->subjects[0]].chunk;
	return subject == c || (subject + 2 == c && article_is(a, article_chunk(a, c - 1)->first, "of"));
}

/* aid to flood victims in Peru */
static void people_in(const struct article *a, const struct term *term, uint32_t c, struct actors *out)
{
	if (c + 1 < a->chunks.count && article_is(a, article_chunk(a, c)->first, "in") &&
	    article_chunk(a, c)->type == CHUNK_PREPOSITION && article_chunk(a, c + 1)->type == CHUNK_NOUN)
		slot_noun(a, term, article_chunk(a, c + 1)->item, out);
}

/* Prepositional phrases to the right of chunk c, inside the clause. */
static void phrase(const struct article *a, const struct term *term, uint32_t c, uint32_t mask, struct actors *out)
{
	if (term->noun != NONE)
		c = past_relative(a, c);
	const struct verb *bare = term->noun != NONE ? bare_relative(a, c) : NULL;
	for (uint32_t steps = 0; c + 1 < a->chunks.count && steps < REACH; c++, steps++) {
		const struct chunk *k = article_chunk(a, c);
		if (k->first > term->mention->end && (a->tokens.items[k->first].flags & TOKEN_SENTENCE))
			return;
		switch (k->type) {
		case CHUNK_STOP:
		case CHUNK_WHO:
		case CHUNK_THAT:
		case CHUNK_BUT:
			return;
		case CHUNK_VERB:
			if (a->verbs.items[k->item].flags & (VERB_FINITE | VERB_INFINITIVE) &&
			    &a->verbs.items[k->item] != bare && !done_to(a, term, &a->verbs.items[k->item]))
				return;
			continue;
		case CHUNK_PREPOSITION:
		case CHUNK_SUBORDINATOR:
			/* according to: another clause's; not "to" of pay tribute to */
			if (article_covered(a, k->first, LAYER_CUE) &&
			    article_mention(a, k->first, LAYER_CUE)->first >= term->mention->end)
				return;
			break;
		default:
			continue;
		}
		uint32_t asked = article_prepositions(a, k->first) & mask
					 ? c
					 : article_over_asking(a, c, (uint32_t)a->chunks.count);
		if (asked > c) { /* shut its airspace at the request of Mali */
			c = asked;
			continue;
		}
		uint32_t bearer = article_over_naming(a, c + 1, (uint32_t)a->chunks.count);
		if (!(article_prepositions(a, k->first) & mask) || article_chunk(a, bearer)->type != CHUNK_NOUN ||
		    slot_at_meeting(a, c)) {
			if (k->type == CHUNK_SUBORDINATOR)
				return;
			continue;
		}
		uint32_t nouns[VERB_SUBJECTS];
		uint8_t count = article_joined(a, bearer, (uint32_t)a->chunks.count, nouns);
		slot_things(a, term, nouns, count, out);
		if (out->count == 0 && a->nouns.items[nouns[count - 1]].flags & NOUN_PEOPLE)
			people_in(a, term, a->nouns.items[nouns[count - 1]].chunk + 1, out);
		if (out->count)
			return;
	}
}

static uint32_t chunk_after(const struct article *a, const struct term *term)
{
	uint32_t c = a->chunk_at[term->mention->end - 1];
	return c == NONE ? (uint32_t)a->chunks.count : c + 1;
}

static void by_phrase(const struct article *a, const struct term *term, const struct verb *v, struct actors *out)
{
	if (term->noun != NONE && article_listed(a, v->main, LIST_brokers))
		return; /* a treaty brokered by Chad is none of its own */
	/* was forced to withdraw by Chad: behind all of the term */
	bool past = term->row->pos == POS_VERB && term->mention->end > v->end && term->verb != NONE;
	phrase(a, term, past ? chunk_after(a, term) : v->chunk + 1, PREP(by), out);
}

/* is opposed to: an adjective on its copula, and rows that begin with "be", are read as they stand. */
static bool passive(const struct term *term, const struct verb *v)
{
	return v->flags & VERB_PASSIVE && term->row->pos != POS_ADJECTIVE &&
	       !(term->row->pos == POS_VERB && term->mention->first <= v->first && term->mention->first < v->main);
}

/* were killed in an Israeli raid, in a raid by Israel: whose act of war it was in which it happened. */
static void in_act(const struct article *a, const struct term *term, const struct verb *v, struct actors *out)
{
	uint32_t c = v->chunk + 1;
	if (c + 1 >= a->chunks.count ||
	    !(article_is(a, article_chunk(a, c)->first, "in") || article_is(a, article_chunk(a, c)->first, "during")) ||
	    article_chunk(a, c + 1)->type != CHUNK_NOUN)
		return;
	const struct noun *n = &a->nouns.items[article_chunk(a, c + 1)->item];
	const struct mention *m = article_mention(a, n->head, LAYER_STANCE);
	if (!m || m->row->stance_class > STANCE_FORCE || m->row->score >= 0)
		return;
	if (n->flags & NOUN_OWNED)
		slot_noun(a, term, article_chunk(a, c + 1)->item, out);
	else
		owner_after(a, term, c + 1, PREP(by), out);
}

static void subject(const struct article *a, const struct term *term, const struct verb *v, struct actors *out)
{
	if (passive(term, v)) {
		by_phrase(a, term, v, out);
		if (out->count == 0)
			in_act(a, term, v, out);
		return;
	}
	const uint8_t class = term->row->stance_class;
	const bool rebels = class <= STANCE_FORCE || class == STANCE_YIELD || class == STANCE_AID;
	for (uint8_t i = 0; i < v->subject_count; i++)
		if (!slot_sender(a, term, v, v->subjects[i], out) &&
		    !(rebels && slot_rebels(a, term, v->subjects[i], out)))
			slot_noun(a, term, v->subjects[i], out);
	if (out->count || v->subject_count != 1)
		return;
	bool signed_by = v->flags & VERB_ING && /* signed a declaration condemning Chad */
			 article_listed(a, a->nouns.items[v->subjects[0]].head, LIST_motions);
	if (v->flags & VERB_RELATIVE || signed_by)
		slot_deed(a, term, v->subjects[0], out);
	/* an attack by Chad killed, the threats from Chad worried */
	const struct noun *n = &a->nouns.items[v->subjects[0]];
	const struct mention *deed = article_mention(a, n->head, LAYER_STANCE);
	if (!deed || deed->row->score == 0 || n->actors[0] != NONE || n->chunk >= v->chunk)
		return;
	const struct chunk *next = article_chunk(a, n->chunk + 1); /* sanctions imposed by Chad hurt */
	if (next->type == CHUNK_VERB && a->verbs.items[next->item].flags & VERB_PARTICIPLE) {
		by_phrase(a, term, &a->verbs.items[next->item], out);
		return;
	}
	bool from = article_is(a, next->first, "from"); /* not: of troops from Chad */
	owner_after(a, term, n->chunk, PREP(by) | (from ? PREP(from) : 0), out);
}

static void object(const struct article *a, const struct term *term, const struct verb *v, struct actors *out)
{
	if (passive(term, v)) {
		slot_things(a, term, v->subjects, v->subject_count, out);
		if (out->count == 0 && v->flags & VERB_RELATIVE && v->subject_count)
			slot_deed(a, term, v->subjects[0], out);
		const struct verb *has = v->governor == NONE ? NULL : &a->verbs.items[v->governor];
		if (out->count == 0 && has && v->subject_count && article_tagged(a, has->main, TAG(have)) &&
		    article_has_object(has, v->subjects[0]))
			slot_subjects(a, term, has, out); /* had villages shelled by Chad */
		return;
	}
	/* got Canadian wheat: who gets it does nothing for Canada */
	if (term->row->stance_class == STANCE_CONTACT && v->object_count &&
	    !(a->nouns.items[v->objects[0]].flags & (NOUN_PEOPLE | NOUN_BODY)) && slot_receives(a, v))
		return;
	bool before = v->object_count && a->nouns.items[v->objects[0]].chunk < v->chunk; /* which Beijing claims */
	if (term->mention->end <= v->end || before) {
		slot_things(a, term, v->objects, v->object_count, out);
		if (out->count == 0 && before)
			slot_deed(a, term, v->objects[0], out);
		return;
	}
	/* the term reaches into or past its object: "call for", "lash out at", "impose sanctions on" */
	uint32_t c = article_over_naming(a, chunk_after(a, term), (uint32_t)a->chunks.count);
	const struct chunk *last = article_chunk(a, a->chunk_at[term->mention->end - 1]);
	if (last->type == CHUNK_NOUN && last->end > term->mention->end)
		c--; /* sent home three envoys: one phrase */
	if (c < a->chunks.count && article_chunk(a, c)->type == CHUNK_NOUN) {
		uint32_t nouns[VERB_SUBJECTS];
		uint8_t count = article_joined(a, c, (uint32_t)a->chunks.count, nouns);
		slot_things(a, term, nouns, count, out);
	}
}

/* Acts are done, by somebody who is named: that an official speaks of a war or of tariffs does not make them his. */
static bool act(const struct term *term)
{
	uint8_t class = term->row->stance_class;
	return class == STANCE_WAR || class == STANCE_FORCE || class == STANCE_COERCE || class == STANCE_THREAT;
}

/* the killing of Chadians at the hands of Malian soldiers: from chunk c on, over phrases. */
static void at_the_hands(const struct article *a, const struct term *term, uint32_t c, struct actors *out)
{
	for (uint32_t end = c + HANDS_CHUNKS; c + 3 < a->chunks.count && c < end; c++) {
		const struct chunk *k = article_chunk(a, c);
		if (k->type != CHUNK_PREPOSITION && k->type != CHUNK_NOUN)
			return;
		if (!article_is(a, k->first, "at") || !article_is(a, k[1].end - 1, "hands") ||
		    !article_is(a, k[2].first, "of") || k[3].type != CHUNK_NOUN)
			continue;
		slot_noun(a, term, k[3].item, out);
		return;
	}
}

/* slot_owner into a list of the caller's. */
static void put_owner(const struct article *a, const struct term *term, struct actors *out)
{
	out->count = 0;
	if (term->noun == NONE)
		return;
	const struct noun *n = &a->nouns.items[term->noun];
	if ((n->head < term->mention->end || (n->flags & NOUN_OWNED)) && !(n->flags & NOUN_GUESSED) &&
	    !(article_listed(a, n->head, LIST_meetings) && venue(a, n)))
		slot_noun(a, term, term->noun, out);
	uint32_t next = n->chunk + 1;
	if (out->count == 0 && next < a->chunks.count && slot_leads_on(a, next)) { /* threats emanating from Chad */
		owner_after(a, term, n->chunk, PREP(by) | PREP(from) | PREP(of), out);
		return;
	}
	if (out->count || next >= a->chunks.count || article_chunk(a, next)->type != CHUNK_PREPOSITION)
		return;
	/* the condemnation of Iran by Saudi Arabia: who is named by "by" does it */
	owner_after(a, term, n->chunk, PREP(by), out);
	if (out->count == 0 && act(term))
		at_the_hands(a, term, n->chunk + 1, out);
	/* the deportation of Haitians from Chile: where "of" names the bearer it names no holder */
	uint32_t mask = PREP(of) | PREP(by) | PREP(from);
	for (uint8_t f = 0; f < term->row->frame_count; f++)
		if (term->row->frames[f].bearer == SLOT_PREP && term->row->frames[f].bearer_prepositions & PREP(of))
			mask &= ~PREP(of);
	/* not gratitude to the people of Kenya */
	if (out->count == 0 && article_is(a, article_chunk(a, next)->first, "of") && mask & PREP(of))
		owner_after(a, term, n->chunk, mask, out);
	/* threats from Chad, the deportation of Haitians from Chile; but tariffs on goods from Chad are not Chad's */
	uint32_t c = n->chunk;
	while (c + 2 < a->chunks.count && article_is(a, article_chunk(a, c + 1)->first, "of"))
		c += 2;
	if (out->count == 0 && c + 1 < a->chunks.count && article_chunk(a, c)->type == CHUNK_NOUN &&
	    article_is(a, article_chunk(a, c + 1)->first, "from"))
		owner_after(a, term, c, PREP(from), out);
}

struct actors slot_owner(const struct article *a, const struct term *term)
{
	struct actors out;
	put_owner(a, term, &out);
	return out;
}

/* The verb has a stance of its own toward what it rules; but to fight a war is to be at war. */
static bool opposes(const struct article *a, const struct term *term, const struct verb *v)
{
	static const enum layer layers[] = { LAYER_STANCE, LAYER_CUE };
	uint32_t c = a->nouns.items[term->noun].chunk;
	bool as = term->row->score > 0 && c > 0 && article_is(a, article_chunk(a, c - 1)->first, "as");
	if (article_tagged(a, v->main, TAG(gives)) || as)
		return false; /* pledged aid; freed them as a gesture */
	bool guest = term->row->stance_class == STANCE_CONTACT && c > 0 &&
		     article_is(a, article_chunk(a, c - 1)->first, "for"); /* welcomed him for talks */
	for (size_t i = 0; i < 2; i++) {
		const struct mention *m = article_mention(a, v->main, layers[i]);
		bool same = m && m->row->kind == ENTRY_STANCE && m->row->stance_class <= STANCE_FORCE &&
			    term->row->stance_class <= STANCE_FORCE;
		if (m && m->row->score != 0 && m->end <= v->end && !same && !(guest && m->row->score > 0))
			return true;
	}
	return false;
}

/* asked about a trip, spoke about a raid: who asks and speaks need not be who does it. */
static bool topic(const struct article *a, uint32_t c)
{
	if (c == 0 || article_chunk(a, c - 1)->type != CHUNK_PREPOSITION)
		return false;
	return article_prepositions(a, article_chunk(a, c - 1)->first) & PREP(about);
}

/* citing the war in Mali, described the attack: who speaks of force does not use it. */
static bool mentions(const struct article *a, const struct term *term, const struct verb *v)
{
	const struct mention *cue = article_mention(a, v->main, LAYER_CUE);
	return term->row->stance_class <= STANCE_FORCE && cue && cue->row->sub == CUE_NEUTRAL &&
	       !article_listed(a, v->main, LIST_announces);
}

static void noun_of(const struct article *a, const struct term *term, struct actors *out)
{
	put_owner(a, term, out);
	if (out->count || term->noun == NONE)
		return;
	uint32_t next = past_relative(a, a->nouns.items[term->noun].chunk + 1);
	if (bare_relative(a, next)) {
		slot_noun(a, term, article_chunk(a, next)->item, out);
		if (out->count)
			return;
	}
	/* aid was sent to Mali by Chad, sanctions on Mali were announced by Chad */
	const struct verb *done = slot_may_done(a, term) ? slot_done(a, term) : NULL;
	if (!done && next < a->chunks.count && article_chunk(a, next)->type == CHUNK_VERB &&
	    done_to(a, term, &a->verbs.items[article_chunk(a, next)->item]))
		done = &a->verbs.items[article_chunk(a, next)->item];
	if (done) {
		by_phrase(a, term, done, out);
		if (out->count)
			return;
	}
	const struct verb *v = slot_ruling_verb(a, term);
	if (v && !opposes(a, term, v) && !mentions(a, term, v) && !topic(a, a->nouns.items[term->noun].chunk)) {
		if (v->flags & VERB_PASSIVE && article_is(a, article_chunk(a, v->chunk + 1)->first, "in"))
			slot_things(a, term, v->subjects, v->subject_count, out); /* were engaged in, are involved in */
		else
			subject(a, term, v, out);
		if (out->count || v->subject_count)
			return;
	}
	bool reports = a->statements.items[term->statement].speaker.role == STANCED_ROLE_MEDIA;
	if (!v)
		slot_carrier(a, term, out);
	const struct noun *n = &a->nouns.items[term->noun];
	if (out->count == 0 && !v && n->chunk <= a->sentences.items[n->sentence].first_chunk + 3)
		slot_opening(a, term, out);
	if (out->count == 0 && !v && !reports && !act(term) && !topic(a, a->nouns.items[term->noun].chunk))
		actors_put(out, slot_speaker(a, term), NONE);
}

/* called Chad's offer to buy arms absurd: an adjective behind its noun, over the infinitive on to the offer. */
static uint32_t over_infinitive(const struct article *a, const struct term *term)
{
	const struct noun *n = &a->nouns.items[term->noun];
	uint32_t c = n->chunk;
	if (term->row->pos != POS_ADJECTIVE || term->mention->end < n->end || term->mention->first == n->first ||
	    c < 2 || article_chunk(a, c - 1)->type != CHUNK_VERB || article_chunk(a, c - 2)->type != CHUNK_NOUN)
		return term->noun;
	const struct verb *v = &a->verbs.items[article_chunk(a, c - 1)->item];
	return v->flags & VERB_INFINITIVE ? article_chunk(a, c - 2)->item : term->noun;
}

static void modified(const struct article *a, const struct term *term, struct actors *out)
{
	const struct verb *rules = term->row->pos == POS_NOUN && term->noun != NONE ? slot_ruling_verb(a, term) : NULL;
	if (term->verb != NONE) {
		const struct verb *v = &a->verbs.items[term->verb];
		slot_things(a, term, v->subjects, v->subject_count, out);
	} else if (rules && article_has_object(rules, term->noun) &&
		   (rules->flags & VERB_COPULA || article_listed(a, rules->main, LIST_links))) {
		slot_things(a, term, rules->subjects, rules->subject_count, out); /* Japan is a partner */
	} else if (term->noun != NONE) {
		uint32_t noun = over_infinitive(a, term);
		slot_things(a, term, &noun, 1, out);
	}
	uint32_t c = a->chunk_at[term->mention->first]; /* described Moscow's behaviour as unacceptable */
	if (out->count == 0 && c != NONE && c >= 2 && article_is(a, article_chunk(a, c - 1)->first, "as") &&
	    article_chunk(a, c - 2)->type == CHUNK_NOUN)
		slot_things(a, term, &article_chunk(a, c - 2)->item, 1, out);
}

struct actors slot_fill(const struct article *a, const struct term *term, uint8_t slot, uint32_t prepositions)
{
	struct actors out;
	out.count = 0; /* the lists are not cleared */
	const struct verb *v = term->verb == NONE ? NULL : &a->verbs.items[term->verb];
	switch (slot) {
	case SLOT_SUBJECT:
		if (v)
			subject(a, term, v, &out);
		else if (term->noun == NONE)
			break;
		else if (term->row->pos == POS_NOUN || a->nouns.items[term->noun].end > term->mention->end ||
			 !slot_attitude(a, term, &out)) /* a wary look */
			noun_of(a, term, &out);
		break;
	case SLOT_OBJECT:
		if (v && term->row->pos == POS_VERB)
			object(a, term, v, &out);
		break;
	case SLOT_NOUN_OF:
		noun_of(a, term, &out);
		break;
	case SLOT_SPEAKER:
		actors_put(&out, slot_speaker(a, term), NONE);
		break;
	case SLOT_TOLD:
		slot_told(a, term, &out);
		break;
	case SLOT_CLAUSE:
		slot_clause(a, term, &out);
		break;
	case SLOT_MODIFIED:
		modified(a, term, &out);
		break;
	case SLOT_PREP:
		if (term->row->stance_class != STANCE_CONTACT || !slot_hosts(a, term))
			phrase(a, term, chunk_after(a, term), prepositions, &out);
		if (out.count == 0 && (prepositions & (PREP(to) | PREP(for)) || slot_reproach_given(a, term)))
			slot_recipient(a, term, &out);
		if (out.count == 0 && slot_visits(a, term))
			slot_visited(a, term, &out);
		break;
	case SLOT_BETWEEN:
		slot_between(a, term, &out);
		break;
	default:
		break;
	}
	return out;
}
