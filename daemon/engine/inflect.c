/* The rules, first that fits:
 *
 *   third person   s x z ch sh, consonant + o: +es     consonant + y: -y +ies     else +s
 *   past, ing      e: +d, -e +ing (ee oe ye keep it)   ie: +d, -ie +ying          consonant + y: -y +ied
 *                  ic: +ked, +king                     doubled last letter (below) +ed, +ing
 *   doubled        one vowel and one consonant (no w x y) at the end of a one-syllable word, or of a listed word
 *                  that is stressed at its end; final l of longer words both ways (travelled, traveled)
 *   plural         as the third person; -man and the listed irregular nouns change; -sis to -ses */
#include "engine/inflect.h"

#include <stdbool.h>

#include "engine/lexicon.h"

static const char *const stressed_at_end[] = {
	"abet",     "abhor",    "abut",      "acquit",  "admit",   "allot",  "annul",  "appal",   "beset",   "bestir",
	"commit",   "compel",   "concur",    "confer",  "control", "debar",  "defer",  "demur",   "deter",   "dispel",
	"embed",    "emit",     "enrol",     "entrap",  "equip",   "excel",  "expel",  "extol",   "forget",  "fulfil",
	"handicap", "humbug",   "impel",     "incur",   "infer",   "input",  "instil", "inter",   "kidnap",  "nonplus",
	"occur",    "omit",     "outfit",    "outwit",  "patrol",  "permit", "prefer", "program", "propel",  "rebel",
	"rebut",    "recap",    "recur",     "refer",   "regret",  "remit",  "repel",  "resit",   "sandbag", "submit",
	"transfer", "transmit", "transship", "typeset", "unplug",  "unzip",  "upset",  "wiretap", "worship", "zigzag",
};

static const struct {
	const char *singular, *plural;
} irregular_nouns[] = {
	{ "calf", "calves" },          { "child", "children" }, { "crisis", "crises" },
	{ "criterion", "criteria" },   { "foot", "feet" },      { "goose", "geese" },
	{ "half", "halves" },          { "knife", "knives" },   { "leaf", "leaves" },
	{ "life", "lives" },           { "loaf", "loaves" },    { "man", "men" },
	{ "medium", "media" },         { "mouse", "mice" },     { "ox", "oxen" },
	{ "person", "people" },        { "person", "persons" }, { "self", "selves" },
	{ "shelf", "shelves" },        { "thief", "thieves" },  { "tooth", "teeth" },
	{ "wife", "wives" },           { "wolf", "wolves" },    { "woman", "women" },
	{ "phenomenon", "phenomena" },
};

/* Nouns whose plural is spelled as their singular. */
static const char *const invariant_nouns[] = {
	"aircraft", "bison", "deer",    "headquarters", "means", "news",   "offspring", "police",
	"series",   "sheep", "species", "spacecraft",   "staff", "troops", "warcraft",
};

/* Nouns in -man that are no compounds of "man". */
static const char *const not_men[] = {
	"ataman", "brahman", "caiman", "german", "human",    "mussulman",
	"norman", "ottoman", "roman",  "shaman", "talisman",
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_word(struct view word, const char *plain)
{
	size_t i = 0;

	for (; i < word.size && plain[i]; i++)
		if (lower(word.data[i]) != plain[i])
			return false;
	return i == word.size && !plain[i];
}

static bool ends(struct view word, const char *ending)
{
	size_t size = strlen(ending);

	return word.size > size && lower(word.data[word.size - 1]) == ending[size - 1] &&
	       is_word((struct view) { word.data + word.size - size, size }, ending);
}

#define IS_ONE_OF(word, list) is_one_of((word), (list), sizeof(list) / sizeof *(list))
static bool is_one_of(struct view word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_word(word, list[i]))
			return true;
	return false;
}

static char from_end(struct view word, size_t i)
{
	return word.size > i ? lower(word.data[word.size - 1 - i]) : '\0';
}

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static bool is_consonant(char c)
{
	return c >= 'a' && c <= 'z' && !is_vowel(c);
}

static struct view cut(struct view word, size_t count)
{
	return (struct view) { word.data, word.size - count };
}

