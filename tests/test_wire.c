#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include <stanced/wire.h>

#include "wire/json_out.h"
#include "wire/json_text.h"
#include "wire/messages.h"
#include "run_suite.h"

#define TEXT_MAX 1000

static struct stanced_request request;
static const char *message;

static enum stanced_refusal parse(const char *header)
{
	return stanced_request_parse(&request, header, strlen(header), NULL, 0, TEXT_MAX, &message);
}

static enum stanced_refusal parse_two(const char *header, const char *text, size_t size)
{
	return stanced_request_parse(&request, header, strlen(header), text, size, TEXT_MAX, &message);
}

static void teardown(void)
{
	stanced_request_deinit(&request);
}

START_TEST(one_frame)
{
	ck_assert_int_eq(
		parse("{\"id\":\"a\",\"text\":\"J\\u00e1 \\\"x\\\"\",\"title\":\"T\",\"published\":\"1970-01-02\","
		      "\"ref\":\"7\",\"url\":null,\"more\":[1e3,99999999999999999999]}"),
		STANCED_OK);
	ck_assert_ptr_null(message);
	ck_assert_str_eq(request.text, "J\xc3\xa1 \"x\"");
	ck_assert_uint_eq(request.text_size, 7);
	ck_assert_str_eq(request.id, "a");
	ck_assert_str_eq(request.key, "ca978112ca1bbdcafac231b39a23dc4d");
	ck_assert_str_eq(request.title, "T");
	ck_assert_str_eq(request.published, "1970-01-02");
	ck_assert_str_eq(request.ref, "7");
	ck_assert_ptr_null(request.url);
	ck_assert_int_eq(request.day, 1);
}
END_TEST

/* Whether the text is taken out by itself or left to the parser, it is what the parser makes of it. */
static const struct {
	const char *json;
	bool found, read;
} texts[] = {
	{ "{\"text\":\"plain\"}", true, true },
	{ " {\"id\" : \"a\\\\\" ,\n\"text\" : \"\" , \"n\":-1.5E+3,\"url\":null }\r", true, true },
	{ "{\"text\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t \x7f\"}", true, true },
	{ "{\"text\":\"ends in \\\\\"}", true, true },
	{ "{\"text\":\"\\u00e9\\u20AC\\ud83d\\ude00\\uD834\\uDD1E\xc3\xa9\"}", true, true },
	{ "{\"text\":\"a\"}x", true, true },
	{ "{\"text\":\"a\",\"n\":tru}", true, true },
	{ "{\"text\":\"\\u0000\"}", true, false },
	{ "{\"text\":\"\\ud83d\"}", true, false },
	{ "{\"text\":\"\\ud83d\\u0041\"}", true, false },
	{ "{\"text\":\"\\ude00\"}", true, false },
	{ "{\"text\":\"\\u12g4\"}", true, false },
	{ "{\"text\":\"\\u12\"}", true, false },
	{ "{\"text\":\"\\x\"}", true, false },
	{ "{\"text\":\"a\nb\"}", true, false },
	{ "{\"text\":\"\xff\"}", true, false },
	{ "{\"text\":\"a\",\"text\":\"b\"}", false, false },
	{ "{\"t\\u0065xt\":\"a\",\"text\":\"b\"}", false, false },
	{ "{\"text\":\"a\",\"more\":{\"text\":\"b\"}}", false, false },
	{ "{\"more\":[1],\"text\":\"b\"}", false, false },
	{ "{\"text\":null}", false, false },
	{ "{\"text\" \"a\"}", false, false },
	{ "{\"a\":1 \"text\":\"b\"}", false, false },
	{ "{\"text\":\"a\",}", false, false },
	{ "{\"text\":\"a\"", false, false },
	{ "{\"text\":\"a\\\"}", false, false },
	{ "{\"text\":\"a", false, false },
	{ "{}", false, false },
	{ "[\"text\"]", false, false },
	{ "", false, false },
};

