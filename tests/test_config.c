#include <check.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "service/address.h"
#include "service/config.h"
#include "run_suite.h"

static struct config config;
static char *told;
static size_t told_size;

static void setup(void)
{
	unsetenv("RUNTIME_DIRECTORY");
	unsetenv("STATE_DIRECTORY");
	setenv("XDG_RUNTIME_DIR", "/run/user/7", 1);
	setenv("XDG_STATE_HOME", "/home/u/state", 1);
	FILE *errors = open_memstream(&told, &told_size);
	ck_assert_int_eq(config_init(&config, errors), 0);
}

static void teardown(void)
{
	fclose(config.errors);
	config_deinit(&config);
	free(told);
}

static const char *complaints(void)
{
	fflush(config.errors);
	return told;
}

static bool read_text(const char *text)
{
	return config_read(&config, "f.conf", text, strlen(text));
}

static bool flags(int argc, const char *const *argv)
{
	char *copy[8] = { 0 };
	for (int i = 0; i < argc; i++)
		copy[i] = strdup(argv[i]);
	bool ok = config_orders(&config, argc, copy) && config_flags(&config, argc, copy);
	for (int i = 0; i < argc; i++)
		free(copy[i]);
	return ok;
}
#define FLAGS(...) \
	flags((int)(sizeof((const char *[]) { "stanced", __VA_ARGS__ }) / sizeof(char *)), \
	      (const char *[]) { "stanced", __VA_ARGS__ })

START_TEST(defaults)
{
	ck_assert(config_finish(&config));
	ck_assert_uint_eq(config.doors[DOOR_INGEST].count, 2);
	ck_assert_str_eq(config.doors[DOOR_INGEST].items[0], "tcp://127.0.0.1:7701");
	ck_assert_str_eq(config.doors[DOOR_INGEST].items[1], "ipc:///run/user/7/stanced/ingest.sock");
	ck_assert_uint_eq(config.doors[DOOR_CONTROL].count, 1);
	ck_assert_str_eq(config.doors[DOOR_CONTROL].items[0], "ipc:///run/user/7/stanced/control.sock");
	ck_assert_str_eq(config.state, "/home/u/state/stanced");
	ck_assert_uint_ge(config.scorers, 1);
	ck_assert_uint_eq(config.publish_hwm, 100000);
	ck_assert_int_eq(config.log_level, LOG_INFO);
}
END_TEST

START_TEST(systemd_directories)
{
	setenv("RUNTIME_DIRECTORY", "/run/stanced:/run/other", 1);
	setenv("STATE_DIRECTORY", "/var/lib/stanced", 1);
	ck_assert(config_finish(&config));
	ck_assert_str_eq(config.run, "/run/stanced");
	ck_assert_str_eq(config.state, "/var/lib/stanced");
}
END_TEST

START_TEST(temporary_directory)
{
	char *expected;
	unsetenv("XDG_RUNTIME_DIR");
	setenv("TMPDIR", "/var/tmp", 1);
	ck_assert_int_gt(asprintf(&expected, "/var/tmp/stanced-%lu", (unsigned long)geteuid()), 0);
	ck_assert(config_finish(&config));
	ck_assert_str_eq(config.run, expected);
	free(expected);
}
END_TEST

START_TEST(file_replaces_defaults)
{
	ck_assert(read_text("# comment\n; another\n\n[doors]\ningest = tcp://127.0.0.1:9, ipc://a.sock\n"
			    "  ipc:///tmp/b.sock\nfeed = none\ndirectory = /tmp/run\n[limits]\nqueue=5\n"
			    "[lexicons]\noverlay = /a b\noverlay = /c\n[service]\nlog_level = debug\n"));
	ck_assert(config_finish(&config));
	ck_assert_uint_eq(config.doors[DOOR_INGEST].count, 3);
	ck_assert_str_eq(config.doors[DOOR_INGEST].items[1], "ipc:///tmp/run/a.sock");
	ck_assert_str_eq(config.doors[DOOR_INGEST].items[2], "ipc:///tmp/b.sock");
	ck_assert_uint_eq(config.doors[DOOR_FEED].count, 0);
	ck_assert_uint_eq(config.queue, 5);
	ck_assert_uint_eq(config.overlays.count, 2);
	ck_assert_str_eq(config.overlays.items[0], "/a b");
	ck_assert_int_eq(config.log_level, LOG_DEBUG);
}
END_TEST

/* A door's value may begin in the line below it; none there is none at all. */
START_TEST(addresses_below)
{
	ck_assert(read_text("[doors]\ningest =\n  tcp://127.0.0.1:9\n  ipc://a.sock\nfeed =\n  none\n"));
	ck_assert_uint_eq(config.doors[DOOR_INGEST].count, 2);
	ck_assert_str_eq(config.doors[DOOR_INGEST].items[0], "tcp://127.0.0.1:9");
	ck_assert_uint_eq(config.doors[DOOR_FEED].count, 0);
}
END_TEST

