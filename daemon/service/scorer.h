/* Scorer threads: each owns an engine and nothing else, and talks to the loop over an inproc pair of sockets that
 * carries jobs' addresses. No locks. */
#pragma once

#include <pthread.h>
#include <stdbool.h>

#include "service/counters.h"
#include "service/job.h"

/* What a scorer holds at most beside the job in work, so that it never waits for the loop: so many jobs, of so many
 * bytes together, so that no long article keeps short ones from an idle scorer. */
#define SCORER_DEPTH 128
#define SCORER_BYTES (1u << 20)

struct stanced_engine;

struct scorer {
	pthread_t thread;
	void *pipe; /* the loop's end */
	void *far; /* the thread's end */
	struct stanced_engine *engine;
	struct shared_lexicon *lexicon; /* which the engine may hold; a reference */
	unsigned in_flight;
	uint64_t bytes; /* of text in flight */
	uint64_t large; /* of these, of texts beyond LARGE_TEXT */
	/* The jobs in flight, in their order: a ring that begins at first, which is in work. Only their requests may be
	 * read meanwhile. */
	const struct job *jobs[SCORER_DEPTH];
	unsigned first;
	/* Monotonic: when the first one became the first; later by what does not count (scorer_excuse). */
	int64_t since_ms;
	bool started;
	bool used; /* the loop's end of the pipe, since this was cleared */
};

/* lexicon: a reference is taken. 0 or a negative errno. */
int scorer_start(struct scorer *scorer, void *context, unsigned index, struct shared_lexicon *lexicon);
/* Ends the thread after its last job and frees the engine, and with it jobs that were not taken back. */
void scorer_stop(struct scorer *scorer);

/* So much of the time up to now does not count for the job in work. */
void scorer_excuse(struct scorer *scorer, int64_t ms, int64_t now_ms);
/* The job in work, if it is so for longer than limit_ms; else NULL. */
const struct job *scorer_overdue(const struct scorer *scorer, int64_t limit_ms, int64_t now_ms);

/* While all scorers are busy for long, nothing is gained by looking at each article as it comes: how long the loop may
 * sleep so that a turn, its commit and its messages are shared by more; half of what the least busy one has to do. */
long scorers_pause_ms(const struct scorer *scorers, unsigned count, const struct counters *counters);

bool scorer_has_room(const struct scorer *scorer);
int scorer_give(struct scorer *scorer, struct job *job);
/* A finished job, or NULL. A swap is dealt with here and never told. */
struct job *scorer_take(struct scorer *scorer);
