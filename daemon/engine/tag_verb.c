/* chunk, noun or verb: rules 2 to 6 of tag.c, for a word that can be a verb. What stood before decides, then what
 * follows within a bounded window. */
#include "engine/tag.h"

#define NAME_TOKENS 6

static bool takes_quote(const struct article *article, uint32_t i)
{
	const struct mention *m = article_mention(article, i, LAYER_CUE);
	return m && m->first == i && m->row->pos == POS_VERB && m->row->takes & (TAKES_CLAUSE | TAKES_QUOTE);
}

/* The same, whatever it takes: criticized, encouraged. */
static bool verb_of_speech(const struct article *article, uint32_t i)
{
	const struct mention *m = article_mention(article, i, LAYER_CUE);
	return m && m->first == i && m->row->pos == POS_VERB &&
	       (m->row->takes & TAKES_CLAUSE || m->row->sub != CUE_NEUTRAL);
}

bool tag_noun_follows(const struct state *st)
{
	uint32_t k = st->i + 1;
	if (k >= st->sentence->end || st->article->tokens.items[k].class != TOKEN_WORD)
		return false;
	const struct word *w = article_word(st->article, k);
	if ((w->verb & FORM_ING) && tag_cue(st->article, k))
		return false;
	const uint32_t closed = TAG(det) | TAG(prep) | TAG(pron) | TAG(poss) | TAG(be) | TAG(have) | TAG(do) |
				TAG(modal) | TAG(conj) | TAG(but) | TAG(subord) | TAG(that) | TAG(who) | TAG(wh) |
				TAG(adv) | TAG(to) | TAG(time);
	if (w->tags & TAG(adj) && k + 1 < st->sentence->end && article_listed(st->article, k, LIST_told_behind) &&
	    article_tagged(st->article, k + 1, TAG(prep)))
		return false; /* an official familiar with it */
	return !(w->tags & closed);
}

static inline __attribute__((always_inline)) bool next_is(const struct state *st, const char *word)
{
	return st->i + 1 < st->sentence->end && article_is(st->article, st->i + 1, word);
}

static bool chain_has(const struct article *a, uint32_t i, enum layer layer, uint8_t pos)
{
	const struct mention *m = article_mention(a, i, layer);
	if (!m || m->end != i + 1)
		return false;
	for (const struct entry *e = m->entry; e; e = lexicon_next(a->lexicon, e, a->tokens.items, m->first))
		if (lexicon_row(a->lexicon, e)->pos == pos)
			return true;
	return false;
}

bool tag_has_row(const struct article *a, uint32_t i, uint8_t pos)
{
	return a->covered[i] & TAG_ROW_LAYERS &&
	       (chain_has(a, i, LAYER_STANCE, pos) || chain_has(a, i, LAYER_SENTIMENT, pos) ||
		chain_has(a, i, LAYER_CUE, pos));
}

static bool has_noun_row(const struct article *article, uint32_t i)
{
	return tag_has_row(article, i, POS_NOUN) || article_covered(article, i, LAYER_OFFICE);
}

static bool plural_before(const struct state *st)
{
	uint32_t i = st->word;
	if (i == NONE)
		return false;
	const struct token *t = &st->article->tokens.items[i];
	const char *end = st->article->text + t->end;
	bool plural_s = t->end - t->start > 2 && end[-1] == 's' && end[-2] != 's' && st->previous != P_NAME;
	return plural_s || article_tagged(st->article, i, TAG(plural) | TAG(quant) | TAG(number)) ||
	       article_listed(st->article, i, LIST_people);
}

/* "Asia-Pacific studies professor": a singular office right after a bare word makes that word its modifier. */
static bool office_follows(const struct state *st)
{
	uint32_t k = st->i + 1;
	const struct mention *m = k < st->sentence->end ? article_mention(st->article, k, LAYER_OFFICE) : NULL;
	return m && m->entry->kind == ENTRY_OFFICE && !(m->entry->form & FORM_PLURAL) &&
	       st->article->text[st->article->tokens.items[k].end - 1] != 's' &&
	       st->article->tokens.items[k].letters == LETTERS_LOWER;
}

