/* The client library against a peer that behaves as the test wants, in the same thread: each side gets its turn. */
#include <check.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

#include <stanced/client.h>

#include "run_suite.h"

#define TURNS_MAX 2000 /* of a few ms each: a test that hangs fails */
#define TURN_MS 5

static void *context, *peer;
static char address[64];

static void peer_open(int type)
{
	int zero = 0;
	size_t size = sizeof address;
	peer = zmq_socket(context, type);
	ck_assert_ptr_nonnull(peer);
	zmq_setsockopt(peer, ZMQ_LINGER, &zero, sizeof zero);
	ck_assert_int_eq(zmq_bind(peer, address[0] ? address : "tcp://127.0.0.1:*"), 0);
	ck_assert_int_eq(zmq_getsockopt(peer, ZMQ_LAST_ENDPOINT, address, &size), 0);
}

/* Binds again where it was; the port may take a moment to be free. */
static void peer_restart(int type)
{
	zmq_close(peer);
	for (int i = 0; i < TURNS_MAX; i++) {
		int zero = 0;
		peer = zmq_socket(context, type);
		zmq_setsockopt(peer, ZMQ_LINGER, &zero, sizeof zero);
		if (zmq_bind(peer, address) == 0)
			return;
		zmq_close(peer);
		zmq_poll(NULL, 0, TURN_MS);
	}
	ck_abort_msg("cannot bind again");
}

static void setup(void)
{
	context = zmq_ctx_new();
	address[0] = '\0';
}

static void teardown(void)
{
	zmq_close(peer);
	zmq_ctx_term(context);
}

/* ---- sender ---- */

struct request {
	char identity[64];
	size_t identity_size;
	char header[1024], text[1024];
	char ref[32];
};

static bool take_request(struct request *request)
{
	int size = zmq_recv(peer, request->identity, sizeof request->identity, ZMQ_DONTWAIT);
	if (size < 0)
		return false;
	request->identity_size = (size_t)size;
	size = zmq_recv(peer, request->header, sizeof request->header - 1, ZMQ_DONTWAIT);
	ck_assert_int_ge(size, 0);
	request->header[size] = '\0';
	size = zmq_recv(peer, request->text, sizeof request->text - 1, ZMQ_DONTWAIT);
	ck_assert_int_ge(size, 0);
	request->text[size] = '\0';
	json_t *header = json_loads(request->header, 0, NULL);
	snprintf(request->ref, sizeof request->ref, "%s", json_string_value(json_object_get(header, "ref")));
	json_decref(header);
	return true;
}

static void reply(const struct request *request, const char *format)
{
	char out[512];
	snprintf(out, sizeof out, "{\"schema\":\"stanced.reply/1\",\"ref\":\"%s\",\"id\":\"i\",\"key\":\"k\",%s}",
		 request->ref, format);
	zmq_send(peer, request->identity, request->identity_size, ZMQ_SNDMORE);
	zmq_send(peer, out, strlen(out), 0);
}

static const char ACCEPTED[] = "\"status\":\"accepted\",\"durable\":true";
static const char BUSY[] = "\"status\":\"refused\",\"error\":\"busy\",\"message\":\"later\",\"retry_ms\":30";
static const char REFUSED[] = "\"status\":\"refused\",\"error\":\"bad_date\",\"message\":\"no such day\"";

static struct {
	unsigned count[4], tries;
	char ref[32], error[32];
	bool durable;
} seen;

static void replied(void *user, const struct stanced_reply *answer)
{
	seen.count[answer->status]++;
	seen.tries = answer->tries;
	seen.durable = answer->durable;
	snprintf(seen.ref, sizeof seen.ref, "%s", answer->ref ? answer->ref : "");
	snprintf(seen.error, sizeof seen.error, "%s", answer->error ? answer->error : "");
}

static struct stanced_sender *new_sender(unsigned window, unsigned resend_ms)
{
	struct stanced_sender *sender = NULL;
	struct stanced_sender_options options = {
		.address = address, .window = window, .resend_ms = resend_ms, .replied = replied
	};
	memset(&seen, 0, sizeof seen);
	ck_assert_int_eq(stanced_sender_new(&sender, &options), 0);
	return sender;
}

static void send_text(struct stanced_sender *sender, const char *text)
{
	struct stanced_send article = { .id = text, .ref = text, .text = text, .text_size = strlen(text) };
	int r = stanced_sender_send(sender, &article, 0);
	ck_assert(r == 0 || r == -ETIMEDOUT);
}

/* Lets the sender work until the peer has a request. */
static void next_request(struct stanced_sender *sender, struct request *request)
{
	for (int i = 0; i < TURNS_MAX; i++) {
		if (take_request(request))
			return;
		stanced_sender_wait(sender, 0, TURN_MS);
	}
	ck_abort_msg("no request came");
}

