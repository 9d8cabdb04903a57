/* chunk, first half: a part of speech for each token of a sentence.
 *
 * Closed classes come from grammar.tsv. What is left is noun or verb, told by form and place, in this order:
 *   1. phrases of the name layer are names, of the office layer nouns, unless "to" or a modal stands before them
 *   2. after to, a modal or do: base form; after have: participle; after be: participle or -ing
 *   3. after a determiner, possessive, number or preposition: noun (an -ing form after a preposition stays a verb; a
 *      participle before a noun is an adjective)
 *   4. after a subject pronoun or who/which: finite verb
 *   5. after a noun or name: a past form is the finite verb unless the clause has one or gets one later, or "by"
 *      follows: then a participle; an -s or base form is a verb only where the clause has no other finite verb
 *   6. after a comma, conjunction or clause start: past forms are verbs (participles before "by"), -ing forms
 *      participles, base and -s forms follow the verb they are coordinated with
 *      (a verb of saying may stand by itself after a comma: Li, a critic, says it; an -s form before a name where no
 *      other verb is: Li, a minister, accuses Chad)
 *   7. capitalised words that no file knows are names; -ly words adverbs; all else nouns
 * A cue that takes a clause opens a new clause: "said China attacks" may have a second finite verb. */
#include "engine/tag.h"

#define LAYER(name) (1u << LAYER_##name)

static bool has_any_row(const struct article *a, uint32_t i)
{
	return (a->covered[i] & (LAYER(STANCE) | LAYER(SENTIMENT) | LAYER(MODIFIER))) != 0;
}

/* That brings his share to a third. */
static bool third_with_object(const struct state *st)
{
	uint32_t k = st->i + 1;
	return k + 1 < st->sentence->end && article_word(st->article, k)->verb & FORM_THIRD &&
	       !article_tagged(st->article, k, TAG(noun)) &&
	       article_tagged(st->article, k + 1, TAG(det) | TAG(poss) | TAG(pron));
}

static uint8_t that_pos(const struct state *st)
{
	if (st->previous == P_PREPOSITION || st->previous == P_STOP || st->i == st->sentence->first)
		return tag_noun_follows(st) && !third_with_object(st) ? P_DETERMINER : P_PRONOUN;
	return P_THAT;
}

/* "one diplomat said", not "one said": a noun that cannot be the verb follows. */
static bool counts_noun(const struct state *st)
{
	uint32_t k = st->i + 1;
	return tag_noun_follows(st) &&
	       (!(article_word(st->article, k)->verb & FORM_FINITE) || article_covered(st->article, k, LAYER_OFFICE));
}

/* he once described the pact as: between a subject and a past form the word is no conjunction. */
static bool inside_group(const struct state *st)
{
	bool subject = st->previous == P_NOUN || st->previous == P_NAME || st->previous == P_PRONOUN ||
		       st->previous == P_WHO;
	return subject && !st->finite && st->i + 1 < st->sentence->end &&
	       article_word(st->article, st->i + 1)->verb & FORM_PAST;
}

/* A and B both said, they all agreed: the quantifier stands with the verb. */
static bool floats(const struct state *st)
{
	const struct article *a = st->article;
	if ((st->previous != P_NOUN && st->previous != P_NAME && st->previous != P_PRONOUN && st->previous != P_CLOSE &&
	     st->previous != P_HAVE) ||
	    !article_listed(a, st->i, LIST_floats) || st->i + 1 >= st->sentence->end)
		return false;
	const struct word *next = article_word(a, st->i + 1);
	return next->tags & (TAG(be) | TAG(have) | TAG(do) | TAG(modal)) || next->verb & FORM_PAST ||
	       tag_cue(a, st->i + 1);
}

/* May 2022, not "may" */
static bool month_of_may(const struct state *st)
{
	return article_is(st->article, st->i, "may") && st->article->tokens.items[st->i].letters == LETTERS_CAPITAL &&
	       st->i != st->sentence->first;
}

