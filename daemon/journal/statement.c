#include "journal/statement.h"

#include <errno.h>
#include <stdio.h>

#include "journal/schema.h"

static int errno_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_FULL:
		return -ENOSPC;
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
		return -EROFS;
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
	return errno_of(code);
}

sqlite3_stmt *journal_prepare(struct journal *journal, enum statement which)
{
	sqlite3_stmt **statementp = &journal->statements[which];
	if (!*statementp && sqlite3_prepare_v3(journal->db, journal_sql[which], -1, SQLITE_PREPARE_PERSISTENT,
					       statementp, NULL) != SQLITE_OK) {
		journal_fail(journal);
		return NULL;
	}
	return *statementp;
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
	if (journal->fault || journal->open)
		return journal->fault;
	sqlite3_stmt *begin = journal_prepare(journal, STATEMENT_BEGIN);
	int r = begin ? journal_done(journal, begin, sqlite3_step(begin)) : errno_of(sqlite3_errcode(journal->db));
	journal->open = r == 0;
	journal->fault = r;
	return r;
}

int journal_run(struct journal *journal, sqlite3_stmt *statement)
{
	int r = journal_done(journal, statement, sqlite3_step(statement));
	if (r < 0 && !journal->fault)
		journal->fault = r;
	return r < 0 ? r : 0;
}

int journal_number(struct journal *journal, enum statement which, uint64_t *valuep)
{
	sqlite3_stmt *statement = journal_prepare(journal, which);
	if (!statement)
		return errno_of(sqlite3_errcode(journal->db));
	int step = sqlite3_step(statement);
	if (step == SQLITE_ROW)
		*valuep = (uint64_t)sqlite3_column_int64(statement, 0);
	int r = journal_done(journal, statement, step);
	return r < 0 ? r : 0;
}
