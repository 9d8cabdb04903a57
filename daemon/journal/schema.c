/* The file's tables and all SQL. Rows of fact: next, published, floor, clean, half_life, placed and article (numbers);
 * article is the number of the newest article when that was removed, so that no number is given twice.
 *
 * Version 1 has the first tables, version 2 those of the ledger as well; in version 3 tail has no names that follow
 * from others (service/tails.h). Since version 4 messages are written into result, those of an article in a row
 * (journal/pack.h), seq the first one's number, kind that of the last one; what older versions wrote stays in message
 * until it is removed, and has lower numbers. Since version 5 an article waits while it has a row in pending, and its
 * state is that of afterwards: the page with its text is not written again when it is scored, and tries of article is
 * not used. ledger is the sum of removed and of the shares of the articles that count. weight counts 1/10000 of
 * confidence, lean 1/10000 of weight times score.
 *
 * Running scores of a turn that placed no article stand in result with article 0; they go with what is older than they
 * are.
 *
 * message.source holds an article's key where kind is MESSAGE_ARTICLE. The kinds' numbers stand in files. */
#include "journal/schema.h"

#include "journal/ledger.h"

_Static_assert(MESSAGE_ARTICLE == 0 && MESSAGE_STANCE == 1 && MESSAGE_SENTIMENT == 2, "kinds' numbers stand in files");
_Static_assert(MESSAGE_TREND == 3, "kinds' numbers stand in files");
_Static_assert(LEDGER_CORRECTION == 0 && LEDGER_ORDINARY == 1 && LEDGER_REPLACED == 2, "ranks' numbers stand in files");
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

const char journal_schema_ledger[] =
	"CREATE INDEX article_replaces ON article (replaces) WHERE replaces IS NOT NULL;"
	"CREATE TABLE story (article INTEGER PRIMARY KEY, story INTEGER NOT NULL, day INTEGER NOT NULL,"
	" rank INTEGER NOT NULL, counted INTEGER NOT NULL, closed INTEGER NOT NULL, signature BLOB);"
	"CREATE INDEX story_articles ON story (story);"
	"CREATE TABLE share (article INTEGER NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,"
	" weight INTEGER NOT NULL, lean INTEGER NOT NULL, PRIMARY KEY (article, source, target)) WITHOUT ROWID;"
	"CREATE TABLE ledger (source TEXT NOT NULL, target TEXT NOT NULL, day INTEGER NOT NULL, weight INTEGER NOT "
	"NULL,"
	" lean INTEGER NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (source, target, day)) WITHOUT ROWID;"
	"CREATE TABLE removed (source TEXT NOT NULL, target TEXT NOT NULL, day INTEGER NOT NULL, weight INTEGER NOT "
	"NULL,"
	" lean INTEGER NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (source, target, day)) WITHOUT ROWID;"
	"CREATE TABLE pair (source TEXT NOT NULL, target TEXT NOT NULL, score REAL NOT NULL, weight REAL NOT NULL,"
	" articles INTEGER NOT NULL, as_of INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (source, target))"
	" WITHOUT ROWID;";

const char journal_schema_result[] =
	"CREATE TABLE result (seq INTEGER PRIMARY KEY, article INTEGER NOT NULL, kind INTEGER NOT NULL,"
	" count INTEGER NOT NULL, parts BLOB NOT NULL, data BLOB NOT NULL);"
	"CREATE INDEX result_article ON result (article, kind);";

const char journal_schema_pending[] = "CREATE TABLE pending (number INTEGER PRIMARY KEY, tries INTEGER NOT NULL);"
				      "INSERT INTO pending SELECT number, tries FROM article WHERE state = 0;"
				      "UPDATE article SET state = 1 WHERE state = 0;"
				      "DROP INDEX article_pending;";

/* What the stances' messages say, those that older versions wrote and the others. */
#define RECOVERED \
	"SELECT article, source, target, CAST(round(json_extract(CAST(body AS TEXT), '$.confidence') * 10000) AS " \
	"INTEGER)," \
	" CAST(round(json_extract(CAST(body AS TEXT), '$.confidence') * 10000) AS INTEGER) *" \
	" CAST(round(json_extract(CAST(body AS TEXT), '$.score') * 10000) AS INTEGER) FROM message WHERE kind = 1"

