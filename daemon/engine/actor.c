/* actor: noun phrases -> countries, groups and people, in the order of the text.
 *
 *   1. each noun phrase by itself (actor_noun.c)
 *   2. "of", "for", "at", "in", "from", "with", "under" phrases after an office or person give the country that it
 *      lacks: president of France, a spokesman for the foreign ministry in Beijing, professor at Lingnan University
 *      a name right after such a phrase (ambassador to the United States Ali Noori) is the holder's
 *   3. apposition: X, a professor at Y, ... and a spokesman for Y, X, ...: each completes the other;
 *      so does what a copula says (X is a co-founder of Y) and the body with its short name before it (the League (L)
 *      leader)
 *   4. definite phrases: "the ministry", "the spokesman" (actor_definite.c)
 *   5. possessive pronouns own: "its action" is the action of whom "it" is
 *   6. pronouns (actor_pronoun.c); inside speech "we" and "our" are the speaker's (stance stage)
 *   7. a domestic office without any country (the foreign minister, police): actor_home.c;
 *      common nouns for states: actor_common.c
 *   8. what is told of a person later holds for the earlier mentions; a person told of without
 *      any office (Rosa, a farmer) is of the public, and of the country that most of the article is about; who speaks
 *      for the United Nations is of an organisation
 *
 * Whom an agency's people speak for (WHO: the UN) is resolved when the speaker is told (statement.c). */
#include "engine/actor.h"

#define PREDICATE_CHUNKS 9

static bool affiliates(const struct article *a, uint32_t token)
{
	const uint32_t mask = PREP(of) | PREP(for) | PREP(at) | PREP(in) | PREP(from) | PREP(with) | PREP(under) |
			      PREP(to);
	return (article_prepositions(a, token) & mask) != 0;
}

uint8_t actor_merged_role(uint8_t own, uint8_t of)
{
	if (own == STANCED_ROLE_EXPERT || own == STANCED_ROLE_FORMER || own == STANCED_ROLE_PUBLIC ||
	    own == STANCED_ROLE_MEDIA)
		return own == STANCED_ROLE_PUBLIC && of == STANCED_ROLE_ORGANISATION ? of
										     : own; /* an activist with it */
	if (own == STANCED_ROLE_OFFICIAL && of == STANCED_ROLE_EXPERT)
		return STANCED_ROLE_ORGANISATION; /* a university's president, its spokesman */
	return of != STANCED_ROLE_NONE ? of : own;
}

static bool of_or_from(const struct article *a, uint32_t c)
{
	return article_chunk(a, c)->type == CHUNK_PREPOSITION && (article_prepositions(a, article_chunk(a, c)->first) &
								  (PREP(of) | PREP(from) | PREP(at) | PREP(with))) != 0;
}

bool actor_joins(const struct article *a, const struct noun *m)
{
	const struct mention *name = article_mention(a, m->head, LAYER_NAME);
	if (m->flags & NOUN_BODY && name && m->actors[0] != NONE &&
	    (name->entry->kind == ENTRY_INSTITUTION || lexicon_actor(a->lexicon, (uint16_t)m->actors[0])->group))
		return true; /* the FBI, NATO */
	return m->flags & NOUN_BODY &&
	       (m->role == STANCED_ROLE_EXPERT || m->role == STANCED_ROLE_ORGANISATION ||
		m->role == STANCED_ROLE_MEDIA || (m->office != NONE && m->role == STANCED_ROLE_OFFICIAL));
}

/* The actor of the phrase joined to the one at chunk c, or NONE. */
static uint32_t joined_actor(const struct article *a, uint32_t c)
{
	uint32_t nouns[VERB_SUBJECTS];
	if (article_joined(a, c, (uint32_t)a->chunks.count, nouns) != 2)
		return NONE;
	const struct noun *m = &a->nouns.items[nouns[1]];
	return m->flags & NOUN_OWNED || m->place ? NONE : m->actors[0];
}