/* Minister June Low, said Jan Berg: a month is a given name between a title or verb of saying and a name, and Jan
 * before any name: Jan-Pieter Smit, Jan van Dam. */
static bool named_like_month(const struct state *st)
{
	const struct article *a = st->article;
	const struct token *t = &a->tokens.items[st->i];
	if (article_is(a, st->i, "jan") && st->i + 2 < st->sentence->end) {
		uint32_t name = st->i + 1 + (t[1].mark == '-' || article_tagged(a, st->i + 1, TAG(particle)));
		return t->letters == LETTERS_CAPITAL && a->tokens.items[name].letters == LETTERS_CAPITAL &&
		       !article_tagged(a, name, TAG(time)) && !(a->covered[name] & LAYER(NAME));
	}
	if (t->letters != LETTERS_CAPITAL || t->line == LINE_HEADLINE || st->i == st->sentence->first ||
	    st->i + 1 >= st->sentence->end || t[1].letters != LETTERS_CAPITAL || t[1].class != TOKEN_WORD ||
	    article_tagged(a, st->i + 1, TAG(time)))
		return false;
	const struct mention *title = article_mention(a, st->i - 1, LAYER_OFFICE);
	if (title && title->row->sub == OFFICE_TITLE)
		return true; /* said June Berg; not: in June Exxon said, on Tuesday in April President Roe */
	return article_word(a, st->i)->given && st->previous == P_FINITE && tag_cue(a, st->i - 1) &&
	       !(a->covered[st->i + 1] & (LAYER(NAME) | LAYER(OFFICE)));
}

static uint8_t pronoun_pos(const struct state *st, uint32_t tags)
{
	return (tags & TAG(number)) && (counts_noun(st) || (st->previous == P_PREPOSITION && tag_noun_follows(st)))
		       ? P_DETERMINER
		       : P_PRONOUN;
}

static bool had_given(const struct state *st)
{
	return (st->previous == P_HAVE || st->previous == P_BE) &&
	       article_word(st->article, st->i)->verb & FORM_PARTICIPLE;
}

/* Closed classes; P_MARK when the word belongs to none. Of several tags the first decides, in the order of
 * LEXICON_TAGS: one jump in place of twenty questions. */
/* under secretary of state: the preposition is a title's first word. */
static bool begins_office(const struct state *st)
{
	const struct mention *m = article_mention(st->article, st->i, LAYER_OFFICE);
	return m && m->entry->kind == ENTRY_OFFICE && m->first == st->i && m->end > st->i + 1;
}

