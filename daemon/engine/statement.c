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
 *      something on both sides (The talks, he said, were good): the longer side
 * Where content to the right begins: content.c. What nobody claims goes to unclaimed.c.
 * A transcript line (NAME: ...) is a statement of that name.
 * Kind: direct where the span is one quotation, mixed where it holds quotation marks, else indirect. Whatever no
 * attribution covers is narrated, a candidate a sentence; without a stance it is dropped later. */
#include "base/sort.h"
#include "engine/statement.h"

#define TRANSCRIPT_NAME_TOKENS 5

struct claim {
	struct article *a;
	uint32_t sentence;
	const attribution_list *list;
	size_t index;
	uint32_t *owner; /* quotation -> statement that tells it, or NONE */
};

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

static bool is_quote_mark(uint32_t mark)
{
	return mark == '"' || mark == 0x201c || mark == 0x201d || mark == 0xab || mark == 0xbb || mark == 0x2018 ||
	       mark == 0x2019 || mark == '\'' || mark == '`' || mark == 0x201e;
}

/* An agency's people speak for the organisation it belongs to (WHO: UN); a territory speaks for itself. */
static uint32_t speaks_for(const struct article *a, uint32_t actor)
{
	const struct actor_info *info = actor == NONE ? NULL : lexicon_actor(a->lexicon, (uint16_t)actor);
	return info && info->group && info->parent != LEXICON_NO_ACTOR ? info->parent : actor;
}

static struct speaker speaker_of(const struct article *a, const struct attribution *at)
{
	struct speaker s = { .noun = at ? at->noun : NONE, .entity = NONE, .actor = NONE };
	if (s.noun == NONE)
		return s;
	const struct noun *n = &a->nouns.items[s.noun];
	s.entity = n->entity;
	s.first = n->first;
	s.end = n->end;
	s.actor = n->actors[0];
	s.role = n->role;
	if (n->entity != NONE) {
		const struct entity *e = &a->entities.items[n->entity];
		s.actor = e->actor != NONE ? e->actor : s.actor;
		s.role = e->role != STANCED_ROLE_NONE ? e->role : s.role;
	}
	if ((n->flags & NOUN_OWNED) && n->office == NONE)
		s.actor = NONE; /* Chinese goods say nothing for China */
	s.actor = speaks_for(a, s.actor);
	return s;
}

