/* stance, beside the frames: what an object that names nobody goes back to.
 *
 *   the act      condemned the attack, denounced the incursion: a verb against a deed with "the" or "this" bears on who
 *                did the last hostile act that was told
 *   the dealing  condemned the drills, criticised the sale: one with no hostile name is that of whoever last dealt with
 *                another state, in the statement of which he was told first
 *   the answer   denied any violation, dismissed the charge as absurd: who denies or rejects it answers the last one
 *                who accused him or acted against him
 *   the offer    welcomed the offer, praised the decision: who did the last favourable act
 *   the move     called the move an insult, "this is an unfriendly step": a judgement of a deed that stands without its
 *                doer is the speaker's of who last acted against him, else of whom his state has just condemned;
 *                in praise of who did what was told last (called the move brave)
 *   the step     criticised the move, welcomed the decision: where none of these is told of, of the state that the
 *                sentence before is about
 *   the vote     rejected the vote, accepted the result: of the one state that the article is about
 *   the reply    vowed to retaliate, hit back (rows with a frame that ends in "opponent"): who last acted against the
 *                holder, or is to act against him first (if attacked by Chad)
 *   the example  did the same, followed suit (a frame that ends in "example"): toward whom another acted last, as he
 *                did; who is only asked to has not done so
 *   the series   Chad cut ties with Mali, Niger recalled its envoy: an act against nobody who is named is against whom
 *                the aside behind its subject tells of, else answers who last acted against the doer, else goes on with
 *                the last one against another, else is against the one state that the article is about
 *   the measure  backed the text, voted against the sanctions, will keep the embargo: for or against whom it was aimed
 *                at, told before
 *   the note     in a note to the Czech embassy it deplored the breach: what opens the sentence tells to whom
 * Only over a few statements back; nobody answers himself. */
#include "engine/stance.h"

#define PROVOKED_CHUNKS 6 /* from the reply to its condition */
#define RECALL_STATEMENTS 8
#define RECALL_STANCES 24
#define DEALING_STATEMENTS 3
#define SERIES_STATEMENTS 2
#define ASIDE_CHUNKS 16
#define MOVER_SENTENCES 2
#define MOVER_VERBS 24

static bool definite(const struct article *a, const struct noun *n)
{
	return article_listed(a, n->first, LIST_definite);
}

/* The head of the object is a deed: attack, incursion, arrest; not the terrorists, who do it. */
static bool deed(const struct article *a, const struct noun *n)
{
	const struct mention *m = article_mention(a, n->head, LAYER_STANCE);
	bool doer = m && m->row->pos == POS_NOUN && m->row->frames[0].bearer == SLOT_MODIFIED;
	return m && !doer && m->row->score < 0 && m->row->stance_class <= STANCE_PROTEST;
}

/* A charge, claim, accusation; or any violation, any role. */
static bool charge(const struct article *a, const struct noun *n)
{
	return article_covered(a, n->head, LAYER_CUE) || article_is(a, n->first, "any") ||
	       (definite(a, n) && article_listed(a, n->head, LIST_verdicts)) ||
	       (definite(a, n) && article_mention(a, n->head, LAYER_STANCE));
}

static bool answers(const struct row *row)
{
	return row->kind == ENTRY_CUE ? row->sub == CUE_DEFENSIVE : row->stance_class == STANCE_REJECT;
}

/* The stance told before x, of all the last one for NULL, back over so many statements; NULL: there is none. */
static const struct stance *before(const struct article *a, const struct term *term, const struct stance *x,
				   uint32_t statements)
{
	size_t n = x ? (size_t)(x - a->stances.items) : a->stances.count;
	if (n == 0 || a->stances.count - n >= RECALL_STANCES)
		return NULL;
	x = &a->stances.items[n - 1];
	return term->statement > x->statement + statements ? NULL : x;
}

/* Who last dealt well with another, none of the holders in it; of a dealing that goes both ways who is told first.
 * Or NONE. */
