#include <check.h>

#include "service/scorer.h"
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

int main(void)
{
	Suite *suite = suite_create("scorer");
	TCase *tcase = tcase_create("pause");
	tcase_add_test(tcase, the_loop_pauses_for_half_of_what_the_least_busy_has);
	tcase_add_test(tcase, nobody_knows_yet_how_long_it_takes);
	suite_add_tcase(suite, tcase);
	return run_suite(suite);
}
