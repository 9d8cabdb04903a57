/* The compiled lexicon: what the stages ask, and nothing about how it came to be.
 *
 * Input: the bytes of lexicon files (lexicon_parse.c, lexicon_build.c). Output: an immutable table of symbols
 * (folded words), a trie of phrases over symbols, and rows. Owner: whoever loaded it; shared between threads.
 *
 * A ROW is one line of a file (or one dated office of it). An ENTRY is one spelling of a row: a name, an alias,
 * an inflected form. Entries of one phrase and layer are chained by next, best first: custom actors, then
 * exact-case ones, then capitalised ones, then folded ones. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/view.h"

/* Longest phrase in words. Longer ones are refused at load; nobody writes them and a walk stays bounded. */
#define LEXICON_PHRASE_WORDS 12
#define LEXICON_DAY_MIN INT32_MIN
#define LEXICON_DAY_MAX INT32_MAX

/* Layers are matched independently of each other, longest first within each. A phrase of a row's `not` column is
 * an ENTRY_BLOCK of the row's own layer: where it is the longest match, nothing of that layer matches. */
enum layer {
	LAYER_NAME,
	LAYER_OFFICE,
	LAYER_CUE,
	LAYER_STANCE,
	LAYER_MODIFIER,
	LAYER_SENTIMENT,
	LAYER_BOILERPLATE,
	LAYER_COUNT
};

enum entry_kind {
	ENTRY_BLOCK,
	ENTRY_NAME, /* LAYER_NAME: name of a country, group or custom actor */
	ENTRY_ADJECTIVE, /* Chinese: modifier, or its people */
	ENTRY_DEMONYM, /* a Frenchman, Iranians: people */
	ENTRY_CAPITAL, /* Beijing: place, or its government */
	ENTRY_METONYM, /* the Kremlin as a seat of government (column metonyms) */
	ENTRY_CITY, /* Shanghai: place and affiliation only, never a stance holder */
	ENTRY_INSTITUTION, /* institutions.tsv: ministry, army, agency, newspaper, company with a known country */
	ENTRY_PERSON, /* people.tsv */
	ENTRY_OFFICE, /* LAYER_OFFICE: offices.tsv */
	ENTRY_HEAD, /* LAYER_OFFICE: heads.tsv, head noun of a capitalised name: University, Airlines */
	ENTRY_CUE,
	ENTRY_STANCE,
	ENTRY_MODIFIER,
	ENTRY_SENTIMENT,
	ENTRY_BOILERPLATE,
};

/* Beside the bits of the layers: a phrase of boilerplate that counts wherever it stands, BOILERPLATE_INSIDE. */
#define LAYER_BIT_INSIDE (1u << LAYER_COUNT)
/* Those of the mention stage; the clean stage reads the other one. */
#define MENTION_LAYERS (((1u << LAYER_COUNT) - 1) & ~(1u << LAYER_BOILERPLATE))

/* What an inflected spelling can be; several bits where forms coincide ("condemned": past and participle). */
enum form {
	FORM_AS_IS = 0,
	FORM_BASE = 1 << 0,
	FORM_THIRD = 1 << 1, /* condemns */
	FORM_PAST = 1 << 2,
	FORM_PARTICIPLE = 1 << 3, /* condemned, stricken */
	FORM_ING = 1 << 4,
	FORM_SINGULAR = 1 << 5,
	FORM_PLURAL = 1 << 6,
};
#define FORM_FINITE (FORM_BASE | FORM_THIRD | FORM_PAST)
#define FORM_VERB (FORM_FINITE | FORM_PARTICIPLE | FORM_ING)

enum word_pos { POS_ANY, POS_VERB, POS_NOUN, POS_ADJECTIVE, POS_PHRASE, POS_COUNT };
enum gender { GENDER_UNKNOWN, GENDER_MALE, GENDER_FEMALE, GENDER_COUNT };

