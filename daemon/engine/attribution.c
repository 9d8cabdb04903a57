/* statement, first half: cues and their speakers.
 *
 *   1. a verb of cues.tsv that is finite, or an -ing form ("..., adding that"), not passive; its subject by grammar
 *      speaks; a to-infinitive only where a clause or quotation follows
 *   2. passive with "by": the agent speaks; "was quoted as saying": the subject speaks
 *   3. phrases (according to S, in the words of S): the noun phrase after them
 *      "R quoted S as saying": the object of the verb before speaks, its subject where it is passive
 *   4. cue nouns with a that-clause and an owner (Trump's claim that ...)
 * A speaker is a person, a people, a body, or any noun phrase that is no time; pronouns speak for whom they stand. */
#include "engine/statement.h"

#define ASIDE_CHUNKS 12 /* between the commas of what is told of a speaker */
#define SAYING_CHUNKS 8 /* from "as saying" back to the verb it hangs on */

/* Last token of the phrase at chunk c with its prepositional phrases, up to a comma, verb or mark. "over 300 people"
 * and the like begin something new. */
static uint32_t phrase_end(const struct article *a, uint32_t c, uint32_t end_chunk)
{
	while (c + 2 < end_chunk && article_chunk(a, c + 1)->type == CHUNK_PREPOSITION &&
	       !(article_prepositions(a, article_chunk(a, c + 1)->first) & PREP(over)) &&
	       article_chunk(a, c + 2)->type == CHUNK_NOUN)
		c += 2;
	return c;
}

/* Past an apposition or relative clause that follows an inverted subject: "said Li, a spokesman, on Monday". */
static uint32_t inverted_end(const struct article *a, uint32_t c, uint32_t end_chunk)
{
	c = phrase_end(a, c, end_chunk);
	return c + 1;
}

/* Witnesses and aid workers said; the captain, Li Wei, 58, said; Li Wei, the captain, 58, said: behind a comma or
 * quotation, the first chunk of who speaks, where the subject found at chunk c is the last of them. */
static uint32_t first_speaker(const struct article *a, uint32_t c, uint32_t floor)
{
	if (c < floor + 3 || !is_type(a, c - 2, CHUNK_NOUN) ||
	    (!is_type(a, c - 3, CHUNK_COMMA) && !is_type(a, c - 3, CHUNK_QUOTE)))
		return c;
	const struct noun *n = &a->nouns.items[article_chunk(a, c - 2)->item];
	const struct noun *own = &a->nouns.items[article_chunk(a, c)->item];
	bool office = (n->office != NONE && n->flags & NOUN_DETERMINED) ||
		      (own->office != NONE && own->flags & NOUN_DETERMINED);
	bool same = office && n->entity != NONE && n->entity == own->entity;
	bool people = n->flags & (NOUN_PEOPLE | NOUN_BODY) || n->entity != NONE;
	bool joined = is_type(a, c - 1, CHUNK_CONJUNCTION) && people;
	return joined || (is_type(a, c - 1, CHUNK_COMMA) && same) ? c - 2 : c;
}

/* Rebels took a nurse, police and witnesses said: the nurse, before the comma of a speaker at token start, belongs to
 * what is said. */
static bool is_object(const struct article *a, const struct noun *n, uint32_t start)
{
	const struct sentence *s = &a->sentences.items[n->sentence];
	uint32_t c = a->chunk_at[start];
	if (c <= s->first_chunk || n->chunk <= s->first_chunk || !is_type(a, c - 1, CHUNK_COMMA) ||
	    !is_type(a, n->chunk - 1, CHUNK_VERB))
		return false;
	return !article_mention(a, a->verbs.items[article_chunk(a, n->chunk - 1)->item].main, LAYER_CUE);
}

