#include "journal/journal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "journal/gather.h"
#include "journal/schema.h"

#define APPLICATION_ID 0x73746e63 /* "stnc" */
/* Room for the write-ahead log: half of the size limit, but no more than this. At a quarter of it the log is moved
 * into the file, at half of it by the commit; the rest is for that commit, which may be large. Then the log is begun
 * anew, and cut only if it is longer than half: to write over what is there costs the disk less than to grow a file. */
#define LOG_ROOM (UINT64_C(32) << 20)

static int explain(char *why, int r, const char *format, ...) __attribute__((format(printf, 3, 4)));
static int explain(char *why, int r, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	vsnprintf(why, JOURNAL_WHY_MAX, format, list);
	va_end(list);
	return r;
}

/* Only a plain file of our own is opened: SQLite would follow whatever lies there. */
static int check_file(const char *path, char *why)
{
	struct stat status;
	if (stat(path, &status) < 0) {
		if (errno == ENOENT)
			return 0;
		return explain(why, -errno, "%s", strerror(errno));
	}
	if (!S_ISREG(status.st_mode))
		return explain(why, -EINVAL, "it is no plain file");
	if (status.st_uid != geteuid())
		return explain(why, -EPERM, "it belongs to another user");
	return 0;
}

int journal_execute(struct journal *journal, const char *sql)
{
	return sqlite3_exec(journal->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : journal_fail(journal);
}

static int pragma(struct journal *journal, const char *sql, int64_t *valuep)
{
	sqlite3_stmt *statement = NULL;
	*valuep = 0;
	int r = sqlite3_prepare_v2(journal->db, sql, -1, &statement, NULL);
	if (r == SQLITE_OK && (r = sqlite3_step(statement)) == SQLITE_ROW)
		*valuep = sqlite3_column_int64(statement, 0);
	r = r == SQLITE_ROW || r == SQLITE_DONE ? 0 : journal_fail(journal);
	sqlite3_finalize(statement);
	return r;
}

int journal_get_fact(struct journal *journal, const char *name, uint64_t *valuep)
{
	sqlite3_stmt *get = NULL;
	int64_t value;
	int r = journal_prepare(journal, STATEMENT_GET, &get);
	if (r < 0)
		return r;
	sqlite3_bind_text(get, 1, name, -1, SQLITE_STATIC);
	r = journal_value(journal, get, &value);
	if (r == 0)
		*valuep = (uint64_t)value;
	return r;
}

int journal_put_fact(struct journal *journal, const char *name, uint64_t value)
{
	sqlite3_stmt *put = NULL;
	int r = journal_prepare_write(journal, STATEMENT_PUT, &put);
	if (r < 0)
		return r;
	sqlite3_bind_text(put, 1, name, -1, SQLITE_STATIC);
	sqlite3_bind_int64(put, 2, (sqlite3_int64)value);
	return journal_run(journal, put);
}

/* Whose file it is. A file without any table is taken for a new one. */
static int identify(struct journal *journal, char *why)
{
	int64_t application = 0, version = 0, tables = 0;
	int r = pragma(journal, "PRAGMA application_id", &application);
	if (r == 0)
		r = pragma(journal, "PRAGMA user_version", &version);
	if (r == 0)
		r = pragma(journal, "SELECT count(*) FROM sqlite_master", &tables);
	if (r == -EBUSY)
		return explain(why, r, "another process uses it");
	if (r < 0)
		return explain(why, r, "%s", journal->why);
	journal->fresh = !application && !version && !tables;
	if (!journal->fresh && application != APPLICATION_ID)
		return explain(why, -EBADMSG, "it is a database, but no journal of stanced");
	journal->version = (uint64_t)version;
	if (!journal->fresh && version > JOURNAL_VERSION)
		return explain(why, -EPROTO, "it was written by a newer version (%lld, this one reads %d)",
			       (long long)version, JOURNAL_VERSION);
	return 0;
}

static int note_log(void *user, sqlite3 *db, const char *name, int pages)
{
	struct journal *journal = user;
	journal->log_pages = (uint64_t)pages;
	if (journal->log_pages >= 2 * journal->log_long)
		journal_tidy(journal);
	return SQLITE_OK;
}

static int limit_size(struct journal *journal, uint64_t size_max)
{
	char sql[128];
	int64_t ignored;
	uint64_t room = size_max && size_max / 2 < LOG_ROOM ? size_max / 2 : LOG_ROOM;
	journal->page_max = size_max ? (size_max - room) / journal->page_size : 0;
	journal->log_long = room / 4 / journal->page_size;
	sqlite3_wal_hook(journal->db, note_log, journal);
	snprintf(sql, sizeof sql, "PRAGMA journal_size_limit = %llu", (unsigned long long)(room / 2));
	int r = journal_execute(journal, sql);
	if (r < 0 || !size_max)
		return r;
	snprintf(sql, sizeof sql, "PRAGMA max_page_count = %llu", (unsigned long long)journal->page_max);
	return pragma(journal, sql, &ignored);
}

static int set_up(struct journal *journal, uint64_t size_max)
{
	int64_t page_size = 0;
	int r = journal_execute(journal,
				"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
				"PRAGMA cache_size = -16000; PRAGMA cell_size_check = ON");
	if (r == 0)
		r = pragma(journal, "PRAGMA page_size", &page_size);
	journal->page_size = (uint64_t)page_size;
	if (r == 0 && page_size <= 0)
		return -EBADMSG;
	return r == 0 ? limit_size(journal, size_max) : r;
}

static int read_last_article(struct journal *journal)
{
	uint64_t removed = 0, last = 0;
	int r = journal_get_fact(journal, "article", &removed);
	if (r == 0)
		r = journal_number(journal, STATEMENT_LAST, &last);
	journal->article = journal->article_kept = last > removed ? last : removed;
	return r;
}

static int read_facts(struct journal *journal)
{
	uint64_t clean = 0;
	int r = journal_get_fact(journal, "next", &journal->next);
	if (r == 0)
		r = journal_get_fact(journal, "published", &journal->published);
	if (r == 0)
		r = journal_get_fact(journal, "floor", &journal->floor);
	if (r == 0)
		r = journal_get_fact(journal, "clean", &clean);
	if (r == 0)
		r = read_last_article(journal);
	journal->clean = clean;
	if (r < 0 || journal->next)
		return r;
	snprintf(journal->why, sizeof journal->why, "it does not say which number comes next");
	return -EBADMSG;
}

static int create(struct journal *journal)
{
	char sql[128];
	int r = journal_begin(journal);
	snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID,
		 JOURNAL_VERSION);
	if (r == 0)
		r = journal_execute(journal, journal_schema);
	if (r == 0)
		r = journal_execute(journal, journal_schema_ledger);
	if (r == 0)
		r = journal_execute(journal, journal_schema_result);
	if (r == 0)
		r = journal_execute(journal, journal_schema_pending);
	if (r == 0)
		r = journal_execute(journal, sql);
	if (r == 0)
		r = journal_put_fact(journal, "clean", 1);
	if (r == 0)
		r = journal_put_fact(journal, "placed", 1);
	return r == 0 ? journal_commit(journal, 1, 0) : r;
}

