/* The common cases of scan.c, inline: nineteen tokens of twenty are a word of up to 15 ASCII letters, a plain number, a
 * single mark or a possessive 's, after one space at most. They are cut eight bytes at a time, each byte by itself
 * inside one number ("SWAR"), words 16 at a time where the processor is known to have registers for it, with no loop
 * and hardly a branch. Whatever is not surely such a token is left to scan_next, which would cut these alike. Measured:
 * 45 instructions for a word and its space, 300 by the rules. */
#pragma once

#include <string.h>
#if defined(__x86_64__) && defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "engine/scan.h"

struct scan_quick {
	uint32_t start, end; /* bytes */
	uint32_t mark; /* as scan_word */
	uint32_t hash; /* scan_hash of the folded word */
	uint64_t folded[2]; /* scan_eight of its bytes, zeros behind them */
	uint8_t class; /* enum scan_class */
	uint8_t letters;
	bool space;
};

enum scan_end { SCAN_GOES_ON, SCAN_ENDS, SCAN_LETTER, SCAN_DIGIT, SCAN_APOSTROPHE, SCAN_E2 };
/* Of each byte: what it is to a word before it. */
__attribute__((visibility("hidden"))) extern const uint8_t scan_ends[256];

/* Eight bytes with the first one lowest. */
static inline uint64_t scan_eight(const char *bytes)
{
	uint64_t eight;

	memcpy(&eight, bytes, sizeof eight);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	eight = __builtin_bswap64(eight);
#endif
	return eight;
}

static inline void scan_put_eight(char *bytes, uint64_t eight)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	eight = __builtin_bswap64(eight);
#endif
	memcpy(bytes, &eight, sizeof eight);
}

#define SCAN_QUICK_ROOM 20
#define SCAN_EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Dashes and quotation marks, U+2010 to U+2027 but for the apostrophe. */
static inline bool scan_is_dash_or_quote(const char *text)
{
	unsigned char second = (unsigned char)text[1], third = (unsigned char)text[2];

	return second == 0x80 && third >= 0x90 && third <= 0xA7 && third != 0x99;
}

/* 's and no more, from the apostrophe on. */
static inline bool scan_is_possessive(const char *text)
{
	return (text[1] | 0x20) == 's' && scan_ends[(unsigned char)text[2]] == SCAN_ENDS;
}

static inline bool scan_surely_ends(const char *text, size_t offset)
{
	uint8_t end = scan_ends[(unsigned char)text[offset]];

	return end == SCAN_ENDS || (end == SCAN_E2 && scan_is_dash_or_quote(text + offset)) ||
	       (end == SCAN_APOSTROPHE && scan_is_possessive(text + offset));
}

/* The capitals decide how a word is written: none, the first alone, all, or some. */
static inline uint8_t scan_letters_of(uint64_t upper, bool first_alone, bool all)
{
	return upper == 0 ? LETTERS_LOWER : first_alone ? LETTERS_CAPITAL : all ? LETTERS_UPPER : LETTERS_MIXED;
}

#if defined(__x86_64__) && defined(__SSE2__)
/* Read from 16 - size on: the first size bytes are all ones. */
static const uint8_t scan_inside[32] = { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
					 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF };

static inline __m128i scan_sixteen(const void *bytes)
{
	return _mm_loadu_si128((const __m128i *)bytes);
}

