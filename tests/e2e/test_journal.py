"""What the journal promises, against a real daemon that is killed, starved and lied to.

STANCED_KILLS sets how many kills the crash test does (the soak: tests/e2e/test_journal.py Crash, see README).
"""
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import unittest

import zmq

from harness import Daemon, PATIENCE, die_with_parent
from journal_case import JournalCase, article
from load import Load as FollowLoad

# The journal's size over many articles; the soak: STANCED_KEPT=200000 STANCED_KEPT_BYTES=1073741824.
KEPT = int(os.environ.get("STANCED_KEPT", "20000"))
KEPT_BYTES = int(os.environ.get("STANCED_KEPT_BYTES", "33554432"))
KEPT_WORDS = 90
KILLS = int(os.environ.get("STANCED_KILLS", "12"))


class Basics(JournalCase):
    def test_an_accepted_article_is_durable_and_can_be_asked_for(self):
        daemon = self.daemon().start()
        self.assertTrue(daemon.ask("ping")["durable"])
        subscriber = daemon.subscriber("")
        reply = daemon.sender().send(article(1), id="one", published="2023-05-01")
        self.assertEqual((reply["status"], reply["durable"]), ("accepted", True))
        sent = [body for topic, _, body in subscriber.until("trend.") if not topic.startswith("target.")]
        held = daemon.ask("replay")["messages"]
        self.assertEqual([json.loads(body) for body in sent], [entry["message"] for entry in held])
        answer = daemon.ask("article", id="one")
        self.assertEqual(answer["state"], "scored")
        self.assertEqual(answer["article"], json.loads(sent[-2]))
        self.assertEqual(daemon.ask("article", id="two")["state"], "unknown")

    def test_ids_and_texts_are_known_over_restarts(self):
        daemon = self.daemon().start()
        daemon.sender().send(article(1), id="one")
        self.wait_scored(daemon)
        self.assertEqual(daemon.stop(), 0)
        daemon.start()
        sender = daemon.sender()
        self.assertEqual(sender.send(article(1), id="one")["status"], "known")
        self.assertEqual(sender.send(article(2), id="one")["error"], "id_conflict")
        self.assertEqual(sender.send(article(1), id="copy")["status"], "accepted")
        self.wait_scored(daemon)
        self.assertEqual(daemon.ask("article", id="copy")["article"]["copy_of"], "one")

    def test_numbers_and_links_go_on_without_a_gap(self):
        daemon = self.daemon().start()
        for number in range(3):
            daemon.sender().send(article(number), id="a%d" % number)
            self.wait_scored(daemon)
            if number == 1:
                daemon.kill()
            else:
                self.assertEqual(daemon.stop(), 0)
            daemon.start()
        messages = self.check_complete(daemon, ["a0", "a1", "a2"])
        last = self.check_links(messages)
        self.assertTrue({"article.", "stance.", "stance.JPN.", "target.CHN.", "sentiment.", "trend."} <= set(last))
        for message in messages:
            if message["schema"] == "stanced.stance/1":
                last["stance.%(source)s.%(target)s" % message] = message["seq"]
                last["target.%(target)s.%(source)s" % message] = message["seq"]
            elif message["schema"] == "stanced.trend/1":
                last["trend.%(source)s.%(target)s" % message] = message["seq"]
        for prefix, seq in last.items():
            self.assertEqual(daemon.ask("tail", prefix=prefix)["seq"], seq, prefix)

    def test_replay_is_paged_and_filtered(self):
        daemon = self.daemon().start()
        sender = daemon.sender()
        for number in range(20):
            sender.send(article(number), id="a%d" % number)
        self.wait_scored(daemon)
        everything = self.replay(daemon)
        self.assertEqual(self.replay(daemon, limit=7), everything)
        targets = self.replay(daemon, prefix="target.CHN.", limit=3)
        self.assertEqual({entry["topic"] for entry in targets}, {"target.CHN.JPN"})
        self.assertEqual([entry["message"] for entry in targets],
                         [e["message"] for e in everything if e["topic"] == "stance.JPN.CHN"])
        tail = daemon.ask("tail", prefix="")["seq"]
        self.assertEqual(daemon.ask("replay", **{"from": tail + 1})["messages"], [])
        for wrong in ({"from": tail + 2}, {"from": -1}, {"from": 1.5}, {"from": "1"}, {"limit": 0}, {"limit": 1001},
                      {"prefix": 7}):
            self.assertEqual(daemon.ask("replay", **wrong)["error"], "bad_request", wrong)

    def test_without_a_journal_its_questions_are_refused(self):
        daemon = Daemon()
        self.addCleanup(daemon.close)
        daemon.start()
        self.assertFalse(daemon.ask("ping")["durable"])
        for op in ("replay", "article", "pairs"):
            self.assertEqual(daemon.ask(op, id="x")["error"], "not_allowed")

    def test_numbers_never_go_back_with_and_without_a_journal(self):
        daemon = self.daemon().start()
        last = 0
        for round_, kept in enumerate((True, False, True, False, True)):
            if round_:
                if round_ % 2:
                    daemon.kill()
                else:
                    daemon.stop()
                daemon.journal = kept
                daemon.start()
            subscriber = daemon.subscriber("article.")
            daemon.sender().send(article(round_), id="a%d" % round_)
            message = subscriber.next()[1]
            while message["id"] != "a%d" % round_:
                message = subscriber.next()[1]  # of the run before, sent again
            self.assertGreater(message["seq"], last)
            last = message["seq"]
            daemon.hang_up()


