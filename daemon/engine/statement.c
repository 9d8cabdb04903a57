/* statement: cues, quotations and sentences -> statements, each with its speaker.
 *
 * For each attribution (attribution.c), the first that fits:
 *   1. a quotation ends right before it ("Q," S said; "Q," said S): that quotation, and those that stand before it in
 *      the sentence
 *   2. a quotation opens right after it, over colon, comma, addressee and time (S said: "Q"; S told reporters, "Q")
 *   3. a clause follows (S said [that] ...): to the sentence's end, or to where the next attribution takes over;
 *      infinitives (urged Japan to ...) and objects (denied the report) where the cue takes them; after "say" any
 *      phrase of some length, over a comma only a quotation, a that-clause or a clause that none stands before
 *   4. a clause stands before it (..., S said; ..., according to S), from the sentence's start; with
 *      something on both sides (The talks, he said, were good): two statements, unless the second tells what the
 *      speaker did (he said, waving a paper) or the first when he spoke and a quotation follows
 * Where content to the right begins: content.c; where it ends: extent.c. What nobody claims goes to unclaimed.c.
 * A transcript line (NAME: ...) is a statement of that name.
 * Kind: direct where the span is one quotation, mixed where it holds quotation marks, else indirect. Whatever no
 * attribution covers is narrated, a candidate a sentence; without a stance it is dropped later. */
#include "base/sort.h"
#include "engine/statement.h"

/* ---- spans ---- */

static bool trims_left(const struct article *a, uint32_t i)
{
	const struct token *t = &a->tokens.items[i];
	if (t->class == TOKEN_POSSESSIVE)
		return true;
	if (t->class != TOKEN_MARK)
		return false;
	return t->mark != '(' && t->mark != '[' && t->mark != '$' && t->mark != 0xa3 && t->mark != 0x20ac &&
	       t->mark != '#' && t->mark != '@';
}

/* Brackets, "%", and the mark that makes a question or a call of it stay. */
static bool trims_right(const struct article *a, uint32_t i)
{
	const struct token *t = &a->tokens.items[i];
	if (t->class != TOKEN_MARK)
		return false;
	return t->mark != ')' && t->mark != ']' && t->mark != '%' && t->mark != '?' && t->mark != '!';
}

struct statement *statement_add(struct article *a, uint8_t kind, uint32_t first, uint32_t last,
				const struct attribution *at)
{
	while (first < last && trims_left(a, first) &&
	       !(kind == STANCED_MIXED && is_quote_mark(a->tokens.items[first].mark)))
		first++;
	while (last > first && trims_right(a, last - 1) &&
	       !(kind == STANCED_MIXED && is_quote_mark(a->tokens.items[last - 1].mark)))
		last--;
	if (first >= last)
		return NULL;
	struct statement *s = VEC_PUSH(&a->arena, &a->statements);
	if (!s) {
		a->failed = true;
		return NULL;
	}
	*s = (struct statement) {
		.kind = kind,
		.has_speaker = at && at->noun != NONE,
		.start = a->tokens.items[first].start,
		.end = a->tokens.items[last - 1].end,
		.first = first,
		.last = last,
		.speaker = statement_speaker(a, at),
		.cue = at && at->cue ? (uint32_t)(at->cue - a->mentions.items) : NONE,
		.verb = at ? at->verb : NONE,
		.certainty = at && at->cue && at->cue->row->certainty > 0 ? at->cue->row->certainty : 1.0f,
	};
	return s;
}

static uint8_t span_kind(const struct article *a, uint32_t first, uint32_t last)
{
	for (uint32_t i = first; i < last; i++)
		if (a->quote_at[i] != NONE)
			return STANCED_MIXED;
	return STANCED_INDIRECT;
}

void statement_quote(struct article *a, uint32_t q, const struct attribution *at, uint32_t *owner)
{
	const struct quote *quote = &a->quotes.items[q];
	uint32_t index = (uint32_t)a->statements.count;
	uint8_t kind = quote->words >= 3 ? STANCED_DIRECT : STANCED_MIXED;
	if (statement_add(a, kind, quote->first, quote->end, at))
		owner[q] = index;
}