START_TEST(texts_taken_out)
{
	const char *json = texts[_i].json;
	size_t start, end, size = 0;
	json_t *object = json_loads(json, JSON_DECODE_INT_AS_REAL, NULL);
	const json_t *expected = json_object_get(object, "text");
	bool found = json_text_find(json, strlen(json), &start, &end);
	char *text = found ? json_text_read(json, start, end, &size) : NULL;
	ck_assert_msg(found == texts[_i].found && !text == !texts[_i].read, "%s", json);
	if (object && text) {
		ck_assert_uint_eq(size, json_string_length(expected));
		ck_assert_mem_eq(text, json_string_value(expected), size + 1);
	}
	enum stanced_refusal refusal = parse(json);
	if (!object)
		ck_assert(refusal == STANCED_BAD_JSON || refusal == STANCED_BAD_UTF8 || refusal == STANCED_BAD_REQUEST);
	else if (json_is_string(expected) && json_string_length(expected))
		ck_assert_str_eq(request.text, json_string_value(expected));
	else
		ck_assert_int_ne(refusal, STANCED_OK);
	free(text);
	json_decref(object);
}
END_TEST

/* What is wrong is told with its place in the whole. */
START_TEST(faults_behind_the_text_keep_their_place)
{
	ck_assert_int_eq(parse("{\"text\":\"a long text stands here\",\"n\":tru}"), STANCED_BAD_JSON);
	ck_assert_ptr_nonnull(strstr(message, "at byte 4"));
	ck_assert_uint_eq(request.text_size, 0);
}
END_TEST

START_TEST(two_frames)
{
	static const char text[] = "Japan slammed China.";
	ck_assert_int_eq(parse_two("{}", text, sizeof text - 1), STANCED_OK);
	ck_assert_ptr_eq(request.text, text);
	ck_assert_int_eq(request.day, STANCED_DAY_NONE);
	ck_assert_uint_eq(strlen(request.id), 7 + 64);
	ck_assert_uint_eq(strncmp(request.id, "sha256:", 7), 0);
	ck_assert_uint_eq(strlen(request.key), STANCED_KEY_HEX);
}
END_TEST

static const struct {
	const char *header, *text;
	enum stanced_refusal refusal;
} refused[] = {
	{ "", NULL, STANCED_BAD_JSON },
	{ "{\"text\":\"cut sho", NULL, STANCED_BAD_JSON },
	{ "{\"text\":\"a\"} x", NULL, STANCED_BAD_JSON },
	{ "{\"text\":\"\xff\"}", NULL, STANCED_BAD_UTF8 },
	{ "{}", "a\xc3", STANCED_BAD_UTF8 },
	{ "[]", NULL, STANCED_BAD_JSON },
	{ "{\"text\":7}", NULL, STANCED_BAD_REQUEST },
	{ "{\"text\":\"a\\u0000b\"}", NULL, STANCED_BAD_REQUEST },
	{ "{\"text\":\"a\",\"title\":\"\\u0000\"}", NULL, STANCED_BAD_REQUEST },
	{ "{\"text\":\"a\",\"ref\":\"a\\u0000\"}", NULL, STANCED_BAD_REQUEST },
	{ "{\"text\":\"a\",\"a\\u0000\":1}", NULL, STANCED_BAD_REQUEST },
	{ "{\"text\":\"a\",\"id\":\"a\\u0000\"}", NULL, STANCED_BAD_ID },
	{ "{\"text\":\"a\",\"title\":[]}", NULL, STANCED_BAD_REQUEST },
	{ "{\"text\":\"a\",\"ref\":1}", NULL, STANCED_BAD_REQUEST },
	{ "{\"text\":\"a\"}", "b", STANCED_BAD_REQUEST },
	{ "{}", NULL, STANCED_NO_TEXT },
	{ "{\"text\":null}", NULL, STANCED_NO_TEXT },
	{ "{\"text\":\"\"}", NULL, STANCED_NO_TEXT },
	{ "{\"text\":\" \\n\\u00a0\\u3000\"}", NULL, STANCED_NO_TEXT },
	{ "{}", "", STANCED_NO_TEXT },
	{ "{\"text\":\"a\",\"id\":\"\"}", NULL, STANCED_BAD_ID },
	{ "{\"text\":\"a\",\"id\":\"a\\nb\"}", NULL, STANCED_BAD_ID },
	{ "{\"text\":\"a\",\"id\":\"a\\u0085b\"}", NULL, STANCED_BAD_ID },
	{ "{\"text\":\"a\",\"replaces\":\"\"}", NULL, STANCED_BAD_ID },
	{ "{\"text\":\"a\",\"id\":5}", NULL, STANCED_BAD_REQUEST },
	{ "{\"text\":\"a\",\"published\":\"2022-13-45\"}", NULL, STANCED_BAD_DATE },
	{ "{\"text\":\"a\",\"published\":\"\"}", NULL, STANCED_BAD_DATE },
};

