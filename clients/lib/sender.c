/* Sends articles until they are answered for. Nothing is given to the socket before its connection stands, and a
 * socket whose connection is lost is closed with all that was queued in it: what is under way is known to the outbox
 * alone. One step, again and again until what the caller waits for has come true:
 *
 *   1. events of the connection: up; down (the outbox puts back what was under way, the socket is made anew)
 *   2. replies: answered for, or busy
 *   3. what was not answered in time is put back
 *   4. what may be sent is sent
 *   5. sleep until the socket, the monitor or the outbox's clock has something new */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

#include "lib/internal.h"
#include "lib/outbox.h"

#define WINDOW_DEFAULT 64
#define RESEND_DEFAULT 5000
#define TEXT_MAX_DEFAULT ((size_t)16 << 20)
#define BUSY_DEFAULT 1000 /* when the daemon names no time */
#define REOPEN_FAILED_MS 1000 /* no descriptor or memory for a socket: may pass */
#define REOPEN_MS 100 /* a peer that hangs up at once is not asked more often */

struct stanced_sender {
	void *context, *socket;
	struct client_monitor monitor;
	char address[STANCED_ADDRESS_MAX];
	struct stanced_keys keys;
	struct outbox outbox;
	size_t text_max;
	stanced_replied replied;
	void *user;
	bool connected, denied;
	int64_t reopen; /* when to connect again, while there is no socket */
	char put_off[256]; /* why the daemon last did; empty: it has answered since */
};

/* ---- connection ---- */

static void close_sockets(struct stanced_sender *sender)
{
	client_monitor_close(&sender->monitor);
	if (sender->socket)
		zmq_close(sender->socket);
	sender->socket = NULL;
	sender->connected = false;
	sender->put_off[0] = '\0';
}

static int open_sockets(struct stanced_sender *sender)
{
	int unlimited = 0;
	sender->socket = client_socket(sender->context, ZMQ_DEALER);
	if (!sender->socket)
		return -errno;
	zmq_setsockopt(sender->socket, ZMQ_SNDHWM, &unlimited, sizeof unlimited); /* the window is the limit */
	int r = client_monitor_open(sender->context, sender->socket, &sender->keys, &sender->monitor);
	if (r == 0)
		r = client_connect(sender->socket, sender->address, &sender->keys);
	if (r)
		close_sockets(sender);
	return r;
}

int stanced_sender_new(struct stanced_sender **senderp, const struct stanced_sender_options *options)
{
	struct stanced_sender_options none = { 0 };
	struct stanced_sender *sender = calloc(1, sizeof *sender);
	if (!sender)
		return -ENOMEM;
	options = options ? options : &none;
	sender->outbox.window = options->window ? options->window : WINDOW_DEFAULT;
	sender->outbox.resend_ms = options->resend_ms ? options->resend_ms : RESEND_DEFAULT;
	sender->text_max = options->text_max ? options->text_max : TEXT_MAX_DEFAULT;
	sender->replied = options->replied;
	sender->user = options->user;
	int r = stanced_door_address(STANCED_DOOR_INGEST, options->address, sender->address);
	if (r == 0)
		r = client_keys(&sender->keys, options->keys);
	if (r == 0 && !(sender->context = zmq_ctx_new()))
		r = -errno;
	if (r == 0)
		r = open_sockets(sender);
	if (r)
		stanced_sender_free(sender);
	else
		*senderp = sender;
	return r;
}

struct stanced_sender *stanced_sender_free(struct stanced_sender *sender)
{
	if (!sender)
		return NULL;
	close_sockets(sender);
	if (sender->context)
		zmq_ctx_term(sender->context);
	outbox_deinit(&sender->outbox);
	free(sender);
	return NULL;
}

/* ---- replies ---- */

static void answer(struct stanced_sender *sender, struct outbox_item *item, struct stanced_reply *reply)
{
	reply->ref = item->ref;
	reply->tries = item->tries;
	if (!reply->id)
		reply->id = item->id;
	if (sender->replied)
		sender->replied(sender->user, reply);
	outbox_remove(&sender->outbox, item);
}

static void give_up(struct stanced_sender *sender, struct outbox_item *item)
{
	struct stanced_reply reply = {
		.status = STANCED_REPLY_LOST,
		.error = "connection_lost",
		.message = "the daemon hung up on this article each time; it may be larger than the daemon takes",
	};
	answer(sender, item, &reply);
}

static bool read_status(const char *status, enum stanced_reply_status *statusp)
{
	static const char *const names[] = { "accepted", "known", "refused" };
	for (size_t i = 0; status && i < sizeof names / sizeof names[0]; i++) {
		if (strcmp(status, names[i]) == 0) {
			*statusp = (enum stanced_reply_status)i;
			return true;
		}
	}
	return false;
}

/* Busy passes, and after draining comes a restart: the article is kept. */
static bool passes(const char *error)
{
	return error && (strcmp(error, "busy") == 0 || strcmp(error, "draining") == 0);
}

