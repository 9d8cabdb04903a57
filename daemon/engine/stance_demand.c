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
	for (uint32_t i = s->first; i < s->last; i++) {
		uint32_t c = a->chunk_at[i];
		if (c == NONE || a->chunks.items[c].type != CHUNK_VERB)
			continue;
		return &a->verbs.items[a->chunks.items[c].item];
	}
	return NULL;
}

/* asked why Oman had not paid, asked how long Oman meant to stay: such questions want no answer. */
static bool challenged(const struct article *a, const struct statement *s, const struct mention *cue)
{
	static const char *const asks[] = { "ask", "asks", "asked" };
	static const char *const words[] = { "why", "when", "how" };
	return s->kind != STANCED_DIRECT && ARTICLE_IS_ANY(a, cue->first, asks) && ARTICLE_IS_ANY(a, s->first, words);
}

uint32_t stance_demand(const struct article *a, uint32_t index)
{
	const struct statement *s = &a->statements.items[index];
	if (s->kind == STANCED_NARRATED || s->cue == NONE || s->speaker.actor == NONE ||
	    s->speaker.role != STANCED_ROLE_OFFICIAL)
		return NONE;
	const struct mention *cue = &a->mentions.items[s->cue];
	const struct verb *v = first_verb(a, s);
	bool demands = cue->row->sub == CUE_DIRECTIVE && cue->row->kind == ENTRY_CUE && cue->end < s->first + 3 &&
		       article_tagged(a, cue->end, TAG(that));
	/* "let the Kenyans give it back" */
	bool let = v && v->first == s->first && article_is(a, v->main, "let") && v->object_count;
	const uint32_t *nouns = v && let ? v->objects : v ? v->subjects : NULL;
	if (!v || !(let || (v->subject_count && !(v->flags & VERB_PASSIVE) &&
			    (demands || challenged(a, s, cue) || force_obliges(a, v)))))
		return NONE;
	const struct noun *n = &a->nouns.items[nouns[0]];
	if ((n->first < s->first && n->sentence != v->sentence) || n->actors[0] == NONE || n->place ||
	    (n->flags & NOUN_PRONOUN) || slot_serves_all(a, n->actors[0]))
		return NONE;
	return n->actors[0];
}
