package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.NodeId;
import java.util.Locale;

/// The name under which the node's address is announced: one label, to which mDNS adds `.local`. It
/// is not the host's own name, which the system's responder announces already, perhaps with other
/// addresses; two responders that answer for one name would fight over it.
final class HostLabel {
  private static final int LONGEST = 40;

  private HostLabel() {}

  /// The host's name and the end of the node's id: `studio-9c4d5e6f7a8b`.
  static String of(String host, NodeId nodeId) {
    return plain(host) + "-" + nodeId.text().substring(24);
  }

  /// Without the domain and with nothing but a-z, 0-9 and inner hyphens; "meshscope" if nothing is
  /// left.
  static String plain(String host) {
    int dot = host.indexOf('.');
    String label =
        (dot > 0 ? host.substring(0, dot) : host)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    String cut = label.substring(0, Math.min(label.length(), LONGEST));
    String bare = cut.replaceAll("^-+|-+$", "");
    return bare.isEmpty() ? "meshscope" : bare;
  }
}