static void finish(struct stanced_sender *sender)
{
	for (int i = 0; i < TURNS_MAX; i++)
		if (stanced_sender_wait(sender, 0, TURN_MS) == 0)
			return;
	ck_abort_msg("not answered");
}

START_TEST(sent_and_accepted)
{
	struct request request;
	peer_open(ZMQ_ROUTER);
	struct stanced_sender *sender = new_sender(0, 0);
	send_text(sender, "one");
	next_request(sender, &request);
	ck_assert_str_eq(request.text, "one");
	ck_assert_uint_eq(stanced_sender_pending(sender), 1);
	ck_assert(stanced_sender_connected(sender));
	reply(&request, ACCEPTED);
	finish(sender);
	ck_assert_uint_eq(seen.count[STANCED_REPLY_ACCEPTED], 1);
	ck_assert_str_eq(seen.ref, "one");
	ck_assert(seen.durable);
	stanced_sender_free(sender);
}
END_TEST

START_TEST(refused_is_told_busy_is_not)
{
	struct request request;
	peer_open(ZMQ_ROUTER);
	struct stanced_sender *sender = new_sender(0, 0);
	send_text(sender, "one");
	next_request(sender, &request);
	ck_assert_ptr_null(stanced_sender_put_off(sender));
	reply(&request, BUSY);
	next_request(sender, &request);
	ck_assert_str_eq(stanced_sender_put_off(sender), "[busy] later");
	ck_assert_uint_eq(seen.count[STANCED_REPLY_REFUSED], 0);
	reply(&request, REFUSED);
	finish(sender);
	ck_assert_uint_eq(seen.count[STANCED_REPLY_REFUSED], 1);
	ck_assert_str_eq(seen.error, "bad_date");
	ck_assert_uint_eq(seen.tries, 2);
	ck_assert_ptr_null(stanced_sender_put_off(sender));
	stanced_sender_free(sender);
}
END_TEST

START_TEST(unanswered_is_sent_again)
{
	struct request request, again;
	peer_open(ZMQ_ROUTER);
	struct stanced_sender *sender = new_sender(0, 50);
	send_text(sender, "one");
	next_request(sender, &request);
	next_request(sender, &again);
	ck_assert_str_eq(request.header, again.header);
	reply(&request, ACCEPTED);
	reply(&again, "\"status\":\"known\"");
	finish(sender);
	stanced_sender_wait(sender, 0, TURN_MS);
	ck_assert_uint_eq(seen.count[STANCED_REPLY_ACCEPTED] + seen.count[STANCED_REPLY_KNOWN], 1);
	stanced_sender_free(sender);
}
END_TEST

START_TEST(sent_again_after_a_restart)
{
	struct request request;
	peer_open(ZMQ_ROUTER);
	struct stanced_sender *sender = new_sender(0, 60000);
	send_text(sender, "one");
	send_text(sender, "two");
	next_request(sender, &request);
	peer_restart(ZMQ_ROUTER);
	next_request(sender, &request);
	ck_assert_str_eq(request.text, "one");
	reply(&request, ACCEPTED);
	next_request(sender, &request);
	ck_assert_str_eq(request.text, "two");
	reply(&request, ACCEPTED);
	finish(sender);
	ck_assert_uint_eq(seen.count[STANCED_REPLY_ACCEPTED], 2);
	stanced_sender_free(sender);
}
END_TEST

/* The peer hangs up on whoever sends more than it takes, as ZeroMQ does; the others get through. */
START_TEST(too_large_for_the_peer)
{
	struct request request;
	int64_t limit = 600;
	peer_open(ZMQ_ROUTER);
	zmq_close(peer);
	peer = zmq_socket(context, ZMQ_ROUTER);
	zmq_setsockopt(peer, ZMQ_MAXMSGSIZE, &limit, sizeof limit);
	for (int i = 0; zmq_bind(peer, address) != 0; i++) {
		ck_assert_int_lt(i, TURNS_MAX);
		zmq_poll(NULL, 0, TURN_MS);
	}
	struct stanced_sender *sender = new_sender(0, 60000);
	char large[700];
	memset(large, 'x', sizeof large);
	struct stanced_send article = { .ref = "large", .text = large, .text_size = sizeof large };
	stanced_sender_send(sender, &article, 0);
	send_text(sender, "small");
	next_request(sender, &request);
	ck_assert_str_eq(request.text, "small");
	ck_assert_uint_eq(seen.count[STANCED_REPLY_LOST], 1);
	ck_assert_str_eq(seen.ref, "large");
	reply(&request, ACCEPTED);
	finish(sender);
	ck_assert_uint_eq(seen.count[STANCED_REPLY_ACCEPTED], 1);
	stanced_sender_free(sender);
}
END_TEST