/* Serbia, the United Nations: no body of theirs. */
static bool plain_name(const struct article *a, const struct noun *m)
{
	const struct mention *name = m->office == NONE && m->entity == NONE ? article_mention(a, m->head, LAYER_NAME)
									    : NULL;
	return name && name->entry->kind != ENTRY_INSTITUTION;
}

/* the University of World Economy and Diplomacy in Tashkent: "and" at chunk c goes on with the name,
 * and "in" with it. */
static bool second_thing(const struct article *a, uint32_t c, uint32_t end)
{
	if (c + 3 >= end || article_chunk(a, c)->type != CHUNK_CONJUNCTION ||
	    article_chunk(a, c + 1)->type != CHUNK_NOUN || article_chunk(a, c + 2)->type != CHUNK_PREPOSITION)
		return false;
	const struct noun *m = &a->nouns.items[article_chunk(a, c + 1)->item];
	return m->actors[0] == NONE && m->entity == NONE && m->office == NONE &&
	       a->tokens.items[m->first].letters == LETTERS_CAPITAL;
}

/* Diplomats in Havana, a Western envoy in Rome: of any country but that one; not: at the Cuban embassy in Rome. */
static bool posted(const struct article *a, const struct noun *n, const struct noun *m)
{
	bool sent = m->actors[0] != NONE && (article_is(a, m->head, "embassy") || article_is(a, m->head, "consulate"));
	return !sent && article_listed(a, n->head, LIST_posted);
}

/* European Parliament lawmakers from Ireland: of the state that sent them; the preposition stands at chunk c. */
static bool sent_from(const struct article *a, const struct noun *n, uint32_t c)
{
	if (n->role != STANCED_ROLE_PUBLIC || n->actors[0] == NONE ||
	    !lexicon_actor(a->lexicon, (uint16_t)n->actors[0])->group || c + 1 >= a->chunks.count ||
	    !article_is(a, article_chunk(a, c)->first, "from") || article_chunk(a, c + 1)->type != CHUNK_NOUN)
		return false;
	const struct noun *m = &a->nouns.items[article_chunk(a, c + 1)->item];
	return m->actors[0] != NONE && plain_name(a, m);
}

/* The United Nations, the IMF: their speakers are of an organisation, those of other groups are officials. */
static bool organisation(const struct article *a, uint32_t actor)
{
	return actor != NONE && lexicon_actor(a->lexicon, (uint16_t)actor)->role == STANCED_ROLE_ORGANISATION;
}

/* a Swiss delegate of the Red Cross: whoever works for it speaks for it; the preposition stands at chunk c. */
static bool serves(const struct article *a, const struct noun *n, uint32_t c)
{
	if (n->actors[0] == NONE || c + 1 >= a->chunks.count || !(n->flags & NOUN_PEOPLE) ||
	    article_chunk(a, c)->type != CHUNK_PREPOSITION || article_chunk(a, c + 1)->type != CHUNK_NOUN)
		return false;
	const uint32_t of = PREP(of) | PREP(for) | PREP(from) | PREP(with);
	return article_prepositions(a, article_chunk(a, c)->first) & of &&
	       organisation(a, a->nouns.items[article_chunk(a, c + 1)->item].actors[0]);
}

/* The phrase m behind the preposition is of no country, or of none that is n's as well. */
static bool gives_none(const struct article *a, const struct noun *n, const struct noun *m, uint32_t prep)
{
	if (m->actors[0] == NONE)
		return true;
	/* the ambassador to Serbia: another's; paid by a ruler to the Serbian treasury: no ruler's */
	if ((n->flags & (NOUN_PEOPLE | NOUN_PLURAL)) == NOUN_PEOPLE && prep & PREP(to) &&
	    (plain_name(a, m) || !article_listed(a, n->head, LIST_accredited)))
		return true;
	if (prep & PREP(in) && article_listed(a, m->head, LIST_regions))
		return false; /* villagers in Cambodia's Battambang province */
	return m->flags & NOUN_OWNED && m->office == NONE && !(prep & (PREP(at) | PREP(of) | PREP(to) | PREP(for)));
}

