/* actor, rule 7: a domestic office without any country (the foreign minister, police) is of the country
 *
 *   of the person or body whose word it bears (Ghani's spokesman, the Commission's negotiator, a ministry spokesman,
 *   a spokesman for the ministry); else
 *   of the last place told, for "officials there"; else
 *   of the organ that quotes him (Xinhua quoted an official); else
 *   of a place that opens the sentence (In Cairo, the ministry said; Egypt: the ministry said); else
 *   that the same office had before, if it was one; else
 *   of the paragraph's topic; else
 *   that most of the article is about; else
 *   of the dateline; else
 *   of who leads the sentence before the paragraph; else
 *   of the place that he speaks in (Speaking in Cairo, the minister said)
 *
 * and from the fifth on, of where the person's name is at home instead, if that is not the country of the guess
 * (actor_origin.c) */
#include "engine/actor.h"

#define SETTING_SENTENCES 6 /* of a paragraph, from its beginning */
#define LEAD_SENTENCES 1
#define LEAD_STEPS 24 /* sentences of its own paragraph are gone over so far */
#define DATELINE_SENTENCES 8
#define MINISTER_WINDOW 24 /* noun phrases back */
#define HOME_MENTIONS 3
#define HOME_SHARE 0.6

/* The country that most of the article is about, or NONE: that of a domestic office without any country. */
uint32_t actor_home(struct article *a, struct actor_tally *tally)
{
	uint32_t total = 0, best = NONE, *counts = tally->counts;
	for (size_t k = 0; k < a->telling.count; k++) {
		uint32_t actor = a->nouns.items[a->telling.items[k]].actors[0];
		const struct actor_info *info = actor == NONE ? NULL : lexicon_actor(a->lexicon, (uint16_t)actor);
		if (!info || (info->group && (info->role != STANCED_ROLE_OFFICIAL || !info->member_count)))
			continue;
		if (counts[actor]++ == 0)
			tally->states[tally->count++] = actor;
		if (info->group)
			continue;
		total++;
		if (best == NONE || counts[actor] > counts[best])
			best = actor;
	}
	return best != NONE && counts[best] >= HOME_MENTIONS && counts[best] >= total * HOME_SHARE ? best : NONE;
}

/* Jo Brown reports from Lagos: the country of the place, or NONE. */
static uint32_t reports_from(const struct article *a, const struct sentence *s)
{
	for (uint32_t c = s->first_chunk; c + 2 < s->end_chunk; c++)
		if (article_chunk(a, c)->type == CHUNK_VERB && article_chunk(a, c + 2)->type == CHUNK_NOUN &&
		    article_is(a, article_chunk(a, c)->first, "reports") &&
		    article_is(a, article_chunk(a, c + 1)->first, "from"))
			return a->nouns.items[article_chunk(a, c + 2)->item].actors[0];
	return NONE;
}

/* LAGOS, Nigeria (AP) - ...: the country that the text is written from, by the first sentence that ends in a dash
 * (sentence stage) or says so, or NONE. */
uint32_t actor_dateline(const struct article *a)
{
	for (uint32_t n = 0; n < a->sentences.count && n < DATELINE_SENTENCES; n++) {
		const struct sentence *s = &a->sentences.items[n];
		const uint32_t told = reports_from(a, s);
		if (told != NONE)
			return told;
		if (article_chunk(a, s->end_chunk - 1)->type != CHUNK_DASH)
			continue;
		for (uint32_t c = s->first_chunk; c < s->end_chunk; c++)
			if (article_chunk(a, c)->type == CHUNK_NOUN &&
			    a->nouns.items[article_chunk(a, c)->item].actors[0] != NONE)
				return a->nouns.items[article_chunk(a, c)->item].actors[0];
	}
	return NONE;
}

/* The country that holders of this office had so far, or NONE when there was none or more than one. */
static uint32_t same_office(const struct article *a, uint32_t index)
{
	const struct noun *n = &a->nouns.items[index];
	const struct row *row = a->mentions.items[n->office].row;
	uint32_t found = NONE;
	for (uint32_t k = n->office_before; k != NONE && k + OFFICE_WINDOW >= index;
	     k = a->nouns.items[k].office_before) {
		const struct noun *m = &a->nouns.items[k];
		bool another = m->entity != NONE && n->entity != NONE && m->entity != n->entity; /* one holds it */
		if (m->actors[0] == NONE || m->place || another || a->mentions.items[m->office].row != row)
			continue;
		if (found != NONE && found != m->actors[0])
			return NONE;
		found = m->actors[0];
	}
	return found;
}

