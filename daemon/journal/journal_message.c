/* Messages and tails: written, read back. */
#include <errno.h>
#include <stdio.h>

#include "journal/statement.h"

int journal_write(struct journal *journal, int64_t number, const struct messages *messages)
{
	sqlite3_stmt *write = NULL;
	struct stanced_buffer *parts = &journal->parts;
	int r = journal_prepare_write(journal, STATEMENT_WRITE, &write);
	if (r < 0)
		return r;
	parts->size = 0;
	parts->failed = false;
	pack_write(parts, messages);
	if (parts->failed) {
		journal_spoil(journal, -ENOMEM);
		return -ENOMEM;
	}
	sqlite3_bind_int64(write, 1, (sqlite3_int64)messages->seq);
	sqlite3_bind_int64(write, 2, number);
	sqlite3_bind_int(write, 3, (int)messages->parts[messages->part_count - 1].kind);
	sqlite3_bind_int64(write, 4, (sqlite3_int64)messages->part_count);
	sqlite3_bind_blob64(write, 5, parts->data, parts->size, SQLITE_STATIC);
	sqlite3_bind_blob64(write, 6, messages->out.data, messages->out.size, SQLITE_STATIC);
	return journal_run(journal, write);
}

/* ---- read back ---- */

struct pack journal_pack(sqlite3_stmt *row, int parts, int data)
{
	const void *first = sqlite3_column_blob(row, parts), *second = sqlite3_column_blob(row, data);
	return pack_open(first, (size_t)sqlite3_column_bytes(row, parts), second,
			 (size_t)sqlite3_column_bytes(row, data));
}

int journal_next_part(struct journal *journal, struct pack *pack)
{
	int r = pack_next(pack, &journal->part, &journal->body);
	if (r == -EBADMSG)
		snprintf(journal->why, sizeof journal->why, "a result is damaged");
	return r;
}

int journal_find_article(struct journal *journal, struct pack *pack)
{
	int r;
	while ((r = journal_next_part(journal, pack)) == 1 && journal->part.kind != MESSAGE_ARTICLE)
		;
	return r;
}

int journal_read_begin(struct journal *journal, uint64_t from)
{
	sqlite3_stmt *read = NULL;
	int r = journal_prepare(journal, STATEMENT_READ, &read);
	if (r < 0)
		return r;
	sqlite3_reset(read);
	sqlite3_bind_int64(read, 1, from > INT64_MAX ? INT64_MAX : (sqlite3_int64)from);
	journal->pack = (struct pack) { 0 };
	journal->read_from = from;
	return 0;
}

/* A row of an older version: one message. */
static int take_message(sqlite3_stmt *row, struct journal_message *message)
{
	message->seq = (uint64_t)sqlite3_column_int64(row, 0);
	message->kind = (enum message_kind)sqlite3_column_int(row, 1);
	message->source = (const char *)sqlite3_column_text(row, 2);
	message->target = (const char *)sqlite3_column_text(row, 3);
	message->body = sqlite3_column_blob(row, 4);
	message->body_size = (size_t)sqlite3_column_bytes(row, 4);
	return message->source && message->target && message->body ? 1 : -ENOMEM;
}

static int take_part(struct journal *journal, struct journal_message *message)
{
	int r = journal_next_part(journal, &journal->pack);
	if (r <= 0)
		return r;
	*message = (struct journal_message) {
		.seq = journal->read_next++,
		.kind = journal->part.kind,
		.source = journal->part.source,
		.target = journal->part.target,
		.body = journal->body.data,
		.body_size = journal->body.size,
	};
	return 1;
}

int journal_read_next(struct journal *journal, struct journal_message *message)
{
	sqlite3_stmt *read = journal->statements[STATEMENT_READ];
	for (;;) {
		int r;
		while ((r = take_part(journal, message)) == 1 && message->seq < journal->read_from)
			;
		if (r)
			return r;
		int step = sqlite3_step(read);
		if (step != SQLITE_ROW)
			return step == SQLITE_DONE ? 0 : journal_fail(journal);
		if (sqlite3_column_type(read, 5) == SQLITE_NULL)
			return take_message(read, message);
		journal->read_next = (uint64_t)sqlite3_column_int64(read, 0);
		journal->pack = journal_pack(read, 5, 4);
	}
}

void journal_read_end(struct journal *journal)
{
	journal->pack = (struct pack) { 0 };
	sqlite3_reset(journal->statements[STATEMENT_READ]);
}

/* ---- in SQL ---- */

static struct pack pack_of(sqlite3_value **values)
{
	const void *parts = sqlite3_value_blob(values[0]), *data = sqlite3_value_blob(values[1]);
	return pack_open(parts, (size_t)sqlite3_value_bytes(values[0]), data, (size_t)sqlite3_value_bytes(values[1]));
}

static void count_messages(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct journal *journal = sqlite3_user_data(context);
	struct pack pack = pack_of(values);
	sqlite3_int64 found = 0;
	int r;
	while ((r = journal_next_part(journal, &pack)) == 1)
		found++;
	sqlite3_result_int64(context, r < 0 ? -1 : found);
}

static void find_article(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct journal *journal = sqlite3_user_data(context);
	struct pack pack = pack_of(values);
	int r = journal_find_article(journal, &pack);
	if (r == 1)
		sqlite3_result_text64(context, journal->body.data, journal->body.size, SQLITE_TRANSIENT, SQLITE_UTF8);
	else if (r < 0)
		sqlite3_result_error(context, journal->why, -1);
}

int journal_add_functions(struct journal *journal)
{
	int kind = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
	int r = sqlite3_create_function(journal->db, "message_count", 2, kind, journal, count_messages, NULL, NULL);
	return r ? r
		 : sqlite3_create_function(journal->db, "article_message", 2, kind, journal, find_article, NULL, NULL);
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
