#include <math.h>
#include <string.h>

#include "ctl/table.h"

#define TITLE_MAX 200

const char *table_reason(enum stanced_reason reason)
{
	switch (reason) {
	case STANCED_REASON_NONE:
		return "there are pairs";
	case STANCED_REASON_NO_ACTORS:
		return "no country, group or person known to the lexicons is named";
	case STANCED_REASON_ONE_ACTOR:
		return "only one actor is named";
	case STANCED_REASON_NO_STANCE:
		return "actors are named, but none takes a stance toward another";
	case STANCED_REASON_ALL_BOILERPLATE:
		return "nothing but tickers, menus, captions and the like";
	case STANCED_REASON_NOT_ENGLISH:
		return "the text is not English";
	}
	return "";
}

void table_head(const struct term *term, const struct stanced_request *request, const struct stanced_result *result)
{
	term_style(term, "1");
	term_text(term, request->id, strlen(request->id), STANCED_ID_MAX);
	term_style(term, "");
	if (request->published)
		fprintf(term->out, "  %s", request->published);
	fprintf(term->out, "  tone %+.2f\n", result->sentiment);
	if (request->title) {
		fputs("  ", term->out);
		term_text(term, request->title, strlen(request->title), TITLE_MAX);
		fputc('\n', term->out);
	}
}

void table_pair(const struct term *term, const struct stanced_pair *pair)
{
	fprintf(term->out, "  %-5s -> %-6s ", pair->source, pair->target);
	term_style(term, term_score_style(pair->score));
	fprintf(term->out, "%-8s  %+.2f", stanced_label_name(pair->label), pair->score);
	term_style(term, "");
	fprintf(term->out, "  confidence %.2f%s\n", pair->confidence, pair->quoted ? "  quoted" : "");
}

/* The statement of the pair whose own stance weighs most. */
static const struct stanced_statement *strongest(const struct stanced_result *result, const struct stanced_pair *pair)
{
	const struct stanced_statement *best = NULL;
	double most = -1;
	for (size_t i = 0; i < pair->statement_count; i++) {
		const struct stanced_statement *statement = &result->statements[pair->statements[i]];
		for (size_t j = 0; j < statement->stance_count; j++) {
			const struct stanced_stance *stance = &statement->stances[j];
			double weight = fabs(stance->score) * stance->certainty;
			if (strcmp(stance->source, pair->source) || strcmp(stance->target, pair->target))
				continue;
			if (weight > most) {
				most = weight;
				best = statement;
			}
		}
	}
	return best;
}

static void quote(const struct term *term, const struct stanced_request *request,
		  const struct stanced_statement *statement)
{
	const char *name = statement->has_speaker ? statement->speaker.name : NULL;
	size_t room = term->width - 6;
	fputs("      ", term->out);
	if (name) {
		size_t size = strlen(name);
		term_style(term, "36");
		term_text(term, name, size, room / 2);
		term_style(term, "");
		fputs(": ", term->out);
		room -= (size < room / 2 ? size : room / 2) + 2;
	}
	const char *mark = statement->kind == STANCED_DIRECT ? "\"" : "";
	fputs(mark, term->out);
	term_text(term, request->text + statement->start, statement->end - statement->start, room - 2);
	fprintf(term->out, "%s\n", mark);
}

void table_print(const struct term *term, const struct stanced_request *request, const struct stanced_result *result)
{
	table_head(term, request, result);
	if (result->pair_count == 0)
		fprintf(term->out, "  no pairs: %s\n", table_reason(result->reason));
	for (size_t i = 0; i < result->pair_count; i++) {
		table_pair(term, &result->pairs[i]);
		const struct stanced_statement *statement = strongest(result, &result->pairs[i]);
		if (statement)
			quote(term, request, statement);
	}
	fputc('\n', term->out);
}
