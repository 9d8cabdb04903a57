/* One function a kind of expectation line; tests/cases/README.md says what each means. */
#include "case_check.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "case_span.h"

#define FIELDS 6 /* kind speaker role country text stances */
#define STATEMENTS_MAX 4096

struct check {
	const struct prose_case *item;
	const struct stanced_result *result;
	const struct case_line *line;
	FILE *out;
	unsigned failed;
	bool used[STATEMENTS_MAX]; /* statements that an expectation stands for */
};

__attribute__((format(printf, 2, 3))) static void fail(struct check *check, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fprintf(check->out, "%s:%u: ", check->item->file, check->line ? check->line->number : check->item->line);
	vfprintf(check->out, format, arguments);
	if (check->line)
		fprintf(check->out, "\n    expected: %s\n", check->line->text);
	else
		fputc('\n', check->out);
	va_end(arguments);
	check->failed++;
}

static const char *last_word(const char *name, size_t *sizep)
{
	size_t end = strlen(name);
	while (end > 0 && ispunct((unsigned char)name[end - 1]))
		end--;
	size_t start = end;
	while (start > 0 && name[start - 1] != ' ')
		start--;
	*sizep = end - start;
	return name + start;
}

/* choices: "a/b", "-" (none) or "?" (anything). Names agree in their last words. */
static bool one_of(const char *choices, const char *value, bool name)
{
	for (const char *at = choices; *at; at += *at == '/') {
		size_t size = strcspn(at, "/");
		char choice[256];
		snprintf(choice, sizeof choice, "%.*s", (int)size, at);
		at += size;
		if (strcmp(choice, "?") == 0)
			return true;
		if (!value || !*value) {
			if (strcmp(choice, "-") == 0)
				return true;
			continue;
		}
		size_t a_size = strlen(choice), b_size = strlen(value);
		const char *a = name ? last_word(choice, &a_size) : choice,
			   *b = name ? last_word(value, &b_size) : value;
		if (a_size == b_size && strncasecmp(a, b, a_size) == 0)
			return true;
	}
	return false;
}

static const char *role_of(const struct stanced_statement *statement)
{
	return statement->has_speaker && statement->speaker.role != STANCED_ROLE_NONE
		       ? stanced_role_name(statement->speaker.role)
		       : NULL;
}

static int sign(double score)
{
	return score >= STANCED_NEUTRAL_BAND ? 1 : score <= -STANCED_NEUTRAL_BAND ? -1 : 0;
}

static int wanted_sign(char mark)
{
	return mark == '+' ? 1 : mark == '-' ? -1 : 0;
}

/* "CHN>JPN -" */
static bool parse_pair(const char *text, char source[32], char target[32], char *mark)
{
	char both[80], rest[8] = "";
	if (sscanf(text, " %79s %7s", both, rest) < 1)
		return false;
	char *arrow = strchr(both, '>');
	if (!arrow)
		return false;
	*arrow = '\0';
	snprintf(source, 32, "%.31s", both);
	snprintf(target, 32, "%.31s", arrow + 1);
	*mark = rest[0];
	return true;
}

static void check_stance(struct check *check, const struct stanced_statement *statement, const char *text)
{
	char source[32], target[32], mark;
	if (!parse_pair(text, source, target, &mark)) {
		fail(check, "not a stance: %s", text);
		return;
	}
	for (size_t i = 0; i < statement->stance_count; i++) {
		const struct stanced_stance *stance = &statement->stances[i];
		if (strcmp(stance->source, source) != 0 || strcmp(stance->target, target) != 0)
			continue;
		if (sign(stance->score) != wanted_sign(mark))
			fail(check, "stance %s>%s has the score %.2f", source, target, stance->score);
		return;
	}
	if (wanted_sign(mark) != 0)
		fail(check, "the statement holds no stance %s>%s", source, target);
}

static void check_stances(struct check *check, const struct stanced_statement *statement, char *list)
{
	if (strcmp(list, "none") == 0) {
		for (size_t i = 0; i < statement->stance_count; i++)
			if (sign(statement->stances[i].score) != 0)
				fail(check, "the statement holds a stance %s>%s %.2f", statement->stances[i].source,
				     statement->stances[i].target, statement->stances[i].score);
		return;
	}
	char *rest = NULL;
	for (char *one = strtok_r(list, ",", &rest); one; one = strtok_r(NULL, ",", &rest))
		check_stance(check, statement, one);
}

