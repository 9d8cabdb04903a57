/* Numbering of messages that were written without number.
 *
 * Scorers write whole messages in their own threads; only the loop knows the next number. A message written with
 * boot NULL takes its numbers right behind its schema, so that the loop copies bytes and writes no JSON twice. */
#pragma once

#include <stddef.h>

#include <stanced/wire.h>

enum message_kind { MESSAGE_ARTICLE, MESSAGE_STANCE, MESSAGE_SENTIMENT };

/* Appends the message of that kind with seq, prev and boot of head put in. */
void message_number(struct stanced_buffer *out, enum message_kind kind, const struct stanced_head *head,
		    const char *message, size_t size);