struct statement *statement_add(struct article *a, uint8_t kind, uint32_t first, uint32_t last,
				const struct attribution *at)
{
	while (first < last && trims_left(a, first) &&
	       !(kind == STANCED_MIXED && is_quote_mark(a->tokens.items[first].mark)))
		first++;
	while (last > first && a->tokens.items[last - 1].class == TOKEN_MARK && a->tokens.items[last - 1].mark != ')' &&
	       a->tokens.items[last - 1].mark != ']' && a->tokens.items[last - 1].mark != '%' &&
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
		.speaker = speaker_of(a, at),
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
	uint32_t index = (uint32_t)a->statements.count;
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

static bool says_more(const struct article *a, const struct attribution *at, uint32_t end)
{
	struct content right = content_after(a, at, end);
	return right.quote != NONE || right.chunk != NONE;
}

static bool is_type(const struct article *a, uint32_t c, uint8_t type)
{
	return article_chunk(a, c)->type == type;
}

/* Chunk c, or the comma, dash or closing mark right before it. */
static uint32_t with_mark(const struct article *a, uint32_t c, uint32_t first)
{
	if (c > first && (is_type(a, c - 1, CHUNK_COMMA) || is_type(a, c - 1, CHUNK_DASH)))
		return c - 1;
	return c;
}

/* ..., and said; ..., adding: the conjunction or comma before the verb at chunk own, or NONE. */
static uint32_t cut_at_verb(const struct article *a, const struct attribution *next, uint32_t own, uint32_t first)
{
	const uint32_t flags = a->verbs.items[next->verb].flags;
	bool joined = is_type(a, own - 1, CHUNK_CONJUNCTION) || is_type(a, own - 1, CHUNK_BUT);
	bool that = flags & VERB_ING && own + 1 < a->chunks.count && is_type(a, own + 1, CHUNK_THAT);
	if (that && !joined && !is_type(a, own - 1, CHUNK_COMMA))
		return is_type(a, own - 1, CHUNK_PREPOSITION) ? NONE : own; /* ... also stating that */
	if (!joined && !((flags & VERB_ING) && is_type(a, own - 1, CHUNK_COMMA)))
		return NONE;
	return joined && !(flags & (VERB_FINITE | VERB_ING)) ? NONE : with_mark(a, own - 1, first);
}

/* ..., but S said; while S said; ..., which S said: what opens the clause whose subject stands at chunk c, or NONE. */
static uint32_t cut_at_subject(const struct article *a, uint32_t c, uint32_t first)
{
	uint8_t opener = article_chunk(a, c - 1)->type;
	if (opener == CHUNK_BUT || opener == CHUNK_CONJUNCTION || opener == CHUNK_SUBORDINATOR) {
		uint32_t cut = with_mark(a, c - 1, first);
		bool quoted = c - 1 > first && is_type(a, c - 2, CHUNK_QUOTE);
		bool again = opener == CHUNK_CONJUNCTION && is_type(a, c, CHUNK_NOUN) &&
			     a->nouns.items[article_chunk(a, c)->item].flags & NOUN_PRONOUN; /* and she says */
		return cut != c - 1 || opener == CHUNK_BUT || again || (quoted && opener == CHUNK_SUBORDINATOR) ? cut
														: NONE;
	}
	for (uint32_t k = c - 1; opener == CHUNK_WHO && k > first && k + 4 > c; k--)
		if (is_type(a, k, CHUNK_COMMA))
			return k;
	return NONE;
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
		if (next->inverted || c == NONE || own == s->first_chunk)
			continue;
		if (next->start <= start) { /* S1, who said C, told: its subject stands before */
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
		uint32_t cut = cut_at_verb(a, next, own, s->first_chunk);
		if (cut == NONE)
			cut = cut_at_subject(a, c, s->first_chunk);
		if (cut != NONE && article_chunk(a, cut)->first > start && says_more(a, next, s->end_chunk))
			return article_chunk(a, cut)->first;
	}
	return s->end;
}

/* When S noted that C, M: what S noted ends where the main clause begins. */
static uint32_t main_clause(const struct claim *m, uint32_t start, uint32_t end)
{
	const struct article *a = m->a;
	const struct sentence *s = &a->sentences.items[m->sentence];
	if (article_chunk(a, s->first_chunk)->type != CHUNK_SUBORDINATOR)
		return end;
	uint32_t own = a->chunk_at[m->list->items[m->index].start];
	if (own == NONE || own != s->first_chunk + 1)
		return end;
	for (uint32_t i = start; i < end; i++) {
		uint32_t c = a->chunk_at[i];
		if (c == NONE || article_chunk(a, c)->type != CHUNK_COMMA || a->quote_at[i] != NONE)
			continue;
		if (c + 2 < s->end_chunk && article_chunk(a, c + 1)->type == CHUNK_NOUN &&
		    article_chunk(a, c + 2)->type == CHUNK_VERB &&
		    a->verbs.items[article_chunk(a, c + 2)->item].flags & VERB_FINITE)
			return i;
	}
	return end;
}

/* The same, or the semicolon before it outside of quotations: "said it was chance; they only learned on Friday". */
static uint32_t content_end(const struct claim *m, uint32_t start)
{
	uint32_t end = main_clause(m, start, next_claim(m, start));
	for (uint32_t i = start; i < end; i++)
		if (m->a->tokens.items[i].mark == ';' && m->a->quote_at[i] == NONE)
			return i;
	return end;
}

/* Rule 4: nothing but time, place and addressee after the attribution. */
static bool nothing_follows(const struct article *a, const struct attribution *at, uint32_t end)
{
	for (uint32_t c = at->after; c < end; c++) {
		uint8_t type = article_chunk(a, c)->type;
		if (type == CHUNK_VERB || type == CHUNK_THAT || type == CHUNK_QUOTE)
			return false;
	}
	return true;
}

/* The latest test, he said, was the biggest: subject before the aside, its verb after. */
static bool splits_clause(const struct article *a, const struct sentence *s, uint32_t c, uint32_t comma)
{
	return !content_finite(a, s->first_chunk, c) && comma + 1 < s->end_chunk && c > s->first_chunk + 1 &&
	       article_chunk(a, comma + 1)->type == CHUNK_VERB &&
	       a->verbs.items[article_chunk(a, comma + 1)->item].flags & VERB_FINITE;
}

/* If that fails, he said, there are others; back in Rome, he said, it rained: what goes before belongs to it too. */
static bool leads_in(const struct article *a, const struct sentence *s, uint32_t c)
{
	uint32_t k = s->first_chunk;
	while (k < c && (article_chunk(a, k)->type == CHUNK_BUT || article_chunk(a, k)->type == CHUNK_CONJUNCTION))
		k++;
	if (k + 2 >= c)
		return false;
	const struct chunk *lead = article_chunk(a, k);
	return lead->type == CHUNK_SUBORDINATOR || lead->type == CHUNK_PREPOSITION ||
	       (lead->type == CHUNK_VERB && !(a->verbs.items[lead->item].flags & VERB_FINITE)) ||
	       !content_finite(a, s->first_chunk, c);
}

static bool quote_next(const struct article *a, uint32_t comma, uint32_t end)
{
	return comma + 1 < end && article_chunk(a, comma + 1)->type == CHUNK_QUOTE;
}

static void claim_left(struct claim *m, const struct attribution *at)
{
	struct article *a = m->a;
	const struct sentence *s = &a->sentences.items[m->sentence];
	uint32_t c = a->chunk_at[at->start];
	if (c == NONE || c <= s->first_chunk)
		return;
	uint8_t before = article_chunk(a, c - 1)->type;
	if (before != CHUNK_COMMA && before != CHUNK_DASH && before != CHUNK_QUOTE && at->verb != NONE)
		return;
	uint32_t last = at->start, next = at->after;
	while (next < s->end_chunk && content_adverbial(a, next))
		next++; /* "..., lawmakers said on Friday, as they left" */
	bool comma = next < s->end_chunk && article_chunk(a, next)->type == CHUNK_COMMA;
	bool aside = comma && !at->inverted && !nothing_follows(a, at, s->end_chunk);
	if (aside && (splits_clause(a, s, c, next) || (leads_in(a, s, c) && !quote_next(a, next, s->end_chunk)))) {
		uint32_t stop = content_end(m, at->end);
		tell_span(m, s->first, last, at);
		tell_span(m, at->end, stop, at);
		return;
	}
	if (aside && s->end - at->end > at->start - s->first) {
		uint32_t stop = content_end(m, at->end);
		tell_span(m, at->end, stop, at);
		return;
	}
	if (!aside && !at->inverted && !nothing_follows(a, at, s->end_chunk) && at->verb != NONE)
		return;
	if (!aside && at->verb != NONE && !content_finite(a, s->first_chunk, c))
		return;
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
	bool leads = c != NONE && c <= s->first_chunk + 1 && at->after < s->end_chunk;
	if (leads && (is_type(a, at->after, CHUNK_COMMA) || content_finite(a, at->after, s->end_chunk))) {
		uint32_t first = is_type(a, at->after, CHUNK_COMMA) ? article_chunk(a, at->after)->end
								    : article_chunk(a, at->after)->first;
		uint32_t last = content_end(m, first);
		tell_span(m, first, last, at);
		return;
	}
	claim_left(m, at);
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
		bool sentence_long = close + 1 >= s->end || q->words >= 8;
		if (owner[content.quote] == NONE && sentence_long) {
			statement_quote(a, content.quote, at, owner);
			return;
		}
	}
	tell_span(m, first, content_end(m, first), at);
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
	    a->tokens.items[at->start].letters == LETTERS_CAPITAL && says_more(a, at, s->end_chunk))
		return false;
	bool trailing = at->inverted || nothing_follows(a, at, s->end_chunk) || quote->words >= 4;
	if (!trailing)
		return false;
	/* scare quotes at the end of a clause belong to the clause */
	uint32_t lead = a->chunk_at[quote->open];
	bool leads = quote->open == s->first || quote->open == p->first || quote->words >= 10 || lead == NONE ||
		     lead == s->first_chunk;
	if (!leads && quote->words < 4)
		return false;
	if (!leads && content_finite(a, s->first_chunk, lead)) {
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
	return q != NONE && a->quotes.items[q].words > 3;
}

/* Quotations right after an attribution with one before it: "Q1," S said, "Q2." */
static void claim_after(struct claim *m, const struct attribution *at, uint32_t *owner)
{
	struct article *a = m->a;
	const struct sentence *s = &a->sentences.items[m->sentence];
	struct content right = content_after(a, at, s->end_chunk);
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
	    !(last->cue->row->takes & TAKES_CLAUSE) || !nothing_follows(a, last, s->end_chunk))
		return false;
	for (uint32_t i = s->first; i < s->end; i++)
		if (a->quote_at[i] != NONE && a->quotes.items[a->quote_at[i]].speech)
			return false;
	uint32_t own = a->chunk_at[last->start];
	return own != NONE && own > s->first_chunk && article_chunk(a, own - 1)->type == CHUNK_COMMA &&
	       (last->inverted || a->nouns.items[last->noun].chunk == own) && content_finite(a, s->first_chunk, own) &&
	       m->list->items[m->index].verb != last->verb;
}

