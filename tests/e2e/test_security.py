"""Closed doors: CURVE, the list of clients and their rights, keys in files; a real daemon, real sockets on loopback.

STANCED and STANCECTL name the programs, STANCED_LEXICONS the lexicons.
"""
import contextlib
import json
import os
import signal
import stat
import subprocess
import time
import unittest

import zmq

from harness import PATIENCE, Daemon, die_with_parent, free_port

STANCECTL = os.environ["STANCECTL"]
ARTICLE = "Japan condemned China over the missile test on Tuesday."
DOORS = ("ingest", "feed", "publish", "query", "control")
RIGHTS = {"send": {"ingest", "feed"}, "subscribe": {"publish"}, "query": {"query"}, "control": {"control"},
          "all": set(DOORS)}
KINDS = {"ingest": zmq.DEALER, "feed": zmq.PUSH, "publish": zmq.SUB, "query": zmq.DEALER, "control": zmq.DEALER}


class Guarded(Daemon):
    """A daemon whose doors also stand open on tcp, for those on its list."""

    def __init__(self, clients="", **settings):
        super().__init__(**settings)
        self.public, secret = zmq.curve_keypair()
        self.write("server.key", secret.decode() + "\n")
        self.write("server.pub", self.public.decode() + "\n")
        self.enlist(clients)
        self.flags += ["--key", self.path("server.key"), "--clients", self.path("clients")]
        for door in DOORS:
            self.flags += ["--" + door, "tcp://127.0.0.1:%d" % free_port()]

    def write(self, name, text, mode=0o600):
        with open(self.path(name), "w") as stream:
            stream.write(text)
        os.chmod(self.path(name), mode)
        return self.path(name)

    def enlist(self, clients):
        self.write("clients", clients)

    def start(self):
        super().start()
        self.tcp_addresses = {door: next(a for a in addresses if a.startswith("tcp"))
                              for door, addresses in self.ask("ping")["doors"].items()}
        return self

    def reload(self):
        return self.ask("reload", door="control")

    def curve(self, door, keys=None, server=None):
        """A socket at the tcp door; keys: (public, secret), None: it speaks no CURVE."""
        socket = self.context.socket(KINDS[door])
        socket.linger = 0
        socket.rcvtimeo = int(PATIENCE * 1000)
        if keys:
            socket.curve_publickey, socket.curve_secretkey = keys
            socket.curve_serverkey = server or self.public
        if door == "publish":
            socket.subscribe("")
        self.sockets.append(socket)
        return socket

    def enters(self, door, keys=None, server=None):
        """True when the door opens, False when it does not: both are told by the socket's monitor."""
        socket = self.curve(door, keys, server)
        monitor = socket.get_monitor_socket(zmq.EVENT_HANDSHAKE_SUCCEEDED | zmq.EVENT_HANDSHAKE_FAILED_AUTH |
                                            zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL | zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL |
                                            zmq.EVENT_DISCONNECTED)
        socket.connect(self.tcp_addresses[door])
        monitor.rcvtimeo = int(PATIENCE * 1000)
        event = int.from_bytes(monitor.recv_multipart()[0][:2], "little")
        socket.disable_monitor()
        monitor.close(0)
        self.sockets.remove(socket)
        socket.close(0)
        return event == zmq.EVENT_HANDSHAKE_SUCCEEDED

    def public_ask(self, op, keys, door="query"):
        socket = self.curve(door, keys)
        socket.connect(self.tcp_addresses[door])
        socket.send(json.dumps({"op": op}).encode())
        return json.loads(socket.recv())


class SecurityCase(unittest.TestCase):
    def guarded(self, clients="", **settings):
        daemon = Guarded(clients, **settings)
        self.addCleanup(daemon.close)
        return daemon

    def eventually(self, condition, why):
        deadline = time.monotonic() + PATIENCE
        while not condition():
            self.assertLess(time.monotonic(), deadline, why)
            time.sleep(0.02)


