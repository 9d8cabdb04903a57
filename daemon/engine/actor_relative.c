/* actor, rule 2 in relative clauses: what "who" tells of the person before it.
 *
 *   who heads UNICEF's office, who runs the warehouse of the Water Board, a chemist who leads the Malian delegation: of
 *         the body that is led
 *   an officer who commands Dutch forces, who retired as Kenya's chief of staff: of the country that is told; the
 *         second is former
 *   who took over as Kenya's oil minister: its official; so is who speaks for its delegation (Speaking for it, Li said)
 *   who teaches at Lingnan University: of the body after at, for or with */
#include "engine/actor.h"

#define RELATIVE_CHUNKS 14 /* a relative clause is read so far */

static bool leads_body(const struct article *a, uint32_t verb)
{
	return article_listed(a, verb, LIST_leads_body);
}

/* who retired as Kenya's chief of staff, who served as its envoy: the verb stands at chunk c. */
static bool once_held(const struct article *a, struct noun *n, uint32_t c)
{
	if (c + 2 >= a->chunks.count || article_chunk(a, c)->type != CHUNK_VERB ||
	    !article_listed(a, a->verbs.items[article_chunk(a, c)->item].main, LIST_once_held) ||
	    !article_is(a, article_chunk(a, c + 1)->first, "as") || article_chunk(a, c + 2)->type != CHUNK_NOUN)
		return false;
	const struct noun *m = &a->nouns.items[article_chunk(a, c + 2)->item];
	if (m->office == NONE || m->role != STANCED_ROLE_OFFICIAL)
		return false;
	n->role = STANCED_ROLE_FORMER;
	n->actors[0] = m->actors[0] != NONE ? m->actors[0] : n->actors[0];
	return true;
}

/* who heads UNICEF's office in Juba, who runs the warehouse of the Water Board, who leads the Malian delegation: what
 * the verb at chunk c has the person lead, or NULL. */
static const struct noun *led_body(const struct article *a, uint32_t c)
{
	if (c + 1 >= a->chunks.count || article_chunk(a, c)->type != CHUNK_VERB ||
	    article_chunk(a, c + 1)->type != CHUNK_NOUN ||
	    !leads_body(a, a->verbs.items[article_chunk(a, c)->item].main))
		return NULL;
	const struct noun *led = &a->nouns.items[article_chunk(a, c + 1)->item];
	if (led->actors[0] == NONE && !(led->flags & NOUN_BODY) && c + 3 < a->chunks.count &&
	    article_is(a, article_chunk(a, c + 2)->first, "of") && article_chunk(a, c + 3)->type == CHUNK_NOUN &&
	    actor_joins(a, &a->nouns.items[article_chunk(a, c + 3)->item]))
		led = &a->nouns.items[article_chunk(a, c + 3)->item];
	return led->flags & NOUN_BODY || led->actors[0] == NONE ? led : NULL; /* not: the Baltic desk */
}

/* who directs the water programme at Lingnan University: a preposition stands at chunk c, and a body behind it */
static bool behind_body(const struct article *a, uint32_t c)
{
	return c + 1 < a->chunks.count && article_chunk(a, c)->type == CHUNK_PREPOSITION &&
	       article_chunk(a, c + 1)->type == CHUNK_NOUN &&
	       actor_joins(a, &a->nouns.items[article_chunk(a, c + 1)->item]);
}

/* Admiral Jo Brown, who commands Dutch naval forces: of the country whose forces they are. */
static void commands(const struct article *a, struct noun *n, uint32_t c)
{
	if (n->role == STANCED_ROLE_OFFICIAL && n->actors[0] == NONE && c + 1 < a->chunks.count &&
	    article_chunk(a, c)->type == CHUNK_VERB && article_chunk(a, c + 1)->type == CHUNK_NOUN &&
	    leads_body(a, a->verbs.items[article_chunk(a, c)->item].main))
		n->actors[0] = a->nouns.items[article_chunk(a, c + 1)->item].actors[0];
}

