/* Receives published messages. Rules, in order, for each message that comes:
 *
 *   1. Frames that are no message of ours (no two frames, not JSON) are dropped.
 *   2. It is heard: the silence ends, the run of the daemon is compared.
 *   3. Its chain is checked for a gap, whether it is handed over or not.
 *   4. It is handed over when a topic asked for fits; a gap found meanwhile travels with the next one that does. */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

#include "lib/gap.h"
#include "lib/internal.h"

#define QUEUE_DEFAULT 10000
#define BOOT_MAX 128
#define DENIED_RETRY_MS 1000 /* the daemon's list of clients may change */
#define HEARTBEAT_TOPIC "status"

struct stanced_subscriber {
	void *context, *socket;
	struct client_monitor monitor;
	char address[STANCED_ADDRESS_MAX];
	struct stanced_keys keys;
	int64_t retry; /* when to knock again; 0: no need */
	bool denied; /* at the last knock */
	char **asked; /* topics as given */
	char **wanted; /* prefixes subscribed to */
	size_t count;
	bool exact;
	struct gap_state gaps;
	int64_t heard; /* when, 0: never */
	char boot[BOOT_MAX];
	char *topic, *json; /* of the last message */
	size_t topic_room, json_room;
	char gap_name[GAP_CHAIN_MAX];
	struct stanced_message message; /* gap_*, restarted: carried until a message is handed over */
};

/* ---- setting up ---- */

static char *widened(const char *topic)
{
	char chain[GAP_CHAIN_MAX];
	const char *member;
	return strdup(gap_chain(topic, chain, &member) ? chain : topic);
}

static int subscribe(struct stanced_subscriber *subscriber, const struct stanced_subscriber_options *options)
{
	static const char *const everything[] = { "" };
	size_t count = options->topic_count;
	const char *const *topics = count ? options->topics : everything;
	subscriber->exact = count > 0 && options->exact;
	count = count ? count : 1;
	subscriber->asked = calloc(count, sizeof *subscriber->asked);
	subscriber->wanted = calloc(count, sizeof *subscriber->wanted);
	if (!subscriber->asked || !subscriber->wanted)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++) {
		char *asked = strdup(topics[i]);
		char *wanted = options->widen ? widened(topics[i]) : strdup(topics[i]);
		subscriber->asked[i] = asked;
		subscriber->wanted[i] = wanted;
		subscriber->count = i + 1;
		if (!asked || !wanted)
			return -ENOMEM;
		if (zmq_setsockopt(subscriber->socket, ZMQ_SUBSCRIBE, wanted, strlen(wanted)) != 0)
			return -errno;
	}
	/* Last of all: when a heartbeat comes, the other subscriptions stand. */
	if (zmq_setsockopt(subscriber->socket, ZMQ_SUBSCRIBE, HEARTBEAT_TOPIC, strlen(HEARTBEAT_TOPIC)) != 0)
		return -errno;
	return 0;
}

static int open_subscriber(struct stanced_subscriber *subscriber, const struct stanced_subscriber_options *options)
{
	int queue = options->queue > 0 ? options->queue : QUEUE_DEFAULT;
	int r = stanced_door_address(STANCED_DOOR_PUBLISH, options->address, subscriber->address);
	if (r == 0)
		r = client_keys(&subscriber->keys, options->keys);
	if (r)
		return r;
	if (!(subscriber->context = zmq_ctx_new()))
		return -errno;
	if (!(subscriber->socket = client_socket(subscriber->context, ZMQ_SUB)))
		return -errno;
	zmq_setsockopt(subscriber->socket, ZMQ_RCVHWM, &queue, sizeof queue);
	r = subscribe(subscriber, options);
	if (r == 0)
		r = client_monitor_open(subscriber->context, subscriber->socket, &subscriber->keys,
					&subscriber->monitor);
	return r ? r : client_connect(subscriber->socket, subscriber->address, &subscriber->keys);
}

int stanced_subscriber_new(struct stanced_subscriber **subscriberp, const struct stanced_subscriber_options *options)
{
	struct stanced_subscriber_options defaults = { 0 };
	struct stanced_subscriber *subscriber = calloc(1, sizeof *subscriber);
	if (!subscriber)
		return -ENOMEM;
	int r = open_subscriber(subscriber, options ? options : &defaults);
	if (r)
		stanced_subscriber_free(subscriber);
	else
		*subscriberp = subscriber;
	return r;
}

