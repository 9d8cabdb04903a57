/* Questions that the ledger answers: the table of pairs, a pair's days, what moved.
 *
 * pairs is paged like replay. Each pair says the number of the message that published it, so that whoever has
 * subscribed to "trend." before asking knows which of both is the newer, whatever page it came with. */
#include "service/question.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "engine/lexicon.h"
#include "journal/ledger.h"
#include "service/service.h"
#include "wire/json_out.h"

#define PAIRS_LIMIT 1000 /* a page, unless asked for otherwise */
#define PAIRS_LIMIT_MAX 10000
#define PAIRS_LOOKED_AT 20000 /* in one page */
#define DAYS_LIMIT 366
#define DAYS_LIMIT_MAX 3660
#define TOP_DAYS 7
#define TOP_LIMIT 20
#define TOP_LIMIT_MAX 1000

/* A code, or nothing where it may be absent. */
static enum stanced_refusal read_code(struct question *question, const char *name, bool required,
				      char code[LEDGER_CODE_SIZE])
{
	char *text = NULL;
	enum stanced_refusal refusal = question_text(question, name, STANCED_TOPIC_MAX, &text);
	code[0] = '\0';
	if (!refusal && text && !stanced_is_code(text))
		refusal = question_refuse(question, STANCED_BAD_REQUEST, "source and target are codes: CHN, NATO");
	else if (!refusal && !text && required)
		refusal = question_refuse(question, STANCED_BAD_REQUEST, "source and target are needed");
	else if (!refusal && text)
		strcpy(code, text);
	free(text);
	return refusal;
}

/* Of a code that no actor has, an empty answer would be no answer. */
static enum stanced_refusal check_code(struct question *question, const char *code)
{
	const struct stanced_lexicon *lexicon = question->service->lexicon->lexicon;
	for (size_t i = 0; code[0] && i < lexicon_actor_count(lexicon); i++) {
		if (!strcmp(lexicon_actor(lexicon, (uint16_t)i)->code, code))
			return STANCED_OK;
	}
	snprintf(question->why, sizeof question->why, "no actor has the code %s", code);
	return code[0] ? STANCED_BAD_REQUEST : STANCED_OK;
}

/* Where nothing was found: the codes may be why. */
static enum stanced_refusal check_codes(struct question *question, const char *source, const char *target)
{
	enum stanced_refusal refusal = check_code(question, source);
	return refusal ? refusal : check_code(question, target);
}

static enum stanced_refusal read_day(struct question *question, const char *name, bool last, int32_t preset,
				     int32_t *dayp)
{
	char *text = NULL;
	enum stanced_refusal refusal = question_text(question, name, STANCED_TOPIC_MAX, &text);
	*dayp = preset;
	if (!refusal && text && !day_parse(view_of(text), last, dayp))
		refusal = question_refuse(question, STANCED_BAD_DATE, "a day is YYYY, YYYY-MM or YYYY-MM-DD");
	free(text);
	return refusal;
}

static enum stanced_refusal read_limit(struct question *question, uint64_t preset, uint64_t max, uint64_t *limitp)
{
	enum stanced_refusal refusal = question_number(question, "limit", preset, limitp);
	if (!refusal && (*limitp < 1 || *limitp > max)) {
		snprintf(question->why, sizeof question->why, "limit is not a number from 1 to %" PRIu64, max);
		refusal = STANCED_BAD_REQUEST;
	}
	return refusal;
}

static void member_number(struct stanced_buffer *out, const char *name, double value)
{
	JSON_OUT(out, ",");
	json_out_text(out, name);
	JSON_OUT(out, ":");
	json_out_number(out, value);
}

static void member_day(struct stanced_buffer *out, const char *name, int32_t day)
{
	char text[DAY_TEXT];
	day_format(day, text);
	member_text(out, name, text);
}

static void write_pair(struct stanced_buffer *out, const struct ledger_pair *pair)
{
	const struct message_sum sum = trend_sum(pair);
	message_write_sum(out, &sum);
	member_uint(out, "seq", pair->seq);
}

/* ---- pairs ---- */

struct pairs_page {
	char source[LEDGER_CODE_SIZE], target[LEDGER_CODE_SIZE]; /* asked for; empty: all */
	struct ledger_pair at; /* the last one looked at */
	uint64_t limit, count, looked;
};

