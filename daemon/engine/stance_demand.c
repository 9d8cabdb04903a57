/* stance, its rule 7: of whom an official's statement demands something.
 *
 *   must, should, ought   Chad must leave; Chad, he said, "ought to leave"
 *   demanded that Chad leave
 *   let                   "let the Chadians first give it back"
 *   why, when, how        asked why Chad had not paid, asked how long it meant to stay
 * What the United Nations and the like should do is asked of all. */
#include "engine/stance.h"

/* The first finite verb of the statement's content, or NULL. */
static const struct verb *first_verb(const struct article *a, const struct statement *s)
{
	for (uint32_t c = a->chunk_at[s->first]; c < a->chunks.count && a->chunks.items[c].first < s->last; c++)
		if (a->chunks.items[c].type == CHUNK_VERB)
			return &a->verbs.items[a->chunks.items[c].item];
	return NULL;
}

/* asked why Oman had not paid, asked how long Oman meant to stay: such questions want no answer. */
static bool challenged(const struct article *a, const struct statement *s, const struct mention *cue)
{
	return s->kind != STANCED_DIRECT && article_listed(a, cue->first, LIST_asks) &&
	       article_listed(a, s->first, LIST_asked_why);
}

uint32_t stance_demand(const struct article *a, const struct statement *s)
{
	const struct verb *v = first_verb(a, s);
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
	bool demands = cue->row->sub == CUE_DIRECTIVE && cue->row->kind == ENTRY_CUE && cue->end < s->first + 3 &&
		       article_tagged(a, cue->end, TAG(that));
	return let || demands || force_obliges(a, v) || challenged(a, s, cue) ? n->actors[0] : NONE;
}
