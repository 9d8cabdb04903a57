/* Private to the journal: the connection and its prepared statements. */
#pragma once

#include <sqlite3.h>

#include "journal/journal.h"

enum statement {
	STATEMENT_BEGIN,
	STATEMENT_COMMIT,
	STATEMENT_GET,
	STATEMENT_PUT,
	STATEMENT_FIND_KEY,
	STATEMENT_FIND_TEXT,
	STATEMENT_ADD,
	STATEMENT_TRY,
	STATEMENT_SETTLE,
	STATEMENT_PENDING_COUNT,
	STATEMENT_PENDING,
	STATEMENT_ARTICLE,
	STATEMENT_WRITE,
	STATEMENT_READ,
	STATEMENT_OLDEST,
	STATEMENT_TAIL,
	STATEMENT_TAILS,
	STATEMENT_FIRST,
	STATEMENT_DROP_MESSAGES,
	STATEMENT_DROP_ARTICLE,
	STATEMENT_PAGES,
	STATEMENT_FREE_PAGES,
	STATEMENT_COUNT
};

struct journal {
	sqlite3 *db;
	sqlite3_stmt *statements[STATEMENT_COUNT];
	bool fresh, clean, dead;
	bool open; /* a transaction */
	int fault; /* the first failure since the last commit or undo */
	uint64_t next, published, floor;
	uint64_t page_size, page_max; /* page_max 0: no limit */
	char why[JOURNAL_WHY_MAX];
};

/* Keeps what SQLite says in why; the errno that stands for it, negative. */
int journal_fail(struct journal *journal);
/* The statement, ready to be bound; give it back with journal_done. 0 or a negative errno. */
int journal_prepare(struct journal *journal, enum statement which, sqlite3_stmt **statementp);
/* Resets it. r: its last sqlite3_step; 1: a row, 0: done, else the failure as errno. */
int journal_done(struct journal *journal, sqlite3_stmt *statement, int step);

/* Begins a transaction if none is open. 0, or the failure that stands. */
int journal_begin(struct journal *journal);
/* journal_prepare for a statement that writes, inside the transaction; a failure stands until journal_undo. */
int journal_prepare_write(struct journal *journal, enum statement which, sqlite3_stmt **statementp);
/* Runs a bound statement that writes; a failure stands until journal_undo. */
int journal_run(struct journal *journal, sqlite3_stmt *statement);
/* The same for one that was stepped already; step: its last sqlite3_step. */
int journal_run_to(struct journal *journal, sqlite3_stmt *statement, int step);
/* A number that a statement without parameters gives. */
int journal_number(struct journal *journal, enum statement which, uint64_t *valuep);
