/* Inside the statement room: attribution.c finds who says something, statement.c what is said, content.c and extent.c
 * where it begins and ends, statement_speaker.c who that is, statement_turn.c what stands behind a name and a colon,
 * unclaimed.c whose the quotations are that nobody claims. No other stage includes this. */
#pragma once

#include "engine/article.h"

/* One cue with its speaker and what it claims. */
struct attribution {
	const struct mention *cue;
	uint32_t verb; /* index into verbs, or NONE for phrases and nouns */
	uint32_t noun; /* speaker's noun phrase, or NONE */
	uint32_t
		owner; /* token behind the speaker's name in that phrase (Li's claim), or 0: all of it is the speaker */
	uint32_t start, end; /* tokens of the attribution itself: subject and cue with what belongs to them */
	uint32_t after; /* first chunk after the cue (and after an inverted subject) */
	bool inverted;
};

typedef VEC(struct attribution) attribution_list;

/* Fills list with the attributions of one sentence in the order of their cues. 0 or -ENOMEM. */
int attribution_find(struct article *article, uint32_t sentence, attribution_list *list);

/* The minister said it was late, Radio Oman reported: the medium of the last attribution tells who says it.
 * (attribution.c) */
bool attribution_passed_on(const struct article *article, const struct attribution *attribution,
			   const struct attribution *last);

/* Does "and" with no comma join the attribution's verb to what stands before it? (attribution.c) */
bool attribution_goes_on(const struct article *article, const struct attribution *attribution);

/* Appends a statement over tokens [first, last), trimmed of marks and space; NULL: nothing left, or out of
 * memory, which article->failed tells. */
struct statement *statement_add(struct article *article, uint8_t kind, uint32_t first, uint32_t last,
				const struct attribution *attribution);

/* Who an attribution says speaks; NULL: nobody. (statement_speaker.c) */
struct speaker statement_speaker(const struct article *article, const struct attribution *attribution);

/* Makes the quotation a statement of the attribution's speaker; owner[q] tells which. */
void statement_quote(struct article *article, uint32_t q, const struct attribution *attribution, uint32_t *owner);

/* Quotations that owner says nobody claimed. 0 or -ENOMEM. */
int statement_unclaimed(struct article *article, uint32_t *owner);

/* A quotation that is written like the title of a book or a chapter. (unclaimed.c) */
bool statement_titled(const struct article *article, const struct quote *quote);

/* Where the content of an attribution begins. (content.c) */
struct content {
	uint32_t chunk; /* where it begins, or NONE */
	uint32_t quote; /* it is this quotation, or NONE */
	bool object; /* it is the cue's object: denied the report */
};

struct content content_after(const struct article *article, const struct attribution *at, uint32_t end);
bool content_adverbial(const struct article *article, uint32_t chunk);
static inline bool is_quote_mark(uint32_t mark)
{
	return mark == '"' || mark == 0x201c || mark == 0x201d || mark == 0xab || mark == 0xbb || mark == 0x2018 ||
	       mark == 0x2019 || mark == '\'' || mark == '`' || mark == 0x201e;
}

/* A name, a colon and what it says; owner: quote -> statement that tells it. (statement_turn.c) */
bool statement_turn(struct article *article, uint32_t sentence, uint32_t *owner);

/* A subordinator that tells when something was said, not what: after, as, while. */
bool content_when(const struct article *article, uint32_t chunk);
/* Something is said to the right of the attribution. */
bool content_more(const struct article *article, const struct attribution *at, uint32_t end);

/* One attribution on its way to a statement. */
struct claim {
	struct article *a;
	uint32_t sentence;
	const attribution_list *list;
	size_t index;
	uint32_t *owner; /* quotation -> statement that tells it, or NONE */
};

/* Token where content that begins at token start, to the right of the claim's cue, ends. (extent.c) */
uint32_t extent_end(const struct claim *claim, uint32_t start);

/* The same for content that is the cue's object. (extent.c) */
uint32_t extent_object(const struct claim *claim, uint32_t start);

static inline bool is_type(const struct article *article, uint32_t chunk, uint8_t type)
{
	return article_chunk(article, chunk)->type == type;
}
