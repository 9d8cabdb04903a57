/* The other ends: subscribers that count what comes, and an echo to compare a daemon with. */
#include "load.h"

#include <stdio.h>
#include <string.h>

#define SOCKETS_MAX 256
/* A signal just before a wait does not end it: none is longer. */
#define LOOK_UP_MS 500

static void drain(void *socket, unsigned long *messages, unsigned long *bytes)
{
	zmq_msg_t part;
	zmq_msg_init(&part);
	for (int size; (size = zmq_msg_recv(&part, socket, ZMQ_DONTWAIT)) >= 0;) {
		*bytes += (unsigned long)size;
		*messages += !zmq_msg_more(&part);
	}
	zmq_msg_close(&part);
}

void load_watch(void *context, const char *address, const char *topic, unsigned sockets)
{
	zmq_pollitem_t items[SOCKETS_MAX];
	unsigned long messages = 0, bytes = 0;
	if (sockets > SOCKETS_MAX)
		bench_fail("too many sockets");
	for (unsigned i = 0; i < sockets; i++) {
		items[i] = (zmq_pollitem_t) { load_socket(context, ZMQ_SUB, address), 0, ZMQ_POLLIN, 0 };
		zmq_setsockopt(items[i].socket, ZMQ_SUBSCRIBE, topic, strlen(topic));
	}
	while (!load_stopped) {
		zmq_poll(items, (int)sockets, LOOK_UP_MS);
		for (unsigned i = 0; i < sockets; i++)
			drain(items[i].socket, &messages, &bytes);
	}
	printf("{\"messages\":%lu,\"bytes\":%lu,\"cpu\":%.6f}\n", messages, bytes, bench_cpu());
	for (unsigned i = 0; i < sockets; i++)
		zmq_close(items[i].socket);
}

static bool forward(void *from, void *to)
{
	zmq_msg_t part;
	int more = 1;
	while (more) {
		zmq_msg_init(&part);
		if (zmq_msg_recv(&part, from, 0) < 0)
			return false;
		more = zmq_msg_more(&part);
		zmq_msg_send(&part, to, more ? ZMQ_SNDMORE : 0);
	}
	return true;
}

void load_echo(void *context, const char *in, const char *out)
{
	void *pull = load_socket(context, ZMQ_PULL, in), *publish = load_socket(context, ZMQ_PUB, out);
	int look_up = LOOK_UP_MS;
	zmq_setsockopt(pull, ZMQ_RCVTIMEO, &look_up, sizeof look_up);
	while (!load_stopped)
		forward(pull, publish);
	printf("{\"cpu\":%.6f}\n", bench_cpu());
	zmq_close(pull);
	zmq_close(publish);
}
