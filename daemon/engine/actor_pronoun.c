/* actor, pronouns: he, she, it, they, their possessives -> the noun phrase they stand for.
 *
 *   he, she, the man, the woman   the last person of that gender: who leads a sentence or clause, or speaks after a
 *             quotation, before others; a capitalised phrase of which nothing tells that it is a person comes last
 *             or whose it is that leads (Li's call came; he said)
 *   it        the last state or body;  they  the last plural phrase of people or bodies
 *   within three sentences, sentences that are speech throughout not counted; who is named inside a quotation is no
 *   antecedent outside. A possessive gives its owner to the phrase (its action). The speaker is told by the name only
 *   where that led. */
#include "engine/actor.h"

#define PRONOUN_SENTENCES 3
#define PRONOUN_NOUNS 24

enum wanted { WANT_HE, WANT_SHE, WANT_IT, WANT_THEY, WANT_STATE, WANT_ONE, WANT_NONE };

static enum wanted wanted_by(const struct article *a, uint32_t token)
{
	const struct word *w = article_word(a, token);
	if (!(w->tags & TAG(third)))
		return WANT_NONE;
	if (w->tags & TAG(plural))
		return WANT_THEY;
	if (w->gender != GENDER_UNKNOWN)
		return w->gender == GENDER_MALE ? WANT_HE : WANT_SHE;
	if (article_is(a, token, "it") || article_is(a, token, "its") || article_is(a, token, "itself"))
		return WANT_IT;
	return WANT_NONE;
}

static bool fits_it(const struct noun *m)
{
	return (m->flags & (NOUN_BODY | NOUN_PLURAL)) == NOUN_BODY && m->actors[0] != NONE && !m->place &&
	       m->entity == NONE;
}

static bool fits_person(const struct noun *m, uint8_t other)
{
	return (m->entity != NONE || (m->flags & NOUN_PEOPLE && m->office != NONE)) && !(m->flags & NOUN_PLURAL) &&
	       m->gender != other;
}

/* Most phrases: what neither fits() nor owns anything. */
static bool nobody(const struct noun *m)
{
	return m->entity == NONE && !(m->flags & (NOUN_PEOPLE | NOUN_BODY | NOUN_OWNED));
}

static inline __attribute__((always_inline)) bool fits(const struct article *a, const struct noun *m, enum wanted want)
{
	switch (want) {
	case WANT_ONE: /* Diplomats ... one said */
		return m->flags & NOUN_PLURAL && m->flags & NOUN_PEOPLE && m->office != NONE;
	case WANT_STATE: /* the country, the kingdom */
		return fits_it(m) && !lexicon_actor(a->lexicon, (uint16_t)m->actors[0])->group;
	case WANT_HE:
		return fits_person(m, GENDER_FEMALE);
	case WANT_SHE:
		return fits_person(m, GENDER_MALE);
	case WANT_IT:
		return fits_it(m);
	case WANT_THEY:
		return ((m->flags & NOUN_PLURAL) && (m->flags & (NOUN_PEOPLE | NOUN_BODY))) ||
		       ((m->flags & NOUN_BODY) && m->actors[0] != NONE && m->entity == NONE);
	default:
		return false;
	}
}

/* ..., Li, head of the staff, told reporters: a verb after the aside that begins at chunk c. */
static bool verb_after_aside(const struct article *a, uint32_t c, uint32_t end)
{
	if (c >= end || article_chunk(a, c)->type != CHUNK_COMMA)
		return false;
	for (uint32_t k = c + 1; k + 1 < end && k < c + 8; k++) {
		if (article_chunk(a, k)->type == CHUNK_COMMA)
			return article_finite(a, k + 1, k + 2);
		if (article_chunk(a, k)->type == CHUNK_VERB || article_chunk(a, k)->type == CHUNK_STOP)
			return false;
	}
	return false;
}

/* according to S, in the words of S */
static bool told_by_phrase(const struct article *a, const struct noun *m)
{
	const struct mention *cue = article_mention(a, m->first - 1, LAYER_CUE);
	return cue && cue->row->pos == POS_PHRASE && cue->end == m->first &&
	       !(article_word(a, cue->first)->verb & FORM_PAST); /* not: told by a guard */
}

/* A phrase that leads its sentence or clause (nothing but adverbs, commas and conjunctions before it, no verb before
 * the clause or one right after it) is its topic; so is the speaker in "Q", said S. */
