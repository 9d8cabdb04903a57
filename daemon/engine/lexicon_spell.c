/* Which word of a phrase inflects: of a verb the first (or the last part of a hyphenated first word: re-elect), of a
 * noun the last before a preposition (state of emergency), else the last. */
#include "engine/lexicon_spell.h"

#include "engine/scan_quick.h"

/* The noun before one of these has the plural. */
static const char *const noun_ends[] = { "of", "for", "in", "to", "at", "on", "with", "by", "between", "against" };

enum fault { FAULT_NONE, FAULT_EMPTY, FAULT_LONG, FAULT_WORD, FAULT_MARKS };

static uint8_t case_of(const struct scan_word *word)
{
	switch (word->letters) {
	case LETTERS_CAPITAL:
		return CASE_CAPITAL;
	case LETTERS_UPPER:
		return CASE_UPPER;
	case LETTERS_MIXED:
		return CASE_MIXED;
	default:
		return CASE_ANY;
	}
}

/* Bytes of a value that is scanned with room behind it, as the quick way of scan.c wants it; few are longer. */
#define VALUE_ROOM 236

/* Cuts text into words, LEXICON_PHRASE_WORDS at most, and has the index look for them meanwhile. */
static enum fault cut_words(const struct maker *maker, struct view text, struct scan_word *words, uint8_t *countp)
{
	char room[VALUE_ROOM + SCAN_QUICK_ROOM];
	size_t size = text.size, offset = 0;
	bool marks = true;

	if (text.size <= VALUE_ROOM) {
		memcpy(room, text.data, text.size);
		memset(room + text.size, 0, SCAN_QUICK_ROOM); /* control characters: the text ends */
		text.data = room;
		size = text.size + SCAN_QUICK_ROOM;
	}
	for (*countp = 0;; ++*countp) {
		struct scan_word extra, *word = *countp < LEXICON_PHRASE_WORDS ? &words[*countp] : &extra;

		if (offset < text.size)
			scan_next(text.data, size, offset, word);
		if (offset >= text.size || word->class == SCAN_END)
			return *countp == 0 ? FAULT_EMPTY : marks ? FAULT_MARKS : FAULT_NONE;
		if (word == &extra)
			return FAULT_LONG;
		if (word->folded_size >= SCAN_WORD_MAX || word->folded_size == 0)
			return FAULT_WORD;
		index_prefetch(&maker->index, word->hash);
		marks &= word->class == SCAN_MARK;
		offset = word->end;
	}
}

static enum fault read_words(struct maker *maker, struct view text, struct spelled *out)
{
	struct scan_word words[LEXICON_PHRASE_WORDS];
	enum fault fault = cut_words(maker, text, words, &out->phrase.count);

	for (uint8_t n = 0; n < out->phrase.count && !maker->build->failure; n++) {
		const struct scan_word *word = &words[n];

		if (index_symbol(&maker->index, &out->phrase.symbols[n], word->folded, word->folded_size, word->hash))
			maker->build->failure = -ENOMEM;
		out->phrase.cases[n] = case_of(word);
		out->words[n] = (struct view) { text.data + word->start, word->end - word->start };
		out->classes[n] = word->class;
	}
	return maker->build->failure ? FAULT_NONE : fault;
}

static void tell_fault(struct maker *maker, struct view text, enum fault fault)
{
	static const char *const sentences[] = {
		[FAULT_EMPTY] = "an empty value",
		[FAULT_LONG] = "more than 12 words (marks count)",
		[FAULT_WORD] = "a word of more than 63 bytes, or of nothing that can be folded",
		[FAULT_MARKS] = "no letter and no digit",
	};
	const char *sentence = sentences[fault];

	if (maker->lenient)
		record_notice(maker->record, text.data, "skipped_name", "\"%.*s\" is left out: %s", view_excerpt(text),
			      text.data, sentence);
	else
		record_error(maker->record, text.data, "bad_phrase", "\"%.*s\": %s", view_excerpt(text), text.data,
			     sentence);
}