const char journal_sql_rebuild[] =
	/* Some were left behind by articles that are gone. */
	"UPDATE result SET article = 0 WHERE kind = 3 AND article NOT IN (SELECT number FROM article);"
	"DELETE FROM share; INSERT INTO share " RECOVERED ";"
	"INSERT INTO share SELECT article, json_extract(value, '$.source'), json_extract(value, '$.target'),"
	" CAST(round(json_extract(value, '$.confidence') * 10000) AS INTEGER),"
	" CAST(round(json_extract(value, '$.confidence') * 10000) AS INTEGER) *"
	" CAST(round(json_extract(value, '$.score') * 10000) AS INTEGER)"
	" FROM result, json_each(article_message(parts, data), '$.pairs') WHERE kind = 0;"
	"CREATE TEMP TABLE before AS SELECT * FROM ledger WHERE articles > 0; DELETE FROM ledger;"
	"INSERT INTO ledger SELECT source, target, day, sum(weight), sum(lean), sum(articles) FROM ("
	" SELECT * FROM removed UNION ALL SELECT source, target, day, weight, lean, 1 FROM story"
	" JOIN share ON share.article = story.article WHERE counted) GROUP BY source, target, day;";
const char journal_sql_rebuild_differences[] =
	"SELECT (SELECT count(*) FROM (SELECT * FROM before EXCEPT SELECT * FROM ledger)) +"
	" (SELECT count(*) FROM (SELECT source, target, day FROM ledger EXCEPT SELECT source, target, day FROM "
	"before))";

