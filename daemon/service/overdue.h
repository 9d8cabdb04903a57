/* Articles that a scorer does not come back from. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct service;
struct job;

/* Each second, before the first question: time that is no article's fault does not count. That is what the loop itself
 * was late, and, where scored articles are left with the scorers, all of it: which one is in work is not known then. */
void overdue_excuse(struct service *service, bool left, int64_t now_ms);
/* One that takes too long, or NULL. */
const struct job *overdue_find(const struct service *service, int64_t now_ms);
/* Sets it aside and ends the process, as by a crash: a thread cannot be ended from outside without leaving its engine
 * in pieces. What else was in work is scored after the next start. */
void overdue_end(struct service *service, const struct job *job) __attribute__((noreturn));
