#include "service/zap.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <zmq.h>

#include "service/log.h"

#define ENDPOINT "inproc://zeromq.zap.01"
#define MINUTE_MS 60000
#define RAW_KEY_SIZE 32
/* RFC 27: no part of a question but credentials is longer. */
#define PART_SIZE 256

enum part {
	PART_VERSION,
	PART_REQUEST,
	PART_DOMAIN,
	PART_ADDRESS,
	PART_IDENTITY,
	PART_MECHANISM,
	PART_KEY,
	PART_COUNT
};

struct question {
	char parts[PART_COUNT][PART_SIZE]; /* each ends in NUL */
	size_t sizes[PART_COUNT];
	unsigned count;
};

int zap_open(struct zap *zap, void *context, const struct clients *clients, struct counters *counters)
{
	*zap = (struct zap) { .clients = clients, .counters = counters };
	zap->socket = zmq_socket(context, ZMQ_REP);
	if (!zap->socket || zmq_bind(zap->socket, ENDPOINT) < 0) {
		int r = -errno;
		zap_close(zap);
		return r;
	}
	return 0;
}

int zap_attend(struct zap *zap, void *context, void *const doors[DOOR_COUNT])
{
	for (enum door door = 0; door < DOOR_COUNT; door++) {
		char address[64];
		int unlimited = 0; /* ZeroMQ's own thread would wait for us otherwise */
		snprintf(address, sizeof address, "inproc://refused-%s", door_names[door]);
		if (zmq_socket_monitor(doors[door], address, ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL) < 0)
			return -errno;
		zap->monitors[door] = zmq_socket(context, ZMQ_PAIR);
		if (!zap->monitors[door] ||
		    zmq_setsockopt(zap->monitors[door], ZMQ_RCVHWM, &unlimited, sizeof unlimited) < 0 ||
		    zmq_connect(zap->monitors[door], address) < 0)
			return -errno;
	}
	return 0;
}

void zap_close(struct zap *zap)
{
	for (enum door door = 0; door < DOOR_COUNT; door++) {
		if (zap->monitors[door])
			zmq_close(zap->monitors[door]);
	}
	if (zap->socket)
		zmq_close(zap->socket);
	*zap = (struct zap) { 0 };
}

static bool receive(struct question *question, void *socket)
{
	int more = 1;
	size_t more_size = sizeof more;
	char rest[PART_SIZE] = "";
	for (question->count = 0; more; question->count++) {
		bool kept = question->count < PART_COUNT;
		char *part = kept ? question->parts[question->count] : rest;
		int size = zmq_recv(socket, part, PART_SIZE - 1, ZMQ_DONTWAIT);
		if (size < 0)
			return false;
		size = size < PART_SIZE ? size : PART_SIZE - 1;
		part[size] = '\0';
		if (kept)
			question->sizes[question->count] = (size_t)size;
		zmq_getsockopt(socket, ZMQ_RCVMORE, &more, &more_size);
	}
	return true;
}

/* Status 200, 400 or 500 (RFC 27) and a word about it. */
static void reply(struct zap *zap, const struct question *question, const char *status, const char *text,
		  const char *user)
{
	const struct {
		const char *data;
		size_t size;
	} parts[] = {
		{ "1.0", 3 },
		{ question->parts[PART_REQUEST], question->sizes[PART_REQUEST] },
		{ status, strlen(status) },
		{ text, strlen(text) },
		{ user, strlen(user) },
		{ "", 0 }, /* no metadata */
	};
	size_t count = sizeof parts / sizeof *parts;
	for (size_t i = 0; i < count; i++)
		zmq_send(zap->socket, parts[i].data, parts[i].size, ZMQ_DONTWAIT | (i + 1 < count ? ZMQ_SNDMORE : 0));
}

void zap_tick(struct zap *zap, int64_t now_ms)
{
	int64_t minute = now_ms / MINUTE_MS;
	if (minute == zap->minute)
		return;
	if (zap->untold)
		log_line(LOG_WARNING, "[not_allowed] %" PRIu64 " more clients were refused", zap->untold);
	zap->minute = minute;
	zap->told = zap->untold = 0;
}

/* Counts one; true: it is to be told. */
static bool count_refused(struct zap *zap, int64_t now_ms)
{
	zap->counters->clients_refused++;
	zap_tick(zap, now_ms);
	bool told = zap->told < ZAP_TOLD_MAX;
	zap->told += told;
	zap->untold += !told;
	return told;
}

void zap_hear(struct zap *zap, int64_t now_ms)
{
	for (enum door door = 0; door < DOOR_COUNT; door++) {
		unsigned char frame[6]; /* the event's number, 16 bits, and value; then comes our own address */
		uint32_t value;
		while (zap->monitors[door] &&
		       zmq_recv(zap->monitors[door], frame, sizeof frame, ZMQ_DONTWAIT) == sizeof frame) {
			zmq_recv(zap->monitors[door], &(char) { 0 }, 1, ZMQ_DONTWAIT);
			memcpy(&value, frame + 2, sizeof value);
			if (count_refused(zap, now_ms))
				log_event(EVENT_CLIENT_REFUSED, NULL, LOG_WARNING,
					  "[not_allowed] %s: a client was refused: %s", door_names[door],
					  value == ZMQ_PROTOCOL_ERROR_ZMTP_MECHANISM_MISMATCH
						  ? "it uses no key"
						  : "it does not know the daemon's key");
		}
	}
}

static void tell_refused(struct zap *zap, const struct question *question, const char *key, const char *name,
			 int64_t now_ms)
{
	if (!count_refused(zap, now_ms))
		return;
	log_event(EVENT_CLIENT_REFUSED, key, LOG_WARNING, "[not_allowed] %s: a client at %s was refused: key %s%s%s",
		  question->parts[PART_DOMAIN], question->parts[PART_ADDRESS], key, name ? ", " : " is not on the list",
		  name ? name : "");
}

static bool well_formed(const struct question *question)
{
	return question->count == PART_COUNT && !strcmp(question->parts[PART_VERSION], "1.0") &&
	       !strcmp(question->parts[PART_MECHANISM], "CURVE") && question->sizes[PART_KEY] == RAW_KEY_SIZE;
}

bool zap_serve(struct zap *zap, int64_t now_ms)
{
	struct question question = { 0 };
	char key[KEY_SIZE];
	unsigned door = 0;
	if (!receive(&question, zap->socket))
		return false;
	if (!strcmp(question.parts[PART_DOMAIN], ZAP_LOCAL)) {
		reply(zap, &question, "200", "OK", ZAP_LOCAL);
		return true;
	}
	if (!well_formed(&question) || !zmq_z85_encode(key, (const uint8_t *)question.parts[PART_KEY], RAW_KEY_SIZE)) {
		reply(zap, &question, "500", "not understood", "");
		return true;
	}
	const struct client *client = clients_find(zap->clients, key);
	while (door < DOOR_COUNT && strcmp(door_names[door], question.parts[PART_DOMAIN]))
		door++;
	if (client && door < DOOR_COUNT && client->doors >> door & 1) {
		zap->counters->clients_admitted++;
		log_line(LOG_DEBUG, "%s: %s comes in from %s", door_names[door], client->name,
			 question.parts[PART_ADDRESS]);
		reply(zap, &question, "200", "OK", client->name);
	} else {
		tell_refused(zap, &question, key, client ? client->name : NULL, now_ms);
		reply(zap, &question, "400", "not allowed", "");
	}
	return true;
}
