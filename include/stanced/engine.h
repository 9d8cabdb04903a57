/* stanced: score one article.
 *
 * The engine is pure: it reads no clock, file or environment and does not log. One engine serves one thread;
 * any number of engines share one lexicon, which never changes once built (lexicon.h).
 *
 *   struct stanced_engine *engine = NULL;
 *   stanced_engine_new(&engine, lexicon);
 *   struct stanced_article_in in = { .text = text, .text_size = size, .published = STANCED_DAY_NONE };
 *   const struct stanced_result *result;
 *   int r = stanced_engine_score(engine, &in, &result);
 *
 * Errors: 0 is success; a negative value is a negated errno (-ENOMEM; -EINVAL: text is not UTF-8;
 * -E2BIG: the text is longer than STANCED_TEXT_MAX). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct stanced_lexicon;
struct stanced_engine;

/* Days since 1970-01-01 in the proleptic Gregorian calendar. */
#define STANCED_DAY_NONE INT32_MIN

/* Longest text that is scored, in bytes: offsets are 32 bits wide inside, and nobody writes longer news. */
#define STANCED_TEXT_MAX (16u << 20)

/* |score| from which a pair's label is negative or positive (MESSAGES: the neutral band). */
#define STANCED_NEUTRAL_BAND 0.05

enum stanced_kind { STANCED_DIRECT, STANCED_MIXED, STANCED_INDIRECT, STANCED_NARRATED };

enum stanced_role {
	STANCED_ROLE_NONE,
	STANCED_ROLE_OFFICIAL,
	STANCED_ROLE_FORMER,
	STANCED_ROLE_EXPERT,
	STANCED_ROLE_ORGANISATION,
	STANCED_ROLE_MEDIA,
	STANCED_ROLE_PUBLIC,
};

/* Why an article has no pairs. */
enum stanced_reason {
	STANCED_REASON_NONE, /* it has pairs */
	STANCED_REASON_NO_ACTORS,
	STANCED_REASON_ONE_ACTOR,
	STANCED_REASON_NO_STANCE,
	STANCED_REASON_ALL_BOILERPLATE,
	STANCED_REASON_NOT_ENGLISH,
};

enum stanced_label { STANCED_NEGATIVE = -1, STANCED_NEUTRAL = 0, STANCED_POSITIVE = 1 };

struct stanced_article_in {
	const char *text; /* UTF-8, need not end in NUL; stays the caller's, not changed */
	size_t text_size;
	const char *title; /* UTF-8 or NULL; may help to recognise the headline, yields no statement */
	size_t title_size;
	int32_t published; /* day of publication, or STANCED_DAY_NONE: offices at the lexicon's own date */
};

/* All pointers below live in the engine until its next score or its end. Offsets are bytes into text. */

struct stanced_cue {
	uint32_t start, end;
	const char *term; /* the lexicon row's own spelling */
	const char *rule; /* frame or rule that related it to source and target, e.g. "subject>object" */
};

struct stanced_stance {
	const char *source, *target; /* codes; never equal */
	double score; /* -1..1 */
	double certainty; /* 0..1: what hedges and distancing cues leave */
	const struct stanced_cue *cues;
	size_t cue_count; /* >= 1 */
	double weight; /* in its pair's mean, certainty included; 0: a repeat, which counts once */
};

struct stanced_speaker {
	const char *name; /* resolved name, UTF-8, NUL-terminated: "Zhao Lijian" where the text has "he" */
	const char *country; /* code, or NULL */
	enum stanced_role role;
	uint32_t start, end; /* the mention at the attribution */
};

struct stanced_statement {
	enum stanced_kind kind;
	uint32_t start, end; /* without the attribution; direct: without the outer marks */
	double sentiment; /* -1..1 */
	bool has_speaker; /* narrated statements and unattributed quotations have none */
	struct stanced_speaker speaker;
	const struct stanced_stance *stances;
	size_t stance_count;
};

struct stanced_actor {
	const char *code;
	uint32_t mentions;
	double sentiment; /* -1..1 */
};

struct stanced_pair {
	const char *source, *target;
	double score; /* -1..1 */
	double confidence; /* 0..1 */
	enum stanced_label label;
	bool quoted; /* at least one of its statements is attributed */
	const uint32_t *statements; /* indices into the result's statements, ascending */
	size_t statement_count;
};

struct stanced_result {
	double sentiment; /* of the article, -1..1 */
	enum stanced_reason reason;
	const struct stanced_actor *actors; /* by code */
	size_t actor_count;
	const struct stanced_statement *statements; /* by start */
	size_t statement_count;
	const struct stanced_pair *pairs; /* by source, then target */
	size_t pair_count;
};

/* The lexicon is borrowed and must outlive the engine (or the next stanced_engine_set_lexicon). */
int stanced_engine_new(struct stanced_engine **enginep, const struct stanced_lexicon *lexicon);
struct stanced_engine *stanced_engine_free(struct stanced_engine *engine);
void stanced_engine_set_lexicon(struct stanced_engine *engine, const struct stanced_lexicon *lexicon);
/* Gives back what a long article took, now and not with the next one; its result is gone. */
void stanced_engine_rest(struct stanced_engine *engine);

/* *resultp is borrowed from the engine. Same input and lexicon, same output. 0; -EINVAL: no UTF-8; -E2BIG: over
 * STANCED_TEXT_MAX; -ENOMEM: there is none left, or the article would need more than 16 MiB and 160 bytes for each of
 * its own. */
int stanced_engine_score(struct stanced_engine *engine, const struct stanced_article_in *in,
			 const struct stanced_result **resultp);

/* What the lexicons saw in the article scored last; for people who edit them. Only after a score that returned 0, and
 * while its text is there. */
struct stanced_term {
	uint32_t start, end;
	/* "name", "office", "cue", "stance", "modifier", "sentiment"; "unknown": a name of nobody known */
	const char *kind;
	const char *term; /* the row's own spelling; NULL: unknown */
	const char *file; /* where the row stands; NULL: unknown */
	unsigned line;
};
typedef void (*stanced_tell_term)(void *user, const struct stanced_term *term);
void stanced_engine_terms(const struct stanced_engine *engine, stanced_tell_term tell, void *user);

/* "direct", "official", "no_actors", "negative" ...: the spellings of the JSON messages.
 * stanced_reason_name(STANCED_REASON_NONE) and stanced_role_name(STANCED_ROLE_NONE) are NULL and "none". */
const char *stanced_kind_name(enum stanced_kind kind);
const char *stanced_role_name(enum stanced_role role);
const char *stanced_reason_name(enum stanced_reason reason);
const char *stanced_label_name(enum stanced_label label);

#ifdef __cplusplus
}
#endif
