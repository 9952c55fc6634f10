package dev.meshscope.core.table;

import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// One connection to one peer, as the table knows it.
///
/// @param route where it leads; never changes
/// @param state where it stands
/// @param greeting who said what at the start
/// @param pulse when it was heard
/// @param counters what went over it
/// @param socket what the kernel says
public record Transport(
    Route route, State state, Greeting greeting, Pulse pulse, Counters counters, Socket socket) {

  /// @param remote the far end; for a dial, what was dialled
  /// @param expected who should be there; null if anybody may
  /// @param openedNs when it was dialled or accepted
  public record Route(
      TransportId id,
      Kind kind,
      Direction direction,
      Endpoint remote,
      @Nullable NodeId expected,
      long openedNs) {}

  /// @param nonce what we gave the remote to sign; null while connecting
  /// @param sent whether our handshake went out
  /// @param theirs the remote's first handshake; null until it came
  /// @param connectedNs when the connection stood; -1 while connecting
  /// @param receivedNs when the remote's handshake came; -1 until then
  /// @param said what ours said of this life; null if it did not
  /// @param proof what came of the remote's proof
  /// @param early what it said before it had its slot
  public record Greeting(
      @Nullable Nonce nonce,
      boolean sent,
      @Nullable Extra said,
      @Nullable Handshake theirs,
      long connectedNs,
      long receivedNs,
      Proof proof,
      Early early) {
    static Greeting of(@Nullable Nonce nonce, long connectedNs) {
      return new Greeting(nonce, false, null, null, connectedNs, -1, Proof.NONE, Early.NOTHING);
    }

    /// Whether the remote signed our nonce.
    public boolean proven() {
      return proof == Proof.VALID;
    }

    Greeting asSent(@Nullable Extra extra) {
      return new Greeting(nonce, true, extra, theirs, connectedNs, receivedNs, proof, early);
    }

    Greeting with(Proof other) {
      return new Greeting(nonce, sent, said, theirs, connectedNs, receivedNs, other, early);
    }

    Greeting with(Early other) {
      return new Greeting(nonce, sent, said, theirs, connectedNs, receivedNs, proof, other);
    }

    Greeting by(Handshake remote, long atNs) {
      return new Greeting(nonce, sent, said, remote, connectedNs, atNs, proof, early);
    }
  }

  /// What a transport said in a peer's name before it was known to be the peer's: told when it
  /// takes the slot, never if it does not.
  ///
  /// @param bytes how much that was
  public record Early(PVector<Frame> frames, int bytes) {
    static final Early NOTHING = new Early(TreePVector.empty(), 0);

    private static final int MOST_FRAMES = 16;
    private static final int MOST_BYTES = 65_536;
    private static final int MOST_OF_ALL = 64 * MOST_BYTES;

    /// The more there are who have not said who they are, the less is kept of each.
    ///
    /// @param pending how many they are
    boolean hasRoomFor(int more, int pending) {
      int most = Math.min(MOST_BYTES, MOST_OF_ALL / Math.max(1, pending));
      return frames.size() < MOST_FRAMES && bytes + more <= most;
    }

    Early plus(Frame frame, int more) {
      return new Early(frames.plus(frame), bytes + more);
    }
  }

  /// What came of the one proof that a transport has.
  public enum Proof {
    /// It has not come.
    NONE,
    /// It holds.
    VALID,
    /// It does not hold.
    INVALID
  }

  /// @param lastHeardNs when the last frame came; when it was opened if none did
  /// @param roundTrips pings and their answers
  /// @param liveSinceNs when it took its slot; -1 if it has none
  public record Pulse(long lastHeardNs, RoundTrips roundTrips, long liveSinceNs) {}

  /// @param local our end; null while connecting
  /// @param options as read back; null until then
  public record Socket(
      @Nullable Endpoint local, @Nullable SocketOptions options, KernelView kernel) {
    Socket tuned(SocketOptions read) {
      return new Socket(local, read, kernel);
    }

    Socket sampled(KernelView view) {
      return new Socket(local, options, view);
    }
  }

  static Transport dialled(
      TransportId id, Kind kind, Endpoint remote, @Nullable NodeId expected, long nowNs) {
    return new Transport(
        new Route(id, kind, Direction.OUTBOUND, remote, expected, nowNs),
        State.CONNECTING,
        Greeting.of(null, -1),
        new Pulse(nowNs, RoundTrips.NONE, -1),
        Counters.NONE,
        new Socket(null, null, new KernelView.NotSampled()));
  }

  static Transport accepted(
      TransportId id, Kind kind, Endpoint local, Endpoint remote, Nonce nonce, long nowNs) {
    return new Transport(
        new Route(id, kind, Direction.INBOUND, remote, null, nowNs),
        State.AWAITING_HANDSHAKE,
        Greeting.of(nonce, nowNs),
        new Pulse(nowNs, RoundTrips.NONE, -1),
        Counters.NONE,
        new Socket(local, null, new KernelView.NotSampled()));
  }

  public TransportId id() {
    return route.id();
  }

  public boolean outbound() {
    return route.direction() == Direction.OUTBOUND;
  }

  /// Who is at the other end; null until it said so.
  public @Nullable NodeId peer() {
    return greeting.theirs() == null ? null : greeting.theirs().nodeId();
  }

  /// Whether the other end is a Meshscope node.
  public boolean ours() {
    return greeting.theirs() != null && greeting.theirs().extra() != null;
  }

  /// Whether it says who it is in a way that it can prove, and has not yet.
  boolean couldProve() {
    return ours() && !greeting.proven();
  }

  /// The remote's life; null for other peers.
  public @Nullable Incarnation incarnation() {
    Extra extra = greeting.theirs() == null ? null : greeting.theirs().extra();
    return extra == null ? null : extra.incarnation();
  }

  /// How long nothing was heard. Time before `sinceNs` (a clock jump) is held against nobody.
  public long silentNs(long nowNs, long sinceNs) {
    return Math.max(0, nowNs - Math.max(pulse.lastHeardNs(), sinceNs));
  }

  /// How long the oldest unanswered ping has been out; -1 if none is.
  public long waitingNs(long nowNs) {
    return pulse.roundTrips().outstanding().isEmpty()
        ? -1
        : nowNs - pulse.roundTrips().outstanding().getFirst();
  }

  /// Whether it lived long enough to say that its address is a good one.
  boolean stood(long nowNs) {
    return pulse.liveSinceNs() >= 0 && nowNs - pulse.liveSinceNs() >= Attempts.STOOD_NS;
  }

  Transport with(State other) {
    return new Transport(route, other, greeting, pulse, counters, socket);
  }

  Transport with(Greeting other) {
    return new Transport(route, state, other, pulse, counters, socket);
  }

  Transport with(Pulse other) {
    return new Transport(route, state, greeting, other, counters, socket);
  }

  Transport with(Counters other) {
    return new Transport(route, state, greeting, pulse, other, socket);
  }

  Transport with(Socket other) {
    return new Transport(route, state, greeting, pulse, counters, other);
  }

  Transport connected(Endpoint local, Nonce nonce, long atNs) {
    return new Transport(
        route,
        State.AWAITING_HANDSHAKE,
        Greeting.of(nonce, atNs),
        new Pulse(atNs, pulse.roundTrips(), pulse.liveSinceNs()),
        counters,
        new Socket(local, socket.options(), socket.kernel()));
  }

  Transport greetedBy(Handshake theirs, long atNs) {
    return with(greeting.by(theirs, atNs));
  }

  Transport live(long atNs) {
    return with(State.LIVE)
        .with(greeting.with(Early.NOTHING))
        .with(new Pulse(pulse.lastHeardNs(), pulse.roundTrips(), atNs));
  }

  Transport with(RoundTrips trips) {
    return with(new Pulse(pulse.lastHeardNs(), trips, pulse.liveSinceNs()));
  }

  /// What people said is remembered until it is known to have arrived.
  Transport sent(long atNs, String type, int count, long bytes) {
    Transport counted = with(counters.out(count, bytes));
    return type.equals(Frame.Message.TYPE)
        ? counted.with(pulse.roundTrips().handed(count, atNs))
        : counted;
  }

  Transport heard(long atNs, Counters counted) {
    return new Transport(
        route,
        state,
        greeting,
        new Pulse(atNs, pulse.roundTrips(), pulse.liveSinceNs()),
        counted,
        socket);
  }
}
