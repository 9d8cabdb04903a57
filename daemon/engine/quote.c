/* quote: tokens -> spans between quotation marks.
 *
 * Marks are paired inside a paragraph on a stack of openers, so that one odd mark cannot flip the rest:
 *   1. a mark can open when white space, an opening bracket, a dash or the paragraph's start stands before it and a
 *      word after it; it can close when a word or punctuation stands directly before it
 *   2. the opener decides its closer: " with ", `` with '', “ with ”, ‘ with ’, „ with “ or ”, « with », » with «; a
 *      page that mixes straight and curly double marks closes the one with the other
 *   3. a single mark closes only when no letter follows (apostrophes are none of its business)
 *   4. nested quotations: the outermost is reported
 *   5. an opener without a closer runs to the paragraph's end when the next paragraph opens with the same mark
 *      (one quotation over several paragraphs) or when it opens the paragraph and ten words or more follow
 *   6. length gate: ten words or more are speech; fewer are speech when they make a sentence or a cue stands beside
 *      (statement stage); the rest are titles, nicknames and scare quotes */
#include "engine/article.h"

#define SPEECH_WORDS 10

enum family {
	FAMILY_NONE,
	FAMILY_DOUBLE,
	FAMILY_CURLY,
	FAMILY_LOW,
	FAMILY_SINGLE,
	FAMILY_CURLY_SINGLE,
	FAMILY_GUILLEMET,
	FAMILY_GUILLEMET_OUT,
	FAMILY_TEX
};

struct mark {
	uint8_t opens, closes; /* enum family as opener; bit set of families it may close */
};
#define BIT(family) (uint8_t)(1u << ((family)-1))

static struct mark mark_of(const struct article *article, const struct token *t)
{
	uint32_t length = t->end - t->start;
	if (t->mark == 0)
		return (struct mark) { 0, 0 };
	if (t->class == TOKEN_POSSESSIVE)
		return length == 1 ? (struct mark) { 0, BIT(FAMILY_SINGLE) }
		       : length == 3 && (unsigned char)article->text[t->start] == 0xe2
			       ? (struct mark) { 0, BIT(FAMILY_CURLY_SINGLE) }
			       : (struct mark) { 0, 0 };
	switch (t->mark) {
	case '"':
		return (struct mark) { FAMILY_DOUBLE, (uint8_t)(BIT(FAMILY_DOUBLE) | BIT(FAMILY_CURLY)) };
	case 0x201c:
		return (struct mark) { FAMILY_CURLY, BIT(FAMILY_LOW) };
	case 0x201d:
		return (struct mark) { FAMILY_CURLY,
				       (uint8_t)(BIT(FAMILY_CURLY) | BIT(FAMILY_LOW) | BIT(FAMILY_DOUBLE)) };
	case 0x201e:
		return (struct mark) { FAMILY_LOW, 0 };
	case 0x2018:
		return (struct mark) { FAMILY_CURLY_SINGLE, 0 };
	case 0x2019:
		return (struct mark) { 0, BIT(FAMILY_CURLY_SINGLE) };
	case 0xab:
		return (struct mark) { FAMILY_GUILLEMET, BIT(FAMILY_GUILLEMET_OUT) };
	case 0xbb:
		return (struct mark) { FAMILY_GUILLEMET_OUT, BIT(FAMILY_GUILLEMET) };
	case '\'':
		if (length == 2)
			return (struct mark) { FAMILY_DOUBLE, (uint8_t)(BIT(FAMILY_TEX) | BIT(FAMILY_DOUBLE)) };
		return length == 1 ? (struct mark) { FAMILY_SINGLE, BIT(FAMILY_SINGLE) } : (struct mark) { 0, 0 };
	case '`':
		return length == 2 ? (struct mark) { FAMILY_TEX, 0 } : (struct mark) { FAMILY_SINGLE, 0 };
	default:
		return (struct mark) { 0, 0 };
	}
}

static bool can_open(const struct article *article, const struct paragraph *p, uint32_t i)
{
	const struct token *t = &article->tokens.items[i];
	if (i + 1 >= p->end)
		return false;
	const struct token *next = t + 1;
	bool wide = t->mark == 0xab || t->mark == 0xbb || t->mark == 0x201e;
	if ((next->flags & TOKEN_SPACE) && !wide)
		return false;
	if (i == p->first || (t->flags & TOKEN_SPACE))
		return true;
	const struct token *before = t - 1;
	if (before->class != TOKEN_MARK)
		return false;
	switch (before->mark) {
	case '(':
	case '[':
	case '-':
	case 0x2013:
	case 0x2014:
	case '"':
	case 0x201c:
	case 0x2018:
	case '\'':
	case ':':
		return true;
	default:
		return false;
	}
}

/* 'a plan,' " he said: a space parts a closing mark from that of the quotation inside. */
static bool after_inner(const struct token *t)
{
	bool outer = t->mark == '"' || t->mark == 0x201d, inner = t[-1].mark == '\'' || t[-1].mark == 0x2019;
	return outer && inner && !(t[-1].flags & TOKEN_SPACE);
}

