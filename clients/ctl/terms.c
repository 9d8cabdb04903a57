/* stancectl terms: which rows of the lexicons fired in an article, and which names nobody is known by. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ctl/input.h"
#include "ctl/offline.h"
#include "ctl/term.h"

static const char help[] =
	"Usage: stancectl terms [OPTION]... [FILE]...\n"
	"Shows which rows of the lexicons fired in an article, how often, and which capitalised names are resolved to "
	"no\n"
	"country, group or person: what the lexicons lack.\n"
	"\n"
	"      --unknown         only the names that are not resolved\n"
	"      --published DATE  of articles that do not say: YYYY[-MM[-DD]] or RFC 3339\n" OFFLINE_HELP
	"      --help\n"
	"\n"
	"Exit status: 0 done; 1 an article was refused, or the lexicons have errors; 2 usage.\n";

enum { TERMS_UNKNOWN = CTL_OTHER };

/* One row, or one unknown name. */
struct found {
	const char *kind, *term, *file;
	unsigned line, count;
	uint32_t start; /* of its first place */
	const char *text; /* of an unknown name: its bytes in the article */
	size_t text_size;
};

struct terms {
	struct offline offline;
	struct input input;
	struct term term;
	bool unknown_only;
	const char *text; /* of the article at work */
	struct found *items;
	size_t count, room;
	bool failed; /* no memory */
};

static void collect(void *user, const struct stanced_term *term)
{
	struct terms *terms = user;
	if (terms->unknown_only && term->term)
		return;
	if (terms->count == terms->room) {
		size_t room = terms->room ? terms->room * 2 : 256;
		struct found *grown = reallocarray(terms->items, room, sizeof *grown);
		if (!grown) {
			terms->failed = true;
			return;
		}
		terms->items = grown;
		terms->room = room;
	}
	terms->items[terms->count++] = (struct found) {
		.kind = term->kind,
		.term = term->term,
		.file = term->file ? term->file : "",
		.line = term->line,
		.count = 1,
		.start = term->start,
		.text = terms->text + term->start,
		.text_size = term->end - term->start,
	};
}

/* Unknown names last and by their words; rows by kind, file and line. */
static int compare(const struct found *a, const struct found *b)
{
	if (!a->term != !b->term)
		return a->term ? -1 : 1;
	if (a->term) {
		int r = strcmp(a->kind, b->kind);
		r = r ? r : strcmp(a->file, b->file);
		return r ? r : (a->line > b->line) - (a->line < b->line);
	}
	size_t common = a->text_size < b->text_size ? a->text_size : b->text_size;
	int r = memcmp(a->text, b->text, common);
	return r ? r : (a->text_size > b->text_size) - (a->text_size < b->text_size);
}

static int by_row(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int r = compare(x, y);
	return r ? r : (x->start > y->start) - (x->start < y->start);
}

static void merge(struct terms *terms)
{
	size_t kept = 0;
	if (terms->count)
		qsort(terms->items, terms->count, sizeof *terms->items, by_row);
	for (size_t i = 0; i < terms->count; i++) {
		if (kept && compare(&terms->items[kept - 1], &terms->items[i]) == 0)
			terms->items[kept - 1].count++;
		else
			terms->items[kept++] = terms->items[i];
	}
	terms->count = kept;
}

static void print(const struct terms *terms, const struct stanced_request *request)
{
	const struct term *term = &terms->term;
	term_style(term, "1");
	term_text(term, request->id, strlen(request->id), STANCED_ID_MAX);
	term_style(term, "");
	fputc('\n', term->out);
	for (size_t i = 0; i < terms->count; i++) {
		const struct found *found = &terms->items[i];
		fprintf(term->out, "  %-10s %4u  ", found->kind, found->count);
		if (found->term) {
			fprintf(term->out, "%-32s %s:%u\n", found->term, found->file, found->line);
		} else {
			term_style(term, "33");
			term_text(term, found->text, found->text_size, term->width);
			term_style(term, "");
			fprintf(term->out, "  (byte %u)\n", found->start);
		}
	}
	fputc('\n', term->out);
}

static int take(void *user, const struct input_article *article)
{
	struct terms *terms = user;
	const struct stanced_result *result;
	int r = offline_score(&terms->offline, article->request, &result);
	terms->count = 0;
	terms->failed = false;
	terms->text = article->request->text;
	if (r == 0) {
		stanced_engine_terms(terms->offline.engine, collect, terms);
		r = terms->failed ? -ENOMEM : 0;
	}
	if (r) {
		ctl_error("%s: %s", article->place, strerror(-r));
		terms->input.bad++;
		return 0;
	}
	merge(terms);
	print(terms, article->request);
	return fflush(stdout) ? CTL_BAD : 0;
}

static int parse(struct terms *terms, int argc, char **argv)
{
	static const struct option options[] = {
		OFFLINE_LONG_OPTIONS,
		{ "unknown", no_argument, NULL, TERMS_UNKNOWN },
		{ "published", required_argument, NULL, CTL_PUBLISHED },
		{ "help", no_argument, NULL, CTL_HELP },
		{ 0 },
	};
	for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (offline_option(&terms->offline, option, optarg))
			continue;
		switch (option) {
		case TERMS_UNKNOWN:
			terms->unknown_only = true;
			break;
		case CTL_PUBLISHED:
			if (!input_published(&terms->input, argv, optarg))
				return CTL_USAGE;
			break;
		case CTL_HELP:
			fputs(help, stdout);
			return -1;
		default:
			return ctl_try_help(argv);
		}
	}
	return 0;
}

int command_terms(int argc, char **argv)
{
	struct terms terms = { .input = { .take = take } };
	terms.input.user = &terms;
	int r = parse(&terms, argc, argv);
	if (r == 0) {
		term_init(&terms.term, stdout);
		r = offline_open(&terms.offline);
	}
	if (r == 0)
		r = input_read(&terms.input, argv + optind, argc - optind);
	if (r == 0 && terms.input.bad)
		r = CTL_BAD;
	offline_close(&terms.offline);
	free(terms.items);
	return ctl_finish(r < 0 ? CTL_OK : r);
}