/* ... in a broadcast saying "Q", that Q: the -ing form of a cue before a quotation or that-clause is a verb. */
static bool speech_opens(const struct state *st)
{
	uint32_t k = st->i + 1;
	return tag_cue(st->article, st->i) && k < st->sentence->end &&
	       (article_tagged(st->article, k, TAG(that)) ||
		(k + 1 < st->sentence->end && st->article->quote_at[k + 1] != NONE &&
		 st->article->quotes.items[st->article->quote_at[k + 1]].open == k));
}

/* in the final status talks: the noun before stands in a prepositional phrase. */
static bool in_phrase(const struct state *st)
{
	uint32_t i = st->word;
	const uint64_t parts = POS_BIT(P_NOUN) | POS_BIT(P_ADJECTIVE) | POS_BIT(P_NAME) | POS_BIT(P_DETERMINER) |
			       POS_BIT(P_CONJUNCTION);
	while (i > st->sentence->first && pos_in(st->article->pos[i], parts))
		i--;
	return st->article->pos[i] == P_PREPOSITION;
}

/* Mr. Marek and Mr. Holm say, Iran and Iraq back */
static bool joined_names(const struct state *st)
{
	if (st->previous != P_NAME)
		return false;
	for (uint32_t i = st->word; i > st->sentence->first && i + NAME_TOKENS > st->word; i--) {
		if (st->article->pos[i - 1] == P_CONJUNCTION)
			return true;
		if (st->article->pos[i - 1] != P_NAME && st->article->pos[i - 1] != P_NOUN &&
		    st->article->pos[i - 1] != P_DETERMINER && st->article->tokens.items[i - 1].mark != '.')
			return false;
	}
	return false;
}

/* Chad's army and Mali's army exchange fire: the bodies of two that are joined. */
static bool joined_bodies(const struct state *st)
{
	const struct article *a = st->article;
	uint32_t i = st->word, first = st->sentence->first;
	if (st->previous != P_NOUN || i < first + 3 || a->pos[i - 1] != P_CLITIC || a->pos[i - 2] != P_NAME)
		return false;
	for (i -= 2; i > first + 1 && a->pos[i - 1] == P_NAME; i--)
		;
	return i > first + 1 && a->pos[i - 1] == P_CONJUNCTION && a->pos[i - 2] == P_NOUN;
}

/* Mexicans often say: "say" by itself cannot go with one person. */
static bool plural_name(const struct state *st)
{
	if (st->previous != P_NAME)
		return false;
	if (joined_names(st))
		return true;
	const struct token *t = &st->article->tokens.items[st->word];
	return st->word + 1 < st->i || st->article->text[t->end - 1] == 's' || t->letters == LETTERS_UPPER;
}

/* officials fear the deal, critics charge that, doctors hope to: what follows a verb, not a noun. */
static bool clause_follows(const struct state *st)
{
	uint32_t k = st->i + 1;
	if (k >= st->sentence->end)
		return false;
	return article_tagged(st->article, k, TAG(det) | TAG(poss) | TAG(pron) | TAG(that) | TAG(to)) ||
	       article_covered(st->article, k, LAYER_NAME);
}

bool tag_rules_object(const struct state *st)
{
	const struct article *a = st->article;
	return article_word(a, st->i)->verb & FORM_THIRD && st->previous == P_NAME && st->word + 1 == st->i &&
	       !st->finite && a->tokens.items[st->i].letters == LETTERS_LOWER && clause_follows(st) &&
	       !next_is(st, "that") && !tag_finite_ahead(a, st->sentence, st->i);
}

/* what, how, why, whether, and not when or where: a clause that is an object begins. */
static bool names_what(const struct article *a, uint32_t i)
{
	return article_tagged(a, i, TAG(wh)) && !article_tagged(a, i, TAG(subord));
}

static bool next_is_object(const struct article *a, uint32_t i)
{
	return i + 1 < a->tokens.count && article_tagged(a, i + 1, TAG(det) | TAG(poss) | TAG(pron));
}

/* The president, in remarks broadcast on Tuesday, called it: the phrase that the word stands behind opens an aside. */
static bool aside_phrase(const struct state *st)
{
	const uint8_t *pos = st->article->pos;
	uint32_t i = st->word;
	while (i > st->sentence->first && pos[i] != P_PREPOSITION)
		i--;
	return i > st->sentence->first && pos[i - 1] == P_COMMA;
}