bool actor_leads(const struct article *a, const struct noun *m)
{
	const struct sentence *s = &a->sentences.items[m->sentence];
	if (m->chunk == s->first_chunk)
		return true;
	uint8_t before = article_chunk(a, m->chunk - 1)->type;
	bool inverted = before == CHUNK_VERB && m->chunk >= s->first_chunk + 2 &&
			a->tokens.items[article_chunk(a, m->chunk - 1)->first - 1].class == TOKEN_MARK;
	bool source = before == CHUNK_PREPOSITION && told_by_phrase(a, m); /* according to the mayor */
	if (inverted || before == CHUNK_PREPOSITION || before == CHUNK_VERB)
		return inverted || source;
	uint32_t next = article_over_phrases(a, m->chunk + 1, s->end_chunk); /* the mayor of Rabat said */
	return !article_finite(a, s->first_chunk, m->chunk) || article_finite(a, next, next + 1) ||
	       verb_after_aside(a, m->chunk + 1, s->end_chunk);
}

/* Who is named inside a quotation is no antecedent for what the journalist writes outside. */
static bool in_speech(const struct article *a, uint32_t token)
{
	uint32_t q = a->quote_at[token];
	return q != NONE && a->quotes.items[q].words > 3;
}

/* Sentences between two phrases that are speech throughout: "Q. Q. Q," he said, of whoever stood before it all. */
static uint32_t speech_between(const struct article *a, const struct noun *m, const struct noun *n)
{
	uint32_t count = 0;
	for (uint32_t s = m->sentence + 1; s <= n->sentence && s < m->sentence + 12; s++) {
		const struct sentence *sentence = &a->sentences.items[s];
		count += sentence->end - sentence->first > 2 && in_speech(a, sentence->first + 1);
	}
	return count;
}

/* What a capitalised phrase needs to be taken for a person by "he" or "she": a title, gender, role, given name or word
 * of its own. */
static bool surely_person(const struct article *a, const struct noun *m)
{
	if (m->entity == NONE)
		return true;
	const struct entity *e = &a->entities.items[m->entity];
	if (e->row || e->gender || e->role != STANCED_ROLE_NONE || m->office != NONE)
		return true;
	for (uint32_t i = e->name_first; i < e->name_end; i++)
		if (article_word(a, i)->given)
			return true;
	if (m->chunk > 0 && article_chunk(a, m->chunk - 1)->type == CHUNK_PREPOSITION)
		return false; /* the mayor of Rabat said */
	uint32_t next = m->chunk + 1;
	if (next + 1 < a->chunks.count && article_chunk(a, next)->type == CHUNK_COMMA &&
	    article_is(a, article_chunk(a, next + 1)->first, "who"))
		return true; /* Rosaura Quispe, who sells fish, */
	return next < a->chunks.count && article_chunk(a, next)->type == CHUNK_VERB &&
	       article_mention(a, a->verbs.items[article_chunk(a, next)->item].main, LAYER_CUE);
}

/* Turkey said it had held him: the clause that begins behind a word of saying is another one. */
static bool said_between(const struct article *a, const struct noun *m, const struct noun *n)
{
	if (m->chunk + 2 != n->chunk || article_chunk(a, m->chunk + 1)->type != CHUNK_VERB || n->end >= a->tokens.count)
		return false;
	const struct verb *v = &a->verbs.items[article_chunk(a, m->chunk + 1)->item];
	const struct mention *cue = article_mention(a, v->main, LAYER_CUE);
	uint32_t next = n->chunk + 1;
	return cue && cue->row->takes & TAKES_CLAUSE && next < a->chunks.count &&
	       article_chunk(a, next)->type == CHUNK_VERB &&
	       a->verbs.items[article_chunk(a, next)->item].flags & VERB_FINITE;
}

/* China and its allies: whom it is joined to, or NONE. */
static uint32_t joined_before(const struct article *a, const struct noun *n)
{
	if (n->chunk < a->sentences.items[n->sentence].first_chunk + 2 ||
	    article_chunk(a, n->chunk - 1)->type != CHUNK_CONJUNCTION ||
	    article_chunk(a, n->chunk - 2)->type != CHUNK_NOUN)
		return NONE;
	return article_chunk(a, n->chunk - 2)->item;
}

