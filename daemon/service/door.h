/* Opens the daemon's sockets: type, limits, addresses. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "service/config.h"

struct doors {
	void *sockets[DOOR_COUNT]; /* every door has one, also where no address is bound */
	char *bound[DOOR_COUNT][CONFIG_LIST_MAX]; /* as ZeroMQ tells it: "*" has become a port */
	size_t bound_count[DOOR_COUNT];
};

/* Longest message that a door takes in; a longer one costs its sender the connection. */
size_t door_message_max(const struct config *config, enum door door);

/* All doors or none. What fails is logged. 0 or a negative errno. */
int doors_open(struct doors *doors, void *context, const struct config *config);
void doors_close(struct doors *doors);
