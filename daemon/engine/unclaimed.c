/* statement, last part: quotations that no attribution claimed.
 *
 *   1. one that goes on after a claimed one, as the next paragraph of the same quotation: its speaker
 *   2. a dash and a person after it ("Q" - Commissioner X): that person
 *   3. speech in a paragraph that has a speaker already: that speaker
 *      or who attacks, praises, defends in the sentence right before (The envoy attacked the plan. "Q.")
 *   4. a paragraph that is speech alone: the last speaker of the paragraph before it, else nobody
 *   5. a colon before it (made the following comment: "Q"): the subject of the sentence that the colon ends or parts
 * Short ones are titles, nicknames and scare quotes unless they make a sentence of four words or more, or of two with a
 * full stop where the paragraph has a speaker. */
#include "engine/statement.h"

#define TITLE_WORDS 10
#define SPEAKER_STATEMENTS 256 /* no paragraph tells more before its quotation */
#define NEAR_TOKENS 4000 /* within so many statements that follow each other may stand in another order */

/* the mayor's claim */
static bool is_claim(const struct article *a, const struct statement *s)
{
	return s->cue != NONE && a->mentions.items[s->cue].row->pos == POS_NOUN;
}

/* Statements in which a speaker is looked for: first the claimed ones, in the order of their sentences, then those that
 * this pass added, in order. */
struct told {
	size_t claimed; /* of the first kind */
	size_t before; /* how many of these may begin before the quotation at hand */
};

/* The last one of [from, end) with a speaker that begins in the paragraph and before the token,
 * if that is behind best. */
static const struct statement *last_of(const struct article *a, size_t from, size_t end, const struct paragraph *p,
				       uint32_t before, const struct statement *best)
{
	for (size_t n = end, steps = 0; n-- > from && steps < SPEAKER_STATEMENTS;) {
		const struct statement *s = &a->statements.items[n];
		steps += s->first < before;
		if (s->first >= p->first && s->first < before && s->has_speaker && (!best || s->first > best->first) &&
		    !is_claim(a, s))
			best = s;
		if (s->last + NEAR_TOKENS < (best ? best->first : p->first))
			break;
	}
	return best;
}

static const struct statement *last_speaker_in(const struct article *a, const struct told *told,
					       const struct paragraph *p, uint32_t before)
{
	const struct statement *best = last_of(a, told->claimed, a->statements.count, p, before, NULL);
	return last_of(a, 0, told->before, p, before, best);
}

static size_t paragraph_of(const struct article *a, uint32_t token)
{
	size_t low = 0, high = a->paragraphs.count;
	while (high - low > 1) {
		size_t mid = (low + high) / 2;
		if (a->paragraphs.items[mid].first <= token)
			low = mid;
		else
			high = mid;
	}
	return low;
}

/* Is the quotation all of its paragraph? */
static bool alone(const struct article *a, const struct quote *quote)
{
	const struct paragraph *p = &a->paragraphs.items[paragraph_of(a, quote->open)];
	return quote->open == p->first && (quote->close == NONE || quote->close + 2 >= p->end);
}

/* "A Village Without Sheep": a few words in capitals; as a paragraph of its own, a subheading. */
bool statement_titled(const struct article *a, const struct quote *quote)
{
	uint32_t capitals = 0, others = 0;
	for (uint32_t i = quote->first; i < quote->end; i++) {
		const struct token *t = &a->tokens.items[i];
		if (t->class == TOKEN_WORD && t->letters != LETTERS_LOWER)
			capitals++;
		else if (t->class == TOKEN_WORD && t->end - t->start > 4)
			others++;
	}
	return quote->words <= TITLE_WORDS && capitals >= 3 && others == 0;
}

static bool subheading(const struct article *a, const struct quote *quote)
{
	uint32_t mark = a->tokens.items[quote->end - 1].mark;
	return statement_titled(a, quote) && (mark == 0 || mark == '.');
}

/* "Q" - Commissioner X: the person named between a dash after the quotation and the paragraph's end, or NONE. */
static uint32_t dash_speaker(const struct article *a, const struct quote *quote)
{
	uint32_t c = quote->close == NONE ? NONE : a->chunk_at[quote->close];
	if (c == NONE || c + 2 >= a->chunks.count || article_chunk(a, c + 1)->type != CHUNK_DASH ||
	    article_chunk(a, c + 2)->type != CHUNK_NOUN)
		return NONE;
	uint32_t end = article_chunk(a, c + 2)->end, noun = article_chunk(a, c + 2)->item;
	bool last = end >= a->tokens.count || (a->tokens.items[end].flags & TOKEN_PARAGRAPH) ||
		    a->tokens.items[end].class == TOKEN_MARK;
	return last && a->nouns.items[noun].entity != NONE ? noun : NONE;
}

