#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/gap.h"

static const struct {
	const char *kind, *member;
	int dots; /* the chain ends behind so many dots of the topic */
} kinds[] = {
	{ "stance.", "prev_source", 2 }, { "target.", "prev_target", 2 }, { "article.", "prev", 1 },
	{ "sentiment.", "prev", 1 },     { "trend.", "prev", 1 },
};

bool gap_chain(const char *topic, char chain[GAP_CHAIN_MAX], const char **memberp)
{
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (strncmp(topic, kinds[i].kind, strlen(kinds[i].kind)) != 0)
			continue;
		const char *end = topic;
		for (int dots = 0; end && dots < kinds[i].dots; dots++) {
			end = strchr(end, '.');
			end = end ? end + 1 : NULL;
		}
		if (!end || end - topic >= GAP_CHAIN_MAX)
			return false;
		memcpy(chain, topic, (size_t)(end - topic));
		chain[end - topic] = '\0';
		*memberp = kinds[i].member;
		return true;
	}
	return false;
}

bool gap_covers(const char *prefix, const char *chain)
{
	return strncmp(prefix, chain, strlen(prefix)) == 0;
}

bool gap_heartbeat(struct gap_state *state, uint64_t seq, bool all, uint64_t *afterp, uint64_t *untilp)
{
	bool missed = all && state->live && seq > state->newest;
	if (missed) {
		*afterp = state->newest;
		*untilp = seq;
	}
	if (!state->live)
		state->since = seq;
	state->live = true;
	if (seq > state->newest)
		state->newest = seq;
	return missed;
}

static struct gap_last *find(struct gap_state *state, const char *chain)
{
	for (size_t i = 0; i < state->count; i++)
		if (strcmp(state->chains[i].chain, chain) == 0)
			return &state->chains[i];
	return NULL;
}

static struct gap_last *add(struct gap_state *state, const char *chain)
{
	if (state->count == state->room) {
		size_t room = state->room ? state->room * 2 : 32;
		struct gap_last *grown = reallocarray(state->chains, room, sizeof *grown);
		if (!grown)
			return NULL;
		state->chains = grown;
		state->room = room;
	}
	struct gap_last *last = &state->chains[state->count++];
	strcpy(last->chain, chain);
	last->seq = 0;
	return last;
}

int gap_note(struct gap_state *state, const char *chain, uint64_t seq, uint64_t prev, uint64_t *afterp,
	     uint64_t *untilp)
{
	struct gap_last *last = find(state, chain);
	/* A chain met for the first time: what was published since the subscription is live ought to have come. */
	uint64_t after = last ? last->seq : state->since;
	bool known = last || state->live;
	if (!last && !(last = add(state, chain)))
		return -ENOMEM;
	if (seq > last->seq)
		last->seq = seq;
	if (seq > state->newest)
		state->newest = seq;
	if (!known || prev <= after)
		return 0;
	*afterp = after;
	*untilp = prev;
	return 1;
}

void gap_deinit(struct gap_state *state)
{
	free(state->chains);
	*state = (struct gap_state) { 0 };
}