/* Rule 2 */
static void affiliate(struct article *a, struct noun *n)
{
	const struct sentence *s = &a->sentences.items[n->sentence];
	uint32_t c = n->chunk + 1;
	bool wants = (n->office != NONE || (n->flags & NOUN_NAME && n->entity != NONE)) &&
		     !(n->flags & NOUN_POSSESSIVE);
	if (!wants)
		return;
	bool firm = n->actors[0] != NONE && n->role != STANCED_ROLE_EXPERT && !sent_from(a, n, c) && !serves(a, n, c);
	if (n->entity != NONE && c + 2 < s->end_chunk && article_chunk(a, c)->type == CHUNK_COMMA &&
	    of_or_from(a, c + 1))
		c++;
	/* an expert on Korea at Keio University */
	if (n->role == STANCED_ROLE_EXPERT && c + 3 < s->end_chunk && article_is(a, article_chunk(a, c)->first, "on") &&
	    article_chunk(a, c + 1)->type == CHUNK_NOUN)
		c += 2;
	for (int depth = 0; depth < 3 && c + 1 < s->end_chunk; depth++, c += 2) {
		if (depth && second_thing(a, c, s->end_chunk))
			c += 2;
		if (article_chunk(a, c)->type != CHUNK_PREPOSITION || !affiliates(a, article_chunk(a, c)->first) ||
		    article_chunk(a, c + 1)->type != CHUNK_NOUN)
			break;
		const struct noun *m = &a->nouns.items[article_chunk(a, c + 1)->item];
		uint32_t prep = article_prepositions(a, article_chunk(a, c)->first);
		if (n->entity != NONE && prep & PREP(in) && n->office != NONE &&
		    (n->role == STANCED_ROLE_PUBLIC || n->role == STANCED_ROLE_NONE) &&
		    article_tagged(a, a->mentions.items[n->office].first, TAG(abbr)))
			break; /* said Mr. Li in Rome: where he said it */
		if (prep & (PREP(in) | PREP(at)) && n->entity == NONE && posted(a, n, m))
			break;
		if (n->entity != NONE && n->role == STANCED_ROLE_NONE && actor_joins(a, m) &&
		    prep & (PREP(of) | PREP(at) | PREP(from) | PREP(with)))
			n->role = m->role;
		else if (n->entity != NONE && n->office == NONE)
			continue;
		if (n->office != NONE && (m->flags & NOUN_BODY) && m->actors[0] == NONE &&
		    (prep & (PREP(of) | PREP(for) | PREP(at) | PREP(with))))
			n->role = actor_merged_role(n->role, m->role);
		if (gives_none(a, n, m, prep))
			continue;
		if (!firm && n->flags & NOUN_PLURAL && prep & (PREP(of) | PREP(from)) &&
		    (n->role == STANCED_ROLE_OFFICIAL || n->role == STANCED_ROLE_PUBLIC))
			n->actors[1] = joined_actor(a, c + 1); /* the foreign ministers of Spain and Morocco */
		bool within = prep & (PREP(at) | PREP(in) | PREP(with) | PREP(from)) ||
			      (prep & PREP(of) && (n->flags & NOUN_BODY || actor_joins(a, m)));
		if (!firm && (n->role != STANCED_ROLE_EXPERT || within)) {
			n->actors[0] = m->actors[0];
			n->place = m->place && n->role != STANCED_ROLE_OFFICIAL;
			firm = n->role != STANCED_ROLE_EXPERT || !(prep & PREP(with));
			if (n->role == STANCED_ROLE_NONE && n->office != NONE && m->flags & NOUN_OWNED &&
			    lexicon_actor(a->lexicon, (uint16_t)m->actors[0])->group)
				n->role = STANCED_ROLE_OFFICIAL; /* head of the EU's task force */
		}
		if ((m->flags & NOUN_BODY) && (prep & (PREP(of) | PREP(for) | PREP(at) | PREP(with))))
			n->role = actor_merged_role(n->role, m->role);
	}
}

