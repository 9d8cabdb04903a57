#!/usr/bin/python3
"""Everything that is said of Japan, in ten lines (Debian: python3-zmq)."""
import json
import os
import zmq

socket = zmq.Context().socket(zmq.SUB)
socket.connect(os.environ.get("STANCED_PUBLISH", "tcp://127.0.0.1:7703"))
socket.subscribe("target.JPN.")
while True:
    topic, message = socket.recv_multipart()
    stance = json.loads(message)
    print(f"{stance['source']} -> {stance['target']} {stance['score']:+.2f}  {stance['title'] or stance['id']}", flush=True)
