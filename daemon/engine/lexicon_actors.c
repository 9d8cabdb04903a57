#include <stanced/engine.h>

#include "engine/lexicon_rows.h"

#define ACTOR_REMOVED (UINT16_MAX - 1)

struct code_slot {
	struct view code;
	uint16_t actor;
};

struct name_slot {
	struct view name;
	uint16_t actor;
	uint32_t file_set; /* + 1; 0: free */
};

/* Codes of actors by hash, and names by hash to find one name under two codes. */
struct codes {
	struct code_slot *slots;
	struct name_slot *names;
	uint32_t mask, name_mask, name_count;
	uint32_t *lines; /* by actor: index in build->lines */
};

static uint32_t hash_view(struct view text)
{
	uint32_t hash = UINT32_C(2166136261);

	for (size_t i = 0; i < text.size; i++)
		hash = (hash ^ (unsigned char)text.data[i]) * UINT32_C(16777619);
	return hash ^ hash >> 15;
}

static struct code_slot *find_code(const struct codes *codes, struct view code)
{
	uint32_t at = hash_view(code) & codes->mask;

	while (codes->slots[at].code.data && !view_equal(codes->slots[at].code, code))
		at = (at + 1) & codes->mask;
	return &codes->slots[at];
}

static bool init_codes(struct maker *maker)
{
	struct arena *arena = &maker->build->arena;
	struct codes *codes = arena_zero(arena, 1, sizeof *codes);
	size_t rows = 0;

	for (size_t i = 0; i < maker->build->file_count; i++)
		if (maker->build->files[i].source->file <= FILE_ACTORS)
			rows += maker->build->files[i].line_count;
	if (!codes)
		return false;
	for (codes->mask = 63; codes->mask / 2 < rows; codes->mask = codes->mask * 2 + 1)
		;
	codes->name_mask = 1023;
	codes->slots = arena_zero(arena, (size_t)codes->mask + 1, sizeof *codes->slots);
	codes->names = arena_zero(arena, (size_t)codes->name_mask + 1, sizeof *codes->names);
	codes->lines = arena_alloc(arena, rows ? rows : 1, sizeof *codes->lines);
	maker->codes = codes;
	return codes->slots && codes->names && codes->lines;
}

static struct name_slot *find_name(const struct codes *codes, struct view name, uint32_t file_set)
{
	uint32_t at = hash_view(name) & codes->name_mask;

	while (codes->names[at].file_set &&
	       (codes->names[at].file_set != file_set || !view_equal(codes->names[at].name, name)))
		at = (at + 1) & codes->name_mask;
	return &codes->names[at];
}

static bool grow_names(struct maker *maker)
{
	struct codes *codes = maker->codes;
	struct name_slot *old = codes->names;
	uint32_t count = codes->name_mask + 1;

	codes->name_mask = codes->name_mask * 2 + 1;
	codes->names = arena_zero(&maker->build->arena, (size_t)codes->name_mask + 1, sizeof *codes->names);
	for (uint32_t i = 0; codes->names && i < count; i++)
		if (old[i].file_set)
			*find_name(codes, old[i].name, old[i].file_set) = old[i];
	return codes->names != NULL;
}

/* One spelling under two codes of the same set: nobody could tell whom it means. */
static void check_names(struct maker *maker, const struct record *record, enum column column, uint16_t actor)
{
	struct view cell = record_cell(record, column), rest = cell, name;
	uint32_t file_set = record->file->source->set + 1;

	while (cell.size && view_next(&rest, '|', &name)) {
		struct name_slot *slot = find_name(maker->codes, name, file_set);

		if (slot->file_set && slot->actor != actor) {
			record_error(record, name.data, "duplicate", "\"%.*s\" is a name of %s already",
				     view_excerpt(name), name.data, maker->actors.items[slot->actor].code);
			continue;
		}
		maker->codes->name_count += slot->file_set == 0;
		*slot = (struct name_slot) { name, actor, file_set };
		if (maker->codes->name_count > maker->codes->name_mask / 2 && !grow_names(maker)) {
			maker->build->failure = -ENOMEM;
			return;
		}
	}
}