bool spell_read(struct maker *maker, struct view text, struct spelled *out)
{
	enum fault fault = read_words(maker, text, out);

	if (maker->build->failure)
		return false;
	if (fault == FAULT_MARKS && maker->layer == LAYER_BOILERPLATE)
		return true; /* rows of asterisks and the like */
	if (fault != FAULT_NONE)
		tell_fault(maker, text, fault);
	return fault == FAULT_NONE;
}

bool spell_try(struct maker *maker, struct view text, struct spelled *out)
{
	return read_words(maker, text, out) == FAULT_NONE && !maker->build->failure;
}

bool spell_word(struct maker *maker, struct view text, uint32_t *symbolp)
{
	struct spelled spelled;
	enum fault fault = read_words(maker, text, &spelled);

	if (maker->build->failure)
		return false;
	if (fault == FAULT_MARKS)
		fault = FAULT_NONE;
	if (fault == FAULT_NONE && spelled.phrase.count == 1) {
		*symbolp = spelled.phrase.symbols[0];
		return true;
	}
	if (fault != FAULT_NONE)
		tell_fault(maker, text, fault);
	else
		record_warning(maker->record, text.data, "not_one_word",
			       "\"%.*s\" is %u words in an article and never met as one", view_excerpt(text), text.data,
			       spelled.phrase.count);
	return false;
}

void spell_begin(struct maker *maker, const struct record *record, uint32_t row, uint8_t layer)
{
	maker->record = record;
	maker->row = row;
	maker->layer = layer;
	maker->lenient = record->file->source->file == FILE_ACTORS;
	maker->named = true;
	maker->entries = 0;
	maker->least = UINT8_MAX;
	maker->spellings.count = 0;
}

static void add_entry(struct maker *maker, const struct phrase *phrase, enum entry_kind kind, uint8_t form)
{
	struct entry entry = { .row = maker->row, .kind = (uint8_t)kind, .layer = maker->layer, .form = form };

	if (maker->build->failure || maker->entries > LEXICON_SPELLINGS_MAX)
		return;
	if (++maker->entries > LEXICON_SPELLINGS_MAX) {
		record_error(maker->record, NULL, "too_many", "more than %d spellings in one row",
			     LEXICON_SPELLINGS_MAX);
		return;
	}
	if (index_entry(&maker->index, phrase, &entry))
		maker->build->failure = -ENOMEM;
	if (kind == ENTRY_BLOCK)
		return;
	if (phrase->count < maker->least)
		maker->least = phrase->count;
	if (!maker->named)
		return;
	struct phrase *spelling = VEC_PUSH(&maker->build->arena, &maker->spellings);
	if (spelling)
		*spelling = *phrase;
	else
		maker->build->failure = -ENOMEM;
}

void spell_values(struct maker *maker, struct view cell, enum entry_kind kind, uint8_t form)
{
	struct view rest = cell, value;
	struct spelled spelled;

	while (cell.size && view_next(&rest, '|', &value) && maker->entries <= LEXICON_SPELLINGS_MAX)
		if (spell_read(maker, value, &spelled))
			add_entry(maker, &spelled.phrase, kind, form);
}

/* Notes a form; one that is not one word is passed over. */
static void add_form(struct maker *maker, const struct inflection *item, struct lexicon_forms *forms)
{
	struct scan_word word;
	uint32_t symbol;

	scan_next(item->text, item->size, 0, &word);
	if (word.class != SCAN_WORD || word.end != item->size || word.folded_size >= SCAN_WORD_MAX)
		return;
	struct lexicon_form *form = VEC_PUSH(&maker->build->arena, &maker->forms);
	if (!form || index_symbol(&maker->index, &symbol, word.folded, word.folded_size, word.hash)) {
		maker->build->failure = -ENOMEM;
		return;
	}
	*form = (struct lexicon_form) { symbol, case_of(&word), item->forms };
	forms->count++;
}

static bool is_folded(const struct maker *maker, struct view word, uint32_t symbol)
{
	const struct lexicon_text *text = &maker->index.texts.items[symbol];

	return word.size == text->size && memcmp(word.data, maker->index.pool.items + text->offset, word.size) == 0;
}

