/* The file's tables and all SQL. Rows of fact: next, published, floor and clean (numbers).
 *
 * message.source holds an article's key where kind is MESSAGE_ARTICLE. The kinds' numbers stand in files. */
#include "journal/schema.h"

_Static_assert(MESSAGE_ARTICLE == 0 && MESSAGE_STANCE == 1 && MESSAGE_SENTIMENT == 2, "kinds' numbers stand in files");
_Static_assert(JOURNAL_PENDING == 0 && JOURNAL_SCORED == 1 && JOURNAL_ASIDE == 2, "states' numbers stand in files");

const char journal_schema[] =
	"CREATE TABLE fact (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE article (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, id TEXT NOT NULL,"
	" text_hash BLOB NOT NULL, taken INTEGER NOT NULL, state INTEGER NOT NULL, tries INTEGER NOT NULL, reason TEXT,"
	" copy_of TEXT, title TEXT, url TEXT, outlet TEXT, published TEXT, replaces TEXT, text BLOB NOT NULL);"
	"CREATE INDEX article_text ON article (text_hash, number);"
	"CREATE INDEX article_pending ON article (number) WHERE state = 0;"
	"CREATE TABLE message (seq INTEGER PRIMARY KEY, article INTEGER NOT NULL, kind INTEGER NOT NULL,"
	" source TEXT NOT NULL, target TEXT NOT NULL, body BLOB NOT NULL);"
	"CREATE INDEX message_article ON message (article, kind);"
	"CREATE TABLE tail (name TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;";

const char *const journal_sql[STATEMENT_COUNT] = {
	[STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
	[STATEMENT_COMMIT] = "COMMIT",
	[STATEMENT_GET] = "SELECT value FROM fact WHERE name = ?",
	[STATEMENT_PUT] = "INSERT OR REPLACE INTO fact VALUES (?, ?)",
	[STATEMENT_FIND_KEY] = "SELECT text_hash FROM article WHERE key = ?",
	[STATEMENT_FIND_TEXT] = "SELECT id FROM article WHERE text_hash = ? ORDER BY number LIMIT 1",
	[STATEMENT_ADD] = "INSERT INTO article VALUES (NULL, ?, ?, ?, ?, 0, 0, NULL, ?, ?, ?, ?, ?, ?, ?)",
	[STATEMENT_TRY] = "UPDATE article SET tries = tries + 1 WHERE number = ? RETURNING tries",
	[STATEMENT_SETTLE] = "UPDATE article SET state = ?, reason = ? WHERE number = ?",
	[STATEMENT_PENDING_COUNT] = "SELECT count(*) FROM article WHERE state = 0",
	[STATEMENT_PENDING] = "SELECT number, id, text_hash, copy_of, title, url, outlet, published, replaces, text "
			      "FROM article WHERE state = 0 AND number > ? ORDER BY number LIMIT 1",
	[STATEMENT_ARTICLE] = "SELECT state, reason, body FROM article "
			      "LEFT JOIN message ON message.article = number AND kind = 0 WHERE key = ?",
	[STATEMENT_WRITE] = "INSERT INTO message VALUES (?, ?, ?, ?, ?, ?)",
	[STATEMENT_READ] = "SELECT seq, kind, source, target, body FROM message WHERE seq >= ? ORDER BY seq",
	[STATEMENT_OLDEST] = "SELECT min(seq) FROM message",
	[STATEMENT_TAIL] = "INSERT OR REPLACE INTO tail VALUES (?, ?)",
	[STATEMENT_TAILS] = "SELECT name, seq FROM tail",
	[STATEMENT_FIRST] = "SELECT number, taken FROM article WHERE state <> 0 ORDER BY number LIMIT 1",
	[STATEMENT_DROP_MESSAGES] = "DELETE FROM message WHERE article = ?",
	[STATEMENT_DROP_ARTICLE] = "DELETE FROM article WHERE number = ?",
	[STATEMENT_PAGES] = "PRAGMA page_count",
	[STATEMENT_FREE_PAGES] = "PRAGMA freelist_count",
};
