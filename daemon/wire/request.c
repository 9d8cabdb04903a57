/* An article as it comes in. Order of the checks, so that a refusal says as much as can be known:
 *
 *   JSON, ref, id and replaces, title, url, outlet, published, and at last the text itself. */
#include <stdlib.h>
#include <string.h>

#include <stanced/wire.h>

#include "base/sha256.h"
#include "base/utf8.h"
#include "wire/json_in.h"
#include "wire/json_text.h"

struct reader {
	struct stanced_request *request;
	const json_t *object;
	struct line why;
};

static enum stanced_refusal refuse(struct reader *reader, enum stanced_refusal refusal, const char *sentence)
{
	line_set(&reader->why, sentence);
	return refusal;
}

static enum stanced_refusal read_string(struct reader *reader, const char *name, char **valuep)
{
	return json_in_string(valuep, reader->object, name, STANCED_META_MAX, &reader->why);
}

static bool is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

static bool valid_id(const char *id)
{
	size_t size = strlen(id);
	if (size == 0 || size > STANCED_ID_MAX)
		return false;
	for (size_t i = 0; i < size;) {
		uint32_t code;
		i += utf8_decode(id + i, size - i, &code);
		if (is_control(code))
			return false;
	}
	return true;
}

/* An id, or nothing; the caller's field stays NULL unless it is valid. */
static enum stanced_refusal read_id(struct reader *reader, const char *name, char **idp)
{
	char *id;
	enum stanced_refusal refusal = read_string(reader, name, &id);
	if (refusal && json_is_string(json_object_get(reader->object, name)))
		refusal = STANCED_BAD_ID; /* too long, or a NUL */
	else if (refusal == STANCED_OK && id && !valid_id(id))
		refusal = STANCED_BAD_ID;
	if (refusal == STANCED_BAD_ID) {
		free(id);
		line_set(&reader->why, name);
		line_add(&reader->why, " is not 1 to ");
		line_add_number(&reader->why, STANCED_ID_MAX);
		line_add(&reader->why, " bytes without control characters");
		return refusal;
	}
	*idp = id;
	return refusal;
}

static enum stanced_refusal read_date(struct reader *reader)
{
	struct stanced_request *request = reader->request;
	enum stanced_refusal refusal = read_string(reader, "published", &request->published);
	if (refusal || !request->published || stanced_parse_day(request->published, &request->day))
		return refusal;
	return refuse(reader, STANCED_BAD_DATE,
		      "published is not a date such as 2022, 2022-11, 2022-11-11 or 2022-11-11T09:30:00Z");
}

static enum stanced_refusal read_members(struct reader *reader)
{
	struct stanced_request *request = reader->request;
	enum stanced_refusal refusal = read_string(reader, "ref", &request->ref);
	if (!refusal)
		refusal = read_id(reader, "id", &request->id);
	if (!refusal && request->id)
		stanced_key(request->id, request->key);
	if (!refusal)
		refusal = read_id(reader, "replaces", &request->replaces);
	if (!refusal)
		refusal = read_string(reader, "title", &request->title);
	if (!refusal)
		refusal = read_string(reader, "url", &request->url);
	if (!refusal)
		refusal = read_string(reader, "outlet", &request->outlet);
	if (!refusal)
		refusal = read_date(reader);
	return refusal;
}

/* Takes the text out by itself and has the rest parsed. NULL: the whole is to be parsed,
 * also for what is wrong with it. */
static json_t *parse_around_text(struct reader *reader, const char *data, size_t size)
{
	struct stanced_request *request = reader->request;
	json_t *object = NULL;
	size_t start, end;
	if (!json_text_find(data, size, &start, &end))
		return NULL;
	char *rest = malloc(size - (end - start) + 2);
	char *text = rest ? json_text_read(data, start, end, &request->text_size) : NULL;
	if (text) {
		memcpy(rest, data, start);
		memcpy(rest + start, "\"\"", 2);
		memcpy(rest + start + 2, data + end, size - end);
		json_in_object(&object, rest, size - (end - start) + 2, &reader->why);
	}
	free(rest);
	if (object) {
		request->text = request->owned_text = text;
	} else {
		request->text_size = 0;
		free(text);
	}
	return object;
}

