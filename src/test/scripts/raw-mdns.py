#!/usr/bin/env python3
"""mDNS by the bytes (RFC 1035, 6762, 6763). No code shared with the program.

  raw-mdns.py look   ADDRESS [TYPE [SECONDS]]     ask for TYPE (_sym._tcp.local.) and print every record heard
  raw-mdns.py answer ADDRESS NODE-ID PORT [SECONDS [--mute]]
                                                  announce a node at ADDRESS and answer for it; leave with a goodbye
                                                  ... --mute: announce once, then neither answer nor say goodbye
  raw-mdns.py flood  ADDRESS PACKETS-PER-SECOND SECONDS
                                                  mixed garbage, made-up nodes, and packets made to stop a reader

ADDRESS is this machine's on the network meant: 127.0.0.1 is loopback.
"""
import os
import random
import select
import socket
import struct
import sys
import time
import uuid

GROUP = ("224.0.0.251", 5353)
TYPE = "_sym._tcp.local."
NAMES = {1: "A", 12: "PTR", 16: "TXT", 28: "AAAA", 33: "SRV", 47: "NSEC"}
START = time.monotonic()


def tell(*words):
    print("%8.3f" % (time.monotonic() - START), *words, flush=True)


def opened(address):
    it = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    it.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    it.bind(("", 5353))
    it.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(address))
    it.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
    it.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(GROUP[0]) + socket.inet_aton(address))
    return it


def name(text):
    return b"".join(bytes([len(label.encode())]) + label.encode() for label in text.split(".") if label) + b"\0"


def record(owner, kind, ttl, content, flush=True):
    return name(owner) + struct.pack(">HHIH", kind, 0x8001 if flush else 1, ttl, len(content)) + content


def message(questions, records, response):
    return struct.pack(">HHHHHH", 0, 0x8400 if response else 0, len(questions), len(records), 0, 0) + \
        b"".join(questions) + b"".join(records)


def question(owner, kind):
    return name(owner) + struct.pack(">HH", kind, 1)


def read_name(data, at):
    labels, after = [], None
    while True:
        size = data[at]
        if size == 0:
            return ".".join(labels) + ".", at + 1 if after is None else after
        if size >= 0xC0:
            after = at + 2 if after is None else after
            at = (size & 0x3F) << 8 | data[at + 1]
        else:
            labels.append(data[at + 1:at + 1 + size].decode())
            at += 1 + size


def read(data):
    _, flags, questions, *counts = struct.unpack(">HHHHHH", data[:12])
    at, asked, told = 12, [], []
    for _ in range(questions):
        owner, at = read_name(data, at)
        asked.append((owner, struct.unpack(">H", data[at:at + 2])[0]))
        at += 4
    for _ in range(sum(counts)):
        owner, at = read_name(data, at)
        kind, group, ttl, size = struct.unpack(">HHIH", data[at:at + 10])
        at += 10
        told.append((owner, kind, bool(group & 0x8000), ttl, content(data, at, kind, size)))
        at += size
    return flags & 0x8000 != 0, asked, told


def content(data, at, kind, size):
    if kind == 12:
        return read_name(data, at)[0]
    if kind == 33:
        priority, weight, port = struct.unpack(">HHH", data[at:at + 6])
        return "%d %d port %d target %s" % (priority, weight, port, read_name(data, at + 6)[0])
    if kind == 1:
        return socket.inet_ntoa(data[at:at + 4])
    if kind == 28:
        return socket.inet_ntop(socket.AF_INET6, data[at:at + 16])
    if kind == 16:
        end, strings = at + size, []
        while at < end:
            strings.append(data[at + 1:at + 1 + data[at]].decode())
            at += 1 + data[at]
        return strings
    return data[at:at + size].hex()


def packets(it, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if select.select([it], [], [], max(0, end - time.monotonic()))[0]:
            data, sender = it.recvfrom(9000)
            try:
                yield read(data), sender, len(data)
            except (IndexError, struct.error, UnicodeDecodeError) as e:
                tell("malformed, %d bytes from %s: %r" % (len(data), sender[0], e))


def look(address, kind=TYPE, seconds=5):
    it = opened(address)
    it.sendto(message([question(kind, 12)], [], False), GROUP)
    for (response, asked, told), sender, size in packets(it, float(seconds)):
        tell("response" if response else "question", "%s:%d, %d bytes" % (*sender, size), *asked)
        for owner, number, flush, ttl, text in told:
            tell("   ", NAMES.get(number, number), owner, "ttl %d%s" % (ttl, " flush" if flush else ""), text)


def node(node_id, port, address, ttl, said="raw"):
    owner, host = "%s.%s" % (node_id, TYPE), "raw-%s.local." % node_id[24:]
    txt = b"".join(bytes([len(s)]) + s for s in (
        b"node-id=" + node_id.encode(), b"node-name=" + said.encode(), b"public-key=" + b"A" * 43, b"hostname=raw"))
    return message([], [
        record(TYPE, 12, ttl, name(owner), False),
        record(owner, 33, ttl, struct.pack(">HHH", 0, 0, port) + name(host)),
        record(owner, 16, ttl, txt),
        record(host, 1, ttl, socket.inet_aton(address))], True)


def answer(address, node_id, port, seconds=5, mute=None):
    it = opened(address)
    it.sendto(node(node_id, int(port), address, 4500), GROUP)
    tell("announced", node_id, port)
    if mute:
        return
    for (response, asked, _), sender, _ in packets(it, float(seconds)):
        if not response and any(owner.lower().endswith(TYPE) for owner, _ in asked):
            it.sendto(node(node_id, int(port), address, 4500), GROUP)
            tell("answered", sender[0], asked)
    it.sendto(node(node_id, int(port), address, 0), GROUP)
    tell("said goodbye")


def bomb():
    return struct.pack(">HHHHHH", 0, 0x8400, 0, 150, 0, 0) + b"\1_" * 3000 + b"\0" + b"\xc0\x0c".join(
        [struct.pack(">HHIH", 12, 1, 100, 2) + b"\xc0\x0c"] * 150)


def garbage(address):
    whole = node(str(uuid.uuid4()), random.randrange(1, 65536), address, 4500)
    kind = random.randrange(5)
    if kind == 0:
        return os.urandom(random.randrange(1, 1400))
    if kind == 1:
        return bomb()
    if kind == 2:
        return message([], [record("x.local.", 28, 120, os.urandom(4))], True)
    if kind == 3:
        broken = bytearray(whole)
        for _ in range(3):
            broken[random.randrange(len(broken))] = random.randrange(256)
        return bytes(broken)
    return whole


def flood(address, rate, seconds):
    it, begun, sent = opened(address), time.monotonic(), 0
    while time.monotonic() - begun < float(seconds):
        while sent < (time.monotonic() - begun) * float(rate):
            it.sendto(garbage(address), GROUP)
            sent += 1
        time.sleep(0.001)
    tell("sent", sent)


if len(sys.argv) < 3 or sys.argv[1] not in ("look", "answer", "flood"):
    sys.exit(__doc__)
{"look": look, "answer": answer, "flood": flood}[sys.argv[1]](*sys.argv[2:])