/* offices.tsv, heads.tsv, column kind */
enum office_kind {
	OFFICE_PERSON, /* common noun for a person: spokesman, analyst, residents */
	OFFICE_TITLE, /* stands directly before a name as well: President, Gen., Professor */
	OFFICE_BODY, /* collective: government, army, ministry, company, university */
	OFFICE_STATE, /* common noun for a state: the country, the kingdom, the two sides */
	OFFICE_KIND_COUNT
};

/* modifiers.tsv, column kind */
enum modifier_kind {
	MODIFIER_NEGATOR,
	MODIFIER_INTENSIFIER, /* factor > 1 */
	MODIFIER_DIMINISHER, /* factor < 1 */
	MODIFIER_HEDGE, /* certainty factor < 1: might, reportedly */
	MODIFIER_CONDITIONAL, /* if, unless: not asserted */
	MODIFIER_CONTRAST, /* but, however: what follows outweighs what went before */
	MODIFIER_QUESTION, /* whether: not asserted */
	MODIFIER_SARCASM, /* so-called */
	MODIFIER_REVERSER, /* verbs that end what their object names: lift sanctions, suspend aid */
	MODIFIER_REFUSAL, /* behind the act: is out of the question */
	MODIFIER_DENIAL, /* behind the act: is baseless */
	MODIFIER_CALM, /* behind a demand: to show restraint, to return to talks */
	MODIFIER_COUNT
};

/* boilerplate.tsv, column where */
enum boilerplate_where {
	BOILERPLATE_LINE, /* the phrase is the whole line but for marks and digits */
	BOILERPLATE_START, /* a line that begins with it */
	BOILERPLATE_INSIDE, /* a paragraph that holds it */
	BOILERPLATE_END, /* everything from this line on */
	BOILERPLATE_WHERE_COUNT
};

/* cues.tsv, column class */
enum cue_class {
	CUE_NEUTRAL,
	CUE_EMPHATIC,
	CUE_DISTANCING,
	CUE_PREDICTIVE,
	CUE_HOSTILE,
	CUE_CRITICAL,
	CUE_WARNING,
	CUE_CONCERN,
	CUE_DEFENSIVE,
	CUE_DIRECTIVE,
	CUE_SUPPORTIVE,
	CUE_COMMISSIVE,
	CUE_CONCESSIVE,
	CUE_CLASS_COUNT
};

/* cues.tsv, column takes: what may follow the cue as its content; several, comma-separated */
enum cue_takes {
	TAKES_CLAUSE = 1 << 0, /* said (that) talks had failed */
	TAKES_QUOTE = 1 << 1, /* "Talks failed," he said */
	TAKES_ADDRESSEE = 1 << 2, /* told reporters ...: a noun phrase before the content */
	TAKES_INFINITIVE = 1 << 3, /* urged Japan to learn; promised to help: the infinitive is content */
	TAKES_OBJECT = 1 << 4, /* denied the report, questioned its motives: a noun phrase is content */
	TAKES_NOUN = 1 << 5, /* cue is a noun or preposition: according to, in the words of, a statement that */
};

/* stances.tsv, column class; the words stand in lexicon_value.c in this order */
enum stance_class {
	STANCE_WAR,
	STANCE_FORCE,
	STANCE_THREAT,
	STANCE_COERCE,
	STANCE_PROTEST,
	STANCE_ACCUSE,
	STANCE_CRITICIZE,
	STANCE_REJECT,
	STANCE_DEMAND,
	STANCE_DISTRUST,
	STANCE_RIVALRY,
	STANCE_DEAL,
	STANCE_CONTACT,
	STANCE_TRUST,
	STANCE_PRAISE,
	STANCE_SUPPORT,
	STANCE_AGREE,
	STANCE_COOPERATE,
	STANCE_AID,
	STANCE_YIELD,
	STANCE_ALLY,
	STANCE_PROTOCOL,
	STANCE_CLASS_COUNT
};

