/* What a subscriber missed, told from the numbers in the messages. Pure.
 *
 * Input: topic, number and predecessor of each message as it comes. Output: whether messages between were missed.
 * A chain is all messages in which each names the one before it: stances by source ("stance.CHN."), their twins by
 * target ("target.JPN."), other kinds as a whole ("article."). Heartbeats name the last number of all: chain "". */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GAP_CHAIN_MAX 64

/* The topic's chain into chain, and the JSON member that names the predecessor in it. False: it has none. */
bool gap_chain(const char *topic, char chain[GAP_CHAIN_MAX], const char **memberp);
/* A subscription to prefix receives every message of the chain. */
bool gap_covers(const char *prefix, const char *chain);

struct gap_last {
	char chain[GAP_CHAIN_MAX];
	uint64_t seq;
};

struct gap_state {
	struct gap_last *chains; /* in no order: hundreds at most */
	size_t count, room;
	uint64_t newest; /* highest number seen */
	uint64_t since; /* with live: everything after it must have come to us */
	bool live; /* a heartbeat was heard */
};

/* A heartbeat: seq is the number of the last message published. It proves that the subscription is live. all: every
 * message is subscribed to. True: those after *afterp up to and including *untilp are missing. */
bool gap_heartbeat(struct gap_state *state, uint64_t seq, bool all, uint64_t *afterp, uint64_t *untilp);
/* A message of the chain. 0; 1: the messages after *afterp up to and including *untilp are missing; -ENOMEM. */
int gap_note(struct gap_state *state, const char *chain, uint64_t seq, uint64_t prev, uint64_t *afterp,
	     uint64_t *untilp);
void gap_deinit(struct gap_state *state);
