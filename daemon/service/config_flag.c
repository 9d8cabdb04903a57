#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "service/config_option.h"

#define FIRST_OPTION 256 /* values of long options: index of the table above the characters */
#define FLAGS_MAX 64

static const struct option orders[] = {
	{ "config", required_argument, NULL, 'c' },
	{ "check", no_argument, NULL, 'n' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
};
#define ORDER_COUNT (sizeof orders / sizeof *orders)

static void list_flags(struct option flags[FLAGS_MAX])
{
	size_t count = ORDER_COUNT;
	memcpy(flags, orders, sizeof orders);
	for (size_t i = 0; i < config_option_count; i++) {
		const struct config_option *option = &config_options[i];
		if (option->flag)
			flags[count++] = (struct option) { option->flag, required_argument, NULL,
							   FIRST_OPTION + (int)i };
	}
	flags[count] = (struct option) { 0 };
}

static bool keep_file(struct config *config, const char *file)
{
	char *copy = strdup(file);
	if (!copy) {
		config_complain(config, "--config", "out_of_memory", "%s", file);
		return false;
	}
	free(config->file);
	config->file = copy;
	return true;
}

static void take_setting(struct config *config, size_t index, const char *value)
{
	char where[64];
	snprintf(where, sizeof where, "--%s", config_options[index].flag);
	config_set(config, &config_options[index], ORIGIN_FLAG, where, value);
}

static void take_order(struct config *config, int order, const char *value)
{
	switch (order) {
	case 'c':
		keep_file(config, value);
		break;
	case 'n':
		config->check_only = true;
		break;
	case 'h':
		config->help = true;
		break;
	default:
		config->version = true;
	}
}

static bool walk(struct config *config, int argc, char **argv, bool settings)
{
	struct option flags[FLAGS_MAX];
	unsigned before = config->error_count;
	list_flags(flags);
	optind = 0; /* start afresh: the arguments are walked twice */
	opterr = 0;
	for (int flag; (flag = getopt_long(argc, argv, ":c:nhV", flags, NULL)) != -1;) {
		const char *given = optind > 0 && argv[optind - 1] ? argv[optind - 1] : "";
		if (flag >= FIRST_OPTION && settings)
			take_setting(config, (size_t)(flag - FIRST_OPTION), optarg);
		else if (flag >= FIRST_OPTION)
			continue;
		else if (flag == '?' && !settings)
			config_complain(config, given, "unknown_flag", "there is no such flag; see --help");
		else if (flag == ':' && !settings)
			config_complain(config, given, "bad_value", "a value is missing");
		else if (flag != '?' && flag != ':' && !settings)
			take_order(config, flag, optarg);
	}
	if (!settings && optind < argc)
		config_complain(config, argv[optind], "unknown_flag", "no arguments are taken but flags; see --help");
	return config->error_count == before;
}

bool config_orders(struct config *config, int argc, char **argv)
{
	return walk(config, argc, argv, false);
}

bool config_flags(struct config *config, int argc, char **argv)
{
	return walk(config, argc, argv, true);
}

void config_help(FILE *stream)
{
	fputs("Usage: stanced [-c FILE] [FLAG...]\n\n"
	      "Takes in news articles over ZeroMQ, scores which country takes what stance toward which,\n"
	      "and publishes the scores.\n\n"
	      "  -c, --config FILE      settings; without it the defaults hold\n"
	      "  -n, --check            check settings, lexicons and the list of clients, print OK and stop\n"
	      "  -h, --help             this text\n"
	      "  -V, --version          the version\n",
	      stream);
	for (size_t i = 0; i < config_option_count; i++) {
		const struct config_option *option = &config_options[i];
		if (!option->flag)
			continue;
		const char *help = option->help;
		char flag[64];
		size_t word = strcspn(help, " :");
		snprintf(flag, sizeof flag, "--%s %.*s", option->flag, (int)word, help);
		help += word;
		help += strspn(help, " :");
		fprintf(stream, "      %-22s %s%s%s\n", flag, help, option->preset ? "; default: " : "",
			option->preset ? option->preset : "");
	}
	fputs("\nADDRESS is tcp://127.0.0.1:PORT, ipc:///PATH, ipc://NAME in the run directory, or none.\n"
	      "Addresses, --lexicon and --actors may be given several times. SIGHUP loads the lexicons and the\n"
	      "list of clients again, SIGTERM finishes what was accepted and stops. Exit status: 0 stopped as told;\n"
	      "1 could not start, could not go on, or left accepted articles behind; 2 wrong usage or settings.\n",
	      stream);
}
