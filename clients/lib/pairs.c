/* The table of pairs: a snapshot and the changes since.
 *
 * Changes are listened to before the snapshot is asked for, and every row says the number of the message that made it:
 * whichever of a row and a change has the higher number holds, so that the snapshot may come in pages. When changes
 * were lost for good, the snapshot is taken again. */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/internal.h"

#define ASK_MS 5000
#define LOOK_MS 100

struct stanced_pairs {
	struct stanced_follower *follower;
	struct stanced_query *query;
	struct stanced_pair_row *rows; /* sorted by source, then target */
	size_t count, room;
	bool live, complete;
	char after[STANCED_PAIR_CODE_SIZE * 2]; /* the last row of the page before */
	struct stanced_pair_row changed; /* handed over */
};

int stanced_pairs_new(struct stanced_pairs **pairsp, const char *publish, const char *query,
		      const struct stanced_keys *keys)
{
	static const char *const topics[] = { "trend." };
	struct stanced_follower_options options = {
		.publish = publish, .query = query, .keys = keys, .topics = topics, .topic_count = 1
	};
	struct stanced_pairs *pairs = calloc(1, sizeof *pairs);
	if (!pairs)
		return -ENOMEM;
	int r = stanced_follower_new(&pairs->follower, &options);
	if (r == 0)
		r = stanced_query_new(&pairs->query, STANCED_DOOR_QUERY, query, keys);
	if (r)
		stanced_pairs_free(pairs);
	else
		*pairsp = pairs;
	return r;
}

struct stanced_pairs *stanced_pairs_free(struct stanced_pairs *pairs)
{
	if (!pairs)
		return NULL;
	stanced_follower_free(pairs->follower);
	stanced_query_free(pairs->query);
	free(pairs->rows);
	free(pairs);
	return NULL;
}

/* ---- rows ---- */

static int compare(const struct stanced_pair_row *row, const char *source, const char *target)
{
	int order = strcmp(row->source, source);
	return order ? order : strcmp(row->target, target);
}

/* Where the pair stands, or would. */
static size_t place_of(const struct stanced_pairs *pairs, const char *source, const char *target)
{
	size_t low = 0, high = pairs->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare(&pairs->rows[middle], source, target) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool stands_at(const struct stanced_pairs *pairs, size_t place, const struct stanced_pair_row *row)
{
	return place < pairs->count && !compare(&pairs->rows[place], row->source, row->target);
}

/* 1: the row is newer than what was known and holds now. */
static int apply(struct stanced_pairs *pairs, const struct stanced_pair_row *row)
{
	size_t place = place_of(pairs, row->source, row->target);
	bool there = stands_at(pairs, place, row);
	if (there && pairs->rows[place].seq >= row->seq)
		return 0;
	if (!there && pairs->count == pairs->room) {
		size_t room = pairs->room ? pairs->room * 2 : 256;
		struct stanced_pair_row *grown = reallocarray(pairs->rows, room, sizeof *grown);
		if (!grown)
			return -ENOMEM;
		pairs->rows = grown;
		pairs->room = room;
	}
	if (!there) {
		memmove(pairs->rows + place + 1, pairs->rows + place, (pairs->count - place) * sizeof *pairs->rows);
		pairs->count++;
	}
	pairs->rows[place] = *row;
	return 1;
}

static void copy_text(char *to, size_t size, const json_t *object, const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));
	snprintf(to, size, "%s", text ? text : "");
}

static bool read_row(const json_t *object, struct stanced_pair_row *row)
{
	copy_text(row->source, sizeof row->source, object, "source");
	copy_text(row->target, sizeof row->target, object, "target");
	copy_text(row->as_of, sizeof row->as_of, object, "as_of");
	row->score = json_number_value(json_object_get(object, "score"));
	row->weight = json_number_value(json_object_get(object, "weight"));
	row->articles = (uint64_t)json_integer_value(json_object_get(object, "articles"));
	row->seq = (uint64_t)json_integer_value(json_object_get(object, "seq"));
	return row->source[0] && row->target[0];
}

