/* Where a door may be: checks addresses, completes ipc names, finds the directories. Opens nothing. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "service/config.h"

/* 127.0.0.0/8, [::1] and localhost are this machine. */
bool address_is_loopback(const char *address);
/* Path of an ipc address, NULL for another one. */
const char *address_ipc_path(const char *address);

bool address_is_tcp(const char *address);

/* Completes the addresses of a door in place. */
bool address_check_door(struct config *config, enum door door);

/* Default directories, malloced; NULL: none can be told. */
char *address_run_directory(void);
char *address_state_directory(void);
