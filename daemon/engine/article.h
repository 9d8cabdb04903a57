/* One article on its way through the stages. Each stage fills the fields under its name and reads those above.
 *
 * Everything lives in the article's arena and is forgotten whole. Offsets are bytes into the untouched text,
 * token indices count from 0; ranges are half open. */
#pragma once

#include <stanced/engine.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "engine/lexicon.h"
#include "engine/scan.h"

#define NONE UINT32_MAX
#define SEVERAL (UINT32_MAX - 1)

/* ---- token ---- */
enum token_class { TOKEN_WORD, TOKEN_NUMBER, TOKEN_MARK, TOKEN_POSSESSIVE };

enum token_flag {
	TOKEN_SPACE = 1 << 0, /* white space before it */
	TOKEN_LINE = 1 << 1, /* first of a line */
	TOKEN_PARAGRAPH = 1 << 2, /* first of a paragraph: after a blank line, or the first */
	TOKEN_SENTENCE = 1 << 3, /* first of a sentence (sentence stage) */
	TOKEN_WIDE = 1 << 5, /* begins with a character beyond ASCII */
	TOKEN_DOTTED = 1 << 4, /* a word of two bytes or more that ends in a full stop: U.S., a.m. */
};

struct token {
	uint32_t start, end;
	uint32_t symbol; /* of the lexicon, 0: unknown */
	uint32_t hash; /* of the folded word: equal words, equal hashes */
	uint32_t mark; /* TOKEN_MARK: code point of the first character */
	uint8_t class; /* enum token_class */
	uint8_t letters; /* enum letters */
	uint8_t flags; /* enum token_flag */
	uint8_t line; /* enum line_class of its line (clean stage) */
	struct word word; /* of its symbol */
};
_Static_assert(sizeof(struct token) == 32, "two tokens are one cache line");

/* ---- clean ---- */
enum line_class {
	LINE_BODY,
	LINE_HEADLINE, /* short line without closing mark, before the body or equal to the title */
	LINE_REPEATED, /* paragraph that stood before: not read again */
	LINE_BOILERPLATE, /* tickers, promos, captions, copyright, navigation: not read */
};

struct paragraph {
	uint32_t first, end; /* tokens (token stage) */
	uint8_t class; /* enum line_class of all its lines */
};

/* ---- sentence ---- */
struct sentence {
	uint32_t first, end; /* tokens, end mark and closing quotation marks included */
	uint32_t paragraph;
	uint32_t first_chunk, end_chunk; /* chunk stage */
	uint16_t types; /* bit of each enum chunk_type that it has (chunk stage) */
	uint16_t modifiers; /* bit of each enum modifier_kind that it has (stance stage) */
	uint32_t actor; /* the only one that its noun phrases and names stand for; NONE, or SEVERAL (stance stage) */
};

/* ---- mention ---- */
/* What a match looks at is fetched so many openers before, since it is seldom in the cache. */
#define MENTION_AHEAD 6
/* An opener is its token, and whether a longer phrase may begin with it. */
#define OPENER(token, leads_on) ((token)*2 + (leads_on))
#define OPENER_TOKEN(opener) ((opener) >> 1)
#define OPENER_LEADS_ON(opener) ((opener)&1)

struct mention {
	uint32_t first, end;
	const struct entry *entry;
	const struct row *row;
	uint8_t layer; /* enum layer of entry */
	uint32_t next; /* the next one of its layer, or NONE; cues and stance terms are linked together */
};

/* ---- quote ---- */
struct quote {
	uint32_t open, close; /* tokens of the marks; close NONE: runs to the paragraph's end */
	uint32_t first, end; /* tokens between them */
	uint32_t words;
	uint32_t previous; /* quote that this one continues over a paragraph break, or NONE */
	bool speech; /* long enough to be speech; else title, nickname, scare quotes */
};

