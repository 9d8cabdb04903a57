/* stancectl lint: are the lexicons sound. */
#include <errno.h>
#include <string.h>

#include "ctl/offline.h"

static const char lint_help[] =
	"Usage: stancectl lint [OPTION]... [DIR]\n"
	"Checks the lexicons in DIR, or the installed ones, and tells what is wrong as file:line:col: [code] message.\n"
	"\n"
	"      --lexicon DIR     an overlay on top (may be repeated)\n"
	"      --actors FILE     actors of your own (may be repeated)\n"
	"      --strict          warnings are errors, too\n"
	"      --help\n"
	"\n"
	"Exit status: 0 no errors; 1 errors; 2 usage.\n";

enum { LINT_STRICT = CTL_OTHER };

struct findings {
	unsigned errors, warnings;
};

static void count_finding(void *user, const struct stanced_diagnostic *diagnostic)
{
	struct findings *findings = user;
	if (diagnostic->severity == STANCED_ERROR)
		findings->errors++;
	else
		findings->warnings++;
	stanced_diagnostic_print(stdout, diagnostic);
}

static void print_files(const struct stanced_lexicon *lexicon)
{
	const char *name;
	size_t rows, total = 0;
	for (size_t i = 0; stanced_lexicon_file(lexicon, i, &name, &rows); i++) {
		printf("%8zu  %s\n", rows, name);
		total += rows;
	}
	printf("%8zu  rows, %s\n", total, stanced_lexicon_digest(lexicon));
}

static int lint(const struct offline *offline, bool strict)
{
	struct findings findings = { 0 };
	struct stanced_lexicon *lexicon = NULL;
	struct stanced_lexicon_options options = {
		.directory = offline->directory,
		.overlays = offline->overlays,
		.overlay_count = offline->overlay_count,
		.actors = offline->actors,
		.actors_count = offline->actors_count,
		.warnings = true,
		.diagnose = count_finding,
		.user = &findings,
	};
	int r = stanced_lexicon_load(&lexicon, &options);
	if (r < 0) {
		ctl_error("%s: %s", offline->directory ? offline->directory : stanced_lexicon_default_directory(),
			  strerror(-r));
		return CTL_BAD;
	}
	if (r == 0)
		print_files(lexicon);
	stanced_lexicon_free(lexicon);
	printf("%u errors, %u warnings\n", findings.errors, findings.warnings);
	return r || findings.errors || (strict && findings.warnings) ? CTL_BAD : CTL_OK;
}

int command_lint(int argc, char **argv)
{
	static const struct option options[] = {
		OFFLINE_LONG_OPTIONS,
		{ "strict", no_argument, NULL, LINT_STRICT },
		{ "help", no_argument, NULL, CTL_HELP },
		{ 0 },
	};
	struct offline offline = { 0 };
	bool strict = false;
	int r = 0;
	for (int option; r == 0 && (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (offline_option(&offline, option, optarg)) {
			continue;
		} else if (option == LINT_STRICT) {
			strict = true;
		} else if (option == CTL_HELP) {
			fputs(lint_help, stdout);
			r = -1;
		} else {
			r = ctl_try_help(argv);
		}
	}
	if (r == 0 && argc - optind > 1)
		r = ctl_usage(argv, "one directory at a time; --lexicon names overlays");
	if (r == 0 && optind < argc)
		offline.directory = argv[optind];
	if (r == 0)
		r = lint(&offline, strict);
	offline_close(&offline);
	return ctl_finish(r < 0 ? CTL_OK : r);
}
