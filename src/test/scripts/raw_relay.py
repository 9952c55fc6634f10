#!/usr/bin/env python3
"""A relay that does harm: speaks RFC 6455 and PROTOCOL 6 by hand; no code shared with the program.

  raw_relay.py PORT --node NODE-PORT --pid PID --how empty

Listens on 127.0.0.1:PORT; the node is started with `--relay ws://127.0.0.1:PORT`. When it has connected and said who it
is, the relay does for `--seconds` what `--how` says, as fast as the node reads:

  nothing     stays calm, for comparison
  empty       continuation frames without a byte, of a message that never ends
  tiny        continuation frames of one byte
  pings       WebSocket pings
  asks        relay-ping again and again
  flap        one peer joins and leaves
  rejoin      one peer joins again and again
  strangers   peers join and leave, each with an id of its own
  crowd       the directory changes as a whole
  words       pings of peers, in their envelopes

Ten peers that are connected directly say pings all the time. Prints their worst round trip and the processor time that
the node took; exit status 1 if `--round-trip` (milliseconds above calm) or `--core` (parts of one core) was missed.
"""
import argparse
import base64
import hashlib
import json
import os
import socket
import struct
import sys
import threading
import time

from message_flood import Healthy, node_id


def frame(op, payload=b"", last=True):
    n = len(payload)
    head = bytes([(0x80 if last else 0) | op])
    if n < 126:
        return head + bytes([n]) + payload
    if n < 65536:
        return head + bytes([126]) + struct.pack(">H", n) + payload
    return head + bytes([127]) + struct.pack(">Q", n) + payload


def text(**fields):
    return frame(1, json.dumps(fields, separators=(",", ":")).encode())


def joined(peer):
    return text(type="relay-peer-joined", nodeId=peer, name="n")


def left(peer):
    return text(type="relay-peer-left", nodeId=peer, name="n")


def peers(ids):
    return text(type="relay-peers", peers=[{"nodeId": one, "name": "n"} for one in ids])


def block(how):
    """A piece of the flood; some are made anew each time."""
    one = node_id()
    if how == "empty":
        return lambda: frame(0, b"", False) * 8192
    if how == "tiny":
        return lambda: frame(0, b" ", False) * 8192
    if how == "pings":
        return lambda: frame(9, b"x") * 4096
    if how == "asks":
        return lambda: text(type="relay-ping") * 1024
    if how == "flap":
        return lambda: (left(one) + joined(one)) * 200
    if how == "rejoin":
        return lambda: joined(one) * 400
    if how == "strangers":
        return lambda: b"".join(joined(x) + left(x) for x in (node_id() for _ in range(100)))
    if how == "crowd":
        return lambda: peers([node_id() for _ in range(1000)])
    if how == "words":
        return lambda: frame(1, ('{"from":"%s","fromName":"n","payload":{"type":"ping"}}' % one).encode()) * 512
    raise SystemExit("no such way: " + how)


def upgraded(listener):
    link, _ = listener.accept()
    head = b""
    while b"\r\n\r\n" not in head:
        head += link.recv(4096)
    key = [line.split(":", 1)[1].strip() for line in head.decode().split("\r\n")
           if line.lower().startswith("sec-websocket-key:")][0]
    accept = base64.b64encode(hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()).decode()
    link.sendall(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  "Sec-WebSocket-Accept: %s\r\n\r\n" % accept).encode())
    return link


def processor(pid):
    with open("/proc/%d/stat" % pid) as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def drain(link):
    try:
        while link.recv(1 << 16):
            pass
    except OSError:
        pass


def harm(listener, how, until, sent):
    """Comes back when the node does."""
    while time.monotonic() < until:
        listener.settimeout(max(0.1, until - time.monotonic()))
        try:
            link = upgraded(listener)
        except (OSError, IndexError):
            continue
        try:
            link.recv(4096)
            link.sendall(peers([]))
            threading.Thread(target=drain, args=(link,), daemon=True).start()
            if how == "nothing":
                time.sleep(max(0, until - time.monotonic()))
                continue
            if how in ("empty", "tiny"):
                link.sendall(frame(1, b"{", False))
            if how == "words":
                link.sendall(peers([]))
            link.settimeout(1)
            flood = block(how)
            while time.monotonic() < until:
                try:
                    data = memoryview(flood())
                    while data and time.monotonic() < until:
                        try:
                            n = link.send(data)
                            data, sent[0] = data[n:], sent[0] + n
                        except TimeoutError:
                            pass
                except OSError:
                    break
        except OSError:
            pass
        finally:
            link.close()


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("port", type=int)
    p.add_argument("--node", type=int, required=True, metavar="PORT")
    p.add_argument("--pid", type=int, required=True)
    p.add_argument("--how", default="empty")
    p.add_argument("--seconds", type=float, default=60)
    p.add_argument("--healthy", type=int, default=10)
    p.add_argument("--round-trip", type=float, default=20, metavar="ms")
    p.add_argument("--core", type=float, default=0.5)
    a = p.parse_args()

    listener = socket.create_server(("127.0.0.1", a.port))
    healthy = Healthy(a.node, a.healthy)
    calm = 0.0
    if a.healthy:
        healthy.turn(1)
        calm = healthy.turn(2)
    until = time.monotonic() + a.seconds
    relay = os.fork()
    if relay == 0:
        sent = [0]
        harm(listener, a.how, until, sent)
        print("%s: the node's side took %.1f MiB" % (a.how, sent[0] / (1 << 20)), flush=True)
        os._exit(0)
    before, begun, worst, late = processor(a.pid), time.monotonic(), 0.0, []
    while time.monotonic() < until:
        late.append(healthy.turn(0.25))
        worst = max(worst, late[-1])
    core = (processor(a.pid) - before) / (time.monotonic() - begun)
    os.waitpid(relay, 0)
    late.sort()
    print("%s: %.2f of a core; worst round trip %.1f ms (nine tenths below %.1f; %.1f without), "
          "%d healthy lost" % (a.how, core, 1000 * worst, 1000 * late[len(late) * 9 // 10],
                               1000 * calm, healthy.lost))
    return 1 if 1000 * (worst - calm) > a.round_trip > 0 or core > a.core > 0 or healthy.lost else 0


if __name__ == "__main__":
    sys.exit(main())
