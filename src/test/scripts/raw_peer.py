#!/usr/bin/env python3
"""A mesh peer that speaks PROTOCOL 1 to 3 and nothing else; for trying a node by hand.

Every frame in either direction is printed with the seconds since the start.

  raw_peer.py PORT [NODE-ID]          join and answer pings until the node closes
  ... --silent                        join, then answer nothing and say nothing
  ... --no-pong                       say pings, answer none
  ... --dial-again-after 0.2          dial again with the same identity; the first socket stays
  ... --count 20                      so many peers, each with an identity of its own
  ... --seconds 5                     end after that long
"""
import argparse
import base64
import json
import os
import selectors
import socket
import struct
import sys
import time

START = time.monotonic()


def tell(*words):
    print("%8.3f" % (time.monotonic() - START), *words, flush=True)


def uuid7():
    now = int(time.time() * 1000)
    r = bytearray(now.to_bytes(6, "big") + os.urandom(10))
    r[6] = 0x70 | r[6] & 0x0F
    r[8] = 0x80 | r[8] & 0x3F
    h = r.hex()
    return "-".join((h[:8], h[8:12], h[12:16], h[16:20], h[20:]))


def frame(obj):
    payload = json.dumps(obj, separators=(",", ":")).encode()
    return struct.pack(">I", len(payload)) + payload


class Identity:
    def __init__(self, node_id, name):
        self.node_id = node_id
        self.name = name
        self.key = base64.urlsafe_b64encode(os.urandom(32)).decode().rstrip("=")

    def handshake(self):
        return {"type": "handshake", "nodeId": self.node_id, "name": self.name,
                "version": "1.1.0", "publicKey": self.key, "lifecycleRole": "participant",
                "group": "default", "extensions": []}


class Link:
    """One socket. `mute` answers nothing, `pongs` says whether pings are answered."""

    def __init__(self, label, port, identity, selector, mute, pongs):
        self.label, self.mute, self.pongs = label, mute, pongs
        self.rest = b""
        self.selector = selector
        self.sock = socket.create_connection(("127.0.0.1", port), 10)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(self.sock, selectors.EVENT_READ, self)
        self.say(identity.handshake())

    def say(self, obj):
        tell(self.label, "->", json.dumps(obj)[:160])
        self.sock.sendall(frame(obj))

    def readable(self):
        try:
            data = self.sock.recv(1 << 16)
        except ConnectionError as e:
            tell(self.label, "reset:", e)
            data = b""
        if not data:
            tell(self.label, "closed by the node")
            self.selector.unregister(self.sock)
            self.sock.close()
            return
        self.rest += data
        while len(self.rest) >= 4:
            (length,) = struct.unpack(">I", self.rest[:4])
            if len(self.rest) < 4 + length:
                return
            heard = json.loads(self.rest[4:4 + length])
            self.rest = self.rest[4 + length:]
            tell(self.label, "<-", json.dumps(heard)[:160])
            if heard["type"] == "ping" and self.pongs and not self.mute:
                self.say({"type": "pong"})


def main():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("port", type=int)
    p.add_argument("node_id", nargs="?", default=None)
    p.add_argument("--name", default="raw")
    p.add_argument("--silent", action="store_true")
    p.add_argument("--no-pong", action="store_true")
    p.add_argument("--dial-again-after", type=float, metavar="SECONDS")
    p.add_argument("--count", type=int, default=1)
    p.add_argument("--seconds", type=float, default=None)
    a = p.parse_args()

    selector = selectors.DefaultSelector()
    identities = [Identity(a.node_id if i == 0 and a.node_id else uuid7(),
                           a.name if a.count == 1 else "%s-%d" % (a.name, i))
                  for i in range(a.count)]
    links = [Link("#%d" % (i + 1), a.port, who, selector, a.silent, not a.no_pong)
             for i, who in enumerate(identities)]
    again = None if a.dial_again_after is None else START + a.dial_again_after
    end = None if a.seconds is None else START + a.seconds
    next_ping = time.monotonic() + 1
    while selector.get_map() or again:
        for key, _ in selector.select(0.05):
            key.data.readable()
        now = time.monotonic()
        if end and now >= end:
            break
        if again and now >= again:
            again = None
            second = Link("#%d again" % 1, a.port, identities[0], selector, False, True)
            second.say({"type": "ping"})
            links.append(second)
        if a.no_pong and now >= next_ping:
            next_ping = now + 1
            for link in links:
                if link.sock.fileno() >= 0:
                    link.say({"type": "ping"})
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (KeyboardInterrupt, ConnectionRefusedError) as e:
        sys.exit(str(e) or 130)
