/* statement, the part that looks to the right of a cue: where what is said begins.
 *
 *   1. over adverbs, times, places and the addressee (told reporters in Paris on Monday)
 *   2. a quotation, a that-clause (also behind a comma or colon), a clause, an infinitive or an object, as the cue
 *      takes
 *   3. not what tells when it was said (after the vote, as talks began), where it stands before or behind a "that"
 *   4. after plain "say" a longer phrase is content even where no verb was recognised in it */
#include "engine/statement.h"

#define ASIDE_CHUNKS 8 /* of an aside between cue and "that" */
#define CLAUSE_CHUNKS 14 /* from the phrase that opens a clause to its verb */
#define BRACKET_CHUNKS 40
#define JUDGED_CHUNKS 12
#define PLAIN_TOKENS 5 /* shorter: said nothing, said a prayer */

bool content_adverbial(const struct article *a, uint32_t c)
{
	return article_chunk(a, c)->type == CHUNK_ADVERB;
}

/* A noun phrase that opens a clause: a finite verb follows before any mark that would end it. */
static bool opens_clause(const struct article *a, uint32_t c, uint32_t end)
{
	for (uint32_t k = c + 1; k < end && k < c + CLAUSE_CHUNKS; k++) {
		uint8_t type = article_chunk(a, k)->type;
		if (type == CHUNK_STOP || type == CHUNK_THAT || type == CHUNK_SUBORDINATOR)
			return false;
		if (type == CHUNK_COMMA && k + 1 < end && article_chunk(a, k + 1)->type == CHUNK_PREPOSITION)
			return false; /* assumed a new role, in which she advises */
		if (type == CHUNK_COMMA && k + 1 < end && is_type(a, k + 1, CHUNK_WHO)) {
			/* acknowledged the cost, which is high; noted the bill, which is high, was paid */
			for (k++; k < end && k < c + CLAUSE_CHUNKS && !is_type(a, k, CHUNK_COMMA); k++)
				;
			continue;
		}
		if (type != CHUNK_VERB)
			continue;
		const struct verb *v = &a->verbs.items[article_chunk(a, k)->item];
		if (v->flags & VERB_FINITE) /* those who know the river say: of whom it is told before does not count */
			return v->subject_count == 0 || v->flags & VERB_RELATIVE ||
			       a->nouns.items[v->subjects[0]].chunk >= c ||
			       a->nouns.items[v->subjects[0]].sentence != v->sentence;
	}
	return false;
}

static uint32_t sentence_of(const struct article *a, const struct attribution *at)
{
	return at->verb != NONE ? a->verbs.items[at->verb].sentence : a->nouns.items[at->noun].sentence;
}

static uint32_t opened_quote(const struct article *a, uint32_t token)
{
	if (token + 1 >= a->tokens.count)
		return NONE;
	uint32_t q = a->quote_at[token + 1];
	return q != NONE && a->quotes.items[q].open == token ? q : NONE;
}

/* He added, however, "Q": an adverb between commas does not part the cue from its quotation. */
static bool quote_after_aside(const struct article *a, uint32_t comma, uint32_t end)
{
	return comma + 3 < end && content_adverbial(a, comma + 1) && article_chunk(a, comma + 2)->type == CHUNK_COMMA &&
	       opened_quote(a, article_chunk(a, comma + 3)->first) != NONE;
}

/* told them to "go home" */
static bool quoted_infinitive(const struct article *a, uint32_t c, uint32_t end)
{
	return c + 1 < end && is_type(a, c, CHUNK_PREPOSITION) && article_is(a, article_chunk(a, c)->first, "to") &&
	       opened_quote(a, article_chunk(a, c + 1)->first) != NONE;
}

static bool infinitive_near(const struct article *a, uint32_t c, uint32_t end)
{
	for (uint32_t v = c + 1; v < end && v < c + 6; v++)
		if (article_infinitive(a, v) || quoted_infinitive(a, v, end))
			return true;
	return false;
}

static struct content content_at(uint32_t chunk)
{
	return (struct content) { chunk, NONE, false };
}

