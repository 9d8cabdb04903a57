/* actor, first half: what one noun phrase names by itself.
 *
 * Rules, by its head:
 *   1. a person: a name of people.tsv (the row in office at the date), or an unknown capitalised name after a title,
 *      with a given name, or of two words and more; country and role from the row, else from the words before it
 *   2. a surname that stood before with its full name: that person
 *      a state's name is that person's, too (Jordan after Michael Jordan), but not after the Taiwan Strait
 *      also the end of a hyphenated name (Oli-Thapa) and the family name before a hyphenated given name (Kim Hye-won)
 *   3. a capitalised name with a head noun of heads.tsv (Lingnan University): an organisation of that role
 *   4. a country, group, capital or seat: that actor; a city: a place, which holds no stance
 *   5. an institution: its actor and role
 *   6. an office or body (Chinese foreign ministry): its role; its country from the nationality or possessive before it
 *      "professor of law" is one office, though it runs past the phrase; the adjective of a group without members
 *      (Western diplomats) gives no country
 *   7. a statement, report or figures with a body or group before them (a foreign ministry statement, a UN report)
 *      speak as that body
 *      a ship with its name (the Norwegian trawler Bjorn) is its owner's thing, not a person
 *   8. anything else with a nationality or possessive before it: a thing of that actor (China's action)
 * Two names joined by a hyphen before a head (US-Japan alliance) are both told. "anti-" and "pro-" own nothing. */
#include "engine/actor.h"
#include "engine/chunk.h"

struct names {
	uint32_t owner; /* first actor among modifiers, or NONE */
	uint32_t second; /* joined to it by a hyphen, or NONE */
	bool place; /* owner is only a place */
	bool possessive; /* owner stands in a possessive */
	uint8_t role; /* of an institution among the modifiers */
	const struct mention *head;
};

static bool states_kind(uint8_t kind)
{
	return kind == ENTRY_NAME || kind == ENTRY_ADJECTIVE || kind == ENTRY_DEMONYM || kind == ENTRY_CAPITAL ||
	       kind == ENTRY_METONYM;
}

static bool sided(const struct article *a, uint32_t first, uint32_t end, uint32_t noun_first)
{
	if (end + 1 < a->tokens.count && a->tokens.items[end].mark == '-' && article_listed(a, end + 1, LIST_sided))
		return true; /* the U.S.-backed government in Aden is not of the U.S. */
	if (first < noun_first + 2 || a->tokens.items[first - 1].mark != '-')
		return false;
	return article_is(a, first - 2, "anti") || article_is(a, first - 2, "pro");
}

/* Western: the adjective of a group without members. A Western diplomat speaks for no country. */
static bool vague(const struct article *a, const struct mention *m)
{
	const struct actor_info *info = lexicon_actor(a->lexicon, m->row->actor);
	return info->group && !info->custom && info->member_count == 0 && m->entry->kind == ENTRY_ADJECTIVE;
}

bool actor_vague(const struct article *a, const struct noun *n)
{
	for (uint32_t i = n->first; i < n->head; i++) {
		const struct mention *m = article_mention(a, i, LAYER_NAME);
		if (m && m->row->actor != LEXICON_NO_ACTOR && vague(a, m))
			return true;
	}
	return false;
}

/* the Baltic state, the former Soviet republic: one state, of which this name tells where it lies. */
static bool region(const struct article *a, const struct mention *m)
{
	const struct mention *state = article_mention(a, m->first, LAYER_OFFICE);
	return state && state->end > m->end && state->row->sub == OFFICE_STATE && state->row->actor == LEXICON_NO_ACTOR;
}

static struct names gather(const struct article *a, const struct noun *n)
{
	struct names out = { .owner = NONE, .second = NONE };
	if (!(n->covered & 1u << LAYER_NAME))
		return out;
	for (uint32_t i = n->first; i < n->end;) {
		const struct mention *m = article_mention(a, i, LAYER_NAME);
		if (!m || m->first != i) {
			i++;
			continue;
		}
		bool at_head = m->end > n->head && m->first <= n->head;
		uint8_t kind = m->entry->kind;
		if (at_head) {
			out.head = m;
		} else if (kind != ENTRY_PERSON && m->row->actor != LEXICON_NO_ACTOR && !vague(a, m) && !region(a, m) &&
			   !sided(a, i, m->end, n->first)) {
			bool joined = i >= 2 && a->tokens.items[i - 1].mark == '-' && out.owner != NONE &&
				      out.owner != m->row->actor;
			if (out.owner == NONE) {
				out.owner = m->row->actor;
				out.place = kind == ENTRY_CITY;
				out.role = kind == ENTRY_INSTITUTION ? m->row->role : STANCED_ROLE_NONE;
				out.possessive = m->end < n->end && a->tokens.items[m->end].class == TOKEN_POSSESSIVE;
			} else if (joined && states_kind(kind)) {
				out.second = m->row->actor;
			} else if (kind == ENTRY_INSTITUTION && out.role == STANCED_ROLE_NONE) {
				out.role = m->row->role;
			}
		}
		i = m->end;
	}
	return out;
}

