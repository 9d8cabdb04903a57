/* stance, its rule 7: of whom an official's statement demands something.
 *
 *   must, should, ought   Chad must leave; Chad, he said, "ought to leave"
 *   demanded that Chad leave; demanded on Monday that it leave
 *   let                   "let the Chadians first give it back"
 *   why, when, how        asked why Chad had not paid, asked how long it meant to stay
 *   wants                 wants Chad to lift the ban, in the journalist's words, too
 *   unless                will not sign unless Chad leaves; refuses to sign unless it does
 * What the United Nations and the like should do is asked of all. */
#include "engine/stance.h"

#define UNLESS_CHUNKS 10 /* from "unless" back to what is withheld */

/* he believes Chad should leave: what he thinks begins with the clause behind. */
static bool deems(const struct article *a, const struct verb *v)
{
	return article_listed(a, v->main, LIST_deems) && v->subject_count &&
	       a->nouns.items[v->subjects[0]].flags & NOUN_PRONOUN;
}

/* The first finite verb of the statement's content, or NULL. */
static const struct verb *first_verb(const struct article *a, const struct statement *s)
{
	for (uint32_t c = a->chunk_at[s->first]; c < a->chunks.count && a->chunks.items[c].first < s->last; c++)
		if (a->chunks.items[c].type == CHUNK_VERB && !deems(a, &a->verbs.items[a->chunks.items[c].item]))
			return &a->verbs.items[a->chunks.items[c].item];
	return NULL;
}

/* demanded that; demanded on Monday that: the content of a directive word of saying begins behind its "that". */
static bool demands_that(const struct article *a, const struct statement *s, const struct mention *cue)
{
	if (cue->row->sub != CUE_DIRECTIVE || cue->row->kind != ENTRY_CUE || s->first == 0)
		return false;
	return (cue->end < s->first + 3 && article_tagged(a, cue->end, TAG(that))) ||
	       (cue->end < s->first && article_tagged(a, s->first - 1, TAG(that)));
}

/* asked why Oman had not paid, asked how long Oman meant to stay: such questions want no answer. */
static bool challenged(const struct article *a, const struct statement *s, const struct mention *cue)
{
	return s->kind != STANCED_DIRECT && article_listed(a, cue->first, LIST_asks) &&
	       article_listed(a, s->first, LIST_asked_why);
}

/* that Chad pay: the state whose name opens the clause, where its verb is not told from a noun. */
static uint32_t asked_to(const struct article *a, const struct statement *s)
{
	uint32_t c = a->chunk_at[s->first];
	if (c == NONE || article_chunk(a, c)->type != CHUNK_NOUN)
		return NONE;
	const struct noun *n = &a->nouns.items[article_chunk(a, c)->item];
	return n->actors[0] != NONE && !n->place && article_mention(a, n->first, LAYER_NAME) &&
			       !slot_serves_all(a, n->actors[0])
		       ? n->actors[0]
		       : NONE;
}

uint32_t stance_demand(const struct article *a, const struct statement *s)
{
	const struct verb *v = first_verb(a, s);
	if (s->cue != NONE && !(v && v->flags & VERB_PASSIVE) && demands_that(a, s, &a->mentions.items[s->cue]) &&
	    asked_to(a, s) != NONE)
		return asked_to(a, s);
	if (!v)
		return NONE;
	/* "let the Kenyans give it back" */
	bool let = v->first == s->first && v->object_count && article_is(a, v->main, "let");
	if (!let && (v->subject_count == 0 || v->flags & VERB_PASSIVE))
		return NONE;
	const struct noun *n = &a->nouns.items[let ? v->objects[0] : v->subjects[0]];
	if (n->actors[0] == NONE || n->place || n->flags & NOUN_PRONOUN ||
	    (n->first < s->first && n->sentence != v->sentence) || slot_serves_all(a, n->actors[0]))
		return NONE;
	const struct mention *cue = &a->mentions.items[s->cue];
	return let || demands_that(a, s, cue) || force_obliges(a, v) || challenged(a, s, cue) ? n->actors[0] : NONE;
}

/* wants Chad to leave: the noun phrase of who is to do what one demands of others, or NONE. */
static uint32_t wanted(const struct article *a, const struct verb *v)
{
	if (!article_listed(a, v->main, LIST_wants) || v->flags & (VERB_NEGATED | VERB_PASSIVE) ||
	    v->object_count != 1 || v->subject_count == 0)
		return NONE;
	const struct noun *n = &a->nouns.items[v->objects[0]];
	uint32_t end = a->sentences.items[v->sentence].end_chunk, c = article_over_phrases(a, n->chunk + 1, end);
	if (n->chunk != v->chunk + 1 || c >= end || article_chunk(a, c)->type != CHUNK_VERB)
		return NONE;
	const struct verb *act = &a->verbs.items[article_chunk(a, c)->item];
	return act->flags & VERB_INFINITIVE && article_listed(a, act->main, LIST_demanded) ? v->objects[0] : NONE;
}

bool stance_wants(const struct article *a, const struct term *term, struct actors *holders, struct actors *asked)
{
	const struct verb *v = &a->verbs.items[term->verb];
	uint32_t noun = wanted(a, v);
	if (noun == NONE)
		return false;
	slot_subjects(a, term, v, holders);
	slot_noun(a, term, noun, asked);
	return holders->count && asked->count;
}

/* will not sign, refuses to sign: what is withheld stands right before chunk c, over what it is told of. */
static const struct verb *withheld(const struct article *a, uint32_t c, uint32_t first)
{
	while (c-- > first && article_chunk(a, c)->type != CHUNK_VERB)
		if (article_chunk(a, c)->type == CHUNK_STOP || article_chunk(a, c)->type == CHUNK_QUOTE)
			return NULL;
	for (uint32_t steps = 0; c >= first && c < a->chunks.count && steps < UNLESS_CHUNKS; c--, steps++) {
		if (article_chunk(a, c)->type != CHUNK_VERB)
			continue;
		const struct verb *v = &a->verbs.items[article_chunk(a, c)->item];
		const struct mention *m = article_mention(a, v->main, LAYER_STANCE);
		bool refuses = m && m->row->stance_class == STANCE_REJECT && v->flags & VERB_FINITE;
		bool will_not = v->flags & VERB_NEGATED && v->flags & (VERB_FUTURE | VERB_MODAL);
		if ((refuses || will_not) && v->subject_count && !(v->flags & VERB_PASSIVE))
			return v;
		if (v->flags & VERB_FINITE)
			return NULL;
	}
	return NULL;
}

bool stance_unless(const struct article *a, const struct term *term, struct actors *holders, struct actors *asked)
{
	uint32_t c = a->chunk_at[term->mention->first];
	if (term->sentence == NONE || c == NONE)
		return false;
	const struct sentence *s = &a->sentences.items[term->sentence];
	const struct verb *v = withheld(a, c, s->first_chunk);
	for (c++; v && c < s->end_chunk && article_chunk(a, c)->type != CHUNK_VERB; c++)
		if (article_chunk(a, c)->type == CHUNK_STOP || article_chunk(a, c)->type == CHUNK_COMMA)
			return false;
	const struct verb *does = v && c < s->end_chunk ? &a->verbs.items[article_chunk(a, c)->item] : NULL;
	if (!does || !(does->flags & VERB_FINITE) || does->flags & (VERB_PASSIVE | VERB_COPULA))
		return false;
	slot_subjects(a, term, v, holders);
	slot_subjects(a, term, does, asked);
	return holders->count && asked->count && !actors_have(holders, asked->codes[0]);
}
