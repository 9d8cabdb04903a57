#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lexicon_helper.h"
#include "run_suite.h"

static char folder[] = "/tmp/stanced-load-XXXXXX";
static char path[sizeof folder + 64];

/* The last finding of a load. */
static struct {
	unsigned count, line, column;
	enum stanced_severity severity;
	char code[32], file[4096], message[512];
} first;

static void diagnose(void *user, const struct stanced_diagnostic *diagnostic)
{
	if (first.count++ > 0)
		return;
	first.line = diagnostic->line;
	first.column = diagnostic->column;
	first.severity = diagnostic->severity;
	snprintf(first.code, sizeof first.code, "%s", diagnostic->code);
	snprintf(first.file, sizeof first.file, "%s", diagnostic->file);
	snprintf(first.message, sizeof first.message, "%s", diagnostic->message);
}

static struct stanced_lexicon *load(const char *directory, const char *overlay, const char *actors)
{
	struct stanced_lexicon_options options = {
		.directory = directory,
		.overlays = &overlay,
		.overlay_count = overlay != NULL,
		.actors = &actors,
		.actors_count = actors != NULL,
		.diagnose = diagnose,
	};
	struct stanced_lexicon *lexicon = NULL;
	memset(&first, 0, sizeof first);
	int r = stanced_lexicon_load(&lexicon, &options);
	ck_assert(r == 0 || r == STANCED_LEXICON_E_INVALID);
	ck_assert_int_eq(r == 0, lexicon != NULL);
	if (r != 0)
		ck_assert_uint_gt(first.count, 0);
	return lexicon;
}

#define VALID LEXICONS_DIR "/valid"

