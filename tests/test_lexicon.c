#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <stanced/engine.h>

#include "base/day.h"
#include "engine/scan.h"
#include "lexicon_helper.h"
#include "run_suite.h"

static struct stanced_lexicon *lexicon; /* of tests/lexicons/valid */

static void load(void)
{
	struct stanced_lexicon_options options = { .directory = LEXICONS_DIR "/valid", .diagnose = note_finding };
	findings[0] = '\0';
	ck_assert_int_eq(stanced_lexicon_load(&lexicon, &options), 0);
	ck_assert_str_eq(findings, "");
}

static void unload(void)
{
	lexicon = stanced_lexicon_free(lexicon);
}

static const struct {
	enum layer layer;
	const char *text, *hits;
} match_cases[] = {
	/* case rules */
	{ LAYER_NAME, "China and CHINA but not china", "name=CHN:China, name=CHN:China" },
	{ LAYER_NAME, "they told us, the US and the Us", "name=USA:United States" },
	{ LAYER_NAME, "NATO, Nato and nato", "name=NATO:NATO, name=NATO:NATO" },
	{ LAYER_NAME, "G7 and g7", "name=G7:G7" },
	{ LAYER_STANCE, "Talks and TALKS", "stance=talks, stance=talks" },
	{ LAYER_NAME, "U.S. and U.S forces", "name=USA:United States, name=USA:United States" },
	/* diacritics and apostrophes */
	{ LAYER_NAME, "Cote d'Ivoire, C\xC3\xB4te d\xE2\x80\x99Ivoire",
	  "name=CIV:C\xC3\xB4te d'Ivoire, name=CIV:C\xC3\xB4te d'Ivoire" },
	{ LAYER_NAME, "Recep Tayyip Erdogan",
	  "person=GEO:Recep Tayyip Erdo\xC4\x9F"
	  "an" },
	{ LAYER_NAME, "People\xE2\x80\x99s Republic of China's army", "name=CHN:China" },
	/* kinds */
	{ LAYER_NAME, "Chinese Briton Britons Frenchman Frenchmen",
	  "adjective=CHN:China, demonym=GBR:United Kingdom, "
	  "demonym=GBR:United Kingdom, demonym=FRA:France, demonym=FRA:France" },
	{ LAYER_NAME, "Beijing, Zhongnanhai, Shanghai", "capital=CHN:China, metonym=CHN:China, city=CHN:China" },
	{ LAYER_NAME, "the Pentagon and the Bank of Japan", "institution=USA:Pentagon, institution=JPN:Bank of Japan" },
	{ LAYER_NAME, "Fumio Kishida", "person=JPN:Fumio Kishida / person=JPN:Fumio Kishida" },
	{ LAYER_OFFICE, "the prime minister", "office=prime minister" },
	{ LAYER_OFFICE, "Lingnan University", "head=University" },
	{ LAYER_OFFICE, "a university", "" },
	{ LAYER_MODIFIER, "so-called, not", "modifier=so-called, modifier=not" },
	{ LAYER_BOILERPLATE, "* * *", "boilerplate=* * *" },
	/* longest wins; a match does not cross a paragraph */
	{ LAYER_NAME, "United States", "name=USA:United States" },
	{ LAYER_NAME, "United\n\nStates", "" },
	{ LAYER_NAME, "United\nStates", "name=USA:United States" },
	{ LAYER_OFFICE, "foreign minister", "office=foreign minister" },
	/* contexts */
	{ LAYER_NAME, "China Airlines flew", "not" },
	{ LAYER_NAME, "fine china, fine China", "not" },
	{ LAYER_NAME, "Prc Airlines and PRC Airlines", "not" },
	{ LAYER_NAME, "Chinese Airlines", "not" },
	{ LAYER_NAME, "Beijing Airlines", "capital=CHN:China" },
	{ LAYER_NAME, "Battle of Britain", "not" },
	{ LAYER_NAME, "the Washington Post in Washington", "not, capital=USA:United States" },
	/* a row that names the phrase knows better than one that excludes it */
	{ LAYER_NAME, "University of Georgia", "institution=USA:University of Georgia" },
	{ LAYER_NAME, "the state of Georgia", "not" },
	{ LAYER_STANCE, "heart attack, heart attacks, an attack", "not, not, stance=attack / stance=attack" },
	{ LAYER_OFFICE, "Stephen King and the king", "not, office=king" },
	/* inflection */
	{ LAYER_STANCE, "condemns condemned condemning condemnation",
	  "stance=condemn, stance=condemn, stance=condemn" },
	{ LAYER_STANCE, "took aim at, takes aim at, taken aim at, taking aim at",
	  "stance=take aim at, stance=take aim at, stance=take aim at, stance=take aim at" },
	{ LAYER_STANCE, "re-elected, re-elects", "stance=re-elect, stance=re-elect" },
	{ LAYER_STANCE, "banned, banning, bans", "stance=ban, stance=ban, stance=ban" },
	{ LAYER_STANCE, "states of war", "stance=state of war" },
	{ LAYER_OFFICE, "attorneys general, chiefs of staff, spokeswomen",
	  "office=attorney general, office=chief of staff, office=spokeswoman" },
	{ LAYER_OFFICE, "attorney generals", "" },
	{ LAYER_CUE, "a cow, cows, cowed, cowing", "cue=cow, cue=cow" },
	{ LAYER_SENTIMENT, "crises and disasters", "sentiment=crisis, sentiment=disaster" },
};

