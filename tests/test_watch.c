#include <check.h>
#include <unistd.h>
#include <zmq.h>

#include "service/watch.h"
#include "run_suite.h"

static void *context, *near, *far;
static int ends[2];
static struct watch watches[2];

static void setup(void)
{
	context = zmq_ctx_new();
	near = zmq_socket(context, ZMQ_PAIR);
	far = zmq_socket(context, ZMQ_PAIR);
	ck_assert_int_eq(zmq_bind(near, "inproc://watch"), 0);
	ck_assert_int_eq(zmq_connect(far, "inproc://watch"), 0);
	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(watch_init(&watches[0], near, -1), 0);
	ck_assert_int_eq(watch_init(&watches[1], NULL, ends[0]), 0);
	/* Whatever binding left to be taken. */
	ck_assert_int_eq(watch_wait(watches, 2, 0), 0);
}

static void teardown(void)
{
	zmq_close(near);
	zmq_close(far);
	zmq_ctx_term(context);
	close(ends[0]);
	close(ends[1]);
}

static void send_byte(void *socket)
{
	ck_assert_int_eq(zmq_send(socket, "x", 1, 0), 1);
}

static bool take_byte(void)
{
	char byte;
	return zmq_recv(near, &byte, 1, ZMQ_DONTWAIT) == 1;
}

START_TEST(silence_is_not_ready)
{
	ck_assert_int_eq(watch_wait(watches, 2, 10), 0);
	ck_assert(!watches[0].ready && !watches[1].ready);
}
END_TEST

START_TEST(a_socket_stays_ready_until_it_is_empty)
{
	send_byte(far);
	send_byte(far);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(watch_wait(watches, 2, 1000), 0);
		ck_assert(watches[0].ready && !watches[1].ready);
		ck_assert(take_byte());
	}
	ck_assert_int_eq(watch_wait(watches, 2, 0), 0);
	ck_assert(!watches[0].ready);
	ck_assert(!watches[0].stale);
}
END_TEST

START_TEST(a_descriptor_is_ready)
{
	ck_assert_int_eq(write(ends[1], "x", 1), 1);
	ck_assert_int_eq(watch_wait(watches, 2, 1000), 0);
	ck_assert(!watches[0].ready && watches[1].ready);
}
END_TEST

START_TEST(what_is_not_wanted_is_told_when_it_is)
{
	watches[0].wanted = watches[1].wanted = false;
	send_byte(far);
	ck_assert_int_eq(write(ends[1], "x", 1), 1);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(watch_wait(watches, 2, 0), 0);
		ck_assert(!watches[0].ready && !watches[1].ready);
	}
	watches[0].wanted = true;
	ck_assert_int_eq(watch_wait(watches, 2, 0), 0);
	ck_assert(watches[0].ready);
}
END_TEST

/* A send or receive takes what came meanwhile, and the descriptor says nothing of it any more. */
START_TEST(a_used_socket_is_asked)
{
	for (int i = 0; i < 1000; i++) {
		ck_assert(!take_byte());
		send_byte(far);
		send_byte(far);
		ck_assert(take_byte());
		watches[0].stale = true;
		ck_assert_int_eq(watch_wait(watches, 2, 1000), 0);
		ck_assert(watches[0].ready);
		ck_assert(take_byte());
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("watch");
	TCase *tcase = tcase_create("watch");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, silence_is_not_ready);
	tcase_add_test(tcase, a_socket_stays_ready_until_it_is_empty);
	tcase_add_test(tcase, a_descriptor_is_ready);
	tcase_add_test(tcase, what_is_not_wanted_is_told_when_it_is);
	tcase_add_test(tcase, a_used_socket_is_asked);
	suite_add_tcase(suite, tcase);
	return run_suite(suite);
}
