#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "service/window.h"
#include "run_suite.h"

static struct window window;
static char ids[2][32];

/* A request as intake makes it, with only what the window reads. */
static struct stanced_request make(const char *id, const char *text)
{
	static unsigned turn;
	struct stanced_request request = { 0 };
	char *place = ids[turn++ % 2];
	snprintf(place, sizeof ids[0], "%s", id);
	request.id = place;
	stanced_key(id, request.key);
	sha256(text, strlen(text), request.text_hash);
	return request;
}

static enum window_verdict find(const char *id, const char *text, const char **copy_ofp)
{
	struct stanced_request request = make(id, text);
	return window_find(&window, &request, copy_ofp);
}

static void add(const char *id, const char *text)
{
	struct stanced_request request = make(id, text);
	ck_assert_int_eq(window_add(&window, &request), 0);
}

START_TEST(verdicts)
{
	const char *copy_of;
	ck_assert_int_eq(window_init(&window, 4), 0);
	ck_assert_int_eq(find("a", "1", &copy_of), WINDOW_NEW);
	ck_assert_ptr_null(copy_of);
	add("a", "1");
	ck_assert_int_eq(find("a", "1", &copy_of), WINDOW_KNOWN);
	ck_assert_int_eq(find("a", "2", &copy_of), WINDOW_CONFLICT);
	ck_assert_int_eq(find("b", "1", &copy_of), WINDOW_NEW);
	ck_assert_str_eq(copy_of, "a");
	add("b", "1");
	ck_assert_int_eq(find("c", "1", &copy_of), WINDOW_NEW);
	ck_assert_str_eq(copy_of, "a");
	window_deinit(&window);
}
END_TEST

START_TEST(oldest_goes_first)
{
	const char *copy_of;
	char id[16];
	ck_assert_int_eq(window_init(&window, 3), 0);
	for (int i = 0; i < 100; i++) {
		snprintf(id, sizeof id, "%d", i);
		add(id, i % 2 ? "odd" : id);
	}
	ck_assert_int_eq(find("96", "96", &copy_of), WINDOW_NEW);
	ck_assert_int_eq(find("97", "odd", &copy_of), WINDOW_KNOWN);
	ck_assert_int_eq(find("98", "98", &copy_of), WINDOW_KNOWN);
	ck_assert_int_eq(find("99", "odd", &copy_of), WINDOW_KNOWN);
	ck_assert_uint_eq(window.count, 3);
	window_deinit(&window);
}
END_TEST

START_TEST(forgotten)
{
	const char *copy_of;
	struct stanced_request request = make("a", "1");
	ck_assert_int_eq(window_init(&window, 2), 0);
	add("a", "1");
	window_forget(&window, &request);
	window_forget(&window, &request);
	ck_assert_int_eq(find("a", "2", &copy_of), WINDOW_NEW);
	ck_assert_int_eq(find("b", "1", &copy_of), WINDOW_NEW);
	ck_assert_ptr_null(copy_of);
	for (char id[2] = "b"; id[0] <= 'z'; id[0]++)
		add(id, id);
	ck_assert_int_eq(find("z", "z", &copy_of), WINDOW_KNOWN);
	window_deinit(&window);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("window");
	TCase *core = tcase_create("window");
	tcase_add_test(core, verdicts);
	tcase_add_test(core, oldest_goes_first);
	tcase_add_test(core, forgotten);
	suite_add_tcase(suite, core);
	return run_suite(suite);
}