/* "SOURCE.TARGET" of the last pair of the page before. */
static enum stanced_refusal read_cursor(struct question *question, struct ledger_pair *at)
{
	char *text = NULL;
	enum stanced_refusal refusal = question_text(question, "after", STANCED_TOPIC_MAX, &text);
	char *dot = text ? strchr(text, '.') : NULL;
	if (dot)
		*dot = '\0';
	if (!refusal && text && (!dot || !stanced_is_code(text) || !stanced_is_code(dot + 1)))
		refusal = question_refuse(question, STANCED_BAD_REQUEST, "after is what next said");
	else if (!refusal && dot) {
		strcpy(at->source, text);
		strcpy(at->target, dot + 1);
	}
	free(text);
	return refusal;
}

/* 1: there may be more. */
static int write_pairs(struct question *question, struct pairs_page *page)
{
	struct journal *journal = question->service->journal;
	struct stanced_buffer *out = &question->out;
	int r = 1;
	/* Of one source nothing stands before it. */
	if (page->source[0] && strcmp(page->at.source, page->source) < 0) {
		strcpy(page->at.source, page->source);
		page->at.target[0] = '\0';
	}
	while (r == 1 && page->count < page->limit && page->looked++ < PAIRS_LOOKED_AT) {
		r = ledger_next_pair(journal, page->at.source, page->at.target, &page->at);
		if (r != 1)
			break;
		if (page->source[0] && strcmp(page->at.source, page->source))
			return 0;
		if (page->target[0] && strcmp(page->at.target, page->target))
			continue;
		if (page->count++)
			JSON_OUT(out, ",");
		JSON_OUT(out, "{");
		write_pair(out, &page->at);
		JSON_OUT(out, "}");
	}
	return r;
}

enum stanced_refusal question_pairs(struct question *question)
{
	struct service *service = question->service;
	struct stanced_buffer *out = &question->out;
	struct pairs_page page = { .count = 0 };
	char next[2 * LEDGER_CODE_SIZE];
	enum stanced_refusal refusal = read_code(question, "source", false, page.source);
	if (!refusal)
		refusal = read_code(question, "target", false, page.target);
	if (!refusal)
		refusal = read_cursor(question, &page.at);
	if (!refusal)
		refusal = read_limit(question, PAIRS_LIMIT, PAIRS_LIMIT_MAX, &page.limit);
	if (refusal)
		return refusal;
	JSON_OUT(out, ",\"pairs\":[");
	int more = write_pairs(question, &page);
	if (more < 0)
		return question_unread(question);
	if (page.count == 0 && (refusal = check_codes(question, page.source, page.target)))
		return refusal;
	JSON_OUT(out, "]");
	snprintf(next, sizeof next, "%s.%s", page.at.source, page.at.target);
	member_text(out, "next", more ? next : NULL);
	member_uint(out, "half_life_days", service->config->half_life);
	member_uint(out, "seq", journal_next(service->journal) - 1);
	member_text(out, "boot", service->publisher.boot);
	return STANCED_OK;
}

/* ---- history ---- */

static int write_day(struct question *question, const char *source, const char *target, const struct ledger_day *day)
{
	struct service *service = question->service;
	struct stanced_buffer *out = &question->out;
	struct ledger_sum running;
	int r = ledger_sum(service->journal, source, target, (unsigned)service->config->half_life, day->day, &running);
	char text[DAY_TEXT];
	day_format(day->day, text);
	JSON_OUT(out, "{\"day\":");
	json_out_text(out, text);
	member_number(out, "score", day->score);
	member_number(out, "weight", day->weight);
	member_uint(out, "articles", day->articles);
	member_number(out, "running", running.score);
	JSON_OUT(out, "}");
	return r;
}

enum stanced_refusal question_history(struct question *question)
{
	struct service *service = question->service;
	struct stanced_buffer *out = &question->out;
	char source[LEDGER_CODE_SIZE], target[LEDGER_CODE_SIZE];
	struct ledger_day day;
	int32_t from, to;
	uint64_t limit, count = 0;
	enum stanced_refusal refusal = read_code(question, "source", true, source);
	if (!refusal)
		refusal = read_code(question, "target", true, target);
	if (!refusal)
		refusal = read_day(question, "from", false, INT32_MIN, &from);
	if (!refusal)
		refusal = read_day(question, "to", true, INT32_MAX - 1, &to);
	if (!refusal)
		refusal = read_limit(question, DAYS_LIMIT, DAYS_LIMIT_MAX, &limit);
	if (refusal)
		return refusal;
	member_text(out, "source", source);
	member_text(out, "target", target);
	JSON_OUT(out, ",\"days\":[");
	int r;
	while ((r = ledger_next_day(service->journal, source, target, from, &day)) == 1 && day.day <= to) {
		if (count == limit)
			break;
		if (count++)
			JSON_OUT(out, ",");
		if ((r = write_day(question, source, target, &day)) < 0)
			break;
		from = day.day + 1;
	}
	if (r < 0)
		return question_unread(question);
	if (count == 0 && (refusal = check_codes(question, source, target)))
		return refusal;
	JSON_OUT(out, "]");
	if (r == 1 && day.day <= to)
		member_day(out, "next", day.day);
	else
		JSON_OUT(out, ",\"next\":null");
	member_uint(out, "half_life_days", service->config->half_life);
	return STANCED_OK;
}

