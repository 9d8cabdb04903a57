"""Whoever joins late, lags, stands still or loses its daemon ends with what one that heard everything has.

STANCED_FOLLOW sets how many articles are sent (the soak: 20000, over 100,000 messages), STANCED_PAUSE how many seconds
a subscriber stands still.
"""
import json
import os
import signal
import subprocess
import time
import unittest

import zmq

from harness import PATIENCE, die_with_parent
from load import Load
from test_ledger import LedgerCase

STANCECTL = os.environ["STANCECTL"]
ARTICLES = int(os.environ.get("STANCED_FOLLOW", "1500"))
PAUSE = float(os.environ.get("STANCED_PAUSE", "2"))
# A publisher that keeps little for a slow subscriber, so that a short pause loses messages.
SMALL = "[limits]\npublish_hwm = 20\n"


class Follower:
    """A stancectl whose output is kept."""

    def __init__(self, daemon, *command):
        self.file = daemon.path("follower-%d" % id(self))
        with open(self.file, "wb") as out, open(self.file + ".err", "wb") as err:
            self.process = subprocess.Popen(
                [STANCECTL, *command, "--json", "--publish", daemon.address("publish"), "--query",
                 daemon.address("query")], stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                preexec_fn=die_with_parent)

    def lines(self):
        with open(self.file) as stream:  # the follower may be in the middle of its last line, and go on while it is read
            return [json.loads(line) for line in stream.read().split("\n")[:-1]]

    def errors(self):
        with open(self.file + ".err") as stream:
            return stream.read()

    def table(self):
        table = {}
        for row in self.lines():
            table[row["source"], row["target"]] = row
        return {pair: tuple(round(row[name], 4) if name in ("score", "weight") else row[name]
                            for name in ("score", "weight", "articles", "as_of", "seq"))
                for pair, row in table.items() if row["articles"]}

    def pause(self, seconds):
        self.process.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        self.process.send_signal(signal.SIGCONT)

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
        self.process.wait()
        if "Sanitizer" in self.errors() or "runtime error:" in self.errors():
            raise AssertionError(self.errors())


class FollowCase(LedgerCase):
    def follower(self, daemon, *command):
        follower = Follower(daemon, *command)
        self.addCleanup(follower.end)
        return follower

    def load(self, daemon, count=ARTICLES):
        load = Load(daemon, count)
        load.start()
        return load

    def kill_thrice(self, daemon):
        for _ in range(3):
            time.sleep(0.3)
            daemon.kill()
            daemon.start()

    def finish(self, daemon, load):
        load.join(PATIENCE * 6 + load.count / 50)
        self.assertFalse(load.is_alive() or load.failed, load.failed)
        deadline = time.monotonic() + PATIENCE * 3 + load.count / 100
        while time.monotonic() < deadline:
            stats = daemon.ask("stats")
            if not stats["queue"] and not stats["in_flight"]:
                return
            time.sleep(0.05)
        self.fail("not scored in time: %r" % stats)

    def wait_for(self, what, expected, seconds=PATIENCE * 3):
        deadline = time.monotonic() + seconds
        while (seen := what()) != expected and time.monotonic() < deadline:
            time.sleep(0.1)
        self.assertEqual(seen, expected)

    def table(self, daemon):
        table = {}
        after = None
        while True:
            answer = daemon.ask("pairs", limit=100, **({"after": after} if after else {}))
            for row in answer["pairs"]:
                table[row["source"], row["target"]] = tuple(
                    round(row[name], 4) if name in ("score", "weight") else row[name]
                    for name in ("score", "weight", "articles", "as_of", "seq"))
            after = answer["next"]
            if after is None:
                return table


