/* stancectl journal: looks into a journal that no daemon has open. */
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "ctl/ctl.h"
#include "journal/ledger.h"

static const char help[] =
	"Usage: stancectl journal check|stats|export|rebuild FILE\n"
	"Looks into the journal of a daemon that does not run: journal.db in its state directory.\n"
	"\n"
	"  check             looks through the whole file and tells what is wrong with it\n"
	"  stats             how much it holds\n"
	"  export            every message, one JSON object a line, in the order of seq\n"
	"  rebuild           the ledger's sums anew from the articles' results, and how many differed\n"
	"      --help\n"
	"\n"
	"Exit status: 0 done; 1 something is wrong with the file, or a daemon has it; 2 usage.\n";

static void complain(void *user, const char *fault)
{
	unsigned *faults = user;
	++*faults;
	puts(fault);
}

static int check(struct journal *journal, const char *path)
{
	unsigned faults = 0;
	int r = journal_check(journal, complain, &faults);
	if (r < 0) {
		ctl_error("%s: %s", path, journal_why(journal));
		return CTL_BAD;
	}
	printf("%u faults\n", faults);
	return faults ? CTL_BAD : CTL_OK;
}

static void print_time(const char *name, int64_t ms)
{
	char text[32] = "-";
	time_t seconds = (time_t)(ms / 1000);
	struct tm parts;
	if (ms && gmtime_r(&seconds, &parts))
		strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
	printf("%-12s %s\n", name, text);
}

static int print_stats(struct journal *journal, const char *path)
{
	struct journal_stats stats;
	if (journal_stats(journal, &stats) < 0) {
		ctl_error("%s: %s", path, journal_why(journal));
		return CTL_BAD;
	}
	const struct {
		const char *name;
		uint64_t value;
	} rows[] = {
		{ "articles", stats.articles }, { "pending", stats.pending }, { "aside", stats.aside },
		{ "messages", stats.messages }, { "oldest", stats.oldest },   { "next", stats.next },
		{ "bytes", stats.bytes },       { "free", stats.free_bytes },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		printf("%-12s %" PRIu64 "\n", rows[i].name, rows[i].value);
	print_time("first", stats.first_ms);
	print_time("last", stats.last_ms);
	return CTL_OK;
}

static int export(struct journal *journal, const char *path)
{
	struct journal_message message;
	int r = journal_read_begin(journal, 0);
	while (r >= 0 && (r = journal_read_next(journal, &message)) == 1) {
		fwrite(message.body, 1, message.body_size, stdout);
		putchar('\n');
	}
	journal_read_end(journal);
	if (r < 0)
		ctl_error("%s: %s", path, journal_why(journal));
	return r < 0 ? CTL_BAD : CTL_OK;
}

static int rebuild(struct journal *journal, const char *path)
{
	uint64_t different = 0;
	int r = ledger_rebuild(journal, &different);
	if (r == 0)
		r = journal_commit(journal, journal_next(journal), journal_published(journal));
	if (r < 0) {
		ctl_error("%s: %s", path, journal_why(journal));
		return CTL_BAD;
	}
	printf("%" PRIu64 " sums differed\n", different);
	return CTL_OK;
}

static int run(int (*act)(struct journal *, const char *), const char *path)
{
	char why[JOURNAL_WHY_MAX];
	struct journal *journal;
	int r = journal_look(&journal, path, why);
	if (r < 0) {
		ctl_error("%s: %s", path, why);
		return CTL_BAD;
	}
	r = act(journal, path);
	journal_close(journal, false);
	return r;
}

int command_journal(int argc, char **argv)
{
	static const struct option options[] = { { "help", no_argument, NULL, CTL_HELP }, { 0 } };
	static const struct {
		const char *name;
		int (*act)(struct journal *journal, const char *path);
	} orders[] = { { "check", check }, { "stats", print_stats }, { "export", export }, { "rebuild", rebuild } };
	int option = getopt_long(argc, argv, "", options, NULL);
	if (option == CTL_HELP) {
		fputs(help, stdout);
		return ctl_finish(CTL_OK);
	}
	if (option != -1)
		return ctl_try_help(argv);
	if (argc - optind != 2)
		return ctl_usage(argv, "an order and a file are expected");
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		if (!strcmp(argv[optind], orders[i].name))
			return ctl_finish(run(orders[i].act, argv[optind + 1]));
	}
	return ctl_usage(argv, "there is no order '%s'", argv[optind]);
}