/* ---- top ---- */

struct mover {
	struct ledger_pair pair;
	struct ledger_sum before;
	double change;
};

struct top {
	struct mover *movers; /* the first count of them, the largest change first */
	uint64_t limit, count, days;
	int32_t newest, to;
};

/* Drawn toward 0 as if by one sure article without leaning: a pair of one article does not lead the table. */
static double drawn(const struct ledger_sum *sum)
{
	return sum->score * sum->weight / (sum->weight + 1);
}

static void insert(struct top *top, const struct mover *mover)
{
	uint64_t place = top->count;
	while (place && fabs(top->movers[place - 1].change) < fabs(mover->change))
		place--;
	if (place == top->limit)
		return;
	if (top->count < top->limit)
		top->count++;
	memmove(top->movers + place + 1, top->movers + place, (top->count - 1 - place) * sizeof *top->movers);
	top->movers[place] = *mover;
}

/* A pair without anything new since then has not moved. */
static int weigh(struct question *question, struct top *top, struct mover *mover)
{
	struct service *service = question->service;
	unsigned half_life = (unsigned)service->config->half_life;
	const char *source = mover->pair.source, *target = mover->pair.target;
	int32_t then = top->to - (int32_t)top->days;
	if (mover->pair.sum.as_of <= then)
		return 0;
	int r = ledger_sum(service->journal, source, target, half_life, then, &mover->before);
	if (r == 0 && mover->pair.sum.as_of > top->to)
		r = ledger_sum(service->journal, source, target, half_life, top->to, &mover->pair.sum);
	mover->change = drawn(&mover->pair.sum) - drawn(&mover->before);
	if (r == 0 && mover->change != 0)
		insert(top, mover);
	return r;
}

static int each_pair(struct question *question, struct top *top,
		     int (*act)(struct question *question, struct top *top, struct mover *mover))
{
	struct mover mover = { .change = 0 };
	int r;
	while ((r = ledger_next_pair(question->service->journal, mover.pair.source, mover.pair.target, &mover.pair)) ==
	       1) {
		r = act(question, top, &mover);
		if (r < 0)
			break;
	}
	return r;
}

static int find_newest(struct question *question, struct top *top, struct mover *mover)
{
	if (mover->pair.sum.as_of > top->newest)
		top->newest = mover->pair.sum.as_of;
	return 0;
}

static void write_top(struct stanced_buffer *out, const struct top *top)
{
	JSON_OUT(out, ",\"movers\":[");
	for (uint64_t i = 0; i < top->count; i++) {
		const struct mover *mover = &top->movers[i];
		if (i)
			JSON_OUT(out, ",");
		JSON_OUT(out, "{");
		write_pair(out, &mover->pair);
		if (mover->before.articles)
			member_number(out, "before", mover->before.score);
		else
			JSON_OUT(out, ",\"before\":null");
		member_number(out, "change", mover->change);
		JSON_OUT(out, "}");
	}
	JSON_OUT(out, "]");
}

enum stanced_refusal question_top(struct question *question)
{
	struct top top = { .newest = INT32_MIN };
	int32_t to;
	enum stanced_refusal refusal = question_number(question, "days", TOP_DAYS, &top.days);
	if (!refusal)
		refusal = read_limit(question, TOP_LIMIT, TOP_LIMIT_MAX, &top.limit);
	if (!refusal)
		refusal = read_day(question, "to", true, INT32_MIN, &to);
	if (!refusal && (top.days < 1 || top.days > 36500))
		refusal = question_refuse(question, STANCED_BAD_REQUEST, "days is not a number from 1 to 36500");
	if (refusal)
		return refusal;
	top.movers = calloc(top.limit + 1, sizeof *top.movers);
	int r = top.movers ? each_pair(question, &top, find_newest) : -ENOMEM;
	top.to = to == INT32_MIN ? top.newest : to;
	if (r == 0 && top.newest != INT32_MIN)
		r = each_pair(question, &top, weigh);
	if (r == 0) {
		write_top(&question->out, &top);
		if (top.newest != INT32_MIN)
			member_day(&question->out, "to", top.to);
		member_uint(&question->out, "days", top.days);
	}
	free(top.movers);
	return r < 0 ? question_unread(question) : STANCED_OK;
}