static inline bool is_name(const struct article *a, uint32_t token)
{
	return a->pos[token] == P_NAME;
}

static uint32_t core_start(const struct article *a, const struct noun *n)
{
	for (uint32_t i = n->head; n->flags & NOUN_CLITIC && i > n->first; i--)
		if (a->tokens.items[i - 1].class == TOKEN_POSSESSIVE)
			return i;
	return n->first;
}

/* Hye-won, Chia-hao: the lower-case half of a given name, after a name that no row knows. */
static bool name_tail(const struct article *a, uint32_t i)
{
	return a->tokens.items[i].class == TOKEN_WORD && a->tokens.items[i].letters == LETTERS_LOWER &&
	       a->tokens.items[i].end - a->tokens.items[i].start <= 5 && a->tokens.items[i - 1].mark == '-' &&
	       a->tokens.items[i - 2].letters == LETTERS_CAPITAL && a->tokens.items[i - 3].letters == LETTERS_CAPITAL &&
	       !article_covered(a, i - 2, LAYER_NAME) && !article_covered(a, i - 3, LAYER_NAME) &&
	       !article_covered(a, i - 3, LAYER_OFFICE);
}

/* First token of the run of names that ends at the head, in the tail of a name or not. Nationalities, states and
 * offices end it. */
static uint32_t run_start(const struct article *a, const struct noun *n, uint32_t core, bool tail)
{
	uint32_t start = tail ? n->head - 3 : n->head + 1;
	while (start > core) {
		uint32_t i = start - 1;
		const struct token *t = &a->tokens.items[i];
		const struct mention *office = article_mention(a, i, LAYER_OFFICE);
		if (office && (office->entry->kind != ENTRY_HEAD || (start < n->head && article_word(a, start)->given)))
			break;
		const struct mention *m = article_mention(a, i, LAYER_NAME);
		if (m && (m->entry->kind == ENTRY_ADJECTIVE || m->entry->kind == ENTRY_DEMONYM ||
			  m->entry->kind == ENTRY_NAME || m->entry->kind == ENTRY_INSTITUTION))
			break;
		bool name = is_name(a, i);
		bool hyphen = t->class == TOKEN_MARK && t->mark == '-';
		bool initial = t->class == TOKEN_WORD && t->letters == LETTERS_CAPITAL && t->end - t->start <= 2;
		if (!name && !hyphen && !initial)
			break;
		start = i;
	}
	while (start <= n->head && a->tokens.items[start].class == TOKEN_MARK)
		start++;
	/* Minister of Trade and Environment Ann Lee: what goes on from "and" is no part of the name */
	if (start == n->first && start > 0 && article_tagged(a, start - 1, TAG(conj)) && start < n->head &&
	    !article_word(a, start)->stranger && !article_word(a, start)->given &&
	    !article_covered(a, start, LAYER_NAME))
		start++;
	/* Kishida-Xi, Asia-Pacific: two names joined, no person; Ki-moon, al-Maliki: one name */
	if (start + 2 == n->head && a->tokens.items[start + 1].mark == '-' &&
	    a->tokens.items[n->head].letters == LETTERS_CAPITAL && !article_word(a, start)->given &&
	    !article_tagged(a, start, TAG(particle)) && !actor_known_ending(a, start, n->head + 1))
		return n->head + 1;
	return start;
}

static const struct mention *office_in(const struct article *a, uint32_t first, uint32_t end, uint8_t kind)
{
	for (uint32_t i = end; i-- > first;) {
		const struct mention *m = article_mention(a, i, LAYER_OFFICE);
		if (!m)
			continue;
		/* professor of law, assistant secretary of state: the office runs past the phrase */
		bool over = kind == ENTRY_OFFICE && m->end > end && m->first + 1 != end && !article_is(a, end, "of");
		if (m->entry->kind == kind && m->first >= first && !over)
			return m;
	}
	return NULL;
}

