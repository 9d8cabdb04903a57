/* Prose fixtures: each case of tests/cases is one test. Usage: test_cases [-k WORD] [FILE ...] */
#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <stanced/engine.h>
#include <stanced/lexicon.h>
#include <stanced/wire.h>

#include "case_check.h"
#include "case_file.h"
#include "run_suite.h"

static struct case_set set;
static struct stanced_lexicon *lexicon;
static glob_t found; /* cases name their file, so the paths live on */

static void score(const struct prose_case *item, FILE *out)
{
	struct stanced_engine *engine = NULL;
	const struct stanced_result *result = NULL;
	struct stanced_article_in in = { .text = item->text,
					 .text_size = item->text_size,
					 .title = item->title,
					 .title_size = item->title ? strlen(item->title) : 0,
					 .published = STANCED_DAY_NONE };
	if (item->published && !stanced_parse_day(item->published, &in.published))
		fprintf(out, "%s:%u: not a date: %s\n", item->file, item->line, item->published);
	int r = stanced_engine_new(&engine, lexicon);
	if (r == 0)
		r = stanced_engine_score(engine, &in, &result);
	if (r < 0)
		fprintf(out, "%s:%u: not scored: %s\n", item->file, item->line, strerror(-r));
	else if (case_check(item, result, out) > 0)
		case_print(item, result, out);
	stanced_engine_free(engine);
}

START_TEST(case_holds)
{
	char *report = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&report, &size);
	ck_assert_ptr_nonnull(out);
	score(&set.cases[_i], out);
	fclose(out);
	if (size > 0)
		ck_abort_msg("%s\n%s", set.cases[_i].name, report);
	free(report);
}
END_TEST

/* Without files: every one of the folder. */
static int read_files(char **paths, int count)
{
	if (count == 0) {
		if (glob(CASES_DIR "/*.txt", 0, NULL, &found) != 0) {
			fprintf(stderr, "no fixtures in %s\n", CASES_DIR);
			return -1;
		}
		paths = found.gl_pathv;
		count = (int)found.gl_pathc;
	}
	int r = 0;
	for (int i = 0; i < count && r == 0; i++)
		r = case_set_read(&set, paths[i]);
	return r;
}

/* One test case of Check a file, so that counts are shown where they arise. */
static Suite *suite_of(const char *word)
{
	Suite *suite = suite_create("cases");
	TCase *group = NULL;
	const char *file = NULL;
	for (size_t i = 0; i < set.count; i++) {
		if (word && !strstr(set.cases[i].name, word))
			continue;
		if (!group || strcmp(file, set.cases[i].file) != 0) {
			file = set.cases[i].file;
			group = tcase_create(strrchr(file, '/') ? strrchr(file, '/') + 1 : file);
			suite_add_tcase(suite, group);
		}
		tcase_add_loop_test(group, case_holds, (int)i, (int)i + 1);
	}
	return suite;
}

int main(int argc, char **argv)
{
	const char *word = NULL;
	for (int option; (option = getopt(argc, argv, "k:")) != -1;) {
		if (option != 'k') {
			fprintf(stderr, "usage: %s [-k WORD] [FILE ...]\n", argv[0]);
			return 2;
		}
		word = optarg;
	}
	struct stanced_lexicon_options options = { .directory = getenv("STANCED_LEXICONS"),
						   .diagnose = stanced_diagnostic_print,
						   .user = stderr };
	if (read_files(argv + optind, argc - optind) < 0 || stanced_lexicon_load(&lexicon, &options) != 0)
		return 1;
	int failed = run_suite(suite_of(word));
	lexicon = stanced_lexicon_free(lexicon);
	case_set_deinit(&set);
	globfree(&found);
	return failed > 0;
}