static void make_folder(void)
{
	strcpy(folder + strlen(folder) - 6, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_folder(void)
{
	static const char *const names[] = { "given.tsv", "countries.tsv", "actors.tsv", "people.tsv", "country.tsv" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	ck_assert_int_eq(rmdir(folder), 0);
}

static FILE *create(const char *name)
{
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "wb");
	ck_assert_ptr_nonnull(file);
	return file;
}

static const char *write_file(const char *name, const char *text)
{
	FILE *file = create(name);
	fputs(text, file);
	ck_assert_int_eq(fclose(file), 0);
	return path;
}

START_TEST(a_directory_is_loaded)
{
	struct stanced_lexicon *lexicon = load(VALID, NULL, NULL);
	ck_assert_ptr_nonnull(lexicon);
	ck_assert_uint_eq(first.count, 0);
	size_t files = 0, rows = 0, n;
	const char *name;
	for (; stanced_lexicon_file(lexicon, files, &name, &n); files++)
		rows += n;
	ck_assert_uint_eq(files, 15);
	ck_assert_uint_eq(rows, 81);
	stanced_lexicon_free(lexicon);
	ck_assert_ptr_null(stanced_lexicon_free(NULL));
}
END_TEST

START_TEST(digest_tells_lexicons_apart)
{
	struct stanced_lexicon *a = load(VALID, NULL, NULL), *b = load(VALID, NULL, NULL);
	ck_assert_str_eq(stanced_lexicon_digest(a), stanced_lexicon_digest(b));
	ck_assert_uint_eq(strlen(stanced_lexicon_digest(a)), 23);
	ck_assert_int_eq(strncmp(stanced_lexicon_digest(a), "sha256:", 7), 0);
	struct stanced_lexicon *c = load(VALID, NULL, write_file("actors.tsv", "code\tname\nAB\tAbc\n"));
	ck_assert_str_ne(stanced_lexicon_digest(a), stanced_lexicon_digest(c));
	stanced_lexicon_free(a);
	stanced_lexicon_free(b);
	stanced_lexicon_free(c);
}
END_TEST

START_TEST(a_file_of_another_name_is_told)
{
	write_file("given.tsv", "name\tgender\nZebedee\tm\n");
	write_file("country.tsv", "no table at all");
	struct stanced_lexicon *lexicon = load(VALID, folder, NULL);
	ck_assert_ptr_nonnull(lexicon);
	ck_assert_uint_eq(first.count, 1);
	ck_assert_int_eq(first.severity, STANCED_WARNING);
	ck_assert_str_eq(first.code, "unknown_file");
	ck_assert_str_eq(strrchr(first.file, '/'), "/country.tsv");
	stanced_lexicon_free(lexicon);
}
END_TEST

START_TEST(a_file_given_as_actors_is_no_stranger)
{
	write_file("given.tsv", "name\tgender\nZebedee\tm\n");
	struct stanced_lexicon *lexicon = load(VALID, folder, write_file("actors.tsv", "code\tname\nAB\tAbc\n"));
	ck_assert_ptr_nonnull(lexicon);
	ck_assert_uint_eq(first.count, 0);
	stanced_lexicon_free(lexicon);
}
END_TEST

START_TEST(overlays_and_actors_are_read)
{
	write_file("given.tsv", "name\tgender\nZebedee\tm\n");
	struct stanced_lexicon *lexicon = load(VALID, folder, NULL);
	ck_assert_ptr_nonnull(lexicon);
	stanced_lexicon_free(lexicon);
	lexicon = load(VALID, NULL, write_file("actors.tsv", "code\tname\nJP\tJapan\nZZ\tZed\n"));
	ck_assert_ptr_nonnull(lexicon);
	ck_assert_str_eq(hits(lexicon, LAYER_NAME, "Japan, Zed"), "name=JP:Japan / name=JPN:Japan, name=ZZ:Zed");
	stanced_lexicon_free(lexicon);
}
END_TEST

START_TEST(what_is_not_there_is_told)
{
	ck_assert_ptr_null(load(folder, NULL, NULL));
	ck_assert_str_eq(first.code, "no_file");
	ck_assert_ptr_nonnull(strstr(first.file, "countries.tsv"));
	ck_assert_ptr_null(load("/nonexistent/place", NULL, NULL));
	ck_assert_str_eq(first.code, "no_file");
	ck_assert_ptr_null(load(VALID, "/nonexistent/place", NULL));
	ck_assert_str_eq(first.code, "no_file");
	ck_assert_ptr_null(load(VALID, folder, NULL)); /* an overlay without any lexicon file */
	ck_assert_str_eq(first.code, "no_file");
	ck_assert_ptr_null(load(VALID, NULL, "/nonexistent/actors.tsv"));
	ck_assert_str_eq(first.code, "no_file");
	ck_assert_uint_eq(first.line, 0);
	ck_assert_ptr_null(load(VALID, NULL, folder)); /* a directory */
	ck_assert_str_eq(first.code, "read_failed");
}
END_TEST

START_TEST(only_countries_are_needed)
{
	write_file("countries.tsv", "code\tname\nJPN\tJapan\n");
	struct stanced_lexicon *lexicon = load(folder, NULL, NULL);
	ck_assert_ptr_nonnull(lexicon);
	ck_assert_str_eq(hits(lexicon, LAYER_NAME, "Japan"), "name=JPN:Japan");
	stanced_lexicon_free(lexicon);
}
END_TEST

START_TEST(a_hundred_megabytes_are_refused)
{
	FILE *file = create("given.tsv");
	fputs("name\tgender\n", file);
	ck_assert_int_eq(fflush(file), 0);
	ck_assert_int_eq(ftruncate(fileno(file), 100 << 20), 0);
	ck_assert_int_eq(fclose(file), 0);
	ck_assert_ptr_null(load(VALID, folder, NULL));
	ck_assert_str_eq(first.code, "too_large");
	ck_assert_ptr_nonnull(strstr(first.file, "given.tsv"));
	ck_assert_uint_eq(first.line, 0);
}
END_TEST

START_TEST(a_line_of_a_megabyte_is_refused)
{
	FILE *file = create("given.tsv");
	fputs("name\tgender\nAnn\tf\n", file);
	for (int i = 0; i < 1 << 20; i++)
		fputc('x', file);
	fputs("\nBob\tm\n", file);
	ck_assert_int_eq(fclose(file), 0);
	ck_assert_ptr_null(load(VALID, folder, NULL));
	ck_assert_str_eq(first.code, "long_line");
	ck_assert_uint_eq(first.line, 3);
	ck_assert_uint_eq(first.count, 1);
}
END_TEST

START_TEST(a_million_rows_are_refused)
{
	FILE *file = create("given.tsv");
	fputs("name\n", file);
	for (int i = 0; i <= 1 << 20; i++)
		fprintf(file, "N%x\n", i);
	ck_assert_int_eq(fclose(file), 0);
	ck_assert_ptr_null(load(VALID, folder, NULL));
	ck_assert_str_eq(first.code, "too_many");
}
END_TEST

/* As many spellings as a line has room for, each of them in as many contexts: bounded, not multiplied out. */
START_TEST(contexts_do_not_explode)
{
	FILE *file = create("countries.tsv");
	fputs("code\tname\taliases\tnot\nAAA\tAland\t", file);
	for (int i = 0; i < 3000; i++)
		fprintf(file, "%sA%dq", i ? "|" : "", i);
	fputc('\t', file);
	for (int i = 0; i < 3000; i++)
		fprintf(file, "%s~ b%d", i ? "|" : "", i);
	fputc('\n', file);
	ck_assert_int_eq(fclose(file), 0);
	ck_assert_ptr_null(load(folder, NULL, NULL));
	ck_assert_str_eq(first.code, "too_many");
}
END_TEST

/* Groups nested as deep as there are rows. */
START_TEST(deep_groups_are_no_circle)
{
	FILE *file = create("actors.tsv");
	fputs("code\tname\tmembers\tparent\n", file);
	for (int i = 0; i < 20000; i++)
		fprintf(file, "G%d\tGroup g%d\tG%d\tG%d\n", i, i, i + 1, i + 1);
	fputs("G20000\tLast\n", file);
	ck_assert_int_eq(fclose(file), 0);
	struct stanced_lexicon *lexicon = load(VALID, NULL, path);
	ck_assert_str_eq(first.code, "");
	ck_assert_ptr_nonnull(lexicon);
	stanced_lexicon_free(lexicon);
}
END_TEST

/* One name for all: its rows are sorted once and chained, in no more than a moment. */
START_TEST(one_name_for_all_is_borne)
{
	FILE *file = create("people.tsv");
	fputs("name\tactor\toffice\n", file);
	for (int i = 0; i < 40000; i++)
		fprintf(file, "Same Name\tJPN\toffice %d\n", i);
	ck_assert_int_eq(fclose(file), 0);
	struct stanced_lexicon *lexicon = load(VALID, folder, NULL);
	ck_assert_ptr_nonnull(lexicon);
	ck_assert_int_eq(strncmp(hits(lexicon, LAYER_NAME, "Same Name"), "person=JPN:Same Name / ", 23), 0);
	stanced_lexicon_free(lexicon);
}
END_TEST

START_TEST(the_environment_names_the_directory)
{
	ck_assert_int_eq(setenv("STANCED_LEXICONS", VALID, 1), 0);
	ck_assert_str_eq(stanced_lexicon_default_directory(), VALID);
	struct stanced_lexicon *lexicon = load(NULL, NULL, NULL);
	ck_assert_ptr_nonnull(lexicon);
	stanced_lexicon_free(lexicon);
	ck_assert_int_eq(unsetenv("STANCED_LEXICONS"), 0);
	ck_assert_ptr_nonnull(stanced_lexicon_default_directory());
}
END_TEST

START_TEST(findings_print_in_the_standard_form)
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);
	stanced_diagnostic_print(stream,
				 &(struct stanced_diagnostic) { STANCED_ERROR, "a/b.tsv", 3, 7, "bad_date", "no" });
	stanced_diagnostic_print(stream, &(struct stanced_diagnostic) { STANCED_WARNING, "b.tsv", 0, 0, "x", "y" });
	fclose(stream);
	ck_assert_str_eq(text, "a/b.tsv:3:7: [bad_date] no\nb.tsv:0:0: [x] warning: y\n");
	free(text);
}
END_TEST

