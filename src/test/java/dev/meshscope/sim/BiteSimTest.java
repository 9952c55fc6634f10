package dev.meshscope.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Effect;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.State;
import dev.meshscope.core.table.Transport;
import dev.meshscope.core.wire.Frame;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Shows that the simulation bites: with another rule, or with a core that was tampered with, the
/// same worlds report what DESIGN 3 predicts.
class BiteSimTest {

  private static final int SEEDS = 600;

  @Test
  void lastSeenAtOneSecondReplacesHealthyIdleLinksAndRefusesQuickRestarts() {
    Map<Finding, Integer> found =
        findings(
            lastSeen(1, 10),
            Mutation.NONE,
            SEEDS,
            so ->
                moreThan(so, Finding.FALSE_REPLACEMENT, 20)
                    && moreThan(so, Finding.RESTARTED_REFUSED, 20));

    assertThat(found.get(Finding.FALSE_REPLACEMENT)).isGreaterThan(20);
    assertThat(found.get(Finding.RESTARTED_REFUSED)).isGreaterThan(20);
  }

  @Test
  void lastSeenAtTenSecondsReplacesHealthyIdleLinksAndRefusesQuickRestarts() {
    // The deployed peer's own tick sets the pace: an idle link is heard every 10 to 20 s.
    Map<Finding, Integer> found =
        findings(
            lastSeen(10, 30),
            Mutation.NONE,
            5 * SEEDS,
            so ->
                moreThan(so, Finding.FALSE_REPLACEMENT, 0)
                    && moreThan(so, Finding.RESTARTED_REFUSED, 20));

    assertThat(found.get(Finding.FALSE_REPLACEMENT)).isPositive();
    assertThat(found.get(Finding.RESTARTED_REFUSED)).isGreaterThan(20);
  }

  @Test
  void theClosedFlagRefusesRestartedPeersBehindTheirZombiesAndReplacesNoLiveLink() {
    Map<Finding, Integer> found =
        findings(settings(Policy.DEFAULT.with(Rule.CLOSED_FLAG), 10), Mutation.NONE);

    assertThat(found.get(Finding.RESTARTED_REFUSED)).isGreaterThan(20);
    assertThat(found).doesNotContainKey(Finding.FALSE_REPLACEMENT);
  }

  @Test
  void aReplacementWithoutAHandshakeIsNoticed() {
    Mutation mutation =
        dropping(
            (before, effect) ->
                effect instanceof Effect.Send(var id, Frame.Greeting _) && contested(before, id));

    assertThat(findings(Settings.DEFAULT, mutation, SEEDS, so -> !so.isEmpty())).isNotEmpty();
  }

  @Test
  void aLateCloseThatTakesItsSuccessorAlongIsNoticed() {
    Mutation mutation =
        new Mutation() {
          @Override
          public List<Input> inputs(PeerTable table, Input input) {
            TransportId successor =
                input instanceof Input.Ended(var id, _, _) ? successor(table, id) : null;
            return successor == null
                ? List.of(input)
                : List.of(input, new Input.Violated(successor, CloseReason.EMPTY_FRAME));
          }
        };

    assertNoticed(mutation, Finding.LIVE_LINK_CLOSED);
  }

  @Test
  void aProbeThatNeverGoesOutIsNoticed() {
    Mutation mutation = dropping((_, effect) -> effect instanceof Effect.Send(_, Frame.Ping()));

    assertNoticed(mutation, Finding.FALSE_REPLACEMENT);
  }

  @Test
  void aProofThatNeverGoesOutIsNoticed() {
    Mutation mutation = dropping((_, effect) -> effect instanceof Effect.Send(_, Frame.Proof _));

    assertNoticed(mutation, Finding.RESTARTED_LATE);
  }

  @Test
  void pongsThatGoNowhereAreNoticed() {
    Mutation mutation = dropping((_, effect) -> effect instanceof Effect.SendPongs);

    assertNoticed(mutation, Finding.LIVE_LINK_CLOSED);
  }

  @Test
  void sightingsOfANewLifeThatAreLostAreNoticed() {
    Mutation mutation =
        new Mutation() {
          @Override
          public List<Input> inputs(PeerTable table, Input input) {
            boolean known =
                input instanceof Input.Sighted(var sighting)
                    && table.peers().containsKey(sighting.nodeId());
            return known ? List.of() : List.of(input);
          }
        };

    assertNoticed(mutation, Finding.NOT_SETTLED);
  }

  private interface Drop {
    boolean drops(PeerTable before, Effect effect);
  }

  private static Mutation dropping(Drop drop) {
    return new Mutation() {
      @Override
      public List<Effect> effects(PeerTable before, PeerTable.Step step) {
        List<Effect> kept = new ArrayList<>(step.effects());
        kept.removeIf(effect -> drop.drops(before, effect));
        return kept;
      }
    };
  }

  private static boolean contested(PeerTable table, TransportId id) {
    Predicate<Peer> present = Peer::present;
    return table.transport(id).isPresent() && table.peers().values().stream().anyMatch(present);
  }

  private static @Nullable TransportId successor(PeerTable table, TransportId id) {
    Transport gone = table.transport(id).orElse(null);
    return gone == null || gone.peer() == null || gone.state() != State.DRAINING
        ? null
        : table.peer(gone.peer()).map(peer -> peer.direct().incumbent()).orElse(null);
  }

  private static Settings lastSeen(long seconds, long intervalSeconds) {
    return settings(
        Policy.DEFAULT.with(Rule.LAST_SEEN).staleAfter(TimeUnit.SECONDS.toNanos(seconds)),
        intervalSeconds);
  }

  private static Settings settings(Policy policy, long intervalSeconds) {
    return new Settings(
        policy, TimeUnit.SECONDS.toNanos(intervalSeconds), Settings.DEFAULT.heartbeatTimeoutNs());
  }

  private static Map<Finding, Integer> findings(Settings settings, Mutation mutation) {
    return findings(settings, mutation, SEEDS, found -> false);
  }

  /// Worlds run until enough was found, or all have.
  private static Map<Finding, Integer> findings(
      Settings settings, Mutation mutation, int seeds, Predicate<Map<Finding, Integer>> enough) {
    Map<Finding, Integer> found = new EnumMap<>(Finding.class);
    for (long seed = 1; seed <= seeds && !enough.test(found); seed++) {
      World world = new StormWorld(seed, settings, mutation, false, null);
      world.run();
      world.findings.forEach((finding, times) -> found.merge(finding, times, Integer::sum));
    }
    return found;
  }

  private static void assertNoticed(Mutation mutation, Finding expected) {
    Map<Finding, Integer> found =
        findings(Settings.DEFAULT, mutation, SEEDS, so -> so.containsKey(expected));
    assertThat(found).containsKey(expected);
  }

  private static boolean moreThan(Map<Finding, Integer> found, Finding finding, int times) {
    return found.getOrDefault(finding, 0) > times;
  }
}
