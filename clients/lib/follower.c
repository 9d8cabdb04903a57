/* Receives published messages without a hole: a subscriber, and a question to the journal for what it missed.
 *
 * Everything up to and including `done` was handed over, or is of no concern. Rules:
 *
 *   1. A number that is not above done was handed over before: dropped.
 *   2. Numbers above done and up to `owed` are fetched from the journal, page by page, before anything newer is handed
 *      over. The message that told of the gap is held.
 *   3. One chain of messages is subscribed to, in which each names the one before it. If that one is above done, it is
 *      owed. Several chains would not do: what is missing in one shows only after newer ones of another came.
 *   4. A heartbeat tells the last number of all: the last of the chain is then asked for (tail), and if it did not
 *      arrive, it is owed. So the end of a burst is not missed either.
 *   5. With a number to begin with, everything from it up to the first heartbeat is owed, and what arrives before that
 *      heartbeat is dropped: it lies below.
 *   6. What the journal does not hold any more, or nobody answers for in time, is told as a gap. */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/gap.h"
#include "lib/internal.h"

#define STATUS "status"
#define BOOT_MAX 128
/* Messages of a page; a page that did not come in time is asked for in smaller ones. */
#define PAGE 500
#define PAGE_MIN 10
#define ASK_MS 5000
/* A daemon that starts again has this long until its journal answers. */
#define PATIENCE_MS 30000
#define PAUSE_MS 200

struct stanced_follower {
	struct stanced_subscriber *subscriber;
	struct stanced_query *query;
	char **topics; /* as asked for */
	size_t count;
	bool exact;
	char chain[GAP_CHAIN_MAX]; /* covers all topics; "": everything */

	bool live; /* a heartbeat was heard */
	bool from; /* owed from the beginning */
	uint64_t done, owed;
	char boot[BOOT_MAX];

	int limit; /* of the next page */
	json_t *page; /* answer to replay being handed over */
	size_t page_next;
	char twin[2 * GAP_CHAIN_MAX]; /* topic of the message handed over, where it was not the page's */
	char *page_json; /* the message handed over */

	struct stanced_message held; /* its strings are owned; topic NULL: none */
	int64_t failing; /* since when the journal does not answer; 0: it does */

	struct stanced_message message; /* handed over */
	uint64_t gap_after, gap_until; /* to be told with the next one */
	bool restarted;
};

/* ---- setting up ---- */

/* Both topics of a stance are of one kind: who has one has the other. */
static const char *kind_of(const char *topic)
{
	static const char *const kinds[] = { "stance.", "article.", "sentiment.", "trend.", STATUS };
	if (!strncmp(topic, "target.", strlen("target.")))
		return "stance.";
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!strncmp(topic, kinds[i], strlen(kinds[i])))
			return kinds[i];
	}
	return "";
}

static void chain_of(const char *topic, char chain[GAP_CHAIN_MAX])
{
	const char *member;
	if (!gap_chain(topic, chain, &member))
		strcpy(chain, kind_of(topic));
}

/* The smallest chain that covers all topics. Heartbeats come in any case. */
static void choose_chain(struct stanced_follower *follower)
{
	char chain[GAP_CHAIN_MAX];
	bool chosen = false;
	strcpy(follower->chain, STATUS);
	for (size_t i = 0; i < follower->count; i++) {
		chain_of(follower->topics[i], chain);
		if (!strcmp(chain, STATUS))
			continue;
		if (chosen && strcmp(chain, follower->chain))
			strcpy(chain, strcmp(kind_of(chain), kind_of(follower->chain)) ? "" : kind_of(chain));
		strcpy(follower->chain, chain);
		chosen = true;
	}
}

/* The number of the one before it in the chain. */
static uint64_t before(const struct stanced_follower *follower, const struct stanced_message *message)
{
	const char *chain = follower->chain;
	if (!chain[0])
		return message->seq - 1;
	if (!strcmp(chain, kind_of(chain)))
		return message->prev;
	return chain[0] == 's' ? message->prev_source : message->prev_target;
}

static int copy_topics(struct stanced_follower *follower, const struct stanced_follower_options *options)
{
	size_t count = options->topic_count ? options->topic_count : 1;
	follower->exact = options->exact && options->topic_count;
	follower->topics = calloc(count, sizeof *follower->topics);
	if (!follower->topics)
		return -ENOMEM;
	for (; follower->count < count; follower->count++) {
		const char *topic = options->topic_count ? options->topics[follower->count] : "";
		if (!(follower->topics[follower->count] = strdup(topic)))
			return -ENOMEM;
	}
	choose_chain(follower);
	return 0;
}