/* "Canada must act," said S: few words, but a sentence. */
static bool quoted_clause(const struct article *a, const struct noun *m, uint32_t q)
{
	if (m->chunk + 1 >= a->chunks.count || article_chunk(a, m->chunk + 1)->type != CHUNK_VERB)
		return false;
	return a->quote_at[article_chunk(a, m->chunk + 1)->first] == q;
}

static bool topical(const struct article *a, const struct noun *m)
{
	uint32_t q = a->quote_at[m->head]; /* of whom somebody speaks is another matter */
	/* the Dutch, the Russians */
	bool nation = m->role == STANCED_ROLE_PUBLIC && m->entity == NONE && m->head == m->first + 1 &&
		      article_covered(a, m->head, LAYER_NAME) && article_is(a, m->first, "the");
	return m->actors[0] != NONE && (m->role == STANCED_ROLE_OFFICIAL || nation) && !m->place &&
	       (q == NONE || (a->quotes.items[q].words <= 3 && !quoted_clause(a, m, q)));
}

/* Troops entered Lima. Officials there said: the last state or place, or NONE. */
static uint32_t there(const struct article *a, uint32_t index)
{
	const struct noun *n = &a->nouns.items[index];
	if (n->end >= a->tokens.count || !article_is(a, n->end, "there"))
		return NONE;
	for (uint32_t k = index, seen = 0; k-- > 0 && seen < OFFICE_WINDOW; seen++)
		if (a->nouns.items[k].actors[0] != NONE && n->sentence - a->nouns.items[k].sentence <= 1)
			return a->nouns.items[k].actors[0];
	return NONE;
}

/* In Cairo, in the Indian state of Kerala, in the town of Jos: the country of the phrase at chunk c, else of the place
 * that a phrase behind it names; or NONE. */
static uint32_t place_of(const struct article *a, uint32_t c, uint32_t end)
{
	const struct noun *n = &a->nouns.items[article_chunk(a, c)->item];
	if (n->actors[0] != NONE || !article_is(a, n->first, "the"))
		return n->actors[0];
	const uint32_t behind = article_over_phrases(a, c + 1, end);
	for (uint32_t k = c + 1; k < behind; k += 2) {
		const struct noun *m = &a->nouns.items[article_chunk(a, k + 1)->item];
		if (m->place || (m->actors[0] != NONE && article_is(a, article_chunk(a, k)->first, "in")))
			return m->actors[0];
	}
	return NONE;
}

/* In Cairo, the foreign ministry said: the country of the place that opens the sentence, or NONE. */
static uint32_t opening_place(const struct article *a, const struct noun *n, bool speaking)
{
	uint32_t c = a->sentences.items[n->sentence].first_chunk;
	/* Bahrain: the government accused Tehran of it */
	if (!speaking && c + 2 == n->chunk && article_chunk(a, c)->type == CHUNK_NOUN &&
	    a->tokens.items[article_chunk(a, c + 1)->first].mark == ':')
		return a->nouns.items[article_chunk(a, c)->item].actors[0];
	if (speaking != article_is(a, article_chunk(a, c)->first, "speaking"))
		return NONE;
	c += speaking;
	if (c + 2 >= n->chunk || !article_is(a, article_chunk(a, c)->first, "in") ||
	    article_chunk(a, c + 1)->type != CHUNK_NOUN)
		return NONE;
	uint32_t actor = place_of(a, c + 1, n->chunk);
	for (c = article_over_phrases(a, c + 2, n->chunk); c < n->chunk; c++)
		if (article_chunk(a, c)->type != CHUNK_COMMA && article_chunk(a, c)->type != CHUNK_NOUN)
			return NONE;
	return article_chunk(a, n->chunk - 1)->type == CHUNK_COMMA ? actor : NONE;
}

/* In Hodeida, on the coast, police said ...: the country of the place that opens the sentence, or NONE. */
static uint32_t opens_with_place(const struct article *a, uint32_t sentence)
{
	const struct sentence *s = &a->sentences.items[sentence];
	uint32_t c = s->first_chunk;
	if (c + 2 >= s->end_chunk || !article_is(a, article_chunk(a, c)->first, "in") ||
	    article_chunk(a, c + 1)->type != CHUNK_NOUN)
		return NONE;
	uint32_t behind = article_over_phrases(a, c + 2, s->end_chunk);
	const struct chunk *next = article_chunk(a, behind);
	bool apart = behind < s->end_chunk && (next->type == CHUNK_COMMA || article_is(a, next->first, "there"));
	return apart ? place_of(a, c + 1, s->end_chunk) : NONE;
}