static void place(const struct article *a, struct attribution *at, const struct verb *v)
{
	const struct sentence *s = &a->sentences.items[v->sentence];
	at->start = v->first;
	at->end = v->end > at->cue->end ? v->end : at->cue->end;
	at->after = v->chunk + 1;
	while (at->after < s->end_chunk && article_chunk(a, at->after)->end <= at->end)
		at->after++;
	if (at->noun == NONE)
		return;
	const struct noun *n = &a->nouns.items[at->noun];
	if (at->inverted) {
		at->after = inverted_end(a, n->chunk, s->end_chunk);
		at->end = article_chunk(a, at->after - 1)->end;
	} else if (n->first < at->start && n->sentence == v->sentence && v->governor == NONE && v->subject_count) {
		at->start = n->first;
		for (uint8_t i = 1; i < v->subject_count && at->noun == v->subjects[0];
		     i++) { /* Japan and China said */
			const struct noun *other = &a->nouns.items[v->subjects[i]];
			if (other->sentence == v->sentence && other->first < at->start &&
			    !is_object(a, other, at->start))
				at->start = other->first;
		}
		uint32_t c = a->chunk_at[at->start];
		at->start = article_chunk(a, first_speaker(a, c, s->first_chunk))->first;
	}
}

static uint32_t agent(const struct article *a, const struct verb *v)
{
	const struct sentence *s = &a->sentences.items[v->sentence];
	for (uint32_t c = v->chunk + 1; c + 1 < s->end_chunk && c < v->chunk + 6; c++) {
		uint8_t type = article_chunk(a, c)->type;
		if (type == CHUNK_STOP || type == CHUNK_VERB)
			return NONE;
		if (type == CHUNK_PREPOSITION && article_is(a, article_chunk(a, c)->first, "by") &&
		    article_chunk(a, c + 1)->type == CHUNK_NOUN)
			return article_chunk(a, c + 1)->item;
	}
	return NONE;
}

static bool content_follows(const struct article *a, const struct verb *v, const struct mention *cue)
{
	const struct sentence *s = &a->sentences.items[v->sentence];
	for (uint32_t i = cue->end; i < s->end && i < cue->end + 6; i++) {
		if (article_tagged(a, i, TAG(that)) ||
		    (i + 1 < s->end && a->quote_at[i + 1] != NONE && a->quote_at[i] == NONE))
			return true;
	}
	return false;
}

static bool quotes_saying(const struct article *a, const struct mention *cue)
{
	return cue->end - cue->first > 1 &&
	       (article_is(a, cue->end - 1, "saying") || article_is(a, cue->end - 1, "said"));
}

static bool thing(const struct article *a, uint32_t noun)
{
	const struct noun *n = &a->nouns.items[noun];
	return !(n->flags & (NOUN_PEOPLE | NOUN_BODY | NOUN_PRONOUN)) && n->entity == NONE && n->actors[0] == NONE;
}

/* an official of a group called Harbour Watch: the word names the group. */
static bool group_called(const struct article *a, const struct verb *v)
{
	const struct chunk *k = v->chunk > 0 ? article_chunk(a, v->chunk - 1) : NULL;
	return k && k->type == CHUNK_NOUN && v->first == v->main && k->item != v->subjects[0] &&
	       (article_is(a, k->first, "a") || article_is(a, k->first, "an"));
}

/* The council issued a statement calling, parents sent a letter to the board urging; signed a petition that urged,
 * chanting slogans that accused: who gave out the document speaks. */
static uint32_t author(const struct article *a, const struct verb *v)
{
	const struct noun *document = &a->nouns.items[v->subjects[0]];
	if (!(v->flags & (VERB_ING | VERB_RELATIVE)) || document->actors[0] != NONE ||
	    !(article_is_document(a, document) || article_listed(a, document->head, LIST_handouts)))
		return v->subjects[0];
	const struct verb *gave = v->governor == NONE ? NULL : &a->verbs.items[v->governor];
	if (v->flags & VERB_ING && gave && gave->object_count == 1 && gave->subject_count &&
	    gave->objects[0] == v->subjects[0] && !(gave->flags & VERB_PASSIVE))
		return gave->subjects[0];
	if (document->chunk == 0 || !is_type(a, document->chunk - 1, CHUNK_VERB))
		return v->subjects[0];
	gave = &a->verbs.items[article_chunk(a, document->chunk - 1)->item];
	bool gives_out = article_listed(a, gave->main, LIST_gives_out) && gave->subject_count;
	return gives_out && !(gave->flags & VERB_PASSIVE) ? gave->subjects[0] : v->subjects[0];
}

/* The first chunk of the verb's sentence; where that begins inside a quotation, of the one in which it was opened. */
static uint32_t opening_sentence(const struct article *a, const struct verb *v)
{
	uint32_t s = v->sentence;
	const uint32_t q = a->quote_at[a->sentences.items[s].first];
	if (q != NONE && a->quotes.items[q].close < v->first)
		while (s > 0 && a->sentences.items[s].first > a->quotes.items[q].open)
			s--;
	return a->sentences.items[s].first_chunk;
}

