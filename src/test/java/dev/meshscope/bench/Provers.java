package dev.meshscope.bench;

import dev.meshscope.outside.Hello;
import dev.meshscope.outside.RawClient;
import dev.meshscope.outside.Signer;
import dev.meshscope.outside.Wire;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/// Dial, say who they are, prove it rightly or wrongly and leave, one after the other and without
/// pause. On threads of their own.
final class Provers implements AutoCloseable {
  private static final int AT_ONCE = 4;
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final Thread[] threads = new Thread[AT_ONCE];
  // Written by the test's thread, read by theirs.
  private volatile boolean over;

  private Provers(Consumer<Random> one) {
    for (int i = 0; i < AT_ONCE; i++) {
      threads[i] = Thread.ofVirtual().start(() -> run(one));
    }
  }

  /// Each is somebody else, with a key of its own, and proves it.
  static Provers strangers(int port) {
    return new Provers(
        random -> Signer.born(Wire.nodeId(random), random).join(port, random).reset());
  }

  /// Each says that it is the same peer, which has proven itself, and signs what does not hold.
  static Provers liars(int port, Signer peer) {
    return new Provers(
        random -> {
          RawClient client = RawClient.dial(port);
          String extra =
              Signer.extra(
                  Wire.hex16(random), System.currentTimeMillis(), 1, "[1]", Wire.hex16(random));
          client.send(new Hello(peer.nodeId(), "liar", peer.key()).extra(extra).json());
          if (client.frame("handshake", 0, ANSWER) != null) {
            client.send(Signer.proof("A".repeat(86)));
            client.closed(ANSWER);
          }
          client.reset();
        });
  }

  private void run(Consumer<Random> one) {
    Random random = new Random();
    while (!over) {
      try {
        one.accept(random);
      } catch (UncheckedIOException e) {
        // refused at once: so be it
      }
    }
  }

  @Override
  public void close() {
    over = true;
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
