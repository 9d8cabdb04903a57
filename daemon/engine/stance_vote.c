/* stance, its rule 14: against whom what is put to the vote is aimed.
 *
 *   vetoed a resolution condemning Mali, backed the text that accused Mali
 *   voted for a motion critical of Mali, against a resolution against Mali
 * Voting for it is against whom it is aimed at, voting against it for him. What aims at nobody (a resolution on Mali)
 * says nothing. */
#include "engine/stance.h"

/* The verb behind the noun that says what it does, or NULL: condemning, that condemned. */
static const struct verb *does(const struct article *a, const struct noun *n)
{
	uint32_t c = n->chunk + 1;
	c += c < a->chunks.count && (article_chunk(a, c)->type == CHUNK_THAT || article_chunk(a, c)->type == CHUNK_WHO);
	if (c >= a->chunks.count || article_chunk(a, c)->type != CHUNK_VERB)
		return NULL;
	const struct verb *v = &a->verbs.items[article_chunk(a, c)->item];
	bool told = v->flags & (VERB_ING | VERB_RELATIVE) || c > n->chunk + 1;
	return told && !(v->flags & (VERB_PASSIVE | VERB_NEGATED)) ? v : NULL;
}

/* The verb as a hostile term on its object; false: it is none. */
static bool hostile(const struct article *a, const struct term *vote, const struct verb *v, struct term *out)
{
	const struct mention *m = article_mention(a, v->main, LAYER_STANCE);
	if (!m)
		m = article_mention(a, v->main, LAYER_CUE);
	if (!m || !stance_row(m->entry, m->row) || m->row->score >= 0)
		return false;
	*out = (struct term) { .mention = m,
			       .row = m->row,
			       .statement = vote->statement,
			       .verb = (uint32_t)(v - a->verbs.items),
			       .noun = NONE,
			       .sentence = vote->sentence };
	return true;
}

/* Votes on, blocks; by its row backs, opposes, vetoes. */
static bool votes(const struct article *a, const struct verb *v, const struct row *row)
{
	if (article_listed(a, v->main, LIST_votes))
		return true;
	return row && row->kind == ENTRY_STANCE &&
	       (row->stance_class == STANCE_SUPPORT || row->stance_class == STANCE_REJECT);
}

const struct noun *slot_put_to_vote(const struct article *a, const struct term *term)
{
	const struct verb *v = &a->verbs.items[term->verb];
	uint32_t c = v->object_count ? a->nouns.items[v->objects[0]].chunk : a->chunk_at[term->mention->end - 1] + 1;
	if (v->flags & VERB_PASSIVE || c <= v->chunk || c >= a->chunks.count || article_chunk(a, c)->type != CHUNK_NOUN)
		return NULL;
	return &a->nouns.items[article_chunk(a, c)->item];
}

static const struct noun *motion(const struct article *a, const struct term *term)
{
	const struct noun *n = slot_put_to_vote(a, term);
	if (!n)
		return NULL;
	/* the adjective in "a text critical of Mali" ends its noun phrase */
	uint32_t head = n->head - (article_is(a, n->head, "critical") && n->head > n->first);
	return article_listed(a, head, LIST_motions) ? n : NULL;
}

bool slot_voted_on(const struct article *a, const struct term *term)
{
	const struct verb *v = term->verb == NONE ? NULL : &a->verbs.items[term->verb];
	if (!v || !(v->flags & VERB_ING) || v->chunk == 0 || article_chunk(a, v->chunk - 1)->type != CHUNK_NOUN)
		return false;
	struct term put = { .mention = term->mention, .row = term->row, .noun = article_chunk(a, v->chunk - 1)->item };
	if (!article_listed(a, a->nouns.items[put.noun].head, LIST_motions))
		return false;
	const struct verb *rules = slot_ruling_verb(a, &put);
	const struct mention *m = rules ? article_mention(a, rules->main, LAYER_STANCE) : NULL;
	return rules && votes(a, rules, m ? m->row : NULL);
}

bool slot_aimed_at(const struct article *a, const struct term *term, struct actors *out)
{
	if (term->row->pos != POS_VERB || term->verb == NONE || !votes(a, &a->verbs.items[term->verb], term->row))
		return false;
	const struct noun *n = motion(a, term);
	const struct verb *v = n ? does(a, n) : NULL;
	*out = (struct actors) { .count = 0 };
	struct term inner;
	if (v) {
		bool aims = hostile(a, term, v, &inner);
		for (uint8_t f = 0; aims && f < inner.row->frame_count && out->count == 0; f++)
			*out = slot_fill(a, &inner, inner.row->frames[f].bearer,
					 inner.row->frames[f].bearer_prepositions);
		return out->count > 0;
	}
	if (!n || !article_is(a, n->end, article_is(a, n->head, "critical") ? "of" : "against"))
		return false;
	uint32_t c = n->chunk + 2;
	if (c < a->chunks.count && article_chunk(a, c)->type == CHUNK_NOUN)
		slot_noun(a, term, article_chunk(a, c)->item, out);
	return out->count > 0;
}
