#include "service/signature.h"

#include <string.h>

#define TURN 7 /* bits */

/* Finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t mix(uint64_t value)
{
	value = (value ^ value >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	value = (value ^ value >> 27) * UINT64_C(0x94d049bb133111eb);
	return value ^ value >> 31;
}

/* Lower case of a letter or digit, other bytes beyond ASCII as they are; 0: no part of a word. */
static unsigned char word_byte(unsigned char byte)
{
	if (byte >= 'A' && byte <= 'Z')
		return (unsigned char)(byte | 0x20);
	return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte >= 0x80 ? byte : 0;
}

/* The next word's hash; 0: there is none. The cursor moves behind it. folded: word_byte of each byte. */
static uint64_t next_word(const unsigned char folded[256], const char *text, size_t size, size_t *cursorp)
{
	size_t i = *cursorp;
	while (i < size && !folded[(unsigned char)text[i]])
		i++;
	uint64_t hash = 0;
	for (unsigned char byte; i < size && (byte = folded[(unsigned char)text[i]]); i++)
		hash = (hash ^ byte) * UINT64_C(1099511628211) + 1;
	*cursorp = i;
	return hash;
}

/* Each bin keeps the smallest value that falls into it. */
static void put(uint32_t smallest[SIGNATURE_BINS], uint64_t hash)
{
	size_t bin = (size_t)((hash >> 32) * SIGNATURE_BINS >> 32);
	smallest[bin] = (uint32_t)hash < smallest[bin] ? (uint32_t)hash : smallest[bin];
}

/* An empty bin takes over the next one that is not, and how far it was. */
static uint16_t settle(const uint32_t smallest[SIGNATURE_BINS], size_t bin)
{
	uint64_t steps = 0;
	while (smallest[bin] == UINT32_MAX && steps < SIGNATURE_BINS) {
		bin = (bin + 1) % SIGNATURE_BINS;
		steps++;
	}
	return (uint16_t)mix(smallest[bin] + (steps << 32));
}

static uint64_t turn(uint64_t value, unsigned by)
{
	return value << by | value >> (64 - by);
}

void signature_of(struct signature *signature, const char *text, size_t size)
{
	uint32_t smallest[SIGNATURE_BINS];
	unsigned char folded[256];
	uint64_t run[SIGNATURE_RUN] = { 0 }, hash = 0; /* of the run: each word is turned once for each one behind it */
	size_t words = 0, cursor = 0, oldest = 0;
	memset(smallest, 0xff, sizeof smallest);
	for (unsigned byte = 0; byte < 256; byte++)
		folded[byte] = word_byte((unsigned char)byte);
	for (uint64_t word; (word = next_word(folded, text, size, &cursor)); words++) {
		hash ^= turn(run[oldest], TURN * (SIGNATURE_RUN - 1));
		run[oldest] = word * UINT64_C(0x9e3779b97f4a7c15);
		hash = turn(hash, TURN) ^ run[oldest];
		oldest = oldest + 1 < SIGNATURE_RUN ? oldest + 1 : 0;
		if (words + 1 >= SIGNATURE_RUN)
			put(smallest, mix(hash));
	}
	signature->there = words >= SIGNATURE_WORDS_MIN;
	for (size_t bin = 0; bin < SIGNATURE_BINS; bin++)
		signature->bins[bin] = settle(smallest, bin);
}

bool signature_alike(const uint16_t *one, const uint16_t *other)
{
	unsigned equal = 0;
	for (size_t bin = 0; bin < SIGNATURE_BINS; bin++)
		equal += one[bin] == other[bin];
	return equal >= SIGNATURE_ALIKE;
}