/* A span of the writer's words with the quotations that lie in it, which are told by it. */
static void tell_span(struct claim *m, uint32_t first, uint32_t last, const struct attribution *at)
{
	struct article *a = m->a;
	uint32_t index = (uint32_t)a->statements.count, q = first + 1 < last ? a->quote_at[first + 1] : NONE;
	if (q != NONE && m->owner[q] == NONE && a->quotes.items[q].open == first &&
	    a->quotes.items[q].end + 2 >= last) {
		statement_quote(a, q, at, m->owner); /* "Q," as S said */
		return;
	}
	if (!statement_add(a, span_kind(a, first, last), first, last, at))
		return;
	for (uint32_t i = first; i < last; i++)
		if (a->quote_at[i] != NONE && a->quotes.items[a->quote_at[i]].end <= last)
			m->owner[a->quote_at[i]] = index;
}

/* ---- where the content stands ---- */

/* The quotation that ends directly before token i (marks and commas between), or NONE. */
static uint32_t quote_before(const struct article *a, uint32_t i, uint32_t floor)
{
	for (uint32_t k = i; k-- > floor && k + 4 > i;) {
		if (a->quote_at[k] != NONE)
			return a->quote_at[k];
		if (a->tokens.items[k].class != TOKEN_MARK && a->tokens.items[k].class != TOKEN_POSSESSIVE)
			return NONE;
	}
	return NONE;
}

/* "..., lawmakers said in Rome on Friday, ...": the chunk after addressee, time and place. */
static uint32_t past_setting(const struct article *a, const struct attribution *at, uint32_t end)
{
	uint32_t c = at->after;
	if (c < end && at->cue->row->takes & TAKES_ADDRESSEE && is_type(a, c, CHUNK_NOUN))
		c++;
	while (c < end) {
		if (content_adverbial(a, c))
			c++;
		else if (c + 1 < end && is_type(a, c, CHUNK_PREPOSITION) &&
			 (is_type(a, c + 1, CHUNK_NOUN) || content_adverbial(a, c + 1)))
			c += 2;
		else
			break;
	}
	return c;
}

/* Rule 4: nothing but time, place and addressee after the attribution, or a clause that tells when. */
static bool nothing_follows(const struct article *a, const struct attribution *at, uint32_t end)
{
	bool object = at->after < end && is_type(a, at->after, CHUNK_NOUN) && at->verb != NONE && !at->inverted &&
		      !(at->cue->row->takes & TAKES_ADDRESSEE);
	if (object)
		return false; /* ..., leaders found little hope */
	uint32_t next = past_setting(a, at, end);
	if (next < end && content_when(a, next))
		return true;
	for (uint32_t c = at->after; c < end; c++) {
		uint8_t type = article_chunk(a, c)->type;
		if (type == CHUNK_VERB || type == CHUNK_THAT || type == CHUNK_QUOTE)
			return false;
	}
	return true;
}

/* On the road to Rome, he said, "Q"; when asked, he said, "Q": what opens the sentence tells when or where he spoke. */
static bool lead_in(const struct article *a, const struct sentence *s, uint32_t c)
{
	uint32_t k = s->first_chunk;
	while (k < c && (article_chunk(a, k)->type == CHUNK_BUT || article_chunk(a, k)->type == CHUNK_CONJUNCTION))
		k++;
	if (k >= c)
		return false;
	const struct chunk *lead = article_chunk(a, k);
	return lead->type == CHUNK_SUBORDINATOR || lead->type == CHUNK_PREPOSITION ||
	       (lead->type == CHUNK_VERB && !(a->verbs.items[lead->item].flags & VERB_FINITE)) ||
	       !article_finite(a, s->first_chunk, c);
}

/* replacing her would be worse: the participle at chunk c is the subject of a verb. */
static bool gerund_leads(const struct article *a, uint32_t c, uint32_t end)
{
	for (c++; c < end && (is_type(a, c, CHUNK_NOUN) || is_type(a, c, CHUNK_PREPOSITION) || content_adverbial(a, c));
	     c++)
		;
	return c < end && is_type(a, c, CHUNK_VERB) && article_tagged(a, article_chunk(a, c)->first, TAG(modal));
}

