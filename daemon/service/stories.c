#include "service/stories.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "journal/ledger.h"
#include "service/config.h"
#include "service/job.h"

#define MS_A_DAY (INT64_C(24) * 3600 * 1000)
/* Articles of a time before the ledger that are placed in one group. */
#define PLACE_GROUP 256

/* What decides about an article's story. */
struct placing {
	int64_t number, taken_ms;
	const struct stanced_request *request;
	const struct signature *signature;
	int64_t related[COPIES_STORIES + 3]; /* stories that become one with it */
	size_t related_count;
	enum ledger_rank rank;
	bool counted; /* with what it adds: there are no relations */
};

/* The day of publication, but not after the day it was taken: a date in the future would outweigh all others. */
static int32_t day_of_article(const struct placing *placing)
{
	int64_t taken = placing->taken_ms / MS_A_DAY;
	int32_t day = placing->request->day;
	return day == STANCED_DAY_NONE || day > taken ? (int32_t)taken : day;
}

static void relate(struct placing *placing, int64_t story)
{
	if (story && placing->related_count < sizeof placing->related / sizeof *placing->related)
		placing->related[placing->related_count++] = story;
}

/* By the same text, and by replaces, whichever of the two came first. */
static int find_relations(struct stories *stories, struct placing *placing)
{
	const struct stanced_request *request = placing->request;
	int64_t of_text = 0, corrected = 0, correction = 0;
	char key[STANCED_KEY_HEX + 1];
	int r = ledger_story_of_text(stories->journal, request->text_hash, &of_text);
	if (r == 0)
		r = ledger_story_of_correction(stories->journal, request->id, &correction);
	placing->rank = LEDGER_ORDINARY;
	if (r == 0 && request->replaces && strcmp(request->replaces, request->id)) {
		placing->rank = LEDGER_CORRECTION;
		stanced_key(request->replaces, key);
		r = ledger_replace(stories->journal, key, &corrected);
	}
	if (correction)
		placing->rank = LEDGER_REPLACED;
	relate(placing, of_text);
	relate(placing, corrected);
	relate(placing, correction);
	return r;
}

static int remember(struct stories *stories, int64_t story)
{
	if (stories->placed_count == stories->placed_room) {
		size_t room = stories->placed_room ? stories->placed_room * 2 : 64;
		int64_t *grown = reallocarray(stories->placed, room, sizeof *grown);
		if (!grown)
			return -ENOMEM;
		stories->placed = grown;
		stories->placed_room = room;
	}
	stories->placed[stories->placed_count++] = story;
	return 0;
}

/* The story is named after its first article. */
static int write_place(struct stories *stories, const struct placing *placing)
{
	struct ledger_place place = {
		.number = placing->number,
		.story = placing->number,
		.day = day_of_article(placing),
		.rank = placing->rank,
		.counted = placing->counted,
		.signature = placing->signature->bins,
		.signature_size = placing->signature->there ? sizeof placing->signature->bins : 0,
	};
	int r = 0;
	for (size_t i = 0; i < placing->related_count; i++) {
		if (placing->related[i] < place.story)
			place.story = placing->related[i];
	}
	for (size_t i = 0; r == 0 && i < placing->related_count; i++) {
		if (placing->related[i] == place.story)
			continue;
		r = ledger_join(stories->journal, placing->related[i], place.story);
		copies_join(&stories->copies, placing->related[i], place.story);
	}
	if (r == 0)
		r = ledger_place(stories->journal, &place);
	if (r == 0)
		copies_add(&stories->copies, placing->signature, place.number, place.story);
	return r == 0 && !place.counted ? remember(stories, place.story) : r;
}

/* alone_counts: the caller counts one that has no relations. *nearp: the first article of which it is nearly a copy;
 * 0: none. */
static int place(struct stories *stories, struct placing *placing, bool alone_counts, int64_t *nearp)
{
	struct copies_match match;
	copies_find(&stories->copies, placing->signature, placing->number, &match);
	for (size_t i = 0; i < match.count; i++)
		relate(placing, match.stories[i]);
	*nearp = match.first;
	int r = find_relations(stories, placing);
	placing->counted = alone_counts && !placing->related_count;
	return r == 0 ? write_place(stories, placing) : r;
}

