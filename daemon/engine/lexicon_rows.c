#include "engine/lexicon_rows.h"

#include <stanced/engine.h>

#include "engine/scan.h"

void make_each(struct maker *maker, enum lexicon_file kind,
	       void (*make)(struct maker *maker, const struct record *record))
{
	struct build *build = maker->build;
	struct record record;

	for (size_t f = 0; f < build->file_count; f++) {
		struct file *file = &build->files[f];

		if (file->source->file != kind)
			continue;
		for (uint32_t i = 0; i < file->line_count && !build_stopped(build); i++) {
			const struct line *line = &build->lines.items[file->first_line + i];

			if (line->dead)
				continue;
			record_read(&record, build, line);
			make(maker, &record);
		}
	}
	if (index_flush(&maker->index))
		build->failure = -ENOMEM;
}

static uint32_t rank_of(const struct lexicon_source *source)
{
	return source->file == FILE_ACTORS ? INDEX_RANK_CUSTOM : LEXICON_SOURCES_MAX - source->set;
}

/* Custom actors rank among themselves by set as well, which kind and row settle: later files are later rows. */
static bool push_row(struct maker *maker, const struct record *record, const struct row *row)
{
	struct row *slot = VEC_PUSH(&maker->build->arena, &maker->rows);
	uint32_t *rank = VEC_PUSH(&maker->build->arena, &maker->ranks);
	uint32_t *line = VEC_PUSH(&maker->build->arena, &maker->lines);

	if (!slot || !rank || !line) {
		maker->build->failure = -ENOMEM;
		return false;
	}
	*slot = *row;
	*rank = rank_of(record->file->source);
	*line = (uint32_t)(record->line - maker->build->lines.items);
	return true;
}

static void note_day(struct maker *maker, int32_t day)
{
	if (day != LEXICON_DAY_MIN && day != LEXICON_DAY_MAX && day > maker->lexicon->day)
		maker->lexicon->day = day;
}

struct row *make_row(struct maker *maker, const struct record *record, enum entry_kind kind, enum layer layer)
{
	struct view term = record_cell(record, lexicon_main_column(record->file->source->file));
	struct row row = {
		.file = (uint16_t)(record->file - maker->build->files),
		.line = record->line->number,
		.actor = LEXICON_NO_ACTOR,
		.kind = (uint8_t)kind,
		.certainty = 1,
		.frames = value_no_frames,
		.from = LEXICON_DAY_MIN,
		.to = LEXICON_DAY_MAX,
	};

	if (!value_days(record, &row.from, &row.to))
		return NULL;
	if (!(row.term = arena_string(&maker->lexicon->arena, term.data, term.size))) {
		maker->build->failure = -ENOMEM;
		return NULL;
	}
	if (!push_row(maker, record, &row))
		return NULL;
	note_day(maker, row.from);
	note_day(maker, row.to);
	spell_begin(maker, record, (uint32_t)maker->rows.count - 1, (uint8_t)layer);
	return &maker->rows.items[maker->row];
}

static struct view main_cell(const struct record *record)
{
	return record_cell(record, lexicon_main_column(record->file->source->file));
}

/* ---- single words ---- */

void make_place(struct maker *maker, const struct record *record, uint32_t symbol, uint8_t what)
{
	struct lexicon_place *place = VEC_PUSH(&maker->build->arena, &maker->places);

	if (!place) {
		maker->build->failure = -ENOMEM;
		return;
	}
	*place = (struct lexicon_place) {
		.symbol = symbol,
		.line = record->line->number,
		.file = (uint16_t)(record->file - maker->build->files),
		.what = what,
	};
}

static void make_irregular(struct maker *maker, const struct record *record, uint32_t symbol)
{
	struct arena *arena = &maker->build->arena;
	struct inflect_irregular *irregular = VEC_PUSH(arena, &maker->irregulars);

	if (!irregular) {
		maker->build->failure = -ENOMEM;
		return;
	}
	*irregular = (struct inflect_irregular) {
		.past = record_cell(record, COLUMN_PAST),
		.participle = record_cell(record, COLUMN_PARTICIPLE),
		.third = record_cell(record, COLUMN_THIRD),
		.ing = record_cell(record, COLUMN_ING),
	};
	while (maker->irregular_of.count <= symbol) {
		uint32_t *slot = VEC_PUSH(arena, &maker->irregular_of);

		if (!slot) {
			maker->build->failure = -ENOMEM;
			return;
		}
		*slot = 0;
	}
	maker->irregular_of.items[symbol] = (uint32_t)maker->irregulars.count;
}

