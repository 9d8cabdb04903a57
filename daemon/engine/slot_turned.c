/* stance, beside the slots: acts that are told from their other end, by what came of them or was said of them.
 *
 *   drawn      Chad closed the border, prompting a protest from Mali; which drew praise from Mali; Chad's move brought
 *              complaints by Mali: the words are Mali's, toward who did what stands before. "Which" behind a comma
 *              stands for all that was done, and what was done to somebody was done by whom "by" names. The attack,
 *              the move that drew it: told before (recall.c)
 *   done       sanctions on Mali were announced, or lifted, by Chad: a verb of doing or ending in the passive behind
 *              the noun of the act and its phrases; what is discussed or opposed is done by nobody there
 *   opening    in a swipe at Mali, in a show of support for Mali, Chad's premier said: what opens the sentence behind
 *              "in", but for "the", is the main clause's subject's
 *   offered    rejected an offer by Mali, spurned Mali's overtures: Mali made the offer to who rejects it, unless it
 *              tells of somebody else
 *   answered    denied Mali's charge that it had spied: Mali accuses who denies it, or who does what it tells of
 *   thanked    thanked Mali for building a school, for its help: Mali did it for who thanks, unless it tells of
 *              somebody else
 *   suffered   ran into an ambush of Chad's, came under attack by Chad, was caught in its raid: who did so bears it
 *   named      Mali was declared an enemy by Chad (reach.c) */
#include "engine/stance.h"

#define TURNED_CHUNKS 16 /* from a verb back to the clause that it goes on from */

/* The last finite verb before chunk c in its sentence that has a subject, or NULL. */
static const struct verb *clause_before(const struct article *a, const struct verb *v, uint32_t c)
{
	uint32_t first = a->sentences.items[v->sentence].first_chunk;
	for (uint32_t steps = 0; c-- > first && steps < TURNED_CHUNKS; steps++) {
		const struct chunk *k = article_chunk(a, c);
		if (k->type == CHUNK_STOP || k->type == CHUNK_QUOTE)
			return NULL;
		const struct verb *before = k->type == CHUNK_VERB ? &a->verbs.items[k->item] : NULL;
		if (before && before->flags & VERB_FINITE && before->subject_count)
			return before;
	}
	return NULL;
}

/* ..., prompting; ..., which prompted: the verb of the clause that a comma parts from this one, or NULL. */
static const struct verb *goes_on_from(const struct article *a, const struct verb *v)
{
	uint32_t c = v->chunk;
	if (v->flags & VERB_RELATIVE && c > 0 && article_chunk(a, c - 1)->type == CHUNK_WHO)
		c--;
	else if (!(v->flags & VERB_ING))
		return NULL;
	return c > 0 && article_chunk(a, c - 1)->type == CHUNK_COMMA ? clause_before(a, v, c - 1) : NULL;
}

/* A verb as a term of its own, so that its slots may be filled. */
static struct term verb_term(const struct article *a, const struct term *term, const struct verb *v)
{
	struct term out = *term;
	out.verb = (uint32_t)(v - a->verbs.items);
	out.noun = NONE;
	return out;
}

/* A noun as a term of its own. */
static struct term noun_term(const struct term *term, uint32_t noun)
{
	struct term out = *term;
	out.noun = noun;
	out.verb = NONE;
	return out;
}

/* The noun phrase in the of-phrase behind the noun phrase n, or NONE. */
static uint32_t of_phrase(const struct article *a, const struct noun *n)
{
	uint32_t c = n->chunk + 1;
	return c + 1 < a->chunks.count && article_is(a, article_chunk(a, c)->first, "of") &&
			       article_chunk(a, c + 1)->type == CHUNK_NOUN
		       ? article_chunk(a, c + 1)->item
		       : NONE;
}

