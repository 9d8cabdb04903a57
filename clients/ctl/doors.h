/* Addresses of a daemon's doors, and questions at them. */
#pragma once

#include "ctl/ctl.h"

#define DOOR_HELP_INGEST \
	"      --ingest ADDR     where articles go in; default $STANCED_INGEST or tcp://127.0.0.1:7701\n"
#define DOOR_HELP_PUBLISH \
	"      --publish ADDR    where scores come out; default $STANCED_PUBLISH or tcp://127.0.0.1:7703\n"
#define DOOR_HELP_QUERY "      --query ADDR      default $STANCED_QUERY or tcp://127.0.0.1:7704\n"
#define DOOR_HELP_CONTROL \
	"      --control ADDR    default $STANCED_CONTROL, or control.sock in the folder where the daemon puts it\n"

/* Of the environment. 0, or CTL_USAGE (told). */
int doors_keys(struct stanced_keys *keys);
/* 0, or CTL_USAGE when the address makes no sense (told). */
int doors_address(enum stanced_door door, const char *given, char address[STANCED_ADDRESS_MAX]);

/* Asks the query door whether actors have these codes (empty: no matter). CTL_BAD when it says that one is nobody's
 * (told); 0 also when it does not answer soon, keeps no journal, or may not be asked. */
int doors_check_codes(const char *query, const struct stanced_keys *keys, const char *source, const char *target);

/* Tells that the daemon does not let us in; CTL_BAD. */
int doors_denied(const char *address, const struct stanced_keys *keys);

/* Asks and waits; arguments: a JSON object as text, or NULL; *answerp (to be freed) is there
 * on CTL_OK and when the daemon answered with a refusal; errors are told. */
int doors_ask(enum stanced_door door, const char *given, const char *op, const char *arguments, int timeout_ms,
	      char **answerp);
