/* A pattern is cut into at most three pieces, "{before} core {after}"; each piece may be abbreviated once. Pieces
 * follow one another in the text with nothing but white space and marks between them. */
#include "case_span.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

/* Marks of more than one byte that may surround a span. */
static const char *const WIDE_MARKS[] = {
	"\u201c", "\u201d", "\u201e", "\u2018", "\u2019", "\u201a", "\u00ab", "\u00bb", "\u2039", "\u203a",
	"\u2013", "\u2014", "\u2015", "\u2026", "\u00a0", "\u202f", "\u2022", "\u300c", "\u300d",
};

static size_t mark_at(const char *text, size_t at, size_t end)
{
	unsigned char c = (unsigned char)text[at];
	if (c < 0x80)
		return isspace(c) || (ispunct(c) && c != '$' && c != '%' && c != '#') ? 1 : 0;
	for (size_t i = 0; i < sizeof WIDE_MARKS / sizeof *WIDE_MARKS; i++) {
		size_t size = strlen(WIDE_MARKS[i]);
		if (size <= end - at && memcmp(text + at, WIDE_MARKS[i], size) == 0)
			return size;
	}
	return 0;
}

void case_span_trim(const char *text, size_t *startp, size_t *endp)
{
	size_t start = *startp, end = *endp;
	while (start < end) {
		size_t size = mark_at(text, start, end);
		if (size == 0)
			break;
		start += size;
	}
	while (end > start) {
		size_t at = end - 1;
		while (at > start && ((unsigned char)text[at] & 0xc0) == 0x80)
			at--;
		if (mark_at(text, at, end) != end - at)
			break;
		end = at;
	}
	*startp = start;
	*endp = end;
}

/* End of words at text[at], SIZE_MAX where they do not stand there. A run of white space equals one space. */
static size_t words_at(const char *text, size_t size, size_t at, const char *words, size_t words_size)
{
	for (size_t i = 0; i < words_size;) {
		if (isspace((unsigned char)words[i])) {
			if (at >= size || !isspace((unsigned char)text[at]))
				return SIZE_MAX;
			while (at < size && isspace((unsigned char)text[at]))
				at++;
			while (i < words_size && isspace((unsigned char)words[i]))
				i++;
		} else if (at >= size || text[at++] != words[i++]) {
			return SIZE_MAX;
		}
	}
	return at;
}

static bool words_find(const char *text, size_t size, size_t at, const char *words, size_t words_size, size_t *startp,
		       size_t *endp)
{
	for (; at < size; at++) {
		size_t end = words_at(text, size, at, words, words_size);
		if (end == SIZE_MAX)
			continue;
		*startp = at;
		*endp = end;
		return true;
	}
	return false;
}

/* Words, or "first ... last". The ellipsis is taken literally where the article has it. */
static bool piece_find(const char *text, size_t size, size_t at, const char *piece, size_t piece_size, size_t *startp,
		       size_t *endp)
{
	if (words_find(text, size, at, piece, piece_size, startp, endp))
		return true;
	const char *gap = memmem(piece, piece_size, " ... ", 5);
	if (!gap)
		return false;
	size_t first = (size_t)(gap - piece), last, unused;
	return words_find(text, size, at, piece, first, startp, &last) &&
	       words_find(text, size, last, gap + 5, piece_size - first - 5, &unused, endp);
}

struct pattern {
	const char *pieces[3]; /* before, core, after */
	size_t sizes[3];
};

static void trimmed(const char *start, size_t size, const char **piecep, size_t *sizep)
{
	size_t from = 0, to = size;
	case_span_trim(start, &from, &to);
	*piecep = start + from;
	*sizep = to - from;
}

static void pattern_cut(const char *text, struct pattern *pattern)
{
	*pattern = (struct pattern) { 0 };
	const char *end = text + strlen(text), *close = strchr(text, '}');
	if (*text == '{' && close) {
		trimmed(text + 1, (size_t)(close - text) - 1, &pattern->pieces[0], &pattern->sizes[0]);
		text = close + 1;
	}
	const char *open = strchr(text, '{');
	if (open && end > open && end[-1] == '}') {
		trimmed(open + 1, (size_t)(end - open) - 2, &pattern->pieces[2], &pattern->sizes[2]);
		end = open;
	}
	trimmed(text, (size_t)(end - text), &pattern->pieces[1], &pattern->sizes[1]);
}

static bool only_marks(const char *text, size_t from, size_t to)
{
	case_span_trim(text, &from, &to);
	return from >= to;
}

static bool pattern_at(const char *text, size_t size, const struct pattern *pattern, size_t offset,
		       struct case_span *span)
{
	size_t before_end = 0, after_start;
	if (pattern->sizes[0] > 0 &&
	    !piece_find(text, size, offset, pattern->pieces[0], pattern->sizes[0], &span->outer_start, &before_end))
		return false;
	if (!piece_find(text, size, pattern->sizes[0] ? before_end : offset, pattern->pieces[1], pattern->sizes[1],
			&span->start, &span->end))
		return false;
	if (pattern->sizes[0] == 0)
		span->outer_start = span->start;
	else if (!only_marks(text, before_end, span->start))
		return false;
	span->outer_end = span->end;
	if (pattern->sizes[2] == 0)
		return true;
	return piece_find(text, size, span->end, pattern->pieces[2], pattern->sizes[2], &after_start,
			  &span->outer_end) &&
	       only_marks(text, span->end, after_start);
}

bool case_span_find(const char *text, size_t size, const char *words, size_t offset, struct case_span *span)
{
	struct pattern pattern;
	pattern_cut(words, &pattern);
	if (pattern.sizes[1] == 0)
		return false;
	for (;;) {
		const char *first = pattern.sizes[0] ? pattern.pieces[0] : pattern.pieces[1];
		size_t first_size = pattern.sizes[0] ? pattern.sizes[0] : pattern.sizes[1], at, unused;
		if (!piece_find(text, size, offset, first, first_size, &at, &unused))
			return false;
		if (pattern_at(text, size, &pattern, at, span))
			return true;
		offset = at + 1;
	}
}

bool case_span_fits(const char *text, size_t size, const char *pattern, size_t start, size_t end)
{
	struct case_span span;
	case_span_trim(text, &start, &end);
	for (size_t at = 0; case_span_find(text, size, pattern, at, &span); at = span.outer_start + 1) {
		if (span.outer_start > start)
			return false;
		if (start <= span.start && end >= span.end && end <= span.outer_end)
			return true;
	}
	return false;
}
