/* stancectl watch: what a daemon publishes, as it comes. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "ctl/doors.h"
#include "ctl/line.h"

/* Three heartbeats missed. */
#define SILENT_MS 3500
#define LOOK_EVERY_MS 200
#define TOPICS_MAX 32

static const char help[] =
	"Usage: stancectl watch [OPTION]...\n"
	"Shows what a daemon publishes: without a filter, every stance.\n"
	"\n"
	"      --source CODE     what this one takes toward others: CHN\n"
	"      --target CODE     what others take toward this one\n"
	"      --topic PREFIX    topics that begin so: article., sentiment.JPN, status; \"\" for all (may be "
	"repeated)\n"
	"      --from SEQ        begin with this number, out of the daemon's journal\n"
	"      --json            the messages as they come, one JSON object a line\n"
	"      --count N         stop after N messages\n"
	"      --timeout S       stop after S seconds; with --count, that is a failure\n" DOOR_HELP_PUBLISH
		DOOR_HELP_QUERY "      --help\n"
	"\n"
	"What was missed is fetched from the daemon's journal; what cannot be is told on standard error, as is a "
	"daemon that\n"
	"falls silent or does not let this key in: both are waited out. A stance is shown once.\n"
	"Without --count and --timeout it goes on until a signal ends it.\n"
	"Exit status: 0 N messages came, or without --count the time is over; 1 refused: this key, a CODE that no "
	"actor has, a\n"
	"SEQ beyond all; 2 usage; 3 no daemon was heard, or the time was over before N messages came.\n";

enum { WATCH_SOURCE = CTL_OTHER, WATCH_TARGET, WATCH_TOPIC, WATCH_COUNT, WATCH_FROM };

struct watch {
	char source[STANCED_PAIR_CODE_SIZE], target[STANCED_PAIR_CODE_SIZE]; /* empty: not given */
	const char *address, *query;
	uint64_t from; /* 0: what comes from now on */
	const char *topics[TOPICS_MAX];
	size_t topic_count;
	bool json, exact;
	uint64_t count; /* 0: no end */
	int timeout_ms; /* 0: no end */
	char filter[2 * 16 + 16]; /* topic made of source and target */
	char at[STANCED_ADDRESS_MAX];
	struct stanced_keys keys;
	bool heard, silent, denied;
	struct term term;
};

