/* The articles a sender answers for, and which of them may be sent now. Pure: the time comes in, no socket is known.
 *
 * An article is WAITING (to be sent, not before its time), then SENT (to be answered, before its time), then gone.
 * After a lost connection the outbox is careful: articles go one by one until as many were answered as were under way,
 * so that one which makes the daemon hang up (it may be larger than the daemon takes) does not pull others down with
 * it, and is known for what it is: after OUTBOX_DROPS such ends it is given up. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <stanced/client.h>

#define OUTBOX_DROPS 5

enum outbox_state { OUTBOX_WAITING, OUTBOX_SENT };

struct outbox_item {
	struct outbox_item *next, *previous;
	uint64_t number; /* its ref on the wire */
	char *header; /* JSON, NUL-terminated */
	char *text;
	size_t text_size;
	char *id, *ref; /* the caller's, or NULL */
	enum outbox_state state;
	int64_t time; /* WAITING: not before; SENT: answered before */
	unsigned tries, drops;
};

struct outbox {
	struct outbox_item *first, *last; /* in the order they came */
	size_t count, sent;
	size_t window;
	size_t careful; /* so many answers to go until the window is open again */
	int64_t resend_ms;
	uint64_t numbered;
};

/* Copies the article. 0, -EINVAL (a string is not UTF-8), -ENOMEM. */
int outbox_add(struct outbox *outbox, const struct stanced_send *article);
/* The next article to be sent, or NULL: none may be at this time. */
struct outbox_item *outbox_next(const struct outbox *outbox, int64_t now);
void outbox_sent(struct outbox *outbox, struct outbox_item *item, int64_t now);
/* Puts back what was not answered in time. */
void outbox_expire(struct outbox *outbox, int64_t now);
/* The daemon is busy: again in so many milliseconds. */
void outbox_later(struct outbox *outbox, struct outbox_item *item, int64_t time);
/* The connection is lost: everything under way is put back. The article that has to be given up, or NULL. */
struct outbox_item *outbox_dropped(struct outbox *outbox);
struct outbox_item *outbox_find(const struct outbox *outbox, uint64_t number);
/* Answered for. */
void outbox_remove(struct outbox *outbox, struct outbox_item *item);
/* When the clock alone gives outbox_next or outbox_expire something to do, after now; INT64_MAX: never. What could go
 * out already waits for room in the window, not for a time. */
int64_t outbox_wake(const struct outbox *outbox, int64_t now);
void outbox_deinit(struct outbox *outbox);