/* ---- chunk ---- */
enum chunk_type {
	CHUNK_NOUN,
	CHUNK_VERB,
	CHUNK_ADVERB,
	CHUNK_PREPOSITION,
	CHUNK_COMMA,
	CHUNK_CONJUNCTION,
	CHUNK_BUT,
	CHUNK_SUBORDINATOR,
	CHUNK_THAT,
	CHUNK_WHO,
	CHUNK_QUOTE,
	CHUNK_DASH,
	CHUNK_STOP,
	CHUNK_OPEN,
	CHUNK_CLOSE,
};

struct chunk {
	uint32_t first, end; /* tokens */
	uint32_t item; /* CHUNK_NOUN: index into nouns; CHUNK_VERB: into verbs; else NONE */
	uint8_t type;
};

enum noun_flag {
	NOUN_PRONOUN = 1 << 0,
	NOUN_PLURAL = 1 << 1,
	NOUN_NAME = 1 << 2, /* its head is a name */
	NOUN_POSSESSIVE = 1 << 3, /* ends in 's with no noun after it */
	NOUN_TIME = 1 << 4,
	NOUN_DETERMINED = 1 << 5, /* begins with a determiner or possessive pronoun */
	NOUN_OWNED = 1 << 6, /* actor owns it (China's action, Chinese missiles) and is not itself named by it */
	NOUN_PEOPLE = 1 << 7, /* a person or people */
	NOUN_BODY = 1 << 8, /* government, army, party: speaks and acts as one */
	NOUN_TELLING = 1 << 10, /* a name, an office, a capital letter or a compass point stands in it */
	NOUN_GUESSED = 1 << 9, /* its country is that of the article around it (actor.c, rule 7) */
	NOUN_CLITIC = 1 << 11, /* an 's stands in it or at its end */
};

struct noun {
	uint32_t first, end, head; /* tokens; head is the last noun or name */
	uint32_t chunk, sentence;
	uint32_t flags;
	uint32_t office; /* mention of the office phrase nearest the head, or NONE */
	/* actor stage */
	uint32_t office_before; /* last noun before it that has an office, or NONE */
	uint32_t entity; /* person it refers to, or NONE */
	uint32_t antecedent; /* pronouns: noun that it stands for, or NONE */
	uint32_t owner; /* his claim: noun that the possessive pronoun stands for, or NONE */
	uint32_t actors[2]; /* lexicon actors it stands for; NONE where none. Two for "China-Japan", "US and Chinese" */
	uint8_t role; /* enum stanced_role */
	uint8_t gender;
	bool place; /* named only as a place (city): affiliation, no holder */
	uint8_t covered; /* bits of the layers that cover one of its words (chunk stage) */
};

enum verb_flag {
	VERB_PASSIVE = 1 << 0,
	VERB_NEGATED = 1 << 1,
	VERB_MODAL = 1 << 2, /* may, could, might: hedged */
	VERB_INFINITIVE = 1 << 3, /* to + base */
	VERB_ING = 1 << 4, /* participle clause, no auxiliary */
	VERB_PARTICIPLE = 1 << 5, /* reduced relative: the drill held by Japan */
	VERB_FINITE = 1 << 6,
	VERB_COPULA = 1 << 7, /* the main verb is be, or a verb like remain, become */
	VERB_RELATIVE = 1 << 9, /* after who, which, that */
	VERB_FUTURE = 1 << 10,
	VERB_SPLIT = 1 << 11, /* its phrase goes on behind its object: held Mali responsible (stance stage) */
};

#define VERB_SUBJECTS 10
struct verb {
	uint32_t first, end, main; /* tokens; main verb */
	uint32_t chunk, sentence;
	uint32_t flags;
	/* clause stage */
	uint32_t governor; /* verb that this one depends on (infinitive, participle, coordination), or NONE */
	uint8_t subject_count, object_count;
	uint32_t subjects[VERB_SUBJECTS]; /* nouns, coordinated; the first subject_count, the others are not set */
	uint32_t objects[VERB_SUBJECTS];
};

#define OTHERS_MAX 24 /* few articles say "other" more often */

/* ---- actor ---- */
struct entity {
	uint32_t noun; /* first full mention */
	uint32_t name_first, name_end; /* tokens of the fullest name */
	uint32_t surname; /* hash of its last word */
	uint32_t actor; /* lexicon actor it speaks for, or NONE */
	uint8_t role, gender;
	const struct row *row; /* people.tsv row in office at the date, or NULL */
	uint32_t mentions;
};

