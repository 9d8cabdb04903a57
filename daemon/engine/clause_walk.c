/* clause: ways over the chunks of a sentence, mostly to the left: past adverbs, brackets and asides, back to the start
 * of a chain of phrases, to the verb before. clause.c says what is looked for. */
#include "engine/clause.h"

uint32_t clause_over_brackets(const struct article *a, uint32_t c, uint32_t first)
{
	uint32_t open = c;
	if (article_chunk(a, c)->type != CHUNK_CLOSE)
		return c;
	while (open > first && article_chunk(a, open)->type != CHUNK_OPEN)
		open--;
	return article_chunk(a, open)->type == CHUNK_OPEN ? open : c;
}

/* Left over adverbs, and prepositions that hold only a time (on Monday). Returns NONE at the sentence's start. */
uint32_t clause_left_over(const struct article *a, uint32_t c, uint32_t first)
{
	while (c-- > first) {
		const struct chunk *k = article_chunk(a, c);
		if (k->type == CHUNK_ADVERB) {
			if (c > first && k->item != NONE && article_chunk(a, c - 1)->type == CHUNK_PREPOSITION)
				c--;
			continue;
		}
		if (k->type != CHUNK_CLOSE || clause_over_brackets(a, c, first) == c)
			return c;
		c = clause_over_brackets(a, c, first);
	}
	return NONE;
}

static bool reduced(const struct article *a, uint32_t c)
{
	const struct chunk *k = article_chunk(a, c);
	return k->type == CHUNK_VERB && (a->verbs.items[k->item].flags & (VERB_PARTICIPLE | VERB_ING));
}

/* A manager identified (only) as Zhong, a group known as the Owls: the noun phrase so named at chunk c, or NONE. */
static uint32_t named_as(const struct article *a, uint32_t c, uint32_t first)
{
	uint32_t verb = c - 2 - (article_chunk(a, c - 2)->type == CHUNK_ADVERB);
	return article_is(a, article_chunk(a, c - 1)->first, "as") && verb > first && reduced(a, verb) &&
			       article_chunk(a, verb - 1)->type == CHUNK_NOUN
		       ? verb - 1
		       : NONE;
}

/* in the town and around it: two prepositional phrases joined, the second of them at chunk c. */
static bool is_joined_place(const struct article *a, uint32_t c)
{
	return article_chunk(a, c - 2)->type == CHUNK_CONJUNCTION && article_chunk(a, c - 3)->type == CHUNK_NOUN &&
	       article_chunk(a, c - 4)->type == CHUNK_PREPOSITION && article_chunk(a, c - 5)->type == CHUNK_NOUN;
}

/* diplomats close to the talks, officials familiar with them: an adjective behind its noun, which the tag stage takes
 * for an adverb. */
static bool close_to(const struct article *a, uint32_t c)
{
	const uint32_t word = article_chunk(a, c)->first;
	return article_chunk(a, c)->type == CHUNK_ADVERB && article_tagged(a, word, TAG(adj)) &&
	       (article_tagged(a, article_chunk(a, c + 1)->first, TAG(to)) ||
		article_listed(a, word, LIST_told_behind));
}

uint32_t clause_chain_walk(const struct article *a, uint32_t c, uint32_t first)
{
	for (;;) {
		uint8_t link = c < first + 2 ? (uint8_t)CHUNK_STOP : article_chunk(a, c - 1)->type;
		if (link != CHUNK_PREPOSITION) {
			uint32_t named = link == CHUNK_SUBORDINATOR && c >= first + 3 ? named_as(a, c, first) : NONE;
			return named == NONE ? c : named;
		}
		if (article_chunk(a, c - 2)->type == CHUNK_NOUN)
			c -= 2;
		else if (c >= first + 3 && article_chunk(a, c - 2)->type == CHUNK_COMMA &&
			 article_chunk(a, c - 3)->type == CHUNK_NOUN &&
			 article_is(a, article_chunk(a, c - 1)->first, "including"))
			return c - 3; /* several states, including Oman, said */
		else if (c >= first + 5 && is_joined_place(a, c))
			c -= 3; /* observers in the town and around it */
		else if (c >= first + 3 && (reduced(a, c - 2) || close_to(a, c - 2)) &&
			 article_chunk(a, c - 3)->type == CHUNK_NOUN)
			/* forces based in Syria, a minister now living in Lagos; diplomats close to the talks */
			c -= 3;
		else
			return c;
	}
}

