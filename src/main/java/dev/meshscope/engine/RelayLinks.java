package dev.meshscope.engine;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.EndCause;
import dev.meshscope.core.cause.KernelCause;
import dev.meshscope.core.cause.SendCause;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import dev.meshscope.engine.net.Carrier;
import dev.meshscope.engine.net.Carriers;
import dev.meshscope.engine.net.FrameJson;
import dev.meshscope.engine.net.InputSink;
import dev.meshscope.engine.net.relay.Ignored;
import dev.meshscope.engine.net.relay.RelayClient;
import dev.meshscope.engine.net.relay.RelayListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes transports of what a relay carries: there is one way to each peer through it, so one
/// transport each, and while a proven one stands at most one more that is yet to prove itself. Who
/// is in the directory is seen; a payload is a frame on its transport. On the engine loop.
final class RelayLinks implements RelayListener {

  /// A greeting again within this is an echo of the first; later the peer has given its end up and
  /// opened the way anew. Shorter than any node waits for an answer, longer than answers are under
  /// way.
  private static final long ECHO_NS = TimeUnit.SECONDS.toNanos(3);

  private static final long SLOWED_EVERY_NS = TimeUnit.SECONDS.toNanos(1);

  private final Endpoint relay;
  private final Carriers carriers;
  private final InputSink sink;
  private final Supplier<PeerTable> table;
  private final Supplier<Nonce> nonces;
  private final LongSupplier clock;
  private final Map<NodeId, Link> byPeer = new HashMap<>();
  // Beside a proven one: greeted, not proven yet.
  private final Map<NodeId, Link> newcomers = new HashMap<>();
  private @Nullable RelayClient client;
  private int slowed;
  // When it was told last; null: not yet.
  private @Nullable Long slowedToldNs;

  /// That a peer greeted.
  ///
  /// @param life its incarnation; null: it has none
  /// @param link its latest number of a transport to us; -1: it told none
  private record Greeted(@Nullable Incarnation life, long link, long atNs) {
    static Greeted of(@Nullable Extra extra, long atNs) {
      return new Greeted(
          extra == null ? null : extra.incarnation(), extra == null ? -1 : extra.link(), atNs);
    }

    boolean isEchoedBy(Greeted now) {
      return Objects.equals(life, now.life) && now.atNs - atNs <= ECHO_NS;
    }

    /// Numbers only grow within a life: what has been said already says nothing.
    boolean isRepeatedBy(Greeted now) {
      return now.life == null || (now.life.equals(life) && now.link <= link);
    }

    Greeted and(Greeted later) {
      return new Greeted(later.life, Math.max(link, later.link), later.atNs);
    }
  }

  /// @param relay where it is, for display
  /// @param carriers where each way carries its transport
  /// @param clock monotonic nanoseconds
  RelayLinks(
      Endpoint relay,
      Carriers carriers,
      InputSink sink,
      Supplier<PeerTable> table,
      Supplier<Nonce> nonces,
      LongSupplier clock) {
    this.relay = relay;
    this.carriers = carriers;
    this.sink = sink;
    this.table = table;
    this.nonces = nonces;
    this.clock = clock;
  }

  /// Whose callbacks these are.
  void serve(RelayClient its) {
    client = its;
  }

  /// Opens the way to a peer.
  void reach(TransportId id, NodeId peer) {
    if (client == null || !(client.state() instanceof RelayState.Open)) {
      sink.take(new Input.Ended(id, CloseReason.DIAL_FAILED, Cause.of(EndCause.RELAY_NOT_OPEN)));
    } else if (byPeer.containsKey(peer)) {
      sink.take(
          new Input.Ended(id, CloseReason.DIAL_FAILED, Cause.of(EndCause.CAME_THROUGH_RELAY)));
    } else {
      open(new Link(id, peer));
      sink.take(new Input.Connected(id, relay, nonces.get()));
      sink.take(
          new Input.Sampled(id, new KernelView.Unavailable(Cause.of(KernelCause.RELAY_BETWEEN))));
    }
  }

