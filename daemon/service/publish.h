/* Scores out: numbers the messages that a scorer wrote and sends them under their topics. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <stanced/wire.h>

#include "service/counters.h"
#include "service/job.h"
#include "service/sequence.h"

#define BOOT_SIZE 17 /* 16 hex digits and a NUL */

struct publisher {
	void *socket;
	struct sequence *sequence;
	struct counters *counters;
	char boot[BOOT_SIZE];
	struct stanced_buffer buffer;
	uint64_t lost; /* messages for which memory was short */
};

int publisher_init(struct publisher *publisher, void *socket, struct sequence *sequence, struct counters *counters);
void publisher_deinit(struct publisher *publisher);

/* 0, or a negative errno when no numbers could be had: nothing was sent, try again later. */
int publisher_send(struct publisher *publisher, const struct job *job);

struct publisher_status {
	const char *state; /* running, draining, stopped */
	const char *lexicon;
	uint64_t uptime_s, queue;
};
void publisher_send_status(struct publisher *publisher, const struct publisher_status *status);

/* Reads what subscribers said; true when one of them began to listen to the status. */
bool publisher_read(struct publisher *publisher);
