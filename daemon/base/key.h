/* CURVE keys as files hold them: one key of 40 characters in Z85 (ZeroMQ RFC 32) on a line of its own; empty lines and
 * lines that begin with # are left out, unless they are keys: a key may begin with # as well. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#define KEY_CHARS 40
#define KEY_SIZE (KEY_CHARS + 1) /* with a NUL */

bool key_is_valid(const char *text, size_t size);

/* Reads the key of a file. secret: nobody but the owner, who is this process's user or root, may reach the file. 0; a
 * negative errno; -EPERM: others may reach it; -EBADMSG: it holds not exactly one key. */
int key_read(const char *path, bool secret, char key[KEY_SIZE]);
/* What such an error means, in words. */
const char *key_reason(int error);