/* A removed actor keeps its code, so that rows that name it go with it instead of being refused. */
static void number_actor(struct maker *maker, const struct record *record)
{
	struct view code = record_cell(record, COLUMN_CODE);
	struct arena *arena = &maker->lexicon->arena;
	struct code_slot *slot;
	struct actor_info *actor;
	bool custom = record->file->source->file == FILE_ACTORS;

	if (!value_code(record, code))
		return;
	slot = find_code(maker->codes, code);
	if (slot->code.data && slot->actor != ACTOR_REMOVED) {
		if (!custom)
			record_error(record, code.data, "duplicate", "code %.*s stands in another file already",
				     (int)code.size, code.data);
		maker->actors.items[slot->actor].custom |= custom;
		return;
	}
	if (maker->actors.count >= LEXICON_ACTORS_MAX) {
		record_error(record, code.data, "too_many", "more than %d actors", LEXICON_ACTORS_MAX);
		return;
	}
	if (!(actor = VEC_PUSH(&maker->build->arena, &maker->actors))) {
		maker->build->failure = -ENOMEM;
		return;
	}
	*actor = (struct actor_info) {
		.code = arena_string(arena, code.data, code.size),
		.group = record->file->source->file == FILE_GROUPS,
		.custom = custom,
		.role = STANCED_ROLE_OFFICIAL,
		.parent = LEXICON_NO_ACTOR,
		.from = LEXICON_DAY_MIN,
		.to = LEXICON_DAY_MAX,
	};
	if (!actor->code)
		maker->build->failure = -ENOMEM;
	*slot = (struct code_slot) { code, (uint16_t)(maker->actors.count - 1) };
	maker->codes->lines[slot->actor] = (uint32_t)(record->line - maker->build->lines.items);
}

/* Before the live rows are numbered: what overlays removed. */
static void note_removed(struct maker *maker)
{
	struct build *build = maker->build;
	struct record record;

	for (size_t i = 0; i < build->lines.count; i++) {
		if (!build->lines.items[i].deletes ||
		    build->files[build->lines.items[i].file].source->file > FILE_ACTORS)
			continue;
		record_read(&record, build, &build->lines.items[i]);
		struct view code = record_cell(&record, COLUMN_CODE);
		if (code.size)
			*find_code(maker->codes, code) = (struct code_slot) { code, ACTOR_REMOVED };
	}
}

bool make_actor_of(struct maker *maker, const struct record *record, enum column column, uint16_t *actorp)
{
	struct view cell = record_cell(record, column);
	const struct code_slot *slot;

	*actorp = LEXICON_NO_ACTOR;
	if (cell.size == 0)
		return true;
	slot = find_code(maker->codes, cell);
	if (!slot->code.data) {
		record_error(record, cell.data, "unknown_code", "%s %.*s is no code of countries.tsv or groups.tsv",
			     lexicon_column_name(column), view_excerpt(cell), cell.data);
		return false;
	}
	if (slot->actor == ACTOR_REMOVED)
		return false;
	*actorp = slot->actor;
	return true;
}

const uint16_t *make_actors_of(struct maker *maker, const struct record *record, enum column column, uint16_t *countp)
{
	struct view cell = record_cell(record, column), rest = cell, code;
	uint16_t *actors;

	*countp = 0;
	if (cell.size == 0)
		return NULL;
	if (!(actors = arena_alloc(&maker->lexicon->arena, cell.size / 2 + 1, sizeof *actors))) {
		maker->build->failure = -ENOMEM;
		return NULL;
	}
	while (view_next(&rest, ' ', &code)) {
		const struct code_slot *slot = find_code(maker->codes, code);

		if (code.size == 0)
			continue;
		if (!slot->code.data)
			record_error(record, code.data, "unknown_code", "%s: %.*s is no code",
				     lexicon_column_name(column), view_excerpt(code), code.data);
		else if (slot->actor != ACTOR_REMOVED)
			actors[(*countp)++] = slot->actor;
	}
	return actors;
}

static void spell_actor(struct maker *maker, const struct record *record)
{
	spell_values(maker, record_cell(record, COLUMN_NAME), ENTRY_NAME, FORM_AS_IS);
	spell_values(maker, record_cell(record, COLUMN_ALIASES), ENTRY_NAME, FORM_AS_IS);
	spell_values(maker, record_cell(record, COLUMN_ADJECTIVE), ENTRY_ADJECTIVE, FORM_AS_IS);
	spell_demonyms(maker, record_cell(record, COLUMN_DEMONYM));
	maker->named = false; /* ~ stands for the actor, not for its places */
	spell_values(maker, record_cell(record, COLUMN_CAPITAL), ENTRY_CAPITAL, FORM_AS_IS);
	spell_values(maker, record_cell(record, COLUMN_METONYMS), ENTRY_METONYM, FORM_AS_IS);
	spell_values(maker, record_cell(record, COLUMN_CITIES), ENTRY_CITY, FORM_AS_IS);
	spell_contexts(maker, record_cell(record, COLUMN_NOT));
}