/* Who holds a stance and who bears it. Read from frames such as "subject>object", "subject<>with",
 * "noun-of>on/against", "between"; a row may list several, separated by "|", tried in order. */
enum slot {
	SLOT_NONE,
	SLOT_SUBJECT, /* of the verb, or of the copula before an adjective */
	SLOT_OBJECT, /* of the verb */
	SLOT_NOUN_OF, /* whom the noun belongs to: possessive, nationality, of/by/from phrase */
	SLOT_SPEAKER, /* who says it */
	SLOT_MODIFIED, /* the noun an adjective stands with, and through it its owner */
	SLOT_OPPONENT, /* who did the last hostile act toward the holder */
	SLOT_EXAMPLE, /* whom the last act of another was aimed at; the score is that act's */
	SLOT_TOLD, /* the subject of the clause that is told: complained that Japan had not paid */
	SLOT_CLAUSE, /* the subject of the clause that "to the anger of Chad" stands before or behind */
	SLOT_PREP, /* the object of one of the frame's prepositions */
	SLOT_BETWEEN, /* two or more names: between A and B, A-B ties, A and B as subjects */
};

/* The prepositions frames may name; bits of frame.prepositions and of symbol.prepositions. */
/* clang-format off */
#define LEXICON_PREPOSITIONS(X) \
	X(about) X(across) X(after) X(against) X(among) X(around) X(as) X(at) X(before) X(behind) X(between) \
	X(by) X(during) X(for) X(from) X(in) X(into) X(near) X(of) X(off) X(on) X(onto) X(over) X(through) \
	X(to) X(toward) X(under) X(upon) X(with) X(within) X(without)
/* clang-format on */
enum preposition {
#define X(name) PREP_BIT_##name,
	LEXICON_PREPOSITIONS(X)
#undef X
};
#define PREP(name) (UINT32_C(1) << PREP_BIT_##name)

#define LEXICON_FRAMES 3
struct frame {
	uint8_t holder, bearer; /* enum slot; SLOT_BETWEEN stands in holder alone */
	bool both; /* <> : symmetric */
	uint32_t holder_prepositions; /* where holder is SLOT_PREP */
	uint32_t bearer_prepositions; /* where bearer is SLOT_PREP */
	const char *name; /* "subject>object": the rule told in results */
};

struct row {
	const char *term; /* the row's own spelling, NUL-terminated */
	uint16_t file; /* index of stanced_lexicon_file */
	uint16_t actor; /* index into actors, LEXICON_NO_ACTOR: none */
	uint32_t line;
	uint8_t kind; /* enum entry_kind of its main spelling */
	uint8_t role; /* enum stanced_role: people, institutions, offices, heads */
	uint8_t gender; /* people, offices */
	uint8_t sub; /* enum office_kind, modifier_kind, boilerplate_where or cue_class */
	uint8_t pos; /* enum word_pos: cues, stances, sentiment */
	uint8_t takes; /* enum cue_takes: cues */
	uint8_t frame_count;
	uint8_t stance_class; /* enum stance_class: stances */
	float score; /* stances, cues: -1..1; sentiment: valence -1..1; modifiers: factor */
	float certainty; /* cues: 0..1 */
	int32_t from, to; /* first and last day it holds; LEXICON_DAY_MIN/MAX where open */
	uint32_t office; /* people: row of the office phrase if it is one of offices.tsv, else 0 */
	uint16_t country_count;
	const uint16_t *countries; /* offices: actors that have such an office; none: any may */
	const struct frame *frames; /* shared by rows that have the same; one of nothing where there is none */
};
#define LEXICON_NO_ACTOR UINT16_MAX

struct actor_info {
	const char *code, *name;
	bool group; /* groups.tsv */
	bool custom; /* --actors */
	uint8_t role; /* enum stanced_role of who speaks for it: official, or organisation (the UN, the IMF) */
	uint16_t parent; /* territory of, or group an agency speaks for; LEXICON_NO_ACTOR: none */
	uint16_t member_count;
	const uint16_t *members;
	int32_t from, to;
};

