/* stance, beside the frames: who bears an act whose words name nobody where its frame looks.
 *
 *   reach   acts of war, force, coercion, threat, aid and yielding bear on the first actor to the right in their
 *           clause: shelled villages in Kosovo, forced out on Monday hundreds of Kurds, dropped bombs on targets in
 *           Basra. Only over prepositions that lead to what an act is done to; a threat looks into its infinitive. A
 *           place counts for force, blockades and aid, not where people of unnamed origin are its object. Where one
 *           meets (sanctions at an OPEC meeting) is no place of an act. An island is whose it is claimed to be.
 *   naming  called the Hungarian law a disgrace, regards Chad as an enemy, was declared an enemy by Chad: a name given
 *           to what is another's bears on that other
 *   host    was arrested in Italy, is banned from entering Israel: the authorities of the place did it; an envoy or
 *           reporter who was told to leave Mali, to be out of Mali; was hailed in Rome: who is there did */
#include "engine/stance.h"

#define REACH 14

static bool acts(uint8_t class)
{
	return class == STANCE_WAR || class == STANCE_FORCE || class == STANCE_COERCE || class == STANCE_THREAT ||
	       class == STANCE_AID || class == STANCE_YIELD;
}

/* Prepositions that lead on from the act to what it is done to. */
static uint32_t leading(uint8_t class)
{
	uint32_t all = PREP(to) | PREP(on) | PREP(upon) | PREP(against) | PREP(of) | PREP(at) | PREP(for) |
		       PREP(toward) | PREP(among) | PREP(between) | PREP(off);
	uint32_t place = PREP(in) | PREP(into) | PREP(near) | PREP(over) | PREP(across) | PREP(around) | PREP(within);
	switch (class) {
	case STANCE_WAR:
	case STANCE_FORCE:
		return all | place;
	case STANCE_AID: /* protects them against Chad */
		return (all | place) & ~PREP(against);
	case STANCE_COERCE:
	case STANCE_YIELD:
		return all | place | PREP(from);
	default:
		return all | PREP(with) | PREP(from) | PREP(into) | PREP(in) | PREP(near);
	}
}

/* The nouns joined at chunk c that stand for somebody else than the holders. */
static void take(const struct article *a, const struct term *term, uint32_t c, const struct actors *holders,
		 struct actors *out)
{
	uint32_t nouns[VERB_SUBJECTS];
	uint8_t count = article_joined(a, c, (uint32_t)a->chunks.count, nouns);
	for (uint8_t i = 0; i < count; i++) {
		struct actors one = { .count = 0 };
		const struct noun *n = &a->nouns.items[nouns[i]];
		if (n->role == STANCED_ROLE_MEDIA && n->flags & NOUN_BODY)
			continue; /* confirmed the ban to the BBC */
		slot_noun(a, term, nouns[i], &one);
		for (uint8_t k = 0; k < one.count && out->count < SLOT_ACTORS; k++) {
			if (actors_have(holders, one.codes[k]))
				continue;
			out->codes[out->count] = one.codes[k];
			out->nouns[out->count++] = one.nouns[k];
		}
	}
}

/* restrictions on trade with Burma: "with" leads on from dealings only. */
static bool dealing(const struct article *a, const struct chunk *k)
{
	const struct mention *m = article_mention(a, k->end - 1, LAYER_STANCE);
	return k->type == CHUNK_NOUN && m && m->row->pos == POS_NOUN && m->row->stance_class >= STANCE_DEAL;
}

/* True when the walk ends at the verb group of chunk k. */
static bool verb_ends(const struct article *a, const struct chunk *k, uint8_t class)
{
	uint32_t flags = a->verbs.items[k->item].flags;
	if (flags & VERB_FINITE)
		return true;
	return class != STANCE_THREAT && flags & (VERB_INFINITIVE | VERB_ING);
}

/* Where the walk begins: behind the term, or for a term in the passive nowhere. */
static uint32_t start_of(const struct article *a, const struct term *term)
{
	if (term->verb != NONE && a->verbs.items[term->verb].flags & VERB_PASSIVE)
		return (uint32_t)a->chunks.count;
	uint32_t c = a->chunk_at[term->mention->end - 1];
	return c == NONE ? (uint32_t)a->chunks.count : c + 1;
}

/* sent troops in support of Mali: not against it. */
static bool in_favour(const struct article *a, uint32_t c)
{
	if (c + 1 >= a->chunks.count || article_chunk(a, c + 1)->type != CHUNK_NOUN)
		return false;
	const struct noun *n = &a->nouns.items[article_chunk(a, c + 1)->item];
	const struct mention *m = article_mention(a, n->head, LAYER_STANCE);
	return m && m->row->score > 0 && slot_manner(a, n);
}

