/* statement, who says it: what is known of the noun phrase, or of its person, that an attribution names. */
#include "engine/statement.h"

/* An agency's people speak for the organisation it belongs to (WHO: UN); a territory speaks for itself. */
static uint32_t speaks_for(const struct article *a, uint32_t actor)
{
	const struct actor_info *info = actor == NONE ? NULL : lexicon_actor(a->lexicon, (uint16_t)actor);
	return info && info->group && info->parent != LEXICON_NO_ACTOR ? info->parent : actor;
}

/* Who owns the noun of saying: Li's claim, his claim. */
static struct speaker owner_of(const struct article *a, const struct attribution *at)
{
	const struct noun *n = &a->nouns.items[at->noun];
	struct speaker s = { .noun = at->noun, .actor = n->actors[0], .role = n->role };
	bool pronoun = n->owner != NONE;
	s.first = pronoun ? a->nouns.items[n->owner].first : n->first;
	s.end = pronoun ? a->nouns.items[n->owner].end : at->owner;
	s.entity = pronoun ? a->nouns.items[n->owner].entity : article_last_named(a, at->owner - 1);
	if (pronoun)
		s.role = a->nouns.items[n->owner].role;
	if (s.entity != NONE) {
		s.actor = a->entities.items[s.entity].actor;
		s.role = a->entities.items[s.entity].role;
	}
	s.actor = speaks_for(a, s.actor);
	return s;
}

/* Villagers, a nurse, one businessman: of the country that the news is about. Bankers and sources may be of any. */
static bool of_home(const struct article *a, const struct noun *n, uint8_t role)
{
	if ((n->flags & (NOUN_PEOPLE | NOUN_PRONOUN)) != NOUN_PEOPLE || article_is(a, n->head, "source"))
		return false;
	return role == STANCED_ROLE_PUBLIC || (role == STANCED_ROLE_ORGANISATION && !(n->flags & NOUN_PLURAL));
}

struct speaker statement_speaker(const struct article *a, const struct attribution *at)
{
	struct speaker s = { .noun = at ? at->noun : NONE, .entity = NONE, .actor = NONE };
	if (s.noun == NONE)
		return s;
	if (at->owner)
		return owner_of(a, at);
	const struct noun *n = &a->nouns.items[s.noun];
	s.entity = n->entity;
	s.first = n->first;
	s.end = n->end;
	s.actor = n->actors[1] == NONE ? n->actors[0] : NONE; /* the two sides speak for no one state */
	s.role = n->role;
	if (n->entity != NONE) {
		const struct entity *e = &a->entities.items[n->entity];
		s.actor = e->actor != NONE ? e->actor : s.actor;
		s.role = e->role != STANCED_ROLE_NONE ? e->role : s.role;
	}
	if ((n->flags & NOUN_OWNED) && n->office == NONE)
		s.actor = NONE; /* Chinese goods say nothing for China */
	if (s.actor == NONE && s.entity == NONE && of_home(a, n, s.role))
		s.actor = a->home;
	s.actor = speaks_for(a, s.actor);
	return s;
}