/* 1: the message's row is newer than what was known and holds now; it stands in changed. */
static int apply_message(struct stanced_pairs *pairs, const struct stanced_message *message)
{
	json_t *object = json_loadb(message->json, message->json_size, 0, NULL);
	int r = read_row(object, &pairs->changed) ? apply(pairs, &pairs->changed) : 0;
	json_decref(object);
	return r;
}

/* ---- the snapshot ---- */

static int take_page(struct stanced_pairs *pairs, const json_t *answer)
{
	size_t index;
	const json_t *object;
	struct stanced_pair_row row;
	int r = 0;
	json_array_foreach(json_object_get(answer, "pairs"), index, object)
	{
		if (r >= 0 && read_row(object, &row))
			r = apply(pairs, &row);
	}
	const char *next = json_string_value(json_object_get(answer, "next"));
	snprintf(pairs->after, sizeof pairs->after, "%s", next ? next : "");
	pairs->complete = !next;
	return r < 0 ? r : 0;
}

static int load_page(struct stanced_pairs *pairs)
{
	char arguments[64 + sizeof pairs->after], *text = NULL;
	snprintf(arguments, sizeof arguments, pairs->after[0] ? "{\"after\":\"%s\"}" : "{}", pairs->after);
	int r = stanced_query_ask(pairs->query, "pairs", arguments, ASK_MS, &text);
	if (r == 0) {
		json_t *answer = json_loads(text, 0, NULL);
		r = answer ? take_page(pairs, answer) : -EPROTO;
		json_decref(answer);
	}
	free(text);
	return r;
}

static void begin_anew(struct stanced_pairs *pairs)
{
	pairs->count = 0;
	pairs->after[0] = '\0';
	pairs->complete = false;
}

/* Changes are kept from the first heartbeat on; before it, a snapshot could miss what is published meanwhile. */
static int confirm(struct stanced_pairs *pairs, int64_t deadline)
{
	const struct stanced_message *message;
	while (stanced_follower_silence(pairs->follower) < 0) {
		long left = client_left(deadline);
		int r = stanced_follower_receive(pairs->follower, left < 0 || left > LOOK_MS ? LOOK_MS : (int)left,
						 &message);
		if (r == 0)
			r = apply_message(pairs, message);
		if (r < 0 && r != -ETIMEDOUT)
			return r;
		if (client_left(deadline) == 0 && stanced_follower_silence(pairs->follower) < 0)
			return stanced_follower_denied(pairs->follower) ? -EACCES : -ETIMEDOUT;
	}
	pairs->live = true;
	return 0;
}

int stanced_pairs_load(struct stanced_pairs *pairs, int timeout_ms)
{
	int64_t deadline = client_deadline(timeout_ms);
	int r = pairs->live ? 0 : confirm(pairs, deadline);
	while (r == 0 && !pairs->complete) {
		r = load_page(pairs);
		if (r == 0 && !pairs->complete && client_left(deadline) == 0)
			r = -ETIMEDOUT;
	}
	return r;
}

int stanced_pairs_update(struct stanced_pairs *pairs, int timeout_ms, const struct stanced_pair_row **changedp)
{
	int64_t deadline = client_deadline(timeout_ms);
	for (;;) {
		const struct stanced_message *message;
		int r = stanced_pairs_load(pairs, (int)client_left(deadline));
		if (r == 0)
			r = stanced_follower_receive(pairs->follower, (int)client_left(deadline), &message);
		if (r)
			return r;
		bool anew = message->gap_until || message->restarted;
		if (anew)
			begin_anew(pairs);
		r = apply_message(pairs, message);
		if (r < 0)
			return r;
		if (anew || r == 1) {
			*changedp = anew ? NULL : &pairs->changed;
			return 0;
		}
	}
}

size_t stanced_pairs_count(const struct stanced_pairs *pairs)
{
	return pairs->count;
}

const struct stanced_pair_row *stanced_pairs_row(const struct stanced_pairs *pairs, size_t index)
{
	return index < pairs->count ? &pairs->rows[index] : NULL;
}

const struct stanced_pair_row *stanced_pairs_find(const struct stanced_pairs *pairs, const char *source,
						  const char *target)
{
	size_t place = place_of(pairs, source, target);
	const struct stanced_pair_row *row = stanced_pairs_row(pairs, place);
	return row && !compare(row, source, target) ? row : NULL;
}