static void make_verb(struct maker *maker, const struct record *record)
{
	struct inflections inflections;
	uint32_t symbol;

	spell_begin(maker, record, 0, LAYER_COUNT);
	if (!spell_word(maker, main_cell(record), &symbol))
		return;
	make_irregular(maker, record, symbol);
	if (maker->build->failure)
		return;
	inflect_verb(&inflections, main_cell(record), &maker->irregulars.items[maker->irregulars.count - 1]);
	for (uint8_t i = 0; i < inflections.count; i++) {
		const struct inflection *item = &inflections.items[i];

		if (!spell_word(maker, (struct view) { item->text, item->size }, &symbol))
			continue;
		maker->index.words.items[symbol].verb |= item->forms;
		make_place(maker, record, symbol, item->forms);
	}
}

static bool is_listed(struct view word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (view_equal(word, view_of(list[i])))
			return true;
	return false;
}

static void make_grammar(struct maker *maker, const struct record *record)
{
	static const char *const male[] = { "he", "him", "his", "himself" };
	static const char *const female[] = { "she", "her", "hers", "herself" };
	struct view cell = main_cell(record);
	struct word *word;
	uint32_t symbol, tags;

	spell_begin(maker, record, 0, LAYER_COUNT);
	if (!value_bits(record, COLUMN_TAGS, tag_words, 0, &tags) || !spell_word(maker, cell, &symbol))
		return;
	word = &maker->index.words.items[symbol];
	word->tags |= tags;
	make_place(maker, record, symbol, 0);
	if (tags & TAG(prep))
		maker->index.prepositions.items[symbol] |= value_preposition(cell);
	if (tags & (TAG(pron) | TAG(poss)) && is_listed(cell, male, sizeof male / sizeof *male))
		word->gender = GENDER_MALE;
	if (tags & (TAG(pron) | TAG(poss)) && is_listed(cell, female, sizeof female / sizeof *female))
		word->gender = GENDER_FEMALE;
}

static void make_given(struct maker *maker, const struct record *record)
{
	struct word *word;
	uint32_t symbol;
	uint8_t gender;

	spell_begin(maker, record, 0, LAYER_COUNT);
	if (!value_word(record, COLUMN_GENDER, gender_words, GENDER_UNKNOWN, &gender) ||
	    !spell_word(maker, main_cell(record), &symbol))
		return;
	word = &maker->index.words.items[symbol];
	word->gender = word->given && word->gender != gender ? GENDER_UNKNOWN : gender;
	word->given = true;
	make_place(maker, record, symbol, 0);
}

/* ---- names and offices ---- */

static void make_office(struct maker *maker, const struct record *record)
{
	struct row *row = make_row(maker, record, ENTRY_OFFICE, LAYER_OFFICE);

	if (!row || !value_word(record, COLUMN_ROLE, role_words, STANCED_ROLE_NONE, &row->role) ||
	    !value_word(record, COLUMN_KIND, office_words, OFFICE_PERSON, &row->sub) ||
	    !value_word(record, COLUMN_GENDER, gender_words, GENDER_UNKNOWN, &row->gender) ||
	    !make_actor_of(maker, record, COLUMN_ACTOR, &row->actor))
		return;
	row->countries = make_actors_of(maker, record, COLUMN_COUNTRIES, &row->country_count);
	spell_noun(maker, main_cell(record), record_cell(record, COLUMN_FORMS), ENTRY_OFFICE);
	spell_contexts(maker, record_cell(record, COLUMN_NOT));
}

