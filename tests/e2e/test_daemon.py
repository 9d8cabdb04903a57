"""End-to-end tests of the daemon: articles in, scores out, over real sockets."""
import contextlib
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
import unittest

import zmq

from harness import LEXICONS, PATIENCE, PROGRAM, Daemon, die_with_parent

HOSTILE = "Japan condemned China over the missile test on Tuesday. The ministry in Tokyo gave no details."
FRIENDLY = "Russia praised Iran on Monday for its help. The two sides met in Moscow."
NOTHING = "The bakery on the corner opens at seven and sells bread rolls."


def key_of(id):
    return hashlib.sha256(id.encode()).hexdigest()[:32]


class Shared(unittest.TestCase):
    """Tests that leave the daemon as they found it share one."""

    @classmethod
    def setUpClass(cls):
        cls.daemon = Daemon("--scorers", "2")
        cls.addClassCleanup(cls.daemon.close)
        cls.daemon.start()

    def setUp(self):
        self.sender = self.daemon.sender()
        self.addCleanup(self.daemon.hang_up)

    def fresh(self):
        """An id that no other test uses."""
        return "%s-%d" % (self.id(), time.monotonic_ns())

    def score(self, text, prefixes=("stance.", "target.", "sentiment.", "article."), **members):
        """Sends one article and returns all messages about it."""
        subscriber = self.daemon.subscriber(*prefixes)
        reply = self.sender.send(text, id=self.fresh(), **members)
        self.assertEqual(reply["status"], "accepted", reply)
        return reply, subscriber.until("article.")


