#include <check.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "journal/ledger.h"
#include "journal_helper.h"
#include "run_suite.h"

static void request(struct stanced_request *request, const char *id, const char *text)
{
	char header[128];
	const char *why;
	snprintf(header, sizeof header, "{\"id\":\"%s\",\"title\":\"A title\",\"published\":\"2023-05-01\"}", id);
	ck_assert_int_eq(stanced_request_parse(request, header, strlen(header), text, strlen(text), 1000, &why), 0);
}

static int64_t add(const char *id, const char *text)
{
	struct stanced_request article;
	int64_t number;
	request(&article, id, text);
	ck_assert_int_eq(journal_add(journal, &article, NULL, 1000, &number), 0);
	stanced_request_deinit(&article);
	return number;
}

static enum journal_verdict find(const char *id, const char *text, char **copy_ofp)
{
	struct stanced_request article;
	enum journal_verdict verdict;
	char *copy_of;
	request(&article, id, text);
	ck_assert_int_eq(journal_find(journal, &article, &verdict, &copy_of), 0);
	stanced_request_deinit(&article);
	if (copy_ofp)
		*copy_ofp = copy_of;
	else
		free(copy_of);
	return verdict;
}

static int ignore(void *user, const char *source, const char *target)
{
	return 0;
}

/* A stance {1} and an article {22}. */
static int write_messages(int64_t number, uint64_t seq)
{
	char data[] = "{}122";
	struct messages_part parts[] = { { .kind = MESSAGE_STANCE, .source = "CHN", .target = "JPN", .count = 3 },
					 { .kind = MESSAGE_ARTICLE, .source = "key", .first = 3, .count = 3 } };
	struct message_piece pieces[] = { { 0, 1 }, { 2, 1 }, { 1, 1 }, { 0, 1 }, { 3, 2 }, { 1, 1 } };
	const struct messages messages = { .out = { .data = data, .size = 5 },
					   .parts = parts,
					   .part_count = 2,
					   .pieces = pieces,
					   .piece_count = 6,
					   .seq = seq };
	return journal_write(journal, number, &messages);
}

static void write_result(int64_t number, uint64_t seq)
{
	ck_assert_int_eq(write_messages(number, seq), 0);
	const struct ledger_place place = { .number = number, .story = number, .rank = LEDGER_ORDINARY };
	ck_assert_int_eq(journal_settle(journal, number), 0);
	ck_assert_int_eq(ledger_place(journal, &place), 0);
	ck_assert_int_eq(ledger_count(journal, number, ignore, NULL), 0);
}

static unsigned count_messages(uint64_t from)
{
	struct journal_message message;
	unsigned count = 0;
	ck_assert_int_eq(journal_read_begin(journal, from), 0);
	for (int r; (r = journal_read_next(journal, &message)); count++)
		ck_assert_int_eq(r, 1);
	journal_read_end(journal);
	return count;
}

START_TEST(only_what_was_committed_stays)
{
	add("one", "text one");
	ck_assert_int_eq(find("one", "text one", NULL), JOURNAL_KNOWN);
	crash();
	ck_assert_int_eq(find("one", "text one", NULL), JOURNAL_NEW);
	add("one", "text one");
	ck_assert_int_eq(journal_commit(journal, 1, 0), 0);
	crash();
	ck_assert_int_eq(find("one", "text one", NULL), JOURNAL_KNOWN);
	ck_assert_int_eq(find("one", "another", NULL), JOURNAL_CONFLICT);
}
END_TEST

START_TEST(copies_name_the_first)
{
	char *copy_of;
	add("one", "same text");
	add("two", "same text");
	ck_assert_int_eq(find("three", "same text", &copy_of), JOURNAL_NEW);
	ck_assert_str_eq(copy_of, "one");
	free(copy_of);
}
END_TEST

