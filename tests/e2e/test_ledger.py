"""The running score of each pair: from messages alone a reader can compute what the daemon says, whatever the order in
which articles came, and after copies, corrections, restarts and removals."""
import datetime
import random
import unittest

from journal_case import JournalCase
from load import ACTS, FILLERS, story

HALF_LIFE = 7

def day(text):
    return (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days


class LedgerCase(JournalCase):
    def send(self, daemon, sender, text, **members):
        reply = sender.send(text, **members)
        self.assertEqual(reply["status"], "accepted", reply)
        self.wait_scored(daemon)

    def pairs(self, daemon, **members):
        pairs, after = {}, None
        for _ in range(1000):
            answer = daemon.ask("pairs", **members, **({"after": after} if after else {}))
            self.assertTrue(answer["ok"], answer)
            for pair in answer["pairs"]:
                key = (pair["source"], pair["target"])
                self.assertNotIn(key, pairs)
                pairs[key] = {name: pair[name] for name in ("score", "weight", "articles", "as_of")}
            after = answer["next"]
            if after is None:
                return pairs
        self.fail("the table does not end")

    def messages(self, daemon, schema):
        return [entry["message"] for entry in self.replay(daemon) if entry["message"]["schema"] == schema]

    def expected(self, daemon, counted, half_life=HALF_LIFE):
        """The table as the stances say it: articles that count, each on its day."""
        days = {}
        for stance in self.messages(daemon, "stanced.stance/1"):
            if stance["id"] in counted:
                cell = days.setdefault((stance["source"], stance["target"]), {}).setdefault(
                    day(counted[stance["id"]]), [0, 0, 0])
                cell[0] += stance["confidence"]
                cell[1] += stance["confidence"] * stance["score"]
                cell[2] += 1
        table = {}
        for pair, sums in days.items():
            newest = max(sums)
            parts = [(2 ** (-(newest - when) / half_life), cell) for when, cell in sums.items()
                     if newest - when <= 30 * half_life]
            weight = sum(part * cell[0] for part, cell in parts)
            lean = sum(part * cell[1] for part, cell in parts)
            table[pair] = (lean / weight if weight else 0, weight, sum(cell[2] for _, cell in parts), newest)
        return table

    def check(self, daemon, counted, half_life=HALF_LIFE):
        table, expected = self.pairs(daemon), self.expected(daemon, counted, half_life)
        self.assertTrue(expected)
        self.assertEqual(set(table), set(expected))
        for pair, (score, weight, articles, newest) in expected.items():
            self.assertAlmostEqual(table[pair]["score"], score, delta=0.0002, msg=pair)
            self.assertAlmostEqual(table[pair]["weight"], weight, delta=0.0002, msg=pair)
            self.assertEqual((table[pair]["articles"], day(table[pair]["as_of"])), (articles, newest), pair)
        trends = {}
        for trend in self.messages(daemon, "stanced.trend/1"):
            trends[trend["source"], trend["target"]] = {name: trend[name] for name in table[pair]}
        self.assertEqual({pair: trend for pair, trend in trends.items() if trend["articles"]}, table)
        return table


class Sums(LedgerCase):
    ARTICLES = [("s%d" % i, story(i), "2023-%02d-%02d" % (3 + i % 3, 1 + i * 5 % 27)) for i in range(24)]

    def run_in_order(self, articles, restart=False):
        daemon = self.daemon().start()
        sender = daemon.sender()
        for number, (name, text, published) in enumerate(articles):
            self.send(daemon, sender, text, id=name, published=published)
            if restart and number % 9 == 4:
                daemon.kill() if number % 2 else self.assertEqual(daemon.stop(), 0)
                daemon.hang_up()
                daemon.start()
                sender = daemon.sender()
        return daemon

    def test_running_scores_are_what_the_stances_say(self):
        daemon = self.run_in_order(self.ARTICLES)
        table = self.check(daemon, {name: published for name, _, published in self.ARTICLES})
        self.assertGreater(len(table), 5)

    def test_the_order_of_arrival_and_restarts_change_nothing(self):
        first = self.pairs(self.run_in_order(self.ARTICLES))
        self.assertEqual(self.pairs(self.run_in_order(self.ARTICLES[::-1])), first)
        shuffled = random.Random(5).sample(self.ARTICLES, len(self.ARTICLES))
        self.assertEqual(self.pairs(self.run_in_order(shuffled, restart=True)), first)

    def test_another_half_life_publishes_every_pair_anew(self):
        daemon = self.daemon(config="[ledger]\nhalf_life_days = 7\n").start()
        sender = daemon.sender()
        counted = {}
        for name, text, published in self.ARTICLES[:6]:
            self.send(daemon, sender, text, id=name, published=published)
            counted[name] = published
        before = self.pairs(daemon)
        self.assertEqual(daemon.stop(), 0)
        daemon.config = "[ledger]\nhalf_life_days = 100\n"
        daemon.start()
        table = self.check(daemon, counted, half_life=100)
        self.assertNotEqual(table, before)
        seqs = [message["seq"] for message in self.messages(daemon, "stanced.trend/1")]
        self.assertEqual(daemon.stop(), 0)
        daemon.start()
        self.assertEqual([message["seq"] for message in self.messages(daemon, "stanced.trend/1")], seqs)

    def test_pairs_published_when_no_article_is_left_belong_to_none(self):
        daemon = self.daemon(config="[ledger]\nhalf_life_days = 7\n").start()
        for name, text, published in self.ARTICLES[:3]:
            self.send(daemon, daemon.sender(), text, id=name, published=published)
        self.assertEqual(daemon.ask("prune", door="control", days=0)["removed"], 3)
        self.assertEqual(self.replay(daemon), [])
        before = self.pairs(daemon)
        self.assertEqual(daemon.stop(), 0)
        daemon.config = "[ledger]\nhalf_life_days = 3\n"
        daemon.start()
        self.assertEqual(set(self.pairs(daemon)), set(before))
        self.assertEqual(len(self.messages(daemon, "stanced.trend/1")), len(before))
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual(self.journal(daemon, "check").stdout, "0 faults\n")
        daemon.start()
        first, second = self.ARTICLES[4:6]
        self.send(daemon, daemon.sender(), first[1], id=first[0], published=first[2])
        self.assertEqual(daemon.ask("prune", door="control", days=0)["removed"], 1)
        self.assertEqual(self.replay(daemon), [], "they stay for ever")
        self.send(daemon, daemon.sender(), second[1], id=second[0], published=second[2])
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual(self.journal(daemon, "check").stdout, "0 faults\n")

    def test_dates_in_the_future_count_on_arrival(self):
        daemon = self.daemon().start()
        sender = daemon.sender()
        today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
        self.send(daemon, sender, story(1), id="far", published="9998")
        self.send(daemon, sender, story(2), id="none")
        self.assertEqual({pair["as_of"] for pair in self.pairs(daemon).values()}, {today})

    def test_impossible_dates_are_refused(self):
        daemon = self.daemon().start()
        for date in ("0000", "0000-01-01", "9999", "9999-12-31", "10000", "2023-02-29", "-2023"):
            self.assertEqual(daemon.sender().send(story(1), id=date, published=date)["error"], "bad_date", date)


class Stories(LedgerCase):
    def test_copies_count_once_on_their_earliest_day(self):
        daemon = self.daemon().start()
        sender = daemon.sender()
        self.send(daemon, sender, story(1), id="a", published="2023-05-10")
        self.send(daemon, sender, story(1), id="b", published="2023-05-03")
        self.send(daemon, sender, story(1), id="c", published="2023-05-12")
        self.check(daemon, {"b": "2023-05-03"})
        self.assertEqual(daemon.ask("article", id="c")["article"]["copy_of"], "a")

    def test_near_copies_count_once_and_say_of_what_they_are_one(self):
        daemon = self.daemon().start()
        sender = daemon.sender()
        text = story(1)
        self.send(daemon, sender, text, id="agency", published="2023-05-03")
        self.send(daemon, sender, "HARBOUR (Agency) - " + text.replace("quay", "pier") + "\n\nReporting by staff; "
                  "sign up for our newsletter here.", id="paper", published="2023-05-04")
        self.send(daemon, sender, story(2), id="other", published="2023-05-04")
        for name, copy_of in (("agency", None), ("paper", "agency"), ("other", None)):
            self.assertEqual(daemon.ask("article", id=name)["article"]["copy_of"], copy_of, name)
        self.check(daemon, {"agency": "2023-05-03", "other": "2023-05-04"})

    def test_near_copies_are_known_over_restarts(self):
        daemon = self.daemon().start()
        self.send(daemon, daemon.sender(), story(1), id="agency", published="2023-05-03")
        daemon.kill()
        daemon.start()
        self.send(daemon, daemon.sender(), story(1) + " Our own reporters added this line.", id="paper",
                  published="2023-05-04")
        self.assertEqual(daemon.ask("article", id="paper")["article"]["copy_of"], "agency")
        self.check(daemon, {"agency": "2023-05-03"})

    def test_one_that_joins_two_stories_leaves_one(self):
        daemon = self.daemon().start()
        sender = daemon.sender()
        base = " ".join(FILLERS).split()
        left, both, right = (" ".join(base[start:end]) for start, end in ((0, 90), (12, 110), (28, 120)))
        self.send(daemon, sender, ACTS[0] + " " + left, id="left", published="2023-05-02")
        self.send(daemon, sender, ACTS[0] + " " + right, id="right", published="2023-05-01")
        self.check(daemon, {"left": "2023-05-02", "right": "2023-05-01"})
        self.send(daemon, sender, ACTS[0] + " " + both, id="both", published="2023-05-03")
        self.check(daemon, {"right": "2023-05-01"})

    def test_a_correction_takes_the_place_of_what_it_corrects(self):
        for order in ((0, 1), (1, 0)):
            daemon = self.daemon().start()
            sender = daemon.sender()
            articles = [dict(text=story(1), id="old", published="2023-05-03"),
                        dict(text=story(4), id="new", published="2023-05-05", replaces="old")]
            for index in order:
                self.send(daemon, sender, **articles[index])
            self.check(daemon, {"new": "2023-05-05"})

    def test_a_correction_counts_before_copies_of_the_mistake(self):
        daemon = self.daemon().start()
        sender = daemon.sender()
        self.send(daemon, sender, story(1), id="old", published="2023-05-03")
        self.send(daemon, sender, story(1), id="copy", published="2023-05-03")
        self.send(daemon, sender, story(1).replace("Fishermen", "Fishers").replace("accused", "cleared"), id="new", published="2023-05-05",
                  replaces="old")
        self.check(daemon, {"new": "2023-05-05"})
        self.assertIsNone(daemon.ask("article", id="new")["article"]["copy_of"])

    def test_a_pair_that_loses_its_last_article_is_told(self):
        daemon = self.daemon().start()
        sender = daemon.sender()
        self.send(daemon, sender, "Russia threatened Ukraine.", id="old", published="2023-05-03")
        self.assertEqual(list(self.pairs(daemon)), [("RUS", "UKR")])
        self.send(daemon, sender, "The weather was fine.", id="new", published="2023-05-03", replaces="old")
        self.assertEqual(self.pairs(daemon), {})
        trend = self.messages(daemon, "stanced.trend/1")[-1]
        self.assertEqual((trend["articles"], trend["score"], trend["as_of"]), (0, 0, None))


class Keeping(LedgerCase):
    def test_sums_outlive_their_articles_and_do_not_count_again(self):
        daemon = self.daemon().start()
        sender = daemon.sender()
        for number in range(6):
            self.send(daemon, sender, story(number), id="s%d" % number, published="2023-05-0%d" % (number + 1))
        self.send(daemon, sender, story(0), id="copy", published="2023-05-09")
        before = self.pairs(daemon)
        self.assertGreater(daemon.ask("prune", door="control", days=0)["removed"], 0)
        self.assertEqual(self.pairs(daemon), before)
        self.send(daemon, sender, story(20), id="last", published="2023-05-01")
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual(self.journal(daemon, "check").stdout, "0 faults\n")
        for order, said in (("rebuild", "0 sums differed\n"), ("prune", "0 articles removed\n"),
                            ("prune --all", "1 articles removed\n"), ("rebuild", "0 sums differed\n")):
            done = self.journal(daemon, order)
            self.assertEqual((done.returncode, done.stdout), (0, said), order)

    def test_a_removed_articles_number_is_not_given_again(self):
        daemon = self.daemon().start()
        sender = daemon.sender()
        self.send(daemon, sender, story(1), id="first", published="2023-05-01")
        self.assertEqual(daemon.ask("prune", door="control", days=0)["removed"], 1)
        self.send(daemon, sender, story(2), id="other", published="2023-05-02")
        other = self.pairs(daemon)
        self.send(daemon, sender, story(1) + " Our own reporters added this line.", id="again", published="2023-05-03")
        self.assertIsNone(daemon.ask("article", id="again")["article"]["copy_of"])
        after = self.pairs(daemon)
        for pair in other:
            self.assertGreaterEqual(after[pair]["articles"], other[pair]["articles"], pair)
        self.assertEqual(daemon.ask("prune", door="control", days=0)["removed"], 2)
        self.assertEqual(daemon.stop(), 0)
        daemon.start()  # nothing in the file but the fact says which numbers were given
        self.send(daemon, daemon.sender(), story(3), id="next", published="2023-05-04")
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual(self.database(daemon).execute("SELECT number FROM article").fetchall(), [(4,)])
        self.assertEqual(self.journal(daemon, "check").stdout, "0 faults\n")

    def test_a_copy_of_a_removed_article_does_not_count(self):
        daemon = self.daemon().start()
        sender = daemon.sender()
        self.send(daemon, sender, story(0), id="first", published="2023-05-01")
        self.send(daemon, sender, story(0), id="copy", published="2023-05-02")
        table = self.pairs(daemon)
        self.assertEqual(daemon.stop(), 0)
        connection = self.database(daemon)
        with connection:
            connection.execute("UPDATE article SET taken = 1000 WHERE id = 'first'")
        connection.close()
        daemon.start()
        daemon.ask("prune", door="control", days=30)
        self.assertEqual(daemon.ask("article", id="first")["state"], "unknown")
        self.send(daemon, daemon.sender(), story(0), id="again", published="2023-04-30")
        self.assertEqual(self.pairs(daemon), table)
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual(self.journal(daemon, "check").stdout, "0 faults\n")

    def test_a_rebuild_mends_sums_that_were_changed(self):
        daemon = self.daemon().start()
        sender = daemon.sender()
        for number in range(4):
            self.send(daemon, sender, story(number), id="s%d" % number, published="2023-05-0%d" % (number + 1))
        self.assertEqual(daemon.stop(), 0)
        connection = self.database(daemon)
        before = connection.execute("SELECT * FROM ledger").fetchall()
        with connection:
            connection.execute("UPDATE ledger SET lean = lean + 1 WHERE source = 'JPN'")
            connection.execute("DELETE FROM share WHERE source = 'CHN'")
        connection.close()
        check = self.journal(daemon, "check")
        self.assertEqual(check.returncode, 1)
        self.assertIn("the sum of JPN", check.stdout)
        rebuilt = self.journal(daemon, "rebuild")
        self.assertEqual(rebuilt.returncode, 0, rebuilt)
        self.assertNotIn("0 sums", rebuilt.stdout)
        self.assertEqual(self.database(daemon).execute("SELECT * FROM ledger").fetchall(), before)

    def test_a_rebuild_mends_running_scores(self):
        daemon = self.daemon().start()
        sender = daemon.sender()
        counted = {"s%d" % number: "2023-05-0%d" % (number + 1) for number in range(4)}
        for number, (name, published) in enumerate(counted.items()):
            self.send(daemon, sender, story(number), id=name, published=published)
        table = self.check(daemon, counted)
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual(self.journal(daemon, "check").stdout, "0 faults\n")
        connection = self.database(daemon)
        invented = ("INSERT INTO %s VALUES ('AAA', 'BBB', %s)" % values for values in (
            ("ledger", "19000, 10000, 50000000, 1"), ("pair", "0.5, 1, 1, 19000, 2")))
        with connection:
            connection.execute("UPDATE ledger SET lean = lean + 50000000 WHERE source = 'JPN'")
            connection.execute("UPDATE pair SET score = 0.99 WHERE source = 'JPN'")
            for row in invented:
                connection.execute(row)
            connection.execute("DELETE FROM pair WHERE source = 'CHN'")
            connection.execute("UPDATE result SET article = 99 WHERE kind = 3")
        connection.close()
        check = self.journal(daemon, "check").stdout
        self.assertIn("the running score of JPN", check)
        self.assertIn("the running score of CHN", check)
        self.assertNotIn("0 sums", self.journal(daemon, "rebuild").stdout)
        daemon.start()
        self.assertEqual(self.check(daemon, counted), table)
        trend = next(trend for trend in self.messages(daemon, "stanced.trend/1") if trend["source"] == "AAA")
        self.assertEqual((trend["articles"], trend["as_of"]), (0, None))
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual(self.journal(daemon, "check").stdout, "0 faults\n")

    def test_a_journal_without_ledger_is_brought_up_to_date(self):
        daemon = self.daemon().start()
        sender = daemon.sender()
        counted = {"s%d" % number: "2023-05-0%d" % (number + 1) for number in range(5)}
        for number, (name, published) in enumerate(counted.items()):
            self.send(daemon, sender, story(number), id=name, published=published)
        self.send(daemon, sender, story(0), id="copy", published="2023-05-09")
        table = self.check(daemon, counted)
        self.assertEqual(daemon.stop(), 0)
        self.make_older(daemon)
        connection = self.database(daemon)
        with connection:
            connection.execute("DROP INDEX article_replaces")
            for name in ("story", "share", "ledger", "removed", "pair"):
                connection.execute("DROP TABLE " + name)
            connection.execute("DELETE FROM fact WHERE name IN ('half_life', 'placed')")
            connection.execute("DELETE FROM message WHERE kind = 3")
            connection.execute("PRAGMA user_version = 1")
        connection.close()
        self.assertIn("older version", self.journal(daemon, "check").stderr)
        daemon.start()
        self.assertEqual(self.check(daemon, counted), table)
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual(self.journal(daemon, "check").stdout, "0 faults\n")


class Questions(LedgerCase):
    @classmethod
    def setUpClass(cls):
        cls.case = cls("setUp")
        cls.daemon_ = cls.case.daemon().start()
        sender = cls.daemon_.sender()
        for number in range(16):
            cls.case.send(cls.daemon_, sender, story(number), id="s%d" % number,
                          published="2023-05-%02d" % (number + 1))

    @classmethod
    def tearDownClass(cls):
        cls.case.doCleanups()

    def setUp(self):
        pass

    def test_the_table_comes_in_pages_and_by_source_and_target(self):
        everything = self.pairs(self.daemon_)
        self.assertEqual(self.pairs(self.daemon_, limit=1), everything)
        self.assertEqual(list(everything), sorted(everything))
        for name, place in (("source", 0), ("target", 1)):
            some = self.pairs(self.daemon_, limit=2, **{name: "JPN"})
            self.assertEqual(some, {pair: row for pair, row in everything.items() if pair[place] == "JPN"})
            self.assertTrue(some)
        self.assertEqual(list(self.pairs(self.daemon_, source="RUS", target="UKR")), [("RUS", "UKR")])
        self.assertEqual(self.pairs(self.daemon_, source="BRN"), {})

    def test_each_pair_names_the_message_that_published_it(self):
        trends = {(m["source"], m["target"]): m["seq"] for m in self.messages(self.daemon_, "stanced.trend/1")}
        answer = self.daemon_.ask("pairs")
        self.assertEqual({(p["source"], p["target"]): p["seq"] for p in answer["pairs"]}, trends)
        self.assertEqual(answer["seq"], self.daemon_.ask("tail", prefix="")["seq"])
        self.assertEqual(self.daemon_.ask("tail", prefix="trend.")["seq"], max(trends.values()))

    def test_history_tells_each_day(self):
        answer = self.daemon_.ask("history", source="RUS", target="UKR")
        days = {}
        for stance in self.messages(self.daemon_, "stanced.stance/1"):
            if (stance["source"], stance["target"]) == ("RUS", "UKR"):
                days[stance["published"]] = stance["score"]
        self.assertEqual({entry["day"]: entry["score"] for entry in answer["days"]}, days)
        self.assertGreater(len(days), 3)
        self.assertEqual(answer["days"][-1]["running"], self.pairs(self.daemon_)["RUS", "UKR"]["score"])
        some = self.daemon_.ask("history", source="RUS", target="UKR", **{"from": "2023-05-05", "to": "2023-05"})
        self.assertEqual(some["days"], [entry for entry in answer["days"] if entry["day"] >= "2023-05-05"])
        page = self.daemon_.ask("history", source="RUS", target="UKR", limit=2)
        self.assertEqual(page["days"], answer["days"][:2])
        self.assertEqual(page["next"], answer["days"][2]["day"])
        self.assertIsNone(answer["next"])

    def test_top_tells_what_moved(self):
        answer = self.daemon_.ask("top", days=5, limit=3)
        changes = [abs(mover["change"]) for mover in answer["movers"]]
        self.assertEqual(changes, sorted(changes, reverse=True))
        self.assertEqual(len(changes), 3)
        self.assertEqual(answer["to"], "2023-05-16")
        mover = answer["movers"][0]
        history = self.daemon_.ask("history", source=mover["source"], target=mover["target"], to="2023-05-11")
        self.assertEqual(mover["before"], history["days"][-1]["running"] if history["days"] else None)
        first = self.daemon_.ask("top", days=3, to="2023-05-02")
        self.assertTrue(all(mover["before"] is None for mover in first["movers"]))

    def test_questions_that_make_no_sense(self):
        for op, members, error in (
                ("pairs", {"source": "japan"}, "bad_request"), ("pairs", {"limit": 0}, "bad_request"),
                ("pairs", {"limit": 10001}, "bad_request"), ("pairs", {"after": "JPN"}, "bad_request"),
                ("pairs", {"after": ".JPN"}, "bad_request"), ("pairs", {"source": 7}, "bad_request"),
                ("history", {"source": "JPN"}, "bad_request"), ("history", {}, "bad_request"),
                ("history", {"source": "JPN", "target": "CHN", "from": "May"}, "bad_date"),
                ("history", {"source": "JPN", "target": "CHN", "to": "0000"}, "bad_date"),
                ("top", {"days": 0}, "bad_request"), ("top", {"limit": 1001}, "bad_request"),
                ("top", {"to": "soon"}, "bad_date")):
            self.assertEqual(self.daemon_.ask(op, **members)["error"], error, (op, members))
        for op, members in (("pairs", {"source": "ZZZ"}), ("pairs", {"target": "ZZZ"}),
                            ("history", {"source": "JPN", "target": "ZZZ"}), ("history", {"source": "ZZZ", "target": "JPN"})):
            answer = self.daemon_.ask(op, **members)
            self.assertEqual((answer["error"], answer["message"]), ("bad_request", "no actor has the code ZZZ"))
        self.assertEqual(self.daemon_.ask("history", source="JPN", target="BRN")["days"], [])


if __name__ == "__main__":
    unittest.main()
