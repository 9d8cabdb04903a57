/* Messages and tails: written, read back. */
#include <errno.h>

#include "journal/statement.h"

int journal_write(struct journal *journal, int64_t number, const struct journal_message *message)
{
	sqlite3_stmt *write = NULL;
	int r = journal_prepare_write(journal, STATEMENT_WRITE, &write);
	if (r < 0)
		return r;
	sqlite3_bind_int64(write, 1, (sqlite3_int64)message->seq);
	sqlite3_bind_int64(write, 2, number);
	sqlite3_bind_int(write, 3, (int)message->kind);
	sqlite3_bind_text(write, 4, message->source, -1, SQLITE_STATIC);
	sqlite3_bind_text(write, 5, message->target, -1, SQLITE_STATIC);
	sqlite3_bind_blob64(write, 6, message->body, message->body_size, SQLITE_STATIC);
	return journal_run(journal, write);
}

int journal_read_begin(struct journal *journal, uint64_t from)
{
	sqlite3_stmt *read = NULL;
	int r = journal_prepare(journal, STATEMENT_READ, &read);
	if (r < 0)
		return r;
	sqlite3_reset(read);
	sqlite3_bind_int64(read, 1, from > INT64_MAX ? INT64_MAX : (sqlite3_int64)from);
	return 0;
}

int journal_read_next(struct journal *journal, struct journal_message *message)
{
	sqlite3_stmt *read = journal->statements[STATEMENT_READ];
	int step = sqlite3_step(read);
	if (step != SQLITE_ROW)
		return step == SQLITE_DONE ? 0 : journal_fail(journal);
	message->seq = (uint64_t)sqlite3_column_int64(read, 0);
	message->kind = (enum message_kind)sqlite3_column_int(read, 1);
	message->source = (const char *)sqlite3_column_text(read, 2);
	message->target = (const char *)sqlite3_column_text(read, 3);
	message->body = sqlite3_column_blob(read, 4);
	message->body_size = (size_t)sqlite3_column_bytes(read, 4);
	return message->source && message->target && message->body ? 1 : -ENOMEM;
}

void journal_read_end(struct journal *journal)
{
	sqlite3_reset(journal->statements[STATEMENT_READ]);
}

int journal_oldest(struct journal *journal, uint64_t *seqp)
{
	int r = journal_number(journal, STATEMENT_OLDEST, seqp);
	if (r == 0 && !*seqp)
		*seqp = journal->next;
	return r;
}

int journal_set_tail(struct journal *journal, const char *name, uint64_t seq)
{
	sqlite3_stmt *tail = NULL;
	int r = journal_prepare_write(journal, STATEMENT_TAIL, &tail);
	if (r < 0)
		return r;
	sqlite3_bind_text(tail, 1, name, -1, SQLITE_STATIC);
	sqlite3_bind_int64(tail, 2, (sqlite3_int64)seq);
	return journal_run(journal, tail);
}

int journal_tails(struct journal *journal, journal_take_tail take, void *user)
{
	sqlite3_stmt *tails = NULL;
	int r = journal_prepare(journal, STATEMENT_TAILS, &tails);
	if (r < 0)
		return r;
	int step;
	while ((step = sqlite3_step(tails)) == SQLITE_ROW && r == 0) {
		const char *name = (const char *)sqlite3_column_text(tails, 0);
		r = name ? take(user, name, (uint64_t)sqlite3_column_int64(tails, 1)) : -ENOMEM;
	}
	int done = journal_done(journal, tails, step);
	return r < 0 ? r : done < 0 ? done : 0;
}
