/* Opens the daemon's sockets: type, limits, addresses. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "service/config.h"

/* Which addresses. */
enum doors_scope { DOORS_NONE, DOORS_TCP, DOORS_ALL };

struct doors {
	void *sockets[DOOR_COUNT]; /* every door has one, also where no address is bound */
	char *bound[DOOR_COUNT][CONFIG_LIST_MAX]; /* as ZeroMQ tells it: "*" has become a port */
	size_t bound_count[DOOR_COUNT];
	bool shut[DOOR_COUNT][CONFIG_LIST_MAX]; /* an address that is bound no more, to be bound again */
	int64_t shut_ms, told_ms; /* told_ms: when it was last logged that one is still shut */
};

/* Longest message that a door takes in; a longer one costs its sender the connection. */
size_t door_message_max(const struct config *config, enum door door);

/* All doors or none. What fails is logged. 0 or a negative errno. */
int doors_open(struct doors *doors, void *context, const struct config *config);
void doors_close(struct doors *doors);

/* Drops the connections of a door, with what they had half sent; its addresses are taken again by doors_reopen. False:
 * it has no such address. */
bool doors_shut(struct doors *doors, enum door door, enum doors_scope scope, int64_t now_ms);
/* Binds again what was shut, where the address is free; to be called until it says true: nothing is shut. */
bool doors_reopen(struct doors *doors, const struct config *config, int64_t now_ms);