START_TEST(phrases_match)
{

	ck_assert_str_eq(hits(lexicon, match_cases[_i].layer, match_cases[_i].text), match_cases[_i].hits);
}
END_TEST

START_TEST(forms_are_told)
{
	ck_assert_str_eq(forms(lexicon, LAYER_STANCE, "condemn"), "base");
	ck_assert_str_eq(forms(lexicon, LAYER_STANCE, "condemned"), "past participle");
	ck_assert_str_eq(forms(lexicon, LAYER_STANCE, "took aim at"), "past");
	ck_assert_str_eq(forms(lexicon, LAYER_STANCE, "taken aim at"), "participle");
	ck_assert_str_eq(forms(lexicon, LAYER_STANCE, "put pressure on"), "base past participle");
	ck_assert_str_eq(forms(lexicon, LAYER_STANCE, "putting pressure on"), "ing");
	ck_assert_str_eq(forms(lexicon, LAYER_STANCE, "puts pressure on"), "third");
	ck_assert_str_eq(forms(lexicon, LAYER_STANCE, "hostile"), "");
	ck_assert_str_eq(forms(lexicon, LAYER_STANCE, "state of war"), "singular");
	ck_assert_str_eq(forms(lexicon, LAYER_STANCE, "talks"), "singular");
	ck_assert_str_eq(forms(lexicon, LAYER_OFFICE, "prime ministers"), "plural");
	ck_assert_str_eq(forms(lexicon, LAYER_CUE, "cowed"), "past participle");
	ck_assert_str_eq(forms(lexicon, LAYER_CUE, "cow"), "none");
}
END_TEST

static const struct symbol *symbol(const char *text)
{
	struct scan_word scanned;
	scan_next(text, strlen(text), 0, &scanned);
	return &lexicon_symbols(lexicon)[lexicon_symbol(lexicon, scanned.folded, scanned.folded_size, scanned.hash)];
}

static const struct word *word(const char *text)
{
	return &symbol(text)->word;
}

START_TEST(single_words)
{
	ck_assert_uint_eq(word("the")->tags, TAG(det));
	ck_assert_uint_eq(word("he")->gender, GENDER_MALE);
	ck_assert_uint_eq(word("she")->gender, GENDER_FEMALE);
	ck_assert_uint_eq(symbol("on")->prepositions, PREP(on));
	ck_assert_uint_eq(symbol("towards")->prepositions, PREP(toward));
	ck_assert_uint_eq(word("U.S.")->tags, TAG(abbr));
	ck_assert_uint_eq(word("condemned")->verb, FORM_PAST | FORM_PARTICIPLE);
	ck_assert_uint_eq(word("went")->verb, FORM_PAST);
	ck_assert_uint_eq(word("goes")->verb, FORM_THIRD);
	ck_assert_uint_eq(word("learnt")->verb, FORM_PAST | FORM_PARTICIPLE);
	ck_assert_uint_eq(word("agreeing")->verb, FORM_ING);
	ck_assert_uint_eq(word("talks")->verb, 0);
	ck_assert(word("Fumio")->given && word("fumio")->gender == GENDER_MALE);
	ck_assert(word("Robin")->given && word("Robin")->gender == GENDER_UNKNOWN);
	ck_assert_uint_eq(word("unheard-of")->tags, 0);
}
END_TEST

