/* statement, the part that looks where content that stands to the right of a cue ends.
 *
 *   1. at the sentence's end, or at that of a quotation over several sentences, or at a semicolon outside of quotations
 *   2. where the next attribution takes over: ..., and said; ..., adding that; ..., but S said; while S said
 *   3. when S noted that C, M: where the main clause begins
 *   4. where what the speaker does follows: behind quoted words a participle, anywhere "although he"
 *   5. an object also where something goes on about it or about the speaker (denied the report, which came late), or
 *      tells when it was called so (a "farce" after the vote) */
#include "engine/statement.h"

#define LEAD_CHUNKS 24 /* of what stands before the main clause */
#define LED_CHUNKS 10 /* of what leads in the clause of the next attribution */

/* Chunk c, or the comma, dash or closing mark right before it. */
static uint32_t with_mark(const struct article *a, uint32_t c, uint32_t first)
{
	if (c > first && (is_type(a, c - 1, CHUNK_COMMA) || is_type(a, c - 1, CHUNK_DASH)))
		return c - 1;
	return c;
}

/* ..., and said; ..., later adding; "Q," adding: the conjunction or comma before the verb at chunk own, or NONE. */
static uint32_t cut_at_verb(const struct article *a, const struct attribution *next, uint32_t own, uint32_t first)
{
	const uint32_t flags = a->verbs.items[next->verb].flags;
	while (flags & VERB_ING && own > first + 1 && content_adverbial(a, own - 1))
		own--;
	if (flags & VERB_ING && is_type(a, own - 1, CHUNK_QUOTE) && own > first + 2 && is_type(a, own - 2, CHUNK_COMMA))
		return own - 2;
	bool joined = is_type(a, own - 1, CHUNK_CONJUNCTION) || is_type(a, own - 1, CHUNK_BUT);
	bool that = flags & VERB_ING && own + 1 < a->chunks.count && is_type(a, own + 1, CHUNK_THAT);
	if (that && !joined && !is_type(a, own - 1, CHUNK_COMMA))
		return is_type(a, own - 1, CHUNK_PREPOSITION) ? NONE : own; /* ... also stating that */
	if (!joined && !((flags & VERB_ING) && is_type(a, own - 1, CHUNK_COMMA)))
		return NONE;
	return joined && !(flags & (VERB_FINITE | VERB_ING)) ? NONE : with_mark(a, own - 1, first);
}

/* Mali said it would come and Chad said it would not: somebody else says it. */
static bool another_says(const struct article *a, const struct attribution *next)
{
	if (next->verb == NONE || next->noun == NONE || next->cue->row->sub != CUE_NEUTRAL ||
	    !(next->cue->row->takes & TAKES_QUOTE))
		return false;
	const struct noun *n = &a->nouns.items[next->noun];
	return n->chunk + 1 == a->verbs.items[next->verb].chunk && (n->actors[0] != NONE || n->entity != NONE);
}

/* ..., but S said; while S said; ..., which S said: what opens the clause whose subject stands at chunk c, or NONE. */
static uint32_t cut_at_subject(const struct article *a, const struct attribution *next, uint32_t c, uint32_t first)
{
	uint8_t opener = article_chunk(a, c - 1)->type;
	if (opener == CHUNK_BUT || opener == CHUNK_CONJUNCTION || opener == CHUNK_SUBORDINATOR) {
		uint32_t cut = with_mark(a, c - 1, first);
		bool quoted = c - 1 > first && is_type(a, c - 2, CHUNK_QUOTE);
		bool again = opener == CHUNK_CONJUNCTION && is_type(a, c, CHUNK_NOUN) &&
			     a->nouns.items[article_chunk(a, c)->item].flags & NOUN_PRONOUN; /* and she says */
		return cut != c - 1 || opener == CHUNK_BUT || again ||
				       (opener == CHUNK_CONJUNCTION && another_says(a, next)) ||
				       (quoted && opener == CHUNK_SUBORDINATOR)
			       ? cut
			       : NONE;
	}
	/* ..., with the Courier reporting that */
	if (opener == CHUNK_PREPOSITION && article_is(a, article_chunk(a, c - 1)->first, "with") && c - 1 > first &&
	    is_type(a, c - 2, CHUNK_COMMA))
		return c - 2;
	for (uint32_t k = c - 1; opener == CHUNK_WHO && k > first && k + 4 > c; k--)
		if (is_type(a, k, CHUNK_COMMA))
			return k;
	/* ..., and when asked about it, the mayor replied */
	for (uint32_t k = c - 2; opener == CHUNK_COMMA && k > first + 2 && k + LED_CHUNKS > c; k--) {
		bool joined = is_type(a, k - 1, CHUNK_CONJUNCTION) || is_type(a, k - 1, CHUNK_BUT);
		if (joined && is_type(a, k, CHUNK_SUBORDINATOR))
			return with_mark(a, k - 1, first);
		if (is_type(a, k, CHUNK_COMMA))
			break;
	}
	return NONE;
}

