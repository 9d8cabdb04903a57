#include "service/query.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "service/log.h"
#include "service/question.h"
#include "service/service.h"
#include "wire/json_in.h"
#include "wire/json_out.h"

#define EXACT_MAX 9007199254740992.0 /* 2^53: whole numbers up to here are exact in JSON */

static void send_answer(struct service *service, void *socket, struct frames *frames, const char *op, const char *ref,
			enum stanced_refusal refusal, const char *why, const struct stanced_buffer *members)
{
	struct stanced_buffer out = { 0 };
	JSON_OUT(&out, "{\"schema\":\"stanced.answer/1\",\"op\":");
	json_out_text(&out, op);
	JSON_OUT(&out, ",\"ref\":");
	json_out_text(&out, ref);
	JSON_OUT(&out, ",\"ok\":");
	json_out_bool(&out, refusal == STANCED_OK);
	JSON_OUT(&out, ",\"error\":");
	json_out_text(&out, refusal == STANCED_OK ? NULL : stanced_refusal_code(refusal));
	JSON_OUT(&out, ",\"message\":");
	json_out_text(&out, refusal == STANCED_OK ? NULL : why);
	if (members)
		json_out_raw(&out, members->data, members->size);
	JSON_OUT(&out, "}");
	if (out.failed || (members && members->failed) || frames_answer(frames, socket, &out) < 0)
		service->counters.replies_lost++;
	stanced_buffer_deinit(&out);
}

void member_text(struct stanced_buffer *out, const char *name, const char *value)
{
	JSON_OUT(out, ",");
	json_out_text(out, name);
	JSON_OUT(out, ":");
	json_out_text(out, value);
}

void member_uint(struct stanced_buffer *out, const char *name, uint64_t value)
{
	JSON_OUT(out, ",");
	json_out_text(out, name);
	JSON_OUT(out, ":");
	json_out_uint(out, value);
}

enum stanced_refusal question_refuse(struct question *question, enum stanced_refusal refusal, const char *why)
{
	snprintf(question->why, sizeof question->why, "%s", why);
	return refusal;
}

enum stanced_refusal question_number(struct question *question, const char *name, uint64_t preset, uint64_t *valuep)
{
	const json_t *value = json_object_get(question->object, name);
	double number = json_is_number(value) ? json_number_value(value) : -1;
	*valuep = preset;
	if (!value || json_is_null(value))
		return STANCED_OK;
	if (number < 0 || number > EXACT_MAX || number != (double)(uint64_t)number) {
		snprintf(question->why, sizeof question->why, "%s is no whole number", name);
		return STANCED_BAD_REQUEST;
	}
	*valuep = (uint64_t)number;
	return STANCED_OK;
}

enum stanced_refusal question_text(struct question *question, const char *name, size_t max, char **valuep)
{
	struct line why = { question->why, sizeof question->why };
	return json_in_string(valuep, question->object, name, max, &why);
}

static void write_doors(struct stanced_buffer *out, const struct doors *doors)
{
	JSON_OUT(out, ",\"doors\":{");
	for (enum door door = 0; door < DOOR_COUNT; door++) {
		if (door)
			JSON_OUT(out, ",");
		json_out_text(out, door_names[door]);
		JSON_OUT(out, ":[");
		for (size_t i = 0; i < doors->bound_count[door]; i++) {
			if (i)
				JSON_OUT(out, ",");
			json_out_text(out, doors->bound[door][i]);
		}
		JSON_OUT(out, "]");
	}
	JSON_OUT(out, "}");
}

static enum stanced_refusal answer_ping(struct question *question)
{
	const struct service *service = question->service;
	struct stanced_buffer *out = &question->out;
	member_text(out, "version", STANCED_VERSION);
	member_text(out, "boot", service->publisher.boot);
	member_text(out, "state", service_state(service));
	member_text(out, "lexicon", stanced_lexicon_digest(service->lexicon->lexicon));
	JSON_OUT(out, ",\"neutral_band\":");
	json_out_number(out, STANCED_NEUTRAL_BAND);
	JSON_OUT(out, ",\"durable\":");
	json_out_bool(out, service->journal);
	JSON_OUT(out, ",\"limits\":{\"text_max\":");
	json_out_uint(out, service->config->text_max);
	member_uint(out, "message_max", door_message_max(service->config, DOOR_INGEST));
	member_uint(out, "id_max", STANCED_ID_MAX);
	member_uint(out, "meta_max", STANCED_META_MAX);
	member_uint(out, "known_ids", service->config->known_ids);
	member_uint(out, "queue", service->config->queue);
	member_uint(out, "article_s", service->config->article_s);
	member_uint(out, "memory_max", service->config->memory_max);
	member_uint(out, "connections", service->config->connections);
	JSON_OUT(out, "}");
	write_doors(out, &service->doors);
	return STANCED_OK;
}

