/* What the daemon has done since its start; told by status and stats. */
#pragma once

#include <stdint.h>

#include <stanced/wire.h>

#define REFUSAL_COUNT (STANCED_BAD_CLIENTS + 1)

struct counters {
	uint64_t accepted, known;
	uint64_t refused[REFUSAL_COUNT]; /* by code */
	uint64_t feed_accepted; /* of accepted: those that came by the feed */
	uint64_t replies_lost; /* the sender had gone or read nothing */
	uint64_t scored, failed; /* failed: taken, and then memory was short */
	uint64_t published; /* numbered messages, a stance and its twin one */
	uint64_t text_bytes, engine_ns; /* of the scored */
	uint64_t reloads, reloads_refused;
	uint64_t clients_admitted, clients_refused; /* handshakes at CURVE doors */
	uint64_t doors_shut; /* times that all connections were dropped to save the daemon */
};

static inline uint64_t counters_refused(const struct counters *counters)
{
	uint64_t sum = 0;
	for (unsigned i = 0; i < REFUSAL_COUNT; i++)
		sum += counters->refused[i];
	return sum;
}