/* ---- statement ---- */
struct speaker {
	uint32_t noun; /* mention at the attribution, or NONE */
	uint32_t entity;
	uint32_t first, end; /* tokens of the mention */
	uint32_t actor;
	uint8_t role;
};

struct statement {
	uint8_t kind; /* enum stanced_kind */
	bool has_speaker;
	bool repeated; /* its text stood before in another statement: told, but counted once */
	uint32_t start, end; /* bytes */
	uint32_t first, last; /* tokens, last is one past the end */
	struct speaker speaker;
	uint32_t cue; /* mention of the cue, or NONE */
	uint32_t verb; /* verb of the cue, or NONE */
	float certainty;
	double sentiment;
	uint32_t first_stance, stance_count; /* stance stage */
};

/* ---- stance ---- */
struct stance {
	uint32_t statement;
	uint32_t source, target; /* lexicon actors */
	float score, certainty;
	uint8_t class; /* enum stance_class of the term */
	uint32_t cue_first, cue_end; /* tokens */
	const char *term, *rule;
};

struct article {
	const struct stanced_lexicon *lexicon;
	const struct symbol *symbols; /* lexicon_symbols of it */
	const struct lexicon_lists *lists; /* lexicon_tables of it */
	const char *text, *title;
	uint32_t size, title_size;
	int32_t day;
	struct arena arena;

	VEC(struct token) tokens; /* and behind the last one, not counted, an empty mark */
	VEC(struct paragraph) paragraphs;
	VEC(uint32_t) marks; /* tokens with a mark, and dotted words: all that ends or quotes (clean stage) */
	/* OPENER of the tokens that a phrase of MENTION_LAYERS may begin with (clean stage); behind them, not counted,
	 * MENTION_AHEAD zeros */
	VEC(uint32_t) openers;
	VEC(uint32_t) capitals; /* words that are not in lower case (clean stage) */
	VEC(struct sentence) sentences;
	VEC(struct mention) mentions; /* by first token */
	uint32_t first_of[LAYER_COUNT]; /* the first mention of the layer, or NONE; of cues that of stance terms */
	/* token -> bits of the layers that have a mention there, as the mention stage left them; and eight zeros */
	uint8_t *covered;
	/* token -> the mention of that layer, NONE where it was taken back (actor stage);
	 * to be read where covered has the layer */
	uint32_t *at[LAYER_COUNT];
	uint8_t *pos; /* token -> enum pos (chunk.h) */
	VEC(struct quote) quotes;
	uint32_t *quote_at; /* token -> quote whose inside covers it, or NONE */
	VEC(struct chunk) chunks;
	VEC(struct noun) nouns;
	VEC(uint32_t) telling; /* those of them that may name somebody: NOUN_TELLING and no clock words */
	VEC(struct verb) verbs;
	uint32_t *chunk_at; /* token -> chunk, or NONE */
	uint32_t others[OTHERS_MAX]; /* tokens: "other", the first of them (chunk stage) */
	uint32_t other_count;
	VEC(struct entity) entities;
	uint64_t names_met[4]; /* set of hashes of words that begin or end their names; false positives are harmless */
	uint32_t home; /* the country that most of the article is about, or NONE (actor stage) */
	/* the state that the article speaks of most, twice as often as of any other; or NONE (actor stage) */
	uint32_t main_one;
	/* the two that it is about; NONE where there are no such two */
	uint32_t main_two[2];
	uint32_t main_sides[2]; /* the same, groups of states among them */
	VEC(struct statement) statements;
	bool failed; /* a statement found no memory: statement_run says so */
	VEC(struct stance) stances;
	bool english;
	double sentiment; /* sentiment stage */
	double *actor_sentiment; /* lexicon actor -> sum, sentiment stage */
	uint32_t *actor_mentions;
	VEC(uint32_t) actors_named; /* lexicon actors with mentions, in the order of the text */
	struct stanced_result result; /* pair stage */
};

