/* The journal: which articles were taken, what came of them, and every numbered message, in one SQLite file.
 *
 * One connection, which holds the file alone; write-ahead log, synchronous FULL. Writes gather in one transaction
 * until journal_commit: what it returned 0 for survives a power cut. A write that fails makes every later one and the
 * commit fail with the same errno and leaves no trace: the journal stands where the last commit left it.
 *
 *   -ENOSPC  the disk or the journal's own limit is full     -EROFS    the file may not be written
 *   -EIO     reading or writing failed                       -EBADMSG  the file is damaged
 *   -EBUSY   another process has it                          -ENOMEM
 *   what the system said, of a file that cannot be opened
 *
 * After a failed sync nobody knows what the disk holds: the journal is then dead, and only a new start helps
 * (journal_is_dead). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <stanced/wire.h>

#include "wire/messages.h"

#define JOURNAL_VERSION 5
#define JOURNAL_WHY_MAX 256
#define JOURNAL_SIZE_MIN (UINT64_C(16) << 20) /* bytes */

struct journal;

enum journal_state {
	JOURNAL_PENDING, /* taken, not scored */
	JOURNAL_SCORED, /* its messages stand in the journal */
	JOURNAL_ASIDE, /* not to be tried again; a reason is kept */
};

/* Opens the file, or makes it (mode 0600). size_max: bytes, with the write-ahead log; JOURNAL_SIZE_MIN or more, 0: no
 * limit. why (JOURNAL_WHY_MAX bytes) says what is wrong. 0 or a negative errno. */
int journal_open(struct journal **journalp, const char *path, uint64_t size_max, char *why);
/* Opens an existing journal only to look at it. */
int journal_look(struct journal **journalp, const char *path, char *why);
/* clean: everything was published; uncommitted writes are dropped in any case. NULL is accepted. */
struct journal *journal_close(struct journal *journal, bool clean);

bool journal_is_new(const struct journal *journal); /* made by this journal_open */
bool journal_was_clean(const struct journal *journal); /* the last one who had it closed it in order */
bool journal_is_dead(const struct journal *journal);
const char *journal_why(const struct journal *journal); /* of the last failure */

/* ---- transactions ---- */

/* Writes everything since the last commit. next: the first number not used; published: the last one sent. */
int journal_commit(struct journal *journal, uint64_t next, uint64_t published);
/* Moves the write-ahead log into the file when it is long, which takes a while: when nobody waits for anything, and
 * nothing waits for a commit. A log that became twice as long is moved by the commit. */
void journal_tidy(struct journal *journal);
/* Forgets everything since the last commit. */
void journal_undo(struct journal *journal);
/* Makes the commit fail with r, as a failed write does: something around it went wrong. */
void journal_spoil(struct journal *journal, int r);
/* Has the next commit write, even if only what was published is new. */
void journal_mark(struct journal *journal);
/* Something waits for a commit, or failed and waits for journal_undo. */
bool journal_is_dirty(const struct journal *journal);
/* As of the last commit. */
uint64_t journal_next(const struct journal *journal);
uint64_t journal_published(const struct journal *journal);

/* ---- articles ---- */

enum journal_verdict { JOURNAL_NEW, JOURNAL_KNOWN, JOURNAL_CONFLICT };

/* *copy_ofp: for a new one, the id of the first article with the same text, or NULL; owned by the caller. */
int journal_find(struct journal *journal, const struct stanced_request *request, enum journal_verdict *verdictp,
		 char **copy_ofp);
/* taken_ms: since 1970. *numberp: its number, in the order of arrival; none is given again, whatever is removed. */
int journal_add(struct journal *journal, const struct stanced_request *request, const char *copy_of, int64_t taken_ms,
		int64_t *numberp);
/* Counts a try that may end the process. *triesp: with this one. */
int journal_try(struct journal *journal, int64_t number, unsigned *triesp);
/* It is scored, and its result written. */
int journal_settle(struct journal *journal, int64_t number);
int journal_set_aside(struct journal *journal, int64_t number, const char *reason);
int journal_pending_count(struct journal *journal, uint64_t *countp);

/* The first pending article behind a number; owned by the caller (stanced_request_deinit, free). */
struct journal_pending {
	int64_t number, taken_ms;
	struct stanced_request request;
	char *copy_of;
};
/* 1: found, 0: no more, or a negative errno. */
int journal_next_pending(struct journal *journal, int64_t behind, struct journal_pending *pending);

/* The id of an article; *idp: owned by the caller, NULL when it is not there. */
int journal_id(struct journal *journal, int64_t number, char **idp);

/* What is known of an article: its state, reason, and its message, which stays until the next call. */
struct journal_article {
	enum journal_state state;
	char reason[64]; /* empty: none */
	const char *message; /* the numbered article message, or NULL */
	size_t message_size;
};
/* 1: found, 0: unknown, or a negative errno. */
int journal_article(struct journal *journal, const char *key, struct journal_article *article);

/* ---- messages ---- */

/* Writes all numbered messages of an article, or the running scores that a turn moved, with its last article; number 0:
 * with none. One or more. */
int journal_write(struct journal *journal, int64_t number, const struct messages *messages);

/* source and target: codes; a sentiment's code, and an article's key, stand in source. */
struct journal_message {
	uint64_t seq;
	enum message_kind kind;
	const char *source, *target; /* never NULL */
	const char *body;
	size_t body_size;
};

/* Reads messages from a number on, in order. Between begin and end nothing else may be asked or written. */
int journal_read_begin(struct journal *journal, uint64_t from);
/* 1: one more, valid until the next call; 0: no more; or a negative errno. */
int journal_read_next(struct journal *journal, struct journal_message *message);
void journal_read_end(struct journal *journal);
/* The lowest number still held; journal_next when none is. */
int journal_oldest(struct journal *journal, uint64_t *seqp);

/* ---- tails: the last number under each name (service/tails.h) ---- */

int journal_set_tail(struct journal *journal, const char *name, uint64_t seq);
typedef int (*journal_take_tail)(void *user, const char *name, uint64_t seq);
int journal_tails(struct journal *journal, journal_take_tail take, void *user);
/* Numbers up to floor were given without the journal. */
int journal_set_floor(struct journal *journal, uint64_t floor);
uint64_t journal_floor(const struct journal *journal);

/* ---- keeping ---- */

/* Removes the oldest finished articles with their messages, at most limit of them: those taken before, and as many
 * as the size limit asks for. *removedp: how many; they are gone after the next commit. */
int journal_prune(struct journal *journal, int64_t before_ms, unsigned limit, unsigned *removedp);
/* The highest number of an article that was removed since the file was opened or the last undo; 0: none was. */
int64_t journal_removed(const struct journal *journal);

/* bytes of the file, and of these those not in use. */
int journal_size(struct journal *journal, uint64_t *bytesp, uint64_t *freep);

struct journal_stats {
	uint64_t articles, pending, aside, messages;
	uint64_t oldest, next; /* numbers */
	uint64_t bytes, free_bytes; /* of the file; of these not in use */
	int64_t first_ms, last_ms; /* when the oldest and the newest article were taken; 0: none */
};
int journal_stats(struct journal *journal, struct journal_stats *stats);

/* Looks through the whole file; complain is told each fault, a sentence. 0, or a negative errno. */
typedef void (*journal_complain)(void *user, const char *fault);
int journal_check(struct journal *journal, journal_complain complain, void *user);
