/* clause: what a verb acts on, and phrases joined by commas and "and". */
#include "engine/clause.h"

/* A verb before chunk c in its clause. */
static bool verb_left(const struct article *a, uint32_t c)
{
	for (uint32_t steps = 0; c-- > 0 && steps < RELATIVE_CHUNKS; steps++) {
		const struct chunk *k = article_chunk(a, c);
		if (k->type == CHUNK_VERB)
			return true;
		if (k->type == CHUNK_STOP || k->type == CHUNK_QUOTE || k->type == CHUNK_THAT ||
		    k->type == CHUNK_SUBORDINATOR || a->tokens.items[k->first].flags & TOKEN_SENTENCE)
			return false;
	}
	return false;
}

uint8_t article_join(const struct article *a, uint32_t c, uint32_t end, uint32_t *nouns)
{
	uint8_t count = 0;
	/* "ties between A and B have soured": both belong to the preposition, whatever verb follows */
	bool told = verb_left(a, c);
	bool between = c > 0 && article_chunk(a, c - 1)->type == CHUNK_PREPOSITION &&
		       (article_prepositions(a, article_chunk(a, c - 1)->first) & (PREP(between) | PREP(among)));
	nouns[count++] = article_chunk(a, c)->item;
	while (count < VERB_SUBJECTS && c + 2 < end) {
		uint32_t link = c + 1;
		bool comma = article_chunk(a, link)->type == CHUNK_COMMA;
		if (comma && article_chunk(a, link + 1)->type == CHUNK_CONJUNCTION)
			link++;
		if (link + 1 >= end || article_chunk(a, link + 1)->type != CHUNK_NOUN)
			break;
		uint8_t type = article_chunk(a, link)->type;
		if (type != CHUNK_CONJUNCTION && type != CHUNK_COMMA)
			break;
		/* "condemned Japan and China said": the next phrase is the next clause's subject */
		uint32_t next = link + 2;
		while (next < end && clause_is_time(a, next))
			next++;
		next = article_over_phrases(a, next, end); /* to Mali, diplomats in Dakar say */
		/* cut ties with Mali, and Oman and Chad said */
		if (comma && link == c + 2 && next + 1 < end && article_chunk(a, next)->type == CHUNK_CONJUNCTION &&
		    article_chunk(a, next + 1)->type == CHUNK_NOUN)
			next = article_over_phrases(a, next + 2, end);
		if (!between && told && next < end && article_chunk(a, next)->type == CHUNK_VERB &&
		    (a->verbs.items[article_chunk(a, next)->item].flags & VERB_FINITE))
			break;
		c = link + 1;
		nouns[count++] = article_chunk(a, c)->item;
	}
	return count;
}

/* Taiwan, which Beijing claims as its own: what stands before the pronoun, or NONE. */
static uint32_t relative_object(const struct article *a, const struct verb *v)
{
	uint32_t first = a->sentences.items[v->sentence].first_chunk, c = v->chunk;
	if (!(v->flags & VERB_FINITE) || v->flags & (VERB_PASSIVE | VERB_COPULA) || c < first + 3 ||
	    article_chunk(a, c - 1)->type != CHUNK_NOUN)
		return NONE;
	c--;
	if (c > first && article_chunk(a, c - 1)->type == CHUNK_NOUN) { /* a charge Beijing denied */
		const struct mention *cue = article_mention(a, article_chunk(a, c - 1)->end - 1, LAYER_CUE);
		return cue ? article_chunk(a, c - 1)->item : NONE;
	}
	while (c >= first + 4 && article_chunk(a, c - 1)->type == CHUNK_CONJUNCTION &&
	       article_chunk(a, c - 2)->type == CHUNK_NOUN)
		c -= 2;
	if (article_chunk(a, c - 1)->type != CHUNK_WHO)
		return NONE;
	c = clause_left_of(a, c - 1, first);
	if (c != NONE && c > first &&
	    (article_chunk(a, c)->type == CHUNK_COMMA || article_chunk(a, c)->type == CHUNK_DASH))
		c = clause_left_of(a, c, first);
	return c != NONE && article_chunk(a, c)->type == CHUNK_NOUN ? article_chunk(a, c)->item : NONE;
}