const char *const journal_sql[STATEMENT_COUNT] = {
	[STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
	[STATEMENT_COMMIT] = "COMMIT",
	[STATEMENT_GET] = "SELECT value FROM fact WHERE name = ?",
	[STATEMENT_PUT] = "INSERT OR REPLACE INTO fact VALUES (?, ?)",
	[STATEMENT_FIND_KEY] = "SELECT text_hash FROM article WHERE key = ?",
	[STATEMENT_FIND_TEXT] = "SELECT id FROM article WHERE text_hash = ? ORDER BY number LIMIT 1",
	[STATEMENT_ADD] = "INSERT INTO article VALUES (?, ?, ?, ?, ?, 1, 0, NULL, ?, ?, ?, ?, ?, ?, ?)",
	[STATEMENT_ADD_PENDING] = "INSERT INTO pending VALUES (?, 0)",
	[STATEMENT_TRY] = "UPDATE pending SET tries = tries + 1 WHERE number = ? RETURNING tries",
	[STATEMENT_SETTLE] = "DELETE FROM pending WHERE number = ?",
	[STATEMENT_SET_ASIDE] = "UPDATE article SET state = 2, reason = ? WHERE number = ?",
	[STATEMENT_PENDING_COUNT] = "SELECT count(*) FROM pending",
	[STATEMENT_PENDING] =
		"SELECT number, taken, copy_of, id, text_hash, title, url, outlet, published, replaces, text "
		"FROM pending JOIN article USING (number) WHERE number > ? ORDER BY number LIMIT 1",
	[STATEMENT_LAST] = "SELECT max(number) FROM article",
	[STATEMENT_ID] = "SELECT id FROM article WHERE number = ?",
	[STATEMENT_ARTICLE] = "SELECT CASE WHEN " IS_DONE " THEN state ELSE 0 END, reason, body, parts, data"
			      " FROM article"
			      " LEFT JOIN message ON message.article = number AND message.kind = 0"
			      " LEFT JOIN result ON result.article = number AND result.kind = 0 WHERE key = ?",
	[STATEMENT_WRITE] = "INSERT INTO result VALUES (?, ?, ?, ?, ?, ?)",
	/* The row of a number may begin with a lower one. */
	[STATEMENT_READ] =
		"SELECT seq, kind, source, target, body, NULL AS parts FROM message WHERE seq >= ?1 UNION ALL"
		" SELECT seq, kind, NULL, NULL, data, parts FROM result"
		" WHERE seq >= coalesce((SELECT max(seq) FROM result WHERE seq <= ?1), 0) ORDER BY seq",
	[STATEMENT_OLDEST] = "SELECT min(seq) FROM (SELECT min(seq) AS seq FROM message"
			     " UNION ALL SELECT min(seq) FROM result)",
	[STATEMENT_TAIL] = "INSERT OR REPLACE INTO tail VALUES (?, ?)",
	[STATEMENT_TAILS] = "SELECT name, seq FROM tail"
			    " UNION ALL SELECT 'trend.' || source || '.' || target, seq FROM pair",
	[STATEMENT_FIRST] = "SELECT number, taken FROM article WHERE " IS_DONE " ORDER BY number LIMIT 1",
	[STATEMENT_DROP_MESSAGES] = "DELETE FROM message WHERE article = ?",
	[STATEMENT_DROP_RESULTS] = "DELETE FROM result WHERE article = ?",
	/* The plus keeps SQLite from walking through the index: the first row is found at once. */
	[STATEMENT_DROP_LOOSE] = "DELETE FROM result INDEXED BY result_article WHERE article = 0 AND seq <"
				 " coalesce((SELECT min(seq) FROM (SELECT min(seq) AS seq FROM message"
				 " UNION ALL SELECT min(seq) FROM result WHERE +article > 0)), 9223372036854775807)",
	[STATEMENT_DROP_ARTICLE] = "DELETE FROM article WHERE number = ?",
	[STATEMENT_SHARE] = "INSERT INTO share VALUES (?, ?, ?, ?, ?)",
	[STATEMENT_PLACE] = "INSERT INTO story VALUES (?, ?, ?, ?, ?, 0, ?)",
	[STATEMENT_JOIN] = "UPDATE story SET story = ?2 WHERE story = ?1",
	[STATEMENT_STORY_OF_TEXT] = "SELECT story FROM article JOIN story ON story.article = number"
				    " WHERE text_hash = ? ORDER BY number LIMIT 1",
	[STATEMENT_STORY_OF_CORRECTION] = "SELECT story FROM article JOIN story ON story.article = number"
					  " WHERE replaces = ? ORDER BY number LIMIT 1",
	[STATEMENT_REPLACE] = "UPDATE story SET rank = 2 WHERE article = (SELECT number FROM article WHERE key = ?)"
			      " RETURNING story",
	[STATEMENT_CLOSED] = "SELECT count(*) FROM story WHERE story = ? AND closed",
	[STATEMENT_CHOOSE] = "SELECT story.article FROM story JOIN article ON number = story.article"
			     " WHERE story = ? AND rank < 2 ORDER BY rank, day, key LIMIT 1",
	[STATEMENT_MISCOUNTED] = "SELECT article FROM story WHERE story = ? AND counted AND article <> ? LIMIT 1",
	[STATEMENT_SHARES] = "SELECT source, target, day, share.weight, share.lean FROM story"
			     " JOIN share ON share.article = story.article WHERE story.article = ? AND counted <> ?",
	[STATEMENT_MARK_COUNTED] = "UPDATE story SET counted = ?2 WHERE article = ?1",
	[STATEMENT_ADD_SUM] = "INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
			      " weight = weight + excluded.weight, lean = lean + excluded.lean,"
			      " articles = articles + excluded.articles",
	[STATEMENT_SUMS] = "SELECT day, weight, lean, articles FROM ledger WHERE source = ? AND target = ? AND day <= ?"
			   " AND articles > 0 ORDER BY day DESC",
	[STATEMENT_NEXT_DAY] = "SELECT day, weight, lean, articles FROM ledger WHERE source = ? AND target = ?"
			       " AND day >= ? AND articles > 0 ORDER BY day LIMIT 1",
	[STATEMENT_SET_PAIR] = "INSERT OR REPLACE INTO pair VALUES (?, ?, ?, ?, ?, ?, ?)",
	[STATEMENT_NEXT_PAIR] = "SELECT source, target, score, weight, articles, as_of, seq FROM pair"
				" WHERE (source, target) > (?, ?) AND articles > 0 ORDER BY source, target LIMIT 1",
	/* Also those that have lost all their sums. */
	[STATEMENT_ALL_PAIRS] = "SELECT source, target FROM ledger UNION"
				" SELECT source, target FROM pair WHERE articles > 0",
	[STATEMENT_PAIR] = "SELECT score, weight, articles, as_of FROM pair WHERE source = ? AND target = ?",
	[STATEMENT_UNPLACED] =
		"SELECT number, taken, id, text_hash, title, url, outlet, published, replaces, text FROM article"
		" WHERE state = 1 AND " IS_DONE
		" AND number > ? AND NOT EXISTS (SELECT 1 FROM story WHERE article = number)"
		" ORDER BY number LIMIT 1",
	[STATEMENT_RECOVER] = "INSERT INTO share " RECOVERED " AND article = ?",
	[STATEMENT_SIGNATURES] = "SELECT article, story, signature FROM story WHERE article > ?"
				 " AND signature IS NOT NULL ORDER BY article",
	[STATEMENT_RECENT] = "SELECT article FROM story ORDER BY article DESC LIMIT 1 OFFSET ?",
	[STATEMENT_REMOVE_SHARES] = "INSERT INTO removed SELECT source, target, day, weight, lean, 1 FROM story"
				    " JOIN share ON share.article = story.article WHERE story.article = ? AND counted"
				    " ON CONFLICT DO UPDATE SET weight = weight + excluded.weight,"
				    " lean = lean + excluded.lean, articles = articles + 1",
	[STATEMENT_CLOSE_STORY] = "UPDATE story SET closed = 1 WHERE story ="
				  " (SELECT story FROM story WHERE article = ? AND counted)",
	[STATEMENT_DROP_SHARES] = "DELETE FROM share WHERE article = ?",
	[STATEMENT_DROP_STORY] = "DELETE FROM story WHERE article = ?",
	[STATEMENT_PAGES] = "PRAGMA page_count",
	[STATEMENT_FREE_PAGES] = "PRAGMA freelist_count",
};
