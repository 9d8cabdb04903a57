/* stancectl send: articles to a daemon, each until it is answered for. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/now.h"
#include "ctl/doors.h"
#include "ctl/input.h"

#define TIMEOUT_MS 10000
#define LIMITS_TIMEOUT_MS 500
#define DRAW_EVERY_MS 100
#define BAR_WIDTH 30

static const char help[] =
	"Usage: stancectl send [OPTION]... [FILE|DIR]...\n"
	"Hands articles to a daemon and waits until it has answered for each; they are sent again after a lost\n"
	"connection, with the same id, so that none counts twice.\n"
	"\n"
	"A FILE is one article, its name the id; one on standard input is named after its text. A FILE ending in "
	".jsonl\n"
	"or .ndjson holds one JSON object a line:\n" INPUT_HELP "\n" DOOR_HELP_INGEST
	"      --query ADDR      where the daemon is asked for its limits, if it is at hand; "
	"default $STANCED_QUERY or, unless\n"
	"                        --ingest is given, tcp://127.0.0.1:7704\n"
	"      --published DATE  of articles that do not say: YYYY[-MM[-DD]] or RFC 3339\n"
	"      --window N        articles under way at a time; default 64\n"
	"      --timeout S       give up when no article was answered for so many seconds; default 10\n"
	"      --quiet           no progress, no summary\n"
	"      --help\n"
	"\n"
	"Exit status: 0 all accepted or known; 1 one was refused, or this key; 2 usage; 3 no daemon answered in "
	"time,\n"
	"or it put articles off for so long (busy).\n";

enum { SEND_WINDOW = CTL_OTHER, SEND_QUIET };

struct send {
	struct input input;
	struct stanced_sender *sender;
	const char *address, *query;
	size_t text_max; /* of the daemon; 0: not known */
	uint64_t window;
	int timeout_ms;
	bool quiet, bar, denied;
	char at[STANCED_ADDRESS_MAX];
	struct stanced_keys keys;
	uint64_t accepted, known, refused;
	uint64_t bytes, total; /* read of all to be read; total 0: not known */
	int64_t drawn, progressed;
};

/* ---- progress ---- */

static void draw(struct send *send)
{
	int64_t now = now_ms();
	if (!send->bar || now - send->drawn < DRAW_EVERY_MS)
		return;
	send->drawn = now;
	fputs("\r\033[K", stderr);
	if (send->total) {
		int full = (int)(send->bytes * BAR_WIDTH / send->total);
		full = full > BAR_WIDTH ? BAR_WIDTH : full;
		fprintf(stderr, "[%.*s%*s] %3d%%  ", full, "##############################", BAR_WIDTH - full, "",
			(int)(send->bytes * 100 / send->total));
	}
	fprintf(stderr, "%" PRIu64 " accepted, %" PRIu64 " known, %" PRIu64 " refused, %zu under way%s", send->accepted,
		send->known, send->refused + send->input.bad, stanced_sender_pending(send->sender),
		stanced_sender_connected(send->sender) ? "" : ", connecting");
	fflush(stderr);
}

static void summary(const struct send *send)
{
	if (send->bar)
		fputs("\r\033[K", stderr);
	if (send->quiet)
		return;
	printf("%" PRIu64 " accepted, %" PRIu64 " known, %" PRIu64 " refused", send->accepted, send->known,
	       send->refused + send->input.bad);
	if (stanced_sender_pending(send->sender))
		printf(", %zu without an answer", stanced_sender_pending(send->sender));
	putchar('\n');
}

/* ---- sending ---- */

static void replied(void *user, const struct stanced_reply *reply)
{
	struct send *send = user;
	send->progressed = now_ms();
	switch (reply->status) {
	case STANCED_REPLY_ACCEPTED:
		send->accepted++;
		return;
	case STANCED_REPLY_KNOWN:
		send->known++;
		return;
	case STANCED_REPLY_REFUSED:
	case STANCED_REPLY_LOST:
		send->refused++;
		ctl_error("%s: [%s] %s", reply->ref ? reply->ref : "?", reply->error ? reply->error : "?",
			  reply->message ? reply->message : "refused");
	}
}

/* Until at most so many are unanswered; r: how the first try ended. CTL_UNREACHED when nothing moves any more. */
static int wait_until(struct send *send, int r, size_t most)
{
	while (r == -ETIMEDOUT || r == -EINTR) {
		bool denied = stanced_sender_denied(send->sender);
		draw(send);
		if (denied && !send->denied)
			doors_denied(send->at, &send->keys);
		send->denied = denied;
		if (now_ms() - send->progressed >= send->timeout_ms)
			return CTL_UNREACHED;
		r = stanced_sender_wait(send->sender, most, DRAW_EVERY_MS);
	}
	return r;
}

