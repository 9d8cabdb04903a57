#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/sha256.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "run_suite.h"

START_TEST(arena_hands_out_aligned_memory)
{
	struct arena arena;
	arena_init(&arena, 0);
	char *last = NULL;
	for (size_t size = 0; size < 3000; size += 7) {
		char *p = arena_alloc(&arena, 1, size);
		ck_assert_ptr_nonnull(p);
		ck_assert_uint_eq((uintptr_t)p % 16, 0);
		ck_assert_ptr_ne(p, last);
		memset(p, 0xA5, size);
		last = p;
	}
	arena_deinit(&arena);
}
END_TEST

START_TEST(arena_zero_clears_reused_memory)
{
	struct arena arena;
	arena_init(&arena, 0);
	memset(arena_alloc(&arena, 100, 10), 0xFF, 1000);
	arena_reset(&arena, SIZE_MAX);
	ck_assert_uint_eq(arena.used, 0);
	const char *p = arena_zero(&arena, 100, 10);
	for (size_t i = 0; i < 1000; i++)
		ck_assert_int_eq(p[i], 0);
	arena_deinit(&arena);
}
END_TEST

START_TEST(arena_reset_keeps_what_it_is_told)
{
	struct arena arena;
	arena_init(&arena, 0);
	void *first = arena_alloc(&arena, 1, 100);
	for (int i = 0; i < 50; i++)
		ck_assert_ptr_nonnull(arena_alloc(&arena, 1, 100000));
	arena_reset(&arena, 100000);
	ck_assert_ptr_eq(arena_alloc(&arena, 1, 100), first);
	arena_reset(&arena, 0);
	ck_assert_ptr_null(arena.first);
	ck_assert_ptr_nonnull(arena_alloc(&arena, 1, 100));
	arena_deinit(&arena);
}
END_TEST

START_TEST(arena_holds_its_limit)
{
	struct arena arena;
	arena_init(&arena, 1000);
	ck_assert_ptr_null(arena_alloc(&arena, 1, 1001));
	ck_assert_ptr_nonnull(arena_alloc(&arena, 1, 900));
	ck_assert_ptr_null(arena_alloc(&arena, 1, 200));
	ck_assert_ptr_null(arena_alloc(&arena, SIZE_MAX / 2, 3));
	ck_assert_ptr_null(arena_alloc(&arena, SIZE_MAX, 1));
	arena_deinit(&arena);
}
END_TEST

START_TEST(arena_string_ends_in_nul)
{
	struct arena arena;
	arena_init(&arena, 0);
	ck_assert_str_eq(arena_string(&arena, "Tokyo and more", 5), "Tokyo");
	ck_assert_str_eq(arena_string(&arena, NULL, 0), "");
	arena_deinit(&arena);
}
END_TEST

START_TEST(arena_strings_lie_close_and_what_follows_is_aligned)
{
	struct arena arena;
	arena_init(&arena, 0);
	char *first = arena_string(&arena, "Oman", 4), *second = arena_string(&arena, "Chad", 4);
#ifndef FENCED
	ck_assert_ptr_eq(second, first + 5);
#endif
	ck_assert_uint_eq((uintptr_t)arena_alloc(&arena, 1, 8) % 16, 0);
	ck_assert_str_eq(first, "Oman");
	ck_assert_str_eq(second, "Chad");
	arena_deinit(&arena);
}
END_TEST

START_TEST(arena_reserves_one_block)
{
	struct arena arena;
	arena_init(&arena, 0);
	ck_assert_ptr_nonnull(arena_alloc(&arena, 1, 8));
	ck_assert(arena_reserve(&arena, (size_t)9 << 20)); /* more than a block has: the system's own pages */
	char *first = arena_zero(&arena, 1, (size_t)5 << 20), *second = arena_alloc(&arena, 1, (size_t)3 << 20);
	ck_assert(second > first && second < first + ((size_t)9 << 20));
	ck_assert(!arena_reserve(&arena, SIZE_MAX));
	arena_deinit(&arena);
}
END_TEST

