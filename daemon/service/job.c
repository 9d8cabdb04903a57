#include "service/job.h"

#include <stdlib.h>

struct job *job_new(void)
{
	struct job *job = calloc(1, sizeof *job);
	if (job)
		zmq_msg_init(&job->frame);
	return job;
}

struct job *job_free(struct job *job)
{
	if (!job)
		return NULL;
	stanced_request_deinit(&job->request);
	zmq_msg_close(&job->frame);
	messages_deinit(&job->messages);
	free(job->copy_of);
	free(job);
	return NULL;
}

void job_queue_push(struct job_queue *queue, struct job *job)
{
	job->next = NULL;
	if (queue->last)
		queue->last->next = job;
	else
		queue->first = job;
	queue->last = job;
	queue->count++;
	queue->bytes += job->request.text_size;
}

struct job *job_queue_take(struct job_queue *queue, struct job *before)
{
	struct job **link = before ? &before->next : &queue->first;
	struct job *job = *link;
	*link = job->next;
	if (queue->last == job)
		queue->last = before;
	queue->count--;
	queue->bytes -= job->request.text_size;
	job->next = NULL;
	return job;
}

struct job *job_queue_pop(struct job_queue *queue)
{
	return queue->first ? job_queue_take(queue, NULL) : NULL;
}

void job_queue_join(struct job_queue *queue, struct job_queue *source)
{
	for (struct job *job; (job = job_queue_pop(source));)
		job_queue_push(queue, job);
}

void job_queue_clear(struct job_queue *queue)
{
	for (struct job *job; (job = job_queue_pop(queue));)
		job_free(job);
}
