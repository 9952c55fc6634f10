#!/usr/bin/env python3
"""One peer (or several) that stays within all limits and says as much as it may; no code shared with the program.

  message_flood.py PORT --pid PID       60 s of messages of 1 MiB at 64 MiB/s, then a minute of rest
  ... --size 300k                       300k, 16k, 200: so long are the frames
  ... --kind wide                       what they hold: text, wide (two bytes a character), escaped (six bytes where one came),
                                        gossip, unknown, upper (a frame of the layers above)
  ... --flooders 5                      so many peers, each as fast as the first
  ... --seconds 5 --rest 5              shorter

PORT is where the node listens on 127.0.0.1, PID its process; whoever reads its output is to go on reading it. Ten healthy
peers say pings all the time. A line a second, then a sum; exit status 1 if a bound was missed (`--peak`, `--after` in MiB of
resident memory, `--round-trip` in milliseconds; 0: none).
"""
import argparse
import json
import os
import select
import socket
import struct
import sys
import threading
import time

MIB = 1 << 20
PING = struct.pack(">I", 15) + b'{"type":"ping"}'
PONG = struct.pack(">I", 15) + b'{"type":"pong"}'


def node_id():
    r = bytearray(int(time.time() * 1000).to_bytes(6, "big") + os.urandom(10))
    r[6], r[8] = 0x70 | r[6] & 0x0F, 0x80 | r[8] & 0x3F
    h = r.hex()
    return "-".join((h[:8], h[8:12], h[12:16], h[16:20], h[20:]))


def frame(payload):
    return struct.pack(">I", len(payload)) + payload


def say(**fields):
    return frame(json.dumps(fields, separators=(",", ":")).encode())


def join(port, name):
    link = socket.create_connection(("127.0.0.1", port), 10)
    link.settimeout(None)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    key = os.urandom(32).hex()[:43]
    link.sendall(say(type="handshake", nodeId=node_id(), name=name, version="1.1.0", publicKey=key[:42] + "A",
                     lifecycleRole="participant", group="default", extensions=[]))
    return link