class Undone(JournalCase):
    def interrupt(self, daemon, tries=0):
        """Leaves a journal as a crash in the midst of scoring would: three articles taken, none scored."""
        daemon.start()
        for number in range(3):
            daemon.sender().send(article(number), id="a%d" % number)
        self.wait_scored(daemon)
        daemon.stop()
        connection = self.database(daemon)
        with connection:
            connection.execute("INSERT INTO pending SELECT number, iif(id = 'a0', ?, 0) FROM article", (tries,))
            for table in ("result", "tail", "story", "share", "ledger", "pair"):
                connection.execute("DELETE FROM " + table)
            connection.execute("UPDATE fact SET value = 1 WHERE name = 'next'")
            connection.execute("UPDATE fact SET value = 0 WHERE name IN ('clean', 'published')")
        connection.close()

    def test_what_was_taken_is_scored_after_a_crash(self):
        daemon = self.daemon()
        self.interrupt(daemon)
        daemon.start()
        self.check_complete(daemon, ["a0", "a1", "a2"])

    def test_more_than_the_queue_holds(self):
        daemon = self.daemon(config="[limits]\nqueue = 1\n")
        self.interrupt(daemon)
        daemon.start()
        self.check_complete(daemon, ["a0", "a1", "a2"])
        self.assertEqual(daemon.sender().send(article(9), id="a9")["status"], "accepted")

    def test_an_article_that_crashes_again_and_again_is_set_aside(self):
        daemon = self.daemon()
        self.interrupt(daemon, tries=3)
        daemon.start()
        self.check_complete(daemon, ["a1", "a2"])
        answer = daemon.ask("article", id="a0")
        self.assertEqual((answer["state"], answer["reason"], answer["article"]), ("aside", "crashed", None))
        self.assertEqual(daemon.ask("stats")["failed"], 1)

    def test_an_article_that_is_never_done_is_set_aside(self):
        daemon = self.daemon("--scorers", "2", config="[limits]\narticle_s = 1\n")
        self.preload(os.environ["HANG"], HANG_FILE=daemon.path("hang"))
        daemon.start()
        open(daemon.path("hang"), "w").close()
        sender = daemon.sender()
        for name in ("slow", "a", "b", "c"):
            sender.send(article(ord(name[0])), id=name)
            time.sleep(0.1)
        self.assertEqual(daemon.wait(PATIENCE), 1)
        self.assertIn("article slow is not scored after 1 s", daemon.log())
        os.unlink(daemon.path("run/control.sock"))
        daemon.start()
        self.check_complete(daemon, ["a", "b", "c"])
        answer = daemon.ask("article", id="slow")
        self.assertEqual((answer["state"], answer["reason"]), ("aside", "too slow"))

    def stalling(self, *flags, article_s):
        """A daemon whose scorers, disk and syncs wait while files of these names are there."""
        daemon = self.daemon(*flags, config="[limits]\narticle_s = %d\n" % article_s)
        self.preload(os.environ["STALL"], **{name.upper() + "_FILE": daemon.path(name) for name in ("hold", "full", "stuck")})
        return daemon.start()

    def test_a_disk_that_is_full_for_long_is_no_articles_fault(self):
        daemon = self.stalling("--scorers", "2", article_s=1)
        open(daemon.path("hold"), "w").close()
        sender = daemon.sender()
        names = ["a%d" % number for number in range(100)]
        for number, name in enumerate(names):
            sender.post(article(number), id=name)
        self.assertEqual({sender.reply()["status"] for _ in names}, {"accepted"})
        open(daemon.path("full"), "w").close()
        os.unlink(daemon.path("hold"))
        subscriber = daemon.subscriber()
        beats = [subscriber.next(status=True)[0] for _ in range(6)]  # ends in an error when the daemon does
        self.assertEqual(set(beats), {"status"})
        stats = daemon.ask("stats")
        self.assertTrue(stats["journal_failing"])
        self.assertGreater(stats["in_flight"], stats["waiting"], "nothing is left with the scorers")
        os.unlink(daemon.path("full"))
        self.check_complete(daemon, names)
        self.assertIsNone(daemon.process.poll())
        self.assertFalse(daemon.ask("stats")["journal_failing"])

    def test_a_feed_is_read_again_when_the_disk_has_room(self):
        daemon = self.stalling(article_s=30)
        feed = daemon.feed()
        open(daemon.path("full"), "w").close()
        feed.send(json.dumps({"id": "lost", "text": article(1)}).encode())
        deadline = time.monotonic() + PATIENCE
        while not daemon.ask("stats")["journal_failing"] and time.monotonic() < deadline:
            time.sleep(0.05)
        feed.send(json.dumps({"id": "kept", "text": article(2)}).encode())
        os.unlink(daemon.path("full"))
        daemon.settle(1)
        self.assertFalse(daemon.ask("stats")["journal_failing"])
        self.check_complete(daemon, ["kept"])

    def test_a_pause_of_the_process_is_no_articles_fault(self):
        daemon = self.stalling("--scorers", "1", article_s=5)
        open(daemon.path("hold"), "w").close()
        self.assertEqual(daemon.sender().send(article(1), id="one")["status"], "accepted")
        self.assertEqual(daemon.ask("stats")["in_flight"], 1)
        daemon.signal(signal.SIGSTOP)
        time.sleep(7)
        daemon.signal(signal.SIGCONT)
        daemon.subscriber()  # the loop looked at the article, which is still in work
        os.unlink(daemon.path("hold"))
        self.check_complete(daemon, ["one"])
        self.assertIsNone(daemon.process.poll())

    def test_a_disk_that_stands_still_is_no_articles_fault(self):
        daemon = self.stalling("--scorers", "1", article_s=2)
        open(daemon.path("hold"), "w").close()
        sender = daemon.sender()
        self.assertEqual(sender.send(article(1), id="one")["status"], "accepted")
        self.assertEqual(daemon.ask("stats")["in_flight"], 1)
        open(daemon.path("stuck"), "w").close()
        sender.post(article(2), id="two")
        time.sleep(0.5)  # the loop is in its commit, or will be soon
        os.unlink(daemon.path("hold"))
        time.sleep(3)
        os.unlink(daemon.path("stuck"))
        self.assertEqual(sender.reply()["status"], "accepted")
        self.check_complete(daemon, ["one", "two"])
        self.assertIsNone(daemon.process.poll())

    def with_unsent_results(self):
        """A daemon that has just started on results of its last run that were not sent, and these results."""
        daemon = self.daemon()
        daemon.start()
        daemon.sender().send(article(1), id="one")
        self.wait_scored(daemon)
        daemon.stop()
        results = list(self.export(daemon).items())
        connection = self.database(daemon)
        with connection:
            connection.execute("UPDATE fact SET value = 0 WHERE name IN ('published', 'clean')")
        connection.close()
        daemon.start()
        return daemon, results

    def check_sent(self, daemon, results):
        sent = [(message["seq"], body) for topic, message, body in daemon.subscriber("").until("trend.")
                if not topic.startswith("target.")]
        self.assertEqual(sent, results)

    def test_results_that_were_not_sent_are_sent(self):
        daemon, results = self.with_unsent_results()
        self.check_sent(daemon, results)
        self.assertEqual(daemon.stop(), 0)
        daemon.start()
        self.assertTrue(daemon.subscriber("").quiet(900))

    def test_results_that_were_not_sent_are_not_removed_before(self):
        daemon, results = self.with_unsent_results()
        order = daemon.socket(zmq.DEALER, daemon.address("control"))
        order.send(b'{"op": "prune", "days": 0}')
        self.check_sent(daemon, results)
        self.assertEqual(json.loads(order.recv())["removed"], 1)

    def test_messages_of_an_older_version_stay(self):
        daemon = self.daemon()
        daemon.start()
        sender = daemon.sender()
        for number in range(5):
            sender.send(article(number), id="old %d" % number)
        self.wait_scored(daemon)
        self.assertEqual(daemon.stop(), 0)
        before = self.make_older(daemon)
        self.assertIn("older version", self.journal(daemon, "check").stderr)
        daemon.start()
        sender = daemon.sender()
        self.assertEqual(sender.send(article(0), id="old 0")["status"], "known")
        sender.send(article(5), id="new")
        messages = self.check_complete(daemon, ["old %d" % number for number in range(5)] + ["new"])
        self.check_links(messages)
        self.assertEqual(messages[:len(before)], [json.loads(body) for body in before.values()])
        for start in range(1, len(messages) + 1):
            self.assertEqual([entry["message"] for entry in self.replay(daemon, start, limit=2)], messages[start - 1:])
        self.assertEqual(daemon.ask("article", id="old 3")["article"]["id"], "old 3")
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual({seq: body for seq, body in self.export(daemon).items() if seq in before}, before)
        self.assertEqual(self.journal(daemon, "check").stdout, "0 faults\n")
        self.assertEqual(self.journal(daemon, "rebuild").stdout, "0 sums differed\n")
        self.assertEqual(self.journal(daemon, "prune --all").returncode, 0)
        self.assertEqual(self.export(daemon), {})