static uint8_t closed_pos(const struct state *st, uint32_t tags)
{
	if (tags & TAG(neg) && tags & TAG(det))
		tags &= ~TAG(neg); /* no */
	if (tags & TAG(adv) && tags & (TAG(prep) | TAG(subord)))
		tags &= ~TAG(adv); /* before */
	switch (__builtin_ctz(tags)) {
	case TAG_BIT_be:
		return P_BE;
	case TAG_BIT_modal:
		return month_of_may(st) ? P_TIME : P_MODAL;
	case TAG_BIT_have:
		return P_HAVE;
	case TAG_BIT_do:
		return P_DO;
	case TAG_BIT_that:
		return that_pos(st);
	case TAG_BIT_to:
		return tag_infinitive_follows(st) ? P_TO : P_PREPOSITION;
	case TAG_BIT_who:
		return P_WHO;
	case TAG_BIT_poss:
		return (tags & TAG(pron)) && !tag_noun_follows(st) ? P_PRONOUN : P_POSSESSIVE;
	case TAG_BIT_neg:
		return P_NEGATION;
	case TAG_BIT_det:
		return article_is(st->article, st->i, "each") && floats(st) ? P_ADVERB : P_DETERMINER;
	case TAG_BIT_pron:
		return pronoun_pos(st, tags);
	case TAG_BIT_conj:
		return P_CONJUNCTION;
	case TAG_BIT_but:
		return P_BUT;
	case TAG_BIT_adv:
		return P_ADVERB;
	case TAG_BIT_subord:
		if (article_tagged(st->article, st->i, TAG(adv)) &&
		    (inside_group(st) || (st->previous == P_HAVE && st->word + 1 == st->i))) /* has since given */
			return P_ADVERB;
		return P_SUBORDINATOR;
	case TAG_BIT_wh:
		return P_SUBORDINATOR;
	case TAG_BIT_prep:
		if (begins_office(st))
			return P_ADJECTIVE; /* the under secretary */
		if (tags & TAG(noun) && st->i + 1 < st->sentence->end && article_is(st->article, st->i + 1, "of"))
			return P_NOUN; /* a second round of talks */
		return had_given(st) ? P_PARTICIPLE : P_PREPOSITION;
	case TAG_BIT_there: /* officials there said */
		return st->previous == P_NOUN && st->i + 1 < st->sentence->end && tag_cue(st->article, st->i + 1)
			       ? P_ADVERB
			       : P_THERE;
	case TAG_BIT_number:
		return P_NUMBER;
	case TAG_BIT_quant:
		return floats(st) ? P_ADVERB : tag_noun_follows(st) ? P_DETERMINER : P_PRONOUN;
	case TAG_BIT_time:
		if (st->previous == P_POSSESSIVE && tags & TAG(adj) && st->i + 1 < st->sentence->end &&
		    !article_tagged(st->article, st->i + 1, TAG(time)))
			return P_ADJECTIVE; /* its last troops */
		return named_like_month(st) ? P_NAME : P_TIME;
	case TAG_BIT_adj: /* they first met in May */
		if (article_is(st->article, st->i, "other") && st->article->other_count < OTHERS_MAX)
			st->article->others[st->article->other_count++] = st->i;
		return article_is(st->article, st->i, "first") && inside_group(st) ? P_ADVERB : P_ADJECTIVE;
	default:
		return P_MARK;
	}
}

static bool ends_ly(const struct article *article, const struct token *t)
{
	return t->end - t->start > 4 && memcmp(article->text + t->end - 2, "ly", 2) == 0 && t->letters == LETTERS_LOWER;
}

/* Nouri al-Maliki, Ursula von der Leyen: the small words belong to the name around them. */
static bool name_particle(const struct state *st)
{
	const struct article *a = st->article;
	if (!article_tagged(a, st->i, TAG(particle)) || st->i + 1 >= st->sentence->end)
		return false;
	uint32_t k = st->i + 1;
	if (a->tokens.items[k].mark == '-' && k + 1 < st->sentence->end)
		k++;
	bool before = st->previous == P_NAME || a->tokens.items[k - 1].mark == '-';
	const struct token *next = &a->tokens.items[k];
	bool capital = next->letters == LETTERS_CAPITAL || next->letters == LETTERS_MIXED;
	return before && (capital || article_tagged(a, k, TAG(particle)));
}

static bool named_elsewhere(const struct state *st, const struct token *t)
{
	return st->names->bits[t->hash / 64 % (NAME_BITS / 64)] >> (t->hash % 64) & 1;
}

/* Secretary of State Rice: the small words of a title that stands right before a name belong to the title. */
static bool title_inside(const struct state *st)
{
	const struct article *a = st->article;
	const struct mention *m = article_mention(a, st->i, LAYER_OFFICE);
	return m && m->entry->kind == ENTRY_OFFICE && m->first < st->i && m->end < st->sentence->end &&
	       a->tokens.items[m->end].class == TOKEN_WORD && a->tokens.items[m->end].letters == LETTERS_CAPITAL &&
	       a->tokens.items[m->first].letters == LETTERS_CAPITAL;
}

/* in Erbil late on Sunday, in Rome early Monday */
static bool before_time(const struct state *st)
{
	const struct article *a = st->article;
	if (!article_is(a, st->i, "late") && !article_is(a, st->i, "early"))
		return false;
	return st->i + 1 < st->sentence->end && article_tagged(a, st->i + 1, TAG(prep) | TAG(time));
}

