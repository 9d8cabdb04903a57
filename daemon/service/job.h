/* An article between intake and publication. The loop owns it; while a scorer has it, the scorer does. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <zmq.h>

#include <stanced/wire.h>

#include "service/signature.h"
#include "wire/messages.h"

struct shared_lexicon;

struct job {
	struct job *next;
	struct stanced_request request;
	zmq_msg_t frame; /* the raw text, where it came in a frame of its own */
	char *copy_of;
	int64_t number; /* in the journal; 0: none is kept */
	int64_t taken_ms; /* since 1970; of a job with a number */
	struct shared_lexicon *lexicon; /* one reference, taken and given back by the loop */
	bool swap; /* no article: the scorer takes the lexicon and answers */

	/* Filled by the scorer. */
	int error; /* 0 or a negative errno: nothing to publish */
	uint64_t engine_ns;
	struct signature signature; /* of a job with a number */
	struct messages messages; /* publisher_number gives them their numbers */
};

struct job *job_new(void);
struct job *job_free(struct job *job);

/* First in, first out, with what it holds. */
struct job_queue {
	struct job *first, *last;
	uint64_t count, bytes;
};

void job_queue_push(struct job_queue *queue, struct job *job);
struct job *job_queue_pop(struct job_queue *queue);
/* The one behind before, which is there; NULL: the first. */
struct job *job_queue_take(struct job_queue *queue, struct job *before);
/* Moves all jobs of source, in their order, behind those of queue. */
void job_queue_join(struct job_queue *queue, struct job_queue *source);
void job_queue_clear(struct job_queue *queue);
