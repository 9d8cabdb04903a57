#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/view.h"
#include "engine/inflect.h"
#include "engine/lexicon.h"
#include "run_suite.h"

static const char *verb_forms(const char *verb)
{
	static char out[256];
	struct inflections inflections;
	inflect_verb(&inflections, view_of(verb), NULL);
	out[0] = '\0';
	for (int i = 0; i < inflections.count; i++)
		snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s", i ? " " : "", inflections.items[i].text);
	return out;
}

static const char *plural(const char *noun)
{
	static char out[128];
	struct inflections inflections;
	inflect_noun(&inflections, view_of(noun));
	out[0] = '\0';
	for (int i = 0; i < inflections.count; i++)
		if (inflections.items[i].forms & FORM_PLURAL)
			snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s", *out ? " " : "",
				 inflections.items[i].text);
	return out;
}

static const struct {
	const char *base, *forms;
} verb_cases[] = {
	{ "condemn", "condemn condemns condemned condemning" },
	{ "deny", "deny denies denied denying" },
	{ "play", "play plays played playing" },
	{ "ban", "ban bans banned banning" },
	{ "criticize", "criticize criticizes criticized criticizing" },
	{ "agree", "agree agrees agreed agreeing" },
	{ "tie", "tie ties tied tying" },
	{ "veto", "veto vetoes vetoed vetoing" },
	{ "attack", "attack attacks attacked attacking" },
	{ "press", "press presses pressed pressing" },
	{ "push", "push pushes pushed pushing" },
	{ "tax", "tax taxes taxed taxing" },
	{ "allow", "allow allows allowed allowing" },
	{ "visit", "visit visits visited visiting" },
	{ "commit", "commit commits committed committing" },
	{ "refer", "refer refers referred referring" },
	{ "offer", "offer offers offered offering" },
	{ "travel", "travel travels travelled travelling traveled traveling" },
	{ "expel", "expel expels expelled expelling" },
	{ "panic", "panic panics panicked panicking" },
	{ "aid", "aid aids aided aiding" },
	{ "quit", "quit quits quitted quitting" },
	{ "be", "be am are is was were been being" },
};

START_TEST(regular_verbs)
{
	ck_assert_str_eq(verb_forms(verb_cases[_i].base), verb_cases[_i].forms);
}
END_TEST

static const struct {
	const char *singular, *plural;
} noun_cases[] = {
	{ "attack", "attacks" },
	{ "ally", "allies" },
	{ "key", "keys" },
	{ "crisis", "crises" },
	{ "sanction", "sanctions" },
	{ "sanctions", "sanctions" },
	{ "church", "churches" },
	{ "spokesman", "spokesmen" },
	{ "spokeswoman", "spokeswomen" },
	{ "German", "Germans" },
	{ "human", "humans" },
	{ "person", "people persons" },
	{ "spokesperson", "spokespeople spokespersons" },
	{ "leaf", "leaves" },
	{ "series", "series" },
	{ "hypothesis", "hypotheses" },
	{ "process", "processes" },
	{ "virus", "viruses" },
	{ "child", "children" },
	{ "embargo", "embargoes" },
	{ "man", "men" },
	{ "woman", "women" },
};

START_TEST(plurals)
{
	ck_assert_str_eq(plural(noun_cases[_i].singular), noun_cases[_i].plural);
}
END_TEST

START_TEST(words_too_long_to_inflect)
{
	char word[200];
	struct inflections inflections;
	memset(word, 'a', sizeof word);
	inflect_verb(&inflections, (struct view) { word, sizeof word }, NULL);
	ck_assert_int_eq(inflections.count, 0);
	inflect_noun(&inflections, (struct view) { word, sizeof word });
	ck_assert_int_eq(inflections.count, 0);
	for (size_t size = 1; size <= INFLECT_WORD_MAX; size++) {
		memset(word, 'b', sizeof word);
		word[size - 1] = 'y';
		inflect_verb(&inflections, (struct view) { word, size }, NULL);
		inflect_noun(&inflections, (struct view) { word, size });
	}
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

int main(void)
{
	Suite *suite = suite_create("inflect");
	TCase *tcase = tcase_create("inflect");
	suite_add_tcase(suite, tcase);
	tcase_add_loop_test(tcase, regular_verbs, 0, COUNT(verb_cases));
	tcase_add_loop_test(tcase, plurals, 0, COUNT(noun_cases));
	tcase_add_test(tcase, words_too_long_to_inflect);
	return run_suite(suite);
}