/* From any older version to this one. */
static int upgrade(struct journal *journal)
{
	char sql[64];
	if (journal->fresh || journal->version == JOURNAL_VERSION)
		return 0;
	int r = read_facts(journal);
	if (r == 0)
		r = journal_begin(journal);
	if (r == 0 && journal->version < 2)
		r = journal_execute(journal, journal_schema_ledger);
	if (r == 0 && journal->version < 4)
		r = journal_execute(journal, journal_schema_result);
	if (r == 0 && journal->version < 5)
		r = journal_execute(journal, journal_schema_pending);
	snprintf(sql, sizeof sql, "PRAGMA user_version = %d", JOURNAL_VERSION);
	if (r == 0)
		r = journal_execute(journal, sql);
	return r == 0 ? journal_commit(journal, journal->next, journal->published) : r;
}

/* With the log moved into the file, the file must be as long as it says: a truncated one is found out here. */
static int check_length(struct journal *journal, const char *path, char *why)
{
	uint64_t pages = 0;
	struct stat status;
	int64_t busy;
	int r = pragma(journal, "PRAGMA wal_checkpoint(TRUNCATE)", &busy);
	if (r == 0)
		r = journal_number(journal, STATEMENT_PAGES, &pages);
	if (r < 0)
		return explain(why, r, "%s", journal->why);
	if (stat(path, &status) < 0)
		return explain(why, -errno, "%s", strerror(errno));
	if ((uint64_t)status.st_size < pages * journal->page_size)
		return explain(why, -EBADMSG, "it is truncated: %llu of %llu bytes are there",
			       (unsigned long long)status.st_size, (unsigned long long)(pages * journal->page_size));
	return 0;
}