START_TEST(flags_replace_file)
{
	ck_assert(read_text("[doors]\ningest = tcp://127.0.0.1:9\n[service]\nscorers = 2\n[lexicons]\noverlay=/a\n"));
	ck_assert(FLAGS("--ingest", "tcp://127.0.0.1:10", "--ingest=ipc:///tmp/x", "--scorers", "3", "-n"));
	ck_assert(config_finish(&config));
	ck_assert_uint_eq(config.doors[DOOR_INGEST].count, 2);
	ck_assert_str_eq(config.doors[DOOR_INGEST].items[0], "tcp://127.0.0.1:10");
	ck_assert_uint_eq(config.scorers, 3);
	ck_assert_uint_eq(config.overlays.count, 1);
	ck_assert(config.check_only);
}
END_TEST

static const struct {
	const char *text, *complaint;
} faults[] = {
	{ "[doors]\nfoo = 1\n", "f.conf:2:1: [unknown_key]" },
	{ "queue = 1\n", "f.conf:1:1: [unknown_section]" },
	{ "[x]\nqueue = 1\n", "f.conf:2:1: [unknown_section]" },
	{ "[limits]\nqueue = many\n", "f.conf:2:9: [bad_value]" },
	{ "[limits]\nqueue = 0\n", "f.conf:2:9: [bad_value]" },
	{ "[limits]\nqueue = -1\n", "f.conf:2:9: [bad_value]" },
	{ "[limits]\nqueue = 99999999999999999999999\n", "f.conf:2:9: [bad_value]" },
	{ "[limits]\nqueue = 1\nqueue = 2\n", "f.conf:3:9: [duplicate_key]" },
	{ "[limits]\nqueue =\n", "f.conf:2:1: [bad_value]" },
	{ "[limits]\nqueue\n", "f.conf:2:1: [bad_syntax]" },
	{ "[limits\nqueue = 1\n", "f.conf:1:1: [bad_syntax]" },
	{ "[service]\nlog_level = loud\n", "f.conf:2:13: [bad_value]" },
	{ "[doors]\ningest = http://x\n", "f.conf:2:10: [bad_address]" },
	{ "[doors]\ningest = tcp://127.0.0.1\n", "f.conf:2:10: [bad_address]" },
	{ "[doors]\ningest = tcp://127.0.0.1:70000\n", "f.conf:2:10: [bad_address]" },
	{ "[doors]\ningest = ipc://\n", "f.conf:2:10: [bad_address]" },
	{ "[doors]\ningest =\n", "f.conf:2:1: [bad_value]" },
	{ "[doors]\n\nfeed = ,\n[limits]\nqueue = 1\n", "f.conf:3:8: [bad_value]" },
	{ "[doors]\ncontrol = tcp://127.0.0.1:1\n", "f.conf:2:11: [bad_address]" },
	{ "[doors]\ningest = tcp://0.0.0.0:1\n", "f.conf:2:10: [remote_address]" },
	{ "[doors]\ningest = tcp://*:1\n", "f.conf:2:10: [remote_address]" },
	{ "[doors]\ningest = tcp://[::]:1\n", "f.conf:2:10: [remote_address]" },
	{ "[doors]\ningest = tcp://example.org:1\n", "f.conf:2:10: [remote_address]" },
	{ "[doors]\ningest = ipc:///tmp/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
	  "f.conf:2:10: [path_too_long]" },
};

START_TEST(file_faults)
{
	bool ok = read_text(faults[_i].text);
	ok &= config_finish(&config);
	ck_assert_msg(!ok && strstr(complaints(), faults[_i].complaint), "%s gave %s", faults[_i].text, complaints());
}
END_TEST

START_TEST(long_line)
{
	char text[1000];
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	memcpy(text, "[lexicons]\nactors = /", 21);
	ck_assert(!read_text(text));
	ck_assert_ptr_nonnull(strstr(complaints(), "f.conf:2:1: [long_line]"));
}
END_TEST

START_TEST(flag_faults)
{
	ck_assert(!FLAGS("--nonsense"));
	ck_assert_ptr_nonnull(strstr(complaints(), "--nonsense: [unknown_flag]"));
	ck_assert(!FLAGS("word"));
	ck_assert(!FLAGS("--scorers"));
	ck_assert(!FLAGS("--scorers", "65"));
	ck_assert_ptr_nonnull(strstr(complaints(), "--scorers: [bad_value]"));
	ck_assert(!FLAGS("--feed="));
	ck_assert_ptr_nonnull(strstr(complaints(), "--feed: [bad_value]"));
	ck_assert(!config_read_file(&config, "/nonexistent/f.conf"));
	ck_assert_ptr_nonnull(strstr(complaints(), "/nonexistent/f.conf: [cannot_read]"));
}
END_TEST

