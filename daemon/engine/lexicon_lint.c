/* What is looked for, each with its code:
 *
 *   overlap          a name, adjective, demonym, capital or city of two actors that exist at one time
 *   unreachable      a row all of whose spellings another row of the same file has, so that it is never chosen
 *   opposite_family  a verb and its noun (condemn, condemnation) whose scores have opposite signs
 *   impossible_days  somebody in office outside the life of the state, or longer than a life
 *   unknown_office   an office of people.tsv that offices.tsv does not know */
#include "engine/lexicon_lint.h"

#include "base/day.h"
#include "engine/inflect.h"
#include "engine/lexicon_value.h"
#include "engine/scan.h"

/* Nobody is in office longer: the longest reigns of history were some seventy years. */
#define OFFICE_YEARS_MAX 75
/* Entries of one phrase an entry is compared with. */
#define CHAIN_MAX 64

/* How much of a row others have. */
struct cover {
	uint32_t total, taken;
	uint32_t by; /* a row that has it */
};

static void read_row(struct maker *maker, uint32_t row, struct record *record)
{
	record_read(record, maker->build, &maker->build->lines.items[maker->lines.items[row]]);
}

static const struct lexicon_source *source_of(const struct maker *maker, uint32_t row)
{
	return maker->build->files[maker->rows.items[row].file].source;
}

/* ---- overlap ---- */

static bool is_actor_name(const struct entry *entry)
{
	return entry->kind >= ENTRY_NAME && entry->kind <= ENTRY_CITY;
}

/* Of one that is no more and one that is, the first has the name on its days. */
static bool coexist(const struct row *a, const struct row *b)
{
	bool heir = (a->to == LEXICON_DAY_MAX) != (b->to == LEXICON_DAY_MAX);

	return !heir && a->from <= b->to && b->from <= a->to;
}

/* The value of the row that is spelled as the entry, for its column; NULL where it is derived. */
static const char *find_value(struct maker *maker, const struct record *record, const struct building_entry *entry)
{
	const struct building_entry *found;
	struct spelled spelled;

	for (uint8_t i = 0; i < record->count; i++) {
		struct view rest = record->cells[i], value;

		while (record->cells[i].size && view_next(&rest, '|', &value)) {
			const char *slash = memchr(value.data, '/', value.size);

			if (slash)
				value.size = (size_t)(slash - value.data);
			found = spell_try(maker, value, &spelled) ? index_find(&maker->index, &spelled.phrase) : NULL;
			if (found && found->node == entry->node)
				return value.data;
		}
	}
	return NULL;
}

static void tell_overlap(struct maker *maker, const struct entry *first, const struct building_entry *second)
{
	const struct row *a = &maker->rows.items[first->row], *b = &maker->rows.items[second->entry.row];
	struct record record;

	read_row(maker, second->entry.row, &record);
	record_warning(&record, find_value(maker, &record, second), "overlap", "%s and %s share a name: line %u of %s",
		       maker->actors.items[b->actor].code, maker->actors.items[a->actor].code, a->line,
		       source_of(maker, first->row)->name);
}

static bool overlaps(const struct maker *maker, const struct entry *a, const struct entry *b)
{
	const struct row *x = &maker->rows.items[a->row], *y = &maker->rows.items[b->row];

	return is_actor_name(a) && is_actor_name(b) && x->actor != y->actor && a->cases == b->cases && coexist(x, y) &&
	       source_of(maker, a->row)->set == source_of(maker, b->row)->set;
}

/* ---- unreachable ---- */

static bool shadows(const struct maker *maker, const struct entry *a, const struct entry *b)
{
	const struct row *x = &maker->rows.items[a->row], *y = &maker->rows.items[b->row];

	return a->layer == b->layer && a->layer != LAYER_NAME && a->kind == b->kind && a->cases == b->cases &&
	       x->pos == y->pos && x->file == y->file && a->row < b->row;
}

static void tell_covered(struct maker *maker, const struct cover *covers)
{
	struct record record;

	for (uint32_t i = 1; i < maker->rows.count; i++) {
		if (covers[i].total == 0 || covers[i].taken < covers[i].total)
			continue;
		read_row(maker, i, &record);
		record_warning(&record, NULL, "unreachable", "line %u (%s) has all its spellings and comes first",
			       maker->rows.items[covers[i].by].line, maker->rows.items[covers[i].by].term);
	}
}

/* ---- families ---- */

/* Endings of nouns made of verbs: what the verb loses, what the noun gains. */
static const struct {
	const char *lost, *gained;
} derivations[] = {
	{ "", "" },      { "", "ation" },    { "", "ion" },         { "", "ment" },   { "", "al" },
	{ "", "ance" },  { "", "ence" },     { "", "ing" },         { "e", "ion" },   { "e", "ation" },
	{ "e", "al" },   { "e", "ance" },    { "e", "ence" },       { "e", "ing" },   { "e", "ment" },
	{ "y", "ial" },  { "y", "iance" },   { "ize", "ism" },      { "ise", "ism" }, { "de", "sion" },
	{ "d", "sion" }, { "ke", "cation" }, { "nce", "nciation" }, { "t", "sion" },  { "se", "sition" },
};