/* occupied an island that Mali claims: whose it is, by his own word */
static void claimed(const struct article *a, const struct term *term, uint32_t c, const struct actors *holders,
		    struct actors *out)
{
	if (c + 2 >= a->chunks.count || article_chunk(a, c + 1)->type != CHUNK_NOUN)
		return;
	const uint32_t verb = article_chunk(a, c + 2)->end - 1;
	if (article_is(a, verb, "claims") || article_is(a, verb, "claim") || article_is(a, verb, "claimed"))
		take(a, term, c + 1, holders, out);
}

struct actors slot_reach(const struct article *a, const struct term *term, const struct actors *holders)
{
	struct actors out = { .count = 0 };
	uint8_t class = term->row->stance_class;
	if (term->row->kind != ENTRY_STANCE || !acts(class))
		return out;
	if (term->noun != NONE && a->nouns.items[term->noun].head >= term->mention->end)
		return out; /* a terror suspect is no act of terror */
	bool unnamed = false,
	     where = false; /* people of unnamed origin are the object; a place preposition stands before */
	uint32_t way = leading(class), steps = 0;
	for (uint32_t c = start_of(a, term); c < a->chunks.count && steps < REACH && out.count == 0; c++, steps++) {
		const struct chunk *k = article_chunk(a, c);
		if (k->type == CHUNK_SUBORDINATOR) { /* bombed what it called camps in Mali */
			c = article_over_naming(a, c, (uint32_t)a->chunks.count);
			k = article_chunk(a, c);
		}
		if (k->first >= term->mention->end && a->tokens.items[k->first].flags & TOKEN_SENTENCE)
			break;
		uint32_t asked = k->type == CHUNK_PREPOSITION ? article_over_asking(a, c, (uint32_t)a->chunks.count)
							      : c;
		if (asked > c) {
			c = asked; /* arrested him at the request of Mali */
		} else if (k->type == CHUNK_PREPOSITION) {
			uint32_t prepositions = article_prepositions(a, k->first);
			bool trade = prepositions & PREP(with) && c > 0 && dealing(a, article_chunk(a, c - 1));
			if ((prepositions && !(prepositions & way) && !trade) || in_favour(a, c) ||
			    slot_at_meeting(a, c) || slot_beside(a, c))
				break;
			where = prepositions & (PREP(in) | PREP(on) | PREP(at) | PREP(near) | PREP(off));
		} else if (k->type == CHUNK_VERB) {
			if (article_is(a, k->end - 1, "using")) /* a strike using British missiles in Mali */
				c++;
			else if (verb_ends(a, k, class))
				break;
		} else if (k->type == CHUNK_NOUN) {
			const struct noun *n = &a->nouns.items[k->item];
			bool next = c + 1 < a->chunks.count && article_chunk(a, c + 1)->type == CHUNK_VERB && c > 0 &&
				    article_chunk(a, c - 1)->type == CHUNK_CONJUNCTION;
			if (next && a->verbs.items[article_chunk(a, c + 1)->item].flags & VERB_FINITE)
				break; /* offered help and Peru's president called: the next clause begins */
			if (n->flags & (NOUN_PRONOUN | NOUN_TIME) ||
			    ((n->place || where) && unnamed && class == STANCE_COERCE)) /* detained refugees on Nauru */
				continue;
			take(a, term, c, holders, &out);
			unnamed |= out.count == 0 && (n->flags & NOUN_PEOPLE || n->entity != NONE);
		} else if ((k->type == CHUNK_WHO || k->type == CHUNK_THAT) && steps) {
			claimed(a, term, c, holders, &out);
			break;
		} else if (k->type != CHUNK_ADVERB && k->type != CHUNK_CONJUNCTION && k->type != CHUNK_DASH) {
			break;
		}
	}
	return out;
}

/* was hailed in Rome as a triumph */
static struct actors liked_in(const struct article *a, const struct term *term)
{
	struct actors out = { .count = 0 };
	const struct verb *v = &a->verbs.items[term->verb];
	uint32_t c = a->chunk_at[term->mention->end - 1] + 1; /* was met with joy in */
	if (v->flags & VERB_PASSIVE && c + 1 < a->sentences.items[v->sentence].end_chunk &&
	    article_is(a, article_chunk(a, c)->first, "in") && article_chunk(a, c + 1)->type == CHUNK_NOUN)
		slot_noun(a, term, article_chunk(a, c + 1)->item, &out);
	for (uint8_t i = 0; i < out.count; i++)
		out.nouns[i] = NONE;
	return out;
}