uint32_t actor_paragraph_place(const struct article *a, const struct noun *n)
{
	uint32_t first = n->sentence;
	while (first > 0 && n->sentence - first < SETTING_SENTENCES &&
	       a->sentences.items[first - 1].paragraph == article_paragraph(a, n))
		first--;
	return first == n->sentence ? NONE : opens_with_place(a, first);
}

/* The state or official that leads one of the last sentences before the paragraph:
 * news begins a new one at every turn. */
static uint32_t lead_before(const struct article *a, uint32_t sentence, uint32_t paragraph)
{
	for (uint32_t seen = 0, steps = 0; sentence-- > 0 && seen < LEAD_SENTENCES && steps < LEAD_STEPS; steps++) {
		const struct sentence *s = &a->sentences.items[sentence];
		if (s->paragraph == paragraph)
			continue;
		seen++;
		const struct chunk *lead = article_chunk(a, s->first_chunk);
		if (lead->type == CHUNK_NOUN && topical(a, &a->nouns.items[lead->item]))
			return a->nouns.items[lead->item].actors[0];
	}
	return NONE;
}

/* A British minister accused the regime: nobody so calls his own. */
static bool anothers(const struct article *a, const struct noun *n)
{
	return n->entity == NONE && (article_is(a, n->head, "regime") || article_is(a, n->head, "junta"));
}

/* The state or official that leads this sentence, else the last one that led a sentence or clause of this paragraph. */
static uint32_t topic(const struct article *a, uint32_t index)
{
	const struct noun *n = &a->nouns.items[index];
	const struct chunk *lead = article_chunk(a, a->sentences.items[n->sentence].first_chunk);
	/* Chad's envoys were furious after Minister Li said: what they answer is said by another */
	bool answers = n->chunk > 0 && n->entity != NONE && article_chunk(a, n->chunk - 1)->type == CHUNK_SUBORDINATOR;
	answers |= anothers(a, n);
	if (!answers && lead->type == CHUNK_NOUN && lead->item < index && topical(a, &a->nouns.items[lead->item]))
		return a->nouns.items[lead->item].actors[0];
	uint32_t paragraph = article_paragraph(a, n);
	for (uint32_t k = index, seen = 0; k-- > 0 && seen < OFFICE_WINDOW; seen++) {
		const struct noun *m = &a->nouns.items[k];
		if (article_paragraph(a, m) != paragraph)
			break;
		if (topical(a, m) && actor_leads(a, m) && !(answers && m->sentence == n->sentence))
			return m->actors[0];
	}
	return NONE;
}

/* the State Bank, after the Asian Development Bank: the capitalised words before the head, at the token, are others. */
static bool named_otherwise(const struct article *a, uint32_t token, const struct noun *m)
{
	if (token == 0 || a->tokens.items[token].letters != LETTERS_CAPITAL ||
	    a->tokens.items[token - 1].letters != LETTERS_CAPITAL || article_tagged(a, token - 1, TAG(det)))
		return false;
	return m->head > m->first && a->tokens.items[m->head - 1].hash != a->tokens.items[token - 1].hash;
}

/* The Commission's negotiator, a ministry spokesman: the actor of the last body that this word was the head of. */
uint32_t actor_body_before(const struct actor_pass *pass, uint32_t index, uint32_t token)
{
	const struct article *a = pass->a;
	uint32_t hash = a->tokens.items[token].hash;
	if (!(pass->heads[hash / 64 % 4] >> (hash % 64) & 1))
		return NONE;
	for (uint32_t k = index, seen = 0; k-- > 0 && seen < OFFICE_WINDOW; seen++) {
		const struct noun *m = &a->nouns.items[k];
		if (m->actors[0] != NONE && m->flags & NOUN_BODY && !m->place &&
		    a->tokens.items[m->head].hash == a->tokens.items[token].hash && !named_otherwise(a, token, m))
			return m->actors[0];
	}
	return NONE;
}

/* Diplomats, one Western envoy, officials on both sides: whose they are is left open on purpose. */
static bool left_open(const struct article *a, const struct noun *n)
{
	if (article_listed(a, n->head, LIST_unnamed) || actor_opposite(a, n) || actor_vague(a, n))
		return true;
	if (!(n->flags & NOUN_PLURAL))
		return article_listed(a, n->first, LIST_left_open); /* a gift to no government */
	const struct sentence *s = &a->sentences.items[n->sentence];
	uint32_t c = n->chunk + 1;
	return article_tagged(a, n->first, TAG(number) | TAG(quant)) ||
	       (c < s->end_chunk && article_chunk(a, c)->type == CHUNK_PREPOSITION &&
		(article_prepositions(a, article_chunk(a, c)->first) & (PREP(on) | PREP(from))) != 0);
}

