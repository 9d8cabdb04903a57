#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "ctl/line.h"

#define TITLE_MAX 200

static const char *string(const json_t *object, const char *name)
{
	const char *value = json_string_value(json_object_get(object, name));
	return value ? value : "";
}

static double number(const json_t *object, const char *name)
{
	return json_number_value(json_object_get(object, name));
}

static void score(const struct term *term, double value)
{
	term_style(term, term_score_style(value));
	fprintf(term->out, "%+.2f", value);
	term_style(term, "");
}

static void title(const struct term *term, const json_t *object)
{
	const char *text = string(object, "title");
	if (!text[0])
		text = string(object, "id");
	fputs("  ", term->out);
	term_text(term, text, strlen(text), TITLE_MAX);
}

/* The evidence whose own stance is the strongest, as: Zhao Lijian: "..." */
static void evidence(const struct term *term, const json_t *object)
{
	const json_t *best = NULL;
	double most = -1;
	size_t i, j;
	const json_t *statement, *stance;
	json_array_foreach(json_object_get(object, "evidence"), i, statement)
	{
		json_array_foreach(json_object_get(statement, "stances"), j, stance)
		{
			double size = number(stance, "score");
			size = size < 0 ? -size : size;
			if (strcmp(string(stance, "source"), string(object, "source")) == 0 &&
			    strcmp(string(stance, "target"), string(object, "target")) == 0 && size > most) {
				most = size;
				best = statement;
			}
		}
	}
	if (!best)
		return;
	const char *name = string(json_object_get(best, "speaker"), "name"), *text = string(best, "text");
	const char *mark = strcmp(string(best, "kind"), "direct") == 0 ? "\"" : "";
	fputs("\n    ", term->out);
	term_style(term, "36");
	term_text(term, name, strlen(name), 60);
	term_style(term, "");
	fprintf(term->out, "%s%s", name[0] ? ": " : "", mark);
	term_text(term, text, strlen(text), term->width > 80 ? term->width - 20 : 60);
	fputs(mark, term->out);
}

static void stance_line(const struct term *term, const json_t *object)
{
	fprintf(term->out, "%-10s  %-5s -> %-6s ", string(object, "published"), string(object, "source"),
		string(object, "target"));
	score(term, number(object, "score"));
	fprintf(term->out, "  confidence %.2f", number(object, "confidence"));
	title(term, object);
	evidence(term, object);
}

static void article_line(const struct term *term, const json_t *object)
{
	const char *reason = string(object, "reason");
	fprintf(term->out, "%-10s  article          ", string(object, "published"));
	score(term, number(object, "sentiment"));
	fprintf(term->out, "  %zu statements, %zu pairs%s%s", json_array_size(json_object_get(object, "statements")),
		json_array_size(json_object_get(object, "pairs")), reason[0] ? ": " : "", reason);
	title(term, object);
}

static void sentiment_line(const struct term *term, const json_t *object)
{
	fprintf(term->out, "%-10s  tone of %-8s ", string(object, "published"), string(object, "code"));
	score(term, number(object, "sentiment"));
	fprintf(term->out, "  %.0f mentions", number(object, "mentions"));
	title(term, object);
}

static void trend_line(const struct term *term, const json_t *object)
{
	fprintf(term->out, "%-10s  %-5s => %-6s ", string(object, "as_of"), string(object, "source"),
		string(object, "target"));
	score(term, number(object, "score"));
	fprintf(term->out, "  of %.0f articles", number(object, "articles"));
}

static void status_line(const struct term *term, const json_t *object)
{
	fprintf(term->out, "status: %.0f accepted, %.0f scored, %.0f published, %.0f refused, %.0f queued",
		number(object, "accepted"), number(object, "scored"), number(object, "published"),
		number(object, "refused"), number(object, "queue"));
}

void line_print(const struct term *term, const char *topic, const char *json, size_t size)
{
	static const struct {
		const char *prefix;
		void (*print)(const struct term *term, const json_t *object);
	} kinds[] = {
		{ "stance.", stance_line },       { "target.", stance_line }, { "article.", article_line },
		{ "sentiment.", sentiment_line }, { "trend.", trend_line },   { "status", status_line },
	};
	json_t *object = json_loadb(json, size, 0, NULL);
	size_t i = 0, count = sizeof kinds / sizeof kinds[0];
	while (i < count && strncmp(topic, kinds[i].prefix, strlen(kinds[i].prefix)) != 0)
		i++;
	if (i < count)
		kinds[i].print(term, object);
	else
		term_text(term, json, size, size + 1);
	fputc('\n', term->out);
	json_decref(object);
}