static bool former_before(const struct article *a, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (article_listed(a, i, LIST_former))
			return true;
	return false;
}

/* The row of a person that fits the day: in office then, else the nearest one. */
static const struct row *row_at(const struct article *a, const struct mention *m, bool *in_officep)
{
	int32_t day = a->day == STANCED_DAY_NONE ? lexicon_day(a->lexicon) : a->day;
	const struct row *best = NULL;
	int64_t best_distance = INT64_MAX;
	for (const struct entry *e = m->entry; e; e = lexicon_next(a->lexicon, e, a->tokens.items, m->first)) {
		const struct row *r = lexicon_row(a->lexicon, e);
		if (e->kind != ENTRY_PERSON)
			continue;
		int64_t distance = day < r->from ? (int64_t)r->from - day : day > r->to ? (int64_t)day - r->to : 0;
		if (distance < best_distance) {
			best = r;
			best_distance = distance;
		}
	}
	*in_officep = best_distance == 0;
	return best;
}

uint32_t actor_possessor(const struct article *a, uint32_t token)
{
	uint32_t index = article_last_named(a, token);
	const struct mention *m = article_mention(a, token, LAYER_NAME);
	bool in_office;
	if (index != NONE && a->entities.items[index].actor != NONE)
		return a->entities.items[index].actor;
	const struct row *row = m && m->entry->kind == ENTRY_PERSON ? row_at(a, m, &in_office) : NULL;
	return row && row->actor != LEXICON_NO_ACTOR ? row->actor : NONE;
}

/* "President Bush": an office and a surname that one country has in office. */
static void surname_in_office(const struct article *a, struct entity *e, uint32_t token, uint32_t owner)
{
	int32_t day = a->day == STANCED_DAY_NONE ? lexicon_day(a->lexicon) : a->day;
	const struct row *row = lexicon_surname(a->lexicon, a->tokens.items[token].symbol, day);
	if (!row || row->actor == LEXICON_NO_ACTOR || (owner != NONE && owner != row->actor))
		return;
	e->row = row;
	e->actor = row->actor;
	e->role = row->role;
	e->gender = row->gender;
}

/* University president, Institute spokesman: who leads or speaks for such a body is of the organisation. */
static uint8_t led(uint8_t body, const struct mention *office)
{
	return body == STANCED_ROLE_EXPERT && office && office->row->role == STANCED_ROLE_OFFICIAL
		       ? (uint8_t)STANCED_ROLE_ORGANISATION
		       : body;
}

/* Onodera, after a Takahiro Onodera, is not the Itsunori Onodera of the row: given names begin alike. */
static bool same_person(const struct article *a, const struct entity *e, const struct mention *person)
{
	const struct token *given = &a->tokens.items[e->name_first];
	return e->name_end - e->name_first <= person->end - person->first || given->class != TOKEN_WORD ||
	       (a->text[given->start] | 0x20) == (person->row->term[0] | 0x20);
}

/* Nobody is a former minister before he is one: what he was then the text tells. */
static bool is_before(const struct article *a, const struct row *row)
{
	return a->day != STANCED_DAY_NONE && a->day < row->from;
}

/* a Kimbo spokesman: what nobody knows and has a spokesman is a firm. */
static bool firm_speaker(const struct article *a, const struct mention *office, const struct names *names)
{
	const uint32_t before = office->first - 1;
	return office->row->role == STANCED_ROLE_OFFICIAL && names->owner == NONE && names->role == STANCED_ROLE_NONE &&
	       office->first > 0 && office->end == office->first + 1 &&
	       article_listed(a, office->first, LIST_spokesmen) && a->tokens.items[before].class == TOKEN_WORD &&
	       a->tokens.items[before].letters != LETTERS_LOWER && article_word(a, before)->stranger &&
	       !article_covered(a, before, LAYER_NAME);
}