static void make_head(struct maker *maker, const struct record *record)
{
	struct row *row = make_row(maker, record, ENTRY_HEAD, LAYER_OFFICE);

	if (!row || !value_word(record, COLUMN_ROLE, role_words, STANCED_ROLE_NONE, &row->role) ||
	    !value_word(record, COLUMN_KIND, office_words, OFFICE_BODY, &row->sub))
		return;
	spell_values(maker, main_cell(record), ENTRY_HEAD, FORM_AS_IS);
	spell_contexts(maker, record_cell(record, COLUMN_NOT));
}

static void spell_names(struct maker *maker, const struct record *record, enum entry_kind kind)
{
	spell_values(maker, record_cell(record, COLUMN_NAME), kind, FORM_AS_IS);
	spell_values(maker, record_cell(record, COLUMN_ALIASES), kind, FORM_AS_IS);
	spell_contexts(maker, record_cell(record, COLUMN_NOT));
}

static void make_institution(struct maker *maker, const struct record *record)
{
	struct row *row = make_row(maker, record, ENTRY_INSTITUTION, LAYER_NAME);

	if (!row || !value_word(record, COLUMN_ROLE, role_words, STANCED_ROLE_OFFICIAL, &row->role) ||
	    !make_actor_of(maker, record, COLUMN_ACTOR, &row->actor))
		return;
	spell_names(maker, record, ENTRY_INSTITUTION);
}

/* Row of the office as a phrase of offices.tsv, 0: none. */
static uint32_t find_office(struct maker *maker, struct view office)
{
	struct spelled spelled;

	if (office.size == 0 || !spell_try(maker, office, &spelled))
		return 0;
	for (const struct building_entry *e = index_find(&maker->index, &spelled.phrase); e;
	     e = index_older(&maker->index, e))
		if (e->entry.kind == ENTRY_OFFICE)
			return e->entry.row;
	return 0;
}

static void make_person(struct maker *maker, const struct record *record)
{
	struct row *row = make_row(maker, record, ENTRY_PERSON, LAYER_NAME);

	if (!row || !value_word(record, COLUMN_ROLE, role_words, STANCED_ROLE_OFFICIAL, &row->role) ||
	    !value_word(record, COLUMN_GENDER, gender_words, GENDER_UNKNOWN, &row->gender) ||
	    !make_actor_of(maker, record, COLUMN_ACTOR, &row->actor))
		return;
	row->office = find_office(maker, record_cell(record, COLUMN_OFFICE));
	spell_names(maker, record, ENTRY_PERSON);
}

/* ---- words ---- */

static void spell_term(struct maker *maker, const struct record *record, enum entry_kind kind, uint8_t pos)
{
	struct view term = main_cell(record), forms = record_cell(record, COLUMN_FORMS);

	if (pos == POS_VERB) {
		spell_verb(maker, term, forms, kind);
	} else if (pos == POS_NOUN) {
		spell_noun(maker, term, forms, kind);
	} else {
		spell_values(maker, term, kind, FORM_AS_IS);
		if (!view_equal(forms, VIEW("-")))
			spell_values(maker, forms, kind, FORM_AS_IS);
	}
	spell_contexts(maker, record_cell(record, COLUMN_NOT));
}

static void make_cue(struct maker *maker, const struct record *record)
{
	struct row *row = make_row(maker, record, ENTRY_CUE, LAYER_CUE);
	uint32_t takes;

	if (!row || !value_word(record, COLUMN_POS, pos_words, POS_ANY, &row->pos) ||
	    !value_word(record, COLUMN_CLASS, cue_words, CUE_NEUTRAL, &row->sub) ||
	    !value_bits(record, COLUMN_TAKES, takes_words,
			row->pos == POS_VERB ? TAKES_CLAUSE | TAKES_QUOTE : TAKES_CLAUSE | TAKES_NOUN, &takes) ||
	    !value_number(record, COLUMN_SCORE, -1, 1, 0, &row->score) ||
	    !value_number(record, COLUMN_CERTAINTY, 0, 1, 1, &row->certainty) ||
	    !value_frames(record, "subject>object", &maker->lexicon->arena, row))
		return;
	row->takes = (uint8_t)takes;
	spell_term(maker, record, ENTRY_CUE, row->pos);
}