class Rights(SecurityCase):
    def test_each_right_opens_its_doors_and_no_other(self):
        keys = {right: zmq.curve_keypair() for right in RIGHTS}
        daemon = self.guarded("".join("%s %s name-%s\n" % (pair[0].decode(), right, right) for right, pair in keys.items()))
        daemon.start()
        for right, doors in RIGHTS.items():
            for door in DOORS:
                self.assertEqual(daemon.enters(door, keys[right]), door in doors, (right, door))

    def test_strangers(self):
        known = zmq.curve_keypair()
        daemon = self.guarded("%s all known\n" % known[0].decode()).start()
        for door in DOORS:
            self.assertFalse(daemon.enters(door, zmq.curve_keypair()), door)
            self.assertFalse(daemon.enters(door), "without CURVE at " + door)
            self.assertFalse(daemon.enters(door, known, server=zmq.curve_keypair()[0]), "wrong server key at " + door)
        self.assertIn("[not_allowed] query: a client at 127.0.0.1 was refused", daemon.log())
        self.assertGreaterEqual(daemon.ask("stats")["clients_refused"], len(DOORS))

    def test_strangers_without_a_key_or_with_another_daemons(self):
        """Who hangs up before the daemon does may not be counted, so some come again."""
        other = zmq.curve_keypair()[0]
        for why, come in (("it uses no key", lambda daemon: daemon.enters("query")),
                          ("it does not know the daemon's key",
                           lambda daemon: daemon.enters("query", zmq.curve_keypair(), server=other))):
            daemon = self.guarded().start()
            self.eventually(lambda: come(daemon) or daemon.ask("stats")["clients_refused"] > 30, "they were not counted")
            self.assertIn("[not_allowed] query: a client was refused: " + why, daemon.log())
            self.assertLessEqual(daemon.log().count("a client was refused"), 2 * 10)  # ten a minute; one may have ended
            self.assertEqual(daemon.stop(), 0)

    def test_the_list_may_be_empty(self):
        daemon = self.guarded("# nobody yet\n\n").start()
        self.assertFalse(daemon.enters("query", zmq.curve_keypair()))
        self.assertTrue(daemon.ask("ping")["ok"])  # ipc is the file system's affair

    def test_whole_way_through_curve(self):
        keys = zmq.curve_keypair()
        daemon = self.guarded("%s send,subscribe,query scraper\n" % keys[0].decode()).start()
        subscriber = daemon.curve("publish", keys)
        subscriber.connect(daemon.tcp_addresses["publish"])
        self.assertEqual(subscriber.recv_multipart()[0], b"status")
        sender = daemon.curve("ingest", keys)
        sender.connect(daemon.tcp_addresses["ingest"])
        sender.send_multipart([b'{"id":"a"}', ARTICLE.encode()])
        self.assertEqual(json.loads(sender.recv())["status"], "accepted")
        topics = set()
        while b"stance.JPN.CHN" not in topics:
            topics.add(subscriber.recv_multipart()[0])
        self.assertEqual(daemon.public_ask("stats", keys)["scored"], 1)

    def test_refusals_do_not_flood_the_log(self):
        daemon = self.guarded().start()
        for _ in range(30):
            self.assertFalse(daemon.enters("query", zmq.curve_keypair()))
        self.assertLessEqual(daemon.log().count("[not_allowed]"), 2 * 10)  # ten a minute; a minute may have ended
        self.assertEqual(daemon.ask("stats")["clients_refused"], 30)


