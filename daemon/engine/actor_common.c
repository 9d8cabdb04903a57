/* actor, common nouns for states: the country, the kingdom, the two sides -> the states that they stand for.
 *
 *   one   "the country", "the island nation": where it leads its clause, what "it" would stand for there if that leads
 *         too (actor_pronoun.c); else as a domestic office without any country (actor.c, rule 7)
 *   two   "the two countries", "both sides", "the two leaders": the two that the article speaks of most (of sides one
 *         may be a group like the EU), where no third comes near them; else the last two that were joined by "and",
 *         "between" before others; else the two states of the last sentence that names just two, among four; the first
 *         two of a sentence that names more; one of a sentence completes one of the next
 *   each, the other    "each accused the other", "which either side accuses the other of breaking", Chad and Mali each
 *         blamed the other: both stand for the two, so that it goes both ways; a bare "each" only where two states were
 *         joined in this sentence or the one before
 *   its ally     a neighbour, ally, rival who is not named, of one of the main two: the other one
 *   his host     a counterpart, host, guest of whose country nothing is said: of the other one of the main two, else of
 *                the one other state that was just spoken of; else of none
 *   bare names   "Ethiopia's prime minister said ... Abel Tekle told lawmakers": a name that nothing is said of, after
 *         an office that stood without a name within three sentences: its holder
 *   the statement    of the official or body that leads the sentence before; his office: of the official whose it is
 *   short names  in brackets behind the full one: from then on they stand for it, and are told by it; what stands
 *         behind the brackets goes on with the full one */
#include "engine/actor.h"

#define DOCUMENT_SENTENCES 2 /* back to which "the statement" may go */
#define DOCUMENT_STEPS 40

#define TWO_SENTENCES 4
#define BARE_SENTENCES 3
#define BARE_NOUNS 40
#define TWO_NOUNS 64 /* in a sentence */
#define PAIR_CHUNKS 200
#define EACH_CHUNKS 8 /* back from "the other" to "each" */
#define TWO_LEAD 1.5 /* the second is spoken of so many times as often as the third */

/* the (tiny, landlocked) kingdom: nothing in [first, end) that picks it out of many, as in "the only country". */
static bool described(const struct article *a, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		const struct token *t = &a->tokens.items[i];
		const char *tail = a->text + t->end - 3;
		if (t->class == TOKEN_MARK && t->mark == '-')
			continue;
		if (t->class != TOKEN_WORD || t->letters != LETTERS_LOWER || article_listed(a, i, LIST_picks) ||
		    (t->end - t->start > 4 && memcmp(tail, "est", 3) == 0))
			return false;
	}
	return true;
}

bool actor_common(const struct article *a, const struct noun *n)
{
	if (n->office == NONE || n->flags & NOUN_PLURAL || a->mentions.items[n->office].row->sub != OFFICE_STATE)
		return false;
	return described(a, n->first + 1, a->mentions.items[n->office].first) &&
	       (article_is(a, n->first, "the") || article_is(a, n->first, "this") || article_is(a, n->first, "that"));
}

