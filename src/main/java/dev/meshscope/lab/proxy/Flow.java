package dev.meshscope.lab.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// One direction of a connection: what came in waits here until it may go on. On the exchange's
/// loop.
final class Flow {
  /// What was read and waits is at most about this; then its source is not read from.
  private static final int MOST_WAITING = 1 << 20;

  private sealed interface Item {
    long dueNs();
  }

  private record Bytes(ByteBuf buffer, long dueNs) implements Item {}

  /// The source said all it had to say.
  private record Fin(long dueNs) implements Item {}

  /// The source broke off.
  private record Rst(long dueNs) implements Item {}

  private final Channel source;
  private final Channel sink;
  private final FrameTap tap = new FrameTap();
  private final Deque<Item> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean stalled;
  private long delayNs;
  private boolean swallowing;
  private long swallowed;
  private boolean over;

  Flow(Channel source, Channel sink) {
    this.source = source;
    this.sink = sink;
  }

  void take(ByteBuf buffer) {
    if (swallowing || over) {
      swallowed += buffer.readableBytes();
      buffer.release();
      return;
    }
    waitingBytes += buffer.readableBytes();
    add(new Bytes(buffer, due()));
  }

  void fin() {
    add(new Fin(due()));
  }

  void rst() {
    add(new Rst(due()));
  }

  /// Bytes wait from now on, or no longer.
  void stall(boolean on) {
    stalled = on;
    pump();
  }

  boolean stalled() {
    return stalled;
  }

  void delay(long ns) {
    delayNs = ns;
  }

  /// There is nobody any more to whom anything could be brought.
  void swallow() {
    swallowing = true;
    drop();
    reading();
  }

  long swallowed() {
    return swallowed;
  }

  FrameTap tap() {
    return tap;
  }

  /// Whether its source has ended and all it said was passed on.
  boolean over() {
    return over;
  }

  /// The sink takes more, or does not.
  void reading() {
    boolean room = waitingBytes < MOST_WAITING && (sink.isWritable() || !sink.isActive());
    source.config().setAutoRead(swallowing || (!stalled && room));
  }

  /// Frees what waits.
  void drop() {
    for (Item item : waiting) {
      if (item instanceof Bytes bytes) {
        swallowed += bytes.buffer().readableBytes();
        bytes.buffer().release();
      }
    }
    waiting.clear();
    waitingBytes = 0;
  }

  private void add(Item item) {
    waiting.add(item);
    pump();
  }

  private long due() {
    return delayNs == 0 ? 0 : System.nanoTime() + delayNs;
  }

  private void pump() {
    boolean wrote = false;
    while (!stalled && !waiting.isEmpty() && due(waiting.getFirst())) {
      Item item = waiting.removeFirst();
      switch (item) {
        case Bytes(ByteBuf buffer, _) -> {
          waitingBytes -= buffer.readableBytes();
          tap.see(buffer, Instant.now());
          sink.write(buffer, sink.voidPromise());
          wrote = true;
        }
        case Fin _ -> {
          over = true;
          flush(wrote);
          wrote = false;
          if (sink instanceof DuplexChannel duplex && sink.isActive()) {
            duplex.shutdownOutput();
          }
        }
        case Rst _ -> {
          over = true;
          reset(sink);
        }
      }
    }
    flush(wrote);
    if (!stalled && !waiting.isEmpty()) {
      long ns = Math.max(0, waiting.getFirst().dueNs() - System.nanoTime());
      sink.eventLoop().schedule(this::pump, ns, TimeUnit.NANOSECONDS);
    }
    reading();
  }

  private void flush(boolean wrote) {
    if (wrote) {
      sink.flush();
    }
  }

  private static boolean due(Item item) {
    return item.dueNs() == 0 || item.dueNs() - System.nanoTime() <= 0;
  }

  static void reset(Channel channel) {
    if (channel.isActive()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    channel.close();
  }
}