/* Whose deed the subject is that names nobody: the seizure of the boats by Chad, the decision of Chad's court. */
static struct actors doer_of(const struct article *a, const struct term *term, uint32_t noun)
{
	const struct noun *n = &a->nouns.items[noun];
	const struct mention *m = article_mention(a, n->head, LAYER_STANCE);
	struct term inner = noun_term(term, noun);
	if (m && m->row->pos == POS_NOUN)
		inner.row = m->row;
	struct actors out = slot_owner(a, &inner);
	uint32_t of = out.count == 0 && !m ? of_phrase(a, n) : NONE;
	if (of != NONE)
		slot_noun(a, term, of, &out);
	return out;
}

/* Who did what drew the words: the subject of the verb, or of the clause that it goes on from. */
static struct actors doers(const struct article *a, const struct term *term, const struct verb *v)
{
	const struct verb *before = goes_on_from(a, v);
	struct term inner = verb_term(a, term, before ? before : v);
	struct actors out = slot_fill(a, &inner, SLOT_SUBJECT, 0);
	if (out.count == 0 && before == NULL && v->subject_count)
		out = doer_of(a, term, v->subjects[0]);
	return out;
}

/* Did the verb draw what the term names: prompted, met with complaints? */
static bool draws(const struct article *a, const struct term *term, const struct verb *v)
{
	const struct row *row = term->row;
	uint8_t class = row->stance_class;
	if (v->flags & VERB_INFINITIVE || row->kind != ENTRY_STANCE || row->score == 0 ||
	    (v->flags & VERB_PASSIVE && !article_listed(a, v->main, LIST_meets)))
		return false;
	if (row->pos == POS_VERB)
		return row->frames[0].holder == SLOT_OBJECT && row->frames[0].bearer == SLOT_SUBJECT;
	bool words = row->score < 0 ? class >= STANCE_THREAT && class <= STANCE_DISTRUST
				    : class >= STANCE_TRUST && class <= STANCE_SUPPORT;
	return row->pos == POS_NOUN && term->noun != NONE && words;
}

/* won praise by Mali, Mali's praise; earned the thanks of Mali, where "criticism of Mali" is against it. */
static struct actors whose_words(const struct article *a, const struct term *term)
{
	if (term->row->pos == POS_VERB)
		return slot_fill(a, term, SLOT_OBJECT, 0);
	struct actors out = slot_owner(a, term);
	const struct noun *n = &a->nouns.items[term->noun];
	uint32_t of = out.count == 0 && article_is(a, n->first, "the") ? of_phrase(a, n) : NONE;
	if (of != NONE)
		slot_noun(a, term, of, &out);
	return out;
}

bool slot_drawn(const struct article *a, const struct term *term, const struct verb *v, struct actors *holders,
		struct actors *bearers)
{
	if (!draws(a, term, v))
		return false;
	*holders = whose_words(a, term);
	if (holders->count == 0)
		return false;
	if (v->flags & VERB_NEGATED)
		return true;
	for (uint8_t f = 0; f < term->row->frame_count && term->row->pos == POS_NOUN; f++) {
		const struct frame *frame = &term->row->frames[f];
		*bearers = frame->bearer == SLOT_PREP ? slot_fill(a, term, SLOT_PREP, frame->bearer_prepositions)
						      : *bearers;
		if (bearers->count && !actors_have(holders, bearers->codes[0]))
			return true; /* prompted Chad's protest against Mali */
	}
	*bearers = doers(a, term, v);
	if (bearers->count == 0 && v->subject_count)
		*bearers = slot_doer_before(a, term, v->subjects[0], holders);
	return true;
}

const struct verb *slot_done(const struct article *a, const struct term *term)
{
	const struct noun *n = &a->nouns.items[term->noun];
	uint32_t end = a->sentences.items[n->sentence].end_chunk;
	uint32_t c = article_over_phrases(a, n->chunk + 1, end);
	const struct verb *v = c < end && article_chunk(a, c)->type == CHUNK_VERB
				       ? &a->verbs.items[article_chunk(a, c)->item]
				       : NULL;
	const uint32_t told = VERB_PASSIVE | VERB_FINITE;
	if (!v || (v->flags & told) != told || v->subject_count == 0 || v->subjects[0] != term->noun)
		return NULL;
	return stance_ends(a, v->main) || article_listed(a, v->main, LIST_carries_out) ? v : NULL;
}

