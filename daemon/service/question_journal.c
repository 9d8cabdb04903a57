/* Questions that the journal answers.
 *
 * replay is paged: an answer holds at most limit messages and about PAGE_BYTES, looks at no more than PAGE_ROWS, and
 * says in next where to go on. Whoever asks sets the pace, so that nobody's replay holds up scoring. */
#include "service/question.h"

#include <stdlib.h>
#include <string.h>

#include "service/service.h"
#include "wire/json_out.h"

#define PAGE_LIMIT 100 /* messages, unless asked for otherwise */
#define PAGE_LIMIT_MAX 1000
#define PAGE_BYTES (1u << 20)
#define PAGE_ROWS 20000

enum stanced_refusal question_unread(struct question *question)
{
	return question_refuse(question, STANCED_INTERNAL, "the journal cannot be read");
}

static void write_article(struct stanced_buffer *out, const struct journal_article *article, int found)
{
	static const char *const states[] = { "pending", "scored", "aside" };
	member_text(out, "state", found ? states[article->state] : "unknown");
	member_text(out, "reason", article->reason[0] ? article->reason : NULL);
	JSON_OUT(out, ",\"article\":");
	if (article->message)
		json_out_raw(out, article->message, article->message_size);
	else
		JSON_OUT(out, "null");
}

enum stanced_refusal question_article(struct question *question)
{
	struct journal_article article;
	char key[STANCED_KEY_HEX + 1];
	char *id = NULL;
	enum stanced_refusal refusal = question_text(question, "id", STANCED_ID_MAX, &id);
	if (refusal)
		return refusal;
	if (!id)
		return question_refuse(question, STANCED_BAD_REQUEST, "id is missing");
	stanced_key(id, key);
	free(id);
	int r = journal_article(question->service->journal, key, &article);
	if (r < 0)
		return question_unread(question);
	member_text(&question->out, "key", key);
	write_article(&question->out, &article, r);
	return STANCED_OK;
}

struct page {
	const char *prefix;
	uint64_t from, limit, next;
	size_t count, rows;
};

static bool matches(const struct page *page, const struct journal_message *message, char topic[STANCED_TOPIC_MAX])
{
	char twin[STANCED_TOPIC_MAX];
	size_t size = strlen(page->prefix);
	bool both = publish_topics(message->kind, message->source, message->target, topic, twin);
	if (!strncmp(topic, page->prefix, size))
		return true;
	if (!both || strncmp(twin, page->prefix, size))
		return false;
	memcpy(topic, twin, STANCED_TOPIC_MAX);
	return true;
}

static void write_message(struct question *question, struct page *page, const struct journal_message *message)
{
	struct stanced_buffer *out = &question->out;
	char topic[STANCED_TOPIC_MAX];
	page->next = message->seq + 1;
	if (!matches(page, message, topic))
		return;
	if (page->count++)
		JSON_OUT(out, ",");
	JSON_OUT(out, "{\"topic\":");
	json_out_text(out, topic);
	JSON_OUT(out, ",\"message\":");
	json_out_raw(out, message->body, message->body_size);
	JSON_OUT(out, "}");
}

/* Results of the turn that runs are not committed yet: they are not told. */
static int write_page(struct question *question, struct page *page)
{
	struct journal *journal = question->service->journal;
	struct journal_message message;
	int r = journal_read_begin(journal, page->from);
	while (r >= 0 && page->count < page->limit && question->out.size < PAGE_BYTES && page->rows++ < PAGE_ROWS) {
		r = journal_read_next(journal, &message);
		if (r == 0 || (r == 1 && message.seq >= journal_next(journal))) {
			page->next = journal_next(journal);
			break;
		}
		if (r == 1)
			write_message(question, page, &message);
	}
	journal_read_end(journal);
	return r < 0 ? r : 0;
}

static enum stanced_refusal replay(struct question *question, struct page *page)
{
	struct journal *journal = question->service->journal;
	struct stanced_buffer *out = &question->out;
	uint64_t oldest;
	enum stanced_refusal refusal = question_number(question, "from", 1, &page->from);
	if (!refusal)
		refusal = question_number(question, "limit", PAGE_LIMIT, &page->limit);
	if (refusal)
		return refusal;
	if (page->from > journal_next(journal))
		return question_refuse(question, STANCED_BAD_REQUEST, "from is beyond the last number");
	if (page->limit < 1 || page->limit > PAGE_LIMIT_MAX)
		return question_refuse(question, STANCED_BAD_REQUEST, "limit is not a number from 1 to 1000");
	if (journal_oldest(journal, &oldest) < 0)
		return question_unread(question);
	page->next = page->from;
	member_uint(out, "from", page->from);
	member_uint(out, "oldest", oldest);
	JSON_OUT(out, ",\"messages\":[");
	if (write_page(question, page) < 0)
		return question_unread(question);
	JSON_OUT(out, "]");
	member_uint(out, "next", page->next);
	member_uint(out, "tail", journal_next(journal) - 1);
	member_text(out, "boot", question->service->publisher.boot);
	return STANCED_OK;
}

enum stanced_refusal question_replay(struct question *question)
{
	char *prefix = NULL;
	enum stanced_refusal refusal = question_text(question, "prefix", STANCED_TOPIC_MAX - 1, &prefix);
	if (!refusal) {
		struct page page = { .prefix = prefix ? prefix : "" };
		refusal = replay(question, &page);
	}
	free(prefix);
	return refusal;
}

/* What is removed, and what that answers, waits for the end of the turn (record_commit). */
enum stanced_refusal question_prune(struct question *question)
{
	uint64_t days, before = 0;
	struct service *service = question->service;
	enum stanced_refusal refusal = question_number(question, "days", service->config->journal_days, &days);
	if (refusal)
		return refusal;
	if (days == 0 && !json_is_number(json_object_get(question->object, "days")))
		return question_refuse(question, STANCED_BAD_REQUEST,
				       "days is missing, and keep_days lets articles go at no age");
	if (service->prune_count == PRUNE_WAITERS_MAX)
		return question_refuse(question, STANCED_BUSY, "too many orders to prune are waiting");
	uint64_t age = days * 24 * 3600 * 1000, now = (uint64_t)service->intake.clock_ms;
	if (days < 100000 && age < now)
		before = now - age;
	struct prune_waiter *waiter = &service->prunes[service->prune_count++];
	*waiter = (struct prune_waiter) { .ref = question->ref, .before_ms = (int64_t)before };
	frames_move(&waiter->frames, &question->frames);
	question->ref = NULL;
	question->deferred = true;
	return STANCED_OK;
}

void question_journal_stats(struct question *question)
{
	struct journal *journal = question->service->journal;
	struct stanced_buffer *out = &question->out;
	uint64_t bytes = 0, unused = 0, oldest = 0;
	if (!journal || journal_size(journal, &bytes, &unused) < 0 || journal_oldest(journal, &oldest) < 0)
		return;
	member_uint(out, "journal_bytes", bytes);
	member_uint(out, "journal_free_bytes", unused);
	member_uint(out, "journal_oldest", oldest);
	member_uint(out, "waiting", question->service->stalled.count);
	JSON_OUT(out, ",\"journal_failing\":");
	json_out_bool(out, question->service->failing);
}
