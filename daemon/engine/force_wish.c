/* stance, beside the frames: what is only asked for, wished or needed is no act.
 *
 *   wished      urged X to release them, wants X to help, X should help; hoped that X would. Hostile words under "must"
 *               stay: they say how the speaker sees it
 *   request     the verb of asking over an infinitive, over those between: urged X to take steps to protect them
 *   promised    urged X to show that it wants peace: what X is asked to do in a clause of its own
 *   needed      needs an alliance, owes an apology
 *   help        asked X to send more guns: who asks for help leans against nobody; who urges X to protect his people or
 *               to hand over somebody does
 *   bid         invited X to let the court settle it, encouraged it to talk */
#include "engine/stance.h"

#define HELP_CHUNKS 6
#define HOPE_CHUNKS 8

bool force_obliges(const struct article *a, const struct verb *v)
{
	for (uint32_t i = v->first; i <= v->main; i++)
		if (article_tagged(a, i, TAG(modal)) && article_listed(a, i, LIST_obliges))
			return true;
	return false;
}

/* The verb that the infinitive hangs on, over infinitives between: urged X to take steps to protect them. */
static const struct verb *over_infinitives(const struct article *a, const struct verb *v)
{
	const struct verb *g = &a->verbs.items[v->governor];
	if (!(g->flags & VERB_INFINITIVE) || g->governor == NONE)
		return g;
	for (uint32_t c = g->chunk + 1; c < v->chunk; c++) /* to leave, in order to open it */
		if (article_chunk(a, c)->type != CHUNK_NOUN && article_chunk(a, c)->type != CHUNK_ADVERB)
			return g;
	return &a->verbs.items[g->governor];
}

const struct verb *force_request(const struct article *a, const struct verb *v)
{
	if (!(v->flags & VERB_INFINITIVE) || v->governor == NONE)
		return NULL;
	const struct verb *g = over_infinitives(a, v);
	const struct mention *cue = article_mention(a, g->main, LAYER_CUE);
	/* ordered his own army to attack: that is done */
	if (g->subject_count && g->object_count && article_is(a, g->main, "ordered") &&
	    a->nouns.items[g->objects[0]].actors[0] != NONE &&
	    a->nouns.items[g->objects[0]].actors[0] == a->nouns.items[g->subjects[0]].actors[0])
		return NULL;
	bool directs = cue && cue->row->kind == ENTRY_CUE && cue->row->sub == CUE_DIRECTIVE &&
		       !(g->flags & VERB_PASSIVE);
	return directs || (g->object_count && article_listed(a, g->main, LIST_wants)) ? g : NULL;
}

/* hoped Iran would take it seriously and cooperate: a verb of hoping before it, over what is joined. */
static bool hoped(const struct article *a, const struct verb *v)
{
	uint32_t first = a->sentences.items[v->sentence].first_chunk;
	for (uint32_t c = v->chunk, steps = 0; c-- > first && steps < HOPE_CHUNKS; steps++) {
		const struct chunk *k = article_chunk(a, c);
		if (k->type == CHUNK_STOP || k->type == CHUNK_QUOTE || k->type == CHUNK_BUT)
			return false;
		if (k->type == CHUNK_VERB && article_listed(a, a->verbs.items[k->item].main, LIST_hopes))
			return true;
	}
	return false;
}

/* has had three months to comply, has to comply: it has not done so. */
static bool had_time(const struct article *a, const struct verb *v)
{
	return v->flags & VERB_INFINITIVE && v->governor != NONE && v->first > 0 &&
	       article_tagged(a, v->first - 1, TAG(time) | TAG(have)) &&
	       article_tagged(a, a->verbs.items[v->governor].main, TAG(have));
}

/* Our Chadian partners should understand: what is demanded of is so called for courtesy. */
static bool subject_obliged(const struct article *a, const struct term *term)
{
	uint32_t c = term->noun == NONE ? NONE : a->nouns.items[term->noun].chunk + 1;
	return c < a->chunks.count && article_chunk(a, c)->type == CHUNK_VERB &&
	       force_obliges(a, &a->verbs.items[article_chunk(a, c)->item]);
}

/* urged X to show that it wants peace: what X, who is asked, does in a clause of its own. */
static bool promised(const struct article *a, const struct term *term, const struct verb *v)
{
	const struct statement *s = &a->statements.items[term->statement];
	if (s->kind == STANCED_NARRATED || s->cue == NONE || s->verb == NONE || v->subject_count == 0 ||
	    v->flags & VERB_RELATIVE || a->mentions.items[s->cue].row->sub != CUE_DIRECTIVE ||
	    term->mention->first < s->first)
		return false;
	uint32_t actor = a->nouns.items[v->subjects[0]].actors[0], c = a->verbs.items[s->verb].chunk;
	while (actor != NONE && ++c < v->chunk && article_chunk(a, c)->type != CHUNK_VERB)
		if (article_chunk(a, c)->type == CHUNK_NOUN)
			return a->nouns.items[article_chunk(a, c)->item].actors[0] == actor;
	return false;
}