/* Every folder of tests/lexicons/invalid as expected.tsv has it. */
START_TEST(invalid_files_are_refused_at_their_place)
{
	FILE *table = fopen(LEXICONS_DIR "/invalid/expected.tsv", "r");
	char line[256], name[64], file[64], code[32], overlay[4096];
	unsigned row, column, cases = 0;
	ck_assert_ptr_nonnull(table);
	while (fgets(line, sizeof line, table)) {
		if (line[0] == '#' || sscanf(line, "%63s %63s %u %u %31s", name, file, &row, &column, code) != 5)
			continue;
		snprintf(overlay, sizeof overlay, "%s/invalid/%s", LEXICONS_DIR, name);
		ck_assert_msg(load(VALID, overlay, NULL) == NULL, "%s is not refused", name);
		ck_assert_msg(strcmp(first.code, code) == 0 && first.line == row && first.column == column &&
				      strcmp(strrchr(first.file, '/') + 1, file) == 0,
			      "%s: %s:%u:%u [%s] %s", name, first.file, first.line, first.column, first.code,
			      first.message);
		ck_assert_int_eq(first.severity, STANCED_ERROR);
		ck_assert_msg(first.message[0] != '\0', "%s: no message", name);
		cases++;
	}
	fclose(table);
	ck_assert_uint_ge(cases, 55);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("load");
	TCase *tcase = tcase_create("load");
	suite_add_tcase(suite, tcase);
	tcase_set_timeout(tcase, 120);
	tcase_add_checked_fixture(tcase, make_folder, remove_folder);
	tcase_add_test(tcase, a_directory_is_loaded);
	tcase_add_test(tcase, digest_tells_lexicons_apart);
	tcase_add_test(tcase, a_file_of_another_name_is_told);
	tcase_add_test(tcase, a_file_given_as_actors_is_no_stranger);
	tcase_add_test(tcase, overlays_and_actors_are_read);
	tcase_add_test(tcase, what_is_not_there_is_told);
	tcase_add_test(tcase, only_countries_are_needed);
	tcase_add_test(tcase, a_hundred_megabytes_are_refused);
	tcase_add_test(tcase, a_line_of_a_megabyte_is_refused);
	tcase_add_test(tcase, a_million_rows_are_refused);
	tcase_add_test(tcase, contexts_do_not_explode);
	tcase_add_test(tcase, deep_groups_are_no_circle);
	tcase_add_test(tcase, one_name_for_all_is_borne);
	tcase_add_test(tcase, the_environment_names_the_directory);
	tcase_add_test(tcase, findings_print_in_the_standard_form);
	tcase_add_test(tcase, invalid_files_are_refused_at_their_place);
	return run_suite(suite);
}