/* the two countries, both sides, both capitals, the two presidents: not the two drivers, nor both of them */
static bool asks_for_two(const struct article *a, const struct noun *n)
{
	if (!(n->flags & NOUN_PLURAL) || n->actors[0] != NONE || n->head == n->first)
		return false;
	bool both = article_is(a, n->first, "both");
	bool two = article_is(a, n->first, "two") || article_is(a, n->first + 1, "two");
	if (!both && !(two && n->flags & NOUN_DETERMINED))
		return false;
	if (article_tagged(a, n->head, TAG(relation)) || article_is(a, n->head, "capitals"))
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

/* Puts an actor in its place among the three of most mentions, the first in the lexicon before others of as many. */
static void rank(uint32_t best[3], uint32_t top[3], uint32_t code, uint32_t count)
{
	for (int k = 0; k < 3; k++) {
		if (count < top[k] || (count == top[k] && code > best[k]))
			continue;
		uint32_t c = top[k], b = best[k];
		top[k] = count;
		best[k] = code;
		count = c;
		code = b;
	}
}

/* The two of most mentions, if no third comes near them; else NONE twice. Groups count or not. */
static void lead_two(const struct article *a, const struct actor_tally *tally, bool groups, uint32_t two[2],
		     uint32_t top[3])
{
	uint32_t best[3] = { NONE, NONE, NONE };
	for (size_t i = 0; i < tally->count; i++)
		if (groups || !lexicon_actor(a->lexicon, (uint16_t)tally->states[i])->group)
			rank(best, top, tally->states[i], tally->counts[tally->states[i]]);
	bool clear = top[1] >= 2 && top[1] >= TWO_LEAD * top[2];
	two[0] = best[0];
	two[1] = clear ? best[1] : NONE;
}

void actor_main(struct article *a, const struct actor_tally *tally)
{
	uint32_t top[3] = { 0, 0, 0 }, all[3] = { 0, 0, 0 };
	lead_two(a, tally, false, a->main_two, top);
	a->main_one = top[0] >= 3 && top[0] >= 2 * top[1] ? a->main_two[0] : NONE;
	if (a->main_two[1] == NONE)
		a->main_two[0] = NONE;
	lead_two(a, tally, true, a->main_sides, all);
	if (a->main_sides[1] == NONE)
		a->main_sides[0] = NONE;
}

/* A plain state at chunk c: its actor, or NONE. */
static uint32_t plain_state(const struct article *a, uint32_t c)
{
	if (article_chunk(a, c)->type != CHUNK_NOUN)
		return NONE;
	const struct noun *m = &a->nouns.items[article_chunk(a, c)->item];
	return m->flags & NOUN_OWNED || m->entity != NONE || m->actors[1] != NONE || !acts_as_state(m) ? NONE
												       : m->actors[0];
}

/* Finland and Sweden applied; talks between India and Nepal: two that are named together, and no third with them. */
static bool pair_at(const struct article *a, uint32_t c, uint32_t end, struct found *out)
{
	if (c + 2 >= end || article_chunk(a, c + 1)->type != CHUNK_CONJUNCTION)
		return false;
	uint32_t one = plain_state(a, c), two = plain_state(a, c + 2);
	if (one == NONE || two == NONE || one == two)
		return false;
	*out = (struct found) { .actors = { one, two }, .count = 2 };
	return c == 0 || article_chunk(a, c - 1)->type != CHUNK_COMMA || plain_state(a, c - 2) == NONE;
}

/* The last such pair before noun index in so many sentences before its own, one with "between" before others. */
static struct found joined_pair(const struct article *a, uint32_t index, uint32_t sentences)
{
	struct found last = { .count = 0 }, here;
	const struct noun *n = &a->nouns.items[index];
	uint32_t first = n->sentence < sentences ? 0 : n->sentence - sentences;
	for (uint32_t c = n->chunk; c-- > a->sentences.items[first].first_chunk && c + PAIR_CHUNKS > n->chunk;) {
		if (!pair_at(a, c, n->chunk, &here))
			continue;
		if (c > 0 && article_is(a, article_chunk(a, c - 1)->first, "between"))
			return here;
		if (last.count == 0)
			last = here;
	}
	return last;
}

static void stand_for(struct noun *n, const struct found *two)
{
	n->actors[0] = two->actors[0];
	n->actors[1] = two->actors[1];
	n->role = STANCED_ROLE_OFFICIAL;
	n->flags |= NOUN_BODY;
}

/* A state, or those who act for one: side, government, minister. */
static bool of_state(const struct article *a, const struct noun *n)
{
	const struct row *row = n->office == NONE ? NULL : a->mentions.items[n->office].row;
	return row && (row->sub == OFFICE_STATE || row->role == STANCED_ROLE_OFFICIAL);
}

/* The other, the other's envoys, the other side. */
static bool the_other(const struct article *a, const struct noun *n)
{
	return n->actors[0] == NONE && n->end >= n->first + 2 && article_is(a, n->first, "the") &&
	       (n->end == n->first + 2 || a->tokens.items[n->first + 2].class == TOKEN_POSSESSIVE || of_state(a, n));
}

/* The chunk of "each", "each side" before the verb that rules chunk c, the adverb in "each accused", the last of two
 * states that are its subject; or NONE. */
static uint32_t each_before(const struct article *a, uint32_t c, uint32_t first)
{
	bool verb = false;
	for (uint32_t steps = 0; c-- > first && steps < EACH_CHUNKS; steps++) {
		const struct chunk *k = article_chunk(a, c);
		bool each = article_listed(a, k->first, LIST_each);
		if (k->type == CHUNK_VERB)
			verb = true;
		else if (verb && (each || (k->type == CHUNK_NOUN && c >= first + 2)))
			return each || article_chunk(a, c - 1)->type == CHUNK_CONJUNCTION ? c : NONE;
		else if (k->type != CHUNK_ADVERB && (verb || (k->type != CHUNK_PREPOSITION && k->type != CHUNK_NOUN)))
			return NONE;
	}
	return NONE;
}

static void tell_other(struct article *a, uint32_t index)
{
	struct noun *n = &a->nouns.items[index];
	uint32_t first = a->sentences.items[n->sentence].first_chunk;
	uint32_t c = the_other(a, n) ? each_before(a, n->chunk, first) : NONE;
	if (c == NONE)
		return;
	struct noun *each = article_chunk(a, c)->type == CHUNK_NOUN ? &a->nouns.items[article_chunk(a, c)->item] : NULL;
	bool named = each && !article_listed(a, each->first, LIST_each); /* Chad and Mali praised the other's efforts */
	if (each && !named && each->end > each->first + 1 && !of_state(a, each))
		return; /* each player, each firm */
	struct found two = joined_pair(a, index, 0);
	if (two.count == 0 && !named && each && each->end > each->first + 1 && a->main_two[0] != NONE)
		two = (struct found) { .actors = { a->main_two[0], a->main_two[1] }, .count = 2 };
	if (two.count == 0 && !named)
		two = joined_pair(a, index, 1);
	if (two.count < 2)
		return;
	stand_for(n, &two);
	if (each && !named)
		stand_for(each, &two);
}

void actor_others(struct article *a)
{
	for (uint32_t k = 0; k < a->other_count; k++) {
		uint32_t c = a->chunk_at[a->others[k]];
		const struct chunk *x = c == NONE ? NULL : article_chunk(a, c);
		if (x && x->type == CHUNK_NOUN && x->first + 1 == a->others[k])
			tell_other(a, x->item);
	}
}

void actor_two(struct article *a, uint32_t index)
{
	struct noun *n = &a->nouns.items[index];
	const uint32_t *two = article_listed(a, n->head, LIST_sides) ? a->main_sides : a->main_two;
	struct found all = { .actors = { two[0], two[1] }, .count = two[0] != NONE ? 2 : 0 };
	if (!asks_for_two(a, n))
		return;
	if (all.count == 0)
		all = joined_pair(a, index, TWO_SENTENCES);
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
	if (all.count == 2)
		stand_for(n, &all);
}

/* The one state but the owner's that this sentence and the one before speak of so far, or NONE. */
static uint32_t other_near(const struct article *a, uint32_t index, uint32_t owner)
{
	uint32_t other = NONE;
	uint32_t sentence = a->nouns.items[index].sentence;
	for (uint32_t k = index, steps = 0; k-- > 0 && steps < BARE_NOUNS; steps++) {
		const struct noun *m = &a->nouns.items[k];
		if (m->sentence + 1 < sentence)
			break;
		for (int i = 0; i < 2; i++) {
			uint32_t actor = m->actors[i];
			if (actor == NONE || actor == owner || lexicon_actor(a->lexicon, (uint16_t)actor)->group)
				continue;
			if (other != NONE && other != actor)
				return NONE;
			other = actor;
		}
	}
	return other;
}

bool actor_opposite(const struct article *a, const struct noun *n)
{
	uint32_t word = n->office == NONE ? n->head : a->mentions.items[n->office].first;
	return !(n->flags & NOUN_PLURAL) && article_listed(a, word, LIST_counterparts);
}

/* his Mexican counterpart */
static bool says_whose(const struct article *a, const struct noun *n)
{
	for (uint32_t i = n->first; i < n->end; i++) {
		const struct mention *m = article_mention(a, i, LAYER_NAME);
		if (m && m->row->actor != LEXICON_NO_ACTOR && m->entry->kind != ENTRY_PERSON)
			return true;
	}
	return false;
}

void actor_neighbour(struct article *a, uint32_t index)
{
	struct noun *n = &a->nouns.items[index];
	if (n->flags & NOUN_PLURAL)
		return;
	bool person = actor_opposite(a, n);
	if ((!person && !article_tagged(a, n->head, TAG(relation))) || says_whose(a, n))
		return;
	uint32_t owner = n->actors[0];
	const uint32_t *two = a->main_two;
	uint32_t other = owner == two[0] ? two[1] : owner == two[1] ? two[0] : NONE;
	if (person && other == NONE)
		other = other_near(a, index, owner);
	if (person)
		n->actors[0] = other;
	if (other == NONE || n->actors[1] != NONE)
		return;
	n->actors[0] = other;
	n->role = STANCED_ROLE_OFFICIAL;
	if (person)
		actor_affiliation(a, n);
	else
		n->flags = (n->flags & ~(uint32_t)NOUN_OWNED) | NOUN_BODY;
}

/* Ilkka Salo, who runs a shop; Ilkka Salo, a driver */
static bool told_of(const struct article *a, const struct noun *n)
{
	uint32_t c = n->chunk + 1, end = a->sentences.items[n->sentence].end_chunk;
	return c + 1 < end && article_chunk(a, c)->type == CHUNK_COMMA &&
	       (article_chunk(a, c + 1)->type == CHUNK_WHO || article_is(a, article_chunk(a, c + 1)->first, "a") ||
		article_is(a, article_chunk(a, c + 1)->first, "an"));
}

void actor_bare_name(struct article *a, uint32_t index)
{
	struct noun *n = &a->nouns.items[index];
	struct entity *e = n->entity == NONE ? NULL : &a->entities.items[n->entity];
	bool title = e && n->first < e->name_first && article_tagged(a, n->first, TAG(abbr)); /* Mr, Dr */
	if (!e || e->noun != index || e->row || e->role != STANCED_ROLE_NONE || e->actor != NONE ||
	    (n->first != e->name_first && !title) || (!title && e->name_end - e->name_first < 2) || told_of(a, n))
		return;
	for (uint32_t k = index, steps = 0; k-- > 0 && steps < BARE_NOUNS; steps++) {
		const struct noun *m = &a->nouns.items[k];
		if (n->sentence - m->sentence > BARE_SENTENCES)
			return;
		if (n->sentence == m->sentence)
			continue; /* there he would be "he" */
		bool holder = m->office != NONE && m->entity == NONE && m->flags & NOUN_PEOPLE &&
			      !(m->flags & (NOUN_PLURAL | NOUN_POSSESSIVE | NOUN_PRONOUN));
		if (!holder || !actor_leads(a, m) || article_is(a, m->first, "a") || article_is(a, m->first, "an"))
			continue;
		e->role = m->role;
		e->actor = m->actors[0];
		return;
	}
}

/* The one word of a phrase, but for its article, when it is all capitals; else NONE. */
static uint32_t short_name(const struct article *a, const struct noun *n)
{
	uint32_t i = n->end - 1;
	if (a->tokens.items[i].class == TOKEN_POSSESSIVE && i > n->first)
		i--;
	bool one = i == n->first || (i == n->first + 1 && article_is(a, n->first, "the"));
	const struct token *t = &a->tokens.items[i];
	return one && t->letters == LETTERS_UPPER && t->end - t->start > 1 ? i : NONE;
}

static bool in_brackets(const struct article *a, const struct noun *n)
{
	const struct sentence *s = &a->sentences.items[n->sentence];
	uint32_t c = n->chunk;
	return c >= s->first_chunk + 2 && c + 1 < s->end_chunk && article_chunk(a, c - 1)->type == CHUNK_OPEN &&
	       article_chunk(a, c + 1)->type == CHUNK_CLOSE && article_chunk(a, c - 2)->type == CHUNK_NOUN;
}

/* The first letter of a word of the phrase. */
static bool begins_with(const struct article *a, const struct noun *n, char letter)
{
	for (uint32_t i = n->first; i < n->end; i++)
		if (a->text[a->tokens.items[i].start] == letter)
			return true;
	return false;
}

/* Over "of", "for" and the like to the phrase that the full name begins with: the Union of Fishermen (UF). */
static uint32_t full_name(const struct article *a, const struct noun *n, char letter)
{
	uint32_t first = a->sentences.items[n->sentence].first_chunk, c = n->chunk - 2;
	while (!begins_with(a, &a->nouns.items[article_chunk(a, c)->item], letter) && c >= first + 2 &&
	       article_chunk(a, c - 1)->type == CHUNK_PREPOSITION && article_chunk(a, c - 2)->type == CHUNK_NOUN)
		c -= 2;
	return article_chunk(a, c)->item;
}

void actor_acronym(struct article *a, uint32_t index, struct actor_acronyms *known)
{
	struct noun *n = &a->nouns.items[index];
	uint32_t token = short_name(a, n);
	if (token == NONE)
		return;
	uint32_t hash = a->tokens.items[token].hash;
	for (uint32_t k = 0; k < known->count; k++) {
		if (known->items[k].hash != hash)
			continue;
		const struct noun *m = &a->nouns.items[known->items[k].noun];
		n->antecedent = known->items[k].noun;
		if (n->actors[0] == NONE || n->entity != NONE) {
			n->entity = m->entity;
			n->actors[0] = m->actors[0];
			n->role = m->role;
			n->office = m->office;
			n->flags |= m->flags & (NOUN_PEOPLE | NOUN_BODY);
		}
		return;
	}
	if (known->count == ACTOR_ACRONYMS || !in_brackets(a, n))
		return;
	uint32_t full = full_name(a, n, a->text[a->tokens.items[token].start]);
	if (a->tokens.items[a->nouns.items[full].head].letters == LETTERS_LOWER)
		return;
	known->items[known->count].hash = hash;
	known->items[known->count++].noun = full;
}

/* The Awami League (AL) leader Obaidul Karim; the Refugee Council (RC) agency: what stands behind a bracketed short
 * name goes on with the phrase before it. */
void actor_behind_short_name(struct article *a, struct noun *n)
{
	uint32_t c = n->chunk;
	if (c < a->sentences.items[n->sentence].first_chunk + 4 || article_chunk(a, c - 1)->type != CHUNK_CLOSE ||
	    article_chunk(a, c - 3)->type != CHUNK_OPEN || article_chunk(a, c - 4)->type != CHUNK_NOUN ||
	    article_chunk(a, c - 1)->first != article_chunk(a, c - 3)->first + 2)
		return;
	const struct noun *body = &a->nouns.items[article_chunk(a, c - 4)->item];
	if (!(body->flags & NOUN_BODY) || n->flags & NOUN_DETERMINED)
		return;
	n->role = actor_merged_role(n->role, body->role);
	if (n->actors[0] == NONE)
		n->actors[0] = body->actors[0];
	if (n->flags & NOUN_BODY && n->entity == NONE)
		n->antecedent = article_chunk(a, c - 4)->item;
	struct entity *e = n->entity == NONE ? NULL : &a->entities.items[n->entity];
	if (e && &a->nouns.items[e->noun] == n && !e->row)
		e->role = n->role;
}

/* What an official issues says what he says. */
static void speak_as(struct noun *document, const struct noun *official)
{
	document->actors[0] = official->actors[0];
	document->role = official->role;
	document->flags |= NOUN_BODY;
}

/* The ministry thanked Cuba. The statement called it noble: that of the official body or person that leads the sentence
 * before, or led the one before that. */
static void document_before(const struct article *a, uint32_t index)
{
	struct noun *n = &a->nouns.items[index];
	const struct sentence *s = &a->sentences.items[n->sentence];
	bool behind_quote = n->chunk > s->first_chunk && article_chunk(a, n->chunk - 1)->type == CHUNK_QUOTE;
	if ((n->chunk != s->first_chunk && !behind_quote) || n->end != n->first + 2 ||
	    !article_is(a, n->first, "the") || !article_listed(a, n->head, LIST_papers))
		return;
	for (uint32_t k = index, seen = 0; k-- > 0 && seen < DOCUMENT_STEPS; seen++) {
		const struct noun *m = &a->nouns.items[k];
		if (m->sentence + DOCUMENT_SENTENCES < n->sentence)
			return;
		if (m->actors[0] == NONE || m->role != STANCED_ROLE_OFFICIAL || m->place || !actor_leads(a, m))
			continue;
		speak_as(n, m);
		return;
	}
}

/* A UN report blamed the army. The report said: the last paper of that word that speaks for somebody. */
static void document_again(const struct article *a, uint32_t index)
{
	struct noun *n = &a->nouns.items[index];
	if (n->head != n->first + 1 || !article_is(a, n->first, "the") || !article_listed(a, n->head, LIST_documents))
		return;
	for (uint32_t k = index, seen = 0; k-- > 0 && seen < OFFICE_WINDOW; seen++) {
		const struct noun *m = &a->nouns.items[k];
		if (!(m->flags & NOUN_BODY) || a->tokens.items[m->head].hash != a->tokens.items[n->head].hash)
			continue;
		if (m->actors[0] != NONE)
			speak_as(n, m);
		return;
	}
}

/* A statement from the Turkish presidency: it says what the presidency says. */
void actor_document(const struct article *a, uint32_t index)
{
	struct noun *n = &a->nouns.items[index];
	uint32_t c = n->chunk + 1;
	document_before(a, index);
	if (n->actors[0] == NONE)
		document_again(a, index);
	if (n->actors[0] != NONE || c + 1 >= a->sentences.items[n->sentence].end_chunk ||
	    article_chunk(a, c)->type != CHUNK_PREPOSITION || article_chunk(a, c + 1)->type != CHUNK_NOUN ||
	    !article_is_document(a, n))
		return;
	const struct noun *m = &a->nouns.items[article_chunk(a, c + 1)->item];
	const uint32_t by = article_chunk(a, c)->first;
	bool site = article_is(a, by, "on") && article_listed(a, m->head, LIST_sites);
	bool issued = article_is(a, by, "from") || article_is(a, by, "by");
	if (m->actors[0] == NONE || !(site || (issued && m->role == STANCED_ROLE_OFFICIAL)))
		return;
	speak_as(n, m);
	n->role = STANCED_ROLE_OFFICIAL;
}

/* President Li's office, Mr Li's office, the mayor's office, her office: speaks as the official whose it is. */
void actor_office(const struct article *a, struct noun *n)
{
	bool named = a->tokens.items[n->head - 1].class == TOKEN_POSSESSIVE;
	if (!article_is(a, n->head, "office") || (!named && n->owner == NONE))
		return;
	uint32_t person = named ? article_last_named(a, n->head - 2) : a->nouns.items[n->owner].entity;
	const struct mention *office = NULL; /* of the person: Dutch Prime Minister Jo Brown's */
	for (uint32_t i = n->first; named && !office && i + 1 < n->head; i++)
		office = article_mention(a, i, LAYER_OFFICE);
	bool official = person != NONE && a->entities.items[person].role == STANCED_ROLE_OFFICIAL;
	bool held = named ? office && office->row->role == STANCED_ROLE_OFFICIAL
			  : a->nouns.items[n->owner].role == STANCED_ROLE_OFFICIAL;
	if (!official && !held)
		return;
	if (official)
		n->actors[0] = a->entities.items[person].actor;
	else if (!named)
		n->actors[0] = a->nouns.items[n->owner].actors[0];
	else if (n->actors[0] == NONE)
		n->actors[0] = actor_possessor(a, n->head - 2);
	if (office)
		n->office = (uint32_t)(office - a->mentions.items);
	n->role = STANCED_ROLE_OFFICIAL;
	n->flags |= NOUN_BODY;
}