static bool can_close(const struct article *article, const struct paragraph *p, uint32_t i)
{
	const struct token *t = &article->tokens.items[i];
	bool wide = t->mark == 0xab || t->mark == 0xbb;
	if (i == p->first || ((t->flags & TOKEN_SPACE) && !wide && !after_inner(t)))
		return false;
	/* an apostrophe before a letter closes nothing */
	return i + 1 >= p->end || (t[1].flags & TOKEN_SPACE) || t[1].class == TOKEN_MARK;
}

#define STACK_MAX 8
struct stack {
	struct {
		uint32_t token;
		uint8_t family;
	} items[STACK_MAX];
	int depth;
};

/* Closes the nearest opener that mark i fits; returns its token, or NONE. Openers above it were odd marks. */
static uint32_t stack_close(struct stack *stack, uint8_t closes)
{
	for (int d = stack->depth - 1; d >= 0; d--) {
		if (closes & BIT(stack->items[d].family)) {
			stack->depth = d;
			return stack->items[d].token;
		}
	}
	return NONE;
}

static uint32_t count_words(const struct article *article, uint32_t first, uint32_t end)
{
	uint32_t words = 0;
	for (uint32_t i = first; i < end; i++)
		words += article->tokens.items[i].class != TOKEN_MARK &&
			 article->tokens.items[i].class != TOKEN_POSSESSIVE;
	return words;
}

static int add(struct article *article, uint32_t open, uint32_t close, uint32_t end)
{
	/* an outer quotation swallows those that were closed inside it */
	while (article->quotes.count && article->quotes.items[article->quotes.count - 1].open > open)
		article->quotes.count--;
	struct quote *q = VEC_PUSH(&article->arena, &article->quotes);
	if (!q)
		return -ENOMEM;
	uint32_t words = count_words(article, open + 1, end);
	*q = (struct quote) { .open = open,
			      .close = close,
			      .first = open + 1,
			      .end = end,
			      .words = words,
			      .previous = NONE,
			      .speech = words >= SPEECH_WORDS };
	return 0;
}

/* Rule 5: does the paragraph after p open with a mark of the same family? */
static bool goes_on(const struct article *article, size_t p, uint8_t family)
{
	for (size_t n = p + 1; n < article->paragraphs.count; n++) {
		const struct paragraph *next = &article->paragraphs.items[n];
		if (next->class == LINE_BOILERPLATE)
			continue;
		return mark_of(article, &article->tokens.items[next->first]).opens == family;
	}
	return false;
}

/* *markp is the first of the article's marks that is not before the paragraph, and then the first behind it. */
static int pair_marks(struct article *article, size_t n, size_t *markp)
{
	const struct paragraph *p = &article->paragraphs.items[n];
	struct stack stack = { .depth = 0 };
	const struct token *tokens = article->tokens.items;
	for (; *markp < article->marks.count && article->marks.items[*markp] < p->end; ++*markp) {
		uint32_t i = article->marks.items[*markp];
		struct mark m = mark_of(article, &tokens[i]);
		if (m.opens == 0 && m.closes == 0)
			continue;
		uint32_t open = m.closes && can_close(article, p, i) ? stack_close(&stack, m.closes) : NONE;
		if (open != NONE) {
			if (add(article, open, i, i) < 0)
				return -ENOMEM;
		} else if (m.opens && stack.depth < STACK_MAX && can_open(article, p, i)) {
			stack.items[stack.depth].token = i;
			stack.items[stack.depth++].family = m.opens;
		}
	}
	if (stack.depth == 0)
		return 0;
	uint32_t open = stack.items[0].token;
	uint8_t family = stack.items[0].family;
	if (family == FAMILY_SINGLE || family == FAMILY_CURLY_SINGLE)
		return 0;
	bool whole = open == p->first && count_words(article, open, p->end) >= SPEECH_WORDS;
	return whole || goes_on(article, n, family) ? add(article, open, NONE, p->end) : 0;
}

static void link_continued(struct article *article)
{
	for (size_t i = 1; i < article->quotes.count; i++) {
		struct quote *q = &article->quotes.items[i];
		const struct quote *before = q - 1;
		if (before->close == NONE && (article->tokens.items[q->open].flags & TOKEN_PARAGRAPH))
			q->previous = (uint32_t)(i - 1);
	}
}

int quote_run(struct article *article)
{
	uint32_t count = (uint32_t)article->tokens.count;
	article->quote_at = arena_ones(&article->arena, count + 1, sizeof(uint32_t));
	if (!article->quote_at)
		return -ENOMEM;
	for (size_t n = 0, mark = 0; n < article->paragraphs.count; n++) {
		const struct paragraph *p = &article->paragraphs.items[n];
		while (mark < article->marks.count && article->marks.items[mark] < p->first)
			mark++;
		if (p->class != LINE_BOILERPLATE && pair_marks(article, n, &mark) < 0)
			return -ENOMEM;
	}
	link_continued(article);
	for (uint32_t q = 0; q < article->quotes.count; q++)
		for (uint32_t i = article->quotes.items[q].first; i < article->quotes.items[q].end; i++)
			article->quote_at[i] = q;
	return 0;
}
