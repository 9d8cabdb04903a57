/* All messages of an article, or of the pairs that a turn moved.
 *
 * A stance and a sentiment repeat what the article's own message says. So that is written once, and each message is
 * made of pieces of it, one behind the other. Scorers write everything but the numbers; only the loop knows these, and
 * of what an article is a copy, and fills in the two pieces that each message begins with. Nothing is written twice,
 * and the journal keeps what the buffer holds. */
#pragma once

#include <stdbool.h>

#include "wire/message.h"

#define MESSAGES_CODE_MAX 17 /* an actor's code and a NUL */

struct messages_part {
	enum message_kind kind;
	/* Codes; a sentiment's code, and an article's key, stand in source. */
	char source[STANCED_KEY_HEX + 1], target[MESSAGES_CODE_MAX];
	double score, confidence; /* of a stance */
	size_t first, count; /* its pieces */
};

struct messages {
	struct stanced_buffer out;
	struct messages_part *parts;
	size_t part_count;
	struct message_piece *pieces;
	size_t piece_count;
	size_t written; /* bytes of out without the numbers */
	struct message_piece origin;
	uint64_t seq; /* of the first part, once they are numbered; those of the others follow */
};

void messages_deinit(struct messages *messages);

/* Stances, sentiments, and at last the article. 0 or -ENOMEM. */
int messages_write(struct messages *messages, const struct stanced_head *head, const struct stanced_result *result);
/* Running scores, at most so many, one by one. 0 or -ENOMEM. */
int messages_begin_trends(struct messages *messages, size_t count);
int messages_add_trend(struct messages *messages, const struct message_sum *sum);

/* Begins to number them all; numbers given before are forgotten. head: boot, copy_of, the first seq. */
void messages_begin_numbers(struct messages *messages, const struct stanced_head *head);
/* In their order. head: the numbers. False when memory ran out. */
bool messages_number(struct messages *messages, size_t part, const struct stanced_head *head);

/* A numbered message's bytes. */
size_t messages_size(const struct messages *messages, size_t part);
void messages_copy(const struct messages *messages, size_t part, char *target);
