#!/usr/bin/env python3
"""A mesh node as somebody else might have written it, in one file: an identity kept below the home directory, the
registry in ~/.sym/loopback, the dial rule, handshake, ping and pong. For trying the lab on a program that is not ours:

  meshscope lab run dead-but-established --peer-command "python3 deployed_peer.py"

  --as-far-as nothing|record|connection|handshake    stop short of the rest: to see what the lab says then
"""
import argparse
import base64
import json
import os
import pathlib
import signal
import socket
import struct
import sys
import threading
import time
import uuid

HOME = pathlib.Path.home()
REGISTRY = HOME / ".sym" / "loopback"
FAR = ["nothing", "record", "connection", "handshake", "all"]


def identity():
    file = HOME / ".sym" / "nodes" / "deployed" / "identity.json"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        key = base64.urlsafe_b64encode(os.urandom(32)).decode().rstrip("=")
        file.write_text(json.dumps({"nodeId": str(uuid.uuid4()), "publicKey": key}))
    return json.loads(file.read_text())


class Node:
    def __init__(self, far):
        self.far = FAR.index(far)
        self.me = identity()
        self.links = {}
        self.dialling = set()
        self.lock = threading.Lock()
        self.door = socket.create_server(("127.0.0.1", 0))
        self.record = REGISTRY / (self.me["nodeId"] + ".json")

    def reaches(self, stage):
        return self.far >= FAR.index(stage)

    def announce(self):
        REGISTRY.mkdir(parents=True, exist_ok=True)
        fresh = self.record.with_suffix(".tmp")
        fresh.write_text(json.dumps({
            "nodeId": self.me["nodeId"], "name": "deployed", "port": self.door.getsockname()[1], "pid": os.getpid(),
            "serviceType": "_sym._tcp", "ts": int(time.time() * 1000)}))
        fresh.replace(self.record)

    def scan(self):
        for file in REGISTRY.glob("*.json"):
            try:
                other = json.loads(file.read_text())
                os.kill(other["pid"], 0)
            except (OSError, ValueError, KeyError):
                continue
            fresh = time.time() * 1000 - other["ts"] < 30000
            with self.lock:
                wanted = (fresh and self.me["nodeId"] < other["nodeId"] and other["nodeId"] not in self.links
                          and other["nodeId"] not in self.dialling)
                if wanted:
                    self.dialling.add(other["nodeId"])
            if wanted:
                threading.Thread(target=self.dial, args=(other,), daemon=True).start()

    def dial(self, other):
        try:
            link = socket.create_connection(("127.0.0.1", other["port"]), 10)
            link.settimeout(None)
            self.talk(link, True)
        except OSError as e:
            print("no connection:", e, flush=True)
        finally:
            with self.lock:
                self.dialling.discard(other["nodeId"])

    def accept(self):
        while True:
            link, _ = self.door.accept()
            threading.Thread(target=self.talk, args=(link, False), daemon=True).start()

    def send(self, link, **frame):
        payload = json.dumps(frame, separators=(",", ":")).encode()
        link.sendall(struct.pack(">I", len(payload)) + payload)

    def greet(self, link):
        if self.reaches("handshake"):
            self.send(link, type="handshake", nodeId=self.me["nodeId"], name="deployed", version="0.2.3",
                      publicKey=self.me["publicKey"], lifecycleRole="participant", room="default", extensions=[])

    def talk(self, link, ours):
        other = None
        try:
            if ours:
                self.greet(link)
            while True:
                frame = self.hear(link)
                if frame["type"] == "handshake":
                    other = frame["nodeId"]
                    if not ours:
                        self.greet(link)
                    with self.lock:
                        # As deployed nodes: the first connection stays for as long as it is open.
                        if other in self.links:
                            print("duplicate of", other, flush=True)
                            other = None
                            return
                        self.links[other] = link
                    print("connected to", frame["name"], flush=True)
                elif frame["type"] == "ping" and self.reaches("all"):
                    self.send(link, type="pong")
                else:
                    print("heard", frame["type"], flush=True)
        except (OSError, EOFError, ValueError) as e:
            print("ended:", repr(e), flush=True)
        finally:
            link.close()
            with self.lock:
                if other and self.links.get(other) is link:
                    del self.links[other]

    @staticmethod
    def hear(link):
        def exactly(count):
            data = b""
            while len(data) < count:
                more = link.recv(count - len(data))
                if not more:
                    raise EOFError("closed")
                data += more
            return data
        return json.loads(exactly(struct.unpack(">I", exactly(4))[0]))

    def run(self):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        if not self.reaches("record"):
            print("I have nothing to say.", flush=True)
            sys.exit(3)
        if self.reaches("connection"):
            threading.Thread(target=self.accept, daemon=True).start()
        else:
            self.door.close()
            self.door = socket.create_server(("127.0.0.1", 0))
            closed = self.door.getsockname()
            self.door.close()
            self.door = type("Closed", (), {"getsockname": staticmethod(lambda: closed)})
        try:
            for tick in range(10 ** 9):
                if tick % 50 == 0:
                    self.announce()
                if tick in (0, 3, 12, 30) or tick % 50 == 0:
                    if self.reaches("connection"):
                        self.scan()
                time.sleep(0.1)
        finally:
            self.record.unlink(missing_ok=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--as-far-as", choices=FAR, default="all")
    Node(parser.parse_args().as_far_as).run()
