/* Inside the statement room: attribution.c finds who says something, statement.c what is said,
 * unclaimed.c whose the other quotations are. No other stage
 * includes this. */
#pragma once

#include "engine/article.h"

/* One cue with its speaker and what it claims. */
struct attribution {
	const struct mention *cue;
	uint32_t verb; /* index into verbs, or NONE for phrases and nouns */
	uint32_t noun; /* speaker's noun phrase, or NONE */
	uint32_t start, end; /* tokens of the attribution itself: subject and cue with what belongs to them */
	uint32_t after; /* first chunk after the cue (and after an inverted subject) */
	bool inverted;
};

typedef VEC(struct attribution) attribution_list;

/* Fills list with the attributions of one sentence in the order of their cues. 0 or -ENOMEM. */
int attribution_find(struct article *article, uint32_t sentence, attribution_list *list);

/* Appends a statement over tokens [first, last), trimmed of marks and space; NULL: nothing left, or out of
 * memory, which article->failed tells. */
struct statement *statement_add(struct article *article, uint8_t kind, uint32_t first, uint32_t last,
				const struct attribution *attribution);

/* Makes the quotation a statement of the attribution's speaker; owner[q] tells which. */
void statement_quote(struct article *article, uint32_t q, const struct attribution *attribution, uint32_t *owner);

/* Quotations that owner says nobody claimed. 0 or -ENOMEM. */
int statement_unclaimed(struct article *article, uint32_t *owner);

/* Where the content of an attribution begins. (content.c) */
struct content {
	uint32_t chunk; /* where it begins, or NONE */
	uint32_t quote; /* it is this quotation, or NONE */
};

struct content content_after(const struct article *article, const struct attribution *at, uint32_t end);
bool content_adverbial(const struct article *article, uint32_t chunk);
/* A finite verb stands in the chunks [chunk, end). */
bool content_finite(const struct article *article, uint32_t chunk, uint32_t end);