static void handle_reply(struct stanced_sender *sender, const json_t *object)
{
	const char *ref = json_string_value(json_object_get(object, "ref"));
	struct outbox_item *item = ref ? outbox_find(&sender->outbox, strtoull(ref, NULL, 10)) : NULL;
	struct stanced_reply reply = {
		.id = json_string_value(json_object_get(object, "id")),
		.key = json_string_value(json_object_get(object, "key")),
		.error = json_string_value(json_object_get(object, "error")),
		.message = json_string_value(json_object_get(object, "message")),
		.durable = json_is_true(json_object_get(object, "durable")),
	};
	/* Of an article sent twice the second reply finds nothing. */
	if (!item || !read_status(json_string_value(json_object_get(object, "status")), &reply.status))
		return;
	if (reply.status == STANCED_REPLY_REFUSED && passes(reply.error)) {
		snprintf(sender->put_off, sizeof sender->put_off, "[%s] %s", reply.error,
			 reply.message ? reply.message : "again later");
		json_int_t wait = json_integer_value(json_object_get(object, "retry_ms"));
		outbox_later(&sender->outbox, item, now_ms() + (wait > 0 ? wait : BUSY_DEFAULT));
		return;
	}
	sender->put_off[0] = '\0';
	answer(sender, item, &reply);
}

static int read_replies(struct stanced_sender *sender)
{
	for (;;) {
		zmq_msg_t frame;
		zmq_msg_init(&frame);
		if (zmq_msg_recv(&frame, sender->socket, ZMQ_DONTWAIT) < 0) {
			int error = errno;
			zmq_msg_close(&frame);
			return error == EAGAIN ? 0 : -error;
		}
		json_t *object = json_loadb(zmq_msg_data(&frame), zmq_msg_size(&frame), 0, NULL);
		if (json_is_object(object))
			handle_reply(sender, object);
		json_decref(object);
		zmq_msg_close(&frame);
	}
}

/* ---- the step ---- */

static void lose_connection(struct stanced_sender *sender, int64_t now)
{
	close_sockets(sender);
	sender->reopen = now + REOPEN_MS;
	struct outbox_item *given_up = outbox_dropped(&sender->outbox);
	if (given_up)
		give_up(sender, given_up);
}

static int read_events(struct stanced_sender *sender, int64_t now)
{
	if (!sender->socket && now >= sender->reopen && open_sockets(sender) != 0)
		sender->reopen = now + REOPEN_FAILED_MS;
	if (!sender->socket)
		return 0;
	for (enum client_event event; (event = client_monitor_next(&sender->monitor)) != CLIENT_NOTHING;) {
		if (event == CLIENT_UP) {
			sender->connected = true;
			sender->denied = false;
		} else if (sender->connected) {
			int r = read_replies(sender); /* those that came before the end */
			lose_connection(sender, now);
			return r;
		} else if (event == CLIENT_DENIED) {
			/* ZeroMQ does not try again by itself; the daemon's list may change. */
			sender->denied = true;
			close_sockets(sender);
			sender->reopen = now + REOPEN_FAILED_MS;
			return 0;
		}
	}
	return 0;
}

static int send_some(struct stanced_sender *sender, int64_t now)
{
	struct outbox_item *item;
	while (sender->connected && (item = outbox_next(&sender->outbox, now))) {
		if (zmq_send(sender->socket, item->header, strlen(item->header), ZMQ_DONTWAIT | ZMQ_SNDMORE) < 0)
			return errno == EAGAIN ? 0 : -errno;
		if (zmq_send(sender->socket, item->text, item->text_size, ZMQ_DONTWAIT) < 0)
			return -errno;
		outbox_sent(&sender->outbox, item, now);
	}
	return 0;
}

/* When something has to be done though nothing comes in. */
static int64_t next_wake(const struct stanced_sender *sender, int64_t now)
{
	if (!sender->socket)
		return sender->reopen;
	return sender->connected ? outbox_wake(&sender->outbox, now) : INT64_MAX;
}

static int sleep_until(struct stanced_sender *sender, int64_t wake)
{
	zmq_pollitem_t items[2] = {
		{ .socket = sender->socket, .events = ZMQ_POLLIN },
		{ .socket = sender->monitor.socket, .events = ZMQ_POLLIN },
	};
	return zmq_poll(items, sender->socket ? 2 : 0, client_left(wake)) < 0 ? -errno : 0;
}

static int step(struct stanced_sender *sender, int64_t now)
{
	int r = read_events(sender, now);
	if (r == 0 && sender->socket)
		r = read_replies(sender);
	outbox_expire(&sender->outbox, now);
	return r ? r : send_some(sender, now);
}

/* Until at most so many articles are unanswered. */
static int work(struct stanced_sender *sender, size_t most, int timeout_ms)
{
	int64_t deadline = client_deadline(timeout_ms);
	for (;;) {
		int64_t now = now_ms();
		int r = step(sender, now);
		if (r)
			return r;
		if (sender->outbox.count <= most)
			return 0;
		if (client_left(deadline) == 0)
			return -ETIMEDOUT;
		int64_t wake = next_wake(sender, now);
		r = sleep_until(sender, wake < deadline ? wake : deadline);
		if (r)
			return r;
	}
}

int stanced_sender_send(struct stanced_sender *sender, const struct stanced_send *article, int timeout_ms)
{
	if (article->text_size > sender->text_max)
		return -EMSGSIZE;
	int r = outbox_add(&sender->outbox, article);
	return r ? r : work(sender, sender->outbox.window - 1, timeout_ms);
}

int stanced_sender_wait(struct stanced_sender *sender, size_t most, int timeout_ms)
{
	return work(sender, most, timeout_ms);
}

size_t stanced_sender_pending(const struct stanced_sender *sender)
{
	return sender->outbox.count;
}

bool stanced_sender_connected(const struct stanced_sender *sender)
{
	return sender->connected;
}

bool stanced_sender_denied(const struct stanced_sender *sender)
{
	return sender->denied;
}

const char *stanced_sender_put_off(const struct stanced_sender *sender)
{
	return sender->put_off[0] ? sender->put_off : NULL;
}