static const struct row *row_of(enum layer layer, const char *phrase)
{
	static char copy[64];
	snprintf(copy, sizeof copy, "%s", hits(lexicon, layer, phrase));
	if (strstr(copy, " / "))
		*strstr(copy, " / ") = '\0';
	const char *term = strchr(copy, ':') ? strchr(copy, ':') + 1 : strchr(copy, '=') + 1;
	for (size_t i = 1; i < lexicon->row_count; i++)
		if (strcmp(lexicon->tables.rows[i].term, term) == 0)
			return &lexicon->tables.rows[i];
	ck_abort_msg("no row for %s", phrase);
}

START_TEST(rows_of_words)
{
	const struct row *row = row_of(LAYER_STANCE, "condemn");
	ck_assert_float_eq(row->score, -0.6f);
	ck_assert_str_eq(lexicon_stance_class_name(row->stance_class), "protest");
	ck_assert_uint_eq(row->frames[0].holder, SLOT_SUBJECT);
	ck_assert_uint_eq(row->frames[0].bearer, SLOT_OBJECT);
	ck_assert_str_eq(row->frames[0].name, "subject>object");
	ck_assert_uint_eq(row->line, 2);
	row = row_of(LAYER_STANCE, "hostile");
	ck_assert_uint_eq(row->frame_count, 2);
	ck_assert_uint_eq(row->frames[0].bearer, SLOT_PREP);
	ck_assert_uint_eq(row->frames[0].bearer_prepositions, PREP(to) | PREP(toward));
	ck_assert_uint_eq(row->frames[1].holder, SLOT_SPEAKER);
	row = row_of(LAYER_STANCE, "talks");
	ck_assert(row->frames[0].both && row->frames[0].bearer == SLOT_PREP);
	ck_assert(row->frames[1].both && row->frames[1].holder == SLOT_BETWEEN);
	row = row_of(LAYER_STANCE, "re-elect");
	ck_assert_str_eq(lexicon_stance_class_name(row->stance_class), "deal");
	row = row_of(LAYER_CUE, "claim");
	ck_assert_uint_eq(row->sub, CUE_DISTANCING);
	ck_assert_float_eq(row->certainty, 0.7f);
	ck_assert_uint_eq(row->takes, TAKES_CLAUSE);
	row = row_of(LAYER_CUE, "urge");
	ck_assert_uint_eq(row->takes, TAKES_INFINITIVE | TAKES_QUOTE | TAKES_CLAUSE);
	row = row_of(LAYER_MODIFIER, "reportedly");
	ck_assert_uint_eq(row->sub, MODIFIER_HEDGE);
	ck_assert_float_eq(row->score, 0.6f);
	row = row_of(LAYER_BOILERPLATE, "all rights reserved");
	ck_assert_uint_eq(row->sub, BOILERPLATE_INSIDE);
}
END_TEST

START_TEST(rows_of_people_and_offices)
{
	const struct row *row = row_of(LAYER_NAME, "Ann Smith");
	ck_assert_uint_eq(row->role, STANCED_ROLE_EXPERT);
	ck_assert_uint_eq(row->gender, GENDER_FEMALE);
	ck_assert_uint_eq(row->office, 0);
	row = row_of(LAYER_NAME, "Fumio Kishida");
	ck_assert_uint_eq(row->role, STANCED_ROLE_OFFICIAL);
	ck_assert_int_eq(row->from, day_of(2021, 10, 4));
	ck_assert_int_eq(row->to, day_of(2024, 10, 1));
	ck_assert_str_eq(lexicon->tables.rows[row->office].term, "prime minister");
	row = row_of(LAYER_NAME, "Recep Tayyip Erdogan");
	ck_assert_int_eq(row->from, day_of(2014, 8, 1));
	ck_assert_int_eq(row->to, LEXICON_DAY_MAX);
	row = row_of(LAYER_OFFICE, "government");
	ck_assert_uint_eq(row->sub, OFFICE_BODY);
	row = row_of(LAYER_OFFICE, "Airlines");
	ck_assert_uint_eq(row->role, STANCED_ROLE_ORGANISATION);
	ck_assert_uint_eq(row->sub, OFFICE_BODY);
	ck_assert_int_eq(lexicon_day(lexicon), day_of(2024, 10, 1));
}
END_TEST

