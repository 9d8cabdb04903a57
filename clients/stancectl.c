/* stancectl: the command line of stanced. Each command is a file of its own under ctl/. */
#include <stdlib.h>
#include <string.h>

#include "ctl/ctl.h"

const struct ctl_command ctl_commands[] = {
	{ "score", "score files or standard input, without a daemon", command_score },
	{ "explain", "show an article with what was found in it, and how each score came about", command_explain },
	{ "send", "hand articles to a daemon", command_send },
	{ "watch", "show what a daemon publishes", command_watch },
	{ "ping", "is a daemon there, and which", command_ping },
	{ "stats", "a daemon's counters", command_stats },
	{ "reload", "have a daemon read its lexicons again", command_reload },
	{ "drain", "have a daemon finish what it took, then stop", command_drain },
	{ "pairs", "the running score of every pair", command_pairs },
	{ "history", "what each day said of a pair", command_history },
	{ "top", "the pairs that moved most", command_top },
	{ "article", "what became of an article, from a daemon's journal", command_article },
	{ "replay", "messages that a daemon's journal holds", command_replay },
	{ "prune", "have a daemon's journal let go of old articles", command_prune },
	{ "journal", "check, measure or print a journal without a daemon", command_journal },
	{ "keygen", "make a pair of keys, for a daemon or a client of one", command_keygen },
	{ "lint", "check lexicons", command_lint },
	{ "lookup", "what a phrase means to the engine, and from which row", command_lookup },
	{ "terms", "which rows fire in an article, and which names are unknown", command_terms },
	{ NULL, NULL, NULL },
};

static void print_help(void)
{
	puts("Usage: stancectl COMMAND [OPTION]... [ARGUMENT]...\n"
	     "Stances of countries toward each other, read from news.\n");
	for (const struct ctl_command *command = ctl_commands; command->name; command++)
		printf("  %-8s %s\n", command->name, command->summary);
	puts("\n"
	     "'stancectl COMMAND --help' tells more. --version prints the version.\n"
	     "\n"
	     "Environment: STANCED_INGEST, STANCED_PUBLISH, STANCED_QUERY, STANCED_CONTROL (addresses of a daemon),\n"
	     "STANCED_KEY, STANCED_SERVER_KEY (files: own secret key, the daemon's public key), STANCED_LEXICONS "
	     "(directory),\n"
	     "NO_COLOR.\n"
	     "Exit status: 0 done; 1 something was refused (an article, a question, this key) or bad; 2 usage;\n"
	     "3 no daemon answered in time. ^C ends by its signal, which a shell shows as 130.");
}

int main(int argc, char **argv)
{
	static char ask_help[] = "--help";
	if (argc < 2) {
		print_help();
		return CTL_USAGE;
	}
	if (strcmp(argv[1], "help") == 0 && argc == 3) { /* "help send" as "send --help" */
		argv[1] = argv[2];
		argv[2] = ask_help;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
		print_help();
		return ctl_finish(CTL_OK);
	}
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
		puts("stancectl " STANCED_VERSION);
		return ctl_finish(CTL_OK);
	}
	for (const struct ctl_command *command = ctl_commands; command->name; command++) {
		char name[32];
		if (strcmp(argv[1], command->name) != 0)
			continue;
		snprintf(name, sizeof name, "stancectl %s", command->name);
		argv[1] = name; /* getopt's messages begin with it */
		return command->run(argc - 1, argv + 1);
	}
	ctl_error("there is no command '%s'; 'stancectl --help' lists them", argv[1]);
	return CTL_USAGE;
}