/* Other machines come in through CURVE only. */
START_TEST(remote_with_keys)
{
	static const char key[] = "0123456789abcdefghijABCDEFGHIJ#$%&(){}@!\n";
	char path[] = "/tmp/test_config-XXXXXX";
	int fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, key, strlen(key)), (ssize_t)strlen(key));
	close(fd);
	ck_assert(FLAGS("--ingest", "tcp://*:9", "--control", "tcp://*:10", "--key", path, "--clients=/tmp/c"));
	bool ok = config_finish(&config);
	unlink(path);
	ck_assert(ok);
	ck_assert_int_eq(strncmp(config.secret, key, KEY_CHARS), 0);
	ck_assert_uint_eq(strlen(config.secret), KEY_CHARS);
}
END_TEST

/* Lays a key into a new directory, of which directory is the template. */
static void lay_key(char *directory, const char *name)
{
	static const char key[] = "0123456789abcdefghijABCDEFGHIJ#$%&(){}@!\n";
	char path[128];
	ck_assert_ptr_nonnull(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/%s", directory, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, key, strlen(key)), (ssize_t)strlen(key));
	close(fd);
}

static void remove_key(const char *directory, const char *name)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", directory, name);
	unlink(path);
	rmdir(directory);
}

/* A plain name is a credential where there are any, else it lies beside the file that names it. */
START_TEST(key_by_name)
{
	static const char text[] = "[security]\nkey = server.key\nclients = /c\n";
	char directory[] = "/tmp/test_config-XXXXXX", file[64], expected[64];
	lay_key(directory, "server.key");
	snprintf(file, sizeof file, "%s/f.conf", directory);
	snprintf(expected, sizeof expected, "%s/server.key", directory);
	if (_i == 0) /* beside the configuration file */
		config.file = strdup(file);
	else /* among the credentials, whatever stands beside the file */
		config.file = strdup("/nonexistent/f.conf");
	if (_i == 1)
		setenv("CREDENTIALS_DIRECTORY", directory, 1);
	else
		unsetenv("CREDENTIALS_DIRECTORY");
	bool ok = read_text(text) && config_finish(&config);
	remove_key(directory, "server.key");
	ck_assert_int_eq(ok, _i < 2);
	ck_assert_str_eq(config.key, _i < 2 ? expected : "/nonexistent/server.key");
	unsetenv("CREDENTIALS_DIRECTORY");
}
END_TEST

/* On the command line it is a file's name like any other. */
START_TEST(key_by_flag)
{
	char directory[] = "/tmp/test_config-XXXXXX", file[64];
	lay_key(directory, "server.key");
	snprintf(file, sizeof file, "%s/f.conf", directory);
	unsetenv("CREDENTIALS_DIRECTORY");
	config.file = strdup(file);
	ck_assert(FLAGS("--key", "server.key", "--clients", "/c"));
	bool ok = config_finish(&config);
	remove_key(directory, "server.key");
	ck_assert(!ok);
	ck_assert_str_eq(config.key, "server.key");
	ck_assert_ptr_nonnull(strstr(complaints(), "server.key: [no_key]"));
}
END_TEST

START_TEST(loopback)
{
	ck_assert(address_is_loopback("tcp://127.0.0.1:1"));
	ck_assert(address_is_loopback("tcp://127.9.9.9:*"));
	ck_assert(address_is_loopback("tcp://[::1]:1"));
	ck_assert(address_is_loopback("ipc:///a"));
	ck_assert(!address_is_loopback("tcp://*:1"));
	ck_assert(!address_is_loopback("tcp://10.0.0.1:1"));
	ck_assert(!address_is_loopback("tcp://127.0.0.1.example.org:1"));
	ck_assert(!address_is_loopback("tcp://[::ffff:10.0.0.1]:1"));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("config");
	TCase *core = tcase_create("config");
	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_test(core, defaults);
	tcase_add_test(core, systemd_directories);
	tcase_add_test(core, temporary_directory);
	tcase_add_test(core, file_replaces_defaults);
	tcase_add_test(core, addresses_below);
	tcase_add_test(core, flags_replace_file);
	tcase_add_loop_test(core, file_faults, 0, sizeof faults / sizeof *faults);
	tcase_add_test(core, long_line);
	tcase_add_test(core, flag_faults);
	tcase_add_test(core, remote_with_keys);
	tcase_add_loop_test(core, key_by_name, 0, 3);
	tcase_add_test(core, key_by_flag);
	tcase_add_test(core, loopback);
	suite_add_tcase(suite, core);
	return run_suite(suite);
}
