package dev.meshscope.telling;

import static dev.meshscope.ui.DemoMesh.demo;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.SocketFault;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.Transport;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Ways in which a peer can stand, each brought about by stepping a real core.
enum Plights {
  LIVE(Condition.LIVE, Who.OURS, (mesh, who) -> after(mesh, mesh.dialsUs(who), 1_000)),

  QUIET(Condition.QUIET, Who.SLOW, (mesh, who) -> after(mesh, mesh.dialsUs(who), 13_200)),

  FROZEN(
      Condition.FROZEN,
      Who.DEPLOYED,
      (mesh, who) -> {
        TransportId id = mesh.dialsUs(who);
        mesh.pass(11_000);
        mesh.freeze(id);
        mesh.pass(16_000);
      }),

  PATH_DEAD(
      Condition.PATH_DEAD,
      Who.OURS,
      (mesh, who) -> {
        TransportId id = mesh.dialsUs(who);
        mesh.pass(1_000);
        mesh.cut(id);
        mesh.pass(8_500);
      }),

  CANNOT_SEND(
      Condition.CANNOT_SEND,
      Who.DEPLOYED,
      (mesh, who) -> {
        mesh.freeze(mesh.dialsUs(who));
        mesh.pass(16_000);
      }),

  UNPROVEN(
      Condition.UNPROVEN,
      Who.OURS,
      (mesh, who) -> {
        TransportId id = mesh.dialsUs(who);
        mesh.pass(1_000);
        mesh.ends(id, CloseReason.RESET);
        mesh.dialsUs(who.stripped());
        mesh.pass(3_000);
      }),

  CONTESTED(
      Condition.CONTESTED,
      Who.DEPLOYED,
      (mesh, who) -> {
        TransportId id = mesh.dialsUs(who);
        mesh.pass(1_000);
        mesh.freeze(id);
        mesh.dialsUs(who);
        mesh.pass(200);
      }),

  BY_THE_RELAY_ALONE(Condition.LIVE, Who.OURS, (mesh, who) -> after(mesh, mesh.relays(who), 700)),

  SEEN_BY_THE_RELAY_ALONE(
      Condition.SEEN,
      Who.OURS,
      (mesh, who) -> {
        mesh.sees(who, Source.RELAY, new Endpoint("relay.example", 443));
        mesh.pass(2_000);
      }),

  DIALLED_BY_THE_RELAY(
      Condition.CONNECTING,
      Who.OURS,
      (mesh, who) -> {
        mesh.step(new Input.RelayTold(new RelayState.Open("wss://relay.example", mesh.nowNs(), 1)));
        mesh.sees(who, Source.RELAY, new Endpoint("relay.example", 443));
        mesh.pass(1_200);
      }),

  AWAITED(
      Condition.SEEN,
      Who.SMALLER,
      (mesh, who) -> {
        mesh.sees(who, Source.LOOPBACK, Who.THERE);
        mesh.pass(1_700);
      }),

  UNREACHABLE(
      Condition.SEEN,
      Who.LARGER,
      (mesh, who) -> {
        mesh.sees(who, Source.LAN, Who.THERE);
        fails(mesh, 3);
        mesh.pass(50);
      }),

  DIALLED_FOR_EVER(
      Condition.CONNECTING,
      Who.LARGER,
      (mesh, who) -> {
        mesh.sees(who, Source.LAN, Who.THERE);
        fails(mesh, 5);
        untilDialled(mesh);
        mesh.pass(1_300);
      }),

  UNREACHABLE_AND_NO_LONGER_SEEN(
      Condition.GONE,
      Who.LARGER,
      (mesh, who) -> {
        mesh.sees(who, Source.LAN, Who.THERE);
        fails(mesh, 1);
        mesh.step(new Input.Unsighted(who.id(), Source.LAN));
        mesh.pass(4_000);
      }),

  OF_ANOTHER_GROUP(
      Condition.SEEN,
      Who.LARGER,
      (mesh, who) -> {
        mesh.sees(who, Source.LAN, Who.THERE);
        says(mesh, who);
        mesh.pass(4_000);
      }),

  JUST_LEFT_AND_STILL_SEEN(
      Condition.GONE,
      Who.SMALLER,
      (mesh, who) -> {
        mesh.sees(who, Source.LOOPBACK, Who.THERE);
        TransportId id = mesh.dialsUs(who);
        mesh.pass(4_000);
        mesh.ends(id, CloseReason.RESET);
        mesh.pass(1_200);
      });

  /// Whom it befalls.
  private enum Who {
    OURS(demo("planner", 1, true)),
    DEPLOYED(demo("builder", 2, false)),
    SLOW(new Demo(DEPLOYED.demo.id(), "sleeper", false, DEPLOYED.demo.life(), 2_400_000_000L)),
    SMALLER(demo("watcher", 7, false)),
    LARGER(demo("archivist", 8, false));

    private static final Endpoint THERE = new Endpoint("192.168.1.31", 50_598);

    private final Demo demo;

    Who(Demo demo) {
      this.demo = demo;
    }
  }

  private final Condition condition;
  private final Who who;
  private final BiConsumer<DemoMesh, Demo> story;

  Plights(Condition condition, Who who, BiConsumer<DemoMesh, Demo> story) {
    this.condition = condition;
    this.who = who;
    this.story = story;
  }

  Condition condition() {
    return condition;
  }

  Demo who() {
    return who.demo;
  }

  DemoMesh mesh() {
    DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
    story.accept(mesh, who.demo);
    return mesh;
  }

  private static void after(DemoMesh mesh, TransportId id, long millis) {
    mesh.pass(millis);
  }

  /// So many dials in a row.
  private static void fails(DemoMesh mesh, int times) {
    for (int i = 0; i < times; i++) {
      untilDialled(mesh);
      mesh.dialFails(Cause.of(SocketFault.NO_ROUTE));
    }
  }

  private static void untilDialled(DemoMesh mesh) {
    for (int i = 0; dial(mesh).isEmpty() && i < 600; i++) {
      mesh.pass(100);
    }
  }

  private static Optional<TransportId> dial(DemoMesh mesh) {
    return mesh.table().unidentified().stream()
        .filter(id -> mesh.table().transport(id).filter(Transport::outbound).isPresent())
        .max(Comparator.naturalOrder());
  }

  /// Whoever listens there belongs to others.
  private static void says(DemoMesh mesh, Demo who) {
    TransportId dial = dial(mesh).orElseThrow();
    mesh.step(new Input.Connected(dial, mesh.listening(), new Nonce("0".repeat(32))));
    mesh.step(
        new Input.Received(
            dial,
            new Frame.Greeting(
                new Handshake(
                    who.id(),
                    new NodeName(who.name()),
                    "0.2.3",
                    new PublicKey("A".repeat(43)),
                    null,
                    "participant",
                    new Group("others"),
                    null)),
            200));
    // What the core wanted closed has closed.
    if (mesh.table().transport(dial).isPresent()) {
      mesh.step(new Input.Ended(dial, CloseReason.GROUP_MISMATCH, Cause.none()));
    }
  }
}
