/* stanced: reads its settings, checks the lexicons, runs the service. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "service/config.h"
#include "service/loader.h"
#include "service/log.h"
#include "service/notify.h"
#include "service/service.h"

enum { EXIT_STOPPED = 0, EXIT_FAILED = 1, EXIT_SETTINGS = 2 };

static bool read_settings(struct config *config, int argc, char **argv)
{
	if (!config_orders(config, argc, argv))
		return false;
	if (config->help || config->version)
		return true;
	bool ok = !config->file || config_read_file(config, config->file);
	ok &= config_flags(config, argc, argv);
	return config_finish(config) && ok;
}

/* -n tells it on plain lines: it is for a person at a terminal, or a script's exit status, the same as a start's. */
static int check_only(const struct loaded *loaded)
{
	for (unsigned i = 0; i < loaded->finding_count && i < LOADER_FINDINGS_MAX; i++)
		fprintf(stderr, "%s\n", loaded->findings[i] ? loaded->findings[i] : strerror(ENOMEM));
	if (loaded->finding_count > LOADER_FINDINGS_MAX)
		fprintf(stderr, "... and %u more\n", loaded->finding_count - LOADER_FINDINGS_MAX);
	if (!loaded_ok(loaded)) {
		if (!loaded->errors)
			fprintf(stderr, "stanced: %s\n", loaded_reason(loaded));
		return EXIT_FAILED;
	}
	printf("configuration and lexicons OK (%s)\n", stanced_lexicon_digest(loaded->lexicon));
	return EXIT_STOPPED;
}

static void log_start(const struct service *service)
{
	for (enum door door = 0; door < DOOR_COUNT; door++) {
		for (size_t i = 0; i < service->doors.bound_count[door]; i++)
			log_line(LOG_INFO, "%s at %s", door_names[door], service->doors.bound[door][i]);
	}
	log_event(EVENT_STARTED, stanced_lexicon_digest(service->lexicon->lexicon), LOG_NOTICE,
		  "stanced %s runs: %u scorers, lexicons %s", STANCED_VERSION, service->scorer_count,
		  stanced_lexicon_digest(service->lexicon->lexicon));
}

static int serve(struct config *config, struct loaded *loaded)
{
	struct service service;
	signal(SIGPIPE, SIG_IGN); /* a log reader that has gone must not end the service */
	if (service_init(&service, config, loaded) < 0)
		return EXIT_FAILED;
	loaded_log(loaded);
	log_start(&service);
	notify_ready();
	int r = service_run(&service);
	if (r < 0)
		/* Scorers may be deep in an article: ending them in order could take as long as what just took too
		 * long. */
		_exit(EXIT_FAILED);
	service_deinit(&service);
	return EXIT_STOPPED;
}

static int run(struct config *config)
{
	struct loaded loaded;
	int status = EXIT_FAILED;
	log_init(config->log_level);
	loader_load(&loaded, config);
	if (config->check_only)
		status = check_only(&loaded);
	else if (loaded_ok(&loaded))
		status = serve(config, &loaded);
	else
		loaded_log_refused(&loaded, NULL);
	loaded_deinit(&loaded);
	return status;
}

int main(int argc, char **argv)
{
	struct config config;
	int status = EXIT_STOPPED;
	if (config_init(&config, stderr) < 0) {
		fprintf(stderr, "stanced: %s\n", strerror(ENOMEM));
		return EXIT_FAILED;
	}
	if (!read_settings(&config, argc, argv))
		status = EXIT_SETTINGS;
	else if (config.help)
		config_help(stdout);
	else if (config.version)
		printf("stanced %s\n", STANCED_VERSION);
	else
		status = run(&config);
	config_deinit(&config);
	return status;
}
