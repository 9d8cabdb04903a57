/* The ledger: what each scored article adds to its pairs, and the running score of each pair.
 *
 * Sums are whole numbers for each pair and day, so that they do not depend on the order in which articles came, that
 * an article can be taken out again, and that two ledgers could be added. An article counts on the day it was
 * published, at the latest on the day it was taken. Of a story - one text under several ids, whole or nearly - one
 * article counts: a correction before others, then the earliest, then the lowest key.
 *
 * The running score halves what an article weighs with each half-life between its day and the pair's newest day
 * (as_of). It does not age by itself: a reader who wants today's weight halves it on. */
#pragma once

#include "journal/journal.h"

/* Days more than so many half-lives before a pair's newest are left out: a billionth of their weight would count. */
#define LEDGER_HALF_LIVES 30
#define LEDGER_CODE_SIZE 17 /* an actor's code and a NUL */

/* ---- articles ---- */

/* Told each pair whose sums changed; several times, perhaps. */
typedef int (*ledger_touched)(void *user, const char *source, const char *target);

/* What one pair of an article adds: confidence is its weight. Both as published, to four decimals. */
struct ledger_share {
	const char *source, *target;
	double score, confidence;
};
int ledger_add_share(struct journal *journal, int64_t number, const struct ledger_share *share);
/* Adds it to the sums: of an article that is placed as one that counts. */
int ledger_count_share(struct journal *journal, int32_t day, const struct ledger_share *share, ledger_touched touched,
		       void *user);

/* Their numbers stand in files; the lowest of a story counts, a replaced one never. */
enum ledger_rank { LEDGER_CORRECTION, LEDGER_ORDINARY, LEDGER_REPLACED };

struct ledger_place {
	int64_t number, story; /* story: the number of one of its articles */
	int32_t day;
	enum ledger_rank rank;
	bool counted; /* from the first: alone in its story, with ledger_count_share of each of its shares */
	const void *signature; /* what near copies are told by; size 0: none */
	size_t signature_size;
};
/* Gives a scored article its place in a story. */
int ledger_place(struct journal *journal, const struct ledger_place *place);
/* Makes two stories one. */
int ledger_join(struct journal *journal, int64_t from, int64_t into);
/* The story of a placed article with this text; 0: there is none. */
int ledger_story_of_text(struct journal *journal, const uint8_t text_hash[32], int64_t *storyp);
/* Marks the article of this key as replaced. *storyp: its story; 0: it has none, or it is not there. */
int ledger_replace(struct journal *journal, const char *key, int64_t *storyp);
/* The story of a placed article that replaces this id; 0: there is none. */
int ledger_story_of_correction(struct journal *journal, const char *id, int64_t *storyp);

/* Sees to it that of the story the right article counts. A story of which an article that counted was removed from
 * the journal stays as it is. */
int ledger_count(struct journal *journal, int64_t story, ledger_touched touched, void *user);

/* A scored article without a place: one of a time before the ledger. Once all have one, that is noted. */
bool ledger_is_complete(struct journal *journal);
int ledger_set_complete(struct journal *journal);
struct ledger_unplaced {
	int64_t number, taken_ms;
	struct stanced_request request; /* to be released */
};
/* 1: found, 0: no more, or a negative errno. */
int ledger_next_unplaced(struct journal *journal, int64_t behind, struct ledger_unplaced *unplaced);
/* Reads its shares out of its messages. */
int ledger_recover_shares(struct journal *journal, int64_t number);
/* Signatures of the placed articles behind a number, in order. */
typedef int (*ledger_take_signature)(void *user, int64_t number, int64_t story, const void *signature, size_t size);
int ledger_signatures(struct journal *journal, int64_t behind, ledger_take_signature take, void *user);
/* The number of the article that is count articles before the newest, or less. */
int ledger_recent(struct journal *journal, uint64_t count, int64_t *numberp);

/* ---- pairs ---- */

struct ledger_sum {
	double score; /* -1 to 1; 0 without weight */
	double weight; /* sum of the confidences, as they count on as_of */
	uint64_t articles;
	int32_t as_of; /* the newest day; STANCED_DAY_NONE without articles */
};
/* Of all days up to until. */
int ledger_sum(struct journal *journal, const char *source, const char *target, unsigned half_life, int32_t until,
	       struct ledger_sum *sum);

/* A pair as it was last published. seq: of that message. */
struct ledger_pair {
	char source[LEDGER_CODE_SIZE], target[LEDGER_CODE_SIZE];
	struct ledger_sum sum;
	uint64_t seq;
};
int ledger_set_pair(struct journal *journal, const struct ledger_pair *pair);
/* The first published pair with articles behind source and target, in the order of the codes. 1, 0 or a negative
 * errno. */
int ledger_next_pair(struct journal *journal, const char *source, const char *target, struct ledger_pair *pair);
/* Every pair that has a sum, or was published with articles, is touched. */
int ledger_touch_all(struct journal *journal, ledger_touched touched, void *user);

/* What one day says of a pair, by itself. */
struct ledger_day {
	int32_t day;
	double score, weight;
	uint64_t articles;
};
/* The days from a day on. 1, 0 or a negative errno. */
int ledger_next_day(struct journal *journal, const char *source, const char *target, int32_t from,
		    struct ledger_day *day);

/* The half-life that the published pairs were computed with; 0: none yet. */
int ledger_half_life(struct journal *journal, uint64_t *daysp);
int ledger_set_half_life(struct journal *journal, uint64_t days);

/* Computes all sums anew from what the articles' messages say and what was kept of removed articles, and forgets the
 * half-life, so that the next start publishes every pair. *differentp: how many pairs and days had another sum. */
int ledger_rebuild(struct journal *journal, uint64_t *differentp);
/* Whether each published pair is what its sums say; complain is told the others. Nothing where the next start publishes
 * every pair. 0 or a negative errno. */
int ledger_check(struct journal *journal, journal_complain complain, void *user);