/* urged China to release him, wants Oman to help, should let them in: what is only wished for is no act. Hostile words
 * under "must" stay: they say how the speaker sees it. */
static bool wished(const struct article *a, const struct term *term, const struct verb *ruling)
{
	const struct verb *v = term->verb != NONE ? &a->verbs.items[term->verb] : ruling;
	if (!v)
		return term->row->score > 0 && subject_obliged(a, term);
	if (term->row->score > 0 && (hoped(a, v) || had_time(a, v) || promised(a, term, v)))
		return true;
	if (force_obliges(a, v)) /* what the journalist thinks should be done is nobody's act */
		return term->row->score > 0 || a->statements.items[term->statement].kind == STANCED_NARRATED;
	return force_request(a, v) != NULL;
}

/* They need an alliance with Chad, owe Mali an apology: what is needed or owed is not there. */
static bool needed(const struct article *a, const struct term *term, const struct verb *v)
{
	return v && term->row->score > 0 && term->row->pos == POS_NOUN && article_listed(a, v->main, LIST_needs);
}

/* urged Chad to protect the rights of its people, to hand over the men it wants: that is no help. */
static bool claims(const struct article *a, const struct verb *v)
{
	if (article_is(a, v->main + 1, "over") || article_is(a, v->main, "free") || article_is(a, v->main, "release"))
		return true;
	uint32_t head = v->object_count ? a->nouns.items[v->objects[0]].head : 0;
	return article_listed(a, v->main, LIST_guards) && v->object_count &&
	       (article_listed(a, head, LIST_guarded) || article_listed(a, head, LIST_accords) ||
		article_listed(a, head, LIST_civilians) || article_listed(a, head, LIST_frontiers));
}

/* asked Germany to send more guns: who asks for help leans against nobody. */
static bool asks_for_help(const struct article *a, const struct term *term)
{
	if (!row_demands(term->row))
		return false;
	uint32_t c = a->chunk_at[term->mention->end - 1] + 1;
	for (uint32_t steps = 0; c < a->chunks.count && steps < HELP_CHUNKS; c++, steps++) {
		if (article_chunk(a, c)->type != CHUNK_VERB)
			continue;
		const struct verb *v = &a->verbs.items[article_chunk(a, c)->item];
		const struct mention *m = article_mention(a, v->main, LAYER_STANCE);
		bool helps = m && m->row->score > 0 &&
			     (m->row->stance_class == STANCE_AID || m->row->stance_class == STANCE_SUPPORT);
		return v->flags & VERB_INFINITIVE && (article_tagged(a, v->main, TAG(gives)) || helps) && !claims(a, v);
	}
	return false;
}

static bool leans_against(const struct article *a, uint32_t token)
{
	const struct mention *stance = article_mention(a, token, LAYER_STANCE);
	const struct mention *cue = article_mention(a, token, LAYER_CUE);
	return (stance && stance->row->score < 0) || (cue && cue->row->score < 0);
}

/* invited Iran to let the court settle it, encouraged it to talk: a request in fine words; invited Iran to visit. Sent
 * envoys to Iran to demand money: an errand that is none of good will. */
static bool bids(const struct article *a, const struct term *term)
{
	const bool encourages = term->verb != NONE && article_listed(a, term->mention->first, LIST_encourages);
	if (term->verb == NONE || (!encourages && term->row->stance_class != STANCE_CONTACT))
		return false;
	const struct verb *contact = &a->verbs.items[term->verb];
	bool invites = article_listed(a, term->mention->first, LIST_invites);
	if (!invites && !encourages && !article_tagged(a, contact->main, TAG(gives)))
		return false;
	uint32_t c = article_over_phrases(a, contact->chunk + 2, (uint32_t)a->chunks.count);
	if (c >= a->chunks.count || article_chunk(a, c)->type != CHUNK_VERB)
		return false;
	const struct verb *v = &a->verbs.items[article_chunk(a, c)->item];
	if (!(v->flags & VERB_INFINITIVE))
		return false;
	if (encourages)
		return true;
	return invites ? !article_listed(a, v->main, LIST_invited_to) : leans_against(a, v->main);
}

bool force_wished(const struct article *a, const struct term *term, const struct verb *ruling)
{
	return asks_for_help(a, term) || wished(a, term, ruling) || bids(a, term) || needed(a, term, ruling);
}