/* get-out-the-vote effort: the small words inside are no words of their own. */
static bool compound_inside(const struct article *a, uint32_t i, uint32_t end)
{
	const struct token *t = &a->tokens.items[i];
	if (i > 1 && tag_hyphen(t - 1) && t[-2].class == TOKEN_WORD && article_tagged(a, i, TAG(prep) | TAG(adv)))
		return true; /* a flare-up, the stepped-up pace */
	if (i + 2 >= end || !tag_hyphen(t + 1))
		return false;
	bool before = i > 1 && tag_hyphen(t - 1), more = i + 4 < end && tag_hyphen(t + 3);
	return before || more;
}

/* Said Ellis: "Q": the verb, not the given name. */
static bool said_opens(const struct state *st)
{
	const struct article *a = st->article;
	if (st->i != st->sentence->first || !tag_cue(a, st->i))
		return false;
	uint32_t k = st->i + 1;
	while (k < st->sentence->end && k < st->i + 5 && a->tokens.items[k].letters == LETTERS_CAPITAL)
		k++;
	return k > st->i + 1 && k < st->sentence->end && a->tokens.items[k].mark == ':';
}

/* The U.S. Imposed, U.S. Warships: old wire copy has a capital after every full stop,
 * also one that only abbreviates. */
static bool after_initialism(const struct state *st)
{
	const struct article *a = st->article;
	if (st->i == st->sentence->first || !(a->tokens.items[st->i].flags & TOKEN_SPACE))
		return false;
	const struct token *before = &a->tokens.items[st->i - 1];
	return before->class == TOKEN_WORD && a->text[before->end - 1] == '.' &&
	       article_covered(a, st->i - 1, LAYER_NAME) &&
	       (article_word(a, st->i)->verb & FORM_PAST || st->i + 1 >= st->sentence->end ||
		a->tokens.items[st->i + 1].letters == LETTERS_LOWER || a->tokens.items[st->i + 1].class != TOKEN_WORD);
}

#define NEVER_NEGATES (TAG(be) | TAG(have) | TAG(do) | TAG(modal) | TAG(to))

/* A phrase of several words that negates, of which this one is no verb by itself: by no means, not at all. */
static bool negates(const struct state *st, const struct word *w)
{
	const struct mention *m = article_mention(st->article, st->i, LAYER_MODIFIER);
	if (article_word(st->article, m->first)->verb && (article_covered(st->article, m->end - 1, LAYER_CUE) ||
							  article_covered(st->article, m->end - 1, LAYER_STANCE)))
		return false; /* turned down a request: the verb has an object */
	return m->end - m->first > 1 && m->row->sub == MODIFIER_NEGATOR && !w->verb && !(w->tags & NEVER_NEGATES) &&
	       !article_is(st->article, m->end - 1, "one"); /* no one came */
}

#define PARTICIPIAL (uint8_t)(FORM_PARTICIPLE | FORM_PAST | FORM_ING)
#define WANTS_VERB (POS_BIT(P_TO) | POS_BIT(P_MODAL) | POS_BIT(P_DO))

static bool wants_verb(uint8_t previous)
{
	return pos_in(previous, WANTS_VERB);
}

/* By word.decided. */
static const uint8_t decided_pos[] = {
	[1 + TAG_BIT_be] = P_BE,           [1 + TAG_BIT_modal] = P_MODAL,
	[1 + TAG_BIT_have] = P_HAVE,       [1 + TAG_BIT_do] = P_DO,
	[1 + TAG_BIT_who] = P_WHO,         [1 + TAG_BIT_poss] = P_POSSESSIVE,
	[1 + TAG_BIT_neg] = P_NEGATION,    [1 + TAG_BIT_det] = P_DETERMINER,
	[1 + TAG_BIT_pron] = P_PRONOUN,    [1 + TAG_BIT_conj] = P_CONJUNCTION,
	[1 + TAG_BIT_but] = P_BUT,         [1 + TAG_BIT_subord] = P_SUBORDINATOR,
	[1 + TAG_BIT_wh] = P_SUBORDINATOR, [1 + TAG_BIT_prep] = P_PREPOSITION,
	[1 + TAG_BIT_there] = P_THERE,     [1 + TAG_BIT_number] = P_NUMBER,
	[1 + TAG_BIT_time] = P_TIME,
};

