#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "ctl/doors.h"

#define CHECK_TIMEOUT_MS 1000

int doors_address(enum stanced_door door, const char *given, char address[STANCED_ADDRESS_MAX])
{
	static const char *const variables[] = { [STANCED_DOOR_INGEST] = "STANCED_INGEST",
						 [STANCED_DOOR_PUBLISH] = "STANCED_PUBLISH",
						 [STANCED_DOOR_QUERY] = "STANCED_QUERY",
						 [STANCED_DOOR_CONTROL] = "STANCED_CONTROL" };
	int r = stanced_door_address(door, given, address);
	if (r == 0)
		return CTL_OK;
	if (r == -ENAMETOOLONG)
		ctl_error("the path of an ipc address may have 107 bytes");
	else
		ctl_error("'%s'%s%s is no address: tcp://HOST:PORT or ipc:///PATH",
			  given ? given : getenv(variables[door]), given ? "" : " of $", given ? "" : variables[door]);
	return CTL_USAGE;
}

int doors_keys(struct stanced_keys *keys)
{
	char why[256];
	int r = stanced_keys_read(keys, NULL, NULL, why);
	if (r == 0)
		return CTL_OK;
	ctl_error("$STANCED_KEY, $STANCED_SERVER_KEY: %s", why);
	return CTL_USAGE;
}

static void tell_refusal(const char *op, const char *text)
{
	json_t *answer = json_loads(text, 0, NULL);
	const char *error = json_string_value(json_object_get(answer, "error"));
	const char *message = json_string_value(json_object_get(answer, "message"));
	ctl_error("%s: [%s] %s", op, error ? error : "?", message ? message : "refused");
	json_decref(answer);
}

int doors_check_codes(const char *address, const struct stanced_keys *keys, const char *source, const char *target)
{
	struct stanced_query *query;
	char *answer = NULL;
	if (!source[0] && !target[0])
		return CTL_OK;
	json_t *arguments = json_pack("{s:i}", "limit", 1);
	if (source[0])
		json_object_set_new(arguments, "source", json_string(source));
	if (target[0])
		json_object_set_new(arguments, "target", json_string(target));
	char *text = json_dumps(arguments, JSON_COMPACT);
	int r = 0;
	if (text && !stanced_query_new(&query, STANCED_DOOR_QUERY, address, keys)) {
		r = stanced_query_ask(query, "pairs", text, CHECK_TIMEOUT_MS, &answer);
		stanced_query_free(query);
	}
	json_t *object = r == STANCED_CLIENT_E_REFUSED ? json_loads(answer, 0, NULL) : NULL;
	const char *error = json_string_value(json_object_get(object, "error"));
	const char *message = json_string_value(json_object_get(object, "message"));
	bool bad = error && message && !strcmp(error, "bad_request");
	if (bad)
		ctl_error("%s", message);
	json_decref(object);
	json_decref(arguments);
	free(answer);
	free(text);
	return bad ? CTL_BAD : CTL_OK;
}

int doors_denied(const char *address, const struct stanced_keys *keys)
{
	ctl_error(keys->server[0] ? "%s: [not_allowed] the daemon does not let this key in here"
				  : "%s: [not_allowed] the daemon wants a key: $STANCED_KEY, $STANCED_SERVER_KEY",
		  address);
	return CTL_BAD;
}

int doors_ask(enum stanced_door door, const char *given, const char *op, const char *arguments, int timeout_ms,
	      char **answerp)
{
	char address[STANCED_ADDRESS_MAX];
	struct stanced_keys keys;
	struct stanced_query *query = NULL;
	*answerp = NULL;
	int r = doors_address(door, given, address);
	r = r ? r : doors_keys(&keys);
	if (r)
		return r;
	r = stanced_query_new(&query, door, address, &keys);
	if (r == 0)
		r = stanced_query_ask(query, op, arguments, timeout_ms, answerp);
	stanced_query_free(query);
	if (r == 0)
		return CTL_OK;
	if (r == STANCED_CLIENT_E_REFUSED) {
		tell_refusal(op, *answerp);
		return CTL_BAD;
	}
	if (r == -ETIMEDOUT)
		ctl_error("no answer from %s in %g s; is stanced running there%s?", address, timeout_ms / 1000.0,
			  keys.server[0] ? " with this key" : "");
	else if (r == -EACCES)
		return doors_denied(address, &keys);
	else if (r == -EPROTO)
		ctl_error("%s: who answers there is no door for questions", address);
	else
		ctl_error("%s: %s", address, strerror(-r));
	return r == -EINVAL ? CTL_USAGE : CTL_UNREACHED;
}
