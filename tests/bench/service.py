"""The daemon from outside: throughput, latency, start, memory. Each function makes one measurement and returns numbers.

Every process is ended by its id, also when something fails; every wait has an end.
"""
import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time

import zmq

PATIENCE = 400  # seconds that no measurement takes
SETTLE = 0.4  # seconds that a subscription may take to arrive
QUEUE = 20_000  # articles that fill the daemon's queue for certain
WARM_UP = 500  # articles before what is measured
WINDOW = 256  # articles under way in a closed loop
RELOAD_EVERY = 0.3  # seconds
TICK = 1 / os.sysconf("SC_CLK_TCK")


class Programs:
    def __init__(self, build, root):
        self.stanced = str(build / "daemon/service/stanced")
        self.load = str(build / "tests/bench_load")
        self.environment = dict(os.environ, STANCED_LEXICONS=str(root / "lexicons"))

    def run_load(self, *arguments):
        done = subprocess.run([self.load, *map(str, arguments)], check=True, stdout=subprocess.PIPE, timeout=PATIENCE)
        return json.loads(done.stdout)

    @contextlib.contextmanager
    def beside(self, *arguments):
        """A verb of bench_load that runs until the block ends; what it tells then is in the dictionary."""
        process = subprocess.Popen([self.load, *map(str, arguments)], stdout=subprocess.PIPE)
        told = {}
        try:
            time.sleep(SETTLE)
            yield told
            process.terminate()
            told.update(json.loads(process.communicate(timeout=10)[0]))
        finally:
            end(process)


def end(process):
    if process.poll() is None:
        process.kill()
    process.wait()


def ports(count):
    doors = [socket.socket() for _ in range(count)]
    try:
        for door in doors:
            door.bind(("127.0.0.1", 0))
        return [f"tcp://127.0.0.1:{door.getsockname()[1]}" for door in doors]
    finally:
        for door in doors:
            door.close()


class Daemon:
    def __init__(self, programs, scorers=1, journal=False):
        self.programs, self.scorers, self.journal = programs, scorers, journal

    def __enter__(self):
        self.state = tempfile.mkdtemp(prefix="stanced-bench-", dir="/var/tmp")
        self.ingest, self.publish, self.query = ports(3)
        self.context = zmq.Context()
        self.door = self.context.socket(zmq.REQ)
        self.door.setsockopt(zmq.RECONNECT_IVL, 1)
        self.door.setsockopt(zmq.RCVTIMEO, PATIENCE * 1000)
        self.door.setsockopt(zmq.LINGER, 0)
        self.door.connect(self.query)
        command = [self.programs.stanced, "--ingest", self.ingest, "--publish", self.publish, "--query", self.query,
                   "--feed", "none", "--control", "none", "--run", self.state, "--state", self.state,
                   "--scorers", str(self.scorers), "--log-level", "warning"]
        if not self.journal:
            command += ["--journal", "none"]
        begun = time.monotonic()
        self.process = subprocess.Popen(command, env=self.programs.environment)
        try:
            self.ask("ping")
        except Exception:
            self.__exit__()
            raise
        self.ready_after = time.monotonic() - begun
        return self

    def __exit__(self, *unused):
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(PATIENCE)
        end(self.process)
        self.context.destroy(0)
        shutil.rmtree(self.state, ignore_errors=True)

    def ask(self, op):
        self.door.send_json({"op": op})
        return self.door.recv_json()

    def done(self):
        stats = self.ask("stats")
        return stats["scored"] + stats["failed"]

    def wait_done(self, count):
        until = time.monotonic() + PATIENCE
        while self.done() < count:
            if time.monotonic() > until:
                raise TimeoutError("the daemon did not score what it accepted")
            time.sleep(0.005)

    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            cells = file.read().rsplit(")", 1)[1].split()
        return (int(cells[11]) + int(cells[12])) * TICK

    def resident(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmRSS"))


def throughput(programs, corpus, count, form="two", scorers=1, subscribers=1, journal=False):
    """Articles a second from the first one sent to the last one scored, and processor seconds an article of each side."""
    with contextlib.ExitStack() as stack:
        daemon = stack.enter_context(Daemon(programs, scorers, journal))
        watched = {"cpu": 0.0, "messages": 0}
        if subscribers:
            watched = stack.enter_context(programs.beside("watch", daemon.publish, "stance.", subscribers))
        programs.run_load("send", daemon.ingest, form, "warm", corpus, WARM_UP, WINDOW)
        daemon.wait_done(WARM_UP)
        cpu = daemon.cpu()
        sent = subprocess.Popen([programs.load, "send", daemon.ingest, form, "bench", str(corpus), str(count),
                                 str(WINDOW)], stdout=subprocess.PIPE)
        try:
            told = json.loads(sent.communicate(timeout=PATIENCE)[0])
        finally:
            end(sent)
        daemon.wait_done(WARM_UP + count)
        # From the first article: the same clock, without the reading of the corpus.
        seconds = time.monotonic() - told["begun"]
        stats, cpu = daemon.ask("stats"), daemon.cpu() - cpu
        if told["refused"] or stats["failed"]:
            raise RuntimeError(f"articles were refused or failed: {told} {stats}")
        result = {"rate": count / seconds, "daemon": cpu / count, "sender": told["cpu"] / count,
                  "busy": told["busy"] / count, "lost": stats.get("lost", 0)}
    result["subscribers"] = watched["cpu"] / (count + WARM_UP)
    return result


@contextlib.contextmanager
def reloads(daemon, wanted):
    """Sends SIGHUP all the while, from a process of its own."""
    if not wanted:
        yield
        return
    script = f"while sleep {RELOAD_EVERY}; do kill -HUP {daemon.process.pid} || exit; done"
    process = subprocess.Popen(["/bin/sh", "-c", script], stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        end(process)


def latency(programs, corpus, count, rate=0, journal=False, scorers=1, reload_=False):
    with Daemon(programs, scorers, journal) as daemon, reloads(daemon, reload_):
        told = programs.run_load("latency", "daemon", daemon.ingest, daemon.publish, "late", corpus, count, rate)
        if told["missing"]:
            raise RuntimeError(f"results are missing: {told}")
        return told


def echo_latency(programs, corpus, count, rate=0):
    into, out = ports(2)
    with programs.beside("echo", into, out):
        return programs.run_load("latency", "echo", into, out, "late", corpus, count, rate)


def echo_rate(programs, corpus, count):
    into, out = ports(2)
    with programs.beside("echo", into, out):
        told = programs.run_load("flood", "echo", into, out, "flood", corpus, count, WINDOW)
    return told["articles"] / told["seconds"]


def start(programs, journal=False):
    with Daemon(programs, 2, journal) as daemon:
        return daemon.ready_after


def memory(programs, corpus, count):
    """Resident bytes at the start, after count articles of which so many are under way at once, and after a sender that
    waits for answers only, so that the queue fills."""
    with Daemon(programs, 2) as daemon:
        fresh, done, step = daemon.resident(), 0, 100_000
        while done < count:
            part = min(step, count - done)
            programs.run_load("flood", "daemon", daemon.ingest, daemon.publish, f"bench{done}", corpus, part, WINDOW)
            done += part
        after = daemon.resident()
        programs.run_load("send", daemon.ingest, "two", "queue", corpus, QUEUE, WINDOW)
        daemon.wait_done(count + QUEUE)
        return {"fresh": fresh, "after": after, "queued": daemon.resident(), "articles": count}