class Reload(SecurityCase):
    def test_a_key_is_granted(self):
        keys = zmq.curve_keypair()
        daemon = self.guarded().start()
        self.assertFalse(daemon.enters("query", keys))
        daemon.enlist("%s query late\n" % keys[0].decode())
        self.assertTrue(daemon.reload()["ok"])
        self.assertTrue(daemon.enters("query", keys))

    def test_a_withdrawn_key_loses_its_connections(self):
        gone, stays = zmq.curve_keypair(), zmq.curve_keypair()
        both = "%s all gone\n%s all stays\n" % (gone[0].decode(), stays[0].decode())
        daemon = self.guarded(both).start()
        listeners = []
        for keys in (gone, stays):
            listener = daemon.curve("publish", keys)
            listener.connect(daemon.tcp_addresses["publish"])
            self.assertEqual(listener.recv_multipart()[0], b"status")
            listeners.append(listener)
        asker = daemon.curve("query", gone)
        asker.connect(daemon.tcp_addresses["query"])
        asker.send(b'{"op":"ping"}')
        self.assertTrue(json.loads(asker.recv())["ok"])
        daemon.enlist("%s all stays\n" % stays[0].decode())
        self.assertTrue(daemon.reload()["ok"])
        self.eventually(lambda: "is not on the list" in daemon.log().rpartition("tcp connections are made anew")[2], "never came back")
        while listeners[0].poll(0):
            listeners[0].recv_multipart()
        while listeners[1].poll(0):
            listeners[1].recv_multipart()
        self.assertEqual(listeners[1].recv_multipart()[0], b"status")  # who may stay is back by himself
        self.assertFalse(listeners[0].poll(1500))
        with contextlib.suppress(zmq.Again):  # no connection to send on, or one that goes as it is asked for
            asker.send(b'{"op":"ping"}', zmq.DONTWAIT)
        self.assertFalse(asker.poll(500))

    def test_a_faulty_list_changes_nothing(self):
        keys = zmq.curve_keypair()
        daemon = self.guarded("%s query me\n" % keys[0].decode()).start()
        daemon.enlist("%s query,dance me\n" % keys[0].decode())
        answer = daemon.reload()
        self.assertEqual((answer["ok"], answer["error"]), (False, "bad_clients"))
        self.assertIn("clients:1:48: [bad_right]", answer["message"])
        self.assertTrue(daemon.enters("query", keys))

    def test_a_lexicon_error_does_not_keep_a_key_in(self):
        keys = zmq.curve_keypair()
        daemon = self.guarded("%s all me\n" % keys[0].decode())
        os.mkdir(daemon.path("overlay"))
        daemon.write("overlay/modifiers.tsv", "term\tkind\nhardly ever\tnegator\n")
        daemon.flags += ["--lexicon", daemon.path("overlay")]
        daemon.start()
        daemon.enlist("")
        daemon.write("overlay/modifiers.tsv", "nonsense\n")
        self.assertEqual(daemon.reload()["error"], "bad_lexicon")
        self.eventually(lambda: not daemon.enters("query", keys), "the key still opens")


class Settings(SecurityCase):
    def refused(self, daemon, complaint, status=2):
        done = subprocess.run(daemon.command(), capture_output=True, text=True, timeout=60, preexec_fn=die_with_parent)
        self.assertEqual(done.returncode, status)
        self.assertIn(complaint, done.stderr)
        self.assertFalse(os.path.exists(daemon.path("run/control.sock")))

    def test_secret_key_that_others_may_read(self):
        daemon = self.guarded()
        for mode in (0o644, 0o640, 0o604, 0o620):
            os.chmod(daemon.path("server.key"), mode)
            self.refused(daemon, "server.key: [no_key] others may reach this file")

    def test_what_is_no_key(self):
        daemon = self.guarded()
        for text in ("", "abc\n", "x" * 41 + "\n", "x" * 40 + "\n" + "y" * 40 + "\n", "x" * 39 + "\x01"):
            daemon.write("server.key", text)
            self.refused(daemon, "server.key: [bad_key]")
        os.unlink(daemon.path("server.key"))
        self.refused(daemon, "server.key: [no_key] No such file")

    def test_curve_without_a_list(self):
        daemon = self.guarded()
        daemon.flags = ["--key", daemon.path("server.key")]
        self.refused(daemon, "[no_clients]")
        daemon.flags = ["--clients", daemon.path("clients")]
        self.refused(daemon, "[no_key]")

    def test_other_machines_only_with_keys(self):
        daemon = self.guarded()
        daemon.flags = ["--query", "tcp://0.0.0.0:*"]
        self.refused(daemon, "--query: [remote_address]")
        daemon.flags = ["--control", "tcp://127.0.0.1:*"]
        self.refused(daemon, "--control: [bad_address]")

    def test_faulty_lists(self):
        key = zmq.curve_keypair()[0].decode()
        for text, complaint in (("short all x\n", "clients:1:1: [bad_key]"),
                                ("# a\n%s\n" % key, "clients:2:41: [bad_right]"),
                                ("%s all\n" % key, "clients:1:45: [bad_name]"),
                                ("%s all a b\n" % key, "clients:1:48: [bad_syntax]"),
                                ("%s send, a\n" % key, "clients:1:47: [bad_right]"),
                                ("%s all %s\n" % (key, "n" * 65), "clients:1:46: [bad_name]"),
                                ("%s all a\n%s send b\n" % (key, key), "[duplicate_key]"),
                                ("%s all a\0\n" % key, "clients:1:1: [bad_syntax]")):
            daemon = self.guarded(text)
            self.refused(daemon, complaint, status=1)

    def test_a_credential(self):
        """A plain name lies in the unit's credentials, whose modes are systemd's affair."""
        keys = zmq.curve_keypair()
        daemon = self.guarded("%s query me\n" % keys[0].decode())
        daemon.flags[daemon.flags.index("--key") + 1] = "server.key"
        os.chmod(daemon.path("server.key"), 0o440)
        os.environ["CREDENTIALS_DIRECTORY"] = daemon.root
        self.addCleanup(os.environ.pop, "CREDENTIALS_DIRECTORY")
        daemon.start()
        self.assertTrue(daemon.enters("query", keys))


