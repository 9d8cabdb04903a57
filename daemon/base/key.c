#include "base/key.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file of one key and some remarks; a larger one is something else. */
#define FILE_MAX 4096

bool key_is_valid(const char *text, size_t size)
{
	static const char alphabet[] =
		"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
	if (size != KEY_CHARS)
		return false;
	for (size_t i = 0; i < size; i++) {
		if (!text[i] || !strchr(alphabet, text[i]))
			return false;
	}
	return true;
}

static int find_key(const char *text, char key[KEY_SIZE])
{
	unsigned found = 0;
	for (size_t size; *text; text += size + (text[size] == '\n')) {
		size = strcspn(text, "\n");
		size_t end = size;
		while (end && strchr(" \t\r", text[end - 1]))
			end--;
		if (!end || (text[0] == '#' && !key_is_valid(text, end)))
			continue;
		if (found++ || !key_is_valid(text, end))
			return -EBADMSG;
		memcpy(key, text, KEY_CHARS);
		key[KEY_CHARS] = '\0';
	}
	return found ? 0 : -EBADMSG;
}

static int check_owner(int fd)
{
	struct stat status;
	if (fstat(fd, &status) < 0)
		return -errno;
	bool ours = status.st_uid == geteuid() || status.st_uid == 0;
	return ours && !(status.st_mode & (S_IRWXG | S_IRWXO)) ? 0 : -EPERM;
}

int key_read(const char *path, bool secret, char key[KEY_SIZE])
{
	char text[FILE_MAX + 1];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return -errno;
	int r = secret ? check_owner(fd) : 0;
	ssize_t size = r < 0 ? 0 : read(fd, text, FILE_MAX);
	if (size < 0)
		r = -errno;
	close(fd);
	if (r == 0) {
		text[size] = '\0';
		r = find_key(text, key);
	}
	explicit_bzero(text, sizeof text);
	return r;
}

const char *key_reason(int error)
{
	switch (error) {
	case -EPERM:
		return "others may reach this file: a secret key is its owner's alone (chmod 600)";
	case -EBADMSG:
		return "one key of 40 characters (Z85) is expected";
	default:
		return strerror(-error);
	}
}