static int open_follower(struct stanced_follower *follower, const struct stanced_follower_options *options)
{
	int r = copy_topics(follower, options);
	if (r)
		return r;
	const char *const topics[] = { follower->chain, STATUS };
	struct stanced_subscriber_options subscribed = { .address = options->publish,
							 .keys = options->keys,
							 .topics = topics,
							 .topic_count = 2,
							 .queue = options->queue };
	follower->limit = PAGE;
	follower->from = options->from > 0;
	follower->done = options->from ? options->from - 1 : 0;
	r = stanced_query_new(&follower->query, STANCED_DOOR_QUERY, options->query, options->keys);
	return r ? r : stanced_subscriber_new(&follower->subscriber, &subscribed);
}

int stanced_follower_new(struct stanced_follower **followerp, const struct stanced_follower_options *options)
{
	static const struct stanced_follower_options defaults;
	struct stanced_follower *follower = calloc(1, sizeof *follower);
	if (!follower)
		return -ENOMEM;
	int r = open_follower(follower, options ? options : &defaults);
	if (r)
		stanced_follower_free(follower);
	else
		*followerp = follower;
	return r;
}

static void drop_held(struct stanced_follower *follower)
{
	free((char *)follower->held.topic);
	free((char *)follower->held.json);
	follower->held = (struct stanced_message) { 0 };
}

struct stanced_follower *stanced_follower_free(struct stanced_follower *follower)
{
	if (!follower)
		return NULL;
	stanced_subscriber_free(follower->subscriber);
	stanced_query_free(follower->query);
	for (size_t i = 0; i < follower->count; i++)
		free(follower->topics[i]);
	free(follower->topics);
	json_decref(follower->page);
	free(follower->page_json);
	drop_held(follower);
	free(follower);
	return NULL;
}

/* ---- what is wanted ---- */

static bool wanted(const struct stanced_follower *follower, const char *topic)
{
	return client_topic_fits(follower->topics, follower->count, follower->exact, topic);
}

/* A stance has two topics, and comes under one. NULL: the message is not wanted under any. */
static const char *wanted_topic(struct stanced_follower *follower, const char *topic)
{
	char source[GAP_CHAIN_MAX], target[GAP_CHAIN_MAX];
	if (!topic || wanted(follower, topic))
		return topic;
	if (sscanf(topic, "stance.%31[^.].%31s", source, target) != 2)
		return NULL;
	snprintf(follower->twin, sizeof follower->twin, "target.%.31s.%.31s", target, source);
	return wanted(follower, follower->twin) ? follower->twin : NULL;
}

static int hand_over(struct stanced_follower *follower, const char *topic, const char *json, size_t size, uint64_t seq,
		     const struct stanced_message **messagep)
{
	follower->message = (struct stanced_message) {
		.topic = topic,
		.json = json,
		.json_size = size,
		.seq = seq,
		.boot = follower->boot,
		.restarted = follower->restarted,
		.gap_after = follower->gap_after,
		.gap_until = follower->gap_until,
		.chain = follower->gap_until ? follower->chain : NULL,
	};
	follower->restarted = false;
	follower->gap_after = follower->gap_until = 0;
	*messagep = &follower->message;
	return 0;
}

static void tell_gap(struct stanced_follower *follower, uint64_t until)
{
	if (!follower->gap_until)
		follower->gap_after = follower->done;
	follower->gap_until = until;
	follower->done = until;
}

/* ---- asking ---- */

static int ask(struct stanced_follower *follower, const char *op, json_t *arguments, json_t **answerp)
{
	char *text = json_dumps(arguments, JSON_COMPACT), *answer = NULL;
	int r = text ? stanced_query_ask(follower->query, op, text, ASK_MS, &answer) : -ENOMEM;
	*answerp = r == 0 ? json_loads(answer, 0, NULL) : NULL;
	json_decref(arguments);
	free(answer);
	free(text);
	return r == 0 && !*answerp ? -EPROTO : r;
}