/* said it was late, and criticized the mayor; insists it is a gang, accusing it of theft: what the same speaker did
 * besides, whether or not anything is told of it. */
static bool another_act(const struct claim *m, const struct attribution *next, uint32_t cut)
{
	const struct attribution *at = &m->list->items[m->index];
	const uint8_t sub = next->cue->row->sub;
	return at->verb != NONE && next->verb != NONE && sub != CUE_NEUTRAL &&
	       m->a->verbs.items[next->verb].governor == at->verb &&
	       (is_type(m->a, cut, CHUNK_COMMA) || sub == CUE_DIRECTIVE);
}

/* What stands in longer quoted words belongs to them: it takes nothing over. */
static bool quoted_cue(const struct article *a, const struct attribution *next, uint32_t start)
{
	uint32_t q = a->quote_at[next->cue->first];
	return q != NONE && a->quotes.items[q].open >= start && a->quotes.items[q].words > 3;
}

/* Token where content that began under attribution index ends: the sentence, or the next attribution's clause. */
static uint32_t next_claim(const struct claim *m, uint32_t start)
{
	const struct article *a = m->a;
	const struct sentence *s = &a->sentences.items[m->sentence];
	for (size_t n = m->index + 1; n < m->list->count; n++) {
		const struct attribution *next = &m->list->items[n];
		uint32_t c = a->chunk_at[next->start];
		uint32_t own = next->verb == NONE ? c : a->verbs.items[next->verb].chunk;
		if (next->inverted || c == NONE || own == s->first_chunk || quoted_cue(a, next, start))
			continue;
		if (next->start == start)
			continue; /* said that Li, of the bank, told: what is said begins with its subject */
		if (next->start < start) { /* S1, who said C, told: its subject stands before */
			if (next->verb != NONE && article_chunk(a, own - 1)->first > start &&
			    is_type(a, own - 1, CHUNK_COMMA))
				return article_chunk(a, own - 1)->first;
			continue;
		}
		if (c == s->first_chunk)
			continue;
		if (next->verb == NONE)
			return is_type(a, c - 1, CHUNK_COMMA) && next->cue->row->pos == POS_PHRASE
				       ? article_chunk(a, c - 1)->first
				       : s->end;
		if (a->verbs.items[next->verb].flags & VERB_ING && next->noun != NONE &&
		    a->nouns.items[next->noun].chunk + 1 == own && own - 1 > s->first_chunk)
			c = own - 1; /* ..., with Holm calling for */
		if (attribution_goes_on(a, next) && next->noun != NONE && a->nouns.items[next->noun].first >= start)
			continue; /* said the army was tired and was ready to yield: the army's, as was said */
		if (n + 1 == m->list->count && is_type(a, c - 1, CHUNK_COMMA) &&
		    attribution_passed_on(a, &m->list->items[m->index], next) && !content_more(a, next, s->end_chunk))
			return article_chunk(a, c - 1)->first;
		uint32_t cut = cut_at_verb(a, next, own, s->first_chunk);
		if (cut == NONE)
			cut = cut_at_subject(a, next, c, s->first_chunk);
		if (cut != NONE && article_chunk(a, cut)->first > start &&
		    (content_more(a, next, s->end_chunk) || another_act(m, next, cut)))
			return article_chunk(a, cut)->first;
	}
	return s->end;
}