/* The Egyptian representative: an envoy; not Representative Jo Brown, nor representatives of anybody else. */
static uint8_t office_role(const struct article *a, const struct mention *office, const struct names *names)
{
	bool state = names->owner != NONE && !names->place && !lexicon_actor(a->lexicon, (uint16_t)names->owner)->group;
	if (office->row->role == STANCED_ROLE_PUBLIC && state && article_is(a, office->end - 1, "representative") &&
	    a->tokens.items[office->end - 1].letters == LETTERS_LOWER)
		return STANCED_ROLE_OFFICIAL;
	return firm_speaker(a, office, names) ? (uint8_t)STANCED_ROLE_ORGANISATION : office->row->role;
}

/* What the row of the name, if it has one, tells of the person. */
static void take_row(const struct article *a, struct entity *e, const struct mention *person)
{
	bool in_office = false;
	e->row = row_at(a, person, &in_office);
	if (!e->row)
		return;
	e->actor = e->row->actor == LEXICON_NO_ACTOR ? NONE : e->row->actor;
	e->role = in_office || e->row->role != STANCED_ROLE_OFFICIAL ? e->row->role
		  : is_before(a, e->row)                             ? (uint8_t)STANCED_ROLE_NONE
								     : (uint8_t)STANCED_ROLE_FORMER;
	if (e->row->gender)
		e->gender = e->row->gender;
}

/* The role of a person, fresh or met before, by the office before the name and by the body that he is of. */
static void take_role(const struct article *a, struct entity *e, const struct mention *office,
		      const struct names *names, bool former, bool fresh)
{
	if (office && office->row->role != STANCED_ROLE_NONE && (e->role == STANCED_ROLE_NONE || former || fresh))
		e->role = former && office->row->role == STANCED_ROLE_OFFICIAL ? (uint8_t)STANCED_ROLE_FORMER
									       : office_role(a, office, names);
	/* an undated article says itself who is in office */
	if (office && !former && a->day == STANCED_DAY_NONE && office->row->role == STANCED_ROLE_OFFICIAL &&
	    e->role == STANCED_ROLE_FORMER)
		e->role = STANCED_ROLE_OFFICIAL;
	if (names->role != STANCED_ROLE_NONE && e->role != STANCED_ROLE_FORMER &&
	    (!office || office->row->role == STANCED_ROLE_OFFICIAL || office->row->role == STANCED_ROLE_PUBLIC ||
	     office->row->role == STANCED_ROLE_NONE) &&
	    fresh)
		e->role = led(names->role, office);
}

/* Amnesty's Asia director Jo Brown: the role that the office has in the body whose 's stands before it. */
static uint8_t role_in_body(const struct article *a, const struct noun *n, const struct mention *office, uint8_t role)
{
	for (uint32_t i = n->first + 1; i < office->first; i++) {
		const struct mention *body = a->tokens.items[i].class == TOKEN_POSSESSIVE
						     ? article_mention(a, i - 1, LAYER_OFFICE)
						     : NULL;
		if (body && body->row->sub == OFFICE_BODY && body->row->role == STANCED_ROLE_ORGANISATION)
			return actor_merged_role(role, body->row->role);
	}
	return role;
}

/* Takes up the person named by tokens [first, end); what is new here completes what was known. */
static int take_person(struct article *a, struct noun *n, uint32_t first, uint32_t end, const struct names *names)
{
	uint32_t index = actor_find_entity(a, first, end);
	bool fresh = index == NONE;
	if (fresh && (index = actor_add_entity(a, n, first, end)) == NONE)
		return -ENOMEM;
	struct entity *e = &a->entities.items[index];
	e->mentions += !fresh;
	if (end - first > e->name_end - e->name_first) {
		e->name_first = first;
		e->name_end = end;
		actor_meet(a, first);
	}
	const struct mention *name = article_mention(a, first, LAYER_NAME);
	const struct mention *person = name && name->entry->kind == ENTRY_PERSON ? name : NULL;
	if (person && !e->row && same_person(a, e, person))
		take_row(a, e, person);
	const struct mention *office = office_in(a, n->first, first, ENTRY_OFFICE);
	if (!office && person)
		office = office_in(a, first, first + 1, ENTRY_OFFICE); /* King Hamad, as a row has it */
	/* BUSH THANKS SYRIA, and then: President Bush */
	if ((fresh || e->actor == NONE) && !e->row && end - first == 1 && office &&
	    office->row->role == STANCED_ROLE_OFFICIAL)
		surname_in_office(a, e, first, names->owner);
	take_role(a, e, office, names, former_before(a, n->first, first), fresh);
	if (fresh && office && office->first > n->first + 1 && !e->row)
		e->role = role_in_body(a, n, office, e->role);
	if (office && office->row->gender)
		e->gender = office->row->gender;
	if (office && office->row->actor != LEXICON_NO_ACTOR && e->actor == NONE)
		e->actor = office->row->actor;
	/* Kenya's Jo Brown: of Kenya, whatever he is */
	if (names->owner != NONE && (office || names->role || names->possessive) &&
	    (e->actor == NONE || (fresh && !e->row)))
		e->actor = names->owner;
	n->entity = index;
	n->office = office ? (uint32_t)(office - a->mentions.items) : NONE;
	n->actors[0] = e->actor;
	n->role = e->role;
	n->gender = e->gender;
	bool body = office && !person && office->row->sub == OFFICE_BODY && /* the aid group Clean Water */
		    a->tokens.items[office->end - 1].letters == LETTERS_LOWER &&
		    a->tokens.items[office->end].letters == LETTERS_CAPITAL;
	n->flags |= NOUN_NAME | (body ? NOUN_BODY : NOUN_PEOPLE);
	return 0;
}

