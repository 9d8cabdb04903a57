/* Sequence numbers that never repeat and never go back, over restarts too.
 *
 * Numbers are reserved in blocks in a small file of the state directory, synced before the first of them is used.
 * After a clean stop the file holds the next number and the tails, and everything goes on without a gap; after a
 * crash the whole block counts as used, so that a subscriber asks rather than misses. One daemon a state directory:
 * its lock is held as long as the daemon lives. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "service/tails.h"

#define SEQUENCE_BLOCK (UINT64_C(1) << 20)

struct sequence {
	int directory, lock;
	uint64_t next, reserved; /* numbers below reserved may be used */
	struct tails tails;
	bool journaled; /* a journal keeps the numbers; the file only bounds them, should it be lost */
};

/* Creates the directory (0700, with its parents) where it is missing. journal: sequence_adopt will follow. On failure
 * *whyp is a sentence, static. */
int sequence_open(struct sequence *sequence, const char *directory, bool journal, const char **whyp);
/* Goes on with a journal's numbers instead of the file's. next: its next number; fresh: it was just made, and the
 * file's numbers hold if they are higher. 0 or a negative errno. */
int sequence_adopt(struct sequence *sequence, uint64_t next, bool fresh);
/* Makes sure of count more numbers. 0 or a negative errno: try again later and use none meanwhile. */
int sequence_ensure(struct sequence *sequence, size_t count);
/* Writes the clean end. The lock is released in any case. */
int sequence_close(struct sequence *sequence);
