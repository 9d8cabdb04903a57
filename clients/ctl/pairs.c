/* stancectl pairs, history, top: the running scores of pairs, from a daemon with a journal. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ctl/held.h"
#include "ctl/term.h"

#define CODE_HELP \
	"      --source CODE     only what this one takes toward others: CHN\n" \
	"      --target CODE     only what others take toward this one\n"

static const char pairs_help[] =
	"Usage: stancectl pairs [OPTION]...\n"
	"Prints the running score of every pair: the mean of its articles' scores by "
	"confidence, older ones halved with\n"
	"each half-life.\n"
	"\n" CODE_HELP
	"      --watch           then go on and print each pair that changes, as the publish door tells\n"
	"      --json            one JSON object a line\n" DOOR_HELP_QUERY DOOR_HELP_PUBLISH HELD_HELP_TIMEOUT
	"      --help\n"
	"\n"
	"Exit status: 0 done, also where there is no such pair; 1 refused: this key, a code that no actor has, or the "
	"daemon\n"
	"keeps no journal; 2 usage; 3 no answer in time.\n";

static const char history_help[] = "Usage: stancectl history [OPTION]... --source CODE --target CODE\n"
				   "Prints what each day said of a pair, and the running score as it stood then.\n"
				   "\n"
				   "      --source CODE     who takes the stance\n"
				   "      --target CODE     toward whom\n"
				   "      --since DAY       from this day on: YYYY, YYYY-MM or YYYY-MM-DD\n"
				   "      --to DAY          up to this day\n"
				   "      --json            one JSON object a line\n" DOOR_HELP_QUERY HELD_HELP_TIMEOUT
				   "      --help\n"
				   "\n"
				   "Exit status: 0 done, also where nothing was said; 1 refused: this key, a code that "
				   "no actor has, or the daemon\n"
				   "keeps no journal; 2 usage; 3 no answer in time.\n";

static const char top_help[] =
	"Usage: stancectl top [OPTION]...\n"
	"Prints the pairs whose running score moved most. A pair of few articles counts as less.\n"
	"\n"
	"      --days N          within so many days; default 7\n"
	"      --to DAY          up to this day; default: the newest of all pairs\n"
	"      --count N         at most so many; default 20\n"
	"      --json            one JSON object a line\n" DOOR_HELP_QUERY HELD_HELP_TIMEOUT "      --help\n"
	"\n"
	"Exit status: 0 done, also where no pair moved; 1 refused: this key, or the daemon keeps no journal; 2 usage;\n"
	"3 no answer in time.\n";

static void print_score(const struct term *term, double score)
{
	term_style(term, term_score_style(score));
	printf("%+.2f", score);
	term_style(term, "");
}

static double number(const json_t *object, const char *name)
{
	return json_number_value(json_object_get(object, name));
}

static const char *text(const json_t *object, const char *name)
{
	const char *value = json_string_value(json_object_get(object, name));
	return value ? value : "";
}

/* Absent when there is none. */
static void set_text(json_t *arguments, const char *name, const char *value)
{
	if (value && value[0])
		json_object_set_new(arguments, name, json_string(value));
}

/* ---- pairs ---- */

static void print_pair(const struct held *held, const struct term *term, const json_t *pair)
{
	if (held->json) {
		held_print_line(pair);
		return;
	}
	printf("%-5s -> %-6s ", text(pair, "source"), text(pair, "target"));
	print_score(term, number(pair, "score"));
	printf("  weight %8.2f  articles %6.0f  %s\n", number(pair, "weight"), number(pair, "articles"),
	       text(pair, "as_of"));
}

/* The table as it stands: the query door alone is asked. */
static int show_table(const struct held *held, const struct term *term)
{
	struct held quiet = *held; /* the pairs are printed, not the answer */
	char after[2 * STANCED_PAIR_CODE_SIZE] = "";
	size_t count = 0;
	int r;
	quiet.json = false;
	do {
		size_t index;
		json_t *pair, *answer, *arguments = json_object();
		set_text(arguments, "source", held->source);
		set_text(arguments, "target", held->target);
		set_text(arguments, "after", after);
		r = held_ask(&quiet, STANCED_DOOR_QUERY, "pairs", arguments, &answer);
		json_array_foreach(json_object_get(answer, "pairs"), index, pair) print_pair(held, term, pair);
		count += index;
		snprintf(after, sizeof after, "%s", text(answer, "next"));
		json_decref(answer);
	} while (r == CTL_OK && after[0]);
	if (r == CTL_OK && count == 0)
		ctl_error("there is no such pair yet");
	return r;
}

/* ---- pairs --watch ---- */

