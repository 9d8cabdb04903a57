/* Words are told as [class letters:folded], classes W word, N number, M mark, P possessive. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "engine/scan_quick.h"
#include "run_suite.h"

static char told[4096];

static const char *scan_all(const char *text, size_t size)
{
	static const char classes[] = "EWNMP", letters[] = "-lcum";
	size_t offset = 0, n = 0;
	struct scan_word word;
	told[0] = '\0';
	for (unsigned count = 0;; count++) {
		scan_next(text, size, offset, &word);
		if (word.class == SCAN_END)
			return told;
		ck_assert_uint_lt(count, 10000);
		ck_assert_uint_lt(word.start, word.end);
		ck_assert_uint_le(word.end, size);
		ck_assert_uint_le(offset, word.start);
		ck_assert_uint_eq(word.hash, scan_hash(word.folded, word.folded_size));
		offset = word.end;
		if (n + 100 < sizeof told)
			n += (size_t)snprintf(told + n, sizeof told - n, "%s%c%c:%.*s", n ? " " : "",
					      classes[word.class],
					      word.class == SCAN_WORD ? letters[word.letters] : '-',
					      (int)word.folded_size, word.folded);
	}
}

/* The quick way leaves tokens out, but never cuts one differently. Every offset is tried, also inside words. */
static void check_quick(const char *text, size_t size)
{
	for (size_t offset = 0; offset < size; offset++) {
		struct scan_quick quick;
		struct scan_word word;
		char folded[16] = { 0 };
		if (((unsigned char)text[offset] & 0xC0) == 0x80 || !scan_quick(text, size, offset, &quick))
			continue;
		scan_next(text, size, offset, &word);
		memcpy(folded, word.folded, word.folded_size < SCAN_SHORT ? word.folded_size : SCAN_SHORT);
		/* one question for all: asking Check each is what takes the time */
		bool alike = word.class == quick.class && word.start == quick.start && word.end == quick.end &&
			     word.letters == quick.letters && word.mark == quick.mark && word.newlines == 0 &&
			     word.space == quick.space && word.hash == quick.hash && word.folded_size <= SCAN_SHORT &&
			     scan_eight(folded) == quick.folded[0] && scan_eight(folded + 8) == quick.folded[1];
		if (!alike)
			ck_abort_msg("cut otherwise at byte %zu of \"%.*s\"", offset, (int)size, text);
	}
}