static void make_stance(struct maker *maker, const struct record *record)
{
	struct row *row = make_row(maker, record, ENTRY_STANCE, LAYER_STANCE);

	if (!row || !value_word(record, COLUMN_POS, pos_words, POS_ANY, &row->pos) ||
	    !value_word(record, COLUMN_CLASS, stance_words, STANCE_DEAL, &row->stance_class) ||
	    !value_number(record, COLUMN_SCORE, -1, 1, 0, &row->score) ||
	    !value_frames(record, "subject>object", &maker->lexicon->arena, row))
		return;
	spell_term(maker, record, ENTRY_STANCE, row->pos);
}

static void make_sentiment(struct maker *maker, const struct record *record)
{
	struct row *row = make_row(maker, record, ENTRY_SENTIMENT, LAYER_SENTIMENT);

	if (!row || !value_word(record, COLUMN_POS, pos_words, POS_ANY, &row->pos) ||
	    !value_number(record, COLUMN_VALENCE, -1, 1, 0, &row->score))
		return;
	spell_term(maker, record, ENTRY_SENTIMENT, row->pos);
}

static void make_modifier(struct maker *maker, const struct record *record)
{
	static const struct {
		float low, high, missing;
	} factors[] = {
		[MODIFIER_NEGATOR] = { -1, 2, 1 },      [MODIFIER_INTENSIFIER] = { 1, 2, 1.3f },
		[MODIFIER_DIMINISHER] = { 0, 1, 0.6f }, [MODIFIER_HEDGE] = { 0, 1, 0.7f },
		[MODIFIER_CONDITIONAL] = { 0, 2, 1 },   [MODIFIER_CONTRAST] = { 0, 2, 1 },
		[MODIFIER_QUESTION] = { 0, 2, 1 },      [MODIFIER_SARCASM] = { -1, 2, 1 },
		[MODIFIER_REVERSER] = { -1, 2, 1 },     [MODIFIER_REFUSAL] = { -1, 2, 1 },
		[MODIFIER_DENIAL] = { -1, 2, 1 },       [MODIFIER_CALM] = { -1, 2, 1 },
	};
	_Static_assert(sizeof factors / sizeof *factors == MODIFIER_COUNT, "every kind has its factors");
	struct row *row = make_row(maker, record, ENTRY_MODIFIER, LAYER_MODIFIER);

	if (!row || !value_word(record, COLUMN_KIND, modifier_words, MODIFIER_NEGATOR, &row->sub) ||
	    !value_number(record, COLUMN_FACTOR, factors[row->sub].low, factors[row->sub].high,
			  factors[row->sub].missing, &row->score))
		return;
	spell_values(maker, main_cell(record), ENTRY_MODIFIER, FORM_AS_IS);
	spell_contexts(maker, record_cell(record, COLUMN_NOT));
}

static void make_boilerplate(struct maker *maker, const struct record *record)
{
	struct row *row = make_row(maker, record, ENTRY_BOILERPLATE, LAYER_BOILERPLATE);

	if (!row || !value_word(record, COLUMN_WHERE, where_words, BOILERPLATE_LINE, &row->sub))
		return;
	spell_values(maker, main_cell(record), ENTRY_BOILERPLATE, FORM_AS_IS);
	spell_contexts(maker, record_cell(record, COLUMN_NOT));
}

void make_rows(struct maker *maker)
{
	static const struct {
		enum lexicon_file file;
		void (*make)(struct maker *maker, const struct record *record);
	} kinds[] = {
		{ FILE_VERBS, make_verb },         { FILE_GRAMMAR, make_grammar },
		{ FILE_GIVEN, make_given },        { FILE_OFFICES, make_office },
		{ FILE_HEADS, make_head },         { FILE_INSTITUTIONS, make_institution },
		{ FILE_PEOPLE, make_person },      { FILE_CUES, make_cue },
		{ FILE_STANCES, make_stance },     { FILE_SENTIMENT, make_sentiment },
		{ FILE_MODIFIERS, make_modifier }, { FILE_BOILERPLATE, make_boilerplate },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		make_each(maker, kinds[i].file, kinds[i].make);
}