/* Ambassador to the United States Ali Noori; head of the Refugee Council Jo Brown: the name after the office's phrase
 * is the holder's. */
static void named_after(struct article *a, struct noun *n)
{
	const struct sentence *s = &a->sentences.items[n->sentence];
	if (n->entity != NONE || n->office == NONE || !(n->flags & NOUN_PEOPLE) ||
	    (n->flags & (NOUN_PLURAL | NOUN_POSSESSIVE)) || n->chunk + 2 >= s->end_chunk ||
	    article_chunk(a, n->chunk + 1)->type != CHUNK_PREPOSITION ||
	    article_chunk(a, n->chunk + 2)->type != CHUNK_NOUN)
		return;
	uint32_t last = n->chunk + 2; /* minister of trade and transport Jo Brown */
	if (last + 2 < s->end_chunk && article_chunk(a, last + 1)->type == CHUNK_CONJUNCTION &&
	    article_chunk(a, last + 2)->type == CHUNK_NOUN)
		last += 2;
	struct noun *m = &a->nouns.items[article_chunk(a, last)->item];
	if (m->entity == NONE || (m->flags & (NOUN_POSSESSIVE | NOUN_BODY)) ||
	    (m->office != NONE && a->mentions.items[m->office].row->sub != OFFICE_BODY))
		return;
	struct entity *e = &a->entities.items[m->entity];
	uint32_t before = m->head + 1 - (e->name_end - e->name_first);
	uint32_t words = last > n->chunk + 2 ? 1 : 2; /* of the body, before the name */
	if (e->noun != (uint32_t)(m - a->nouns.items) || before < m->first + words ||
	    a->tokens.items[before - 1].letters != LETTERS_CAPITAL)
		return;
	n->entity = m->entity;
	e->actor = e->row ? e->actor : n->actors[0];
	e->role = n->role;
	m->actors[0] = e->actor;
}

void actor_affiliation(struct article *a, struct noun *n)
{
	if (n->entity == NONE)
		return;
	struct entity *e = &a->entities.items[n->entity];
	if (e->actor == NONE && !e->row)
		e->actor = n->actors[0];
	if (e->role == STANCED_ROLE_NONE)
		e->role = n->role;
}

/* The noun phrase that a predicate is said of, from the chunk before its copula: over the comma of an aside (a refugee
 * in Oslo, Jo Brown, is), over "who" with what place and time stand before it (Jo Brown, in Rome on Monday,
 * and who is); or NONE. */
static uint32_t subject_before(const struct article *a, uint32_t c, uint32_t first)
{
	if (article_chunk(a, c)->type == CHUNK_COMMA && c > first)
		c--;
	if (article_chunk(a, c)->type == CHUNK_NOUN)
		return c;
	if (article_chunk(a, c)->type != CHUNK_WHO)
		return NONE;
	for (uint32_t steps = 0; c-- > first && steps < PREDICATE_CHUNKS; steps++) {
		const struct chunk *k = article_chunk(a, c);
		if (k->type == CHUNK_NOUN && a->nouns.items[k->item].entity != NONE)
			return c;
		if (k->type == CHUNK_VERB || k->type == CHUNK_STOP || k->type == CHUNK_QUOTE)
			return NONE;
	}
	return NONE;
}

/* Carlson is a co-founder of the site; Mr Roy is the head of its task force: what the copula says of a person, where
 * nothing but "somebody" was known. */
