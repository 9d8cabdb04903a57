#include "service/publish.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <zmq.h>

#include "wire/json_out.h"

/* Subscriptions read before other doors have their turn. */
#define READ_BATCH 1000

int publisher_init(struct publisher *publisher, void *socket, struct sequence *sequence, struct counters *counters)
{
	uint64_t random;
	*publisher = (struct publisher) { .socket = socket, .sequence = sequence, .counters = counters };
	if (getrandom(&random, sizeof random, 0) != sizeof random)
		return -errno;
	snprintf(publisher->boot, sizeof publisher->boot, "%016llx", (unsigned long long)random);
	return 0;
}

void publisher_deinit(struct publisher *publisher)
{
	stanced_buffer_deinit(&publisher->buffer);
}

/* Never waits: a subscriber that does not keep up loses messages, which the numbers tell it. */
static void send_under(struct publisher *publisher, const char *topic, zmq_msg_t *message)
{
	publisher->used = true;
	if (zmq_send(publisher->socket, topic, strlen(topic), ZMQ_SNDMORE | ZMQ_DONTWAIT) < 0 ||
	    zmq_msg_send(message, publisher->socket, ZMQ_DONTWAIT) < 0)
		publisher->lost++;
}

/* Room for so many bytes in a message; NULL: it is lost. */
static char *begin_message(struct publisher *publisher, zmq_msg_t *message, size_t size)
{
	if (zmq_msg_init_size(message, size) == 0)
		return zmq_msg_data(message);
	publisher->lost++;
	return NULL;
}

bool publish_topics(enum message_kind kind, const char *source, const char *target, char *topic, char *twin)
{
	switch (kind) {
	case MESSAGE_STANCE:
		stanced_topic_stance(topic, source, target);
		stanced_topic_target(twin, source, target);
		return true;
	case MESSAGE_SENTIMENT:
		stanced_topic_sentiment(topic, source);
		return false;
	case MESSAGE_TREND:
		stanced_topic_trend(topic, source, target);
		return false;
	case MESSAGE_ARTICLE:
		break;
	}
	stanced_topic_article(topic, source);
	return false;
}

size_t publish_names(enum message_kind kind, const char *source, const char *target,
		     char names[PUBLISH_NAMES_MAX][STANCED_TOPIC_MAX])
{
	switch (kind) {
	case MESSAGE_STANCE:
		strcpy(names[0], "stance.");
		stanced_topic_stance(names[1], source, "");
		stanced_topic_target(names[2], "", target);
		publish_topics(kind, source, target, names[3], names[4]);
		return 5;
	case MESSAGE_SENTIMENT:
		strcpy(names[0], "sentiment.");
		stanced_topic_sentiment(names[1], source);
		return 2;
	case MESSAGE_TREND:
		strcpy(names[0], "trend.");
		publish_topics(kind, source, target, names[1], NULL);
		return 2;
	case MESSAGE_ARTICLE:
		break;
	}
	strcpy(names[0], "article.");
	return 1;
}

size_t publish_names_of(const char *name, char names[PUBLISH_NAMES_MAX][STANCED_TOPIC_MAX])
{
	char source[MESSAGES_CODE_MAX], target[MESSAGES_CODE_MAX];
	if (sscanf(name, "stance.%16[^.].%16[^.]", source, target) == 2)
		return publish_names(MESSAGE_STANCE, source, target, names);
	if (sscanf(name, "sentiment.%16[^.]", source) == 1)
		return publish_names(MESSAGE_SENTIMENT, source, "", names);
	if (sscanf(name, "trend.%16[^.].%16[^.]", source, target) == 2)
		return publish_names(MESSAGE_TREND, source, target, names);
	snprintf(names[0], STANCED_TOPIC_MAX, "%s", name);
	return 1;
}

/* Out of memory leaves an older number: a subscriber then sees a gap that is none, never the other way round. */
static uint64_t turn(struct publisher *publisher, const char *name, uint64_t seq)
{
	uint64_t before;
	if (tails_set(&publisher->sequence->tails, name, seq, &before) < 0)
		publisher->sequence->tails.floor = seq;
	return before;
}

static bool number_part(struct publisher *publisher, struct messages *messages, size_t index)
{
	const struct messages_part *part = &messages->parts[index];
	char names[PUBLISH_NAMES_MAX][STANCED_TOPIC_MAX];
	uint64_t before[PUBLISH_NAMES_MAX] = { 0 };
	struct stanced_head head = { .boot = publisher->boot, .seq = publisher->sequence->next++ };
	size_t count = publish_names(part->kind, part->source, part->target, names);
	for (size_t i = 0; i < count; i++)
		before[i] = turn(publisher, names[i], head.seq);
	head.prev = before[0];
	if (part->kind == MESSAGE_STANCE) {
		head.prev_source = before[1];
		head.prev_target = before[2];
	}
	return messages_number(messages, index, &head);
}