/* Empties the article for the next text; its arena keeps its memory. (engine.c) */
void article_begin(struct article *article, const struct stanced_lexicon *lexicon, const struct stanced_article_in *in);

/* Stages in the order of engine.c. Each returns 0 or -ENOMEM. */
int token_run(struct article *article);
int clean_run(struct article *article);
int sentence_run(struct article *article);
int mention_run(struct article *article);
int quote_run(struct article *article);
int chunk_run(struct article *article);
int actor_run(struct article *article);
int clause_run(struct article *article);
int statement_run(struct article *article);
int stance_run(struct article *article);
int sentiment_run(struct article *article);
int pair_run(struct article *article);

static inline const struct word *article_word(const struct article *article, uint32_t token)
{
	return &article->tokens.items[token].word;
}

static inline uint32_t article_prepositions(const struct article *article, uint32_t token)
{
	return article->symbols[article->tokens.items[token].symbol].prepositions;
}

static inline const struct chunk *article_chunk(const struct article *article, uint32_t chunk)
{
	return &article->chunks.items[chunk];
}

static inline bool article_tagged(const struct article *article, uint32_t token, uint32_t tags)
{
	return (article_word(article, token)->tags & tags) != 0;
}

/* Is the token's word one of the list (lists.tsv)? Words are compared as they fold: attaché is attache. */
static inline bool article_listed(const struct article *article, uint32_t token, enum lexicon_list list)
{
	const uint32_t set = article_word(article, token)->listed;
	return set && article->lists[set].bits[list / 64] >> list % 64 & 1;
}

static inline uint32_t article_paragraph(const struct article *article, const struct noun *noun)
{
	return article->sentences.items[noun->sentence].paragraph;
}

static inline const struct mention *article_mention(const struct article *article, uint32_t token, enum layer layer)
{
	if (!(article->covered[token] & 1u << layer))
		return NULL;
	uint32_t m = article->at[layer][token];
	return m == NONE ? NULL : &article->mentions.items[m];
}

static inline bool article_covered(const struct article *article, uint32_t token, enum layer layer)
{
	return article->covered[token] & 1u << layer && article->at[layer][token] != NONE;
}

/* Of eight bytes read as one number: the first bit in the order of the bytes, but for its place in its byte. */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define ARTICLE_FIRST_BIT(eight) (unsigned)__builtin_clzll(eight)
#else
#define ARTICLE_FIRST_BIT(eight) (unsigned)__builtin_ctzll(eight)
#endif

/* The first token from i on that a phrase of one of the layers covers, or end. Eight tokens are asked at once. */
static inline uint32_t article_next_covered(const struct article *article, uint32_t i, uint32_t end, unsigned layers)
{
	const uint64_t any = layers * UINT64_C(0x0101010101010101);
	uint64_t eight;
	for (; i < end; i += sizeof eight) {
		__builtin_memcpy(&eight, article->covered + i, sizeof eight);
		if (eight & any) {
			i += ARTICLE_FIRST_BIT(eight & any) / 8;
			return i < end ? i : end;
		}
	}
	return end;
}

static inline bool article_has_object(const struct verb *verb, uint32_t noun)
{
	for (uint8_t i = 0; i < verb->object_count; i++)
		if (verb->objects[i] == noun)
			return true;
	return false;
}

/* "...," said Mr Li: the noun phrase after the verb, a finite one of saying, is its subject. (clause.c) */
bool article_subject_follows(const struct article *article, const struct verb *verb);

static inline bool article_inverted(const struct article *article, const struct verb *verb)
{
	return verb->flags & VERB_FINITE && article->covered[verb->main] & 1u << LAYER_CUE &&
	       verb->chunk + 1 < article->chunks.count && article_chunk(article, verb->chunk + 1)->type == CHUNK_NOUN &&
	       article_subject_follows(article, verb);
}

/* The last person with the token for a surname, or NONE. (actor_entity.c) */
uint32_t article_last_named(const struct article *article, uint32_t token);

/* A finite verb stands in the chunks [c, end). (chunk.c) */
bool article_finite(const struct article *article, uint32_t c, uint32_t end);

