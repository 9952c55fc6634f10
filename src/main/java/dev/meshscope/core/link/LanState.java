package dev.meshscope.core.link;

import dev.meshscope.core.cause.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What discovery on the LAN (PROTOCOL 5) is doing: what a doctor needs to say whether multicast
/// goes out, comes back and brings anybody. Times are `nowNs`.
public sealed interface LanState {

  /// Not wanted; nothing is sent and nothing listened to.
  record Off() implements LanState {}

  /// Wanted, and its networks are being joined: others may see us at any moment.
  record Joining() implements LanState {}

  /// Whether others on the LAN may see us and dial by themselves.
  default boolean maySeeUs() {
    return switch (this) {
      case Off(), Failed _ -> false;
      case Joining(), On _ -> true;
    };
  }

  /// Wanted, and not possible right now; it goes on trying where that may help.
  ///
  /// @param why what is in the way
  record Failed(Cause why) implements LanState {}

  /// Announcing and browsing.
  ///
  /// @param networks the interfaces in use; empty: there is none that takes multicast
  /// @param peersHeard nodes in sight right now, each counted once
  /// @param ignored announcements in sight right now that are not taken: not well formed, of
  ///   another group, under another node's id, or too many
  /// @param lastProblem null: there was none
  record On(List<Network> networks, int peersHeard, int ignored, @Nullable Problem lastProblem)
      implements LanState {

    /// One packet may get lost; three do not.
    private static final long ENOUGH = 3;

    /// Copies the list.
    public On {
      networks = List.copyOf(networks);
    }

    /// Packets sent to the multicast group, over all networks.
    public long sent() {
      return networks.stream().mapToLong(Network::sent).sum();
    }

    /// Those of them that announced this node.
    public long announced() {
      return networks.stream().mapToLong(Network::announced).sum();
    }

    /// Whether we announced ourselves often enough on some network, and none of it came back.
    public boolean unheard() {
      return networks.stream().anyMatch(network -> network.announced() >= ENOUGH)
          && networks.stream().noneMatch(network -> network.own() instanceof Echo.Heard);
    }
  }

  /// One interface in use.
  ///
  /// @param name of the interface: `eth0`
  /// @param address the one that is announced there
  /// @param sent packets sent to the multicast group
  /// @param announced those of them that announced this node
  /// @param received packets taken in, our own among them
  /// @param dropped packets not looked into: malformed, or too many at once
  /// @param own whether an announcement of ours was received again
  record Network(
      String name,
      String address,
      long sent,
      long announced,
      long received,
      long dropped,
      Echo own) {}

  /// Whether what we sent to the group came back to us: real evidence that multicast works.
  sealed interface Echo {

    /// Not so far.
    record NotHeard() implements Echo {}

    /// A packet from our own address that announces our node id was received.
    ///
    /// @param atNs when the last one was
    record Heard(long atNs) implements Echo {}
  }

  /// Something that went wrong.
  ///
  /// @param what what is in the way
  /// @param atNs when
  record Problem(Cause what, long atNs) {}
}