  private void open(Link link) {
    byPeer.put(link.peer, link);
    carriers.add(link.id, link);
  }

  private void end(NodeId peer, Cause why) {
    Link link = byPeer.get(peer);
    if (link != null) {
      link.end(CloseReason.REMOTE_CLOSED, why);
    }
  }

  /// Those too that are yet to prove themselves.
  private void endAll(NodeId peer, Cause why) {
    Link newcomer = newcomers.get(peer);
    if (newcomer != null) {
      newcomer.end(CloseReason.REMOTE_CLOSED, why);
    }
    end(peer, why);
  }

  /// The way that stands; a newcomer that has taken its place is it from then on.
  private @Nullable Link standing(NodeId peer) {
    Link newcomer = newcomers.get(peer);
    boolean took =
        newcomer != null
            && table.get().transport(newcomer.id).filter(t -> t.state().holdsSlot()).isPresent();
    if (newcomer != null && took) {
      newcomers.remove(peer);
      byPeer.put(peer, newcomer);
    }
    return byPeer.get(peer);
  }

  /// The way to one peer: what is written goes into the one connection to the relay.
  private final class Link implements Carrier {
    private final TransportId id;
    private final NodeId peer;
    // When it last did; null until then.
    private @Nullable Greeted greeted;

    Link(TransportId id, NodeId peer) {
      this.id = id;
      this.peer = peer;
    }

    @Override
    public void send(Frame frame) {
      byte[] payload = FrameJson.write(frame);
      if (client != null && client.send(peer, payload)) {
        sink.take(new Input.Written(id, frame.type(), 1, payload.length));
        return;
      }
      sink.take(new Input.NotWritten(id, frame.type(), Cause.of(SendCause.RELAY_FULL)));
      if (frame instanceof Frame.Greeting) {
        // Without it the peer would take the first ping for a stranger's.
        end(CloseReason.FAILED, Cause.of(EndCause.GREETING_NOT_TAKEN));
      }
    }

    /// Each has an envelope of its own.
    @Override
    public void sendPongs(int count) {
      for (int i = 0; i < count; i++) {
        send(new Frame.Pong());
      }
    }

    /// What comes from this peer from now on belongs to another transport.
    @Override
    public void close() {
      if (byPeer.remove(peer, this)) {
        Link next = newcomers.remove(peer);
        if (next != null) {
          byPeer.put(peer, next);
        }
      } else {
        newcomers.remove(peer, this);
      }
    }

    @Override
    public void sample(KernelView before, long nowNs) {
      // It has no socket of its own; that was told when it was opened.
    }

    void end(CloseReason reason, Cause why) {
      carriers.close(id);
      sink.take(new Input.Ended(id, reason, why));
    }
  }

  // What the relay brings.

  @Override
  public void state(RelayState state) {
    sink.take(new Input.RelayTold(state));
  }

  @Override
  public void tuned(SocketOptions options) {
    // The transports to peers have no sockets of their own.
  }

  @Override
  public void present(NodeId peer, NodeName name) {
    sink.take(new Input.Sighted(new Sighting(peer, name, Source.RELAY, List.of(relay), 0)));
  }

  @Override
  public void rejoined(NodeId peer, NodeName name) {
    endAll(peer, Cause.of(EndCause.JOINED_ANEW));
    present(peer, name);
  }

  @Override
  public void gone(NodeId peer) {
    sink.take(new Input.Unsighted(peer, Source.RELAY));
    boolean stands = client != null && client.state() instanceof RelayState.Open;
    endAll(peer, Cause.of(stands ? EndCause.LEFT_RELAY : EndCause.RELAY_ENDED));
  }