/* ..., he said, dismissing the estimate; ..., he said, as he left: what the speaker did while he spoke. */
static bool circumstance(const struct article *a, uint32_t c, uint32_t end)
{
	if (c >= end)
		return true;
	const struct chunk *k = article_chunk(a, c);
	if (k->type == CHUNK_WHO)
		return true;
	if (k->type == CHUNK_VERB) /* not: ..., he said, replacing her would be worse */
		return a->verbs.items[k->item].flags & VERB_ING && !gerund_leads(a, c, end);
	return article_listed(a, k->first, LIST_meanwhile);
}

static bool quote_next(const struct article *a, uint32_t comma, uint32_t end)
{
	return comma + 1 < end && article_chunk(a, comma + 1)->type == CHUNK_QUOTE;
}

/* Rules call for a pilot, he said: a clause whose verb may be taken for a participle. */
static bool verb_in(const struct article *a, uint32_t c, uint32_t end)
{
	for (; c < end; c++)
		if (is_type(a, c, CHUNK_VERB))
			return true;
	return false;
}

static bool is_finite(const struct article *a, const struct attribution *at)
{
	return at->verb == NONE || a->verbs.items[at->verb].flags & VERB_FINITE;
}

/* If it fails, he said, we go; to be safe, he said, we go; it was so, he said, that we went: the clause that
 * content_after() found after the comma goes on from what stands before the aside. */
static bool goes_on(const struct article *a, const struct attribution *at, const struct sentence *s)
{
	uint32_t c = a->chunk_at[at->start], after = past_setting(a, at, s->end_chunk);
	if (!is_finite(a, at) || c == NONE || c < s->first_chunk + 2 || !is_type(a, c - 1, CHUNK_COMMA) ||
	    after >= s->end_chunk || !is_type(a, after, CHUNK_COMMA))
		return false;
	uint32_t k = s->first_chunk;
	if (is_type(a, k, CHUNK_BUT) || is_type(a, k, CHUNK_CONJUNCTION))
		k++;
	const struct chunk *lead = article_chunk(a, k);
	return article_finite(a, s->first_chunk, c) || lead->type == CHUNK_SUBORDINATOR ||
	       (lead->type == CHUNK_VERB && a->verbs.items[lead->item].flags & VERB_INFINITIVE);
}

/* ..., said Li, a former envoy; ..., according to Li, head of the bank: what follows the comma tells who Li is. */
static bool names_on(const struct article *a, const struct attribution *at, uint32_t c, uint32_t end)
{
	if ((!at->inverted && at->verb != NONE) || c >= end || !is_type(a, c, CHUNK_NOUN))
		return false;
	while (c < end && (is_type(a, c, CHUNK_NOUN) || is_type(a, c, CHUNK_PREPOSITION) ||
			   is_type(a, c, CHUNK_CONJUNCTION) || is_type(a, c, CHUNK_ADVERB)))
		c++;
	return c >= end || !is_type(a, c, CHUNK_VERB) ||
	       !(a->verbs.items[article_chunk(a, c)->item].flags & VERB_FINITE);
}

static void claim_left(struct claim *m, const struct attribution *at)
{
	struct article *a = m->a;
	const struct sentence *s = &a->sentences.items[m->sentence];
	uint32_t c = a->chunk_at[at->start];
	if (c == NONE || c <= s->first_chunk || (at->verb != NONE && a->verbs.items[at->verb].flags & VERB_RELATIVE))
		return;
	bool as = c > s->first_chunk + 1 && article_is(a, article_chunk(a, c - 1)->first, "as");
	c -= as; /* Storms, as the mayor pointed out, are rare */
	uint8_t before = article_chunk(a, c - 1)->type;
	if (before != CHUNK_COMMA && before != CHUNK_DASH && before != CHUNK_QUOTE && at->verb != NONE)
		return;
	uint32_t last = article_chunk(a, c)->first, next = past_setting(a, at, s->end_chunk);
	bool comma = next < s->end_chunk && article_chunk(a, next)->type == CHUNK_COMMA;
	bool more = !nothing_follows(a, at, s->end_chunk), waving = comma && circumstance(a, next + 1, s->end_chunk);
	bool aside = comma && more && !waving && is_finite(a, at) && !names_on(a, at, next + 1, s->end_chunk);
	if (aside) {
		next += is_type(a, next + 1, CHUNK_THAT);
		uint32_t from = article_chunk(a, next)->end, stop = extent_end(m, from);
		bool told = article_finite(a, s->first_chunk, c) || !as;
		if (told && (!lead_in(a, s, c) || !quote_next(a, next, s->end_chunk)))
			tell_span(m, s->first, last, at);
		tell_span(m, from, stop, at);
		return;
	}
	if (!at->inverted && more && !waving && at->verb != NONE)
		return;
	if (at->verb != NONE && !article_finite(a, s->first_chunk, c) &&
	    !(is_type(a, s->first_chunk, CHUNK_NOUN) && verb_in(a, s->first_chunk, c)))
		return; /* On Friday, he said */
	uint32_t first = s->first;
	if (a->statements.count && a->statements.items[a->statements.count - 1].last > first)
		return; /* another attribution has that clause */
	tell_span(m, first, last, at);
}

