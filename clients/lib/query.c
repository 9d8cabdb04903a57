/* One question, one answer; after a time-out the socket is made anew, so that old answers find nobody. */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

#include "lib/internal.h"

struct stanced_query {
	void *context, *socket;
	struct client_monitor monitor;
	char address[STANCED_ADDRESS_MAX];
	struct stanced_keys keys;
	uint64_t asked; /* questions so far; the number is the question's ref */
};

static int connect_query(struct stanced_query *query)
{
	if (query->socket)
		return 0;
	query->socket = client_socket(query->context, ZMQ_DEALER);
	if (!query->socket)
		return -errno;
	int r = client_monitor_open(query->context, query->socket, &query->keys, &query->monitor);
	return r ? r : client_connect(query->socket, query->address, &query->keys);
}

static void drop_connection(struct stanced_query *query)
{
	client_monitor_close(&query->monitor);
	if (query->socket)
		zmq_close(query->socket);
	query->socket = NULL;
}

int stanced_query_new(struct stanced_query **queryp, enum stanced_door door, const char *address,
		      const struct stanced_keys *keys)
{
	struct stanced_query *query = calloc(1, sizeof *query);
	if (!query)
		return -ENOMEM;
	int r = stanced_door_address(door, address, query->address);
	if (r == 0)
		r = client_keys(&query->keys, keys);
	if (r == 0 && !(query->context = zmq_ctx_new()))
		r = -errno;
	if (r == 0)
		r = connect_query(query);
	if (r)
		stanced_query_free(query);
	else
		*queryp = query;
	return r;
}

struct stanced_query *stanced_query_free(struct stanced_query *query)
{
	if (!query)
		return NULL;
	drop_connection(query);
	if (query->context)
		zmq_ctx_term(query->context);
	free(query);
	return NULL;
}

static int write_question(const char *op, const char *arguments, const char *ref, char **questionp)
{
	json_t *question = arguments ? json_loads(arguments, JSON_REJECT_DUPLICATES, NULL) : json_object();
	int r = -EINVAL;
	if (json_is_object(question) && json_object_set_new(question, "op", json_string(op)) == 0 &&
	    json_object_set_new(question, "ref", json_string(ref)) == 0) {
		*questionp = json_dumps(question, JSON_COMPACT);
		r = *questionp ? 0 : -ENOMEM;
	}
	json_decref(question);
	return r;
}

/* 0 and positive as stanced_query_ask; -EAGAIN: it answers something else. */
static int read_answer(const char *text, size_t size, const char *ref)
{
	json_t *answer = json_loadb(text, size, 0, NULL);
	const json_t *ok = json_object_get(answer, "ok");
	const char *answered = json_string_value(json_object_get(answer, "ref"));
	int r;
	if (!json_is_boolean(ok))
		r = -EPROTO;
	else if (!answered || strcmp(answered, ref) != 0)
		r = -EAGAIN;
	else
		r = json_is_true(ok) ? 0 : STANCED_CLIENT_E_REFUSED;
	json_decref(answer);
	return r;
}

/* The frame's bytes and a NUL. */
static char *copy_frame(zmq_msg_t *frame)
{
	size_t size = zmq_msg_size(frame);
	char *copy = malloc(size + 1);
	if (copy) {
		memcpy(copy, zmq_msg_data(frame), size);
		copy[size] = '\0';
	}
	return copy;
}

static int receive_answer(struct stanced_query *query, const char *ref, char **answerp)
{
	zmq_msg_t frame;
	zmq_msg_init(&frame);
	if (zmq_msg_recv(&frame, query->socket, ZMQ_DONTWAIT) < 0) {
		int error = errno;
		zmq_msg_close(&frame);
		return -error;
	}
	int r = read_answer(zmq_msg_data(&frame), zmq_msg_size(&frame), ref);
	if (r >= 0 && !(*answerp = copy_frame(&frame)))
		r = -ENOMEM;
	zmq_msg_close(&frame);
	return r;
}

static int wait_answer(struct stanced_query *query, const char *ref, int64_t deadline, char **answerp)
{
	for (;;) {
		int r = receive_answer(query, ref, answerp);
		if (r != -EAGAIN)
			return r;
		for (enum client_event event; (event = client_monitor_next(&query->monitor)) != CLIENT_NOTHING;) {
			if (event == CLIENT_DENIED)
				return -EACCES;
		}
		zmq_pollitem_t items[] = {
			{ .socket = query->socket, .events = ZMQ_POLLIN },
			{ .socket = query->monitor.socket, .events = ZMQ_POLLIN },
		};
		long left = client_left(deadline);
		int ready = zmq_poll(items, 2, left);
		if (ready < 0)
			return -errno;
		if (ready == 0 && left >= 0 && client_left(deadline) == 0)
			return -ETIMEDOUT;
	}
}

int stanced_query_ask(struct stanced_query *query, const char *op, const char *arguments, int timeout_ms,
		      char **answerp)
{
	char ref[24], *question = NULL;
	*answerp = NULL;
	snprintf(ref, sizeof ref, "%llu", (unsigned long long)++query->asked);
	int r = write_question(op, arguments, ref, &question);
	if (r == 0)
		r = connect_query(query);
	if (r == 0 && zmq_send(query->socket, question, strlen(question), ZMQ_DONTWAIT) < 0)
		r = -errno;
	free(question);
	if (r == 0)
		r = wait_answer(query, ref, client_deadline(timeout_ms), answerp);
	if (r < 0)
		drop_connection(query);
	return r;
}

int stanced_query_limits(struct stanced_query *query, int timeout_ms, struct stanced_limits *limits)
{
	char *text = NULL;
	int r = stanced_query_ask(query, "ping", NULL, timeout_ms, &text);
	json_t *answer = r == 0 ? json_loads(text, 0, NULL) : NULL;
	const json_t *told = json_object_get(answer, "limits");
	*limits = (struct stanced_limits) {
		.text_max = client_number(told, "text_max"),
		.message_max = client_number(told, "message_max"),
		.id_max = client_number(told, "id_max"),
	};
	json_decref(answer);
	free(text);
	return r == 0 && !limits->text_max ? -EPROTO : r;
}
