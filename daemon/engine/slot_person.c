/* stance, beside the slots: who we, you and they are in what is said, and for whom a speaker speaks.
 *
 *   we, our    whom the speaker speaks for: an official, a group's own body, or a medium that is its state's organ (the
 *              official news agency, the ruling party's daily, Tehran radio)
 *   you, your  inside a quotation: who is told (told the Turkish ambassador)
 *   they       opening a sentence of a quotation, where it stands for nobody who was named: of whom it is said (said of
 *              Turkey); where they do something, the other one of the two states that the article is about
 *   legislators  of a state, not some of them or those of a party, are its parliament where they decide: Malian
 *              senators passed a motion, lawmakers in Mali voted to
 *   holders    officials, bodies and who is of no other role; a people where it is not some of its people who act for
 *              themselves, and what its people do by force or show in the streets */
#include "engine/stance.h"

#define ORGAN_TOKENS 8

/* The official news agency, the government newspaper, the ruling party's daily; Tehran radio, Radio Moscow; TASS. */
bool slot_organ(const struct article *a, uint32_t noun)
{
	if (noun == NONE)
		return false;
	const struct noun *n = &a->nouns.items[noun];
	const struct sentence *s = &a->sentences.items[n->sentence];
	if (article_listed(a, n->head, LIST_agencies))
		return true;
	bool radio = article_is(a, n->first, "radio") || article_is(a, n->head, "radio");
	if (radio && n->end == n->first + 2) {
		const struct mention *m = article_mention(a, article_is(a, n->first, "radio") ? n->head : n->first,
							  LAYER_NAME);
		return m && m->row->kind == ENTRY_CAPITAL;
	}
	uint32_t first = n->first > s->first + ORGAN_TOKENS ? n->first - ORGAN_TOKENS : s->first;
	for (uint32_t i = first; i < s->end && i < n->end + ORGAN_TOKENS; i++) {
		if (a->chunk_at[i] != NONE && article_chunk(a, a->chunk_at[i])->type == CHUNK_VERB && i > n->end)
			return false;
		if (article_listed(a, i, LIST_official_press))
			return true;
	}
	return false;
}

uint32_t slot_speaker(const struct article *a, const struct term *term)
{
	const struct statement *s = &a->statements.items[term->statement];
	if (s->kind == STANCED_NARRATED || !s->has_speaker || s->speaker.actor == NONE)
		return NONE;
	bool group = s->speaker.role == STANCED_ROLE_ORGANISATION &&
		     lexicon_actor(a->lexicon, (uint16_t)s->speaker.actor)->group;
	bool organ = s->speaker.role == STANCED_ROLE_MEDIA && slot_organ(a, s->speaker.noun);
	return s->speaker.role == STANCED_ROLE_OFFICIAL || group || organ ? s->speaker.actor : NONE;
}

static uint32_t actor_of(const struct article *a, uint32_t noun)
{
	const struct noun *n = &a->nouns.items[noun];
	return n->role == STANCED_ROLE_OFFICIAL || n->role == STANCED_ROLE_NONE ? n->actors[0] : NONE;
}

/* told the Turkish ambassador: for whom the object of the word of saying stands. */
static uint32_t addressee(const struct article *a, const struct verb *says)
{
	return says->object_count ? actor_of(a, says->objects[0]) : NONE;
}

/* said of Turkey, said of the Turks */
static uint32_t topic(const struct article *a, const struct verb *says)
{
	uint32_t c = says->chunk + 1;
	for (uint32_t steps = 0; steps < 2 && c < a->chunks.count && article_chunk(a, c)->type == CHUNK_NOUN; steps++)
		c++; /* said Mr Li of Turkey */
	return c + 1 < a->chunks.count && article_is(a, article_chunk(a, c)->first, "of") &&
			       article_chunk(a, c + 1)->type == CHUNK_NOUN
		       ? actor_of(a, article_chunk(a, c + 1)->item)
		       : NONE;
}

/* First of a sentence or quotation: what stands further in may go back to somebody there. */
static bool opens(const struct article *a, uint32_t token)
{
	return a->tokens.items[token].flags & TOKEN_SENTENCE || (token > 0 && a->quote_at[token - 1] == NONE);
}

/* They take, they have taken: not they were taken, they are. */
static bool acts(const struct article *a, const struct noun *n)
{
	if (n->chunk + 1 >= a->chunks.count || article_chunk(a, n->chunk + 1)->type != CHUNK_VERB)
		return false;
	return !(a->verbs.items[article_chunk(a, n->chunk + 1)->item].flags & (VERB_PASSIVE | VERB_COPULA));
}

static uint32_t other_of_two(const struct article *a, uint32_t actor)
{
	const uint32_t *two = a->main_two;
	return actor == NONE ? NONE : actor == two[0] ? two[1] : actor == two[1] ? two[0] : NONE;
}

bool slot_person(const struct article *a, const struct term *term, const struct noun *n, uint32_t *actorp)
{
	const struct statement *s = &a->statements.items[term->statement];
	if (article_covered(a, n->first, LAYER_NAME)) /* US */
		return false;
	if (article_tagged(a, n->first, TAG(first))) {
		*actorp = slot_speaker(a, term);
		return true;
	}
	if (a->quote_at[n->first] == NONE)
		return false;
	const struct verb *says = s->verb == NONE ? NULL : &a->verbs.items[s->verb];
	if (article_listed(a, n->first, LIST_you)) {
		*actorp = says ? addressee(a, says) : NONE;
		return true;
	}
	if (!says || n->actors[0] != NONE || !article_listed(a, n->first, LIST_they) || !opens(a, n->first))
		return false;
	*actorp = topic(a, says);
	if (*actorp == NONE && article_is(a, n->first, "they") && acts(a, n))
		*actorp = other_of_two(a, slot_speaker(a, term));
	return *actorp != NONE;
}