START_TEST(nobody_there)
{
	struct stanced_sender *sender;
	peer_open(ZMQ_ROUTER);
	zmq_unbind(peer, address);
	sender = new_sender(1, 0);
	struct stanced_send article = { .text = "x", .text_size = 1 };
	ck_assert_int_eq(stanced_sender_send(sender, &article, 20), -ETIMEDOUT);
	ck_assert_uint_eq(stanced_sender_pending(sender), 1);
	ck_assert(!stanced_sender_connected(sender));
	article.text_size = (16u << 20) + 1;
	ck_assert_int_eq(stanced_sender_send(sender, &article, 0), -EMSGSIZE);
	stanced_sender_free(sender);
}
END_TEST

START_TEST(bad_arguments)
{
	struct stanced_sender *sender = NULL;
	struct stanced_query *query = NULL;
	struct stanced_subscriber *subscriber = NULL;
	peer_open(ZMQ_ROUTER);
	ck_assert_int_eq(stanced_sender_new(&sender, &(struct stanced_sender_options) { .address = "nonsense" }),
			 -EINVAL);
	ck_assert_int_eq(stanced_sender_new(&sender, &(struct stanced_sender_options) { .address = "foo://x" }),
			 -EINVAL);
	ck_assert_int_eq(stanced_query_new(&query, STANCED_DOOR_QUERY, "tcp://", NULL), -EINVAL);
	ck_assert_int_eq(stanced_subscriber_new(&subscriber, &(struct stanced_subscriber_options) { .address = "udp" }),
			 -EINVAL);
	ck_assert_ptr_null(stanced_sender_free(NULL));
	ck_assert_ptr_null(stanced_query_free(NULL));
	ck_assert_ptr_null(stanced_subscriber_free(NULL));
}
END_TEST

/* ---- subscriber ---- */

static void publish(const char *topic, const char *json)
{
	zmq_send(peer, topic, strlen(topic), ZMQ_SNDMORE);
	zmq_send(peer, json, strlen(json), 0);
}

/* The heartbeat is heard: everything that follows will be. */
static struct stanced_subscriber *subscribe(const char *topic, bool exact, bool widen)
{
	struct stanced_subscriber *subscriber = NULL;
	const struct stanced_message *message;
	struct stanced_subscriber_options options = {
		.address = address, .topics = &topic, .topic_count = 1, .exact = exact, .widen = widen
	};
	peer_open(ZMQ_PUB);
	ck_assert_int_eq(stanced_subscriber_new(&subscriber, &options), 0);
	ck_assert_int_eq(stanced_subscriber_silence(subscriber), -1);
	for (int i = 0; i < TURNS_MAX && stanced_subscriber_silence(subscriber) < 0; i++) {
		publish("status", "{\"seq\":5,\"boot\":\"b1\"}");
		stanced_subscriber_receive(subscriber, TURN_MS, &message);
	}
	while (stanced_subscriber_receive(subscriber, 50, &message) == 0)
		;
	ck_assert_int_ge(stanced_subscriber_silence(subscriber), 0);
	return subscriber;
}

static const struct stanced_message *receive(struct stanced_subscriber *subscriber)
{
	const struct stanced_message *message = NULL;
	ck_assert_int_eq(stanced_subscriber_receive(subscriber, TURNS_MAX * TURN_MS, &message), 0);
	return message;
}

START_TEST(received_with_gap)
{
	struct stanced_subscriber *subscriber = subscribe("stance.CHN.", false, false);
	publish("stance.CHN.JPN", "{\"seq\":6,\"boot\":\"b1\",\"prev_source\":2}");
	publish("stance.CHN.USA", "{\"seq\":20,\"boot\":\"b1\",\"prev_source\":11}");
	const struct stanced_message *message = receive(subscriber);
	ck_assert_str_eq(message->topic, "stance.CHN.JPN");
	ck_assert_uint_eq(message->seq, 6);
	ck_assert_uint_eq(message->gap_until, 0);
	ck_assert_ptr_null(message->chain);
	message = receive(subscriber);
	ck_assert_uint_eq(message->gap_after, 6);
	ck_assert_uint_eq(message->gap_until, 11);
	ck_assert_str_eq(message->chain, "stance.CHN.");
	ck_assert_int_eq(stanced_subscriber_receive(subscriber, 20, &message), -ETIMEDOUT);
	stanced_subscriber_free(subscriber);
}
END_TEST

START_TEST(exact_topic_and_its_gaps)
{
	struct stanced_subscriber *subscriber = subscribe("stance.CHN.AU", true, true);
	publish("stance.CHN.AUS", "{\"seq\":9,\"boot\":\"b1\",\"prev_source\":8}");
	publish("stance.CHN.AU", "{\"seq\":10,\"boot\":\"b1\",\"prev_source\":9}");
	const struct stanced_message *message = receive(subscriber);
	ck_assert_str_eq(message->topic, "stance.CHN.AU");
	ck_assert_uint_eq(message->gap_after, 5); /* missed before the one that was not for us */
	ck_assert_uint_eq(message->gap_until, 8);
	stanced_subscriber_free(subscriber);
}
END_TEST

