/* actor, the persons met so far: their names, and who is meant by a part of one.
 * Looked for ENTITY_WINDOW persons back. */
#include "engine/actor.h"

void actor_meet(struct article *a, uint32_t token)
{
	uint32_t hash = a->tokens.items[token].hash;
	a->names_met[hash / 64 % 4] |= UINT64_C(1) << (hash % 64);
}

/* Seldom wrong: has a name with the word been met? */
static bool met(const struct article *a, uint32_t hash)
{
	return a->names_met[hash / 64 % 4] >> (hash % 64) & 1;
}

uint32_t actor_add_entity(struct article *a, struct noun *n, uint32_t first, uint32_t end)
{
	uint32_t index = (uint32_t)a->entities.count;
	struct entity *e = VEC_PUSH(&a->arena, &a->entities);
	if (!e)
		return NONE;
	uint8_t gender = article_word(a, first)->gender;
	*e = (struct entity) { .noun = (uint32_t)(n - a->nouns.items),
			       .name_first = first,
			       .name_end = end,
			       .surname = a->tokens.items[end - 1].hash,
			       .actor = NONE,
			       .gender = gender,
			       .mentions = 1 };
	for (uint32_t i = first; i < end && i < first + 3; i++)
		actor_meet(a, i);
	actor_meet(a, end - 1);
	return index;
}

static bool ends_alike(const struct article *a, const struct entity *e, uint32_t first, uint32_t end)
{
	uint32_t length = end - first;
	if (e->name_end - e->name_first < length)
		return false;
	for (uint32_t i = 0; i < length; i++)
		if (a->tokens.items[e->name_end - length + i].hash != a->tokens.items[first + i].hash)
			return false;
	return true;
}

bool actor_known_ending(const struct article *a, uint32_t first, uint32_t end)
{
	for (size_t k = a->entities.count, seen = 0; k-- > 0 && seen < ENTITY_WINDOW; seen++) {
		const struct entity *e = &a->entities.items[k];
		if (e->name_end - e->name_first > end - first && ends_alike(a, e, first, end))
			return true;
	}
	return false;
}

/* Rafael Pardo Rueda, later Mr Pardo: the first of two family names. */
static bool inner_name(const struct article *a, const struct entity *e, uint32_t name)
{
	return e->name_end - e->name_first == 3 && a->tokens.items[e->name_first + 1].hash == name &&
	       a->tokens.items[e->name_first + 1].class == TOKEN_WORD && !article_word(a, e->name_first + 1)->given;
}

uint32_t actor_find_entity(const struct article *a, uint32_t first, uint32_t end)
{
	uint32_t surname = a->tokens.items[end - 1].hash;
	if (!met(a, surname))
		return NONE;
	for (size_t k = a->entities.count, seen = 0; k-- > 0 && seen < ENTITY_WINDOW; seen++) {
		const struct entity *e = &a->entities.items[k];
		if (e->surname == surname && (end - first == 1 || e->name_end - e->name_first == 1 ||
					      a->tokens.items[e->name_first].hash == a->tokens.items[first].hash ||
					      ends_alike(a, e, first, end)))
			return (uint32_t)k;
		if (end - first == 1 && a->tokens.items[e->name_first].hash == surname)
			return (uint32_t)k; /* family name first: Xi Jinping, later Xi */
		if (end - first == 1 && inner_name(a, e, surname))
			return (uint32_t)k;
	}
	return NONE;
}

uint32_t article_last_named(const struct article *article, uint32_t token)
{
	uint32_t surname = article->tokens.items[token].hash;
	if (!met(article, surname))
		return NONE;
	for (size_t k = article->entities.count, seen = 0; k-- > 0 && seen < ENTITY_WINDOW; seen++)
		if (article->entities.items[k].surname == surname)
			return (uint32_t)k;
	return NONE;
}
