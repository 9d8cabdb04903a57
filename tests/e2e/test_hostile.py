"""Clients that mean no good, against a real daemon. While each attack runs an honest client sends articles at another
socket of the same doors and must be answered; afterwards the daemon's memory is below its bound.

STANCED names the program, STANCED_LEXICONS the lexicons; STANCED_ATTACKS=report prints a table of what was measured,
attack by attack: the honest client's waiting time before and during it, and the daemon's memory at most.
"""
import json
import os
import random
import resource
import signal
import socket
import statistics
import struct
import threading
import time
import unittest

import zmq

from harness import PATIENCE, Daemon, free_port

ARTICLE = "Japan condemned China over the missile test on Tuesday. Report %d. " + "The weather stayed mild. " * 40
SANITIZED = bool(os.environ.get("ASAN_OPTIONS") or os.environ.get("TSAN_OPTIONS"))  # which keep what is freed
MEMORY_MAX = (3000 if SANITIZED else 200) << 20  # the daemon's own limit
BOUND = MEMORY_MAX + (250 << 20)  # what comes in between two looks of the daemon is beyond it
SECONDS = 1.0  # of an attack, where it has no end of its own
GREETING = b"\xff" + b"\0" * 8 + b"\x7f" + b"\x03\x00" + b"NULL".ljust(20, b"\0") + b"\0" * 32


def frame(data, more=False, command=False):
    flags = (1 if more else 0) | (4 if command else 0)
    if len(data) < 256:
        return bytes([flags, len(data)]) + data
    return bytes([flags | 2]) + struct.pack(">Q", len(data)) + data


def ready(kind):
    name, value = b"Socket-Type", kind.encode()
    return frame(b"\x05READY" + bytes([len(name)]) + name + struct.pack(">I", len(value)) + value, command=True)


class Honest(threading.Thread):
    """Sends one article after another and writes down how long each answer took."""

    def __init__(self, daemon):
        super().__init__(daemon=True)
        self.address = daemon.address("ingest")
        self.waits, self.failures, self.stopped = [], [], threading.Event()

    def run(self):
        context = zmq.Context()
        sender, number = None, 0
        while not self.stopped.is_set():
            if sender is None:
                sender = context.socket(zmq.DEALER)
                sender.linger, sender.reconnect_ivl = 0, 20
                sender.connect(self.address)
            started = time.monotonic()
            sender.send_multipart([b'{"id":"honest-%d-%d"}' % (id(self), number), (ARTICLE % number).encode()])
            if sender.poll(1000):  # dropped with its connection: it comes again, with the same id
                reply = json.loads(sender.recv())
                number += 1
                self.waits.append(time.monotonic() - started)
                if reply["status"] not in ("accepted", "known"):
                    self.failures.append(reply)
                    time.sleep(0.05)
            else:
                self.waits.append(time.monotonic() - started)
                sender.close(0)
                sender = None
            time.sleep(0.002)
        if sender is not None:
            sender.close(0)
        context.destroy(0)

    def stop(self):
        self.stopped.set()
        self.join(PATIENCE)


