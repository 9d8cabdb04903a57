/* Articles: found, added, tried, settled. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journal/statement.h"

static int find_copy(struct journal *journal, const struct stanced_request *request, char **copy_ofp)
{
	sqlite3_stmt *find = NULL;
	int r = journal_prepare(journal, STATEMENT_FIND_TEXT, &find);
	if (r < 0)
		return r;
	sqlite3_bind_blob(find, 1, request->text_hash, sizeof request->text_hash, SQLITE_STATIC);
	int step = sqlite3_step(find);
	if (step == SQLITE_ROW)
		*copy_ofp = strdup((const char *)sqlite3_column_text(find, 0));
	r = journal_done(journal, find, step);
	return r == 1 && !*copy_ofp ? -ENOMEM : r < 0 ? r : 0;
}

int journal_find(struct journal *journal, const struct stanced_request *request, enum journal_verdict *verdictp,
		 char **copy_ofp)
{
	*copy_ofp = NULL;
	*verdictp = JOURNAL_NEW;
	if (journal->fault)
		return journal->fault;
	sqlite3_stmt *find = NULL;
	int r = journal_prepare(journal, STATEMENT_FIND_KEY, &find);
	if (r < 0)
		return r;
	sqlite3_bind_text(find, 1, request->key, -1, SQLITE_STATIC);
	int step = sqlite3_step(find);
	if (step == SQLITE_ROW) {
		const void *hash = sqlite3_column_blob(find, 0);
		bool same = sqlite3_column_bytes(find, 0) == sizeof request->text_hash &&
			    !memcmp(hash, request->text_hash, sizeof request->text_hash);
		*verdictp = same ? JOURNAL_KNOWN : JOURNAL_CONFLICT;
	}
	r = journal_done(journal, find, step);
	return r == 0 ? find_copy(journal, request, copy_ofp) : r < 0 ? r : 0;
}

int journal_add(struct journal *journal, const struct stanced_request *request, const char *copy_of, int64_t taken_ms,
		int64_t *numberp)
{
	sqlite3_stmt *add = NULL;
	int r = journal_prepare_write(journal, STATEMENT_ADD, &add);
	if (r < 0)
		return r;
	const char *const texts[] = { copy_of,         request->title,     request->url,
				      request->outlet, request->published, request->replaces };
	*numberp = (int64_t)++journal->article;
	sqlite3_bind_int64(add, 1, *numberp);
	sqlite3_bind_text(add, 2, request->key, -1, SQLITE_STATIC);
	sqlite3_bind_text(add, 3, request->id, -1, SQLITE_STATIC);
	sqlite3_bind_blob(add, 4, request->text_hash, sizeof request->text_hash, SQLITE_STATIC);
	sqlite3_bind_int64(add, 5, taken_ms);
	for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++)
		sqlite3_bind_text(add, 6 + i, texts[i], -1, SQLITE_STATIC);
	sqlite3_bind_blob64(add, 12, request->text, request->text_size, SQLITE_STATIC);
	r = journal_run(journal, add);
	return r == 0 ? journal_run_numbers(journal, STATEMENT_ADD_PENDING, *numberp, 0) : r;
}

int journal_try(struct journal *journal, int64_t number, unsigned *triesp)
{
	sqlite3_stmt *try = NULL;
	int r = journal_prepare_write(journal, STATEMENT_TRY, &try);
	if (r < 0)
		return r;
	int64_t tries;
	sqlite3_bind_int64(try, 1, number);
	r = journal_value(journal, try, &tries);
	*triesp = (unsigned)tries;
	if (r < 0)
		journal_spoil(journal, r);
	return r;
}

int journal_settle(struct journal *journal, int64_t number)
{
	return journal_run_numbers(journal, STATEMENT_SETTLE, number, 0);
}

int journal_set_aside(struct journal *journal, int64_t number, const char *reason)
{
	sqlite3_stmt *aside = NULL;
	int r = journal_prepare_write(journal, STATEMENT_SET_ASIDE, &aside);
	if (r < 0)
		return r;
	sqlite3_bind_text(aside, 1, reason, -1, SQLITE_STATIC);
	sqlite3_bind_int64(aside, 2, number);
	r = journal_run(journal, aside);
	return r == 0 ? journal_settle(journal, number) : r;
}

int journal_pending_count(struct journal *journal, uint64_t *countp)
{
	return journal_number(journal, STATEMENT_PENDING_COUNT, countp);
}

/* NULL stays NULL; *failedp when memory ran out. */
static char *copy_text(sqlite3_stmt *statement, int column, bool *failedp)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);
	char *copy = text ? strdup(text) : NULL;
	*failedp |= sqlite3_column_type(statement, column) != SQLITE_NULL && !copy;
	return copy;
}

