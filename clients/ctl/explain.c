/* stancectl explain: an article, what was found in it, and the sums.
 *
 * A pair's score is the mean of the stances between the two, each with its weight; the engine tells the weights, and
 * the sum is written out here from them. */
#include <errno.h>
#include <math.h>
#include <string.h>

#include "ctl/input.h"
#include "ctl/mark.h"
#include "ctl/offline.h"
#include "ctl/table.h"

static const char help[] =
	"Usage: stancectl explain [OPTION]... [FILE]...\n"
	"Shows an article with its statements, speakers and cue words marked, then the statements, then for each pair\n"
	"the stances and the sum that gave its score. Needs no daemon.\n"
	"\n"
	"A FILE is as for 'stancectl score'; without one, standard input is read.\n"
	"\n"
	"      --id ID           only the article with this id\n"
	"      --no-text         leave out the article itself\n"
	"      --published DATE  of articles that do not say: YYYY[-MM[-DD]] or RFC 3339\n" OFFLINE_HELP
	"      --help\n"
	"\n"
	"Colours are used on a terminal unless NO_COLOR is set; elsewhere brackets mark the same.\n"
	"Exit status: 0 explained; 1 an article was refused or not found, or the lexicons have errors; 2 usage.\n";

enum { EXPLAIN_ID = CTL_OTHER, EXPLAIN_NO_TEXT };

#define NAME_MAX_SHOWN 60

struct explain {
	struct offline offline;
	struct input input;
	struct term term;
	const char *id; /* NULL: all */
	bool no_text;
	size_t shown;
};

static void heading(const struct term *term, const char *text)
{
	term_style(term, "1");
	fprintf(term->out, "\n%s\n", text);
	term_style(term, "");
}

static void print_score(const struct term *term, double score)
{
	term_style(term, term_score_style(score));
	fprintf(term->out, "%+.2f", score);
	term_style(term, "");
}

/* ---- statements ---- */

static void print_cues(const struct term *term, const struct stanced_stance *stance)
{
	for (size_t i = 0; i < stance->cue_count; i++)
		fprintf(term->out, "  \"%s\" %s", stance->cues[i].term,
			stance->cues[i].rule ? stance->cues[i].rule : "");
}

static void print_statement(const struct term *term, const struct stanced_request *request,
			    const struct stanced_statement *statement, size_t number)
{
	const struct stanced_speaker *speaker = &statement->speaker;
	fprintf(term->out, "%4zu  %-8s ", number, stanced_kind_name(statement->kind));
	if (statement->has_speaker) {
		term_style(term, "1;36");
		term_text(term, speaker->name, strlen(speaker->name), NAME_MAX_SHOWN);
		term_style(term, "");
		fprintf(term->out, " (%s%s%s)  ", stanced_role_name(speaker->role), speaker->country ? ", " : "",
			speaker->country ? speaker->country : "");
	}
	fprintf(term->out, "tone %+.2f  bytes %u-%u\n      ", statement->sentiment, statement->start, statement->end);
	term_text(term, request->text + statement->start, statement->end - statement->start, term->width - 8);
	fputc('\n', term->out);
	for (size_t i = 0; i < statement->stance_count; i++) {
		const struct stanced_stance *stance = &statement->stances[i];
		fprintf(term->out, "      %s -> %s ", stance->source, stance->target);
		print_score(term, stance->score);
		print_cues(term, stance);
		if (stance->weight <= 0)
			fputs("  (said before: not counted again)", term->out);
		fputc('\n', term->out);
	}
}

/* ---- pairs ---- */

static bool of_pair(const struct stanced_stance *stance, const struct stanced_pair *pair)
{
	return stance->weight > 0 && strcmp(stance->source, pair->source) == 0 &&
	       strcmp(stance->target, pair->target) == 0;
}

/* One stance of the sum: score times weight, where it stands, and its words. */
static void print_term(const struct term *term, const struct stanced_statement *statement, size_t number,
		       const struct stanced_stance *stance)
{
	fputs("      ", term->out);
	print_score(term, stance->score);
	fprintf(term->out, " x %.2f  [%zu] %s", stance->weight, number, stanced_kind_name(statement->kind));
	if (statement->has_speaker && statement->speaker.role != STANCED_ROLE_OFFICIAL)
		fprintf(term->out, ", %s", stanced_role_name(statement->speaker.role));
	if (stance->certainty < 1)
		fprintf(term->out, ", certainty %.2f", stance->certainty);
	print_cues(term, stance);
	fputc('\n', term->out);
}