/* said Tokyo's ties would suffer: the phrase leads a clause that is said. */
static bool reported(const struct article *a, const struct noun *m)
{
	const struct chunk *before = m->chunk ? article_chunk(a, m->chunk - 1) : NULL;
	if (!before || before->type != CHUNK_VERB)
		return before && before->type == CHUNK_THAT;
	const struct mention *cue = article_mention(a, a->verbs.items[before->item].main, LAYER_CUE);
	return cue && cue->row->takes & TAKES_CLAUSE;
}

/* Chad sued Mali, accusing it; Chad met Mali and praised it:
 * the object of a verb that takes its subject from before. */
static bool object_of_lead(const struct article *a, const struct noun *n)
{
	uint32_t first = a->sentences.items[n->sentence].first_chunk, c = n->chunk;
	if (!(n->flags & NOUN_PRONOUN) || c < first + 3 || article_chunk(a, c - 1)->type != CHUNK_VERB)
		return false;
	uint8_t before = article_chunk(a, c - 2)->type;
	return (before == CHUNK_COMMA || before == CHUNK_CONJUNCTION) && !article_finite(a, c + 1, c + 2);
}

/* criticised Chad over its plan, protested to Mali over its raid: what stands right before over, for or about;
 * else NONE. */
static uint32_t complained_of(const struct article *a, const struct noun *n)
{
	uint32_t first = a->sentences.items[n->sentence].first_chunk, c = n->chunk;
	if (n->flags & NOUN_PRONOUN || c < first + 3 || article_chunk(a, c - 1)->type != CHUNK_PREPOSITION ||
	    article_chunk(a, c - 2)->type != CHUNK_NOUN ||
	    !(article_prepositions(a, article_chunk(a, c - 1)->first) & (PREP(over) | PREP(for) | PREP(about))))
		return NONE;
	return article_chunk(a, c - 2)->item;
}

/* Chad and Mali told Oman they would come: the last of those who tell, or NONE. */
static uint32_t told_by_both(const struct article *a, const struct noun *n)
{
	uint32_t c = n->chunk, first = a->sentences.items[n->sentence].first_chunk;
	c -= c > first && article_chunk(a, c - 1)->type == CHUNK_THAT;
	if (c < first + 5 || article_chunk(a, c - 1)->type != CHUNK_NOUN ||
	    article_chunk(a, c - 2)->type != CHUNK_VERB || article_chunk(a, c - 3)->type != CHUNK_NOUN)
		return NONE;
	const struct mention *cue = article_mention(a, a->verbs.items[article_chunk(a, c - 2)->item].main, LAYER_CUE);
	const struct noun *m = &a->nouns.items[article_chunk(a, c - 3)->item];
	return cue && cue->row->takes & TAKES_CLAUSE && joined_before(a, m) != NONE ? article_chunk(a, c - 3)->item
										    : NONE;
}

/* Erdinc is a heavy man: what a copula says of a person is no other person. */
static bool said_of_another(const struct article *a, const struct noun *m)
{
	return m->chunk > a->sentences.items[m->sentence].first_chunk &&
	       article_chunk(a, m->chunk - 1)->type == CHUNK_VERB &&
	       a->verbs.items[article_chunk(a, m->chunk - 1)->item].flags & VERB_COPULA;
}

/* he said, he told: the pronoun speaks. */
static bool speaks(const struct article *a, const struct noun *n)
{
	uint32_t next = n->chunk + 1;
	return n->flags & NOUN_PRONOUN && next < a->chunks.count && article_chunk(a, next)->type == CHUNK_VERB &&
	       article_covered(a, a->verbs.items[article_chunk(a, next)->item].main, LAYER_CUE);
}

/* Tendai Chuma crossed with one shoe. She said: somebody of two names and more who leads in this paragraph. */
static bool leads_here(const struct article *a, const struct noun *m, const struct noun *n)
{
	const struct entity *e = m->entity == NONE ? NULL : &a->entities.items[m->entity];
	return e && e->name_end - e->name_first >= 2 && actor_leads(a, m) &&
	       article_paragraph(a, m) == article_paragraph(a, n);
}

/* Whom a pronoun or possessive is looked up for. */
struct search {
	const struct article *a;
	const struct noun *n;
	enum wanted want;
	bool one; /* he or she */
	bool quoted; /* in speech itself */
	bool object; /* as object_of_lead() */
	uint32_t reached; /* the first sentence that was found near enough so far */
};

