/* Who may come in: answers ZeroMQ's questions about clients that shake hands at a CURVE door (ZAP, ZeroMQ RFC 27). The
 * domain of a question is the door's name. */
#pragma once

#include <stdint.h>

#include "service/clients.h"
#include "service/counters.h"

/* The domain of ipc addresses: no CURVE, whoever reached the socket comes in. */
#define ZAP_LOCAL "local"

/* Refusals told in one minute; of the others only how many. */
#define ZAP_TOLD_MAX 10

struct zap {
	void *socket;
	const struct clients *clients;
	struct counters *counters;
	int64_t minute; /* in which the last refusal fell */
	uint64_t told, untold; /* of that minute */
};

/* Must stand before a door opens. 0 or a negative errno. */
int zap_open(struct zap *zap, void *context, const struct clients *clients, struct counters *counters);
void zap_close(struct zap *zap);
/* Answers one question; false: there is none. */
bool zap_serve(struct zap *zap, int64_t now_ms);
/* Tells how many refusals were left out of the log in a minute that is over. */
void zap_tick(struct zap *zap, int64_t now_ms);
