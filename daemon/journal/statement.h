/* Private to the journal: the connection and its prepared statements. */
#pragma once

#include <sqlite3.h>

#include "journal/journal.h"
#include "journal/pack.h"

enum statement {
	STATEMENT_BEGIN,
	STATEMENT_COMMIT,
	STATEMENT_GET,
	STATEMENT_PUT,
	STATEMENT_FIND_KEY,
	STATEMENT_FIND_TEXT,
	STATEMENT_ADD,
	STATEMENT_ADD_PENDING,
	STATEMENT_TRY,
	STATEMENT_SETTLE,
	STATEMENT_SET_ASIDE,
	STATEMENT_PENDING_COUNT,
	STATEMENT_PENDING,
	STATEMENT_LAST,
	STATEMENT_ID,
	STATEMENT_ARTICLE,
	STATEMENT_WRITE,
	STATEMENT_READ,
	STATEMENT_OLDEST,
	STATEMENT_TAIL,
	STATEMENT_TAILS,
	STATEMENT_FIRST,
	STATEMENT_DROP_MESSAGES,
	STATEMENT_DROP_RESULTS,
	STATEMENT_DROP_LOOSE,
	STATEMENT_DROP_ARTICLE,
	STATEMENT_SHARE,
	STATEMENT_PLACE,
	STATEMENT_JOIN,
	STATEMENT_STORY_OF_TEXT,
	STATEMENT_STORY_OF_CORRECTION,
	STATEMENT_REPLACE,
	STATEMENT_CLOSED,
	STATEMENT_CHOOSE,
	STATEMENT_MISCOUNTED,
	STATEMENT_SHARES,
	STATEMENT_MARK_COUNTED,
	STATEMENT_ADD_SUM,
	STATEMENT_SUMS,
	STATEMENT_NEXT_DAY,
	STATEMENT_SET_PAIR,
	STATEMENT_NEXT_PAIR,
	STATEMENT_ALL_PAIRS,
	STATEMENT_PAIR,
	STATEMENT_UNPLACED,
	STATEMENT_RECOVER,
	STATEMENT_SIGNATURES,
	STATEMENT_RECENT,
	STATEMENT_REMOVE_SHARES,
	STATEMENT_CLOSE_STORY,
	STATEMENT_DROP_SHARES,
	STATEMENT_DROP_STORY,
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
	uint64_t article, article_kept; /* the last number given to one, and as of the last commit */
	int64_t removed; /* the highest number of an article that was removed since the last undo; 0: none */
	uint64_t version; /* of the file when it was opened */
	uint64_t page_size, page_max; /* page_max 0: no limit */
	uint64_t log_pages, log_long; /* of the write-ahead log; as many are moved into the file */
	struct stanced_buffer parts; /* of the result that is written */
	/* What journal_read_next stands in, and the message it told last. */
	struct pack pack;
	struct pack_part part;
	struct stanced_buffer body;
	uint64_t read_from, read_next; /* the first number wanted, and that of the pack's next message */
	char why[JOURNAL_WHY_MAX];
};

/* Keeps what SQLite says in why; the errno that stands for it, negative. */
int journal_fail(struct journal *journal);
/* The next part of a pack into journal->part and body, as pack_next tells; a damaged one is said in why. */
int journal_next_part(struct journal *journal, struct pack *pack);
/* That of the article. */
int journal_find_article(struct journal *journal, struct pack *pack);
/* Two columns of a row hold a pack: parts and data; they stay where they are. */
struct pack journal_pack(sqlite3_stmt *row, int parts, int data);
/* Functions for SQL: message_count(parts, data), -1 where that is no pack, and article_message(parts, data), that of
 * the article. An SQLite result. */
int journal_add_functions(struct journal *journal);
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
/* SQL that is run once: several statements, no rows. */
int journal_execute(struct journal *journal, const char *sql);
/* Steps a bound statement to its end. *valuep: the number in its first row, 0 without one. A row's changes are made
 * only then. */
int journal_value(struct journal *journal, sqlite3_stmt *statement, int64_t *valuep);
/* Runs a statement that writes and takes one number or two. */
int journal_run_numbers(struct journal *journal, enum statement which, int64_t first, int64_t second);
/* A number that a statement without parameters gives. */
int journal_number(struct journal *journal, enum statement which, uint64_t *valuep);
/* An article's id, text_hash, title, url, outlet, published, replaces and text, in columns from that one on. 0 or
 * -ENOMEM; to be released in any case. */
int journal_take_request(sqlite3_stmt *row, int column, struct stanced_request *request);
int journal_get_fact(struct journal *journal, const char *name, uint64_t *valuep);
int journal_put_fact(struct journal *journal, const char *name, uint64_t value);