START_TEST(pending_articles_come_back_whole)
{
	struct journal_pending pending;
	int64_t first = add("one", "text one"), second = add("two", "text two");
	ck_assert_int_eq(journal_set_aside(journal, first, "crashed"), 0);
	ck_assert_int_eq(journal_commit(journal, 1, 0), 0);
	crash();
	ck_assert_int_eq(journal_next_pending(journal, 0, &pending), 1);
	ck_assert_int_eq(pending.number, second);
	ck_assert_str_eq(pending.request.id, "two");
	ck_assert_str_eq(pending.request.title, "A title");
	ck_assert_ptr_null(pending.request.url);
	ck_assert_uint_eq(pending.request.text_size, 8);
	ck_assert_str_eq(pending.request.text, "text two");
	ck_assert_int_ne(pending.request.day, STANCED_DAY_NONE);
	ck_assert_uint_eq(strlen(pending.request.key), STANCED_KEY_HEX);
	stanced_request_deinit(&pending.request);
	free(pending.copy_of);
	ck_assert_int_eq(journal_next_pending(journal, second, &pending), 0);
}
END_TEST

START_TEST(a_failure_spoils_the_whole_group)
{
	int64_t number = add("one", "text one");
	write_result(number, 1);
	ck_assert_int_eq(journal_commit(journal, 3, 2), 0);
	number = add("two", "text two");
	ck_assert_int_lt(write_messages(number, 1), 0); /* the number was given */
	ck_assert_int_lt(journal_settle(journal, number), 0);
	ck_assert_int_lt(journal_commit(journal, 4, 2), 0);
	ck_assert(!journal_is_dirty(journal));
	ck_assert_uint_eq(journal_next(journal), 3);
	ck_assert_int_eq(find("two", "text two", NULL), JOURNAL_NEW);
	number = add("two", "text two");
	write_result(number, 3);
	ck_assert_int_eq(journal_commit(journal, 5, 2), 0);
	ck_assert_uint_eq(count_messages(1), 4);
}
END_TEST

START_TEST(numbers_and_the_clean_end_are_remembered)
{
	ck_assert(journal_is_new(journal));
	ck_assert(journal_was_clean(journal));
	ck_assert_uint_eq(journal_next(journal), 1);
	ck_assert_int_eq(journal_commit(journal, 8, 5), 0);
	crash();
	ck_assert(!journal_is_new(journal));
	ck_assert(!journal_was_clean(journal));
	ck_assert_uint_eq(journal_next(journal), 8);
	ck_assert_uint_eq(journal_published(journal), 5);
	journal = journal_close(journal, true);
	reopen();
	ck_assert(journal_was_clean(journal));
}
END_TEST

START_TEST(tries_are_counted)
{
	unsigned tries;
	int64_t number = add("one", "text one");
	for (unsigned i = 1; i < 4; i++) {
		ck_assert_int_eq(journal_try(journal, number, &tries), 0);
		ck_assert_uint_eq(tries, i);
		ck_assert_int_eq(journal_commit(journal, 1, 0), 0);
		crash();
	}
}
END_TEST

START_TEST(pruning_takes_the_oldest_finished)
{
	unsigned removed;
	struct journal_article article;
	struct stanced_request asked;
	write_result(add("one", "text one"), 1);
	add("two", "text two"); /* pending stays, however old */
	write_result(add("three", "text three"), 3);
	ck_assert_int_eq(journal_commit(journal, 5, 4), 0);
	ck_assert_int_eq(journal_prune(journal, 1000, 10, &removed), 0);
	ck_assert_uint_eq(removed, 0);
	ck_assert_int_eq(journal_prune(journal, 1001, 1, &removed), 0);
	ck_assert_uint_eq(removed, 1);
	ck_assert_int_eq(journal_commit(journal, 5, 4), 0);
	ck_assert_uint_eq(count_messages(1), 2);
	ck_assert_int_eq(journal_prune(journal, 1001, 10, &removed), 0);
	ck_assert_uint_eq(removed, 1);
	ck_assert_int_eq(journal_commit(journal, 5, 4), 0);
	request(&asked, "two", "text two");
	ck_assert_int_eq(journal_article(journal, asked.key, &article), 1);
	ck_assert_int_eq(article.state, JOURNAL_PENDING);
	ck_assert_ptr_null(article.message);
	stanced_request_deinit(&asked);
}
END_TEST