START_TEST(actors)
{
	const struct row *row = row_of(LAYER_NAME, "Guam");
	const struct actor_info *guam = lexicon_actor(lexicon, row->actor);
	ck_assert_str_eq(guam->code, "GUM");
	ck_assert_str_eq(lexicon_actor(lexicon, guam->parent)->code, "USA");
	const struct actor_info *nato = lexicon_actor(lexicon, row_of(LAYER_NAME, "Nato")->actor);
	ck_assert(nato->group && !nato->custom);
	ck_assert_uint_eq(nato->member_count, 3);
	ck_assert_str_eq(lexicon_actor(lexicon, nato->members[1])->code, "GBR");
	ck_assert_int_eq(nato->from, day_of(1949, 4, 4));
	const struct actor_info *sun = lexicon_actor(lexicon, row_of(LAYER_NAME, "USSR")->actor);
	ck_assert_int_eq(sun->to, day_of(1991, 12, 26));
	ck_assert_ptr_null(lexicon_actor(lexicon, LEXICON_NO_ACTOR));
	ck_assert_uint_eq(lexicon_actor_count(lexicon), 12);
}
END_TEST

START_TEST(unknown_words_have_no_symbol)
{
	ck_assert_uint_eq(lexicon_symbol(lexicon, "zzyzx", 5, scan_hash("zzyzx", 5)), 0);
	ck_assert(!lexicon_starts_phrase(lexicon, 0));
	ck_assert_uint_eq(lexicon_word(lexicon, 0)->tags, 0);
	ck_assert_str_eq(hits(lexicon, LAYER_NAME, ""), "");
}
END_TEST

/* ---- sets: overlays and custom actors ---- */

#define WORLD "code\tname\taliases\tadjective\nCHN\tChina\tPRC\tChinese\nTWN\tTaiwan\t\tTaiwanese\n"

START_TEST(overlay_replaces_and_adds)
{
	struct stanced_lexicon *l = BUILD(
		{ FILE_COUNTRIES, WORLD },
		{ FILE_STANCES, "term\tpos\tscore\tframe\ncourt\tverb\t0.3\tsubject>object\n" },
		{ FILE_STANCES,
		  "term\tpos\tscore\tframe\ncourt\tverb\t-0.1\tsubject>object\nspurn\tverb\t-0.4\tsubject>object\n",
		  1 },
		{ FILE_COUNTRIES, "code\tname\nTWN\tChinese Taipei\n", 1 });
	ck_assert_ptr_nonnull(l);
	ck_assert_str_eq(hits(l, LAYER_STANCE, "courted, spurned"), "stance=court, stance=spurn");
	ck_assert_str_eq(hits(l, LAYER_NAME, "Taiwan, Chinese Taipei"), "name=TWN:Chinese Taipei");
	size_t rows;
	const char *name;
	ck_assert(stanced_lexicon_file(l, 1, &name, &rows));
	ck_assert_str_eq(name, "stances.tsv");
	ck_assert_uint_eq(rows, 0);
	stanced_lexicon_free(l);
}
END_TEST

START_TEST(overlay_removes)
{
	struct stanced_lexicon *l = BUILD({ FILE_COUNTRIES, WORLD },
					  { FILE_PEOPLE, "name\tactor\nAn Li\tTWN\nBo Li\tCHN\n" },
					  { FILE_COUNTRIES, "code\tname\tnot\nTWN\t\t!delete\n", 1 },
					  { FILE_PEOPLE, "name\tactor\tnot\nCo Li\tCHN\t!delete\n", 1 });
	ck_assert_str_eq(findings, "w2:1 nothing_removed");
	ck_assert_ptr_nonnull(l);
	/* people of a removed actor go with it */
	ck_assert_str_eq(hits(l, LAYER_NAME, "Taiwan, An Li, Bo Li"), "person=CHN:Bo Li");
	stanced_lexicon_free(l);
	ck_assert_ptr_null(BUILD({ FILE_COUNTRIES, "code\tname\tnot\nTWN\tTaiwan\t!delete\n" }));
	ck_assert_str_eq(findings, "2:12 bad_value");
}
END_TEST

START_TEST(custom_actors_come_first)
{
	struct stanced_lexicon *l = BUILD(
		{ FILE_COUNTRIES, WORLD },
		{ FILE_ACTORS, "# parties\ncode\tname\nKMT\tKuomintang\nISLE\tTaiwan\nPRC_CP\t#1 Party\n", 1 });
	ck_assert_str_eq(findings, "");
	ck_assert_ptr_nonnull(l);
	ck_assert_str_eq(hits(l, LAYER_NAME, "Kuomintang of Taiwan"),
			 "name=KMT:Kuomintang, name=ISLE:Taiwan / name=TWN:Taiwan");
	ck_assert_str_eq(hits(l, LAYER_NAME, "the #1 Party"), "name=PRC_CP:#1 Party");
	ck_assert(lexicon_actor(l, 2)->custom);
	stanced_lexicon_free(l);
}
END_TEST