/* According to S, ...: the clause after the comma. */
static void claim_phrase(struct claim *m, const struct attribution *at)
{
	struct article *a = m->a;
	const struct sentence *s = &a->sentences.items[m->sentence];
	uint32_t c = a->chunk_at[at->start];
	if (at->after + 1 < s->end_chunk && is_type(a, at->after, CHUNK_THAT)) { /* she was told by S that */
		uint32_t first = article_chunk(a, at->after + 1)->first;
		tell_span(m, first, extent_end(m, first), at);
		return;
	}
	/* ..., but in the view of S, ...: what follows, not what went before */
	uint32_t joint = c != NONE && c > s->first_chunk
				 ? c - 1 - (c > s->first_chunk + 1 && is_type(a, c - 1, CHUNK_COMMA))
				 : NONE;
	bool joined = joint != NONE && (is_type(a, joint, CHUNK_BUT) || is_type(a, joint, CHUNK_CONJUNCTION));
	bool leads = c != NONE && (c <= s->first_chunk + 1 || joined) && at->after < s->end_chunk;
	if (leads && (is_type(a, at->after, CHUNK_COMMA) || article_finite(a, at->after, s->end_chunk))) {
		uint32_t first = is_type(a, at->after, CHUNK_COMMA) ? article_chunk(a, at->after)->end
								    : article_chunk(a, at->after)->first;
		uint32_t last = extent_end(m, first), q = first + 1 < s->end ? a->quote_at[first + 1] : NONE;
		bool whole = q != NONE && a->quotes.items[q].open == first && m->owner[q] == NONE &&
			     (a->quotes.items[q].close == NONE || a->quotes.items[q].close + 1 >= last);
		if (whole)
			statement_quote(a, q, at, m->owner);
		else
			tell_span(m, first, last, at);
		return;
	}
	claim_left(m, at);
}

/* S said "Q," but that they would go: the clause behind the quotation is said too. */
static void claim_rest(struct claim *m, const struct attribution *at, uint32_t close)
{
	struct article *a = m->a;
	const struct sentence *s = &a->sentences.items[m->sentence];
	uint32_t c = close < s->end ? a->chunk_at[close] : NONE;
	if (c == NONE)
		return;
	c += is_type(a, c, CHUNK_COMMA);
	if (c + 2 >= s->end_chunk || (!is_type(a, c, CHUNK_BUT) && !is_type(a, c, CHUNK_CONJUNCTION)))
		return;
	c += 1 + (is_type(a, c + 1, CHUNK_THAT));
	uint32_t first = article_chunk(a, c)->first, end = extent_end(m, first);
	if (is_type(a, c, CHUNK_NOUN) && end > first && article_finite(a, c, a->chunk_at[end - 1] + 1))
		tell_span(m, first, end, at);
}

static void claim_right(struct claim *m, const struct attribution *at, struct content content, uint32_t *owner)
{
	struct article *a = m->a;
	const struct sentence *s = &a->sentences.items[m->sentence];
	if (content.chunk == NONE) { /* a quotation in the next paragraph */
		if (m->owner[content.quote] == NONE)
			statement_quote(a, content.quote, at, m->owner);
		return;
	}
	uint32_t first = article_chunk(a, content.chunk)->first;
	if (content.quote != NONE) {
		const struct quote *q = &a->quotes.items[content.quote];
		uint32_t close = q->close == NONE ? q->end : q->close + 1;
		uint32_t mark = a->tokens.items[q->end - 1].mark;
		bool sentence_long = close + 1 >= s->end || q->words >= 8 || mark == ',' || mark == '?' || mark == '!';
		if (owner[content.quote] == NONE && sentence_long) {
			statement_quote(a, content.quote, at, owner);
			claim_rest(m, at, close);
			return;
		}
	}
	tell_span(m, first, content.object ? extent_object(m, first) : extent_end(m, first), at);
}

