/* clean: paragraphs, and what of them is not the article.
 *
 * It marks; it never rewrites, so every offset stays true. As it passes every token, it notes where the marks, the
 * words in capitals and the words that may begin a phrase are: the rooms behind it look at these alone. Rules, first
 * that fits:
 *   1. after a line with an `end` phrase everything is boilerplate, if a body stood before it
 *   2. a line that begins with a `start` phrase, or is a `line` phrase but for marks and numbers: its line
 *      (the paragraph, where the line is the paragraph); a paragraph that holds an `inside` phrase: all of it
 *   3. figures: a line with more numbers and marks than words, or bulleted and under five words: tickers, tables
 *   4. a paragraph of five words or more that stood before, to the letter but for space and marks: repeated, not read
 *      again
 *   5. not English, so nothing is read: most words in other than Latin letters; of twenty words or more fewer than one
 *      in five a grammar word; of eight or more none, and no verb (words that other languages share, such as "de", do
 *      not count)
 *   6. a short line without a closing mark, or in title case: headline (kept: it is read,
 *      though never as someone's quotation) */
#include "engine/article.h"

#define REPEAT_WORDS_MIN 5
#define HEADLINE_WORDS_MAX 25
#define TABLE_WORDS 4
#define TITLE_WORDS 4
#define HASH_FACTOR 0x5851F42Du

enum verdict { KEEP, DROP_LINE, DROP_PARAGRAPH, DROP_REST };

struct shape {
	uint32_t words, numbers, marks, known, foreign; /* known: grammar words; foreign: not in Latin letters */
	uint32_t lines;
	bool closed, bullet;
	uint64_t hash; /* of its words */
	enum verdict verdict; /* the worst that a phrase of boilerplate in it tells */
};

static bool closing_mark(uint32_t mark)
{
	return mark == '.' || mark == '!' || mark == '?' || mark == 0x2026 || mark == ':';
}

/* Greek, Cyrillic, Arabic, Chinese and all else from U+0380 on, but for the Latin letters with marks of U+1E00. */
static bool foreign_letters(const char *word, uint32_t size)
{
	unsigned char lead = (unsigned char)word[0];
	return lead >= 0xce && !(lead == 0xe1 && size > 1 && ((unsigned char)word[1] & 0xfc) == 0xb8);
}

/* True when tokens[from, end) hold no word: the phrase is the whole line. */
static bool wordless(const struct article *article, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end; i++)
		if (article->tokens.items[i].class == TOKEN_WORD)
			return false;
	return true;
}

static enum verdict judge_phrase(const struct article *article, const struct lexicon_hit *hit, uint32_t i,
				 uint32_t line, uint32_t line_end)
{
	bool leads = i == line || wordless(article, line, i);
	switch (lexicon_row(article->lexicon, hit->entry)->sub) {
	case BOILERPLATE_LINE:
		return leads && wordless(article, i + hit->tokens, line_end) ? DROP_LINE : KEEP;
	case BOILERPLATE_START:
		return leads ? DROP_LINE : KEEP;
	case BOILERPLATE_INSIDE:
		return DROP_PARAGRAPH;
	case BOILERPLATE_END:
		return leads ? DROP_REST : KEEP;
	default:
		return KEEP;
	}
}

static void mark(struct article *article, uint32_t first, uint32_t end, enum line_class class)
{
	for (uint32_t i = first; i < end; i++)
		article->tokens.items[i].line = (uint8_t) class;
}

/* Rules 1 and 2 for a phrase that may begin at token i of a line and paragraph. */
static enum verdict judge_token(struct article *article, uint32_t i, uint32_t line, uint32_t end)
{
	const struct token *tokens = article->tokens.items;
	struct lexicon_hit hits[LAYER_COUNT];
	if (!lexicon_match_layers(article->lexicon, tokens, i, end, TOKEN_LINE, 1u << LAYER_BOILERPLATE, hits))
		return KEEP;
	uint32_t line_end = i + 1;
	while (line_end < end && !(tokens[line_end].flags & TOKEN_LINE))
		line_end++;
	enum verdict verdict = judge_phrase(article, &hits[LAYER_BOILERPLATE], i, line, line_end);
	if (verdict != KEEP)
		mark(article, line, line_end, LINE_BOILERPLATE);
	return verdict;
}

