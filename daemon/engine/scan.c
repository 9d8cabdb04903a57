/* How a word is cut, in the order of the rules:
 *
 *   space       white space, control and zero-width characters
 *   possessive  directly after a word: ' s, no letter or digit after it; after s: ' alone, where no second follows
 *   initialism  letter . { letter . } [ letter ], where no letter or digit follows a letter without its full stop
 *   number      digit { digit | [,.:/] digit }
 *   word        { letter | digit | combining mark | ' between letters, unless it begins a possessive }
 *   mark        any other character, and its direct repetitions
 *
 * HTML entities (&quot; &#8217;), typographic marks and letters of UTF-8 that was read as Windows-1252 are recognised
 * where they stand, as the character meant: everything below sees them through scan_char only. */
#include "engine/scan.h"

#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "engine/scan_quick.h"

enum char_kind { KIND_MARK, KIND_SPACE, KIND_UPPER, KIND_LOWER, KIND_LETTER, KIND_DIGIT, KIND_COMBINING };

struct scan_char {
	uint32_t code;
	uint32_t size; /* bytes of text, 0 at the end */
	uint8_t kind; /* enum char_kind */
};

#define ENTITY_MAX 8 /* bytes of the longest name and its semicolon */

static const struct {
	const char *name;
	uint32_t code;
} entities[] = {
	{ "quot;", '"' },     { "amp;", '&' },      { "apos;", '\'' },     { "nbsp;", 0xA0 },    { "lt;", '<' },
	{ "gt;", '>' },       { "ldquo;", 0x201C }, { "rdquo;", 0x201D },  { "lsquo;", 0x2018 }, { "rsquo;", 0x2019 },
	{ "ndash;", 0x2013 }, { "mdash;", 0x2014 }, { "hellip;", 0x2026 },
};

/* Third characters of typographic marks read as Windows-1252, after U+00E2 U+20AC. */
static const struct {
	uint32_t seen, meant;
} misread[] = {
	{ 0x02DC, 0x2018 }, { 0x2122, 0x2019 }, { 0x0153, 0x201C }, { 0x009D, 0x201D },
	{ 0x201C, 0x2013 }, { 0x201D, 0x2014 }, { 0x00A6, 0x2026 },
};

/* Letters that Unicode does not decompose although readers take them for a letter with a stroke, or for two. */
static const struct {
	uint32_t code;
	char folded[4];
} strokes[] = {
	{ 0x00E6, "ae" }, { 0x00F0, "d" }, { 0x00F8, "o" },  { 0x00FE, "th" }, { 0x0111, "d" }, { 0x0127, "h" },
	{ 0x0131, "i" },  { 0x0142, "l" }, { 0x0153, "oe" }, { 0x0167, "t" },  { 0x0259, "e" },
};

static size_t numeric_entity(const char *text, size_t size, uint32_t *codep)
{
	uint32_t code = 0;
	bool hex = size > 1 && (text[1] == 'x' || text[1] == 'X');
	size_t i = hex ? 2 : 1, first = i;

	for (; i < size && i < first + 6 && text[i] != ';'; i++) {
		char c = text[i] | 0x20;

		if (text[i] >= '0' && text[i] <= '9')
			code = code * (hex ? 16 : 10) + (uint32_t)(text[i] - '0');
		else if (hex && c >= 'a' && c <= 'f')
			code = code * 16 + (uint32_t)(c - 'a' + 10);
		else
			return 0;
	}
	if (i == first || i >= size || text[i] != ';' || code < ' ' || code > 0x10FFFF)
		return 0;
	*codep = code;
	return i + 1;
}

/* Length of the entity after the ampersand, 0 when there is none. */
static size_t entity(const char *text, size_t size, uint32_t *codep)
{
	if (size && text[0] == '#')
		return numeric_entity(text, size, codep);
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
		size_t length = strlen(entities[i].name);

		if (length <= size && memcmp(text, entities[i].name, length) == 0) {
			*codep = entities[i].code;
			return length;
		}
	}
	return 0;
}

