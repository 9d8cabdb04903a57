/* The JSON of results, straight from the engine's structs. Shapes and order of keys:
 *
 *   message   = schema numbers copy_of about (the article's, the pair's or the actor's own)
 *   trend     = schema numbers sum
 *   numbers   = seq prev... boot, left out where head has no boot
 *   about     = id key title url outlet published [replaces] lexicon */
#include "wire/message.h"

#include <string.h>

#include "base/day.h"
#include "wire/json_out.h"

/* Opening of each kind's messages; the numbers follow it. */
static const struct {
	const char *data;
	size_t size;
} openings[] = {
#define OPENING(schema) \
	{ \
		"{\"schema\":\"" schema "\"", sizeof("{\"schema\":\"" schema "\"") - 1 \
	}
	[MESSAGE_ARTICLE] = OPENING("stanced.article/1"),
	[MESSAGE_STANCE] = OPENING("stanced.stance/1"),
	[MESSAGE_SENTIMENT] = OPENING("stanced.sentiment/1"),
	[MESSAGE_TREND] = OPENING("stanced.trend/1"),
#undef OPENING
};

void message_write_numbers(struct stanced_buffer *out, enum message_kind kind, const struct stanced_head *head)
{
	json_out_raw(out, openings[kind].data, openings[kind].size);
	if (!head->boot)
		return;
	JSON_OUT(out, ",\"seq\":");
	json_out_uint(out, head->seq);
	JSON_OUT(out, ",\"prev\":");
	json_out_uint(out, head->prev);
	if (kind == MESSAGE_STANCE) {
		JSON_OUT(out, ",\"prev_source\":");
		json_out_uint(out, head->prev_source);
		JSON_OUT(out, ",\"prev_target\":");
		json_out_uint(out, head->prev_target);
	}
}

void message_write_origin(struct stanced_buffer *out, enum message_kind kind, const struct stanced_head *head)
{
	if (head->boot) {
		JSON_OUT(out, ",\"boot\":");
		json_out_text(out, head->boot);
	}
	if (kind == MESSAGE_TREND)
		return;
	JSON_OUT(out, ",\"copy_of\":");
	json_out_text(out, head->copy_of);
}

static void write_opening(struct stanced_buffer *out, enum message_kind kind, const struct stanced_head *head)
{
	message_write_numbers(out, kind, head);
	message_write_origin(out, kind, head);
}

static void write_about(struct stanced_buffer *out, const struct stanced_head *head)
{
	const struct stanced_request *request = head->request;
	JSON_OUT(out, ",\"id\":");
	json_out_text(out, request->id);
	JSON_OUT(out, ",\"key\":");
	json_out_text(out, request->key);
	JSON_OUT(out, ",\"title\":");
	json_out_text(out, request->title);
	JSON_OUT(out, ",\"url\":");
	json_out_text(out, request->url);
	JSON_OUT(out, ",\"outlet\":");
	json_out_text(out, request->outlet);
	JSON_OUT(out, ",\"published\":");
	json_out_text(out, request->published);
	if (request->replaces) {
		JSON_OUT(out, ",\"replaces\":");
		json_out_text(out, request->replaces);
	}
	JSON_OUT(out, ",\"lexicon\":");
	json_out_text(out, head->lexicon);
}

static void write_span(struct stanced_buffer *out, uint32_t start, uint32_t end)
{
	JSON_OUT(out, "\"start\":");
	json_out_uint(out, start);
	JSON_OUT(out, ",\"end\":");
	json_out_uint(out, end);
}

static void write_speaker(struct stanced_buffer *out, const struct stanced_speaker *speaker)
{
	JSON_OUT(out, "{\"name\":");
	json_out_text(out, speaker->name);
	JSON_OUT(out, ",\"country\":");
	json_out_text(out, speaker->country);
	JSON_OUT(out, ",\"role\":");
	json_out_text(out, stanced_role_name(speaker->role));
	JSON_OUT(out, ",");
	write_span(out, speaker->start, speaker->end);
	JSON_OUT(out, "}");
}

