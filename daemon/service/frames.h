/* One multipart message as it came, and its answer's way back. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <zmq.h>

#include <stanced/wire.h>

#define FRAMES_BODY_MAX 2 /* no message of ours has more; the rest is counted and thrown away */

struct frames {
	zmq_msg_t identity;
	bool enveloped; /* REQ's empty frame stood before the body */
	zmq_msg_t body[FRAMES_BODY_MAX];
	size_t count; /* of body frames, also those thrown away */
};

/* Without waiting; false: nothing is there. routed: the socket is a ROUTER. */
bool frames_receive(struct frames *frames, void *socket, bool routed);
void frames_deinit(struct frames *frames);
/* Takes over what source holds; source is then empty and still to be deinited. target is overwritten. */
void frames_move(struct frames *target, struct frames *source);

/* Sends one frame back without waiting. 0, or a negative errno when the peer has gone or reads nothing. */
int frames_answer(struct frames *frames, void *socket, const struct stanced_buffer *answer);
