/* Pairs in the ledger: summed, published, looked through. */
#include <errno.h>
#include <math.h>
#include <stdio.h>

#include "journal/balance.h"
#include "journal/statement.h"

/* A statement about a pair, ready but for what comes behind its two codes, which are copied:
 * they may lie where the answer goes. */
static int prepare_pair(struct journal *journal, enum statement which, const char *source, const char *target,
			sqlite3_stmt **statementp)
{
	int r = journal_prepare(journal, which, statementp);
	if (r < 0)
		return r;
	sqlite3_bind_text(*statementp, 1, source, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(*statementp, 2, target, -1, SQLITE_TRANSIENT);
	return 0;
}

int ledger_sum(struct journal *journal, const char *source, const char *target, unsigned half_life, int32_t until,
	       struct ledger_sum *sum)
{
	struct balance balance = { .half_life = half_life };
	sqlite3_stmt *sums = NULL;
	int r = prepare_pair(journal, STATEMENT_SUMS, source, target, &sums);
	if (r < 0)
		return r;
	sqlite3_bind_int(sums, 3, until);
	int step;
	while ((step = sqlite3_step(sums)) == SQLITE_ROW) {
		if (!balance_add(&balance, sqlite3_column_int(sums, 0), sqlite3_column_int64(sums, 1),
				 sqlite3_column_int64(sums, 2), sqlite3_column_int64(sums, 3)))
			break;
	}
	r = journal_done(journal, sums, step);
	*sum = balance_sum(&balance);
	return r < 0 ? r : 0;
}

int ledger_set_pair(struct journal *journal, const struct ledger_pair *pair)
{
	sqlite3_stmt *set = NULL;
	int r = journal_prepare_write(journal, STATEMENT_SET_PAIR, &set);
	if (r < 0)
		return r;
	sqlite3_bind_text(set, 1, pair->source, -1, SQLITE_STATIC);
	sqlite3_bind_text(set, 2, pair->target, -1, SQLITE_STATIC);
	sqlite3_bind_double(set, 3, pair->sum.score);
	sqlite3_bind_double(set, 4, pair->sum.weight);
	sqlite3_bind_int64(set, 5, (sqlite3_int64)pair->sum.articles);
	sqlite3_bind_int(set, 6, pair->sum.as_of);
	sqlite3_bind_int64(set, 7, (sqlite3_int64)pair->seq);
	return journal_run(journal, set);
}

/* Of a row with the sum from column first on. */
static struct ledger_sum sum_of(sqlite3_stmt *row, int first)
{
	return (struct ledger_sum) {
		.score = sqlite3_column_double(row, first),
		.weight = sqlite3_column_double(row, first + 1),
		.articles = (uint64_t)sqlite3_column_int64(row, first + 2),
		.as_of = sqlite3_column_int(row, first + 3),
	};
}

int ledger_next_pair(struct journal *journal, const char *source, const char *target, struct ledger_pair *pair)
{
	sqlite3_stmt *next = NULL;
	int r = prepare_pair(journal, STATEMENT_NEXT_PAIR, source, target, &next);
	if (r < 0)
		return r;
	int step = sqlite3_step(next);
	if (step == SQLITE_ROW) {
		snprintf(pair->source, sizeof pair->source, "%s", (const char *)sqlite3_column_text(next, 0));
		snprintf(pair->target, sizeof pair->target, "%s", (const char *)sqlite3_column_text(next, 1));
		pair->sum = sum_of(next, 2);
		pair->seq = (uint64_t)sqlite3_column_int64(next, 6);
	}
	return journal_done(journal, next, step);
}

int ledger_touch_all(struct journal *journal, ledger_touched touched, void *user)
{
	sqlite3_stmt *pairs = NULL;
	int r = journal_prepare(journal, STATEMENT_ALL_PAIRS, &pairs);
	if (r < 0)
		return r;
	int step;
	while ((step = sqlite3_step(pairs)) == SQLITE_ROW && r == 0)
		r = touched(user, (const char *)sqlite3_column_text(pairs, 0),
			    (const char *)sqlite3_column_text(pairs, 1));
	int done = journal_done(journal, pairs, step);
	return r < 0 ? r : done < 0 ? done : 0;
}

int ledger_next_day(struct journal *journal, const char *source, const char *target, int32_t from,
		    struct ledger_day *day)
{
	sqlite3_stmt *next = NULL;
	int r = prepare_pair(journal, STATEMENT_NEXT_DAY, source, target, &next);
	if (r < 0)
		return r;
	sqlite3_bind_int(next, 3, from);
	int step = sqlite3_step(next);
	if (step == SQLITE_ROW) {
		struct balance balance = { .half_life = 1 };
		day->day = sqlite3_column_int(next, 0);
		balance_add(&balance, day->day, sqlite3_column_int64(next, 1), sqlite3_column_int64(next, 2),
			    sqlite3_column_int64(next, 3));
		const struct ledger_sum sum = balance_sum(&balance);
		day->score = sum.score;
		day->weight = sum.weight;
		day->articles = sum.articles;
	}
	return journal_done(journal, next, step);
}

int ledger_half_life(struct journal *journal, uint64_t *daysp)
{
	return journal_get_fact(journal, "half_life", daysp);
}

int ledger_set_half_life(struct journal *journal, uint64_t days)
{
	return journal_put_fact(journal, "half_life", days);
}

/* ---- looked through ---- */

/* More than another machine's mathematics would make. */
#define DIFFERENT 1e-6
/* Of all faults so many are told. */
#define FAULTS_MAX 100

struct checking {
	struct journal *journal;
	unsigned half_life, faults;
	journal_complain complain;
	void *user;
};

/* As it was published; articles 0: it was not, or without. */
static int published_sum(struct journal *journal, const char *source, const char *target, struct ledger_sum *sum)
{
	sqlite3_stmt *find = NULL;
	*sum = (struct ledger_sum) { .as_of = STANCED_DAY_NONE };
	int r = prepare_pair(journal, STATEMENT_PAIR, source, target, &find);
	if (r < 0)
		return r;
	int step = sqlite3_step(find);
	if (step == SQLITE_ROW && sqlite3_column_int64(find, 2) > 0)
		*sum = sum_of(find, 0);
	r = journal_done(journal, find, step);
	return r < 0 ? r : 0;
}

static int check_pair(void *user, const char *source, const char *target)
{
	struct checking *checking = user;
	struct ledger_sum said, sum;
	char fault[80];
	int r = published_sum(checking->journal, source, target, &said);
	if (r == 0)
		r = ledger_sum(checking->journal, source, target, checking->half_life, INT32_MAX, &sum);
	if (r < 0)
		return r;
	if (said.articles == sum.articles && said.as_of == sum.as_of && fabs(said.score - sum.score) < DIFFERENT &&
	    fabs(said.weight - sum.weight) <= DIFFERENT * (1 + sum.weight))
		return 0;
	snprintf(fault, sizeof fault, "the running score of %s %s is not that of its sums", source, target);
	if (checking->faults++ < FAULTS_MAX)
		checking->complain(checking->user, fault);
	return 0;
}

int ledger_check(struct journal *journal, journal_complain complain, void *user)
{
	uint64_t half_life = 0;
	int r = ledger_half_life(journal, &half_life);
	struct checking checking = { journal, (unsigned)half_life, 0, complain, user };
	return r < 0 || !half_life ? r : ledger_touch_all(journal, check_pair, &checking);
}
