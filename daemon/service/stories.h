/* Which story a scored article belongs to: one text under several ids, whole or nearly, and its corrections. */
#pragma once

#include "journal/ledger.h"
#include "service/copies.h"

struct job;
struct journal;
struct config;

/* A story to be counted anew. */
struct placed {
	int64_t story;
	bool alone; /* an article without relations: nothing has to be chosen */
};

struct stories {
	struct journal *journal; /* borrowed; NULL: none are kept */
	struct copies copies;
	struct placed *placed;
	size_t placed_count, placed_room;
	int64_t last; /* the last article placed */
};

/* Loads what near copies are told by, and places what was scored before there was a ledger. */
int stories_init(struct stories *stories, const struct config *config, struct journal *journal);
void stories_deinit(struct stories *stories);

/* Places the job's article in the journal's open group, with what it adds to its pairs, and tells it of what it is a
 * copy. 0 or a negative errno. */
int stories_place(struct stories *stories, struct job *job);
/* Counts the stories that were placed since. 0 or a negative errno. */
int stories_count(struct stories *stories, ledger_touched touched, void *user);
/* The journal's open group was undone. */
int stories_restore(struct stories *stories);