static int take(void *user, const struct input_article *article)
{
	struct send *send = user;
	const struct stanced_request *request = article->request;
	struct stanced_send out = {
		.id = request->id,
		.title = request->title,
		.url = request->url,
		.outlet = request->outlet,
		.published = request->published,
		.replaces = request->replaces,
		.ref = article->place,
		.text = request->text,
		.text_size = request->text_size,
	};
	send->bytes = article->bytes;
	draw(send);
	if (stanced_sender_pending(send->sender) == 0)
		send->progressed = now_ms(); /* a slow input is not the daemon's fault */
	int r = stanced_sender_send(send->sender, &out, DRAW_EVERY_MS);
	r = wait_until(send, r, send->window - 1);
	if (r >= 0)
		return r;
	if (r == -EMSGSIZE && send->text_max)
		ctl_error("%s: [too_large] the text has %zu bytes and the daemon takes %zu", article->place,
			  out.text_size, send->text_max);
	else
		ctl_error("%s: %s", article->place, strerror(-r));
	send->refused++;
	return 0;
}

static int parse(struct send *send, int argc, char **argv)
{
	static const struct option options[] = {
		{ "ingest", required_argument, NULL, CTL_INGEST },
		{ "query", required_argument, NULL, CTL_QUERY },
		{ "published", required_argument, NULL, CTL_PUBLISHED },
		{ "window", required_argument, NULL, SEND_WINDOW },
		{ "timeout", required_argument, NULL, CTL_TIMEOUT },
		{ "quiet", no_argument, NULL, SEND_QUIET },
		{ "help", no_argument, NULL, CTL_HELP },
		{ 0 },
	};
	int32_t day;
	for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (option) {
		case CTL_INGEST:
			send->address = optarg;
			break;
		case CTL_QUERY:
			send->query = optarg;
			break;
		case CTL_PUBLISHED:
			if (!stanced_parse_day(optarg, &day))
				return ctl_usage(argv, "--published '%s' is no date: YYYY[-MM[-DD]] or RFC 3339",
						 optarg);
			send->input.published = optarg;
			break;
		case SEND_WINDOW:
			if (!ctl_parse_count(optarg, &send->window) || send->window > 10000)
				return ctl_usage(argv, "--window '%s' is no number from 1 to 10000", optarg);
			break;
		case CTL_TIMEOUT:
			if (!ctl_parse_seconds(optarg, &send->timeout_ms))
				return ctl_usage(argv, "--timeout '%s' is no number of seconds", optarg);
			break;
		case SEND_QUIET:
			send->quiet = true;
			break;
		case CTL_HELP:
			fputs(help, stdout);
			return -1;
		default:
			return ctl_try_help(argv);
		}
	}
	return 0;
}

/* A text that is too long need not travel. Without an answer the daemon judges by itself. */
static void ask_limits(struct send *send)
{
	struct stanced_query *query;
	struct stanced_limits limits;
	if (send->address && !send->query && !getenv("STANCED_QUERY"))
		return; /* the default one may be another daemon's */
	if (stanced_query_new(&query, STANCED_DOOR_QUERY, send->query, &send->keys))
		return;
	if (stanced_query_limits(query, LIMITS_TIMEOUT_MS, &limits) == 0)
		send->text_max = limits.text_max;
	stanced_query_free(query);
}

static void say_unreached(const struct send *send)
{
	const char *why = stanced_sender_put_off(send->sender);
	if (why)
		ctl_error("%s takes no article for %g s: %s", send->at, send->timeout_ms / 1000.0, why);
	else
		ctl_error("no answer from %s in %g s; is stanced running there?", send->at, send->timeout_ms / 1000.0);
}

static int run(struct send *send, char *const *names, int count)
{
	int r = doors_address(STANCED_DOOR_INGEST, send->address, send->at);
	r = r ? r : doors_keys(&send->keys);
	if (r)
		return r;
	ask_limits(send);
	struct stanced_sender_options options = { .text_max = send->text_max,
						  .address = send->at,
						  .keys = &send->keys,
						  .window = (unsigned)send->window,
						  .replied = replied,
						  .user = send };
	r = stanced_sender_new(&send->sender, &options);
	if (r) {
		ctl_error("%s: %s", send->at, strerror(-r));
		return r == -EINVAL ? CTL_USAGE : CTL_BAD;
	}
	send->total = input_total(names, count);
	send->bar = !send->quiet && isatty(STDERR_FILENO);
	send->progressed = now_ms();
	r = input_read(&send->input, names, count);
	if (r == 0)
		r = wait_until(send, stanced_sender_wait(send->sender, 0, 0), 0);
	summary(send);
	if (r == CTL_UNREACHED && send->denied)
		r = CTL_BAD;
	else if (r == CTL_UNREACHED)
		say_unreached(send);
	else if (r < 0)
		ctl_error("%s: %s", send->at, strerror(-r));
	stanced_sender_free(send->sender);
	return r < 0 ? CTL_BAD : r;
}

int command_send(int argc, char **argv)
{
	struct send send = { .input = { .by_text = true, .take = take }, .window = 64, .timeout_ms = TIMEOUT_MS };
	send.input.user = &send;
	int r = parse(&send, argc, argv);
	if (r)
		return ctl_finish(r < 0 ? CTL_OK : r);
	r = run(&send, argv + optind, argc - optind);
	if (r == CTL_OK && (send.refused || send.input.bad))
		r = CTL_BAD;
	return ctl_finish(r);
}
