#include <check.h>

#include "service/large.h"
#include "service/service.h"
#include "run_suite.h"

/* A nanosecond a byte. */
static long pause_of(uint64_t one, uint64_t other)
{
	const struct scorer scorers[] = { { .bytes = one }, { .bytes = other } };
	const struct counters counters = { .text_bytes = 1000, .engine_ns = 1000 };
	return scorers_pause_ms(scorers, 2, &counters);
}

START_TEST(the_loop_pauses_for_half_of_what_the_least_busy_has)
{
	ck_assert_int_eq(pause_of(8000000, 90000000), 4);
	ck_assert_int_eq(pause_of(90000000, 8000000), 4);
	ck_assert_int_eq(pause_of(8000000, 0), 0);
	ck_assert_int_eq(pause_of(3000000, 3000000), 0);
	ck_assert_int_eq(pause_of(90000000, 90000000), 10);
}
END_TEST

START_TEST(nobody_knows_yet_how_long_it_takes)
{
	const struct scorer scorer = { .bytes = 1 << 20 };
	const struct counters counters = { .text_bytes = 0 };
	ck_assert_int_eq(scorers_pause_ms(&scorer, 1, &counters), 0);
}
END_TEST

static struct config config = { .memory_max = UINT64_C(1) << 30 };
static struct scorer both[2];
static struct service service = { .config = &config, .scorers = both, .scorer_count = 2 };

static struct job jobs[40];

static void fill(size_t first, size_t size)
{
	service.intake.queue = (struct job_queue) { 0 };
	for (size_t i = 0; i < 40; i++) {
		jobs[i] = (struct job) { .request.text_size = i < first ? size : 1000 };
		job_queue_push(&service.intake.queue, &jobs[i]);
	}
}

START_TEST(long_articles_wait_and_others_pass)
{
	struct job_queue *queue = &service.intake.queue;
	fill(3, 2 << 20);
	both[0].large = both[1].large = 0;
	ck_assert_ptr_eq(large_next(&service), &jobs[0]);
	both[0].large = 2 << 20;
	ck_assert_ptr_eq(large_next(&service), &jobs[1]);
	both[1].large = 2 << 20;
	ck_assert_ptr_eq(large_next(&service), &jobs[3]);
	for (size_t i = 4; i < 40; i++)
		ck_assert_ptr_eq(large_next(&service), &jobs[i]);
	ck_assert_ptr_null(large_next(&service));
	ck_assert_uint_eq(queue->count, 1);
	ck_assert_uint_eq(queue->bytes, 2 << 20);
	ck_assert_ptr_eq(queue->last, &jobs[2]);
	both[0].large = 0;
	ck_assert_ptr_eq(large_next(&service), &jobs[2]);
	ck_assert_ptr_null(queue->last);
}
END_TEST

START_TEST(one_is_always_in_work)
{
	fill(40, 16 << 20);
	both[0].large = both[1].large = 0;
	ck_assert_ptr_eq(large_next(&service), &jobs[0]);
	both[0].large = 16 << 20;
	ck_assert_ptr_null(large_next(&service));
	config.memory_max = 0; /* no limit */
	ck_assert_ptr_eq(large_next(&service), &jobs[1]);
	config.memory_max = UINT64_C(1) << 30;
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("scorer");
	TCase *tcase = tcase_create("pause");
	tcase_add_test(tcase, the_loop_pauses_for_half_of_what_the_least_busy_has);
	tcase_add_test(tcase, nobody_knows_yet_how_long_it_takes);
	suite_add_tcase(suite, tcase);
	tcase = tcase_create("large");
	tcase_add_test(tcase, long_articles_wait_and_others_pass);
	tcase_add_test(tcase, one_is_always_in_work);
	suite_add_tcase(suite, tcase);
	return run_suite(suite);
}
