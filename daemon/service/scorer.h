/* Scorer threads: each owns an engine and nothing else, and talks to the loop over an inproc pair of sockets that
 * carries jobs' addresses. No locks. */
#pragma once

#include <pthread.h>
#include <stdbool.h>

#include "service/job.h"

/* What a scorer holds at most beside the job in work, so that it never waits for the loop: so many jobs, of so many
 * bytes together, so that no long article keeps short ones from an idle scorer. */
#define SCORER_DEPTH 16
#define SCORER_BYTES (128u << 10)

struct stanced_engine;

struct scorer {
	pthread_t thread;
	void *pipe; /* the loop's end */
	void *far; /* the thread's end */
	struct stanced_engine *engine;
	struct shared_lexicon *lexicon; /* which the engine may hold; a reference */
	unsigned in_flight;
	uint64_t bytes; /* of text in flight */
	bool started;
};

/* lexicon: a reference is taken. 0 or a negative errno. */
int scorer_start(struct scorer *scorer, void *context, unsigned index, struct shared_lexicon *lexicon);
/* Ends the thread after its last job and frees the engine, and with it jobs that were not taken back. */
void scorer_stop(struct scorer *scorer);

bool scorer_has_room(const struct scorer *scorer);
int scorer_give(struct scorer *scorer, struct job *job);
/* A finished job, or NULL. A swap is dealt with here and never told. */
struct job *scorer_take(struct scorer *scorer);
