/* What lint warns of: one small lexicon a warning, and one beside it that is in order. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "lexicon_helper.h"
#include "run_suite.h"

#define STATES "code\tname\tadjective\tcapital\tcities\tfrom\tto\n"
#define WORDS "term\tpos\tscore\tframe\n"

static const struct {
	const char *what;
	struct text_file files[2];
	const char *findings;
} cases[] = {
	{ "one adjective for two states",
	  { { FILE_COUNTRIES, STATES "PRK\tNorthland\tKorean\nKOR\tSouthland\tSouthern|Korean\n" } },
	  "w3:24 overlap" },
	{ "one city in two states",
	  { { FILE_COUNTRIES,
	      STATES "AAA\tAland\t\tAville\tSpringfield\nBBB\tBland\t\tBville\tElsewhere|Springfield\n" } },
	  "w3:29 overlap" },
	{ "a city under a state's name",
	  { { FILE_COUNTRIES, STATES "AAA\tAland\t\tAville\nBBB\tBland\t\tBville\tAland\n" } },
	  "w3:19 overlap" },
	{ "states that did not exist together",
	  { { FILE_COUNTRIES, STATES "OLD\tOldland\tCommon\t\t\t\t1990\nNEW\tNewland\tCommon\t\t\t1991\n" } },
	  "" },
	{ "one state's name twice", { { FILE_COUNTRIES, STATES "AAA\tAland\tAland\tAland\n" } }, "" },
	{ "a plural beside its singular",
	  { { FILE_STANCES, WORDS "airstrike\tnoun\t-0.8\tnoun-of>on\nairstrikes\tnoun\t-0.8\tnoun-of>on\n" } },
	  "w3:1 unreachable" },
	{ "a verb and a noun of one spelling",
	  { { FILE_STANCES, WORDS "attack\tverb\t-0.8\tsubject>object\nattack\tnoun\t-0.8\tnoun-of>on\n" } },
	  "" },
	{ "spellings that differ in diacritics alone",
	  { { FILE_OFFICES, "title\trole\nattach\xC3\xA9\tofficial\nattache\tofficial\n" } },
	  "w3:1 unreachable" },
	{ "spellings that differ in case: the capitals are read first",
	  { { FILE_OFFICES, "title\trole\nguard\tofficial\nGuard\tofficial\n" } },
	  "" },
	{ "a verb and its noun of opposite signs",
	  { { FILE_STANCES, WORDS "condemn\tverb\t-0.6\tsubject>object\ncondemnation\tnoun\t0.6\tnoun-of>of\n" } },
	  "w3:1 opposite_family" },
	{ "a family with a dropped letter",
	  { { FILE_SENTIMENT, "term\tpos\tvalence\ncooperate\tverb\t0.4\ncooperation\tnoun\t-0.4\n" } },
	  "w3:1 opposite_family" },
	{ "a family of one mind",
	  { { FILE_STANCES, WORDS "deny\tverb\t-0.2\tsubject>object\ndenial\tnoun\t-0.3\tnoun-of>of\n" } },
	  "" },
	{ "in office before the state was",
	  { { FILE_COUNTRIES, STATES "NEW\tNewland\t\t\t\t1991\n" },
	    { FILE_PEOPLE, "name\tactor\tfrom\tto\nJo Doe\tNEW\t1980\t1985\n" } },
	  "w2:12 impossible_days" },
	{ "in office for a century",
	  { { FILE_COUNTRIES, STATES "NEW\tNewland\n" },
	    { FILE_PEOPLE, "name\tactor\tfrom\tto\nJo Doe\tNEW\t1880\t1985\n" } },
	  "w2:12 impossible_days" },
	{ "never out of office",
	  { { FILE_COUNTRIES, STATES "NEW\tNewland\n" },
	    { FILE_PEOPLE, "name\tactor\tfrom\tto\nJo Doe\tNEW\t1880\nMo Doe\tNEW\t2001\t2002\n" } },
	  "w2:12 impossible_days" },
	{ "an office nobody knows",
	  { { FILE_COUNTRIES, STATES "NEW\tNewland\n" },
	    { FILE_PEOPLE, "name\tactor\toffice\nJo Doe\tNEW\tGrand Falconer\n" } },
	  "w2:12 unknown_office" },
	{ "words that are more than one",
	  { { FILE_GRAMMAR, "word\ttags\nhe's\tpron\n" }, { FILE_GIVEN, "name\nJean-Paul\n" } },
	  "w2:1 not_one_word w2:1 not_one_word" },
};

START_TEST(warnings)
{
	size_t files = cases[_i].files[1].text ? 2 : 1;
	struct stanced_lexicon *lexicon = build_texts(cases[_i].files, files, true);
	ck_assert_msg(lexicon != NULL, "%s: refused, %s", cases[_i].what, findings);
	ck_assert_msg(strcmp(findings, cases[_i].findings) == 0, "%s: %s", cases[_i].what, findings);
	stanced_lexicon_free(lexicon);
}
END_TEST

START_TEST(warnings_are_told_on_demand)
{
	struct stanced_lexicon *lexicon = build_texts(cases[0].files, 1, false);
	ck_assert_str_eq(findings, "");
	stanced_lexicon_free(lexicon);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lint");
	TCase *tcase = tcase_create("lint");
	suite_add_tcase(suite, tcase);
	tcase_add_loop_test(tcase, warnings, 0, (int)(sizeof cases / sizeof *cases));
	tcase_add_test(tcase, warnings_are_told_on_demand);
	return run_suite(suite);
}