class Articles(Shared):
    def test_messages_of_an_article(self):
        members = {"title": "A \"title\"", "url": "http://example.org/1", "outlet": "Wire", "published": "2022-11-11"}
        text = HOSTILE + " " + self.fresh()
        reply, messages = self.score(text, **members)
        self.assertEqual(reply["schema"], "stanced.reply/1")
        self.assertEqual(reply["key"], key_of(reply["id"]))
        self.assertFalse(reply["durable"])
        topics = [topic for topic, _, _ in messages]
        self.assertIn("stance.JPN.CHN", topics)
        self.assertIn("target.CHN.JPN", topics)
        self.assertIn("sentiment.JPN", topics)
        self.assertEqual(topics[-1], "article." + reply["key"])
        by_topic = {topic: (message, body) for topic, message, body in messages}
        stance, body = by_topic["stance.JPN.CHN"]
        self.assertEqual(body, by_topic["target.CHN.JPN"][1])
        self.assertEqual(stance["schema"], "stanced.stance/1")
        self.assertLess(stance["score"], 0)
        self.assertEqual(stance["label"], "negative")
        article = messages[-1][1]
        for message in (stance, article, by_topic["sentiment.JPN"][0]):
            self.assertEqual(message["id"], reply["id"])
            self.assertEqual(message["boot"], self.daemon.boot)
            for name, value in members.items():
                self.assertEqual(message[name], value)
            self.assertIsNone(message["copy_of"])
        self.assertTrue(stance["evidence"])
        raw = text.encode()
        for statement in stance["evidence"]:
            self.assertEqual(raw[statement["start"]:statement["end"]].decode(), statement["text"])
            for cue in (cue for held in statement["stances"] for cue in held["cues"]):
                self.assertLess(cue["start"], cue["end"])
        self.assertEqual([article["statements"][i] for i in stance["statements"]], stance["evidence"])
        self.assertIsNone(article["reason"])

    def test_article_without_pairs_says_why(self):
        _, messages = self.score(NOTHING + self.fresh())
        self.assertEqual(len(messages), 1)
        self.assertEqual(messages[0][1]["reason"], "no_actors")
        self.assertEqual(messages[0][1]["pairs"], [])

    def test_two_frames_and_offsets(self):
        subscriber = self.daemon.subscriber("stance.JPN.", "article.")
        text = ("«Ünï» \"x\"\n\n" + HOSTILE + self.fresh()).encode()
        header = json.dumps({"id": self.fresh(), "ref": "r7", "extra": {"deep": [1, None]}}).encode()
        reply = self.sender.send_frames(header, text)
        self.assertEqual((reply["status"], reply["ref"]), ("accepted", "r7"))
        topic, stance, _ = subscriber.next()
        self.assertEqual(topic, "stance.JPN.CHN")
        for statement in stance["evidence"]:
            self.assertEqual(text[statement["start"]:statement["end"]].decode(), statement["text"])

    def test_prefix_filters(self):
        wanted = self.daemon.subscriber("stance.JPN.")
        aimed = self.daemon.subscriber("target.IRN.")
        everything = self.daemon.subscriber("article.")
        self.sender.send(HOSTILE, id=self.fresh())
        self.sender.send(FRIENDLY, id=self.fresh())
        everything.take(2)
        self.assertEqual([topic for topic, _, _ in wanted.until("stance.JPN.CHN")], ["stance.JPN.CHN"])
        self.assertTrue(wanted.quiet())
        topic, message, _ = aimed.next()
        self.assertEqual((topic, message["source"]), ("target.IRN.RUS", "RUS"))
        self.assertTrue(aimed.quiet())

    def test_id_from_text(self):
        text = NOTHING + self.fresh()
        reply = self.sender.send(text)
        self.assertEqual(reply["id"], "sha256:" + hashlib.sha256(text.encode()).hexdigest())
        self.assertEqual(self.sender.send(text)["status"], "known")

    def test_known_and_conflict(self):
        id, text = self.fresh(), NOTHING + self.fresh()
        self.assertEqual(self.sender.send(text, id=id)["status"], "accepted")
        again = self.sender.send(text, id=id)
        self.assertEqual((again["status"], again["id"], again["key"]), ("known", id, key_of(id)))
        other = self.sender.send(text + "!", id=id)
        self.assertEqual((other["status"], other["error"]), ("refused", "id_conflict"))
        self.assertEqual(self.sender.send(text, id=id)["status"], "known")

    def test_copy_is_scored_and_named(self):
        text = HOSTILE + self.fresh()
        reply, _ = self.score(text)
        _, messages = self.score(text)
        self.assertTrue(all(message["copy_of"] == reply["id"] for _, message, _ in messages))

    def test_replaces_is_told(self):
        _, messages = self.score(NOTHING + self.fresh(), replaces="old")
        self.assertEqual(messages[-1][1]["replaces"], "old")

    def test_req_socket(self):
        sender = self.daemon.sender(zmq.REQ)
        for _ in range(2):
            self.assertEqual(sender.send(NOTHING, id=self.fresh())["status"], "accepted")
        reply = sender.send_frames(b'{"ref":"q"}', (NOTHING + self.fresh()).encode())
        self.assertEqual((reply["status"], reply["ref"]), ("accepted", "q"))

    def test_feed(self):
        subscriber = self.daemon.subscriber("article.")
        feed, ids = self.daemon.feed(), [self.fresh() for _ in range(3)]
        feed.send(json.dumps({"id": ids[0], "text": HOSTILE}).encode())
        feed.send(b"{")
        feed.send_multipart([json.dumps({"id": ids[1]}).encode(), FRIENDLY.encode()])
        feed.send_multipart([b"", json.dumps({"id": ids[2], "text": NOTHING}).encode()])
        self.assertEqual(sorted(message["id"] for _, message, _ in subscriber.take(3)), sorted(ids))

    def test_two_clients_at_once(self):
        subscriber = self.daemon.subscriber("article.")
        start, count, failures = self.fresh(), 150, []

        def client(name):
            sender = self.daemon.sender()
            for i in range(count):
                sender.post(HOSTILE + str(i), id="%s-%s-%d" % (start, name, i), ref=str(i))
            for i in range(count):
                reply = sender.reply()
                if reply["status"] != "accepted" or reply["ref"] != str(i) or "-%s-" % name not in reply["id"]:
                    failures.append(reply)

        threads = [threading.Thread(target=client, args=(name,)) for name in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        self.assertEqual(failures, [])
        self.assertEqual(len({message["id"] for _, message, _ in subscriber.take(2 * count)}), 2 * count)

    def test_numbers_have_no_gaps(self):
        subscriber = self.daemon.subscriber("")
        names = [(HOSTILE, FRIENDLY, NOTHING)[i % 3] for i in range(30)]
        for text in names:
            self.sender.post(text, id=self.fresh())
        messages, articles = [], 0
        while articles < len(names):
            messages.append(subscriber.next())
            articles += messages[-1][0].startswith("article.")
        numbers = [message["seq"] for topic, message, _ in messages if not topic.startswith("target.")]
        self.assertEqual(numbers, list(range(numbers[0], numbers[0] + len(numbers))))
        last = {}
        for topic, message, _ in messages:
            kind, name = topic.split(".")[:2]
            if kind in ("stance", "target"):
                place, before = "%s.%s" % (kind, name), message["prev_source" if kind == "stance" else "prev_target"]
            else:
                place, before = kind, message["prev"]
            if place in last:
                self.assertEqual(before, last[place])
            self.assertLess(before, message["seq"])
            last[place] = message["seq"]
        tail = self.daemon.ask("tail", prefix="stance.JPN.")
        self.assertEqual(tail["seq"], last["stance.JPN"])
        self.assertEqual(self.daemon.ask("tail", prefix="target.CHN")["seq"], last["target.CHN"])
        self.assertEqual(self.daemon.ask("tail", prefix="article.")["seq"], last["article"])
        self.assertEqual(self.daemon.ask("tail", prefix="")["seq"], numbers[-1])

    def test_status(self):
        subscriber = self.daemon.subscriber()
        first = subscriber.next(status=True)[1]
        second = subscriber.next(status=True)[1]
        self.assertEqual(first["schema"], "stanced.status/1")
        for name in ("seq", "version", "uptime_s", "accepted", "scored", "published", "refused", "queue", "lexicon"):
            self.assertIn(name, first)
        self.assertEqual(second["boot"], self.daemon.boot)
        self.assertGreaterEqual(second["uptime_s"], first["uptime_s"])


class Documents(unittest.TestCase):
    def test_every_member_is_explained(self):
        with open(os.path.join(LEXICONS, "..", "docs", "messages.md")) as stream:
            page = stream.read()
        daemon = Daemon(journal=True)
        self.addCleanup(daemon.close)
        daemon.start()
        said = set()
        for op, members in (("stats", {}), ("ping", {}), ("pairs", {}), ("history", {"source": "JPN", "target": "CHN"}), ("top", {})):
            said |= set(daemon.ask(op, **members))
        subscriber = daemon.subscriber("article.", "stance.", "trend.", "sentiment.")
        for text in (HOSTILE, HOSTILE + " Again."):
            daemon.sender().send(text, replaces="nothing")
        for _, message, _ in subscriber.take(7):
            said |= set(message)
            for part in message.get("evidence", message.get("pairs", [])):
                said |= set(part).union(*part.get("stances", []))
        self.assertIn("certainty", said)
        self.assertEqual([name for name in sorted(said) if "`%s`" % name not in page and '"%s"' % name not in page], [])


class Refusals(Shared):
    def refused(self, code, *frames):
        reply = self.sender.send_frames(*frames)
        self.assertEqual((reply["status"], reply["error"]), ("refused", code), reply)
        self.assertGreater(len(reply["message"]), 5)
        self.assertEqual(self.sender.send(NOTHING, id=self.fresh())["status"], "accepted")
        return reply

    def test_not_json(self):
        self.refused("bad_json", b"")
        self.refused("bad_json", b'{"text":"cut sho')
        self.refused("bad_json", b'{"text":"a"} and more')
        self.refused("bad_json", b'["text"]')

    def test_not_utf8(self):
        self.refused("bad_utf8", b'{"text":"caf\xe9"}')
        self.refused("bad_utf8", b'{"id":"u"}', b"caf\xe9 in Latin-1")

    def test_no_text(self):
        for text in (b"{}", b'{"text":null}', b'{"text":""}', b'{"text":" \\n\\u00a0"}'):
            self.refused("no_text", text)
        self.refused("no_text", b"{}", b"")

    def test_wrong_types(self):
        for text in (b'{"text":7}', b'{"text":"a","id":7}', b'{"text":"a","title":{}}', b'{"text":"a","ref":[]}'):
            self.refused("bad_request", text)
        self.refused("bad_request", b'{"text":"a"}', b"b")

    def test_unknown_keys_are_ignored(self):
        reply = self.sender.send(NOTHING, id=self.fresh(), colour="red", nested={"a": [10 ** 40]})
        self.assertEqual(reply["status"], "accepted")

    def test_nul(self):
        for text in (b'{"text":"a\\u0000b","ref":"r"}', b'{"text":"a","title":"\\u0000","ref":"r"}'):
            self.assertEqual(self.refused("bad_request", text)["ref"], "r")
        self.refused("bad_request", b"{}", b"a\0b")

    def test_frames(self):
        self.refused("bad_request", b"{}", b"a", b"b", b"c", b"d")
        self.refused("bad_request", b"{}", b"a", b"b")

    def test_date(self):
        reply = self.refused("bad_date", b'{"text":"a","published":"2022-13-45","ref":"r"}')
        self.assertEqual(reply["ref"], "r")

    def test_id(self):
        self.refused("bad_id", json.dumps({"text": "a", "id": "x" * 300}).encode())
        self.refused("bad_id", b'{"text":"a","id":"a\\nb"}')
        self.refused("bad_id", b'{"text":"a","id":""}')

    def test_too_large(self):
        self.refused("too_large", b'{"id":"ten"}', b"a" * 10_000_000)
        self.refused("too_large", json.dumps({"text": "a" * 10_000_000}).encode())
        self.refused("too_large", json.dumps({"text": "a", "title": "t" * 5000}).encode())

    def test_beyond_any_limit_costs_the_connection(self):
        limit = self.daemon.ask("ping")["limits"]["message_max"]
        other = self.daemon.sender()
        other.post_frames(b"{}", b"a" * (limit + 1))
        self.assertEqual(self.sender.send(NOTHING, id=self.fresh())["status"], "accepted")

    def test_hard_texts_are_scored(self):
        subscriber = self.daemon.subscriber("article.")
        hard = [b"x" * 1_000_000, b'"' * 100_000, "“".encode() * 100_000, b"a.B " * 50_000, b"\n" * 100_000 + b"end"]
        for text in hard:
            reply = self.sender.send_frames(json.dumps({"id": self.fresh()}).encode(), text)
            self.assertEqual(reply["status"], "accepted", text[:10])
        subscriber.take(len(hard))
        _, messages = self.score(HOSTILE + self.fresh())
        self.assertIn("stance.JPN.CHN", [topic for topic, _, _ in messages])


class Questions(Shared):
    def test_ping(self):
        answer = self.daemon.ask("ping", ref="7")
        self.assertEqual((answer["schema"], answer["op"], answer["ok"], answer["ref"]),
                         ("stanced.answer/1", "ping", True, "7"))
        self.assertEqual(answer["limits"]["id_max"], 256)
        self.assertGreater(answer["limits"]["text_max"], 1_000_000)
        self.assertGreater(answer["neutral_band"], 0)
        self.assertTrue(answer["lexicon"].startswith("sha256:"))
        self.assertEqual(answer["doors"]["ingest"], [self.daemon.address("ingest")])

    def test_stats(self):
        before = self.daemon.ask("stats")
        self.score(HOSTILE + self.fresh())
        self.sender.send_frames(b"{")
        after = self.daemon.settle(before["scored"] + 1)
        self.assertEqual(after["accepted"], before["accepted"] + 1)
        self.assertEqual(after["refused_by"]["bad_json"], before["refused_by"].get("bad_json", 0) + 1)
        self.assertGreater(after["engine_us"], 0)

    def test_bad_questions(self):
        for frame, error in ((b"", "bad_json"), (b"[]", "bad_json"), (b"{}", "bad_request"),
                             (b'{"op":7}', "bad_request"), (b'{"op":"dance"}', "bad_request"),
                             (b'{"op":"tail"}', "bad_request"), (b'{"op":"tail","prefix":7}', "bad_request"),
                             (b'{"op":"replay"}', "not_allowed"), (b'{"op":"reload"}', "not_allowed"),
                             (b'{"op":"drain"}', "not_allowed"), (b'{"op":"\xff"}', "bad_utf8")):
            answer = self.daemon.ask_raw(frame)
            self.assertEqual((answer["ok"], answer["error"]), (False, error), frame)
            self.assertTrue(answer["message"])
        self.assertEqual(self.daemon.ask_raw(b'{"op":"ping"}', b"", b"x")["error"], "bad_request")
        self.assertEqual(self.daemon.ask("prune", door="control")["error"], "not_allowed")
        self.assertTrue(self.daemon.ask("ping")["ok"])

    def test_control_is_its_owners(self):
        mode = os.stat(self.daemon.path("run/control.sock")).st_mode
        self.assertEqual(mode & 0o777, 0o600)
        self.assertEqual(os.stat(self.daemon.path("run")).st_mode & 0o777, 0o700)


class Lives(unittest.TestCase):
    """Tests that start, stop and break daemons of their own."""

    def daemon(self, *flags, **options):
        daemon = Daemon(*flags, **options)
        self.addCleanup(daemon.close)
        return daemon

    def copy_lexicons(self, daemon):
        path = daemon.path("lexicons")
        shutil.copytree(LEXICONS, path)
        daemon.lexicons = path
        return path

    def test_numbers_over_a_restart(self):
        daemon = self.daemon("--scorers", "1")
        runs = []
        for run in range(3):
            daemon.start()
            subscriber = daemon.subscriber("stance.JPN.", "article.")
            self.assertEqual(daemon.sender().send(HOSTILE, id="r%d" % run)["status"], "accepted")
            messages = subscriber.until("article.")
            runs.append((daemon.boot, messages[0][1], messages[-1][1]))
            if run == 1:
                daemon.kill()
            else:
                self.assertEqual(daemon.stop(), 0, daemon.log())
        self.assertEqual(len({boot for boot, _, _ in runs}), 3)
        (_, stance0, article0), (_, stance1, article1), (_, stance2, article2) = runs
        self.assertEqual(stance0["prev_source"], 0)
        self.assertEqual(stance1["prev_source"], stance0["seq"])
        self.assertEqual(stance1["prev_target"], stance0["seq"])
        self.assertEqual(stance1["seq"], article0["seq"] + 1)
        self.assertEqual(article1["prev"], article0["seq"])
        # After the kill nobody knows what was used: the numbers before it are all taken as used.
        self.assertGreater(stance2["seq"], article1["seq"])
        self.assertEqual(stance2["prev_source"], stance2["seq"] - 1)

    def test_drain_finishes_what_was_taken(self):
        for how in ("signal", "order"):
            with self.subTest(how=how):
                daemon = self.daemon("--scorers", "2").start()
                subscriber, sender = daemon.subscriber("article."), daemon.sender()
                count = 400
                for i in range(count):
                    sender.post(HOSTILE + " %d" % i, id=str(i))
                self.assertEqual({sender.reply()["status"] for _ in range(count)}, {"accepted"})
                if how == "signal":
                    daemon.signal(signal.SIGTERM)
                else:
                    self.assertTrue(daemon.ask("drain", door="control")["ok"])
                ids = {message["id"] for _, message, _ in subscriber.take(count)}
                self.assertEqual(len(ids), count)
                self.assertEqual(daemon.wait(), 0, daemon.log())
                states = []
                while subscriber.socket.poll(300):
                    states.append(subscriber.next(status=True)[1].get("state"))
                self.assertEqual(states[-1], "stopped")

    def test_draining_refuses(self):
        daemon = self.daemon("--scorers", "1").start()
        sender = daemon.sender()
        hard = (HOSTILE + " ").encode() * 15_000
        for i in range(6):
            sender.send_frames(json.dumps({"id": "h%d" % i}).encode(), hard + b"%d" % i)
        daemon.signal(signal.SIGTERM)
        end = time.monotonic() + PATIENCE
        reply = {"status": None}
        while reply["status"] != "refused" and time.monotonic() < end:
            sender.post(NOTHING + str(time.monotonic_ns()))
            if not sender.socket.poll(2000):
                break
            reply = sender.reply()
        self.assertEqual((reply["status"], reply.get("error")), ("refused", "draining"))
        self.assertGreater(reply["retry_ms"], 0)
        self.assertEqual(daemon.wait(30), 0)

    def test_busy(self):
        daemon = self.daemon("--scorers", "1", config="[limits]\nqueue = 2\n").start()
        sender = daemon.sender()
        hard = (HOSTILE + " ").encode() * 15_000
        for i in range(40):
            sender.post_frames(json.dumps({"id": "h%d" % i}).encode(), hard + b"%d" % i)
        replies = [sender.reply() for _ in range(40)]
        busy = [reply for reply in replies if reply["status"] == "refused"]
        self.assertTrue(busy)
        self.assertEqual({reply["error"] for reply in busy}, {"busy"})
        self.assertTrue(all(reply["retry_ms"] > 0 for reply in busy))
        again = None
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and (again is None or again["status"] == "refused"):
            again = sender.send(NOTHING, id="later")
            time.sleep(0.02)
        self.assertEqual(again["status"], "accepted")

    def reload_under_load(self, daemon, action):
        """Sends articles from before action until after it; all must be accepted and come out."""
        subscriber, sender = daemon.subscriber("article."), daemon.sender()
        result, count = {}, 600

        def act():
            result["answer"] = action()

        thread = threading.Thread(target=act)
        for i in range(count):
            sender.post(HOSTILE + " %d" % i, id="load-%d" % i)
            if i == 50:
                thread.start()
        thread.join(PATIENCE)
        self.assertEqual({sender.reply()["status"] for _ in range(count)}, {"accepted"})
        messages = subscriber.take(count)
        self.assertEqual(len({message["id"] for _, message, _ in messages}), count)
        return result["answer"]

    def test_reload_good_lexicons(self):
        daemon = self.daemon("--scorers", "2")
        path = self.copy_lexicons(daemon)
        daemon.start()
        before = daemon.ask("ping")["lexicon"]
        with open(os.path.join(path, "stances.tsv"), "a") as stream:
            stream.write("# another\n")
        answer = self.reload_under_load(daemon, lambda: daemon.ask("reload", door="control", ref="x"))
        self.assertTrue(answer["ok"], answer)
        self.assertEqual(answer["ref"], "x")
        self.assertNotEqual(answer["lexicon"], before)
        subscriber = daemon.subscriber("article.")
        daemon.sender().send(HOSTILE, id="after")
        self.assertEqual(subscriber.next()[1]["lexicon"], answer["lexicon"])

    def test_reload_bad_lexicons(self):
        daemon = self.daemon("--scorers", "2")
        path = self.copy_lexicons(daemon)
        daemon.start()
        before = daemon.ask("ping")["lexicon"]
        with open(os.path.join(path, "stances.tsv"), "a") as stream:
            stream.write("BROKEN\tno\tsuch\trow\tat\tall\tin\tany\tlexicon\n")
        answer = self.reload_under_load(daemon, lambda: daemon.ask("reload", door="control"))
        self.assertEqual((answer["ok"], answer["error"]), (False, "bad_lexicon"))
        self.assertRegex(answer["message"], r"stances\.tsv:\d+:\d+: \[\w+\] ")
        self.assertEqual(answer["findings"][0], answer["message"])
        self.assertEqual(answer["lexicon"], before)
        self.assertRegex(daemon.log(), r"<3>.*stances\.tsv:\d+:\d+: \[\w+\] ")
        self.assertEqual(daemon.ask("ping")["lexicon"], before)
        stats = daemon.ask("stats")
        self.assertEqual((stats["reloads"], stats["reloads_refused"]), (1, 1))

    def test_reload_by_signal(self):
        daemon = self.daemon("--scorers", "1")
        path = self.copy_lexicons(daemon)
        daemon.start()
        before = daemon.ask("ping")["lexicon"]
        with open(os.path.join(path, "stances.tsv"), "a") as stream:
            stream.write("# another\n")
        daemon.signal(signal.SIGHUP)
        end = time.monotonic() + PATIENCE
        while daemon.ask("ping")["lexicon"] == before and time.monotonic() < end:
            time.sleep(0.02)
        self.assertNotEqual(daemon.ask("ping")["lexicon"], before)

    def test_a_reload_gives_way_to_articles(self):
        daemon = self.daemon().start()
        tasks = "/proc/%d/task" % daemon.process.pid
        nice = set()

        def look():
            for task in os.listdir(tasks):
                with contextlib.suppress(OSError), open("%s/%s/stat" % (tasks, task), encoding="utf-8") as file:
                    nice.add(int(file.read().rsplit(")", 1)[1].split()[16]))
        look()
        usual, deadline = max(nice), time.monotonic() + PATIENCE
        while max(nice) == usual and time.monotonic() < deadline:
            daemon.signal(signal.SIGHUP)
            look()
        self.assertEqual(nice, {usual, 19})

    def test_many_reloads_are_all_answered(self):
        daemon = self.daemon("--scorers", "1").start()
        control = daemon.socket(zmq.DEALER, daemon.address("control"))
        for i in range(5):
            control.send(json.dumps({"op": "reload", "ref": str(i)}).encode())
        answers = [json.loads(control.recv()) for _ in range(5)]
        self.assertEqual(sorted(answer["ref"] for answer in answers), list("01234"))
        self.assertTrue(all(answer["ok"] for answer in answers))
        self.assertLessEqual(daemon.ask("stats")["reloads"], 5)

    # ---- starting ----

    def run_once(self, daemon, *flags):
        return subprocess.run(daemon.command(*flags), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=PATIENCE * 3)

    def test_port_taken(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            daemon = self.daemon("--feed", "tcp://127.0.0.1:%d" % port)
            ended = self.run_once(daemon)
            self.assertEqual(ended.returncode, 1)
            self.assertIn("feed: [address_in_use] tcp://127.0.0.1:%d" % port, ended.stderr)
            left = [name for name in os.listdir(daemon.path("run")) if name.endswith(".sock")]
            self.assertEqual(left, [])

    def test_second_daemon_is_refused(self):
        daemon = self.daemon().start()
        ended = self.run_once(daemon, "--state", daemon.path("other"))
        self.assertEqual(ended.returncode, 1)
        self.assertIn("[address_in_use] ipc://", ended.stderr)
        ended = self.run_once(daemon, "--run", daemon.path("other"))
        self.assertEqual(ended.returncode, 1)
        self.assertIn("[bad_state]", ended.stderr)
        self.assertTrue(daemon.ask("ping")["ok"])

    def test_run_directory_is_no_prefix(self):
        daemon = self.daemon()
        os.mkdir(daemon.path("run2"))
        path = daemon.path("run2/control.sock")
        command = [PROGRAM, "--lexicons", daemon.lexicons, "--state", daemon.path("state"), "--run", daemon.path("run"),
                   "--control", "ipc://" + path]
        for door in ("ingest", "feed", "publish", "query"):
            command += ["--" + door, "none"]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=die_with_parent)
        deadline = time.monotonic() + PATIENCE * 3
        while not os.path.exists(path) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        process.terminate()
        _, log = process.communicate(timeout=PATIENCE * 3)
        self.assertEqual(process.returncode, 0, log)
        self.assertFalse(os.path.exists(daemon.path("run")))

    def test_check(self):
        daemon = self.daemon()
        ended = self.run_once(daemon, "-n")
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertIn("OK", ended.stdout)
        self.assertFalse(os.path.exists(daemon.path("run")))
        self.assertFalse(os.path.exists(daemon.path("state")))

    def test_check_bad_configuration(self):
        daemon = self.daemon(config="[limits]\nqueue = many\n[doors]\nlisten = x\n")
        ended = self.run_once(daemon, "-n")
        self.assertEqual(ended.returncode, 2)
        self.assertIn("stanced.conf:2:9: [bad_value]", ended.stderr)
        self.assertIn("stanced.conf:4:1: [unknown_key]", ended.stderr)
        ended = self.run_once(self.daemon(), "-n", "--ingest", "tcp://0.0.0.0:7701")
        self.assertEqual(ended.returncode, 2)
        self.assertIn("--ingest: [remote_address]", ended.stderr)

    def test_misnamed_lexicon_file_is_told_at_start(self):
        daemon = self.daemon()
        path = self.copy_lexicons(daemon)
        with open(os.path.join(path, "country.tsv"), "w") as stream:
            stream.write("code\tname\n")
        ended = self.run_once(daemon, "-n")
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertIn("country.tsv:0:0: [unknown_file] ", ended.stderr)
        daemon.start()
        self.assertRegex(daemon.log(), r"<4>.*country\.tsv:0:0: \[unknown_file\] ")

    def test_check_bad_lexicons(self):
        daemon = self.daemon()
        path = self.copy_lexicons(daemon)
        with open(os.path.join(path, "stances.tsv"), "a") as stream:
            stream.write("BROKEN\tno\tsuch\trow\tat\tall\tin\tany\tlexicon\n")
        ended = self.run_once(daemon, "-n")
        self.assertEqual(ended.returncode, 1)
        self.assertRegex(ended.stderr, r"stances\.tsv:\d+:\d+: \[\w+\] ")
        ended = self.run_once(daemon)
        self.assertEqual(ended.returncode, 1)
        self.assertRegex(ended.stderr, r"<3>.*stances\.tsv:\d+:\d+: \[\w+\] ")

    def test_tcp_doors_on_free_ports(self):
        any_port = "tcp://127.0.0.1:*"
        daemon = self.daemon("--ingest", any_port, "--feed", any_port, "--publish", any_port, "--query", any_port,
                             tcp=True).start()
        doors = daemon.ask("ping", door="control")["doors"]
        self.assertTrue(all(doors[door][0].startswith("tcp://127.0.0.1:") for door in
                            ("ingest", "feed", "publish", "query")))
        daemon.address = lambda door: doors[door][0]
        subscriber = daemon.subscriber("stance.")
        self.assertEqual(daemon.sender().send(HOSTILE)["status"], "accepted")
        self.assertEqual(subscriber.next()[0], "stance.JPN.CHN")

    def test_help_and_version(self):
        daemon = self.daemon()
        for flag, word in (("--help", "Usage: stanced"), ("--version", "stanced ")):
            ended = self.run_once(daemon, flag)
            self.assertEqual(ended.returncode, 0)
            self.assertIn(word, ended.stdout)


if __name__ == "__main__":
    unittest.main()
