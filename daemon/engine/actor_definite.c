/* actor, rule 4: definite phrases -> who was told of before.
 *
 *   "the ministry", "the spokesman"   the last phrase with the same office word
 *   "Q," the president stated   who speaks in the sentences before it, unless he holds another office (actor_pronoun.c)
 *   "the president"   else the one person whom a row knows to hold that office
 *   "the analyst added"   else the last person who led, if of that role and no official
 *   "the Peruvian president"   the last person who held that office of that country
 *   "the sources", "one source"   as the last sources of which something is told
 *   "The Times", "the Commission"   the last body of which this word was the last
 *   "the agency", "the charity"   the last body of that kind that led its clause */
#include "engine/actor.h"

#define BODY_NOUNS 40
#define BODY_SENTENCES 4
#define EPITHET_SENTENCES 3

/* The agency, the charity, the company: the body of that kind that was last named, told by its name. */
static void named_body(struct article *a, uint32_t index)
{
	struct noun *n = &a->nouns.items[index];
	for (uint32_t k = index, seen = 0; k-- > 0 && seen < BODY_NOUNS; seen++) {
		const struct noun *m = &a->nouns.items[k];
		if (n->sentence - m->sentence > BODY_SENTENCES)
			return;
		if (!(m->flags & NOUN_BODY) || !(m->flags & NOUN_NAME) || m->role != STANCED_ROLE_ORGANISATION ||
		    m->entity != NONE || !actor_leads(a, m))
			continue;
		n->actors[0] = m->actors[0];
		n->antecedent = m->antecedent != NONE ? m->antecedent : k;
		return;
	}
}

/* The ministry, the Dutch spokesman: of a state's common noun,
 * of a name or of an indefinite phrase there is another rule. */
static bool points_back(const struct article *a, const struct noun *n)
{
	if (n->actors[0] != NONE || n->entity != NONE || n->role == STANCED_ROLE_NONE ||
	    a->mentions.items[n->office].row->sub == OFFICE_STATE)
		return false;
	return n->flags & NOUN_DETERMINED && (n->flags & (NOUN_PLURAL | NOUN_NAME)) != NOUN_PLURAL &&
	       !article_is(a, n->first, "a") && !article_is(a, n->first, "an");
}

/* The last phrase before noun index with the same office word of which something is known, or NONE. */
static uint32_t same_word(const struct article *a, uint32_t index)
{
	const struct noun *n = &a->nouns.items[index];
	const uint32_t head = a->tokens.items[n->head].hash;
	for (uint32_t k = n->office_before; k != NONE && k + OFFICE_WINDOW >= index;
	     k = a->nouns.items[k].office_before) {
		const struct noun *m = &a->nouns.items[k];
		if (m->actors[0] == NONE && (m->entity == NONE || !(n->flags & NOUN_PEOPLE)))
			continue;
		const struct mention *o = &a->mentions.items[m->office];
		uint32_t last = o->end <= m->end ? o->end - 1 : m->head;
		/* the office may be an earlier phrase's, and the text's first word */
		bool begins = last == m->first || last == 0;
		if (a->tokens.items[last].hash == head && (begins || a->tokens.items[last - 1].mark != '-'))
			return k; /* the general: no director-general */
	}
	return NONE;
}

/* In Bamako, shops were shut. The ministry said: not the one in N'Djamena, m, that an earlier paragraph told of. */
static bool elsewhere(const struct article *a, const struct noun *n, const struct noun *m)
{
	uint32_t place = article_paragraph(a, m) == article_paragraph(a, n) ? NONE : actor_paragraph_place(a, n);
	return place != NONE && m->actors[0] != NONE && place != m->actors[0];
}

/* The Peruvian president, the Kremlin spokesman: the last person who held that office of that country, or NONE. */
static uint32_t holder(const struct article *a, uint32_t index)
{
	const struct noun *n = &a->nouns.items[index];
	const struct row *row = a->mentions.items[n->office].row;
	for (uint32_t k = n->office_before; k != NONE && k + OFFICE_WINDOW >= index;
	     k = a->nouns.items[k].office_before) {
		const struct noun *m = &a->nouns.items[k];
		if (a->mentions.items[m->office].row != row || m->actors[0] != n->actors[0] || m->place)
			continue;
		return m->entity != NONE && m->role == n->role && !(m->flags & NOUN_PLURAL) ? m->entity : NONE;
	}
	return NONE;
}

/* Mr Obama landed in Kenya. The president said: the one person so far whom a row knows to hold the office, and of the
 * phrase's country if it has one; or NONE. */