START_TEST(custom_case_decides)
{
	struct stanced_lexicon *l = BUILD({ FILE_ACTORS, "code\tname\nLOW\tacme\nCAP\tAcme\nALL\tACME\n" });
	ck_assert_ptr_nonnull(l);
	ck_assert_str_eq(hits(l, LAYER_NAME, "ACME"), "name=ALL:ACME / name=CAP:Acme / name=LOW:acme");
	ck_assert_str_eq(hits(l, LAYER_NAME, "Acme"), "name=CAP:Acme / name=LOW:acme");
	ck_assert_str_eq(hits(l, LAYER_NAME, "acme"), "name=LOW:acme");
	stanced_lexicon_free(l);
}
END_TEST

START_TEST(custom_names_of_any_script)
{
	struct stanced_lexicon *l = BUILD(
		{ FILE_ACTORS, "code\tname\taliases\nRU\t\xD0\xA0\xD0\xBE\xD1\x81\xD1\x81\xD0\xB8\xD1\x8F\nCN\t\xE4\xB8"
			       "\xAD\xE5\x9B\xBD\nPARTY\tUni\xC3\xB3n-C\xC3\xADvica\tR&D & Co.\n" });
	ck_assert_ptr_nonnull(l);
	ck_assert_str_eq(hits(l, LAYER_NAME,
			      "\xD0\xA0\xD0\xBE\xD1\x81\xD1\x81\xD0\xB8\xD1\x8F, \xE4\xB8\xAD\xE5\x9B\xBD, "
			      "Union-Civica, R&D & Co."),
			 "name=RU:\xD0\xA0\xD0\xBE\xD1\x81\xD1\x81\xD0\xB8\xD1\x8F, name=CN:\xE4\xB8\xAD\xE5\x9B\xBD, "
			 "name=PARTY:Uni\xC3\xB3n-C\xC3\xADvica, name=PARTY:Uni\xC3\xB3n-C\xC3\xADvica");
	stanced_lexicon_free(l);
}
END_TEST

START_TEST(custom_names_that_cannot_match_are_left_out)
{
	struct stanced_lexicon *l = BUILD(
		{ FILE_ACTORS, "code\tname\nLONG\ta b c d e f g h i j k l m\nMARKS\t---\nGOOD\tGoodland\n" });
	ck_assert_str_eq(findings, "w2:6 skipped_name w3:7 skipped_name");
	ck_assert_ptr_nonnull(l);
	ck_assert_str_eq(hits(l, LAYER_NAME, "Goodland"), "name=GOOD:Goodland");
	ck_assert_uint_eq(lexicon_actor_count(l), 3);
	stanced_lexicon_free(l);
}
END_TEST

START_TEST(custom_rows_add_to_known_codes)
{
	struct stanced_lexicon *l = BUILD({ FILE_COUNTRIES, WORLD },
					  { FILE_ACTORS, "code\tname\nCHN\tMiddle Kingdom\nCHN\tCathay\n", 1 });
	ck_assert_ptr_nonnull(l);
	ck_assert_str_eq(hits(l, LAYER_NAME, "Cathay, Middle Kingdom, Chinese"),
			 "name=CHN:Cathay, name=CHN:Middle Kingdom, adjective=CHN:China");
	ck_assert_uint_eq(lexicon_actor_count(l), 2);
	stanced_lexicon_free(l);
}
END_TEST

START_TEST(custom_duplicates_are_refused)
{
	ck_assert_ptr_null(BUILD({ FILE_ACTORS, "code\tname\nAA\tSame\nBB\tSame\n" }));
	ck_assert_str_eq(findings, "3:4 duplicate");
	struct stanced_lexicon *l = BUILD({ FILE_ACTORS, "code\tname\nAA\tSame\nAA\tSame\nBB\tsame\n" });
	ck_assert_str_eq(findings, "");
	stanced_lexicon_free(l);
}
END_TEST