class Table(FollowCase):
    def test_late_stopped_and_lagging_subscribers_end_with_the_same_table(self):
        daemon = self.daemon(config=SMALL).start()
        first = self.follower(daemon, "pairs", "--watch")
        stopped = self.follower(daemon, "pairs", "--watch")
        # Shows that one who does not ask loses messages under these circumstances.
        deaf = daemon.context.socket(zmq.SUB)
        daemon.sockets.append(deaf)
        deaf.rcvhwm = 10
        deaf.subscribe("")
        deaf.connect(daemon.address("publish"))
        time.sleep(0.5)
        load = self.load(daemon)
        time.sleep(0.2)
        late = self.follower(daemon, "pairs", "--watch")
        stopped.pause(PAUSE)
        self.finish(daemon, load)
        after = self.follower(daemon, "pairs")
        table = self.table(daemon)
        self.assertGreater(len(table), 7)
        for follower in (first, stopped, late, after):
            self.wait_for(follower.table, table)
        published = len(self.replay(daemon))
        heard = 0
        while deaf.poll(200):
            deaf.recv_multipart()
            heard += 1
        self.assertLess(heard, published)

    def test_a_table_outlives_kills_of_the_daemon(self):
        daemon = self.daemon(config=SMALL).start()
        follower = self.follower(daemon, "pairs", "--watch")
        load = self.load(daemon, ARTICLES // 3)
        self.kill_thrice(daemon)
        self.finish(daemon, load)
        self.wait_for(follower.table, self.table(daemon))

    def test_without_a_journal_it_is_refused(self):
        daemon = self.daemon()
        daemon.journal = False
        daemon.start()
        follower = self.follower(daemon, "pairs")
        self.assertEqual(follower.process.wait(PATIENCE), 1)
        self.assertIn("[not_allowed]", follower.errors())


class Watch(FollowCase):
    def held(self, daemon, prefix, start=1):
        return [entry["message"] for entry in self.replay(daemon, start=start, prefix=prefix)]

    def test_every_message_comes_once_and_in_order(self):
        daemon = self.daemon(config=SMALL).start()
        followers = [(prefix, self.follower(daemon, "watch", "--topic", prefix, "--from", "1"))
                     for prefix in ("", "stance.", "target.CHN.", "article.", "stance.JPN.CHN", "target.")]
        load = self.load(daemon)
        time.sleep(0.2)
        for _, follower in followers:
            follower.process.send_signal(signal.SIGSTOP)
        time.sleep(PAUSE)
        for _, follower in followers:
            follower.process.send_signal(signal.SIGCONT)
        self.finish(daemon, load)
        for prefix, follower in followers:
            held = self.held(daemon, prefix)
            self.assertTrue(held)

            def seen():
                return [line["seq"] for line in follower.lines() if line["schema"] != "stanced.status/1"]
            self.wait_for(seen, [message["seq"] for message in held])
            self.assertEqual([line for line in follower.lines() if line["schema"] != "stanced.status/1"], held)
            self.assertNotIn("missed", follower.errors())

    def test_it_begins_where_it_is_told_and_two_topics_come_once(self):
        daemon = self.daemon().start()
        load = self.load(daemon, 60)
        self.finish(daemon, load)
        middle = daemon.ask("tail", prefix="")["seq"] // 2
        follower = self.follower(daemon, "watch", "--topic", "stance.CHN.", "--topic", "target.CHN.", "--from",
                                 str(middle))
        wanted = [m for m in self.held(daemon, "stance.", middle) if "CHN" in (m["source"], m["target"])]
        self.assertTrue(any(m["target"] == "CHN" for m in wanted))
        self.wait_for(follower.lines, wanted)
        self.send(daemon, daemon.sender(), "China condemned Japan.", id="new")
        wanted = [m for m in self.held(daemon, "stance.", middle) if "CHN" in (m["source"], m["target"])]
        self.wait_for(follower.lines, wanted)

    def test_what_the_journal_let_go_is_told(self):
        daemon = self.daemon().start()
        self.finish(daemon, self.load(daemon, 20))
        daemon.ask("prune", door="control", days=0)
        self.send(daemon, daemon.sender(), "China condemned Japan.", id="new")
        follower = self.follower(daemon, "watch", "--from", "1")
        self.wait_for(lambda: [line["id"] for line in follower.lines()], ["new"])
        self.assertIn("missed messages", follower.errors())

    def test_a_number_that_was_never_given(self):
        daemon = self.daemon().start()
        self.send(daemon, daemon.sender(), "China condemned Japan.", id="new")
        follower = self.follower(daemon, "watch", "--from", "1000000")
        self.assertEqual(follower.process.wait(PATIENCE), 1)
        self.assertIn("beyond every number", follower.errors())

    def test_over_kills_nothing_comes_twice(self):
        daemon = self.daemon(config=SMALL).start()
        follower = self.follower(daemon, "watch", "--topic", "", "--from", "1")
        load = self.load(daemon, ARTICLES // 3)
        self.kill_thrice(daemon)
        self.finish(daemon, load)
        self.wait_for(lambda: [line["seq"] for line in follower.lines() if line["schema"] != "stanced.status/1"],
                      [message["seq"] for message in self.held(daemon, "")])


if __name__ == "__main__":
    unittest.main()
