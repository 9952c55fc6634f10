package dev.meshscope.lab.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.Count;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.lab.scenario.PeerKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoryTest {
  private static final Marks MARKS = new Marks(Scene.at(1_000), Scene.at(1_010), Scene.at(1_020));

  /// The peer is killed at 1000 behind a held connection, started at 1020, and dials at 1500.
  private static Scene heldAndRelaunched() {
    return new Scene()
        .life(1, 0, 1_005)
        .life(2, 1_020, -1)
        .passage(1, 1, 100, 1_006, true)
        .passage(2, 2, 1_500, -1, false)
        .joins(1, 100, 110, Reason.FIRST);
  }

  @Test
  void aPeerThatTakesItsSlotBackHasRecovered() {
    Story story =
        heldAndRelaunched()
            .says(1_505, Scene.greeted(2))
            .joins(2, 1_500, 2_000, Reason.INCUMBENT_SILENT)
            .story(2_100);

    assertThat(story.backAt(MARKS)).contains(Scene.at(2_002));
    assertThat(Measuring.times(story, MARKS))
        .containsAllEntriesOf(
            Map.of(
                Measure.RECOVERY, 502.0,
                Measure.REDIAL_TO_LIVE, 502.0,
                Measure.START_TO_REDIAL, 480.0,
                Measure.START_TO_LIVE, 982.0,
                Measure.REDIAL_TO_HANDSHAKE, 5.0,
                Measure.HANDSHAKE_TO_LIVE, 497.0,
                Measure.ROUND_TRIP, 982.0,
                // The old one's last word was its pong, two milliseconds after it went live.
                Measure.GAP, 1_890.0));
  }

  @Test
  void aPeerWhoseDeadSocketHoldsTheSlotHasNot() {
    Story story =
        heldAndRelaunched()
            .says(1_500, Scene.accepted(2))
            .says(1_505, Scene.greeted(2))
            .says(1_505, Scene.refused(2))
            .says(1_506, Scene.closed(2, CloseReason.REFUSED))
            .story(5_000);

    assertThat(story.backAt(MARKS)).isEmpty();
    assertThat(story.redial(MARKS)).isPresent();
    assertThat(Counting.counts(story)).containsEntry(Count.REFUSALS, 1);
  }

  @Test
  void aConnectionOfAnOlderLifeIsNotTheRecovery() {
    Story story =
        new Scene()
            .frozen(1, 0, 1_000, 1_100)
            .life(2, 1_020, -1)
            .passage(1, 1, 1_200, -1, false)
            .joins(1, 1_200, 1_210, Reason.INCUMBENT_CLOSED)
            .story(2_000);

    assertThat(story.backAt(MARKS)).isEmpty();
  }

  @Test
  void recoveryCountsFromTheEndOfTheFaultIfTheRedialCameBefore() {
    Marks healed = new Marks(Scene.at(1_000), Scene.at(3_000), null);
    Story story =
        new Scene()
            .life(1, 0, -1)
            .passage(1, 1, 1_500, -1, false)
            .says(1_500, Scene.accepted(1))
            .says(3_040, Scene.greeted(1))
            .says(3_050, Scene.live(1, Reason.INCUMBENT_CLOSED))
            .says(3_052, Scene.answered(1))
            .story(3_100);

    assertThat(Measuring.times(story, healed))
        .containsEntry(Measure.RECOVERY, 52.0)
        .containsEntry(Measure.START_TO_LIVE, 52.0);
  }

  @Test
  void aConnectionThatOutlastedTheFaultIsBackWhenItIsAnsweredAgain() {
    Marks healed = new Marks(Scene.at(1_000), Scene.at(3_000), null);
    Scene scene =
        new Scene().life(1, 0, -1).passage(1, 1, 100, -1, false).joins(1, 100, 110, Reason.FIRST);

    assertThat(scene.story(3_001).backAt(healed)).isEmpty();
    scene.says(3_020, Scene.answered(1));
    assertThat(scene.story(3_100).backAt(healed)).contains(Scene.at(3_020));
  }

  @Test
  void whatIsHeardLaterOnSuchAConnectionChangesNothing() {
    Marks healed = new Marks(Scene.at(1_000), Scene.at(3_000), null);
    Scene scene =
        new Scene()
            .life(1, 0, -1)
            .passage(1, 1, 100, -1, false)
            .joins(1, 100, 110, Reason.FIRST)
            .says(990, Scene.frames(1, "message"))
            .says(3_020, Scene.frames(1, "message"))
            .says(3_070, Scene.answered(1))
            .says(9_000, Scene.answered(1));

    assertThat(Measuring.times(scene.story(9_100), healed))
        .containsAllEntriesOf(
            Map.of(
                Measure.RECOVERY, 70.0,
                Measure.START_TO_LIVE, 70.0,
                Measure.ROUND_TRIP, 70.0,
                Measure.GAP, 2_080.0));
  }

  @Test
  void aSurvivorThatTellsNothingHasItsPeerBackWhenTheDoorHearsItAgain() {
    Marks healed = new Marks(Scene.at(1_000), Scene.at(3_000), null);
    Passage.Said pongs =
        new Passage.Said(
            new Passage.Hello(Scene.at(105), Scene.PEER_ID, "peer", "k", false),
            Map.of(
                "pong",
                new Passage.Frames(3, List.of(Scene.at(120), Scene.at(3_040), Scene.at(8_000)))));
    Passage outlasts =
        new Passage(
            1,
            Scene.peer(1),
            Scene.SURVIVOR,
            1,
            1_001,
            Scene.at(100),
            null,
            null,
            false,
            0,
            List.of(),
            pongs,
            new Passage.Said(
                new Passage.Hello(Scene.at(106), "s", "s", "k", false),
                Map.of("ping", new Passage.Frames(1, List.of(Scene.at(110))))));
    Scene scene = new Scene().survivorIs(PeerKind.COMMAND).life(1, 0, -1).add(outlasts);

    assertThat(Measuring.times(scene.story(9_000), healed))
        .containsEntry(Measure.RECOVERY, 40.0)
        .containsEntry(Measure.ROUND_TRIP, 40.0);
  }

  @Test
  void theSilenceOfALifeThatWakesUpLaterEndsWhereTheNewOneIsBack() {
    Story story =
        new Scene()
            .frozen(1, 0, 1_000, 4_000)
            .life(2, 1_020, -1)
            .passage(1, 1, 100, -1, false)
            .passage(2, 2, 1_500, -1, false)
            .joins(1, 100, 110, Reason.FIRST)
            .joins(2, 1_500, 1_560, Reason.INCUMBENT_SILENT)
            .says(4_010, Scene.frames(1, "pong"))
            .story(5_000);

    assertThat(Measuring.times(story, MARKS)).containsEntry(Measure.GAP, 1_450.0);
  }

  @Test
  void whatEndsBeforeItBeganWasNotMeasured() {
    Marks restarted = new Marks(Scene.at(1_000), Scene.at(1_010), Scene.at(1_600));
    Story story = heldAndRelaunched().joins(2, 1_500, 1_560, Reason.INCUMBENT_SILENT).story(2_000);

    assertThat(Measuring.times(story, restarted))
        .doesNotContainKeys(Measure.START_TO_LIVE, Measure.START_TO_REDIAL, Measure.ROUND_TRIP);
  }

  @Test
  void aHealthyLinkTakenForStaleIsAFalseReplacement() {
    Scene scene =
        new Scene()
            .life(1, 0, -1)
            .passage(1, 1, 100, 5_100, false)
            .passage(2, new End("visitor", 1), 5_000, -1, false, List.of())
            .joins(1, 100, 110, Reason.FIRST)
            .says(5_000, Scene.promoted(2, 1, Reason.STALE));

    assertThat(Counting.counts(scene.story(6_000))).containsEntry(Count.FALSE_REPLACEMENTS, 1);
    assertThat(Moments.of(scene.story(6_000)))
        .extracting(Moment::words)
        .contains(
            "promoted (stale), from visitor #1; the replaced link was healthy"
                .replace(", from visitor #1", ""));
  }

  @Test
  void aDeadOrFrozenOrStalledLinkMayBeReplaced() {
    MeshEvent promoted = Scene.promoted(2, 1, Reason.INCUMBENT_SILENT);
    Story dead = heldAndRelaunched().says(1_600, promoted).story(2_000);
    Story frozen =
        new Scene()
            .frozen(1, 0, 1_000, -1)
            .life(2, 1_020, -1)
            .passage(1, 1, 100, -1, false)
            .joins(1, 100, 110, Reason.FIRST)
            .says(1_600, promoted)
            .story(2_000);
    Story stalled =
        new Scene()
            .life(1, 0, -1)
            .passage(
                1, Scene.peer(1), 100, -1, false, List.of(new Passage.Stall(Scene.at(1_000), null)))
            .joins(1, 100, 110, Reason.FIRST)
            .says(1_600, promoted)
            .story(2_000);

    for (Story story : List.of(dead, frozen, stalled)) {
      assertThat(Counting.counts(story)).containsEntry(Count.FALSE_REPLACEMENTS, 0);
    }
  }

  @Test
  void aReplacementThatClaimsNoDeathIsNotFalse() {
    Story story =
        new Scene()
            .life(1, 0, -1)
            .passage(1, 1, 100, -1, false)
            .joins(1, 100, 110, Reason.FIRST)
            .says(5_000, Scene.promoted(2, 1, Reason.DUAL_DIAL))
            .story(6_000);

    assertThat(Counting.counts(story)).containsEntry(Count.FALSE_REPLACEMENTS, 0);
  }

  @Test
  void aPeerThatLeavesAlthoughItIsWellIsLost() {
    Scene scene =
        new Scene()
            .life(1, 0, -1)
            .passage(1, 1, 100, 2_001, false)
            .joins(1, 100, 110, Reason.FIRST)
            .says(2_000, Scene.closed(1, CloseReason.HEARTBEAT_TIMEOUT))
            .says(2_000, Scene.left());

    assertThat(Counting.counts(scene.story(4_000))).containsEntry(Count.LOST, 1);
  }

  @Test
  void aPeerThatDiedOrIsCutOffIsNotLost() {
    Story died =
        new Scene()
            .life(1, 0, 1_995)
            .passage(1, 1, 100, 1_997, false)
            .joins(1, 100, 110, Reason.FIRST)
            .says(2_000, Scene.closed(1, CloseReason.REMOTE_CLOSED))
            .says(2_000, Scene.left())
            .story(4_000);
    Story stopping =
        new Scene()
            .life(1, 0, 2_300)
            .passage(1, 1, 100, 1_997, false)
            .joins(1, 100, 110, Reason.FIRST)
            .says(2_000, Scene.closed(1, CloseReason.REMOTE_CLOSED))
            .says(2_000, Scene.left())
            .story(4_000);
    Story cutOff =
        new Scene()
            .life(1, 0, -1)
            .passage(
                1,
                Scene.peer(1),
                100,
                2_001,
                false,
                List.of(new Passage.Stall(Scene.at(1_000), Scene.at(2_001))))
            .joins(1, 100, 110, Reason.FIRST)
            .says(2_000, Scene.closed(1, CloseReason.HEARTBEAT_TIMEOUT))
            .says(2_000, Scene.left())
            .story(4_000);

    for (Story story : List.of(died, stopping, cutOff)) {
      assertThat(Counting.counts(story)).containsEntry(Count.LOST, 0);
    }
  }

  @Test
  void aMessageThatALaterOneOvertookIsLost() {
    Scene scene =
        heldAndRelaunched()
            .says(1_100, "sent", "\"text\":\"lab 1\"")
            .says(1_300, "sent", "\"text\":\"lab 2\"")
            .says(2_100, "sent", "\"text\":\"lab 3\"")
            .says(Scene.peer(2), 2_101, "message", "\"text\":\"lab 3\"")
            .says(2_200, "sent", "\"text\":\"lab 4\"");

    assertThat(Counting.counts(scene.story(2_300))).containsEntry(Count.MESSAGES_LOST, 2);
  }

  @Test
  void whatCannotBeSeenIsNotCounted() {
    Story silent = new Scene().survivorIs(PeerKind.COMMAND).life(1, 0, -1).story(1_000);
    assertThat(Counting.counts(silent)).isEmpty();

    Story silentPeer = new Scene().life(PeerKind.COMMAND, 1, 0).story(1_000);
    assertThat(Counting.counts(silentPeer))
        .containsKey(Count.LOST)
        .doesNotContainKey(Count.MESSAGES_LOST);
  }

  @Test
  void whereNobodySaidAWordNoMessageIsLost() {
    assertThat(Counting.counts(new Scene().life(1, 0, -1).story(1_000)))
        .containsEntry(Count.MESSAGES_LOST, 0);
  }

  @Test
  void whoNeverReachedTheRelayIsNamed() {
    Scene scene =
        new Scene()
            .says(50, relay(new RelayState.Connecting("ws://relay", 1)))
            .says(
                90,
                relay(new RelayState.Waiting("ws://relay", 9, 1, new Cause.Said("It refused."))));
    assertThat(scene.facts(1_000).offRelay())
        .containsExactly("survivor #1 never reached the relay: It refused");

    scene.says(950, relay(new RelayState.Open("ws://relay", 9, 0)));
    assertThat(scene.facts(1_000).offRelay()).isEmpty();
  }

  private static MeshEvent relay(RelayState state) {
    return new MeshEvent.RelayChanged(0, state);
  }

  @Test
  void ofASurvivorThatTellsNothingTheDoorsTell() {
    Passage silent =
        new Passage(
            2,
            Scene.peer(2),
            Scene.SURVIVOR,
            2_002,
            1_002,
            Scene.at(1_500),
            null,
            null,
            false,
            0,
            List.of(),
            new Passage.Said(
                new Passage.Hello(Scene.at(1_505), Scene.PEER_ID, "peer", "k", true), Map.of()),
            new Passage.Said(
                new Passage.Hello(Scene.at(1_510), "s", "s", "k", false),
                Map.of("pong", new Passage.Frames(1, List.of(Scene.at(1_600))))));
    Scene scene =
        new Scene()
            .survivorIs(PeerKind.COMMAND)
            .life(1, 0, 1_005)
            .life(2, 1_020, -1)
            .passage(1, 1, 100, 1_006, true)
            .add(silent);

    assertThat(scene.story(1_700).backAt(MARKS)).contains(Scene.at(1_600));
    assertThat(scene.story(1_700).isWell(Scene.PEER_ID)).isTrue();
  }

  @Test
  void whereNobodyAsksAConnectionThatStaysIsLive() {
    Scene scene =
        new Scene()
            .survivorIs(PeerKind.COMMAND)
            .life(1, 0, 1_005)
            .life(PeerKind.COMMAND, 2, 1_020)
            .passage(2, 2, 1_500, -1, false);

    assertThat(scene.story(2_000).backAt(MARKS)).isEmpty();
    assertThat(scene.story(2_600).backAt(MARKS)).contains(Scene.at(1_506));
  }

  @Test
  void aSurvivorThatOnlyShakesHandsIsHalfDead() {
    Scene scene =
        new Scene()
            .survivorIs(PeerKind.COMMAND)
            .life(1, 0, 1_005)
            .life(2, 1_020, -1)
            .passage(2, 2, 1_500, -1, false);

    assertThat(scene.story(30_000).backAt(MARKS)).isEmpty();
    assertThat(scene.story(30_000).isWell(Scene.PEER_ID)).isFalse();
    assertThat(scene.story(30_000).halfDead(MARKS)).contains("survivor");
    assertThat(scene.story(4_400).halfDead(MARKS)).isEmpty();
  }

  @Test
  void aSurvivorThatTurnsTheNewLifeAwayIsNotHalfDead() {
    Story story =
        new Scene()
            .survivorIs(PeerKind.D1)
            .life(1, 0, 1_005)
            .life(2, 1_020, -1)
            .passage(2, 2, 1_500, 1_505, false)
            .story(30_000);

    assertThat(story.backAt(MARKS)).isEmpty();
    assertThat(story.halfDead(MARKS)).isEmpty();
  }

  @Test
  void aPeerThatTookItsSlotAndNeverAnsweredIsHalfDead() {
    Story story =
        heldAndRelaunched()
            .says(1_500, Scene.accepted(2))
            .says(1_505, Scene.greeted(2))
            .says(1_510, Scene.live(2, Reason.INCUMBENT_SILENT))
            .story(30_000);

    assertThat(story.backAt(MARKS)).isEmpty();
    assertThat(story.halfDead(MARKS)).contains("peer");
  }

  @Test
  void whatIsHeardOneWayOnAConnectionThatOutlastedTheFaultIsNoReturn() {
    Marks healed = new Marks(Scene.at(1_000), Scene.at(3_000), null);
    Scene scene =
        new Scene()
            .life(1, 0, -1)
            .passage(1, 1, 100, -1, false)
            .joins(1, 100, 110, Reason.FIRST)
            .says(3_020, Scene.frames(1, "message"));

    assertThat(scene.story(9_000).backAt(healed)).isEmpty();
  }

  @Test
  void whomADeployedSurvivorsPeerLostItsNewestLifeTells() {
    Scene scene =
        new Scene()
            .survivorIs(PeerKind.D1)
            .life(PeerKind.MESHSCOPE, 1, 0)
            .life(PeerKind.MESHSCOPE, 2, 1_000)
            .says(Scene.peer(1), 900, Scene.left())
            .says(Scene.peer(2), 1_500, Scene.left())
            .says(Scene.peer(2), 1_900, Scene.answered(2))
            .says(Scene.peer(2), 2_000, Scene.left())
            .says(Scene.peer(2), 2_100, "sent", "\"text\":\"lab 1\"")
            .says(Scene.peer(2), 9_000, "message", "\"text\":\"lab 2\"");

    assertThat(Counting.counts(scene.story(9_000)))
        .isEqualTo(Map.of(Count.LOST, 1, Count.MESSAGES_LOST, 1));
  }

  @Test
  void twoEndsHaveSettledWhenOneConnectionIsLeftThatAnswers() {
    Passage.Said pong =
        new Passage.Said(null, Map.of("pong", new Passage.Frames(1, List.of(Scene.at(120)))));
    Passage kept =
        new Passage(
            1,
            Scene.peer(1),
            Scene.SURVIVOR,
            1,
            1_001,
            Scene.at(100),
            null,
            null,
            false,
            0,
            List.of(),
            pong,
            pong);
    Scene scene = new Scene().life(1, 0, -1).add(kept).joins(1, 100, 110, Reason.FIRST);

    assertThat(scene.story(200).settled("peer")).isTrue();
    scene.passage(2, 1, 150, -1, false);
    assertThat(scene.story(200).settled("peer")).isFalse();
  }
}