static uint32_t known_holder(const struct article *a, const struct noun *n)
{
	const struct row *row = a->mentions.items[n->office].row;
	uint32_t found = NONE;
	for (size_t k = a->entities.count, seen = 0; k-- > 0 && seen < ENTITY_WINDOW; seen++) {
		const struct entity *e = &a->entities.items[k];
		if (!e->row || e->role != STANCED_ROLE_OFFICIAL || lexicon_office(a->lexicon, e->row) != row ||
		    (n->actors[0] != NONE && n->actors[0] != e->actor))
			continue;
		if (found != NONE)
			return NONE;
		found = (uint32_t)k;
	}
	return found;
}

/* Prime Minister Jo Brown spoke. The foreign minister said: another one, though of the same country. */
static bool holds_other(const struct article *a, const struct noun *n, const struct noun *m)
{
	const struct mention *own = &a->mentions.items[n->office], *his = &a->mentions.items[m->office];
	return own->row != his->row && own->end - own->first > 1 && his->end - his->first > 1;
}

/* Jo Brown, an economist, said it rose. The analyst added: the last person before who led, told by another word of the
 * same role; or NONE. Of officials there are too many. */
static uint32_t epithet_of(const struct article *a, uint32_t index)
{
	const struct noun *n = &a->nouns.items[index];
	const uint32_t next = n->chunk + 1;
	if (n->role == STANCED_ROLE_OFFICIAL || (n->flags & (NOUN_PEOPLE | NOUN_PLURAL)) != NOUN_PEOPLE ||
	    next >= a->chunks.count || article_chunk(a, next)->type != CHUNK_VERB || !actor_leads(a, n) ||
	    !article_covered(a, a->verbs.items[article_chunk(a, next)->item].main, LAYER_CUE))
		return NONE;
	for (uint32_t k = index; k-- > 0 && n->sentence - a->nouns.items[k].sentence <= EPITHET_SENTENCES;) {
		const struct noun *m = &a->nouns.items[k];
		if (m->entity == NONE || m->flags & NOUN_POSSESSIVE || a->quote_at[m->head] != NONE ||
		    !actor_leads(a, m))
			continue;
		const struct entity *e = &a->entities.items[m->entity];
		bool same = e->role == n->role && (!n->gender || !e->gender || n->gender == e->gender);
		return same && m->sentence < n->sentence ? m->entity : NONE;
	}
	return NONE;
}

static bool sources(const struct article *a, const struct noun *n)
{
	return article_is(a, n->head, "sources") || article_is(a, n->head, "source");
}

/* Trade sources said. The sources added; one source said: as those before. */
static void same_sources(const struct article *a, struct noun *n, uint32_t index)
{
	if (n->role != STANCED_ROLE_NONE || n->head != n->first + 1 || !sources(a, n))
		return;
	for (uint32_t k = n->office_before; k != NONE && k + OFFICE_WINDOW >= index;
	     k = a->nouns.items[k].office_before) {
		const struct noun *m = &a->nouns.items[k];
		if (!sources(a, m) || m->role == STANCED_ROLE_NONE || m->role == STANCED_ROLE_MEDIA)
			continue;
		n->role = m->role;
		n->actors[0] = m->actors[0];
		return;
	}
}

void actor_definite(const struct actor_pass *pass, uint32_t index)
{
	struct article *a = pass->a;
	struct noun *n = &a->nouns.items[index];
	same_sources(a, n, index);
	if (n->actors[0] != NONE && n->entity == NONE && n->role == STANCED_ROLE_OFFICIAL &&
	    (n->flags & (NOUN_PEOPLE | NOUN_PLURAL)) == NOUN_PEOPLE && article_is(a, n->first, "the"))
		n->entity = holder(a, index);
	if (!points_back(a, n))
		return;
	const uint32_t k = same_word(a, index), on = actor_speaks_on(a, index);
	const struct noun *m = k == NONE || elsewhere(a, n, &a->nouns.items[k]) ? NULL : &a->nouns.items[k];
	if (on != NONE && (!m || article_paragraph(a, m) != article_paragraph(a, n))) {
		n->entity = a->nouns.items[on].entity;
		actor_recall(a, n);
	} else if (m) {
		n->actors[0] = m->actors[0];
		n->role = m->role;
		n->antecedent = m->flags & NOUN_BODY ? m->antecedent : NONE;
		bool held = m->entity != NONE && !holds_other(a, n, m);
		if (n->flags & NOUN_PEOPLE)
			n->entity = held ? m->entity : known_holder(a, n);
	} else if (n->flags & NOUN_PEOPLE && known_holder(a, n) != NONE) {
		n->entity = known_holder(a, n);
		actor_recall(a, n);
	} else if (epithet_of(a, index) != NONE) {
		n->entity = epithet_of(a, index);
		actor_recall(a, n);
	} else if (n->flags & NOUN_BODY) {
		if (n->head == n->first + 1)
			n->actors[0] = actor_body_before(pass, index, n->head);
		if (n->actors[0] == NONE && n->role == STANCED_ROLE_ORGANISATION)
			named_body(a, index);
	}
}