class Load(threading.Thread):
    """Sends articles for as long as it is let, again whenever no reply came; knows what was accepted."""

    def __init__(self, address, prefix):
        super().__init__(daemon=True)
        self.address, self.prefix = address, prefix
        self.accepted, self.over = [], False

    def run(self):
        context = zmq.Context.instance()
        number = 0
        while not self.over:
            socket = context.socket(zmq.DEALER)
            socket.linger = 0
            socket.connect(self.address)
            number = self.session(socket, number)
            socket.close()

    def session(self, socket, number):
        """Until the daemon stops answering. Returns the first number without an answer."""
        while not self.over:
            group = range(number, number + 20)
            for i in group:
                header = {"id": "%s%d" % (self.prefix, i), "published": "2023-05-01"}
                socket.send_multipart([json.dumps(header).encode(), article(i).encode()])
            for i in group:
                if not socket.poll(300):
                    return i
                reply = json.loads(socket.recv())
                if reply["status"] == "refused":
                    return i
                self.accepted.append("%s%d" % (self.prefix, i))
            number = group.stop
        return number


class Crash(JournalCase):
    def test_kills_at_any_moment(self):
        daemon = self.daemon().start()
        load = Load(daemon.address("ingest"), "k")
        self.addCleanup(load.join)
        self.addCleanup(setattr, load, "over", True)
        load.start()
        chance = random.Random(20230501)
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.0, 0.25))
            daemon.kill()
            daemon.start()
        load.over = True
        load.join()
        self.assertGreater(len(load.accepted), KILLS)
        self.check_complete(daemon, load.accepted)
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual(self.journal(daemon, "check").stdout, "0 faults\n")

    def traced(self, daemon, *options):
        """The daemon's own command under strace; returns the process."""
        with open(daemon.path("log"), "ab") as log:
            return subprocess.Popen(["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", *options, *daemon.command()],
                                    stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=die_with_parent)

    def break_calls(self, daemon, fault):
        """Has system calls of the running daemon fail until the tracer that is returned ends."""
        tracer = subprocess.Popen(["strace", "-f", "-qq", "-o", "/dev/null", "-p", str(daemon.process.pid),
                                   "-e", "inject=" + fault], stderr=subprocess.DEVNULL, preexec_fn=die_with_parent)
        self.addCleanup(tracer.wait)
        self.addCleanup(tracer.kill)
        time.sleep(0.5)
        if tracer.poll() is not None:
            self.skipTest("strace may not trace here")
        return tracer

    @unittest.skipUnless(shutil.which("strace"), "strace is not here")
    def test_kills_at_storage_calls(self):
        if subprocess.run(["strace", "-o", "/dev/null", "true"], stderr=subprocess.DEVNULL).returncode:
            self.skipTest("strace may not trace here")
        daemon = self.daemon()
        accepted, rounds = [], max(8, KILLS)
        chance = random.Random(7)
        for number in range(rounds):
            call = ("pwrite64", "fdatasync", "ftruncate", "renameat,unlink,fsync")[number % 4]
            when = chance.randint(1, 60 if call == "pwrite64" else 12)
            process = self.traced(daemon, "-e", "inject=%s:signal=SIGKILL:when=%d" % (call, when))
            load = Load(daemon.address("ingest"), "s%d-" % number)
            load.start()
            deadline = time.monotonic() + 1
            while process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.01)
            load.over = True
            load.join()
            accepted += load.accepted
            # strace ends with its tracee; where the call never came, both are ended here.
            subprocess.run(["pkill", "-KILL", "-P", str(process.pid)], check=False)
            process.kill()
            process.wait()
            if os.path.exists(daemon.path("run/control.sock")):
                os.unlink(daemon.path("run/control.sock"))
        daemon.start()
        self.assertGreater(len(accepted), 0)
        self.check_complete(daemon, accepted)
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual(self.journal(daemon, "check").stdout, "0 faults\n")

    @unittest.skipUnless(shutil.which("strace"), "strace is not here")
    def test_a_disk_that_fails_for_a_while(self):
        daemon = self.daemon().start()
        sender = daemon.sender()
        self.assertEqual(sender.send(article(0), id="before")["status"], "accepted")
        self.wait_scored(daemon)
        tracer = self.break_calls(daemon, "pwrite64:error=ENOSPC")
        for number in range(3):
            reply = sender.send(article(1), id="during")
            self.assertEqual((reply["status"], reply["error"]), ("refused", "busy"))
            self.assertGreater(reply["retry_ms"], 0)
        self.assertTrue(daemon.ask("stats")["journal_failing"])
        tracer.send_signal(signal.SIGINT)
        tracer.wait()
        self.assertEqual(sender.send(article(1), id="during")["status"], "accepted")
        self.check_complete(daemon, ["before", "during"])
        self.assertFalse(daemon.ask("stats")["journal_failing"])

    @unittest.skipUnless(shutil.which("strace"), "strace is not here")
    def test_a_sync_that_fails_ends_the_run(self):
        daemon = self.daemon().start()
        self.break_calls(daemon, "fdatasync:error=EIO")
        sender = daemon.sender()
        sender.post(article(1), id="one")
        self.assertEqual(daemon.wait(), 1)
        # The refusal may go down with the daemon; what must not come is an acceptance.
        if sender.socket.poll(100):
            self.assertEqual(sender.reply()["status"], "refused")
        self.assertIn("only a new start helps", daemon.log())
        os.path.exists(daemon.path("run/control.sock")) and os.unlink(daemon.path("run/control.sock"))
        daemon.start()
        self.assertIn(daemon.sender().send(article(1), id="one")["status"], ("accepted", "known"))
        self.check_complete(daemon, ["one"])


