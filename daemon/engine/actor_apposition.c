/* actor, rule 3: apposition -> each of two phrases completes the other.
 *
 *   Jo Brown, the minister, ...; a professor at Y, Jo Brown, ...; Jo Brown, an Australian: what office or nation tells
 *   Jo Brown, one of Chad's ministers; one of them, law student Jo Brown: by those whom he is one of
 *   two lawmakers from Chad, Jo Brown and Ann Lee: both
 *   Uztransgaz, the Uzbek pipeline operator: whose nation is told
 *   no apposition: after talks with Jo Brown and Ann Lee, the official said (the main clause begins there); he met the
 *   minister, Li said */
#include "engine/actor.h"

/* Sheikh Abdullah, Kenya's trade minister: whom a title and a surname brought to mind is somebody else. */
static void forget_namesake(const struct article *a, struct entity *e, const struct noun *about)
{
	const struct mention *name = article_mention(a, e->name_first, LAYER_NAME);
	if (!e->row || (name && name->entry->kind == ENTRY_PERSON) || about->role != STANCED_ROLE_OFFICIAL ||
	    about->office == NONE || about->actors[0] == NONE || about->actors[0] == e->actor)
		return;
	e->row = NULL;
	e->actor = NONE;
}

/* Lawmakers from Chad, Jo Brown and Ann Lee, who is an MEP later: of the state that sent her to the parliament. */
static bool sent_to(const struct article *a, const struct entity *e, const struct noun *about)
{
	return e->role == STANCED_ROLE_PUBLIC && lexicon_actor(a->lexicon, (uint16_t)e->actor)->group &&
	       !lexicon_actor(a->lexicon, (uint16_t)about->actors[0])->group;
}

void actor_tell(struct article *a, struct noun *person, const struct noun *about)
{
	struct entity *e = &a->entities.items[person->entity];
	forget_namesake(a, e, about);
	bool official_row = e->row != NULL;
	if (about->role != STANCED_ROLE_NONE && (e->role == STANCED_ROLE_NONE || about->role == STANCED_ROLE_FORMER))
		e->role = about->role;
	/* Doctor Jo Brown, head of the agency */
	if (e->role == STANCED_ROLE_EXPERT && !e->row && about->office != NONE &&
	    (about->role == STANCED_ROLE_ORGANISATION || about->role == STANCED_ROLE_OFFICIAL))
		e->role = about->role;
	/* the president of France, Jane Roe: what the text calls its day's office outweighs the years on record */
	if (about->role == STANCED_ROLE_OFFICIAL && about->office != NONE && e->row &&
	    (e->role == STANCED_ROLE_FORMER || e->role == STANCED_ROLE_PUBLIC))
		e->role = STANCED_ROLE_OFFICIAL;
	if (about->actors[0] != NONE &&
	    (e->actor == NONE || (!official_row && about->office != NONE && e->role == STANCED_ROLE_EXPERT) ||
	     sent_to(a, e, about)))
		e->actor = about->actors[0];
	if (about->gender && !e->gender)
		e->gender = about->gender;
	person->actors[0] = e->actor;
	person->role = e->role;
}

bool actor_tells_office(const struct noun *n)
{
	return n->office != NONE && n->entity == NONE;
}

/* After the name in "the minister, Li Wei, said" the aside is closed; "he met the minister,
 * Li said" is no apposition. */
static bool closes(const struct article *a, uint32_t c, uint32_t end)
{
	if (c >= end)
		return true;
	uint8_t type = article_chunk(a, c)->type;
	return type == CHUNK_COMMA || type == CHUNK_STOP || type == CHUNK_QUOTE || type == CHUNK_WHO ||
	       type == CHUNK_DASH;
}

/* The firm's Dutch owner, Jo Brown, said: whatever the word means, who is named between commas before a verb of saying
 * is the one it tells of. */
static bool named_aside(const struct article *a, const struct noun *n, const struct noun *b, uint32_t end)
{
	const uint32_t never = NOUN_PLURAL | NOUN_BODY | NOUN_TIME | NOUN_NAME | NOUN_PRONOUN | NOUN_POSSESSIVE;
	uint32_t c = b->chunk;
	if (n->entity != NONE || n->office != NONE || n->flags & never || !(n->flags & NOUN_DETERMINED) ||
	    n->chunk + 2 != c || b->end - b->first < 2 || c + 2 >= end ||
	    article_chunk(a, c + 1)->type != CHUNK_COMMA || article_chunk(a, c + 2)->type != CHUNK_VERB)
		return false;
	const struct verb *v = &a->verbs.items[article_chunk(a, c + 2)->item];
	const struct mention *cue = article_mention(a, v->main, LAYER_CUE);
	return cue && cue->row->pos == POS_VERB && cue->row->takes & TAKES_CLAUSE && v->flags & VERB_FINITE;
}