START_TEST(refusals)
{
	const char *text = refused[_i].text;
	enum stanced_refusal refusal = text ? parse_two(refused[_i].header, text, strlen(text))
					    : parse(refused[_i].header);
	ck_assert_msg(refusal == refused[_i].refusal, "%s: %s (%s)", refused[_i].header, stanced_refusal_code(refusal),
		      message);
	ck_assert_ptr_nonnull(message);
	ck_assert_uint_gt(strlen(message), 5);
}
END_TEST

START_TEST(refusals_know_their_ref)
{
	ck_assert_int_eq(parse("{\"text\":\"a\\u0000\",\"ref\":\"r\",\"id\":\"i\"}"), STANCED_BAD_REQUEST);
	ck_assert_str_eq(request.ref, "r");
	ck_assert_str_eq(request.id, "i");
	stanced_request_deinit(&request);
	ck_assert_int_eq(parse("{\"text\":\"a\",\"title\":\"\\u0000\",\"ref\":\"r\"}"), STANCED_BAD_REQUEST);
	ck_assert_str_eq(request.ref, "r");
	ck_assert_ptr_nonnull(strstr(message, "title"));
}
END_TEST

START_TEST(long_values)
{
	static char header[8192];
	memset(header, 'x', sizeof header);
	memcpy(header, "{\"ref\":\"r\",\"id\":\"", 17);
	memcpy(header + 17 + 256, "\",\"text\":\"a\"}", 14);
	ck_assert_int_eq(parse(header), STANCED_OK);
	stanced_request_deinit(&request);

	memset(header + 17, 'x', 300);
	memcpy(header + 17 + 257, "\",\"text\":\"a\"}", 14);
	ck_assert_int_eq(parse(header), STANCED_BAD_ID);
	ck_assert_str_eq(request.ref, "r");
	ck_assert_ptr_null(request.id);
	stanced_request_deinit(&request);

	memset(header, 'x', sizeof header);
	memcpy(header, "{\"title\":\"", 10);
	memcpy(header + 10 + STANCED_META_MAX + 1, "\",\"text\":\"a\"}", 14);
	ck_assert_int_eq(parse(header), STANCED_TOO_LARGE);
	stanced_request_deinit(&request);

	memset(header, 'x', sizeof header);
	ck_assert_int_eq(parse_two("{\"id\":\"i\"}", header, TEXT_MAX), STANCED_OK);
	stanced_request_deinit(&request);
	ck_assert_int_eq(parse_two("{\"id\":\"i\"}", header, TEXT_MAX + 1), STANCED_TOO_LARGE);
	ck_assert_str_eq(request.id, "i");
}
END_TEST

START_TEST(nul_in_second_frame)
{
	ck_assert_int_eq(parse_two("{}", "a\0b", 3), STANCED_BAD_REQUEST);
}
END_TEST

static const struct {
	const char *date;
	int32_t day;
} dates[] = {
	{ "1970", 0 },
	{ "1970-02", 31 },
	{ "1969-12-31", -1 },
	{ "2000-03-01", 11017 },
	{ "2022-11-11", 19307 },
	{ "2022-11-11T23:59:60.123Z", 19307 },
	{ "2022-11-12T03:00:00+09:00", 19307 },
	{ "2022-11-10 22:30:00-05:30", 19307 },
	{ "1000", -354285 },
	{ "9998-12-31", 2932531 },
	{ "2024-02-29", 19782 },
};

START_TEST(good_dates)
{
	int32_t day;
	ck_assert_msg(stanced_parse_day(dates[_i].date, &day), "%s", dates[_i].date);
	ck_assert_int_eq(day, dates[_i].day);
}
END_TEST

static const char *const bad_dates[] = {
	"",
	"22",
	"2022-",
	"2022-1",
	"2022-13",
	"2022-00",
	"2022-02-30",
	"2023-02-29",
	"2022-11-11T",
	"2022-11-11T10:00",
	"2022-11-11T10:00:00",
	"2022-11-11T25:00:00Z",
	"2022-11-11T10:00:00.Z",
	"2022-11-11T10:00:00+0900",
	"2022-11-11Z",
	"0999",
	"9999",
	"-2022",
	"2022-11-11 ",
	"11.11.2022",
	"yesterday",
	"2022-11-11T10:00:00+24:00",
};