/* Rule 7. *possessedp: a possessor stands in the phrase that nobody knows, so no guess is made. */
static uint32_t owner_before(const struct actor_pass *pass, uint32_t index, bool *possessedp)
{
	const struct article *a = pass->a;
	const struct noun *n = &a->nouns.items[index];
	uint32_t end = a->mentions.items[n->office].first, actor = NONE;
	*possessedp = false;
	for (uint32_t i = n->first; i < end && i < n->first + 6 && actor == NONE; i++) {
		const struct mention *m = i > n->first ? article_mention(a, i - 1, LAYER_OFFICE) : NULL;
		/* the country's envoy, the island's premier, the ministry's spokesman: as any other */
		bool home = (m && (m->row->sub == OFFICE_STATE || m->row->role == STANCED_ROLE_OFFICIAL)) ||
			    (i > n->first && article_is(a, i - 1, "island"));
		*possessedp |= a->tokens.items[i].class == TOKEN_POSSESSIVE && !home;
		if (*possessedp && i > n->first && a->tokens.items[i].class == TOKEN_POSSESSIVE)
			actor = actor_possessor(a, i - 1);
		if (a->tokens.items[i].class == TOKEN_WORD && !article_tagged(a, i, TAG(det)))
			actor = actor_body_before(pass, index, i);
	}
	return actor;
}

/* The Dutch finance minister called it odd. A spokesman for the ministry said: the country of the last minister,
 * or NONE. */
static uint32_t minister_before(const struct article *a, uint32_t index)
{
	const struct noun *n = &a->nouns.items[index];
	for (uint32_t k = n->office_before; k != NONE && k + MINISTER_WINDOW >= index;
	     k = a->nouns.items[k].office_before) {
		const struct noun *m = &a->nouns.items[k];
		uint32_t last = a->mentions.items[m->office].end - 1;
		if (m->actors[0] != NONE && article_is(a, last, "minister") && a->quote_at[last] == NONE)
			return m->actors[0];
	}
	return NONE;
}

/* A spokesman for the ministry: the actor of the last body of that word, or NONE. */
static uint32_t body_behind(const struct actor_pass *pass, uint32_t index)
{
	const struct article *a = pass->a;
	const struct noun *n = &a->nouns.items[index];
	uint32_t c = n->chunk + 1;
	if (c + 1 >= a->sentences.items[n->sentence].end_chunk || article_chunk(a, c)->type != CHUNK_PREPOSITION ||
	    !(article_prepositions(a, article_chunk(a, c)->first) & (PREP(for) | PREP(of) | PREP(at) | PREP(from))) ||
	    article_chunk(a, c + 1)->type != CHUNK_NOUN)
		return NONE;
	const struct noun *m = &a->nouns.items[article_chunk(a, c + 1)->item];
	if (!(m->flags & NOUN_BODY) || !article_is(a, m->first, "the"))
		return NONE;
	uint32_t actor = actor_body_before(pass, index, m->head);
	return actor == NONE && article_is(a, m->head, "ministry") ? minister_before(a, index) : actor;
}

/* A foreign minister, the army: of a state, not of the union that was spoken of. */
static uint32_t of_state(const struct article *a, const struct noun *n, uint32_t actor)
{
	uint32_t last = a->mentions.items[n->office].end - 1;
	bool union_too = actor == NONE || !lexicon_actor(a->lexicon, (uint16_t)actor)->group ||
			 !article_is(a, last, "minister");
	return union_too ? actor : NONE;
}

/* Xinhua quoted an official as saying, state television cited a commander: of the state whose organ quotes him. */
static uint32_t quoted_by_organ(const struct article *a, const struct noun *n)
{
	const uint32_t c = n->chunk;
	if (c < a->sentences.items[n->sentence].first_chunk + 2 || article_chunk(a, c - 1)->type != CHUNK_VERB ||
	    article_chunk(a, c - 2)->type != CHUNK_NOUN || n->entity != NONE ||
	    !article_listed(a, a->verbs.items[article_chunk(a, c - 1)->item].main, LIST_quotes))
		return NONE;
	const struct noun *m = &a->nouns.items[article_chunk(a, c - 2)->item];
	bool organ = article_listed(a, m->head, LIST_agencies);
	for (uint32_t i = m->first; i < m->end; i++)
		organ |= article_listed(a, i, LIST_official_press);
	return organ && m->role == STANCED_ROLE_MEDIA ? m->actors[0] : NONE;
}

