/* token: the text -> tokens.
 *
 * Rules: scan.h cuts; each word is looked up once and keeps its symbol (0: unknown to the lexicon) and the hash
 * of its folded form. A token is first of a line after one line break and first of a paragraph after a blank line
 * or at a line break that ends a paragraph by its shape:
 *   1. two line breaks or more: new paragraph
 *   2. one line break after a closing mark (. ! ? or a closing quotation mark): new paragraph
 *   3. one line break after a short line (under 60 bytes: headlines, bullets, cells) before a capital, digit or
 *      mark: new paragraph
 *   4. otherwise the line was wrapped: same paragraph */
#include "engine/lexicon_find.h"
#include "engine/scan_quick.h"

#define WRAPPED_LINE_MIN 60

bool article_spells(const struct article *article, uint32_t token, const char *word, uint32_t size)
{
	const struct token *t = &article->tokens.items[token];
	const char *text = article->text + t->start;

	if (t->end - t->start != size)
		return false;
	for (uint32_t i = 0; i < size; i++)
		if ((text[i] | 0x20) != word[i])
			return false;
	return true;
}

static bool closes_sentence(const struct token *t)
{
	switch (t->mark) {
	case '.':
	case '!':
	case '?':
	case '"':
	case 0x201d:
	case 0xbb:
	case 0x2019:
	case '\'':
	case 0x2026:
		return t->class == TOKEN_MARK;
	default:
		return false;
	}
}

static bool starts_paragraph(const struct article *article, const struct scan_word *word, uint32_t line_start)
{
	size_t n = article->tokens.count;
	if (n == 0 || word->newlines >= 2)
		return true;
	if (word->newlines == 0)
		return false;
	const struct token *last = &article->tokens.items[n - 1];
	if (closes_sentence(last))
		return true;
	bool fresh = word->class != SCAN_WORD || word->letters != LETTERS_LOWER;
	return fresh && last->end - line_start < WRAPPED_LINE_MIN;
}

static uint8_t token_class_of(uint8_t scan)
{
	_Static_assert(TOKEN_WORD + 1 == SCAN_WORD && TOKEN_NUMBER + 1 == SCAN_NUMBER && TOKEN_MARK + 1 == SCAN_MARK &&
			       TOKEN_POSSESSIVE + 1 == SCAN_POSSESSIVE,
		       "classes are told in one order");
	return (uint8_t)(scan - 1);
}

static int push_paragraph(struct article *article)
{
	struct paragraph *p = VEC_PUSH(&article->arena, &article->paragraphs);
	if (!p)
		return -ENOMEM;
	*p = (struct paragraph) { .first = (uint32_t)article->tokens.count };
	if (article->paragraphs.count > 1)
		p[-1].end = p->first;
	return 0;
}

/* What the rules of scan.c cut at or after *offsetp. 1: a token, 0: the text's end, or -ENOMEM. */
static int push_scanned(struct article *article, size_t *offsetp, uint32_t *line_startp)
{
	struct scan_word word;
	scan_next(article->text, article->size, *offsetp, &word);
	if (word.class == SCAN_END)
		return 0;
	bool paragraph = starts_paragraph(article, &word, *line_startp);
	bool line = word.newlines > 0 || article->tokens.count == 0;
	bool dotted = word.class == SCAN_WORD && word.end - word.start >= 2 && article->text[word.end - 1] == '.';
	bool wide = (unsigned char)article->text[word.start] >= 0x80;
	if (paragraph && push_paragraph(article) < 0)
		return -ENOMEM;
	struct token *t = VEC_PUSH(&article->arena, &article->tokens);
	if (!t)
		return -ENOMEM;
	*t = (struct token) {
		.start = word.start,
		.end = word.end,
		.hash = word.hash,
		.mark = word.mark,
		.class = token_class_of(word.class),
		.letters = word.letters,
		.flags = (uint8_t)((word.space ? TOKEN_SPACE : 0) | (line ? TOKEN_LINE : 0) |
				   (paragraph ? TOKEN_PARAGRAPH : 0) | (dotted ? TOKEN_DOTTED : 0) |
				   (wide ? TOKEN_WIDE : 0)),
	};
	if (t->class != TOKEN_MARK || word.mark < 0x80)
		t->symbol = lexicon_symbol(article->lexicon, word.folded, word.folded_size, word.hash);
	t->word = article->symbols[t->symbol].word;
	if (line)
		*line_startp = word.start;
	*offsetp = word.end;
	return 1;
}

static inline void put_quick(struct token *t, const struct symbol *symbols, uint32_t mask,
			     const struct scan_quick *word)
{
	const uint32_t symbol = lexicon_find_short(symbols, mask, word->folded[0], word->folded[1], word->hash);

	*t = (struct token) {
		.start = word->start,
		.end = word->end,
		.symbol = symbol,
		.hash = word->hash,
		.mark = word->mark,
		.class = token_class_of(word->class),
		.letters = word->letters,
		.flags = word->space ? TOKEN_SPACE : 0,
		.word = symbols[symbol].word,
	};
}

/* Common tokens from *offsetp on, as many as stand in a row and as there is room for; none of them begins a line. Words
 * and others part ways, since most of what is asked and written of a word is then known beforehand. */
static void push_quick(struct article *article, size_t *offsetp)
{
	const struct symbol *symbols = article->symbols;
	const uint32_t mask = article->lexicon->symbol_mask;
	const char *text = article->text;
	size_t size = article->size, offset = *offsetp;
	struct token *t = article->tokens.items + article->tokens.count,
		     *end = article->tokens.items + article->tokens.room;
	struct scan_quick word;

	for (; t < end && scan_quick_room(size, offset); t++, offset = word.end) {
		size_t start = scan_quick_start(text, offset, &word);
		if (scan_quick_word(text, start, &word))
			put_quick(t, symbols, mask, &word);
		else if (scan_quick_other(text, start, &word))
			put_quick(t, symbols, mask, &word);
		else
			break;
	}
	article->tokens.count = (size_t)(t - article->tokens.items);
	*offsetp = offset;
}

int token_run(struct article *article)
{
	/* English runs at about 5.5 bytes a token, marks included. */
	if (!VEC_RESERVE(&article->arena, &article->tokens, article->size / 5 + 16))
		return -ENOMEM;

	uint32_t line_start = 0;
	size_t offset = 0;
	int r;
	/* the first token begins a line and a paragraph */
	while ((r = push_scanned(article, &offset, &line_start)) > 0)
		push_quick(article, &offset);
	/* one more, so that a look at the next token is never out of place */
	struct token *end = VEC_PUSH(&article->arena, &article->tokens);
	if (!end)
		return -ENOMEM;
	*end = (struct token) {
		.start = article->size, .end = article->size, .class = TOKEN_MARK, .word = article->symbols[0].word
	};
	VEC_SEAL(&article->tokens);
	article->tokens.count--;
	if (article->paragraphs.count)
		article->paragraphs.items[article->paragraphs.count - 1].end = (uint32_t)article->tokens.count;
	return r;
}