class Keeping(JournalCase):
    def test_size_and_memory_stay_within_their_limits(self):
        daemon = self.daemon(config="[journal]\nkeep_bytes = %d\n[ledger]\nnear_copies = 4096\n" % KEPT_BYTES).start()
        load = FollowLoad(daemon, KEPT, words=KEPT_WORDS)
        load.start()
        sizes, memory = [], []
        while load.is_alive():
            load.join(0.5)
            sizes.append(self.journal_bytes(daemon))
            memory.append(self.memory(daemon))
        self.assertIsNone(load.failed)
        stats = self.wait_scored(daemon)
        self.assertEqual(stats["scored"], KEPT)
        self.assertLessEqual(max(sizes), KEPT_BYTES)
        # Pages of tables that hold still and of the near copies' index come within the first half.
        half = len(memory) // 2
        print("bytes of the journal at most %d; memory in MiB, a tenth each: %s" % (
            max(sizes), [round(memory[len(memory) * part // 10] / 1024) for part in range(10)]), file=sys.stderr)
        self.assertLess(max(memory[half:]), max(memory[:half]) * 1.25)
        answer = daemon.ask("replay")
        self.assertGreater(answer["oldest"], 1)
        self.assertEqual(answer["messages"][0]["message"]["seq"], answer["oldest"])
        self.assertEqual(daemon.ask("article", id=str(KEPT - 1))["state"], "scored")
        self.assertEqual(daemon.ask("article", id="0")["state"], "unknown")
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual(self.journal(daemon, "check").stdout, "0 faults\n")

    def test_a_clock_that_jumps_ages_nothing(self):
        daemon = self.daemon(config="[journal]\nkeep_days = 30\n")
        self.preload(os.environ["CLOCK"], CLOCK_FILE=daemon.path("ahead"))
        daemon.start()
        today = time.strftime("%Y-%m-%d", time.gmtime())
        sender = daemon.sender()
        accepted = []
        for years in (0, 10, -10, 0, -40):
            with open(daemon.path("ahead"), "w") as stream:
                stream.write("%d" % (years * 365 * 24 * 3600))
            name = "a%d" % len(accepted)
            self.assertEqual(sender.send(article(len(accepted)), id=name)["status"], "accepted")
            accepted.append(name)
            time.sleep(1.1)  # age is looked at each second
        self.check_complete(daemon, accepted)
        self.assertEqual({pair["as_of"] for pair in daemon.ask("pairs")["pairs"]}, {today})
        self.assertEqual(daemon.stop(), 0)
        daemon.start()  # forty years ago
        self.assertEqual(daemon.sender().send(article(0), id="a0")["status"], "known")
        self.assertEqual(daemon.sender().send(article(9), id="a9")["status"], "accepted")
        self.check_complete(daemon, accepted + ["a9"])

    def test_one_who_asks_and_never_reads_costs_little(self):
        daemon = self.daemon().start()
        load = FollowLoad(daemon, 300)
        load.start()
        load.join()
        self.wait_scored(daemon)
        daemon.ask("replay", limit=1000)
        before = self.memory(daemon)
        deaf = daemon.context.socket(zmq.DEALER)
        daemon.sockets.append(deaf)
        deaf.linger = 0
        deaf.rcvhwm = 1
        deaf.connect(daemon.address("query"))
        for _ in range(400):
            deaf.send(b'{"op": "replay", "limit": 1000}')
        self.assertTrue(daemon.ask("ping")["ok"])
        deadline = time.monotonic() + PATIENCE * 3
        while not (lost := daemon.ask("stats")["replies_lost"]) and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertGreater(lost, 0)
        # 400 answers of 1 MiB; SNDHWM of them, what the kernel holds, and an allocator that keeps what it had.
        self.assertLess(self.memory(daemon) - before, 150 * 1024)
        self.assertEqual(daemon.sender().send("China condemned Japan.", id="x")["status"], "accepted")

    def journal_bytes(self, daemon):
        return sum(os.path.getsize(daemon.path("state/" + name)) for name in os.listdir(daemon.path("state"))
                   if name.startswith("journal.db"))

    def memory(self, daemon):
        with open("/proc/%d/status" % daemon.process.pid) as stream:
            return int(next(line for line in stream if line.startswith("VmRSS")).split()[1])

    def test_orders_to_prune_under_load_leave_no_result_behind(self):
        daemon = self.daemon().start()
        load = FollowLoad(daemon, 3000)
        load.start()
        removed = 0
        while load.is_alive():
            removed += daemon.ask("prune", days=0, door="control")["removed"]
        self.assertIsNone(load.failed)
        self.wait_scored(daemon)
        self.assertGreater(removed, 0)
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual(self.journal(daemon, "check").stdout, "0 faults\n")

    def test_an_order_to_prune_that_cannot_be_written_is_refused(self):
        daemon = self.daemon()
        self.preload(os.environ["STALL"], FULL_FILE=daemon.path("full"))
        daemon.start()
        daemon.sender().send(article(1), id="one")
        self.wait_scored(daemon)
        time.sleep(0.01)
        open(daemon.path("full"), "w").close()
        for _ in range(2):
            answer = daemon.ask("prune", days=0, door="control")
            self.assertEqual((answer["ok"], answer["error"]), (False, "busy"))
        self.assertEqual(daemon.ask("article", id="one")["state"], "scored")
        os.unlink(daemon.path("full"))
        self.assertEqual(daemon.ask("prune", days=0, door="control")["removed"], 1)
        self.assertFalse(daemon.ask("stats")["journal_failing"])
        self.assertEqual(daemon.ask("article", id="one")["state"], "unknown")

    def test_an_order_to_prune_where_no_age_is_set(self):
        daemon = self.daemon(config="[journal]\nkeep_days = 0\n").start()
        daemon.sender().send(article(1), id="one")
        self.wait_scored(daemon)
        time.sleep(0.01)
        self.assertEqual(daemon.ask("prune", door="control")["error"], "bad_request")
        self.assertEqual(daemon.ask("article", id="one")["state"], "scored")

    def test_an_order_to_prune(self):
        daemon = self.daemon().start()
        daemon.sender().send(article(1), id="one")
        self.wait_scored(daemon)
        self.assertEqual(daemon.ask("prune", days=1, door="control")["removed"], 0)
        self.assertEqual(daemon.ask("prune", days=1)["error"], "not_allowed")
        time.sleep(0.01)
        self.assertEqual(daemon.ask("prune", days=0, door="control")["removed"], 1)
        self.assertEqual(daemon.ask("article", id="one")["state"], "unknown")
        self.assertEqual(self.replay(daemon), [])
        daemon.sender().send(article(2), id="two")
        self.wait_scored(daemon)
        self.assertGreater(self.replay(daemon)[0]["message"]["seq"], 1)


class BadFiles(JournalCase):
    def refused(self, daemon):
        ended = subprocess.run(daemon.command(), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                               timeout=PATIENCE, preexec_fn=die_with_parent)
        self.assertEqual(ended.returncode, 1, ended.stderr)
        self.assertIn("[bad_journal]", ended.stderr)
        return ended.stderr

    def filled(self):
        daemon = self.daemon().start()
        sender = daemon.sender()
        for number in range(50):
            sender.send(article(number), id="a%d" % number)
        self.wait_scored(daemon)
        self.assertEqual(daemon.stop(), 0)
        return daemon

    def test_noise(self):
        daemon = self.filled()
        with open(daemon.path("state/journal.db"), "r+b") as stream:
            stream.write(random.Random(1).randbytes(4096))
        self.assertIn("not a database", self.refused(daemon))

    @unittest.skipIf(os.geteuid(), "only root gives files away")
    def test_another_users_file(self):
        daemon = self.filled()
        os.chown(daemon.path("state/journal.db"), 65534, -1)
        self.assertIn("another user", self.refused(daemon))

    def test_truncated(self):
        daemon = self.filled()
        size = os.path.getsize(daemon.path("state/journal.db"))
        os.truncate(daemon.path("state/journal.db"), size // 2)
        self.refused(daemon)
        os.truncate(daemon.path("state/journal.db"), 0)
        self.assertIn("empty", self.refused(daemon))

    def test_newer_and_foreign(self):
        daemon = self.filled()
        for pragma, why in (("user_version = 99", "newer version"), ("application_id = 1", "no journal of stanced")):
            connection = self.database(daemon)
            connection.execute("PRAGMA " + pragma)
            connection.close()
            self.assertIn(why, self.refused(daemon))

    def test_in_use(self):
        daemon = self.daemon().start()
        other = self.daemon("--journal", daemon.path("state/journal.db"))
        self.assertIn("another process", self.refused(other))

    def test_not_a_file(self):
        daemon = self.daemon()
        os.makedirs(daemon.path("state/journal.db"))
        self.assertIn("no plain file", self.refused(daemon))
        self.assertFalse(os.path.exists(daemon.path("run")), "a door was opened")


if __name__ == "__main__":
    unittest.main()