static void write_refusals(struct stanced_buffer *out, const struct counters *counters)
{
	JSON_OUT(out, ",\"refused_by\":{");
	bool first = true;
	for (unsigned i = STANCED_BAD_REQUEST; i < REFUSAL_COUNT; i++) {
		if (!counters->refused[i])
			continue;
		if (!first)
			JSON_OUT(out, ",");
		first = false;
		json_out_text(out, stanced_refusal_code((enum stanced_refusal)i));
		JSON_OUT(out, ":");
		json_out_uint(out, counters->refused[i]);
	}
	JSON_OUT(out, "}");
}

static enum stanced_refusal answer_stats(struct question *question)
{
	const struct service *service = question->service;
	const struct counters *counters = &service->counters;
	struct stanced_buffer *out = &question->out;
	const struct {
		const char *name;
		uint64_t value;
	} numbers[] = {
		{ "uptime_s", (uint64_t)service_uptime_ms(service) / 1000 },
		{ "seq", service->sequence.next - 1 },
		{ "accepted", counters->accepted },
		{ "accepted_feed", counters->feed_accepted },
		{ "known", counters->known },
		{ "refused", counters_refused(counters) },
		{ "replies_lost", counters->replies_lost },
		{ "scored", counters->scored },
		{ "failed", counters->failed },
		{ "published", counters->published },
		{ "lost", service->publisher.lost },
		{ "queue", service->intake.queue.count },
		{ "queue_bytes", service->intake.queue.bytes },
		{ "in_flight", service_in_flight(service) },
		{ "scorers", service->scorer_count },
		{ "text_bytes", counters->text_bytes },
		{ "engine_us", counters->engine_ns / 1000 },
		{ "known_ids", service->intake.window.count },
		{ "reloads", counters->reloads },
		{ "reloads_refused", counters->reloads_refused },
		{ "clients_admitted", counters->clients_admitted },
		{ "clients_refused", counters->clients_refused },
		{ "doors_shut", counters->doors_shut },
		{ "resident", service->guard.resident },
	};
	member_text(out, "boot", service->publisher.boot);
	member_text(out, "state", service_state(service));
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		member_uint(out, numbers[i].name, numbers[i].value);
	question_journal_stats(question);
	write_refusals(out, counters);
	member_text(out, "lexicon", stanced_lexicon_digest(service->lexicon->lexicon));
	return STANCED_OK;
}

static enum stanced_refusal answer_tail(struct question *question)
{
	char *prefix;
	const struct sequence *sequence = &question->service->sequence;
	enum stanced_refusal refusal = question_text(question, "prefix", STANCED_TOPIC_MAX, &prefix);
	if (refusal)
		return refusal;
	if (!prefix)
		return question_refuse(question, STANCED_BAD_REQUEST, "prefix is missing");
	/* Single articles are not kept apart: whoever asks for one gets the last of all. */
	const char *asked = strncmp(prefix, "article.", 8) ? prefix : "article.";
	member_text(&question->out, "prefix", prefix);
	member_uint(&question->out, "seq", *asked ? tails_under(&sequence->tails, asked) : sequence->next - 1);
	member_text(&question->out, "boot", question->service->publisher.boot);
	free(prefix);
	return STANCED_OK;
}

static enum stanced_refusal order_reload(struct question *question)
{
	struct service *service = question->service;
	if (service->draining)
		return question_refuse(question, STANCED_DRAINING, "the daemon is stopping");
	if (service->waiter_count == RELOAD_WAITERS_MAX)
		return question_refuse(question, STANCED_BUSY, "too many orders to reload are waiting");
	bool next = service->loader.running;
	if (service_reload(service) < 0)
		return question_refuse(question, STANCED_INTERNAL, "no thread could be started");
	struct reload_waiter *waiter = &service->waiters[service->waiter_count++];
	frames_move(&waiter->frames, &question->frames);
	waiter->ref = question->ref;
	waiter->next = next;
	question->ref = NULL;
	question->deferred = true;
	return STANCED_OK;
}

static enum stanced_refusal order_drain(struct question *question)
{
	struct service *service = question->service;
	service_drain(service);
	member_uint(&question->out, "queue", service->intake.queue.count + service_in_flight(service));
	return STANCED_OK;
}

static const struct {
	const char *name;
	bool control; /* an order: only at the control door */
	bool journal; /* needs one */
	enum stanced_refusal (*answer)(struct question *question);
} ops[] = {
	{ "ping", false, false, answer_ping },        { "stats", false, false, answer_stats },
	{ "tail", false, false, answer_tail },        { "article", false, true, question_article },
	{ "replay", false, true, question_replay },   { "pairs", false, true, question_pairs },
	{ "history", false, true, question_history }, { "top", false, true, question_top },
	{ "reload", true, false, order_reload },      { "drain", true, false, order_drain },
	{ "prune", true, true, question_prune },
};

