/* engine: the order of the stages, and nothing else of them. */
#include <stdlib.h>

#include "base/utf8.h"
#include "engine/article.h"
#include "engine/terms.h"

/* Kept warm between articles; longer articles give back what they took beyond this. */
#define ARENA_KEEP (4u << 20)
/* What an article may take: the worst that could be written takes about 100 bytes for one of its text. */
#define ARENA_BASE ((size_t)16 << 20)
#define ARENA_PER_BYTE 160

struct stanced_engine {
	const struct stanced_lexicon *lexicon;
	struct article article;
};

static int (*const stages[])(struct article *) = {
	token_run, clean_run,  sentence_run,  mention_run, quote_run,     chunk_run,
	actor_run, clause_run, statement_run, stance_run,  sentiment_run, pair_run,
};

int stanced_engine_new(struct stanced_engine **enginep, const struct stanced_lexicon *lexicon)
{
	struct stanced_engine *engine = calloc(1, sizeof *engine);
	if (!engine)
		return -ENOMEM;
	engine->lexicon = lexicon;
	arena_init(&engine->article.arena, 0);
	*enginep = engine;
	return 0;
}

struct stanced_engine *stanced_engine_free(struct stanced_engine *engine)
{
	if (engine)
		arena_deinit(&engine->article.arena);
	free(engine);
	return NULL;
}

void stanced_engine_set_lexicon(struct stanced_engine *engine, const struct stanced_lexicon *lexicon)
{
	engine->lexicon = lexicon;
}

void stanced_engine_rest(struct stanced_engine *engine)
{
	arena_reset(&engine->article.arena, ARENA_KEEP);
}

void article_begin(struct article *article, const struct stanced_lexicon *lexicon, const struct stanced_article_in *in)
{
	struct arena arena = article->arena;
	arena_reset(&arena, ARENA_KEEP);
	arena.limit = ARENA_BASE + ARENA_PER_BYTE * in->text_size;
	*article = (struct article) { .lexicon = lexicon,
				      .symbols = lexicon_symbols(lexicon),
				      .lists = lexicon_tables(lexicon)->lists,
				      .text = in->text,
				      .size = (uint32_t)in->text_size,
				      .title = in->title,
				      .title_size = (uint32_t)in->title_size,
				      .day = in->published,
				      .arena = arena };
}

/* Of all lists but the tokens and openers, which have more behind their count. */
static void seal(struct article *a)
{
	VEC_SEAL(&a->paragraphs);
	VEC_SEAL(&a->marks);
	VEC_SEAL(&a->capitals);
	VEC_SEAL(&a->sentences);
	VEC_SEAL(&a->mentions);
	VEC_SEAL(&a->quotes);
	VEC_SEAL(&a->chunks);
	VEC_SEAL(&a->nouns);
	VEC_SEAL(&a->verbs);
	VEC_SEAL(&a->telling);
	VEC_SEAL(&a->entities);
	VEC_SEAL(&a->statements);
	VEC_SEAL(&a->stances);
	VEC_SEAL(&a->actors_named);
}

int stanced_engine_score(struct stanced_engine *engine, const struct stanced_article_in *in,
			 const struct stanced_result **resultp)
{
	if (in->text_size > STANCED_TEXT_MAX)
		return -E2BIG;
	if (!utf8_valid(in->text, in->text_size, NULL))
		return -EINVAL;

	struct article *a = &engine->article;
	article_begin(a, engine->lexicon, in);
	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
		int r = stages[i](a);
		if (r < 0)
			return r;
		seal(a);
	}
	*resultp = &a->result;
	return 0;
}

void stanced_engine_terms(const struct stanced_engine *engine, stanced_tell_term tell, void *user)
{
	terms_tell(&engine->article, tell, user);
}

const char *stanced_kind_name(enum stanced_kind kind)
{
	static const char *const names[] = { "direct", "mixed", "indirect", "narrated" };
	return names[kind];
}

const char *stanced_role_name(enum stanced_role role)
{
	static const char *const names[] = {
		"none", "official", "former", "expert", "organisation", "media", "public"
	};
	return names[role];
}

const char *stanced_reason_name(enum stanced_reason reason)
{
	static const char *const names[] = { NULL,        "no_actors",       "one_actor",
					     "no_stance", "all_boilerplate", "not_english" };
	return names[reason];
}

const char *stanced_label_name(enum stanced_label label)
{
	return label < 0 ? "negative" : label > 0 ? "positive" : "neutral";
}