/* The beginning of a line, up to its first word: of all phrases but those of BOILERPLATE_INSIDE only these count. */
static enum verdict judge_line(struct article *article, uint32_t line, uint32_t end)
{
	const struct token *tokens = article->tokens.items;
	enum verdict worst = KEEP;
	for (uint32_t i = line; i < end && (i == line || !(tokens[i].flags & TOKEN_LINE)); i++) {
		if (lexicon_layers_of(article->symbols, tokens[i].symbol, tokens[i + 1].symbol) &
		    1u << LAYER_BOILERPLATE) {
			enum verdict verdict = judge_token(article, i, line, end);
			worst = verdict > worst ? verdict : worst;
		}
		if (tokens[i].class == TOKEN_WORD)
			break;
	}
	return worst;
}

/* In the title of a story these alone stay in lower case. */
static bool small_word(const struct word *word)
{
	return !word->verb && word->tags & (TAG(prep) | TAG(det) | TAG(conj) | TAG(but) | TAG(to) | TAG(subord));
}

/* A closing mark stands at the paragraph's end, or two marks before it. */
static bool closes(const struct token *tokens, uint32_t first, uint32_t end)
{
	for (uint32_t i = end - first > 3 ? end - 3 : first; i < end; i++)
		if (tokens[i].class == TOKEN_MARK && closing_mark(tokens[i].mark))
			return true;
	return false;
}

/* There is room: marks are no more than tokens, nor are words in capitals. */
static inline void note_mark(struct article *article, uint32_t token)
{
	article->marks.items[article->marks.count++] = token;
}

static inline void count_word(struct shape *s, struct article *article, uint32_t i, const struct token *t,
			      const struct word *word)
{
	s->known += word->known;
	if (t->letters != LETTERS_LOWER)
		article->capitals.items[article->capitals.count++] = i;
}

/* What few words need. */
static void count_odd_word(struct shape *s, struct article *article, uint32_t i, const struct token *t)
{
	if (t->flags & TOKEN_DOTTED)
		note_mark(article, i);
	if (t->flags & TOKEN_WIDE)
		s->foreign += foreign_letters(article->text + t->start, t->end - t->start);
}

static inline void worsen(struct shape *s, enum verdict verdict)
{
	s->verdict = verdict > s->verdict ? verdict : s->verdict;
}

/* Counts a paragraph and judges its lines. */
static struct shape measure(struct article *article, uint32_t first, uint32_t end)
{
	struct shape s = { .hash = 1469598103934665603u, .lines = 1 };
	const struct token *t = &article->tokens.items[first];
	const struct symbol *symbols = article->symbols, *next = &symbols[t->symbol];
	uint32_t possessives = 0, line = first, *opener = article->openers.items + article->openers.count;
	s.closed = closes(article->tokens.items, first, end);
	s.bullet = t->class == TOKEN_MARK &&
		   (t->mark == 0x2022 || t->mark == '*' || t->mark == 0x25cf || t->mark == '+');
	for (uint32_t i = first; i < end; i++, t++) {
		if (t->flags & (TOKEN_LINE | TOKEN_DOTTED | TOKEN_WIDE)) {
			if (t->flags & TOKEN_LINE) {
				line = i;
				s.lines += i > first;
				worsen(&s, judge_line(article, i, end));
			}
			if (t->class == TOKEN_WORD)
				count_odd_word(&s, article, i, t);
		}
		const struct symbol *symbol = next;
		next = &symbols[t[1].symbol];
		const uint32_t leads_on = lexicon_leads_on_number(symbol, t->symbol, next, t[1].symbol);
		*opener = OPENER(i, leads_on);
		opener += leads_on | symbol->opens;
		if (symbol->inside >> (t[1].symbol & 31) & 1)
			worsen(&s, judge_token(article, i, line, end));
		if (t->class == TOKEN_WORD) {
			count_word(&s, article, i, t, &t->word);
		} else if (t->class == TOKEN_NUMBER) {
			s.numbers++;
		} else {
			note_mark(article, i);
			s.marks += t->class == TOKEN_MARK;
			possessives += t->class == TOKEN_POSSESSIVE;
		}
		if (t->class != TOKEN_MARK)
			s.hash = (s.hash ^ t->hash) * HASH_FACTOR;
	}
	s.words = end - first - s.numbers - s.marks - possessives;
	article->openers.count = (size_t)(opener - article->openers.items);
	if (s.verdict == DROP_LINE && s.lines > 1)
		s.verdict = KEEP; /* the line alone */
	return s;
}

static bool is_figures(const struct shape *s, bool single_line)
{
	if (s->words == 0)
		return true;
	if (s->numbers + s->marks > 2 * s->words && s->numbers >= s->words && s->known == 0)
		return true;
	return single_line && s->bullet && s->words <= TABLE_WORDS && !s->closed && s->known == 0;
}

