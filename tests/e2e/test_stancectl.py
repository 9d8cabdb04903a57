"""End-to-end tests of stancectl and the examples: without a daemon, and with a real one over real sockets.

STANCECTL names the program, SUBSCRIBE the example built from subscribe.c, EXAMPLES the folder of the others.
"""
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import unittest

import zmq

from harness import LEXICONS, PATIENCE, Daemon

STANCECTL = os.environ["STANCECTL"]
SUBSCRIBE = os.environ["SUBSCRIBE"]
EXAMPLES = os.environ["EXAMPLES"]

HOSTILE = 'Japan condemned China over the missile test. "We strongly condemn China\'s reckless launch," ' \
          "Japanese Prime Minister Fumio Kishida said on Tuesday."
FRIENDLY = "Russia praised Iran on Monday for its help."
NOTHING = "The bakery on the corner opens at seven and sells bread rolls."


def lines(*articles):
    return "".join(json.dumps(article) + "\n" for article in articles)


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="stancectl-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.environment = {}

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as stream:
            stream.write(content if isinstance(content, bytes) else content.encode())
        return path

    def run_program(self, *command, input="", status=0):
        environment = dict(os.environ, **self.environment)
        done = subprocess.run(command, input=input if isinstance(input, bytes) else input.encode(),
                              capture_output=True, timeout=60, env=environment)
        done.stdout, done.stderr = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
        self.assertEqual(done.returncode, status, (command, done.stdout, done.stderr))
        return done

    def ctl(self, *arguments, **options):
        return self.run_program(STANCECTL, *arguments, **options)

    def score_json(self, *arguments, **options):
        done = self.ctl("score", "--json", *arguments, **options)
        return [json.loads(line) for line in done.stdout.splitlines()]


class Help(Case):
    COMMANDS = "score explain send watch ping stats reload drain pairs history top article replay prune journal lint lookup terms".split()

    def test_help_of_every_command(self):
        overview = self.ctl("--help").stdout
        for command in self.COMMANDS:
            self.assertIn("  %s " % command, overview)
            text = self.ctl(command, "--help").stdout
            self.assertTrue(text.startswith("Usage: stancectl " + command), text)
            self.assertIn("Exit status:", text)

    def test_help_names_every_option(self):
        completion = os.path.join(EXAMPLES, "..", "stancectl.bash")
        with open(completion) as stream:
            offered = set(re.findall(r"--[a-z-]+", stream.read()))
        named = set(re.findall(r"--[a-z-]+", "".join(self.ctl(c, "--help").stdout for c in self.COMMANDS)))
        self.assertEqual(named - offered, set())
        self.assertEqual(offered - named, {"--version"})

    def test_help_as_a_command(self):
        self.assertEqual(self.ctl("help").stdout, self.ctl("--help").stdout)
        self.assertEqual(self.ctl("help", "send").stdout, self.ctl("send", "--help").stdout)
        self.ctl("help", "nosuch", status=2)

    def test_addresses_that_are_none(self):
        for address in ("7704", "http://127.0.0.1", "inproc://x", "tcp:/x"):
            self.assertIn("'%s' is no address" % address, self.ctl("ping", "--query", address, status=2).stderr)
        self.environment["STANCED_QUERY"] = "localhost"
        self.assertIn("'localhost' of $STANCED_QUERY is no address", self.ctl("ping", status=2).stderr)

    def test_version(self):
        self.assertRegex(self.ctl("--version").stdout, r"^stancectl \d+\.\d+\.\d+\n$")

    def test_usage_errors(self):
        for arguments in ([], ["nosuch"], ["score", "--nosuch"], ["score", "--published", "2022-13-45"],
                          ["watch", "--source", "c-x"], ["pairs", "--target", "x" * 17], ["watch", "--topic", "x", "--source", "CHN"],
                          ["watch", "--count", "0"], ["send", "--window", "0"], ["send", "--timeout", "soon"],
                          ["ping", "more"], ["ping", "--query", "7704"], ["lookup"], ["lint", "a", "b"],
                          ["send", "--ingest", "ipc://" + "x" * 108]):
            with self.subTest(arguments):
                self.assertNotEqual(self.ctl(*arguments, status=2).stderr + "x", "")


