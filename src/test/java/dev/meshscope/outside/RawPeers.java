package dev.meshscope.outside;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Many peers on one thread of their own: each dials, says its handshake, counts as live when the
/// node has answered it, and from then on answers pings. A peer that is `lively` also pings, once a
/// second. A peer that is `silent` only connects.
public final class RawPeers implements Closeable {

  private static final long ABSENCE_NS = TimeUnit.SECONDS.toNanos(1);

  private enum Kind {
    SPEAKING,
    LIVELY,
    SILENT
  }

  private static final long PULSE_MILLIS = 100;
  private static final long PING_EVERY_NS = TimeUnit.SECONDS.toNanos(1);

  private final int port;
  private final int count;
  private final int inFlight;
  private final Kind kind;
  private final Selector selector = Selector.open();
  private final CountDownLatch allLive = new CountDownLatch(1);
  private final List<Hello> hellos = new ArrayList<>();
  private final List<byte[]> greetings = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private final Thread thread = Thread.ofPlatform().daemon().name("raw-peers").unstarted(this::run);
  private final AtomicInteger bounces = new AtomicInteger();
  private final List<SelectionKey> standing = new ArrayList<>();
  private final Deque<Absent> absent = new ArrayDeque<>();
  private int turn;
  private int dialled;
  // Written by the peers' thread, read by the test's.
  private volatile int live;
  private volatile int closed;
  private volatile int pings;
  private volatile int returned;
  private volatile boolean over;
  private volatile long begunNs;
  private volatile long liveNs;
  private long worstNs;

  private RawPeers(int port, int count, int inFlight, Kind kind) throws IOException {
    this.port = port;
    this.count = count;
    this.inFlight = inFlight;
    this.kind = kind;
    Random random = new Random();
    for (int i = 0; i < count; i++) {
      // Made before the clock runs: a real peer has its identity when it dials.
      hellos.add(new Hello(Wire.nodeId(random), "raw-" + i, Wire.key(random)));
      greetings.add(Wire.frame(hellos.getLast().json()));
    }
  }

  /// Begins to dial.
  public static RawPeers speaking(int port, int count, int inFlight) throws IOException {
    RawPeers peers = new RawPeers(port, count, inFlight, Kind.SPEAKING);
    peers.thread.start();
    return peers;
  }

  /// Begins to dial; those that are live ping the node once a second.
  public static RawPeers lively(int port, int count) throws IOException {
    RawPeers peers = new RawPeers(port, count, count, Kind.LIVELY);
    peers.thread.start();
    return peers;
  }

  /// Connections that never say a word.
  public static RawPeers silent(int port, int count) throws IOException {
    RawPeers peers = new RawPeers(port, count, 256, Kind.SILENT);
    peers.thread.start();
    return peers;
  }

  /// Waits until the node has answered every handshake (or, for silent ones, every connection
  /// stands); nanoseconds from the first dial to then.
  public long awaitLive(long seconds) throws InterruptedException {
    if (!allLive.await(seconds, TimeUnit.SECONDS)) {
      throw new IllegalStateException(live + " of " + count + " live, " + closed + " closed");
    }
    return liveNs - begunNs;
  }

  /// One peer hangs up and dials again a second later: it leaves and joins. They take turns.
  public void bounce() {
    bounces.incrementAndGet();
    selector.wakeup();
  }

  /// How many have come back after they hung up.
  public int returned() {
    return returned;
  }

