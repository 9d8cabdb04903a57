/* Waits for sockets, as zmq_poll does, but does not ask every one of them twice a turn: a ZeroMQ socket's descriptor is
 * readable when word comes to it that it has not taken yet, and it takes all there is when it is asked or used. So only
 * those need to be asked whose descriptor is readable, that had something when they were asked last, or that were sent
 * to or read from since. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "service/config.h"

/* Doors, descriptors and threads of the loop. */
#define WATCHES_MAX (16 + CONFIG_SCORERS_MAX)

struct watch {
	void *socket; /* NULL: a plain descriptor */
	int fd; /* -1: nothing is watched */
	bool wanted; /* what comes is to be told */
	bool stale; /* to be asked, whatever the descriptor says; set it when the socket was used */
	bool ready; /* wanted, and there is something to be read */
};

/* socket, or NULL and a descriptor; wanted from the first. 0 or a negative errno. */
int watch_init(struct watch *watch, void *socket, int fd);
/* Waits until one is ready, word came to one that means nothing to be read, or the time is up.
 * 0 or a negative errno. */
int watch_wait(struct watch *watches, size_t count, long timeout_ms);