static void predicate(struct article *a, uint32_t index)
{
	const struct noun *b = &a->nouns.items[index];
	const struct sentence *s = &a->sentences.items[b->sentence];
	if ((b->flags & (NOUN_PEOPLE | NOUN_PLURAL)) != NOUN_PEOPLE || b->chunk < s->first_chunk + 2 ||
	    article_chunk(a, b->chunk - 1)->type != CHUNK_VERB || !actor_tells_office(b))
		return;
	uint32_t c = subject_before(a, b->chunk - 2, s->first_chunk);
	if (c == NONE)
		return;
	const struct verb *v = &a->verbs.items[article_chunk(a, b->chunk - 1)->item];
	struct noun *n = &a->nouns.items[article_chunk(a, c)->item];
	if (!(v->flags & VERB_COPULA) || v->flags & (VERB_NEGATED | VERB_MODAL | VERB_FUTURE) || n->entity == NONE)
		return;
	struct entity *e = &a->entities.items[n->entity];
	if (e->role == STANCED_ROLE_PUBLIC && !e->row && b->role != STANCED_ROLE_NONE)
		e->role = b->role;
	actor_tell(a, n, b);
}

/* Does the phrase end in capitals, or in a possessor? Only then may actor_acronym() find a short name. */
static bool may_be_short(const struct article *a, const struct noun *n)
{
	return n->flags & NOUN_POSSESSIVE ||
	       (n->flags & (NOUN_TELLING | NOUN_PRONOUN) && a->tokens.items[n->end - 1].letters == LETTERS_UPPER);
}

/* A comma or conjunction before the phrase, or "one of": only then may actor_apposition() have something to tell. */
static inline bool stands_behind(const struct article *a, const struct noun *n)
{
	const unsigned before = 1u << CHUNK_COMMA | 1u << CHUNK_CONJUNCTION | 1u << CHUNK_PREPOSITION;
	return n->chunk > 0 && before >> article_chunk(a, n->chunk - 1)->type & 1;
}

/* Rules 4 to 7 for one phrase; what tells at a glance that a rule is not for it is asked here. */
static void relate_one(struct actor_pass *pass, struct noun *n, uint32_t i)
{
	struct article *a = pass->a;
	if (may_be_short(a, n))
		actor_acronym(a, i, &pass->acronyms);
	if (n->flags & NOUN_PRONOUN || article_tagged(a, n->first, TAG(third)) ||
	    (n->office != NONE && (a->mentions.items[n->office].row->sub == OFFICE_STATE || actor_somebody(a, n))))
		actor_pronoun(a, i);
	if (n->actors[0] != NONE && article_tagged(a, n->first, TAG(poss)))
		actor_neighbour(a, i);
	if (n->flags & NOUN_PLURAL && n->actors[0] == NONE)
		actor_two(a, i);
	if (n->office == NONE && n->entity == NONE) {
		if (n->actors[0] == NONE && a->covered[n->head] & 1u << LAYER_CUE)
			actor_document(a, i);
		if (n->head == n->first + 1 ? n->owner != NONE
					    : n->flags & NOUN_CLITIC && n->head > n->first &&
						      a->tokens.items[n->head - 1].class == TOKEN_POSSESSIVE)
			actor_office(a, n);
		if (n->office != NONE && n->actors[0] == NONE)
			actor_domestic(pass, i);
		return; /* nothing below is for it */
	}
	if (n->entity == NONE && n->actors[0] == NONE && n->chunk > 0 &&
	    article_chunk(a, n->chunk - 1)->type == CHUNK_WHO)
		actor_whose(a, n);
	if (stands_behind(a, n))
		actor_apposition(a, i);
	predicate(a, i);
	if (n->entity != NONE)
		actor_bare_name(a, i);
	actor_recall(a, n);
	if (n->office == NONE)
		return;
	actor_definite(pass, i);
	if (n->actors[0] != NONE)
		return;
	actor_domestic(pass, i);
	if (n->flags & NOUN_PLURAL && n->actors[0] != NONE)
		actor_apposition(a, i); /* Jo Brown, one of the president's aides: now that their country is known */
}

