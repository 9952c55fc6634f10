package dev.meshscope.proof;

import dev.meshscope.outside.Hello;
import dev.meshscope.outside.RawClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// Dials as fast as it can, always with the same handshake; the last few connections stay open. On
/// a thread of its own.
final class Storm {
  private static final int OPEN = 8;

  private final Thread thread;
  private final int port;
  private final Hello hello;
  private int dials;
  private volatile boolean over;

  Storm(int port, Hello hello) {
    this.port = port;
    this.hello = hello;
    this.thread = Thread.ofVirtual().start(this::run);
  }

  private void run() {
    Deque<RawClient> open = new ArrayDeque<>();
    while (!over) {
      try {
        open.add(RawClient.dial(port).send(hello.json()));
        if (open.size() > OPEN) {
          open.remove().close();
        }
      } catch (UncheckedIOException e) {
        // refused at once: so be it
      }
      synchronized (this) {
        dials++;
        notifyAll();
      }
    }
    open.forEach(RawClient::close);
  }

  /// Waits for so many more dials.
  synchronized void awaitDials(int more) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    int wanted = dials + more;
    while (dials < wanted) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("only " + dials + " dials");
      }
      wait(left);
    }
  }

  void end() throws InterruptedException {
    over = true;
    thread.join(Duration.ofSeconds(5));
  }
}
