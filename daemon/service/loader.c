#include "service/loader.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <zmq.h>

#include <stanced/lexicon.h>

#include "service/log.h"

static void keep_finding(void *user, const struct stanced_diagnostic *diagnostic)
{
	struct loaded *loaded = user;
	char *line;
	if (diagnostic->severity == STANCED_ERROR && loaded->errors++ == 0)
		loaded->first_error = loaded->finding_count;
	if (loaded->finding_count++ >= LOADER_FINDINGS_MAX)
		return;
	if (asprintf(&line, "%s:%u:%u: [%s] %s", diagnostic->file, diagnostic->line, diagnostic->column,
		     diagnostic->code, diagnostic->message) < 0)
		line = NULL;
	loaded->findings[loaded->finding_count - 1] = line;
}

void loader_load(struct loaded *loaded, const struct config *config)
{
	*loaded = (struct loaded) { 0 };
	struct stanced_lexicon_options options = {
		.directory = config->lexicons,
		.overlays = (const char *const *)config->overlays.items,
		.overlay_count = config->overlays.count,
		.actors = (const char *const *)config->actors.items,
		.actors_count = config->actors.count,
		.diagnose = keep_finding,
		.user = loaded,
	};
	loaded->result = stanced_lexicon_load(&loaded->lexicon, &options);
	if (loaded->result)
		loaded->lexicon = NULL;
	if (config->clients)
		loaded->clients_result = clients_read(&loaded->clients, config->clients, keep_finding, loaded);
}

bool loaded_ok(const struct loaded *loaded)
{
	return !loaded->result && !loaded->clients_result;
}

void loaded_deinit(struct loaded *loaded)
{
	for (size_t i = 0; i < LOADER_FINDINGS_MAX; i++)
		free(loaded->findings[i]);
	stanced_lexicon_free(loaded->lexicon);
	clients_deinit(&loaded->clients);
	*loaded = (struct loaded) { 0 };
}

const char *loaded_reason(const struct loaded *loaded)
{
	if (loaded->errors && loaded->first_error < LOADER_FINDINGS_MAX && loaded->findings[loaded->first_error])
		return loaded->findings[loaded->first_error];
	int r = loaded->result ? loaded->result : loaded->clients_result;
	return r < 0 ? strerror(-r) : "the lexicons are not valid";
}

/* An article that comes while the load has a core gets it within a moment. Of this thread alone; where it may not be,
 * the load is merely felt. Not SCHED_IDLE: under a flood of articles a withdrawn key would be let in for too long. */
static void give_way(void)
{
	setpriority(PRIO_PROCESS, 0, 19);
}

static void *work(void *user)
{
	struct loader *loader = user;
	give_way();
	loader_load(&loader->loaded, loader->config);
	zmq_send(loader->far, "", 0, 0);
	return NULL;
}

int loader_init(struct loader *loader, void *context, const struct config *config)
{
	*loader = (struct loader) { .config = config };
	loader->pipe = zmq_socket(context, ZMQ_PAIR);
	loader->far = zmq_socket(context, ZMQ_PAIR);
	if (loader->pipe && loader->far && zmq_bind(loader->pipe, "inproc://loader") == 0 &&
	    zmq_connect(loader->far, "inproc://loader") == 0)
		return 0;
	int r = -errno;
	loader_deinit(loader);
	return r;
}

void loader_deinit(struct loader *loader)
{
	if (loader->running) {
		pthread_join(loader->thread, NULL);
		loaded_deinit(&loader->loaded);
	}
	if (loader->pipe)
		zmq_close(loader->pipe);
	if (loader->far)
		zmq_close(loader->far);
	*loader = (struct loader) { 0 };
}

int loader_start(struct loader *loader)
{
	int r = -pthread_create(&loader->thread, NULL, work, loader);
	loader->running = r == 0;
	return r;
}

struct loaded *loader_take(struct loader *loader)
{
	if (zmq_recv(loader->pipe, NULL, 0, ZMQ_DONTWAIT) < 0)
		return NULL;
	pthread_join(loader->thread, NULL);
	loader->running = false;
	return &loader->loaded;
}

void loaded_log(const struct loaded *loaded)
{
	int priority = loaded_ok(loaded) ? LOG_WARNING : LOG_ERR;

	for (unsigned i = 0; i < loaded->finding_count && i < LOADER_FINDINGS_MAX; i++)
		log_line(priority, "%s", loaded->findings[i] ? loaded->findings[i] : strerror(ENOMEM));
	if (loaded->finding_count > LOADER_FINDINGS_MAX)
		log_line(priority, "... and %u more findings", loaded->finding_count - LOADER_FINDINGS_MAX);
}

void loaded_log_refused(const struct loaded *loaded, const struct stanced_lexicon *kept)
{
	loaded_log(loaded);
	if (!loaded->result)
		log_event(EVENT_RELOAD_REFUSED, NULL, LOG_ERR, "the list of clients was refused (%s)%s",
			  loaded_reason(loaded), kept ? ", the old one stays" : "");
	else
		log_event(EVENT_RELOAD_REFUSED, NULL, LOG_ERR, "the lexicons were refused (%s)%s%s",
			  loaded_reason(loaded), kept ? ", these stay: " : "",
			  kept ? stanced_lexicon_digest(kept) : "");
}