/* minister of youth and sport: the second thing, at chunk c, that the office is charged with. */
static bool second_charge(const struct article *a, uint32_t c, uint32_t first)
{
	return c >= first + 4 && article_chunk(a, c - 1)->type == CHUNK_CONJUNCTION &&
	       article_chunk(a, c - 2)->type == CHUNK_NOUN && article_chunk(a, c - 3)->type == CHUNK_PREPOSITION &&
	       a->nouns.items[article_chunk(a, c)->item].entity == NONE &&
	       a->nouns.items[article_chunk(a, c)->item].actors[0] == NONE;
}

/* Jo Brown, an Australian; the Armenian, Levon Adamyan: one person who is told by the nation. */
bool actor_national(const struct article *a, const struct noun *n)
{
	return n->entity == NONE && n->office == NONE && n->actors[0] != NONE && n->head == n->first + 1 &&
	       n->flags & NOUN_DETERMINED && n->flags & NOUN_PEOPLE && article_covered(a, n->head, LAYER_NAME) &&
	       a->text[a->tokens.items[n->head].end - 1] != 's';
}

/* Uztransgaz, the Uzbek pipeline operator, said: what nobody knows but by the nation of what it is. */
static void tell_nation(struct article *a, struct noun *n, const struct noun *b, uint32_t end)
{
	struct entity *e = &a->entities.items[n->entity];
	bool told = b->flags & NOUN_OWNED && b->flags & NOUN_DETERMINED && !(b->flags & NOUN_PLURAL) &&
		    b->entity == NONE && b->office == NONE && a->tokens.items[b->head].letters == LETTERS_LOWER;
	if (!told || e->row || e->actor != NONE || e->noun != (uint32_t)(n - a->nouns.items) ||
	    !closes(a, b->chunk + 1, end))
		return;
	e->actor = n->actors[0] = b->actors[0];
	if (e->role == STANCED_ROLE_NONE && e->name_end == e->name_first + 1 && !article_word(a, e->name_first)->given)
		e->role = n->role = STANCED_ROLE_ORGANISATION;
}

/* After talks with Minister Jo Brown and Ann Lee, the official said: behind the first comma of a sentence that a
 * phrase or clause leads in, no apposition but the subject. */
static bool opens_main_clause(const struct article *a, const struct noun *b)
{
	const struct sentence *s = &a->sentences.items[b->sentence];
	const uint8_t lead = article_chunk(a, s->first_chunk)->type;
	if ((lead != CHUNK_PREPOSITION && lead != CHUNK_SUBORDINATOR) || !article_is(a, b->first, "the") ||
	    b->chunk + 1 >= s->end_chunk || !article_finite(a, b->chunk + 1, b->chunk + 2))
		return false;
	for (uint32_t c = s->first_chunk; c + 1 < b->chunk; c++)
		if (article_chunk(a, c)->type == CHUNK_COMMA)
			return false;
	return true;
}

/* One of Chad's ministers: the phrase of those whom the "one" of noun n is one of, if they hold an office; or NULL. */
static const struct noun *one_of(const struct article *a, const struct noun *n)
{
	uint32_t c = n->chunk + 1;
	if (!article_is(a, n->head, "one") || c + 1 >= a->sentences.items[n->sentence].end_chunk ||
	    !article_is(a, article_chunk(a, c)->first, "of") || article_chunk(a, c + 1)->type != CHUNK_NOUN)
		return NULL;
	const struct noun *m = &a->nouns.items[article_chunk(a, c + 1)->item];
	return actor_tells_office(m) && m->flags & NOUN_PEOPLE ? m : NULL;
}

/* The chunk that what stands right before the comma of noun b hangs on. */
static uint32_t phrase_before(const struct article *a, const struct noun *b)
{
	const uint32_t first = a->sentences.items[b->sentence].first_chunk;
	/* back over "for the ministry in Beijing" to the phrase it hangs on */
	uint32_t c = b->chunk - 2;
	if (c > first && article_chunk(a, c)->type == CHUNK_ADVERB)
		c--; /* the ambassador here, Jo Brown, */
	if (c >= first + 2 && article_is_age(a, c))
		c -= 2; /* Jo Brown, 52, a grocer, */
	while (c >= first + 2 && article_chunk(a, c)->type == CHUNK_NOUN &&
	       (article_chunk(a, c - 1)->type == CHUNK_PREPOSITION || second_charge(a, c, first)) &&
	       article_chunk(a, c - 2)->type == CHUNK_NOUN)
		c -= 2;
	if (c >= first + 3 && article_chunk(a, c - 1)->type == CHUNK_PREPOSITION &&
	    article_chunk(a, c - 2)->type == CHUNK_VERB && article_chunk(a, c - 3)->type == CHUNK_NOUN &&
	    !(a->verbs.items[article_chunk(a, c - 2)->item].flags & VERB_FINITE))
		c -= 3; /* a former minister living in Lagos, Jo Brown, */
	return c;
}