int publisher_number(struct publisher *publisher, struct job *job)
{
	struct messages *messages = &job->messages;
	const struct stanced_head head = { .boot = publisher->boot,
					   .copy_of = job->copy_of,
					   .seq = publisher->sequence->next };
	bool done = true;
	int r = sequence_ensure(publisher->sequence, messages->part_count);
	if (r < 0)
		return r;
	messages_begin_numbers(messages, &head);
	for (size_t i = 0; i < messages->part_count; i++)
		done &= number_part(publisher, messages, i);
	return done ? 0 : -ENOMEM;
}

/* Lets go of the message. */
static void send_message(struct publisher *publisher, enum message_kind kind, const char *source, const char *target,
			 zmq_msg_t *message)
{
	char topic[STANCED_TOPIC_MAX], twin[STANCED_TOPIC_MAX];
	bool both = publish_topics(kind, source, target, topic, twin);
	zmq_msg_t copy;
	zmq_msg_init(&copy);
	if (both)
		zmq_msg_copy(&copy, message);
	send_under(publisher, topic, message);
	if (both)
		send_under(publisher, twin, &copy);
	zmq_msg_close(&copy);
	zmq_msg_close(message);
}

void publisher_send_message(struct publisher *publisher, enum message_kind kind, const char *source, const char *target,
			    const void *data, size_t size)
{
	zmq_msg_t message;
	char *room = begin_message(publisher, &message, size);
	publisher->counters->published++;
	if (!room)
		return;
	memcpy(room, data, size);
	send_message(publisher, kind, source, target, &message);
}

void publisher_send(struct publisher *publisher, const struct job *job)
{
	const struct messages *messages = &job->messages;
	for (size_t i = 0; i < messages->part_count; i++) {
		const struct messages_part *part = &messages->parts[i];
		zmq_msg_t message;
		char *room = begin_message(publisher, &message, messages_size(messages, i));
		publisher->counters->published++;
		if (!room)
			continue;
		messages_copy(messages, i, room);
		send_message(publisher, part->kind, part->source, part->target, &message);
	}
}

void publisher_send_status(struct publisher *publisher, const struct publisher_status *status)
{
	const struct counters *counters = publisher->counters;
	struct stanced_buffer *out = &publisher->buffer;
	const struct {
		const char *name;
		uint64_t value;
	} numbers[] = {
		{ "uptime_s", status->uptime_s },
		{ "accepted", counters->accepted },
		{ "scored", counters->scored },
		{ "published", counters->published },
		{ "refused", counters_refused(counters) },
		{ "queue", status->queue },
	};
	out->size = 0;
	JSON_OUT(out, "{\"schema\":\"stanced.status/1\",\"seq\":");
	json_out_uint(out, status->seq);
	JSON_OUT(out, ",\"boot\":");
	json_out_text(out, publisher->boot);
	JSON_OUT(out, ",\"version\":");
	json_out_text(out, STANCED_VERSION);
	JSON_OUT(out, ",\"state\":");
	json_out_text(out, status->state);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		JSON_OUT(out, ",");
		json_out_text(out, numbers[i].name);
		JSON_OUT(out, ":");
		json_out_uint(out, numbers[i].value);
	}
	JSON_OUT(out, ",\"lexicon\":");
	json_out_text(out, status->lexicon);
	JSON_OUT(out, "}");
	if (out->failed) {
		publisher->lost++;
		stanced_buffer_deinit(out);
		return;
	}
	zmq_msg_t message;
	char *room = begin_message(publisher, &message, out->size);
	if (!room)
		return;
	memcpy(room, out->data, out->size);
	send_under(publisher, "status", &message);
	zmq_msg_close(&message);
}

/* A subscription is a byte 1 and the prefix that is wanted. */
static bool wants_status(const char *said, size_t size)
{
	return size > 0 && said[0] == 1 && size - 1 <= strlen("status") && !memcmp(said + 1, "status", size - 1);
}

bool publisher_read(struct publisher *publisher)
{
	bool joined = false;
	for (unsigned i = 0; i < READ_BATCH; i++) {
		char said[STANCED_TOPIC_MAX];
		int size = zmq_recv(publisher->socket, said, sizeof said, ZMQ_DONTWAIT);
		if (size < 0)
			break;
		joined |= wants_status(said, (size_t)size);
	}
	return joined;
}
