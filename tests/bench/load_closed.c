/* Closed loops: so many articles are under way at once, and the next goes out when one is answered. */
#include "load.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sender {
	const struct load *load;
	void *socket;
	unsigned long next, done, refused, busy, in_flight;
	unsigned long *again, again_count; /* refused as busy, to be sent again */
	double paused_until;
};

/* The next article: one that was refused before a new one. */
static bool send_next(struct sender *sender)
{
	unsigned long number;
	if (sender->again_count)
		number = sender->again[--sender->again_count];
	else if (sender->next < sender->load->count)
		number = sender->next++;
	else
		return false;
	load_send(sender->load, sender->socket, number);
	sender->in_flight++;
	return true;
}

static void take_reply(struct sender *sender, char *reply)
{
	uint64_t number = load_number(sender->load, reply, strlen(reply));
	sender->in_flight--;
	if (!strstr(reply, "\"status\":\"refused\"")) {
		sender->done++;
	} else if (strstr(reply, "\"error\":\"busy\"") && number != UINT64_MAX) {
		const char *retry = strstr(reply, "\"retry_ms\":");
		sender->busy++;
		sender->again[sender->again_count++] = number;
		sender->paused_until = bench_clock() + (retry ? atof(retry + strlen("\"retry_ms\":")) / 1e3 : 0.1);
	} else {
		sender->refused++;
		sender->done++;
	}
}

static void take_replies(struct sender *sender)
{
	zmq_pollitem_t item = { sender->socket, 0, ZMQ_POLLIN, 0 };
	double pause = sender->paused_until - bench_clock();
	int wait = sender->in_flight || pause <= 0 ? LOAD_PATIENCE_MS : (int)(pause * 1e3) + 1;
	if (zmq_poll(&item, 1, wait) == 0 && sender->in_flight)
		bench_fail("no answer came for a long time");
	char reply[2048];
	for (int size; (size = zmq_recv(sender->socket, reply, sizeof reply - 1, ZMQ_DONTWAIT)) >= 0;) {
		reply[size < (int)sizeof reply ? size : (int)sizeof reply - 1] = '\0';
		take_reply(sender, reply);
	}
}

void load_closed(const struct load *load, void *context, unsigned window)
{
	struct sender sender = { .load = load, .socket = load_socket(context, ZMQ_DEALER, load->in) };
	sender.again = calloc(window + 1, sizeof *sender.again);
	if (!sender.again)
		bench_fail("out of memory");
	double start = bench_clock(), cpu = bench_cpu();
	while (sender.done < load->count && !load_stopped) {
		bool paused = bench_clock() < sender.paused_until;
		while (!paused && sender.in_flight < window && send_next(&sender))
			;
		take_replies(&sender);
	}
	printf("{\"articles\":%lu,\"begun\":%.6f,\"cpu\":%.6f,\"busy\":%lu,\"refused\":%lu}\n", sender.done, start,
	       bench_cpu() - cpu, sender.busy, sender.refused);
	free(sender.again);
	zmq_close(sender.socket);
}

/* Closed loop by results: what is under way includes what waits in a queue. */
void load_flood(const struct load *load, void *context, unsigned window)
{
	void *out = load_socket(context, ZMQ_SUB, load->out);
	void *in = load_socket(context, load->echo ? ZMQ_PUSH : ZMQ_DEALER, load->in);
	unsigned long sent = 0, received = 0;
	zmq_setsockopt(out, ZMQ_SUBSCRIBE, load->echo ? "" : "article.", load->echo ? 0 : 8);
	zmq_poll(NULL, 0, 300); /* a subscription takes a moment to arrive */
	double start = bench_clock(), cpu = bench_cpu();
	while (received < load->count && !load_stopped) {
		while (sent < load->count && sent - received < window)
			load_send(load, in, sent++);
		if (load_receive(load, out, 0) == UINT64_MAX)
			bench_fail("no result came for a long time");
		for (received++; load_receive(load, out, ZMQ_DONTWAIT) != UINT64_MAX;)
			received++;
		if (!load->echo)
			load_drain(in);
	}
	printf("{\"articles\":%lu,\"seconds\":%.6f,\"cpu\":%.6f}\n", received, bench_clock() - start,
	       bench_cpu() - cpu);
	zmq_close(in);
	zmq_close(out);
}
