package dev.meshscope.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Effect;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Shows that the worlds with deployed nodes bite: what our dialler did before it asked is put back
/// around the core, and each promise that it breaks is reported.
class DeployedBiteSimTest {

  private static final int SEEDS = 300;

  /// The same door under an address that no table has heard of.
  private static final String ALIAS = "10.9.9.9";

  @Test
  void aNewLifeThatIsDialledBesideALinkThatAnswersIsNoticed() {
    Mutation mutation =
        sightings(
            (table, sighting) ->
                smaller(table, sighting) && elsewhere(table, sighting)
                    ? List.of(dial(sighting))
                    : List.of());

    assertNoticed(
        mutation, Finding.DIALLED_BESIDE_WELL, Finding.DID_NOT_STAY, Finding.LEFT_WHILE_WHOLE);
  }

  @Test
  void anOlderLifeThatIsFollowedBackToItsAddressIsNoticed() {
    Mutation mutation =
        sightings(
            (table, sighting) ->
                elsewhere(table, sighting)
                    ? List.of(
                        new Input.DropWanted(
                            Objects.requireNonNull(incumbent(table, sighting.nodeId()))),
                        dial(sighting))
                    : List.of());

    assertNoticed(mutation, Finding.REPLACED_LIFE_BACK);
  }

  @Test
  void aFirstMeetingThatWaitsForNobodyIsNoticed() {
    Mutation mutation =
        sightings(
            (table, sighting) ->
                smaller(table, sighting)
                        && sighting.source() == Source.LAN
                        && incumbent(table, sighting.nodeId()) == null
                    ? List.of(dial(sighting))
                    : List.of());

    assertNoticed(mutation, Finding.NOT_BACK_IN_TIME, Finding.LEFT_WHILE_WHOLE);
  }

  @Test
  void aLargerIdThatWaitsForEverIsNoticed() {
    Mutation mutation =
        new Mutation() {
          @Override
          public List<Effect> effects(PeerTable before, PeerTable.Step step) {
            return step.effects().stream()
                .map(effect -> inVain(before, step, effect) ? nowhere(effect) : effect)
                .toList();
          }
        };

    assertNoticed(mutation, Finding.NOT_BACK_IN_TIME);
  }

  @Test
  void dialsWithoutEndAreNoticed() {
    Mutation mutation =
        new Mutation() {
          @Override
          public List<Input> inputs(PeerTable table, Input input) {
            List<Input> inputs = new ArrayList<>();
            inputs.add(input);
            if (input instanceof Input.SayWanted(_, var to, _)) {
              Peer peer = to == null ? null : table.peers().get(to);
              Sighting sighting = peer == null ? null : peer.sighting();
              if (sighting != null) {
                inputs.add(dial(sighting));
              }
            }
            return inputs;
          }
        };

    assertNoticed(mutation, Finding.TOO_MANY_DIALS, Finding.HANDED_AND_LOST);
  }

  private interface Reaction {
    List<Input> to(PeerTable table, Sighting sighting);
  }

  private static Mutation sightings(Reaction reaction) {
    return new Mutation() {
      @Override
      public List<Input> inputs(PeerTable table, Input input) {
        List<Input> inputs = new ArrayList<>();
        inputs.add(input);
        if (input instanceof Input.Sighted(var sighting)) {
          inputs.addAll(reaction.to(table, sighting));
        }
        return inputs;
      }
    };
  }

  private static Input dial(Sighting sighting) {
    return new Input.DialWanted(new Endpoint(ALIAS, sighting.endpoint().port()));
  }

  private static boolean smaller(PeerTable table, Sighting sighting) {
    return table.self().nodeId().compareTo(sighting.nodeId()) < 0;
  }

  /// Whether a peer with an incumbent is seen where it was not seen before.
  private static boolean elsewhere(PeerTable table, Sighting sighting) {
    Peer peer = table.peers().get(sighting.nodeId());
    Sighting known = peer == null ? null : peer.seen().now().get(sighting.source());
    return incumbent(table, sighting.nodeId()) != null
        && known != null
        && !known.sameLife(sighting);
  }

  private static @Nullable TransportId incumbent(PeerTable table, NodeId id) {
    return table.peer(id).map(peer -> peer.direct().incumbent()).orElse(null);
  }

  /// Whether this dials a peer with a smaller id.
  private static boolean inVain(PeerTable before, PeerTable.Step step, Effect effect) {
    return effect instanceof Effect.Dial(var id, _)
        && step.events().stream()
            .anyMatch(
                event ->
                    event instanceof MeshEvent.Dialled dialled
                        && dialled.transport().equals(id)
                        && dialled.expected() != null
                        && dialled.expected().compareTo(before.self().nodeId()) < 0);
  }

  private static Effect nowhere(Effect effect) {
    return new Effect.Dial(((Effect.Dial) effect).id(), new Endpoint("127.0.0.1", 1));
  }

  /// Worlds run until each of these was found.
  private static void assertNoticed(Mutation mutation, Finding... expected) {
    Set<Finding> found = EnumSet.noneOf(Finding.class);
    for (long seed = 1; seed <= SEEDS && !found.containsAll(List.of(expected)); seed++) {
      MixedWorld world = new MixedWorld(seed, Settings.DEFAULT, mutation, false, null);
      world.run();
      found.addAll(world.findings.keySet());
    }

    assertThat(found).contains(expected);
  }
}