void inflect_add(struct inflections *out, struct view word, const char *ending, uint8_t forms)
{
	size_t size = strlen(ending);
	struct inflection *item;

	if (word.size == 0 || word.size > INFLECT_WORD_MAX)
		return;
	item = &out->items[out->count];
	memcpy(item->text, word.data, word.size);
	memcpy(item->text + word.size, ending, size + 1);
	item->size = (uint8_t)(word.size + size);
	for (uint8_t i = 0; i < out->count; i++)
		if (out->items[i].size == item->size && memcmp(out->items[i].text, item->text, item->size) == 0) {
			out->items[i].forms |= forms;
			return;
		}
	item->forms = forms;
	if (out->count < INFLECT_FORMS_MAX - 1)
		out->count++;
}

static void add_cell(struct inflections *out, struct view cell, uint8_t forms)
{
	while (cell.size) {
		const char *bar = memchr(cell.data, '|', cell.size);
		size_t size = bar ? (size_t)(bar - cell.data) : cell.size;

		inflect_add(out, (struct view) { cell.data, size }, "", forms);
		size += bar != NULL;
		cell.data += size;
		cell.size -= size;
	}
}

static void add_s(struct inflections *out, struct view word, uint8_t form)
{
	char last = from_end(word, 0);

	if (last == 'y' && is_consonant(from_end(word, 1)))
		inflect_add(out, cut(word, 1), "ies", form);
	else if (last == 's' || last == 'x' || last == 'z' || ends(word, "ch") || ends(word, "sh") ||
		 (last == 'o' && is_consonant(from_end(word, 1))))
		inflect_add(out, word, "es", form);
	else
		inflect_add(out, word, "s", form);
}

static bool is_one_syllable(struct view word)
{
	bool before = false;
	unsigned groups = 0;

	for (size_t i = 0; i < word.size; i++) {
		bool vowel = is_vowel(lower(word.data[i])) || (lower(word.data[i]) == 'y' && i > 0);

		if (i > 0 && lower(word.data[i]) == 'u' && lower(word.data[i - 1]) == 'q')
			continue; /* quit, quiz: qu is a consonant */
		groups += vowel && !before;
		before = vowel;
	}
	return groups == 1;
}

static bool ends_cvc(struct view word)
{
	char last = from_end(word, 0), before = from_end(word, 2);

	return is_consonant(last) && last != 'w' && last != 'x' && last != 'y' && is_vowel(from_end(word, 1)) &&
	       (!is_vowel(before) || (before == 'u' && from_end(word, 3) == 'q'));
}

/* The doubled form, the plain form, or both of past and ing. */
static void add_regular_endings(struct inflections *out, struct view base, bool past, bool ing)
{
	char doubled[INFLECT_WORD_MAX + 1];
	struct view twice = { doubled, base.size + 1 };
	bool cvc = ends_cvc(base);
	bool must = cvc && (is_one_syllable(base) || IS_ONE_OF(base, stressed_at_end));
	bool may = cvc && !must && from_end(base, 0) == 'l';

	if (must || may) {
		memcpy(doubled, base.data, base.size);
		doubled[base.size] = base.data[base.size - 1];
		if (past)
			inflect_add(out, twice, "ed", FORM_PAST | FORM_PARTICIPLE);
		if (ing)
			inflect_add(out, twice, "ing", FORM_ING);
	}
	if (must)
		return;
	if (past)
		inflect_add(out, base, "ed", FORM_PAST | FORM_PARTICIPLE);
	if (ing)
		inflect_add(out, base, "ing", FORM_ING);
}

static void add_endings(struct inflections *out, struct view base, bool past, bool ing)
{
	char last = from_end(base, 0), before = from_end(base, 1);

	if (last == 'e') {
		if (past)
			inflect_add(out, base, "d", FORM_PAST | FORM_PARTICIPLE);
		if (!ing)
			return;
		if (before == 'i')
			inflect_add(out, cut(base, 2), "ying", FORM_ING);
		else if (before == 'e' || before == 'o' || before == 'y')
			inflect_add(out, base, "ing", FORM_ING);
		else
			inflect_add(out, cut(base, 1), "ing", FORM_ING);
	} else if (last == 'y' && is_consonant(before)) {
		if (past)
			inflect_add(out, cut(base, 1), "ied", FORM_PAST | FORM_PARTICIPLE);
		if (ing)
			inflect_add(out, base, "ing", FORM_ING);
	} else if (last == 'c' && before == 'i') {
		if (past)
			inflect_add(out, base, "ked", FORM_PAST | FORM_PARTICIPLE);
		if (ing)
			inflect_add(out, base, "king", FORM_ING);
	} else {
		add_regular_endings(out, base, past, ing);
	}
}

