package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Self;
import java.util.Locale;

/// What this node announces, on every network the same.
///
/// @param nodeId its instance name
/// @param type `_sym._tcp.local.`, lower-case
/// @param hostLabel under which its address is announced
/// @param port where it listens
/// @param txt what it says of itself
record MdnsService(NodeId nodeId, String type, String hostLabel, int port, TxtRecord txt) {

  /// One label of a domain name holds so much, and the type begins with `_`.
  private static final int LONGEST_GROUP = 62;

  /// @param hostName of this machine; empty: unknown
  static MdnsService of(Self self, int port, String hostName) {
    return new MdnsService(
        self.nodeId(),
        LoopbackRegistry.serviceType(self.group()).toLowerCase(Locale.ROOT) + ".local.",
        HostLabel.of(hostName, self.nodeId()),
        port,
        Announcement.of(self, HostLabel.plain(hostName)));
  }

  /// Whether the group's name can be a label of a domain name: one with a dot would be two.
  static boolean canAnnounce(Group group) {
    return group.text().length() <= LONGEST_GROUP && group.text().indexOf('.') < 0;
  }

  /// `studio-9c4d5e6f7a8b.local.`
  String host() {
    return hostLabel + ".local.";
  }
}