static void check_speaker(struct check *check, const struct stanced_statement *statement, char *fields[FIELDS])
{
	if (statement->kind == STANCED_NARRATED)
		return;
	const char *name = statement->has_speaker ? statement->speaker.name : NULL;
	const char *country = statement->has_speaker ? statement->speaker.country : NULL;
	if (!one_of(fields[1], name, true))
		fail(check, "speaker is %s", name ? name : "none");
	if (!one_of(fields[2], role_of(statement), false))
		fail(check, "role is %s", role_of(statement) ? role_of(statement) : "none");
	if (!one_of(fields[3], country, false))
		fail(check, "country is %s", country ? country : "none");
}

/* The statement that the line stands for: the span fits, and better the kind as well. SIZE_MAX: none. */
static size_t find_statement(const struct check *check, char *fields[FIELDS], bool *kind_fits)
{
	size_t found = SIZE_MAX;
	*kind_fits = false;
	for (size_t i = 0; i < check->result->statement_count && i < STATEMENTS_MAX; i++) {
		const struct stanced_statement *statement = &check->result->statements[i];
		if (check->used[i] || !case_span_fits(check->item->text, check->item->text_size, fields[4],
						      statement->start, statement->end))
			continue;
		found = i;
		if (one_of(fields[0], stanced_kind_name(statement->kind), false)) {
			*kind_fits = true;
			break;
		}
	}
	return found;
}

static void check_statement(struct check *check, char *fields[FIELDS], bool optional)
{
	struct case_span span;
	if (!case_span_find(check->item->text, check->item->text_size, fields[4], 0, &span)) {
		fail(check, "the article does not hold these words (error of the fixture)");
		return;
	}
	bool kind_fits;
	size_t found = find_statement(check, fields, &kind_fits);
	if (found == SIZE_MAX) {
		if (!optional)
			fail(check, "no such statement was found");
		return;
	}
	const struct stanced_statement *statement = &check->result->statements[found];
	check->used[found] = true;
	if (optional)
		return;
	if (!kind_fits)
		fail(check, "kind is %s", stanced_kind_name(statement->kind));
	check_speaker(check, statement, fields);
	if (fields[5])
		check_stances(check, statement, fields[5]);
}

/* Cuts the line at " | "; the number of fields. */
static size_t cut_fields(char *line, char *fields[FIELDS])
{
	size_t count = 0;
	memset(fields, 0, FIELDS * sizeof *fields);
	while (count < FIELDS) {
		fields[count++] = line;
		char *next = strstr(line, " | ");
		if (!next)
			break;
		*next = '\0';
		line = next + 3;
	}
	return count;
}

static const struct stanced_pair *find_pair(const struct stanced_result *result, const char *source, const char *target)
{
	for (size_t i = 0; i < result->pair_count; i++)
		if (strcmp(result->pairs[i].source, source) == 0 && strcmp(result->pairs[i].target, target) == 0)
			return &result->pairs[i];
	return NULL;
}

static void check_pair(struct check *check, const char *text)
{
	char source[32], target[32], mark;
	if (!parse_pair(text, source, target, &mark) || !strchr("+-0", mark) || !mark) {
		fail(check, "not a pair (error of the fixture)");
		return;
	}
	const struct stanced_pair *pair = find_pair(check->result, source, target);
	if (!pair)
		fail(check, "the pair is not listed");
	else if ((int)pair->label != wanted_sign(mark))
		fail(check, "the pair is %s, %.2f", stanced_label_name(pair->label), pair->score);
}

static void check_no_pair(struct check *check, const char *text)
{
	char source[32], target[32], mark;
	if (!parse_pair(text, source, target, &mark)) {
		fail(check, "not a pair (error of the fixture)");
		return;
	}
	for (size_t i = 0; i < check->result->pair_count; i++) {
		const struct stanced_pair *pair = &check->result->pairs[i];
		if ((strcmp(source, "*") == 0 || strcmp(source, pair->source) == 0) &&
		    (strcmp(target, "*") == 0 || strcmp(target, pair->target) == 0) && pair->label != STANCED_NEUTRAL &&
		    (!mark || (int)pair->label == wanted_sign(mark)))
			fail(check, "pair %s>%s is %s, %.2f", pair->source, pair->target,
			     stanced_label_name(pair->label), pair->score);
	}
}

