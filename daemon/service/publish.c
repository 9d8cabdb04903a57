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
	if (zmq_send(publisher->socket, topic, strlen(topic), ZMQ_SNDMORE | ZMQ_DONTWAIT) < 0 ||
	    zmq_msg_send(message, publisher->socket, ZMQ_DONTWAIT) < 0)
		publisher->lost++;
}

static void send_buffer(struct publisher *publisher, const char *topic, const char *twin)
{
	zmq_msg_t message, copy;
	struct stanced_buffer *buffer = &publisher->buffer;
	if (buffer->failed || zmq_msg_init_size(&message, buffer->size) < 0) {
		publisher->lost++;
		stanced_buffer_deinit(buffer);
		return;
	}
	memcpy(zmq_msg_data(&message), buffer->data, buffer->size);
	if (twin) {
		zmq_msg_init(&copy);
		zmq_msg_copy(&copy, &message);
		send_under(publisher, twin, &copy);
		zmq_msg_close(&copy);
	}
	send_under(publisher, topic, &message);
	zmq_msg_close(&message);
}

/* Out of memory leaves an older number: a subscriber then sees a gap that is none, never the other way round. */
static uint64_t turn(struct publisher *publisher, const char *name, uint64_t seq)
{
	uint64_t before;
	if (tails_set(&publisher->sequence->tails, name, seq, &before) < 0)
		publisher->sequence->tails.floor = seq;
	return before;
}

static void send_stance(struct publisher *publisher, const struct job_part *part, struct stanced_head *head,
			const char *data)
{
	char topic[STANCED_TOPIC_MAX], twin[STANCED_TOPIC_MAX], prefix[STANCED_TOPIC_MAX];
	stanced_topic_stance(topic, part->source, part->target);
	stanced_topic_target(twin, part->source, part->target);
	snprintf(prefix, sizeof prefix, "stance.%s.", part->source);
	head->prev_source = turn(publisher, prefix, head->seq);
	snprintf(prefix, sizeof prefix, "target.%s.", part->target);
	head->prev_target = turn(publisher, prefix, head->seq);
	turn(publisher, topic, head->seq);
	turn(publisher, twin, head->seq);
	message_number(&publisher->buffer, MESSAGE_STANCE, head, data, part->size);
	send_buffer(publisher, topic, twin);
}

static void send_part(struct publisher *publisher, const struct job *job, const struct job_part *part)
{
	char topic[STANCED_TOPIC_MAX];
	const char *data = job->out.data + part->start;
	struct stanced_head head = { .boot = publisher->boot, .seq = publisher->sequence->next++ };
	publisher->buffer.size = 0;
	publisher->counters->published++;
	if (part->kind == MESSAGE_STANCE) {
		send_stance(publisher, part, &head, data);
		return;
	}
	if (part->kind == MESSAGE_SENTIMENT) {
		stanced_topic_sentiment(topic, part->source);
		turn(publisher, topic, head.seq);
		head.prev = turn(publisher, "sentiment.", head.seq);
	} else {
		stanced_topic_article(topic, job->request.key);
		head.prev = turn(publisher, "article.", head.seq);
	}
	message_number(&publisher->buffer, part->kind, &head, data, part->size);
	send_buffer(publisher, topic, NULL);
}

int publisher_send(struct publisher *publisher, const struct job *job)
{
	int r = sequence_ensure(publisher->sequence, job->part_count);
	for (size_t i = 0; r == 0 && i < job->part_count; i++)
		send_part(publisher, job, &job->parts[i]);
	return r;
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
	json_out_uint(out, publisher->sequence->next - 1);
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
	send_buffer(publisher, "status", NULL);
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