/* Person b, whom the phrase n before the comma tells of by more than an office. */
static void told_before(struct article *a, struct noun *n, struct noun *b, uint32_t end)
{
	bool ends = closes(a, b->chunk + 1, end);
	if (n->entity == NONE && article_is(a, n->head, "one") && ends) {
		const struct noun *of = one_of(a, n);
		if (of)
			actor_tell(a, b, of);
		n->entity = b->entity; /* one of them, law student Jo Brown */
		n->role = b->role;
		n->gender = b->gender;
	} else if (actor_national(a, n) && ends) {
		actor_tell(a, b, n);
		n->entity = b->entity;
	} else if (named_aside(a, n, b, end)) {
		actor_tell(a, b, n);
		n->entity = b->entity;
		n->flags = (n->flags & ~(uint32_t)NOUN_OWNED) | NOUN_PEOPLE;
		n->role = b->role;
		n->gender = b->gender;
	}
}

/* Rule 3, forwards: called when noun b, behind a comma, has just been read; before that stands noun n. */
static void apposition_to(struct article *a, struct noun *b)
{
	const struct sentence *s = &a->sentences.items[b->sentence];
	uint32_t c = phrase_before(a, b);
	if (article_chunk(a, c)->type != CHUNK_NOUN || opens_main_clause(a, b))
		return;
	struct noun *n = &a->nouns.items[article_chunk(a, c)->item];
	if (n->flags & NOUN_PRONOUN && !article_is(a, n->head, "one"))
		return; /* cops saw her, a source said */
	const struct noun *of = n->entity == NONE ? NULL : one_of(a, b);
	if (n->entity != NONE && actor_tells_office(b) && (b->flags & NOUN_PEOPLE)) {
		actor_tell(a, n, b);
		if (!(b->flags & (NOUN_PLURAL | NOUN_POSSESSIVE))) {
			b->entity = n->entity; /* "he" may go back to the apposition: it is the same person */
			if (n->gender)
				b->gender = n->gender;
		}
	} else if (of) {
		actor_tell(a, n, of);
		b->entity = n->entity;
	} else if (b->entity != NONE && actor_tells_office(n) && (n->flags & NOUN_PEOPLE)) {
		actor_tell(a, b, n);
		if (closes(a, b->chunk + 1, s->end_chunk) && !(n->flags & (NOUN_PLURAL | NOUN_POSSESSIVE))) {
			n->entity = b->entity;
			n->gender = b->gender;
		}
	} else if (n->entity != NONE && actor_national(a, b)) {
		actor_tell(a, n, b);
	} else if (n->entity != NONE && b->flags & NOUN_OWNED) {
		tell_nation(a, n, b, s->end_chunk);
	} else if (b->entity != NONE) {
		told_before(a, n, b, s->end_chunk);
	}
}

/* Two lawmakers from Chad, Jo Brown and Ann Lee, said: what the second name, b, is joined to is of both. */
static void joined_apposition(struct article *a, struct noun *b)
{
	uint32_t first = a->sentences.items[b->sentence].first_chunk, c = b->chunk - 2;
	if (c < first + 2 || article_chunk(a, c)->type != CHUNK_NOUN || article_chunk(a, c - 1)->type != CHUNK_COMMA ||
	    a->nouns.items[article_chunk(a, c)->item].entity == NONE)
		return;
	for (c -= 2; c >= first + 2 && article_chunk(a, c)->type == CHUNK_NOUN &&
		     article_chunk(a, c - 1)->type == CHUNK_PREPOSITION && article_chunk(a, c - 2)->type == CHUNK_NOUN;)
		c -= 2;
	if (article_chunk(a, c)->type != CHUNK_NOUN)
		return;
	const struct noun *n = &a->nouns.items[article_chunk(a, c)->item];
	if (actor_tells_office(n) && (n->flags & (NOUN_PEOPLE | NOUN_PLURAL)) == (NOUN_PEOPLE | NOUN_PLURAL))
		actor_tell(a, b, n);
}

/* Jo Brown, one of the envoys, said: the "one" behind the comma whom the envoys at noun index tell of, else index. */
static uint32_t one_before(const struct article *a, uint32_t index)
{
	const struct noun *n = &a->nouns.items[index];
	if (!(n->flags & NOUN_PLURAL) || n->chunk < a->sentences.items[n->sentence].first_chunk + 4 ||
	    article_chunk(a, n->chunk - 1)->type != CHUNK_PREPOSITION ||
	    article_chunk(a, n->chunk - 2)->type != CHUNK_NOUN ||
	    !article_is(a, article_chunk(a, n->chunk - 2)->first, "one"))
		return index;
	return article_chunk(a, n->chunk - 2)->item;
}

void actor_apposition(struct article *a, uint32_t index)
{
	const uint32_t one = one_before(a, index);
	struct noun *b = &a->nouns.items[one];
	const uint8_t before = b->chunk ? article_chunk(a, b->chunk - 1)->type : CHUNK_STOP;
	const bool joined = before == CHUNK_CONJUNCTION && b->entity != NONE;
	if ((before != CHUNK_COMMA && !joined) ||
	    (b->flags & NOUN_PRONOUN && one == index) || /* the minister, he said, was late */
	    b->chunk < a->sentences.items[b->sentence].first_chunk + 2)
		return;
	if (joined)
		joined_apposition(a, b);
	else
		apposition_to(a, b);
}
