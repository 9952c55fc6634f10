package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.LanState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A process that discovers on the LAN, says what it finds, a line each, and leaves when its input
/// ends.
final class LanProcess {

  /// As by default, but patient for seconds only; longer than the two that may lie between two
  /// announcements of somebody who has just come.
  static final LanTimings QUICK = timings(4_000);

  static LanTimings timings(long patienceMs) {
    return new LanTimings(
        TimeUnit.MILLISECONDS.toNanos(50),
        TimeUnit.MILLISECONDS.toNanos(200),
        TimeUnit.MILLISECONDS.toNanos(300),
        TimeUnit.MILLISECONDS.toNanos(patienceMs),
        TimeUnit.MILLISECONDS.toNanos(500),
        TimeUnit.SECONDS.toNanos(10),
        TimeUnit.MILLISECONDS.toNanos(100));
  }

  /// Packets to the group on it do not leave this machine.
  static final LanAddress LOOPBACK = new LanAddress("lo", InetAddress.ofLiteral("127.0.0.1"), 8);

  private LanProcess() {}

  static Self self(NodeId id, String name, Group group) {
    return new Self(
        id,
        new NodeName(name),
        new PublicKey("A".repeat(43)),
        null,
        group,
        new Incarnation("0".repeat(32)),
        0);
  }

  /// Arguments: node id, name, group, port, `loopback` or `all`, `quick` or `default`.
  public static void main(String[] args) throws Exception {
    Self self = self(new NodeId(args[0]), args[1], new Group(args[2]));
    LanInterfaces interfaces =
        args[4].equals("loopback") ? () -> List.of(LOOPBACK) : LanInterfaces::ofThisMachine;
    LanTimings timings = args[5].equals("quick") ? QUICK : LanTimings.DEFAULT;
    try (LanDiscovery _ =
        LanDiscovery.start(self, Integer.parseInt(args[3]), new Said(), interfaces, timings)) {
      while (System.in.read() >= 0) {
        // Until the test lets go.
      }
    }
    System.out.println("closed");
  }

  /// Prints.
  private static final class Said implements LanListener {
    @Override
    public void found(
        NodeId nodeId, NodeName name, List<Endpoint> addresses, @Nullable PublicKey publicKey) {
      String dialled = addresses.stream().allMatch(Said::resolves) ? "" : " unresolved";
      System.out.println("found " + nodeId + " " + name + " " + addresses + dialled);
    }

    /// As whoever dials it would.
    private static boolean resolves(Endpoint endpoint) {
      return !new InetSocketAddress(endpoint.host(), endpoint.port()).isUnresolved();
    }

    @Override
    public void lost(NodeId nodeId) {
      System.out.println("lost " + nodeId);
    }

    @Override
    public void state(LanState state) {
      System.out.println("state " + state);
    }
  }
}