/* text begins with U+00E2. Length of the misread mark, 0 when it is an honest letter. */
static size_t misread_mark(const char *text, size_t size, uint32_t *codep)
{
	uint32_t third;

	if (size < 5 || memcmp(text, "\xC3\xA2\xE2\x82\xAC", 5) != 0)
		return 0;
	*codep = 0x201D; /* its third byte has no character in Windows-1252 and is often dropped */
	if (size == 5)
		return 5;
	size_t length = utf8_decode(text + 5, size - 5, &third);
	for (size_t i = 0; i < sizeof misread / sizeof *misread; i++)
		if (misread[i].seen == third) {
			*codep = misread[i].meant;
			return 5 + length;
		}
	return 5;
}

/* text begins with U+00C3. A letter of Latin-1 whose two bytes were read as two characters ("Ã©" for "é"): its length,
 * or 0 when none. A no-break space after an honest letter stays one. */
static size_t misread_letter(const char *text, size_t size, uint32_t *codep)
{
	if (size < 4 || memcmp(text, "\xC3\x83\xC2", 3) != 0)
		return 0;
	unsigned char last = (unsigned char)text[3];
	if (last < 0x80 || last > 0xBF || last == 0xA0)
		return 0;
	*codep = 0xC0u | (last & 0x3Fu);
	return 4;
}

static uint8_t wide_kind(uint32_t code)
{
	if (code == 0x85 || code == 0x200B || code == 0xFEFF)
		return KIND_SPACE;
	if (code >= 0x2010 && code <= 0x2027)
		return KIND_MARK;
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LT:
		return KIND_UPPER;
	case UTF8PROC_CATEGORY_LL:
		return KIND_LOWER;
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
		return KIND_LETTER;
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return KIND_DIGIT;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_CF:
		return KIND_COMBINING;
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CC:
		return KIND_SPACE;
	default:
		return KIND_MARK;
	}
}

#define S KIND_SPACE
#define M KIND_MARK
#define D KIND_DIGIT
#define U KIND_UPPER
#define L KIND_LOWER
static const uint8_t narrow_kinds[128] = {
	S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
	S, M, M, M, M, M, M, M, M, M, M, M, M, M, M, M, D, D, D, D, D, D, D, D, D, D, M, M, M, M, M, M,
	M, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, M, M, M, M, M,
	M, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, M, M, M, M, S,
};
#undef S
#undef M
#undef D
#undef U
#undef L

static inline uint8_t narrow_kind(unsigned char byte)
{
	return narrow_kinds[byte & 0x7F];
}

/* What is no plain ASCII: entities and wide characters. */
static struct scan_char scan_rare(const char *text, size_t size, size_t offset)
{
	struct scan_char c = { 0 };
	unsigned char byte = (unsigned char)text[offset];

	if (byte == '&') {
		c = (struct scan_char) { byte, 1, KIND_MARK };
		c.size += (uint32_t)entity(text + offset + 1, size - offset - 1, &c.code);
		if (c.size > 1)
			c.kind = c.code < 0x80 ? narrow_kind((unsigned char)c.code) : wide_kind(c.code);
		return c;
	}
	if (byte == 0xC3)
		c.size = (uint32_t)misread_mark(text + offset, size - offset, &c.code);
	if (byte == 0xC3 && !c.size)
		c.size = (uint32_t)misread_letter(text + offset, size - offset, &c.code);
	if (!c.size)
		c.size = (uint32_t)utf8_decode(text + offset, size - offset, &c.code);
	c.kind = wide_kind(c.code);
	return c;
}

static inline struct scan_char scan_char(const char *text, size_t size, size_t offset)
{
	unsigned char byte;

	if (offset >= size)
		return (struct scan_char) { .kind = KIND_SPACE };
	byte = (unsigned char)text[offset];
	if (byte < 0x80 && byte != '&')
		return (struct scan_char) { byte, 1, narrow_kind(byte) };
	return scan_rare(text, size, offset);
}

static bool is_letter(struct scan_char c)
{
	return c.kind >= KIND_UPPER && c.kind <= KIND_LETTER;
}

static bool is_inside(struct scan_char c)
{
	return c.kind >= KIND_UPPER;
}

static bool is_apostrophe(uint32_t code)
{
	return code == '\'' || code == 0x2019;
}