/* according to, in the words of */
static bool cue_phrase(const struct article *a, uint32_t i)
{
	const struct mention *cue = article_mention(a, i, LAYER_CUE);
	return cue->row->pos == POS_PHRASE && cue->end - cue->first > 1;
}

/* The modifier at i is no phrase of several words. */
static bool one_word(const struct article *a, uint32_t i)
{
	const struct mention *m = article_mention(a, i, LAYER_MODIFIER);
	return m->end - m->first == 1;
}

/* A strained deal: what a row holds for an adjective, in the place of one, though it may be a verb's participle too. */
static bool known_adjective(const struct state *st, const struct word *w, uint8_t covered)
{
	const uint64_t never_before = POS_BIT(P_HAVE) | POS_BIT(P_NOUN) | POS_BIT(P_NAME) | POS_BIT(P_PRONOUN) |
				      POS_BIT(P_WHO) | WANTS_VERB;
	return covered & TAG_ROW_LAYERS && !(w->verb & ~PARTICIPIAL) && !pos_in(st->previous, never_before) &&
	       tag_noun_follows(st) && tag_has_row(st->article, st->i, POS_ADJECTIVE);
}

/* A word that no grammar and no phrase but terms know, and that is no name. */
/* Inline like tagged_pos, since a call would keep and restore as much as most words cost here. */
static inline __attribute__((always_inline)) uint8_t open_pos(const struct state *st, const struct token *t,
							      const struct word *w, uint8_t covered)
{
	if (tag_looks_past(st->article, t))
		return tag_verb(st, FORM_PAST | FORM_PARTICIPLE);
	if (w->verb)
		return known_adjective(st, w, covered) ? P_ADJECTIVE : tag_verb(st, w->verb);
	if (covered & TAG_ROW_LAYERS && (st->previous == P_BE || st->previous == P_ADVERB || tag_noun_follows(st)) &&
	    tag_has_row(st->article, st->i, POS_ADJECTIVE))
		return P_ADJECTIVE;
	return ends_ly(st->article, t) ? P_ADVERB : P_NOUN;
}

/* A capitalised word inside a sentence that can be no verb. */
static bool plain_name(const struct state *st, const struct token *t, const struct word *w)
{
	return t->letters > LETTERS_LOWER && !w->verb && st->i != st->sentence->first &&
	       !pos_in(st->previous, POS_BIT(P_QUOTE) | POS_BIT(P_STOP)) && t->line != LINE_HEADLINE &&
	       !after_initialism(st);
}

/* Diplomats close to the talks, forces loyal to the general, officials familiar with it: the adjective hangs on the
 * noun before it. */
static bool behind_noun(const struct state *st)
{
	const struct article *a = st->article;
	const uint32_t next = st->i + 1;
	if (!pos_in(st->previous, POS_BIT(P_NOUN) | POS_BIT(P_NAME)) || st->word + 1 != st->i ||
	    next + 1 >= st->sentence->end)
		return false;
	if (article_tagged(a, next, TAG(to)))
		return !(article_word(a, next + 1)->verb & FORM_BASE);
	return article_listed(a, st->i, LIST_told_behind) && article_tagged(a, next, TAG(prep));
}

/* More than 100, at least 40, over 20: what these words are. */
#define BEFORE_NUMBERS (TAG(quant) | TAG(adv) | TAG(prep) | TAG(subord))

