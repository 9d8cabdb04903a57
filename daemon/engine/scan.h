/* What a word is: shared by the lexicon (its phrases) and the token stage (the text), so that both cut alike.
 *
 * Cut: runs of letters, digits and marks inside them are one word. An apostrophe (' or U+2019) between letters
 * stays inside (d'Orsay, don't, O'Brien), but a final 's or s' possessive is a token of its own ("'s", "'").
 * Full stops stay in initialisms (U.S., U.S, U.N., a.m., J.) and after one letter; in "U.S" too. A hyphen is a
 * token of its own (Asia - Pacific). Numbers keep inner , . : / and a leading currency or sign is a mark. Every
 * other character is a mark of its own; runs of the same mark ("...", "--", "''", "``") are one token.
 * Curly and straight apostrophes fold alike. An ellipsis character is a mark. HTML entities, and typographic marks of
 * UTF-8 read as Windows-1252, are the character they stand for. The "'" after a final s may also close a quotation.
 *
 * Fold: lower case, diacritics off, compatibility forms replaced (utf8proc; ASCII without it): Erdoğan -> erdogan,
 * "U.S." and "U.S" -> "us." (full stops of an initialism fold to one at the end, so that U.S. is never "us"). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/lexicon.h"

enum scan_class { SCAN_END, SCAN_WORD, SCAN_NUMBER, SCAN_MARK, SCAN_POSSESSIVE };

/* Longest folded word that is looked up; longer ones are cut for the hash and never match. */
#define SCAN_WORD_MAX 64
/* Words of up to so many folded bytes are looked up as two numbers, of which the last byte is 0. */
#define SCAN_SHORT 15

struct scan_word {
	uint32_t start, end; /* bytes */
	uint8_t class; /* enum scan_class */
	uint8_t letters; /* enum letters; SCAN_WORD only */
	uint16_t newlines; /* line breaks in the space before it, at most 65535 */
	bool space; /* white space (also NBSP and the like) before it */
	uint32_t mark; /* SCAN_MARK, SCAN_POSSESSIVE: code point of the first character */
	uint32_t hash; /* of folded */
	uint16_t folded_size;
	char folded[SCAN_WORD_MAX];
};

/* Next word at or after offset; class SCAN_END at the end. text is valid UTF-8. Linear: never looks further ahead
 * than the word itself. */
void scan_next(const char *text, size_t size, size_t offset, struct scan_word *word);
uint32_t scan_hash(const char *folded, size_t size);

static inline uint64_t scan_hash_fold(uint64_t x, uint64_t y)
{
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)(x ^ UINT64_C(0xA0761D6478BD642F)) * (y ^ UINT64_C(0x9E3779B97F4A7C15));

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Of up to SCAN_SHORT bytes, with zeros behind them. Hashes mean nothing outside this process. */
static inline uint32_t scan_hash_short(uint64_t first, uint64_t second, size_t size)
{
	return (uint32_t)scan_hash_fold(first, second + size);
}

/* The byte of an ASCII word in its place in one of two numbers; a literal's is told by the compiler. */
#define SCAN_BYTE_(word, i) ((i) < __builtin_strlen(word) ? (uint64_t)(unsigned char)(word)[i] << (i) % 8 * 8 : 0)
#define SCAN_EIGHT_(word, i) \
	(SCAN_BYTE_(word, i) | SCAN_BYTE_(word, (i) + 1) | SCAN_BYTE_(word, (i) + 2) | SCAN_BYTE_(word, (i) + 3) | \
	 SCAN_BYTE_(word, (i) + 4) | SCAN_BYTE_(word, (i) + 5) | SCAN_BYTE_(word, (i) + 6) | \
	 SCAN_BYTE_(word, (i) + 7))

/* scan_hash of a literal of up to SCAN_SHORT bytes in lower case: a number in the program. */
static inline __attribute__((always_inline)) uint32_t scan_hash_literal(const char *word)
{
	return scan_hash_short(SCAN_EIGHT_(word, 0u), SCAN_EIGHT_(word, 8u), __builtin_strlen(word));
}