START_TEST(vec_grows_and_keeps_its_items)
{
	struct arena arena;
	VEC(unsigned) numbers = { 0 };
	arena_init(&arena, 0);
	for (unsigned i = 0; i < 10000; i++) {
		unsigned *slot = VEC_PUSH(&arena, &numbers);
		ck_assert_ptr_nonnull(slot);
		*slot = i;
	}
	for (unsigned i = 0; i < 10000; i++)
		ck_assert_uint_eq(numbers.items[i], i);
	arena_deinit(&arena);
}
END_TEST

START_TEST(vec_reports_exhaustion)
{
	struct arena arena;
	VEC(char) bytes = { 0 };
	arena_init(&arena, 64);
	size_t pushed = 0;
	for (const char *slot = ""; slot && pushed < 1000; pushed++)
		slot = VEC_PUSH(&arena, &bytes);
	ck_assert_uint_gt(pushed, 16);
	ck_assert_uint_lt(pushed, 64);
	arena_deinit(&arena);
}
END_TEST

static const struct {
	const char *bytes;
	size_t size;
	size_t bad; /* SIZE_MAX: valid */
} utf8_cases[] = {
	{ "", 0, SIZE_MAX },
	{ "plain ASCII that is long enough for eight bytes at a time", 57, SIZE_MAX },
	{ "a\0b", 3, SIZE_MAX },
	{ "\xC3\xA9", 2, SIZE_MAX },
	{ "\xE2\x82\xAC", 3, SIZE_MAX },
	{ "\xF0\x9F\x98\x80", 4, SIZE_MAX },
	{ "\xF4\x8F\xBF\xBF", 4, SIZE_MAX },
	{ "12345678\xC3", 9, 8 }, /* cut short */
	{ "ab\x80", 3, 2 }, /* lone continuation */
	{ "\xC0\xAF", 2, 0 }, /* overlong */
	{ "\xC1\x81", 2, 0 }, /* overlong */
	{ "\xE0\x9F\xBF", 3, 0 }, /* overlong */
	{ "x\xED\xA0\x80", 4, 1 }, /* surrogate */
	{ "\xF0\x8F\xBF\xBF", 4, 0 }, /* overlong */
	{ "\xF4\x90\x80\x80", 4, 0 }, /* past U+10FFFF */
	{ "\xF5\x80\x80\x80", 4, 0 }, /* no such lead byte */
	{ "ok\xE2\x82(", 5, 2 }, /* broken in the middle */
	{ "12345678abcdefg\xFF", 16, 15 }, /* in the second run of eight */
};

START_TEST(utf8_is_checked)
{
	size_t bad = SIZE_MAX;
	bool valid = utf8_valid(utf8_cases[_i].bytes, utf8_cases[_i].size, &bad);
	ck_assert_int_eq(valid, utf8_cases[_i].bad == SIZE_MAX);
	ck_assert_uint_eq(bad, utf8_cases[_i].bad);
}
END_TEST

START_TEST(utf8_round_trip)
{
	for (uint32_t code = 0; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 257) {
		char bytes[4];
		uint32_t back;
		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		size_t size = utf8_encode(code, bytes);
		ck_assert(utf8_valid(bytes, size, NULL));
		ck_assert_uint_eq(utf8_decode(bytes, size, &back), size);
		ck_assert_uint_eq(back, code);
	}
}
END_TEST

START_TEST(utf8_decode_survives_bad_bytes)
{
	uint32_t code;
	ck_assert_uint_eq(utf8_decode("\xE2\x82", 2, &code), 1);
	ck_assert_uint_eq(code, 0xFFFD);
}
END_TEST

static void assert_digest(const uint8_t digest[SHA256_SIZE], const char *hex)
{
	char text[2 * SHA256_SIZE + 1];
	for (size_t i = 0; i < SHA256_SIZE; i++)
		snprintf(text + 2 * i, 3, "%02x", digest[i]);
	ck_assert_str_eq(text, hex);
}