/* who took over as Iraqi oil minister, who was named envoy: the office that the verb at chunk c gives him. */
static bool now_holds(const struct article *a, struct noun *n, uint32_t c)
{
	if (c + 1 >= a->chunks.count || article_chunk(a, c)->type != CHUNK_VERB ||
	    !article_listed(a, a->verbs.items[article_chunk(a, c)->item].main, LIST_takes_office))
		return false;
	uint32_t k = c + 1;
	while (k < c + 4 && k + 1 < a->chunks.count &&
	       (article_chunk(a, k)->type == CHUNK_ADVERB ||
		article_listed(a, article_chunk(a, k)->first, LIST_office_as)))
		k++;
	if (article_chunk(a, k)->type != CHUNK_NOUN)
		return false;
	const struct noun *m = &a->nouns.items[article_chunk(a, k)->item];
	if (m->office == NONE || m->role != STANCED_ROLE_OFFICIAL || m->flags & NOUN_PLURAL)
		return false;
	n->role = m->role;
	n->actors[0] = m->actors[0] != NONE ? m->actors[0] : n->actors[0];
	return true;
}

/* Speaking for the Iraqi delegation, Jo Brown said; speaking on behalf of it: of whom he speaks for. */
static void speaks_for(const struct article *a, struct noun *n)
{
	uint32_t c = a->sentences.items[n->sentence].first_chunk;
	if (n->chunk < c + 4 || !article_is(a, article_chunk(a, c)->first, "speaking") ||
	    article_chunk(a, n->chunk - 1)->type != CHUNK_COMMA)
		return;
	c += article_is(a, article_chunk(a, c + 1)->first, "on") &&
			     article_is(a, article_chunk(a, c + 2)->first, "behalf")
		     ? 2
		     : 0;
	bool for_whom = article_is(a, article_chunk(a, c + 1)->first, "for") ||
			article_is(a, article_chunk(a, c + 1)->first, "of");
	if (!for_whom || c + 4 != n->chunk || article_chunk(a, c + 2)->type != CHUNK_NOUN)
		return;
	const struct noun *m = &a->nouns.items[article_chunk(a, c + 2)->item];
	if (m->role != STANCED_ROLE_OFFICIAL && m->role != STANCED_ROLE_ORGANISATION)
		return;
	n->role = m->role;
	n->actors[0] = n->actors[0] != NONE ? n->actors[0] : m->actors[0];
}

void actor_relative_clause(struct article *a, struct noun *n)
{
	const struct sentence *s = &a->sentences.items[n->sentence];
	uint32_t c = n->chunk + 1;
	if (n->entity != NONE && n->role == STANCED_ROLE_NONE)
		speaks_for(a, n);
	bool scholar = n->role == STANCED_ROLE_EXPERT && n->actors[0] == NONE;
	bool person = n->entity != NONE || (scholar && n->flags & NOUN_PEOPLE && !(n->flags & NOUN_PLURAL));
	c -= n->entity == NONE && c < s->end_chunk && article_chunk(a, c)->type == CHUNK_WHO; /* a chemist who leads */
	if (!person || c + 3 >= s->end_chunk || (c > n->chunk && article_chunk(a, c)->type != CHUNK_COMMA) ||
	    article_chunk(a, c + 1)->type != CHUNK_WHO)
		return;
	if (n->role != STANCED_ROLE_NONE && !scholar) {
		commands(a, n, c + 2);
		if (n->actors[0] == NONE)
			once_held(a, n, c + 2);
		return;
	}
	const struct noun *led = led_body(a, c + 2);
	if (led && (led->role != STANCED_ROLE_NONE || led->actors[0] != NONE || !behind_body(a, c + 4))) {
		bool group = led->actors[0] != NONE && lexicon_actor(a->lexicon, (uint16_t)led->actors[0])->group;
		uint8_t body = led->role == STANCED_ROLE_NONE && group ? (uint8_t)STANCED_ROLE_ORGANISATION : led->role;
		n->role = body == STANCED_ROLE_NONE ? n->role : actor_merged_role(STANCED_ROLE_OFFICIAL, body);
		n->actors[0] = led->actors[0] != NONE ? led->actors[0] : n->actors[0];
		return;
	}
	if (once_held(a, n, c + 2) || now_holds(a, n, c + 2))
		return;
	for (c += 2; c + 1 < s->end_chunk && c < n->chunk + RELATIVE_CHUNKS && article_chunk(a, c)->type != CHUNK_COMMA;
	     c++) {
		if (article_chunk(a, c)->type != CHUNK_PREPOSITION || article_chunk(a, c + 1)->type != CHUNK_NOUN ||
		    !(article_prepositions(a, article_chunk(a, c)->first) & (PREP(at) | PREP(for) | PREP(with))))
			continue;
		const struct noun *m = &a->nouns.items[article_chunk(a, c + 1)->item];
		if (!actor_joins(a, m))
			continue;
		n->role = scholar ? n->role : m->role;
		n->actors[0] = m->actors[0];
		return;
	}
}
