/* Lexicon and engine for the commands that need no daemon. */
#pragma once

#include <stanced/engine.h>
#include <stanced/lexicon.h>
#include <stanced/wire.h>

#include "ctl/ctl.h"

/* Entries of an option table, and their help. */
#define OFFLINE_LONG_OPTIONS \
	{ "lexicons", required_argument, NULL, CTL_LEXICONS }, { "lexicon", required_argument, NULL, CTL_LEXICON }, \
	{ \
		"actors", required_argument, NULL, CTL_ACTORS \
	}
#define OFFLINE_HELP \
	"      --lexicons DIR    the lexicons themselves, instead of the installed ones\n" \
	"      --lexicon DIR     an overlay: its files add rows and replace rows with the same key (may be " \
	"repeated)\n" \
	"      --actors FILE     actors of your own, scored like countries (may be repeated)\n"

struct offline {
	const char *directory; /* NULL: the installed one */
	const char **overlays;
	size_t overlay_count;
	const char **actors;
	size_t actors_count;
	struct stanced_lexicon *lexicon;
	struct stanced_engine *engine;
};

/* Takes one of OFFLINE_LONG_OPTIONS; false: it is none of them. */
bool offline_option(struct offline *offline, int option, const char *value);
/* Loads the lexicon, tells its errors; 0 or an exit code. */
int offline_load(struct offline *offline);
/* The same, and makes an engine for it. */
int offline_open(struct offline *offline);
/* Scores a request; as stanced_engine_score. */
int offline_score(struct offline *offline, const struct stanced_request *request,
		  const struct stanced_result **resultp);
void offline_close(struct offline *offline);