/* Storm Hits the Coast, Mayor Says. */
static bool is_title(const struct article *article, const struct paragraph *p, const struct shape *s)
{
	if (s->words < TITLE_WORDS || s->numbers + s->marks >= s->words)
		return false;
	for (uint32_t i = p->first; i < p->end; i++) {
		const struct token *t = &article->tokens.items[i];
		if (t->class == TOKEN_WORD && t->letters == LETTERS_LOWER && !small_word(article_word(article, i)))
			return false;
	}
	return true;
}

/* Open-addressing set of paragraph hashes, sized once. */
struct seen {
	uint64_t *slots;
	size_t mask;
};

static int seen_init(struct seen *seen, struct arena *arena, size_t count)
{
	size_t room = 16;
	while (room < 2 * count)
		room *= 2;
	seen->mask = room - 1;
	seen->slots = arena_zero(arena, room, sizeof *seen->slots);
	return seen->slots ? 0 : -ENOMEM;
}

static bool seen_before(struct seen *seen, uint64_t hash)
{
	hash |= 1; /* 0 marks a free slot */
	for (size_t i = (hash >> 7) & seen->mask;; i = (i + 1) & seen->mask) {
		if (seen->slots[i] == hash)
			return true;
		if (seen->slots[i] == 0) {
			seen->slots[i] = hash;
			return false;
		}
	}
}

#define ENGLISH_WORDS_MIN 20
#define ENGLISH_SHARE 5
#define ENGLISH_SHORT 8 /* words; a headline may do without any grammar word */

static bool has_verb(const struct article *article)
{
	for (uint32_t i = 0; i < article->tokens.count; i++) {
		const struct token *t = &article->tokens.items[i];
		if (t->class == TOKEN_WORD && t->line != LINE_BOILERPLATE && article_word(article, i)->verb)
			return true;
	}
	return false;
}

/* Rule 5. English prose has a grammar word in two to three; other languages share a few spellings. */
static void judge_language(struct article *article, const struct shape *all)
{
	if (2 * all->foreign > all->words)
		article->english = false;
	else if (all->words < ENGLISH_WORDS_MIN)
		article->english = all->words < ENGLISH_SHORT || all->known > 0 || has_verb(article);
	else
		article->english = all->known * ENGLISH_SHARE >= all->words;
	if (article->english)
		return;
	for (size_t n = 0; n < article->paragraphs.count; n++) {
		struct paragraph *p = &article->paragraphs.items[n];
		p->class = LINE_BOILERPLATE;
		mark(article, p->first, p->end, LINE_BOILERPLATE);
	}
}

/* Of the lists of tokens none can be longer than the list of tokens. */
static bool reserve(struct article *article)
{
	size_t count = article->tokens.count + 1;
	return VEC_RESERVE(&article->arena, &article->marks, count) &&
	       VEC_RESERVE(&article->arena, &article->capitals, count) &&
	       VEC_RESERVE(&article->arena, &article->openers, count + MENTION_AHEAD);
}

/* A few more, so that a look ahead is never out of place. */
static void end_openers(struct article *article)
{
	size_t count = article->openers.count;
	for (uint32_t k = 0; k < MENTION_AHEAD; k++)
		article->openers.items[article->openers.count++] = 0;
	VEC_SEAL(&article->openers);
	article->openers.count = count;
}

int clean_run(struct article *article)
{
	struct seen seen;
	if (seen_init(&seen, &article->arena, article->paragraphs.count) < 0 || !reserve(article))
		return -ENOMEM;

	bool rest = false, body = false;
	struct shape all = { 0 };
	for (size_t n = 0; n < article->paragraphs.count; n++) {
		struct paragraph *p = &article->paragraphs.items[n];
		struct shape s = measure(article, p->first, p->end);
		bool single_line = s.lines == 1;
		enum verdict v = rest ? DROP_REST : s.verdict;
		if (v == DROP_REST && body)
			rest = true;
		if (v != KEEP || is_figures(&s, single_line))
			p->class = LINE_BOILERPLATE;
		else if (s.words >= REPEAT_WORDS_MIN && seen_before(&seen, s.hash))
			p->class = LINE_REPEATED;
		else if (s.words <= HEADLINE_WORDS_MAX && single_line && (!s.closed || is_title(article, p, &s)))
			p->class = LINE_HEADLINE;
		else
			body = true;
		if (p->class != LINE_BODY)
			mark(article, p->first, p->end, p->class);
		if (p->class != LINE_BOILERPLATE) {
			all.words += s.words;
			all.known += s.known;
			all.foreign += s.foreign;
		}
	}
	judge_language(article, &all);
	end_openers(article);
	return 0;
}