  /// Whether the node closes as many as this within the time.
  public synchronized boolean awaitClosed(int wanted, long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = millis; closed < wanted && left > 0; ) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    return closed >= wanted;
  }

  /// How many the node has closed.
  public int closed() {
    return closed;
  }

  /// Who they are.
  public List<Hello> hellos() {
    return List.copyOf(hellos);
  }

  /// The longest round trip of a lively peer's ping since it was last asked for, in milliseconds;
  /// one that is still out counts as it is.
  public synchronized long worstRoundTripMillis() {
    long worst = worstNs;
    worstNs = 0;
    return TimeUnit.NANOSECONDS.toMillis(worst);
  }

  /// How many pings were answered.
  public int pings() {
    return pings;
  }

  private void run() {
    try {
      begunNs = System.nanoTime();
      refill();
      while (!over) {
        if (kind == Kind.LIVELY) {
          selector.select(this::ready, PULSE_MILLIS);
          ping();
        } else {
          selector.select(this::ready, absent.isEmpty() ? 0 : 20);
          leaveAndReturn();
        }
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new IllegalStateException("the peers failed", e);
    }
  }

  /// One that has no answer yet asks no more.
  private void ping() {
    long now = System.nanoTime();
    for (SelectionKey key : selector.keys()) {
      Peer peer = (Peer) key.attachment();
      if (peer.pingedNs != 0) {
        waited(now - peer.pingedNs);
      } else if (peer.greeted && now - peer.lastPingNs > PING_EVERY_NS) {
        peer.lastPingNs = now;
        peer.pingedNs = now;
        try {
          ((SocketChannel) key.channel()).write(ByteBuffer.wrap(Wire.PING));
        } catch (IOException e) {
          gone((SocketChannel) key.channel());
        }
      }
    }
  }

  private synchronized void waited(long ns) {
    worstNs = Math.max(worstNs, ns);
  }

  private void refill() throws IOException {
    while (dialled < count && dialled - live - closed < inFlight) {
      dial(new Peer(dialled++, false));
    }
  }

  private void dial(Peer peer) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    boolean connected = channel.connect(new InetSocketAddress("127.0.0.1", port));
    SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, peer);
    if (connected) {
      connected(key, channel, peer);
    }
  }

  private void leaveAndReturn() throws IOException {
    for (; bounces.get() > 0 && !standing.isEmpty(); bounces.decrementAndGet()) {
      SelectionKey key = standing.remove(turn++ % standing.size());
      key.channel().close();
      absent.add(new Absent(((Peer) key.attachment()).number, System.nanoTime() + ABSENCE_NS));
    }
    while (!absent.isEmpty() && absent.getFirst().untilNs() - System.nanoTime() < 0) {
      dial(new Peer(absent.removeFirst().number(), true));
    }
  }

  private void ready(SelectionKey key) {
    SocketChannel channel = (SocketChannel) key.channel();
    Peer peer = (Peer) key.attachment();
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        connected(key, channel, peer);
      } else if (key.isReadable()) {
        read(key, channel, peer);
      }
    } catch (IOException e) {
      gone(channel);
    }
  }

  private void connected(SelectionKey key, SocketChannel channel, Peer peer) throws IOException {
    key.interestOps(SelectionKey.OP_READ);
    if (kind != Kind.SILENT) {
      channel.write(ByteBuffer.wrap(greetings.get(peer.number)));
    } else {
      nowLive();
    }
  }

  private void nowLive() throws IOException {
    live++;
    if (live == count) {
      liveNs = System.nanoTime();
      allLive.countDown();
    }
    refill();
  }

  private void read(SelectionKey key, SocketChannel channel, Peer peer) throws IOException {
    buffer.clear().put(peer.rest);
    int n = channel.read(buffer);
    if (n < 0) {
      gone(channel);
      return;
    }
    buffer.flip();
    while (buffer.remaining() >= 4) {
      int length = buffer.getInt(buffer.position());
      if (buffer.remaining() < 4 + length) {
        break;
      }
      byte[] frame = new byte[4 + length];
      buffer.get(frame);
      if (Arrays.equals(frame, Wire.PING)) {
        channel.write(ByteBuffer.wrap(Wire.PONG));
        pings++;
      } else if (Arrays.equals(frame, Wire.PONG) && peer.pingedNs != 0) {
        waited(System.nanoTime() - peer.pingedNs);
        peer.pingedNs = 0;
      } else if (!peer.greeted
          && new String(frame, 4, Math.min(length, 40)).contains("handshake")) {
        peer.greeted = true;
        standing.add(key);
        if (peer.again) {
          returned++;
        } else {
          nowLive();
        }
      }
    }
    peer.rest = new byte[buffer.remaining()];
    buffer.get(peer.rest);
  }

  private void gone(SocketChannel channel) {
    try {
      channel.close();
      synchronized (this) {
        closed++;
        notifyAll();
      }
      refill();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    over = true;
    selector.wakeup();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// One that has hung up.
  private record Absent(int number, long untilNs) {}

  /// One connection.
  private static final class Peer {
    private static final byte[] NOTHING = {};
    private final int number;

    /// Whether it has been here before.
    private final boolean again;

    private byte[] rest = NOTHING;
    private boolean greeted;
    private long lastPingNs = System.nanoTime();
    // 0: no ping is out.
    private long pingedNs;

    Peer(int number, boolean again) {
      this.number = number;
      this.again = again;
    }
  }
}