/* "said the years had taught": a time word can be a subject. */
static bool time_is_subject(const struct article *a, uint32_t c, uint32_t end)
{
	const struct chunk *k = article_chunk(a, c);
	return k->item != NONE && (a->nouns.items[k->item].flags & NOUN_DETERMINED) && c + 1 < end &&
	       article_chunk(a, c + 1)->type == CHUNK_VERB;
}

/* said at a rally in Ostrava, Moravia, that; warned, as did the bank, that: the "that" behind an aside, or NONE. */
static uint32_t that_after_aside(const struct article *a, uint32_t c, uint32_t end)
{
	for (uint32_t k = c; k + 1 < end && k < c + ASIDE_CHUNKS; k++) {
		if (is_type(a, k, CHUNK_COMMA))
			return is_type(a, k + 1, CHUNK_THAT) ? k + 1 : NONE;
		if (is_type(a, k, CHUNK_QUOTE) || is_type(a, k, CHUNK_STOP) || is_type(a, k, CHUNK_THAT))
			return NONE;
	}
	return NONE;
}

/* After the union objected, the case was moved: the cue's own clause is no main one ("as Li said" apart). */
static bool subordinate(const struct article *a, const struct attribution *at, uint32_t first)
{
	uint32_t c = a->chunk_at[at->start];
	return c != NONE && c > first && is_type(a, c - 1, CHUNK_SUBORDINATOR) &&
	       !article_is(a, article_chunk(a, c - 1)->first, "as");
}

/* Mali would reply, the agency said on Monday: what begins at chunk c and ends the sentence says who says the rest. */
static bool attributes(const struct article *a, uint32_t c, uint32_t end)
{
	c = article_over_phrases(a, c + 1, end);
	if (c >= end || !is_type(a, c, CHUNK_VERB) ||
	    !article_covered(a, a->verbs.items[article_chunk(a, c)->item].main, LAYER_CUE))
		return false;
	for (c++; c < end && !is_type(a, c, CHUNK_STOP); c++) {
		const struct chunk *k = article_chunk(a, c);
		bool when_or_whom = k->type == CHUNK_NOUN && a->nouns.items[k->item].flags & (NOUN_TIME | NOUN_PEOPLE);
		if (!when_or_whom && k->type != CHUNK_ADVERB && k->type != CHUNK_PREPOSITION)
			return false;
	}
	return true;
}

/* What a comma after the cue leads to: a quotation, "says in Paris, that ...", or "Back in Virginia, he said, it
 * began": a clause after it and none before. NONE: nothing that is said. */
static uint32_t after_comma(const struct article *a, const struct attribution *at, uint32_t c, uint32_t end)
{
	bool clause = at->cue->row->takes & TAKES_CLAUSE;
	if (++c >= end)
		return NONE;
	if (opened_quote(a, article_chunk(a, c)->first) != NONE || quote_after_aside(a, c - 1, end))
		return c;
	if (article_chunk(a, c)->type == CHUNK_THAT)
		return clause ? c : NONE;
	uint32_t that = clause ? that_after_aside(a, c, end) : NONE;
	if (that != NONE)
		return that;
	uint32_t first = a->sentences.items[sentence_of(a, at)].first_chunk;
	bool opens = clause && article_chunk(a, c)->type == CHUNK_NOUN && opens_clause(a, c, end) &&
		     !attributes(a, c, end) && !subordinate(a, at, first) &&
		     !article_finite(a, first, a->chunk_at[at->start]);
	return opens ? c : NONE;
}

static struct content after_colon(const struct article *a, const struct attribution *at, uint32_t c, uint32_t end)
{
	uint32_t colon = article_chunk(a, c)->first;
	if (a->tokens.items[colon].mark != ':')
		return content_at(NONE);
	if (!(at->cue->row->takes & (TAKES_CLAUSE | TAKES_INFINITIVE)) && opened_quote(a, colon + 1) == NONE)
		return content_at(NONE); /* the race began: five riders */
	if (c + 1 >= end) /* he said: and the quotation in a paragraph of its own */
		return (struct content) { NONE, opened_quote(a, colon + 1), false };
	return (struct content) { c + 1, opened_quote(a, article_chunk(a, c + 1)->first), false };
}

