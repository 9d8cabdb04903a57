/* Articles in: the ingest door, where each gets one answer, and the feed, where none does.
 *
 *   ingest   [identity] [empty: REQ's envelope, echoed] header-or-whole [text]
 *   feed                [empty]                         header-or-whole [text]
 *
 * Order of judgement: well-formed, known or in conflict, draining, room in the queue. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <stanced/wire.h>

#include "service/config.h"
#include "service/counters.h"
#include "service/job.h"
#include "service/window.h"

struct intake {
	const struct config *config;
	void *ingest, *feed;
	struct window window;
	struct job_queue queue;
	struct counters *counters;
	struct stanced_buffer reply;
	bool draining;
};

int intake_init(struct intake *intake, const struct config *config, void *ingest, void *feed,
		struct counters *counters);
void intake_deinit(struct intake *intake);

/* Takes one article from the door. False: none is there. */
bool intake_ingest(struct intake *intake);
bool intake_feed(struct intake *intake);
/* The feed cannot be told to come back: it is read only while there is room. */
bool intake_has_room(const struct intake *intake);
