/* chunk, what a word's part of speech may depend on further along the sentence, or further back: whether a finite verb
 * follows, whether a relative clause is open, whether the clause still waits for its verb.
 * All within bounded windows. */
#include "engine/tag.h"

#define OFFICE_WORDS 12 /* the former Kenyan deputy minister of trade */
#define FINITE (POS_BIT(P_FINITE) | POS_BIT(P_BE) | POS_BIT(P_HAVE) | POS_BIT(P_DO) | POS_BIT(P_MODAL))

/* Marks around a few words (scare quotes) do not part the phrase they stand in. */
bool tag_transparent(const struct article *article, uint32_t i)
{
	uint32_t q = NONE;
	if (i + 1 < article->tokens.count && article->quote_at[i + 1] != NONE)
		q = article->quote_at[i + 1];
	if (q == NONE || article->quotes.items[q].open != i)
		q = i > 0 ? article->quote_at[i - 1] : NONE;
	if (q == NONE)
		return false;
	const struct quote *quote = &article->quotes.items[q];
	/* a comma or stop before the closing mark makes it speech, however short: "I am tired," said ... */
	bool phrase = quote->end > quote->first && article->tokens.items[quote->end - 1].class != TOKEN_MARK;
	return (quote->open == i || quote->close == i) && quote->words <= 3 && phrase;
}

static bool is_boundary(const struct article *article, uint32_t i)
{
	const struct token *t = &article->tokens.items[i];
	if (t->class == TOKEN_MARK)
		return t->mark != '-' && t->mark != '\'' && !tag_transparent(article, i);
	return article_tagged(article, i, TAG(subord) | TAG(who) | TAG(that) | TAG(but) | TAG(conj) | TAG(wh));
}

/* deported the men it feared, the ships they had bought: a relative clause without its pronoun opens at token k. */
static bool opens_bare_relative(const struct article *article, uint32_t k, uint32_t i)
{
	return k > i + 1 && article_listed(article, k, LIST_nominative) &&
	       !article_tagged(article, k - 1, TAG(prep) | TAG(pron) | TAG(adv)) && !article_word(article, k - 1)->verb;
}

/* Rule 5: does an unmistakable finite verb follow in this clause? That of a relative clause is none of it. */
bool tag_finite_ahead(const struct article *article, const struct sentence *s, uint32_t i)
{
	uint32_t end = i + LOOK_AHEAD < s->end ? i + LOOK_AHEAD : s->end;
	bool infinitive = false; /* seem to have watched it */
	bool relative = false;
	for (uint32_t k = i + 1; k < end; k++) {
		if (is_boundary(article, k))
			return false;
		const struct word *w = article_word(article, k);
		if (w->tags & TAG(to) || (infinitive && w->tags & (TAG(be) | TAG(have)))) {
			infinitive = true;
			continue;
		}
		if (infinitive && w->verb) {
			infinitive = false;
			continue;
		}
		if (w->tags & TAG(pron) && opens_bare_relative(article, k, i)) {
			relative = true;
			continue;
		}
		if (relative && (w->verb || w->tags & (TAG(modal) | TAG(do) | TAG(be) | TAG(have)))) {
			/* had bought; said were armed */
			relative = !w->verb || w->tags & (TAG(be) | TAG(have)) || tag_cue(article, k);
			continue;
		}
		if (w->tags & TAG(modal) && article->tokens.items[k].letters == LETTERS_CAPITAL)
			continue; /* in May */
		if (w->tags & (TAG(modal) | TAG(do)))
			return true;
		if (w->tags & (TAG(be) | TAG(have)))
			return true;
		bool after_name = article_covered(article, k, LAYER_NAME);
		const struct token *before = &article->tokens.items[k - 1];
		bool compound = tag_hyphen(before); /* the US-drafted text */
		bool modifies = compound || article_word(article, k - 1)->verb & FORM_ING; /* lobbing pointed insults */
		if (!after_name && !modifies && (w->verb & FORM_PAST) && before->class != TOKEN_POSSESSIVE &&
		    !article_tagged(article, k - 1, TAG(det) | TAG(poss) | TAG(prep) | TAG(adj)))
			return true;
	}
	return false;
}

/* A comma within a few words, and a finite verb of saying after it. */
bool tag_finite_after_comma(const struct state *st)
{
	const struct article *a = st->article;
	bool comma = false;
	for (uint32_t k = st->i + 1; k < st->sentence->end && k < st->i + LOOK_AHEAD; k++) {
		if (a->tokens.items[k].mark == ',')
			comma = true;
		else if (comma && tag_cue(a, k) && article_word(a, k)->verb & FORM_PAST)
			return true;
	}
	return false;
}

