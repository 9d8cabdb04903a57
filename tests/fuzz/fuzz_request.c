/* libFuzzer: frames as a sender might send them. The first byte says whether a second frame follows; a zero byte ends
 * the first. What is refused is refused in words, what is taken has an id and a text of good UTF-8,
 * and the reply is JSON. */
#include <jansson.h>
#include <stdint.h>
#include <string.h>

#include <stanced/wire.h>

#include "base/utf8.h"
#include "promise.h"

#define TEXT_MAX 4096

static void check_reply(const struct stanced_request *request, enum stanced_refusal refusal, const char *message)
{
	struct stanced_buffer out = { 0 };
	stanced_write_reply(&out, refusal ? "refused" : "accepted", request, refusal, message, false, 0);
	json_t *reply = out.failed ? NULL : json_loadb(out.data, out.size, 0, NULL);
	PROMISE(json_is_object(reply));
	PROMISE(!refusal || json_is_string(json_object_get(reply, "error")));
	json_decref(reply);
	stanced_buffer_deinit(&out);
}

/* A text that was taken out of the JSON by itself is what a parser makes of it. */
static void check_text(const struct stanced_request *request, const char *frame, size_t size)
{
	json_t *object = json_loadb(frame, size, JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL, NULL);
	const json_t *text = json_object_get(object, "text");
	PROMISE(json_is_string(text) && json_string_length(text) == request->text_size);
	PROMISE(!memcmp(json_string_value(text), request->text, request->text_size));
	json_decref(object);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct stanced_request request = { 0 };
	const char *message = NULL, *frame = (const char *)data + 1;
	if (size < 1)
		return 0;
	const char *end = data[0] & 1 ? memchr(frame, 0, size - 1) : NULL;
	size_t header = end ? (size_t)(end - frame) : size - 1;
	const char *text = end ? end + 1 : NULL;
	enum stanced_refusal refusal = stanced_request_parse(&request, frame, header, text,
							     text ? size - 2 - header : 0, TEXT_MAX, &message);
	PROMISE(!refusal || (message && *message));
	PROMISE(refusal || (request.id && request.id[0] && strlen(request.id) <= STANCED_ID_MAX));
	PROMISE(refusal || (request.text_size > 0 && request.text_size <= TEXT_MAX));
	PROMISE(refusal || strlen(request.key) == STANCED_KEY_HEX);
	if (!refusal && !text)
		check_text(&request, frame, header);
	check_reply(&request, refusal, message);
	stanced_request_deinit(&request);
	return 0;
}
