package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Self;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a node says of itself in its TXT record (PROTOCOL 5). Anybody can say anything: it is
/// hearsay until the node's own handshake.
///
/// @param nodeId who
/// @param name as it announces itself
/// @param publicKey null: none, or not a key
record Announcement(NodeId nodeId, NodeName name, @Nullable PublicKey publicKey) {

  private static final String NODE_ID = "node-id";
  private static final String NODE_NAME = "node-name";
  private static final String PUBLIC_KEY = "public-key";
  private static final String HOSTNAME = "hostname";
  private static final String GROUP = "group";

  /// Empty if it is none, contradicts its instance name, or belongs to another group.
  ///
  /// @param instance the name it is announced under: the node id
  static Optional<Announcement> read(String instance, TxtRecord record, Group group) {
    Optional<NodeId> id = NodeId.parse(instance);
    boolean ours =
        id.isPresent()
            && record.wellFormed()
            && record.value(NODE_ID).map(text -> NodeId.parse(text).equals(id)).orElse(true)
            && record.value(GROUP).map(text -> text.equals(group.text())).orElse(true);
    if (!ours) {
      return Optional.empty();
    }
    // A name that is none is only shown: the node is as real as any other.
    NodeName name =
        record
            .value(NODE_NAME)
            .flatMap(NodeName::parse)
            .orElseGet(() -> new NodeName(id.get().brief()));
    return Optional.of(
        new Announcement(
            id.get(), name, record.value(PUBLIC_KEY).flatMap(PublicKey::parse).orElse(null)));
  }

  /// What this node says of itself.
  ///
  /// @param hostname of this machine, only shown by others
  static TxtRecord of(Self self, String hostname) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(NODE_ID, self.nodeId().text());
    values.put(NODE_NAME, self.name().text());
    values.put(PUBLIC_KEY, self.publicKey().text());
    values.put(HOSTNAME, hostname);
    if (!self.group().equals(Group.DEFAULT)) {
      values.put(GROUP, self.group().text());
    }
    return new TxtRecord(values);
  }
}