/* The journal did not give what is owed. 0: it is told as a gap; else try again later. */
static int give_up(struct stanced_follower *follower, int r)
{
	int64_t now = now_ms();
	if (r == -ENOMEM || r == -EINTR)
		return r;
	if (!follower->failing)
		follower->failing = now;
	follower->limit = follower->limit / 2 > PAGE_MIN ? follower->limit / 2 : PAGE_MIN;
	if (r != STANCED_CLIENT_E_REFUSED && r != -EACCES && now - follower->failing < PATIENCE_MS)
		return -EAGAIN;
	follower->failing = 0;
	tell_gap(follower, follower->owed);
	return 0;
}

/* The next page of what is owed. */
static int fetch(struct stanced_follower *follower)
{
	json_t *answer;
	json_t *arguments = json_pack("{s:I, s:i, s:s}", "from", (json_int_t)(follower->done + 1), "limit",
				      follower->limit, "prefix", follower->chain);
	int r = ask(follower, "replay", arguments, &answer);
	if (r)
		return give_up(follower, r);
	follower->failing = 0;
	follower->limit = follower->limit * 2 < PAGE ? follower->limit * 2 : PAGE;
	uint64_t oldest = client_number(answer, "oldest");
	if (oldest > follower->done + 1)
		tell_gap(follower, oldest - 1 < follower->owed ? oldest - 1 : follower->owed);
	follower->page = answer;
	follower->page_next = 0;
	return 0;
}

/* The last number under a prefix; 0 when nobody says. */
static uint64_t ask_tail(struct stanced_follower *follower, const char *prefix)
{
	json_t *answer;
	if (ask(follower, "tail", json_pack("{s:s}", "prefix", prefix), &answer))
		return 0;
	uint64_t seq = client_number(answer, "seq");
	json_decref(answer);
	return seq;
}

/* True when the daemon's numbers began anew: its state was removed. They may also be behind for a moment only, while
 * it has not sent again what its last run may not have sent. */
static bool began_anew(struct stanced_follower *follower, uint64_t seq)
{
	uint64_t last = seq < follower->done ? ask_tail(follower, "") : 0;
	return last && last < follower->done;
}

/* ---- receiving ---- */

/* Messages of the page, then its end: all below next is done. 1: one was handed over. */
static int take_from_page(struct stanced_follower *follower, const struct stanced_message **messagep)
{
	const json_t *messages = json_object_get(follower->page, "messages");
	while (follower->page_next < json_array_size(messages)) {
		const json_t *entry = json_array_get(messages, follower->page_next++);
		const json_t *message = json_object_get(entry, "message");
		const char *topic = json_string_value(json_object_get(entry, "topic"));
		uint64_t seq = client_number(message, "seq");
		if (seq <= follower->done)
			continue;
		follower->done = seq;
		if (!(topic = wanted_topic(follower, topic)))
			continue;
		free(follower->page_json);
		follower->page_json = json_dumps(message, JSON_COMPACT | JSON_REAL_PRECISION(9));
		if (!follower->page_json)
			return -ENOMEM;
		hand_over(follower, topic, follower->page_json, strlen(follower->page_json), seq, messagep);
		return 1;
	}
	uint64_t next = client_number(follower->page, "next");
	if (next > follower->done + 1)
		follower->done = next - 1;
	/* The journal has nothing newer, so that nothing more is owed. */
	if (next > client_number(follower->page, "tail") && follower->owed > follower->done)
		follower->owed = follower->done;
	json_decref(follower->page);
	follower->page = NULL;
	return 0;
}

static void owe(struct stanced_follower *follower, uint64_t until)
{
	if (until > follower->owed)
		follower->owed = until;
}

/* One is held; those that come while the journal does not answer are owed as well. */
static int hold(struct stanced_follower *follower, const struct stanced_message *message)
{
	if (follower->held.seq) {
		owe(follower, message->seq);
		return 0;
	}
	drop_held(follower);
	follower->held = *message;
	follower->held.topic = strdup(message->topic);
	follower->held.json = strndup(message->json, message->json_size);
	return follower->held.topic && follower->held.json ? 0 : -ENOMEM;
}

/* -ERANGE: the number to begin with was never given. */
static int first_heartbeat(struct stanced_follower *follower, uint64_t seq)
{
	follower->live = true;
	if (follower->from && follower->done > seq) {
		uint64_t last = ask_tail(follower, "");
		return last && last < follower->done ? -ERANGE : 0;
	}
	if (follower->from)
		owe(follower, seq);
	else if (!follower->done)
		follower->done = seq;
	return 0;
}