/* He called it a failure: "Q," later adding that; "Q", and concluded that: behind a closing mark, or "and" where
 * nothing nearer leads the verb, the subject of the sentence's first verb. */
static uint32_t opening_subject(const struct article *a, const struct verb *v)
{
	uint32_t first = a->sentences.items[v->sentence].first_chunk, c = v->chunk;
	const uint32_t floor = opening_sentence(a, v);
	while (c > first && is_type(a, c - 1, CHUNK_ADVERB))
		c--;
	bool joined = v->flags & VERB_FINITE && c > first &&
		      (is_type(a, c - 1, CHUNK_CONJUNCTION) || is_type(a, c - 1, CHUNK_BUT));
	if (c == first || !(joined || (v->flags & VERB_ING && is_type(a, c - 1, CHUNK_QUOTE))))
		return NONE;
	for (c = floor; c < v->chunk; c++) {
		if (!is_type(a, c, CHUNK_VERB))
			continue;
		const struct verb *told = &a->verbs.items[article_chunk(a, c)->item];
		bool tells = told->flags & VERB_FINITE && told->subject_count && a->quote_at[told->first] == NONE;
		return tells && !(told->flags & VERB_PASSIVE) ? told->subjects[0] : NONE;
	}
	return NONE;
}

/* He said: "We are ready," adding that it would start: "we" stands inside the quotation, and does not add. */
static bool spoken_subject(const struct article *a, const struct verb *v)
{
	const struct noun *n = &a->nouns.items[v->subjects[0]];
	return v->flags & VERB_ING && a->quote_at[n->first] != NONE && a->quote_at[v->first] == NONE;
}

/* The verb that "as saying" hangs on, before chunk c; or NULL. */
static const struct verb *quoting_verb(const struct article *a, uint32_t c, uint32_t first)
{
	for (uint32_t steps = 0; c-- > first && steps < SAYING_CHUNKS; steps++)
		if (is_type(a, c, CHUNK_VERB))
			return &a->verbs.items[article_chunk(a, c)->item];
	return NULL;
}

/* R quoted S as warning that Q: behind "as", whom the verb before quotes; or NONE. */
static uint32_t whom_quoted(const struct article *a, const struct verb *v)
{
	const uint32_t first = a->sentences.items[v->sentence].first_chunk;
	const uint32_t as = v->chunk - 1;
	if (!(v->flags & VERB_ING) || v->chunk < first + 3 || !article_is(a, article_chunk(a, as)->first, "as"))
		return NONE;
	const struct verb *quotes = quoting_verb(a, as, first);
	if (!quotes || !article_listed(a, quotes->main, LIST_quotes))
		return NONE;
	if (quotes->flags & VERB_PASSIVE)
		return quotes->subject_count ? quotes->subjects[0] : NONE; /* S was quoted as warning */
	return quotes->object_count ? quotes->objects[0] : NONE;
}

static bool verb_speaks(const struct article *a, const struct verb *v, struct attribution *at)
{
	const struct mention *cue = at->cue;
	if (!(cue->row->takes & (TAKES_CLAUSE | TAKES_QUOTE | TAKES_INFINITIVE | TAKES_OBJECT)))
		return false;
	if ((v->flags & VERB_PASSIVE) && !quotes_saying(a, cue)) {
		at->noun = agent(a, v);
		return at->noun != NONE && (v->flags & VERB_FINITE);
	}
	if ((v->flags & VERB_INFINITIVE) && !content_follows(a, v, cue))
		return false;
	at->noun = whom_quoted(a, v);
	if (at->noun != NONE)
		return true;
	if (v->subject_count == 0) {
		at->noun = opening_subject(a, v);
		return at->noun != NONE || v->flags & VERB_FINITE;
	}
	if (v->flags & VERB_ING && v->chunk == a->sentences.items[v->sentence].first_chunk)
		return false; /* Claiming the vote, he left: what is told is that he left */
	if (v->flags & VERB_ING && is_type(a, v->chunk - 1, CHUNK_VERB) && article_is(a, v->end, "of"))
		return false; /* framed questioning of it as an insult: a noun */
	if (article_is(a, v->main, "called") && v->chunk > 0 && thing(a, v->subjects[0]) &&
	    !is_type(a, v->chunk - 1, CHUNK_COMMA))
		return false; /* a stream called Miracle Run */
	if (article_is(a, v->main, "called") && group_called(a, v))
		return false;
	if (spoken_subject(a, v)) {
		at->noun = opening_subject(a, v);
		return at->noun != NONE;
	}
	at->noun = author(a, v);
	at->inverted = article_inverted(a, v);
	return true;
}

