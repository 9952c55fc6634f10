#!/usr/bin/env python3
"""Connects all the time and fails; no code shared with the program.

  bad_connects.py PORT --how nothing      600 a second for 10 s that say nothing and go
  ... --how garbage                       say what no frame is
  ... --how greet                         say who they are, each somebody else, and then garbage
  ... --how copy --greetings FILE         say what somebody else has said, a line of FILE each, and prove nothing
  ... --how mixed                         each of these in turn (copy only with FILE)
  ... --rate 3000 --seconds 20            faster, longer

PORT is where the node listens on 127.0.0.1. Prints how many a second it were.
"""
import argparse
import itertools
import os
import selectors
import socket
import struct
import sys
import time

from message_flood import frame, node_id, say

GARBAGE = b"\xff\xff\xff\xff" * 4
LINGER = struct.pack("ii", 1, 0)


def greeting():
    return say(type="handshake", nodeId=node_id(), name="bad", version="1.1.0", publicKey=os.urandom(32).hex()[:42] + "A",
               lifecycleRole="participant", group="default", extensions=[])


def sayings(how, greetings):
    copied = itertools.cycle(greetings) if greetings else None
    kinds = {"nothing": lambda: b"", "garbage": lambda: GARBAGE, "greet": lambda: greeting() + GARBAGE}
    if copied:
        kinds["copy"] = lambda: next(copied)
    chosen = list(kinds.values()) if how == "mixed" else [kinds[how]]
    return itertools.cycle(chosen)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("port", type=int)
    p.add_argument("--how", default="mixed", choices=("nothing", "garbage", "greet", "copy", "mixed"))
    p.add_argument("--greetings", metavar="FILE")
    p.add_argument("--rate", type=float, default=600)
    p.add_argument("--seconds", type=float, default=10)
    p.add_argument("--hold", type=float, default=0.2, help="so long each stays, in seconds")
    a = p.parse_args()

    greetings = []
    if a.greetings:
        with open(a.greetings, "rb") as lines:
            greetings = [frame(line.strip()) for line in lines if line.strip()]
    words = sayings(a.how, greetings)
    waiting = selectors.DefaultSelector()
    held = []
    begun, made, failed = time.monotonic(), 0, 0
    while True:
        now = time.monotonic()
        if now - begun >= a.seconds:
            break
        while held and (held[0][0] <= now or len(held) > 800):
            link = held.pop(0)[1]
            if link in waiting.get_map():
                waiting.unregister(link)
            link.close()
        if made >= a.rate * (now - begun):
            time.sleep(0.0005)
        else:
            made += 1
            link = socket.socket()
            link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER)
            link.setblocking(False)
            link.connect_ex(("127.0.0.1", a.port))
            waiting.register(link, selectors.EVENT_WRITE)
            held.append((now + a.hold, link))
        for key, _ in waiting.select(0):
            waiting.unregister(key.fileobj)
            try:
                key.fileobj.send(next(words)())
            except OSError:
                failed += 1
    print("%.0f a second, %d reset before a word" % (made / (time.monotonic() - begun), failed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