/* A word of 1 to 15 letters, in the registers that every processor of this kind has: a bit for each byte. */
static inline bool scan_quick_word(const char *text, size_t start, struct scan_quick *out)
{
	__m128i bytes = scan_sixteen(text + start), lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
	__m128i place = _mm_sub_epi8(lower, _mm_set1_epi8('a')), beyond = _mm_set1_epi8('z' - 'a' + 1);
	unsigned others = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(place, beyond), place)) | 1u << 16;
	unsigned size = (unsigned)__builtin_ctz(others), before = others - 1; /* ones up to the first other, and more */

	out->mark = 0;
	out->class = SCAN_WORD;
	/* one letter and a full stop: an initial */
	if (size - 1 >= SCAN_SHORT || !scan_surely_ends(text, start + size) || (size == 1 && text[start + 1] == '.'))
		return false;
	/* what is 0x20 in a letter becomes its top bit */
	unsigned upper = before & ~(others | (unsigned)_mm_movemask_epi8(_mm_slli_epi16(bytes, 2)));
	__m128i folded = _mm_and_si128(lower, scan_sixteen(scan_inside + 16 - size));
	out->end = (uint32_t)(start + size);
	out->letters = scan_letters_of(upper, upper == 1, upper == (before & ~others));
	out->folded[0] = (uint64_t)_mm_cvtsi128_si64(folded);
	out->folded[1] = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(folded, folded));
	out->hash = scan_hash_short(out->folded[0], out->folded[1], size);
	return true;
}
#else
/* The top bit of each byte that is an ASCII letter. */
static inline uint64_t scan_letter_bits(uint64_t bytes)
{
	uint64_t lower = (bytes & SCAN_EACH(0x7F)) | SCAN_EACH(0x20);

	/* a sum has the top bit where the byte is at or past the first bound; not so past the second */
	return (lower + SCAN_EACH(0x80 - 'a')) & ~(lower + SCAN_EACH(0x80 - 'z' - 1)) & ~bytes & SCAN_EACH(0x80);
}

/* The word that begins at start, of 8 to 15 letters; its first eight are letters. */
static inline bool scan_quick_long(const char *text, size_t start, uint64_t first, struct scan_quick *out)
{
	uint64_t second = scan_eight(text + start + 8), letters = scan_letter_bits(second);
	uint64_t others = ~letters & SCAN_EACH(0x80);

	if (!others)
		return false;
	unsigned size = (unsigned)__builtin_ctzll(others) / 8;
	if (!scan_surely_ends(text, start + 8 + size))
		return false;
	uint64_t inside = (UINT64_C(1) << 8 * size) - 1;
	uint64_t upper1 = SCAN_EACH(0x80) & ~(first << 2), upper2 = letters & ~(second << 2) & inside;
	out->folded[0] = first | SCAN_EACH(0x20);
	out->folded[1] = (second | SCAN_EACH(0x20)) & inside;
	out->end = (uint32_t)start + 8 + size;
	out->letters = scan_letters_of(upper1 | upper2, upper1 == 0x80 && upper2 == 0,
				       upper1 == SCAN_EACH(0x80) && upper2 == (letters & inside));
	out->hash = scan_hash_short(out->folded[0], out->folded[1], 8 + size);
	return true;
}

static inline bool scan_quick_word(const char *text, size_t start, struct scan_quick *out)
{
	uint64_t bytes = scan_eight(text + start), letters = scan_letter_bits(bytes);
	uint64_t others = ~letters & SCAN_EACH(0x80);

	out->mark = 0;
	out->class = SCAN_WORD;
	if (!others)
		return scan_quick_long(text, start, bytes, out);
	unsigned size = (unsigned)__builtin_ctzll(others) / 8;
	/* one letter and a full stop: an initial */
	if (size == 0 || !scan_surely_ends(text, start + size) || (size == 1 && text[start + 1] == '.'))
		return false;
	uint64_t inside = (UINT64_C(1) << 8 * size) - 1;
	uint64_t upper = letters & ~(bytes << 2) & inside;
	out->folded[0] = (bytes | SCAN_EACH(0x20)) & inside;
	out->folded[1] = 0;
	out->end = (uint32_t)(start + size);
	out->letters = scan_letters_of(upper, upper == 0x80, upper == (letters & inside));
	out->hash = scan_hash_short(out->folded[0], 0, size);
	return true;
}
#endif