START_TEST(contexts_shorter_than_the_row_are_warned_of)
{
	struct stanced_lexicon *l = BUILD_WARN(
		{ FILE_STANCES,
		  "term\tpos\tscore\tframe\tnot\nsmite down\tverb\t-0.5\tsubject>object\t~ hard|smite\n" });
	ck_assert_str_eq(findings, "w2:44 bad_not");
	stanced_lexicon_free(l);
}
END_TEST

/* ---- files ---- */

START_TEST(files_as_editors_leave_them)
{
	struct stanced_lexicon *l = BUILD({ FILE_COUNTRIES, "\xEF\xBB\xBF# made by hand\r\n\r\n code \t name \r\n CHN "
							    "\t China \r\n   \t  \r\n#TWN\tTaiwan\r\nJPN\tJapan" });
	ck_assert_str_eq(findings, "");
	ck_assert_ptr_nonnull(l);
	ck_assert_str_eq(hits(l, LAYER_NAME, "China, Japan, Taiwan"), "name=CHN:China, name=JPN:Japan");
	stanced_lexicon_free(l);
}
END_TEST

static unsigned at_home(const struct stanced_lexicon *l, const char *name, const char *code)
{
	const struct lexicon_origin *rows;
	size_t count = lexicon_origins(l, name, strlen(name), &rows);
	unsigned found = 0;
	for (size_t i = 0; i < count; i++)
		for (uint32_t k = 0; k < rows[i].count; k++)
			found += strcmp(lexicon_actor(l, rows[i].actors[k])->code, code) == 0;
	return found;
}

START_TEST(a_surname_of_two_countries_is_nobodys)
{
	struct stanced_lexicon *l = BUILD(
		{ FILE_COUNTRIES, "code\tname\nUSA\tUnited States\nGBR\tBritain\nCAN\tCanada\n" },
		{ FILE_PEOPLE, "name\tactor\toffice\trole\tfrom\tto\nAnn Low\tUSA\tpresident\t\t2001\t2003\n"
			       "Bob Low\tGBR\tpremier\t\t2002\t2003\nCid Low\tCAN\tprofessor\texpert\t2000\t2004\n" });
	const uint32_t low = lexicon_symbol(l, "low", 3, scan_hash("low", 3));
	ck_assert_str_eq(findings, "");
	ck_assert_str_eq(lexicon_surname(l, low, day_of(2001, 6, 1))->term, "Ann Low"); /* before any professor */
	ck_assert_ptr_null(lexicon_surname(l, low, day_of(2002, 6, 1)));
	ck_assert_str_eq(lexicon_surname(l, low, day_of(2004, 1, 1))->term, "Cid Low");
	stanced_lexicon_free(l);
}
END_TEST

START_TEST(names_are_at_home_where_rows_say)
{
	struct stanced_lexicon *l = BUILD(
		{ FILE_COUNTRIES, "code\tname\nROU\tRomania\nMDA\tMoldova\nJPN\tJapan\n" },
		{ FILE_ORIGINS, "countries\tnames\nROU MDA\tIon|-escu\nJPN\tHajime|Sato\nROU\tSato\n" });
	ck_assert_str_eq(findings, "");
	ck_assert_uint_eq(at_home(l, "Ion", "MDA"), 1);
	ck_assert_uint_eq(at_home(l, "ION", "JPN"), 0);
	ck_assert_uint_eq(at_home(l, "Vlad", "ROU"), 0);
	ck_assert_uint_eq(at_home(l, "Popescu", "ROU"), 1); /* by its ending */
	ck_assert_uint_eq(at_home(l, "Escu", "ROU"), 0); /* an ending is no name */
	ck_assert_uint_eq(at_home(l, "Sato", "ROU"), 1); /* rows add up */
	ck_assert_uint_eq(at_home(l, "Sato", "JPN"), 1);
	ck_assert_uint_eq(at_home(l, "", "JPN"), 0);
	ck_assert_uint_eq(lexicon_symbol(l, "hajime", 6, scan_hash("hajime", 6)), 0); /* no word of the lexicon */
	stanced_lexicon_free(l);

	ck_assert_ptr_null(
		BUILD({ FILE_COUNTRIES, "code\tname\nROU\tRomania\n" },
		      { FILE_ORIGINS, "countries\tnames\nROU\tIon|Ana Pop\nROU\t-us|-u-escu\nXYZ\tVlad\n" }));
	ck_assert_str_eq(findings, "2:9 bad_name 3:5 bad_name 3:9 bad_name 4:1 unknown_code");
}
END_TEST

