package dev.meshscope.engine.discovery;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.MulticastSocket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What jmdns reads from: its own socket, with a look at every packet before jmdns gets it, and a
/// bound on how many it gets. On jmdns' reading thread, but for `stuck`.
final class MdnsSocket extends MulticastSocket {

  /// Five hundred hosts that all answer one question do not send as many.
  static final int MOST_A_SECOND = 1_000;

  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long STUCK_NS = TimeUnit.SECONDS.toNanos(5);

  private final InetAddress own;
  private final OwnAddresses ours;
  private final MdnsService service;
  private final byte[] ownId;
  private final MdnsTraffic traffic;
  private final MdnsHealth health;
  private @Nullable MulticastSocket real;
  private long second;
  private int inSecond;

  // Written by jmdns' reading thread, read by discovery's.
  private volatile boolean busy;
  private volatile long busySinceNs;

  /// @param own our address on this network
  /// @param ours those on all networks
  MdnsSocket(
      InetAddress own,
      OwnAddresses ours,
      MdnsService service,
      MdnsTraffic traffic,
      MdnsHealth health)
      throws IOException {
    this.own = own;
    this.ours = ours;
    this.service = service;
    this.ownId = service.nodeId().text().getBytes(StandardCharsets.US_ASCII);
    this.traffic = traffic;
    this.health = health;
    super((SocketAddress) null);
    // It only stands in for the real one.
    super.close();
  }

  /// @param socket the real one; null: it is closed
  MdnsSocket over(@Nullable MulticastSocket socket) {
    real = socket;
    return this;
  }

  /// Whether jmdns has been at one packet for so long that it will not come back in time.
  boolean stuck() {
    return busy && System.nanoTime() - busySinceNs > STUCK_NS;
  }

  /// Returns with the next packet that may be shown to jmdns.
  @Override
  public void receive(DatagramPacket packet) throws IOException {
    health.watch(Thread.currentThread());
    MulticastSocket socket = real;
    if (socket == null) {
      throw new SocketException("closed");
    }
    busy = false;
    do {
      packet.setLength(packet.getData().length);
      socket.receive(packet);
    } while (!take(packet));
    busySinceNs = System.nanoTime();
    busy = true;
  }

  private boolean take(DatagramPacket packet) {
    if (!withinBudget()) {
      traffic.dropped();
      return false;
    }
    byte[] data = packet.getData();
    MdnsPacket.Kind kind =
        MdnsPacket.look(
            data,
            packet.getLength(),
            service.type(),
            service.host(),
            claimed -> ours.fromElsewhere(claimed, own));
    if (kind == MdnsPacket.Kind.MALFORMED) {
      traffic.dropped();
      return false;
    }
    traffic.received();
    if (own.equals(packet.getAddress())
        && MdnsPacket.response(data)
        && contains(data, packet.getLength(), ownId)) {
      traffic.heardOurselves();
    }
    return kind == MdnsPacket.Kind.RELEVANT;
  }

  private boolean withinBudget() {
    long now = System.nanoTime() / SECOND_NS;
    if (now != second) {
      second = now;
      inSecond = 0;
    }
    return ++inSecond <= MOST_A_SECOND;
  }

  private static boolean contains(byte[] data, int length, byte[] wanted) {
    for (int at = 0; at + wanted.length <= length; at++) {
      int same = 0;
      while (same < wanted.length && data[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