uint32_t scan_hash(const char *folded, size_t size)
{
	uint64_t hash = 0;
	char rest[16] = { 0 };
	size_t i = 0;

	for (; size - i > SCAN_SHORT; i += 8)
		hash = scan_hash_fold(hash, scan_eight(folded + i));
	memcpy(rest, folded + i, size - i);
	return scan_hash_short(hash ^ scan_eight(rest), scan_eight(rest + 8), size);
}

#define GO SCAN_GOES_ON
#define ME SCAN_ENDS
#define LE SCAN_LETTER
#define DI SCAN_DIGIT
#define AP SCAN_APOSTROPHE
/* The ampersand may be an entity that goes on with a word; so may what is not ASCII. */
/* clang-format off */
const uint8_t scan_ends[256] = {
	ME, ME, ME, ME, ME, ME, ME, ME, ME, ME, ME, ME, ME, ME, ME, ME,
	ME, ME, ME, ME, ME, ME, ME, ME, ME, ME, ME, ME, ME, ME, ME, ME,
	ME, ME, ME, ME, ME, ME, GO, AP, ME, ME, ME, ME, ME, ME, ME, ME,
	DI, DI, DI, DI, DI, DI, DI, DI, DI, DI, ME, ME, ME, ME, ME, ME,
	ME, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE,
	LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, ME, ME, ME, ME, ME,
	ME, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE,
	LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, ME, ME, ME, ME, ME,
	[0xE2] = SCAN_E2,
};
/* clang-format on */
#undef GO
#undef ME
#undef LE
#undef DI
#undef AP

static void fold_byte(struct scan_word *word, char byte)
{
	if (word->folded_size < SCAN_WORD_MAX)
		word->folded[word->folded_size++] = byte;
}

static void fold_code(struct scan_word *word, uint32_t code)
{
	char bytes[4];

	for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
		if (strokes[i].code == code) {
			for (const char *c = strokes[i].folded; *c; c++)
				fold_byte(word, *c);
			return;
		}
	size_t count = utf8_encode(code, bytes);
	for (size_t i = 0; i < count; i++)
		fold_byte(word, bytes[i]);
}

static void fold_wide(struct scan_word *word, uint32_t code)
{
	utf8proc_int32_t out[24]; /* the longest decomposition has 18 characters */
	utf8proc_ssize_t count;
	int last = 0;

	if (is_apostrophe(code) || code == 0x02BC || code == 0x02BB) {
		fold_byte(word, '\'');
		return;
	}
	if (code == 0x2010 || code == 0x2011 || code == 0x2013) {
		fold_byte(word, '-'); /* Asia-Pacific with whatever the printer had */
		return;
	}
	count = utf8proc_decompose_char(
		(utf8proc_int32_t)code, out, sizeof out / sizeof *out,
		UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STRIPMARK, &last);
	if (count < 0 || (size_t)count > sizeof out / sizeof *out) {
		fold_code(word, code);
		return;
	}
	for (utf8proc_ssize_t i = 0; i < count; i++)
		fold_code(word, (uint32_t)out[i]);
}

static void fold_char(struct scan_word *word, struct scan_char c)
{
	if (c.code < 0x80)
		fold_byte(word, (char)(c.kind == KIND_UPPER ? c.code | 0x20 : c.code));
	else
		fold_wide(word, c.code);
}

/* Counts the letters of a word to tell how it is written. */
struct casing {
	uint32_t upper, lower;
	bool first_upper;
};

static void casing_add(struct casing *casing, struct scan_char c)
{
	if (c.kind == KIND_UPPER) {
		casing->first_upper |= casing->upper + casing->lower == 0;
		casing->upper++;
	} else if (c.kind == KIND_LOWER) {
		casing->lower++;
	}
}

static uint8_t casing_letters(const struct casing *casing)
{
	if (casing->upper == 0)
		return casing->lower ? LETTERS_LOWER : LETTERS_NONE;
	if (casing->upper == 1 && casing->first_upper)
		return LETTERS_CAPITAL;
	return casing->lower ? LETTERS_MIXED : LETTERS_UPPER;
}

