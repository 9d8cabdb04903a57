/* sentence: tokens -> sentences, inside paragraphs.
 *
 * A sentence ends at . ! ? or an ellipsis, closing quotation marks and brackets included, when
 *   1. the paragraph ends there, or
 *   2. white space and something that can open a sentence follow: a capital, a digit, an opening mark; and
 *   3. for a full stop: the word before it is no abbreviation (tag abbr: Mr, Gen, Jan), no single capital (an
 *      initial: "John F. Kennedy") unless a grammar word follows, and no initialism that the scan kept whole
 *      (U.S. before a capital goes on, unless a grammar word follows).
 * A dateline (LAGOS, Nigeria (AP) -) that opens a paragraph is a sentence of its own, its dash included.
 * After an ellipsis a lower-case word goes on. A semicolon and a colon end nothing. */
#include "engine/article.h"

/* Text without sentence marks is cut here, so that the work of later stages, which look around inside a sentence,
 * grows linearly with the text. The longest sentences of newspapers have about 120 tokens. */
#define SENTENCE_TOKENS_MAX 400
#define DATELINE_TOKENS 16

static bool ends(uint32_t mark)
{
	return mark == '.' || mark == '!' || mark == '?' || mark == 0x2026;
}

static bool trails(const struct token *t)
{
	if (t->class != TOKEN_MARK || (t->flags & TOKEN_PARAGRAPH))
		return false;
	switch (t->mark) {
	case '"':
	case '\'':
	case 0x201d:
	case 0x2019:
	case 0xbb:
	case ')':
	case ']':
		return !(t->flags & TOKEN_SPACE);
	default:
		return ends(t->mark);
	}
}

/* Does the full stop after (or inside the end of) tokens[i] only abbreviate? */
static bool abbreviates(const struct article *article, uint32_t i, uint32_t next)
{
	const struct token *t = &article->tokens.items[i];
	if (t->class != TOKEN_WORD)
		return false;
	bool initial = t->end - t->start == 1 && t->letters != LETTERS_LOWER && !article_is(article, i, "i");
	/* in lower case most are words: she was ill. He left */
	if (article_tagged(article, i, TAG(abbr)))
		return t->letters != LETTERS_LOWER || article_listed(article, i, LIST_abbreviations);
	if (!initial && !(t->flags & TOKEN_DOTTED))
		return false;
	const uint32_t grammar = TAG(det) | TAG(pron) | TAG(poss) | TAG(prep) | TAG(but) | TAG(subord) | TAG(adv) |
				 TAG(there) | TAG(wh);
	return !article_tagged(article, next, grammar);
}

static bool opens(const struct token *t)
{
	if (!(t->flags & TOKEN_SPACE))
		return false;
	return t->class != TOKEN_WORD || t->letters != LETTERS_LOWER;
}

/* Old wire copy writes its dash as an underscore. */
static bool dash(const struct token *t)
{
	return t->class == TOKEN_MARK && t->flags & TOKEN_SPACE &&
	       (t->mark == '-' || t->mark == '_' || t->mark == 0x2013 || t->mark == 0x2014 || t->mark == 0x2015);
}

/* Index past the dateline that opens the paragraph, or first where there is none: a place in capitals, or with its
 * agency in brackets; nothing else in small letters before the dash. */
static uint32_t dateline_end(const struct article *article, uint32_t first, uint32_t end)
{
	const struct token *tokens = article->tokens.items;
	bool place = tokens[first].letters == LETTERS_UPPER && tokens[first].end - tokens[first].start >= 3;
	bool inside = tokens[first].mark == '(';
	if (!inside && (tokens[first].class != TOKEN_WORD || tokens[first].letters == LETTERS_LOWER))
		return first;
	for (uint32_t i = first; i + 1 < end && i < first + DATELINE_TOKENS; i++) {
		if (i > first && !inside && dash(&tokens[i]))
			return place && tokens[i + 1].flags & TOKEN_SPACE ? i + 1 : first;
		place |= inside && tokens[i].mark == ')';
		inside = (inside || tokens[i].mark == '(') && tokens[i].mark != ')';
		if (!inside && tokens[i].class == TOKEN_WORD && tokens[i].letters == LETTERS_LOWER)
			return first;
		if (ends(tokens[i].mark) && !article_tagged(article, i - 1, TAG(abbr)))
			return first;
	}
	return first;
}

/* Index past the sentence that starts at first; *markp is the first of the article's marks that is not before first. */
static uint32_t sentence_end(const struct article *article, uint32_t first, uint32_t end, size_t *markp)
{
	const struct token *tokens = article->tokens.items;
	if (end - first > SENTENCE_TOKENS_MAX)
		end = first + SENTENCE_TOKENS_MAX;
	while (*markp < article->marks.count && article->marks.items[*markp] < first)
		++*markp;
	for (size_t k = *markp; k < article->marks.count && article->marks.items[k] < end; k++) {
		uint32_t i = article->marks.items[k];
		bool inner = (tokens[i].flags & TOKEN_DOTTED) != 0;
		if (!inner && !ends(tokens[i].mark))
			continue;
		uint32_t next = i + 1;
		while (next < end && trails(&tokens[next]))
			next++;
		if (next >= end)
			return end;
		if (!opens(&tokens[next]))
			continue;
		if (inner && abbreviates(article, i, next))
			continue;
		if (tokens[i].mark == '.' && tokens[i].end - tokens[i].start == 1 && i > first && next == i + 1 &&
		    abbreviates(article, i - 1, next))
			continue;
		return next;
	}
	return end;
}

int sentence_run(struct article *article)
{
	size_t mark = 0;
	for (size_t p = 0; p < article->paragraphs.count; p++) {
		const struct paragraph *paragraph = &article->paragraphs.items[p];
		if (paragraph->class == LINE_BOILERPLATE || paragraph->class == LINE_REPEATED)
			continue;
		for (uint32_t i = paragraph->first, end; i < paragraph->end; i = end) {
			end = i == paragraph->first ? dateline_end(article, i, paragraph->end) : i;
			if (end == i)
				end = sentence_end(article, i, paragraph->end, &mark);
			if (article->tokens.items[i].line == LINE_BOILERPLATE)
				continue;
			struct sentence *s = VEC_PUSH(&article->arena, &article->sentences);
			if (!s)
				return -ENOMEM;
			*s = (struct sentence) { .first = i, .end = end, .paragraph = (uint32_t)p };
			article->tokens.items[i].flags |= TOKEN_SENTENCE;
		}
	}
	return 0;
}