/* A relative clause with "who" began before, in the same clause of the sentence. */
bool tag_relative_open(const struct state *st)
{
	for (uint32_t k = st->i; k-- > st->sentence->first && k + LOOK_AHEAD > st->i;) {
		if (st->article->pos[k] == P_WHO)
			return true;
		if (st->article->pos[k] == P_COMMA || st->article->pos[k] == P_STOP)
			return false;
	}
	return false;
}

/* An envoy who met them condemned Chad: the relative clause has its verb, the subject that it tells of has none yet. */
bool tag_main_verb_due(const struct state *st)
{
	const uint64_t ends = POS_BIT(P_COMMA) | POS_BIT(P_STOP) | POS_BIT(P_QUOTE) | POS_BIT(P_DASH) |
			      POS_BIT(P_THAT) | POS_BIT(P_SUBORDINATOR) | POS_BIT(P_CONJUNCTION);
	const uint8_t *pos = st->article->pos;
	uint32_t first = st->sentence->first, k = st->i;
	bool relative = false;
	while (k > first && pos[k - 1] != P_WHO && st->i - k < LOOK_AHEAD) {
		k--;
		if (pos_in(pos[k], ends))
			return false;
		relative |= pos_in(pos[k], FINITE);
	}
	if (!relative || k <= first + 1 || pos[k - 1] != P_WHO ||
	    !pos_in(pos[k - 2], POS_BIT(P_NOUN) | POS_BIT(P_NAME)))
		return false;
	for (k -= 2; k > first; k--)
		if (pos_in(pos[k], FINITE | ends))
			return false;
	return tag_cue(st->article, st->i) || !tag_finite_ahead(st->article, st->sentence, st->i);
}

/* The mill, built of oak, closed in May; his sister, Olga, runs it: after the comma of an aside, and no other word of
 * the sentence can be its finite verb. */
bool tag_last_verb(const struct state *st)
{
	const struct article *a = st->article;
	if (st->told || a->tokens.items[st->i].line == LINE_HEADLINE || a->tokens.items[st->i].letters != LETTERS_LOWER)
		return false;
	bool comma = false;
	for (uint32_t k = st->i - 1; k-- > st->sentence->first && k + 3 * LOOK_AHEAD > st->i && !comma;)
		comma = a->pos[k] == P_COMMA;
	for (uint32_t k = st->i + 1; k < st->sentence->end && k < st->i + 3 * LOOK_AHEAD; k++) {
		const struct word *w = article_word(a, k);
		if (a->tokens.items[k + 1].mark == '-')
			continue; /* the stepped-up pace */
		bool noun = !(w->verb & FORM_PAST) &&
			    article_tagged(a, k - 1, TAG(det) | TAG(number) | TAG(prep) | TAG(poss) | TAG(adj));
		if (w->tags & (TAG(modal) | TAG(do) | TAG(be) | TAG(have)) ||
		    (w->verb & (FORM_PAST | FORM_THIRD) && !noun))
			return false;
	}
	return comma && article_tagged(a, st->sentence->end > st->i + 1 ? st->i + 1 : st->i,
				       TAG(det) | TAG(poss) | TAG(prep) | TAG(pron) | TAG(to));
}

/* Oman, which had been asked in, sided with Chad: the comma before closes a relative clause about the first noun phrase
 * of the sentence, which has no verb yet. */
bool tag_closes_relative(const struct state *st)
{
	const uint64_t ends = POS_BIT(P_STOP) | POS_BIT(P_QUOTE) | POS_BIT(P_DASH) | POS_BIT(P_SUBORDINATOR) |
			      POS_BIT(P_CONJUNCTION) | POS_BIT(P_BUT);
	const uint8_t *pos = st->article->pos;
	uint32_t first = st->sentence->first, k = st->i - 1;
	bool told = false;
	while (k-- > first && pos[k] != P_COMMA && !pos_in(pos[k], ends) && k + 3 * LOOK_AHEAD > st->i)
		told |= pos_in(pos[k], FINITE);
	if (!told || k <= first || k >= st->i || pos[k] != P_COMMA || pos[k + 1] != P_WHO)
		return false;
	while (k-- > first)
		if (pos_in(pos[k], FINITE | ends | POS_BIT(P_COMMA)))
			return false;
	return true;
}

