/* Running scores out: a message for each pair whose ledger changed in a turn of the loop. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "journal/ledger.h"
#include "wire/message.h"

struct service;
struct job;

struct trends {
	struct ledger_pair *pairs; /* touched since the last commit; may repeat */
	size_t count, room;
	bool all; /* every pair is to be published with another half-life */
	struct job *job; /* numbered messages that wait for the commit; NULL: none */
};

/* Touches every pair when the half-life is not that of the last run. 0 or a negative errno. */
int trends_init(struct service *service);
void trends_deinit(struct service *service);
/* Has a pair be published with the next turn; user: the trends. 0 or a negative errno. */
int trends_touch(void *user, const char *source, const char *target);
/* There is something to write. */
bool trends_wait(const struct service *service);
/* Counts what was placed and writes the pairs it changed. 0 or a negative errno. */
int trends_write(struct service *service);
/* Sends what trends_write wrote. */
void trends_send(struct service *service);
/* Nothing of the turn has happened. 0 or a negative errno. */
int trends_undo(struct service *service);

/* As messages tell it; borrows the codes. */
struct message_sum trend_sum(const struct ledger_pair *pair);
