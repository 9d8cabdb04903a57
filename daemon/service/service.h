/* The service: one loop owns every socket, the queue, the numbers and the lexicon; scorer threads own an engine
 * each. Nothing here is locked: threads are reached over inproc sockets only. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "service/config.h"
#include "service/counters.h"
#include "service/door.h"
#include "service/frames.h"
#include "service/guard.h"
#include "service/intake.h"
#include "service/loader.h"
#include "service/publish.h"
#include "service/scorer.h"
#include "service/sequence.h"
#include "service/shared_lexicon.h"
#include "service/stories.h"
#include "service/trend.h"
#include "service/zap.h"

/* Orders to reload that may wait for their answer. */
#define RELOAD_WAITERS_MAX 16

struct reload_waiter {
	struct frames frames; /* the way back */
	char *ref;
	bool next; /* came while a load was running: waits for the one after it */
};

/* Orders to prune that may wait for the end of their turn. */
#define PRUNE_WAITERS_MAX 16

struct prune_waiter {
	struct frames frames; /* the way back */
	char *ref;
	int64_t before_ms; /* articles taken before go, since 1970 */
	unsigned removed;
};

struct service {
	struct config *config;
	void *context;
	int signals; /* signalfd */
	struct clients clients; /* who may come in through CURVE */
	struct zap zap;
	struct guard guard;
	struct doors doors;
	enum doors_scope shut; /* addresses that are, for a moment */
	struct shared_lexicon *lexicon;
	struct sequence sequence;
	struct counters counters;
	struct intake intake;
	struct publisher publisher;
	struct loader loader;
	struct scorer *scorers;
	unsigned scorer_count;
	struct job_queue stalled; /* scored, but no numbers could be had, or the journal could not be written */

	/* record.h */
	struct journal *journal; /* NULL: none is kept */
	struct job_queue recorded; /* written, not committed */
	struct stories stories;
	struct trends trends;
	uint64_t published; /* the last number sent */
	int64_t loaded; /* the last article taken out of the journal */
	uint64_t suspects; /* articles that a crash may have been due to, still to be tried alone */
	int64_t settle_ms; /* of uptime; when results of the time before this start are sent; 0: there are none */
	int64_t wall_ms; /* since 1970, at the start */
	bool failing; /* the last commit failed */
	bool untidy; /* something was committed since record_tidy */

	struct reload_waiter waiters[RELOAD_WAITERS_MAX];
	unsigned waiter_count;
	bool reload_again;
	struct prune_waiter prunes[PRUNE_WAITERS_MAX];
	unsigned prune_count;

	uint64_t done; /* articles, when the manager was last told */
	uint64_t rested; /* articles scored, when memory was last given back */
	int64_t started_ms, status_ms, drain_ms; /* monotonic; drain_ms: when to give up */
	int64_t judged_ms; /* monotonic; when articles were last looked at for how long they take */
	bool draining, stop;
	bool newcomer; /* a subscriber waits for its first status */
};

/* Takes over what was loaded and starts everything. 0 or a negative errno, logged. */
int service_init(struct service *service, struct config *config, struct loaded *loaded);
/* Runs until it is told to stop. 0, or -ETIMEDOUT when accepted articles had to be left behind. */
int service_run(struct service *service);
void service_deinit(struct service *service);

/* Begins a load, or has one follow the load that runs. */
int service_reload(struct service *service);
/* Takes no more articles, finishes those it has, then stops. */
void service_drain(struct service *service);

/* Counts it and lets it go. */
void service_finish_job(struct service *service, struct job *job);
int64_t service_uptime_ms(const struct service *service);
unsigned service_in_flight(const struct service *service);
const char *service_state(const struct service *service);