/* The forms of a word of the term; those of one in lower case are derived once. False: none can be derived. */
static bool forms_of(struct maker *maker, const struct spelled *term, uint8_t k, bool verb, struct lexicon_forms *forms)
{
	const uint32_t symbol = term->phrase.symbols[k], word = 2 * symbol + verb;
	const bool folded = is_folded(maker, term->words[k], symbol);
	const struct inflect_irregular *irregular = NULL;
	struct inflections inflections;

	*forms = maker->forms_of[word % LEXICON_FORMS];
	if (folded && forms->word == word)
		return true;
	if (symbol < maker->irregular_of.count && maker->irregular_of.items[symbol])
		irregular = &maker->irregulars.items[maker->irregular_of.items[symbol] - 1];
	if (verb)
		inflect_verb(&inflections, term->words[k], irregular);
	else
		inflect_noun(&inflections, term->words[k]);
	*forms = (struct lexicon_forms) { word, (uint32_t)maker->forms.count, 0 };
	for (uint8_t i = 0; i < inflections.count && !maker->build->failure; i++)
		add_form(maker, &inflections.items[i], forms);
	if (folded && inflections.count)
		maker->forms_of[word % LEXICON_FORMS] = *forms;
	return inflections.count > 0;
}

/* Spells the term with each form of its word k; form: what it is by itself, where none can be derived. */
static void add_inflections(struct maker *maker, const struct spelled *term, uint8_t k, enum entry_kind kind, bool verb,
			    enum form itself)
{
	struct phrase phrase = term->phrase;
	struct lexicon_forms forms;

	if (!forms_of(maker, term, k, verb, &forms)) {
		add_entry(maker, &phrase, kind, (uint8_t)itself);
		return;
	}
	for (uint32_t i = forms.first; i < forms.first + forms.count; i++) {
		const struct lexicon_form *form = &maker->forms.items[i];

		phrase.symbols[k] = form->symbol;
		phrase.cases[k] = form->letters;
		if (verb && k == 0)
			maker->index.words.items[form->symbol].verb |= form->forms;
		add_entry(maker, &phrase, kind, form->forms);
	}
}

/* Last word of the first run without spaces. */
static uint8_t verb_word(const struct spelled *term)
{
	uint8_t k = 0;

	while (k + 1 < term->phrase.count && term->words[k].data + term->words[k].size == term->words[k + 1].data &&
	       term->classes[k + 1] != SCAN_POSSESSIVE)
		k++;
	while (k > 0 && term->classes[k] != SCAN_WORD)
		k--;
	return k;
}

static bool ends_noun(struct view word)
{
	for (size_t i = 0; i < sizeof noun_ends / sizeof *noun_ends; i++)
		if (word.data[0] == noun_ends[i][0] && view_equal(word, view_of(noun_ends[i])))
			return true;
	return false;
}

static uint8_t noun_word(const struct spelled *term)
{
	uint8_t k = 1;

	while (k < term->phrase.count && !ends_noun(term->words[k]))
		k++;
	for (k--; k > 0 && term->classes[k] != SCAN_WORD;)
		k--;
	return k;
}

/* What a listed form of a verb is, told by its ending. */
static uint8_t guess_form(const struct spelled *term, const struct spelled *form)
{
	struct view word;
	uint8_t i = 0;

	while (i < term->phrase.count && i < form->phrase.count && term->phrase.symbols[i] == form->phrase.symbols[i])
		i++;
	if (i == form->phrase.count)
		return FORM_BASE;
	word = form->words[i];
	if (word.size > 3 && memcmp(word.data + word.size - 3, "ing", 3) == 0)
		return FORM_ING;
	return word.data[word.size - 1] == 's' ? FORM_THIRD : FORM_PAST | FORM_PARTICIPLE;
}

/* Forms of a verb are listed in full: one that is a noun as well may leave its base out (cow: cowed|cowing). */
static void listed_verb(struct maker *maker, const struct spelled *term, struct view forms, enum entry_kind kind)
{
	struct view rest = forms, value;
	struct spelled spelled;

	while (view_next(&rest, '|', &value)) {
		uint8_t form;

		if (!spell_read(maker, value, &spelled))
			continue;
		form = guess_form(term, &spelled);
		if (spelled.phrase.symbols[0] != term->phrase.symbols[0] || form == FORM_BASE)
			maker->index.words.items[spelled.phrase.symbols[0]].verb |= form;
		add_entry(maker, &spelled.phrase, kind, form);
	}
}