/* Where nothing of the phrase or its sentence tells. */
static uint32_t guessed(const struct actor_pass *pass, uint32_t index)
{
	const struct article *a = pass->a;
	const struct noun *n = &a->nouns.items[index];
	uint32_t actor = actor_paragraph_place(a, n);
	if (actor == NONE)
		actor = of_state(a, n, same_office(a, index));
	if (actor == NONE)
		actor = of_state(a, n, topic(a, index));
	if (actor == NONE)
		actor = pass->home;
	if (actor == NONE)
		actor = of_state(a, n, lead_before(a, n->sentence, article_paragraph(a, n)));
	if (actor == NONE)
		actor = opening_place(a, n, true);
	return n->entity == NONE ? actor : actor_origin(pass, &a->entities.items[n->entity], actor);
}

/* The Foreign Secretary, in news of Spain: of those countries that have such an office, the guess, else the one spoken
 * of most, else the first; a group only where it is told of. */
static uint32_t with_office(const struct actor_pass *pass, const struct row *office, uint32_t guess)
{
	uint32_t best = guess;
	for (uint16_t i = 0; i < office->country_count; i++) {
		const uint16_t country = office->countries[i];
		if (country == guess)
			return guess;
		if (i == 0 || pass->tally->counts[country] > pass->tally->counts[best])
			best = country;
	}
	bool group = office->country_count && lexicon_actor(pass->a->lexicon, (uint16_t)best)->group;
	return group && pass->tally->counts[best] == 0 ? NONE : best; /* the bloc, of no union that is told of */
}

/* University president Jo Brown, the Fund's Jo Brown: of the body of that name that was told of. */
static uint32_t body_led(const struct actor_pass *pass, uint32_t index)
{
	const struct article *a = pass->a;
	const struct noun *n = &a->nouns.items[index];
	uint32_t actor = NONE;
	for (uint32_t i = n->first; i < a->mentions.items[n->office].end && actor == NONE; i++)
		if (a->tokens.items[i].class == TOKEN_WORD && !article_tagged(a, i, TAG(det)))
			actor = actor_body_before(pass, index, i);
	return actor;
}

void actor_domestic(const struct actor_pass *pass, uint32_t index)
{
	struct article *a = pass->a;
	struct noun *n = &a->nouns.items[index];
	const struct row *row = a->mentions.items[n->office].row;
	/* Senator Jo Brown, the opposition leader: of no country by themselves, but of this one as any minister */
	bool titled = n->role == STANCED_ROLE_PUBLIC && row->sub == OFFICE_TITLE && n->entity != NONE &&
		      !article_tagged(a, a->mentions.items[n->office].first, TAG(abbr));
	bool official = n->role == STANCED_ROLE_OFFICIAL || titled ||
			(n->role == STANCED_ROLE_FORMER && n->entity != NONE);
	if (n->role == STANCED_ROLE_ORGANISATION && n->entity != NONE && !a->entities.items[n->entity].row) {
		n->actors[0] = body_led(pass, index);
		actor_affiliation(a, n);
		return;
	}
	official |= row->country_count > 0; /* the Labour MP */
	/* state media, the official news agency */
	official |= n->role == STANCED_ROLE_MEDIA && n->entity == NONE &&
		    article_listed(a, a->mentions.items[n->office].first, LIST_official_press);
	if (!official || (n->entity != NONE && a->entities.items[n->entity].row))
		return;
	bool state = row->sub == OFFICE_STATE;
	if (n->flags & NOUN_PRONOUN || left_open(a, n) || (state && !actor_common(a, n)))
		return;
	if (n->end < a->tokens.count && article_is(a, n->end, "here")) {
		n->actors[0] = actor_dateline(a); /* officials here said */
		return;
	}
	bool possessed;
	uint32_t actor = owner_before(pass, index, &possessed);
	if (actor == NONE && possessed)
		return;
	if (actor == NONE)
		actor = body_behind(pass, index);
	if (actor == NONE)
		actor = there(a, index);
	if (actor == NONE)
		actor = opening_place(a, n, false);
	if (actor == NONE)
		actor = quoted_by_organ(a, n);
	if (actor == NONE)
		actor = with_office(pass, row, guessed(pass, index));
	if (actor == NONE || (n->role == STANCED_ROLE_MEDIA && lexicon_actor(a->lexicon, (uint16_t)actor)->group))
		return;
	n->actors[0] = actor;
	n->flags |= NOUN_GUESSED;
	actor_affiliation(a, n);
}

uint32_t actor_setting(const struct article *a, const struct entity *e)
{
	const struct noun *n = &a->nouns.items[e->noun];
	uint32_t actor = opening_place(a, n, false);
	return actor != NONE ? actor : actor_paragraph_place(a, n);
}