static const struct {
	const char *text, *words;
} cases[] = {
	{ "", "" },
	{ " \t\r\n ", "" },
	{ "China said", "Wc:china Wl:said" },
	{ "CHINA NATO U McDonald iPhone", "Wu:china Wu:nato Wc:u Wm:mcdonald Wm:iphone" },
	{ "G7 F-16 MPs 20th", "Wc:g7 Wc:f M-:- N-:16 Wm:mps Wl:20th" },
	/* possessives and apostrophes */
	{ "China's", "Wc:china P-:'s" },
	{ "China\xE2\x80\x99s", "Wc:china P-:'s" },
	{ "CHINA'S", "Wu:china P-:'s" },
	{ "allies' aid", "Wl:allies P-:' Wl:aid" },
	{ "''costs'' of", "M-:'' Wl:costs M-:'' Wl:of" },
	{ "don't", "Wl:don't" },
	{ "don\xE2\x80\x99t", "Wl:don't" },
	{ "O'Brien d'Orsay Qur'an", "Wm:o'brien Wm:d'orsay Wc:qur'an" },
	{ "Cote d'Ivoire's", "Wc:cote Wm:d'ivoire P-:'s" },
	{ "'Stop' now", "M-:' Wc:stop M-:' Wl:now" },
	{ "U.S.'s", "Wu:us. P-:'s" },
	{ "1990's", "N-:1990 P-:'s" },
	{ "Erdo\xC4\x9F"
	  "an's",
	  "Wc:erdogan P-:'s" },
	{ "' s", "M-:' Wl:s" },
	{ "rock 'n' roll", "Wl:rock M-:' Wl:n M-:' Wl:roll" },
	{ "she'sn't", "Wl:she'sn't" },
	/* initialisms */
	{ "U.S.", "Wu:us." },
	{ "U.S and", "Wu:us. Wl:and" },
	{ "U.S.A. a.m.", "Wu:usa. Wl:am." },
	{ "J. Smith", "Wc:j. Wc:smith" },
	{ "J.Smith", "Wc:j. Wc:smith" },
	{ "U.S.-China", "Wu:us. M-:- Wc:china" },
	{ "us US", "Wl:us Wu:us" },
	{ "end.", "Wl:end M-:." },
	{ "end.The", "Wl:end M-:. Wc:the" },
	/* numbers */
	{ "1,000.5 10:30 9/11 3.", "N-:1,000.5 N-:10:30 N-:9/11 N-:3 M-:." },
	{ "$5 -3% 7.5bn", "M-:$ N-:5 M-:- N-:3 M-:% Wl:7.5bn" },
	{ "1990s", "Wl:1990s" },
	/* marks */
	{ "wait... -- ''", "Wl:wait M-:... M-:-- M-:''" },
	{ "Asia-Pacific", "Wc:asia M-:- Wc:pacific" },
	{ "Asia\xE2\x80\x93Pacific", "Wc:asia M-:- Wc:pacific" },
	{ "\"No,\"", "M-:\" Wc:no M-:, M-:\"" },
	{ "R&D", "Wc:r M-:& Wc:d" },
	/* folding */
	{ "Erdo\xC4\x9F"
	  "an Br\xC3\xBCnn \xC3\x98rsted \xC3\x86gir Stra\xC3\x9F"
	  "e",
	  "Wc:erdogan Wc:brunn Wc:orsted Wc:aegir Wc:strasse" },
	{ "\xC5\x81\xC3\xB3"
	  "d\xC5\xBA Y\xC4\xB1ld\xC4\xB1r\xC4\xB1m \xC4\xB0stanbul",
	  "Wc:lodz Wc:yildirim Wc:istanbul" },
	{ "Cafe\xCC\x81", "Wc:cafe" },
	{ "\xEF\xAC\x81nal", "Wl:final" },
	{ "\xE4\xB8\xAD\xE5\x9B\xBD", "W-:\xE4\xB8\xAD\xE5\x9B\xBD" },
	{ "\xD0\x9C\xD0\x9E\xD0\xA1\xD0\x9A\xD0\x92\xD0\x90", "Wu:\xD0\xBC\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0" },
	{ "co\xC2\xADoperate", "Wl:cooperate" },
	{ "\xE2\x80\x8BTokyo\xC2\xA0now", "Wc:tokyo Wl:now" },
	{ "\xF0\x9F\x98\x80\xEF\xB8\x8F ok", "M-:\xF0\x9F\x98\x80 Wl:ok" },
	/* damage of the trade: entities, and UTF-8 read as Windows-1252 */
	{ "China&#39;s &quot;no&quot;", "Wc:china P-:'s M-:\" Wl:no M-:\"" },
	{ "China&#x2019;s R&amp;D", "Wc:china P-:'s Wc:r M-:& Wc:d" },
	{ "&rsquo;&bogus; &", "M-:' M-:& Wl:bogus M-:; M-:&" },
	{ "&#1114112; &#; &#99999999;", "M-:& M-:# N-:1114112 M-:; M-:& M-:# M-:; M-:& M-:# N-:99999999 M-:;" },
	{ "China\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s", "Wc:china P-:'s" },
	{ "\xC3\xA2\xE2\x82\xAC\xC5\x93No,\xC3\xA2\xE2\x82\xAC he",
	  "M-:\xE2\x80\x9C Wc:no M-:, M-:\xE2\x80\x9D Wl:he" },
	{ "p\xC3\xA2te", "Wl:pate" },
};

START_TEST(words_are_cut_and_folded)
{
	ck_assert_str_eq(scan_all(cases[_i].text, strlen(cases[_i].text)), cases[_i].words);
}
END_TEST

