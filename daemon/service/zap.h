/* Who may come in: answers ZeroMQ's questions about clients that shake hands at a CURVE door (ZAP, ZeroMQ RFC 27). The
 * domain of a question is the door's name.
 *
 * Of a client without a key, or with another daemon's, ZeroMQ asks nothing: it hangs up,
 * and tells the door's monitor. */
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
	void *monitors[DOOR_COUNT]; /* NULL: the door has no key */
	const struct clients *clients;
	struct counters *counters;
	int64_t minute; /* in which the last refusal fell */
	uint64_t told, untold; /* of that minute */
};

/* Must stand before a door opens. 0 or a negative errno. */
int zap_open(struct zap *zap, void *context, const struct clients *clients, struct counters *counters);
/* Hears of those with whom a door could not shake hands. 0 or a negative errno. */
int zap_attend(struct zap *zap, void *context, void *const doors[DOOR_COUNT]);
/* After the doors. */
void zap_close(struct zap *zap);
/* Answers one question; false: there is none. */
bool zap_serve(struct zap *zap, int64_t now_ms);
/* Counts and tells those with whom no door shook hands since the last call. */
void zap_hear(struct zap *zap, int64_t now_ms);
/* Tells how many refusals were left out of the log in a minute that is over. */
void zap_tick(struct zap *zap, int64_t now_ms);
