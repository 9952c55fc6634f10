#!/usr/bin/env python3
"""Announces made-up nodes by multicast DNS and counts who comes; no code shared with the program.

  spoof_lan.py ADDRESS --port PORT --ids 100             100 ids, all at ADDRESS:PORT, where it listens itself
  spoof_lan.py ADDRESS --port PORT --ids 60 --at A,B,C   at these addresses in turn
  ... --rate 1000 --seconds 15                           so many packets a second, so long in all

ADDRESS is this machine's on the network meant. Ends with a line `N connections`.
"""
import argparse
import os
import select
import socket
import struct
import sys
import time

GROUP = ("224.0.0.251", 5353)
TYPE = "_sym._tcp.local."


def name(text):
    return b"".join(bytes([len(label)]) + label.encode() for label in text.split(".") if label) + b"\0"


def record(owner, kind, content, flush=True):
    return name(owner) + struct.pack(">HHIH", kind, 0x8001 if flush else 1, 4500, len(content)) + content


def announcement(number, address, port):
    # Larger than any id that is made of a time: whoever hears it dials.
    node = "f0000000-0000-7000-8000-%012x" % number
    owner, host = "%s.%s" % (node, TYPE), "spoof-%x.local." % number
    txt = b"".join(bytes([len(s)]) + s for s in (
        b"node-id=" + node.encode(), b"node-name=spoof", b"public-key=" + b"A" * 43, b"hostname=spoof"))
    records = [record(TYPE, 12, name(owner), False), record(owner, 33, struct.pack(">HHH", 0, 0, port) + name(host)),
               record(owner, 16, txt), record(host, 1, socket.inet_aton(address))]
    return struct.pack(">HHHHHH", 0, 0x8400, 0, len(records), 0, 0) + b"".join(records)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("address")
    p.add_argument("--port", type=int, required=True)
    p.add_argument("--ids", type=int, default=100)
    p.add_argument("--at", default="")
    p.add_argument("--rate", type=float, default=1000)
    p.add_argument("--seconds", type=float, default=15)
    a = p.parse_args()

    door = socket.create_server((a.address, a.port), backlog=4096)
    door.setblocking(False)
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    out.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    out.bind((a.address, 5353))
    out.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(a.address))
    out.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
    places = a.at.split(",") if a.at else [a.address]
    base = int.from_bytes(os.urandom(4), "big") << 16
    begun, sent, came = time.monotonic(), 0, 0
    while time.monotonic() - begun < a.seconds:
        while sent < a.ids and sent < (time.monotonic() - begun) * a.rate:
            out.sendto(announcement(base + sent, places[sent % len(places)], a.port), GROUP)
            sent += 1
        if select.select([door], [], [], 0.002)[0]:
            door.accept()[0].close()
            came += 1
    print("%d announced" % sent)
    print("%d connections" % came)
    return 0


if __name__ == "__main__":
    sys.exit(main())
