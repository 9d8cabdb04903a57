/* Articles in the ledger: their shares, their stories, which of a story counts. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "journal/balance.h"
#include "journal/schema.h"
#include "journal/statement.h"

int ledger_add_share(struct journal *journal, int64_t number, const struct ledger_share *share)
{
	sqlite3_stmt *add = NULL;
	int r = journal_prepare_write(journal, STATEMENT_SHARE, &add);
	if (r < 0)
		return r;
	sqlite3_bind_int64(add, 1, number);
	sqlite3_bind_text(add, 2, share->source, -1, SQLITE_STATIC);
	sqlite3_bind_text(add, 3, share->target, -1, SQLITE_STATIC);
	sqlite3_bind_int64(add, 4, balance_weight(share->confidence));
	sqlite3_bind_int64(add, 5, balance_lean(share->confidence, share->score));
	return journal_run(journal, add);
}

int ledger_place(struct journal *journal, const struct ledger_place *place)
{
	sqlite3_stmt *add = NULL;
	int r = journal_prepare_write(journal, STATEMENT_PLACE, &add);
	if (r < 0)
		return r;
	sqlite3_bind_int64(add, 1, place->number);
	sqlite3_bind_int64(add, 2, place->story);
	sqlite3_bind_int(add, 3, place->day);
	sqlite3_bind_int(add, 4, (int)place->rank);
	sqlite3_bind_int(add, 5, place->counted);
	if (place->signature_size)
		sqlite3_bind_blob64(add, 6, place->signature, place->signature_size, SQLITE_STATIC);
	return journal_run(journal, add);
}

int ledger_join(struct journal *journal, int64_t from, int64_t into)
{
	return journal_run_numbers(journal, STATEMENT_JOIN, from, into);
}

int ledger_story_of_text(struct journal *journal, const uint8_t text_hash[32], int64_t *storyp)
{
	sqlite3_stmt *find = NULL;
	int r = journal_prepare(journal, STATEMENT_STORY_OF_TEXT, &find);
	if (r < 0)
		return r;
	sqlite3_bind_blob(find, 1, text_hash, 32, SQLITE_STATIC);
	return journal_value(journal, find, storyp);
}

int ledger_replace(struct journal *journal, const char *key, int64_t *storyp)
{
	sqlite3_stmt *replace = NULL;
	int r = journal_prepare_write(journal, STATEMENT_REPLACE, &replace);
	if (r < 0)
		return r;
	sqlite3_bind_text(replace, 1, key, -1, SQLITE_STATIC);
	r = journal_value(journal, replace, storyp);
	if (r < 0)
		journal_spoil(journal, r);
	return r;
}

int ledger_story_of_correction(struct journal *journal, const char *id, int64_t *storyp)
{
	sqlite3_stmt *find = NULL;
	int r = journal_prepare(journal, STATEMENT_STORY_OF_CORRECTION, &find);
	if (r < 0)
		return r;
	sqlite3_bind_text(find, 1, id, -1, SQLITE_STATIC);
	return journal_value(journal, find, storyp);
}

/* ---- counting ---- */

/* What goes to the sums of a pair on a day; articles: 1, or -1 when it is taken out. */
struct addend {
	const char *source, *target;
	int64_t day, weight, lean;
	int articles;
};

static int add_sum(struct journal *journal, const struct addend *addend, ledger_touched touched, void *user)
{
	sqlite3_stmt *add = NULL;
	int r = journal_prepare_write(journal, STATEMENT_ADD_SUM, &add);
	if (r < 0)
		return r;
	sqlite3_bind_text(add, 1, addend->source, -1, SQLITE_STATIC);
	sqlite3_bind_text(add, 2, addend->target, -1, SQLITE_STATIC);
	sqlite3_bind_int64(add, 3, addend->day);
	sqlite3_bind_int64(add, 4, addend->articles * addend->weight);
	sqlite3_bind_int64(add, 5, addend->articles * addend->lean);
	sqlite3_bind_int(add, 6, addend->articles);
	r = journal_run(journal, add);
	return r < 0 ? r : touched(user, addend->source, addend->target);
}

int ledger_count_share(struct journal *journal, int32_t day, const struct ledger_share *share, ledger_touched touched,
		       void *user)
{
	const struct addend addend = {
		share->source,
		share->target,
		day,
		balance_weight(share->confidence),
		balance_lean(share->confidence, share->score),
		1,
	};
	return add_sum(journal, &addend, touched, user);
}

/* Adds the article's shares to the sums, or takes them out; nothing, where that is done already. */
static int set_counted(struct journal *journal, int64_t number, bool counted, ledger_touched touched, void *user)
{
	sqlite3_stmt *shares = NULL;
	int r = journal_prepare(journal, STATEMENT_SHARES, &shares);
	if (r < 0)
		return r;
	sqlite3_bind_int64(shares, 1, number);
	sqlite3_bind_int(shares, 2, counted);
	int step;
	while ((step = sqlite3_step(shares)) == SQLITE_ROW && r == 0) {
		const struct addend addend = {
			(const char *)sqlite3_column_text(shares, 0),
			(const char *)sqlite3_column_text(shares, 1),
			sqlite3_column_int64(shares, 2),
			sqlite3_column_int64(shares, 3),
			sqlite3_column_int64(shares, 4),
			counted ? 1 : -1,
		};
		r = add_sum(journal, &addend, touched, user);
	}
	int done = journal_done(journal, shares, step);
	if (r < 0 || done < 0)
		return r < 0 ? r : done;
	return journal_run_numbers(journal, STATEMENT_MARK_COUNTED, number, counted);
}

