/* libFuzzer: any bytes as a configuration file (first byte even) or as a list of clients (odd). Refused with a place
 * and a code, or taken. */
#include <stdint.h>
#include <string.h>

#include "promise.h"
#include "service/clients.h"
#include "service/config.h"

static void diagnose(void *user, const struct stanced_diagnostic *diagnostic)
{
	unsigned *count = user;
	PROMISE(diagnostic->code[0] && diagnostic->message[0] && diagnostic->line >= 1 && diagnostic->column >= 1);
	++*count;
}

static void read_clients(const char *data, size_t size)
{
	struct clients clients;
	unsigned complaints = 0;
	int r = clients_parse(&clients, "fuzz", data, size, diagnose, &complaints);
	PROMISE((r != 0) == (complaints > 0));
	for (size_t i = 0; r == 0 && i < clients.count; i++) {
		const struct client *client = &clients.items[i];
		PROMISE(key_is_valid(client->key, strlen(client->key)) && client->name[0] && client->doors);
		PROMISE(clients_find(&clients, client->key) == client);
	}
	clients_deinit(&clients);
}

static void read_config(const char *data, size_t size)
{
	struct config config;
	char *told = NULL;
	size_t told_size = 0;
	FILE *errors = open_memstream(&told, &told_size);
	if (!errors || config_init(&config, errors) < 0)
		abort();
	bool ok = config_read(&config, "fuzz", data, size);
	fflush(errors);
	PROMISE(ok == (told_size == 0));
	PROMISE(ok || strstr(told, ": ["));
	config_deinit(&config);
	fclose(errors);
	free(told);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	/* Whoever reads a configuration file has looked for NUL bytes before. */
	if (data[0] & 1)
		read_clients((const char *)data + 1, size - 1);
	else if (!memchr(data + 1, 0, size - 1))
		read_config((const char *)data + 1, size - 1);
	return 0;
}