/* A number of up to seven digits and nothing else. */
static inline bool scan_quick_number(const char *text, size_t start, struct scan_quick *out)
{
	uint64_t bytes = scan_eight(text + start), low = bytes & SCAN_EACH(0x7F);
	uint64_t digits = (low + SCAN_EACH(0x80 - '0')) & ~(low + SCAN_EACH(0x80 - '9' - 1)) & ~bytes;
	uint64_t others = ~digits & SCAN_EACH(0x80);

	if (!others)
		return false;
	unsigned size = (unsigned)__builtin_ctzll(others) / 8;
	const char *behind = text + start + size;
	if (scan_ends[(unsigned char)behind[0]] != SCAN_ENDS)
		return false;
	/* , . : / may go on with a number, if a digit follows */
	if (behind[0] >= ',' && behind[0] <= ':' && behind[0] != '-' &&
	    scan_ends[(unsigned char)behind[1]] != SCAN_ENDS && scan_ends[(unsigned char)behind[1]] != SCAN_LETTER)
		return false;
	out->mark = 0;
	out->class = SCAN_NUMBER;
	out->letters = LETTERS_NONE;
	out->folded[0] = bytes & ((UINT64_C(1) << 8 * size) - 1);
	out->folded[1] = 0;
	out->end = (uint32_t)(start + size);
	out->hash = scan_hash_short(out->folded[0], 0, size);
	return true;
}

static inline bool scan_quick_mark(enum scan_class class, uint32_t mark, uint64_t folded, unsigned size,
				   struct scan_quick *out)
{
	out->class = (uint8_t) class;
	out->mark = mark;
	out->letters = LETTERS_NONE;
	out->folded[0] = folded;
	out->folded[1] = 0;
	out->end = out->start + size;
	out->hash = scan_hash_short(folded, 0, size);
	return true;
}

/* One dash or quotation mark, U+2014, 2018, 201C or 201D, which fold to themselves. */
static inline bool scan_quick_wide(const char *text, size_t start, struct scan_quick *out)
{
	const char *behind = text + start + 3;
	unsigned char third = (unsigned char)text[start + 2];

	if ((unsigned char)text[start + 1] != 0x80 ||
	    (third != 0x94 && third != 0x98 && third != 0x9C && third != 0x9D) || *behind == '&' ||
	    memcmp(behind, text + start, 3) == 0)
		return false;
	return scan_quick_mark(SCAN_MARK, 0x2000u | (third & 0x3F), scan_eight(text + start) & 0xFFFFFF, 3, out);
}

/* Is there room at offset for the longest word, a space before it and 's, or a character of three bytes, behind it? */
static inline bool scan_quick_room(size_t size, size_t offset)
{
	return offset + SCAN_QUICK_ROOM <= size;
}

/* Where the token at or after offset begins, if it is a common one. */
static inline size_t scan_quick_start(const char *text, size_t offset, struct scan_quick *out)
{
	bool space = text[offset] == ' ';
	size_t start = offset + space;
	out->start = (uint32_t)start;
	out->space = space;
	return start;
}

/* A common token that begins at start and is no word. */
static inline bool scan_quick_other(const char *text, size_t start, struct scan_quick *out)
{
	unsigned char byte = (unsigned char)text[start];
	uint8_t end = scan_ends[byte];
	if (end == SCAN_ENDS) {
		/* a run of the same mark is one token, and an entity may be the same mark */
		if (byte <= ' ' || byte == 0x7F || (unsigned char)text[start + 1] == byte || text[start + 1] == '&')
			return false;
		return scan_quick_mark(SCAN_MARK, byte, byte, 1, out);
	}
	if (end == SCAN_DIGIT)
		return scan_quick_number(text, start, out);
	if (end == SCAN_E2)
		return scan_quick_wide(text, start, out);
	return end == SCAN_APOSTROPHE && !out->space && start > 0 &&
	       scan_ends[(unsigned char)text[start - 1]] == SCAN_LETTER && scan_is_possessive(text + start) &&
	       scan_quick_mark(SCAN_POSSESSIVE, '\'', '\'' | 's' << 8, 2, out);
}

/* The token at or after offset if it is a common one; false: nothing is told, ask scan_next. */
static inline bool scan_quick(const char *text, size_t size, size_t offset, struct scan_quick *out)
{
	if (!scan_quick_room(size, offset))
		return false;
	size_t start = scan_quick_start(text, offset, out);
	return scan_quick_word(text, start, out) || scan_quick_other(text, start, out);
}