static uint16_t set_of(const struct stanced_lexicon *l, const char *word)
{
	size_t size = strlen(word);
	return lexicon_word(l, lexicon_symbol(l, word, size, scan_hash(word, size)))->listed;
}

static bool listed(const struct stanced_lexicon *l, const char *word, enum lexicon_list list)
{
	return lexicon_tables(l)->lists[set_of(l, word)].bits[list / 64] >> list % 64 & 1;
}

START_TEST(words_stand_in_lists)
{
	struct stanced_lexicon *l = BUILD(
		{ FILE_LISTS, "list\twords\nwants\twant|wanted|owe\nneeds\tneed|owe|Attaché|owe\nbans\tban|curbs\n" },
		{ FILE_LISTS, "list\twords\nbans\tembargo\n", 1 });
	ck_assert_str_eq(findings, "");
	ck_assert(listed(l, "want", LIST_wants) && listed(l, "wanted", LIST_wants));
	ck_assert(!listed(l, "want", LIST_needs) && listed(l, "need", LIST_needs));
	ck_assert(listed(l, "owe", LIST_wants) && listed(l, "owe", LIST_needs)); /* in two */
	ck_assert(listed(l, "attache", LIST_needs)); /* as it folds */
	ck_assert_uint_eq(set_of(l, "want"), set_of(l, "wanted")); /* one set for both */
	ck_assert_uint_eq(set_of(l, "nobody"), 0);
	ck_assert(lexicon_word(l, lexicon_symbol(l, "want", 4, scan_hash("want", 4)))->stranger); /* to other rules */
	ck_assert(listed(l, "embargo", LIST_bans) && !listed(l, "ban", LIST_bans)); /* the overlay's instead */
	ck_assert(!listed(l, "want", LIST_hopes) && !listed(l, "hope", LIST_hopes)); /* a list without a row */
	stanced_lexicon_free(l);

	ck_assert_ptr_null(BUILD({ FILE_LISTS, "list\twords\nwants\twant\nwonts\twon't\nneeds\tneed||owe\n" }));
	ck_assert_str_eq(findings, "3:1 bad_value 4:12 bad_phrase");
}
END_TEST

/* Each of 511 words stands in a set of its own: nine lists are in it or not. */
START_TEST(sets_of_lists_are_bounded)
{
	static const char *const names[] = { "obliges", "wants", "hopes",    "needs", "wonders",
					     "invites", "bans",  "timed_by", "votes" };
	static char text[32768];
	size_t size = (size_t)sprintf(text, "list\twords\n");
	for (int list = 0; list < 9; list++) {
		size += (size_t)sprintf(text + size, "%s\tw0", names[list]);
		for (int word = 1; word < 511; word++)
			if (word >> list & 1)
				size += (size_t)sprintf(text + size, "|w%d", word);
		size += (size_t)sprintf(text + size, "\n");
	}
	struct stanced_lexicon *l = BUILD({ FILE_LISTS, text });
	ck_assert_str_eq(findings, ""); /* all nine are w0's */
	ck_assert(listed(l, "w510", LIST_wants) && !listed(l, "w510", LIST_obliges));
	stanced_lexicon_free(l);
	sprintf(text + size, "wonders_whether\tw1|more\n");
	ck_assert_ptr_null(BUILD({ FILE_LISTS, text }));
	ck_assert_str_eq(findings, "11:1 too_many");
}
END_TEST

START_TEST(every_error_is_told_up_to_a_bound)
{
	ck_assert_ptr_null(BUILD({ FILE_COUNTRIES, "code\tname\nchn\tChina\nJPN\t\nTWN\tTaiwan\tx\n" },
				 { FILE_GIVEN, "name\tgender\nAnn\tq\n" }));
	ck_assert_str_eq(findings, "3:5 missing_cell 4:11 extra_cell 2:1 bad_code 2:5 bad_value");
	char text[4096] = "name\tgender\n";
	for (int i = 0; i < 200; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "N%d\tq\n", i);
	ck_assert_ptr_null(BUILD({ FILE_GIVEN, text }));
	unsigned count = 0;
	for (const char *at = findings; (at = strstr(at, "bad_value")); at++)
		count++;
	ck_assert_uint_eq(count, LEXICON_ERRORS_MAX);
	ck_assert_ptr_nonnull(strstr(findings, "too_many_errors"));
}
END_TEST

