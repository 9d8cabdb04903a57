/* What stancectl's commands share: exit codes, options, messages.
 *
 * A command is one file with one function command_NAME(argc, argv), argv[0] being "stancectl NAME". Results go to
 * standard output, everything else to standard error. */
#pragma once

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <stanced/client.h>

enum ctl_exit {
	CTL_OK = 0,
	CTL_BAD = 1, /* something was refused, or this key, or input was bad */
	CTL_USAGE = 2, /* the command line makes no sense */
	CTL_UNREACHED = 3, /* no daemon answered in time */
};

/* Option values above any character, for long options without a letter. */
enum ctl_option {
	CTL_HELP = 256,
	CTL_JSON,
	CTL_PUBLISHED,
	CTL_LEXICONS,
	CTL_LEXICON,
	CTL_ACTORS,
	CTL_INGEST,
	CTL_PUBLISH,
	CTL_QUERY,
	CTL_CONTROL,
	CTL_TIMEOUT,
	CTL_OTHER, /* first of a command's own */
};

struct ctl_command {
	const char *name, *summary;
	int (*run)(int argc, char **argv);
};
extern const struct ctl_command ctl_commands[]; /* ends with a NULL name */

int command_score(int argc, char **argv);
int command_explain(int argc, char **argv);
int command_send(int argc, char **argv);
int command_watch(int argc, char **argv);
int command_ping(int argc, char **argv);
int command_stats(int argc, char **argv);
int command_keygen(int argc, char **argv);
int command_lint(int argc, char **argv);
int command_lookup(int argc, char **argv);
int command_terms(int argc, char **argv);
int command_reload(int argc, char **argv);
int command_drain(int argc, char **argv);
int command_article(int argc, char **argv);
int command_replay(int argc, char **argv);
int command_prune(int argc, char **argv);
int command_pairs(int argc, char **argv);
int command_history(int argc, char **argv);
int command_top(int argc, char **argv);
int command_journal(int argc, char **argv);

/* "stancectl: ..." on standard error, after the progress line has been cleared away. */
void ctl_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same with "Try '... --help'."; returns CTL_USAGE. */
int ctl_usage(char **argv, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* For getopt's '?', which has said what is wrong. */
int ctl_try_help(char **argv);

/* Flushes standard output; worst, or CTL_BAD when it could not be written. */
int ctl_finish(int worst);

/* A number of seconds, 0.001 to 86400, as milliseconds. */
bool ctl_parse_seconds(const char *string, int *msp);
bool ctl_parse_count(const char *string, uint64_t *countp);
/* An actor's code, in any case. */
bool ctl_parse_code(const char *string, char code[STANCED_PAIR_CODE_SIZE]);