static bool can_speak(const struct article *a, uint32_t noun)
{
	if (noun == NONE)
		return true;
	const struct noun *n = &a->nouns.items[noun];
	if (n->flags & NOUN_TIME)
		return false;
	const struct token *head = &a->tokens.items[n->head];
	if (head->class != TOKEN_WORD && head->class != TOKEN_NUMBER)
		return false;
	/* outside of quotations "you" is everybody */
	return !article_is(a, n->head, "there") && !article_is(a, n->head, "what") && !article_is(a, n->head, "you");
}

static int add_verb(struct article *a, uint32_t verb, attribution_list *list)
{
	const struct verb *v = &a->verbs.items[verb];
	const struct mention *cue = article_mention(a, v->main, LAYER_CUE);
	if (!cue || cue->row->pos != POS_VERB || cue->first < v->first)
		return 0;
	struct attribution at = { .cue = cue, .verb = verb, .noun = NONE };
	if (!verb_speaks(a, v, &at) || !can_speak(a, at.noun))
		return 0;
	place(a, &at, v);
	if (at.noun != NONE && at.noun == whom_quoted(a, v) && a->nouns.items[at.noun].first < at.start)
		at.start = a->nouns.items[at.noun].first; /* "Q," S was quoted as telling reporters */
	struct attribution *slot = VEC_PUSH(&a->arena, list);
	if (!slot)
		return -ENOMEM;
	*slot = at;
	return 0;
}

/* According to a report published by the bank on Monday, to officials familiar with the talks, growth slowed: over
 * the participle or adjective that tells of them. */
static uint32_t over_participle(const struct article *a, uint32_t last, uint32_t end)
{
	if (last + 2 >= end)
		return last;
	const struct chunk *k = article_chunk(a, last + 1);
	bool tells = k->type == CHUNK_VERB ? k->end == k->first + 1
					   : k->type == CHUNK_ADVERB && article_listed(a, k->end - 1, LIST_told_behind);
	if (!tells)
		return last;
	for (uint32_t c = last + 2; c + 1 < end && c < last + ASIDE_CHUNKS; c++) {
		if (is_type(a, c, CHUNK_COMMA))
			return article_finite(a, c + 1, end) ? c - 1 : last;
		if (is_type(a, c, CHUNK_VERB) || is_type(a, c, CHUNK_STOP) || is_type(a, c, CHUNK_QUOTE))
			break;
	}
	return last;
}

/* According to Li Wei, the mayor, the road is open; Li Wei, Xiamen's mayor: over what is told of the speaker between
 * commas. */
static uint32_t over_aside(const struct article *a, uint32_t noun, uint32_t last, uint32_t end)
{
	if (last + 4 >= end || article_chunk(a, last + 1)->type != CHUNK_COMMA)
		return last;
	/* according to two envoys, who asked for silence, the road is open */
	for (uint32_t c = last + 3; is_type(a, last + 2, CHUNK_WHO) && c + 1 < end && c < last + ASIDE_CHUNKS; c++)
		if (is_type(a, c, CHUNK_COMMA))
			return article_finite(a, c + 1, end) ? c - 1 : last;
	if (article_chunk(a, last + 2)->type != CHUNK_NOUN)
		return last;
	const struct noun *n = &a->nouns.items[article_chunk(a, last + 2)->item];
	uint32_t close = phrase_end(a, last + 2, end);
	bool same = n->entity != NONE && n->entity == a->nouns.items[noun].entity;
	bool aside = n->office != NONE && (article_tagged(a, n->first, TAG(det)) || same) && n->flags & NOUN_PEOPLE &&
		     close + 2 < end && article_chunk(a, close + 1)->type == CHUNK_COMMA &&
		     article_finite(a, close + 2, end);
	return aside ? close : last;
}