static enum stanced_refusal answer(struct question *question, bool control)
{
	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
		if (strcmp(ops[i].name, question->op))
			continue;
		if (ops[i].control && !control)
			return question_refuse(question, STANCED_NOT_ALLOWED, "only the control door takes this order");
		if (ops[i].journal && !question->service->journal)
			return question_refuse(question, STANCED_NOT_ALLOWED, "this needs a journal, and none is kept");
		return ops[i].answer(question);
	}
	return question_refuse(question, STANCED_BAD_REQUEST, "there is no such op");
}

static enum stanced_refusal read_question(struct question *question, json_t **objectp)
{
	struct line why = { question->why, sizeof question->why };
	zmq_msg_t *body = &question->frames.body[0];
	if (question->frames.count != 1)
		return question_refuse(question, STANCED_BAD_REQUEST, "one frame is expected");
	enum stanced_refusal refusal = json_in_object(objectp, zmq_msg_data(body), zmq_msg_size(body), &why);
	if (!refusal)
		refusal = json_in_string(&question->ref, *objectp, "ref", STANCED_META_MAX, &why);
	if (!refusal)
		refusal = json_in_string(&question->op, *objectp, "op", STANCED_TOPIC_MAX, &why);
	if (!refusal && !question->op)
		refusal = question_refuse(question, STANCED_BAD_REQUEST, "op is missing");
	question->object = *objectp;
	return refusal;
}

bool query_serve(struct service *service, void *socket, bool control)
{
	struct question question = { .service = service };
	json_t *object = NULL;
	if (!frames_receive(&question.frames, socket, true))
		return false;
	enum stanced_refusal refusal = read_question(&question, &object);
	if (!refusal)
		refusal = answer(&question, control);
	if (!question.deferred)
		send_answer(service, socket, &question.frames, question.op, question.ref, refusal, question.why,
			    refusal ? NULL : &question.out);
	frames_deinit(&question.frames);
	stanced_buffer_deinit(&question.out);
	json_decref(object);
	free(question.op);
	free(question.ref);
	return true;
}

static void write_outcome(struct stanced_buffer *out, const struct service *service, const struct loaded *loaded)
{
	member_text(out, "lexicon", stanced_lexicon_digest(service->lexicon->lexicon));
	member_uint(out, "findings_count", loaded->finding_count);
	JSON_OUT(out, ",\"findings\":[");
	for (unsigned i = 0; i < loaded->finding_count && i < LOADER_FINDINGS_MAX; i++) {
		if (i)
			JSON_OUT(out, ",");
		json_out_text(out, loaded->findings[i]);
	}
	JSON_OUT(out, "]");
}

/* For the next load, at its new place. */
static void keep_waiter(struct reload_waiter *place, struct reload_waiter *waiter)
{
	waiter->next = false;
	if (place == waiter)
		return;
	frames_move(&place->frames, &waiter->frames);
	frames_deinit(&waiter->frames);
	place->ref = waiter->ref;
	place->next = false;
}

void query_reloaded(struct service *service, const struct loaded *loaded)
{
	struct stanced_buffer out = { 0 };
	unsigned left = 0;
	write_outcome(&out, service, loaded);
	for (unsigned i = 0; i < service->waiter_count; i++) {
		struct reload_waiter *waiter = &service->waiters[i];
		if (waiter->next) {
			keep_waiter(&service->waiters[left++], waiter);
			continue;
		}
		send_answer(service, service->doors.sockets[DOOR_CONTROL], &waiter->frames, "reload", waiter->ref,
			    loaded->result           ? STANCED_BAD_LEXICON
			    : loaded->clients_result ? STANCED_BAD_CLIENTS
						     : STANCED_OK,
			    loaded_reason(loaded), &out);
		frames_deinit(&waiter->frames);
		free(waiter->ref);
	}
	service->waiter_count = left;
	stanced_buffer_deinit(&out);
}

void query_pruned(struct service *service, int r)
{
	for (unsigned i = 0; i < service->prune_count; i++) {
		struct prune_waiter *waiter = &service->prunes[i];
		struct stanced_buffer out = { 0 };
		member_uint(&out, "removed", waiter->removed);
		send_answer(service, service->doors.sockets[DOOR_CONTROL], &waiter->frames, "prune", waiter->ref,
			    r < 0 ? STANCED_BUSY : STANCED_OK, "the journal cannot be written now",
			    r < 0 ? NULL : &out);
		frames_deinit(&waiter->frames);
		free(waiter->ref);
		stanced_buffer_deinit(&out);
	}
	service->prune_count = 0;
}
