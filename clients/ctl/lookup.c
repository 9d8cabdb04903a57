/* stancectl lookup: what the lexicons say of a phrase. */
#include <errno.h>
#include <string.h>

#include <stanced/wire.h>

#include "ctl/offline.h"

static const char lookup_help[] =
	"Usage: stancectl lookup [OPTION]... PHRASE...\n"
	"Shows what a phrase means to the engine: every row that it, or a part of it, matches, the longest match "
	"first.\n"
	"\n"
	"      --date DATE       only what holds on this day: YYYY[-MM[-DD]]; of who held no office then, the "
	"nearest\n" OFFLINE_HELP "      --help\n"
	"\n"
	"Exit status: 0 something is known of it; 1 nothing, or the lexicons have errors; 2 usage.\n";

enum { LOOKUP_DATE = CTL_OTHER };

static void tell_row(void *user, const struct stanced_lexicon_row *row)
{
	size_t *count = user;
	printf("%-10s %-28s %s  (%s:%u)\n", row->kind, row->term, row->details, row->file, row->line);
	++*count;
}

static int lookup(struct offline *offline, char *const *words, int count, int32_t day)
{
	char phrase[1024] = "";
	size_t found = 0;
	for (int i = 0; i < count; i++) {
		size_t size = strlen(phrase);
		int n = snprintf(phrase + size, sizeof phrase - size, "%s%s", i ? " " : "", words[i]);
		if (n < 0 || (size_t)n >= sizeof phrase - size) {
			ctl_error("the phrase is too long");
			return CTL_USAGE;
		}
	}
	int r = offline_load(offline);
	if (r)
		return r;
	r = stanced_lexicon_lookup(offline->lexicon, phrase, day, tell_row, &found);
	if (r) {
		ctl_error("%s", r == -EINVAL ? "the phrase is not UTF-8" : strerror(-r));
		return CTL_BAD;
	}
	if (!found)
		ctl_error("'%s' says nothing to the engine", phrase);
	return found ? CTL_OK : CTL_BAD;
}

int command_lookup(int argc, char **argv)
{
	static const struct option options[] = {
		OFFLINE_LONG_OPTIONS,
		{ "date", required_argument, NULL, LOOKUP_DATE },
		{ "help", no_argument, NULL, CTL_HELP },
		{ 0 },
	};
	struct offline offline = { 0 };
	int32_t day = STANCED_DAY_NONE;
	int r = 0;
	for (int option; r == 0 && (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (offline_option(&offline, option, optarg)) {
			continue;
		} else if (option == LOOKUP_DATE) {
			if (!stanced_parse_day(optarg, &day))
				r = ctl_usage(argv, "--date '%s' is no date: YYYY[-MM[-DD]]", optarg);
		} else if (option == CTL_HELP) {
			fputs(lookup_help, stdout);
			r = -1;
		} else {
			r = ctl_try_help(argv);
		}
	}
	if (r == 0 && optind == argc)
		r = ctl_usage(argv, "which phrase?");
	if (r == 0)
		r = lookup(&offline, argv + optind, argc - optind, day);
	offline_close(&offline);
	return ctl_finish(r < 0 ? CTL_OK : r);
}