/* A word that grammar.tsv has, where it stands; P_MARK: an open word, told like any other. */
static inline __attribute__((always_inline)) uint8_t tagged_pos(const struct state *st, const struct token *t,
								const struct word *w)
{
	const struct article *a = st->article;
	if (w->tags & BEFORE_NUMBERS && tag_before_number(st))
		return P_ADVERB;
	uint8_t closed = closed_pos(st, w->tags);
	if (closed == P_ADVERB && (st->previous == P_DETERMINER || st->previous == P_POSSESSIVE) &&
	    st->word + 1 == st->i && tag_noun_follows(st))
		return P_ADJECTIVE; /* the long line, a very old ship */
	if (closed == P_ADVERB && (st->previous == P_WHO || wants_verb(st->previous)) && w->verb & FORM_BASE &&
	    tag_object_begins(st))
		return st->previous == P_WHO ? P_FINITE : P_BASE; /* voters who back the mayor, will back Chad's bid */
	if (closed == P_ADVERB && st->i + 1 < st->sentence->end && tag_hyphen(t + 1))
		return P_ADJECTIVE; /* long-standing */
	if (closed == P_ADVERB && st->previous == P_DETERMINER && st->word + 1 == st->i && !tag_noun_follows(st) &&
	    article_is(a, st->i, "daily"))
		return P_NOUN;
	bool open_word = closed == P_ADJECTIVE || closed == P_MARK;
	if (!open_word)
		return closed;
	if (closed == P_ADJECTIVE && t->letters == LETTERS_CAPITAL && st->word != NONE && st->previous != P_STOP &&
	    a->tokens.items[st->word].letters == LETTERS_CAPITAL && st->word + 1 == st->i && t->line != LINE_HEADLINE)
		return P_NAME; /* Amnesty International */
	const bool verb_place = wants_verb(st->previous);
	if (w->tags & TAG(relation) && !verb_place)
		return P_NOUN;
	if (closed == P_ADJECTIVE && before_time(st))
		return P_ADVERB;
	if (closed == P_ADJECTIVE && behind_noun(st))
		return P_ADVERB;
	if (!(w->verb && verb_place) && closed == P_ADJECTIVE)
		return tag_noun_follows(st) || st->previous == P_BE ? P_ADJECTIVE : P_NOUN;
	return P_MARK;
}

/* Three words of four are the same in every place, or are asked one question alone: the common small words, names,
 * offices, verbs and words that no file knows. To tell them first saves a third of what the stage costs. P_MARK: ask
 * on, in word_pos_of(), which would tell the same of these. */
static inline uint8_t settled_pos(const struct state *st, const struct token *t, const struct word *w, uint8_t covered)
{
	const uint8_t phrases = covered & (LAYER(MODIFIER) | LAYER(OFFICE) | LAYER(NAME) | LAYER(CUE));
	const bool hyphen = t[1].mark == '-' || st->previous == P_HYPHEN;
	if (w->decided && !hyphen && (phrases == 0 || (phrases == LAYER(MODIFIER) && one_word(st->article, st->i))))
		return decided_pos[w->decided];
	if (phrases == 0 && w->tags && !hyphen && !(w->tags & TAG(particle)))
		return tagged_pos(st, t, w);
	if (hyphen || (phrases & LAYER(MODIFIER) && !w->verb && !(w->tags & NEVER_NEGATES)))
		return P_MARK;
	if (phrases & LAYER(NAME))
		return phrases & LAYER(OFFICE) ? (uint8_t)P_MARK : (uint8_t)P_NAME;
	if (w->tags || (phrases & LAYER(CUE) && cue_phrase(st->article, st->i)))
		return P_MARK;
	if (phrases & LAYER(OFFICE))
		return w->verb ? P_MARK : P_NOUN;
	if (t->letters == LETTERS_LOWER)
		return open_pos(st, t, w, covered);
	return plain_name(st, t, w) ? P_NAME : P_MARK;
}

