package dev.meshscope.engine.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// A host on the loopback network that speaks mDNS by the bytes. Used by one test thread; one of
/// its own reads.
final class RawMdns implements AutoCloseable {
  private static final InetSocketAddress GROUP =
      new InetSocketAddress(InetAddress.ofLiteral("224.0.0.251"), 5_353);

  private final MulticastSocket socket;
  private final List<RawMessage.Received> heard = new ArrayList<>();

  private RawMdns(MulticastSocket socket) {
    this.socket = socket;
    Thread.ofVirtual().name("raw-mdns").start(this::read);
  }

  /// @throws IOException where there is no multicast on loopback
  static RawMdns open() throws IOException {
    NetworkInterface loopback = NetworkInterface.getByInetAddress(LanProcess.LOOPBACK.address());
    MulticastSocket socket = new MulticastSocket(null);
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(5_353));
    socket.setNetworkInterface(loopback);
    socket.joinGroup(GROUP, loopback);
    return new RawMdns(socket);
  }

  private void read() {
    byte[] buffer = new byte[9_000];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    try {
      while (true) {
        packet.setLength(buffer.length);
        socket.receive(packet);
        List<RawMessage.Received> records = records(packet);
        synchronized (heard) {
          heard.addAll(records);
          heard.notifyAll();
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static List<RawMessage.Received> records(DatagramPacket packet) {
    try {
      return RawMessage.records(Arrays.copyOf(packet.getData(), packet.getLength()));
    } catch (RuntimeException e) {
      // Garbage, sent by a test or by another one.
      return List.of();
    }
  }

  void send(byte[] message) {
    try {
      socket.send(new DatagramPacket(message, message.length, GROUP));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(RawMessage message) {
    send(message.bytes());
  }

  /// The first record heard that is as wanted; empty if there is none within that time.
  List<RawMessage.Received> heard(Duration within, Predicate<RawMessage.Received> wanted) {
    long end = System.nanoTime() + within.toNanos();
    synchronized (heard) {
      while (true) {
        List<RawMessage.Received> found = heard.stream().filter(wanted).limit(1).toList();
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (!found.isEmpty() || left <= 0) {
          return found;
        }
        hold(left);
      }
    }
  }

  private void hold(long millis) {
    try {
      heard.wait(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