static bool derive(struct view verb, const char *lost, const char *gained, char *out, size_t room)
{
	size_t cut = strlen(lost), added = strlen(gained);

	if (verb.size <= cut + 1 || verb.size - cut + added >= room)
		return false;
	if (memcmp(verb.data + verb.size - cut, lost, cut) != 0)
		return false;
	memcpy(out, verb.data, verb.size - cut);
	memcpy(out + verb.size - cut, gained, added + 1);
	return true;
}

/* The noun's row of that spelling in the same file, 0: none. */
static uint32_t find_noun(struct maker *maker, const char *noun, uint16_t file)
{
	struct spelled spelled;

	if (!spell_try(maker, view_of(noun), &spelled))
		return 0;
	for (const struct building_entry *e = index_find(&maker->index, &spelled.phrase); e;
	     e = index_older(&maker->index, e)) {
		const struct row *row = &maker->rows.items[e->entry.row];

		if (row->file == file && row->pos == POS_NOUN && e->entry.kind != ENTRY_BLOCK &&
		    !(e->entry.form & FORM_PLURAL))
			return e->entry.row;
	}
	return 0;
}

static void check_family(struct maker *maker, uint32_t verb)
{
	const struct row *row = &maker->rows.items[verb];
	struct view term = view_of(row->term);
	char noun[SCAN_WORD_MAX];
	struct record record;

	if (row->pos != POS_VERB || (row->kind != ENTRY_STANCE && row->kind != ENTRY_SENTIMENT) ||
	    memchr(term.data, ' ', term.size))
		return;
	for (size_t i = 0; i < sizeof derivations / sizeof *derivations; i++) {
		uint32_t found = derive(term, derivations[i].lost, derivations[i].gained, noun, sizeof noun)
					 ? find_noun(maker, noun, row->file)
					 : 0;

		if (!found || maker->rows.items[found].score * row->score >= 0)
			continue;
		read_row(maker, found, &record);
		record_warning(&record, NULL, "opposite_family", "%s %+.2f, but its verb %s %+.2f in line %u", noun,
			       (double)maker->rows.items[found].score, row->term, (double)row->score, row->line);
		return;
	}
}

/* ---- days and offices ---- */

static void check_days(struct maker *maker, uint32_t i)
{
	const struct row *row = &maker->rows.items[i];
	const struct actor_info *actor;
	struct record record;
	const char *at;

	if (row->kind != ENTRY_PERSON || row->actor == LEXICON_NO_ACTOR)
		return;
	actor = &maker->actors.items[row->actor];
	read_row(maker, i, &record);
	at = record_cell(&record, COLUMN_FROM).data;
	if (row->from > actor->to || row->to < actor->from)
		record_warning(&record, at, "impossible_days", "%s does not exist in these days", actor->code);
	else if (row->from != LEXICON_DAY_MIN && row->to != LEXICON_DAY_MAX &&
		 row->to - row->from > OFFICE_YEARS_MAX * 366)
		record_warning(&record, at, "impossible_days", "more than %d years in one office", OFFICE_YEARS_MAX);
	else if (row->from != LEXICON_DAY_MIN && row->to == LEXICON_DAY_MAX &&
		 maker->lexicon->day - row->from > OFFICE_YEARS_MAX * 366)
		record_warning(&record, at, "impossible_days", "in office since then, and for ever");
}

static void check_office(struct maker *maker, uint32_t i)
{
	const struct row *row = &maker->rows.items[i];
	struct record record;
	struct view office;

	if (row->kind != ENTRY_PERSON || row->office)
		return;
	read_row(maker, i, &record);
	office = record_cell(&record, COLUMN_OFFICE);
	if (office.size)
		record_warning(&record, office.data, "unknown_office", "\"%.*s\" is no title of offices.tsv",
			       view_excerpt(office), office.data);
}

/* Compares an entry with those of the same phrase before it. */
static void check_entry(struct maker *maker, const struct building_entry *entry, struct cover *covers)
{
	const struct building_entry *e = index_older(&maker->index, entry);
	bool told = false, covered = entry->entry.kind == ENTRY_BLOCK;

	covers[entry->entry.row].total += !covered;
	for (unsigned i = 0; e && i < CHAIN_MAX && !(told && covered); i++, e = index_older(&maker->index, e)) {
		if (!told && overlaps(maker, &e->entry, &entry->entry)) {
			tell_overlap(maker, &e->entry, entry);
			told = true;
		}
		if (!covered && shadows(maker, &e->entry, &entry->entry)) {
			covers[entry->entry.row].taken++;
			covers[entry->entry.row].by = e->entry.row;
			covered = true;
		}
	}
}

void lexicon_lint(struct maker *maker)
{
	struct cover *covers = arena_zero(&maker->build->arena, maker->rows.count, sizeof *covers);

	if (!covers) {
		maker->build->failure = -ENOMEM;
		return;
	}
	for (size_t i = 0; i < maker->index.entries.count; i++)
		check_entry(maker, &maker->index.entries.items[i], covers);
	tell_covered(maker, covers);
	for (uint32_t i = 1; i < maker->rows.count && !build_stopped(maker->build); i++) {
		check_family(maker, i);
		check_days(maker, i);
		check_office(maker, i);
	}
}