class Clients(SecurityCase):
    """stancectl, and through it the client library."""

    def setUp(self):
        self.daemon = self.guarded()

    def keygen(self, name):
        done = subprocess.run([STANCECTL, "keygen", self.daemon.path(name)], capture_output=True, text=True, timeout=30)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout.strip()

    def command(self, *arguments):
        return [STANCECTL, *arguments], dict(
            os.environ, STANCED_KEY=self.daemon.path("me.key"), STANCED_SERVER_KEY=self.daemon.path("server.pub"),
            **{"STANCED_" + door.upper(): address for door, address in self.daemon.tcp_addresses.items()})

    def ctl(self, *arguments, status=0):
        command, environment = self.command(*arguments)
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, status, (arguments, done.stdout, done.stderr))
        return done

    def test_keygen(self):
        public = self.keygen("me")
        self.assertEqual(stat.S_IMODE(os.stat(self.daemon.path("me.key")).st_mode), 0o600)
        with open(self.daemon.path("me.pub")) as stream:
            self.assertEqual(stream.read().splitlines()[1], public)
        with open(self.daemon.path("me.key")) as stream:
            self.assertEqual(zmq.curve_public(stream.read().splitlines()[1].encode()).decode(), public)
        again = subprocess.run([STANCECTL, "keygen", self.daemon.path("me")], capture_output=True, text=True, timeout=30)
        self.assertEqual(again.returncode, 1)
        self.assertIn("File exists", again.stderr)

    def test_commands_through_curve(self):
        self.daemon.enlist("%s all operator\n" % self.keygen("me"))
        self.daemon.start()
        self.ctl("ping")
        article = self.daemon.write("a.txt", ARTICLE)
        command, environment = self.command("watch", "--count", "1", "--timeout", str(PATIENCE * 3), "--source", "JPN")
        watch = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                 preexec_fn=die_with_parent)
        self.addCleanup(watch.stderr.close)
        self.addCleanup(watch.stdout.close)
        self.addCleanup(watch.wait)
        self.addCleanup(watch.kill)
        self.assertIn("watching", watch.stderr.readline())
        self.assertIn("1 accepted", self.ctl("send", article).stdout)
        self.assertIn("JPN", watch.communicate(timeout=PATIENCE * 3)[0])
        self.assertIn("reload: ok", self.ctl("reload").stdout)

    def test_a_text_that_is_too_long_does_not_travel(self):
        self.daemon.enlist("%s all me\n" % self.keygen("me"))
        self.daemon.start()
        long = self.daemon.write("long.txt", ARTICLE + "x" * (3 << 20))
        done = self.ctl("send", long, self.daemon.write("a.txt", ARTICLE), status=1)
        self.assertIn("long.txt: [too_large] the text has %d bytes" % os.path.getsize(long), done.stderr)
        self.assertIn("1 accepted, 0 known, 1 refused", done.stdout)
        self.assertEqual(self.daemon.ask("stats")["refused"], 0)

    def test_who_may_not_is_told(self):
        self.daemon.enlist("%s send me\n" % self.keygen("me"))
        self.daemon.start()
        self.ctl("send", "--quiet", self.daemon.write("a.txt", ARTICLE))
        for command in (["ping"], ["stats"], ["pairs"], ["replay"], ["reload"], ["prune"],
                        ["watch", "--timeout", "1"], ["watch", "--source", "jpn", "--count", "1", "--timeout", "1"],
                        ["pairs", "--watch", "--timeout", "1"]):
            with self.subTest(command):
                done = self.ctl(*command, status=1)
                self.assertIn("[not_allowed] the daemon does not let this key in", done.stderr)
                self.assertNotIn("is stanced running", done.stderr)

    def test_who_has_no_key_is_told(self):
        self.daemon.start()
        article = self.daemon.write("a.txt", ARTICLE)
        command, environment = self.command()
        del environment["STANCED_KEY"], environment["STANCED_SERVER_KEY"]
        for more in (["ping"], ["send", "--timeout", "4", article], ["watch", "--timeout", "4"]):
            done = subprocess.run(command + more, env=environment, capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 1, (more, done.stderr))
            self.assertIn("[not_allowed] the daemon wants a key", done.stderr)

    def test_a_sender_that_may_not_is_told(self):
        self.daemon.enlist("%s query me\n" % self.keygen("me"))
        self.daemon.start()
        done = self.ctl("send", "--timeout", "1", self.daemon.write("a.txt", ARTICLE), status=1)
        self.assertIn("[not_allowed]", done.stderr)
        self.assertIn("0 accepted, 0 known, 0 refused, 1 without an answer", done.stdout)

    def test_the_table_of_pairs_needs_the_right_to_query_alone(self):
        self.daemon = self.guarded(journal=True)
        self.daemon.enlist("%s query me\n" % self.keygen("me"))
        self.daemon.start()
        self.assertEqual(self.ctl("pairs").stderr, "stancectl: there is no such pair yet\n")

    def test_key_files_of_a_client(self):
        self.daemon.enlist("%s all me\n" % self.keygen("me"))
        self.daemon.start()
        os.chmod(self.daemon.path("me.key"), 0o644)
        for command in (["ping"], ["send", os.devnull], ["watch", "--count", "1"], ["pairs"]):
            self.assertIn("others may reach this file", self.ctl(*command, status=2).stderr)

    def test_a_sender_and_a_listener_wait_until_they_may(self):
        key = self.keygen("me")
        self.daemon.start()
        article = self.daemon.write("a.txt", ARTICLE)
        running = []
        for arguments in (("watch", "--count", "1", "--timeout", "60"), ("send", "--timeout", "60", article)):
            command, environment = self.command(*arguments)
            running.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                            text=True, preexec_fn=die_with_parent))
            self.addCleanup(running[-1].stdout.close)
            self.addCleanup(running[-1].wait)
            self.addCleanup(running[-1].kill)
            self.eventually(lambda: self.daemon.ask("stats")["clients_refused"] > len(running) - 1, "nobody knocked")
        self.daemon.enlist("%s all me\n" % key)
        self.assertTrue(self.daemon.reload()["ok"])
        self.assertIn("1 accepted", running[1].communicate(timeout=60)[0])
        self.daemon.sender().send(ARTICLE + " Again.", id="second")  # the listener may have come after the first
        deadline = time.monotonic() + PATIENCE * 3
        number = 0
        while running[0].poll() is None and time.monotonic() < deadline:
            number += 1
            self.daemon.sender().send(ARTICLE, id="more-%d" % number)
            self.daemon.hang_up()
            time.sleep(0.2)
        self.assertEqual(running[0].poll(), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