static uint32_t last_dealer(const struct article *a, const struct term *term, const struct actors *holders)
{
	for (const struct stance *x = NULL; (x = before(a, term, x, DEALING_STATEMENTS));) {
		if (x->score < 0 || actors_have(holders, x->source) || actors_have(holders, x->target) ||
		    a->statements.items[x->statement].kind != STANCED_NARRATED)
			continue;
		bool returned = x > a->stances.items && x[-1].statement == x->statement && x[-1].source == x->target &&
				x[-1].target == x->source;
		return returned ? x[-1].source : x->source;
	}
	return NONE;
}

/* Who did the last hostile act (toward one of the targets, where there are any), other than the holders; or NONE. */
static uint32_t last_doer(const struct article *a, const struct term *term, const struct actors *holders,
			  const struct actors *targets)
{
	for (const struct stance *x = NULL; (x = before(a, term, x, RECALL_STATEMENTS));) {
		bool hostile = x->score < 0 && (targets ? x->class <= STANCE_CRITICIZE : x->class <= STANCE_COERCE);
		if (hostile && !actors_have(holders, x->source) && (!targets || actors_have(targets, x->target)))
			return x->source;
	}
	return NONE;
}

/* An offer, pledge, decision, deal: what one may welcome. */
static bool offer(const struct article *a, const struct noun *n)
{
	const struct mention *stance = article_mention(a, n->head, LAYER_STANCE);
	return article_covered(a, n->head, LAYER_CUE) || (stance && stance->row->score > 0);
}