static void relate(struct actor_pass *pass)
{
	struct article *a = pass->a;
	/* what is said of a person behind his name comes before any guess */
	for (size_t k = 0; k < a->telling.count; k++) {
		const struct noun *n = &a->nouns.items[a->telling.items[k]];
		if (stands_behind(a, n) &&
		    (n->office != NONE || n->entity != NONE || actor_national(a, n) ||
		     (n->flags & (NOUN_OWNED | NOUN_DETERMINED)) == (NOUN_OWNED | NOUN_DETERMINED)))
			actor_apposition(a, a->telling.items[k]);
	}
	const uint32_t count = (uint32_t)a->nouns.count;
	struct noun *n = a->nouns.items;
	uint32_t office = NONE;
	for (uint32_t i = 0; i < count; i++, n++) {
		n->office_before = office;
		if (n->flags & NOUN_TIME)
			continue;
		relate_one(pass, n, i);
		if (n->flags & NOUN_BODY) {
			uint32_t hash = a->tokens.items[n->head].hash;
			pass->heads[hash / 64 % 4] |= UINT64_C(1) << (hash % 64);
		}
		if (n->office != NONE)
			office = i;
	}
}

/* Hank, a farmer; Rosa, 34; Reem, who sells fish; boat builder Winston: told of as somebody, though with no office. */
static bool described(const struct article *a, const struct entity *e)
{
	const struct noun *n = &a->nouns.items[e->noun];
	uint32_t next = n->chunk + 1, end = a->sentences.items[n->sentence].end_chunk;
	if (n->first < e->name_first)
		return true;
	return next + 1 < end && (article_chunk(a, next)->type == CHUNK_COMMA || of_or_from(a, next));
}

/* Rule 8: what a later mention told holds for the earlier ones; who is described without an office
 * is of the public. */
static void look_back(struct article *a, uint32_t home)
{
	for (uint32_t i = 0; i < a->entities.count; i++) {
		struct entity *e = &a->entities.items[i];
		if (e->role == STANCED_ROLE_OFFICIAL && organisation(a, e->actor))
			e->role = STANCED_ROLE_ORGANISATION;
		else if (e->role == STANCED_ROLE_NONE && described(a, e))
			e->role = STANCED_ROLE_PUBLIC;
		if (e->actor == NONE && !e->row &&
		    (e->role == STANCED_ROLE_PUBLIC || e->role == STANCED_ROLE_ORGANISATION))
			e->actor = home != NONE || e->role != STANCED_ROLE_PUBLIC ? home : actor_setting(a, e);
	}
	for (struct noun *n = a->nouns.items, *end = n + a->nouns.count; n < end; n++) {
		actor_recall(a, n);
		if (n->role == STANCED_ROLE_OFFICIAL && organisation(a, n->actors[0]))
			n->role = STANCED_ROLE_ORGANISATION;
	}
}

/* What each phrase says by itself. Clock words and pronouns, and what nothing tells of, say nothing. */
static int read_nouns(struct article *a)
{
	for (size_t k = 0; k < a->telling.count; k++)
		if (actor_noun(a, &a->nouns.items[a->telling.items[k]]) < 0)
			return -ENOMEM;
	return 0;
}

int actor_run(struct article *article)
{
	size_t actors = lexicon_actor_count(article->lexicon);
	struct actor_tally tally = { .counts = arena_zero(&article->arena, actors, sizeof *tally.counts),
				     .states = arena_alloc(&article->arena, actors, sizeof *tally.states) };
	if (!tally.counts || !tally.states || read_nouns(article) < 0)
		return -ENOMEM;
	for (size_t k = article->telling.count; k-- > 0;) {
		struct noun *n = &article->nouns.items[article->telling.items[k]];
		if (n->office == NONE && n->entity == NONE)
			continue;
		actor_behind_short_name(article, n);
		affiliate(article, n);
		named_after(article, n);
		actor_relative_clause(article, n);
		actor_affiliation(article, n);
	}
	const uint32_t home = article->home = actor_home(article, &tally);
	actor_main(article, &tally);
	struct actor_pass pass = { .a = article,
				   .tally = &tally,
				   .home = home == NONE ? actor_dateline(article) : home };
	relate(&pass);
	actor_others(article);
	look_back(article, home);
	return 0;
}
