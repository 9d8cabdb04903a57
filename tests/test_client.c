/* The client library's pure parts: gaps, the outbox, addresses. */
#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <stanced/client.h>

#include "lib/gap.h"
#include "lib/outbox.h"
#include "run_suite.h"

/* ---- gaps ---- */

static struct gap_state gaps;
static uint64_t after, until;

static void gap_teardown(void)
{
	gap_deinit(&gaps);
}

START_TEST(chain_of_topic)
{
	char chain[GAP_CHAIN_MAX];
	const char *member;
	ck_assert(gap_chain("stance.CHN.JPN", chain, &member));
	ck_assert_str_eq(chain, "stance.CHN.");
	ck_assert_str_eq(member, "prev_source");
	ck_assert(gap_chain("target.JPN.CHN", chain, &member));
	ck_assert_str_eq(chain, "target.JPN.");
	ck_assert_str_eq(member, "prev_target");
	ck_assert(gap_chain("article.0123", chain, &member));
	ck_assert_str_eq(chain, "article.");
	ck_assert_str_eq(member, "prev");
	ck_assert(!gap_chain("status", chain, &member));
	ck_assert(!gap_chain("stance.CHN", chain, &member));
	ck_assert(!gap_chain("", chain, &member));
	char longest[200] = "stance.";
	memset(longest + 7, 'A', 150);
	strcpy(longest + 157, ".B");
	ck_assert(!gap_chain(longest, chain, &member));
}
END_TEST

START_TEST(prefix_covers_chain)
{
	ck_assert(gap_covers("", "stance.CHN."));
	ck_assert(gap_covers("stance.", "stance.CHN."));
	ck_assert(gap_covers("stance.CHN.", "stance.CHN."));
	ck_assert(!gap_covers("stance.CHN.JPN", "stance.CHN."));
	ck_assert(!gap_covers("sentiment.JPN", "sentiment."));
}
END_TEST

START_TEST(no_gap_in_a_whole_chain)
{
	ck_assert_int_eq(gap_note(&gaps, "stance.CHN.", 10, 7, &after, &until), 0); /* before our time */
	ck_assert_int_eq(gap_note(&gaps, "stance.CHN.", 15, 10, &after, &until), 0);
	ck_assert_int_eq(gap_note(&gaps, "stance.JPN.", 16, 3, &after, &until), 0);
	ck_assert_int_eq(gap_note(&gaps, "stance.CHN.", 16, 15, &after, &until), 0);
	ck_assert_int_eq(gap_note(&gaps, "stance.CHN.", 900, 0, &after, &until), 0); /* first of a new run */
}
END_TEST

START_TEST(gap_in_a_chain)
{
	ck_assert_int_eq(gap_note(&gaps, "stance.CHN.", 10, 7, &after, &until), 0);
	ck_assert_int_eq(gap_note(&gaps, "stance.CHN.", 20, 14, &after, &until), 1);
	ck_assert_uint_eq(after, 10);
	ck_assert_uint_eq(until, 14);
	ck_assert_int_eq(gap_note(&gaps, "stance.CHN.", 21, 20, &after, &until), 0);
}
END_TEST

START_TEST(gap_before_a_chains_first)
{
	ck_assert(!gap_heartbeat(&gaps, 0, false, &after, &until)); /* nothing was published ever */
	ck_assert_int_eq(gap_note(&gaps, "stance.JPN.", 2, 1, &after, &until), 1);
	ck_assert_uint_eq(after, 0);
	ck_assert_uint_eq(until, 1);
	ck_assert_int_eq(gap_note(&gaps, "stance.CHN.", 5, 0, &after, &until), 0);
}
END_TEST

START_TEST(gap_seen_by_heartbeat)
{
	ck_assert(!gap_heartbeat(&gaps, 5, true, &after, &until));
	ck_assert_int_eq(gap_note(&gaps, "article.", 6, 5, &after, &until), 0);
	ck_assert(!gap_heartbeat(&gaps, 6, true, &after, &until));
	ck_assert(gap_heartbeat(&gaps, 8, true, &after, &until));
	ck_assert_uint_eq(after, 6);
	ck_assert_uint_eq(until, 8);
	ck_assert(!gap_heartbeat(&gaps, 8, true, &after, &until));
	ck_assert(!gap_heartbeat(&gaps, 9, false, &after, &until));
}
END_TEST

START_TEST(many_chains)
{
	char chain[GAP_CHAIN_MAX];
	for (unsigned round = 1; round <= 2; round++) {
		for (unsigned i = 0; i < 300; i++) {
			snprintf(chain, sizeof chain, "stance.A%u.", i);
			uint64_t seq = round * 1000 + i;
			ck_assert_int_eq(gap_note(&gaps, chain, seq, seq - 1000, &after, &until), 0);
		}
	}
}
END_TEST

/* ---- outbox ---- */

static struct outbox outbox;