/* Behind the last verb of the sentences before this one. */
static uint32_t last_verb_before(const struct article *a, uint32_t sentence)
{
	uint32_t low = 0, high = (uint32_t)a->verbs.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (a->verbs.items[middle].sentence < sentence)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Oman began to pull its troops out. Chad criticised the move: the state that is the subject of the sentence before, by
 * its first verb, or of the one before that; or NONE. */
static uint32_t last_mover(const struct article *a, const struct term *term, const struct actors *holders)
{
	uint32_t mover = NONE, sentence = NONE;
	bool told = false; /* of somebody, a state or not */
	for (uint32_t k = last_verb_before(a, term->sentence), steps = 0; k-- > 0 && steps < MOVER_VERBS; steps++) {
		const struct verb *v = &a->verbs.items[k];
		if (v->sentence + MOVER_SENTENCES < term->sentence || (v->sentence != sentence && told))
			break;
		sentence = v->sentence;
		const struct noun *n = v->flags & VERB_FINITE && v->subject_count == 1 && a->quote_at[v->first] == NONE
					       ? &a->nouns.items[v->subjects[0]]
					       : NULL;
		bool state = n && n->role == STANCED_ROLE_OFFICIAL && n->actors[0] != NONE && n->actors[1] == NONE;
		told |= n != NULL;
		if (n)
			mover = state && !actors_have(holders, n->actors[0]) ? n->actors[0] : NONE;
	}
	return mover;
}

struct actors slot_doer_before(const struct article *a, const struct term *term, uint32_t noun,
			       const struct actors *holders)
{
	const struct noun *n = &a->nouns.items[noun];
	if (n->actors[0] != NONE || !definite(a, n))
		return actors_one(NONE);
	if (deed(a, n))
		return actors_one(last_doer(a, term, holders, NULL));
	if (!article_listed(a, n->head, LIST_deeds))
		return actors_one(NONE);
	uint32_t doer = last_doer(a, term, holders, holders);
	return actors_one(doer == NONE ? last_mover(a, term, holders) : doer);
}

/* Mali condemned the drills. Its envoy called them a provocation: toward whom the state was hostile just before,
 * or NONE. */
static uint32_t condemned(const struct article *a, const struct term *term, uint32_t holder)
{
	for (const struct stance *x = NULL; (x = before(a, term, x, DEALING_STATEMENTS));) {
		if (x->score < 0 && x->source == holder)
			return x->target;
	}
	return NONE;
}

/* The other one of the two states that the article speaks of most, or NONE. */
static uint32_t other_main(const struct article *a, uint32_t actor)
{
	const uint32_t *two = a->main_two;
	return two[0] == actor ? two[1] : two[1] == actor ? two[0] : NONE;
}

/* The exercise, the sale, the talks: the head of the object is a dealing. */
static bool dealing(const struct article *a, const struct noun *n)
{
	if (definite(a, n) && article_listed(a, n->head, LIST_dealings))
		return true;
	const struct mention *m = definite(a, n) ? article_mention(a, n->head, LAYER_STANCE) : NULL;
	return m && m->row->score >= 0 && m->row->pos == POS_NOUN;
}

/* Hailed the accord: its two sides, told last before, else the two states that the article speaks of;
 * none of the holders. */
static struct actors agreed(const struct article *a, const struct term *term, const struct noun *n,
			    const struct actors *holders)
{
	struct actors none = { .count = 0 };
	if (!definite(a, n) || !article_listed(a, n->head, LIST_accords))
		return none;
	for (const struct stance *x = NULL; (x = before(a, term, x, RECALL_STATEMENTS)) && x > a->stances.items;) {
		const struct stance *y = x - 1;
		bool bound = x->class != STANCE_CONTACT && x->class != STANCE_DEAL; /* more than a meeting */
		if (bound && x->score > 0 && x->source == y->target && x->target == y->source &&
		    x->statement == y->statement && !actors_have(holders, x->source) &&
		    !actors_have(holders, x->target))
			return (struct actors) { .codes = { y->source, y->target },
						 .nouns = { NONE, NONE },
						 .count = 2 };
	}
	if (a->main_two[0] == NONE || actors_have(holders, a->main_two[0]) || actors_have(holders, a->main_two[1]))
		return none;
	return (struct actors) { .codes = { a->main_two[0], a->main_two[1] }, .nouns = { NONE, NONE }, .count = 2 };
}

static uint32_t last_giver(const struct article *a, const struct term *term, const struct actors *holders)
{
	for (const struct stance *x = NULL; (x = before(a, term, x, RECALL_STATEMENTS));) {
		bool words = x->class == STANCE_TRUST || x->class == STANCE_PRAISE; /* and no deed */
		if (x->score > 0 && x->class >= STANCE_TRUST && !words && !actors_have(holders, x->source))
			return x->source;
	}
	return NONE;
}

/* will hit back if attacked by Chad, if Chad attacks: who is to act first in the condition behind the term. */
static struct actors provoked_by(const struct article *a, const struct term *term, const struct actors *holders)
{
	struct actors out = { .count = 0 };
	if (term->sentence == NONE || !(a->sentences.items[term->sentence].modifiers & 1u << MODIFIER_CONDITIONAL))
		return out;
	uint32_t c = a->chunk_at[term->mention->end - 1] + 1, end = a->sentences.items[term->sentence].end_chunk;
	while (c < end && c < a->chunk_at[term->mention->end - 1] + PROVOKED_CHUNKS &&
	       !article_is(a, article_chunk(a, c)->first, "if"))
		c++;
	for (c++; c < end && article_chunk(a, c)->type != CHUNK_VERB; c++)
		if (article_chunk(a, c)->type == CHUNK_COMMA || article_chunk(a, c)->type == CHUNK_STOP)
			return out;
	const struct verb *v = c < end ? &a->verbs.items[article_chunk(a, c)->item] : NULL;
	const struct mention *m = v ? article_mention(a, v->main, LAYER_STANCE) : NULL;
	if (!m || m->row->score >= 0 || m->row->stance_class > STANCE_COERCE)
		return out;
	const struct term act = { m, m->row, term->statement, article_chunk(a, c)->item, NONE, term->sentence };
	out = slot_fill(a, &act, SLOT_SUBJECT, 0);
	return out.count && actors_have(holders, out.codes[0]) ? actors_one(NONE) : out;
}

struct actors slot_opponent(const struct article *a, const struct term *term, const struct actors *holders)
{
	struct actors first = provoked_by(a, term, holders);
	if (first.count)
		return first;
	return actors_one(last_doer(a, term, holders, holders));
}

/* called it a provocation; not: it is a pity */
static bool called_it(const struct article *a, const struct noun *n)
{
	const struct chunk *before = n->chunk ? article_chunk(a, n->chunk - 1) : NULL;
	return before && before->type == CHUNK_VERB && article_is(a, n->first, "it") &&
	       !(a->verbs.items[before->item].flags & VERB_COPULA);
}

/* The move, the decision, the strikes, the accusation; this; called it. */
static bool what_was_done(const struct article *a, const struct noun *n, const struct term *term)
{
	/* called the decision unacceptable: the adjective closes the phrase */
	uint32_t head = n->head;
	for (head -= head > n->first && head == term->mention->first; head > n->first; head--)
		if (a->tokens.items[head].class != TOKEN_MARK)
			break; /* the decision "childish" */
	if (called_it(a, n))
		return true;
	if (n->actors[0] != NONE || !definite(a, n))
		return false;
	if (n->end == n->first + 1 && n->flags & NOUN_PRONOUN)
		return true;
	return article_listed(a, head, LIST_deeds) || deed(a, n) || article_covered(a, head, LAYER_CUE);
}

/* called the move "a provocation": what stands between a word of naming and chunk c, or NONE. */
static uint32_t named_noun(const struct article *a, uint32_t c)
{
	if (c < 2 || article_chunk(a, c - 1)->type != CHUNK_NOUN || article_chunk(a, c - 2)->type != CHUNK_VERB)
		return NONE;
	const struct verb *v = &a->verbs.items[article_chunk(a, c - 2)->item];
	const struct mention *cue = article_mention(a, v->main, LAYER_CUE);
	bool names = cue && cue->row->takes & TAKES_OBJECT && !(v->flags & VERB_PASSIVE);
	return names ? article_chunk(a, c - 1)->item : NONE;
}

/* The noun phrase that the term says something of, or NONE. */
static uint32_t judged_noun(const struct article *a, const struct term *term)
{
	if (term->verb != NONE) {
		const struct verb *v = &a->verbs.items[term->verb];
		return v->flags & VERB_COPULA && v->subject_count ? v->subjects[0] : NONE;
	}
	uint32_t c = a->chunk_at[term->mention->first];
	if (c == NONE || c == 0)
		return term->noun;
	if (article_chunk(a, c - 1)->type == CHUNK_QUOTE || article_is(a, article_chunk(a, c - 1)->first, "as"))
		c--;
	const struct chunk *before = c ? article_chunk(a, c - 1) : NULL;
	if (before && before->type == CHUNK_VERB && a->verbs.items[before->item].flags & VERB_COPULA &&
	    a->verbs.items[before->item].subject_count)
		return a->verbs.items[before->item].subjects[0];
	uint32_t named = named_noun(a, c);
	return named != NONE ? named : term->noun;
}

/* expelled one diplomat, expelled 13: the object is an envoy of nobody who is named, or a number. */
static bool envoy(const struct article *a, const struct term *term)
{
	const struct verb *v = term->verb == NONE ? NULL : &a->verbs.items[term->verb];
	if (!v || v->object_count != 1 || v->flags & VERB_PASSIVE)
		return false;
	const struct noun *n = &a->nouns.items[v->objects[0]];
	return a->tokens.items[n->head].class == TOKEN_NUMBER || article_listed(a, n->head, LIST_envoys);
}

/* recalled its envoy, cut off electricity: an act of several words, which need not name whom it is against */
static bool serial(const struct article *a, const struct term *term)
{
	const struct row *row = term->row;
	if (row->kind != ENTRY_STANCE || row->pos != POS_VERB || term->verb == NONE)
		return false;
	if (row->score > 0)
		return row->stance_class == STANCE_AID && a->verbs.items[term->verb].flags & VERB_FINITE &&
		       a->statements.items[term->statement].kind == STANCED_NARRATED; /* sent tents, as others did */
	if (row->stance_class != STANCE_COERCE && row->stance_class != STANCE_PROTEST)
		return false;
	const struct verb *v = &a->verbs.items[term->verb];
	if (v->object_count == 0 && row->stance_class == STANCE_PROTEST && v->flags & VERB_FINITE &&
	    !(v->flags & VERB_PASSIVE) && a->statements.items[term->statement].kind == STANCED_NARRATED)
		return true; /* Britain also protested */
	return term->mention->end > term->mention->first + 1
		       ? !article_prepositions(a, term->mention->end - 1) /* not: cracked down on smugglers */
		       : envoy(a, term);
}

/* was disappointed by the decision, voiced concern over the measure: what stands so behind a term that is no verb,
 * or NONE. */
static uint32_t step_behind(const struct article *a, const struct term *term)
{
	const uint32_t mask = PREP(about) | PREP(over) | PREP(at) | PREP(by) | PREP(with) | PREP(of);
	uint32_t c = a->chunk_at[term->mention->end - 1];
	if (term->row->pos == POS_VERB || c == NONE || c + 2 >= a->chunks.count ||
	    article_chunk(a, c)->end != term->mention->end || article_chunk(a, c + 1)->type != CHUNK_PREPOSITION ||
	    !(article_prepositions(a, article_chunk(a, c + 1)->first) & mask) ||
	    article_chunk(a, c + 2)->type != CHUNK_NOUN)
		return NONE;
	const struct noun *n = &a->nouns.items[article_chunk(a, c + 2)->item];
	return definite(a, n) && n->actors[0] == NONE && article_listed(a, n->head, LIST_deeds)
		       ? article_chunk(a, c + 2)->item
		       : NONE;
}

bool slot_step(const struct article *a, const struct term *term, struct actors *holders, struct actors *bearers)
{
	uint32_t step = step_behind(a, term);
	if (step == NONE)
		return false;
	*holders = slot_fill(a, term, term->row->pos == POS_NOUN ? SLOT_NOUN_OF : SLOT_SUBJECT, 0);
	if (holders->count)
		*bearers = slot_doer_before(a, term, step, holders);
	return holders->count && bearers->count;
}

bool slot_may_recall(const struct article *a, const struct term *term)
{
	const struct row *row = term->row;
	bool judges = row->score < 0 ? row->pos != POS_VERB : row->pos == POS_ADJECTIVE;
	const struct verb *v = term->verb == NONE ? NULL : &a->verbs.items[term->verb];
	bool step = v && v->object_count == 1 && article_listed(a, a->nouns.items[v->objects[0]].head, LIST_deeds);
	if (step_behind(a, term) != NONE)
		return true;
	bool about = step || a->main_one != NONE || a->main_two[0] != NONE;
	if (!about && (a->stances.count == 0 ||
		       term->statement > a->stances.items[a->stances.count - 1].statement + RECALL_STATEMENTS))
		return false;
	for (uint8_t f = 0; f < row->frame_count; f++)
		if (row->frames[f].bearer == SLOT_OPPONENT || row->frames[f].bearer == SLOT_EXAMPLE)
			return true;
	if (judges && row_of_speaker(row))
		return true;
	uint32_t c = term->noun == NONE ? 0 : a->nouns.items[term->noun].chunk;
	if (c > 0 && article_chunk(a, c - 1)->type == CHUNK_VERB &&
	    article_listed(a, article_chunk(a, c - 1)->end - 1, LIST_draws))
		return true; /* the attack drew protests from Mali */
	bool vote = v && v->object_count == 0 && article_listed(a, v->main, LIST_votes); /* voted for the text */
	return v && (vote || serial(a, term) ||
		     (row->pos == POS_VERB && v->object_count == 1 && a->nouns.items[v->objects[0]].actors[0] == NONE));
}

/* Called the move brave: who did what was told last, if it was not against who says so. */
static uint32_t praised_doer(const struct article *a, const struct term *term, uint32_t speaker)
{
	for (const struct stance *x = NULL; (x = before(a, term, x, DEALING_STATEMENTS));) {
		if (x->source == speaker || x->class == STANCE_CONTACT)
			continue;
		bool told = a->statements.items[x->statement].kind == STANCED_NARRATED;
		return told && !(x->score < 0 && x->target == speaker) ? x->source : NONE;
	}
	return NONE;
}

bool slot_judged(const struct article *a, const struct term *term, struct actors *holders, struct actors *bearers)
{
	uint32_t speaker = row_of_speaker(term->row) && term->row->pos != POS_VERB ? slot_speaker(a, term) : NONE;
	uint32_t noun = speaker == NONE ? NONE : judged_noun(a, term);
	if (noun == NONE || !what_was_done(a, &a->nouns.items[noun], term))
		return false;
	*holders = actors_one(speaker);
	if (term->row->score > 0) {
		if (a->nouns.items[noun].actors[0] == NONE && term->row->pos == POS_ADJECTIVE)
			*bearers = actors_one(praised_doer(a, term, speaker));
		return bearers->count > 0;
	}
	/* Chad deplored the test. Mali called it a farce */
	const struct stance *x = called_it(a, &a->nouns.items[noun]) ? slot_example(a, term, holders) : NULL;
	if (x && x->score < 0 && (x->class == STANCE_PROTEST || x->class == STANCE_CRITICIZE)) {
		*bearers = actors_one(x->target);
		return true;
	}
	uint32_t called =
		a->nouns.items[noun].actors[0]; /* called it so: Chad, or what it did; nobody means his own state */
	if (called != NONE && called != speaker) {
		*bearers = actors_one(called);
		return true;
	}
	*bearers = slot_opponent(a, term, holders);
	if (bearers->count == 0) {
		uint32_t actor = condemned(a, term, speaker);
		if (actor == NONE)
			actor = other_main(a, speaker);
		if (actor == NONE && a->main_one != speaker)
			actor = a->main_one;
		*bearers = actors_one(actor);
	}
	return bearers->count > 0;
}

/* In a note delivered to the Czech embassy, in a letter to Chile: to whom a protest or demand goes. */
static uint32_t addressed(const struct article *a, const struct term *term)
{
	const struct sentence *s = term->sentence == NONE ? NULL : &a->sentences.items[term->sentence];
	if (!s || s->first_chunk + 3 >= s->end_chunk || !article_is(a, article_chunk(a, s->first_chunk)->first, "in") ||
	    article_chunk(a, s->first_chunk + 1)->type != CHUNK_NOUN ||
	    !article_listed(a, article_chunk(a, s->first_chunk + 1)->end - 1, LIST_letters))
		return NONE;
	for (uint32_t c = s->first_chunk + 2; c + 1 < s->end_chunk && article_chunk(a, c)->type != CHUNK_COMMA; c++)
		if (article_is(a, article_chunk(a, c)->first, "to") && article_chunk(a, c + 1)->type == CHUNK_NOUN)
			return a->nouns.items[article_chunk(a, c + 1)->item].actors[0];
	return NONE;
}

const struct stance *slot_example(const struct article *a, const struct term *term, const struct actors *holders)
{
	for (const struct stance *x = NULL; (x = before(a, term, x, SERIES_STATEMENTS));) {
		if (!actors_have(holders, x->source) && !actors_have(holders, x->target) &&
		    x->class != STANCE_CONTACT && a->statements.items[x->statement].kind == STANCED_NARRATED)
			return x;
	}
	return NULL;
}

/* The sanctions, the text, the resolution: what was decided against somebody; "it" is, of a vote. */
static bool measure(const struct article *a, const struct noun *n, bool vote)
{
	if (n->actors[0] != NONE && n->flags & NOUN_NAME)
		return false;
	return (vote && article_is(a, n->first, "it")) || (definite(a, n) && article_listed(a, n->head, LIST_measures));
}

const struct stance *slot_measure(const struct article *a, const struct term *term, const struct actors *holders)
{
	const struct verb *v = term->verb == NONE ? NULL : &a->verbs.items[term->verb];
	const struct noun *n = v && term->row->pos == POS_VERB && v->object_count <= 1 ? slot_put_to_vote(a, term)
										       : NULL;
	if (!n || !measure(a, n, article_listed(a, v->main, LIST_votes)))
		return NULL;
	for (const struct stance *x = NULL; (x = before(a, term, x, RECALL_STATEMENTS));) {
		if (x->score < 0 && x->class >= STANCE_COERCE && x->class <= STANCE_PROTEST)
			/* against themselves: no side that they take */
			return actors_have(holders, x->target) ? NULL : x;
	}
	return NULL;
}

/* Oman, which sells Chad its power, cut off electricity: the one other actor between the subject and its verb,
 * or NONE. */
static uint32_t aside_actor(const struct article *a, const struct term *term, const struct actors *holders)
{
	const struct verb *v = &a->verbs.items[term->verb];
	if (v->subject_count != 1)
		return NONE;
	uint32_t c = a->nouns.items[v->subjects[0]].chunk, found = NONE;
	for (uint32_t steps = 0; ++c < v->chunk && steps < ASIDE_CHUNKS; steps++) {
		const struct chunk *k = article_chunk(a, c);
		uint32_t actor = k->type == CHUNK_NOUN ? a->nouns.items[k->item].actors[0] : NONE;
		if (actor == NONE || actor == found || actors_have(holders, actor))
			continue;
		if (found != NONE)
			return NONE;
		found = actor;
	}
	return found;
}

struct actors slot_series(const struct article *a, const struct term *term, const struct actors *holders)
{
	struct actors none = { .count = 0 };
	if (!serial(a, term))
		return none;
	const struct stance *x = slot_example(a, term, holders);
	if (term->row->score > 0)
		return x && x->class == STANCE_AID ? actors_one(x->target) : none;
	uint32_t aside = aside_actor(a, term, holders);
	if (aside != NONE)
		return actors_one(aside);
	struct actors opponent = slot_opponent(a, term, holders);
	if (opponent.count)
		return opponent;
	uint32_t target = x && x->score < 0 && x->class >= STANCE_THREAT && x->class <= STANCE_PROTEST ? x->target
			  : actors_have(holders, a->main_one)                                          ? NONE
												       : a->main_one;
	return actors_one(target);
}

/* Condemned the test, deplored the move, praised the decision: in an article about one state, what was done there. */
static bool judges_event(const struct article *a, const struct term *term, const struct noun *n)
{
	uint8_t class = term->row->stance_class;
	bool judges = class == STANCE_PROTEST || class == STANCE_CRITICIZE || class == STANCE_PRAISE ||
		      ((class == STANCE_TRUST || class == STANCE_DISTRUST) && article_listed(a, n->head, LIST_deeds));
	const struct chunk *next = n->chunk + 1 < a->chunks.count ? article_chunk(a, n->chunk + 1) : NULL;
	if (next && next->type == CHUNK_VERB)
		return false; /* the crimes committed by Mali */
	return judges && definite(a, n) && !measure(a, n, false) && n->entity == NONE &&
	       !(n->flags & (NOUN_PEOPLE | NOUN_BODY | NOUN_NAME));
}

bool slot_recall(const struct article *a, const struct term *term, const struct actors *holders, struct actors *bearers)
{
	const struct verb *v = term->verb == NONE ? NULL : &a->verbs.items[term->verb];
	if (!v || term->row->pos != POS_VERB || v->object_count != 1 || v->flags & VERB_PASSIVE)
		return false;
	const struct noun *n = &a->nouns.items[v->objects[0]];
	if (n->actors[0] != NONE || n->chunk < v->chunk)
		return false;
	uint32_t actor = addressed(a, term);
	bool told = actor != NONE && term->row->score <= 0 && !actors_have(holders, actor); /* in a note to Chad */
	if (!told)
		actor = NONE;
	bool welcomes = term->row->stance_class == STANCE_TRUST || term->row->stance_class == STANCE_PRAISE;
	if (welcomes) {
		*bearers = agreed(a, term, n, holders);
		if (bearers->count)
			return true;
	}
	if (term->row->score > 0)
		actor = welcomes && definite(a, n) && offer(a, n) ? last_giver(a, term, holders) : NONE;
	else if (told)
		;
	else if (answers(term->row) && charge(a, n))
		actor = last_doer(a, term, holders, holders);
	else if (!answers(term->row) && definite(a, n) && deed(a, n))
		actor = last_doer(a, term, holders, NULL);
	else if (!answers(term->row) && what_was_done(a, n, term)) /* deplored the decision */
		actor = last_doer(a, term, holders, holders);
	if (actor == NONE && term->row->score < 0 && !answers(term->row) && dealing(a, n))
		actor = last_dealer(a, term, holders);
	/* rejected the vote, accepted the result: of the state where it was held */
	if (actor == NONE && definite(a, n) && article_listed(a, n->head, LIST_polls) &&
	    !actors_have(holders, a->main_one))
		actor = a->main_one;
	if (actor == NONE && judges_event(a, term, n)) {
		actor = article_listed(a, n->head, LIST_deeds) ? last_mover(a, term, holders) : NONE;
		if (actor == NONE && !actors_have(holders, a->main_one))
			actor = a->main_one;
	}
	if (actor == NONE)
		return false;
	*bearers = actors_one(actor);
	return true;
}