/* Chunk c is a verb group that "to" opens. (chunk.c) */
bool article_infinitive(const struct article *article, uint32_t c);

/* Jo Brown, 52, a grocer: chunk c, not the first two of its sentence,
 * is a bare number behind a phrase and a comma. (chunk.c) */
bool article_is_age(const struct article *article, uint32_t c);

/* From chunk c over prepositions with their noun phrases (of Iran, in the region) to the chunk behind them, at most
 * end. (chunk.c) */
uint32_t article_over_phrases(const struct article *article, uint32_t c, uint32_t end);

/* rejected what it called Greek demands, warned against what he described as a raid: the chunk of the thing that is
 * named from "what" at chunk c on, or c. (clause_object.c) */
uint32_t article_over_naming(const struct article *article, uint32_t c, uint32_t end);

/* The noun phrases joined by commas and "and", from chunk c rightwards; nouns has room for VERB_SUBJECTS. Nothing is
 * joined to most, which need no call. (clause_object.c) */
uint8_t article_join(const struct article *article, uint32_t c, uint32_t end, uint32_t *nouns);

static inline uint8_t article_joined(const struct article *article, uint32_t c, uint32_t end, uint32_t *nouns)
{
	const unsigned links = 1u << CHUNK_COMMA | 1u << CHUNK_CONJUNCTION;
	if (c + 2 < end && links >> article_chunk(article, c + 1)->type & 1)
		return article_join(article, c, end, nouns);
	nouns[0] = article_chunk(article, c)->item;
	return 1;
}

/* Is the token's text the word of size ASCII letters, in any case? (token.c) */
bool article_spells(const struct article *article, uint32_t token, const char *word, uint32_t size);

/* A statement, report, letter: the phrase's head is a noun of saying. (actor_noun.c) */
bool article_is_document(const struct article *article, const struct noun *noun);

/* Of article_over_asking, where the word for it stands: the last chunk of the phrase, or c. (clause_object.c) */
uint32_t article_asking_end(const struct article *article, uint32_t c, uint32_t end);

/* At the request of Mali, on Chad's orders, under pressure from the EU: from the preposition at chunk c to the last
 * chunk of the phrase, which names who wants it done; or c. */
static inline uint32_t article_over_asking(const struct article *article, uint32_t c, uint32_t end)
{
	const uint32_t leads = PREP(at) | PREP(on) | PREP(under) | PREP(upon);
	bool asks = article_prepositions(article, article_chunk(article, c)->first) & leads && c + 1 < end &&
		    article_listed(article, article_chunk(article, c + 1)->end - 1, LIST_askings);
	return asks ? article_asking_end(article, c, end) : c;
}

/* A number, with its unit or without: 385, 385m, 2bn. */
static inline bool article_amount(const struct article *article, uint32_t token)
{
	const struct token *t = &article->tokens.items[token];
	return t->class == TOKEN_NUMBER ||
	       (t->class == TOKEN_WORD && article->text[t->start] >= '0' && article->text[t->start] <= '9');
}

/* True when the token's text is exactly the ASCII word, a literal in lower case here, in any case there. Asked of
 * nearly every token, nearly always in vain: the hash tells that without a call or a look at the text. */
static inline __attribute__((always_inline)) bool article_is(const struct article *article, uint32_t token,
							     const char *word)
{
	return article->tokens.items[token].hash == scan_hash_literal(word) &&
	       article_spells(article, token, word, __builtin_strlen(word));
}

/* the last of its troops, most of the sanctions: from the part at chunk c to the chunk of the whole, or c. */
static inline uint32_t article_over_part(const struct article *article, uint32_t c, uint32_t end)
{
	bool part = c + 2 < end && article_chunk(article, c + 1)->type == CHUNK_PREPOSITION &&
		    article_listed(article, article_chunk(article, c)->end - 1, LIST_parts) &&
		    article_is(article, article_chunk(article, c + 1)->first, "of") &&
		    article_chunk(article, c + 2)->type == CHUNK_NOUN;
	return part ? c + 2 : c;
}
