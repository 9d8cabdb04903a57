/* What the commands about a daemon's journal share: options, a question, its answer. */
#pragma once

#include <jansson.h>

#include "ctl/doors.h"

#define HELD_TIMEOUT_MS 5000
#define HELD_HELP_TIMEOUT "      --timeout S       seconds to wait for each answer; default 5\n"

enum {
	HELD_FROM = CTL_OTHER,
	HELD_COUNT,
	HELD_DAYS,
	HELD_SOURCE,
	HELD_TARGET,
	HELD_SINCE,
	HELD_TO,
	HELD_WATCH,
	HELD_ALL
};

struct held {
	const char *help, *address, *argument; /* argument: NULL: not given */
	int timeout_ms;
	bool json, has_from, has_days, watch, all;
	uint64_t from, count, days;
	char source[STANCED_PAIR_CODE_SIZE], target[STANCED_PAIR_CODE_SIZE]; /* empty: not given */
	const char *since, *to, *publish; /* NULL: not given */
};

/* 0; -1: help was printed; else an exit code. */
int held_parse(struct held *held, const struct option *options, int argc, char **argv);
/* Takes the arguments over; *answerp is to be given back. An exit code. */
int held_ask(const struct held *held, enum stanced_door door, const char *op, json_t *arguments, json_t **answerp);
/* One line of JSON. An exit code. */
int held_print_line(const json_t *value);
