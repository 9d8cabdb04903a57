/* What an address is. address.c has config_finish too, which completes and checks addresses, directories and the key;
 * it opens no socket. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "service/config.h"

/* 127.0.0.0/8, [::1] and localhost are this machine. */
bool address_is_loopback(const char *address);
/* Path of an ipc address, NULL for another one. */
const char *address_ipc_path(const char *address);

bool address_is_tcp(const char *address);