/* No rule and no table of three columns has room for it. */
static void inflect_be(struct inflections *out)
{
	inflect_add(out, VIEW("be"), "", FORM_BASE);
	inflect_add(out, VIEW("am"), "", FORM_BASE);
	inflect_add(out, VIEW("are"), "", FORM_BASE);
	inflect_add(out, VIEW("is"), "", FORM_THIRD);
	inflect_add(out, VIEW("was"), "", FORM_PAST);
	inflect_add(out, VIEW("were"), "", FORM_PAST);
	inflect_add(out, VIEW("been"), "", FORM_PARTICIPLE);
	inflect_add(out, VIEW("being"), "", FORM_ING);
}

void inflect_verb(struct inflections *out, struct view base, const struct inflect_irregular *irregular)
{
	static const struct inflect_irregular regular;
	const struct inflect_irregular *cells = irregular ? irregular : &regular;

	out->count = 0;
	if (base.size == 0 || base.size > INFLECT_WORD_MAX)
		return;
	if (is_word(base, "be")) {
		inflect_be(out);
		return;
	}
	inflect_add(out, base, "", FORM_BASE);
	if (cells->third.size)
		add_cell(out, cells->third, FORM_THIRD);
	else
		add_s(out, base, FORM_THIRD);
	add_cell(out, cells->past, cells->participle.size ? FORM_PAST : FORM_PAST | FORM_PARTICIPLE);
	add_cell(out, cells->participle, FORM_PARTICIPLE);
	add_cell(out, cells->ing, FORM_ING);
	add_endings(out, base, !cells->past.size, !cells->ing.size);
}

/* Irregular last parts of compounds count as well (spokeswoman, grandchild). */
static bool add_irregular_plural(struct inflections *out, struct view word)
{
	char joined[INFLECT_WORD_MAX + 1];
	bool found = false;

	for (size_t i = 0; i < sizeof irregular_nouns / sizeof *irregular_nouns; i++) {
		const char *singular = irregular_nouns[i].singular;
		size_t size = strlen(singular), tail = strlen(irregular_nouns[i].plural);
		size_t stem = word.size >= size ? word.size - size : 0;
		bool compound = ends(word, singular) && size > 2;

		if ((!compound && !is_word(word, singular)) || stem + tail > INFLECT_WORD_MAX)
			continue;
		if (is_word((struct view) { singular, size }, "man") &&
		    (ends(word, "woman") || IS_ONE_OF(word, not_men)))
			continue;
		memcpy(joined, word.data, stem);
		memcpy(joined + stem, irregular_nouns[i].plural, tail);
		inflect_add(out, (struct view) { joined, stem + tail }, "", FORM_PLURAL);
		found = true;
	}
	return found;
}

static bool looks_plural(struct view word)
{
	return from_end(word, 0) == 's' && !ends(word, "ss") && !ends(word, "us") && !ends(word, "is") &&
	       !ends(word, "as") && !ends(word, "os");
}

void inflect_noun(struct inflections *out, struct view singular)
{
	out->count = 0;
	if (singular.size == 0 || singular.size > INFLECT_WORD_MAX)
		return;
	if (IS_ONE_OF(singular, invariant_nouns)) {
		inflect_add(out, singular, "", FORM_SINGULAR | FORM_PLURAL);
		return;
	}
	if (looks_plural(singular)) {
		inflect_add(out, singular, "", FORM_PLURAL);
		return;
	}
	inflect_add(out, singular, "", FORM_SINGULAR);
	if (add_irregular_plural(out, singular))
		return;
	if (ends(singular, "sis"))
		inflect_add(out, cut(singular, 2), "es", FORM_PLURAL);
	else
		add_s(out, singular, FORM_PLURAL);
}