/* A phrase after the plainest of cues is what is said, also where its verb is taken for a noun. */
static bool only_says(const struct article *a, const struct attribution *at, uint32_t c, uint32_t end)
{
	uint32_t word = at->cue->first;
	return article_listed(a, word, LIST_plainly_says) && at->cue->end == word + 1 && at->verb != NONE &&
	       c == at->after && article_chunk(a, end - 1)->end - article_chunk(a, c)->first >= PLAIN_TOKENS;
}

/* denounced the arrests as "state hysteria", mocked her for a "tired" plan: a leaning cue with quoted words in what it
 * judges, on the way to them nothing but prepositions, "as", participles and "what he called". */
static bool judges_in_quotes(const struct article *a, const struct attribution *at, uint32_t c, uint32_t end)
{
	if (!(at->cue->row->takes & (TAKES_QUOTE | TAKES_CLAUSE)) || at->cue->row->sub == CUE_NEUTRAL ||
	    at->verb == NONE)
		return false;
	for (uint32_t k = c; k < end && k < c + JUDGED_CHUNKS; k++) {
		const struct chunk *x = article_chunk(a, k);
		for (uint32_t i = x->first; i < x->end; i++)
			if (a->quote_at[i] != NONE)
				return true;
		bool quoted = k + 1 < end && is_type(a, k + 1, CHUNK_QUOTE); /* as a gesture that "hurts us" */
		if (x->type == CHUNK_STOP || x->type == CHUNK_COMMA || (x->type == CHUNK_THAT && !quoted) ||
		    x->type == CHUNK_BUT ||
		    (x->type == CHUNK_CONJUNCTION && k + 1 < end && is_type(a, k + 1, CHUNK_VERB)))
			return false;
		if (x->type == CHUNK_SUBORDINATOR && !article_is(a, x->first, "as") && !article_is(a, x->first, "what"))
			return false;
		if (x->type == CHUNK_VERB && a->verbs.items[x->item].flags & VERB_ING &&
		    article_mention(a, a->verbs.items[x->item].main, LAYER_CUE))
			return false; /* thanked the miners in a broadcast saying "Q" */
	}
	return false;
}

/* denied it, welcomed this: nothing is told. */
static bool only_points(const struct article *a, uint32_t c, uint32_t end)
{
	return article_tagged(a, article_chunk(a, c)->first, TAG(pron) | TAG(det)) &&
	       article_chunk(a, c)->end - article_chunk(a, c)->first == 1 &&
	       (c + 1 >= end || is_type(a, c + 1, CHUNK_STOP));
}

/* would not say how: what is not told. */
static bool silent(const struct article *a, const struct attribution *at)
{
	return at->verb != NONE && a->verbs.items[at->verb].flags & VERB_NEGATED;
}

static struct content noun_content(const struct article *a, const struct attribution *at, uint32_t c, uint32_t end)
{
	uint8_t takes = at->cue->row->takes;
	bool clause = ((takes & TAKES_CLAUSE) && opens_clause(a, c, end)) ||
		      ((takes & TAKES_INFINITIVE) && infinitive_near(a, c, end)) || only_says(a, at, c, end);
	bool object = ((takes & TAKES_OBJECT) && !only_points(a, c, end)) || judges_in_quotes(a, at, c, end);
	if (!clause && silent(a, at))
		return content_at(NONE); /* did not mention the strike */
	return (struct content) { clause || object ? c : NONE, NONE, !clause };
}

static bool relative_subject(const struct article *a, const struct attribution *at, uint32_t c)
{
	uint32_t own = a->chunk_at[at->start];
	return own != NONE && own > 0 && at->verb != NONE && is_type(a, own - 1, CHUNK_WHO) && own > 1 &&
	       !is_type(a, own - 2, CHUNK_PREPOSITION) && a->verbs.items[article_chunk(a, c)->item].flags & VERB_FINITE;
}

/* said in a statement carried by the agency that: the "that" behind a participle of the setting, or NONE. */
static uint32_t that_after_participle(const struct article *a, uint32_t c, uint32_t end)
{
	if (!(a->verbs.items[article_chunk(a, c)->item].flags & VERB_PARTICIPLE))
		return NONE;
	for (uint32_t k = c + 1; k + 1 < end && k < c + ASIDE_CHUNKS; k++) {
		uint8_t type = article_chunk(a, k)->type;
		if (type == CHUNK_THAT)
			return k;
		if (type != CHUNK_PREPOSITION && type != CHUNK_NOUN && type != CHUNK_ADVERB)
			return NONE;
	}
	return NONE;
}

