/* Keys out of files. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/key.h"
#include "lib/internal.h"

static const char *choose(const char *given, const char *variable)
{
	const char *value = given ? given : getenv(variable);
	return value && value[0] ? value : NULL;
}

static int read_one(char key[STANCED_KEY_SIZE], const char *file, bool secret, char why[256])
{
	int r = key_read(file, secret, key);
	if (r < 0)
		snprintf(why, 256, "%s: %s", file, key_reason(r));
	return r;
}

int stanced_keys_read(struct stanced_keys *keys, const char *secret_file, const char *server_file, char why[256])
{
	char unheard[256];
	*keys = (struct stanced_keys) { 0 };
	why = why ? why : unheard;
	secret_file = choose(secret_file, "STANCED_KEY");
	server_file = choose(server_file, "STANCED_SERVER_KEY");
	if (!secret_file && !server_file)
		return 0;
	if (!secret_file || !server_file) {
		snprintf(why, 256, "the client's secret key and the daemon's public key go together");
		return -EINVAL;
	}
	int r = read_one(keys->secret, secret_file, true, why);
	if (r == 0)
		r = read_one(keys->server, server_file, false, why);
	if (r < 0)
		explicit_bzero(keys, sizeof *keys);
	return r;
}

int client_keys(struct stanced_keys *keys, const struct stanced_keys *given)
{
	if (!given)
		return stanced_keys_read(keys, NULL, NULL, NULL);
	*keys = *given;
	return 0;
}
