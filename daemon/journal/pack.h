/* How the messages of an article lie in a row of the journal: the buffer as it is, which holds once what several of
 * them say, and beside it what each is made of:
 *
 *   part  = kind size source size target count piece...     kind and the sizes of source and target: a byte each
 *   piece = start size                                      of the buffer; these and count: seven bits a byte, lowest
 *                                                           first, the top bit set but for the last */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "wire/messages.h"

/* Appends the parts; failed is set where memory ran out. */
void pack_write(struct stanced_buffer *out, const struct messages *messages);

struct pack {
	const unsigned char *cursor, *end; /* parts */
	const char *data;
	size_t size;
};

/* Two blobs of a row, which stay where they are; no pack without both. */
struct pack pack_open(const void *parts, size_t parts_size, const void *data, size_t size);

struct pack_part {
	enum message_kind kind;
	char source[STANCED_KEY_HEX + 1], target[MESSAGES_CODE_MAX];
};
/* The next part, its message in body. 1; 0: there is no more; -EBADMSG: that is no pack; -ENOMEM. */
int pack_next(struct pack *pack, struct pack_part *part, struct stanced_buffer *body);