START_TEST(numbers_of_articles_never_repeat)
{
	unsigned removed;
	write_result(add("one", "text one"), 1);
	write_result(add("two", "text two"), 3);
	ck_assert_int_eq(journal_commit(journal, 5, 4), 0);
	ck_assert_int_eq(journal_prune(journal, 1001, 10, &removed), 0);
	ck_assert_uint_eq(removed, 2);
	ck_assert_int_eq(journal_removed(journal), 2);
	ck_assert_int_eq(add("three", "text three"), 3);
	journal_undo(journal);
	ck_assert_int_eq(journal_removed(journal), 0);
	ck_assert_int_eq(add("three", "text three"), 3); /* of what never was, a number may */
	journal_undo(journal);
	ck_assert_int_eq(journal_prune(journal, 1001, 10, &removed), 0);
	ck_assert_int_eq(journal_commit(journal, 5, 4), 0);
	crash();
	ck_assert_int_eq(add("three", "text three"), 3);
}
END_TEST

START_TEST(scores_of_no_article_go_with_what_is_older)
{
	unsigned removed;
	write_result(add("one", "text one"), 1);
	ck_assert_int_eq(write_messages(0, 3), 0);
	write_result(add("two", "text two"), 5);
	ck_assert_int_eq(write_messages(0, 7), 0);
	ck_assert_int_eq(journal_commit(journal, 9, 8), 0);
	ck_assert_int_eq(journal_prune(journal, 1000, 10, &removed), 0);
	ck_assert_uint_eq(count_messages(1), 8);
	ck_assert_int_eq(journal_prune(journal, 1001, 1, &removed), 0);
	ck_assert_uint_eq(count_messages(1), 4); /* from 5 on */
	ck_assert_uint_eq(count_messages(5), 4);
	ck_assert_int_eq(journal_prune(journal, 1001, 1, &removed), 0);
	ck_assert_uint_eq(count_messages(1), 0);
}
END_TEST

static void count_fault(void *user, const char *fault)
{
	++*(unsigned *)user;
}

/* Changes the file by hand, as a damage or another version would have. */
static void change(const char *sql)
{
	sqlite3 *db;
	journal = journal_close(journal, true);
	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
	sqlite3_close(db);
	reopen();
}

START_TEST(a_check_finds_what_does_not_fit)
{
	unsigned faults = 0;
	write_result(add("one", "text one"), 1);
	ck_assert_int_eq(journal_commit(journal, 3, 2), 0);
	ck_assert_int_eq(journal_check(journal, count_fault, &faults), 0);
	ck_assert_uint_eq(faults, 0);
	ck_assert_int_eq(journal_settle(journal, add("two", "text two")), 0);
	ck_assert_int_eq(journal_commit(journal, 3, 2), 0);
	change("INSERT INTO pending VALUES (1, 0), (9, 0)");
	ck_assert_int_eq(journal_check(journal, count_fault, &faults), 0);
	/* One has results and is not scored, two neither a result nor a place, nine is not there. */
	ck_assert_uint_eq(faults, 4);
}
END_TEST

START_TEST(what_is_pending_is_taken_over_from_an_older_version)
{
	struct journal_pending pending;
	unsigned tries;
	write_result(add("one", "text one"), 1);
	int64_t second = add("two", "text two");
	ck_assert_int_eq(journal_commit(journal, 3, 2), 0);
	change("DROP TABLE pending; CREATE INDEX article_pending ON article (number) WHERE state = 0;"
	       "UPDATE article SET state = 0, tries = 2 WHERE id = 'two'; PRAGMA user_version = 4");
	ck_assert_int_eq(journal_next_pending(journal, 0, &pending), 1);
	ck_assert_int_eq(pending.number, second);
	stanced_request_deinit(&pending.request);
	ck_assert_int_eq(journal_next_pending(journal, second, &pending), 0);
	ck_assert_int_eq(journal_try(journal, second, &tries), 0);
	ck_assert_uint_eq(tries, 3);
}
END_TEST