/* Moves the member "text" out of the JSON. */
static enum stanced_refusal take_member_text(struct reader *reader)
{
	struct stanced_request *request = reader->request;
	const json_t *value = json_object_get(reader->object, "text");
	if (!value || json_is_null(value))
		return refuse(reader, STANCED_NO_TEXT, "there is no text");
	if (!json_is_string(value))
		return refuse(reader, STANCED_BAD_REQUEST, "text is not a string");
	request->text_size = json_string_length(value);
	request->owned_text = malloc(request->text_size + 1);
	if (!request->owned_text)
		return refuse(reader, STANCED_INTERNAL, "out of memory");
	memcpy(request->owned_text, json_string_value(value), request->text_size + 1);
	request->text = request->owned_text;
	return STANCED_OK;
}

static bool is_blank(uint32_t code)
{
	return code <= 0x20 || code == 0x7f || code == 0x85 || code == 0xa0 || (code >= 0x2000 && code <= 0x200d) ||
	       code == 0x2028 || code == 0x2029 || code == 0x202f || code == 0x205f || code == 0x2060 ||
	       code == 0x3000 || code == 0xfeff;
}

static bool all_blank(const char *text, size_t size)
{
	for (size_t i = 0; i < size;) {
		uint32_t code;
		i += utf8_decode(text + i, size - i, &code);
		if (!is_blank(code))
			return false;
	}
	return true;
}

static enum stanced_refusal check_text(struct reader *reader, size_t text_max)
{
	struct stanced_request *request = reader->request;
	const char *text = request->text;
	size_t size = request->text_size, bad;
	if (size > text_max) {
		line_set(&reader->why, "text has ");
		line_add_number(&reader->why, size);
		line_add(&reader->why, " bytes, the limit is ");
		line_add_number(&reader->why, text_max);
		return STANCED_TOO_LARGE;
	}
	if (!utf8_valid(text, size, &bad)) {
		line_set(&reader->why, "text is not UTF-8 at byte ");
		line_add_number(&reader->why, bad);
		return STANCED_BAD_UTF8;
	}
	const char *nul = size ? memchr(text, 0, size) : NULL;
	if (nul) {
		line_set(&reader->why, "text holds a NUL byte at byte ");
		line_add_number(&reader->why, (size_t)(nul - text));
		return STANCED_BAD_REQUEST;
	}
	if (all_blank(text, size))
		return refuse(reader, STANCED_NO_TEXT, "the text is empty");
	return STANCED_OK;
}

/* The hash of the text, and from it the id where the sender chose none. */
static enum stanced_refusal name_article(struct reader *reader)
{
	static const char hex[] = "0123456789abcdef";
	struct stanced_request *request = reader->request;
	sha256(request->text, request->text_size, request->text_hash);
	if (request->id)
		return STANCED_OK;
	char *id = malloc(sizeof("sha256:") + 2 * sizeof request->text_hash);
	if (!id)
		return refuse(reader, STANCED_INTERNAL, "out of memory");
	char *cursor = id + sizeof("sha256:") - 1;
	memcpy(id, "sha256:", sizeof("sha256:") - 1);
	for (size_t i = 0; i < sizeof request->text_hash; i++) {
		*cursor++ = hex[request->text_hash[i] >> 4];
		*cursor++ = hex[request->text_hash[i] & 15];
	}
	*cursor = '\0';
	request->id = id;
	stanced_key(id, request->key);
	return STANCED_OK;
}

enum stanced_refusal stanced_request_parse(struct stanced_request *request, const char *header, size_t header_size,
					   const char *text, size_t text_size, size_t text_max, const char **messagep)
{
	*request = (struct stanced_request) { .day = STANCED_DAY_NONE };
	struct reader reader = { .request = request, .why = { request->message, sizeof request->message } };
	*messagep = request->message;

	json_t *object = text ? NULL : parse_around_text(&reader, header, header_size);
	enum stanced_refusal refusal = object ? STANCED_OK : json_in_object(&object, header, header_size, &reader.why);
	reader.object = object;
	if (!refusal)
		refusal = read_members(&reader);
	if (!refusal && text) {
		request->text = text;
		request->text_size = text_size;
		if (json_object_get(object, "text"))
			refusal = refuse(&reader, STANCED_BAD_REQUEST,
					 "text stands both in the header and in a second frame");
	} else if (!refusal && !request->text) {
		refusal = take_member_text(&reader);
	}
	json_decref(object);
	if (!refusal)
		refusal = check_text(&reader, text_max);
	if (!refusal)
		refusal = name_article(&reader);
	if (!refusal)
		*messagep = NULL;
	return refusal;
}

void stanced_request_deinit(struct stanced_request *request)
{
	free(request->id);
	free(request->title);
	free(request->url);
	free(request->outlet);
	free(request->published);
	free(request->replaces);
	free(request->ref);
	free(request->owned_text);
	*request = (struct stanced_request) { 0 };
}