bool slot_may_person(const struct article *a, const struct term *term)
{
	const struct statement *s = &a->statements.items[term->statement];
	const struct sentence *in = &a->sentences.items[term->sentence];
	if ((s->kind != STANCED_DIRECT && s->kind != STANCED_MIXED) || s->verb == NONE)
		return false;
	for (uint32_t c = in->first_chunk; c < in->end_chunk; c++)
		if (article_chunk(a, c)->type == CHUNK_NOUN &&
		    article_tagged(a, article_chunk(a, c)->first, TAG(pron) | TAG(poss)) &&
		    !article_tagged(a, article_chunk(a, c)->first, TAG(first)))
			return true;
	return false;
}

bool slot_serves_all(const struct article *a, uint32_t actor)
{
	const struct actor_info *info = lexicon_actor(a->lexicon, (uint16_t)actor);
	return info->group && info->role == STANCED_ROLE_ORGANISATION;
}

/* The Malian senators, lawmakers; not ten senators, opposition senators. */
static bool whole_house(const struct article *a, const struct noun *n)
{
	if (!(n->flags & NOUN_PLURAL) || n->entity != NONE || !article_listed(a, n->head, LIST_legislators))
		return false;
	for (uint32_t i = n->first; i < n->head; i++)
		if (!article_is(a, i, "the") && a->tokens.items[i].class != TOKEN_POSSESSIVE &&
		    !article_covered(a, i, LAYER_NAME))
			return false;
	return true;
}

bool slot_decides(const struct article *a, const struct term *term, const struct noun *n)
{
	if (!whole_house(a, n))
		return false;
	const struct verb *v = term->verb != NONE   ? &a->verbs.items[term->verb]
			       : term->noun != NONE ? slot_ruling_verb(a, term)
						    : NULL;
	for (uint32_t steps = 0; v && steps < 2; steps++) {
		if (article_listed(a, v->main, LIST_decides))
			return true;
		v = v->governor == NONE ? NULL : &a->verbs.items[v->governor];
	}
	return false;
}

/* Up to 4,000 Peruvians a day, two Danes, Rwandan refugees: people of a state who act for themselves. */
static bool by_themselves(const struct article *a, const struct noun *n)
{
	if (article_listed(a, n->head, LIST_civilians))
		return true;
	const struct chunk *next = article_chunk(a, n->chunk) + 1; /* 500 Malian and 700 Chadian troops */
	if (n->chunk + 2 < a->chunks.count && next->type == CHUNK_CONJUNCTION && next[1].type == CHUNK_NOUN &&
	    article_listed(a, next[1].end - 1, LIST_forces))
		return false;
	for (uint32_t i = n->first; i < n->head; i++)
		if (a->tokens.items[i].class == TOKEN_NUMBER || article_tagged(a, i, TAG(number)))
			return n->office == NONE;
	uint32_t of = n->chunk; /* hundreds of Danes */
	return of >= 2 && article_is(a, article_chunk(a, of - 1)->first, "of") &&
	       slot_many(a, article_chunk(a, of - 2)->end - 1) && n->office == NONE;
}

/* Malian students protested against France: a people's anger at another state, shown. */
static bool in_the_streets(const struct article *a, const struct term *term, const struct noun *n)
{
	return term->row->kind == ENTRY_STANCE && term->row->stance_class == STANCE_PROTEST && n->flags & NOUN_PLURAL &&
	       !(n->flags & NOUN_GUESSED) && n->entity == NONE &&
	       (article_listed(a, term->mention->first, LIST_demonstrates) ||
		article_listed(a, term->mention->end - 1, LIST_demonstrates));
}

bool slot_may_hold(const struct article *a, const struct term *term, uint32_t noun)
{
	if (noun == NONE)
		return true;
	const struct noun *n = &a->nouns.items[noun];
	if (n->place)
		return false;
	/* Cuban doctors landed in Mali: who is sent to help */
	if (noun == term->noun && term->row->stance_class == STANCE_AID && n->flags & NOUN_PLURAL)
		return true;
	switch (n->role) {
	case STANCED_ROLE_OFFICIAL:
	case STANCED_ROLE_NONE:
		return true;
	case STANCED_ROLE_ORGANISATION:
		if (n->entity == NONE && term->row->kind == ENTRY_STANCE && term->row->stance_class <= STANCE_FORCE &&
		    article_listed(a, n->head, LIST_crowds))
			return true; /* a Malian group killed two Frenchmen */
		return n->actors[0] != NONE && lexicon_actor(a->lexicon, (uint16_t)n->actors[0])->group;
	case STANCED_ROLE_PUBLIC:
		if (slot_decides(a, term, n) || in_the_streets(a, term, n) || article_listed(a, n->head, LIST_rebels))
			return true;
		if (by_themselves(a, n))
			return false;
		/* Russian fighters, Chinese fishermen: what they do by force is laid at their state's door */
		return n->entity == NONE &&
		       (n->office == NONE || (term->row->kind == ENTRY_STANCE && n->flags & NOUN_PLURAL &&
					      !(n->flags & NOUN_GUESSED) && term->row->stance_class <= STANCE_THREAT));
	case STANCED_ROLE_MEDIA:
		return slot_organ(a, noun);
	case STANCED_ROLE_FORMER: /* talks with Mali's Lea Diallo, whoever she is today */
		return term->row->stance_class == STANCE_CONTACT && n->office == NONE && n->entity != NONE;
	default:
		return false;
	}
}