/* freed 90 Chadian prisoners: so many of a state. */
static bool counted_people(const struct state *st)
{
	const struct article *a = st->article;
	uint32_t k = st->i + 1;
	return k + 1 < st->sentence->end && st->previous == P_NAME &&
	       (a->tokens.items[k].class == TOKEN_NUMBER || article_tagged(a, k, TAG(number))) &&
	       article_covered(a, k + 1, LAYER_NAME);
}

/* Oman called on Chad to help fishermen jailed in May: a name that opens the sentence, and no more, has its verb. */
static bool name_leads(const struct state *st)
{
	const uint64_t parts = POS_BIT(P_NAME) | POS_BIT(P_ADJECTIVE) | POS_BIT(P_DETERMINER) | POS_BIT(P_NOUN);
	uint32_t i = st->sentence->first;
	if (st->previous != P_NAME)
		return false;
	while (i < st->i && parts >> st->article->pos[i] & 1)
		i++;
	return i == st->i;
}

static uint8_t past_after_noun(const struct state *st, uint8_t forms)
{
	const struct article *a = st->article;
	uint32_t i = st->i;
	bool by_doing = i + 2 < st->sentence->end && article_word(a, i + 2)->verb & FORM_ING; /* answered by firing */
	if (next_is(st, "by") && (forms & FORM_PARTICIPLE) && !tag_cue(a, i) && !by_doing)
		return P_PARTICIPLE;
	/* Chad's NATO bid: what is the base form, too, is what is owned */
	if (forms & FORM_BASE && st->finite && i >= st->sentence->first + 2 && a->pos[i - 2] == P_CLITIC &&
	    !next_is_object(a, i))
		return P_NOUN;
	/* In a message posted Friday, she said */
	if ((forms & FORM_PARTICIPLE) && !st->told && in_phrase(st) &&
	    (a->pos[st->sentence->first] == P_PREPOSITION || aside_phrase(st)) && tag_finite_after_comma(st))
		return P_PARTICIPLE;
	if (st->finite && tag_main_verb_due(st))
		return P_FINITE;
	/* a manager identified only as Zhong said */
	uint32_t as = i + 1 + next_is(st, "only");
	if (as + 1 < st->sentence->end && article_is(a, as, "as") && article_listed(a, i, LIST_identified) &&
	    tag_finite_ahead(a, st->sentence, as))
		return P_PARTICIPLE;
	/* officials briefed on the talks said, a source quoted by the agency said */
	if ((next_is(st, "on") || next_is(st, "by") || next_is(st, "about") || next_is(st, "of")) &&
	    article_listed(a, i, LIST_briefed) && tag_finite_ahead(a, st->sentence, i))
		return P_PARTICIPLE;
	/* participles take no object: "sent his wishes" is a finite verb */
	bool object = i + 1 < st->sentence->end && !st->finite &&
		      (article_tagged(a, i + 1, TAG(det) | TAG(poss) | TAG(pron)) || names_what(a, i + 1) ||
		       counted_people(st) ||
		       (tag_noun_follows(st) && !article_tagged(a, i + 1, TAG(adj)) &&
			!(article_word(a, i)->verb & FORM_BASE)));
	if (object)
		return P_FINITE;
	if ((forms & FORM_PARTICIPLE) && (st->finite || (!name_leads(st) && tag_finite_ahead(a, st->sentence, i))) &&
	    !tag_cue(a, i))
		return P_PARTICIPLE;
	return P_FINITE;
}

/* of newly filed finance reports shows; in critical swing states like Ohio; on tax and budget issues and trade: a word
 * that is a plural noun as often as a verb, at the end of a prepositional phrase that no subject precedes or a finite
 * verb or conjunction follows. */
