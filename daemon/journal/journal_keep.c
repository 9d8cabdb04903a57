/* Age, size and soundness of the file. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "journal/ledger.h"
#include "journal/schema.h"

/* Pages kept free below the limit: a sixteenth of it, so that a group of articles always finds room. */
#define SPARE 16

static int short_of_room(struct journal *journal, bool *shortp)
{
	uint64_t pages = 0, unused = 0;
	*shortp = false;
	if (!journal->page_max)
		return 0;
	int r = journal_number(journal, STATEMENT_PAGES, &pages);
	if (r == 0)
		r = journal_number(journal, STATEMENT_FREE_PAGES, &unused);
	if (r == 0)
		*shortp = pages - unused > journal->page_max - journal->page_max / SPARE;
	return r;
}

static int first_finished(struct journal *journal, int64_t *numberp, int64_t *takenp)
{
	sqlite3_stmt *first = NULL;
	int r = journal_prepare(journal, STATEMENT_FIRST, &first);
	if (r < 0)
		return r;
	int step = sqlite3_step(first);
	if (step == SQLITE_ROW) {
		*numberp = sqlite3_column_int64(first, 0);
		*takenp = sqlite3_column_int64(first, 1);
	}
	return journal_done(journal, first, step);
}

/* What it added to the ledger stays in it; no other article of its story will count in its place. */
static int remove_article(struct journal *journal, int64_t number)
{
	static const enum statement steps[] = {
		STATEMENT_REMOVE_SHARES, STATEMENT_CLOSE_STORY,  STATEMENT_DROP_SHARES,  STATEMENT_DROP_STORY,
		STATEMENT_DROP_MESSAGES, STATEMENT_DROP_RESULTS, STATEMENT_DROP_ARTICLE,
	};
	int r = 0;
	for (size_t i = 0; r == 0 && i < sizeof steps / sizeof *steps; i++)
		r = journal_run_numbers(journal, steps[i], number, 0);
	if (r == 0 && (uint64_t)number == journal->article)
		r = journal_put_fact(journal, "article", journal->article);
	if (number > journal->removed)
		journal->removed = number;
	return r;
}

/* The oldest finished article, if it may go. 1: it went, 0: it stays or there is none, or a negative errno. */
static int remove_first(struct journal *journal, int64_t before_ms)
{
	int64_t number = 0, taken = 0;
	bool full;
	int r = short_of_room(journal, &full);
	if (r == 0)
		r = first_finished(journal, &number, &taken);
	if (r <= 0 || (!full && taken >= before_ms))
		return r < 0 ? r : 0;
	r = remove_article(journal, number);
	return r < 0 ? r : 1;
}

int journal_prune(struct journal *journal, int64_t before_ms, unsigned limit, unsigned *removedp)
{
	int r = 1;
	*removedp = 0;
	while (*removedp < limit && (r = remove_first(journal, before_ms)) == 1)
		++*removedp;
	if (r < 0 || !*removedp)
		return r < 0 ? r : 0;
	sqlite3_stmt *drop = NULL;
	r = journal_prepare_write(journal, STATEMENT_DROP_LOOSE, &drop);
	return r == 0 ? journal_run(journal, drop) : r;
}

int64_t journal_removed(const struct journal *journal)
{
	return journal->removed;
}

int journal_size(struct journal *journal, uint64_t *bytesp, uint64_t *freep)
{
	int r = journal_number(journal, STATEMENT_PAGES, bytesp);
	if (r == 0)
		r = journal_number(journal, STATEMENT_FREE_PAGES, freep);
	*bytesp *= journal->page_size;
	*freep *= journal->page_size;
	return r;
}

