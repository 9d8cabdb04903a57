/* stancectl article, replay, prune: what a daemon's journal holds of articles. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ctl/held.h"

#define PAGE 200 /* messages a question */

static const char article_help[] =
	"Usage: stancectl article [OPTION]... ID\n"
	"Prints what became of an article that was sent under ID: the whole result, one JSON object.\n"
	"\n" DOOR_HELP_QUERY "      --timeout S       seconds to wait for the answer; default 5\n"
	"      --json            the answer as it came, also for an article that has no result\n"
	"      --help\n"
	"\n"
	"Exit status: 0 done; 1 refused, or there is no result (unknown, not scored yet, or set aside); 2 usage; 3 no "
	"answer in "
	"time.\n";

static const char replay_help[] =
	"Usage: stancectl replay [OPTION]... [PREFIX]\n"
	"Prints the messages that a daemon's journal holds under a prefix of topics, one JSON object a line; without "
	"a\n"
	"prefix, all. A stance is printed once.\n"
	"\n"
	"      --from SEQ        begin with this number; default: the oldest\n"
	"      --count N         stop after N messages\n" DOOR_HELP_QUERY HELD_HELP_TIMEOUT "      --help\n"
	"\n"
	"Exit status: 0 done; 1 refused, or the journal begins behind --from; 2 usage; 3 no answer in time.\n";

static const char prune_help[] =
	"Usage: stancectl prune [OPTION]...\n"
	"Has a daemon remove what its journal holds of articles finished long ago.\n"
	"\n"
	"      --days N          those older than N days; default: the daemon's keep_days, if it has one\n"
	"      --all             every one that is finished, however new\n" DOOR_HELP_CONTROL HELD_HELP_TIMEOUT
	"      --help\n"
	"\n"
	"Exit status: 0 done; 1 refused; 2 usage; 3 no answer in time.\n";

static int show_article(const struct held *held)
{
	json_t *answer;
	int r = held_ask(held, STANCED_DOOR_QUERY, "article", json_pack("{s:s}", "id", held->argument), &answer);
	json_t *article = json_object_get(answer, "article");
	const char *reason = json_string_value(json_object_get(answer, "reason"));
	if (r == CTL_OK && json_is_object(article)) {
		r = held->json ? CTL_OK : held_print_line(article);
	} else if (r == CTL_OK) {
		ctl_error("%s: %s%s%s", held->argument, json_string_value(json_object_get(answer, "state")),
			  reason ? ": " : "", reason ? reason : "");
		r = CTL_BAD;
	}
	json_decref(answer);
	return r;
}

int command_article(int argc, char **argv)
{
	static const struct option options[] = {
		{ "query", required_argument, NULL, CTL_QUERY },
		{ "timeout", required_argument, NULL, CTL_TIMEOUT },
		{ "json", no_argument, NULL, CTL_JSON },
		{ "help", no_argument, NULL, CTL_HELP },
		{ 0 },
	};
	struct held held = { .help = article_help };
	int r = held_parse(&held, options, argc, argv);
	if (r == 0 && !held.argument)
		r = ctl_usage(argv, "which article?");
	if (r == 0)
		r = show_article(&held);
	return ctl_finish(r < 0 ? CTL_OK : r);
}

/* Prints a page and moves on; *overp: that was the last. */
static int print_page(struct held *held, const json_t *answer, uint64_t *printedp, bool *overp)
{
	size_t index;
	json_t *entry;
	int r = CTL_OK;
	json_array_foreach(json_object_get(answer, "messages"), index, entry)
	{
		if (r == CTL_OK && (!held->count || *printedp < held->count)) {
			r = held_print_line(json_object_get(entry, "message"));
			++*printedp;
		}
	}
	held->from = (uint64_t)json_integer_value(json_object_get(answer, "next"));
	*overp = held->from > (uint64_t)json_integer_value(json_object_get(answer, "tail")) ||
		 (held->count && *printedp >= held->count);
	return r;
}

static int show_replay(struct held *held)
{
	uint64_t printed = 0, asked = held->from;
	bool over = false, cut = false;
	int r = CTL_OK;
	while (r == CTL_OK && !over) {
		json_t *answer;
		json_t *arguments = json_pack("{s:I, s:i, s:s}", "from", (json_int_t)held->from, "limit", PAGE,
					      "prefix", held->argument ? held->argument : "");
		r = held_ask(held, STANCED_DOOR_QUERY, "replay", arguments, &answer);
		if (r == CTL_OK && asked) {
			cut = asked < (uint64_t)json_integer_value(json_object_get(answer, "oldest"));
			asked = 0;
		}
		if (r == CTL_OK)
			r = print_page(held, answer, &printed, &over);
		json_decref(answer);
	}
	if (r == CTL_OK && cut)
		ctl_error("messages from --from on are gone: the journal begins later");
	return r == CTL_OK && cut ? CTL_BAD : r;
}

int command_replay(int argc, char **argv)
{
	static const struct option options[] = {
		{ "from", required_argument, NULL, HELD_FROM },  { "count", required_argument, NULL, HELD_COUNT },
		{ "query", required_argument, NULL, CTL_QUERY }, { "timeout", required_argument, NULL, CTL_TIMEOUT },
		{ "help", no_argument, NULL, CTL_HELP },         { 0 },
	};
	struct held held = { .help = replay_help };
	int r = held_parse(&held, options, argc, argv);
	if (r == 0)
		r = show_replay(&held);
	return ctl_finish(r < 0 ? CTL_OK : r);
}

/* The daemon removes a limited number at a time, so that it never stands still. */
static int prune(const struct held *held)
{
	json_int_t removed, sum = 0;
	int r;
	do {
		json_t *answer;
		bool days = held->has_days || held->all;
		json_t *arguments = days ? json_pack("{s:I}", "days", (json_int_t)held->days) : json_object();
		r = held_ask(held, STANCED_DOOR_CONTROL, "prune", arguments, &answer);
		removed = json_integer_value(json_object_get(answer, "removed"));
		sum += removed;
		json_decref(answer);
	} while (r == CTL_OK && removed);
	if (r == CTL_OK)
		printf("%" JSON_INTEGER_FORMAT " articles removed\n", sum);
	return r;
}

int command_prune(int argc, char **argv)
{
	static const struct option options[] = {
		{ "days", required_argument, NULL, HELD_DAYS },    { "all", no_argument, NULL, HELD_ALL },
		{ "control", required_argument, NULL, CTL_QUERY }, { "timeout", required_argument, NULL, CTL_TIMEOUT },
		{ "help", no_argument, NULL, CTL_HELP },           { 0 },
	};
	struct held held = { .help = prune_help };
	int r = held_parse(&held, options, argc, argv);
	if (r == 0 && held.argument)
		r = ctl_usage(argv, "'%s' is too much", held.argument);
	if (r == 0 && held.all && held.has_days)
		r = ctl_usage(argv, "--all does not go with --days");
	if (r == 0)
		r = prune(&held);
	return ctl_finish(r < 0 ? CTL_OK : r);
}
