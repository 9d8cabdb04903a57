/* libFuzzer: any bytes as a question at the query door of a service with a journal. Each is answered with JSON that
 * says whether it was understood. */
#include <errno.h>
#include <jansson.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zmq.h>

#include "promise.h"
#include "service/loader.h"
#include "service/query.h"
#include "service/service.h"

static struct service service;
static void *door, *asker;
static char root[] = "/tmp/stanced-fuzz-XXXXXX";

static void remove_state(void)
{
	static const char *const names[] = { "journal.db", "journal.db-wal", "seq", "lock" };
	char path[96];
	service_deinit(&service);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", root, names[i]);
		unlink(path);
	}
	rmdir(root);
}

/* So that there is something to be found. */
static void fill_journal(struct journal *journal)
{
	char body[] = "{\"seq\":1}";
	struct messages_part part = { .kind = MESSAGE_STANCE, .source = "CHN", .target = "JPN", .count = 1 };
	struct message_piece piece = { .size = sizeof body - 1 };
	struct messages messages = { .parts = &part, .part_count = 1, .pieces = &piece, .piece_count = 1 };
	messages.out = (struct stanced_buffer) { .data = body, .size = sizeof body - 1 };
	for (unsigned i = 1; i <= 20; i++) {
		struct stanced_request request = { 0 };
		char header[32];
		const char *why;
		int64_t number;
		snprintf(header, sizeof header, "{\"id\":\"%u\"}", i);
		messages.seq = i;
		PROMISE(!stanced_request_parse(&request, header, strlen(header), header, strlen(header), 100, &why));
		PROMISE(journal_add(journal, &request, NULL, i, &number) == 0);
		PROMISE(journal_write(journal, number, &messages) == 0);
		PROMISE(journal_settle(journal, number) == 0);
		stanced_request_deinit(&request);
	}
	PROMISE(journal_commit(journal, 21, 20) == 0);
}

static void begin(void)
{
	static struct config config;
	static struct loaded loaded;
	PROMISE(mkdtemp(root) && config_init(&config, stderr) == 0);
	const char *arguments[] = { "fuzz",    "--ingest",  "none",      "--feed",      "none",  "--publish", "none",
				    "--query", "none",      "--control", "none",        "--run", root,        "--state",
				    root,      "--scorers", "1",         "--log-level", "error" };
	PROMISE(config_flags(&config, (int)(sizeof arguments / sizeof *arguments), (char **)arguments) &&
		config_finish(&config));
	loader_load(&loaded, &config);
	PROMISE(loaded_ok(&loaded) && service_init(&service, &config, &loaded) == 0);
	fill_journal(service.journal);
	door = service.doors.sockets[DOOR_QUERY];
	asker = zmq_socket(service.context, ZMQ_DEALER);
	PROMISE(zmq_bind(door, "inproc://fuzz") == 0 && zmq_connect(asker, "inproc://fuzz") == 0);
}

static void wait_for(void *socket)
{
	zmq_pollitem_t item = { .socket = socket, .events = ZMQ_POLLIN };
	int ready;
	do {
		ready = zmq_poll(&item, 1, 10000);
	} while (ready < 0 && errno == EINTR); /* libFuzzer's alarm clock */
	PROMISE(ready == 1);
}

static void ask(const uint8_t *data, size_t size)
{
	zmq_msg_t answer;
	PROMISE(zmq_send(asker, data, size, 0) == (int)size);
	wait_for(door);
	PROMISE(query_serve(&service, door, false));
	wait_for(asker);
	zmq_msg_init(&answer);
	PROMISE(zmq_msg_recv(&answer, asker, 0) >= 0);
	json_t *object = json_loadb(zmq_msg_data(&answer), zmq_msg_size(&answer), 0, NULL);
	const json_t *ok = json_object_get(object, "ok");
	PROMISE(json_is_boolean(ok));
	PROMISE(json_is_true(ok) || json_is_string(json_object_get(object, "error")));
	json_decref(object);
	zmq_msg_close(&answer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!asker)
		begin();
	ask(data, size);
	return 0;
}

__attribute__((destructor)) static void end(void)
{
	if (!asker)
		return;
	zmq_close(asker);
	remove_state();
}