  @Override
  public void payload(NodeId from, byte[] json) {
    Frame frame;
    try {
      frame = FrameJson.read(json, table.get().settings().limits());
    } catch (FrameJson.MalformedException e) {
      Link link = byPeer.get(from);
      if (link != null) {
        sink.take(new Input.Malformed(link.id, Cause.of(e.why()), json.length));
      }
      return;
    }
    if (frame instanceof Frame.Greeting(var handshake)) {
      Link greeted = greeting(from, handshake);
      if (greeted != null) {
        sink.take(new Input.Received(greeted.id, frame, json.length));
      }
      return;
    }
    Link link = standing(from);
    Link newcomer = newcomers.get(from);
    // One way has one proof: where one stands that has given it, the next is the newcomer's.
    boolean next = frame instanceof Frame.Proof || frame instanceof Frame.Fault;
    if (newcomer != null && next) {
      link = newcomer;
    }
    if (link != null) {
      sink.take(new Input.Received(link.id, frame, json.length));
    } else {
      // It believes in a way that we have given up: look whether to open one.
      sink.take(new Input.PeerWoken(from));
    }
  }

  /// Whose greeting this is; null: nobody's. A member of the relay opens no way under another's id;
  /// on one that stands the table closes it.
  private @Nullable Link greeting(NodeId from, Handshake handshake) {
    Link link = standing(from);
    if (!handshake.nodeId().equals(from)) {
      return link;
    }
    Greeted now = Greeted.of(handshake.extra(), clock.getAsLong());
    if (link == null) {
      return accept(from, now);
    }
    Greeted before = link.greeted;
    if (before == null || before.isEchoedBy(now)) {
      link.greeted = before == null ? now : before.and(now);
      return link;
    }
    return isProven(link) ? besideProven(link, before, now) : anew(link, before, now);
  }

  /// What is only said ends no way that is proven: the relay may say again what it heard once, or
  /// make it up. Who has said it proves it beside the one that stands, and then takes its place.
  private Link besideProven(Link proven, Greeted before, Greeted now) {
    boolean old =
        before.isRepeatedBy(now)
            || table
                .get()
                .peer(proven.peer)
                .filter(peer -> now.life != null && peer.life().superseded().contains(now.life))
                .isPresent();
    if (old) {
      return proven;
    }
    Link newcomer = newcomers.get(proven.peer);
    return newcomer == null ? accept(proven.peer, now) : newcomer;
  }

  /// A process that is restarted behind the relay has another life, and one whose greeting was not
  /// answered gives up without our knowing: the transport that was ends. Otherwise each would take
  /// the other's frames for an answer, and the way would stay open at one end only.
  private Link anew(Link before, Greeted then, Greeted now) {
    end(
        before.peer,
        Cause.of(Objects.equals(then.life, now.life) ? EndCause.OPENED_ANEW : EndCause.RESTARTED));
    Link next = byPeer.get(before.peer);
    return next == null ? accept(before.peer, now) : next;
  }

  private boolean isProven(Link link) {
    return table.get().transport(link.id).filter(t -> t.greeting().proven()).isPresent();
  }

  private Link accept(NodeId from, Greeted greeted) {
    Link come = new Link(table.get().nextTransport(), from);
    come.greeted = greeted;
    if (byPeer.putIfAbsent(from, come) != null) {
      newcomers.put(from, come);
    }
    carriers.add(come.id, come);
    sink.take(new Input.Accepted(come.id, Kind.RELAY, relay, relay, nonces.get()));
    sink.take(
        new Input.Sampled(
            come.id, new KernelView.Unavailable(Cause.of(KernelCause.RELAY_BETWEEN))));
    return come;
  }

  @Override
  public void said(String text) {
    sink.take(new Input.RelaySaid(text));
  }

  /// About once a second, however often that is: whoever does it does it all the time.
  @Override
  public void slowed() {
    long now = clock.getAsLong();
    slowed++;
    if (slowedToldNs == null || now - slowedToldNs >= SLOWED_EVERY_NS) {
      sink.take(new Input.RelaySlowed(slowed));
      slowed = 0;
      slowedToldNs = now;
    }
  }

  @Override
  public void ignored(Ignored why, int bytes) {
    // The client counts and bounds it; nobody is concerned.
  }
}