/* Rule 1: the quotation before, and earlier ones of the sentence that nobody has. */
static bool claim_quotes_before(struct claim *m, const struct attribution *at, uint32_t *owner)
{
	struct article *a = m->a;
	const struct sentence *s = &a->sentences.items[m->sentence];
	const struct paragraph *p = &a->paragraphs.items[s->paragraph];
	uint32_t q = quote_before(a, at->start, p->first);
	if (q == NONE || !(at->cue->row->takes & (TAKES_QUOTE | TAKES_CLAUSE)) || owner[q] != NONE)
		return false;
	const struct quote *quote = &a->quotes.items[q];
	/* "Q1." Li said: "Q2": a full stop closes what went before */
	if (!at->inverted && quote->end > quote->first && a->tokens.items[quote->end - 1].mark == '.' &&
	    a->tokens.items[at->start].letters == LETTERS_CAPITAL && content_more(a, at, s->end_chunk))
		return false;
	uint32_t lead = a->chunk_at[quote->open];
	/* In his book, "A Town Without Rain," Holm suggested moving */
	if (statement_titled(a, quote) && lead != NONE && lead > s->first_chunk && !at->inverted &&
	    content_more(a, at, s->end_chunk))
		return false;
	/* scare quotes at the end of a clause belong to the clause */
	bool leads = quote->open == s->first || quote->open == p->first || quote->words >= 10 || lead == NONE ||
		     lead == s->first_chunk;
	/* "My wish," he said, "is that": a comma inside the marks makes the shortest beginning speech */
	bool begins = leads && quote->end > quote->first && a->tokens.items[quote->end - 1].class == TOKEN_MARK;
	bool trailing = at->inverted || nothing_follows(a, at, s->end_chunk) || quote->words >= 4 || begins;
	if (!trailing)
		return false;
	bool lower = quote->end > quote->first && a->tokens.items[quote->first].letters == LETTERS_LOWER;
	/* Paying late "makes me smart," he said: the verb stands within the marks */
	if (!leads && quote->words < 4) {
		bool speech = lower && quote->words > 1 && a->tokens.items[quote->end - 1].mark == ',' &&
			      a->tokens.items[quote->first].class == TOKEN_WORD &&
			      article_word(a, quote->first)->verb & FORM_FINITE &&
			      !article_finite(a, s->first_chunk, lead);
		if (speech)
			tell_span(m, s->first, at->start, at);
		return speech;
	}
	if (!leads && (lower || article_finite(a, s->first_chunk, lead))) {
		claim_left(m, at);
		for (uint32_t i = s->first; i < at->start; i++)
			if (a->quote_at[i] != NONE)
				owner[a->quote_at[i]] = (uint32_t)a->statements.count - 1;
		return true;
	}
	statement_quote(a, q, at, owner);
	while (q > 0 && owner[q - 1] == NONE && a->quotes.items[q].previous == q - 1) {
		statement_quote(a, --q, at, owner);
	}
	return true;
}

static bool inside_quote(const struct article *a, const struct attribution *at)
{
	uint32_t q = a->quote_at[at->cue->first];
	/* "Nobody told us," said one of them: a comma inside the marks makes it speech, however short */
	return q != NONE &&
	       (a->quotes.items[q].words > 3 || a->tokens.items[a->quotes.items[q].end - 1].class == TOKEN_MARK);
}