class Watched(threading.Thread):
    """The daemon's memory at most, of all its life until stopped."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.most, self.stopped = pid, 0, threading.Event()

    def resident(self):
        with open("/proc/%d/statm" % self.pid) as stream:
            return int(stream.read().split()[1]) * resource.getpagesize()

    def run(self):
        while not self.stopped.wait(0.01):
            self.most = max(self.most, self.resident())

    def stop(self):
        self.stopped.set()
        self.join(PATIENCE)


class Hostile(unittest.TestCase):
    report = []

    @classmethod
    def setUpClass(cls):
        cls.daemon = Daemon(config="[limits]\nmemory_max = %d\nconnections = 200\nhandshake_ms = 300\npeer_s = 3\n"
                                   "text_max = 65536\nqueue_bytes = 8388608\npublish_hwm = 1000\n" % MEMORY_MAX)
        for door in ("ingest", "feed", "publish", "query"):
            cls.daemon.flags += ["--" + door, "tcp://127.0.0.1:%d" % free_port()]
        cls.addClassCleanup(cls.daemon.close)
        cls.daemon.start()
        cls.tcp = {door: next((a for a in addresses if a.startswith("tcp")), None)
                   for door, addresses in cls.daemon.ask("ping")["doors"].items()}

    @classmethod
    def tearDownClass(cls):
        if os.environ.get("STANCED_ATTACKS") == "report":
            print("\n| attack | usual wait, ms (median, worst) | during it | memory at most, MB |\n| --- | --- | --- | --- |")
            for name, usual, during, most in cls.report:
                print("| %s | %s | %s | %.0f |" % (name, usual, during, most / 1e6))

    def setUp(self):
        self.context = zmq.Context()
        self.plain, self.made = [], []
        self.addCleanup(self.hang_up)

    def hang_up(self):
        for each in self.plain:
            each.close()
        for each in self.made:
            each.close(0)
        self.context.destroy(0)
        self.daemon.hang_up()

    # ---- tools of an attacker ----

    def zmq_socket(self, kind, door, **options):
        made = self.context.socket(kind)
        made.linger, made.sndtimeo, made.sndhwm, made.rcvtimeo = 0, 50, 100000, int(PATIENCE * 1000)
        made.connect(self.tcp[door])
        self.made.append(made)
        return made

    def raw(self, door, greet=None, hello=True):
        """A plain tcp connection; greet: the socket type to say that one is."""
        host, _, port = self.tcp[door][6:].rpartition(":")
        made = socket.create_connection((host, int(port)), timeout=2)
        self.plain.append(made)
        if hello and greet:
            self.push(made, GREETING + ready(greet))
            made.settimeout(0.2)
        return made

    def all_answered(self, articles):
        """Every article, by its id, is answered. What silence leaves open is sent again over a new connection, since a
        peer whose heartbeat comes late, as on a machine that stood still, is dropped with its answers."""
        deadline = time.monotonic() + 3 * PATIENCE
        while articles:
            self.assertLess(time.monotonic(), deadline, "%d articles were not answered" % len(articles))
            sender = self.zmq_socket(zmq.DEALER, "ingest")
            for name, text in articles.items():
                sender.send_multipart([json.dumps({"id": name}).encode(), text.encode()])
            while articles and sender.poll(PATIENCE * 200):
                reply = json.loads(sender.recv())
                self.assertIn(reply["status"], ("accepted", "known"))
                articles.pop(reply["id"], None)
            sender.close(0)

    @staticmethod
    def push(plain, data):
        """False when the daemon has hung up."""
        try:
            plain.sendall(data)
            return True
        except OSError:
            return False

    def for_a_while(self, step, seconds=SECONDS):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if step() is False:
                break

    def rest(self):
        """Until what the daemon has been given is done: a flood leaves a thousand articles in the feed."""
        deadline, idle = time.monotonic() + 12 * PATIENCE, 0
        while idle < 3:
            stats = self.daemon.ask("stats")
            idle = 0 if stats["queue"] or stats["in_flight"] else idle + 1
            self.assertLess(time.monotonic(), deadline, "the daemon is still busy")
            time.sleep(0.05)

    def attack(self, run, memory=BOUND):
        """Runs it beside an honest client; the client is answered during it and at once after it."""
        name = self.id().rpartition(".test_")[2].replace("_", " ")
        self.rest()
        quiet, watched = Honest(self.daemon), Watched(self.daemon.process.pid)
        quiet.start()
        time.sleep(0.5)
        quiet.stop()
        self.assertTrue(quiet.waits, "the honest client was not answered before")
        honest = Honest(self.daemon)
        watched.start()
        honest.start()
        try:
            run()
        finally:
            time.sleep(0.2)
            honest.stop()
            watched.stop()
        self.assertIsNone(self.daemon.process.poll(), self.daemon.log()[-2000:])
        self.assertTrue(honest.waits, "the honest client was never answered")
        self.assertEqual([f for f in honest.failures if f["error"] != "busy"], [])
        if not SANITIZED:
            self.assertLess(watched.most, memory)
        self.rest()
        after = self.daemon.sender().send(ARTICLE % time.monotonic_ns(), id="after-%d" % time.monotonic_ns())
        self.assertEqual(after["status"], "accepted")

        def numbers(waits):
            return "%.1f, %.1f" % (1000 * statistics.median(waits), 1000 * max(waits))
        self.report.append((name, numbers(quiet.waits), numbers(honest.waits), watched.most))

    def raw_bytes(self, data):
        """The same bytes at every door, each time on a new connection."""
        def step():
            for door in self.tcp:
                if self.tcp[door]:
                    plain = self.raw(door)
                    self.push(plain, data)
                    self.plain.remove(plain)
                    plain.close()
        self.for_a_while(step)

    # ---- connections ----

    def test_idle_connections(self):
        def step():
            try:
                self.raw("ingest")
            except OSError:
                time.sleep(0.01)
        self.attack(lambda: self.for_a_while(step, 2))

    def test_idle_connections_after_the_handshake(self):
        def step():
            try:
                self.raw("query", greet="DEALER")
            except OSError:
                time.sleep(0.01)
        self.attack(lambda: self.for_a_while(step, 2.5))

    def test_connections_that_come_and_go(self):
        def step():
            plain = self.raw("ingest")
            self.plain.remove(plain)
            plain.close()
        self.attack(lambda: self.for_a_while(step))

    def test_half_a_greeting(self):
        self.attack(lambda: self.raw_bytes(GREETING[:11]))

    def test_noise_for_a_greeting(self):
        self.attack(lambda: self.raw_bytes(random.Random(1).randbytes(4096)))

    def test_http_for_a_greeting(self):
        self.attack(lambda: self.raw_bytes(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"))

    def test_old_protocol_versions(self):
        self.attack(lambda: self.raw_bytes(b"\xff\0\0\0\0\0\0\0\1\x7f\x01\x05\0\0"))

    def test_ready_of_nonsense(self):
        self.attack(lambda: self.raw_bytes(GREETING + frame(b"\x05READY\xff\xff\xff\xff\xff", command=True)))

    def test_wrong_socket_types(self):
        def step():
            for door, kind in (("ingest", "SUB"), ("publish", "PUSH"), ("query", "XPUB"), ("feed", "DEALER")):
                plain = self.raw(door, greet=kind)
                self.push(plain, frame(b"x" * 100))
                self.plain.remove(plain)
                plain.close()
        self.attack(lambda: self.for_a_while(step))

    def test_unknown_commands(self):
        def run():
            plain = self.raw("ingest", greet="DEALER")
            self.for_a_while(lambda: self.push(plain, frame(b"\x04FOOO" + b"x" * 200, command=True) * 50))
        self.attack(run)

    def test_a_byte_at_a_time(self):
        def run():
            plain = self.raw("ingest", greet="DEALER")
            data = iter(frame(b'{"text":"' + b"x" * 100000))
            self.for_a_while(lambda: self.push(plain, bytes([next(data)])) and time.sleep(0.001))
        self.attack(run)

    # ---- frames ----

    def test_frame_that_promises_the_sky(self):
        def step():
            plain = self.raw("ingest", greet="DEALER")
            self.push(plain, b"\x02" + struct.pack(">Q", 1 << 62) + b"x" * 1000)
            self.plain.remove(plain)
            plain.close()
        self.attack(lambda: self.for_a_while(step))

    def test_frames_a_little_too_large(self):
        def run():
            for door in ("ingest", "feed", "query", "publish"):
                plain = self.raw(door, greet={"feed": "PUSH", "publish": "SUB"}.get(door, "DEALER"))
                self.push(plain, frame(b"x" * (20 << 20)))
        self.attack(run)

    def test_frames_promised_and_not_sent(self):
        """Memory is taken for what a frame's head promises, so each connection may hold one message."""
        def run():
            for _ in range(40):
                plain = self.raw("ingest", greet="DEALER")
                self.push(plain, b"\x02" + struct.pack(">Q", 16 << 20) + b"x")
            time.sleep(0.5)
        self.attack(run)

    def test_multipart_bomb(self):
        def run():
            plain = self.raw("ingest", greet="DEALER")
            plain.settimeout(5)
            block = frame(b"x" * 1024, more=True) * 256
            self.for_a_while(lambda: self.push(plain, block), 4)
        self.attack(run)

    def test_multipart_bombs_at_every_door(self):
        def run():
            block = frame(b"x" * 60, more=True) * 4096
            plains = [self.raw(door, greet={"feed": "PUSH", "publish": "SUB"}.get(door, "DEALER"))
                      for door in ("ingest", "feed", "query", "publish") for _ in range(2)]
            for plain in plains:
                plain.settimeout(0.5)
            self.for_a_while(lambda: [self.push(plain, block) for plain in plains] and None, 4)
        self.attack(run)

    def test_message_of_many_frames(self):
        def run():
            bomb = self.zmq_socket(zmq.DEALER, "ingest")
            bomb.sndtimeo = 5000
            for _ in range(20):
                bomb.send_multipart([b"x"] * 20000)
                self.assertEqual(json.loads(bomb.recv())["error"], "bad_request")
        self.attack(run)

    def test_empty_messages(self):
        def run():
            many = self.zmq_socket(zmq.DEALER, "ingest")
            for _ in range(20000):
                many.send(b"")
            for _ in range(100):
                self.assertEqual(json.loads(many.recv())["error"], "bad_json")
        self.attack(run)

    # ---- subscriptions ----

    def test_subscription_flood(self):
        def run():
            plain = self.raw("publish", greet="SUB")
            plain.settimeout(5)
            number = 0

            def step():
                nonlocal number
                number += 100
                return self.push(plain, b"".join(frame(b"\x01" + b"%0100d" % (number + i)) for i in range(100)))
            self.for_a_while(step, 5)
        self.attack(run)

    def test_subscription_of_a_long_topic(self):
        def run():
            listener = self.zmq_socket(zmq.SUB, "publish")
            for number in range(100):
                listener.subscribe(b"x" * 100000 + b"%d" % number)
            time.sleep(0.5)
        self.attack(run)

    def test_unsubscriptions_of_nothing(self):
        def run():
            plain = self.raw("publish", greet="SUB")
            block = b"".join(frame(b"\x00nothing.%d" % i) for i in range(1000))
            self.for_a_while(lambda: self.push(plain, block))
        self.attack(run)

    def test_subscriber_that_reads_nothing(self):
        def run():
            plain = self.raw("publish", greet="SUB")
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            self.push(plain, frame(b"\x01"))
            self.all_answered({"unread-%d" % number: ARTICLE % random.getrandbits(60) for number in range(3000)})
        self.attack(run)

    # ---- questions and articles ----

    def test_asker_that_reads_nothing(self):
        def run():
            plain = self.raw("query", greet="DEALER")
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            block = frame(b'{"op":"stats"}') * 200
            self.for_a_while(lambda: self.push(plain, block), 2)
        self.attack(run)

    def test_sender_that_reads_no_answers(self):
        def run():
            plain = self.raw("ingest", greet="DEALER")
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            block = frame(b'{"text":""}') * 500
            self.for_a_while(lambda: self.push(plain, block), 2)
        self.attack(run)

    def test_deep_json(self):
        def run():
            asker = self.zmq_socket(zmq.DEALER, "query")
            sender = self.zmq_socket(zmq.DEALER, "ingest")
            for _ in range(100):
                asker.send(b'{"op":' + b"[" * 60000)
                sender.send(b'{"text":' + b'{"a":' * 100000)
                self.assertFalse(json.loads(asker.recv())["ok"])
                self.assertEqual(json.loads(sender.recv())["status"], "refused")
        self.attack(run)

    def test_bytes_of_all_kinds_as_articles(self):
        def run():
            sender, dice = self.zmq_socket(zmq.DEALER, "ingest"), random.Random(2)
            for number in range(300):
                sender.send_multipart([b"{}", dice.randbytes(dice.randrange(20000))])
                self.assertIn(json.loads(sender.recv())["status"], ("refused", "accepted"))
        self.attack(run)

    def test_articles_of_quotation_marks(self):
        def run():
            sender = self.zmq_socket(zmq.DEALER, "ingest")
            for number in range(20):
                sender.send_multipart([b"{}", (b'"\' "' * 16000)[:65000] + b"%d" % number])
                sender.send_multipart([b"{}", ("China said Japan said \u201c" * 2400).encode()[:65000] + b" %d" % number])
            for _ in range(40):
                self.assertEqual(json.loads(sender.recv())["status"], "accepted")
            self.daemon.settle(0)
        self.attack(run)

    def test_ids_and_members_of_all_kinds(self):
        def run():
            sender, dice = self.zmq_socket(zmq.DEALER, "ingest"), random.Random(3)
            for number in range(500):
                value = dice.choice(["\0", "\u202e" * 50, "x" * 5000, "../../etc/passwd", "%s%n", "\ud7ff", "", "\n"])
                name = dice.choice(["id", "title", "url", "outlet", "published", "replaces", "ref"])
                sender.send(json.dumps({"text": ARTICLE % number, name: value}).encode())
                self.assertIn(json.loads(sender.recv())["status"], ("refused", "accepted", "known"))
        self.attack(run)

    def test_more_articles_than_can_be_scored(self):
        def run():
            senders = [self.zmq_socket(zmq.DEALER, "ingest") for _ in range(4)]
            text = ARTICLE * 50

            def step():
                for sender in senders:
                    sender.send_multipart([b"{}", (text.replace("%d", str(random.getrandbits(60)))).encode()[:60000]])
                for sender in senders:
                    while sender.poll(0):
                        sender.recv()
            self.for_a_while(step, 2)
        self.attack(run)

    def test_flood_of_the_feed(self):
        def run():
            feed = self.zmq_socket(zmq.PUSH, "feed")
            feed.sndtimeo, feed.sndhwm = 0, 100
            text = (ARTICLE % 1 * 50).encode()[:60000]

            def step():
                try:
                    feed.send_multipart([b"{}", text + b"%d" % random.getrandbits(60)])
                except zmq.Again:
                    time.sleep(0.001)
            self.for_a_while(step, 2)
        self.attack(run)

    def test_stopped_peers_are_forgotten(self):
        """Peers that shake hands and then answer no heartbeat are dropped after peer_s."""
        def run():
            before = len(os.listdir("/proc/%d/fd" % self.daemon.process.pid))
            for _ in range(50):
                self.raw("query", greet="DEALER")
            deadline = time.monotonic() + 10
            while len(os.listdir("/proc/%d/fd" % self.daemon.process.pid)) <= before + 25:
                self.assertLess(time.monotonic(), deadline, "they never came")
                time.sleep(0.01)
            while len(os.listdir("/proc/%d/fd" % self.daemon.process.pid)) > before + 10:
                self.assertLess(time.monotonic(), deadline, "they are still there")
                time.sleep(0.1)
        self.attack(run)

    def test_reload_under_fire(self):
        def run():
            plain = self.raw("query", greet="DEALER")
            block = frame(b'{"op":"reload"}') * 100

            def step():
                self.push(plain, block)
                self.daemon.signal(signal.SIGHUP)
                time.sleep(0.05)
            self.for_a_while(step)
            self.assertEqual(self.daemon.ask("reload")["error"], "not_allowed")
        self.attack(run)