void slot_named(const struct article *a, const struct term *term, const struct verb *v, struct actors *holders,
		struct actors *bearers)
{
	struct term inner = verb_term(a, term, v);
	*holders = slot_fill(a, &inner, SLOT_SUBJECT, 0);
	slot_subjects(a, term, v, bearers);
}

void slot_opening(const struct article *a, const struct term *term, struct actors *out)
{
	const struct noun *n = &a->nouns.items[term->noun];
	const struct sentence *s = &a->sentences.items[n->sentence];
	uint32_t c = n->chunk;
	c -= c == s->first_chunk + 3 && article_is(a, article_chunk(a, c - 1)->first, "of") ? 2
											    : 0; /* a show of support */
	if (c != s->first_chunk + 1 || !article_is(a, article_chunk(a, c - 1)->first, "in") ||
	    article_chunk(a, c)->type != CHUNK_NOUN || article_is(a, article_chunk(a, c)->first, "the") ||
	    term->row->stance_class == STANCE_CONTACT) /* in a call to Mali: that tells when */
		return;
	bool comma = false;
	for (uint32_t steps = 0; c < s->end_chunk && steps < TURNED_CHUNKS; c++, steps++) {
		const struct chunk *k = article_chunk(a, c);
		if (k->type == CHUNK_QUOTE || k->type == CHUNK_STOP)
			return;
		comma |= k->type == CHUNK_COMMA;
		const struct verb *v = comma && k->type == CHUNK_VERB ? &a->verbs.items[k->item] : NULL;
		if (!v || !(v->flags & VERB_FINITE))
			continue;
		if (!(v->flags & VERB_PASSIVE))
			slot_subjects(a, term, v, out);
		return;
	}
}

/* The offer that the term rejects: its object, or behind "of" (rejection of an offer); or NULL. */
static const struct noun *rejected(const struct article *a, const struct term *term)
{
	if (term->verb != NONE)
		return slot_put_to_vote(a, term);
	uint32_t of = term->noun == NONE ? NONE : of_phrase(a, &a->nouns.items[term->noun]);
	return of == NONE ? NULL : &a->nouns.items[of];
}

/* an offer to train Chad's troops, an offer to Chad: somebody is named behind it who is none of both. */
static bool for_another(const struct article *a, const struct noun *n, const struct actors *givers,
			const struct actors *takers)
{
	uint32_t end = a->sentences.items[n->sentence].end_chunk;
	for (uint32_t c = n->chunk + 1; c < end && c < n->chunk + TURNED_CHUNKS; c++) {
		const struct chunk *k = article_chunk(a, c);
		if (k->type == CHUNK_STOP || k->type == CHUNK_COMMA ||
		    (k->type == CHUNK_VERB && a->verbs.items[k->item].flags & VERB_FINITE))
			return false;
		uint32_t actor = k->type == CHUNK_NOUN ? a->nouns.items[k->item].actors[0] : NONE;
		if (actor != NONE && !actors_have(givers, actor) && !actors_have(takers, actor))
			return true;
	}
	return false;
}

bool slot_offered(const struct article *a, const struct term *term, struct actors *givers, struct actors *takers)
{
	const struct noun *n = rejected(a, term);
	if (!n || !article_listed(a, n->head, LIST_offers))
		return false;
	struct term inner = noun_term(term, (uint32_t)(n - a->nouns.items));
	*givers = slot_owner(a, &inner);
	*takers = slot_fill(a, term, SLOT_SUBJECT, 0);
	if (givers->count == 0 && n->actors[0] != NONE)
		slot_noun(a, term, inner.noun, givers);
	return givers->count && takers->count && !for_another(a, n, givers, takers);
}