/* "Q1," she said, pointing at the hole, "Q2": the quotation behind what the speaker does meanwhile, or NONE. */
static uint32_t quote_after_deed(const struct article *a, const struct attribution *at, uint32_t end)
{
	uint32_t c = at->after;
	if (c + 1 >= end || !is_type(a, c, CHUNK_COMMA) || !is_type(a, c + 1, CHUNK_VERB) ||
	    !(a->verbs.items[article_chunk(a, c + 1)->item].flags & VERB_ING))
		return NONE;
	for (c += 2; c + 1 < end && !is_type(a, c, CHUNK_VERB) && !is_type(a, c, CHUNK_STOP); c++)
		if (is_type(a, c, CHUNK_COMMA))
			return is_type(a, c + 1, CHUNK_QUOTE) ? a->quote_at[article_chunk(a, c + 1)->end] : NONE;
	return NONE;
}

/* Quotations right after an attribution with one before it: "Q1," S said, "Q2." */
static void claim_after(struct claim *m, const struct attribution *at, uint32_t *owner)
{
	struct article *a = m->a;
	const struct sentence *s = &a->sentences.items[m->sentence];
	struct content right = content_after(a, at, s->end_chunk);
	/* "Q," he said, "and it hurts." */
	if (right.quote == NONE && right.chunk != NONE && right.chunk < s->end_chunk &&
	    is_type(a, right.chunk, CHUNK_QUOTE) && is_type(a, right.chunk - 1, CHUNK_COMMA))
		right.quote = a->quote_at[article_chunk(a, right.chunk)->end];
	if (right.quote == NONE)
		right.quote = quote_after_deed(a, at, s->end_chunk);
	if (right.quote != NONE && owner[right.quote] == NONE)
		statement_quote(a, right.quote, at, owner);
}

/* Police called for calm, sources said: an attribution that closes the sentence has all of it, cues included. */
static bool closed_by_another(const struct claim *m)
{
	const struct article *a = m->a;
	const struct sentence *s = &a->sentences.items[m->sentence];
	const struct attribution *last = &m->list->items[m->list->count - 1];
	if (m->index + 1 >= m->list->count || last->verb == NONE || last->noun == NONE ||
	    m->list->items[m->index].inverted || !(last->cue->row->takes & TAKES_CLAUSE) ||
	    !nothing_follows(a, last, s->end_chunk))
		return false;
	for (uint32_t i = s->first; i < s->end; i++)
		if (a->quote_at[i] != NONE && a->quotes.items[a->quote_at[i]].speech)
			return false;
	if (attribution_passed_on(a, &m->list->items[m->index], last))
		return false;
	uint32_t own = a->chunk_at[last->start];
	return own != NONE && own > s->first_chunk && article_chunk(a, own - 1)->type == CHUNK_COMMA &&
	       (last->inverted || a->nouns.items[last->noun].chunk == own) && article_finite(a, s->first_chunk, own) &&
	       m->list->items[m->index].verb != last->verb;
}

/* According to ABC News, the minister believes that ...: the paper tells who says it. */
static bool passes_on(const struct claim *m, const struct attribution *at)
{
	const struct article *a = m->a;
	if (m->index + 1 >= m->list->count || a->nouns.items[at->noun].role != STANCED_ROLE_MEDIA)
		return false;
	const struct attribution *next = at + 1;
	return next->verb != NONE && next->noun != NONE && next->cue->row->takes & TAKES_CLAUSE &&
	       is_type(a, at->after, CHUNK_COMMA) && a->nouns.items[next->noun].chunk == at->after + 1 &&
	       !(a->verbs.items[next->verb].flags & VERB_PASSIVE) &&
	       a->nouns.items[next->noun].flags & (NOUN_PEOPLE | NOUN_BODY);
}

/* According to people briefed on the talks: "briefed" stands inside what tells who says it. */
static bool inside_phrase(const struct claim *m, const struct attribution *at)
{
	if (m->index == 0 || at->verb == NONE)
		return false;
	const struct attribution *before = at - 1;
	return before->verb == NONE && before->cue->row->pos == POS_PHRASE && at->cue->first > before->cue->first &&
	       at->cue->first < before->end;
}

