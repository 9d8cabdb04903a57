#!/usr/bin/python3
"""Hands one article in and prints the reply: send.py FILE [DATE] (Debian: python3-zmq)."""
import json
import os
import sys
import zmq

if len(sys.argv) not in (2, 3) or sys.argv[1].startswith("-"):
    print("usage: send.py FILE [DATE]", file=sys.stderr)
    sys.exit(2)
try:
    with open(sys.argv[1], "rb") as stream:
        text = stream.read()
except OSError as error:
    sys.exit("send.py: %s" % error)
header = {"id": sys.argv[1], **({"published": sys.argv[2]} if len(sys.argv) > 2 else {})}
socket = zmq.Context().socket(zmq.REQ)
socket.linger = 0
socket.connect(os.environ.get("STANCED_INGEST", "tcp://127.0.0.1:7701"))
socket.send_multipart([json.dumps(header).encode(), text])
if not socket.poll(5000):
    sys.exit("send.py: no answer; send it again with the same id")
reply = socket.recv().decode()
print(reply)
sys.exit(json.loads(reply)["status"] == "refused")