static const struct statement *speaker_for(const struct article *a, const struct told *told, uint32_t q,
					   const uint32_t *owner)
{
	const struct quote *quote = &a->quotes.items[q];
	if (quote->previous != NONE && owner[quote->previous] != NONE)
		return &a->statements.items[owner[quote->previous]];
	size_t p = paragraph_of(a, quote->open);
	const struct statement *s = last_speaker_in(a, told, &a->paragraphs.items[p], quote->open);
	if (s)
		return s;
	if (!alone(a, quote) || p == 0)
		return NULL;
	const struct paragraph *before = &a->paragraphs.items[p - 1];
	return before->class == LINE_BOILERPLATE ? NULL : last_speaker_in(a, told, before, before->end);
}

static uint32_t sentence_of(const struct article *a, uint32_t token)
{
	uint32_t low = 0, high = (uint32_t)a->sentences.count;
	while (high - low > 1) {
		uint32_t mid = (low + high) / 2;
		if (a->sentences.items[mid].first <= token)
			low = mid;
		else
			high = mid;
	}
	return low;
}

/* The envoy attacked the plan; Ann Lee was unmoved; Ann Lee's aim was clear: "Q." Whose words are those that follow,
 * by the verb and its subject; nobody's where that is no person. */
static struct attribution whose_words(const struct article *a, const struct verb *v, bool leads)
{
	const struct noun *n = &a->nouns.items[v->subjects[0]];
	struct attribution at = { .verb = NONE, .noun = NONE };
	uint32_t i = n->first + 1;
	while (n->flags & NOUN_CLITIC && i < n->head && a->tokens.items[i].class != TOKEN_POSSESSIVE)
		i++;
	if (n->entity == NONE && i < n->head && n->flags & NOUN_CLITIC && article_last_named(a, i - 1) != NONE) {
		at.noun = v->subjects[0];
		at.owner = i;
	} else if (n->entity != NONE || (n->office != NONE && !(v->flags & VERB_PASSIVE) &&
					 (leads || article_mention(a, v->main, LAYER_CUE)))) {
		at.noun = v->subjects[0];
	}
	return at;
}

/* Who is told of in the sentence before the quotation, in the same paragraph. */
static struct attribution judge_before(const struct article *a, const struct quote *quote)
{
	uint32_t n = sentence_of(a, quote->open);
	bool inside = n < a->sentences.count && a->sentences.items[n].first != quote->open;
	if ((n == 0 && !inside) || a->sentences.items[n].first > quote->open)
		return (struct attribution) { .noun = NONE };
	const struct sentence *s = &a->sentences.items[inside ? n : n - 1];
	/* made the following comment: */
	bool leads = a->tokens.items[inside ? quote->open - 1 : s->end - 1].mark == ':';
	if (!leads && (inside || s->paragraph != a->sentences.items[n].paragraph))
		return (struct attribution) { .noun = NONE };
	for (uint32_t c = s->first_chunk; c < s->end_chunk && article_chunk(a, c)->first < quote->open; c++) {
		if (article_chunk(a, c)->type != CHUNK_VERB)
			continue;
		const struct verb *v = &a->verbs.items[article_chunk(a, c)->item];
		if (!(v->flags & VERB_FINITE) || v->flags & VERB_RELATIVE)
			continue;
		return v->subject_count ? whose_words(a, v, leads) : (struct attribution) { .noun = NONE };
	}
	return (struct attribution) { .noun = NONE };
}

int statement_unclaimed(struct article *a, uint32_t *owner)
{
	struct told told = { .claimed = a->statements.count };
	for (uint32_t q = 0; q < a->quotes.count; q++) {
		const struct quote *quote = &a->quotes.items[q];
		if (owner[q] != NONE || quote->end <= quote->first)
			continue;
		while (told.before < told.claimed && a->statements.items[told.before].first < quote->open + NEAR_TOKENS)
			told.before++;
		const struct statement *s = speaker_for(a, &told, q, owner);
		bool sentence = a->tokens.items[quote->open].flags & TOKEN_SENTENCE;
		char mark = a->text[a->tokens.items[quote->end - 1].end - 1]; /* also of "Neither do I." */
		bool whole = s && sentence && quote->words >= 2 && (mark == '.' || mark == '!' || mark == '?');
		uint32_t dash = dash_speaker(a, quote);
		if (alone(a, quote) && subheading(a, quote))
			continue;
		if (!quote->speech && !whole && !(dash != NONE && quote->words >= 3) &&
		    !((s || dash != NONE || alone(a, quote)) && sentence && quote->words >= 4))
			continue;
		struct attribution at = { .verb = NONE, .noun = dash };
		if (dash == NONE && s)
			at.noun = s->speaker.noun;
		else if (dash == NONE)
			at = judge_before(a, quote);
		at.verb = NONE;
		statement_quote(a, q, &at, owner);
	}
	return 0;
}