int journal_take_request(sqlite3_stmt *row, int column, struct stanced_request *request)
{
	bool failed = false;
	request->id = copy_text(row, column, &failed);
	request->title = copy_text(row, column + 2, &failed);
	request->url = copy_text(row, column + 3, &failed);
	request->outlet = copy_text(row, column + 4, &failed);
	request->published = copy_text(row, column + 5, &failed);
	request->replaces = copy_text(row, column + 6, &failed);
	request->text_size = (size_t)sqlite3_column_bytes(row, column + 7);
	request->owned_text = malloc(request->text_size + 1);
	if (failed || !request->owned_text || !request->id)
		return -ENOMEM;
	if (sqlite3_column_bytes(row, column + 1) == sizeof request->text_hash)
		memcpy(request->text_hash, sqlite3_column_blob(row, column + 1), sizeof request->text_hash);
	if (request->text_size)
		memcpy(request->owned_text, sqlite3_column_blob(row, column + 7), request->text_size);
	request->owned_text[request->text_size] = '\0';
	request->text = request->owned_text;
	request->day = STANCED_DAY_NONE;
	if (request->published)
		stanced_parse_day(request->published, &request->day);
	stanced_key(request->id, request->key);
	return 0;
}

static int take_pending(sqlite3_stmt *row, struct journal_pending *pending)
{
	bool failed = false;
	pending->number = sqlite3_column_int64(row, 0);
	pending->taken_ms = sqlite3_column_int64(row, 1);
	pending->copy_of = copy_text(row, 2, &failed);
	return failed ? -ENOMEM : journal_take_request(row, 3, &pending->request);
}

int journal_next_pending(struct journal *journal, int64_t behind, struct journal_pending *pending)
{
	*pending = (struct journal_pending) { 0 };
	sqlite3_stmt *find = NULL;
	int r = journal_prepare(journal, STATEMENT_PENDING, &find);
	if (r < 0)
		return r;
	sqlite3_bind_int64(find, 1, behind);
	int step = sqlite3_step(find);
	int taken = step == SQLITE_ROW ? take_pending(find, pending) : 0;
	r = journal_done(journal, find, step);
	if (taken < 0) {
		stanced_request_deinit(&pending->request);
		free(pending->copy_of);
		return taken;
	}
	return r;
}

int journal_id(struct journal *journal, int64_t number, char **idp)
{
	bool failed = false;
	sqlite3_stmt *find = NULL;
	*idp = NULL;
	int r = journal_prepare(journal, STATEMENT_ID, &find);
	if (r < 0)
		return r;
	sqlite3_bind_int64(find, 1, number);
	int step = sqlite3_step(find);
	if (step == SQLITE_ROW)
		*idp = copy_text(find, 0, &failed);
	r = journal_done(journal, find, step);
	return failed ? -ENOMEM : r < 0 ? r : 0;
}

/* The statement stays where it is, so that its message stays; the next call resets it. */
int journal_article(struct journal *journal, const char *key, struct journal_article *article)
{
	*article = (struct journal_article) { 0 };
	sqlite3_stmt *find = NULL;
	int r = journal_prepare(journal, STATEMENT_ARTICLE, &find);
	if (r < 0)
		return r;
	sqlite3_reset(find);
	sqlite3_bind_text(find, 1, key, -1, SQLITE_TRANSIENT);
	int step = sqlite3_step(find);
	if (step != SQLITE_ROW)
		return journal_done(journal, find, step);
	const char *reason = (const char *)sqlite3_column_text(find, 1);
	article->state = (enum journal_state)sqlite3_column_int(find, 0);
	snprintf(article->reason, sizeof article->reason, "%s", reason ? reason : "");
	if (sqlite3_column_type(find, 2) != SQLITE_NULL) {
		article->message = sqlite3_column_blob(find, 2);
		article->message_size = (size_t)sqlite3_column_bytes(find, 2);
		return 1;
	}
	struct pack pack = journal_pack(find, 3, 4);
	if ((r = journal_find_article(journal, &pack)) == 1) {
		article->message = journal->body.data;
		article->message_size = journal->body.size;
	}
	journal_done(journal, find, step);
	return r < 0 ? r : 1;
}