static void claim_one(struct claim *m, uint32_t *owner)
{
	struct article *a = m->a;
	const struct attribution *at = &m->list->items[m->index];
	const struct sentence *s = &a->sentences.items[m->sentence];
	if (inside_quote(a, at) || closed_by_another(m))
		return;
	for (size_t n = a->statements.count; n-- > 0 && a->statements.items[n].last > s->first;) {
		const struct statement *st = &a->statements.items[n];
		if (at->cue->first >= st->first && at->cue->first < st->last)
			return; /* nested: the outer statement tells it */
	}
	bool before = claim_quotes_before(m, at, owner);
	if (at->verb == NONE && at->cue->row->pos == POS_PHRASE) {
		if (!before)
			claim_phrase(m, at);
		return;
	}
	if (before) {
		claim_after(m, at, owner);
		return;
	}
	struct content right = content_after(a, at, s->end_chunk);
	bool follows = right.chunk != NONE && right.chunk < s->end_chunk && !at->inverted;
	if (follows || right.quote != NONE)
		claim_right(m, at, right, owner);
	else if (at->noun != NONE && (at->cue->row->takes & TAKES_CLAUSE))
		claim_left(m, at);
}

/* ---- transcripts ---- */

static bool transcript(struct article *a, const struct sentence *s)
{
	if (!(a->tokens.items[s->first].flags & TOKEN_PARAGRAPH))
		return false;
	uint32_t name = s->first;
	if (is_quote_mark(a->tokens.items[name].mark) && name + 1 < s->end)
		name++; /* "SMITH: a transcript that is quoted as a whole */
	uint32_t i = name;
	while (i < s->end && i < name + TRANSCRIPT_NAME_TOKENS && a->tokens.items[i].class == TOKEN_WORD &&
	       a->tokens.items[i].letters == LETTERS_UPPER)
		i++;
	if (i == name || i >= s->end || a->tokens.items[i].mark != ':')
		return false;
	const struct paragraph *p = &a->paragraphs.items[s->paragraph];
	uint32_t c = a->chunk_at[name];
	struct attribution at = { .verb = NONE,
				  .noun = c != NONE && article_chunk(a, c)->type == CHUNK_NOUN
						  ? article_chunk(a, c)->item
						  : NONE };
	if (at.noun == NONE || i + 1 >= p->end)
		return false;
	return statement_add(a, STANCED_DIRECT, i + 1, p->end, &at) != NULL;
}

