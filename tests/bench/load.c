/* usage: bench_load send IN one|two PREFIX CORPUS COUNT WINDOW         closed loop to the ingest door
 *        bench_load latency daemon|echo IN OUT PREFIX CORPUS COUNT RATE  RATE 0: one article at a time
 *        bench_load flood daemon|echo IN OUT PREFIX CORPUS COUNT WINDOW  closed loop by results
 *        bench_load watch OUT TOPIC SOCKETS                            subscribers, until SIGTERM
 *        bench_load echo IN OUT                                        PULL to PUB, until SIGTERM */
#include "load.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

atomic_bool load_stopped;

static void stop(int signal_number)
{
	load_stopped = true;
}

void *load_socket(void *context, int type, const char *address)
{
	int none = 0, patience = LOAD_PATIENCE_MS;
	void *socket = zmq_socket(context, type);
	bool binds = type == ZMQ_PULL || type == ZMQ_PUB;
	if (!socket)
		bench_fail(zmq_strerror(errno));
	zmq_setsockopt(socket, ZMQ_SNDHWM, &none, sizeof none);
	zmq_setsockopt(socket, ZMQ_RCVHWM, &none, sizeof none);
	zmq_setsockopt(socket, ZMQ_LINGER, &none, sizeof none);
	zmq_setsockopt(socket, ZMQ_RCVTIMEO, &patience, sizeof patience);
	if ((binds ? zmq_bind(socket, address) : zmq_connect(socket, address)) < 0)
		bench_fail(zmq_strerror(errno));
	return socket;
}

const struct bench_article *load_article(const struct load *load, unsigned long number)
{
	return &load->corpus.items[number % load->corpus.count];
}

static void send_part(void *socket, const void *data, size_t size, int flags)
{
	if (zmq_send(socket, data, size, flags) < 0)
		bench_fail(zmq_strerror(errno));
}

void load_send(const struct load *load, void *socket, unsigned long number)
{
	const struct bench_article *article = load_article(load, number);
	char frame[8192], id[LOAD_ID_MAX];
	int size = snprintf(id, sizeof id, "\"id\":\"%s-%lu\"", load->prefix, number);
	if (load->echo) {
		send_part(socket, id, (size_t)size, ZMQ_SNDMORE);
		zmq_send_const(socket, article->request.text, article->request.text_size, 0);
		return;
	}
	/* Another id in place of the corpus's own, which comes first in the line. */
	const char *line = load->one_frame ? article->line : article->header;
	size_t line_size = load->one_frame ? article->line_size : article->header_size;
	const char *rest = memchr(line, ',', line_size);
	size_t rest_size = line_size - (size_t)(rest - line);
	char *data = rest_size + LOAD_ID_MAX + 1 < sizeof frame ? frame : malloc(rest_size + LOAD_ID_MAX + 1);
	if (!data)
		bench_fail("out of memory");
	data[0] = '{';
	memcpy(data + 1, id, (size_t)size);
	memcpy(data + 1 + size, rest, rest_size);
	send_part(socket, data, 1 + (size_t)size + rest_size, load->one_frame ? 0 : ZMQ_SNDMORE);
	if (!load->one_frame)
		zmq_send_const(socket, article->request.text, article->request.text_size, 0);
	if (data != frame)
		free(data);
}

uint64_t load_number(const struct load *load, const char *data, size_t size)
{
	char mark[LOAD_ID_MAX];
	int length = snprintf(mark, sizeof mark, "\"id\":\"%s-", load->prefix);
	const char *found = memmem(data, size, mark, (size_t)length);
	uint64_t number = 0;
	if (!found)
		return UINT64_MAX;
	for (found += length; found < data + size && *found >= '0' && *found <= '9'; found++)
		number = number * 10 + (uint64_t)(*found - '0');
	return number;
}

uint64_t load_receive(const struct load *load, void *socket, int flags)
{
	zmq_msg_t part;
	uint64_t number = UINT64_MAX;
	bool more = true;
	for (int i = 0; more; i++) {
		zmq_msg_init(&part);
		if (zmq_msg_recv(&part, socket, i ? 0 : flags) < 0)
			return UINT64_MAX;
		/* The id is an echo's first frame, and stands near the beginning of a daemon's second. */
		if (i == !load->echo)
			number = load_number(load, zmq_msg_data(&part), zmq_msg_size(&part));
		more = zmq_msg_more(&part);
		zmq_msg_close(&part);
	}
	errno = 0;
	return number;
}

void load_drain(void *socket)
{
	char reply[1024];
	while (zmq_recv(socket, reply, sizeof reply, ZMQ_DONTWAIT) >= 0)
		;
}

static unsigned long number_of(const char *text)
{
	return strtoul(text, NULL, 10);
}

static int run(int argc, char **argv, struct load *load, void *context)
{
	const char *verb = argc > 1 ? argv[1] : "";
	if (!strcmp(verb, "echo") && argc == 4) {
		load_echo(context, argv[2], argv[3]);
	} else if (!strcmp(verb, "watch") && argc == 5) {
		load_watch(context, argv[2], argv[3], (unsigned)number_of(argv[4]));
	} else if (!strcmp(verb, "send") && argc == 8) {
		*load = (struct load) { .in = argv[2], .one_frame = !strcmp(argv[3], "one"), .prefix = argv[4] };
		bench_corpus_load(&load->corpus, argv[5], SIZE_MAX);
		load->count = number_of(argv[6]);
		load_closed(load, context, (unsigned)number_of(argv[7]));
	} else if ((!strcmp(verb, "flood") || !strcmp(verb, "latency")) && argc == 9) {
		*load = (struct load) { .in = argv[3], .out = argv[4], .prefix = argv[5] };
		load->echo = !strcmp(argv[2], "echo");
		bench_corpus_load(&load->corpus, argv[6], SIZE_MAX);
		load->count = number_of(argv[7]);
		load->rate = strtod(argv[8], NULL);
		if (!strcmp(verb, "flood"))
			load_flood(load, context, (unsigned)number_of(argv[8]));
		else
			load_latency(load, context);
	} else {
		return 2;
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct load load = { 0 };
	struct sigaction action = { .sa_handler = stop };
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	void *context = zmq_ctx_new();
	int status = run(argc, argv, &load, context);
	if (status == 2)
		fprintf(stderr, "usage: see the head of tests/bench/load.c\n");
	bench_corpus_free(&load.corpus);
	zmq_ctx_term(context);
	return status;
}
