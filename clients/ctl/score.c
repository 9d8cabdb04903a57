/* stancectl score: articles in, scores out, no daemon. */
#include <errno.h>
#include <string.h>

#include "ctl/input.h"
#include "ctl/offline.h"
#include "ctl/table.h"

static const char help[] =
	"Usage: stancectl score [OPTION]... [FILE|DIR]...\n"
	"Scores articles here and now; no daemon is needed.\n"
	"\n"
	"A FILE is one article, its name the id. A FILE ending in .jsonl or .ndjson holds one JSON object a "
	"line:\n" INPUT_HELP "\n"
	"      --json            one stanced.article/1 object a line instead of tables\n"
	"      --published DATE  of articles that do not say: YYYY[-MM[-DD]] or RFC 3339\n" OFFLINE_HELP
	"      --help\n"
	"\n"
	"Exit status: 0 all were scored; 1 one was refused, or the lexicons have errors; 2 usage.\n";

struct score {
	struct offline offline;
	struct input input;
	struct term term;
	bool json;
	struct stanced_buffer out; /* reused from article to article */
};

static void print_json(struct score *score, const struct stanced_request *request, const struct stanced_result *result,
		       const char *place)
{
	struct stanced_head head = { .request = request, .lexicon = stanced_lexicon_digest(score->offline.lexicon) };
	score->out.size = 0;
	score->out.failed = false;
	stanced_write_article(&score->out, &head, result);
	if (score->out.failed) {
		ctl_error("%s: %s", place, strerror(ENOMEM));
		score->input.bad++;
		return;
	}
	fwrite(score->out.data, 1, score->out.size, stdout);
	fputc('\n', stdout);
}

static int take(void *user, const struct input_article *article)
{
	struct score *score = user;
	const struct stanced_request *request = article->request;
	const struct stanced_result *result;
	int r = offline_score(&score->offline, request, &result);
	if (r) {
		ctl_error("%s: %s", article->place, strerror(-r));
		score->input.bad++;
		return 0;
	}
	if (score->json)
		print_json(score, request, result, article->place);
	else
		table_print(&score->term, request, result);
	/* Each result is seen at once by whoever reads the pipe; a reader that went away ends the work. */
	return fflush(stdout) ? CTL_BAD : 0;
}

static int parse(struct score *score, int argc, char **argv)
{
	static const struct option options[] = {
		OFFLINE_LONG_OPTIONS,
		{ "json", no_argument, NULL, CTL_JSON },
		{ "published", required_argument, NULL, CTL_PUBLISHED },
		{ "help", no_argument, NULL, CTL_HELP },
		{ 0 },
	};
	for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (offline_option(&score->offline, option, optarg))
			continue;
		switch (option) {
		case CTL_JSON:
			score->json = true;
			break;
		case CTL_PUBLISHED:
			if (!input_published(&score->input, argv, optarg))
				return CTL_USAGE;
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

int command_score(int argc, char **argv)
{
	struct score score = { .input = { .take = take } };
	score.input.user = &score;
	int r = parse(&score, argc, argv);
	if (r == 0) {
		term_init(&score.term, stdout);
		r = offline_open(&score.offline);
	}
	if (r == 0)
		r = input_read(&score.input, argv + optind, argc - optind);
	if (r == 0 && score.input.bad)
		r = CTL_BAD;
	offline_close(&score.offline);
	stanced_buffer_deinit(&score.out);
	return ctl_finish(r < 0 ? CTL_OK : r);
}
