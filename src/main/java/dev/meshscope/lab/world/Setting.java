package dev.meshscope.lab.world;

import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.scenario.Scenario;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a round's world is made from.
///
/// @param scenario what happens in it
/// @param lane the survivor's rule and the kind of peer
/// @param seed for identities
/// @param peerIsSmaller whether the peer has the smaller node id, and so dials
/// @param peerProgram the user's program, if the peer is one
/// @param survivorProgram the user's program, if the survivor is one
/// @param relay the URL of the relay on which our nodes are too; null: none
/// @param work a fresh folder for identities, registries and homes
/// @param logs a folder for what the processes say
public record Setting(
    Scenario scenario,
    Lane lane,
    long seed,
    boolean peerIsSmaller,
    @Nullable Foreign peerProgram,
    @Nullable Foreign survivorProgram,
    @Nullable String relay,
    Path work,
    Path logs) {

  /// What kind of program a node is in this round.
  public PeerKind kind(String node) {
    if (node.equals(NodeSpec.PEER)) {
      return lane.peer();
    }
    return node.equals(NodeSpec.SURVIVOR)
        ? lane.survivor()
        : scenario.node(node).kinds().getFirst();
  }

  /// The user's program that this node is; null if there is none.
  public @Nullable Foreign program(String node) {
    return node.equals(NodeSpec.SURVIVOR) ? survivorProgram : peerProgram;
  }
}