/* ---- narrated candidates ---- */

/* Tokens of the sentence that no attributed statement covers, as one span from the first to the last of them.
 * Attributed statements stand in statements [from, attributed), by start. */
static void narrate(struct article *a, const struct sentence *s, size_t from, size_t attributed)
{
	uint32_t first = s->first, last = s->end;
	for (size_t n = from; n < attributed && a->statements.items[n].first < last; n++) {
		const struct statement *st = &a->statements.items[n];
		if (st->last <= first)
			continue;
		uint32_t begin = st->first > first ? st->first : first, end = st->last < last ? st->last : last;
		if (begin - first >= last - end)
			last = begin;
		else
			first = end;
	}
	if (first < last)
		statement_add(a, STANCED_NARRATED, first, last, NULL);
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

int statement_run(struct article *article)
{
	uint32_t *owner = arena_alloc(&article->arena, article->quotes.count + 1, sizeof *owner);
	if (!owner)
		return -ENOMEM;
	memset(owner, 0xff, (article->quotes.count + 1) * sizeof *owner);
	attribution_list list = { NULL, 0, 0 };
	for (uint32_t n = 0; n < article->sentences.count; n++) {
		list.count = 0;
		if (transcript(article, &article->sentences.items[n]))
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
	sort_statements(article);
	return article->failed ? -ENOMEM : 0;
}
