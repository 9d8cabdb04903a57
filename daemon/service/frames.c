#include "service/frames.h"

#include <errno.h>

static void init(struct frames *frames)
{
	*frames = (struct frames) { 0 };
	zmq_msg_init(&frames->identity);
	for (size_t i = 0; i < FRAMES_BODY_MAX; i++)
		zmq_msg_init(&frames->body[i]);
}

static void keep(struct frames *frames, zmq_msg_t *frame, bool more)
{
	if (frames->count == 0 && !frames->enveloped && more && zmq_msg_size(frame) == 0) {
		frames->enveloped = true;
		return;
	}
	if (frames->count < FRAMES_BODY_MAX)
		zmq_msg_move(&frames->body[frames->count], frame);
	frames->count++;
}

bool frames_receive(struct frames *frames, void *socket, bool routed)
{
	zmq_msg_t frame;
	bool more = true;
	init(frames);
	if (routed) {
		if (zmq_msg_recv(&frames->identity, socket, ZMQ_DONTWAIT) < 0) {
			frames_deinit(frames);
			return false;
		}
		more = zmq_msg_more(&frames->identity);
	}
	zmq_msg_init(&frame);
	/* The frames of a message arrive together: once the first is here, none waits. */
	while (more) {
		if (zmq_msg_recv(&frame, socket, ZMQ_DONTWAIT) < 0) {
			if (errno == EINTR)
				continue;
			zmq_msg_close(&frame);
			frames_deinit(frames);
			return false;
		}
		more = zmq_msg_more(&frame);
		keep(frames, &frame, more);
	}
	zmq_msg_close(&frame);
	return true;
}

void frames_deinit(struct frames *frames)
{
	zmq_msg_close(&frames->identity);
	for (size_t i = 0; i < FRAMES_BODY_MAX; i++)
		zmq_msg_close(&frames->body[i]);
}

void frames_move(struct frames *target, struct frames *source)
{
	init(target);
	target->enveloped = source->enveloped;
	target->count = source->count;
	zmq_msg_move(&target->identity, &source->identity);
	for (size_t i = 0; i < FRAMES_BODY_MAX; i++)
		zmq_msg_move(&target->body[i], &source->body[i]);
}

int frames_answer(struct frames *frames, void *socket, const struct stanced_buffer *answer)
{
	/* With ROUTER_MANDATORY the first frame tells whether there is a peer and room; the others then follow. */
	if (zmq_msg_send(&frames->identity, socket, ZMQ_SNDMORE | ZMQ_DONTWAIT) < 0)
		return -errno;
	if (frames->enveloped && zmq_send(socket, "", 0, ZMQ_SNDMORE | ZMQ_DONTWAIT) < 0)
		return -errno;
	return zmq_send(socket, answer->data, answer->size, ZMQ_DONTWAIT) < 0 ? -errno : 0;
}