static struct content verb_content(const struct article *a, const struct attribution *at, uint32_t c, uint32_t end)
{
	uint8_t takes = at->cue->row->takes;
	uint32_t that = takes & TAKES_CLAUSE && c > at->after ? that_after_participle(a, c, end) : NONE;
	if (that != NONE)
		return content_at(that + 1);
	/* he's, they'll: subject and verb in one word; gifts which he said were late: the relative is the subject */
	bool clause = (takes & TAKES_CLAUSE) && article_tagged(a, article_chunk(a, c)->first, TAG(pron));
	if ((takes & TAKES_CLAUSE) && relative_subject(a, at, c))
		return (struct content) { c, NONE, true };
	return content_at(clause || ((takes & TAKES_INFINITIVE) && article_infinitive(a, c)) ? c : NONE);
}

static bool is_addressee(const struct article *a, uint32_t c, uint32_t end)
{
	return c + 1 >= end || article_chunk(a, c + 1)->type != CHUNK_VERB || article_infinitive(a, c + 1);
}

/* promised Congress that, announced the plan on Friday, "Q": a phrase is no content where a clause follows it. */
static bool clause_behind(const struct article *a, const struct attribution *at, uint32_t c, uint32_t end)
{
	if (!(at->cue->row->takes & TAKES_CLAUSE) || !(at->cue->row->takes & (TAKES_OBJECT | TAKES_ADDRESSEE)))
		return false;
	for (uint32_t k = c + 1; k < end && k < c + 6; k++) {
		uint8_t type = article_chunk(a, k)->type;
		if (type == CHUNK_THAT)
			return k == c + 1 || article_chunk(a, k - 1)->type != CHUNK_NOUN;
		if (type != CHUNK_ADVERB && type != CHUNK_PREPOSITION && type != CHUNK_NOUN)
			return false;
	}
	return false;
}

static bool skips_phrase(const struct article *a, const struct attribution *at, uint32_t c, uint32_t end)
{
	return c + 1 < end && (article_chunk(a, c + 1)->type == CHUNK_NOUN || content_adverbial(a, c + 1)) &&
	       !(at->cue->row->takes & TAKES_NOUN);
}

/* told "Morning Air" that: a short quotation with "that" behind it names the addressee. */
static uint32_t that_after(const struct article *a, uint32_t q, uint32_t end)
{
	const struct quote *quote = &a->quotes.items[q];
	uint32_t c = quote->close == NONE || quote->close + 1 >= a->tokens.count || quote->words >= 4
			     ? NONE
			     : a->chunk_at[quote->close + 1];
	return c != NONE && c + 1 < end && article_chunk(a, c)->type == CHUNK_THAT ? c : NONE;
}

/* Spain accused Portugal of theft: an act between the two, told by the journalist. */
static bool between_states(const struct article *a, uint32_t accuser, uint32_t accused)
{
	return accuser != NONE && accused != NONE && !(a->nouns.items[accused].flags & NOUN_PRONOUN) &&
	       a->nouns.items[accuser].entity == NONE && a->nouns.items[accuser].actors[0] != NONE &&
	       a->nouns.items[accused].actors[0] != NONE;
}

/* accused him of hiding it: the "of" before what he is said to do, when the accused stands at chunk c, or NONE. */
static uint32_t charge(const struct article *a, uint32_t c, uint32_t end)
{
	for (uint32_t k = c + 1; k + 1 < end && k < c + JUDGED_CHUNKS; k++) {
		if (is_type(a, k, CHUNK_PREPOSITION) && article_is(a, article_chunk(a, k)->first, "of") &&
		    is_type(a, k + 1, CHUNK_VERB))
			return k;
		if (is_type(a, k, CHUNK_STOP) || is_type(a, k, CHUNK_QUOTE) || is_type(a, k, CHUNK_BUT))
			return NONE;
	}
	return NONE;
}

