package dev.meshscope.ui.alarm;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.Settings;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import dev.meshscope.ui.alarm.AlarmCard.Asking;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlarmModelTest {
  private static final Demo PLANNER = demo("planner", 1, true);
  private static final Demo CODER = demo("coder", 2, true);

  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
  private final AlarmModel model =
      new AlarmModel(
          new AlarmModel.Answers() {
            @Override
            public void trust(NodeId peer, PublicKey key) {
              mesh.trust(peer, key);
            }

            @Override
            public void forget(NodeId peer) {
              mesh.forget(peer);
            }
          },
          ns -> mesh.wallClock(ns).toString());

  @BeforeEach
  void connect() {
    mesh.dialsUs(PLANNER);
    mesh.dialsUs(CODER);
    mesh.pass(1_000);
  }

  private void look() {
    model.take(mesh.table(), mesh.nowNs());
  }

  private AlarmCard only() {
    look();
    assertThat(model.cards()).hasSize(1);
    return model.cards().getFirst();
  }

  @Test
  void withoutAnAlarmThereIsNoCard() {
    look();
    assertThat(model.cards()).isEmpty();
  }

  @Test
  void aKeptAlarmIsCountedAndCanBeSeenAgain() {
    mesh.impostor(PLANNER, 1);
    model.keep(only());
    look();
    assertThat(model.cards()).isEmpty();
    assertThat(model.kept()).isEqualTo(1);

    model.reopenAll();

    assertThat(only().name()).isEqualTo("planner");
    assertThat(model.kept()).isZero();
  }

  @Test
  void itSaysWhoCameFromWhereHowOftenAndSinceWhen() {
    mesh.impostor(PLANNER, 1);
    mesh.pass(20_000);
    mesh.impostor(PLANNER, 1);
    mesh.pass(3_000);

    AlarmCard card = only();

    assertThat(card.name()).isEqualTo("planner");
    assertThat(card.known()).isNotEqualTo(card.presented());
    assertThat(card.story())
        .contains("planner")
        .contains(PLANNER.id().brief())
        .contains("2 times since 2026-03-02T11:00:01Z")
        .contains("last 3.0 s ago from 192.168.1.66:51001")
        .contains("left untouched");
  }

  @Test
  void anAlarmWaitsUntilItIsAnswered() {
    mesh.impostor(PLANNER, 1);
    mesh.pass(700_000);

    assertThat(only().peer()).isEqualTo(PLANNER.id());
  }

  @Test
  void whoKeepsTheKnownKeyHearsNoMoreOfThatImpostorButOfTheNext() {
    mesh.impostor(PLANNER, 1);
    model.keep(only());
    mesh.impostor(PLANNER, 1);
    look();
    assertThat(model.cards()).isEmpty();

    mesh.impostor(PLANNER, 2);

    assertThat(only().peer()).isEqualTo(PLANNER.id());
  }

  @Test
  void anAnswerCanBeTakenBack() {
    mesh.impostor(PLANNER, 1);
    AlarmCard card = only();
    model.keep(card);

    model.reopen(PLANNER.id());

    assertThat(only()).isEqualTo(card);
  }

  @Test
  void aDangerousAnswerIsAskedBackOnce() {
    mesh.impostor(PLANNER, 1);
    PublicKey known = only().known();

    model.ask(only(), Asking.TRUST);

    assertThat(only().asking()).isEqualTo(Asking.TRUST);
    assertThat(mesh.table().pinned()).containsEntry(PLANNER.id(), known);
    model.ask(only(), Asking.NOTHING);
    model.confirm(only());
    assertThat(mesh.table().pinned()).containsEntry(PLANNER.id(), known);
  }

  @Test
  void aTrustedKeyIsBelievedAndTheAlarmIsOver() {
    mesh.impostor(PLANNER, 1);
    AlarmCard card = only();

    model.ask(card, Asking.TRUST);
    model.confirm(only());

    assertThat(model.cards()).isEmpty();
    assertThat(mesh.table().pinned()).containsEntry(PLANNER.id(), card.presented());
    assertThat(mesh.table().peer(PLANNER.id()).orElseThrow().present()).isFalse();
    look();
    assertThat(model.cards()).isEmpty();
  }

  @Test
  void whoWasForgottenMayCauseTheSameAlarmAgain() {
    mesh.impostor(PLANNER, 1);
    model.ask(only(), Asking.FORGET);
    model.confirm(only());
    look();
    assertThat(model.cards()).isEmpty();
    assertThat(mesh.table().pinned()).doesNotContainKey(PLANNER.id());

    mesh.dialsUs(PLANNER);
    mesh.impostor(PLANNER, 1);

    assertThat(only().asking()).isEqualTo(Asking.NOTHING);
  }

  @Test
  void theOldestAlarmComesFirst() {
    mesh.impostor(CODER, 1);
    mesh.pass(10);
    mesh.impostor(PLANNER, 2);
    mesh.impostor(CODER, 1);
    look();

    assertThat(model.cards()).extracting(AlarmCard::name).containsExactly("coder", "planner");
  }

  @Test
  void keysAreCutInTheMiddleAndStillTellTwoApart() {
    mesh.impostor(PLANNER, 1);
    AlarmCard card = only();

    assertThat(AlarmCard.brief(card.known()))
        .hasSize(17)
        .startsWith(card.known().text().substring(0, 8))
        .endsWith(card.known().text().substring(35))
        .isNotEqualTo(AlarmCard.brief(card.presented()));
  }
}