static bool ends_phrase(const struct state *st)
{
	const struct article *a = st->article;
	const uint64_t parts = POS_BIT(P_NOUN) | POS_BIT(P_ADJECTIVE) | POS_BIT(P_NAME) | POS_BIT(P_DETERMINER) |
			       POS_BIT(P_CONJUNCTION) | POS_BIT(P_ADVERB) | POS_BIT(P_HYPHEN);
	uint32_t k = st->i, first = st->sentence->first;
	if (!article_tagged(a, k, TAG(noun)) || k + 1 >= st->sentence->end)
		return false;
	while (k > first && pos_in(a->pos[k - 1], parts))
		k--;
	if (k == first || a->pos[k - 1] != P_PREPOSITION)
		return false;
	const struct word *next = article_word(a, st->i + 1);
	return k - 1 == first || a->pos[k - 2] == P_COMMA || a->tokens.items[st->i + 1].mark == ',' ||
	       next->tags & (TAG(conj) | TAG(be) | TAG(have) | TAG(modal)) ||
	       (next->verb & (FORM_THIRD | FORM_PAST) && !(next->verb & FORM_ING));
}

/* many Republican claims, these border disputes: the determiner asks for a plural. */
static bool counted_plural(const struct state *st)
{
	const struct article *a = st->article;
	const uint64_t parts = POS_BIT(P_NOUN) | POS_BIT(P_ADJECTIVE) | POS_BIT(P_NAME);
	uint32_t k = st->i;
	if (!article_tagged(a, k, TAG(noun)) || plural_before(st))
		return false;
	while (k > st->sentence->first && pos_in(a->pos[k - 1], parts))
		k--;
	return k > st->sentence->first && a->pos[k - 1] == P_DETERMINER && article_listed(a, k - 1, LIST_several);
}

/* Russians make up a third */
static bool people_before(const struct state *st)
{
	const struct mention *m = article_mention(st->article, st->word, LAYER_NAME);
	return st->previous == P_NAME && m && m->entry->kind == ENTRY_DEMONYM &&
	       st->article->text[st->article->tokens.items[st->word].end - 1] == 's';
}

static uint8_t after_noun(const struct state *st, uint8_t forms)
{
	const struct article *a = st->article;
	uint32_t i = st->i;
	if ((forms & FORM_THIRD) && (ends_phrase(st) || counted_plural(st)))
		return P_NOUN;
	if (forms & FORM_PAST)
		return past_after_noun(st, forms);
	if (forms & FORM_PARTICIPLE)
		return P_PARTICIPLE;
	/* earlier in the committee hearing, */
	if ((forms & FORM_ING) && st->previous == P_NOUN && i + 1 < st->sentence->end && in_phrase(st) &&
	    (a->tokens.items[i + 1].mark == ',' || a->tokens.items[i + 1].mark == '.'))
		return P_NOUN;
	/* lead poisoning causes it */
	if ((forms & FORM_ING) && i + 1 < st->sentence->end && !st->finite && st->previous == P_NOUN &&
	    article_word(a, i + 1)->verb & FORM_THIRD && !article_tagged(a, i + 1, TAG(noun)))
		return P_NOUN;
	if (forms & FORM_ING)
		return has_noun_row(a, i) && !tag_noun_follows(st) && !speech_opens(st) ? P_NOUN : P_ING;
	if (next_is(st, "that") && i + 2 < st->sentence->end && article_tagged(a, i + 2, TAG(modal)) &&
	    !article_tagged(a, i + 2, TAG(pron)))
		return P_NOUN; /* water act rules that could close the mill */
	const bool cue = tag_cue(a, i), says = cue && !has_noun_row(a, i);
	if (says && (forms != FORM_BASE || plural_before(st) || plural_name(st)))
		return P_FINITE;
	/* those who know the river say it will flood */
	if (forms == FORM_BASE && says && st->told && st->previous == P_NOUN && tag_relative_open(st) &&
	    clause_follows(st))
		return P_FINITE;
	/* observers in the town and around it say */
	if (forms == FORM_BASE && says && !(st->told && st->finite) &&
	    (st->previous == P_NOUN || st->previous == P_NAME) && in_phrase(st) && !next_is(st, "of"))
		return P_FINITE;
	if (cue && clause_follows(st) &&
	    (forms == FORM_BASE ? plural_before(st) || plural_name(st)
				: (forms & FORM_THIRD) && !st->finite && !plural_before(st)))
		return P_FINITE;
	if (st->finite || st->infinitive || tag_finite_ahead(a, st->sentence, i) || office_follows(st))
		return P_NOUN;
	if (forms == FORM_BASE && has_noun_row(a, i) && in_phrase(st) && i + 1 < st->sentence->end &&
	    a->tokens.items[i + 1].class == TOKEN_MARK)
		return P_NOUN; /* according to the police report, */
	/* rockets fired at guerrilla camps: no present tense goes on where the past told an act; but it tells of the
	 * truce which each side accuses the other of breaking */
	if ((forms & FORM_THIRD) && !(forms & FORM_PAST) && st->previous == P_NOUN &&
	    ((st->told_past && !tag_relative_open(st)) || (st->told && has_noun_row(a, i) && in_phrase(st))))
		return P_NOUN;
	if ((forms & FORM_THIRD) && st->told && next_is(st, "that") && in_phrase(st))
		return P_NOUN; /* said in court papers that */
	if (forms & FORM_THIRD)
		return P_FINITE;
	return plural_before(st) || joined_names(st) || joined_bodies(st) || people_before(st) ? P_FINITE : P_NOUN;
}