static void outbox_setup(void)
{
	outbox = (struct outbox) { .window = 2, .resend_ms = 100 };
}

static void outbox_teardown(void)
{
	outbox_deinit(&outbox);
}

static void add(unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		ck_assert_int_eq(outbox_add(&outbox, &(struct stanced_send) { .id = "a", .text = "x", .text_size = 1 }),
				 0);
}

static struct outbox_item *send_next(int64_t now)
{
	struct outbox_item *item = outbox_next(&outbox, now);
	if (item)
		outbox_sent(&outbox, item, now);
	return item;
}

START_TEST(header_of_article)
{
	struct stanced_send article = {
		.id = "i\"d", .title = "t", .published = "2022", .ref = "mine", .text = "", .text_size = 0
	};
	ck_assert_int_eq(outbox_add(&outbox, &article), 0);
	ck_assert_str_eq(outbox.first->header,
			 "{\"id\":\"i\\\"d\",\"title\":\"t\",\"published\":\"2022\",\"ref\":\"1\"}");
	ck_assert_str_eq(outbox.first->ref, "mine");
	article.title = "\xff";
	ck_assert_int_eq(outbox_add(&outbox, &article), -EINVAL);
	ck_assert_uint_eq(outbox.count, 1);
}
END_TEST

START_TEST(window_is_kept)
{
	add(3);
	struct outbox_item *first = send_next(0), *second = send_next(0);
	ck_assert_uint_eq(first->number, 1);
	ck_assert_uint_eq(second->number, 2);
	ck_assert_ptr_null(send_next(0));
	outbox_remove(&outbox, outbox_find(&outbox, 2));
	ck_assert_uint_eq(send_next(0)->number, 3);
	ck_assert_ptr_null(outbox_find(&outbox, 2));
	ck_assert_uint_eq(outbox.count, 2);
}
END_TEST

START_TEST(unanswered_is_sent_again)
{
	add(1);
	struct outbox_item *item = send_next(0);
	ck_assert_int_eq(outbox_wake(&outbox, 0), 100);
	outbox_expire(&outbox, 99);
	ck_assert_ptr_null(outbox_next(&outbox, 99));
	outbox_expire(&outbox, 100);
	ck_assert_ptr_eq(send_next(100), item);
	ck_assert_uint_eq(item->tries, 2);
	ck_assert_int_eq(outbox_wake(&outbox, 100), 300); /* more patience each time */
}
END_TEST

START_TEST(busy_waits)
{
	add(2);
	struct outbox_item *item = send_next(0);
	outbox_later(&outbox, item, 50);
	ck_assert_uint_eq(outbox.sent, 0);
	ck_assert_uint_eq(send_next(0)->number, 2);
	ck_assert_ptr_null(outbox_next(&outbox, 49));
	ck_assert_int_eq(outbox_wake(&outbox, 49), 50);
	ck_assert_ptr_eq(outbox_next(&outbox, 50), item);
}
END_TEST

START_TEST(careful_after_a_lost_connection)
{
	add(3);
	send_next(0);
	send_next(0);
	ck_assert_ptr_null(outbox_dropped(&outbox));
	ck_assert_uint_eq(send_next(0)->number, 1);
	ck_assert_ptr_null(outbox_next(&outbox, 0)); /* one by one */
	outbox_remove(&outbox, outbox_find(&outbox, 1));
	ck_assert_uint_eq(send_next(0)->number, 2);
	ck_assert_ptr_null(outbox_next(&outbox, 0));
	outbox_remove(&outbox, outbox_find(&outbox, 2));
	add(1);
	ck_assert_uint_eq(send_next(0)->number, 3);
	ck_assert_uint_eq(send_next(0)->number, 4); /* as many were answered as were under way */
}
END_TEST

START_TEST(poison_is_given_up)
{
	add(2);
	send_next(0);
	send_next(0);
	ck_assert_ptr_null(outbox_dropped(&outbox)); /* either could have been it */
	for (unsigned i = 1; i < OUTBOX_DROPS; i++) {
		ck_assert_uint_eq(send_next(0)->number, 1);
		ck_assert_ptr_null(outbox_dropped(&outbox));
	}
	struct outbox_item *item = send_next(0);
	ck_assert_ptr_eq(outbox_dropped(&outbox), item);
	outbox_remove(&outbox, item);
	ck_assert_uint_eq(send_next(0)->number, 2);
}
END_TEST

/* ---- addresses ---- */

static char folder[64];

