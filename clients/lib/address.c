/* Where the daemon's doors are. The environment and the file system are asked here and nowhere else in the library. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/internal.h"

/* struct sockaddr_un has 108 bytes for the path and its NUL. */
#define IPC_PATH_MAX 107
#define SERVICE_FOLDER "/run/stanced"

static const struct {
	const char *variable, *address; /* address NULL: socket in the runtime folder */
} doors[] = {
	[STANCED_DOOR_INGEST] = { "STANCED_INGEST", "tcp://127.0.0.1:7701" },
	[STANCED_DOOR_PUBLISH] = { "STANCED_PUBLISH", "tcp://127.0.0.1:7703" },
	[STANCED_DOOR_QUERY] = { "STANCED_QUERY", "tcp://127.0.0.1:7704" },
	[STANCED_DOOR_CONTROL] = { "STANCED_CONTROL", NULL },
};

static int put(char address[STANCED_ADDRESS_MAX], const char *value)
{
	static const char ipc[] = "ipc://", tcp[] = "tcp://";
	if (strncmp(value, ipc, sizeof ipc - 1) == 0 && strlen(value) > sizeof ipc - 1 + IPC_PATH_MAX)
		return -ENAMETOOLONG;
	bool known = !strncmp(value, ipc, sizeof ipc - 1) || !strncmp(value, tcp, sizeof tcp - 1);
	if (!known || strlen(value) >= STANCED_ADDRESS_MAX)
		return -EINVAL;
	strcpy(address, value);
	return 0;
}

/* The folder holds the socket, and nobody else could have put it there. */
static bool holds_socket(const char *folder, uid_t owner)
{
	char path[4096];
	struct stat info;
	if (stat(folder, &info) != 0 || info.st_uid != owner)
		return false;
	snprintf(path, sizeof path, "%s/control.sock", folder);
	return stat(path, &info) == 0 && S_ISSOCK(info.st_mode);
}

static const char *directory(const char *variable)
{
	const char *value = getenv(variable);
	return value && value[0] == '/' ? value : NULL;
}

static int control_socket(char address[STANCED_ADDRESS_MAX])
{
	const char *runtime = directory("XDG_RUNTIME_DIR"), *temporary = directory("TMPDIR");
	char own[2048] = "", shared[2048], path[2304];
	struct stat info;
	if (runtime)
		snprintf(own, sizeof own, "%s/stanced", runtime);
	snprintf(shared, sizeof shared, "%s/stanced-%lu", temporary ? temporary : "/tmp", (unsigned long)geteuid());
	const char *folder = own[0] ? own : shared; /* where a daemon of this user's would put it */
	if (own[0] && holds_socket(own, geteuid()))
		folder = own;
	else if (holds_socket(shared, geteuid()))
		folder = shared;
	else if (stat(SERVICE_FOLDER, &info) == 0 && S_ISDIR(info.st_mode))
		folder = SERVICE_FOLDER;
	snprintf(path, sizeof path, "ipc://%s/control.sock", folder);
	return put(address, path);
}

int stanced_door_address(enum stanced_door door, const char *given, char address[STANCED_ADDRESS_MAX])
{
	if ((unsigned)door >= sizeof doors / sizeof doors[0])
		return -EINVAL;
	const char *value = given ? given : getenv(doors[door].variable);
	if (value && value[0])
		return put(address, value);
	return doors[door].address ? put(address, doors[door].address) : control_socket(address);
}