/* When S noted; though she called it cheap and asked for; in a paper asking for: the cue stands in what leads in the
 * sentence. */
static bool leads(const struct claim *m, const struct sentence *s)
{
	const struct article *a = m->a;
	const struct attribution *at = &m->list->items[m->index];
	uint32_t first = s->first_chunk;
	if (is_type(a, first, CHUNK_ADVERB) && first + 1 < s->end_chunk)
		first++; /* back when he wrote */
	if (at->verb == NONE) /* contrary to his claim that; asked about his claim that */
		return at->owner && (is_type(a, first, CHUNK_PREPOSITION) || is_type(a, first, CHUNK_VERB)) &&
		       !article_finite(a, first, at->after);
	const struct verb *v = &a->verbs.items[at->verb];
	bool opens = is_type(a, first, CHUNK_SUBORDINATOR) ||
		     (is_type(a, first, CHUNK_PREPOSITION) && !(v->flags & VERB_FINITE));
	opens = opens && v->chunk < first + LEAD_CHUNKS;
	for (uint32_t c = first; opens && c < v->chunk; c++)
		opens = !is_type(a, c, CHUNK_COMMA) && !is_type(a, c, CHUNK_THAT);
	return opens;
}

/* would be "fair" to him, playing for time; paying was smart, although he refused to pay: behind quoted words a
 * participle, anywhere "although" with a pronoun, tells what the speaker does. */
static bool turns_away(const struct article *a, uint32_t c, bool quoted, uint32_t end)
{
	uint32_t n = c + 1;
	while (n < end && quoted && is_type(a, n, CHUNK_ADVERB))
		n++;
	if (n + 1 >= end)
		return false;
	const struct chunk *k = article_chunk(a, n);
	if (k->type == CHUNK_SUBORDINATOR && article_listed(a, k->first, LIST_though))
		return is_type(a, n + 1, CHUNK_NOUN) &&
		       a->nouns.items[article_chunk(a, n + 1)->item].flags & NOUN_PRONOUN;
	return quoted && k->type == CHUNK_VERB && a->verbs.items[k->item].flags & VERB_ING;
}

/* Token where what the speaker does begins, behind content that began at start, or end. */
static uint32_t before_act(const struct claim *m, uint32_t start, uint32_t end)
{
	const struct article *a = m->a;
	const struct sentence *s = &a->sentences.items[m->sentence];
	bool quoted = false;
	if (!(s->types & 1u << CHUNK_COMMA) || !(s->types & (1u << CHUNK_QUOTE | 1u << CHUNK_SUBORDINATOR)))
		return end;
	for (uint32_t i = start; i < end; i++) {
		uint32_t c = a->chunk_at[i], q = a->quote_at[i];
		if (q != NONE)
			quoted = true;
		if (c == NONE || !is_type(a, c, CHUNK_COMMA) || article_chunk(a, c)->first != i)
			continue;
		uint32_t close = q != NONE && a->quotes.items[q].end == i + 1 ? a->chunk_at[i + 1] : c;
		if ((q == NONE || close != c) && close != NONE && turns_away(a, close, quoted, s->end_chunk))
			return i;
	}
	return end;
}