uint32_t article_over_naming(const struct article *a, uint32_t c, uint32_t end)
{
	if (c + 3 >= end || article_chunk(a, c + 1)->type != CHUNK_NOUN ||
	    article_chunk(a, c + 2)->type != CHUNK_VERB || !article_is(a, article_chunk(a, c)->first, "what"))
		return c;
	const struct verb *names = &a->verbs.items[article_chunk(a, c + 2)->item];
	const struct mention *cue = article_mention(a, names->main, LAYER_CUE);
	bool as = c + 4 < end && article_is(a, article_chunk(a, c + 3)->first, "as");
	bool called = cue && cue->row->takes & TAKES_OBJECT;
	const struct chunk *next = article_chunk(a, c + 3);
	bool was = c + 4 < end && cue && next->type == CHUNK_VERB && /* what it said was an attack */
		   a->verbs.items[next->item].flags & VERB_COPULA;
	if (names->flags & (VERB_INFINITIVE | VERB_ING) || !(as || called || was))
		return c;
	c += 3 + (as || was);
	/* what it called "an attack" */
	return c + 1 < end && a->tokens.items[article_chunk(a, c)->first].class == TOKEN_MARK ? c + 1 : c;
}

uint32_t article_asking_end(const struct article *a, uint32_t c, uint32_t end)
{
	if (article_chunk(a, c + 1)->type != CHUNK_NOUN)
		return c;
	bool of = c + 3 < end && article_chunk(a, c + 3)->type == CHUNK_NOUN &&
		  article_prepositions(a, article_chunk(a, c + 2)->first) & (PREP(of) | PREP(from) | PREP(by));
	return of ? c + 3 : c + 1;
}

/* rejected as absurd a Chadian offer: from "as" at chunk c over a bare adjective or two to the chunk behind, or c. */
static uint32_t over_judgement(const struct article *a, uint32_t c, uint32_t end)
{
	uint32_t last = c + 1;
	if (c + 2 >= end || !article_is(a, article_chunk(a, c)->first, "as"))
		return c;
	const struct chunk *one = article_chunk(a, last); /* as absurd Chad's offer: one phrase */
	if (one->type == CHUNK_NOUN && a->nouns.items[one->item].flags & NOUN_OWNED &&
	    !article_covered(a, one->first, LAYER_NAME) && !article_tagged(a, one->first, TAG(det) | TAG(poss)))
		return last;
	if (last + 3 < end && article_chunk(a, last + 1)->type == CHUNK_CONJUNCTION)
		last += 2;
	for (uint32_t k = c + 1; k <= last; k += 2) {
		const struct chunk *x = article_chunk(a, k);
		bool bare = x->type == CHUNK_NOUN && x->end - x->first <= 2 &&
			    !article_tagged(a, x->first, TAG(det) | TAG(poss) | TAG(pron) | TAG(number)) &&
			    a->nouns.items[x->item].actors[0] == NONE;
		if (!bare && x->type != CHUNK_ADVERB)
			return c;
	}
	return last + 1 < end && article_chunk(a, last + 1)->type == CHUNK_NOUN ? last + 1 : c;
}

/* had shown "a patience without end": the quotation that chunk c opens, unless the verb takes quotations. */
static bool opens_object(const struct article *a, const struct verb *v, uint32_t c)
{
	uint32_t mark = article_chunk(a, c)->first;
	const struct mention *cue = article_mention(a, v->main, LAYER_CUE);
	return c == v->chunk + 1 && !(cue && cue->row->takes & TAKES_QUOTE) && a->quote_at[mark] == NONE &&
	       a->quote_at[mark + 1] != NONE;
}

/* From chunk c, right behind a verb group, to the chunk of what it acts on, where something stands before that. */
static uint32_t to_object(const struct article *a, const struct verb *v, uint32_t c, uint32_t end)
{
	const uint8_t type = article_chunk(a, c)->type;
	if (type == CHUNK_NOUN || type == CHUNK_ADVERB)
		return article_over_part(a, c, end);
	if (type == CHUNK_SUBORDINATOR)
		c = over_judgement(a, c, end);
	c = article_over_naming(a, c, end);
	return article_chunk(a, c)->type == CHUNK_QUOTE && opens_object(a, v, c) && c + 1 < end ? c + 1 : c;
}

void clause_find_object(struct article *a, struct verb *v)
{
	const struct sentence *s = &a->sentences.items[v->sentence];
	uint32_t c = v->chunk + 1;
	while (c < s->end_chunk && clause_is_time(a, c) && article_chunk(a, c)->item == NONE) {
		uint32_t whole = article_over_part(a, c, s->end_chunk); /* withdrew the last of its troops */
		c = whole == c ? c + 1 : whole;
	}
	if (c < s->end_chunk)
		c = to_object(a, v, c, s->end_chunk);
	if (c < s->end_chunk && article_chunk(a, c)->type == CHUNK_NOUN && !article_inverted(a, v)) {
		v->object_count = article_joined(a, c, s->end_chunk, v->objects);
		return;
	}
	v->objects[0] = relative_object(a, v);
	v->object_count = v->objects[0] != NONE;
}