static bool has_actor(const struct stanced_result *result, const char *code)
{
	for (size_t i = 0; i < result->actor_count; i++)
		if (strcmp(result->actors[i].code, code) == 0)
			return true;
	return false;
}

static void check_reason(struct check *check, const char *wanted)
{
	const char *reason = stanced_reason_name(check->result->reason);
	if (!one_of(wanted, reason, false))
		fail(check, "the reason is %s", reason ? reason : "none");
}

static void check_no_text(struct check *check, const char *words)
{
	for (size_t i = 0; i < check->result->statement_count; i++) {
		const struct stanced_statement *statement = &check->result->statements[i];
		if (memmem(check->item->text + statement->start, statement->end - statement->start, words,
			   strlen(words)))
			fail(check, "a %s statement holds these words", stanced_kind_name(statement->kind));
	}
}

static const char *argument(const char *line, const char *word)
{
	size_t size = strlen(word);
	return strncmp(line, word, size) == 0 && line[size] == ' ' ? line + size + 1 : NULL;
}

static void check_line(struct check *check, char *line)
{
	const char *rest;
	char *fields[FIELDS];
	bool optional = strncmp(line, "? ", 2) == 0;
	if (optional)
		line += 2;
	if ((rest = argument(line, "pair"))) {
		if (!optional)
			check_pair(check, rest);
	} else if ((rest = argument(line, "no"))) {
		check_no_pair(check, rest);
	} else if ((rest = argument(line, "reason"))) {
		check_reason(check, rest);
	} else if ((rest = argument(line, "notext"))) {
		check_no_text(check, rest);
	} else if ((rest = argument(line, "actor"))) {
		if (!has_actor(check->result, rest))
			fail(check, "not among the actors");
	} else if ((rest = argument(line, "noactor"))) {
		if (has_actor(check->result, rest))
			fail(check, "among the actors");
	} else if (cut_fields(line, fields) >= 5) {
		check_statement(check, fields, optional);
	} else {
		fail(check, "not an expectation (error of the fixture)");
	}
}

/* Runs last, when every listed statement has found its own. */
static void check_only(struct check *check)
{
	for (size_t i = 0; i < check->result->statement_count && i < STATEMENTS_MAX; i++) {
		const struct stanced_statement *statement = &check->result->statements[i];
		if (!check->used[i])
			fail(check, "one more %s statement: %.*s", stanced_kind_name(statement->kind),
			     (int)(statement->end - statement->start), check->item->text + statement->start);
	}
}

unsigned case_check(const struct prose_case *item, const struct stanced_result *result, FILE *out)
{
	struct check check = { .item = item, .result = result, .out = out };
	const struct case_line *only = NULL;
	for (size_t i = 0; i < item->line_count; i++) {
		check.line = &item->lines[i];
		if (strcmp(check.line->text, "only") == 0) {
			only = check.line;
			continue;
		}
		char *copy = strdup(check.line->text);
		if (!copy)
			abort();
		check_line(&check, copy);
		free(copy);
	}
	check.line = only;
	if (only)
		check_only(&check);
	return check.failed;
}

static char sign_mark(double score)
{
	return "-0+"[sign(score) + 1];
}

void case_print(const struct prose_case *item, const struct stanced_result *result, FILE *out)
{
	const char *reason = stanced_reason_name(result->reason);
	for (size_t i = 0; i < result->statement_count; i++) {
		const struct stanced_statement *statement = &result->statements[i];
		const struct stanced_speaker *speaker = &statement->speaker;
		bool named = statement->has_speaker;
		fprintf(out, "    found: %s | %s | %s | %s | %.*s |", stanced_kind_name(statement->kind),
			named && speaker->name ? speaker->name : "-", role_of(statement) ? role_of(statement) : "-",
			named && speaker->country ? speaker->country : "-", (int)(statement->end - statement->start),
			item->text + statement->start);
		for (size_t j = 0; j < statement->stance_count; j++)
			fprintf(out, " %s>%s %c", statement->stances[j].source, statement->stances[j].target,
				sign_mark(statement->stances[j].score));
		fputc('\n', out);
	}
	for (size_t i = 0; i < result->pair_count; i++)
		fprintf(out, "    found: pair %s>%s %c\n", result->pairs[i].source, result->pairs[i].target,
			sign_mark(result->pairs[i].score));
	if (reason)
		fprintf(out, "    found: reason %s\n", reason);
}