/* Too many sentences back, those that are speech throughout not counted. */
static bool too_far(struct search *s, const struct noun *m)
{
	if (m->sentence >= s->reached)
		return false;
	const uint32_t back = s->n->sentence - m->sentence;
	if (back > PRONOUN_SENTENCES + (s->quoted ? 0 : speech_between(s->a, m, s->n)))
		return true;
	s->reached = m->sentence;
	return false;
}

/* Tokyo's relationship with Beijing soured after its deal with NATO: the owner of what leads */
static bool owns_lead(const struct search *s, const struct noun *m)
{
	return s->want == WANT_IT && !(s->n->flags & NOUN_PRONOUN) && m->sentence == s->n->sentence &&
	       m->flags & NOUN_OWNED && m->actors[0] != NONE && (actor_leads(s->a, m) || reported(s->a, m));
}

static bool out_of_question(const struct search *s, const struct noun *m, bool owner)
{
	const enum wanted want = s->want;
	if ((!fits(s->a, m, want) && !owner) ||
	    (m->flags & NOUN_POSSESSIVE && want != WANT_IT && want != WANT_THEY && want != WANT_STATE))
		return true;
	if ((s->one || (want == WANT_IT && m->actors[1] != NONE)) && m->flags & NOUN_PRONOUN &&
	    wanted_by(s->a, m->first) == WANT_THEY)
		return true; /* what "they" stands for is not one */
	return s->one && m->entity == NONE && said_of_another(s->a, m);
}

/* The minister, he said, was late: who is spoken of does not speak. */
static bool around_saying(const struct article *a, const struct noun *m, const struct noun *n)
{
	const uint32_t behind = n->chunk + 2;
	return m->chunk + 2 == n->chunk && behind < a->chunks.count && speaks(a, n) &&
	       article_chunk(a, n->chunk - 1)->type == CHUNK_COMMA && article_chunk(a, behind)->type == CHUNK_COMMA;
}

/* By its place it is another one than the pronoun: in the same clause, or what leads where that is no object. */
static bool another(const struct search *s, const struct noun *m)
{
	const struct article *a = s->a;
	const struct noun *n = s->n;
	if (n->flags & NOUN_PRONOUN && m->sentence == n->sentence && s->want == WANT_IT && n->chunk - m->chunk < 3 &&
	    !said_between(a, m, n))
		return true;
	if (s->object && m->chunk == a->sentences.items[n->sentence].first_chunk)
		return true;
	if (s->one && m->sentence == n->sentence && around_saying(a, m, n))
		return true;
	return m->actors[1] != NONE && !actor_leads(a, m); /* officials from both sides ... they */
}

/* Taken only where nothing surer is found: a state may be they, people come first. */
static bool doubtful(const struct search *s, const struct noun *m)
{
	return (s->want == WANT_THEY && !(m->flags & NOUN_PLURAL)) || (s->one && !surely_person(s->a, m));
}

/* Li's call came after his threat. "Q," he said: the person whose it is that leads, as the noun that named him first;
 * or NONE. */
static uint32_t lead_owner(const struct search *s, const struct noun *m)
{
	const struct article *a = s->a;
	if (!(m->flags & NOUN_CLITIC) || m->entity != NONE || m->flags & NOUN_POSSESSIVE ||
	    m->chunk != a->sentences.items[m->sentence].first_chunk)
		return NONE;
	uint32_t i = m->first + 1;
	while (i < m->head && a->tokens.items[i].class != TOKEN_POSSESSIVE)
		i++;
	const uint32_t person = i < m->head ? article_last_named(a, i - 1) : NONE;
	if (person == NONE)
		return NONE;
	const struct entity *e = &a->entities.items[person];
	const uint8_t other = s->want == WANT_HE ? GENDER_FEMALE : GENDER_MALE;
	return e->gender == other || &a->nouns.items[e->noun] > m ? NONE : e->noun;
}