struct stanced_subscriber *stanced_subscriber_free(struct stanced_subscriber *subscriber)
{
	if (!subscriber)
		return NULL;
	client_monitor_close(&subscriber->monitor);
	if (subscriber->socket)
		zmq_close(subscriber->socket);
	if (subscriber->context)
		zmq_ctx_term(subscriber->context);
	for (size_t i = 0; i < subscriber->count; i++) {
		free(subscriber->asked[i]);
		free(subscriber->wanted[i]);
	}
	free(subscriber->asked);
	free(subscriber->wanted);
	free(subscriber->topic);
	free(subscriber->json);
	gap_deinit(&subscriber->gaps);
	free(subscriber);
	return NULL;
}

/* ---- receiving ---- */

/* One frame into *datap with a NUL behind it. 0, or -EAGAIN: none is waiting. */
static int read_frame(void *socket, char **datap, size_t *roomp, size_t *sizep, bool *morep)
{
	zmq_msg_t frame;
	zmq_msg_init(&frame);
	if (zmq_msg_recv(&frame, socket, ZMQ_DONTWAIT) < 0) {
		int error = errno;
		zmq_msg_close(&frame);
		return -error;
	}
	size_t size = zmq_msg_size(&frame);
	*morep = zmq_msg_more(&frame);
	*sizep = size;
	if (size + 1 > *roomp) {
		char *grown = realloc(*datap, size + 1);
		if (!grown) {
			zmq_msg_close(&frame);
			return -ENOMEM;
		}
		*datap = grown;
		*roomp = size + 1;
	}
	memcpy(*datap, zmq_msg_data(&frame), size);
	(*datap)[size] = '\0';
	zmq_msg_close(&frame);
	return 0;
}

static void skip_frames(void *socket, bool more)
{
	char byte;
	int rest = more;
	size_t size = sizeof rest;
	while (rest && zmq_recv(socket, &byte, 1, ZMQ_DONTWAIT) >= 0)
		zmq_getsockopt(socket, ZMQ_RCVMORE, &rest, &size);
}

/* 0: a message stands in subscriber->topic and ->json; -EAGAIN: none is waiting; -EPROTO: it was none of ours. */
static int read_message(struct stanced_subscriber *subscriber, size_t *sizep)
{
	bool more = false;
	size_t size = 0;
	void *socket = subscriber->socket;
	int r = read_frame(socket, &subscriber->topic, &subscriber->topic_room, &size, &more);
	if (r)
		return r;
	if (!more || strlen(subscriber->topic) != size) {
		skip_frames(socket, more);
		return -EPROTO;
	}
	r = read_frame(socket, &subscriber->json, &subscriber->json_room, sizep, &more);
	if (r == 0 && more) {
		skip_frames(socket, more);
		return -EPROTO;
	}
	return r;
}

static bool covered(const struct stanced_subscriber *subscriber, const char *chain)
{
	for (size_t i = 0; i < subscriber->count; i++)
		if (gap_covers(subscriber->wanted[i], chain))
			return true;
	return false;
}

bool client_topic_fits(char *const *topics, size_t count, bool exact, const char *topic)
{
	for (size_t i = 0; i < count; i++)
		if (exact ? strcmp(topic, topics[i]) == 0 : strncmp(topic, topics[i], strlen(topics[i])) == 0)
			return true;
	return false;
}

static bool asked_for(const struct stanced_subscriber *subscriber, const char *topic)
{
	return client_topic_fits(subscriber->asked, subscriber->count, subscriber->exact, topic);
}

uint64_t client_number(const json_t *object, const char *member)
{
	json_int_t value = json_integer_value(json_object_get(object, member));
	return value > 0 ? (uint64_t)value : 0;
}

/* An earlier gap that was not handed over yet stays as it is: its beginning is what a replay needs. */
static void note_gap(struct stanced_subscriber *subscriber, const char *chain, uint64_t after, uint64_t until)
{
	struct stanced_message *message = &subscriber->message;
	if (message->gap_until && strcmp(subscriber->gap_name, chain) != 0)
		chain = ""; /* two chains have gaps: the replay is of all */
	if (!message->gap_until || after < message->gap_after)
		message->gap_after = after;
	if (until > message->gap_until)
		message->gap_until = until;
	strcpy(subscriber->gap_name, chain);
}