/* said after the vote, as talks began: when it was said, not what. */
bool content_when(const struct article *a, uint32_t c)
{
	if (!is_type(a, c, CHUNK_SUBORDINATOR))
		return false;
	if (article_listed(a, article_chunk(a, c)->first, LIST_told_when))
		return true;
	/* as talks began; not: dismissed it as baseless */
	return article_is(a, article_chunk(a, c)->first, "as") && c + 2 < a->chunks.count &&
	       is_type(a, c + 1, CHUNK_NOUN) && article_finite(a, c + 2, c + 3);
}

/* The road was open, he said: a clause and a comma stand before the speaker and the cue. */
static bool said_before(const struct article *a, const struct attribution *at)
{
	uint32_t first = a->sentences.items[sentence_of(a, at)].first_chunk, own = a->chunk_at[at->start];
	return own != NONE && own > first + 1 && is_type(a, own - 1, CHUNK_COMMA) && article_finite(a, first, own - 1);
}

/* He said before he died; said as he entered the hall: no clause behind a comma, so that what was said stands
 * elsewhere. "When" is content after other verbs: explained when it began. */
static bool only_told_when(const struct article *a, const struct attribution *at, uint32_t c, uint32_t end)
{
	if (!article_listed(a, at->cue->first, LIST_says) || silent(a, at))
		return false;
	for (uint32_t k = c + 1; k + 2 < end; k++)
		if (is_type(a, k, CHUNK_COMMA) && is_type(a, k + 1, CHUNK_NOUN) && article_finite(a, k + 1, end))
			return false;
	return true;
}

/* What a subordinator or relative pronoun behind the cue leads to. */
static struct content after_subordinator(const struct article *a, const struct attribution *at, uint32_t c,
					 uint32_t end)
{
	/* agreed with the officers who; said so */
	bool tells_of = is_type(a, c, CHUNK_WHO) && c > at->after && is_type(a, c - 1, CHUNK_NOUN) &&
			!(at->cue->row->takes & TAKES_ADDRESSEE);
	bool so = article_is(a, article_chunk(a, c)->first, "so") && (c + 1 >= end || is_type(a, c + 1, CHUNK_STOP));
	if (tells_of || so)
		return content_at(NONE);
	if (!(at->cue->row->takes & TAKES_CLAUSE) || !content_when(a, c))
		return content_at(at->cue->row->takes & TAKES_CLAUSE ? c : NONE);
	if (said_before(a, at))
		return content_at(NONE);
	bool comma = false; /* said after he had landed that; said after meeting the mayor, Li Wei, that */
	for (uint32_t k = c + 1; k + 1 < end && k < c + ASIDE_CHUNKS; k++) {
		if (is_type(a, k, CHUNK_THAT) && (!comma || is_type(a, k - 1, CHUNK_COMMA)))
			return content_at(k + 1);
		if (is_type(a, k, CHUNK_STOP) || is_type(a, k, CHUNK_QUOTE))
			break;
		comma |= is_type(a, k, CHUNK_COMMA);
	}
	return content_at(only_told_when(a, at, c, end) ? NONE : c);
}

/* said the years had taught; say at least 40 people */
static bool adverb_opens(const struct article *a, const struct attribution *at, uint32_t c, uint32_t end)
{
	bool least = article_is(a, article_chunk(a, c)->first, "at") && c + 1 < end && is_type(a, c + 1, CHUNK_NOUN);
	return (at->cue->row->takes & TAKES_CLAUSE && time_is_subject(a, c, end)) ||
	       (least && noun_content(a, at, c + 1, end).chunk != NONE);
}

/* The closing bracket of the one at chunk c, or how far one is looked for. */
static uint32_t over_bracket(const struct article *a, const struct attribution *at, uint32_t c, uint32_t end)
{
	while (c < end && c < at->after + BRACKET_CHUNKS && !is_type(a, c, CHUNK_CLOSE))
		c++;
	return c;
}

/* Accused the mayor of hiding it, blamed the delay on "a culture of secrecy": what begins with who might be the
 * addressee, at chunk c, where that one is charged with something. */