/* The examples published with the standard. */
START_TEST(sha256_known_answers)
{
	static const char two_blocks[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
	uint8_t digest[SHA256_SIZE];
	sha256("", 0, digest);
	assert_digest(digest, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	sha256("abc", 3, digest);
	assert_digest(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	sha256(two_blocks, strlen(two_blocks), digest);
	assert_digest(digest, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}
END_TEST

START_TEST(sha256_of_a_million)
{
	struct sha256 hash;
	uint8_t digest[SHA256_SIZE];
	char block[1000];
	memset(block, 'a', sizeof block);
	sha256_init(&hash);
	for (int i = 0; i < 1000; i++)
		sha256_update(&hash, block, sizeof block);
	sha256_final(&hash, digest);
	assert_digest(digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
END_TEST

START_TEST(sha256_does_not_depend_on_the_pieces)
{
	uint8_t whole[SHA256_SIZE], pieces[SHA256_SIZE];
	char text[300];
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)(i * 31);
	for (size_t size = 0; size <= sizeof text; size++) {
		struct sha256 hash;
		sha256(text, size, whole);
		sha256_init(&hash);
		for (size_t at = 0, step = 1; at < size; at += step, step = step % 67 + 1)
			sha256_update(&hash, text + at, at + step > size ? size - at : step);
		sha256_final(&hash, pieces);
		ck_assert_mem_eq(whole, pieces, SHA256_SIZE);
	}
}
END_TEST

START_TEST(days_count_from_1970)
{
	ck_assert_int_eq(day_of(1970, 1, 1), 0);
	ck_assert_int_eq(day_of(1969, 12, 31), -1);
	ck_assert_int_eq(day_of(2000, 2, 29), 11016);
	ck_assert_int_eq(day_of(2000, 3, 1), 11017);
	ck_assert_int_eq(day_of(1900, 3, 1) - day_of(1900, 2, 28), 1);
}
END_TEST

START_TEST(days_round_trip)
{
	int32_t expected = day_of(1000, 1, 1);
	for (int year = 1000; year < 2800; year++)
		for (unsigned month = 1; month <= 12; month++) {
			bool all = true; /* told once a month: each ck_assert writes to a pipe */
			for (unsigned day = 1; day <= day_month_length(year, month); day++) {
				int y;
				unsigned m, d;
				all &= day_of(year, month, day) == expected;
				day_split(expected++, &y, &m, &d);
				all &= y == year && m == month && d == day;
			}
			ck_assert_msg(all, "a day of %04d-%02u", year, month);
		}
}
END_TEST

static const struct {
	const char *text;
	const char *first, *last; /* NULL: refused */
} day_cases[] = {
	{ "2024", "2024-01-01", "2024-12-31" },
	{ "2024-02", "2024-02-01", "2024-02-29" },
	{ "2023-02", "2023-02-01", "2023-02-28" },
	{ "1900-02", "1900-02-01", "1900-02-28" },
	{ "2021-10-04", "2021-10-04", "2021-10-04" },
	{ "1000", "1000-01-01", "1000-12-31" },
	{ "0999", NULL, NULL },
	{ "9999", NULL, NULL },
	{ "2021-02-29", NULL, NULL },
	{ "2021-13", NULL, NULL },
	{ "2021-00", NULL, NULL },
	{ "2021-04-31", NULL, NULL },
	{ "2021-04-00", NULL, NULL },
	{ "2021/04/01", NULL, NULL },
	{ "2021-4-1", NULL, NULL },
	{ "20210401", NULL, NULL },
	{ "-021-04-01", NULL, NULL },
	{ "", NULL, NULL },
	{ "2021-04-01T00:00:00Z", NULL, NULL },
};

START_TEST(days_are_read)
{
	struct view text = view_of(day_cases[_i].text);
	char out[DAY_TEXT];
	int32_t day = 0;
	if (!day_cases[_i].first) {
		ck_assert(!day_parse(text, false, &day));
		ck_assert(!day_parse(text, true, &day));
		return;
	}
	ck_assert(day_parse(text, false, &day));
	day_format(day, out);
	ck_assert_str_eq(out, day_cases[_i].first);
	ck_assert(day_parse(text, true, &day));
	day_format(day, out);
	ck_assert_str_eq(out, day_cases[_i].last);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

struct pair {
	unsigned key, index;
};

static int by_key(const void *one, const void *other)
{
	const struct pair *a = one, *b = other;
	return a->key < b->key ? -1 : a->key > b->key;
}

/* Random keys, keys in order, backwards, and two orders one behind the other; few different keys make many alike. */
static unsigned key_of(unsigned shape, unsigned i, unsigned count)
{
	static uint32_t state = 7;
	state = state * 1103515245u + 12345u;
	switch (shape) {
	case 0:
		return (state >> 16) % (count / 2 + 1);
	case 1:
		return i / 2;
	case 2:
		return (count - i) / 2;
	default:
		return i < count / 3 ? i : i - count / 3;
	}
}

START_TEST(sorting_keeps_the_order_of_what_is_alike)
{
	struct pair pairs[300], scratch[300];
	for (unsigned shape = 0; shape < 4; shape++) {
		for (unsigned count = 0; count <= 300; count += count < 40 ? 1 : 13) {
			bool sorted = true;
			for (unsigned i = 0; i < count; i++)
				pairs[i] = (struct pair) { key_of(shape, i, count), i };
			sort_stable(pairs, count, sizeof *pairs, by_key, scratch);
			for (unsigned i = 1; i < count; i++)
				sorted &= pairs[i - 1].key < pairs[i].key ||
					  (pairs[i - 1].key == pairs[i].key && pairs[i - 1].index < pairs[i].index);
			ck_assert(sorted);
		}
	}
}
END_TEST

START_TEST(what_is_sorted_is_found)
{
	static const struct {
		uint32_t key, place;
	} items[] = { { 2, 0 }, { 5, 1 }, { 5, 2 }, { 5, 3 }, { UINT32_MAX, 4 } };
	const size_t size = sizeof *items;
	ck_assert_uint_eq(sort_find(items, 5, size, 5), 1); /* the first of equal ones */
	ck_assert_uint_eq(sort_find(items, 5, size, 1), 0);
	ck_assert_uint_eq(sort_find(items, 5, size, 6), 4);
	ck_assert_uint_eq(sort_find(items, 5, size, UINT32_MAX), 4);
	ck_assert_uint_eq(sort_find(items, 4, size, UINT32_MAX), 4);
	ck_assert_uint_eq(sort_find(NULL, 0, size, 5), 0);
}
END_TEST

START_TEST(an_array_of_ones_is_filled_to_its_end)
{
	static const size_t sizes[] = { 1, 15, 1024, 1025, 5000 };
	struct arena arena;
	arena_init(&arena, 0);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		unsigned char *ones = arena_ones(&arena, sizes[i], 1);
		bool all = ones != NULL;
		for (size_t k = 0; all && k < sizes[i]; k++)
			all = ones[k] == 0xff;
		ck_assert(all);
	}
	arena_deinit(&arena);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("base");
	TCase *tcase = tcase_create("base");
	suite_add_tcase(suite, tcase);
	tcase_add_test(tcase, sorting_keeps_the_order_of_what_is_alike);
	tcase_add_test(tcase, what_is_sorted_is_found);
	tcase_add_test(tcase, an_array_of_ones_is_filled_to_its_end);
	tcase_add_test(tcase, arena_hands_out_aligned_memory);
	tcase_add_test(tcase, arena_zero_clears_reused_memory);
	tcase_add_test(tcase, arena_reset_keeps_what_it_is_told);
	tcase_add_test(tcase, arena_strings_lie_close_and_what_follows_is_aligned);
	tcase_add_test(tcase, arena_reserves_one_block);
	tcase_add_test(tcase, arena_holds_its_limit);
	tcase_add_test(tcase, arena_string_ends_in_nul);
	tcase_add_test(tcase, vec_grows_and_keeps_its_items);
	tcase_add_test(tcase, vec_reports_exhaustion);
	tcase_add_loop_test(tcase, utf8_is_checked, 0, COUNT(utf8_cases));
	tcase_add_test(tcase, utf8_round_trip);
	tcase_add_test(tcase, utf8_decode_survives_bad_bytes);
	tcase_add_test(tcase, sha256_known_answers);
	tcase_add_test(tcase, sha256_of_a_million);
	tcase_add_test(tcase, sha256_does_not_depend_on_the_pieces);
	tcase_add_test(tcase, days_count_from_1970);
	tcase_add_test(tcase, days_round_trip);
	tcase_add_loop_test(tcase, days_are_read, 0, COUNT(day_cases));
	return run_suite(suite);
}
