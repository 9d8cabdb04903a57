#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "service/publish.h"
#include "service/sequence.h"
#include "run_suite.h"

static char root[64], state[96];

static void setup(void)
{
	snprintf(root, sizeof root, "/tmp/stanced-test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(root));
	snprintf(state, sizeof state, "%s/a/b", root);
}

static void teardown(void)
{
	static const char *const names[] = { "a/b/sequence", "a/b/sequence.new", "a/b/lock", "a/b", "a", "." };
	char path[128];
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", root, names[i]);
		remove(path);
	}
	rmdir(root);
}

static void open_it(struct sequence *sequence)
{
	const char *why;
	ck_assert_int_eq(sequence_open(sequence, state, false, &why), 0);
}

static uint64_t set(struct sequence *sequence, const char *name, uint64_t seq)
{
	uint64_t before;
	ck_assert_int_eq(tails_set(&sequence->tails, name, seq, &before), 0);
	return before;
}

/* Leaves things as a crash would: nothing is written at the end. */
static void crash(struct sequence *sequence)
{
	tails_deinit(&sequence->tails);
	close(sequence->lock);
	close(sequence->directory);
}

START_TEST(clean_stop_goes_on)
{
	struct sequence sequence;
	open_it(&sequence);
	ck_assert_uint_eq(sequence.next, 1);
	ck_assert_int_eq(sequence_ensure(&sequence, 3), 0);
	ck_assert_uint_eq(set(&sequence, "stance.CHN.", sequence.next++), 0);
	ck_assert_uint_eq(set(&sequence, "stance.JPN.", sequence.next++), 0);
	ck_assert_uint_eq(set(&sequence, "stance.CHN.", sequence.next++), 1);
	ck_assert_int_eq(sequence_close(&sequence), 0);

	open_it(&sequence);
	ck_assert_uint_eq(sequence.next, 4);
	ck_assert_uint_eq(tails_under(&sequence.tails, "stance."), 3);
	ck_assert_uint_eq(tails_under(&sequence.tails, "stance.JPN"), 2);
	ck_assert_uint_eq(tails_under(&sequence.tails, "target."), 0);
	ck_assert_uint_eq(set(&sequence, "stance.CHN.", sequence.next++), 3);
	ck_assert_int_eq(sequence_close(&sequence), 0);
}
END_TEST

START_TEST(crash_skips_the_block)
{
	struct sequence sequence;
	open_it(&sequence);
	sequence.next += 10;
	set(&sequence, "stance.CHN.", 5);
	uint64_t reserved = sequence.reserved;
	crash(&sequence);

	open_it(&sequence);
	ck_assert_uint_eq(sequence.next, reserved);
	ck_assert_uint_eq(set(&sequence, "stance.CHN.", sequence.next), reserved - 1);
	ck_assert_uint_eq(tails_under(&sequence.tails, "target.X"), reserved - 1);
	ck_assert_int_eq(sequence_close(&sequence), 0);
}
END_TEST

START_TEST(blocks_follow)
{
	struct sequence sequence;
	open_it(&sequence);
	sequence.next = sequence.reserved - 2;
	ck_assert_int_eq(sequence_ensure(&sequence, 2), 0);
	ck_assert_uint_eq(sequence.reserved, sequence.next + 2);
	ck_assert_int_eq(sequence_ensure(&sequence, 3), 0);
	ck_assert_uint_ge(sequence.reserved, sequence.next + 3);
	ck_assert_int_eq(sequence_close(&sequence), 0);
}
END_TEST

START_TEST(one_daemon)
{
	struct sequence first, second;
	const char *why;
	open_it(&first);
	ck_assert_int_lt(sequence_open(&second, state, false, &why), 0);
	ck_assert_ptr_nonnull(strstr(why, "another"));
	ck_assert_int_eq(sequence_close(&first), 0);
	open_it(&second);
	ck_assert_int_eq(sequence_close(&second), 0);
}
END_TEST