START_TEST(a_damaged_result_is_found_and_told)
{
	static const char *const damages[] = {
		"parts = x'00'", /* ends in the middle */
		"parts = x'04000000'", /* a kind that there is not */
		"parts = x'01ff4300'", /* names beyond the end */
		"parts = x'0000000103ffffffffff7f'", /* a piece beyond the buffer */
		"parts = x'000000028080808080808080'", /* a number without end */
		"parts = x''",
		"count = 7",
	};
	char sql[128];
	struct journal_message message;
	add("one", "text one");
	write_result(1, 1);
	ck_assert_int_eq(journal_commit(journal, 3, 2), 0);
	for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
		unsigned faults = 0;
		change("CREATE TABLE whole AS SELECT * FROM result");
		snprintf(sql, sizeof sql, "UPDATE result SET %s", damages[i]);
		change(sql);
		ck_assert_int_eq(journal_check(journal, count_fault, &faults), 0);
		ck_assert_uint_ge(faults, 1);
		ck_assert_int_eq(journal_read_begin(journal, 1), 0);
		int r = journal_read_next(journal, &message);
		ck_assert_int_eq(r, i < 5 ? -EBADMSG : i == 6);
		journal_read_end(journal);
		change("DELETE FROM result; INSERT INTO result SELECT * FROM whole; DROP TABLE whole");
	}
	ck_assert_uint_eq(count_messages(1), 2);
	ck_assert_uint_eq(count_messages(2), 1);
	ck_assert_uint_eq(count_messages(3), 0);
}
END_TEST

static int take_tail(void *user, const char *name, uint64_t seq)
{
	uint64_t *sum = user;
	*sum += strlen(name) * 100 + seq;
	return 0;
}

START_TEST(tails_are_kept)
{
	uint64_t sum = 0;
	ck_assert_int_eq(journal_set_tail(journal, "stance.CHN.", 3), 0);
	ck_assert_int_eq(journal_set_tail(journal, "stance.CHN.", 7), 0);
	ck_assert_int_eq(journal_set_floor(journal, 2), 0);
	ck_assert_int_eq(journal_commit(journal, 8, 7), 0);
	crash();
	ck_assert_int_eq(journal_tails(journal, take_tail, &sum), 0);
	ck_assert_uint_eq(sum, 1107);
	ck_assert_uint_eq(journal_floor(journal), 2);
}
END_TEST

/* What keeps SQLite from opening it is told as the system told it. */
START_TEST(a_missing_directory_is_told)
{
	char missing[128], why[JOURNAL_WHY_MAX] = "";
	struct journal *other = NULL;
	snprintf(missing, sizeof missing, "%s/missing/journal.db", root);
	ck_assert_int_eq(journal_open(&other, missing, 0, why), -ENOENT);
	ck_assert_ptr_nonnull(strstr(why, strerror(ENOENT)));
	ck_assert_int_eq(journal_look(&other, missing, why), -ENOENT);
	ck_assert_ptr_null(other);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("journal");
	TCase *tcase = tcase_create("journal");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, only_what_was_committed_stays);
	tcase_add_test(tcase, copies_name_the_first);
	tcase_add_test(tcase, pending_articles_come_back_whole);
	tcase_add_test(tcase, a_failure_spoils_the_whole_group);
	tcase_add_test(tcase, numbers_and_the_clean_end_are_remembered);
	tcase_add_test(tcase, tries_are_counted);
	tcase_add_test(tcase, pruning_takes_the_oldest_finished);
	tcase_add_test(tcase, numbers_of_articles_never_repeat);
	tcase_add_test(tcase, scores_of_no_article_go_with_what_is_older);
	tcase_add_test(tcase, a_check_finds_what_does_not_fit);
	tcase_add_test(tcase, what_is_pending_is_taken_over_from_an_older_version);
	tcase_add_test(tcase, a_damaged_result_is_found_and_told);
	tcase_add_test(tcase, tails_are_kept);
	tcase_add_test(tcase, a_missing_directory_is_told);
	suite_add_tcase(suite, tcase);
	return run_suite(suite);
}