struct entry {
	uint32_t row;
	uint32_t next; /* next entry of the same phrase and layer, UINT32_MAX: last */
	/* 2 bits a word from the lowest: 0 any, 1 capitalised or more, 2 all capitals, 3 capitals inside */
	uint32_t cases;
	uint8_t kind; /* enum entry_kind; a row of countries.tsv has entries of several kinds */
	uint8_t layer;
	uint8_t form; /* enum form bits */
	bool last; /* of its phrase, whatever the layer */
};

/* Grammatical tags of single words, from grammar.tsv (column tags, space separated). Of a word with several the first
 * here is its part of speech (tag.c). */
/* clang-format off */
#define LEXICON_TAGS(X) \
	X(be) X(modal) X(have) X(do) X(that) X(to) X(who) X(poss) X(neg) X(det) X(pron) X(conj) X(but) X(adv) \
	X(subord) X(wh) X(prep) X(there) X(number) X(quant) X(time) X(adj) X(noun) X(abbr) X(reporter) \
	X(relation) X(first) X(gives) X(third) X(plural) X(direction) X(particle)
/* clang-format on */
enum tag_bit {
#define X(name) TAG_BIT_##name,
	LEXICON_TAGS(X)
#undef X
};
#define TAG(name) (UINT32_C(1) << TAG_BIT_##name)

/* The lists of lists.tsv: closed lists of words that a rule asks for, each named by its row,
 * which says what it is for. */
/* clang-format off */
#define LEXICON_LISTS(X) \
	X(obliges) X(wants) X(demanded) X(deems) X(guards) X(guarded) X(demonstrates) X(crowds) \
	X(cowed) X(links) X(deploys) X(forces) X(frontiers) X(rebels) \
	X(hopes) X(needs) X(wonders) X(wonders_whether) X(invites) X(invited_to) X(bans) \
	X(timed_by) X(votes) X(polls) X(verdicts) X(dealings) X(accords) X(deeds) X(envoys) X(letters) X(measures) \
	X(motions) X(prefixes) \
	X(no_longer) X(occasions) X(brokers) X(sums_up) X(receives) X(arrives) X(owes) X(leads_on) X(states) \
	X(monies) X(goods) X(quantities) X(each) X(askings) X(including) X(official_press) X(agencies) X(you) X(they) \
	X(posted) X(anyone) X(civilians) X(picks) X(sides) X(told_behind) X(briefed) X(regions) X(takes_office) \
	X(office_as) X(sites) X(spokesmen) X(papers) X(documents) X(left_open) X(handouts) X(gives_out) X(quotes) \
	X(sided) X(former) X(vessels) X(leads_body) X(once_held) X(purposeful) X(plots) X(plans) \
	X(headline_places) X(told_when) X(says) X(tells) X(though) X(meanwhile) X(askers) X(abbreviations) X(asks) \
	X(asked_why) X(lacking) X(roughly) X(identified) X(several) X(wires) X(stands_alone) X(helps) \
	X(definite) X(ends) X(people) X(joins) X(announces) X(counterparts) X(unnamed) X(plainly_says) \
	X(floats) X(draws) X(meets) X(nominative) X(parts) \
	X(carries_out) X(names) X(legislators) X(decides) X(admits) X(offers) X(plays_down) X(brushes) X(aside) \
	X(meetings) X(becomes) X(hands_over) X(captives) X(thanks) X(suffers) X(accredited) X(encourages)
/* clang-format on */
enum lexicon_list {
#define X(name) LIST_##name,
	LEXICON_LISTS(X)
#undef X
		LIST_COUNT
};

/* A set of lists, a bit each. */
struct lexicon_lists {
	uint64_t bits[2];
};
_Static_assert(LIST_COUNT <= 128, "a set has a bit for each list");