/* according to S; in the words of S */
static int add_phrase(struct article *a, const struct sentence *s, const struct mention *cue, attribution_list *list)
{
	uint32_t c = a->chunk_at[cue->end - 1] + 1;
	if (a->chunk_at[cue->end - 1] == NONE || c >= s->end_chunk || article_chunk(a, c)->type != CHUNK_NOUN)
		return 0;
	uint32_t noun = article_chunk(a, c)->item;
	if (!can_speak(a, noun))
		return 0;
	uint32_t last = over_participle(a, phrase_end(a, c, s->end_chunk), s->end_chunk), start = cue->first;
	last = over_aside(a, noun, last, s->end_chunk);
	uint32_t own = a->chunk_at[start];
	while (own != NONE && own > s->first_chunk && content_adverbial(a, own - 1))
		own--;
	if (own != NONE && own > s->first_chunk && article_chunk(a, own - 1)->type == CHUNK_VERB) {
		const struct chunk *verb = article_chunk(a, own - 1);
		if (last + 1 < s->end_chunk && article_is(a, article_chunk(a, last + 1)->first, "as"))
			return 0; /* was quoted by R as saying */
		if (article_tagged(a, verb->end - 1, TAG(be)))
			start = verb->first; /* the theft was first reported by R */
	}
	struct attribution *at = VEC_PUSH(&a->arena, list);
	if (!at)
		return -ENOMEM;
	*at = (struct attribution) { .cue = cue,
				     .verb = NONE,
				     .noun = noun,
				     .start = start,
				     .end = article_chunk(a, last)->end,
				     .after = last + 1 };
	return 0;
}

/* R quoted S as saying Q; S was quoted by R as saying Q: whose words they are, by the verb before. */
static int add_saying(struct article *a, const struct sentence *s, const struct mention *cue, attribution_list *list)
{
	uint32_t c = a->chunk_at[cue->first];
	if (c == NONE || a->chunk_at[cue->end - 1] == NONE)
		return 0;
	const struct verb *v = quoting_verb(a, c, s->first_chunk);
	if (!v)
		return 0;
	bool own = (v->flags & (VERB_PASSIVE | VERB_PARTICIPLE | VERB_COPULA)) != 0; /* was "quoted by R" as saying */
	if ((own ? v->subject_count : v->object_count) == 0)
		return 0;
	uint32_t noun = own ? v->subjects[0] : v->objects[0];
	if (!can_speak(a, noun))
		return 0;
	struct attribution *at = VEC_PUSH(&a->arena, list);
	if (!at)
		return -ENOMEM;
	*at = (struct attribution) { .cue = cue,
				     .verb = (uint32_t)(v - a->verbs.items),
				     .noun = noun,
				     .start = a->nouns.items[noun].first < v->first ? a->nouns.items[noun].first
										    : v->first,
				     .end = cue->end,
				     .after = a->chunk_at[cue->end - 1] + 1 };
	return 0;
}

/* Li's repeated claim, his claim: the token behind the owner's name or pronoun, or 0. */
static uint32_t owner_end(const struct article *a, const struct noun *n)
{
	if (n->owner != NONE)
		return n->first + 1;
	for (uint32_t i = n->head; i-- > n->first + 1;)
		if (a->tokens.items[i].class == TOKEN_POSSESSIVE)
			return i;
	return 0;
}

/* S's claim that ... */
static int add_noun_cue(struct article *a, const struct sentence *s, const struct mention *cue, attribution_list *list)
{
	uint32_t c = a->chunk_at[cue->end - 1];
	if (c == NONE || c + 1 >= s->end_chunk || article_chunk(a, c)->type != CHUNK_NOUN ||
	    article_chunk(a, c + 1)->type != CHUNK_THAT)
		return 0;
	uint32_t noun = article_chunk(a, c)->item;
	const struct noun *n = &a->nouns.items[noun];
	uint32_t owner = owner_end(a, n);
	if (n->head != cue->end - 1 || (owner == 0 && n->actors[0] == NONE && n->entity == NONE))
		return 0;
	struct attribution *at = VEC_PUSH(&a->arena, list);
	if (!at)
		return -ENOMEM;
	*at = (struct attribution) { .cue = cue,
				     .verb = NONE,
				     .noun = noun,
				     .owner = owner,
				     .start = n->first,
				     .end = cue->end,
				     .after = c + 1 };
	return 0;
}