/* When S noted that C, M: what S noted ends where the main clause begins. */
static uint32_t main_clause(const struct claim *m, uint32_t start, uint32_t end)
{
	const struct article *a = m->a;
	const struct sentence *s = &a->sentences.items[m->sentence];
	if (!leads(m, s))
		return end;
	for (uint32_t i = start; i < end; i++) {
		uint32_t c = a->chunk_at[i];
		if (c == NONE || article_chunk(a, c)->type != CHUNK_COMMA || a->quote_at[i] != NONE)
			continue;
		uint32_t v = c + 2;
		if (v + 2 < s->end_chunk && is_type(a, v, CHUNK_OPEN) && is_type(a, v + 2, CHUNK_CLOSE))
			v += 3; /* Holm (Brno) was */
		if (v < s->end_chunk && is_type(a, c + 1, CHUNK_NOUN) && is_type(a, v, CHUNK_VERB) &&
		    a->verbs.items[article_chunk(a, v)->item].flags & VERB_FINITE)
			return i;
	}
	return end;
}

/* the study -- which notes that C -- is new: the cue's clause opens behind a dash, with nothing but "which" between. */
static bool in_dashes(const struct claim *m)
{
	const struct attribution *at = &m->list->items[m->index];
	uint32_t c = at->verb == NONE ? NONE : m->a->verbs.items[at->verb].chunk;
	return c != NONE && c > m->a->sentences.items[m->sentence].first_chunk + 1 && is_type(m->a, c - 1, CHUNK_WHO) &&
	       is_type(m->a, c - 2, CHUNK_DASH);
}

/* which the mayor called "a farce," was built: the comma in the marks ends what was said before the main verb. */
static uint32_t quoted_name_end(const struct article *a, uint32_t start)
{
	uint32_t q = start + 1 < a->tokens.count ? a->quote_at[start + 1] : NONE;
	if (q == NONE || a->quotes.items[q].open != start || a->quotes.items[q].close == NONE)
		return NONE;
	uint32_t after = a->quotes.items[q].close + 1, c = after < a->tokens.count ? a->chunk_at[after] : NONE;
	bool comma = a->tokens.items[a->quotes.items[q].end - 1].mark == ',';
	return comma && c != NONE && is_type(a, c, CHUNK_VERB) && article_finite(a, c, c + 1) ? after : NONE;
}

/* Li's claim that it was so has been denied: the verb of which the claim is the subject, or 0. */
static uint32_t owner_verb(const struct claim *m)
{
	const struct attribution *at = &m->list->items[m->index];
	const struct sentence *s = &m->a->sentences.items[m->sentence];
	for (uint32_t c = at->after; at->owner && c < s->end_chunk; c++) {
		if (!is_type(m->a, c, CHUNK_VERB))
			continue;
		const struct verb *v = &m->a->verbs.items[article_chunk(m->a, c)->item];
		if (v->flags & VERB_FINITE && v->subject_count && v->subjects[0] == at->noun)
			return v->first;
	}
	return 0;
}

/* The minister, who said the dam was safe, left: what "who" said ends at the comma before the main verb. */
static uint32_t relative_end(const struct claim *m, uint32_t start, uint32_t end)
{
	const struct article *a = m->a;
	const struct attribution *at = &m->list->items[m->index];
	if (at->verb == NONE || !(a->verbs.items[at->verb].flags & VERB_RELATIVE))
		return end;
	for (uint32_t i = start; i + 1 < end; i++) {
		uint32_t c = a->chunk_at[i];
		if (c != NONE && is_type(a, c, CHUNK_COMMA) && is_type(a, c + 1, CHUNK_VERB) &&
		    a->quote_at[i] == NONE && article_finite(a, c + 1, c + 2))
			return i;
	}
	return end;
}

static bool is_dash(const struct article *a, uint32_t i)
{
	return a->chunk_at[i] != NONE && is_type(a, a->chunk_at[i], CHUNK_DASH);
}

/* said that it "fell short. We will try again": a sentence that ends within the marks does not end what was said. */
static uint32_t over_quote(const struct article *a, uint32_t start, uint32_t end)
{
	uint32_t q = a->quote_at[end - 1];
	if (end <= start || q == NONE || a->quotes.items[q].open < start || a->quotes.items[q].end <= end)
		return end;
	return a->quotes.items[q].close == NONE ? a->quotes.items[q].end : a->quotes.items[q].close + 1;
}

