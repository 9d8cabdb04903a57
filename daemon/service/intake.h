/* Articles in: the ingest door, where each gets one answer, and the feed, where none does.
 *
 *   ingest   [identity] [empty: REQ's envelope, echoed] header-or-whole [text]
 *   feed                [empty]                         header-or-whole [text]
 *
 * Order of judgement: well-formed, known or in conflict, draining, room in the queue.
 *
 * With a journal an article is answered only after intake_settle has been told that the journal holds it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <stanced/wire.h>

#include "journal/journal.h"
#include "service/config.h"
#include "service/counters.h"
#include "service/frames.h"
#include "service/job.h"
#include "service/window.h"

/* Articles that may wait for one commit of the journal: so many, of so many bytes together. */
#define INTAKE_GROUP 128
#define INTAKE_GROUP_BYTES (4u << 20)

struct verdict {
	const char *status;
	enum stanced_refusal refusal;
	const char *message;
	int retry_ms;
	bool taken; /* the queue, or the group, owns the job */
};

/* Judged, and to be answered after the commit. */
struct intake_waiting {
	struct frames frames; /* the way back */
	bool feed; /* nobody waits for an answer */
	struct job *job;
	struct verdict verdict;
};

struct intake {
	const struct config *config;
	void *ingest, *feed;
	struct window window;
	struct job_queue queue;
	struct counters *counters;
	struct stanced_buffer reply;
	bool draining;

	struct journal *journal; /* NULL: the window knows what was taken */
	int64_t clock_ms; /* since 1970, of this turn */
	bool backlog; /* the journal holds articles that wait for room in the queue: no more may be taken */
	struct intake_waiting *waiting; /* INTAKE_GROUP */
	unsigned waiting_count, waiting_taken; /* taken: of them new ones */
	size_t waiting_bytes;
};

int intake_init(struct intake *intake, const struct config *config, void *ingest, void *feed,
		struct counters *counters);
void intake_deinit(struct intake *intake);

/* Ends the group: r is what became of the commit, 0 or a negative errno. */
void intake_settle(struct intake *intake, int r);
/* Takes one article from the door. False: none is there. */
bool intake_ingest(struct intake *intake);
bool intake_feed(struct intake *intake);
/* The feed cannot be told to come back: it is read only while there is room. */
bool intake_has_room(const struct intake *intake);
