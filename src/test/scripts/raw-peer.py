#!/usr/bin/env python3
"""A peer that speaks the bare protocol: 4 bytes of length, then JSON. No code shared with the program.

  raw-peer.py PORT join                 join and stay, answer pings, print what comes
  raw-peer.py PORT duplicate            dial twice, 0.2 s apart; the first lives: the second must be refused
  raw-peer.py PORT silent               dial twice, 0.2 s apart; the first is silent: the second must take over

PORT is where `meshscope peer` listens on 127.0.0.1. Exit status 0: as it must be.
"""
import json
import socket
import struct
import sys
import threading
import time

NODE_ID = "0192e4a2-7b5c-7def-8a3b-9c4d5e6f7a8b"


class Peer:
    def __init__(self, port, label):
        self.label, self.silent, self.closed, self.frames = label, False, None, []
        self.news = threading.Condition()
        self.socket = socket.create_connection(("127.0.0.1", port), 5)
        self.socket.settimeout(None)
        threading.Thread(target=self.read, daemon=True).start()

    def send(self, **frame):
        payload = json.dumps(frame, separators=(",", ":")).encode()
        self.socket.sendall(struct.pack(">I", len(payload)) + payload)

    def greet(self):
        self.send(type="handshake", nodeId=NODE_ID, name="raw", version="1.1.0", publicKey="A" * 43,
                  lifecycleRole="participant", group="default", extensions=[])
        return self

    def exactly(self, count):
        data = b""
        while len(data) < count:
            more = self.socket.recv(count - len(data))
            if not more:
                raise EOFError
            data += more
        return data

    def read(self):
        try:
            while True:
                frame = json.loads(self.exactly(struct.unpack(">I", self.exactly(4))[0]))
                print(self.label, "<-", json.dumps(frame), flush=True)
                if frame["type"] == "ping" and not self.silent:
                    self.send(type="pong")
                with self.news:
                    self.frames.append(frame["type"])
                    self.news.notify_all()
        except (OSError, EOFError):
            with self.news:
                self.closed = time.monotonic()
                self.news.notify_all()
            print(self.label, "closed", flush=True)

    def heard(self, kind, within, count=1):
        with self.news:
            return self.news.wait_for(lambda: self.frames.count(kind) >= count, within)

    def ended(self, within):
        with self.news:
            return self.news.wait_for(lambda: self.closed is not None, within)

    def answers(self, within=2):
        before = self.frames.count("pong")
        self.send(type="ping")
        return self.heard("pong", within, before + 1)


def check(claim, holds):
    print(("yes  " if holds else "NO   ") + claim, flush=True)
    if not holds:
        sys.exit(1)


def main():
    if len(sys.argv) != 3 or not sys.argv[1].isdigit() or sys.argv[2] not in ("join", "duplicate", "silent"):
        sys.exit(__doc__)
    port, what = int(sys.argv[1]), sys.argv[2]
    first = Peer(port, "first ").greet()
    check("the handshake is answered", first.heard("handshake", 2))
    if what == "join":
        first.ended(None)
        return
    first.heard("ping", 2)
    first.silent = what == "silent"
    time.sleep(0.2)
    second = Peer(port, "second").greet()
    if what == "duplicate":
        check("the second is closed", second.ended(2))
        check("the first answers", first.answers())
        return
    check("the first is closed", first.ended(5))
    check("the second answers", second.answers())
    check("the second stays", second.closed is None)


if __name__ == "__main__":
    main()
