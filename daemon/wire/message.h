/* Messages of the service, part by part: messages.h puts them together. */
#pragma once

#include <stddef.h>

#include <stanced/wire.h>

enum message_kind { MESSAGE_ARTICLE, MESSAGE_STANCE, MESSAGE_SENTIMENT, MESSAGE_TREND };

/* The opening of a message of that kind with seq and prev; nothing but the schema where head has no boot. */
void message_write_numbers(struct stanced_buffer *out, enum message_kind kind, const struct stanced_head *head);
/* What follows the numbers: boot and copy_of. */
void message_write_origin(struct stanced_buffer *out, enum message_kind kind, const struct stanced_head *head);

/* Some of a buffer's bytes. */
struct message_piece {
	size_t start, size;
};

/* Where in an article's message that stands which its other messages say as well; arrays may be NULL. */
struct message_marks {
	struct message_piece about;
	struct message_piece *actors, *statements, *pairs; /* without the braces of actors and pairs */
};
/* An article's message from "id" on. */
void message_write_result(struct stanced_buffer *out, const struct stanced_head *head,
			  const struct stanced_result *result, struct message_marks *marks);

/* The running score of a pair. */
struct message_sum {
	const char *source, *target;
	double score, weight;
	uint64_t articles;
	int32_t as_of; /* day; STANCED_DAY_NONE: null */
};
/* "source":... to "as_of":..., without braces. */
void message_write_sum(struct stanced_buffer *out, const struct message_sum *sum);