START_TEST(line_breaks_and_space_are_told)
{
	static const char text[] = "one\r\n\r\n\"two\nthree four";
	static const struct {
		unsigned newlines;
		bool space;
	} expected[] = { { 0, false }, { 2, true }, { 0, false }, { 1, true }, { 0, true } };
	struct scan_word word;
	size_t offset = 0;
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++, offset = word.end) {
		scan_next(text, sizeof text - 1, offset, &word);
		ck_assert_uint_eq(word.newlines, expected[i].newlines);
		ck_assert_int_eq(word.space, expected[i].space);
	}
	scan_next(text, sizeof text - 1, offset, &word);
	ck_assert_int_eq(word.class, SCAN_END);
}
END_TEST

START_TEST(marks_keep_their_code_point)
{
	struct scan_word word;
	scan_next("\xE2\x80\x9CYes", 6, 0, &word);
	ck_assert_int_eq(word.class, SCAN_MARK);
	ck_assert_uint_eq(word.mark, 0x201C);
	ck_assert_uint_eq(word.end, 3);
	scan_next("&ldquo;Yes", 10, 0, &word);
	ck_assert_uint_eq(word.mark, 0x201C);
	ck_assert_uint_eq(word.end, 7);
	scan_next("allies\xE2\x80\x99 ", 10, 6, &word);
	ck_assert_int_eq(word.class, SCAN_POSSESSIVE);
	ck_assert_uint_eq(word.mark, 0x2019);
}
END_TEST

START_TEST(long_words_are_cut_for_the_hash)
{
	struct scan_word word;
	size_t size = 1 << 20;
	char *text = malloc(size);
	memset(text, 'x', size);
	scan_next(text, size, 0, &word);
	ck_assert_uint_eq(word.end, size);
	ck_assert_uint_eq(word.folded_size, SCAN_WORD_MAX);
	scan_next(text, size, size, &word);
	ck_assert_int_eq(word.class, SCAN_END);
	free(text);
}
END_TEST

START_TEST(the_quick_way_cuts_alike)
{
	static const char padding[] = " and then the twenty bytes that it wants behind";
	char text[1024];
	size_t size = 0;
	memcpy(text, cases[_i].text, size = strlen(cases[_i].text));
	memcpy(text + size, padding, sizeof padding);
	check_quick(text, size + sizeof padding - 1);
}
END_TEST

/* Whatever the bytes, every step moves on and stays inside. */
START_TEST(any_text_is_survived)
{
	static const char *const pieces[] = { "a",
					      "B",
					      "7",
					      ".",
					      "'",
					      "s",
					      "&",
					      "#",
					      ";",
					      " ",
					      "\n",
					      "\xC3\xA2",
					      "\xE2\x82\xAC",
					      "\xE2\x80\x99",
					      "\xCC\x81",
					      "\xC2\xAD",
					      "\xC4\xB0",
					      "\xFF",
					      "\xE2",
					      "-",
					      "&#39;",
					      "treaty ",
					      "Counterpart, ",
					      "1990",
					      ", ",
					      ":",
					      "'s ",
					      "\xE2\x80\x94",
					      "\xE2\x80\x9C" };
	uint32_t state = 1;
	for (int round = 0; round < 2000; round++) {
		char text[128];
		size_t size = 0;
		while (size < 100) {
			state = state * 1103515245u + 12345u;
			const char *piece = pieces[(state >> 16) % (sizeof pieces / sizeof *pieces)];
			memcpy(text + size, piece, strlen(piece));
			size += strlen(piece);
		}
		char *exact = malloc(size); /* so that reading past the end is seen */
		memcpy(exact, text, size);
		scan_all(exact, size);
		check_quick(exact, size);
		free(exact);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("scan");
	TCase *tcase = tcase_create("scan");
	suite_add_tcase(suite, tcase);
	tcase_add_loop_test(tcase, words_are_cut_and_folded, 0, (int)(sizeof cases / sizeof *cases));
	tcase_add_loop_test(tcase, the_quick_way_cuts_alike, 0, (int)(sizeof cases / sizeof *cases));
	tcase_add_test(tcase, line_breaks_and_space_are_told);
	tcase_add_test(tcase, marks_keep_their_code_point);
	tcase_add_test(tcase, long_words_are_cut_for_the_hash);
	tcase_add_test(tcase, any_text_is_survived);
	return run_suite(suite);
}