static struct content charged(const struct article *a, const struct attribution *at, uint32_t c, uint32_t end)
{
	const struct chunk *k = article_chunk(a, c);
	if (at->cue->row->sub == CUE_CRITICAL && judges_in_quotes(a, at, c, end))
		return content_at(c);
	if (at->cue->row->sub != CUE_HOSTILE || between_states(a, at->noun, k->item))
		return content_at(NONE);
	uint32_t of = charge(a, c, end);
	if (of == NONE)
		return content_at(NONE);
	return content_at(of + 1);
}

/* What a quotation that opens at chunk c tells, or nothing. */
static struct content at_quote(const struct article *a, const struct attribution *at, uint32_t c, uint32_t end)
{
	uint32_t q = opened_quote(a, article_chunk(a, c)->first);
	if (q != NONE && c > 0 && is_type(a, c - 1, CHUNK_NOUN) &&
	    a->nouns.items[article_chunk(a, c - 1)->item].flags & NOUN_POSSESSIVE)
		return content_at(NONE); /* said on Radio One's "Morning Show" */
	uint32_t that = q == NONE ? NONE : that_after(a, q, end);
	if (that != NONE && (at->cue->row->takes & TAKES_CLAUSE))
		return content_at(that + 1);
	if (q != NONE && (at->cue->row->takes & TAKES_QUOTE)) {
		uint32_t mark = a->tokens.items[a->quotes.items[q].end - 1].mark; /* chanted "Go home!" and left */
		bool whole = a->quotes.items[q].words >= 4 || mark == '?' || mark == '!';
		return (struct content) { c, whole ? q : NONE, false };
	}
	return content_at(NONE);
}

/* Rules 2 to 4: over addressee, time and place to what is said. */
struct content content_after(const struct article *a, const struct attribution *at, uint32_t end)
{
	uint8_t takes = at->cue->row->takes;
	bool addressee = (takes & TAKES_ADDRESSEE) != 0;
	struct content said;
	for (uint32_t c = at->after; c < end; c++) {
		const struct chunk *k = article_chunk(a, c);
		said = at_quote(a, at, c, end);
		if (said.chunk != NONE)
			return said;
		switch (k->type) {
		case CHUNK_ADVERB:
			if (adverb_opens(a, at, c, end))
				return content_at(c);
			continue;
		case CHUNK_PREPOSITION:
			if ((takes & TAKES_INFINITIVE) && quoted_infinitive(a, c, end))
				return content_at(c);
			if (!skips_phrase(a, at, c, end))
				return content_at(NONE);
			c++;
			continue;
		case CHUNK_THAT:
			if (!(takes & (TAKES_CLAUSE | TAKES_INFINITIVE)) && c != at->after)
				return content_at(NONE); /* spoke at a base that looks on the sea */
			if (c + 1 < end && a->tokens.items[article_chunk(a, c + 1)->first].mark == ':')
				continue; /* said that: "Q" */
			return content_at(c + 1);
		case CHUNK_SUBORDINATOR:
		case CHUNK_WHO:
			return after_subordinator(a, at, c, end);
		case CHUNK_COMMA: {
			uint32_t next = after_comma(a, at, c, end);
			if (next == NONE ||
			    (is_type(a, next, CHUNK_NOUN) && opened_quote(a, article_chunk(a, next)->first) == NONE))
				return content_at(next);
			c = next - 1;
			continue;
		}
		case CHUNK_OPEN: /* disclosed (as she had to) that */
			c = over_bracket(a, at, c, end);
			continue;
		case CHUNK_STOP:
			return after_colon(a, at, c, end);
		case CHUNK_NOUN:
			said = addressee ? charged(a, at, c, end) : content_at(NONE);
			if (said.chunk != NONE)
				return said;
			if ((addressee && is_addressee(a, c, end)) || clause_behind(a, at, c, end)) {
				addressee = false;
				continue;
			}
			return noun_content(a, at, c, end);
		case CHUNK_VERB:
			return verb_content(a, at, c, end);
		default:
			return content_at(NONE);
		}
	}
	return content_at(NONE);
}

bool content_more(const struct article *a, const struct attribution *at, uint32_t end)
{
	struct content right = content_after(a, at, end);
	return right.quote != NONE || right.chunk != NONE;
}
