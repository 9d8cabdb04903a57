#include "journal/journal.h"
#include "service/address.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "service/config_option.h"

#define TCP "tcp://"
#define IPC "ipc://"
#define HOST_MAX 256

static bool starts_with(const char *text, const char *start)
{
	return !strncmp(text, start, strlen(start));
}

const char *address_ipc_path(const char *address)
{
	return starts_with(address, IPC) ? address + strlen(IPC) : NULL;
}

bool address_is_tcp(const char *address)
{
	return starts_with(address, TCP);
}

/* Splits tcp://HOST:PORT; brackets of IPv6 are taken off. */
static bool split_tcp(const char *address, char host[HOST_MAX], const char **portp)
{
	const char *start = address + strlen(TCP), *colon = strrchr(start, ':');
	if (!colon || colon == start || colon - start >= HOST_MAX)
		return false;
	size_t size = (size_t)(colon - start);
	if (*start == '[' && colon[-1] == ']') {
		start++;
		size -= 2;
	}
	memcpy(host, start, size);
	host[size] = '\0';
	*portp = colon + 1;
	return size > 0;
}

static bool valid_port(const char *port)
{
	size_t digits = strspn(port, "0123456789");
	if (!strcmp(port, "*"))
		return true;
	return digits > 0 && digits <= 5 && !port[digits] && strtoul(port, NULL, 10) <= 65535 &&
	       strtoul(port, NULL, 10) > 0;
}