/* Li, a critic of the ministry, says it; doctors, surgeons included, say that: the verb after an apposition. */
static bool says_after_aside(const struct state *st, uint8_t forms)
{
	if (!tag_cue(st->article, st->i) || !(forms & (FORM_THIRD | FORM_BASE)))
		return false;
	bool clear = (forms & FORM_THIRD) && !has_noun_row(st->article, st->i);
	return clear ? !next_is(st, ",") : clause_follows(st);
}

/* Li, a minister of Mali, accuses Chad: no other verb stands in the sentence. */
static bool acts_after_aside(const struct state *st, uint8_t forms)
{
	return forms == FORM_THIRD && !st->finite && clause_follows(st) &&
	       !tag_finite_ahead(st->article, st->sentence, st->i);
}

/* the only state that sides with Chad: "that" stands for the noun right before it. */
static bool relative_that(const struct state *st)
{
	const struct article *a = st->article;
	return st->previous == P_THAT && !tag_finite_ahead(a, st->sentence, st->i) &&
	       st->i >= st->sentence->first + 2 && st->i + 1 < st->sentence->end &&
	       (a->pos[st->i - 2] == P_NOUN || a->pos[st->i - 2] == P_NAME) &&
	       !chain_has(a, st->i - 2, LAYER_CUE, POS_NOUN) &&
	       (article_tagged(a, st->i + 1, TAG(prep) | TAG(det) | TAG(poss)) ||
		article_covered(a, st->i + 1, LAYER_NAME));
}

/* Oman "sells arms to them", the Omanis "sell arms to them": the quotation goes on from who stands before it. */
static bool quoted_predicate(const struct state *st, uint8_t forms)
{
	const struct article *a = st->article;
	if (st->previous != P_QUOTE || a->quote_at[st->i] == NONE || st->word == st->sentence->first ||
	    !pos_in(a->pos[st->word - 1], POS_BIT(P_NAME) | POS_BIT(P_NOUN) | POS_BIT(P_PRONOUN)))
		return false;
	const struct token *who = &a->tokens.items[st->word - 1];
	const char *end = a->text + who->end;
	bool several = who->end > who->start + 1 && end[-1] == 's' && end[-2] != 's';
	return forms & (several ? FORM_BASE : FORM_THIRD);
}

/* said by telephone: how, not by whom */
static bool by_wire(const struct state *st)
{
	return next_is(st, "by") && st->i + 2 < st->sentence->end && tag_cue(st->article, st->i) &&
	       article_listed(st->article, st->i + 2, LIST_wires);
}