bool tag_object_begins(const struct state *st)
{
	const struct article *a = st->article;
	if (st->i + 1 >= st->sentence->end)
		return false;
	bool owned = article_tagged(a, st->i + 1, TAG(time)) && st->i + 2 < st->sentence->end &&
		     a->tokens.items[st->i + 2].class == TOKEN_POSSESSIVE; /* yesterday's vote */
	return owned || article_tagged(a, st->i + 1, TAG(det) | TAG(poss)) ||
	       (st->previous != P_WHO && a->covered[st->i + 1] & 1u << LAYER_NAME);
}

bool tag_told_by_office(const struct state *st)
{
	const struct article *a = st->article;
	const uint32_t last = st->i + 3 + OFFICE_WORDS < st->sentence->end ? st->i + 3 + OFFICE_WORDS
									   : st->sentence->end;
	if (st->i + 3 >= last || a->tokens.items[st->i + 1].mark != ',' || !article_tagged(a, st->i + 2, TAG(det)))
		return false;
	bool office = false;
	uint32_t i = st->i + 3;
	for (; i < last && !is_boundary(a, i) && !(office && article_covered(a, i, LAYER_CUE)); i++) {
		const struct mention *m = article_mention(a, i, LAYER_OFFICE);
		office |= m && m->entry->kind == ENTRY_OFFICE;
	}
	return office && i < last && a->tokens.items[i].mark == ',';
}

bool tag_infinitive_follows(const struct state *st)
{
	for (uint32_t k = st->i + 1; k < st->sentence->end && k < st->i + 4; k++) {
		const struct word *w = article_word(st->article, k);
		if (st->article->tokens.items[k].class == TOKEN_MARK && tag_transparent(st->article, k))
			continue;
		if (article_covered(st->article, k, LAYER_NAME))
			return false;
		if (w->tags & (TAG(be) | TAG(have) | TAG(do)))
			return true;
		if (w->verb & FORM_BASE)
			return true;
		if (!(w->tags & (TAG(adv) | TAG(neg))))
			return false;
	}
	return false;
}

/* "more than 100 Palestinians": the comparison modifies the number. */
static bool compares_number(const struct state *st)
{
	const struct article *a = st->article;
	uint32_t i = st->i, end = st->sentence->end;
	bool leads = i + 2 < end && article_is(a, i + 1, "than") && article_tagged(a, i, TAG(quant) | TAG(adv));
	bool than = article_is(a, i, "than") && i > st->sentence->first && i + 1 < end &&
		    article_tagged(a, i - 1, TAG(quant) | TAG(adv));
	if (!leads && !than)
		return false;
	uint32_t number = leads ? i + 2 : i + 1;
	return a->tokens.items[number].class == TOKEN_NUMBER || a->tokens.items[number].mark == '$' ||
	       article_tagged(a, number, TAG(number) | TAG(quant)) || article_is(a, number, "a");
}

/* said about 20 people had come; that over 300 had; sent around 10,000 troops, killed some 40 */
static bool about_number(const struct state *st)
{
	const struct article *a = st->article;
	if (st->i + 1 >= st->sentence->end ||
	    (a->tokens.items[st->i + 1].class != TOKEN_NUMBER && !article_tagged(a, st->i + 1, TAG(number))))
		return false;
	if (article_is(a, st->i, "some"))
		return true;
	/* that over 20, said about 20, of around 20 */
	const uint64_t before = POS_BIT(P_THAT) | POS_BIT(P_FINITE) | POS_BIT(P_PARTICIPLE) | POS_BIT(P_BASE) |
				POS_BIT(P_ING) | POS_BIT(P_PREPOSITION);
	return st->word != NONE && before >> st->previous & 1 && article_listed(a, st->i, LIST_roughly);
}

static bool least_or_most(const struct article *a, uint32_t i)
{
	return article_is(a, i, "least") || article_is(a, i, "most");
}

/* at least 40 people, at most a dozen: no place */
static bool at_least(const struct state *st)
{
	const struct article *a = st->article;
	const uint32_t i = st->i;
	if (least_or_most(a, i))
		return i != st->sentence->first && article_prepositions(a, i - 1) & PREP(at);
	return i + 1 < st->sentence->end && least_or_most(a, i + 1) && article_prepositions(a, i) & PREP(at);
}

bool tag_before_number(const struct state *st)
{
	return compares_number(st) || at_least(st) || about_number(st);
}