static void take_state(struct article *a, struct noun *n, const struct mention *m, const struct names *names)
{
	uint8_t kind = m->entry->kind;
	n->flags |= NOUN_NAME;
	n->actors[0] = m->row->actor == LEXICON_NO_ACTOR ? NONE : m->row->actor;
	if (kind == ENTRY_CITY) {
		n->place = true;
		return;
	}
	if (kind == ENTRY_INSTITUTION) {
		n->role = m->row->role;
		n->flags |= NOUN_BODY;
		/* Norway's Labour Party, the Colombian Senate: whose it is outweighs whose the best known one is */
		if (names->owner != NONE && !names->place && !lexicon_actor(a->lexicon, (uint16_t)names->owner)->group)
			n->actors[0] = names->owner;
		return;
	}
	bool people = kind == ENTRY_ADJECTIVE || kind == ENTRY_DEMONYM;
	n->role = people ? STANCED_ROLE_PUBLIC : STANCED_ROLE_OFFICIAL;
	n->flags |= people ? NOUN_PEOPLE | (kind == ENTRY_ADJECTIVE ? NOUN_PLURAL : 0) : NOUN_BODY;
	if (names->owner != NONE && names->owner != n->actors[0] && names->second == NONE && m->first > n->first &&
	    a->tokens.items[m->first - 1].mark == '-')
		n->actors[1] = names->owner;
}

static void take_office(struct article *a, struct noun *n, const struct mention *office, const struct names *names)
{
	n->office = (uint32_t)(office - a->mentions.items);
	n->role = office_role(a, office, names);
	n->gender = office->row->gender;
	n->flags |= office->row->sub >= OFFICE_BODY ? NOUN_BODY : NOUN_PEOPLE;
	if (former_before(a, n->first, office->first) && n->role == STANCED_ROLE_OFFICIAL)
		n->role = STANCED_ROLE_FORMER;
	if (names->role != STANCED_ROLE_NONE && (n->role == STANCED_ROLE_OFFICIAL || n->role == STANCED_ROLE_NONE))
		n->role = names->role;
	if (names->owner != NONE) {
		n->actors[0] = names->owner;
		n->actors[1] = names->second;
		n->place = names->place && n->role != STANCED_ROLE_OFFICIAL;
	} else if (office->row->actor != LEXICON_NO_ACTOR) {
		n->actors[0] = office->row->actor;
	}
}

/* Is token i, a state's name, also the name of somebody met before: Jordan after Michael Jordan? Not for Taiwan after
 * the Taiwan Strait, nor for Canada after Canada Post: people have no article and are seldom called by a common
 * word. */
static bool name_met(const struct article *a, uint32_t i)
{
	uint32_t index = actor_find_entity(a, i, i + 1);
	if (index == NONE)
		return false;
	const struct entity *e = &a->entities.items[index];
	uint32_t last = e->name_end - 1;
	if (e->row || e->name_first == last || article_word(a, e->name_first)->given)
		return true;
	return !(a->nouns.items[e->noun].flags & NOUN_DETERMINED) && !article_covered(a, last, LAYER_STANCE) &&
	       !article_covered(a, last, LAYER_SENTIMENT) && !article_covered(a, last, LAYER_CUE);
}