/* Skips space before the word; counts line breaks, CR LF as one. */
static size_t skip_space(const char *text, size_t size, size_t offset, struct scan_word *word)
{
	bool after_return = false;

	for (;;) {
		/* nearly all: a space, or the line break before a word */
		const unsigned char byte = offset < size ? (unsigned char)text[offset] : 0;
		if (byte == ' ') {
			word->space = true;
			after_return = false;
			offset++;
			continue;
		}
		if (byte > ' ' && byte < 0x7F && byte != '&')
			return offset;
		struct scan_char c = scan_char(text, size, offset);
		bool line = c.code == '\n' || c.code == '\r' || c.code == 0x85 || c.code == 0x2028 || c.code == 0x2029;

		/* a joiner or soft hyphen that stands before a word is no part of it */
		if (!c.size || (c.kind != KIND_SPACE && c.kind != KIND_COMBINING))
			return offset;
		word->space |= c.kind == KIND_SPACE;
		if (line && !(c.code == '\n' && after_return)) {
			word->newlines += word->newlines < UINT16_MAX;
			if (c.code == 0x2029)
				word->newlines += word->newlines < UINT16_MAX;
		}
		after_return = c.code == '\r';
		offset += c.size;
	}
}

/* True when the text before offset ends a word: a letter, a digit, or the full stop of an initialism. */
static bool after_word(const char *text, size_t offset, bool *after_sp)
{
	size_t start = offset;
	uint32_t code;
	unsigned char byte;

	if (offset == 0)
		return false;
	byte = (unsigned char)text[offset - 1];
	*after_sp = (byte | 0x20) == 's';
	if (byte < 0x80)
		return narrow_kind(byte) >= KIND_UPPER ||
		       (byte == '.' && offset > 1 && narrow_kind((unsigned char)text[offset - 2]) >= KIND_UPPER);
	do
		start--;
	while (start > 0 && offset - start < 4 && ((unsigned char)text[start] & 0xC0) == 0x80);
	utf8_decode(text + start, offset - start, &code);
	return wide_kind(code) >= KIND_UPPER;
}

/* Size of the possessive that begins with the apostrophe at offset, directly after a word; 0: none. */
static size_t possessive(const char *text, size_t size, size_t offset, bool after_s)
{
	struct scan_char mark = scan_char(text, size, offset), s, next;

	if (!mark.size || !is_apostrophe(mark.code))
		return 0;
	s = scan_char(text, size, offset + mark.size);
	if (s.code == 's' || s.code == 'S') {
		next = scan_char(text, size, offset + mark.size + s.size);
		if (!is_inside(next))
			return mark.size + s.size;
	}
	return after_s && !is_inside(s) && s.code != mark.code ? mark.size : 0; /* two of them close a quotation */
}

static size_t scan_initialism(struct scan_word *word, struct casing *casing, const char *text, size_t size,
			      size_t offset)
{
	size_t at = offset;
	unsigned letters = 0, stops = 0;

	for (;;) {
		struct scan_char c = scan_char(text, size, at);
		struct scan_char next = scan_char(text, size, at + c.size);

		if (!is_letter(c) || (next.code != '.' && (letters == 0 || is_inside(next))))
			break;
		fold_char(word, c);
		casing_add(casing, c);
		letters++;
		at += c.size;
		if (next.code != '.')
			break;
		stops++;
		at += next.size;
	}
	if (stops)
		fold_byte(word, '.');
	return at;
}

/* True when the apostrophe c at offset belongs to the word around it. */
static bool joins(const char *text, size_t size, size_t offset, struct scan_char c)
{
	return is_apostrophe(c.code) && is_letter(scan_char(text, size, offset + c.size)) &&
	       !possessive(text, size, offset, false);
}

/* Most words are ASCII alone. */
static size_t scan_plain(struct scan_word *word, struct casing *casing, const char *text, size_t size, size_t offset,
			 bool *after_letter)
{
	for (; offset < size; offset++) {
		unsigned char byte = (unsigned char)text[offset];
		uint8_t kind = narrow_kind(byte);

		if (byte >= 0x80 || kind < KIND_UPPER)
			break;
		fold_byte(word, (char)(kind == KIND_UPPER ? byte | 0x20 : byte));
		casing_add(casing, (struct scan_char) { byte, 1, kind });
		*after_letter = kind != KIND_DIGIT;
	}
	return offset;
}