static int heartbeat(struct stanced_follower *follower, uint64_t seq)
{
	if (!follower->live)
		return first_heartbeat(follower, seq);
	if (seq <= follower->done || seq <= follower->owed)
		return 0;
	uint64_t last = follower->chain[0] ? ask_tail(follower, follower->chain) : seq;
	if (last > follower->done && last <= seq)
		owe(follower, last);
	else if (last && last <= follower->done)
		follower->done = seq;
	return 0;
}

static void note_boot(struct stanced_follower *follower, const struct stanced_message *message)
{
	if (!strcmp(message->boot, follower->boot))
		return;
	bool first = !follower->boot[0];
	snprintf(follower->boot, sizeof follower->boot, "%s", message->boot);
	follower->restarted |= !first;
	if (!first && !strcmp(message->topic, STATUS) && began_anew(follower, message->seq)) {
		follower->done = follower->owed = message->seq;
		drop_held(follower);
	}
}

/* A message from the subscriber. 1: it is handed over. */
static int take_live(struct stanced_follower *follower, const struct stanced_message *live,
		     const struct stanced_message **messagep)
{
	note_boot(follower, live);
	if (!strcmp(live->topic, STATUS)) {
		int r = heartbeat(follower, live->seq);
		if (r || !wanted(follower, STATUS))
			return r;
		hand_over(follower, live->topic, live->json, live->json_size, live->seq, messagep);
		return 1;
	}
	if (live->seq <= follower->done || (follower->from && !follower->live))
		return 0;
	if (follower->live || follower->done)
		owe(follower, before(follower, live));
	if (follower->owed > follower->done)
		return hold(follower, live);
	follower->done = live->seq;
	const char *topic = wanted_topic(follower, live->topic);
	if (!topic)
		return 0;
	hand_over(follower, topic, live->json, live->json_size, live->seq, messagep);
	return 1;
}

static int take_held(struct stanced_follower *follower, const struct stanced_message **messagep)
{
	uint64_t seq = follower->held.seq;
	if (seq <= follower->done) {
		drop_held(follower);
		return 0;
	}
	follower->done = seq;
	follower->held.seq = 0; /* its strings stay until the next call */
	const char *topic = wanted_topic(follower, follower->held.topic);
	if (!topic)
		return 0;
	hand_over(follower, topic, follower->held.json, follower->held.json_size, seq, messagep);
	return 1;
}

/* One step: 1: a message is handed over, 0: go on, -EAGAIN: nothing to do but to listen; or an error. */
static int step(struct stanced_follower *follower, const struct stanced_message **messagep)
{
	if (follower->page)
		return take_from_page(follower, messagep);
	if (follower->owed > follower->done)
		return fetch(follower);
	if (follower->held.topic)
		return take_held(follower, messagep);
	return -EAGAIN;
}

static int listen(struct stanced_follower *follower, long left, const struct stanced_message **messagep)
{
	const struct stanced_message *live;
	/* The journal did not answer: not too often. The queue is read meanwhile only when nothing is held. */
	bool waiting = follower->owed > follower->done;
	int timeout = waiting && (left < 0 || left > PAUSE_MS) ? PAUSE_MS : (int)left;
	int r = stanced_subscriber_receive(follower->subscriber, timeout, &live);
	if (r == -ETIMEDOUT && timeout != (int)left)
		return 0;
	return r ? r : take_live(follower, live, messagep);
}

int stanced_follower_receive(struct stanced_follower *follower, int timeout_ms, const struct stanced_message **messagep)
{
	int64_t deadline = client_deadline(timeout_ms);
	int r;
	do {
		r = step(follower, messagep);
		if (r == -EAGAIN)
			r = listen(follower, client_left(deadline), messagep);
		if (r == 0 && client_left(deadline) == 0 && follower->owed > follower->done && follower->failing)
			r = -ETIMEDOUT;
	} while (r == 0);
	return r == 1 ? 0 : r;
}

int64_t stanced_follower_silence(const struct stanced_follower *follower)
{
	return stanced_subscriber_silence(follower->subscriber);
}

bool stanced_follower_denied(const struct stanced_follower *follower)
{
	return stanced_subscriber_denied(follower->subscriber);
}

uint64_t stanced_follower_done(const struct stanced_follower *follower)
{
	return follower->done;
}