/* From here on a crash shows: the next who opens it finds clean 0. */
static int mark_in_use(struct journal *journal)
{
	int r = read_facts(journal);
	if (r == 0)
		r = journal_put_fact(journal, "clean", 0);
	return r == 0 ? journal_commit(journal, journal->next, journal->published) : r;
}

static int start(struct journal *journal, const char *path, uint64_t size_max, char *why)
{
	int r = journal_execute(journal, "PRAGMA locking_mode = EXCLUSIVE");
	if (r < 0)
		return explain(why, r, "%s", journal->why);
	r = identify(journal, why);
	if (r < 0)
		return r;
	r = set_up(journal, size_max);
	if (r == 0)
		r = journal->fresh ? create(journal) : upgrade(journal);
	if (r < 0)
		return explain(why, r, "%s", r == -EBUSY ? "another process uses it" : journal->why);
	r = check_length(journal, path, why);
	if (r < 0)
		return r;
	r = mark_in_use(journal);
	return r < 0 ? explain(why, r, "%s", journal->why[0] ? journal->why : strerror(-r)) : 0;
}

/* One thread has the journal, and nobody asks what memory SQLite uses: without this it locks for each of both. */
static void configure(void)
{
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static int open_file(struct journal **journalp, const char *path, int flags, const char *vfs, char *why)
{
	*journalp = NULL;
	int r = check_file(path, why);
	if (r < 0)
		return r;
	struct journal *journal = *journalp = calloc(1, sizeof *journal);
	if (!journal)
		return explain(why, -ENOMEM, "out of memory");
	mode_t before = umask(0077);
	r = sqlite3_open_v2(path, &journal->db, flags | SQLITE_OPEN_NOMUTEX, vfs);
	umask(before);
	if (!journal->db)
		return explain(why, -ENOMEM, "out of memory");
	sqlite3_extended_result_codes(journal->db, 1);
	if (r == SQLITE_OK)
		r = journal_add_functions(journal);
	if (r == SQLITE_OK)
		return 0;
	bool shut = (r & 0xff) == SQLITE_CANTOPEN;
	r = journal_fail(journal);
	return explain(why, r, "%s%s%s", sqlite3_errmsg(journal->db), shut ? ": " : "", shut ? strerror(-r) : "");
}

int journal_open(struct journal **journalp, const char *path, uint64_t size_max, char *why)
{
	configure();
	const char *vfs = gather_vfs();
	int r = vfs ? open_file(journalp, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs, why) : -ENOMEM;
	if (r == 0)
		r = start(*journalp, path, size_max, why);
	if (r < 0)
		*journalp = journal_close(*journalp, false);
	return r;
}

int journal_look(struct journal **journalp, const char *path, char *why)
{
	int64_t page_size = 0;
	/* Writable all the same: what a crash left in the log has to be moved into the file. */
	configure();
	int r = open_file(journalp, path, SQLITE_OPEN_READWRITE, NULL, why);
	struct journal *journal = *journalp;
	if (r == 0)
		r = identify(journal, why);
	if (r == 0 && journal->fresh)
		r = explain(why, -EBADMSG, "it is empty");
	if (r == 0 && journal->version < JOURNAL_VERSION)
		r = explain(why, -EPROTO,
			    "it was written by an older version; a start of the daemon brings it up to this one");
	if (r == 0) {
		r = pragma(journal, "PRAGMA page_size", &page_size);
		journal->page_size = (uint64_t)page_size;
		if (r == 0)
			r = read_facts(journal);
		if (r < 0)
			explain(why, r, "%s", journal->why);
	}
	if (r < 0)
		*journalp = journal_close(journal, false);
	return r;
}

struct journal *journal_close(struct journal *journal, bool clean)
{
	if (!journal)
		return NULL;
	if (journal->db)
		journal_undo(journal);
	if (clean && !journal->dead && journal_put_fact(journal, "clean", 1) == 0)
		journal_commit(journal, journal->next, journal->published);
	for (size_t i = 0; i < STATEMENT_COUNT; i++)
		sqlite3_finalize(journal->statements[i]);
	sqlite3_close(journal->db);
	stanced_buffer_deinit(&journal->parts);
	stanced_buffer_deinit(&journal->body);
	free(journal);
	return NULL;
}

bool journal_is_new(const struct journal *journal)
{
	return journal->fresh;
}

bool journal_was_clean(const struct journal *journal)
{
	return journal->clean;
}

bool journal_is_dead(const struct journal *journal)
{
	return journal->dead;
}

const char *journal_why(const struct journal *journal)
{
	return journal->why;
}

int journal_commit(struct journal *journal, uint64_t next, uint64_t published)
{
	int r = journal->fault;
	if (r == 0 && next != journal->next)
		r = journal_put_fact(journal, "next", next);
	if (r == 0 && published != journal->published)
		r = journal_put_fact(journal, "published", published);
	if (r == 0 && !journal->open)
		return 0;
	sqlite3_stmt *commit = NULL;
	if (r == 0)
		r = journal_prepare(journal, STATEMENT_COMMIT, &commit);
	if (r == 0)
		r = journal_done(journal, commit, sqlite3_step(commit));
	if (r < 0) {
		journal_undo(journal);
		return r;
	}
	journal->open = false;
	journal->article_kept = journal->article;
	journal->next = next;
	journal->published = published;
	return 0;
}

/* What fails here is tried again with the next commit; a sync that fails is told by the log's next beginning
 * (gather.h). */
void journal_tidy(struct journal *journal)
{
	if (journal->log_pages < journal->log_long)
		return;
	journal->log_pages = 0;
	sqlite3_wal_checkpoint_v2(journal->db, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

void journal_undo(struct journal *journal)
{
	/* Some failures have already undone the transaction. */
	if (!sqlite3_get_autocommit(journal->db))
		sqlite3_exec(journal->db, "ROLLBACK", NULL, NULL, NULL);
	journal->open = false;
	journal->fault = 0;
	journal->article = journal->article_kept;
	journal->removed = 0;
}

bool journal_is_dirty(const struct journal *journal)
{
	return journal->open || journal->fault;
}

uint64_t journal_next(const struct journal *journal)
{
	return journal->next;
}

uint64_t journal_published(const struct journal *journal)
{
	return journal->published;
}

int journal_set_floor(struct journal *journal, uint64_t floor)
{
	int r = journal_put_fact(journal, "floor", floor);
	if (r == 0)
		journal->floor = floor;
	return r;
}

uint64_t journal_floor(const struct journal *journal)
{
	return journal->floor;
}

void journal_spoil(struct journal *journal, int r)
{
	if (!journal->fault)
		journal->fault = r;
}

void journal_mark(struct journal *journal)
{
	journal_begin(journal);
}
