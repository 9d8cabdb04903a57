#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ctl/offline.h"

static void append(const char ***items, size_t *count, const char *value)
{
	const char **grown = reallocarray(*items, *count + 1, sizeof **items);
	if (!grown) {
		ctl_error("%s", strerror(ENOMEM));
		exit(CTL_BAD);
	}
	grown[(*count)++] = value;
	*items = grown;
}

bool offline_option(struct offline *offline, int option, const char *value)
{
	switch (option) {
	case CTL_LEXICONS:
		offline->directory = value;
		return true;
	case CTL_LEXICON:
		append(&offline->overlays, &offline->overlay_count, value);
		return true;
	case CTL_ACTORS:
		append(&offline->actors, &offline->actors_count, value);
		return true;
	}
	return false;
}

int offline_load(struct offline *offline)
{
	struct stanced_lexicon_options options = {
		.directory = offline->directory,
		.overlays = offline->overlays,
		.overlay_count = offline->overlay_count,
		.actors = offline->actors,
		.actors_count = offline->actors_count,
		.diagnose = stanced_diagnostic_print,
		.user = stderr,
	};
	int r = stanced_lexicon_load(&offline->lexicon, &options);
	if (r == 0)
		return CTL_OK;
	if (r < 0)
		ctl_error("the lexicons: %s", strerror(-r));
	else
		ctl_error("the lexicons have errors, nothing was scored");
	return CTL_BAD;
}

int offline_open(struct offline *offline)
{
	int r = offline_load(offline);
	if (r)
		return r;
	r = stanced_engine_new(&offline->engine, offline->lexicon);
	if (r == 0)
		return CTL_OK;
	ctl_error("the engine: %s", strerror(-r));
	return CTL_BAD;
}

int offline_score(struct offline *offline, const struct stanced_request *request, const struct stanced_result **resultp)
{
	struct stanced_article_in in = {
		.text = request->text,
		.text_size = request->text_size,
		.title = request->title,
		.title_size = request->title ? strlen(request->title) : 0,
		.published = request->day,
	};
	return stanced_engine_score(offline->engine, &in, resultp);
}

void offline_close(struct offline *offline)
{
	offline->engine = stanced_engine_free(offline->engine);
	offline->lexicon = stanced_lexicon_free(offline->lexicon);
	free(offline->overlays);
	free(offline->actors);
}