static uint8_t after_break(const struct state *st, uint8_t forms)
{
	bool conjunction = st->previous == P_CONJUNCTION || st->previous == P_BUT;
	if (forms & FORM_PAST) {
		if (st->previous == P_COMMA && tag_closes_relative(st))
			return P_FINITE;
		if (by_wire(st))
			return P_FINITE;
		if ((forms & FORM_PARTICIPLE) &&
		    (next_is(st, "by") ||
		     (!conjunction && !tag_cue(st->article, st->i) && st->previous == P_COMMA && !tag_last_verb(st) &&
		      article_tagged(st->article, st->i + 1 < st->sentence->end ? st->i + 1 : st->i, TAG(prep)))))
			return P_PARTICIPLE;
		/* Said Ellis: "Q" */
		if (st->i == st->sentence->first)
			return tag_cue(st->article, st->i) && st->i + 1 < st->sentence->end &&
					       st->article->tokens.items[st->i + 1].letters == LETTERS_CAPITAL
				       ? P_FINITE
				       : P_PARTICIPLE;
		/* "Q," retired general Jo Brown said */
		if (st->previous == P_QUOTE && (forms & FORM_PARTICIPLE) && tag_noun_follows(st) &&
		    !tag_cue(st->article, st->i))
			return P_ADJECTIVE;
		if (tag_noun_follows(st) && conjunction && !(st->verb_form & FORM_PAST) &&
		    !verb_of_speech(st->article, st->i))
			return P_ADJECTIVE;
		return P_FINITE;
	}
	if (forms & FORM_PARTICIPLE)
		return P_PARTICIPLE;
	if (forms & FORM_ING) /* where restructuring experts say */
		return tag_noun_follows(st) && st->i + 2 < st->sentence->end && tag_cue(st->article, st->i + 2) &&
				       !(article_word(st->article, st->i + 1)->verb & FORM_FINITE)
			       ? P_ADJECTIVE
			       : P_ING;
	if (st->i == st->sentence->first)
		return P_NOUN;
	if (((forms & FORM_THIRD) && relative_that(st)) || quoted_predicate(st, forms))
		return P_FINITE;
	if ((forms & FORM_THIRD) && (st->verb_form & FORM_THIRD))
		return P_FINITE;
	/* "Q," says Jo Brown; "Q," say experts */
	if (st->previous == P_QUOTE && (forms & (FORM_THIRD | FORM_BASE)) && takes_quote(st->article, st->i) &&
	    !has_noun_row(st->article, st->i))
		return P_FINITE;
	if ((forms & FORM_THIRD) && conjunction && tag_cue(st->article, st->i) && !has_noun_row(st->article, st->i))
		return P_FINITE; /* is telling voters so and says */
	if (st->previous == P_COMMA &&
	    (says_after_aside(st, forms) || acts_after_aside(st, forms) || ((forms & FORM_THIRD) && tag_last_verb(st))))
		return P_FINITE;
	if ((forms & FORM_BASE) && st->verb_form == FORM_BASE && conjunction)
		return P_BASE;
	return P_NOUN;
}

/* another said, some argued: determiners that stand for a person by themselves. */
static bool stands_alone(const struct state *st)
{
	return article_listed(st->article, st->word, LIST_stands_alone);
}

/* helps defend Saudi Arabia: after help the infinitive needs no "to". */
static bool bare_infinitive(const struct state *st)
{
	return article_listed(st->article, st->word, LIST_helps) && st->i + 1 < st->sentence->end &&
	       (tag_noun_follows(st) || article_tagged(st->article, st->i + 1, TAG(det) | TAG(poss) | TAG(pron)));
}

/* The next word is a past form, and the clause has no other verb behind it. */
static bool past_follows(const struct state *st)
{
	uint32_t k = st->i + 1;
	if (k >= st->sentence->end || st->article->tokens.items[k].class != TOKEN_WORD)
		return false;
	bool past = article_word(st->article, k)->verb & FORM_PAST ||
		    tag_looks_past(st->article, &st->article->tokens.items[k]);
	return past && !tag_finite_ahead(st->article, st->sentence, k);
}

/* an Indian official met Li, an official met with him: the adjective is somebody's office. */
static bool official_acts(const struct state *st)
{
	const struct article *a = st->article;
	uint32_t k = st->i + 1;
	return st->previous == P_ADJECTIVE && !st->finite && article_covered(a, st->word, LAYER_OFFICE) &&
	       k < st->sentence->end && !article_is(a, k, "by") &&
	       (article_covered(a, k, LAYER_NAME) || article_tagged(a, k, TAG(prep)));
}

/* After a determiner, possessive, number or adjective: a noun or its adjective,
 * but for determiners that stand alone. */