static uint8_t word_pos_of(const struct state *st)
{
	const struct article *a = st->article;
	const struct token *t = &a->tokens.items[st->i];
	const struct word *w = article_word(a, st->i);
	const uint8_t covered = a->covered[st->i];
	if (tag_verb_prefix(a, st->i, st->sentence->end))
		return P_ADVERB;
	if (covered & LAYER(MODIFIER) && negates(st, w))
		return P_NEGATION;
	if ((covered & LAYER(OFFICE) && title_inside(st)) || compound_inside(a, st->i, st->sentence->end))
		return P_NOUN;
	if (covered & LAYER(NAME) || name_particle(st))
		return P_NAME;
	if (covered & LAYER(CUE) && cue_phrase(a, st->i))
		return P_PREPOSITION;
	const uint8_t tagged = w->tags ? tagged_pos(st, t, w) : (uint8_t)P_MARK;
	if (tagged != P_MARK)
		return tagged;
	const bool verb_place = wants_verb(st->previous);
	/* who heads the ministry */
	const bool told = st->previous == P_WHO && w->verb & (FORM_THIRD | FORM_PAST) &&
			  st->i + 1 < st->sentence->end && !article_word(a, st->i + 1)->verb;
	if (covered & LAYER(OFFICE) && !told && !(w->verb && (verb_place || tag_rules_object(st))))
		return P_NOUN;
	bool capital = t->letters == LETTERS_CAPITAL || t->letters == LETTERS_UPPER || t->letters == LETTERS_MIXED;
	bool inside = st->i != st->sentence->first && st->previous != P_QUOTE && st->previous != P_STOP;
	if (w->given && capital && !said_opens(st))
		return P_NAME;
	if (capital && inside && t->line != LINE_HEADLINE && !after_initialism(st) &&
	    (!w->verb || st->previous == P_NAME || st->previous == P_DETERMINER ||
	     (st->word + 1 == st->i && t[-1].letters == LETTERS_CAPITAL)))
		return P_NAME;
	bool next_capital = st->i + 1 < st->sentence->end && t[1].class == TOKEN_WORD &&
			    t[1].letters != LETTERS_LOWER && t->line != LINE_HEADLINE;
	bool ordinary = w->verb || has_any_row(a, st->i);
	if (capital && !inside && !ordinary &&
	    (named_elsewhere(st, t) || tag_told_by_office(st) ||
	     (next_capital && w->tags == 0 && !(covered & LAYER(CUE)))))
		return P_NAME;
	return open_pos(st, t, w, covered);
}

#define TURNS \
	(POS_BIT(P_FINITE) | POS_BIT(P_BASE) | POS_BIT(P_BE) | POS_BIT(P_HAVE) | POS_BIT(P_DO) | POS_BIT(P_MODAL) | \
	 POS_BIT(P_COMMA) | POS_BIT(P_CONJUNCTION) | POS_BIT(P_BUT) | POS_BIT(P_SUBORDINATOR) | POS_BIT(P_THAT) | \
	 POS_BIT(P_WHO) | POS_BIT(P_STOP) | POS_BIT(P_QUOTE) | POS_BIT(P_DASH) | POS_BIT(P_PARTICIPLE))

/* What a part of speech of TURNS changes of the clause's state. */
static void follow_clause(struct state *st, uint8_t pos)
{
	const struct word *w;
	switch (pos) {
	case P_FINITE:
		w = article_word(st->article, st->i);
		st->finite = !tag_cue(st->article, st->i);
		st->verb_form = w->verb & FORM_FINITE;
		st->told = true;
		st->told_past = st->finite && !(w->verb & (FORM_BASE | FORM_THIRD));
		break;
	case P_BASE:
		st->verb_form = FORM_BASE;
		st->infinitive = st->previous == P_TO;
		if (st->infinitive) /* his decision to halt it alarmed them: an infinitive is no clause's verb */
			break;
		st->told = true;
		st->finite = true;
		break;
	case P_BE:
	case P_HAVE:
	case P_DO:
	case P_MODAL:
		st->finite = st->told = true;
		break;
	case P_COMMA:
	case P_CONJUNCTION:
	case P_BUT:
	case P_SUBORDINATOR:
	case P_THAT:
	case P_WHO:
	case P_STOP:
	case P_QUOTE:
	case P_DASH:
		st->finite = st->infinitive = false;
		break;
	case P_PARTICIPLE:
		if (tag_cue(st->article, st->i))
			st->finite = false;
		if (st->previous == P_HAVE) /* has returned it and resumed */
			st->verb_form = FORM_PAST;
		break;
	default:
		break;
	}
}

