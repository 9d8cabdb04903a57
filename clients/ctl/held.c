#include "ctl/held.h"

#include <stdlib.h>
#include <string.h>

static int held_code(char code[STANCED_PAIR_CODE_SIZE], char **argv)
{
	return ctl_parse_code(optarg, code) ? 0 : ctl_usage(argv, "'%s' is no code: CHN, NATO", optarg);
}

static int take_option(struct held *held, int option, char **argv)
{
	switch (option) {
	case CTL_QUERY:
		held->address = optarg;
		return 0;
	case CTL_TIMEOUT:
		return ctl_parse_seconds(optarg, &held->timeout_ms)
			       ? 0
			       : ctl_usage(argv, "--timeout '%s' is no number of seconds", optarg);
	case CTL_JSON:
		held->json = true;
		return 0;
	case HELD_FROM:
		held->has_from = true;
		return ctl_parse_count(optarg, &held->from) ? 0 : ctl_usage(argv, "--from '%s' is no number", optarg);
	case HELD_COUNT:
		return ctl_parse_count(optarg, &held->count) ? 0 : ctl_usage(argv, "--count '%s' is no number", optarg);
	case HELD_SOURCE:
		return held_code(held->source, argv);
	case HELD_TARGET:
		return held_code(held->target, argv);
	case HELD_SINCE:
		held->since = optarg;
		return 0;
	case HELD_TO:
		held->to = optarg;
		return 0;
	case HELD_WATCH:
		held->watch = true;
		return 0;
	case CTL_PUBLISH:
		held->publish = optarg;
		return 0;
	case HELD_DAYS:
		held->has_days = true;
		return ctl_parse_count(optarg, &held->days)
			       ? 0
			       : ctl_usage(argv, "--days '%s' is no number of days above 0", optarg);
	case HELD_ALL:
		held->all = true;
		return 0;
	case CTL_HELP:
		fputs(held->help, stdout);
		return -1;
	default:
		return ctl_try_help(argv);
	}
}

int held_parse(struct held *held, const struct option *options, int argc, char **argv)
{
	int r = 0;
	held->timeout_ms = HELD_TIMEOUT_MS;
	for (int option; r == 0 && (option = getopt_long(argc, argv, "", options, NULL)) != -1;)
		r = take_option(held, option, argv);
	if (r == 0 && optind < argc)
		held->argument = argv[optind++];
	return r == 0 && optind < argc ? ctl_usage(argv, "'%s' is too much", argv[optind]) : r;
}

int held_ask(const struct held *held, enum stanced_door door, const char *op, json_t *arguments, json_t **answerp)
{
	char *text = arguments ? json_dumps(arguments, JSON_COMPACT) : NULL, *answer = NULL;
	if (!text) /* nothing else makes an argument of ours no JSON */
		ctl_error("%s: [bad_utf8] what is asked for is not UTF-8", op);
	int r = text ? doors_ask(door, held->address, op, text, held->timeout_ms, &answer) : CTL_BAD;
	*answerp = answer ? json_loads(answer, 0, NULL) : NULL;
	if (held->json && answer)
		puts(answer);
	json_decref(arguments);
	free(answer);
	free(text);
	return r == CTL_OK && !*answerp ? CTL_BAD : r;
}

int held_print_line(const json_t *value)
{
	char *line = json_dumps(value, JSON_COMPACT | JSON_REAL_PRECISION(9)); /* as it was published */
	if (!line)
		return CTL_BAD;
	puts(line);
	free(line);
	return CTL_OK;
}
