/* stance, beside the frames: what an object that names nobody goes back to.
 *
 *   the act      condemned the attack, denounced the incursion: a verb against a deed with "the" or "this" bears on who did
 *                the last hostile act that was told
 *   the answer   denied any violation, dismissed the charge as absurd: who denies or rejects it answers the last one who
 *                accused him or acted against him
 *   the offer    welcomed the offer, praised the decision: who did the last favourable act
 *   the reply    vowed to retaliate, hit back (rows with a frame that ends in "opponent"): who last acted against the holder
 * Only over a few statements back; nobody answers himself. */
#include "engine/stance.h"

#define RECALL_STATEMENTS 8
#define RECALL_STANCES 24

static bool definite(const struct article *a, const struct noun *n)
{
	return article_is(a, n->first, "the") || article_is(a, n->first, "this") || article_is(a, n->first, "that") ||
	       article_is(a, n->first, "these") || article_is(a, n->first, "those");
}

/* The head of the object is a deed: attack, incursion, arrest. */
static bool deed(const struct article *a, const struct noun *n)
{
	const struct mention *m = article_mention(a, n->head, LAYER_STANCE);
	return m && m->row->score < 0 && m->row->stance_class <= STANCE_PROTEST;
}

/* A charge, claim, accusation; or any violation, any role. */
static bool charge(const struct article *a, const struct noun *n)
{
	return a->at[LAYER_CUE][n->head] != NONE || article_is(a, n->first, "any") ||
	       (definite(a, n) && article_mention(a, n->head, LAYER_STANCE));
}

static bool answers(const struct row *row)
{
	return row->kind == ENTRY_CUE ? row->sub == CUE_DEFENSIVE : row->stance_class == STANCE_REJECT;
}

static bool among(const struct actors *all, uint32_t actor)
{
	for (uint8_t i = 0; i < all->count; i++)
		if (all->codes[i] == actor)
			return true;
	return false;
}

/* Who did the last hostile act (toward one of the targets, where there are any), other than the holders; or NONE. */
static uint32_t last_doer(const struct article *a, const struct term *term, const struct actors *holders,
			  const struct actors *targets)
{
	for (size_t n = a->stances.count, steps = 0; n-- > 0 && steps < RECALL_STANCES; steps++) {
		const struct stance *x = &a->stances.items[n];
		if (term->statement > x->statement + RECALL_STATEMENTS)
			return NONE;
		bool hostile = x->score < 0 && (targets ? x->class <= STANCE_CRITICIZE : x->class <= STANCE_COERCE);
		if (hostile && !among(holders, x->source) && (!targets || among(targets, x->target)))
			return x->source;
	}
	return NONE;
}

/* An offer, pledge, decision, deal: what one may welcome. */
static bool offer(const struct article *a, const struct noun *n)
{
	const struct mention *stance = article_mention(a, n->head, LAYER_STANCE);
	return a->at[LAYER_CUE][n->head] != NONE || (stance && stance->row->score > 0);
}

static uint32_t last_giver(const struct article *a, const struct term *term, const struct actors *holders)
{
	for (size_t n = a->stances.count, steps = 0; n-- > 0 && steps < RECALL_STANCES; steps++) {
		const struct stance *x = &a->stances.items[n];
		if (term->statement > x->statement + RECALL_STATEMENTS)
			return NONE;
		if (x->score > 0 && x->class >= STANCE_TRUST && !among(holders, x->source))
			return x->source;
	}
	return NONE;
}

struct actors slot_opponent(const struct article *a, const struct term *term, const struct actors *holders)
{
	uint32_t actor = last_doer(a, term, holders, holders);
	return (struct actors) { .codes = { actor }, .nouns = { NONE }, .count = actor != NONE };
}

bool slot_recall(const struct article *a, const struct term *term, const struct actors *holders, struct actors *bearers)
{
	const struct verb *v = term->verb == NONE ? NULL : &a->verbs.items[term->verb];
	if (!v || term->row->pos != POS_VERB || v->object_count != 1 || v->flags & VERB_PASSIVE)
		return false;
	const struct noun *n = &a->nouns.items[v->objects[0]];
	if (n->actors[0] != NONE || n->chunk < v->chunk)
		return false;
	uint32_t actor = NONE;
	bool welcomes = term->row->stance_class == STANCE_TRUST || term->row->stance_class == STANCE_PRAISE;
	if (term->row->score > 0)
		actor = welcomes && definite(a, n) && offer(a, n) ? last_giver(a, term, holders) : NONE;
	else if (answers(term->row) && charge(a, n))
		actor = last_doer(a, term, holders, holders);
	else if (!answers(term->row) && definite(a, n) && deed(a, n))
		actor = last_doer(a, term, holders, NULL);
	if (actor == NONE)
		return false;
	*bearers = (struct actors) { .codes = { actor }, .nouns = { NONE }, .count = 1 };
	return true;
}
