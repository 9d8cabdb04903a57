#include "journal/statement.h"

#include <errno.h>
#include <stdio.h>

#include "journal/schema.h"

static int errno_of(sqlite3 *db, int code)
{
	int system;
	switch (code & 0xff) {
	case SQLITE_FULL:
		return -ENOSPC;
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return -EROFS;
	case SQLITE_CANTOPEN:
		system = sqlite3_system_errno(db);
		return system ? -system : -ENOENT;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return -EBUSY;
	case SQLITE_NOMEM:
		return -ENOMEM;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return -EBADMSG;
	default:
		return -EIO;
	}
}

int journal_fail(struct journal *journal)
{
	int code = sqlite3_extended_errcode(journal->db);
	snprintf(journal->why, sizeof journal->why, "%s", sqlite3_errmsg(journal->db));
	if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC || (code & 0xff) == SQLITE_CORRUPT)
		journal->dead = true;
	return errno_of(journal->db, code);
}

int journal_prepare(struct journal *journal, enum statement which, sqlite3_stmt **statementp)
{
	sqlite3_stmt **kept = &journal->statements[which];
	if (!*kept &&
	    sqlite3_prepare_v3(journal->db, journal_sql[which], -1, SQLITE_PREPARE_PERSISTENT, kept, NULL) != SQLITE_OK)
		return journal_fail(journal);
	*statementp = *kept;
	return 0;
}

int journal_done(struct journal *journal, sqlite3_stmt *statement, int step)
{
	int r = step == SQLITE_ROW ? 1 : step == SQLITE_DONE ? 0 : journal_fail(journal);
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return r;
}

int journal_begin(struct journal *journal)
{
	sqlite3_stmt *begin = NULL;
	if (journal->fault || journal->open)
		return journal->fault;
	int r = journal_prepare(journal, STATEMENT_BEGIN, &begin);
	if (r == 0)
		r = journal_done(journal, begin, sqlite3_step(begin));
	journal->open = r == 0;
	journal->fault = r;
	return r;
}

int journal_prepare_write(struct journal *journal, enum statement which, sqlite3_stmt **statementp)
{
	int r = journal_begin(journal);
	if (r == 0)
		r = journal_prepare(journal, which, statementp);
	if (r < 0)
		journal_spoil(journal, r);
	return r;
}

int journal_run(struct journal *journal, sqlite3_stmt *statement)
{
	int r = journal_done(journal, statement, sqlite3_step(statement));
	if (r < 0)
		journal_spoil(journal, r);
	return r < 0 ? r : 0;
}

int journal_run_numbers(struct journal *journal, enum statement which, int64_t first, int64_t second)
{
	sqlite3_stmt *statement = NULL;
	int r = journal_prepare_write(journal, which, &statement);
	if (r < 0)
		return r;
	sqlite3_bind_int64(statement, 1, first);
	if (sqlite3_bind_parameter_count(statement) > 1)
		sqlite3_bind_int64(statement, 2, second);
	return journal_run(journal, statement);
}

int journal_value(struct journal *journal, sqlite3_stmt *statement, int64_t *valuep)
{
	int step = sqlite3_step(statement);
	*valuep = step == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
	while (step == SQLITE_ROW)
		step = sqlite3_step(statement);
	int r = journal_done(journal, statement, step);
	return r < 0 ? r : 0;
}

int journal_number(struct journal *journal, enum statement which, uint64_t *valuep)
{
	sqlite3_stmt *statement = NULL;
	int64_t value = 0;
	int r = journal_prepare(journal, which, &statement);
	if (r == 0)
		r = journal_value(journal, statement, &value);
	if (r == 0)
		*valuep = (uint64_t)value;
	return r;
}
