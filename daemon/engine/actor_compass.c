/* actor, what a compass point stands for.
 *
 *   "the South" after South Korea: the state of the last name that begins with the same compass point; "the north" in
 *   small letters too, but not "in the north" nor "the north of"
 *   North and South Korea: the first point shares the state's last word */
#include "engine/actor.h"

#define COMPASS_TOKENS 400 /* how far back South Korea may stand for "the South" */

/* The actor of the state's name at token i when that begins with the head's compass point, else NONE. */
static uint32_t same_compass(const struct article *a, const struct noun *n, uint32_t i)
{
	const struct mention *m = article_mention(a, i, LAYER_NAME);
	if (!m || m->first != i || m->end - m->first < 2 || m->entry->kind != ENTRY_NAME ||
	    a->tokens.items[i].hash != a->tokens.items[n->head].hash)
		return NONE;
	return m->row->actor;
}

/* North and South Korea: the state's last word, shared, under the compass point of this phrase. */
static uint32_t shared_compass(const struct article *a, const struct noun *n)
{
	uint32_t i = n->end + 1;
	if (i + 1 >= a->tokens.count || !article_tagged(a, n->end, TAG(conj)) || !article_tagged(a, i, TAG(direction)))
		return NONE;
	const struct mention *m = article_mention(a, i, LAYER_NAME);
	if (!m || m->first != i || m->end != i + 2 || m->entry->kind != ENTRY_NAME)
		return NONE;
	struct token pair[2] = { a->tokens.items[n->head], a->tokens.items[i + 1] };
	struct lexicon_hit hits[LAYER_COUNT];
	if (lexicon_match(a->lexicon, pair, 0, 2, hits) == 0 || !hits[LAYER_NAME].entry || hits[LAYER_NAME].tokens != 2)
		return NONE;
	return lexicon_row(a->lexicon, hits[LAYER_NAME].entry)->actor;
}

bool actor_compass(const struct article *a, struct noun *n)
{
	const struct token *head = &a->tokens.items[n->head];
	uint32_t actor = shared_compass(a, n);
	bool capital = head->letters == LETTERS_CAPITAL;
	bool where = n->first > 0 && article_is(a, n->first - 1, "in");
	bool of = n->end < a->tokens.count && article_is(a, n->end, "of");
	bool alone = n->flags & NOUN_DETERMINED && n->head == n->first + 1 && (capital || (!where && !of));
	for (uint32_t i = n->head, steps = 0; alone && actor == NONE && i-- > 0 && steps < COMPASS_TOKENS; steps++)
		actor = same_compass(a, n, i);
	if (actor == NONE)
		return false;
	n->actors[0] = actor;
	n->role = STANCED_ROLE_OFFICIAL;
	n->flags |= NOUN_NAME | NOUN_BODY;
	return true;
}

uint32_t actor_compass_owner(const struct article *a, const struct noun *n)
{
	const struct token *t = &a->tokens.items[n->first];
	if (n->head < n->first + 2 || (t[1].class != TOKEN_POSSESSIVE && t[2].class != TOKEN_POSSESSIVE))
		return NONE;
	uint32_t i = n->first + article_is(a, n->first, "the"), actor = NONE;
	if (i + 1 >= n->head || a->tokens.items[i + 1].class != TOKEN_POSSESSIVE ||
	    !article_tagged(a, i, TAG(direction)) || a->tokens.items[i].letters != LETTERS_CAPITAL)
		return NONE;
	struct noun point = { .first = n->first, .head = i };
	for (uint32_t k = i, steps = 0; actor == NONE && k-- > 0 && steps < COMPASS_TOKENS; steps++)
		actor = same_compass(a, &point, k);
	return actor;
}