int journal_stats(struct journal *journal, struct journal_stats *stats)
{
	static const char sql[] =
		"SELECT count(*), (SELECT count(*) FROM pending), coalesce(sum(state = 2), 0),"
		" coalesce(min(taken), 0), coalesce(max(taken), 0),"
		" (SELECT count(*) FROM message) + (SELECT coalesce(sum(count), 0) FROM result) FROM article";
	sqlite3_stmt *statement = NULL;
	*stats = (struct journal_stats) { .next = journal->next };
	int r = sqlite3_prepare_v2(journal->db, sql, -1, &statement, NULL) == SQLITE_OK ? 0 : journal_fail(journal);
	if (r == 0 && sqlite3_step(statement) == SQLITE_ROW) {
		stats->articles = (uint64_t)sqlite3_column_int64(statement, 0);
		stats->pending = (uint64_t)sqlite3_column_int64(statement, 1);
		stats->aside = (uint64_t)sqlite3_column_int64(statement, 2);
		stats->first_ms = sqlite3_column_int64(statement, 3);
		stats->last_ms = sqlite3_column_int64(statement, 4);
		stats->messages = (uint64_t)sqlite3_column_int64(statement, 5);
	} else if (r == 0) {
		r = journal_fail(journal);
	}
	sqlite3_finalize(statement);
	if (r == 0)
		r = journal_oldest(journal, &stats->oldest);
	if (r == 0)
		r = journal_size(journal, &stats->bytes, &stats->free_bytes);
	return r;
}

struct checking {
	journal_complain complain;
	void *user;
};

/* Every row of a check is a fault, but for SQLite's "ok". */
static int check(struct journal *journal, const char *sql, const struct checking *checking)
{
	sqlite3_stmt *statement = NULL;
	if (sqlite3_prepare_v2(journal->db, sql, -1, &statement, NULL) != SQLITE_OK)
		return journal_fail(journal);
	int step;
	while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *fault = (const char *)sqlite3_column_text(statement, 0);
		if (fault && strcmp(fault, "ok"))
			checking->complain(checking->user, fault);
	}
	sqlite3_finalize(statement);
	return step == SQLITE_DONE ? 0 : journal_fail(journal);
}

int journal_check(struct journal *journal, journal_complain complain, void *user)
{
	static const char *const checks[] = {
		"PRAGMA integrity_check(100)",
		"SELECT 'message ' || seq || ' belongs to no article' FROM"
		" (SELECT seq, article FROM message UNION ALL SELECT seq, article FROM result WHERE article <> 0)"
		" WHERE article NOT IN (SELECT number FROM article) LIMIT 100",
		"SELECT 'article ' || id || ' is scored but its result is missing' FROM article WHERE state = 1"
		" AND " IS_DONE " AND NOT EXISTS (SELECT 1 FROM message WHERE article = number AND kind = 0)"
		" AND NOT EXISTS (SELECT 1 FROM result WHERE article = number AND kind = 0) LIMIT 100",
		"SELECT 'article ' || id || ' is not scored but has results' FROM article WHERE NOT (state = 1"
		" AND " IS_DONE ") AND (EXISTS (SELECT 1 FROM message WHERE article = number)"
		" OR EXISTS (SELECT 1 FROM result WHERE article = number)) LIMIT 100",
		"SELECT 'article ' || number || ' is pending and not there' FROM pending"
		" WHERE number NOT IN (SELECT number FROM article) LIMIT 100",
		"SELECT 'message ' || seq || ' has a number that was never given' FROM"
		" (SELECT seq FROM message UNION ALL SELECT seq + count - 1 FROM result) WHERE seq >= (SELECT value "
		"FROM fact WHERE name = 'next') LIMIT 100",
		"SELECT 'result ' || seq || ' is damaged' FROM result WHERE message_count(parts, data) <> count LIMIT "
		"100",
		"SELECT 'the sum of ' || source || ' ' || target || ' on day ' || day || ' is not that of its articles'"
		" FROM (SELECT source, target, day, weight, lean, articles FROM ledger WHERE articles > 0 EXCEPT"
		" SELECT source, target, day, sum(weight), sum(lean), sum(articles) FROM (SELECT * FROM removed UNION "
		"ALL"
		" SELECT source, target, day, weight, lean, 1 FROM story JOIN share ON share.article = story.article"
		" WHERE counted) GROUP BY source, target, day) LIMIT 100",
		"SELECT 'story ' || story || ' counts ' || sum(counted) || ' articles' FROM story GROUP BY story"
		" HAVING sum(counted) <> (min(rank) < 2 AND max(closed) = 0) LIMIT 100",
		"SELECT 'article ' || id || ' is scored but has no place in the ledger' FROM article WHERE state = 1"
		" AND " IS_DONE " AND number NOT IN (SELECT article FROM story) LIMIT 100",
	};
	const struct checking checking = { complain, user };
	int r = 0;
	for (size_t i = 0; r == 0 && i < sizeof checks / sizeof *checks; i++)
		r = check(journal, checks[i], &checking);
	return r == 0 ? ledger_check(journal, complain, user) : r;
}