static uint32_t look_back(struct search *s)
{
	const struct article *a = s->a;
	const struct noun *n = s->n;
	uint32_t fallback = NONE, unsure = NONE, steps = 0;
	const bool speaker = s->one && speaks(a, n);
	uint32_t told = NONE; /* Sato said Xi was late. He said: Sato, not whom he spoke of */
	for (const struct noun *m = n; m > a->nouns.items && steps < PRONOUN_NOUNS;) {
		m--;
		if (!s->quoted && in_speech(a, m->head))
			continue;
		if (too_far(s, m))
			break;
		steps++;
		const uint32_t whose = s->one && told == NONE ? lead_owner(s, m) : NONE;
		if (whose != NONE)
			return whose;
		if (nobody(m))
			continue;
		const uint32_t k = (uint32_t)(m - a->nouns.items);
		const bool owner = owns_lead(s, m);
		if (out_of_question(s, m, owner))
			continue;
		if (s->object && m->sentence != n->sentence)
			break; /* insists the band is armed, accusing it of a raid: the band, which has no actor */
		if (another(s, m))
			continue;
		if (doubtful(s, m)) {
			if (s->one && leads_here(a, m, n))
				return k;
			unsure = unsure == NONE ? k : unsure;
			continue;
		}
		if (told != NONE && m->sentence != a->nouns.items[told].sentence)
			return told;
		if (speaker && told == NONE && m->sentence < n->sentence && reported(a, m)) {
			told = k;
			continue;
		}
		if (!s->object && (actor_leads(a, m) || owner))
			return k;
		/* met Chad over its sale to Mali, urging it: whom the clause before met */
		if (fallback == NONE || s->object)
			fallback = k;
	}
	return told != NONE ? told : fallback == NONE ? unsure : fallback;
}

static uint32_t antecedent(const struct article *a, uint32_t index, enum wanted want)
{
	const struct noun *n = &a->nouns.items[index];
	uint32_t both = want == WANT_THEY && n->flags & NOUN_PRONOUN ? told_by_both(a, n) : NONE;
	if (both != NONE)
		return both;
	uint32_t blamed = complained_of(a, n);
	bool things = blamed != NONE && want == WANT_THEY && a->nouns.items[blamed].flags & NOUN_PLURAL &&
		      article_chunk(a, n->chunk - 3)->type == CHUNK_VERB; /* banned the firms for their exports */
	if (blamed != NONE && (things || fits(a, &a->nouns.items[blamed], want)))
		return blamed;
	const uint32_t near = n->sentence > PRONOUN_SENTENCES ? n->sentence - PRONOUN_SENTENCES : 0;
	struct search search = {
		a, n, want, want == WANT_HE || want == WANT_SHE, in_speech(a, n->head), object_of_lead(a, n), near
	};
	return look_back(&search);
}

static void copy_reference(struct noun *n, const struct noun *m)
{
	n->entity = m->entity;
	n->actors[0] = m->actors[0];
	n->actors[1] = m->actors[1];
	n->role = m->role;
	n->gender = m->gender;
	n->place = m->place;
	n->office = m->office;
	n->flags |= m->flags & (NOUN_PEOPLE | NOUN_BODY);
}

/* "Q," one said; another added that; one of them told */
static bool one_speaks(const struct article *a, const struct noun *n)
{
	uint32_t next = n->chunk + 1;
	if (next + 2 < a->chunks.count && article_is(a, article_chunk(a, next)->first, "of") &&
	    article_is(a, article_chunk(a, next + 1)->first, "them"))
		next += 2;
	if (!(n->flags & NOUN_PRONOUN) || !(article_is(a, n->first, "one") || article_is(a, n->first, "another")) ||
	    next >= a->chunks.count || article_chunk(a, next)->type != CHUNK_VERB)
		return false;
	return article_covered(a, a->verbs.items[article_chunk(a, next)->item].main, LAYER_CUE);
}

/* South Africa, whose commandos struck: whose they are. */
void actor_whose(struct article *a, struct noun *n)
{
	uint32_t c = n->chunk, first = a->sentences.items[n->sentence].first_chunk;
	if (c < first + 2 || !article_is(a, article_chunk(a, c - 1)->first, "whose"))
		return;
	c -= 2;
	if (c > first && article_chunk(a, c)->type == CHUNK_COMMA)
		c--;
	if (article_chunk(a, c)->type != CHUNK_NOUN)
		return;
	const struct noun *m = &a->nouns.items[article_chunk(a, c)->item];
	if (m->actors[0] == NONE || m->place || m->entity != NONE || m->flags & NOUN_OWNED)
		return;
	n->actors[0] = m->actors[0];
	n->actors[1] = m->actors[1];
	n->owner = article_chunk(a, c)->item;
	n->flags |= NOUN_OWNED;
}