def filled(head, unit, tail, size):
    room = size - len(head) - len(tail)
    return frame(head + unit * max(1, room // len(unit)) + tail)


def words(kind, size):
    said = b'{"type":"message","from":"f","fromName":"flood","timestamp":1,"content":"'
    if kind == "text":
        return filled(said, b"a", b'"}', size)
    if kind == "wide":
        return filled(said, "\u0416".encode(), b'"}', size)
    if kind == "escaped":
        return filled(said, b"\x7f", b'"}', size)
    if kind == "unknown":
        return filled(b'{"type":"nobody-knows","x":"', b"a", b'"}', size)
    if kind == "upper":
        return filled(b'{"type":"cmb","x":"', b"a", b'"}', size)
    if kind == "gossip":
        one = ('{"nodeId":"%s","name":"%s","lastSeen":1},' % (node_id(), "n" * 64)).encode()
        return filled(b'{"type":"peer-info","peers":[', one, b"{}]}", size)
    raise SystemExit("no such kind: " + kind)


def flood(port, kind, size, rate, seconds):
    """Runs in a process of its own. Answers pings between two blocks: who says so much must not be taken for dead."""
    link = join(port, "flood")
    asked = []

    def hear():
        rest = b""
        while True:
            try:
                got = link.recv(1 << 16)
            except OSError:
                got = b""
            if not got:
                os._exit(3)
            rest += got
            asked.extend(PONG for _ in range(rest.count(PING)))
            rest = rest[rest.rfind(PING) + len(PING):] if PING in rest else rest[-len(PING) + 1:]

    threading.Thread(target=hear, daemon=True).start()
    one = words(kind, size)
    block = one * max(1, (1 << 16) // len(one))
    begun, sent = time.monotonic(), 0
    try:
        while time.monotonic() - begun < seconds:
            ahead = sent / rate - (time.monotonic() - begun)
            if ahead > 0:
                time.sleep(min(ahead, 0.01))
                continue
            link.sendall(block)
            sent += len(block)
            while asked:
                link.sendall(asked.pop())
    except OSError:
        os._exit(3)
    print("sent %.1f MiB/s" % (sent / MIB / (time.monotonic() - begun)), flush=True)
    os._exit(0)


class Healthy:
    """Ten peers that ask ten times a second each, and how long the node took to answer."""

    def __init__(self, port, count):
        self.links = [[join(port, "healthy-%d" % i), b"", None, 0.0] for i in range(count)]
        self.lost = 0

    def turn(self, seconds):
        """The worst round trip; what is still out counts as it is."""
        end, worst = time.monotonic() + seconds, 0.0
        while True:
            now = time.monotonic()
            for link in self.links:
                if link[2] is None and now >= link[3]:
                    link[2], link[3] = now, now + 0.1
                    link[0].sendall(PING)
            if now >= end:
                break
            ready, _, _ = select.select([link[0] for link in self.links], [], [], 0.02)
            for link in [link for link in self.links if link[0] in ready]:
                got = link[0].recv(1 << 16)
                now = time.monotonic()
                if not got:
                    self.links.remove(link)
                    self.lost += 1
                    continue
                link[1] += got
                while len(link[1]) >= 4 and len(link[1]) >= 4 + struct.unpack(">I", link[1][:4])[0]:
                    length = 4 + struct.unpack(">I", link[1][:4])[0]
                    heard, link[1] = link[1][:length], link[1][length:]
                    if heard == PING:
                        link[0].sendall(PONG)
                    elif heard == PONG and link[2] is not None:
                        worst = max(worst, now - link[2])
                        link[2] = None
        now = time.monotonic()
        return max([worst] + [now - link[2] for link in self.links if link[2] is not None])


def resident(pid):
    try:
        with open("/proc/%d/status" % pid) as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) / 1024
    except OSError:
        pass
    raise SystemExit("the node is gone")


def size(text):
    units = {"k": 1000, "M": MIB}
    return int(text[:-1]) * units[text[-1]] if text[-1] in units else int(text)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("port", type=int)
    p.add_argument("--pid", type=int, required=True)
    p.add_argument("--size", type=size, default=MIB)
    p.add_argument("--kind", default="text")
    p.add_argument("--rate", type=float, default=64, metavar="MiB/s")
    p.add_argument("--flooders", type=int, default=1)
    p.add_argument("--healthy", type=int, default=10)
    p.add_argument("--seconds", type=float, default=60)
    p.add_argument("--rest", type=float, default=60)
    p.add_argument("--peak", type=float, default=400, metavar="MiB")
    p.add_argument("--after", type=float, default=150, metavar="MiB")
    p.add_argument("--round-trip", type=float, default=50, metavar="ms")
    a = p.parse_args()

    healthy = Healthy(a.port, a.healthy)
    healthy.turn(1)
    before = resident(a.pid)
    calm = healthy.turn(2)
    floods = []
    for _ in range(a.flooders):
        child = os.fork()
        if child == 0:
            flood(a.port, a.kind, a.size, a.rate * MIB, a.seconds)
        floods.append(child)
    begun, peak, worst, last = time.monotonic(), before, 0.0, 0
    late = []
    while time.monotonic() - begun < a.seconds:
        late.append(healthy.turn(0.25))
        now = resident(a.pid)
        peak, worst = max(peak, now), max(worst, late[-1])
        if time.monotonic() - begun >= last:
            print("%3d s: %6.0f MiB, worst round trip %6.1f ms" % (last, now, 1000 * worst), flush=True)
            last += 1
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in floods]
    over = time.monotonic()
    after = resident(a.pid)
    while time.monotonic() - over < a.rest and after >= a.after > 0:
        healthy.turn(1)
        after = resident(a.pid)
    back = time.monotonic() - over
    late.sort()
    print("before %.0f MiB, peak %.0f, after %.0f s %.0f; worst round trip %.1f ms (nine tenths below %.1f; %.1f without), "
          "%d healthy lost, floods ended with %s"
          % (before, peak, back, after, 1000 * worst, 1000 * late[len(late) * 9 // 10], 1000 * calm, healthy.lost, ends))
    missed = [what for what, bad in (("peak", 0 < a.peak < peak), ("after", 0 < a.after < after),
                                     ("round trip", 0 < a.round_trip < 1000 * worst), ("healthy", healthy.lost > 0)) if bad]
    print("missed: " + ", ".join(missed) if missed else "all bounds kept")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
