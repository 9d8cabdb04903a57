/* Topics, keys and the codes of refusals. */
#include <string.h>

#include <stanced/wire.h>

#include "base/sha256.h"

const char *stanced_refusal_code(enum stanced_refusal refusal)
{
	static const char *const codes[] = {
		[STANCED_OK] = "ok",
		[STANCED_BAD_REQUEST] = "bad_request",
		[STANCED_BAD_JSON] = "bad_json",
		[STANCED_BAD_UTF8] = "bad_utf8",
		[STANCED_BAD_DATE] = "bad_date",
		[STANCED_BAD_ID] = "bad_id",
		[STANCED_NO_TEXT] = "no_text",
		[STANCED_TOO_LARGE] = "too_large",
		[STANCED_ID_CONFLICT] = "id_conflict",
		[STANCED_BUSY] = "busy",
		[STANCED_DRAINING] = "draining",
		[STANCED_NOT_ALLOWED] = "not_allowed",
		[STANCED_INTERNAL] = "internal",
		[STANCED_BAD_LEXICON] = "bad_lexicon",
		[STANCED_BAD_CLIENTS] = "bad_clients",
	};
	return (size_t)refusal < sizeof codes / sizeof *codes ? codes[refusal] : "internal";
}

void stanced_key(const char *id, char key[STANCED_KEY_HEX + 1])
{
	static const char hex[] = "0123456789abcdef";
	uint8_t hash[32];
	sha256(id, strlen(id), hash);
	for (size_t i = 0; i < STANCED_KEY_HEX / 2; i++) {
		key[2 * i] = hex[hash[i] >> 4];
		key[2 * i + 1] = hex[hash[i] & 15];
	}
	key[STANCED_KEY_HEX] = '\0';
}

bool stanced_is_code(const char *text)
{
	size_t size = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
	return size >= 2 && size <= 16 && !text[size] && text[0] >= 'A' && text[0] <= 'Z';
}

/* Codes and keys are far shorter than a topic may be; what would not fit is cut off. */
static char *add(char *cursor, const char *end, const char *text)
{
	size_t size = strlen(text), left = (size_t)(end - cursor);
	size = size < left ? size : left;
	memcpy(cursor, text, size);
	return cursor + size;
}

static void join(char *topic, const char *kind, const char *first, const char *second)
{
	const char *end = topic + STANCED_TOPIC_MAX - 1;
	topic = add(add(topic, end, kind), end, first);
	if (second)
		topic = add(add(topic, end, "."), end, second);
	*topic = '\0';
}

void stanced_topic_stance(char *topic, const char *source, const char *target)
{
	join(topic, "stance.", source, target);
}

void stanced_topic_target(char *topic, const char *source, const char *target)
{
	join(topic, "target.", target, source);
}

void stanced_topic_sentiment(char *topic, const char *code)
{
	join(topic, "sentiment.", code, NULL);
}

void stanced_topic_article(char *topic, const char *key)
{
	join(topic, "article.", key, NULL);
}

void stanced_topic_trend(char *topic, const char *source, const char *target)
{
	join(topic, "trend.", source, target);
}
