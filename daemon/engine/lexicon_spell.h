/* From the cells of a row to the entries of the index: phrases, inflected forms, contexts that must not match. */
#pragma once

#include "engine/inflect.h"
#include "engine/lexicon_index.h"
#include "engine/lexicon_parse.h"

/* A word of a list, and the line that says so (index in build->lines). */
struct lexicon_listed {
	uint32_t symbol, line;
	uint8_t list; /* enum lexicon_list */
};

/* A form of a word. */
struct lexicon_form {
	uint32_t symbol;
	uint8_t letters; /* enum phrase_case */
	uint8_t forms; /* enum form bits */
};

/* Those of a word, as a verb or as a noun: of maker->forms. */
struct lexicon_forms {
	uint32_t word; /* 2 * symbol, + 1: as a verb; 0: nobody's */
	uint32_t first, count;
};
#define LEXICON_FORMS 16384 /* words whose forms are remembered, by symbol */

/* The lexicon while it is made. Rows come one at a time: record and the fields after it are of the row at hand. */
struct maker {
	struct build *build;
	struct stanced_lexicon *lexicon;
	struct index index;
	VEC(struct row) rows;
	VEC(uint32_t) ranks; /* of rows, as index_settle wants them */
	VEC(uint32_t) lines; /* of rows: index in build->lines */
	VEC(struct actor_info) actors;
	VEC(struct lexicon_place) places;
	VEC(struct lexicon_origin) origins;
	VEC(struct lexicon_listed) listed;
	VEC(struct lexicon_lists) lists; /* by word.listed */
	VEC(struct inflect_irregular) irregulars;
	VEC(uint32_t) irregular_of; /* by symbol: index + 1 in irregulars */
	VEC(struct lexicon_form) forms;
	struct lexicon_forms *forms_of;
	struct codes *codes; /* lexicon_actors.c */

	const struct record *record;
	uint32_t row;
	uint8_t layer;
	bool lenient; /* custom actors: names that cannot be matched are left out with a notice */
	bool named; /* spellings made now are names of the row: what ~ stands for */
	unsigned entries;
	uint8_t least; /* words of the shortest spelling */
	VEC(struct phrase) spellings; /* of the row; its names */
};

/* A phrase and the text of its words. */
struct spelled {
	struct phrase phrase;
	struct view words[LEXICON_PHRASE_WORDS];
	uint8_t classes[LEXICON_PHRASE_WORDS]; /* enum scan_class */
};

/* Cuts and folds text; tells what hinders it. Symbols of new words are made. */
bool spell_read(struct maker *maker, struct view text, struct spelled *out);
/* The same in silence. */
bool spell_try(struct maker *maker, struct view text, struct spelled *out);
/* The one word a cell must hold (verbs.tsv, grammar.tsv, given.tsv, lists.tsv); a warning and false otherwise. */
bool spell_word(struct maker *maker, struct view text, uint32_t *symbolp);

/* A fresh row at hand. */
void spell_begin(struct maker *maker, const struct record *record, uint32_t row, uint8_t layer);
/* Every value of the cell as it stands. */
void spell_values(struct maker *maker, struct view cell, enum entry_kind kind, uint8_t form);
void spell_verb(struct maker *maker, struct view term, struct view forms, enum entry_kind kind);
void spell_noun(struct maker *maker, struct view term, struct view forms, enum entry_kind kind);
/* Nouns with a derived plural, or both written with a slash: Frenchman/Frenchmen. */
void spell_demonyms(struct maker *maker, struct view cell);
/* The column `not`, after all names of the row. */
void spell_contexts(struct maker *maker, struct view cell);
