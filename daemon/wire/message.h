/* Messages of the service: numbering of those that scorers wrote, and running scores.
 *
 * Scorers write whole messages in their own threads; only the loop knows the next number, and of what an article is a
 * copy. A message written unnumbered takes both right behind its schema, so that the loop copies bytes and writes no
 * JSON twice. */
#pragma once

#include <stddef.h>

#include <stanced/wire.h>

enum message_kind { MESSAGE_ARTICLE, MESSAGE_STANCE, MESSAGE_SENTIMENT, MESSAGE_TREND };

/* Appends the message of that kind with seq, prev and boot of head put in. */
void message_number(struct stanced_buffer *out, enum message_kind kind, const struct stanced_head *head,
		    const char *message, size_t size);

/* The running score of a pair. */
struct message_sum {
	const char *source, *target;
	double score, weight;
	uint64_t articles;
	int32_t as_of; /* day; STANCED_DAY_NONE: null */
};
/* "source":... to "as_of":..., without braces. */
void message_write_sum(struct stanced_buffer *out, const struct message_sum *sum);
/* Unnumbered. */
void message_write_trend(struct stanced_buffer *out, const struct message_sum *sum);
