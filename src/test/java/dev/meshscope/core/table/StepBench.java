package dev.meshscope.core.table;

import dev.meshscope.core.cause.Cause;
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
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What a step costs in a table of many live peers. The table is a value, so every round begins
/// with the same one. After each step come the inputs its effects bring about, as in the engine: a
/// frame that was sent is told as written. Proofs are signed by a toy: what a step costs beside
/// Ed25519.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepBench {

  private static final Endpoint HERE = new Endpoint("127.0.0.1", 5000);
  private static final Endpoint THERE = new Endpoint("127.0.0.1", 6000);
  private static final SocketOptions TUNED = new SocketOptions(true, true, 1, 1, 10, 11_000);
  private static final Frame PONG = new Frame.Pong();
  private static final Frame STATS = new Frame.NodeStats(1, 2, 3, 4);
  private static final Seal SEAL = new ToySeal();
  private static final int FRAME_BYTES = 300;

  /// How many are live when the step comes.
  @Param("2000")
  public int peers;

  private long nowNs = TimeUnit.HOURS.toNanos(1);
  private PeerTable quiet = empty();
  private PeerTable asked = quiet;
  private TransportId one = new TransportId(1);
  private NodeId whose = id(0);
  private Frame raw = PONG;
  private Frame own = PONG;
  private Frame again = PONG;

  /// Peers join one after the other; all have answered their first ping.
  @Setup
  public void fill() {
    for (int i = 0; i < peers; i++) {
      PeerTable next = join(quiet, greeting(i, null));
      quiet = next(next, pong(last(next)));
      nowNs += TimeUnit.MICROSECONDS.toNanos(200);
    }
    one = new TransportId(peers / 2 + 1);
    whose = id(peers / 2);
    // As long after as nothing is due yet.
    nowNs += TimeUnit.SECONDS.toNanos(1);
    asked = next(quiet, new Input.PingWanted(one));
    nowNs += TimeUnit.MICROSECONDS.toNanos(80);
    raw = greeting(peers, null);
    own = greeting(peers, extra(1));
    again = greeting(peers / 2, null);
  }

  /// A hundred pings that were read in one go.
  @Benchmark
  public PeerTable pings() {
    return next(quiet, new Input.Pinged(one, 100));
  }

  /// The answer to a ping of ours.
  @Benchmark
  public PeerTable pong() {
    return next(asked, pong(one));
  }

  /// A frame that is shown.
  @Benchmark
  public PeerTable frame() {
    return next(quiet, new Input.Received(one, STATS, FRAME_BYTES));
  }

  /// A deployed node, from its connection to live.
  @Benchmark
  public PeerTable join() {
    return join(quiet, raw);
  }

  /// A Meshscope node, from its connection to live and proven.
  @Benchmark
  public PeerTable joinOfOurs() {
    PeerTable joined = join(quiet, own);
    TransportId id = last(joined);
    return next(joined, new Input.Received(id, proof(joined, id), FRAME_BYTES));
  }

  /// A second connection of a peer that is there: the first is asked, it answers, the second is
  /// refused and ends.
  @Benchmark
  public PeerTable probe() {
    PeerTable challenged = join(quiet, again);
    TransportId second = last(challenged);
    PeerTable refused = next(challenged, pong(one));
    return next(refused, new Input.Ended(second, CloseReason.REMOTE_CLOSED, Cause.none()));
  }

  /// The yardstick: two entries of the table replaced.
  @Benchmark
  public Object replaceTwoEntries() {
    return new Object[] {
      quiet.transports().plus(one, quiet.transports().get(one)),
      quiet.peers().plus(whose, quiet.peers().get(whose))
    };
  }

  private PeerTable join(PeerTable before, Frame greeting) {
    TransportId id = before.nextTransport();
    PeerTable table = next(before, new Input.Accepted(id, Kind.DIRECT, HERE, THERE, nonce(1)));
    table = next(table, new Input.Tuned(id, TUNED));
    return next(table, new Input.Received(id, greeting, FRAME_BYTES));
  }

  /// The table after this input and those its effects bring about.
  private PeerTable next(PeerTable before, Input input) {
    PeerTable.Step step = before.step(input, SEAL, nowNs);
    PeerTable table = step.table();
    for (Effect effect : step.effects()) {
      Input written =
          switch (effect) {
            case Effect.Send(var id, var frame) ->
                new Input.Written(id, frame.type(), 1, FRAME_BYTES);
            case Effect.SendPongs(var id, int count) ->
                new Input.Written(id, "pong", count, 15L * count);
            case Effect.Dial _,
                Effect.Close _,
                Effect.WakeAt _,
                Effect.Reach _,
                Effect.WakePeerAt _,
                Effect.WakeTargetAt _,
                Effect.Pin _,
                Effect.Unpin _ ->
                null;
          };
      if (written != null) {
        table = table.step(written, SEAL, nowNs).table();
      }
    }
    return table;
  }

  private static TransportId last(PeerTable table) {
    return new TransportId(table.nextTransport().value() - 1);
  }

  private static Input pong(TransportId id) {
    return new Input.Received(id, PONG, 15);
  }

  private static PeerTable empty() {
    return PeerTable.empty(
        new Self(id(-1), new NodeName("self"), key(0), null, Group.DEFAULT, life(0), 0),
        Settings.DEFAULT,
        Map.of());
  }

  private static Frame greeting(int peer, @Nullable Extra extra) {
    return new Frame.Greeting(
        new Handshake(
            id(peer),
            new NodeName("peer-" + peer),
            "1.1.0",
            key(peer),
            null,
            "participant",
            Group.DEFAULT,
            extra));
  }

  private static Extra extra(long link) {
    return new Extra(life(1), 0, link, List.of(link), nonce(2));
  }

  private static Frame proof(PeerTable table, TransportId id) {
    Transport transport = table.transport(id).orElseThrow();
    Handshake theirs = transport.greeting().theirs();
    Nonce ours = transport.greeting().nonce();
    if (theirs == null || theirs.extra() == null || ours == null) {
      throw new IllegalStateException("nothing to prove on " + id);
    }
    return new Frame.Proof(
        theirs
            .extra()
            .statement(theirs.nodeId(), table.self().nodeId(), transport.route().kind(), ours));
  }

  /// Ours is the smallest: the others dial.
  private static NodeId id(int peer) {
    return new NodeId("%08x-0000-7000-8000-000000000000".formatted(peer + 1));
  }

  private static PublicKey key(int peer) {
    return new PublicKey("%043d".formatted(peer));
  }

  private static Incarnation life(int number) {
    return new Incarnation("%032x".formatted(number));
  }

  private static Nonce nonce(int number) {
    return new Nonce("%032x".formatted(number));
  }

  /// Who repeats the statement has signed it.
  private record ToySeal() implements Seal {
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
