/* stancectl journal: looks into a journal that no daemon has open. */
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "ctl/ctl.h"
#include "journal/ledger.h"

static const char help[] =
	"Usage: stancectl journal check|stats|export|prune|rebuild [OPTION]... FILE\n"
	"Looks into the journal of a daemon that does not run: journal.db in its state directory.\n"
	"\n"
	"  check             looks through the whole file and tells what is wrong with it\n"
	"  stats             how much it holds\n"
	"  export            every message, one JSON object a line, in the order of seq\n"
	"  prune             removes articles finished more than --days ago; the ledger keeps what they added\n"
	"  rebuild           the ledger's sums anew from the articles' results, and how many differed; the daemon's "
	"next\n"
	"                    start publishes every running score\n"
	"      --days N          for prune; default 30\n"
	"      --all             for prune: every finished article, however new\n"
	"      --help\n"
	"\n"
	"Exit status: 0 done; 1 something is wrong with the file, or a daemon has it; 2 usage.\n";

enum { JOURNAL_DAYS = CTL_OTHER, JOURNAL_ALL };

struct order {
	const char *path;
	uint64_t days;
};

static void complain(void *user, const char *fault)
{
	unsigned *faults = user;
	++*faults;
	puts(fault);
}

static int check(struct journal *journal, const struct order *order)
{
	unsigned faults = 0;
	int r = journal_check(journal, complain, &faults);
	if (r < 0) {
		ctl_error("%s: %s", order->path, journal_why(journal));
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

static int print_stats(struct journal *journal, const struct order *order)
{
	struct journal_stats stats;
	if (journal_stats(journal, &stats) < 0) {
		ctl_error("%s: %s", order->path, journal_why(journal));
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

static int export(struct journal *journal, const struct order *order)
{
	struct journal_message message;
	int r = journal_read_begin(journal, 0);
	while (r >= 0 && (r = journal_read_next(journal, &message)) == 1) {
		fwrite(message.body, 1, message.body_size, stdout);
		putchar('\n');
	}
	journal_read_end(journal);
	if (r < 0)
		ctl_error("%s: %s", order->path, journal_why(journal));
	return r < 0 ? CTL_BAD : CTL_OK;
}

static int rebuild(struct journal *journal, const struct order *order)
{
	uint64_t different = 0;
	int r = ledger_rebuild(journal, &different);
	if (r == 0)
		r = journal_commit(journal, journal_next(journal), journal_published(journal));
	if (r < 0) {
		ctl_error("%s: %s", order->path, journal_why(journal));
		return CTL_BAD;
	}
	printf("%" PRIu64 " sums differed\n", different);
	return CTL_OK;
}

#define PRUNE_GROUP 1000 /* articles a commit */

static int prune(struct journal *journal, const struct order *order)
{
	int64_t age_ms = (int64_t)order->days * 24 * 3600 * 1000;
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	int64_t before = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 - age_ms;
	uint64_t sum = 0;
	unsigned removed;
	int r;
	do {
		r = journal_prune(journal, before, PRUNE_GROUP, &removed);
		if (r == 0)
			r = journal_commit(journal, journal_next(journal), journal_published(journal));
		sum += removed;
	} while (r == 0 && removed);
	if (r < 0) {
		ctl_error("%s: %s", order->path, journal_why(journal));
		return CTL_BAD;
	}
	printf("%" PRIu64 " articles removed\n", sum);
	return CTL_OK;
}

static int run(int (*act)(struct journal *, const struct order *), const struct order *order)
{
	char why[JOURNAL_WHY_MAX];
	struct journal *journal;
	int r = journal_look(&journal, order->path, why);
	if (r < 0) {
		ctl_error("%s: %s", order->path, why);
		return CTL_BAD;
	}
	r = act(journal, order);
	journal_close(journal, false);
	return r;
}

int command_journal(int argc, char **argv)
{
	static const struct option options[] = {
		{ "days", required_argument, NULL, JOURNAL_DAYS },
		{ "all", no_argument, NULL, JOURNAL_ALL },
		{ "help", no_argument, NULL, CTL_HELP },
		{ 0 },
	};
	struct order order = { .days = 30 };
	static const struct {
		const char *name;
		int (*act)(struct journal *journal, const struct order *order);
	} orders[] = { { "check", check },
		       { "stats", print_stats },
		       { "export", export },
		       { "prune", prune },
		       { "rebuild", rebuild } };
	for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (option == CTL_HELP) {
			fputs(help, stdout);
			return ctl_finish(CTL_OK);
		}
		if (option != JOURNAL_DAYS && option != JOURNAL_ALL)
			return ctl_try_help(argv);
		if (option == JOURNAL_ALL)
			order.days = 0;
		else if (!ctl_parse_count(optarg, &order.days) || order.days > 100000)
			return ctl_usage(argv, "--days '%s' is no number of days from 1 to 100000", optarg);
	}
	if (argc - optind != 2)
		return ctl_usage(argv, "an order and a file are expected");
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		if (!strcmp(argv[optind], orders[i].name)) {
			order.path = argv[optind + 1];
			return ctl_finish(run(orders[i].act, &order));
		}
	}
	return ctl_usage(argv, "there is no order '%s'", argv[optind]);
}