class Score(Case):
    def test_text_file(self):
        path = self.write("strait.txt", HOSTILE)
        article, = self.score_json("--published", "2022-11-11", path)
        self.assertEqual(article["schema"], "stanced.article/1")
        self.assertEqual((article["id"], article["published"]), (path, "2022-11-11"))
        self.assertNotIn("seq", article)
        self.assertNotIn("boot", article)
        pair, = [p for p in article["pairs"] if (p["source"], p["target"]) == ("JPN", "CHN")]
        self.assertEqual(pair["label"], "negative")
        raw = HOSTILE.encode()
        for statement in article["statements"]:
            self.assertEqual(raw[statement["start"]:statement["end"]].decode(), statement["text"])

    def test_statement_ends(self):
        article, = self.score_json(self.write("a.txt", 'Ditte Lund asked: "Who pays?" Per Holm said: "We pay."'))
        self.assertEqual([s["text"] for s in article["statements"]], ["Who pays?", "We pay"])

    def test_tables(self):
        out = self.ctl("score", self.write("a.txt", HOSTILE), self.write("b.txt", NOTHING)).stdout
        self.assertRegex(out, r"JPN +-> CHN +negative +-0\.\d\d +confidence 0\.\d\d")
        self.assertIn("condemn", out)
        self.assertIn("no pairs: ", out)
        self.assertNotIn("\033", out)

    def test_json_lines(self):
        first, second = {"id": "one", "text": HOSTILE, "published": "2022"}, {"id": "two", "text": NOTHING, "more": 1}
        for name, done in (("standard input", self.score_json(input="\n " + lines(first, second))),
                           ("file", self.score_json(self.write("x.jsonl", b"\xef\xbb\xbf" + lines(first, second).encode())))):
            with self.subTest(name):
                self.assertEqual([a["id"] for a in done], ["one", "two"])
                self.assertEqual([a["published"] for a in done], ["2022", None])

    def test_json_files(self):
        one, two = {"id": "one", "text": HOSTILE}, {"id": "two", "text": NOTHING, "big": 10 ** 30}
        pretty = json.dumps(one, indent=2)
        for name, content, ids in (("a.json", pretty, ["one"]), ("b.JSON", json.dumps([one, two], indent=1), ["one", "two"]),
                                   ("c.json", lines(one, two), ["one", "two"]), ("d.JSONL", lines(one, two), ["one", "two"]),
                                   ("e.ndjson", lines(one), ["one"]), ("f.json", "\ufeff" + pretty + "\n\n", ["one"]),
                                   ("g.json", "[]", [])):
            with self.subTest(name):
                self.assertEqual([a["id"] for a in self.score_json(self.write("j/" + name, content))], ids)
                if name[0] in "abcf":  # what standard input tells by itself
                    self.assertEqual([a["id"] for a in self.score_json(input=content)], ids)
        ids = [a["id"] for a in self.score_json(os.path.join(self.folder, "j"))]
        self.assertEqual(ids, ["one"] + ["one", "two"] * 3 + ["one"] * 2)
        self.assertEqual([a["id"] for a in self.score_json(input="[Berlin] " + NOTHING)], ["-"])

    def test_bad_json_files(self):
        for content, message in (("{\"text\": \"cut sho", "bad.json: [bad_json] not JSON at byte"), ("", "[bad_json]"),
                                 ("[{\"text\": \"a\"}, 7]", "bad.json:2: [bad_"), ("[{\"id\": \"a\"}]", "bad.json:1: [no_text]"),
                                 (b"{\"text\": \"caf\xe9\"}", "[bad_utf8]"), ("{\"text\": \"a\\u0000\"}", "NUL")):
            with self.subTest(content):
                done = self.ctl("score", "--json", self.write("bad.json", content), status=1)
                self.assertIn(message, done.stderr)
                self.assertEqual(len(done.stderr.splitlines()), 1)

    def test_bad_lines_are_told_and_passed_over(self):
        feed = lines({"id": "one", "text": NOTHING}) + "{not json\n" + lines({"id": "two"}) + "\n" + \
            lines({"id": "three", "text": NOTHING, "published": "2022-13-45"}, {"id": "four", "text": NOTHING})
        done = self.ctl("score", "--json", "-", input=feed, status=1)
        self.assertEqual([json.loads(line)["id"] for line in done.stdout.splitlines()], ["one", "four"])
        for line, code in ((2, "bad_json"), (3, "no_text"), (5, "bad_date")):
            self.assertRegex(done.stderr, r"stancectl: -:%d: \[%s\] " % (line, code))

    def test_bad_files(self):
        good = self.write("good.txt", NOTHING)
        for name, content, message in (("empty.txt", b"", "no_text"), ("latin.txt", b"caf\xe9", "bad_utf8"),
                                       ("big.txt", b"a" * ((16 << 20) + 1), "too_large"), (None, None, "No such file")):
            with self.subTest(message):
                path = self.write(name, content) if name else os.path.join(self.folder, "missing.txt")
                done = self.ctl("score", "--json", path, good, status=1)
                self.assertIn(message, done.stderr)
                self.assertEqual(json.loads(done.stdout)["id"], good)

    def test_last_line_without_end_and_long_lines(self):
        long = "a" * (1 << 20)
        feed = lines({"id": "long", "text": long}) + json.dumps({"id": "last", "text": NOTHING})
        self.assertEqual([a["id"] for a in self.score_json(input=feed)], ["long", "last"])

    def test_directory(self):
        self.write("d/b.txt", NOTHING)
        self.write("d/a.jsonl", lines({"id": "one", "text": NOTHING}))
        self.write("d/e/c.txt", NOTHING)
        self.write("d/.hidden.txt", NOTHING)
        self.write("d/readme.md", NOTHING)
        ids = [a["id"] for a in self.score_json(os.path.join(self.folder, "d"))]
        self.assertEqual([os.path.basename(id) for id in ids], ["one", "b.txt", "c.txt"])

    def test_directories_with_links_and_without_articles(self):
        self.write("d/a.txt", NOTHING)
        directory = os.path.join(self.folder, "d")
        os.symlink("a.txt", os.path.join(directory, "b.txt"))
        os.symlink("..", os.path.join(directory, "c.txt"))  # a directory: it may lead anywhere
        os.symlink(directory, os.path.join(self.folder, "link"))
        for name in ("d", "link"):
            ids = [a["id"] for a in self.score_json(os.path.join(self.folder, name))]
            self.assertEqual([os.path.basename(id) for id in ids], ["a.txt", "b.txt"])
        os.symlink("nowhere", os.path.join(directory, "d.txt"))
        self.assertRegex(self.ctl("score", directory, status=1).stderr, r"d/d\.txt: No such file")
        os.mkdir(os.path.join(self.folder, "empty"))
        self.assertIn("empty: no .txt, .json, .jsonl or .ndjson files", self.ctl("score", os.path.join(self.folder, "empty")).stderr)

    def test_results_come_one_by_one(self):
        process = subprocess.Popen([STANCECTL, "score", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            for id in ("one", "two"):
                process.stdin.write(lines({"id": id, "text": NOTHING}).encode())
                process.stdin.flush()
                ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
                self.assertTrue(ready, "nothing came")
                self.assertEqual(json.loads(process.stdout.readline())["id"], id)
            process.stdin.close()
            self.assertEqual(process.wait(PATIENCE), 0)
        finally:
            process.kill()
            process.wait()
            process.stdin.close()
            process.stdout.close()

    def test_custom_actors(self):
        actors = self.write("actors.tsv", "code\tname\nACME\tAcme Corporation\n")
        article, = self.score_json("--actors", actors, input="Acme Corporation condemned China on Monday.")
        self.assertIn(("ACME", "CHN"), [(p["source"], p["target"]) for p in article["pairs"]])

    def test_bad_lexicon(self):
        self.write("bad/countries.tsv", "code\tname\nlower\tNowhere\n")
        done = self.ctl("score", "--lexicon", os.path.join(self.folder, "bad"), input=NOTHING, status=1)
        self.assertRegex(done.stderr, r"bad/countries\.tsv:2:\d+: \[\w+\] ")

    def test_full_disk(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([STANCECTL, "score"], input=NOTHING.encode(), stdout=full, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"standard output", done.stderr)


class Explain(Case):
    def on_terminal(self, *arguments):
        """Standard output is a terminal; returns what it shows."""
        reader, writer = pty.openpty()
        try:
            environment = dict(os.environ, TERM="xterm", **self.environment)
            if "NO_COLOR" not in self.environment:
                environment.pop("NO_COLOR", None)
            process = subprocess.Popen([STANCECTL, *arguments], stdin=subprocess.DEVNULL, stdout=writer, env=environment)
            os.close(writer)
            writer, out = None, b""
            try:
                while select.select([reader], [], [], PATIENCE)[0]:
                    piece = os.read(reader, 65536)
                    if not piece:
                        break
                    out += piece
            except OSError:
                pass  # the other end is closed
            finally:
                status = process.wait(PATIENCE)
            self.assertEqual(status, 0)
            return out.decode().replace("\r\n", "\n")
        finally:
            os.close(reader)
            if writer is not None:
                os.close(writer)

    def test_marks_without_colour(self):
        path = self.write("a.txt", HOSTILE + "\n\x1b[31mred\x07 \xc2\x9b1m\n")
        out = self.ctl("explain", path).stdout
        self.assertNotIn("\033", out)
        self.assertNotIn("\x07", out)
        self.assertNotIn("\x9b", out)
        self.assertRegex(out, r"\[\d+\| ")
        self.assertIn("{condemn", out)
        self.assertRegex(out, r"<[^>]*Kishida")

    def test_sums_give_the_scores(self):
        path = self.write("a.txt", HOSTILE)
        out = self.ctl("explain", "--no-text", path).stdout
        article, = self.score_json(path)
        scores = re.findall(r"sum [+-]\d+\.\d+ / weight \d+\.\d+ = ([+-]\d+\.\d+);", out)
        self.assertEqual(len(scores), len(article["pairs"]))
        for score, pair in zip(scores, article["pairs"]):
            self.assertAlmostEqual(float(score), pair["score"], delta=0.0051)
        self.assertEqual(len(re.findall(r"^ +\d+  (?:direct|mixed|indirect|narrated) ", out, re.M)), len(article["statements"]))

    def test_colour_on_a_terminal(self):
        path = self.write("a.txt", HOSTILE)
        self.assertIn("\033[1;31m", self.on_terminal("explain", path))
        self.environment["NO_COLOR"] = "1"
        out = self.on_terminal("explain", path)
        self.assertNotIn("\033", out)
        self.assertIn("{condemn", out)

    def test_one_of_many(self):
        path = self.write("a.jsonl", lines({"id": "one", "text": NOTHING}, {"id": "two", "text": NOTHING}))
        out = self.ctl("explain", "--id", "two", path).stdout
        self.assertIn("two", out)
        self.assertNotIn("one  tone", out)
        self.ctl("explain", "--id", "three", path, status=1)


class Lexicons(Case):
    def test_lint(self):
        out = self.ctl("lint").stdout
        self.assertRegex(out, r"\d+  countries\.tsv")
        self.assertRegex(out, r"(?m)^0 errors, \d+ warnings$")

    def test_lint_of_a_bad_overlay(self):
        self.write("o/countries.tsv", "code\tname\nCHN\tChina\nCHN\tChina\n")
        done = self.ctl("lint", "--lexicon", os.path.join(self.folder, "o"), status=1)
        self.assertRegex(done.stdout, r"o/countries\.tsv:3:\d+: \[\w+\] ")
        self.ctl("lint", os.path.join(self.folder, "nowhere"), status=1)

    def test_lookup(self):
        out = self.ctl("lookup", "condemn").stdout
        self.assertRegex(out, r"stance .*condemn.*stances\.tsv:\d+")
        self.assertIn("FRA", self.ctl("lookup", "French").stdout)
        self.ctl("lookup", "qwertzuiop", status=1)
        self.assertIn("not UTF-8", self.ctl("lookup", b"caf\xe9", status=1).stderr)

    def test_lookup_at_a_date(self):
        self.assertIn("JPN", self.ctl("lookup", "--date", "2022-11-11", "Fumio", "Kishida").stdout)
        self.ctl("lookup", "--date", "tomorrow", "x", status=2)
        rows = self.ctl("lookup", "Fumio Kishida").stdout.splitlines()
        self.assertEqual(len(rows), len(set(rows)))
        self.assertIn(" former ", self.ctl("lookup", "--date", "2030", "Fumio Kishida").stdout)

    def test_terms(self):
        text = "Japan condemned China. Zorblat Quuxington, a baker, said the bread was good."
        out = self.ctl("terms", input=text).stdout
        self.assertRegex(out, r"name +1  Japan +.*countries\.tsv:\d+")
        self.assertRegex(out, r"stance +1  condemn")
        self.assertIn("Quuxington", self.ctl("terms", "--unknown", input=text).stdout)
        self.assertNotIn("Japan", self.ctl("terms", "--unknown", input=text).stdout)


class WithoutDaemon(Case):
    NOBODY = "tcp://127.0.0.1:9"

    def test_unreached(self):
        path = self.write("a.txt", NOTHING)
        for arguments in (["ping", "--query", self.NOBODY, "--timeout", "0.2"], ["stats", "--query", self.NOBODY, "--timeout", "0.2"],
                          ["reload", "--control", "ipc://" + self.folder + "/no.sock", "--timeout", "0.2"],
                          ["send", "--ingest", self.NOBODY, "--timeout", "0.2", path],
                          ["watch", "--publish", self.NOBODY, "--timeout", "0.2"],
                          ["watch", "--publish", self.NOBODY, "--timeout", "0.2", "--count", "1"],
                          ["top", "--query", self.NOBODY, "--timeout", "0.2"],
                          ["pairs", "--query", self.NOBODY, "--timeout", "0.2"]):
            with self.subTest(arguments[0]):
                self.assertIn("is stanced running", self.ctl(*arguments, status=3).stderr)


class BusyDaemon(threading.Thread):
    """Puts every article off."""

    def __init__(self, address):
        super().__init__(daemon=True)
        self.context = zmq.Context()
        self.socket = self.context.socket(zmq.ROUTER)
        self.socket.linger = 0
        self.socket.bind(address)
        self.over = False

    def run(self):
        while not self.over:
            if not self.socket.poll(50):
                continue
            peer, header, _ = self.socket.recv_multipart()
            reply = {"status": "refused", "ref": json.loads(header)["ref"], "error": "busy",
                     "message": "the journal cannot be written now", "retry_ms": 20}
            self.socket.send_multipart([peer, json.dumps(reply).encode()])

    def close(self):
        self.over = True
        self.join()
        self.context.destroy(0)


class WithBusyDaemon(Case):
    def test_send_says_why_nothing_is_taken(self):
        address = "ipc://" + os.path.join(self.folder, "ingest.sock")
        daemon = BusyDaemon(address)
        daemon.start()
        self.addCleanup(daemon.close)
        done = self.ctl("send", "--ingest", address, "--timeout", "1", input=HOSTILE, status=3)
        self.assertIn("[busy] the journal cannot be written now", done.stderr)
        self.assertNotIn("is stanced running", done.stderr)


class Doors(Case):
    """self.daemon is there; the doors are told by the environment."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self.daemon.hang_up)
        for door in ("ingest", "publish", "query", "control"):
            self.environment["STANCED_" + door.upper()] = self.daemon.address(door)

    def start(self, *command, input=subprocess.DEVNULL):
        """A program that goes on, ended with the test."""
        process = subprocess.Popen(command, stdin=input, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=dict(os.environ, **self.environment))

        def end():
            process.kill()
            process.wait()
            process.stdout.close()
            process.stderr.close()
        self.addCleanup(end)
        return process

    def read_line(self, stream):
        """Bytes of the stream come unbuffered, so that select tells the truth."""
        line = b""
        while not line.endswith(b"\n"):
            self.assertTrue(select.select([stream], [], [], PATIENCE)[0], "nothing came: %r" % line)
            byte = os.read(stream.fileno(), 1)
            self.assertTrue(byte, "the program ended")
            line += byte
        return line.decode()

    def watch(self, *arguments):
        process = self.start(STANCECTL, "watch", *arguments)
        self.assertIn("watching", self.read_line(process.stderr))
        return process

    def send(self, text, id):
        return self.ctl("send", "-", input=lines({"id": id, "title": "A title", "text": text, "published": "2022-11-11"}))


class Held(Doors):
    """What the journal holds, while the daemon runs and after."""

    def setUp(self):
        self.daemon = Daemon(journal=True)
        self.addCleanup(self.daemon.close)
        self.daemon.start()
        super().setUp()

    def test_articles_on_standard_input_do_not_share_an_id_and_come_back_as_published(self):
        for text in ("China condemned Japan on Tuesday.", "China condemned Japan on Friday."):
            self.ctl("send", "-", input=text)
        self.daemon.settle(2)
        held = self.ctl("replay", "stance.").stdout
        self.assertEqual(len(held.splitlines()), 2, held)
        self.assertIn('"score":-0.6,', held)  # not -0.59999999999999998

    def test_codes_in_any_case_and_unknown_ones(self):
        self.send(HOSTILE, "codes")
        self.daemon.settle(1)
        whole = self.ctl("pairs", "--json").stdout.splitlines()
        self.assertGreaterEqual(len(whole), 1)
        self.assertEqual(self.ctl("pairs", "--json", "--source", "jpn", "--target", "Chn").stdout.splitlines(),
                         [line for line in whole if '"source":"JPN","target":"CHN"' in line])
        self.assertIn("2022-11-11", self.ctl("history", "--source", "jpn", "--target", "chn").stdout)
        for arguments in (["pairs"], ["pairs", "--watch"], ["history", "--target", "CHN"], ["watch"]):
            with self.subTest(arguments):
                self.assertIn("no actor has the code CHINA", self.ctl(*arguments, "--source", "china", status=1).stderr)
        nothing = self.ctl("pairs", "--source", "BRN")  # an actor, of whom nothing was said
        self.assertEqual((nothing.stdout, nothing.stderr), ("", "stancectl: there is no such pair yet\n"))
        self.assertIn("nothing was said", self.ctl("history", "--source", "BRN", "--target", "CHN").stderr)
        self.assertIn("no pair moved", self.ctl("top", "--to", "2000").stderr)
        self.assertEqual(len(self.ctl("top", "--count", "1").stdout.splitlines()), 1)
        self.assertIn("bad_date", self.ctl("top", "--to", "soon", status=1).stderr)
        self.assertIn("from 1 to 1000", self.ctl("top", "--count", "1001", status=1).stderr)
        for command in ("article", "replay"):
            self.assertIn("not UTF-8", self.ctl(command, b"caf\xe9", status=1).stderr)
        self.assertIn("no door for questions", self.ctl("ping", "--query", self.daemon.address("ingest"), status=3).stderr)

    def test_watch_takes_codes_in_any_case(self):
        watch = self.watch("--target", "chn", "--count", "1")
        self.send(HOSTILE, "case")
        self.assertRegex(self.read_line(watch.stdout), r"JPN +-> CHN")

    def test_the_table_asks_the_query_door_alone(self):
        self.send(HOSTILE, "table")
        self.daemon.settle(1)
        nobody = "ipc://" + self.folder + "/none.sock"
        self.assertRegex(self.ctl("pairs", "--publish", nobody).stdout, r"JPN +-> CHN +-0\.\d\d  weight")
        self.ctl("pairs", "--watch", "--publish", nobody, "--timeout", "0.2", status=3)

    def test_pipes_are_named_after_their_text_and_may_hold_json(self):
        for text in ("China condemned Japan on Tuesday.", json.dumps({"id": "x", "text": NOTHING}, indent=1)):
            reader, writer = os.pipe()
            os.write(writer, text.encode())
            os.close(writer)
            with os.fdopen(reader) as stream:
                done = subprocess.run([STANCECTL, "send", "/dev/fd/%d" % reader], pass_fds=[reader], capture_output=True,
                                      env=dict(os.environ, **self.environment), timeout=60)
            self.assertEqual(done.stdout, b"1 accepted, 0 known, 0 refused\n", done.stderr)
        self.daemon.settle(2)
        ids = {json.loads(line)["id"] for line in self.ctl("replay", "article.").stdout.splitlines()}
        self.assertIn("x", ids)
        self.assertTrue(all(id == "x" or id.startswith("sha256:") for id in ids), ids)

    def test_article_replay_prune_and_journal(self):
        self.send(NOTHING + "1", "h1")
        self.send(NOTHING + "2", "h2")
        self.daemon.settle(2)
        article = json.loads(self.ctl("article", "h1").stdout)
        self.assertEqual((article["schema"], article["id"]), ("stanced.article/1", "h1"))
        self.assertIn("unknown", self.ctl("article", "h3", status=1).stderr)
        self.ctl("article", status=2)
        held = [json.loads(line) for line in self.ctl("replay").stdout.splitlines()]
        self.assertEqual([message["seq"] for message in held], list(range(1, len(held) + 1)))
        self.assertIn(article, held)
        articles = self.ctl("replay", "article.").stdout.splitlines()
        self.assertEqual([json.loads(line)["id"] for line in articles], ["h1", "h2"])
        self.assertEqual(self.ctl("replay", "--count", "1", "article.").stdout.splitlines(), articles[:1])
        last = str(held[-1]["seq"])
        self.assertEqual([json.loads(line) for line in self.ctl("replay", "--from", last).stdout.splitlines()], held[-1:])
        self.assertIn("beyond", self.ctl("replay", "--from", "1000000", status=1).stderr)
        path = self.daemon.path("state/journal.db")
        self.assertEqual(self.ctl("journal", "stats", path, status=1).stdout, "")
        self.assertEqual(self.daemon.stop(), 0)
        self.assertEqual(self.ctl("journal", "check", path).stdout, "0 faults\n")
        self.assertRegex(self.ctl("journal", "stats", path).stdout, r"(?m)^articles +2$")
        exported = [json.loads(line) for line in self.ctl("journal", "export", path).stdout.splitlines()]
        self.assertEqual(exported, held)
        self.assertIn("unable to open", self.ctl("journal", "check", path + "x", status=1).stderr)
        self.assertFalse(os.path.exists(path + "x"))
        self.daemon.start()
        self.assertEqual(self.ctl("prune", "--days", "1").stdout, "0 articles removed\n")
        self.assertIn("is no number of days", self.ctl("prune", "--days", "0", status=2).stderr)
        self.ctl("prune", "--days", "1", "--all", status=2)
        self.assertEqual(self.ctl("prune", "--all").stdout, "2 articles removed\n")
        self.assertEqual(self.ctl("replay").stdout, "")
        self.assertIn("begins later", self.ctl("replay", "--from", "1", status=1).stderr)


class Shared(Doors):
    """Tests that leave the daemon as they found it share one."""

    @classmethod
    def setUpClass(cls):
        cls.daemon = Daemon()
        cls.addClassCleanup(cls.daemon.close)
        cls.daemon.start()

    def test_ping_and_stats(self):
        self.assertIn("version", self.ctl("ping").stdout)
        self.assertTrue(json.loads(self.ctl("ping", "--json").stdout)["ok"])
        self.assertRegex(self.ctl("stats").stdout, r"(?m)^accepted +\d+$")

    def test_send_summary(self):
        feed = lines({"id": "s1", "text": NOTHING + "1"}, {"id": "s2", "text": NOTHING + "2"})
        self.assertEqual(self.ctl("send", input=feed).stdout, "2 accepted, 0 known, 0 refused\n")
        self.assertEqual(self.ctl("send", input=feed).stdout, "0 accepted, 2 known, 0 refused\n")
        other = lines({"id": "s1", "text": "other"}) + "{bad\n"
        done = self.ctl("send", input=other, status=1)
        self.assertEqual(done.stdout, "0 accepted, 0 known, 2 refused\n")
        self.assertIn("-:1: [id_conflict] ", done.stderr)
        self.assertIn("-:2: [bad_json] ", done.stderr)
        self.assertNotIn("\033", done.stderr)

    def test_send_many_over_a_small_window(self):
        feed = lines(*({"id": "many-%d" % i, "text": NOTHING + str(i)} for i in range(300)))
        self.assertEqual(self.ctl("send", "--window", "3", input=feed).stdout, "300 accepted, 0 known, 0 refused\n")

    def test_watch_readable(self):
        watch = self.watch("--source", "JPN", "--target", "CHN", "--count", "1")
        self.send(FRIENDLY, "readable-1")
        self.send(HOSTILE, "readable-2")
        self.assertRegex(self.read_line(watch.stdout), r"2022-11-11  JPN +-> CHN +-0\.\d\d  confidence .*A title")
        self.assertIn("condemn", self.read_line(watch.stdout))
        self.assertEqual(watch.wait(PATIENCE), 0)

    def test_watch_json_by_target_and_topic(self):
        by_target = self.watch("--json", "--target", "IRN", "--count", "1")
        by_topic = self.watch("--json", "--topic", "article.", "--topic", "sentiment.RUS", "--count", "2")
        self.send(FRIENDLY + " Again.", "json-1")
        stance = json.loads(self.read_line(by_target.stdout))
        self.assertEqual((stance["schema"], stance["source"], stance["target"]), ("stanced.stance/1", "RUS", "IRN"))
        schemas = {json.loads(self.read_line(by_topic.stdout))["schema"] for _ in range(2)}
        self.assertEqual(schemas, {"stanced.article/1", "stanced.sentiment/1"})

    def test_watch_too_few(self):
        done = self.ctl("watch", "--source", "CHN", "--count", "1", "--timeout", "2", status=3)
        self.assertNotIn("is stanced running", done.stderr)
        self.ctl("watch", "--source", "CHN", "--timeout", "2")

    def test_status_is_readable(self):
        self.assertIn("accepted", self.ctl("watch", "--topic", "status", "--count", "1", "--timeout", "10").stdout)

    def read_until(self, process, wanted, text):
        """Sends copies of the text until the subscriber, which tells nobody when it is ready, has one."""
        for i in range(100):
            self.send(text + " Again %d." % i, "%s-%d" % (self.id(), i))
            if select.select([process.stdout], [], [], 0.1)[0]:
                line = self.read_line(process.stdout)
                self.assertRegex(line, wanted)
                return
        self.fail("nothing came")

    def test_example_in_c(self):
        self.read_until(self.start(SUBSCRIBE), r"^target\.JPN\.CHN \{.*\}\n$", "China condemned Japan on Tuesday.")

    def test_example_in_python(self):
        process = self.start(sys.executable, os.path.join(EXAMPLES, "subscribe.py"))
        self.read_until(process, r"^CHN -> JPN -0\.\d\d  A title\n$", "China condemned Japan on Monday.")

    def test_example_that_sends(self):
        path = self.write("example.txt", HOSTILE + " The example.")
        done = self.run_program(sys.executable, os.path.join(EXAMPLES, "send.py"), path, "2022-11-11")
        reply = json.loads(done.stdout)
        self.assertEqual((reply["status"], reply["id"]), ("accepted", path))


    def test_example_that_sends_tells_what_is_wrong(self):
        program = os.path.join(EXAMPLES, "send.py")
        self.assertEqual(self.run_program(sys.executable, program, status=2).stderr, "usage: send.py FILE [DATE]\n")
        missing = self.run_program(sys.executable, program, os.path.join(self.folder, "none"), status=1).stderr
        self.assertRegex(missing, r"^send\.py: .*No such file.*\n$")
        refused = self.run_program(sys.executable, program, self.write("a.txt", NOTHING), "soon", status=1).stdout
        self.assertEqual(json.loads(refused)["error"], "bad_date")


    def test_exit_statuses_of_watch_and_top(self):
        watch = self.watch("--topic", "status", "--count", "1")
        self.assertEqual(watch.wait(PATIENCE), 0)
        watch = self.watch()
        watch.send_signal(signal.SIGINT)
        self.assertEqual(watch.wait(PATIENCE), -signal.SIGINT)
        self.ctl("watch", "--count", "0", status=2)
        self.ctl("watch", "--from", "999999999", "--timeout", str(PATIENCE), status=1)
        self.assertIn("[not_allowed] this needs a journal", self.ctl("top", status=1).stderr)
        self.ctl("top", "--days", "x", status=2)


class Own(Doors):
    """Tests that end their daemon, or spoil it, have one each."""

    def setUp(self):
        self.lexicons = tempfile.mkdtemp(prefix="stanced-lexicons-")
        self.addCleanup(shutil.rmtree, self.lexicons)
        shutil.copytree(LEXICONS, self.lexicons, dirs_exist_ok=True)
        self.daemon = Daemon(lexicons=self.lexicons)
        self.addCleanup(self.daemon.close)
        self.daemon.start()
        super().setUp()

    def test_reload(self):
        self.assertIn("reload: ok", self.ctl("reload").stdout)
        with open(os.path.join(self.lexicons, "countries.tsv"), "a") as stream:
            stream.write("lower\tNowhere\n")
        self.assertRegex(self.ctl("reload", status=1).stderr, r"stancectl: reload: \[\w+\] .*countries\.tsv")

    def test_drain_ends_it(self):
        self.ctl("drain")
        self.assertEqual(self.daemon.wait(), 0)
        self.ctl("ping", "--timeout", "0.2", status=3)

    def test_send_goes_on_after_a_kill(self):
        feed = [lines({"id": "k%d" % i, "text": NOTHING + str(i)}).encode() for i in range(600)]
        process = self.start(STANCECTL, "send", "--timeout", "30", input=subprocess.PIPE)
        process.stdin.write(b"".join(feed[:300]))
        process.stdin.flush()
        self.daemon.settle(1)
        self.daemon.kill()
        process.stdin.write(b"".join(feed[300:]))
        process.stdin.flush()
        self.daemon.start()
        out, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, errors)
        accepted, known, refused = (int(n) for n in re.findall(rb"\d+", out))
        self.assertEqual((accepted + known, refused), (600, 0))

    def test_watch_tells_of_a_restart(self):
        watch = self.watch("--topic", "status")
        self.daemon.stop()
        self.daemon.start()
        for _ in range(20):
            if "started anew" in self.read_line(watch.stderr):
                return
        self.fail("not told")


if __name__ == "__main__":
    unittest.main()