/* He's, that's, who's, there's: the verb, not the possessor. */
static bool contracted(const struct state *st)
{
	const struct token *t = &st->article->tokens.items[st->i];
	return t->end - t->start > 1 &&
	       (st->previous == P_PRONOUN || st->previous == P_WHO || st->previous == P_THERE ||
		st->previous == P_SUBORDINATOR || st->previous == P_THAT);
}

void chunk_names(const struct article *article, struct name_set *names)
{
	for (size_t k = 0; k < article->capitals.count; k++) {
		const struct token *t = &article->tokens.items[article->capitals.items[k]], *before = t - 1;
		if (t->letters == LETTERS_UPPER || t == article->tokens.items)
			continue;
		bool inside = !(t->flags & TOKEN_SENTENCE) && t->line != LINE_HEADLINE && t->line != LINE_BOILERPLATE &&
			      (before->class == TOKEN_WORD || before->class == TOKEN_NUMBER || before->mark == ',');
		if (inside)
			names->bits[t->hash / 64 % (NAME_BITS / 64)] |= UINT64_C(1) << (t->hash % 64);
	}
}

/* The part of speech of a mark, or of what ends a word with an apostrophe. */
static uint8_t mark_pos(const struct state *st, const struct token *t)
{
	struct article *a = st->article;
	if (t->class == TOKEN_POSSESSIVE)
		return contracted(st) ? P_BE : P_CLITIC;
	if (t->mark == '$' && st->i > st->sentence->first && !(t->flags & TOKEN_SPACE) &&
	    t[-1].letters == LETTERS_UPPER)
		a->pos[st->i - 1] = P_NUMBER; /* US$600 */
	/* told Lenta.ru: a full stop inside a name is none */
	if (t->mark == '.' && st->i > st->sentence->first && st->i + 1 < st->sentence->end &&
	    t[1].letters == LETTERS_LOWER && t[-1].class == TOKEN_WORD && !((t->flags | t[1].flags) & TOKEN_SPACE))
		return P_HYPHEN;
	uint8_t pos = chunk_mark(a, st->sentence, st->i);
	if (pos == P_HYPHEN && st->i > st->sentence->first && tag_verb_prefix(a, st->i - 1, st->sentence->end))
		return P_ADVERB;
	return pos == P_QUOTE && tag_transparent(a, st->i) ? (uint8_t)P_SKIP : pos;
}

void chunk_tag(struct article *article, const struct sentence *sentence, const struct name_set *names)
{
	struct state st = {
		.article = article, .names = names, .sentence = sentence, .previous = P_STOP, .word = NONE
	};
	const struct token *t = article->tokens.items + sentence->first;
	const uint8_t *covered = article->covered;
	uint8_t *tags = article->pos;
	const uint32_t end = sentence->end;
	for (uint32_t i = sentence->first; i < end; i++, t++) {
		uint8_t pos = P_NUMBER;
		st.i = i;
		if (t->class == TOKEN_WORD) {
			pos = settled_pos(&st, t, &t->word, covered[i]);
			if (pos == P_MARK)
				pos = word_pos_of(&st);
		} else if (t->class != TOKEN_NUMBER) {
			pos = t->mark == ',' ? (uint8_t)P_COMMA : mark_pos(&st, t);
		}
		tags[i] = pos;
		if (pos == P_ADJECTIVE && i > sentence->first + 1 && tags[i - 1] == P_ADVERB &&
		    pos_in(tags[i - 2],
			   POS_BIT(P_PREPOSITION) | POS_BIT(P_DETERMINER) | POS_BIT(P_CLITIC) | POS_BIT(P_POSSESSIVE)))
			tags[i - 1] =
				P_ADJECTIVE; /* of newly filed reports, a completely new road, its newly named head */
		if (pos_in(pos, TURNS))
			follow_clause(&st, pos);
		if (!pos_in(pos, POS_BIT(P_ADVERB) | POS_BIT(P_NEGATION) | POS_BIT(P_SKIP))) {
			st.previous = pos;
			st.word = i;
		}
	}
}