/* What is known of one word by itself, and asked so often that each token has it, too. */
struct word {
	uint32_t tags; /* TAG(...) */
	uint8_t verb; /* FORM_* bits it can be as a verb (verbs.tsv and every verb of cues, stances, sentiment) */
	uint8_t gender : 5; /* of a given name (given.tsv) or pronoun */
	bool given : 1; /* a given name */
	bool stranger : 1; /* no file has it but lists.tsv, which makes no word known to other rules; symbol 0 is one */
	bool known : 1; /* grammar.tsv has it, and not for a particle, which other languages share */
	uint16_t decided : 7; /* 1 + the tag (enum tag_bit) that tells its part of speech wherever it stands, else 0 */
	uint16_t listed : 9; /* the set of lists that it stands in: index into lexicon_tables.lists, 0: in none */
};

/* How a word is written. */
enum letters { LETTERS_NONE, LETTERS_LOWER, LETTERS_CAPITAL, LETTERS_UPPER, LETTERS_MIXED };

/* Where a phrase stands among the phrases that begin like it. */
struct node {
	uint64_t edges; /* LEXICON_EDGE_BIT of each symbol that leads on */
	uint32_t first; /* of its entries if it has layers: by layer, best first, up to the one that is the last */
	uint8_t layers; /* bit of each layer that has entries here, LAYER_BIT_INSIDE */
	uint8_t below; /* of each that has entries in longer phrases */
};
#define LEXICON_EDGE_BIT(symbol) (UINT64_C(1) << ((symbol)&63))
#define LEXICON_INSIDE_BIT(symbol) (UINT32_C(1) << ((symbol)&31))

/* All that most questions about a word need stands in one cache line, found by one look at the table of symbols: half
 * of what an article costs is waiting for memory. */
struct symbol {
	uint64_t folded[2]; /* its first 16 bytes (scan_eight); the last is 0 where it has no more than SCAN_SHORT */
	struct word word;
	uint32_t prepositions; /* PREP(...) of a frame preposition, "towards" = toward */
	uint32_t text; /* its spelling: index into texts */
	struct node node; /* of the phrases that begin with it */
	/* LEXICON_INSIDE_BIT of each symbol that leads on to one of LAYER_BIT_INSIDE; all where one ends */
	uint32_t inside;
	bool opens; /* one of MENTION_LAYERS ends here */
	uint64_t before; /* LEXICON_EDGE_BIT of each symbol that it follows in a phrase */
};
_Static_assert(sizeof(struct symbol) == 64, "a symbol is one cache line");

struct stanced_lexicon; /* its insides stand in lexicon_build.h */
struct token; /* article.h */

/* Dense symbol of a folded word (scan.h folds), 0 when no file mentions it. */
uint32_t lexicon_symbol(const struct stanced_lexicon *lexicon, const char *folded, size_t size, uint32_t hash);
/* By symbol; symbol 0 is a word without properties, a stranger. */
const struct symbol *lexicon_symbols(const struct stanced_lexicon *lexicon);
const struct word *lexicon_word(const struct stanced_lexicon *lexicon, uint32_t symbol);
bool lexicon_starts_phrase(const struct stanced_lexicon *lexicon, uint32_t symbol);

/* The longest match of each layer that begins at tokens[i], never past tokens[end). Fills hits by layer
 * (entry NULL: none; an ENTRY_BLOCK is told as such) and returns the number of layers that matched. The entry
 * told is the first of its chain whose case fits; walk on with lexicon_next. */
struct lexicon_hit {
	const struct entry *entry;
	uint32_t tokens;
};
unsigned lexicon_match(const struct stanced_lexicon *lexicon, const struct token *tokens, size_t i, size_t end,
		       struct lexicon_hit hits[LAYER_COUNT]);
/* The same for some layers (bits), within tokens that carry none of the flags in stop, without clearing hits; returns
 * the bits of the layers that matched, whose hits count. */