static void write_stance_object(struct stanced_buffer *out, const struct stanced_stance *stance)
{
	JSON_OUT(out, "{\"source\":");
	json_out_text(out, stance->source);
	JSON_OUT(out, ",\"target\":");
	json_out_text(out, stance->target);
	JSON_OUT(out, ",\"score\":");
	json_out_number(out, stance->score);
	JSON_OUT(out, ",\"certainty\":");
	json_out_number(out, stance->certainty);
	JSON_OUT(out, ",\"cues\":[");
	for (size_t i = 0; i < stance->cue_count; i++) {
		const struct stanced_cue *cue = &stance->cues[i];
		if (i)
			JSON_OUT(out, ",");
		JSON_OUT(out, "{");
		write_span(out, cue->start, cue->end);
		JSON_OUT(out, ",\"term\":");
		json_out_text(out, cue->term);
		JSON_OUT(out, ",\"rule\":");
		json_out_text(out, cue->rule);
		JSON_OUT(out, "}");
	}
	JSON_OUT(out, "]}");
}

static void write_statement(struct stanced_buffer *out, const struct stanced_request *request,
			    const struct stanced_statement *statement)
{
	JSON_OUT(out, "{\"kind\":");
	json_out_text(out, stanced_kind_name(statement->kind));
	JSON_OUT(out, ",");
	write_span(out, statement->start, statement->end);
	JSON_OUT(out, ",\"text\":");
	json_out_string(out, request->text + statement->start, statement->end - statement->start);
	JSON_OUT(out, ",\"sentiment\":");
	json_out_number(out, statement->sentiment);
	JSON_OUT(out, ",\"speaker\":");
	if (statement->has_speaker)
		write_speaker(out, &statement->speaker);
	else
		JSON_OUT(out, "null");
	JSON_OUT(out, ",\"stances\":[");
	for (size_t i = 0; i < statement->stance_count; i++) {
		if (i)
			JSON_OUT(out, ",");
		write_stance_object(out, &statement->stances[i]);
	}
	JSON_OUT(out, "]}");
}

static void write_pair(struct stanced_buffer *out, const struct stanced_pair *pair)
{
	JSON_OUT(out, "\"source\":");
	json_out_text(out, pair->source);
	JSON_OUT(out, ",\"target\":");
	json_out_text(out, pair->target);
	JSON_OUT(out, ",\"score\":");
	json_out_number(out, pair->score);
	JSON_OUT(out, ",\"label\":");
	json_out_text(out, stanced_label_name(pair->label));
	JSON_OUT(out, ",\"confidence\":");
	json_out_number(out, pair->confidence);
	JSON_OUT(out, ",\"quoted\":");
	json_out_bool(out, pair->quoted);
	JSON_OUT(out, ",\"statements\":[");
	for (size_t i = 0; i < pair->statement_count; i++) {
		if (i)
			JSON_OUT(out, ",");
		json_out_uint(out, pair->statements[i]);
	}
	JSON_OUT(out, "]");
}

static void write_actor(struct stanced_buffer *out, const struct stanced_actor *actor)
{
	JSON_OUT(out, "\"code\":");
	json_out_text(out, actor->code);
	JSON_OUT(out, ",\"mentions\":");
	json_out_uint(out, actor->mentions);
	JSON_OUT(out, ",\"sentiment\":");
	json_out_number(out, actor->sentiment);
}

/* What was written since start; nothing is kept where nobody wants to know. */
static void mark(struct message_piece *marks, size_t index, size_t start, const struct stanced_buffer *out)
{
	if (marks)
		marks[index] = (struct message_piece) { start, out->size - start };
}

static void write_actors(struct stanced_buffer *out, const struct stanced_result *result, struct message_piece *marks)
{
	for (size_t i = 0; i < result->actor_count; i++) {
		if (i)
			JSON_OUT(out, ",");
		JSON_OUT(out, "{");
		size_t start = out->size;
		write_actor(out, &result->actors[i]);
		mark(marks, i, start, out);
		JSON_OUT(out, "}");
	}
}

static void write_statements(struct stanced_buffer *out, const struct stanced_head *head,
			     const struct stanced_result *result, struct message_piece *marks)
{
	for (size_t i = 0; i < result->statement_count; i++) {
		if (i)
			JSON_OUT(out, ",");
		size_t start = out->size;
		write_statement(out, head->request, &result->statements[i]);
		mark(marks, i, start, out);
	}
}

