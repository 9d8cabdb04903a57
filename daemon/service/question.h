/* Private to the query door: one question being answered, shared by the files that answer. */
#pragma once

#include <jansson.h>

#include "service/frames.h"

#define WHY_MAX 256

struct service;

struct question {
	struct service *service;
	struct frames frames;
	const json_t *object;
	char *op, *ref;
	char why[WHY_MAX];
	struct stanced_buffer out; /* members behind "ok", each beginning with a comma */
	bool deferred; /* answered later */
};

enum stanced_refusal question_refuse(struct question *question, enum stanced_refusal refusal, const char *why);
/* The journal failed. */
enum stanced_refusal question_unread(struct question *question);
/* The question's member: a whole number, absent: preset; a string of at most max bytes (owned), absent: NULL. */
enum stanced_refusal question_number(struct question *question, const char *name, uint64_t preset, uint64_t *valuep);
enum stanced_refusal question_text(struct question *question, const char *name, size_t max, char **valuep);
void member_text(struct stanced_buffer *out, const char *name, const char *value);
void member_uint(struct stanced_buffer *out, const char *name, uint64_t value);

/* question_journal.c: what needs the journal. */
enum stanced_refusal question_article(struct question *question);
enum stanced_refusal question_replay(struct question *question);
enum stanced_refusal question_prune(struct question *question);
void question_journal_stats(struct question *question);

/* question_ledger.c */
enum stanced_refusal question_pairs(struct question *question);
enum stanced_refusal question_history(struct question *question);
enum stanced_refusal question_top(struct question *question);
