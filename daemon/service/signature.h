/* What near copies of a text are told by: a MinHash of its runs of five words (Broder 1997), by one permutation with
 * rotation (Shrivastava and Li 2014). Pure.
 *
 * The share of equal bins estimates which part of both texts' runs they have in common. Case, marks and spaces do not
 * matter; what a paper puts before or behind an agency's text changes little. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIGNATURE_BINS 96
#define SIGNATURE_RUN 5 /* words */
/* Shorter texts have no signature: one changed word would be too much of them, or a common phrase the whole. */
#define SIGNATURE_WORDS_MIN 60
/* Texts with so many equal bins are nearly the same: 6 in 10 runs in common. */
#define SIGNATURE_ALIKE 58

struct signature {
	bool there;
	uint16_t bins[SIGNATURE_BINS];
};

void signature_of(struct signature *signature, const char *text, size_t size);
bool signature_alike(const uint16_t *one, const uint16_t *other);