static void print_pair(const struct term *term, const struct stanced_result *result, const struct stanced_pair *pair)
{
	double sum = 0, weight = 0, size = 0;
	table_pair(term, pair);
	for (size_t i = 0; i < pair->statement_count; i++) {
		const struct stanced_statement *statement = &result->statements[pair->statements[i]];
		for (size_t j = 0; j < statement->stance_count; j++) {
			const struct stanced_stance *stance = &statement->stances[j];
			if (!of_pair(stance, pair))
				continue;
			print_term(term, statement, pair->statements[i] + (size_t)1, stance);
			sum += stance->weight * stance->score;
			size += stance->weight * fabs(stance->score);
			weight += stance->weight;
		}
	}
	fprintf(term->out, "      sum %+.3f / weight %.2f = %+.2f;  agreement %.2f\n", sum, weight,
		weight > 0 ? sum / weight : 0, size > 0 ? fabs(sum) / size : 1);
}

static void print_actors(const struct term *term, const struct stanced_result *result)
{
	heading(term, "Actors");
	for (size_t i = 0; i < result->actor_count; i++) {
		const struct stanced_actor *actor = &result->actors[i];
		fprintf(term->out, "  %-8s %3u mentions  tone ", actor->code, actor->mentions);
		print_score(term, actor->sentiment);
		fputc('\n', term->out);
	}
}

static void print_all(const struct explain *explain, const struct stanced_request *request,
		      const struct stanced_result *result)
{
	const struct term *term = &explain->term;
	table_head(term, request, result);
	if (!explain->no_text) {
		mark_legend(term);
		fputc('\n', term->out);
		if (mark_print(term, request, result))
			ctl_error("%s", strerror(ENOMEM));
		if (request->text_size && request->text[request->text_size - 1] != '\n')
			fputc('\n', term->out);
	}
	if (result->actor_count)
		print_actors(term, result);
	if (result->statement_count)
		heading(term, "Statements");
	for (size_t i = 0; i < result->statement_count; i++)
		print_statement(term, request, &result->statements[i], i + 1);
	heading(term, "Pairs");
	if (result->pair_count == 0)
		fprintf(term->out, "  none: %s\n", table_reason(result->reason));
	for (size_t i = 0; i < result->pair_count; i++)
		print_pair(term, result, &result->pairs[i]);
	fputc('\n', term->out);
}

static int take(void *user, const struct input_article *article)
{
	struct explain *explain = user;
	const struct stanced_result *result;
	if (explain->id && strcmp(explain->id, article->request->id) != 0)
		return 0;
	int r = offline_score(&explain->offline, article->request, &result);
	if (r) {
		ctl_error("%s: %s", article->place, strerror(-r));
		explain->input.bad++;
		return 0;
	}
	print_all(explain, article->request, result);
	explain->shown++;
	return fflush(stdout) ? CTL_BAD : 0;
}

static int parse(struct explain *explain, int argc, char **argv)
{
	static const struct option options[] = {
		OFFLINE_LONG_OPTIONS,
		{ "id", required_argument, NULL, EXPLAIN_ID },
		{ "no-text", no_argument, NULL, EXPLAIN_NO_TEXT },
		{ "published", required_argument, NULL, CTL_PUBLISHED },
		{ "help", no_argument, NULL, CTL_HELP },
		{ 0 },
	};
	for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (offline_option(&explain->offline, option, optarg))
			continue;
		switch (option) {
		case EXPLAIN_ID:
			explain->id = optarg;
			break;
		case EXPLAIN_NO_TEXT:
			explain->no_text = true;
			break;
		case CTL_PUBLISHED:
			if (!input_published(&explain->input, argv, optarg))
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

int command_explain(int argc, char **argv)
{
	struct explain explain = { .input = { .take = take } };
	explain.input.user = &explain;
	int r = parse(&explain, argc, argv);
	if (r == 0) {
		term_init(&explain.term, stdout);
		r = offline_open(&explain.offline);
	}
	if (r == 0)
		r = input_read(&explain.input, argv + optind, argc - optind);
	if (r == 0 && explain.id && !explain.shown) {
		ctl_error("there is no article with the id '%s'", explain.id);
		r = CTL_BAD;
	}
	if (r == 0 && explain.input.bad)
		r = CTL_BAD;
	offline_close(&explain.offline);
	return ctl_finish(r < 0 ? CTL_OK : r);
}