static void claim_one(struct claim *m, uint32_t *owner)
{
	struct article *a = m->a;
	const struct attribution *at = &m->list->items[m->index];
	const struct sentence *s = &a->sentences.items[m->sentence];
	if (inside_quote(a, at) || inside_phrase(m, at) || closed_by_another(m))
		return;
	for (size_t n = a->statements.count; n-- > 0 && a->statements.items[n].last > s->first;) {
		const struct statement *st = &a->statements.items[n];
		if (at->cue->first >= st->first && at->cue->first < st->last)
			return; /* nested: the outer statement tells it */
	}
	bool before = claim_quotes_before(m, at, owner);
	if (at->verb == NONE && at->cue->row->pos == POS_PHRASE) {
		if (!before && !passes_on(m, at))
			claim_phrase(m, at);
		return;
	}
	if (before) {
		claim_after(m, at, owner);
		return;
	}
	struct content right = content_after(a, at, s->end_chunk);
	bool follows = right.chunk != NONE && right.chunk < s->end_chunk && !at->inverted;
	if (follows && right.quote == NONE && goes_on(a, at, s))
		claim_left(m, at);
	else if (follows || right.quote != NONE)
		claim_right(m, at, right, owner);
	else if (at->noun != NONE && (at->cue->row->takes & TAKES_CLAUSE))
		claim_left(m, at);
}

/* ---- narrated candidates ---- */

/* The parts of the sentence that no attributed statement covers. Attributed statements stand in statements
 * [from, attributed), by start. */
static void narrate(struct article *a, const struct sentence *s, size_t from, size_t attributed)
{
	uint32_t first = s->first;
	for (size_t n = from; n < attributed && a->statements.items[n].first < s->end; n++) {
		uint32_t begin = a->statements.items[n].first, end = a->statements.items[n].last;
		if (begin > first)
			statement_add(a, STANCED_NARRATED, first, begin, NULL);
		first = end > first ? end : first;
	}
	if (first < s->end)
		statement_add(a, STANCED_NARRATED, first, s->end, NULL);
}

static int by_start(const void *x, const void *y)
{
	const struct statement *a = x, *b = y;
	return a->start != b->start ? (a->start < b->start ? -1 : 1) : a->end < b->end ? 1 : a->end > b->end ? -1 : 0;
}

static void sort_statements(struct article *a)
{
	size_t count = a->statements.count;
	struct statement *scratch = arena_alloc(&a->arena, count, sizeof *scratch);
	if (scratch)
		sort_stable(a->statements.items, count, sizeof *scratch, by_start, scratch);
	else
		a->failed = true;
}

/* The narrated ones from middle on stand in order, as do those before: from the back each goes to its place. */
static void merge_narrated(struct article *a, size_t middle)
{
	struct statement *all = a->statements.items;
	size_t right = a->statements.count - middle, left = middle, to = a->statements.count;
	if (right == 0)
		return;
	struct statement *narrated = arena_alloc(&a->arena, right, sizeof *narrated);
	if (!narrated) {
		a->failed = true;
		return;
	}
	memcpy(narrated, all + middle, right * sizeof *narrated);
	while (right > 0)
		all[--to] = left > 0 && by_start(&all[left - 1], &narrated[right - 1]) > 0 ? all[--left]
											   : narrated[--right];
}

int statement_run(struct article *article)
{
	uint32_t *owner = arena_alloc(&article->arena, article->quotes.count + 1, sizeof *owner);
	/* of a sentence hardly more than two, what the journalist tells in it included */
	if (!owner || !VEC_RESERVE(&article->arena, &article->statements, 2 * article->sentences.count + 16))
		return -ENOMEM;
	memset(owner, 0xff, (article->quotes.count + 1) * sizeof *owner);
	attribution_list list = { NULL, 0, 0 };
	for (uint32_t n = 0; n < article->sentences.count; n++) {
		list.count = 0;
		if (statement_turn(article, n, owner))
			continue;
		if (attribution_find(article, n, &list) < 0)
			return -ENOMEM;
		struct claim m = { .a = article, .sentence = n, .list = &list, .owner = owner };
		for (m.index = 0; m.index < list.count; m.index++)
			claim_one(&m, owner);
	}
	if (statement_unclaimed(article, owner) < 0)
		return -ENOMEM;
	sort_statements(article);
	size_t attributed = article->statements.count, from = 0;
	for (uint32_t n = 0; n < article->sentences.count; n++) {
		const struct sentence *s = &article->sentences.items[n];
		while (from < attributed && article->statements.items[from].last <= s->first)
			from++;
		narrate(article, s, from, attributed);
	}
	merge_narrated(article, attributed);
	return article->failed ? -ENOMEM : 0;
}