static void write_pairs(struct stanced_buffer *out, const struct stanced_result *result, struct message_piece *marks)
{
	for (size_t i = 0; i < result->pair_count; i++) {
		if (i)
			JSON_OUT(out, ",");
		JSON_OUT(out, "{");
		size_t start = out->size;
		write_pair(out, &result->pairs[i]);
		mark(marks, i, start, out);
		JSON_OUT(out, "}");
	}
}

void message_write_result(struct stanced_buffer *out, const struct stanced_head *head,
			  const struct stanced_result *result, struct message_marks *marks)
{
	size_t start = out->size;
	write_about(out, head);
	mark(&marks->about, 0, start, out);
	JSON_OUT(out, ",\"reason\":");
	json_out_text(out, stanced_reason_name(result->reason));
	JSON_OUT(out, ",\"sentiment\":");
	json_out_number(out, result->sentiment);
	JSON_OUT(out, ",\"actors\":[");
	write_actors(out, result, marks->actors);
	JSON_OUT(out, "],\"statements\":[");
	write_statements(out, head, result, marks->statements);
	JSON_OUT(out, "],\"pairs\":[");
	write_pairs(out, result, marks->pairs);
	JSON_OUT(out, "]}");
}

void stanced_write_article(struct stanced_buffer *out, const struct stanced_head *head,
			   const struct stanced_result *result)
{
	struct message_marks marks = { .actors = NULL };
	write_opening(out, MESSAGE_ARTICLE, head);
	message_write_result(out, head, result, &marks);
}

void stanced_write_stance(struct stanced_buffer *out, const struct stanced_head *head,
			  const struct stanced_result *result, size_t pair)
{
	const struct stanced_pair *chosen = &result->pairs[pair];
	write_opening(out, MESSAGE_STANCE, head);
	write_about(out, head);
	JSON_OUT(out, ",");
	write_pair(out, chosen);
	JSON_OUT(out, ",\"evidence\":[");
	for (size_t i = 0; i < chosen->statement_count; i++) {
		if (i)
			JSON_OUT(out, ",");
		write_statement(out, head->request, &result->statements[chosen->statements[i]]);
	}
	JSON_OUT(out, "]}");
}

void stanced_write_sentiment(struct stanced_buffer *out, const struct stanced_head *head,
			     const struct stanced_result *result, size_t actor)
{
	write_opening(out, MESSAGE_SENTIMENT, head);
	write_about(out, head);
	JSON_OUT(out, ",");
	write_actor(out, &result->actors[actor]);
	JSON_OUT(out, "}");
}

void stanced_write_reply(struct stanced_buffer *out, const char *status, const struct stanced_request *request,
			 enum stanced_refusal refusal, const char *message, bool durable, int retry_ms)
{
	JSON_OUT(out, "{\"schema\":\"stanced.reply/1\",\"status\":");
	json_out_text(out, status);
	JSON_OUT(out, ",\"id\":");
	json_out_text(out, request->id);
	JSON_OUT(out, ",\"key\":");
	json_out_text(out, request->key[0] ? request->key : NULL);
	JSON_OUT(out, ",\"ref\":");
	json_out_text(out, request->ref);
	JSON_OUT(out, ",\"durable\":");
	json_out_bool(out, durable);
	JSON_OUT(out, ",\"error\":");
	json_out_text(out, refusal == STANCED_OK ? NULL : stanced_refusal_code(refusal));
	JSON_OUT(out, ",\"message\":");
	json_out_text(out, message);
	JSON_OUT(out, ",\"retry_ms\":");
	if (retry_ms > 0)
		json_out_uint(out, (uint64_t)retry_ms);
	else
		JSON_OUT(out, "null");
	JSON_OUT(out, "}");
}

void message_write_sum(struct stanced_buffer *out, const struct message_sum *sum)
{
	char day[DAY_TEXT];
	JSON_OUT(out, "\"source\":");
	json_out_text(out, sum->source);
	JSON_OUT(out, ",\"target\":");
	json_out_text(out, sum->target);
	JSON_OUT(out, ",\"score\":");
	json_out_number(out, sum->score);
	JSON_OUT(out, ",\"weight\":");
	json_out_number(out, sum->weight);
	JSON_OUT(out, ",\"articles\":");
	json_out_uint(out, sum->articles);
	JSON_OUT(out, ",\"as_of\":");
	if (sum->as_of != STANCED_DAY_NONE)
		day_format(sum->as_of, day);
	json_out_text(out, sum->as_of != STANCED_DAY_NONE ? day : NULL);
}