static int add_shares(struct stories *stories, const struct job *job, const struct placing *placing,
		      ledger_touched touched, void *user)
{
	const struct messages *messages = &job->messages;
	const int32_t day = day_of_article(placing);
	int r = 0;
	for (size_t i = 0; r == 0 && i < messages->part_count; i++) {
		const struct messages_part *part = &messages->parts[i];
		const struct ledger_share share = { part->source, part->target, part->score, part->confidence };
		if (part->kind != MESSAGE_STANCE)
			continue;
		r = ledger_add_share(stories->journal, job->number, &share);
		if (r == 0 && placing->counted)
			r = ledger_count_share(stories->journal, day, &share, touched, user);
	}
	return r;
}

int stories_place(struct stories *stories, struct job *job, ledger_touched touched, void *user)
{
	struct placing placing = { job->number, job->taken_ms, &job->request, &job->signature };
	int64_t near;
	int r = place(stories, &placing, true, &near);
	if (r == 0)
		r = add_shares(stories, job, &placing, touched, user);
	/* A correction is no copy of what it corrects. */
	if (r == 0 && near && !job->copy_of && placing.rank != LEDGER_CORRECTION)
		r = journal_id(stories->journal, near, &job->copy_of);
	stories->last = job->number;
	return r;
}

int stories_count(struct stories *stories, ledger_touched touched, void *user)
{
	int r = 0;
	for (size_t i = 0; r == 0 && i < stories->placed_count; i++)
		r = ledger_count(stories->journal, stories->placed[i], touched, user);
	stories->placed_count = 0;
	return r;
}

void stories_forget(struct stories *stories)
{
	copies_forget(&stories->copies, journal_removed(stories->journal));
}

/* ---- start ---- */

static int take_signature(void *user, int64_t number, int64_t story, const void *bins, size_t size)
{
	struct stories *stories = user;
	struct signature signature = { .there = size == sizeof signature.bins };
	if (signature.there)
		memcpy(signature.bins, bins, size);
	copies_add(&stories->copies, &signature, number, story);
	return 0;
}

int stories_restore(struct stories *stories)
{
	int64_t behind = 0;
	copies_clear(&stories->copies);
	stories->placed_count = 0;
	stories->last = 0;
	if (!stories->copies.room)
		return 0;
	int r = ledger_recent(stories->journal, stories->copies.room, &behind);
	return r == 0 ? ledger_signatures(stories->journal, behind, take_signature, stories) : r;
}

static int place_old(struct stories *stories, struct ledger_unplaced *old)
{
	struct signature signature;
	int64_t near;
	struct placing placing = { old->number, old->taken_ms, &old->request, &signature };
	signature_of(&signature, old->request.text, old->request.text_size);
	int r = place(stories, &placing, false, &near);
	return r == 0 ? ledger_recover_shares(stories->journal, old->number) : r;
}

static int ignore(void *user, const char *source, const char *target)
{
	return 0;
}

static int commit_old(struct stories *stories)
{
	struct journal *journal = stories->journal;
	int r = stories_count(stories, ignore, NULL);
	return r == 0 ? journal_commit(journal, journal_next(journal), journal_published(journal)) : r;
}

/* Their pairs are published with the first half-life (trend.h). */
static int place_all_old(struct stories *stories)
{
	struct ledger_unplaced old;
	int64_t behind = 0;
	int r = 0;
	if (ledger_is_complete(stories->journal))
		return 0;
	while (r == 0 && (r = ledger_next_unplaced(stories->journal, behind, &old)) == 1) {
		behind = old.number;
		r = place_old(stories, &old);
		stanced_request_deinit(&old.request);
		if (r == 0 && stories->placed_count >= PLACE_GROUP)
			r = commit_old(stories);
	}
	if (r == 0)
		r = ledger_set_complete(stories->journal);
	return r == 0 ? commit_old(stories) : r;
}

int stories_init(struct stories *stories, const struct config *config, struct journal *journal)
{
	*stories = (struct stories) { .journal = journal };
	if (!journal)
		return 0;
	int r = copies_init(&stories->copies, config->near_copies);
	if (r == 0)
		r = stories_restore(stories);
	if (r == 0)
		r = place_all_old(stories);
	return r;
}

void stories_deinit(struct stories *stories)
{
	copies_deinit(&stories->copies);
	free(stories->placed);
	*stories = (struct stories) { 0 };
}