static size_t scan_letters(struct scan_word *word, struct casing *casing, const char *text, size_t size, size_t offset)
{
	bool after_letter = false;

	for (;;) {
		offset = scan_plain(word, casing, text, size, offset, &after_letter);
		struct scan_char c = scan_char(text, size, offset);

		if (!is_inside(c) && !(after_letter && joins(text, size, offset, c)))
			return offset;
		fold_char(word, c);
		casing_add(casing, c);
		after_letter = is_letter(c) || (after_letter && c.kind == KIND_COMBINING);
		offset += c.size;
	}
}

static size_t scan_number(struct scan_word *word, const char *text, size_t size, size_t offset)
{
	for (;;) {
		struct scan_char c = scan_char(text, size, offset);

		if (c.kind != KIND_DIGIT) {
			if (c.code != ',' && c.code != '.' && c.code != ':' && c.code != '/')
				return offset;
			if (scan_char(text, size, offset + c.size).kind != KIND_DIGIT)
				return offset;
		}
		fold_char(word, c);
		offset += c.size;
	}
}

static size_t scan_mark(struct scan_word *word, const char *text, size_t size, size_t offset, uint32_t code)
{
	for (;;) {
		struct scan_char c = scan_char(text, size, offset);

		if (!c.size || c.code != code)
			return offset;
		fold_char(word, c);
		offset += c.size;
	}
}

static size_t scan_word(struct scan_word *word, const char *text, size_t size, size_t offset, struct scan_char c)
{
	struct casing casing = { 0 };
	size_t end = offset;

	word->class = SCAN_WORD;
	if (c.kind == KIND_DIGIT) {
		end = scan_number(word, text, size, offset);
		if (!is_letter(scan_char(text, size, end)))
			word->class = SCAN_NUMBER;
	} else if (scan_char(text, size, offset + c.size).code == '.') {
		end = scan_initialism(word, &casing, text, size, offset);
		word->letters = casing_letters(&casing);
		return end;
	}
	end = scan_letters(word, &casing, text, size, end);
	word->letters = casing_letters(&casing);
	return end;
}

/* The word at start, the quick way; the space before it is told already. */
static bool next_is_quick(const char *text, size_t size, size_t start, struct scan_word *word)
{
	struct scan_quick quick;

	if (size < SCAN_QUICK_ROOM || start > size - SCAN_QUICK_ROOM || !scan_quick_word(text, start, &quick))
		return false;
	word->class = SCAN_WORD;
	word->letters = quick.letters;
	word->start = (uint32_t)start;
	word->end = quick.end;
	word->hash = quick.hash;
	word->folded_size = (uint16_t)(quick.end - start);
	scan_put_eight(word->folded, quick.folded[0]);
	scan_put_eight(word->folded + 8, quick.folded[1]);
	return true;
}

void scan_next(const char *text, size_t size, size_t offset, struct scan_word *word)
{
	bool after_s = false;
	size_t end, start;
	struct scan_char c;

	word->class = SCAN_END;
	/* all but the folded bytes, which count up to folded_size only */
	word->letters = LETTERS_NONE;
	word->newlines = 0;
	word->space = false;
	word->mark = 0;
	word->hash = 0;
	word->folded_size = 0;
	start = skip_space(text, size, offset, word);
	word->start = word->end = (uint32_t)start;
	c = scan_char(text, size, start);
	if (!c.size || (c.code < 0x80 && is_letter(c) && next_is_quick(text, size, start, word)))
		return;
	if (is_letter(c) || c.kind == KIND_DIGIT) {
		end = scan_word(word, text, size, start, c);
	} else {
		word->mark = c.code;
		end = start;
		if (start == offset && is_apostrophe(c.code) && after_word(text, start, &after_s))
			end += possessive(text, size, start, after_s);
		if (end > start) {
			word->class = SCAN_POSSESSIVE;
			fold_byte(word, '\'');
			if (end - start > c.size)
				fold_byte(word, 's');
		} else {
			word->class = SCAN_MARK;
			end = scan_mark(word, text, size, start, c.code);
		}
	}
	word->end = (uint32_t)end;
	word->hash = scan_hash(word->folded, word->folded_size);
}
