/* stancectl keygen: a pair of CURVE keys in two files. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zmq.h>

#include "base/key.h"
#include "ctl/ctl.h"

#define PATH_SIZE 4096

static const char help[] = "Usage: stancectl keygen NAME\n"
			   "Makes a pair of keys: NAME.key, the secret one, which its owner alone may read, and "
			   "NAME.pub, for the others. A\n"
			   "file that is there is never written over. The public key is printed.\n"
			   "\n"
			   "The daemon's settings name its own secret key ([security] key) and a list of clients: "
			   "lines with a public key, what\n"
			   "it may do (send, subscribe, query, control, all) and a name. A client names its own secret "
			   "key in $STANCED_KEY and\n"
			   "the daemon's public key in $STANCED_SERVER_KEY.\n"
			   "      --help\n"
			   "\n"
			   "Exit status: 0 done; 1 a file could not be written; 2 usage.\n";

/* Keys that begin with a letter or a digit look like nothing else at a line's start. */
static bool make_pair(char public_key[KEY_SIZE], char secret[KEY_SIZE])
{
	do {
		if (zmq_curve_keypair(public_key, secret) != 0)
			return false;
	} while (!isalnum((unsigned char)public_key[0]) || !isalnum((unsigned char)secret[0]));
	return true;
}

static int write_key(const char *path, const char *remark, const char *key, mode_t mode)
{
	char text[256];
	int size = snprintf(text, sizeof text, "# %s\n%s\n", remark, key);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	if (fd < 0) {
		ctl_error("%s: %s", path, strerror(errno));
		return CTL_BAD;
	}
	bool ok = write(fd, text, (size_t)size) == size && fsync(fd) == 0;
	int error = errno;
	explicit_bzero(text, sizeof text);
	if (close(fd) == 0 && ok)
		return CTL_OK;
	ctl_error("%s: %s", path, strerror(error));
	unlink(path);
	return CTL_BAD;
}

static int generate(const char *name)
{
	char public_key[KEY_SIZE], secret[KEY_SIZE], secret_path[PATH_SIZE], public_path[PATH_SIZE];
	if (snprintf(secret_path, PATH_SIZE, "%s.key", name) >= PATH_SIZE ||
	    snprintf(public_path, PATH_SIZE, "%s.pub", name) >= PATH_SIZE) {
		ctl_error("%s: %s", name, strerror(ENAMETOOLONG));
		return CTL_BAD;
	}
	if (!make_pair(public_key, secret)) {
		ctl_error("this libzmq was built without CURVE");
		return CTL_BAD;
	}
	int r = write_key(secret_path, "secret key of stanced or a client of it: nobody else may see it", secret, 0600);
	explicit_bzero(secret, sizeof secret);
	if (r == CTL_OK && (r = write_key(public_path, "public key", public_key, 0644)) != CTL_OK)
		unlink(secret_path);
	if (r == CTL_OK)
		puts(public_key);
	return r;
}

int command_keygen(int argc, char **argv)
{
	static const struct option options[] = { { "help", no_argument, NULL, CTL_HELP }, { 0 } };
	int option = getopt_long(argc, argv, "", options, NULL);
	if (option == CTL_HELP) {
		fputs(help, stdout);
		return ctl_finish(CTL_OK);
	}
	if (option != -1)
		return ctl_try_help(argv);
	if (optind + 1 != argc)
		return ctl_usage(argv, "one NAME is expected");
	return ctl_finish(generate(argv[optind]));
}
