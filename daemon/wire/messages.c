#include "wire/messages.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "wire/json_out.h"

/* The pieces of which messages are made beside their texts: numbers and origin, which all begin with, ... */
#define HEAD 2
/* ... about, comma, pair, evidence, end; ... */
#define STANCE (HEAD + 5)
/* ... about, comma, actor, end; ... */
#define SENTIMENT (HEAD + 4)
/* ... all the rest. */
#define WHOLE (HEAD + 1)
/* What an article's messages take beside the text that they repeat, seldom more. */
#define FIRST_ROOM 8192

void messages_deinit(struct messages *messages)
{
	stanced_buffer_deinit(&messages->out);
	free(messages->parts);
	free(messages->pieces);
	*messages = (struct messages) { 0 };
}

static int make_room(struct messages *messages, size_t parts, size_t pieces)
{
	messages->parts = calloc(parts, sizeof *messages->parts);
	messages->pieces = calloc(pieces, sizeof *messages->pieces);
	return messages->parts && messages->pieces ? 0 : -ENOMEM;
}

/* No code or key is too long. */
static void copy_name(char *target, size_t room, const char *name)
{
	size_t size = strnlen(name, room - 1);
	memcpy(target, name, size);
	target[size] = '\0';
}

static struct messages_part *begin_part(struct messages *messages, enum message_kind kind, const char *source,
					const char *target)
{
	struct messages_part *part = &messages->parts[messages->part_count++];
	part->kind = kind;
	part->first = messages->piece_count;
	messages->piece_count += part->count = HEAD;
	copy_name(part->source, sizeof part->source, source);
	copy_name(part->target, sizeof part->target, target);
	return part;
}

static void add(struct messages *messages, struct messages_part *part, struct message_piece piece)
{
	messages->pieces[messages->piece_count++] = piece;
	part->count++;
}

static struct message_piece write_piece(struct stanced_buffer *out, const char *text)
{
	size_t start = out->size, size = strlen(text);
	json_out_raw(out, text, size);
	return (struct message_piece) { start, size };
}

/* What holds the pieces together. */
struct joints {
	struct message_piece comma, evidence, end_evidence, end;
};

/* Statements that follow each other in the article's message are one piece, commas included. */
static void add_evidence(struct messages *messages, struct messages_part *part, const struct stanced_pair *pair,
			 const struct message_marks *marks, const struct joints *joints)
{
	for (size_t i = 0; i < pair->statement_count;) {
		size_t first = i++;
		while (i < pair->statement_count && pair->statements[i] == pair->statements[i - 1] + 1)
			i++;
		const struct message_piece *begin = &marks->statements[pair->statements[first]];
		const struct message_piece *last = &marks->statements[pair->statements[i - 1]];
		if (first)
			add(messages, part, joints->comma);
		add(messages, part, (struct message_piece) { begin->start, last->start + last->size - begin->start });
	}
}

static void put_together(struct messages *messages, const struct stanced_head *head,
			 const struct stanced_result *result, const struct message_marks *marks)
{
	struct stanced_buffer *out = &messages->out;
	const struct message_piece whole = { 0, out->size };
	const struct joints joints = { write_piece(out, ","), write_piece(out, ",\"evidence\":["),
				       write_piece(out, "]}"), write_piece(out, "}") };
	for (size_t i = 0; i < result->pair_count; i++) {
		const struct stanced_pair *pair = &result->pairs[i];
		struct messages_part *part = begin_part(messages, MESSAGE_STANCE, pair->source, pair->target);
		part->score = pair->score;
		part->confidence = pair->confidence;
		add(messages, part, marks->about);
		add(messages, part, joints.comma);
		add(messages, part, marks->pairs[i]);
		add(messages, part, joints.evidence);
		add_evidence(messages, part, pair, marks, &joints);
		add(messages, part, joints.end_evidence);
	}
	for (size_t i = 0; i < result->actor_count; i++) {
		struct messages_part *part = begin_part(messages, MESSAGE_SENTIMENT, result->actors[i].code, "");
		add(messages, part, marks->about);
		add(messages, part, joints.comma);
		add(messages, part, marks->actors[i]);
		add(messages, part, joints.end);
	}
	add(messages, begin_part(messages, MESSAGE_ARTICLE, head->request->key, ""), whole);
}

int messages_write(struct messages *messages, const struct stanced_head *head, const struct stanced_result *result)
{
	size_t pairs = result->pair_count, actors = result->actor_count, statements = result->statement_count;
	size_t pieces = pairs * STANCE + actors * SENTIMENT + WHOLE;
	for (size_t i = 0; i < pairs; i++)
		pieces += 2 * result->pairs[i].statement_count;
	/* The marks stand behind the pieces for as long as these are not all there. */
	int r = make_room(messages, pairs + actors + 1, pieces + pairs + actors + statements);
	if (r < 0)
		return r;
	struct message_marks marks = { .actors = messages->pieces + pieces };
	marks.statements = marks.actors + actors;
	marks.pairs = marks.statements + statements;
	json_out_reserve(&messages->out, FIRST_ROOM + head->request->text_size);
	messages->out.size = 0;
	message_write_result(&messages->out, head, result, &marks);
	put_together(messages, head, result, &marks);
	messages->written = messages->out.size;
	return messages->out.failed ? -ENOMEM : 0;
}

int messages_begin_trends(struct messages *messages, size_t count)
{
	return make_room(messages, count, count * (HEAD + 1));
}

int messages_add_trend(struct messages *messages, const struct message_sum *sum)
{
	struct messages_part *part = begin_part(messages, MESSAGE_TREND, sum->source, sum->target);
	struct stanced_buffer *out = &messages->out;
	size_t start = out->size;
	JSON_OUT(out, ",");
	message_write_sum(out, sum);
	JSON_OUT(out, "}");
	add(messages, part, (struct message_piece) { start, out->size - start });
	messages->written = out->size;
	return out->failed ? -ENOMEM : 0;
}

void messages_begin_numbers(struct messages *messages, const struct stanced_head *head)
{
	struct stanced_buffer *out = &messages->out;
	out->size = messages->written;
	out->failed = false;
	if (messages->part_count)
		message_write_origin(out, messages->parts[0].kind, head);
	messages->origin = (struct message_piece) { messages->written, out->size - messages->written };
	messages->seq = head->seq;
}

bool messages_number(struct messages *messages, size_t part, const struct stanced_head *head)
{
	struct message_piece *pieces = &messages->pieces[messages->parts[part].first];
	struct stanced_buffer *out = &messages->out;
	size_t start = out->size;
	message_write_numbers(out, messages->parts[part].kind, head);
	pieces[0] = (struct message_piece) { start, out->size - start };
	pieces[1] = messages->origin;
	return !out->failed;
}

size_t messages_size(const struct messages *messages, size_t part)
{
	const struct messages_part *asked = &messages->parts[part];
	size_t size = 0;
	for (size_t i = 0; i < asked->count; i++)
		size += messages->pieces[asked->first + i].size;
	return size;
}

void messages_copy(const struct messages *messages, size_t part, char *target)
{
	const struct messages_part *asked = &messages->parts[part];
	for (size_t i = 0; i < asked->count; i++) {
		const struct message_piece *piece = &messages->pieces[asked->first + i];
		memcpy(target, messages->out.data + piece->start, piece->size);
		target += piece->size;
	}
}
