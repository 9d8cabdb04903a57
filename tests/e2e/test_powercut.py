"""The power goes: of the daemon's files only what was synced survives, in half of the runs with any of the 512-byte
sectors that were written and not synced.

STANCED_CUTS sets how many times (the soak: 100). POWERCUT names the preloaded library that notes what is synced.
"""
import os
import random
import subprocess
import time
import unittest

import zmq

from load import Load
from test_ledger import LedgerCase

POWERCUT = os.environ["POWERCUT"]
CUTS = int(os.environ.get("STANCED_CUTS", "6"))
ROUND = 10  # cuts of one daemon
SECTOR = 512


def read(path):
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except FileNotFoundError:
        return b""


def mixed(dice, synced, written):
    """Each sector as it was synced or as it was written; the length of either."""
    size = dice.choice((len(synced), len(written)))
    parts = []
    for start in range(0, size, SECTOR):
        parts.append(dice.choice((synced, written))[start:start + SECTOR].ljust(min(SECTOR, size - start), b"\0"))
    return b"".join(parts)


class PowerCut(LedgerCase):
    def prepare(self, daemon):
        self.root, self.kept = daemon.path("state"), daemon.path("kept")
        os.mkdir(self.root, 0o700)
        os.mkdir(self.kept)
        self.preload(POWERCUT, POWERCUT_ROOT=self.root, POWERCUT_KEPT=self.kept)

    def cut(self, dice, torn):
        """Leaves in the state directory what the disk holds."""
        names = dict(reversed(line.split(" ", 1)) for line in read(os.path.join(self.kept, "names")).decode().splitlines())
        files = {}
        for name, inode in names.items():
            synced, path = read(os.path.join(self.kept, inode)), os.path.join(self.root, name)
            there = os.path.exists(path) and str(os.stat(path).st_ino) == inode
            files[name] = mixed(dice, synced, read(path)) if torn and there else synced
        for name in os.listdir(self.root):
            os.remove(os.path.join(self.root, name))
        for name in os.listdir(self.kept):
            os.remove(os.path.join(self.kept, name))
        with open(os.path.join(self.kept, "names"), "w") as out:
            for name, data in files.items():
                with open(os.path.join(self.root, name), "wb") as stream:
                    stream.write(data)
                inode = os.stat(os.path.join(self.root, name)).st_ino
                out.write("%d %s\n" % (inode, name))
                with open(os.path.join(self.kept, str(inode)), "wb") as stream:
                    stream.write(data)

    def run_cuts(self, torn, count, seed):
        daemon = self.daemon("--scorers", "2")
        self.prepare(daemon)
        dice = random.Random(seed)
        daemon.start()
        load = Load(daemon, 200 * count)
        load.start()
        published = {}
        for _ in range(count):
            listener = daemon.socket(zmq.SUB, daemon.address("publish"))
            for prefix in ("stance.", "article.", "sentiment.", "trend."):
                listener.subscribe(prefix)
            time.sleep(dice.uniform(0.02, 0.35))
            daemon.kill()
            while listener.poll(50):
                body = listener.recv_multipart()[1]
                seq = int(body.split(b'"seq":', 1)[1].split(b",", 1)[0])
                self.assertEqual(published.setdefault(seq, body), body, "a number was used twice")
            daemon.hang_up()
            self.cut(dice, torn)
            daemon.start()
        load.join(120)
        self.assertFalse(load.is_alive() or load.failed, load.failed)
        self.check_complete(daemon, [str(number) for number in range(load.count)])
        self.assertTrue(published)
        self.assertEqual(daemon.stop(), 0)
        held = self.export(daemon)
        for seq, body in published.items():
            self.assertEqual(held.get(seq), body, "a published message is not in the journal")
        self.assertEqual(self.journal(daemon, "check").stdout, "0 faults\n")

    def test_what_was_synced_is_enough(self):
        for first in range(0, CUTS // 2, ROUND):
            self.run_cuts(False, min(ROUND, CUTS // 2 - first), first)

    def test_any_part_of_what_was_not_synced_may_be_there(self):
        for first in range(0, CUTS // 2, ROUND):
            self.run_cuts(True, min(ROUND, CUTS // 2 - first), 1000 + first)


if __name__ == "__main__":
    unittest.main()
