/* stanced: topics, keys and the JSON of messages. No I/O.
 *
 * Requests are parsed with Jansson; results are written straight into a growing buffer, once, and the same bytes
 * serve every topic. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <stanced/engine.h>

#ifdef __cplusplus
extern "C" {
#endif

#define STANCED_KEY_HEX 32 /* digits of an article's key */
#define STANCED_ID_MAX 256 /* bytes */
#define STANCED_META_MAX 4096 /* bytes of title, url, outlet, ref, each */
#define STANCED_TOPIC_MAX 64 /* bytes, NUL included */

/* Refusals. Codes are stable and never reused. */
enum stanced_refusal {
	STANCED_OK,
	STANCED_BAD_REQUEST,
	STANCED_BAD_JSON,
	STANCED_BAD_UTF8,
	STANCED_BAD_DATE,
	STANCED_BAD_ID,
	STANCED_NO_TEXT,
	STANCED_TOO_LARGE,
	STANCED_ID_CONFLICT,
	STANCED_BUSY,
	STANCED_DRAINING,
	STANCED_NOT_ALLOWED,
	STANCED_INTERNAL,
	STANCED_BAD_LEXICON, /* answer to a reload */
	STANCED_BAD_CLIENTS, /* likewise: the list of clients */
};
const char *stanced_refusal_code(enum stanced_refusal refusal); /* "bad_json" */

/* An article as it came. Strings are owned by the struct and NUL-terminated; NULL: absent. */
struct stanced_request {
	char *id; /* given, or "sha256:" and the text's hash in hex */
	char key[STANCED_KEY_HEX + 1];
	uint8_t text_hash[32]; /* SHA-256 of text: tells a repeat from a conflict */
	char *title, *url, *outlet, *published, *replaces, *ref;
	int32_t day; /* of published, or STANCED_DAY_NONE */
	const char *text; /* owned (one frame) or borrowed from the caller's second frame */
	size_t text_size;
	char *owned_text;
	char message[256]; /* why it was refused */
};

/* header: one JSON object; text NULL: its member "text" is the article (one-frame form). On a refusal *messagep is a
 * static or request-owned sentence, and ref (where it could be read) is kept for the reply. text_max: bytes. */
enum stanced_refusal stanced_request_parse(struct stanced_request *request, const char *header, size_t header_size,
					   const char *text, size_t text_size, size_t text_max, const char **messagep);
void stanced_request_deinit(struct stanced_request *request);

/* YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339, years 1000 to 9998 -> day; false otherwise. */
bool stanced_parse_day(const char *published, int32_t *dayp);
void stanced_key(const char *id, char key[STANCED_KEY_HEX + 1]);

/* Growing output buffer; failed is set (and writing goes on as no-op) when memory ran out. */
struct stanced_buffer {
	char *data;
	size_t size, room;
	bool failed;
};
void stanced_buffer_deinit(struct stanced_buffer *buffer);

/* What a message says beside the engine's result. */
struct stanced_head {
	const struct stanced_request *request;
	const char *lexicon; /* digest */
	const char *copy_of; /* id or NULL */
	const char *boot; /* NULL: leave out seq and boot (stancectl score --json) */
	uint64_t seq, prev, prev_source, prev_target;
};

/* Each appends one JSON object without a line end. text is the article's, for the statements' slices. */
void stanced_write_article(struct stanced_buffer *out, const struct stanced_head *head,
			   const struct stanced_result *result);
void stanced_write_stance(struct stanced_buffer *out, const struct stanced_head *head,
			  const struct stanced_result *result, size_t pair);
void stanced_write_sentiment(struct stanced_buffer *out, const struct stanced_head *head,
			     const struct stanced_result *result, size_t actor);
void stanced_write_reply(struct stanced_buffer *out, const char *status, const struct stanced_request *request,
			 enum stanced_refusal refusal, const char *message, bool durable, int retry_ms);

/* [A-Z][A-Z0-9_]{1,15}: the code of an actor. */
bool stanced_is_code(const char *text);
/* "stance.CHN.JPN" and so on into topic[STANCED_TOPIC_MAX]. */
void stanced_topic_stance(char *topic, const char *source, const char *target);
void stanced_topic_target(char *topic, const char *source, const char *target);
void stanced_topic_sentiment(char *topic, const char *code);
void stanced_topic_article(char *topic, const char *key);
void stanced_topic_trend(char *topic, const char *source, const char *target);

#ifdef __cplusplus
}
#endif
