/* actor, common nouns for states: the country, the kingdom, the two sides -> the states that they stand for.
 *
 *   one   "the country", "the island nation": where it leads its clause, what "it" would stand for there if that leads
 *         too (actor_pronoun.c); else as a domestic office without any country (actor.c, rule 7)
 *   two   "the two countries", "both sides", "the two leaders": the two that the article speaks of most, where no third comes
 *         near them; else the two states of the last sentence that names just two, among four; the first two of a sentence
 *         that names more; one of a sentence completes one of the next */
#include "engine/actor.h"

#define TWO_SENTENCES 4
#define TWO_NOUNS 64 /* in a sentence */
#define TWO_LEAD 1.5 /* the second is spoken of so many times as often as the third */

bool actor_common(const struct article *a, const struct noun *n)
{
	if (n->office == NONE || n->flags & NOUN_PLURAL || a->mentions.items[n->office].row->sub != OFFICE_STATE)
		return false;
	return n->first + 1 == a->mentions.items[n->office].first &&
	       (article_is(a, n->first, "the") || article_is(a, n->first, "this") || article_is(a, n->first, "that"));
}

/* the two countries, both sides, the two presidents: not the two drivers, nor both of them */
static bool asks_for_two(const struct article *a, const struct noun *n)
{
	if (!(n->flags & NOUN_PLURAL) || n->actors[0] != NONE || n->head == n->first)
		return false;
	bool both = article_is(a, n->first, "both");
	bool two = article_is(a, n->first, "two") || article_is(a, n->first + 1, "two");
	if (!both && !(two && n->flags & NOUN_DETERMINED))
		return false;
	if (article_tagged(a, n->head, TAG(relation)))
		return true;
	if (n->office == NONE)
		return false;
	const struct row *row = a->mentions.items[n->office].row;
	return row->sub == OFFICE_STATE || row->role == STANCED_ROLE_OFFICIAL;
}

struct found {
	uint32_t actors[3];
	uint8_t count;
};

static void find(struct found *f, uint32_t actor)
{
	for (uint8_t i = 0; i < f->count; i++)
		if (f->actors[i] == actor)
			return;
	if (actor != NONE && f->count < 3)
		f->actors[f->count++] = actor;
}

static bool acts_as_state(const struct noun *m)
{
	return !m->place && !(m->flags & NOUN_PRONOUN) &&
	       (m->role == STANCED_ROLE_OFFICIAL || (m->role == STANCED_ROLE_NONE && m->flags & NOUN_OWNED));
}

/* The states that a sentence speaks of before noun index, in the order of the text. */
static struct found states_of(const struct article *a, uint32_t sentence, uint32_t index)
{
	struct found out = { .count = 0 };
	uint32_t k = index, steps = 0;
	while (k > 0 && a->nouns.items[k - 1].sentence == sentence && steps++ < TWO_NOUNS)
		k--;
	for (; k < index && a->nouns.items[k].sentence == sentence; k++) {
		const struct noun *m = &a->nouns.items[k];
		if (!acts_as_state(m))
			continue;
		find(&out, m->actors[0]);
		find(&out, m->actors[1]);
	}
	return out;
}

void actor_main_two(const struct article *a, const uint32_t *counts, size_t actors, uint32_t two[2])
{
	uint32_t best[3] = { NONE, NONE, NONE }, top[3] = { 0, 0, 0 };
	for (uint32_t i = 0; i < actors; i++) {
		uint32_t code = i, count = lexicon_actor(a->lexicon, (uint16_t)i)->group ? 0 : counts[i];
		for (int k = 0; k < 3; k++) {
			if (count <= top[k])
				continue;
			uint32_t c = top[k], b = best[k];
			top[k] = count;
			best[k] = code;
			count = c;
			code = b;
		}
	}
	bool clear = top[1] >= 2 && top[1] >= TWO_LEAD * top[2];
	two[0] = clear ? best[0] : NONE;
	two[1] = clear ? best[1] : NONE;
}

void actor_two(struct article *a, uint32_t index, const uint32_t two[2])
{
	struct noun *n = &a->nouns.items[index];
	struct found all = { .actors = { two[0], two[1] }, .count = two[0] != NONE ? 2 : 0 };
	if (!asks_for_two(a, n))
		return;
	for (uint32_t s = n->sentence, steps = 0; steps < TWO_SENTENCES && all.count < 2; s--, steps++) {
		while (index > 0 && a->nouns.items[index - 1].sentence > s)
			index--;
		struct found here = states_of(a, s, index);
		if (here.count >= 2)
			all = here;
		else if (here.count)
			find(&all, here.actors[0]);
		if (s == 0)
			break;
	}
	if (all.count < 2)
		return;
	n->actors[0] = all.actors[0];
	n->actors[1] = all.actors[1];
	n->role = STANCED_ROLE_OFFICIAL;
	n->flags |= NOUN_BODY;
}
