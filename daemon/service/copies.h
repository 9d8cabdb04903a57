/* The last so many articles by their signatures, to find near copies among them.
 *
 * Locality-sensitive hashing: two signatures meet where all bins of one of 24 bands of four are equal, which 6 in 10
 * common runs bring about in 97 of 100 cases, and 2 in 10 in four; those that meet are compared whole. Each band has
 * chains of articles, the newest first; chains end where an article is older than the window. */
#pragma once

#include "service/signature.h"

#define COPIES_BAND 4 /* bins */
#define COPIES_BANDS (SIGNATURE_BINS / COPIES_BAND)
/* Articles looked at in one chain: of a story with more copies the newest are enough. */
#define COPIES_CHAIN 32
/* Stories that one article can be a near copy of. */
#define COPIES_STORIES 16

struct copies_entry {
	int64_t number, story;
	uint16_t bins[SIGNATURE_BINS];
	uint32_t before[COPIES_BANDS]; /* the article before it in the chain, counted from 1; 0: none */
};

struct copies {
	size_t room; /* a power of two; 0: none are found */
	uint32_t count; /* articles so far */
	/* Of the articles up to gone_count so far those with numbers up to gone are forgotten. */
	int64_t gone;
	uint32_t gone_count;
	struct copies_entry *entries;
	uint32_t *heads; /* of each band's room chains */
};

struct copies_match {
	int64_t stories[COPIES_STORIES];
	size_t count;
	int64_t first; /* lowest number of those found; 0: none */
};

/* room: rounded up to a power of two. 0 or -ENOMEM. */
int copies_init(struct copies *copies, size_t room);
void copies_deinit(struct copies *copies);
void copies_clear(struct copies *copies);

/* The articles that are nearly the same, but for that one. */
void copies_find(const struct copies *copies, const struct signature *signature, int64_t but,
		 struct copies_match *match);
void copies_add(struct copies *copies, const struct signature *signature, int64_t number, int64_t story);
/* Forgets the articles added so far whose numbers are up to that one. */
void copies_forget(struct copies *copies, int64_t number);
/* Two stories are one. */
void copies_join(struct copies *copies, int64_t from, int64_t into);