static void count_rows(void *user, const struct stanced_lexicon_row *row)
{
	char *out = user;
	snprintf(out + strlen(out), 1000 - strlen(out), "%s|%s|%s|%u|%s\n", row->kind, row->term,
		 strrchr(row->file, '/') + 1, row->line, row->details);
}

static const char *look_up(const char *phrase, int32_t day)
{
	static char out[1000];
	out[0] = '\0';
	ck_assert_int_eq(stanced_lexicon_lookup(lexicon, phrase, day, count_rows, out), 0);
	return out;
}

START_TEST(lookup_tells_rows)
{
	ck_assert_str_eq(look_up("condemned", STANCED_DAY_NONE),
			 "stance|condemn|stances.tsv|2|verb score -0.60 protest subject>object\n");
	ck_assert_ptr_nonnull(strstr(look_up("Washington Post", STANCED_DAY_NONE),
				     "context that must not match|United States|countries.tsv|8|"));
	ck_assert_ptr_nonnull(strstr(look_up("Fumio Kishida", day_of(2015, 1, 1)),
				     "|people.tsv|3|JPN official foreign minister from 2012-12-26 to 2017-08-03\n"));
	ck_assert_ptr_null(strstr(look_up("Fumio Kishida", day_of(2015, 1, 1)), "|people.tsv|2|"));
	/* each row once, though the surname matches it too; out of office he is a former official,
	 * of the nearest office */
	const char *row = strstr(look_up("Fumio Kishida", STANCED_DAY_NONE), "|people.tsv|3|");
	ck_assert_ptr_nonnull(row);
	ck_assert_ptr_null(strstr(row + 1, "|people.tsv|3|"));
	ck_assert_str_eq(strchr(look_up("Fumio Kishida", day_of(2018, 1, 1)), 'J'),
			 "JPN former foreign minister from 2012-12-26 to 2017-08-03\n");
	ck_assert_str_eq(strchr(look_up("Fumio Kishida", day_of(2000, 1, 1)), 'J'),
			 "JPN none foreign minister from 2012-12-26 to 2017-08-03\n");
	ck_assert_ptr_nonnull(
		strstr(look_up("Japanese foreign minister", STANCED_DAY_NONE), "office|foreign minister|"));
	ck_assert_str_eq(look_up("nothing of that kind", STANCED_DAY_NONE), "");
	ck_assert_str_eq(look_up("she", STANCED_DAY_NONE), "word|she|grammar.tsv|4|pron third\n");
	ck_assert_str_eq(look_up("went", STANCED_DAY_NONE), "word|went|verbs.tsv|6|past\n");
	ck_assert_str_eq(look_up("Fumio", STANCED_DAY_NONE), "word|fumio|given.tsv|2|given name m\n");
	ck_assert_str_eq(look_up("wished", STANCED_DAY_NONE), "word|wished|lists.tsv|3|list hopes\n");
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

int main(void)
{
	Suite *suite = suite_create("lexicon");
	TCase *tcase = tcase_create("lexicon");
	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, load, unload);
	tcase_add_loop_test(tcase, phrases_match, 0, COUNT(match_cases));
	tcase_add_test(tcase, forms_are_told);
	tcase_add_test(tcase, single_words);
	tcase_add_test(tcase, rows_of_words);
	tcase_add_test(tcase, rows_of_people_and_offices);
	tcase_add_test(tcase, actors);
	tcase_add_test(tcase, unknown_words_have_no_symbol);
	tcase_add_test(tcase, overlay_replaces_and_adds);
	tcase_add_test(tcase, words_stand_in_lists);
	tcase_add_test(tcase, sets_of_lists_are_bounded);
	tcase_add_test(tcase, overlay_removes);
	tcase_add_test(tcase, custom_actors_come_first);
	tcase_add_test(tcase, custom_case_decides);
	tcase_add_test(tcase, custom_names_of_any_script);
	tcase_add_test(tcase, custom_names_that_cannot_match_are_left_out);
	tcase_add_test(tcase, custom_rows_add_to_known_codes);
	tcase_add_test(tcase, custom_duplicates_are_refused);
	tcase_add_test(tcase, contexts_shorter_than_the_row_are_warned_of);
	tcase_add_test(tcase, files_as_editors_leave_them);
	tcase_add_test(tcase, a_surname_of_two_countries_is_nobodys);
	tcase_add_test(tcase, names_are_at_home_where_rows_say);
	tcase_add_test(tcase, every_error_is_told_up_to_a_bound);
	tcase_add_test(tcase, lookup_tells_rows);
	return run_suite(suite);
}
