"""Articles that are nobody's copy, and a sender that brings as many of them in as it is told."""
import json
import random
import threading
import time

import zmq

from harness import PATIENCE

FILLERS = """The market hall opens at eight and the ferries leave on the half hour when the wind allows it.
Visitors are told to bring warm clothes because the upper deck of the boat has neither roof nor heating.
Fishermen sold squid and mackerel at the quay while the school band practised for the autumn parade.
The town council wants to mend the sea wall before winter and has put aside a sum for sand and stone.
A survey of the harbour found that the old lighthouse needs new glass and that two buoys have drifted.
Prices of rice and tea hardly changed over the week and traders expect a quiet month until the holiday.
The museum shows maps of the coast that merchants drew three centuries ago with remarkable patience.
Rain is expected from the west on Thursday evening with gusts along the northern shore of the island.""".split("\n")

ACTS = ["Japan condemned China over the patrols.", "China welcomed the agreement with Japan.",
        "Russia threatened Ukraine with further strikes.", "Japan praised Australia for its support.",
        "The United States accused Iran of smuggling weapons.", "China criticised Australia over the ban.",
        "Ukraine thanked Poland for its help.", "India protested against Pakistan's shelling."]


def story(number, acts=3, words=90):
    """A text of its own: no other number's is near it."""
    dice = random.Random(number)
    lines = [ACTS[(number + i * 3) % len(ACTS)] for i in range(acts)]
    pool = " ".join(FILLERS).split()
    dice.shuffle(pool)
    return " ".join(lines) + "\n\n" + " ".join(pool[:words]) + "."


class Load(threading.Thread):
    """Sends articles, each until it is answered, over restarts of the daemon."""

    def __init__(self, daemon, count, words=40):
        super().__init__(daemon=True)
        self.words = words
        self.address, self.count = daemon.address("ingest"), count
        self.accepted, self.failed = 0, None

    def run(self):
        try:
            self.send_all()
        except Exception as error:  # told by the test that waits for it
            self.failed = error

    def send_all(self):
        context = zmq.Context.instance()
        waiting = {str(number): number for number in range(self.count)}
        deadline = time.monotonic() + PATIENCE * 3 + self.count / 100
        while waiting:
            socket = context.socket(zmq.DEALER)
            socket.linger = 0
            socket.connect(self.address)
            try:
                self.session(socket, waiting)
            finally:
                socket.close()
            if time.monotonic() > deadline:
                raise AssertionError("%d articles were not taken" % len(waiting))

    def session(self, socket, waiting):
        group = list(waiting.items())[:50]
        for name, number in group:
            header = {"id": name, "published": "2023-%02d-%02d" % (1 + number % 12, 1 + number % 28)}
            socket.send_multipart([json.dumps(header).encode(), story(number, words=self.words).encode()])
        for _ in group:
            if not socket.poll(1000):
                return
            reply = json.loads(socket.recv())
            if reply["status"] in ("accepted", "known"):
                waiting.pop(reply["id"], None)
            elif reply["error"] == "busy":
                time.sleep(0.01)