static void address_setup(void)
{
	static const char *const names[] = { "STANCED_INGEST", "STANCED_PUBLISH", "STANCED_QUERY", "STANCED_CONTROL" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		unsetenv(names[i]);
	strcpy(folder, "/tmp/stanced-test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	setenv("XDG_RUNTIME_DIR", folder, 1);
	setenv("TMPDIR", folder, 1);
}

static void address_teardown(void)
{
	rmdir(folder);
}

static void make_socket(const char *directory)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	ck_assert_int_eq(mkdir(directory, 0700), 0);
	int n = snprintf(address.sun_path, sizeof address.sun_path, "%s/control.sock", directory);
	ck_assert(n > 0 && (size_t)n < sizeof address.sun_path);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
	close(fd);
}

static void remove_socket(const char *directory)
{
	char path[256];
	snprintf(path, sizeof path, "%s/control.sock", directory);
	unlink(path);
	rmdir(directory);
}

START_TEST(given_environment_default)
{
	char address[STANCED_ADDRESS_MAX];
	ck_assert_int_eq(stanced_door_address(STANCED_DOOR_INGEST, NULL, address), 0);
	ck_assert_str_eq(address, "tcp://127.0.0.1:7701");
	ck_assert_int_eq(stanced_door_address(STANCED_DOOR_PUBLISH, NULL, address), 0);
	ck_assert_str_eq(address, "tcp://127.0.0.1:7703");
	setenv("STANCED_QUERY", "ipc:///x", 1);
	ck_assert_int_eq(stanced_door_address(STANCED_DOOR_QUERY, NULL, address), 0);
	ck_assert_str_eq(address, "ipc:///x");
	ck_assert_int_eq(stanced_door_address(STANCED_DOOR_QUERY, "tcp://h:1", address), 0);
	ck_assert_str_eq(address, "tcp://h:1");
}
END_TEST

START_TEST(bad_addresses)
{
	char address[STANCED_ADDRESS_MAX], path[400] = "ipc:///";
	ck_assert_int_eq(stanced_door_address(STANCED_DOOR_INGEST, "7701", address), -EINVAL);
	memset(path + 7, 'x', 106);
	ck_assert_int_eq(stanced_door_address(STANCED_DOOR_INGEST, path, address), 0); /* 107 bytes of path */
	path[113] = 'x';
	ck_assert_int_eq(stanced_door_address(STANCED_DOOR_INGEST, path, address), -ENAMETOOLONG);
	memcpy(path, "tcp://x", 7);
	memset(path + 7, 'x', 300);
	ck_assert_int_eq(stanced_door_address(STANCED_DOOR_INGEST, path, address), -EINVAL);
	ck_assert_int_eq(stanced_door_address((enum stanced_door)99, NULL, address), -EINVAL);
}
END_TEST

START_TEST(control_socket_is_found)
{
	char address[STANCED_ADDRESS_MAX], own[128], shared[128], expected[160];
	snprintf(own, sizeof own, "%s/stanced", folder);
	snprintf(shared, sizeof shared, "%s/stanced-%lu", folder, (unsigned long)geteuid());
	make_socket(shared);
	ck_assert_int_eq(stanced_door_address(STANCED_DOOR_CONTROL, NULL, address), 0);
	snprintf(expected, sizeof expected, "ipc://%s/control.sock", shared);
	ck_assert_str_eq(address, expected);
	make_socket(own);
	ck_assert_int_eq(stanced_door_address(STANCED_DOOR_CONTROL, NULL, address), 0);
	snprintf(expected, sizeof expected, "ipc://%s/control.sock", own);
	ck_assert_str_eq(address, expected);
	remove_socket(own);
	remove_socket(shared);
}
END_TEST

static TCase *gap_case(void)
{
	TCase *tests = tcase_create("gap");
	tcase_add_checked_fixture(tests, NULL, gap_teardown);
	tcase_add_test(tests, chain_of_topic);
	tcase_add_test(tests, prefix_covers_chain);
	tcase_add_test(tests, no_gap_in_a_whole_chain);
	tcase_add_test(tests, gap_in_a_chain);
	tcase_add_test(tests, gap_before_a_chains_first);
	tcase_add_test(tests, gap_seen_by_heartbeat);
	tcase_add_test(tests, many_chains);
	return tests;
}

static TCase *outbox_case(void)
{
	TCase *tests = tcase_create("outbox");
	tcase_add_checked_fixture(tests, outbox_setup, outbox_teardown);
	tcase_add_test(tests, header_of_article);
	tcase_add_test(tests, window_is_kept);
	tcase_add_test(tests, unanswered_is_sent_again);
	tcase_add_test(tests, busy_waits);
	tcase_add_test(tests, careful_after_a_lost_connection);
	tcase_add_test(tests, poison_is_given_up);
	return tests;
}

static TCase *address_case(void)
{
	TCase *tests = tcase_create("address");
	tcase_add_checked_fixture(tests, address_setup, address_teardown);
	tcase_add_test(tests, given_environment_default);
	tcase_add_test(tests, bad_addresses);
	tcase_add_test(tests, control_socket_is_found);
	return tests;
}

int main(void)
{
	Suite *suite = suite_create("client");
	suite_add_tcase(suite, gap_case());
	suite_add_tcase(suite, outbox_case());
	suite_add_tcase(suite, address_case());
	return run_suite(suite);
}
