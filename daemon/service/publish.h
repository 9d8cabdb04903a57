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
	bool used; /* the socket, since this was cleared */
};

int publisher_init(struct publisher *publisher, void *socket, struct sequence *sequence, struct counters *counters);
void publisher_deinit(struct publisher *publisher);

/* Gives the job's messages their numbers. 0, or a negative errno when none could be had or memory was short: try
 * again later. */
int publisher_number(struct publisher *publisher, struct job *job);
/* Sends the numbered messages. */
void publisher_send(struct publisher *publisher, const struct job *job);
/* Sends one that was numbered before. Of an article, source is its key. */
void publisher_send_message(struct publisher *publisher, enum message_kind kind, const char *source, const char *target,
			    const void *data, size_t size);

/* The topic of a message, STANCED_TOPIC_MAX bytes; true: twin has a second one. */
bool publish_topics(enum message_kind kind, const char *source, const char *target, char *topic, char *twin);
/* The names whose last number it becomes (tails.h), the one that prev tells of first; how many. */
#define PUBLISH_NAMES_MAX 5
size_t publish_names(enum message_kind kind, const char *source, const char *target,
		     char names[PUBLISH_NAMES_MAX][STANCED_TOPIC_MAX]);
/* The same from the one of them that a journal writes down; any other stands for itself alone. */
size_t publish_names_of(const char *name, char names[PUBLISH_NAMES_MAX][STANCED_TOPIC_MAX]);

struct publisher_status {
	const char *state; /* running, draining, stopped */
	const char *lexicon;
	uint64_t seq; /* the last number sent */
	uint64_t uptime_s, queue;
};
void publisher_send_status(struct publisher *publisher, const struct publisher_status *status);

/* Reads what subscribers said; true when one of them began to listen to the status. */
bool publisher_read(struct publisher *publisher);
