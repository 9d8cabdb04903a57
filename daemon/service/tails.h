/* The last sequence number under each topic and each prefix that a subscriber may watch for gaps.
 *
 * Of a stance five names are kept: "stance.", "stance.SRC.", "target.DST.", its topic and its twin's topic. Their
 * number is bounded by the lexicon's actors. A name that is not there has the floor: the last number that may have been
 * used before this table began.
 *
 * A journal writes down those alone that do not follow from others: the topics of stances and of sentiments, and
 * "article."; its table of pairs has the topics of trends. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tail {
	char *name; /* NULL: empty slot */
	uint64_t seq;
	bool written; /* a journal writes it down */
	bool changed; /* its name stands in changed */
};

struct tails {
	struct tail *slots;
	size_t room, count; /* room is a power of two */
	uint64_t floor;
	const char **changed; /* names to be written down whose number was set since they were last taken */
	size_t changed_count, changed_room;
};

void tails_init(struct tails *tails, uint64_t floor);
void tails_deinit(struct tails *tails);

/* Sets the name's number and tells the one before in *previousp. 0 or -ENOMEM (then the old numbers stay). */
int tails_set(struct tails *tails, const char *name, uint64_t seq, uint64_t *previousp);
/* Sets it unless it is as high already. 0 or -ENOMEM. */
int tails_raise(struct tails *tails, const char *name, uint64_t seq);
/* The highest number under the prefix. */
uint64_t tails_under(const struct tails *tails, const char *prefix);
/* Takes the name of one to be written down whose number was set, with its number. False: there is no more. */
bool tails_take_changed(struct tails *tails, const char **namep, uint64_t *seqp);
void tails_forget_changed(struct tails *tails);