struct actors slot_host(const struct article *a, const struct term *term)
{
	struct actors out = { .count = 0 };
	if (term->verb != NONE && term->row->pos == POS_VERB && term->row->kind == ENTRY_STANCE &&
	    (term->row->stance_class == STANCE_PRAISE || term->row->stance_class == STANCE_TRUST))
		return liked_in(a, term);
	if (term->row->kind != ENTRY_STANCE || term->verb == NONE ||
	    (term->row->stance_class != STANCE_COERCE && term->row->stance_class != STANCE_PROTEST))
		return out;
	const struct verb *v = &a->verbs.items[term->verb];
	uint32_t end = a->sentences.items[v->sentence].end_chunk;
	if (!(v->flags & VERB_PASSIVE))
		return out;
	/* not Canadians who were told to leave Mali: their own state may have done so */
	bool posted = v->subject_count && a->nouns.items[v->subjects[0]].office != NONE;
	for (uint32_t c = v->chunk + 1, steps = 0; c + 1 < end && steps < 4; c++, steps++) {
		const struct chunk *k = article_chunk(a, c);
		bool nobody = k->type == CHUNK_NOUN && a->nouns.items[k->item].actors[0] == NONE;
		if (k->type != CHUNK_PREPOSITION && k->type != CHUNK_ADVERB && k->type != CHUNK_VERB && !nobody)
			return out;
		bool enters = k->type == CHUNK_VERB &&
			      (article_is(a, a->verbs.items[k->item].main, "entering") ||
			       (posted && article_is(a, a->verbs.items[k->item].main, "leave")));
		bool out_of = posted && k->first > 0 &&
			      (article_is(a, k->first, "out") || article_is(a, k->first - 1, "out"));
		bool in = k->type == CHUNK_PREPOSITION && (article_is(a, k->first, "in") || out_of);
		/* was summoned to the foreign ministry */
		bool to = k->type == CHUNK_PREPOSITION && article_is(a, k->first, "to") &&
			  article_chunk(a, c + 1)->type == CHUNK_NOUN &&
			  a->nouns.items[article_chunk(a, c + 1)->item].office != NONE &&
			  a->nouns.items[article_chunk(a, c + 1)->item].flags & NOUN_BODY;
		if (!(enters || in || to) || article_chunk(a, c + 1)->type != CHUNK_NOUN)
			continue;
		slot_noun(a, term, article_chunk(a, c + 1)->item, &out);
		for (uint8_t i = 0; i < out.count; i++)
			out.nouns[i] = NONE; /* the place's authorities, not the place, hold it */
		return out;
	}
	return out;
}

/* The chunk of the last verb before chunk c over noun phrases and adverbs, at most three chunks, or NONE. */
static uint32_t verb_near(const struct article *a, uint32_t c)
{
	for (uint32_t steps = 0; c > 0 && steps < 3; steps++) {
		uint8_t type = article_chunk(a, --c)->type;
		if (type == CHUNK_VERB)
			return c;
		if (type != CHUNK_NOUN && type != CHUNK_ADVERB)
			return NONE;
	}
	return NONE;
}

bool slot_naming(const struct article *a, const struct term *term, struct actors *holders, struct actors *bearers)
{
	if (term->row->pos != POS_NOUN || term->noun == NONE)
		return false;
	uint32_t c = a->nouns.items[term->noun].chunk;
	if (c > 0 && article_chunk(a, c - 1)->type == CHUNK_QUOTE) /* called Chad "a threat to every one of us" */
		c--;
	bool as = c > 1 && article_is(a, article_chunk(a, c - 1)->first, "as"); /* regards Chad as an enemy */
	c -= as;
	if (c > 3 && article_chunk(a, c - 1)->type == CHUNK_NOUN &&
	    article_chunk(a, c - 2)->type == CHUNK_PREPOSITION &&
	    article_chunk(a, c - 3)->type == CHUNK_NOUN) /* described the rulers of Chad as bandits */
		c -= 2;
	uint32_t verb = verb_near(a, c);
	bool what = verb != NONE && verb + 1 == c; /* what it called Irish meddling */
	if (verb == NONE || (!what && article_chunk(a, c - 1)->type != CHUNK_NOUN))
		return false;
	const struct verb *v = &a->verbs.items[article_chunk(a, verb)->item];
	const struct mention *cue = article_mention(a, v->main, LAYER_CUE);
	bool names = (cue && cue->row->takes & TAKES_OBJECT) || article_listed(a, v->main, LIST_names);
	if (!as && !names)
		return false;
	if (v->flags & VERB_PASSIVE) {
		if (what && !(v->flags & VERB_NEGATED))
			slot_named(a, term, v, holders, bearers);
		return holders->count && bearers->count;
	}
	if (!what && article_is(a, article_chunk(a, c - 1)->first, "it") && row_of_speaker(term->row))
		return false; /* called it a farce: a judgement of what was done (recall.c) */
	if (v->flags & VERB_NEGATED)
		return true; /* will not treat Chad as an enemy: nobody is so named */
	for (uint8_t i = 0; i < v->subject_count; i++)
		slot_noun(a, term, v->subjects[i], holders);
	if (!what)
		slot_noun(a, term, article_chunk(a, c - 1)->item, bearers);
	if (bearers->count == 0 && term->row->score < 0)
		*bearers = slot_owner(a, term);
	/* called it a provocation: "it" is no name of his own state */
	bool own = holders->count == 1 && bearers->count == 1 && holders->codes[0] == bearers->codes[0];
	return holders->count && bearers->count && !own;
}
