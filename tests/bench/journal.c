/* How fast articles become durable: the journal against a bare SQLite insert of the same rows in groups of the same
 * size, in turns in one run.
 *
 * usage: bench_journal [DIRECTORY [ARTICLES [GROUP]]] */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "journal/journal.h"

#define TEXT_SIZE 6000
#define ROUNDS 5

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void fail(const char *what)
{
	fprintf(stderr, "bench_journal: %s\n", what);
	exit(1);
}

static void remove_files(const char *path)
{
	char file[4200];
	snprintf(file, sizeof file, "%s-wal", path);
	remove(path);
	remove(file);
}

/* A text that no other article has. */
static void make_text(char *text, unsigned number)
{
	memset(text, 'a' + (int)(number % 26), TEXT_SIZE);
	char digits[16];
	int size = snprintf(digits, sizeof digits, "%u", number);
	memcpy(text, digits, (size_t)size);
}

static double time_bare(const char *path, unsigned articles, unsigned group)
{
	sqlite3 *db;
	sqlite3_stmt *add;
	char text[TEXT_SIZE], id[32];
	remove_files(path);
	if (sqlite3_open(path, &db) ||
	    sqlite3_exec(db,
			 "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;"
			 "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 2048;"
			 "CREATE TABLE article (number INTEGER PRIMARY KEY, id TEXT, text BLOB)",
			 NULL, NULL, NULL) ||
	    sqlite3_prepare_v2(db, "INSERT INTO article VALUES (NULL, ?, ?)", -1, &add, NULL))
		fail(sqlite3_errmsg(db));
	double start = now();
	for (unsigned i = 0; i < articles; i++) {
		if (i % group == 0)
			sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
		make_text(text, i);
		snprintf(id, sizeof id, "article-%u", i);
		sqlite3_bind_text(add, 1, id, -1, SQLITE_STATIC);
		sqlite3_bind_blob(add, 2, text, TEXT_SIZE, SQLITE_STATIC);
		if (sqlite3_step(add) != SQLITE_DONE)
			fail(sqlite3_errmsg(db));
		sqlite3_reset(add);
		if ((i + 1) % group == 0 && sqlite3_exec(db, "COMMIT", NULL, NULL, NULL))
			fail(sqlite3_errmsg(db));
	}
	double seconds = now() - start;
	sqlite3_finalize(add);
	sqlite3_close(db);
	remove_files(path);
	return articles / seconds;
}

/* Everything that stands between an article's frames and its durable answer, but for the sockets. */
static double time_journal(const char *path, unsigned articles, unsigned group)
{
	char why[JOURNAL_WHY_MAX], text[TEXT_SIZE], header[64];
	struct journal *journal;
	remove_files(path);
	if (journal_open(&journal, path, 0, why) < 0)
		fail(why);
	double start = now();
	for (unsigned i = 0; i < articles; i++) {
		struct stanced_request request;
		enum journal_verdict verdict;
		const char *message;
		char *copy_of = NULL;
		int64_t number;
		make_text(text, i);
		int size = snprintf(header, sizeof header, "{\"id\":\"article-%u\"}", i);
		if (stanced_request_parse(&request, header, (size_t)size, text, TEXT_SIZE, TEXT_SIZE, &message) ||
		    journal_find(journal, &request, &verdict, &copy_of) < 0 || verdict != JOURNAL_NEW ||
		    journal_add(journal, &request, copy_of, i, &number) < 0)
			fail("an article was not taken");
		free(copy_of);
		stanced_request_deinit(&request);
		if ((i + 1) % group == 0 && journal_commit(journal, 1, 0) < 0)
			fail(journal_why(journal));
	}
	double seconds = now() - start;
	journal_close(journal, true);
	remove_files(path);
	return articles / seconds;
}

static int compare(const void *a, const void *b)
{
	const double *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

int main(int argc, char **argv)
{
	char path[4096];
	double bare[ROUNDS], ours[ROUNDS];
	unsigned articles = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 10000;
	unsigned group = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 64;
	if (!articles || !group)
		fail("usage: bench_journal [DIRECTORY [ARTICLES [GROUP]]]");
	articles -= articles % group;
	snprintf(path, sizeof path, "%s/bench-journal-%ld.db", argc > 1 ? argv[1] : "/var/tmp", (long)getpid());
	for (unsigned i = 0; i < ROUNDS; i++) {
		bare[i] = time_bare(path, articles, group);
		ours[i] = time_journal(path, articles, group);
	}
	qsort(bare, ROUNDS, sizeof *bare, compare);
	qsort(ours, ROUNDS, sizeof *ours, compare);
	printf("%u articles of %d bytes in groups of %u, medians of %d rounds in turns\n", articles, TEXT_SIZE, group,
	       ROUNDS);
	printf("bare insert  %8.0f articles/s\njournal      %8.0f articles/s\nratio        %8.2f\n", bare[ROUNDS / 2],
	       ours[ROUNDS / 2], ours[ROUNDS / 2] / bare[ROUNDS / 2]);
	return 0;
}
