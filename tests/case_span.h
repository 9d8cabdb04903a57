/* Does a span found by the engine hold the words that a fixture names? */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Where the expected words stand: the span reaches from within [outer_start, start] to within [end, outer_end]. */
struct case_span {
	size_t outer_start, start, end, outer_end;
};

/* The pattern is "words", "first words ... last words", each with optional ends in braces. Finds its next place at or
 * after offset; false when there is none. */
bool case_span_find(const char *text, size_t size, const char *pattern, size_t offset, struct case_span *span);

/* start and end with marks, punctuation and white space at both ends taken off. */
void case_span_trim(const char *text, size_t *startp, size_t *endp);

bool case_span_fits(const char *text, size_t size, const char *pattern, size_t start, size_t end);