static bool asked_for(const struct held *held, const struct stanced_pair_row *row)
{
	return (!held->source[0] || !strcmp(held->source, row->source)) &&
	       (!held->target[0] || !strcmp(held->target, row->target));
}

static void print_row(const struct held *held, const struct term *term, const struct stanced_pair_row *row)
{
	if (!asked_for(held, row))
		return;
	json_t *pair = json_pack("{s:s, s:s, s:f, s:f, s:I, s:o, s:I}", "source", row->source, "target", row->target,
				 "score", row->score, "weight", row->weight, "articles", (json_int_t)row->articles,
				 "as_of", row->as_of[0] ? json_string(row->as_of) : json_null(), "seq",
				 (json_int_t)row->seq);
	print_pair(held, term, pair);
	json_decref(pair);
}

static void print_rows(const struct held *held, const struct term *term, const struct stanced_pairs *pairs)
{
	for (size_t i = 0; i < stanced_pairs_count(pairs); i++)
		print_row(held, term, stanced_pairs_row(pairs, i));
}

static int tell(const struct held *held, const struct stanced_keys *keys, int r)
{
	if (r == -EACCES)
		return doors_denied("pairs", keys);
	if (r == STANCED_CLIENT_E_REFUSED)
		ctl_error("pairs: [not_allowed] the daemon keeps no journal");
	else if (r == -ETIMEDOUT)
		ctl_error("no daemon answered in %g s; is stanced running there?", held->timeout_ms / 1000.0);
	else
		ctl_error("pairs: %s", strerror(-r));
	return r == STANCED_CLIENT_E_REFUSED ? CTL_BAD : r == -EINVAL ? CTL_USAGE : CTL_UNREACHED;
}

static int watch_pairs(const struct held *held, const struct term *term, const struct stanced_keys *keys,
		       struct stanced_pairs *pairs)
{
	for (;;) {
		const struct stanced_pair_row *changed;
		int r = stanced_pairs_update(pairs, 1000, &changed);
		if (r == -ETIMEDOUT || r == -EINTR)
			continue;
		if (r)
			return tell(held, keys, r);
		if (changed) {
			print_row(held, term, changed);
		} else {
			while ((r = stanced_pairs_load(pairs, held->timeout_ms)) == -ETIMEDOUT)
				;
			if (r)
				return tell(held, keys, r);
			print_rows(held, term, pairs);
		}
		if (fflush(stdout))
			return CTL_BAD;
	}
}

static int follow_table(const struct held *held, const struct term *term)
{
	struct stanced_pairs *pairs = NULL;
	struct stanced_keys keys;
	int r = doors_keys(&keys);
	r = r ? r : doors_check_codes(held->address, &keys, held->source, held->target);
	if (r)
		return r;
	r = stanced_pairs_new(&pairs, held->publish, held->address, &keys);
	if (r == 0)
		r = stanced_pairs_load(pairs, held->timeout_ms);
	if (r) {
		r = tell(held, &keys, r);
	} else {
		print_rows(held, term, pairs);
		fflush(stdout);
		r = watch_pairs(held, term, &keys, pairs);
	}
	stanced_pairs_free(pairs);
	return r;
}

static int show_pairs(const struct held *held)
{
	struct term term;
	term_init(&term, stdout);
	return held->watch ? follow_table(held, &term) : show_table(held, &term);
}

int command_pairs(int argc, char **argv)
{
	static const struct option options[] = {
		{ "source", required_argument, NULL, HELD_SOURCE },
		{ "target", required_argument, NULL, HELD_TARGET },
		{ "watch", no_argument, NULL, HELD_WATCH },
		{ "json", no_argument, NULL, CTL_JSON },
		{ "query", required_argument, NULL, CTL_QUERY },
		{ "publish", required_argument, NULL, CTL_PUBLISH },
		{ "timeout", required_argument, NULL, CTL_TIMEOUT },
		{ "help", no_argument, NULL, CTL_HELP },
		{ 0 },
	};
	struct held held = { .help = pairs_help };
	int r = held_parse(&held, options, argc, argv);
	if (r == 0 && held.argument)
		r = ctl_usage(argv, "'%s' is too much", held.argument);
	if (r == 0)
		r = show_pairs(&held);
	return ctl_finish(r < 0 ? CTL_OK : r);
}

/* ---- history and top: lists in an answer ---- */

static void print_day(const struct term *term, const json_t *day)
{
	printf("%-10s  ", text(day, "day"));
	print_score(term, number(day, "score"));
	printf("  weight %7.2f  articles %5.0f  running ", number(day, "weight"), number(day, "articles"));
	print_score(term, number(day, "running"));
	putchar('\n');
}

