/* What the service writes into its journal: results before they go out, and what a start finds undone.
 *
 * All writes of one turn of the loop stand in one transaction; record_commit ends it. Then, and only then, articles
 * taken are answered and results sent. When the commit fails, nothing of the turn has happened: articles are refused,
 * results wait and are tried again each second. */
#pragma once

#include <stdbool.h>

#include "service/service.h"

/* Opens the journal and takes over its numbers. Nothing to do without one. 0 or a negative errno, logged. */
int record_open(struct service *service);
/* Has the intake write into it. */
void record_attach(struct service *service);
/* Everything that was sent is known to have been. */
void record_close(struct service *service);

/* Numbers the job's messages and writes them; it waits in service->recorded for the commit. */
void record_job(struct service *service, struct job *job);
/* Ends the turn. 0, or a negative errno when the service cannot go on. */
int record_commit(struct service *service);
/* After the turn, when all have what they waited for: puts the journal in order. */
void record_tidy(struct service *service);
/* Sets an article aside that a scorer does not come back from; the rest of the turn is committed before. */
void record_overdue(struct service *service, const struct job *job);
/* Each second: results that could not be written, age and size, and how far was published. */
void record_tick(struct service *service);

/* Results may not be sent yet: those of the time before this start come first, when subscribers are back. */
bool record_holds(const struct service *service);
/* Loads articles that wait in the journal while there is room. */
void record_refill(struct service *service);
/* After a crash the articles that may have caused it are scored alone, each try counted before. False: the first of
 * the queue may not be scored now. */
bool record_try(struct service *service);