/* The same, or the semicolon before it outside of quotations: "said it was chance; they only learned on Friday". */
uint32_t extent_end(const struct claim *m, uint32_t start)
{
	uint32_t end = before_act(m, start, main_clause(m, start, next_claim(m, start)));
	uint32_t depth = 0, close = quoted_name_end(m->a, start), verb = owner_verb(m);
	bool dashes = in_dashes(m);
	if (close != NONE && close < end)
		return close;
	if (verb > start && verb < end)
		end = verb;
	end = relative_end(m, start, end);
	for (uint32_t i = start; i < end; i++) {
		uint32_t mark = m->a->tokens.items[i].mark;
		if (!mark)
			continue;
		if ((mark == ';' || (dashes && is_dash(m->a, i))) && m->a->quote_at[i] == NONE)
			return i;
		depth += mark == '(' || mark == '[';
		if ((mark == ')' || mark == ']') && depth-- == 0)
			return i; /* (she later said that it was late) */
	}
	return over_quote(m->a, start, end);
}

static bool closes_quote(const struct article *a, uint32_t i, uint32_t start)
{
	uint32_t q = i > start + 1 ? a->quote_at[i - 1] : NONE;
	return q != NONE && a->quotes.items[q].close == i && a->quotes.items[q].open >= start;
}

/* called it a "farce" after the vote, on Monday, during a visit: when it was called so. */
static bool tells_when(const struct article *a, uint32_t c)
{
	const struct chunk *k = article_chunk(a, c);
	if (k->type == CHUNK_SUBORDINATOR)
		return content_when(a, c);
	if (k->type == CHUNK_PREPOSITION) {
		if (article_is(a, k->first, "during") || article_is(a, k->first, "after"))
			return true;
		if (!article_is(a, k->first, "on") || c + 1 >= a->chunks.count)
			return false;
		k = article_chunk(a, c + 1);
	}
	for (uint32_t i = k->first; k->type == CHUNK_ADVERB && i < k->end; i++)
		if (article_tagged(a, i, TAG(time)))
			return true;
	return k->type == CHUNK_NOUN && a->nouns.items[k->item].flags & NOUN_TIME;
}

/* Denied the report, which came late; promised a veto and left; praised his work -- and paid him: an object ends before
 * what goes on about it or about the speaker. */
uint32_t extent_object(const struct claim *m, uint32_t start)
{
	const struct article *a = m->a;
	uint32_t end = extent_end(m, start), last = a->chunk_at[end - 1];
	bool verb = false;
	for (uint32_t c = a->chunk_at[start]; c != NONE && last != NONE && c + 1 < last; c++) {
		const struct chunk *k = article_chunk(a, c);
		uint32_t q = a->quote_at[k->first], n = c + 1;
		bool closes = q != NONE && k->type == CHUNK_COMMA && k->end == a->quotes.items[q].end;
		uint32_t close = k->end - !closes_quote(a, k->end, start); /* a closing mark stands in no noun phrase */
		if (closes_quote(a, close, start) && a->chunk_at[close + 1] != NONE &&
		    tells_when(a, a->chunk_at[close + 1]))
			return close + 1;
		if (q != NONE && !closes)
			continue;
		n += closes && n < last; /* as a "strong ruler," comparing him */
		uint8_t next = article_chunk(a, n)->type;
		uint32_t flags = next == CHUNK_VERB ? a->verbs.items[article_chunk(a, n)->item].flags : VERB_INFINITIVE;
		bool goes_on = next == CHUNK_WHO || next == CHUNK_BUT || next == CHUNK_VERB ||
			       next == CHUNK_SUBORDINATOR;
		bool act = !verb && !(flags & (VERB_INFINITIVE | VERB_ING | VERB_PARTICIPLE));
		if (k->first > start && ((k->type == CHUNK_COMMA && goes_on) || k->type == CHUNK_DASH ||
					 (k->type == CHUNK_CONJUNCTION && act) || k->type == CHUNK_BUT))
			return k->first;
		verb |= k->type == CHUNK_VERB;
	}
	return end;
}