uint32_t clause_between_walk(const struct article *a, uint32_t c, uint32_t first)
{
	if (article_chunk(a, c - 2)->type != CHUNK_NOUN || article_chunk(a, c - 3)->type != CHUNK_PREPOSITION)
		return c;
	return article_prepositions(a, article_chunk(a, c - 3)->first) & PREP(between) ? c - 2 : c;
}

/* Wrote to the fans saying, spoke in a broadcast saying: things between do not speak, the sentence's subject does. */
bool clause_mute(const struct article *a, uint32_t noun)
{
	const struct noun *n = &a->nouns.items[noun];
	const struct mention *cue = article_mention(a, n->head, LAYER_CUE);
	return n->entity == NONE && !(n->flags & (NOUN_PEOPLE | NOUN_BODY | NOUN_PRONOUN)) &&
	       !(cue && cue->row->pos == POS_NOUN);
}

static bool state(const struct article *a, uint32_t noun)
{
	const struct noun *n = &a->nouns.items[noun];
	return n->actors[0] != NONE && n->entity == NONE && n->office == NONE &&
	       !(n->flags & (NOUN_PEOPLE | NOUN_OWNED));
}

/* Chadians, Malian troops: people told by whose they are */
static bool people_of_state(const struct article *a, uint32_t noun)
{
	const struct noun *n = &a->nouns.items[noun];
	return n->flags & NOUN_PEOPLE && n->actors[0] != NONE && n->entity == NONE && n->office == NONE;
}

/* Both of a kind: deals with Albania and France, a plan for Chadians and Malians: the second stands with the first. */
static bool both_inside(const struct article *a, uint32_t last, uint32_t before, uint32_t head)
{
	return (state(a, last) && state(a, before)) ||
	       (clause_mute(a, head) && people_of_state(a, last) && people_of_state(a, before));
}

/* among Chad: the preposition before chunk c puts a whole list inside what stands before it. */
static bool within(const struct article *a, uint32_t c)
{
	return (article_prepositions(a, article_chunk(a, c - 1)->first) & (PREP(among) | PREP(between))) != 0 ||
	       article_is(a, article_chunk(a, c - 1)->first, "amongst");
}

uint8_t clause_collect_joined(const struct article *a, uint32_t c, uint32_t first, uint32_t *nouns)
{
	uint8_t count = 0;
	nouns[count++] = article_chunk(a, c)->item;
	bool joined = false;
	while (count < VERB_SUBJECTS && c >= first + 2) {
		uint8_t link = article_chunk(a, c - 1)->type;
		uint32_t before = c - 2;
		if (link == CHUNK_CONJUNCTION && article_chunk(a, before)->type == CHUNK_COMMA && before > first)
			before--;
		bool fits = article_chunk(a, before)->type == CHUNK_NOUN &&
			    (link == CHUNK_CONJUNCTION || (link == CHUNK_COMMA && joined));
		if (!fits)
			break;
		/* sells arms to Mali, and Chad has recalled: a comma before the "and" opens a clause */
		bool clause = before + 3 == c && article_finite(a, first, before) &&
			      article_chunk(a, clause_chain_start(a, before, first) - 1)->type != CHUNK_COMMA;
		if (clause)
			break;
		joined = true;
		c = clause_chain_start(a, before, first);
		/* experts on arms and trade said: the second thing is what they are expert in */
		if (count == 1 && c != before &&
		    ((clause_mute(a, nouns[0]) && !clause_mute(a, article_chunk(a, c)->item)) ||
		     both_inside(a, nouns[0], article_chunk(a, before)->item, article_chunk(a, c)->item)))
			count = 0;
		if (c != before && within(a, before))
			count = 0; /* trade wars among Chad, Mali and Niger would hurt it */
		nouns[count++] = article_chunk(a, c)->item;
	}
	return count;
}

/* What stands inside speech governs nothing outside it. */
bool clause_other_speech(const struct article *a, const struct chunk *k, uint32_t token)
{
	uint32_t q = a->quote_at[k->first];
	return q != NONE && q != a->quote_at[token] && a->quotes.items[q].words > 3;
}

uint32_t clause_verb_before(const struct article *a, uint32_t c, uint32_t first, uint32_t flags)
{
	uint32_t token = c < a->chunks.count ? article_chunk(a, c)->first : 0;
	while (c-- > first) {
		c = clause_over_brackets(a, c, first);
		const struct chunk *k = article_chunk(a, c);
		if (clause_other_speech(a, k, token))
			continue;
		if (k->type == CHUNK_VERB && (flags == 0 || (a->verbs.items[k->item].flags & flags)))
			return k->item;
		if (k->type == CHUNK_STOP)
			return NONE;
	}
	return NONE;
}