/* A number that a statement says of a story, and perhaps of an article of it. */
static int ask_story(struct journal *journal, enum statement which, int64_t story, int64_t article, int64_t *valuep)
{
	sqlite3_stmt *statement = NULL;
	int r = journal_prepare(journal, which, &statement);
	if (r < 0)
		return r;
	sqlite3_bind_int64(statement, 1, story);
	if (sqlite3_bind_parameter_count(statement) > 1)
		sqlite3_bind_int64(statement, 2, article);
	return journal_value(journal, statement, valuep);
}

int ledger_count(struct journal *journal, int64_t story, ledger_touched touched, void *user)
{
	int64_t closed = 0, chosen = 0, wrong = 0;
	int r = ask_story(journal, STATEMENT_CLOSED, story, 0, &closed);
	if (r == 0)
		r = ask_story(journal, STATEMENT_CHOOSE, story, 0, &chosen);
	if (r == 0 && closed)
		chosen = 0;
	while (r == 0 && (r = ask_story(journal, STATEMENT_MISCOUNTED, story, chosen, &wrong)) == 0 && wrong)
		r = set_counted(journal, wrong, false, touched, user);
	if (r == 0 && chosen)
		r = set_counted(journal, chosen, true, touched, user);
	if (r < 0)
		journal_spoil(journal, r);
	return r;
}

/* ---- articles of a time before the ledger ---- */

bool ledger_is_complete(struct journal *journal)
{
	uint64_t placed = 0;
	return journal_get_fact(journal, "placed", &placed) == 0 && placed;
}

int ledger_set_complete(struct journal *journal)
{
	return journal_put_fact(journal, "placed", 1);
}

int ledger_next_unplaced(struct journal *journal, int64_t behind, struct ledger_unplaced *unplaced)
{
	struct stanced_request *request = &unplaced->request;
	*unplaced = (struct ledger_unplaced) { 0 };
	sqlite3_stmt *find = NULL;
	int r = journal_prepare(journal, STATEMENT_UNPLACED, &find);
	if (r < 0)
		return r;
	sqlite3_bind_int64(find, 1, behind);
	int step = sqlite3_step(find), taken = 0;
	if (step == SQLITE_ROW) {
		unplaced->number = sqlite3_column_int64(find, 0);
		unplaced->taken_ms = sqlite3_column_int64(find, 1);
		taken = journal_take_request(find, 2, request);
	}
	r = journal_done(journal, find, step);
	if (taken < 0)
		stanced_request_deinit(request);
	return taken < 0 ? taken : r;
}

int ledger_recover_shares(struct journal *journal, int64_t number)
{
	return journal_run_numbers(journal, STATEMENT_RECOVER, number, 0);
}

int ledger_signatures(struct journal *journal, int64_t behind, ledger_take_signature take, void *user)
{
	sqlite3_stmt *signatures = NULL;
	int r = journal_prepare(journal, STATEMENT_SIGNATURES, &signatures);
	if (r < 0)
		return r;
	sqlite3_bind_int64(signatures, 1, behind);
	int step;
	while ((step = sqlite3_step(signatures)) == SQLITE_ROW && r == 0)
		r = take(user, sqlite3_column_int64(signatures, 0), sqlite3_column_int64(signatures, 1),
			 sqlite3_column_blob(signatures, 2), (size_t)sqlite3_column_bytes(signatures, 2));
	int done = journal_done(journal, signatures, step);
	return r < 0 ? r : done < 0 ? done : 0;
}

int ledger_recent(struct journal *journal, uint64_t count, int64_t *numberp)
{
	return ask_story(journal, STATEMENT_RECENT, (int64_t)count, 0, numberp);
}

/* The sums as they were stand in a table of this connection meanwhile. */
int ledger_rebuild(struct journal *journal, uint64_t *differentp)
{
	sqlite3_stmt *differences = NULL;
	int r = journal_begin(journal);
	if (r == 0)
		r = journal_execute(journal, journal_sql_rebuild);
	if (r == 0 &&
	    sqlite3_prepare_v2(journal->db, journal_sql_rebuild_differences, -1, &differences, NULL) != SQLITE_OK)
		r = journal_fail(journal);
	if (r == 0 && sqlite3_step(differences) == SQLITE_ROW)
		*differentp = (uint64_t)sqlite3_column_int64(differences, 0);
	sqlite3_finalize(differences);
	if (r == 0)
		r = journal_execute(journal, "DROP TABLE before");
	if (r == 0)
		r = ledger_set_half_life(journal, 0);
	if (r < 0)
		journal_spoil(journal, r);
	return r;
}
