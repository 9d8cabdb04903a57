"""A real daemon over real sockets, for the end-to-end tests.

STANCED names the program and STANCED_LEXICONS the lexicons. Everything lies in one temporary directory; whatever a
test starts is ended by its own process handle, also when the test fails.
"""
import ctypes
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import zmq

PROGRAM = os.environ.get("STANCED", "stanced")
LEXICONS = os.environ["STANCED_LEXICONS"]
# Seconds until an answer that must come counts as missing; TEST_PATIENCE times as long where programs are slower.
PATIENCE = 10.0 * float(os.environ.get("TEST_PATIENCE", "1"))


LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


def die_with_parent():
    """A test that is itself killed leaves no daemon behind."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


ports_given = set()


def free_port():
    """A port for a listener that may give it up for a moment: not one that the system hands to outgoing connections, nor one
    given before, nor, for neighbouring process ids, one that a test beside this one is given."""
    first = 15000 + os.getpid() % 15 * 1000
    while True:
        port = random.randrange(first, first + 1000)
        if port in ports_given:
            continue
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        ports_given.add(port)
        return port


class Daemon:
    """One run of the program; start() it again for another run over the same state."""

    def __init__(self, *flags, lexicons=LEXICONS, tcp=False, config=None, journal=False):
        self.root = tempfile.mkdtemp(prefix="stanced-")
        self.flags = list(flags)
        self.lexicons = lexicons
        self.tcp = tcp
        self.journal = journal
        self.config = config
        self.process = None
        self.context = zmq.Context()
        self.sockets = []

    def path(self, name):
        return os.path.join(self.root, name)

    def address(self, door):
        return "ipc://" + self.path("run/%s.sock" % door)

    def command(self, *more):
        line = [PROGRAM, "--lexicons", self.lexicons, "--state", self.path("state"), "--run", self.path("run")]
        if not self.journal:
            line += ["--journal", "none"]
        if not self.tcp:
            for door in ("ingest", "feed", "publish", "query", "control"):
                line += ["--" + door, "ipc://%s.sock" % door]
        if self.config is not None:
            with open(self.path("stanced.conf"), "w") as stream:
                stream.write(self.config)
            line += ["-c", self.path("stanced.conf")]
        return line + self.flags + list(more)

    def start(self):
        log = open(self.path("log"), "ab")
        with log:
            self.process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            preexec_fn=die_with_parent)
        deadline = time.monotonic() + PATIENCE * 3
        while not os.path.exists(self.path("run/control.sock")):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError("the daemon did not start:\n" + self.log())
            time.sleep(0.01)
        self.boot = self.ask("ping", door="control")["boot"]
        return self

    def log(self):
        with open(self.path("log"), errors="replace") as stream:
            return stream.read()

    def signal(self, number):
        self.process.send_signal(number)

    def wait(self, seconds=PATIENCE):
        return self.process.wait(seconds)

    def stop(self):
        """Ends the run in order and returns the exit status."""
        if self.process.poll() is None:
            self.signal(signal.SIGTERM)
        return self.wait()

    def kill(self):
        self.process.kill()
        self.process.wait()
        if os.path.exists(self.path("run/control.sock")):
            os.unlink(self.path("run/control.sock"))  # start() waits for the next one

    def close(self):
        if self.process and self.process.poll() is None:
            self.kill()
        self.hang_up()
        self.context.term()
        log = self.log() if os.path.exists(self.path("log")) else ""
        shutil.rmtree(self.root, ignore_errors=True)
        if "Sanitizer" in log or "runtime error:" in log:
            raise AssertionError(log)

    # ---- sockets ----

    def hang_up(self):
        for socket in self.sockets:
            socket.close(0)
        self.sockets = []

    def socket(self, kind, address):
        socket = self.context.socket(kind)
        socket.linger = 0
        socket.rcvtimeo = int(PATIENCE * 1000)
        socket.sndtimeo = int(PATIENCE * 1000)
        socket.rcvhwm = 0
        self.sockets.append(socket)
        socket.connect(address)
        return socket

    def sender(self, kind=zmq.DEALER):
        return Sender(self.socket(kind, self.address("ingest")))

    def feed(self):
        return self.socket(zmq.PUSH, self.address("feed"))

    def subscriber(self, *prefixes):
        return Subscriber(self.socket(zmq.SUB, self.address("publish")), prefixes)

    def ask(self, op, door="query", **members):
        return self.ask_raw(json.dumps(dict(members, op=op)).encode(), door)

    def ask_raw(self, *frames, door="query"):
        if len(frames) == 2 and isinstance(frames[1], str):
            frames, door = frames[:1], frames[1]
        socket = self.socket(zmq.DEALER, self.address(door))
        socket.send_multipart(frames)
        answer = json.loads(socket.recv())
        self.sockets.remove(socket)
        socket.close(0)
        return answer

    def settle(self, count):
        """Waits until so many articles have been scored since the start."""
        deadline = time.monotonic() + PATIENCE
        while True:
            stats = self.ask("stats")
            if stats["scored"] >= count and not stats["queue"] and not stats["in_flight"]:
                return stats
            if time.monotonic() > deadline:
                raise AssertionError("not scored in time: %r" % stats)
            time.sleep(0.01)


class Sender:
    def __init__(self, socket):
        self.socket = socket

    def post(self, text=None, **members):
        """Sends without waiting for the reply."""
        if text is not None:
            members["text"] = text
        self.socket.send(json.dumps(members).encode())

    def post_frames(self, *frames):
        self.socket.send_multipart(frames)

    def reply(self):
        return json.loads(self.socket.recv())

    def send(self, text=None, **members):
        self.post(text, **members)
        return self.reply()

    def send_frames(self, *frames):
        self.post_frames(*frames)
        return self.reply()


class Subscriber:
    def __init__(self, socket, prefixes):
        self.socket = socket
        for prefix in prefixes:
            socket.subscribe(prefix)
        # The first status proves that the subscriptions before it are in force.
        socket.subscribe("status")
        while self.next(status=True)[0] != "status":
            pass

    def next(self, status=False):
        """The next message: topic, object, bytes."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            topic, body = self.socket.recv_multipart()
            if status or topic != b"status":
                return topic.decode(), json.loads(body), body
        raise AssertionError("no message came")

    def take(self, count):
        return [self.next() for _ in range(count)]

    def until(self, topic_start):
        """All messages up to the first whose topic begins so."""
        messages = [self.next()]
        while not messages[-1][0].startswith(topic_start):
            messages.append(self.next())
        return messages

    def quiet(self, milliseconds=150):
        """True when nothing but status comes for so long."""
        end = time.monotonic() + milliseconds / 1000
        while True:
            left = end - time.monotonic()
            if left <= 0:
                return True
            if self.socket.poll(left * 1000) and self.socket.recv_multipart()[0] != b"status":
                return False