static void make_actor(struct maker *maker, const struct record *record)
{
	struct code_slot *slot = find_code(maker->codes, record_cell(record, COLUMN_CODE));
	struct actor_info *actor;
	uint16_t parent;
	struct row *row;

	if (!slot->code.data || slot->actor == ACTOR_REMOVED ||
	    !(row = make_row(maker, record, ENTRY_NAME, LAYER_NAME)))
		return;
	row->actor = slot->actor;
	actor = &maker->actors.items[slot->actor];
	if (!actor->name || record->file->source->file == FILE_ACTORS)
		actor->name = row->term;
	if (record->file->source->file != FILE_ACTORS ||
	    (actor->from == LEXICON_DAY_MIN && actor->to == LEXICON_DAY_MAX)) {
		actor->from = row->from;
		actor->to = row->to;
	}
	if (make_actor_of(maker, record, COLUMN_PARENT, &parent) && parent != LEXICON_NO_ACTOR)
		actor->parent = parent;
	if (record->file->source->file == FILE_GROUPS)
		value_word(record, COLUMN_ROLE, role_words, STANCED_ROLE_OFFICIAL, &actor->role);
	actor->members = make_actors_of(maker, record, COLUMN_MEMBERS, &actor->member_count);
	check_names(maker, record, COLUMN_NAME, slot->actor);
	check_names(maker, record, COLUMN_ALIASES, slot->actor);
	spell_actor(maker, record);
}

static void tell_circle(struct maker *maker, uint16_t actor, enum column column, uint16_t through)
{
	struct record record;

	record_read(&record, maker->build, &maker->build->lines.items[maker->codes->lines[actor]]);
	record_error(&record, record_cell(&record, column).data, "cycle", "%s contains itself through %s",
		     maker->actors.items[actor].code, maker->actors.items[through].code);
}

static void check_parents(struct maker *maker, uint32_t *stamps)
{
	struct actor_info *actors = maker->actors.items;

	for (size_t i = 0; i < maker->actors.count; i++) {
		uint16_t at = (uint16_t)i;

		while (at != LEXICON_NO_ACTOR && stamps[at] == 0) {
			stamps[at] = (uint32_t)i + 1;
			at = actors[at].parent;
		}
		if (at != LEXICON_NO_ACTOR && stamps[at] == i + 1)
			tell_circle(maker, at, COLUMN_PARENT, actors[at].parent);
	}
}

/* Depth first without recursion, since the depth is the files' choice. */
struct visit {
	uint16_t group, next;
};

static void check_members_of(struct maker *maker, uint16_t start, uint8_t *colours, struct visit *stack)
{
	size_t depth = 0;

	stack[depth++] = (struct visit) { start, 0 };
	colours[start] = 1;
	while (depth) {
		struct visit *top = &stack[depth - 1];
		const struct actor_info *group = &maker->actors.items[top->group];
		uint16_t member;

		if (top->next == group->member_count) {
			colours[top->group] = 2;
			depth--;
			continue;
		}
		member = group->members[top->next++];
		if (colours[member] == 1)
			tell_circle(maker, top->group, COLUMN_MEMBERS, member);
		if (colours[member] != 0)
			continue;
		colours[member] = 1;
		stack[depth++] = (struct visit) { member, 0 };
	}
}

static void check_circles(struct maker *maker)
{
	size_t count = maker->actors.count;
	uint32_t *stamps = arena_zero(&maker->build->arena, count, sizeof *stamps);
	uint8_t *colours = arena_zero(&maker->build->arena, count, sizeof *colours);
	struct visit *stack = arena_alloc(&maker->build->arena, count + 1, sizeof *stack);

	if (!stamps || !colours || !stack) {
		maker->build->failure = -ENOMEM;
		return;
	}
	check_parents(maker, stamps);
	for (size_t i = 0; i < count; i++)
		if (colours[i] == 0)
			check_members_of(maker, (uint16_t)i, colours, stack);
}

void make_actors(struct maker *maker)
{
	static const enum lexicon_file files[] = { FILE_COUNTRIES, FILE_GROUPS, FILE_ACTORS };

	if (!init_codes(maker)) {
		maker->build->failure = -ENOMEM;
		return;
	}
	note_removed(maker);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		make_each(maker, files[i], number_actor);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		make_each(maker, files[i], make_actor);
	if (!maker->build->failure)
		check_circles(maker);
}
