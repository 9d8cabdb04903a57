/* stancectl ping, stats, reload, drain: one question, its answer printed. */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "ctl/doors.h"

#define ASK_TIMEOUT_MS 2000

struct ask {
	const char *op, *address;
	enum stanced_door door;
	int timeout_ms;
	bool json;
};

static const char ping_help[] = "Usage: stancectl ping [OPTION]...\n"
				"Asks a daemon whether it is there, and prints its version, lexicon and limits.\n"
				"\n" DOOR_HELP_QUERY
				"      --timeout S       seconds to wait for the answer; default 2\n"
				"      --json            the answer as it came\n"
				"      --help\n"
				"\n"
				"Exit status: 0 it is there; 1 refused; 2 usage; 3 no answer in time.\n";

static const char stats_help[] = "Usage: stancectl stats [OPTION]...\n"
				 "Prints a daemon's counters.\n"
				 "\n" DOOR_HELP_QUERY
				 "      --timeout S       seconds to wait for the answer; default 2\n"
				 "      --json            the answer as it came\n"
				 "      --help\n"
				 "\n"
				 "Exit status: 0 done; 1 refused; 2 usage; 3 no answer in time.\n";

static const char reload_help[] = "Usage: stancectl reload [OPTION]...\n"
				  "Has a daemon read its lexicons again. No article is lost or waits; when the new "
				  "ones have errors, the old ones\n"
				  "stay and the error is told.\n"
				  "\n" DOOR_HELP_CONTROL
				  "      --timeout S       seconds to wait for the answer; default 30\n"
				  "      --json            the answer as it came\n"
				  "      --help\n"
				  "\n"
				  "Exit status: 0 done; 1 refused; 2 usage; 3 no answer in time.\n";

static const char drain_help[] = "Usage: stancectl drain [OPTION]...\n"
				 "Has a daemon take no more articles, finish those it took, and stop.\n"
				 "\n" DOOR_HELP_CONTROL
				 "      --timeout S       seconds to wait for the answer; default 30\n"
				 "      --json            the answer as it came\n"
				 "      --help\n"
				 "\n"
				 "Exit status: 0 done; 1 refused; 2 usage; 3 no answer in time.\n";

/* 0; -1: help was printed; else an exit code. */
static int parse(struct ask *ask, const char *help, int argc, char **argv)
{
	const struct option options[] = {
		{ ask->door == STANCED_DOOR_CONTROL ? "control" : "query", required_argument, NULL, CTL_QUERY },
		{ "timeout", required_argument, NULL, CTL_TIMEOUT },
		{ "json", no_argument, NULL, CTL_JSON },
		{ "help", no_argument, NULL, CTL_HELP },
		{ 0 },
	};
	for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (option) {
		case CTL_QUERY:
			ask->address = optarg;
			break;
		case CTL_TIMEOUT:
			if (!ctl_parse_seconds(optarg, &ask->timeout_ms))
				return ctl_usage(argv, "--timeout '%s' is no number of seconds", optarg);
			break;
		case CTL_JSON:
			ask->json = true;
			break;
		case CTL_HELP:
			fputs(help, stdout);
			return -1;
		default:
			return ctl_try_help(argv);
		}
	}
	return optind < argc ? ctl_usage(argv, "'%s' is too much", argv[optind]) : 0;
}

static void print_value(const json_t *value)
{
	char *dump;
	switch (json_typeof(value)) {
	case JSON_STRING:
		puts(json_string_value(value));
		break;
	case JSON_INTEGER:
		printf("%" JSON_INTEGER_FORMAT "\n", json_integer_value(value));
		break;
	case JSON_REAL:
		printf("%g\n", json_real_value(value));
		break;
	default:
		dump = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
		puts(dump ? dump : "");
		free(dump);
	}
}

/* Nested objects as outer.inner. What every answer has says nothing here. */
static void print_members(json_t *object, const char *prefix)
{
	static const char *const common[] = { "schema", "op", "ref", "ok", "error", "message" };
	const char *name;
	json_t *value;
	json_object_foreach(object, name, value)
	{
		char full[128];
		bool skip = false;
		for (size_t i = 0; i < sizeof common / sizeof common[0] && !prefix[0]; i++)
			skip |= strcmp(name, common[i]) == 0;
		if (skip)
			continue;
		snprintf(full, sizeof full, "%s%s%s", prefix, prefix[0] ? "." : "", name);
		if (json_is_object(value)) {
			print_members(value, full);
		} else {
			printf("%-20s ", full);
			print_value(value);
		}
	}
}

static int run(struct ask *ask, const char *help, int argc, char **argv)
{
	char *answer = NULL;
	int r = parse(ask, help, argc, argv);
	if (r)
		return ctl_finish(r < 0 ? CTL_OK : r);
	r = doors_ask(ask->door, ask->address, ask->op, NULL, ask->timeout_ms, &answer);
	if (answer && ask->json) {
		puts(answer);
	} else if (r == CTL_OK) {
		json_t *object = json_loads(answer, 0, NULL);
		printf("%s: ok\n", ask->op);
		print_members(object, "");
		json_decref(object);
	}
	free(answer);
	return ctl_finish(r);
}

int command_ping(int argc, char **argv)
{
	struct ask ask = { .op = "ping", .door = STANCED_DOOR_QUERY, .timeout_ms = ASK_TIMEOUT_MS };
	return run(&ask, ping_help, argc, argv);
}

int command_stats(int argc, char **argv)
{
	struct ask ask = { .op = "stats", .door = STANCED_DOOR_QUERY, .timeout_ms = ASK_TIMEOUT_MS };
	return run(&ask, stats_help, argc, argv);
}

int command_reload(int argc, char **argv)
{
	struct ask ask = { .op = "reload", .door = STANCED_DOOR_CONTROL, .timeout_ms = 30000 };
	return run(&ask, reload_help, argc, argv);
}

int command_drain(int argc, char **argv)
{
	struct ask ask = { .op = "drain", .door = STANCED_DOOR_CONTROL, .timeout_ms = 30000 };
	return run(&ask, drain_help, argc, argv);
}