def long_article(number, size=1000000):
    """In which every sentence is another, and says something."""
    lines = ("Japan condemned China over the patrol of boat %d, \"which we regret\", the minister of Chad said."
             % (number * 1000000 + i) for i in range(size // 100))
    return "\n\n".join(lines)


class Guard(unittest.TestCase):
    @unittest.skipIf(SANITIZED, "memory is kept")
    def test_long_articles_are_no_alarm(self):
        daemon = Daemon("--scorers", "16", config="[limits]\nmemory_max = %d\n" % (256 << 20))
        self.addCleanup(daemon.close)
        daemon.start()
        texts = [long_article(number) for number in range(10)]
        sender = daemon.sender()
        for text in texts:
            sender.post(text)
        self.assertEqual({sender.reply()["status"] for _ in texts}, {"accepted"})
        stats = daemon.settle(len(texts))
        self.assertEqual(stats["doors_shut"], 0, daemon.log())

    def test_what_the_log_says(self):
        daemon = Daemon(config="[limits]\nconnections = 40\nmemory_max = 0\n")
        daemon.flags += ["--query", "tcp://127.0.0.1:%d" % free_port()]
        self.addCleanup(daemon.close)
        daemon.start()
        host, _, port = next(a for a in daemon.ask("ping")["doors"]["query"] if a[0] == "t")[6:].rpartition(":")
        plain = []
        deadline = time.monotonic() + PATIENCE
        while "[many_connections]" not in daemon.log() and time.monotonic() < deadline:
            try:
                plain.append(socket.create_connection((host, int(port)), timeout=1))
                plain[-1].sendall(GREETING + ready("DEALER"))
            except OSError:
                time.sleep(0.01)
        for each in plain:
            each.close()
        self.assertIn("[many_connections] tcp connections are dropped", daemon.log())
        stats = daemon.ask("stats")
        self.assertGreaterEqual(stats["doors_shut"], 1)
        self.assertGreater(stats["resident"], 1 << 20)


if __name__ == "__main__":
    unittest.main(verbosity=2)