bool actor_somebody(const struct article *a, const struct noun *n)
{
	return n->head == n->first + 1 && n->end == n->head + 1 && article_is(a, n->first, "the") &&
	       (article_is(a, n->head, "man") || article_is(a, n->head, "woman"));
}

void actor_pronoun(struct article *a, uint32_t index)
{
	struct noun *n = &a->nouns.items[index];
	bool common = actor_common(a, n) && actor_leads(a, n), somebody = actor_somebody(a, n);
	enum wanted want = common ? WANT_STATE : one_speaks(a, n) ? WANT_ONE : wanted_by(a, n->first);
	if (somebody && actor_leads(a, n))
		want = article_is(a, n->head, "man") ? WANT_HE : WANT_SHE;
	if (want == WANT_NONE)
		return;
	bool plain = (n->flags & NOUN_PRONOUN) != 0 || somebody;
	if (!plain && (n->actors[0] != NONE || (n->entity != NONE && n->office == NONE)))
		return;
	uint32_t k = plain ? NONE : joined_before(a, n);
	if (k == NONE || !fits(a, &a->nouns.items[k], want))
		k = antecedent(a, index, want);
	if (k == NONE || (common && !actor_leads(a, &a->nouns.items[k])))
		return;
	const struct noun *m = &a->nouns.items[k];
	if (plain) {
		copy_reference(n, m);
		if (want == WANT_ONE)
			return;
		uint32_t other = want == WANT_THEY && n->actors[1] == NONE ? joined_before(a, m) : NONE;
		if (other != NONE && m->actors[0] != NONE) /* Chad and Mali ... they */
			n->actors[1] = a->nouns.items[other].actors[0];
		if (m->antecedent != NONE)
			n->antecedent = m->antecedent;
		else if (!(m->flags & NOUN_PRONOUN) && actor_leads(a, m))
			n->antecedent = k;
		return;
	}
	n->owner = m->antecedent != NONE ? m->antecedent : k;
	if (!m->place) {
		n->actors[0] = m->actors[0];
		n->actors[1] = m->actors[1];
		if (n->office == NONE)
			n->flags |= NOUN_OWNED;
		if (!actor_opposite(a, n))
			actor_affiliation(a, n);
	}
}

/* ..." the president stated: behind a closing mark. */
static bool behind_quote(const struct article *a, const struct noun *n)
{
	uint32_t c = n->chunk, first = a->sentences.items[n->sentence].first_chunk;
	c -= c > first && article_chunk(a, c - 1)->type == CHUNK_VERB;
	return c > first && article_chunk(a, c - 1)->type == CHUNK_QUOTE;
}

/* The phrase's person is known by another office than this one's: a minister is not meant by "the president". */
static bool holds_another(const struct article *a, const struct noun *m, const struct noun *n)
{
	if (m->office == NONE || article_tagged(a, a->mentions.items[m->office].first, TAG(abbr)))
		return false;
	const uint32_t own = a->mentions.items[n->office].end - 1, his = a->mentions.items[m->office].end - 1;
	return a->tokens.items[own].hash != a->tokens.items[his].hash && !article_listed(a, own, LIST_anyone);
}

uint32_t actor_speaks_on(const struct article *a, uint32_t index)
{
	const struct noun *n = &a->nouns.items[index];
	const uint32_t paragraph = article_paragraph(a, n);
	if (!(n->flags & NOUN_PEOPLE) || n->flags & NOUN_PLURAL || !behind_quote(a, n))
		return NONE;
	for (uint32_t k = index, steps = 0; k-- > 0 && steps < PRONOUN_NOUNS; steps++) {
		const struct noun *m = &a->nouns.items[k];
		if (article_paragraph(a, m) != paragraph)
			return NONE;
		if (m->entity == NONE || in_speech(a, m->head) || m->flags & NOUN_POSSESSIVE || !actor_leads(a, m))
			continue;
		const struct entity *e = &a->entities.items[m->entity];
		bool same = e->role == n->role && (!n->gender || !e->gender || n->gender == e->gender);
		return same && m->sentence < n->sentence && !holds_another(a, m, n) ? k : NONE;
	}
	return NONE;
}