/* Jordan after Michael Jordan; Chad Wilkerson: a name of a state that is a person's here. The mention is taken back. */
static bool person_not_state(struct article *a, const struct noun *n, const struct mention *m)
{
	uint8_t kind = m->entry->kind;
	bool state = kind == ENTRY_NAME || kind == ENTRY_CAPITAL;
	if (m->end - m->first != 1 || !(state || kind == ENTRY_INSTITUTION || kind == ENTRY_CITY))
		return false;
	uint32_t i = m->first;
	bool surname = n->first == i && i == n->head && name_met(a, i);
	/* Carla Lima, Diego Ferrari */
	bool after_given = i == n->head && i > n->first && article_word(a, i - 1)->given && is_name(a, i - 1) &&
			   !article_covered(a, i - 1, LAYER_NAME) && a->tokens.items[i - 1].letters == LETTERS_CAPITAL;
	if (surname || after_given)
		return true;
	if (!state)
		return false;
	/* a name of a state right before an unknown one: Chad Wilkerson, Canada Post; capitals serve as adjectives:
	 * US Marine */
	bool given = i < n->head && is_name(a, i + 1) && is_name(a, n->head) &&
		     !article_covered(a, i + 1, LAYER_NAME) && !article_covered(a, i + 1, LAYER_OFFICE) &&
		     a->tokens.items[i].letters == LETTERS_CAPITAL;
	return given;
}

static void take_back(struct article *a, const struct noun *n)
{
	for (uint32_t i = n->first; i < n->end; i++) {
		const struct mention *m = article_mention(a, i, LAYER_NAME);
		if (m && m->first == i && person_not_state(a, n, m))
			a->at[LAYER_NAME][i] = NONE;
	}
}

/* A foreign ministry statement, the Xinhua report: what it says, the body says. */
bool article_is_document(const struct article *a, const struct noun *n)
{
	const struct mention *m = n->flags & NOUN_PLURAL ? NULL : article_mention(a, n->head, LAYER_CUE);
	for (const struct entry *e = m ? m->entry : NULL; e; e = lexicon_next(a->lexicon, e, a->tokens.items, m->first))
		if (e->kind == ENTRY_CUE && lexicon_row(a->lexicon, e)->pos == POS_NOUN)
			return true; /* report, warning: also verbs */
	return false;
}

/* A foreign ministry statement, government figures, a UN report: the phrase speaks as the body before its head. */
static bool take_document(struct article *a, struct noun *n, const struct mention *office, const struct names *names)
{
	bool listed = article_listed(a, n->head, LIST_documents);
	bool group = listed && names->owner != NONE && lexicon_actor(a->lexicon, (uint16_t)names->owner)->group;
	bool body = names->role != STANCED_ROLE_NONE ||
		    (office && (!listed || office->row->role == STANCED_ROLE_OFFICIAL ||
				office->row->role == STANCED_ROLE_ORGANISATION));
	if (!(body || group) || !(listed || article_is_document(a, n)))
		return false;
	if (office)
		take_office(a, n, office, names);
	else
		n->role = body ? names->role : lexicon_actor(a->lexicon, (uint16_t)names->owner)->role;
	n->actors[0] = names->owner != NONE ? names->owner : n->actors[0];
	n->flags |= NOUN_BODY;
	return true;
}

/* in Kashmir: one unknown name after "in" is where, not who. */
static bool in_place(const struct article *a, const struct noun *n)
{
	return n->chunk > 0 && article_is(a, article_chunk(a, n->chunk - 1)->first, "in") &&
	       article_chunk(a, n->chunk - 1)->type == CHUNK_PREPOSITION;
}

/* Mbanza Congo, Rancho Peru: after a capitalised word that nobody knows a state's name is part of another name. */
static bool other_name(const struct article *a, const struct noun *n, const struct mention *m)
{
	if (m->entry->kind != ENTRY_NAME || m->first == n->first || a->tokens.items[m->first].line == LINE_HEADLINE)
		return false;
	const struct token *before = &a->tokens.items[m->first - 1];
	return before->class == TOKEN_WORD && before->letters == LETTERS_CAPITAL &&
	       article_word(a, m->first - 1)->stranger && a->pos[m->first - 1] == P_NAME;
}

/* trawler, destroyer: what stands right before its own name. */
static bool is_vessel(const struct article *a, uint32_t token)
{
	return article_listed(a, token, LIST_vessels);
}