static uint8_t after_modifier(const struct state *st, uint8_t forms)
{
	/* an official described the blast; some said, some painted it */
	if ((forms & FORM_PAST) &&
	    (tag_cue(st->article, st->i) || (st->i + 1 < st->sentence->end && next_is_object(st->article, st->i)) ||
	     official_acts(st)) &&
	    (st->previous == P_NUMBER || st->previous == P_ADJECTIVE ||
	     (st->previous == P_DETERMINER && stands_alone(st))))
		return P_FINITE;
	if ((forms & FORM_PAST) && article_is(st->article, st->word, "half") && !tag_noun_follows(st))
		return P_FINITE; /* the first half ended with */
	if (st->previous == P_DETERMINER && forms == FORM_BASE && clause_follows(st) && stands_alone(st))
		return P_FINITE; /* some say that; both share the view */
	if (forms & FORM_ING && past_follows(st))
		return P_NOUN; /* the ruling angered Chad */
	if (forms == FORM_THIRD && article_is(st->article, st->word, "first") && st->word > st->sentence->first &&
	    st->article->pos[st->word - 1] == P_NAME)
		return P_FINITE; /* unless Chad first signs */
	if ((forms & (FORM_PARTICIPLE | FORM_ING)) && tag_noun_follows(st))
		return P_ADJECTIVE;
	return (forms & FORM_PAST) && st->previous == P_NUMBER ? P_FINITE : P_NOUN;
}

static bool year_before(const struct state *st)
{
	const struct token *t = &st->article->tokens.items[st->word];
	return t->class == TOKEN_NUMBER && t->end - t->start == 4 && st->word > st->sentence->first &&
	       st->article->pos[st->word - 1] == P_PREPOSITION;
}

/* Noun or verb, for a word that can be a verb in the given forms. */
uint8_t tag_verb(const struct state *st, uint8_t forms)
{
	switch (st->previous) {
	case P_TO:
	case P_MODAL:
	case P_DO:
		if (forms & FORM_BASE)
			return P_BASE;
		return forms & FORM_ING ? P_ING : P_NOUN;
	case P_HAVE:
		return forms & FORM_PARTICIPLE ? P_PARTICIPLE : P_NOUN;
	case P_BE:
		return forms & FORM_PARTICIPLE ? P_PARTICIPLE : forms & FORM_ING ? P_ING : P_NOUN;
	case P_WHO:
		if (forms == FORM_BASE && article_tagged(st->article, st->i, TAG(noun)) && tag_noun_follows(st) &&
		    tag_finite_ahead(st->article, st->sentence, st->i + 1))
			return P_NOUN; /* which state media said */
		__attribute__((fallthrough));
	case P_PRONOUN:
	case P_THERE:
		return forms & FORM_FINITE ? P_FINITE : forms & FORM_ING ? P_ING : P_PARTICIPLE;
	case P_NUMBER:
		/* its move in 2011 received support */
		return year_before(st) ? after_noun(st, forms) : after_modifier(st, forms);
	case P_DETERMINER:
	case P_POSSESSIVE:
	case P_CLITIC:
	case P_ADJECTIVE:
	case P_HYPHEN:
		return after_modifier(st, forms);
	case P_PREPOSITION:
		if (forms & FORM_ING)
			return P_ING;
		return (forms & FORM_PARTICIPLE) && tag_noun_follows(st) ? P_ADJECTIVE : P_NOUN;
	case P_NOUN:
	case P_NAME:
	case P_TIME:
	case P_CLOSE:
	case P_PARTICIPLE:
	case P_FINITE:
	case P_BASE:
	case P_ING:
		if (st->previous >= P_FINITE && st->previous <= P_BASE) {
			if (forms & FORM_ING)
				return P_ING;
			/* all the experts I met said it was */
			if (st->previous == P_FINITE && (forms & FORM_PAST) && tag_cue(st->article, st->i) &&
			    clause_follows(st))
				return P_FINITE;
			if (forms & FORM_PAST && tag_main_verb_due(st))
				return P_FINITE; /* who asked not to be named accused */
			if (forms & FORM_PARTICIPLE)
				return tag_noun_follows(st) ? P_ADJECTIVE : P_PARTICIPLE;
			return forms == FORM_BASE && bare_infinitive(st) ? P_BASE : P_NOUN;
		}
		return after_noun(st, forms);
	default:
		return after_break(st, forms);
	}
}
