#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "service/copies.h"
#include "run_suite.h"

#define WORDS_MAX 400

/* Words from first on, so that two texts share those of the numbers they share. */
static struct signature words(unsigned first, unsigned count, const char *between)
{
	char text[WORDS_MAX * 16];
	size_t size = 0;
	struct signature signature;
	for (unsigned i = first; i < first + count; i++)
		size += (size_t)snprintf(text + size, sizeof text - size, "Word%u%s", i * 7919 % 1000003, between);
	signature_of(&signature, text, size);
	return signature;
}

static unsigned equal_bins(const struct signature *one, const struct signature *other)
{
	unsigned equal = 0;
	for (size_t bin = 0; bin < SIGNATURE_BINS; bin++)
		equal += one->bins[bin] == other->bins[bin];
	return equal;
}

START_TEST(marks_and_spaces_do_not_matter)
{
	struct signature one = words(0, 100, " "), other = words(0, 100, ", \n");
	ck_assert(one.there);
	ck_assert_uint_eq(equal_bins(&one, &other), SIGNATURE_BINS);
}
END_TEST

/* Signatures stand in journals: a text must have the same one for ever. */
START_TEST(signatures_stay_what_they_are)
{
	struct signature text = words(0, 200, " é, ");
	uint64_t sum = 0;
	for (size_t bin = 0; bin < SIGNATURE_BINS; bin++)
		sum = sum * 31 + text.bins[bin];
	ck_assert_uint_eq(sum, UINT64_C(7001566888248276820));
}
END_TEST

START_TEST(short_texts_have_none)
{
	ck_assert(!words(0, SIGNATURE_WORDS_MIN - 1, " ").there);
	ck_assert(words(0, SIGNATURE_WORDS_MIN, " ").there);
	ck_assert(!words(0, 0, "").there);
}
END_TEST

/* Three standard deviations of the estimate are 15 bins. */
START_TEST(equal_bins_estimate_what_is_common)
{
	static const unsigned shifts[] = { 10, 30, 60, 100, 150, 300 };
	for (size_t i = 0; i < sizeof shifts / sizeof *shifts; i++) {
		struct signature one = words(0, 300, " "), other = words(shifts[i], 300, " ");
		double runs = 296, common = shifts[i] < 296 ? 296 - shifts[i] : 0;
		double part = common / (2 * runs - common);
		ck_assert_double_eq_tol(equal_bins(&one, &other), part * SIGNATURE_BINS, 15);
		if (part > 0.8 || part < 0.4)
			ck_assert_int_eq(signature_alike(one.bins, other.bins), part > 0.8);
	}
}
END_TEST

START_TEST(near_copies_are_found_until_they_leave_the_window)
{
	struct copies copies;
	struct copies_match match;
	ck_assert_int_eq(copies_init(&copies, 60), 0); /* 64 */
	struct signature first = words(0, 200, " "), near = words(5, 200, " ");
	copies_add(&copies, &first, 1, 1);
	for (unsigned i = 2; i <= 64; i++) {
		struct signature other = words(1000 * i, 200, " ");
		copies_find(&copies, &other, 0, &match);
		ck_assert_uint_eq(match.count, 0);
		copies_add(&copies, &other, i, i);
		copies_find(&copies, &near, 0, &match);
		ck_assert_uint_eq(match.count, 1);
		ck_assert_int_eq(match.first, 1);
	}
	copies_find(&copies, &first, 1, &match); /* but for itself */
	ck_assert_uint_eq(match.count, 0);
	struct signature last = words(500, 200, " ");
	copies_add(&copies, &last, 65, 65);
	copies_find(&copies, &near, 0, &match);
	ck_assert_uint_eq(match.count, 0);
	copies_clear(&copies);
	copies_find(&copies, &last, 0, &match);
	ck_assert_uint_eq(match.count, 0);
	copies_deinit(&copies);
}
END_TEST

START_TEST(joined_stories_are_found_as_one)
{
	struct copies copies;
	struct copies_match match;
	ck_assert_int_eq(copies_init(&copies, 16), 0);
	struct signature text = words(0, 200, " ");
	copies_add(&copies, &text, 7, 7);
	copies_add(&copies, &text, 3, 3);
	copies_find(&copies, &text, 0, &match);
	ck_assert_uint_eq(match.count, 2);
	ck_assert_int_eq(match.first, 3);
	copies_join(&copies, 7, 3);
	copies_find(&copies, &text, 0, &match);
	ck_assert_uint_eq(match.count, 1);
	ck_assert_int_eq(match.stories[0], 3);
	copies_deinit(&copies);
}
END_TEST

START_TEST(what_was_removed_is_forgotten)
{
	struct copies copies;
	struct copies_match match;
	ck_assert_int_eq(copies_init(&copies, 16), 0);
	struct signature text = words(0, 200, " ");
	copies_add(&copies, &text, 1, 1);
	copies_add(&copies, &text, 5, 1);
	copies_forget(&copies, 3);
	copies_add(&copies, &text, 2, 2); /* scored late */
	copies_find(&copies, &text, 0, &match);
	ck_assert_uint_eq(match.count, 2);
	ck_assert_int_eq(match.first, 2);
	copies_forget(&copies, 5);
	copies_find(&copies, &text, 0, &match);
	ck_assert_uint_eq(match.count, 0);
	copies_clear(&copies);
	copies_add(&copies, &text, 4, 4);
	copies_find(&copies, &text, 0, &match);
	ck_assert_int_eq(match.first, 4);
	copies_deinit(&copies);
}
END_TEST

START_TEST(without_room_none_are_found)
{
	struct copies copies;
	struct copies_match match;
	ck_assert_int_eq(copies_init(&copies, 0), 0);
	struct signature text = words(0, 200, " ");
	copies_add(&copies, &text, 1, 1);
	copies_find(&copies, &text, 0, &match);
	ck_assert_uint_eq(match.count, 0);
	copies_deinit(&copies);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("stories");
	TCase *tcase = tcase_create("stories");
	tcase_add_test(tcase, marks_and_spaces_do_not_matter);
	tcase_add_test(tcase, signatures_stay_what_they_are);
	tcase_add_test(tcase, short_texts_have_none);
	tcase_add_test(tcase, equal_bins_estimate_what_is_common);
	tcase_add_test(tcase, near_copies_are_found_until_they_leave_the_window);
	tcase_add_test(tcase, joined_stories_are_found_as_one);
	tcase_add_test(tcase, what_was_removed_is_forgotten);
	tcase_add_test(tcase, without_room_none_are_found);
	suite_add_tcase(suite, tcase);
	return run_suite(suite);
}
