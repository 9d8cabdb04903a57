#!/usr/bin/python3
"""Hands one article in and prints the reply: send.py FILE [DATE] (Debian: python3-zmq)."""
import json
import os
import sys
import zmq

header = {"id": sys.argv[1], **({"published": sys.argv[2]} if len(sys.argv) > 2 else {})}
socket = zmq.Context().socket(zmq.REQ)
socket.linger = 0
socket.connect(os.environ.get("STANCED_INGEST", "tcp://127.0.0.1:7701"))
socket.send_multipart([json.dumps(header).encode(), open(sys.argv[1], "rb").read()])
print(socket.recv().decode() if socket.poll(5000) else "no answer; send it again with the same id")