START_TEST(restart_and_rubbish)
{
	struct stanced_subscriber *subscriber = subscribe("", false, false);
	zmq_send(peer, "lonely", 6, 0);
	publish("article.x", "not json");
	publish("article.y", "{\"seq\":900,\"boot\":\"b2\",\"prev\":0}");
	const struct stanced_message *message = receive(subscriber);
	ck_assert_str_eq(message->topic, "article.y");
	ck_assert_str_eq(message->boot, "b2");
	ck_assert(message->restarted);
	publish("status", "{\"seq\":902,\"boot\":\"b2\"}");
	message = receive(subscriber);
	ck_assert(!message->restarted);
	ck_assert_uint_eq(message->gap_until, 902);
	stanced_subscriber_free(subscriber);
}
END_TEST

/* ---- query ---- */

/* The next question gets this answer: before and after stand around its ref. */
static void answer(const char *before, const char *after)
{
	char identity[64], question[512], out[700];
	int size = -1;
	for (int i = 0; i < TURNS_MAX && size < 0; i++) {
		size = zmq_recv(peer, identity, sizeof identity, ZMQ_DONTWAIT);
		if (size < 0)
			zmq_poll(NULL, 0, TURN_MS);
	}
	ck_assert_int_gt(size, 0);
	int length = zmq_recv(peer, question, sizeof question - 1, 0);
	question[length] = '\0';
	json_t *object = json_loads(question, 0, NULL);
	snprintf(out, sizeof out, "%s%s%s", before, json_string_value(json_object_get(object, "ref")), after);
	zmq_send(peer, identity, (size_t)size, ZMQ_SNDMORE);
	zmq_send(peer, out, strlen(out), 0);
	json_decref(object);
}

START_TEST(no_answer_in_time)
{
	struct stanced_query *query = NULL;
	char *text = NULL;
	peer_open(ZMQ_ROUTER);
	ck_assert_int_eq(stanced_query_new(&query, STANCED_DOOR_QUERY, address, NULL), 0);
	ck_assert_int_eq(stanced_query_ask(query, "ping", "[]", 0, &text), -EINVAL);
	ck_assert_int_eq(stanced_query_ask(query, "ping", NULL, 50, &text), -ETIMEDOUT);
	ck_assert_ptr_null(text);
	stanced_query_free(query);
}
END_TEST

static void peer_thread(void *arguments)
{
	answer("{\"ref\":\"other", "\",\"ok\":true}");
	answer("{\"ref\":\"", "\",\"ok\":false,\"error\":\"bad_request\"}");
	answer("{\"ref\":\"", "\",\"ok\":true,\"x\":1}");
	answer("[", "]");
}

START_TEST(answers_of_all_kinds)
{
	struct stanced_query *query = NULL;
	char *text = NULL;
	peer_open(ZMQ_ROUTER);
	void *thread = zmq_threadstart(peer_thread, NULL);
	ck_assert_int_eq(stanced_query_new(&query, STANCED_DOOR_QUERY, address, NULL), 0);
	ck_assert_int_eq(stanced_query_ask(query, "ping", NULL, 300, &text), -ETIMEDOUT);
	ck_assert_int_eq(stanced_query_ask(query, "tail", "{\"prefix\":\"\"}", 10000, &text), STANCED_CLIENT_E_REFUSED);
	ck_assert_ptr_nonnull(strstr(text, "bad_request"));
	free(text);
	ck_assert_int_eq(stanced_query_ask(query, "ping", NULL, 10000, &text), 0);
	ck_assert_ptr_nonnull(strstr(text, "\"x\":1"));
	free(text);
	ck_assert_int_eq(stanced_query_ask(query, "ping", NULL, 10000, &text), -EPROTO);
	zmq_threadclose(thread);
	stanced_query_free(query);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("client_socket");
	TCase *tests = tcase_create("sockets");
	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, sent_and_accepted);
	tcase_add_test(tests, refused_is_told_busy_is_not);
	tcase_add_test(tests, unanswered_is_sent_again);
	tcase_add_test(tests, sent_again_after_a_restart);
	tcase_add_test(tests, too_large_for_the_peer);
	tcase_add_test(tests, nobody_there);
	tcase_add_test(tests, bad_arguments);
	tcase_add_test(tests, received_with_gap);
	tcase_add_test(tests, exact_topic_and_its_gaps);
	tcase_add_test(tests, restart_and_rubbish);
	tcase_add_test(tests, no_answer_in_time);
	tcase_add_test(tests, answers_of_all_kinds);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