unsigned lexicon_match_layers(const struct stanced_lexicon *lexicon, const struct token *tokens, size_t i, size_t end,
			      uint8_t stop, unsigned layers, struct lexicon_hit hits[LAYER_COUNT]);

/* May a phrase that has come to the node with the symbol go on with next? Seldom wrong: of a node that much follows,
 * next knows what it stands behind. */
static inline bool lexicon_leads_on(const struct symbol *symbols, const struct node *node, uint32_t symbol,
				    uint32_t next)
{
	return node->edges & LEXICON_EDGE_BIT(next) && symbols[next].before & LEXICON_EDGE_BIT(symbol);
}

/* That of two words as a number, 0 or 1, without a branch: for where it is asked of every word,
 * when none is foretold well. */
static inline uint32_t lexicon_leads_on_number(const struct symbol *symbol, uint32_t number, const struct symbol *next,
					       uint32_t next_number)
{
	return symbol->node.edges >> (next_number & 63) & next->before >> (number & 63) & 1;
}

/* The layers of which a phrase may begin with the symbol, if next (0: nothing) follows: never too few. No call. */
static inline unsigned lexicon_layers_of(const struct symbol *symbols, uint32_t symbol, uint32_t next)
{
	const struct node *node = &symbols[symbol].node;

	return node->layers | (lexicon_leads_on(symbols, node, symbol, next) ? node->below : 0u);
}

/* Next entry of the chain that fits the tokens at i, or NULL. */
const struct entry *lexicon_next(const struct stanced_lexicon *lexicon, const struct entry *entry,
				 const struct token *tokens, size_t i);

/* The person of that surname who is in office on the day, NULL when there is none or one in each of two countries. */
const struct row *lexicon_surname(const struct stanced_lexicon *lexicon, uint32_t symbol, int32_t day);

/* A name of origins.tsv and the countries where it is at home. */
struct lexicon_origin {
	uint32_t hash; /* of the folded name; of an ending with a hyphen before it */
	uint32_t count;
	const uint16_t *actors;
};

/* The rows that hold the name, one word as the text spells it; where none does, those of its longest ending.
 * How many. */
size_t lexicon_origins(const struct stanced_lexicon *lexicon, const char *name, size_t size,
		       const struct lexicon_origin **firstp);

/* What is asked too often for a call: every stanced_lexicon begins with it. */
struct lexicon_tables {
	const struct row *rows; /* row 0 is nobody's */
	const struct actor_info *actors;
	size_t actor_count;
	const struct lexicon_lists *lists; /* by word.listed */
};

static inline const struct lexicon_tables *lexicon_tables(const struct stanced_lexicon *lexicon)
{
	return (const struct lexicon_tables *)(const void *)lexicon;
}

static inline const struct row *lexicon_row(const struct stanced_lexicon *lexicon, const struct entry *entry)
{
	return &lexicon_tables(lexicon)->rows[entry->row];
}

/* The row of the office that the person's row tells, or NULL. */
static inline const struct row *lexicon_office(const struct stanced_lexicon *lexicon, const struct row *person)
{
	return person->office ? &lexicon_tables(lexicon)->rows[person->office] : NULL;
}

/* NULL: no such actor. */
static inline const struct actor_info *lexicon_actor(const struct stanced_lexicon *lexicon, uint16_t actor)
{
	const struct lexicon_tables *tables = lexicon_tables(lexicon);

	return actor < tables->actor_count ? &tables->actors[actor] : NULL;
}

static inline size_t lexicon_actor_count(const struct stanced_lexicon *lexicon)
{
	return lexicon_tables(lexicon)->actor_count;
}

/* The day offices are matched at when an article has no date: the newest from/to named in the files. */
int32_t lexicon_day(const struct stanced_lexicon *lexicon);
const char *lexicon_stance_class_name(uint8_t stance_class);