/* Rule 3: the comma that opens the aside closed by the comma at chunk c; NONE when there is none. */
uint32_t clause_aside_start(const struct article *a, uint32_t c, uint32_t first)
{
	/* Li, head of the bank -- the one that failed, which is known -- said */
	for (uint32_t k = c; article_chunk(a, c)->type == CHUNK_DASH && k-- > first + 1 && k + 2 * RELATIVE_CHUNKS > c;)
		if (article_chunk(a, k)->type == CHUNK_DASH)
			return article_chunk(a, k - 1)->type == CHUNK_NOUN ? k : NONE;
	bool verbs = false;
	for (uint32_t k = c; k-- > first;) {
		const struct chunk *x = article_chunk(a, k);
		if (x->type == CHUNK_VERB &&
		    (a->verbs.items[x->item].flags & (VERB_FINITE | VERB_RELATIVE)) == VERB_FINITE &&
		    !clause_says(a, &a->verbs.items[x->item]))
			verbs = true;
		if (x->type == CHUNK_STOP || x->type == CHUNK_QUOTE)
			return NONE;
		if (x->type != CHUNK_COMMA && x->type != CHUNK_DASH)
			continue;
		if (k == first)
			return NONE;
		uint8_t opener = article_chunk(a, k + 1)->type;
		bool clause = opener == CHUNK_WHO || opener == CHUNK_SUBORDINATOR || opener == CHUNK_VERB ||
			      (opener == CHUNK_PREPOSITION && k + 2 < c && article_chunk(a, k + 2)->type == CHUNK_WHO);
		bool noun_before = article_chunk(a, k - 1)->type == CHUNK_NOUN ||
				   article_chunk(a, k - 1)->type == CHUNK_CLOSE ||
				   (k > first + 1 && article_chunk(a, k - 1)->type == CHUNK_ADVERB &&
				    article_chunk(a, k - 2)->type == CHUNK_NOUN); /* the envoy here, Li, said */
		if (noun_before && (clause || !verbs))
			return k;
	}
	return NONE;
}

/* those who know the river say: a verb of saying in the plural present at chunk c, after a phrase in the singular. */
static bool plainly_says(const struct article *a, uint32_t c)
{
	if (c >= a->chunks.count || article_chunk(a, c)->type != CHUNK_VERB ||
	    article_chunk(a, c - 1)->type != CHUNK_NOUN)
		return false;
	const struct verb *v = &a->verbs.items[article_chunk(a, c)->item];
	uint8_t forms = article_word(a, v->main)->verb;
	return clause_says(a, v) && v->first == v->main && (forms & FORM_BASE) && !(forms & FORM_PAST) &&
	       !(a->nouns.items[article_chunk(a, c - 1)->item].flags & (NOUN_PLURAL | NOUN_PRONOUN));
}

/* leaders who have been its critics have embraced it: the phrase before the relative clause that ends at chunk c. */
uint32_t clause_before_relative(const struct article *a, uint32_t c, uint32_t first)
{
	bool told = false;
	for (uint32_t k = c, steps = 0; k-- > first && steps < RELATIVE_CHUNKS; steps++) {
		const struct chunk *x = article_chunk(a, k);
		if (x->type == CHUNK_VERB && (a->verbs.items[x->item].flags & VERB_FINITE)) {
			bool asks = k + 1 <= c && article_infinitive(a, k + 1); /* who asked not to be named */
			if (told || (clause_says(a, &a->verbs.items[x->item]) && !plainly_says(a, c + 1) && !asks))
				return NONE;
			told = true;
		}
		if (x->type == CHUNK_COMMA || x->type == CHUNK_STOP || x->type == CHUNK_QUOTE ||
		    x->type == CHUNK_SUBORDINATOR || x->type == CHUNK_BUT || x->type == CHUNK_CONJUNCTION)
			return NONE;
		if (x->type == CHUNK_WHO || x->type == CHUNK_THAT)
			return told && k > first && article_chunk(a, k - 1)->type == CHUNK_NOUN ? k - 1 : NONE;
	}
	return NONE;
}

/* all the experts I met said: the phrase before a relative clause without "who" that ends with the verb at chunk c. */
uint32_t clause_before_bare_relative(const struct article *a, uint32_t c, uint32_t first)
{
	if (c < first + 2 || article_chunk(a, c - 1)->type != CHUNK_NOUN ||
	    article_chunk(a, c - 2)->type != CHUNK_NOUN ||
	    !(a->nouns.items[article_chunk(a, c - 1)->item].flags & NOUN_PRONOUN) ||
	    !(a->verbs.items[article_chunk(a, c)->item].flags & VERB_FINITE))
		return NONE;
	return c - 2;
}
