package dev.meshscope.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Seal;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Effect;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.engine.net.FrameJson;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// What strangers say to a node, a line each, and what its table makes of it. `+` is a new
/// connection, `-` the end of the latest, `p` a run of pings, `~` a second in which timers go off;
/// any other line is a payload on the latest connection. Whatever is said, a step is the fold of
/// its events.
public final class Talk {

  /// Is told each step.
  public interface Listener {
    /// @param before the table before the step
    void stepped(PeerTable before, PeerTable.Step step);
  }

  /// What was left of it.
  public record End(PeerTable table, long nowNs) {}

  private static final Endpoint HERE = new Endpoint("127.0.0.1", 5000);
  private static final Endpoint THERE = new Endpoint("127.0.0.1", 6000);
  private static final int MOST_LINES = 200;

  private final Listener listener;
  private final Map<TransportId, Long> timers = new TreeMap<>();
  private PeerTable table =
      PeerTable.empty(
          new Self(
              new NodeId("40000000-0000-7000-8000-000000000001"),
              new NodeName("self"),
              new PublicKey("A".repeat(43)),
              null,
              Group.DEFAULT,
              new Incarnation("0".repeat(32)),
              0),
          Settings.DEFAULT,
          Map.of());
  private TransportId latest = new TransportId(1);
  private long nowNs = TimeUnit.HOURS.toNanos(1);

  private Talk(Listener listener) {
    this.listener = listener;
  }

  /// Lets everything be said.
  public static End of(byte[] input, Listener listener) {
    Talk talk = new Talk(listener);
    talk.connect();
    lines(input).stream().limit(MOST_LINES).forEach(talk::line);
    return new End(talk.table, talk.nowNs);
  }

  private static List<byte[]> lines(byte[] input) {
    List<byte[]> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (byte b : input) {
      if (b == '\n') {
        lines.add(line.toByteArray());
        line.reset();
      } else {
        line.write(b);
      }
    }
    lines.add(line.toByteArray());
    return lines;
  }

  private void line(byte[] line) {
    nowNs += TimeUnit.MILLISECONDS.toNanos(1);
    int first = line.length == 1 ? line[0] : 0;
    switch (first) {
      case '+' -> connect();
      case '-' -> take(new Input.Ended(latest, CloseReason.REMOTE_CLOSED, Cause.none()));
      case 'p' -> take(new Input.Pinged(latest, 3));
      case '~' -> pass();
      default -> take(received(line));
    }
  }

  private Input received(byte[] payload) {
    try {
      return new Input.Received(latest, FrameJson.read(payload), payload.length);
    } catch (FrameJson.MalformedException e) {
      return new Input.Malformed(latest, Cause.of(e.why()), payload.length);
    }
  }

  private void connect() {
    latest = table.nextTransport();
    take(
        new Input.Accepted(
            latest, Kind.DIRECT, HERE, THERE, new Nonce("%032x".formatted(latest.value()))));
  }

  /// Each timer that is due goes off once.
  private void pass() {
    nowNs += TimeUnit.SECONDS.toNanos(1);
    for (Map.Entry<TransportId, Long> timer : List.copyOf(timers.entrySet())) {
      if (timer.getValue() <= nowNs) {
        timers.remove(timer.getKey());
        take(new Input.Woken(timer.getKey()));
      }
    }
  }

  private void take(Input input) {
    PeerTable before = table;
    PeerTable.Step step = before.step(input, new Names(), nowNs);
    PeerTable folded = before;
    for (MeshEvent event : step.events()) {
      folded = folded.apply(event);
    }
    assertThat(folded.equals(step.table())).as("a step is the fold of its events").isTrue();
    table = step.table();
    for (Effect effect : step.effects()) {
      carryOut(effect);
    }
    listener.stepped(before, step);
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.WakeAt(var id, long at) -> timers.put(id, at);
      case Effect.Close(var id) -> timers.remove(id);
      case Effect.Send(_, var frame) ->
          assertThat(FrameJson.write(frame).length).isLessThanOrEqualTo(Frame.MAX_BYTES);
      case Effect.Dial _,
          Effect.Reach _,
          Effect.Pin _,
          Effect.Unpin _,
          Effect.SendPongs _,
          Effect.WakePeerAt _,
          Effect.WakeTargetAt _ -> {}
    }
  }

  /// Who repeats the statement has signed it.
  private record Names() implements Seal {
    @Override
    public String sign(String statement) {
      return statement;
    }

    @Override
    public boolean verifies(PublicKey key, String statement, String signature) {
      return signature.equals(statement);
    }
  }
}
