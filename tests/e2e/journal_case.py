"""What the tests of the journal and of its ledger share."""
import json
import os
import sqlite3
import subprocess
import time
import unittest

from harness import Daemon, PATIENCE

STANCECTL = os.environ["STANCECTL"]
ARTICLE = ("TOKYO, Tuesday - Japan's foreign ministry spokeswoman Haruko Endo condemned China's patrols near the islands. "
           "\"We urge Beijing to respect the law of the sea,\" she said. China's ambassador was silent. "
           "Report number %d of the day.")


def article(number):
    return ARTICLE % number


class JournalCase(unittest.TestCase):
    def daemon(self, *flags, **settings):
        daemon = Daemon(*flags, journal=True, **settings)
        self.addCleanup(daemon.close)
        return daemon

    def preload(self, library, **settings):
        """Daemons of this test run with the library."""
        settings.update(LD_PRELOAD=library,
                        ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0")
        before = {name: os.environ.get(name) for name in settings}
        os.environ.update(settings)

        def restore():
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
        self.addCleanup(restore)

    def database(self, daemon):
        connection = sqlite3.connect(daemon.path("state/journal.db"))
        self.addCleanup(connection.close)
        return connection

    def journal(self, daemon, order):
        """stancectl on the file of a daemon that has stopped."""
        return subprocess.run([STANCECTL, "journal", *order.split(), daemon.path("state/journal.db")], capture_output=True,
                              text=True, timeout=60)

    def export(self, daemon):
        """The bytes of every message in the file of a daemon that has stopped, by their numbers."""
        done = subprocess.run([STANCECTL, "journal", "export", daemon.path("state/journal.db")], capture_output=True,
                              check=True, timeout=60)
        return {json.loads(line)["seq"]: line for line in done.stdout.splitlines()}

    def make_older(self, daemon):
        """Has the file of a daemon that has stopped be one of version 3, with a row for each message."""
        kinds = ["article", "stance", "sentiment", "trend"]
        messages = self.export(daemon)
        connection = self.database(daemon)
        with connection:
            numbers = dict(connection.execute("SELECT key, number FROM article"))
            rows = connection.execute("SELECT seq, article FROM result ORDER BY seq DESC").fetchall()
            for seq, body in messages.items():
                said = json.loads(body)
                kind = kinds.index(said["schema"].split(".")[1].split("/")[0])
                source = said["key"] if kind == 0 else said["code"] if kind == 2 else said["source"]
                number = numbers[said["key"]] if kind < 3 else next(row[1] for row in rows if row[0] <= seq)
                connection.execute("INSERT INTO message VALUES (?, ?, ?, ?, ?, ?)",
                                   (seq, number, kind, source, said.get("target", ""), body))
            connection.execute("DROP TABLE result")
            connection.execute("UPDATE article SET state = 0 WHERE number IN (SELECT number FROM pending)")
            connection.execute("DROP TABLE pending")
            connection.execute("CREATE INDEX article_pending ON article (number) WHERE state = 0")
            connection.execute("PRAGMA user_version = 3")
        connection.close()
        return messages

    def replay(self, daemon, start=1, prefix="", limit=1000):
        """Everything from a number on, page by page."""
        messages = []
        for _ in range(100000):
            answer = daemon.ask("replay", prefix=prefix, limit=limit, **{"from": start})
            self.assertTrue(answer["ok"], answer)
            messages += answer["messages"]
            start = answer["next"]
            if start > answer["tail"]:
                return messages
        self.fail("replay does not end")

    def wait_scored(self, daemon):
        """Waits while articles are scored: after a crash the suspects go one by one, which takes its time."""
        deadline = time.monotonic() + PATIENCE * 3
        left = None
        while time.monotonic() < deadline:
            stats = daemon.ask("stats")
            if not stats["queue"] and not stats["in_flight"]:
                return stats
            if stats["queue"] + stats["in_flight"] != left:
                left = stats["queue"] + stats["in_flight"]
                deadline = time.monotonic() + PATIENCE * 3
            time.sleep(0.02)
        self.fail("articles wait for ever: %r" % stats)

    def check_links(self, messages):
        """Every message tells the number before it under each prefix. Name -> the last number."""
        last = {}
        for message in messages:
            kind = message["schema"][len("stanced."):-1].replace("/", ".")
            names = {kind: "prev"}
            if kind == "stance.":
                names["stance.%(source)s." % message] = "prev_source"
                names["target.%(target)s." % message] = "prev_target"
            for name, link in names.items():
                self.assertEqual(message[link], last.get(name, 0), "%s of %r" % (link, message))
                last[name] = message["seq"]
        return last

    def check_complete(self, daemon, accepted):
        """Every accepted article has one result, and the numbers have neither gap nor repeat."""
        self.wait_scored(daemon)
        messages = [entry["message"] for entry in self.replay(daemon)]
        gaps = [message["seq"] for number, message in enumerate(messages, 1) if message["seq"] != number]
        self.assertEqual(gaps[:5], [], "the numbers have a gap or a repeat")
        results = [message["id"] for message in messages if message["schema"] == "stanced.article/1"]
        self.assertEqual(len(results), len(set(results)), "an article was scored twice")
        self.assertEqual(set(accepted) - set(results), set(), "accepted articles are lost")
        return messages