/* the University of World Economy and Diplomacy: one word in capitals, the second thing that a body is of. */
static bool second_subject(const struct article *a, const struct noun *n)
{
	uint32_t c = n->chunk;
	if (n->end != n->first + 1 || c < 4 || article_word(a, n->first)->given ||
	    article_chunk(a, c - 1)->type != CHUNK_CONJUNCTION || article_chunk(a, c - 2)->type != CHUNK_NOUN ||
	    !article_is(a, article_chunk(a, c - 3)->first, "of") || article_chunk(a, c - 4)->type != CHUNK_NOUN)
		return false;
	const struct noun *body = &a->nouns.items[article_chunk(a, c - 4)->item];
	const struct mention *head = article_mention(a, body->head, LAYER_OFFICE);
	return head && head->entry->kind == ENTRY_HEAD && a->tokens.items[body->head].letters == LETTERS_CAPITAL &&
	       a->tokens.items[article_chunk(a, c - 2)->first].letters == LETTERS_CAPITAL;
}

/* Lingnan University: the head noun in the run of names from start to the head, else the head itself in capitals;
 * or NULL. */
static const struct mention *head_noun(const struct article *a, const struct noun *n, uint32_t start)
{
	const struct mention *m = start <= n->head ? office_in(a, start, n->head + 1, ENTRY_HEAD) : NULL;
	if (m)
		return m;
	m = article_mention(a, n->head, LAYER_OFFICE);
	return m && m->entry->kind == ENTRY_HEAD && a->tokens.items[n->head].letters != LETTERS_LOWER ? m : NULL;
}

/* A phrase with a name, an office or a capital letter. */
static int named(struct article *a, struct noun *n)
{
	if (n->covered & 1u << LAYER_NAME)
		take_back(a, n);
	struct names names = gather(a, n);
	if (names.owner == NONE && n->flags & NOUN_CLITIC)
		names.owner = actor_compass_owner(a, n);
	if (names.head && other_name(a, n, names.head))
		return 0;
	if (names.head && states_kind(names.head->entry->kind)) {
		take_state(a, n, names.head, &names);
		return 0;
	}
	const uint32_t core = core_start(a, n);
	const bool tail = n->head >= core + 3 && name_tail(a, n->head);
	const uint32_t start = run_start(a, n, core, tail);
	bool has_run = start <= n->head && (a->pos[n->head] == P_NAME || tail);
	if (names.head && names.head->entry->kind == ENTRY_PERSON)
		return take_person(a, n, names.head->first < start ? names.head->first : start, n->head + 1, &names);
	if (names.head && (names.head->entry->kind == ENTRY_INSTITUTION ||
			   (names.head->entry->kind == ENTRY_CITY && start >= names.head->first))) {
		take_state(a, n, names.head, &names);
		return 0;
	}
	const bool offices = n->covered & 1u << LAYER_OFFICE;
	const struct mention *head_word = offices ? head_noun(a, n, has_run ? start : n->head + 1) : NULL;
	if (head_word) {
		take_office(a, n, head_word, &names);
		n->flags |= NOUN_NAME | NOUN_BODY;
		if (names.head && names.owner == NONE && names.head->row->actor != LEXICON_NO_ACTOR)
			n->actors[0] = names.head->row->actor;
		return 0;
	}
	const struct mention *office = offices ? office_in(a, core, n->head + 1, ENTRY_OFFICE) : NULL;
	if (office && office->end > n->head) {
		take_office(a, n, office, &names);
		return 0;
	}
	if (take_document(a, n, office, &names))
		return 0;
	bool thing = start == n->first + 1 && article_is(a, n->first, "the") &&
		     actor_find_entity(a, start, n->head + 1) == NONE;
	thing |= has_run && ((start > n->first && is_vessel(a, start - 1)) || second_subject(a, n));
	bool where = has_run && start == n->first && start == n->head && !article_word(a, start)->given &&
		     in_place(a, n) && actor_find_entity(a, start, n->head + 1) == NONE;
	if (has_run && !thing && !where)
		return take_person(a, n, start, n->head + 1, &names);
	if (names.owner != NONE && !names.place) {
		n->actors[0] = names.owner;
		n->actors[1] = names.second;
		n->flags |= NOUN_OWNED;
	}
	return 0;
}

int actor_noun(struct article *a, struct noun *n)
{
	if (article_tagged(a, n->head, TAG(direction)) && actor_compass(a, n))
		return 0;
	return named(a, n);
}
