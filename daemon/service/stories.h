/* Which story a scored article belongs to: one text under several ids, whole or nearly, and its corrections. */
#pragma once

#include "journal/ledger.h"
#include "service/copies.h"

struct job;
struct journal;
struct config;

struct stories {
	struct journal *journal; /* borrowed; NULL: none are kept */
	struct copies copies;
	int64_t *placed; /* stories to be counted anew */
	size_t placed_count, placed_room;
	int64_t last; /* the last article placed in this turn; 0: none was */
};

/* Loads what near copies are told by, and places what was scored before there was a ledger. */
int stories_init(struct stories *stories, const struct config *config, struct journal *journal);
void stories_deinit(struct stories *stories);

/* Places the job's article in the journal's open group, with what it adds to its pairs, and tells it of what it is a
 * copy. One without relations, which most are, counts at once. 0 or a negative errno. */
int stories_place(struct stories *stories, struct job *job, ledger_touched touched, void *user);
/* Counts the stories in which others were placed since. 0 or a negative errno. */
int stories_count(struct stories *stories, ledger_touched touched, void *user);
/* Articles were removed from the journal: nothing is a copy of them any more. */
void stories_forget(struct stories *stories);
/* The journal's open group was undone. */
int stories_restore(struct stories *stories);