bool address_is_loopback(const char *address)
{
	char host[HOST_MAX];
	const char *port;
	struct in_addr four;
	struct in6_addr six;
	if (address_ipc_path(address))
		return true;
	if (!starts_with(address, TCP) || !split_tcp(address, host, &port))
		return false;
	if (inet_pton(AF_INET, host, &four) == 1)
		return ntohl(four.s_addr) >> 24 == 127;
	return inet_pton(AF_INET6, host, &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

static bool check_tcp(struct config *config, const char *where, const char *address, enum door door)
{
	char host[HOST_MAX];
	const char *port;
	if (door == DOOR_CONTROL && !config->key) {
		config_complain(config, where, "bad_address", "%s: without [security] the control door is ipc only",
				address);
		return false;
	}
	if (!split_tcp(address, host, &port) || !valid_port(port)) {
		config_complain(config, where, "bad_address", "%s: tcp://HOST:PORT is expected, HOST a number",
				address);
		return false;
	}
	if (!address_is_loopback(address) && !config->key) {
		config_complain(config, where, "remote_address",
				"%s faces other machines: [security] key and clients must be set", address);
		return false;
	}
	return true;
}

/* ipc://NAME lies in the run directory. */
static bool check_ipc(struct config *config, const char *where, char **addressp)
{
	const char *path = address_ipc_path(*addressp);
	if (!*path || *path == '@' || *path == '*') {
		config_complain(config, where, "bad_address", "%s: ipc://PATH is expected", *addressp);
		return false;
	}
	if (*path != '/') {
		char *complete;
		if (asprintf(&complete, IPC "%s/%s", config->run, path) < 0) {
			config_complain(config, where, "out_of_memory", "%s", *addressp);
			return false;
		}
		free(*addressp);
		*addressp = complete;
		path = address_ipc_path(complete);
	}
	if (strlen(path) > CONFIG_IPC_PATH_MAX) {
		config_complain(config, where, "path_too_long", "%s has %zu bytes; the path of a socket has at most %d",
				path, strlen(path), CONFIG_IPC_PATH_MAX);
		return false;
	}
	return true;
}

/* Completes the addresses of a door in place. */
static bool check_door(struct config *config, enum door door)
{
	struct config_list *list = &config->doors[door];
	bool ok = true;
	for (size_t i = 0; i < list->count; i++) {
		const char *where = list->where[i];
		if (starts_with(list->items[i], TCP))
			ok &= check_tcp(config, where, list->items[i], door);
		else if (starts_with(list->items[i], IPC))
			ok &= check_ipc(config, where, &list->items[i]);
		else {
			config_complain(config, where, "bad_address", "%s: neither tcp:// nor ipc://", list->items[i]);
			ok = false;
		}
	}
	return ok;
}

static char *join(const char *directory, const char *name)
{
	char *path;
	return asprintf(&path, "%s/%s", directory, name) < 0 ? NULL : path;
}

static const char *environment(const char *name)
{
	const char *value = getenv(name);
	return value && *value == '/' ? value : NULL;
}

/* Default directories, malloced; NULL: none can be told. */
static char *run_directory(void)
{
	const char *systemd = environment("RUNTIME_DIRECTORY"), *user = environment("XDG_RUNTIME_DIR");
	char name[32];
	if (systemd)
		return strndup(systemd, strcspn(systemd, ":"));
	if (user)
		return join(user, "stanced");
	const char *temporary = environment("TMPDIR");
	snprintf(name, sizeof name, "stanced-%lu", (unsigned long)geteuid());
	return join(temporary ? temporary : "/tmp", name);
}

static char *state_directory(void)
{
	const char *systemd = environment("STATE_DIRECTORY"), *user = environment("XDG_STATE_HOME");
	const char *home = environment("HOME");
	if (systemd)
		return strndup(systemd, strcspn(systemd, ":"));
	if (user)
		return join(user, "stanced");
	return home ? join(home, ".local/state/stanced") : NULL;
}

/* A name lies in the state directory; "none" leaves NULL. */
static void finish_journal(struct config *config)
{
	char *file = config->journal;
	if (config->journal_bytes && config->journal_bytes < JOURNAL_SIZE_MIN)
		config_complain(config, "keep_bytes", "bad_value",
				"keep_bytes: a journal needs %llu bytes or 0, no limit",
				(unsigned long long)JOURNAL_SIZE_MIN);
	if (*file == '/')
		return;
	config->journal = strcmp(file, "none") ? join(config->state, file) : NULL;
	if (!config->journal && strcmp(file, "none"))
		config_complain(config, "journal", "out_of_memory", "%s", strerror(ENOMEM));
	free(file);
}

/* The configuration file's own directory, when it is the file that names the key, and is itself elsewhere; or NULL. */
static char *beside_file(const struct config *config)
{
	const char *slash = config->file ? strrchr(config->file, '/') : NULL;
	for (size_t i = 0; slash && i < config_option_count; i++)
		if (config_options[i].offset == offsetof(struct config, key) && config->origins[i] == ORIGIN_FILE)
			return strndup(config->file, (size_t)(slash - config->file));
	return NULL;
}

/* A plain name lies among the unit's credentials, which systemd guards by itself, or beside the configuration file. */
static void finish_key(struct config *config)
{
	const char *credentials = environment("CREDENTIALS_DIRECTORY");
	bool plain = !strchr(config->key, '/'), credential = credentials && plain;
	char *beside = plain && !credential ? beside_file(config) : NULL;
	if (credential || beside) {
		char *complete = join(credential ? credentials : beside, config->key);
		free(config->key);
		config->key = complete;
	}
	free(beside);
	int r = config->key ? key_read(config->key, !credential, config->secret) : -ENOMEM;
	if (r < 0)
		config_complain(config, config->key ? config->key : "key", r == -EBADMSG ? "bad_key" : "no_key", "%s",
				key_reason(r));
}

/* CURVE without a list of clients would let in whoever has any key. */
static void finish_security(struct config *config)
{
	if (config->key && !config->clients)
		config_complain(config, "clients", "no_clients",
				"a key needs a list of clients: CURVE alone lets everybody in");
	else if (config->clients && !config->key)
		config_complain(config, "key", "no_key", "a list of clients needs the daemon's key");
	if (config->key)
		finish_key(config);
}

bool config_finish(struct config *config)
{
	unsigned before = config->error_count;
	if (!config->run)
		config->run = run_directory();
	if (!config->state)
		config->state = state_directory();
	if (!config->run)
		config_complain(config, "directory", "out_of_memory", "%s", strerror(ENOMEM));
	if (!config->state)
		config_complain(config, "state", "no_directory", "HOME is not set; name a directory with --state");
	else
		finish_journal(config);
	finish_security(config);
	for (enum door door = 0; config->run && door < DOOR_COUNT; door++)
		check_door(config, door);
	if (config->scorers == 0) {
		long online = sysconf(_SC_NPROCESSORS_ONLN);
		config->scorers = online < 1 ? 1 : online > CONFIG_SCORERS_MAX ? CONFIG_SCORERS_MAX : (uint64_t)online;
	}
	return config->error_count == before;
}