static int check_gap(struct stanced_subscriber *subscriber, const json_t *object, uint64_t seq)
{
	char chain[GAP_CHAIN_MAX];
	const char *member;
	uint64_t after, until;
	int r;
	if (strcmp(subscriber->topic, HEARTBEAT_TOPIC) == 0) {
		if (gap_heartbeat(&subscriber->gaps, seq, covered(subscriber, ""), &after, &until))
			note_gap(subscriber, "", after, until);
		return 0;
	}
	if (!gap_chain(subscriber->topic, chain, &member) || !covered(subscriber, chain))
		return 0;
	r = gap_note(&subscriber->gaps, chain, seq, client_number(object, member), &after, &until);
	if (r > 0)
		note_gap(subscriber, chain, after, until);
	return r < 0 ? r : 0;
}

static int note(struct stanced_subscriber *subscriber, size_t size)
{
	struct stanced_message *message = &subscriber->message;
	json_t *object = json_loadb(subscriber->json, size, 0, NULL);
	const char *boot = json_string_value(json_object_get(object, "boot"));
	if (!json_is_object(object)) {
		json_decref(object);
		return -EPROTO;
	}
	subscriber->heard = now_ms();
	if (boot && strlen(boot) < BOOT_MAX && strcmp(boot, subscriber->boot) != 0) {
		message->restarted |= subscriber->boot[0] != '\0';
		strcpy(subscriber->boot, boot);
	}
	message->seq = client_number(object, "seq");
	message->prev = client_number(object, "prev");
	message->prev_source = client_number(object, "prev_source");
	message->prev_target = client_number(object, "prev_target");
	int r = check_gap(subscriber, object, message->seq);
	json_decref(object);
	return r;
}

/* ZeroMQ does not try again where it was denied. */
static void look_after_connection(struct stanced_subscriber *subscriber)
{
	int64_t now = now_ms();
	for (enum client_event event; (event = client_monitor_next(&subscriber->monitor)) != CLIENT_NOTHING;) {
		if (event == CLIENT_DENIED)
			subscriber->retry = now + DENIED_RETRY_MS;
		if (event != CLIENT_DOWN)
			subscriber->denied = event == CLIENT_DENIED;
	}
	if (!subscriber->retry || now < subscriber->retry)
		return;
	subscriber->retry = 0;
	zmq_disconnect(subscriber->socket, subscriber->address);
	client_connect(subscriber->socket, subscriber->address, &subscriber->keys);
}

/* Until something may have come. 0 or a negative errno. */
static int wait_for_news(struct stanced_subscriber *subscriber, int64_t deadline)
{
	zmq_pollitem_t items[] = {
		{ .socket = subscriber->socket, .events = ZMQ_POLLIN },
		{ .socket = subscriber->monitor.socket, .events = ZMQ_POLLIN },
	};
	look_after_connection(subscriber);
	bool soon = subscriber->retry && subscriber->retry < deadline;
	long left = client_left(soon ? subscriber->retry : deadline);
	int ready = zmq_poll(items, 2, left);
	if (ready < 0)
		return -errno;
	return ready == 0 && deadline != INT64_MAX && client_left(deadline) == 0 ? -ETIMEDOUT : 0;
}

int stanced_subscriber_receive(struct stanced_subscriber *subscriber, int timeout_ms,
			       const struct stanced_message **messagep)
{
	struct stanced_message *message = &subscriber->message;
	int64_t deadline = client_deadline(timeout_ms);
	if (message->topic) /* the last one handed over took gap and restart with it */
		*message = (struct stanced_message) { 0 };
	for (;;) {
		size_t size;
		int r = read_message(subscriber, &size);
		if (r == 0)
			r = note(subscriber, size);
		if (r == 0 && asked_for(subscriber, subscriber->topic)) {
			message->topic = subscriber->topic;
			message->json = subscriber->json;
			message->json_size = size;
			message->boot = subscriber->boot;
			message->chain = message->gap_until ? subscriber->gap_name : NULL;
			*messagep = message;
			return 0;
		}
		if (r != 0 && r != -EAGAIN && r != -EPROTO)
			return r;
		r = wait_for_news(subscriber, deadline);
		if (r < 0)
			return r;
	}
}

int64_t stanced_subscriber_silence(const struct stanced_subscriber *subscriber)
{
	return subscriber->heard ? now_ms() - subscriber->heard : -1;
}

bool stanced_subscriber_denied(const struct stanced_subscriber *subscriber)
{
	return subscriber->denied;
}