/* denied, rejected, dismissed: what is so answered has been said. */
static bool answers(const struct article *a, const struct verb *v)
{
	const struct mention *cue = article_mention(a, v->main, LAYER_CUE);
	const struct mention *stance = article_mention(a, v->main, LAYER_STANCE);
	return (cue && cue->row->sub == CUE_DEFENSIVE) || (stance && stance->row->stance_class == STANCE_REJECT);
}

bool slot_answered(const struct article *a, const struct term *term, const struct verb *v, struct actors *accusers,
		   struct actors *accused)
{
	if (!answers(a, v) || v->flags & VERB_PASSIVE || !article_has_object(v, term->noun) || !slot_reports(a, term))
		return false;
	*accusers = slot_owner(a, term);
	struct actors deniers = slot_fill(a, term, SLOT_TOLD, 0);
	if (deniers.count == 0 || (accusers->count && deniers.codes[0] == accusers->codes[0]))
		slot_subjects(a, term, v, &deniers);
	*accused = deniers;
	return accusers->count && accused->count;
}

/* for building a school, for its help; not for nothing. */
static bool for_deed(const struct article *a, const struct noun *n)
{
	const struct chunk *k = article_chunk(a, n->chunk), *end = article_chunk(a, (uint32_t)a->chunks.count);
	if (k + 2 >= end || !article_is(a, k[1].first, "for"))
		return false;
	if (k[2].type == CHUNK_VERB)
		return (a->verbs.items[k[2].item].flags & (VERB_ING | VERB_NEGATED)) == VERB_ING;
	const struct mention *m = k[2].type == CHUNK_NOUN ? article_mention(a, k[2].end - 1, LAYER_STANCE) : NULL;
	return m && m->row->score > 0;
}

bool slot_thanked(const struct article *a, const struct term *term, struct actors *doers, struct actors *takers)
{
	const struct verb *v = &a->verbs.items[term->verb];
	if (v->object_count == 0 || v->flags & (VERB_PASSIVE | VERB_NEGATED))
		return false;
	const struct noun *n = &a->nouns.items[v->objects[v->object_count - 1]];
	if (n->chunk < v->chunk || !for_deed(a, n))
		return false;
	*doers = slot_fill(a, term, SLOT_OBJECT, 0);
	*takers = slot_fill(a, term, SLOT_SUBJECT, 0);
	return doers->count && takers->count && !for_another(a, n, doers, takers);
}

bool slot_suffered(const struct article *a, const struct term *term, const struct verb *v, struct actors *holders,
		   struct actors *bearers)
{
	const struct noun *n = term->noun == NONE ? NULL : &a->nouns.items[term->noun];
	if (!n || term->row->pos != POS_NOUN || term->row->stance_class > STANCE_FORCE || term->row->score >= 0 ||
	    v->flags & VERB_NEGATED || n->chunk != v->chunk + 2)
		return false;
	const uint32_t into = PREP(into) | PREP(under) | PREP(to) | (v->flags & VERB_PASSIVE ? PREP(in) : 0);
	if (!(article_prepositions(a, article_chunk(a, n->chunk - 1)->first) & into))
		return false;
	*holders = slot_owner(a, term);
	slot_subjects(a, term, v, bearers);
	return holders->count && bearers->count;
}

bool slot_defied(const struct article *a, const struct term *term, const struct verb *v, struct actors *holders,
		 struct actors *bearers)
{
	const uint32_t will = v->flags & (VERB_MODAL | VERB_FUTURE);
	if (!will || (v->flags & (VERB_PASSIVE | VERB_NEGATED)) != (VERB_PASSIVE | VERB_NEGATED) ||
	    !article_listed(a, v->main, LIST_cowed))
		return false;
	*holders = slot_fill(a, term, SLOT_OBJECT, 0);
	*bearers = slot_fill(a, term, SLOT_SUBJECT, 0);
	return holders->count && bearers->count;
}