static void print_mover(const struct term *term, const json_t *mover)
{
	const json_t *before = json_object_get(mover, "before");
	printf("%-5s -> %-6s ", text(mover, "source"), text(mover, "target"));
	if (json_is_null(before))
		printf("   new");
	else
		print_score(term, json_number_value(before));
	fputs(json_is_null(before) ? "" : " ", stdout);
	printf(" to ");
	print_score(term, number(mover, "score"));
	printf("  articles %5.0f  %s\n", number(mover, "articles"), text(mover, "as_of"));
}

static int print_list(const struct held *held, const json_t *list, void (*print)(const struct term *, const json_t *))
{
	size_t index;
	json_t *object;
	struct term term;
	int r = CTL_OK;
	term_init(&term, stdout);
	json_array_foreach(list, index, object)
	{
		if (held->json)
			r = held_print_line(object);
		else
			print(&term, object);
	}
	return r;
}

static int show_history(const struct held *held)
{
	struct held quiet = *held; /* the days are printed, not the answer */
	char next[32] = "";
	size_t count = 0;
	int r;
	quiet.json = false;
	if (held->since)
		snprintf(next, sizeof next, "%s", held->since);
	do {
		json_t *answer, *arguments = json_object();
		set_text(arguments, "source", held->source);
		set_text(arguments, "target", held->target);
		set_text(arguments, "from", next);
		set_text(arguments, "to", held->to);
		r = held_ask(&quiet, STANCED_DOOR_QUERY, "history", arguments, &answer);
		if (r == CTL_OK)
			r = print_list(held, json_object_get(answer, "days"), print_day);
		count += json_array_size(json_object_get(answer, "days"));
		snprintf(next, sizeof next, "%s", text(answer, "next"));
		json_decref(answer);
	} while (r == CTL_OK && next[0]);
	if (r == CTL_OK && count == 0)
		ctl_error("nothing was said of this pair%s", held->since || held->to ? " in that time" : " yet");
	return r;
}

int command_history(int argc, char **argv)
{
	static const struct option options[] = {
		{ "source", required_argument, NULL, HELD_SOURCE },
		{ "target", required_argument, NULL, HELD_TARGET },
		{ "since", required_argument, NULL, HELD_SINCE },
		{ "to", required_argument, NULL, HELD_TO },
		{ "json", no_argument, NULL, CTL_JSON },
		{ "query", required_argument, NULL, CTL_QUERY },
		{ "timeout", required_argument, NULL, CTL_TIMEOUT },
		{ "help", no_argument, NULL, CTL_HELP },
		{ 0 },
	};
	struct held held = { .help = history_help };
	int r = held_parse(&held, options, argc, argv);
	if (r == 0 && held.argument)
		r = ctl_usage(argv, "'%s' is too much", held.argument);
	if (r == 0 && (!held.source[0] || !held.target[0]))
		r = ctl_usage(argv, "--source and --target are needed");
	if (r == 0)
		r = show_history(&held);
	return ctl_finish(r < 0 ? CTL_OK : r);
}

static int show_top(const struct held *held)
{
	struct held quiet = *held;
	json_t *answer, *arguments = json_object();
	quiet.json = false;
	set_text(arguments, "to", held->to);
	if (held->has_days)
		json_object_set_new(arguments, "days", json_integer((json_int_t)held->days));
	if (held->count)
		json_object_set_new(arguments, "limit", json_integer((json_int_t)held->count));
	int r = held_ask(&quiet, STANCED_DOOR_QUERY, "top", arguments, &answer);
	if (r == CTL_OK)
		r = print_list(held, json_object_get(answer, "movers"), print_mover);
	if (r == CTL_OK && !json_array_size(json_object_get(answer, "movers")))
		ctl_error("no pair moved in that time");
	json_decref(answer);
	return r;
}

int command_top(int argc, char **argv)
{
	static const struct option options[] = {
		{ "days", required_argument, NULL, HELD_DAYS },   { "to", required_argument, NULL, HELD_TO },
		{ "count", required_argument, NULL, HELD_COUNT }, { "json", no_argument, NULL, CTL_JSON },
		{ "query", required_argument, NULL, CTL_QUERY },  { "timeout", required_argument, NULL, CTL_TIMEOUT },
		{ "help", no_argument, NULL, CTL_HELP },          { 0 },
	};
	struct held held = { .help = top_help };
	int r = held_parse(&held, options, argc, argv);
	if (r == 0 && held.argument)
		r = ctl_usage(argv, "'%s' is too much", held.argument);
	if (r == 0)
		r = show_top(&held);
	return ctl_finish(r < 0 ? CTL_OK : r);
}
