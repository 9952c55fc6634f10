package dev.meshscope.lab.world;

import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.scenario.PeerKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Who the nodes are, and so who dials whom. A program of the user's knows by itself who it is; the
/// others make room on the right side of it. On the round's thread.
final class Identities {
  private final Setting setting;
  private final Random random;
  private final Map<String, Identity> known = new HashMap<>();

  Identities(Setting setting) {
    this.setting = setting;
    this.random = new Random(setting.seed());
    Identity survivor = Identity.random(random);
    known.put(NodeSpec.SURVIVOR, survivor);
    known.put(NodeSpec.PEER, Identity.beside(survivor.nodeId(), setting.peerIsSmaller(), random));
  }

  /// Who this node is to be; null if only it knows.
  @Nullable Identity of(NodeSpec spec) {
    String sharedWith = spec.identityOf();
    if (sharedWith != null) {
      return of(setting.scenario().node(sharedWith));
    }
    if (setting.kind(spec.name()) == PeerKind.COMMAND) {
      return null;
    }
    return known.computeIfAbsent(spec.name(), name -> Identity.random(random));
  }

  /// A program of the user's has said who it is, before its counterpart was started.
  void met(String node, String nodeId) {
    if (node.equals(NodeSpec.PEER)) {
      known.put(NodeSpec.SURVIVOR, Identity.beside(nodeId, !setting.peerIsSmaller(), random));
    } else if (node.equals(NodeSpec.SURVIVOR)) {
      known.put(NodeSpec.PEER, Identity.beside(nodeId, setting.peerIsSmaller(), random));
    }
  }

  /// A key that is nobody's.
  String strangeKey() {
    return Identity.random(random).publicKey();
  }
}
