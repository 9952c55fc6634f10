package dev.meshscope.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import dev.meshscope.fuzz.Text;
import dev.meshscope.text.Telling;
import java.util.List;

/// What holds of every frame that was read, whoever sent it.
final class Promises {
  private Promises() {}

  /// It is within its bounds, shows itself without harm, and what we could have sent is read again
  /// as it was.
  static void hold(Frame frame) throws FrameJson.MalformedException {
    text(frame.type(), 64);
    switch (frame) {
      case Frame.Greeting(var handshake) -> greeting(handshake);
      case Frame.BadGreeting(var fault) -> text(Telling.cause(fault), 200);
      case Frame.Fault(_, var message) -> text(message, 1_024);
      case Frame.PeerInfo(var peers, int beyond) -> {
        assertThat(peers.size()).isLessThanOrEqualTo(256);
        assertThat(beyond).isBetween(0, 1_024);
        for (Frame.Hearsay peer : peers) {
          text(peer.nodeId(), 36);
          text(peer.name(), 64);
        }
      }
      case Frame.WakeChannel(var platform, var token, var environment) -> {
        text(platform, 64);
        text(token, 7);
        text(environment, 64);
      }
      case Frame.Message message -> {
        text(message.from(), 64);
        text(message.fromName(), 64);
      }
      case Frame.Proof(var signature) -> text(signature, 128);
      case Frame.Ping _,
          Frame.Pong _,
          Frame.NodeStats _,
          Frame.Uninterpreted _,
          Frame.Unknown _ -> {}
    }
    switch (frame) {
      case Frame.Greeting _,
          Frame.Fault _,
          Frame.Message _,
          Frame.Ping _,
          Frame.Pong _,
          Frame.Proof _ ->
          assertThat(FrameJson.read(FrameJson.write(frame))).isEqualTo(frame);
      case Frame.BadGreeting _,
          Frame.NodeStats _,
          Frame.PeerInfo _,
          Frame.Uninterpreted _,
          Frame.Unknown _,
          Frame.WakeChannel _ -> {}
    }
  }

  private static void greeting(Handshake handshake) {
    text(handshake.name().text(), 64);
    text(handshake.version(), 29);
    text(handshake.role(), 32);
    if (handshake.e2ePublicKey() != null) {
      text(handshake.e2ePublicKey(), 128);
    }
    if (handshake.extra() != null) {
      List<Long> holds = handshake.extra().holds();
      assertThat(holds == null ? 0 : holds.size()).isLessThanOrEqualTo(256);
      assertThat(handshake.extra().link()).isNotNegative();
      assertThat(handshake.extra().startedAt()).isNotNegative();
    }
  }

  private static void text(String text, int most) {
    assertThat(text.length()).as(text).isLessThanOrEqualTo(most);
    assertThat(Text.harmless(text)).as(text).isTrue();
  }
}