START_TEST(refused_dates)
{
	int32_t day;
	ck_assert_msg(!stanced_parse_day(bad_dates[_i], &day), "%s", bad_dates[_i]);
}
END_TEST

static void expect(struct stanced_buffer *out, const char *text)
{
	ck_assert(!out->failed);
	ck_assert_uint_eq(out->size, strlen(text));
	ck_assert_mem_eq(out->data, text, out->size);
	out->size = 0;
}

START_TEST(numbers)
{
	struct stanced_buffer out = { 0 };
	static const struct {
		double value;
		const char *text;
	} cases[] = {
		{ 0, "0" },       { -0.0, "0" },         { -0.00001, "0" },        { 1, "1" },         { -1, "-1" },
		{ -0.6, "-0.6" }, { 0.00049, "0.0005" }, { 0.12345678, "0.1235" }, { -0.05, "-0.05" }, { 0.99999, "1" },
		{ 12.5, "12.5" }, { 0.0 / 0.0, "0" },    { 1.0 / 0.0, "0" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		json_out_number(&out, cases[i].value);
		expect(&out, cases[i].text);
	}
	json_out_uint(&out, UINT64_MAX);
	expect(&out, "18446744073709551615");
	stanced_buffer_deinit(&out);
}
END_TEST

START_TEST(strings)
{
	struct stanced_buffer out = { 0 };
	json_out_string(&out, "a\"b\\c\n\t\r\x01/\x7f \xc3\xa9\xe2\x80\x9c", 17);
	expect(&out, "\"a\\\"b\\\\c\\n\\t\\r\\u0001/\x7f \xc3\xa9\xe2\x80\x9c\"");
	json_out_string(&out, "cut \xe2\x80", 6);
	expect(&out, "\"cut \xef\xbf\xbd\xef\xbf\xbd\"");
	json_out_text(&out, NULL);
	expect(&out, "null");
	json_out_text(&out, "");
	expect(&out, "\"\"");
	stanced_buffer_deinit(&out);
}
END_TEST

static const struct stanced_cue cues[] = { { 6, 13, "slam", "subject>object" } };
static const struct stanced_stance stances[] = { { "JPN", "CHN", -0.6, 0.9, cues, 1 } };
static const struct stanced_statement statements[] = {
	{ STANCED_NARRATED, 0, 20, -0.5, false, { 0 }, stances, 1 },
	{ STANCED_DIRECT, 21, 25, 0, true, { "Taro \"T\" Kono", "JPN", STANCED_ROLE_OFFICIAL, 27, 31 }, NULL, 0 },
};
static const uint32_t members[] = { 0, 1 };
static const struct stanced_pair pairs[] = { { "JPN", "CHN", -0.6, 0.8, STANCED_NEGATIVE, true, members, 2 } };
static const struct stanced_actor actors[] = { { "CHN", 2, -0.25 }, { "JPN", 1, 0 } };
static const struct stanced_result result = { -0.21, STANCED_REASON_NONE, actors, 2, statements, 2, pairs, 1 };

static void parse_sample(void)
{
	ck_assert_int_eq(parse_two("{\"id\":\"a\",\"title\":\"A\\tB\",\"published\":\"2022\"}",
				   "Japan slammed China. Stop, Kono said.", 37),
			 STANCED_OK);
}

#define ABOUT \
	",\"copy_of\":null,\"id\":\"a\",\"key\":\"ca978112ca1bbdcafac231b39a23dc4d\",\"title\":\"A\\tB\",\"url\":" \
	"null,\"outlet\":null," \
	"\"published\":\"2022\",\"lexicon\":\"sha256:00\""
#define STATEMENTS \
	"[{\"kind\":\"narrated\",\"start\":0,\"end\":20,\"text\":\"Japan slammed China.\",\"sentiment\":-0.5," \
	"\"speaker\":null,\"stances\":[{\"source\":\"JPN\",\"target\":\"CHN\",\"score\":-0.6,\"certainty\":0.9," \
	"\"cues\":[{\"start\":6,\"end\":13,\"term\":\"slam\",\"rule\":\"subject>object\"}]}]}," \
	"{\"kind\":\"direct\",\"start\":21,\"end\":25,\"text\":\"Stop\",\"sentiment\":0,\"speaker\":" \
	"{\"name\":\"Taro \\\"T\\\" Kono\",\"country\":\"JPN\",\"role\":\"official\",\"start\":27,\"end\":31}," \
	"\"stances\":[]}]"
#define PAIR \
	"\"source\":\"JPN\",\"target\":\"CHN\",\"score\":-0.6,\"label\":\"negative\",\"confidence\":0.8,\"quoted\":" \
	"true," \
	"\"statements\":[0,1]"

START_TEST(result_messages)
{
	struct stanced_buffer out = { 0 };
	struct stanced_head head = { .request = &request, .lexicon = "sha256:00" };
	parse_sample();
	stanced_write_article(&out, &head, &result);
	expect(&out,
	       "{\"schema\":\"stanced.article/1\"" ABOUT ",\"reason\":null,\"sentiment\":-0.21,\"actors\":["
	       "{\"code\":\"CHN\",\"mentions\":2,\"sentiment\":-0.25},{\"code\":\"JPN\",\"mentions\":1,\"sentiment\":0}"
	       "],\"statements\":" STATEMENTS ",\"pairs\":[{" PAIR "}]}");
	stanced_write_stance(&out, &head, &result, 0);
	expect(&out, "{\"schema\":\"stanced.stance/1\"" ABOUT "," PAIR ",\"evidence\":" STATEMENTS "}");
	stanced_write_sentiment(&out, &head, &result, 0);
	expect(&out,
	       "{\"schema\":\"stanced.sentiment/1\"" ABOUT ",\"code\":\"CHN\",\"mentions\":2,\"sentiment\":-0.25}");

	head.boot = "b";
	head.seq = 41;
	head.prev_source = 7;
	head.prev_target = 0;
	stanced_write_stance(&out, &head, &result, 0);
	expect(&out, "{\"schema\":\"stanced.stance/"
		     "1\",\"seq\":41,\"prev\":0,\"prev_source\":7,\"prev_target\":0,\"boot\":\"b\"" ABOUT "," PAIR
		     ",\"evidence\":" STATEMENTS "}");
	stanced_buffer_deinit(&out);
}
END_TEST

START_TEST(empty_result)
{
	static const struct stanced_result nothing = { .reason = STANCED_REASON_NO_ACTORS };
	struct stanced_buffer out = { 0 };
	struct stanced_head head = { .request = &request, .lexicon = "sha256:00", .copy_of = "first" };
	ck_assert_int_eq(parse_two("{\"id\":\"a\",\"replaces\":\"old\"}", "Nothing.", 8), STANCED_OK);
	stanced_write_article(&out, &head, &nothing);
	json_t *object = json_loadb(out.data, out.size, JSON_REJECT_DUPLICATES, NULL);
	ck_assert_str_eq(json_string_value(json_object_get(object, "reason")), "no_actors");
	ck_assert_str_eq(json_string_value(json_object_get(object, "copy_of")), "first");
	ck_assert_str_eq(json_string_value(json_object_get(object, "replaces")), "old");
	ck_assert_uint_eq(json_array_size(json_object_get(object, "pairs")), 0);
	json_decref(object);
	stanced_buffer_deinit(&out);
}
END_TEST

/* What is put together of pieces has the very bytes of messages written one by one, also when it is numbered again. */
START_TEST(pieces)
{
	static const uint32_t apart[] = { 0, 2 }, second[] = { 1 };
	struct stanced_statement three[] = { statements[0], statements[1], statements[0] };
	const struct stanced_pair rows[] = { pairs[0],
					     { "CHN", "JPN", 0.5, 0.1, STANCED_POSITIVE, false, apart, 2 },
					     { "CHN", "USA", 0.5, 0.1, STANCED_POSITIVE, false, second, 1 } };
	const struct stanced_result whole = { -0.21, STANCED_REASON_NONE, actors, 2, three, 3, rows, 3 };
	struct stanced_head head = { .request = &request, .lexicon = "l" };
	struct messages messages = { .seq = 0 };
	parse_sample();
	ck_assert_int_eq(messages_write(&messages, &head, &whole), 0);
	ck_assert_uint_eq(messages.part_count, 6);
	head.boot = "boot";
	for (uint64_t turn = 0; turn < 2; turn++) {
		head.copy_of = turn ? "first" : NULL;
		head.seq = 12 * turn, head.prev = 11 * turn, head.prev_source = 10, head.prev_target = 9;
		messages_begin_numbers(&messages, &head);
		ck_assert_uint_eq(messages.seq, 12 * turn);
		for (size_t i = 0; i < messages.part_count; i++, head.seq++)
			ck_assert(messages_number(&messages, i, &head));
		head.seq = messages.seq;
		for (size_t i = 0; i < messages.part_count; i++, head.seq++) {
			struct stanced_buffer alone = { 0 };
			if (messages.parts[i].kind == MESSAGE_STANCE)
				stanced_write_stance(&alone, &head, &whole, i);
			else if (messages.parts[i].kind == MESSAGE_SENTIMENT)
				stanced_write_sentiment(&alone, &head, &whole, i - 3);
			else
				stanced_write_article(&alone, &head, &whole);
			ck_assert_uint_eq(messages_size(&messages, i), alone.size);
			char *copy = malloc(alone.size);
			messages_copy(&messages, i, copy);
			ck_assert_mem_eq(copy, alone.data, alone.size);
			free(copy);
			stanced_buffer_deinit(&alone);
		}
	}
	messages_deinit(&messages);
}
END_TEST

START_TEST(replies)
{
	struct stanced_buffer out = { 0 };
	ck_assert_int_eq(parse("{\"id\":\"a\",\"ref\":\"r\",\"text\":\"t\"}"), STANCED_OK);
	stanced_write_reply(&out, "accepted", &request, STANCED_OK, NULL, false, 0);
	expect(&out, "{\"schema\":\"stanced.reply/1\",\"status\":\"accepted\",\"id\":\"a\",\"key\":"
		     "\"ca978112ca1bbdcafac231b39a23dc4d\",\"ref\":\"r\",\"durable\":false,\"error\":null,"
		     "\"message\":null,\"retry_ms\":null}");
	stanced_request_deinit(&request);
	enum stanced_refusal refusal = parse("{\"ref\":\"r\"}");
	stanced_write_reply(&out, "refused", &request, refusal, message, false, 250);
	expect(&out, "{\"schema\":\"stanced.reply/1\",\"status\":\"refused\",\"id\":null,\"key\":null,\"ref\":\"r\","
		     "\"durable\":false,\"error\":\"no_text\",\"message\":\"there is no text\",\"retry_ms\":250}");
	stanced_buffer_deinit(&out);
}
END_TEST

START_TEST(topics)
{
	char topic[STANCED_TOPIC_MAX];
	stanced_topic_stance(topic, "CHN", "JPN");
	ck_assert_str_eq(topic, "stance.CHN.JPN");
	stanced_topic_target(topic, "CHN", "JPN");
	ck_assert_str_eq(topic, "target.JPN.CHN");
	stanced_topic_sentiment(topic, "JPN");
	ck_assert_str_eq(topic, "sentiment.JPN");
	stanced_topic_article(topic, "00");
	ck_assert_str_eq(topic, "article.00");
	stanced_topic_stance(topic, "ABCDEFGHIJKLMNOP", "ABCDEFGHIJKLMNOP");
	ck_assert_str_eq(topic, "stance.ABCDEFGHIJKLMNOP.ABCDEFGHIJKLMNOP");
	ck_assert_str_eq(stanced_refusal_code(STANCED_ID_CONFLICT), "id_conflict");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("wire");
	TCase *core = tcase_create("wire");
	tcase_add_checked_fixture(core, NULL, teardown);
	tcase_add_test(core, one_frame);
	tcase_add_test(core, two_frames);
	tcase_add_loop_test(core, texts_taken_out, 0, sizeof texts / sizeof *texts);
	tcase_add_test(core, faults_behind_the_text_keep_their_place);
	tcase_add_loop_test(core, refusals, 0, sizeof refused / sizeof *refused);
	tcase_add_test(core, refusals_know_their_ref);
	tcase_add_test(core, long_values);
	tcase_add_test(core, nul_in_second_frame);
	tcase_add_loop_test(core, good_dates, 0, sizeof dates / sizeof *dates);
	tcase_add_loop_test(core, refused_dates, 0, sizeof bad_dates / sizeof *bad_dates);
	tcase_add_test(core, numbers);
	tcase_add_test(core, strings);
	tcase_add_test(core, result_messages);
	tcase_add_test(core, empty_result);
	tcase_add_test(core, pieces);
	tcase_add_test(core, replies);
	tcase_add_test(core, topics);
	suite_add_tcase(suite, core);
	return run_suite(suite);
}