/* Claim, warning: verb and noun are one word; in a noun phrase the row of the noun counts. */
static void take_noun(const struct article *a, struct mention *cue)
{
	for (const struct entry *e = cue->entry; e && cue->row->pos == POS_VERB;
	     e = lexicon_next(a->lexicon, e, a->tokens.items, cue->first))
		if (e->kind == ENTRY_CUE && lexicon_row(a->lexicon, e)->pos == POS_NOUN) {
			cue->entry = e;
			cue->row = lexicon_row(a->lexicon, e);
		}
}

static int add_other(struct article *a, const struct sentence *s, const struct mention *cue, attribution_list *list)
{
	if (cue->row->pos == POS_PHRASE && (cue->row->takes & TAKES_NOUN))
		return add_phrase(a, s, cue, list);
	if (cue->row->pos == POS_PHRASE && (cue->row->takes & TAKES_CLAUSE))
		return add_saying(a, s, cue, list);
	if (cue->row->pos == POS_NOUN && (cue->row->takes & TAKES_NOUN))
		return add_noun_cue(a, s, cue, list);
	return 0;
}

bool attribution_passed_on(const struct article *a, const struct attribution *at, const struct attribution *last)
{
	if (at >= last || at->verb == NONE || at->noun == NONE || at->inverted || last->noun == NONE ||
	    last->verb == NONE || a->nouns.items[last->noun].role != STANCED_ROLE_MEDIA ||
	    !(at->cue->row->takes & TAKES_CLAUSE))
		return false;
	const struct noun *n = &a->nouns.items[at->noun];
	return n->flags & (NOUN_PEOPLE | NOUN_BODY) || n->entity != NONE;
}

bool attribution_goes_on(const struct article *a, const struct attribution *at)
{
	const struct verb *v = at->verb == NONE ? NULL : &a->verbs.items[at->verb];
	return v && v->chunk > a->sentences.items[v->sentence].first_chunk + 1 &&
	       is_type(a, v->chunk - 1, CHUNK_CONJUNCTION) && !is_type(a, v->chunk - 2, CHUNK_COMMA);
}

/* A clause, no quotation, of outer's goes on up to the verb of at, whose subject stands in it. */
static bool told_within(const struct article *a, const struct attribution *outer, const struct attribution *at)
{
	if (outer->verb == NONE || outer->noun == NONE || outer->inverted || outer->noun == at->noun ||
	    !(outer->cue->row->takes & TAKES_CLAUSE) || a->nouns.items[at->noun].first < outer->end)
		return false;
	const uint32_t subject = a->nouns.items[at->noun].chunk;
	for (uint32_t c = outer->after; c < a->verbs.items[at->verb].chunk; c++)
		if (is_type(a, c, CHUNK_QUOTE) || (c < subject && is_type(a, c, CHUNK_COMMA)))
			return false;
	return true;
}

/* Li said the banks agreed and added that they would pay: Li adds, of whom the banks are told. */
static void share_speaker(const struct article *a, attribution_list *list)
{
	for (size_t k = 1; k < list->count; k++) {
		struct attribution *at = &list->items[k];
		if (at->noun == NONE || at->cue->row->sub != CUE_NEUTRAL || !attribution_goes_on(a, at))
			continue;
		size_t i = 0;
		while (i < k && !told_within(a, &list->items[i], at))
			i++;
		if (i < k)
			at->noun = list->items[i].noun;
	}
}

int attribution_find(struct article *article, uint32_t sentence, attribution_list *list)
{
	const struct sentence *s = &article->sentences.items[sentence];
	const unsigned cues = 1u << LAYER_CUE;
	for (uint32_t i = article_next_covered(article, s->first, s->end, cues); i < s->end;
	     i = article_next_covered(article, i + 1, s->end, cues)) {
		if (article->chunk_at[i] == NONE)
			continue;
		const struct chunk *k = article_chunk(article, article->chunk_at[i]);
		const struct mention *cue = article_mention(article, i, LAYER_CUE);
		int r = 0;
		if (k->type == CHUNK_VERB) {
			r = add_verb(article, k->item, list);
			i = k->end - 1;
		} else if (cue->first == i) {
			if (k->type == CHUNK_NOUN && cue->end == k->end)
				take_noun(article, &article->mentions.items[article->at[LAYER_CUE][i]]);
			r = add_other(article, s, cue, list);
		}
		if (r < 0)
			return r;
	}
	share_speaker(article, list);
	return 0;
}
