package dev.meshscope.proof;

import dev.meshscope.outside.Hello;
import dev.meshscope.outside.Wire;
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
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;

/// Makes so many connection attempts a second, each some kind of garbage: a process of its own, on
/// one thread. Its sources are addresses 127.0.0.x, so that it does not run out of ports; what it
/// closes it resets where the kind allows, for the same reason.
final class FloodClient {

  /// So many of its connections are open at most: beyond that the oldest is reset.
  private static final int MOST_OPEN = 12_000;

  /// So many stay for good, of each kind that does.
  private static final int MOST_STAYING = 2_000;

  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(3);
  private static final long DRIP_NS = TimeUnit.SECONDS.toNanos(1);
  private static final byte[] DRIPS = Wire.frame("{\"type\":\"handshake\"}" + " ".repeat(80));

  /// One connection.
  private static final class Attempt {
    private final Garbage kind;
    private final SocketChannel channel;
    private final long begunNs = System.nanoTime();
    private int dripped;
    private long drippedNs;

    Attempt(Garbage kind, SocketChannel channel) {
      this.kind = kind;
      this.channel = channel;
    }
  }

  private final InetSocketAddress node;
  private final List<InetSocketAddress> sources = new ArrayList<>();
  private final Garbage.Said said;
  private final List<Garbage> kinds;
  private final Selector selector = Selector.open();
  private final SequencedSet<Attempt> open = new LinkedHashSet<>();
  private final Map<Garbage, Deque<Attempt>> staying = new EnumMap<>(Garbage.class);
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 14);
  private long made;
  private long connected;
  private long failed;
  private long ended;

  private FloodClient(InetSocketAddress node, int sources, List<Garbage> kinds, Garbage.Said said)
      throws IOException {
    this.node = node;
    for (int i = 0; i < sources; i++) {
      this.sources.add(new InetSocketAddress("127.0.0." + (2 + i), 0));
    }
    this.kinds = kinds;
    this.said = said;
  }

  /// Arguments: PORT, NODE-ID, attempts a second, seconds, sources, kinds, and the healthy peers as
  /// ID,KEY. Prints one line a second: attempts, connected, failed, ended by the node, open.
  public static void main(String[] args) throws IOException {
    List<Hello> victims = new ArrayList<>();
    for (String victim : Arrays.asList(args).subList(6, args.length)) {
      String[] parts = victim.split(",");
      victims.add(new Hello(parts[0], "impostor", parts[1]));
    }
    FloodClient client =
        new FloodClient(
            new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])),
            Integer.parseInt(args[4]),
            Garbage.parse(args[5]),
            new Garbage.Said(args[1], victims, new Random(1)));
    client.run(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
  }

  private void run(int rate, int seconds) throws IOException {
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    long told = begin;
    for (long now = begin; now < end; now = System.nanoTime()) {
      long due = (long) ((now - begin) / 1e9 * rate);
      // What is overdue is made up for, but never in one go: the answers have to be read.
      for (int burst = 0; made < due && burst < 64; burst++) {
        attempt();
      }
      if (made < due) {
        selector.selectNow(this::ready);
      } else {
        selector.select(this::ready, 1);
      }
      if (now - told >= TimeUnit.SECONDS.toNanos(1)) {
        told += TimeUnit.SECONDS.toNanos(1);
        tidy(now);
        tell(false);
      }
    }
    tell(true);
    List.copyOf(open).forEach(this::reset);
  }

  private void tell(boolean over) {
    System.out.printf(
        "{\"made\":%d,\"connected\":%d,\"failed\":%d,\"ended\":%d,\"open\":%d,\"over\":%b}%n",
        made, connected, failed, ended, open.size(), over);
    System.out.flush();
  }

  private void attempt() {
    Garbage kind = kinds.get((int) (made % kinds.size()));
    int source = (int) (made / kinds.size() % sources.size());
    made++;
    SocketChannel channel = null;
    try {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      if (kind != Garbage.CLOSE) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      channel.bind(sources.get(source));
      Attempt attempt = new Attempt(kind, channel);
      if (channel.connect(node)) {
        connected(attempt, null);
      } else {
        open(attempt, channel.register(selector, SelectionKey.OP_CONNECT, attempt));
      }
    } catch (IOException e) {
      failed++;
      close(channel);
    }
  }

  private void open(Attempt attempt, SelectionKey key) {
    open.add(attempt);
    if (open.size() > MOST_OPEN) {
      reset(open.getFirst());
    }
  }

  private void ready(SelectionKey key) {
    Attempt attempt = (Attempt) key.attachment();
    try {
      if (key.isConnectable()) {
        attempt.channel.finishConnect();
        connected(attempt, key);
      } else {
        buffer.clear();
        if (attempt.channel.read(buffer) < 0) {
          ended++;
          reset(attempt);
        }
      }
    } catch (IOException e) {
      if (attempt.channel.isConnected()) {
        ended++;
      } else {
        failed++;
      }
      reset(attempt);
    }
  }

  private void connected(Attempt attempt, SelectionKey connecting) throws IOException {
    connected++;
    if (!attempt.kind.waits()) {
      close(attempt.channel);
      return;
    }
    byte[] words = attempt.kind.words(said);
    if (words.length > 0) {
      attempt.channel.write(ByteBuffer.wrap(words));
    }
    if (connecting != null) {
      connecting.interestOps(SelectionKey.OP_READ);
    } else {
      open(attempt, attempt.channel.register(selector, SelectionKey.OP_READ, attempt));
    }
    if (attempt.kind.stays()) {
      Deque<Attempt> all = staying.computeIfAbsent(attempt.kind, kind -> new ArrayDeque<>());
      all.add(attempt);
      if (all.size() > MOST_STAYING) {
        reset(all.remove());
      }
    }
  }

  /// Lets go of who is gone, and of who has waited long enough; the slow ones say their next byte.
  private void tidy(long now) {
    for (Attempt attempt : List.copyOf(open)) {
      if (!attempt.kind.stays() && now - attempt.begunNs > PATIENCE_NS) {
        reset(attempt);
      }
    }
    staying.values().forEach(all -> all.removeIf(attempt -> !attempt.channel.isOpen()));
    for (Attempt slow : staying.getOrDefault(Garbage.SLOW, new ArrayDeque<>())) {
      if (now - slow.drippedNs >= DRIP_NS && slow.dripped < DRIPS.length) {
        slow.drippedNs = now;
        try {
          slow.channel.write(ByteBuffer.wrap(DRIPS, slow.dripped++, 1));
        } catch (IOException e) {
          reset(slow);
        }
      }
    }
  }

  private void reset(Attempt attempt) {
    open.remove(attempt);
    close(attempt.channel);
  }

  private static void close(SocketChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // it was gone already
      }
    }
  }
}