static const char *const broken[] = {
	"",
	"x\n",
	"stanced-sequence 1\n",
	"stanced-sequence 1\nnext 0\nfloor 0\n",
	"stanced-sequence 1\nnext 4\n",
	"stanced-sequence 2\nnext 4\nfloor 0\n",
	"stanced-sequence 1\nnext 4\nfloor 0\nnonsense\n",
};

START_TEST(broken_file_is_refused)
{
	struct sequence sequence;
	const char *why;
	char path[128], line[64] = "";
	open_it(&sequence);
	ck_assert_int_eq(sequence_close(&sequence), 0);
	snprintf(path, sizeof path, "%s/sequence", state);
	FILE *stream = fopen(path, "w");
	fputs(broken[_i], stream);
	fclose(stream);
	ck_assert_int_eq(sequence_open(&sequence, state, false, &why), -EINVAL);
	stream = fopen(path, "r");
	size_t size = fread(line, 1, sizeof line - 1, stream);
	fclose(stream);
	ck_assert_uint_eq(size, strlen(broken[_i]));
	ck_assert_str_eq(line, broken[_i]);
}
END_TEST

START_TEST(many_tails)
{
	struct tails tails;
	char name[32];
	uint64_t before;
	tails_init(&tails, 7);
	for (unsigned turn = 0; turn < 2; turn++) {
		for (unsigned i = 0; i < 5000; i++) {
			snprintf(name, sizeof name, "stance.%u.%u", i / 50, i % 50);
			ck_assert_int_eq(tails_set(&tails, name, 10 + turn * 5000 + i, &before), 0);
			ck_assert_uint_eq(before, turn ? 10 + i : 7);
		}
	}
	ck_assert_uint_eq(tails_under(&tails, "stance.3."), 10 + 5000 + 199);
	ck_assert_uint_eq(tails_under(&tails, "stance.3.7"), 10 + 5000 + 157);
	ck_assert_uint_eq(tails_under(&tails, "nothing"), 7);
	tails_deinit(&tails);
}
END_TEST

/* What a journal writes down is enough to know all names again. */
START_TEST(names_follow_from_those_written)
{
	static const struct {
		enum message_kind kind;
		const char *source, *target;
	} messages[] = { { MESSAGE_STANCE, "CHN", "JPN" },
			 { MESSAGE_STANCE, "CHN", "KOR" },
			 { MESSAGE_SENTIMENT, "CHN", "" },
			 { MESSAGE_ARTICLE, "0123", "" } };
	struct tails before, after;
	char names[PUBLISH_NAMES_MAX][STANCED_TOPIC_MAX];
	const char *name;
	uint64_t seq, ignored;
	tails_init(&before, 0);
	tails_init(&after, 0);
	for (unsigned i = 0; i < sizeof messages / sizeof *messages; i++) {
		size_t count = publish_names(messages[i].kind, messages[i].source, messages[i].target, names);
		for (size_t k = 0; k < count; k++)
			ck_assert_int_eq(tails_set(&before, names[k], i + 1, &ignored), 0);
	}
	unsigned written = 0;
	for (; tails_take_changed(&before, &name, &seq); written++) {
		size_t count = publish_names_of(name, names);
		for (size_t k = 0; k < count; k++)
			ck_assert_int_eq(tails_raise(&after, names[k], seq), 0);
	}
	ck_assert_uint_eq(written, 4);
	ck_assert_uint_eq(after.count, before.count);
	for (size_t i = 0; i < before.room; i++) {
		if (before.slots[i].name)
			ck_assert_uint_eq(tails_under(&after, before.slots[i].name), before.slots[i].seq);
	}
	tails_deinit(&before);
	tails_deinit(&after);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("sequence");
	TCase *core = tcase_create("sequence");
	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_test(core, clean_stop_goes_on);
	tcase_add_test(core, crash_skips_the_block);
	tcase_add_test(core, blocks_follow);
	tcase_add_test(core, one_daemon);
	tcase_add_loop_test(core, broken_file_is_refused, 0, sizeof broken / sizeof *broken);
	tcase_add_test(core, many_tails);
	tcase_add_test(core, names_follow_from_those_written);
	suite_add_tcase(suite, core);
	return run_suite(suite);
}
