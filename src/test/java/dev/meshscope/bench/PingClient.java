package dev.meshscope.bench;

import dev.meshscope.outside.Wire;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// One blocking connection that pings: many at a time, or one after the other. On the caller's
/// thread; a second one writes.
final class PingClient implements AutoCloseable {
  private static final int BATCH = 4096;

  /// This many batches may be on their way.
  private static final int WINDOW = 16;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;

  PingClient(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /// Joins a node, and lets it prove the transport with its first ping.
  PingClient greet() throws IOException {
    Random random = new Random();
    out.write(Wire.frame(Wire.handshake(Wire.nodeId(random), "pinger", Wire.key(random))));
    DataInputStream frames = new DataInputStream(in);
    for (int seen = 0; seen < 2; seen++) {
      byte[] frame = frames.readNBytes(frames.readInt());
      if (frame.length == Wire.PING.length - 4) {
        out.write(Wire.PONG);
      }
    }
    return this;
  }

  /// Pings answered per second over this time, through the full pipe.
  double throughput(long millis) throws IOException, InterruptedException {
    byte[] batch = Wire.repeat(Wire.PING, BATCH);
    byte[] buffer = new byte[1 << 17];
    long total = TimeUnit.MILLISECONDS.toNanos(millis);
    java.util.concurrent.Semaphore room = new java.util.concurrent.Semaphore(WINDOW);
    long begin = System.nanoTime();
    long end = begin + total;
    long[] sent = new long[1];
    Thread writer =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    while (System.nanoTime() < end) {
                      room.acquire();
                      out.write(batch);
                      sent[0]++;
                    }
                  } catch (IOException | InterruptedException e) {
                    sent[0] = -1;
                  }
                });
    long batchBytes = (long) batch.length;
    long got = 0;
    long credited = 0;
    while (System.nanoTime() < end) {
      got += read(buffer);
      while (got - credited >= batchBytes) {
        credited += batchBytes;
        room.release();
      }
    }
    double perSecond = got / (double) Wire.PONG.length / ((System.nanoTime() - begin) / 1e9);
    room.release(WINDOW);
    writer.join();
    long expected = sent[0] * batchBytes;
    while (got < expected) {
      got += read(buffer);
    }
    if (got != expected) {
      throw new IOException("more came back than pongs: " + (got - expected) + " bytes");
    }
    return perSecond;
  }

  private int read(byte[] buffer) throws IOException {
    int n = in.read(buffer);
    if (n < 0) {
      throw new EOFException("the server closed");
    }
    return n;
  }

  /// Round trips of lone pings, nanoseconds, in the order they were made.
  long[] roundTrips(int count) throws IOException {
    long[] all = new long[count];
    byte[] pong = new byte[Wire.PONG.length];
    for (int i = 0; i < count; i++) {
      long begin = System.nanoTime();
      out.write(Wire.PING);
      if (in.readNBytes(pong, 0, pong.length) != pong.length) {
        throw new EOFException("the server closed");
      }
      all[i] = System.nanoTime() - begin;
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