void spell_verb(struct maker *maker, struct view term, struct view forms, enum entry_kind kind)
{
	struct spelled spelled;

	if (!spell_read(maker, term, &spelled))
		return;
	if (view_equal(forms, VIEW("-"))) {
		maker->index.words.items[spelled.phrase.symbols[0]].verb |= FORM_BASE;
		add_entry(maker, &spelled.phrase, kind, FORM_BASE);
		return;
	}
	if (forms.size) {
		listed_verb(maker, &spelled, forms, kind);
		return;
	}
	add_inflections(maker, &spelled, verb_word(&spelled), kind, true, FORM_BASE);
}

void spell_noun(struct maker *maker, struct view term, struct view forms, enum entry_kind kind)
{
	struct spelled spelled;

	if (!spell_read(maker, term, &spelled))
		return;
	if (forms.size) {
		add_entry(maker, &spelled.phrase, kind, FORM_SINGULAR);
		if (!view_equal(forms, VIEW("-")))
			spell_values(maker, forms, kind, FORM_PLURAL);
		return;
	}
	add_inflections(maker, &spelled, noun_word(&spelled), kind, false, FORM_SINGULAR);
}

void spell_demonyms(struct maker *maker, struct view cell)
{
	struct view rest = cell, value;

	while (cell.size && view_next(&rest, '|', &value)) {
		const char *slash = memchr(value.data, '/', value.size);

		if (slash) {
			struct view singular = { value.data, (size_t)(slash - value.data) };
			struct view plural = { slash + 1, value.size - singular.size - 1 };

			spell_values(maker, view_trim(singular), ENTRY_DEMONYM, FORM_SINGULAR);
			spell_values(maker, view_trim(plural), ENTRY_DEMONYM, FORM_PLURAL);
		} else {
			spell_noun(maker, value, (struct view) { 0 }, ENTRY_DEMONYM);
		}
	}
}

/* The context with a name in place of each ~; false when that is too long to be met. */
static bool expand(const struct spelled *context, const struct phrase *name, struct phrase *out)
{
	out->count = 0;
	for (uint8_t i = 0; i < context->phrase.count; i++) {
		bool tilde = view_equal(context->words[i], VIEW("~"));
		uint8_t count = tilde ? name->count : 1;

		if (out->count + count > LEXICON_PHRASE_WORDS)
			return false;
		memcpy(out->symbols + out->count, tilde ? name->symbols : &context->phrase.symbols[i],
		       count * sizeof *out->symbols);
		memcpy(out->cases + out->count, tilde ? name->cases : &context->phrase.cases[i], count);
		out->count += count;
	}
	return true;
}

static bool has_tilde(const struct spelled *context)
{
	for (uint8_t i = 0; i < context->phrase.count; i++)
		if (view_equal(context->words[i], VIEW("~")))
			return true;
	return false;
}

static void add_context(struct maker *maker, struct view text)
{
	struct spelled context;
	struct phrase phrase;

	if (!spell_read(maker, text, &context))
		return;
	if (!has_tilde(&context)) {
		if (context.phrase.count <= maker->least)
			record_warning(maker->record, text.data, "bad_not",
				       "\"%.*s\" is not longer than any name of the row", view_excerpt(text),
				       text.data);
		add_entry(maker, &context.phrase, ENTRY_BLOCK, FORM_AS_IS);
		return;
	}
	for (size_t i = 0; i < maker->spellings.count; i++)
		if (expand(&context, &maker->spellings.items[i], &phrase))
			add_entry(maker, &phrase, ENTRY_BLOCK, FORM_AS_IS);
}

void spell_contexts(struct maker *maker, struct view cell)
{
	struct view rest = cell, value;

	if (maker->spellings.count == 0)
		return; /* all names were refused or left out */
	while (cell.size && view_next(&rest, '|', &value))
		add_context(maker, value);
}
