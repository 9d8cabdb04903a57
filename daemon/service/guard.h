/* Watches over what hostile peers can use up: memory (a message of endless frames, floods of subscriptions) and file
 * descriptors (connections that idle). ZeroMQ bounds neither and tells nobody who is to blame, so the remedy is to drop
 * connections: honest clients come back within a second and send again what was not answered. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "service/config.h"

/* Between two looks. */
#define GUARD_MS 100

enum guard_alarm { GUARD_QUIET, GUARD_MEMORY, GUARD_CONNECTIONS };

struct guard {
	const struct config *config;
	int statm; /* /proc/self/statm; -1: there is none, memory is not watched */
	uint64_t page;
	uint64_t descriptors; /* of this many open ones on, there is an alarm */
	int64_t look_ms; /* when to look next */
	uint64_t resident; /* bytes, at the last look */
};

/* Before sockets open: sets the limit of descriptors. Logs when the system grants fewer. */
void guard_init(struct guard *guard, const struct config *config);
void guard_deinit(struct guard *guard);
/* Looks when it is time. */
enum guard_alarm guard_look(struct guard *guard, int64_t now_ms);
/* All was dropped, and more would not help: no alarm for a while. */
void guard_pause(struct guard *guard, int64_t now_ms);