static int parse(struct watch *watch, int argc, char **argv)
{
	static const struct option options[] = {
		{ "source", required_argument, NULL, WATCH_SOURCE },
		{ "target", required_argument, NULL, WATCH_TARGET },
		{ "topic", required_argument, NULL, WATCH_TOPIC },
		{ "from", required_argument, NULL, WATCH_FROM },
		{ "count", required_argument, NULL, WATCH_COUNT },
		{ "timeout", required_argument, NULL, CTL_TIMEOUT },
		{ "publish", required_argument, NULL, CTL_PUBLISH },
		{ "query", required_argument, NULL, CTL_QUERY },
		{ "json", no_argument, NULL, CTL_JSON },
		{ "help", no_argument, NULL, CTL_HELP },
		{ 0 },
	};
	for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (option) {
		case WATCH_SOURCE:
		case WATCH_TARGET:
			if (!ctl_parse_code(optarg, option == WATCH_SOURCE ? watch->source : watch->target))
				return ctl_usage(argv, "'%s' is no code: CHN, NATO", optarg);
			break;
		case WATCH_TOPIC:
			if (watch->topic_count == TOPICS_MAX - 1)
				return ctl_usage(argv, "too many topics; a shorter prefix takes in more");
			watch->topics[watch->topic_count++] = optarg;
			break;
		case WATCH_COUNT:
			if (!ctl_parse_count(optarg, &watch->count))
				return ctl_usage(argv, "--count '%s' is no number above 0", optarg);
			break;
		case WATCH_FROM:
			if (!ctl_parse_count(optarg, &watch->from))
				return ctl_usage(argv, "--from '%s' is no number above 0", optarg);
			break;
		case CTL_TIMEOUT:
			if (!ctl_parse_seconds(optarg, &watch->timeout_ms))
				return ctl_usage(argv, "--timeout '%s' is no number of seconds", optarg);
			break;
		case CTL_PUBLISH:
			watch->address = optarg;
			break;
		case CTL_QUERY:
			watch->query = optarg;
			break;
		case CTL_JSON:
			watch->json = true;
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

/* Source and target together are one exact topic: stance.CHN.AU is not stance.CHN.AUS. */
static int make_topics(struct watch *watch, char **argv)
{
	bool source = watch->source[0], target = watch->target[0];
	if (watch->topic_count && (source || target))
		return ctl_usage(argv, "--topic does not go with --source or --target");
	if (watch->topic_count)
		return 0;
	if (source && target)
		snprintf(watch->filter, sizeof watch->filter, "stance.%s.%s", watch->source, watch->target);
	else if (target)
		snprintf(watch->filter, sizeof watch->filter, "target.%s.", watch->target);
	else if (source)
		snprintf(watch->filter, sizeof watch->filter, "stance.%s.", watch->source);
	else
		strcpy(watch->filter, "stance.");
	watch->exact = source && target;
	watch->topics[watch->topic_count++] = watch->filter;
	return 0;
}

/* ---- watching ---- */

static void look_after(struct watch *watch, const struct stanced_follower *follower)
{
	int64_t silence = stanced_follower_silence(follower);
	bool denied = stanced_follower_denied(follower);
	if (denied && !watch->denied)
		doors_denied(watch->at, &watch->keys);
	watch->denied = denied;
	if (silence < 0)
		return;
	if (!watch->heard)
		ctl_error("watching %s", watch->at);
	if (silence > SILENT_MS && !watch->silent)
		ctl_error("nothing heard from %s for %.0f s", watch->at, (double)silence / 1000);
	if (silence <= SILENT_MS && watch->silent)
		ctl_error("%s is heard again", watch->at);
	watch->heard = true;
	watch->silent = silence > SILENT_MS;
}

static void show(const struct watch *watch, const struct stanced_message *message)
{
	if (message->restarted)
		ctl_error("the daemon was started anew");
	if (message->gap_until)
		ctl_error("missed messages under '%s', after %" PRIu64 " up to %" PRIu64, message->chain,
			  message->gap_after, message->gap_until);
	if (watch->json)
		puts(message->json);
	else
		line_print(&watch->term, message->topic, message->json, message->json_size);
}

/* 0 when it ended as wanted. */
static int receive_all(struct watch *watch, struct stanced_follower *follower)
{
	int64_t end = watch->timeout_ms ? now_ms() + watch->timeout_ms : INT64_MAX;
	for (uint64_t seen = 0; watch->count == 0 || seen < watch->count;) {
		const struct stanced_message *message;
		int64_t left = end - now_ms();
		if (left <= 0)
			return watch->count || !watch->heard ? CTL_UNREACHED : CTL_OK;
		int r = stanced_follower_receive(follower, left < LOOK_EVERY_MS ? (int)left : LOOK_EVERY_MS, &message);
		look_after(watch, follower);
		if (r == -ETIMEDOUT || r == -EINTR)
			continue;
		if (r) {
			if (r == -ERANGE)
				ctl_error("--from %" PRIu64 " is beyond every number the daemon gave", watch->from);
			else
				ctl_error("%s: %s", watch->at, strerror(-r));
			return CTL_BAD;
		}
		show(watch, message);
		seen++;
		if (fflush(stdout))
			return CTL_BAD;
	}
	return CTL_OK;
}

static int run(struct watch *watch, char **argv)
{
	struct stanced_follower *follower = NULL;
	char query[STANCED_ADDRESS_MAX];
	int r = make_topics(watch, argv);
	r = r ? r : doors_address(STANCED_DOOR_PUBLISH, watch->address, watch->at);
	r = r ? r : doors_address(STANCED_DOOR_QUERY, watch->query, query);
	r = r ? r : doors_keys(&watch->keys);
	r = r ? r : doors_check_codes(query, &watch->keys, watch->source, watch->target);
	if (r)
		return r;
	struct stanced_follower_options options = {
		.publish = watch->at,
		.query = query,
		.keys = &watch->keys,
		.from = watch->from,
		.topics = watch->topics,
		.topic_count = watch->topic_count,
		.exact = watch->exact,
	};
	r = stanced_follower_new(&follower, &options);
	if (r) {
		ctl_error("%s: %s", watch->at, strerror(-r));
		return r == -EINVAL ? CTL_USAGE : CTL_BAD;
	}
	r = receive_all(watch, follower);
	if (r == CTL_UNREACHED && watch->denied)
		r = CTL_BAD;
	else if (r == CTL_UNREACHED && !watch->heard)
		ctl_error("no daemon was heard at %s; is stanced running there?", watch->at);
	stanced_follower_free(follower);
	return r;
}

int command_watch(int argc, char **argv)
{
	struct watch watch = { 0 };
	int r = parse(&watch, argc, argv);
	if (r)
		return ctl_finish(r < 0 ? CTL_OK : r);
	term_init(&watch.term, stdout);
	return ctl_finish(run(&watch, argv));
}
