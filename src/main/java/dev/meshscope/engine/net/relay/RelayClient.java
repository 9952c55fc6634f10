package dev.meshscope.engine.net.relay;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.SocketOptions;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// A node's way to its relay (PROTOCOL 6): connects, says who we are, keeps the directory, carries
/// frames, and comes back when the connection is lost, except where the relay says that somebody
/// else has our identity. Everything here and every callback is on the engine loop.
public final class RelayClient implements AutoCloseable {
  /// What the user is to read comes slower than what a machine reads.
  private static final int WORK_OF_A_READER = 100;

  private final RelayConfig config;
  private final NodeId self;
  private final NodeName name;
  private final EventLoop loop;
  private final RelayListener listener;
  private final LongUnaryOperator jitter;
  private final RelayTimings timings;
  private final LongSupplier clock;
  private final Dialler dialler;
  private final Directory directory;
  private RelayState state = new RelayState.Off();
  private @Nullable RelayChannel connection;
  private @Nullable ScheduledFuture<?> retry;
  private int failures;
  private boolean open;
  private long openNs;

  /// Does nothing until [#open]. Not on the loop: what reads the relay gets ready first.
  ///
  /// @param group with exactly one thread: the engine loop
  /// @param jitter given a bound greater than 0, a random number from 0 to below it
  public RelayClient(
      RelayConfig config,
      NodeId self,
      NodeName name,
      EventLoopGroup group,
      RelayListener listener,
      LongUnaryOperator jitter) {
    this(
        config,
        self,
        name,
        group,
        new Presence(listener, group.next(), System::nanoTime),
        jitter,
        RelayTimings.DEFAULT,
        null);
    RelayJson.getReady();
  }

  /// @param trust whose certificates are accepted; null: the JDK's trust store
  RelayClient(
      RelayConfig config,
      NodeId self,
      NodeName name,
      EventLoopGroup group,
      RelayListener listener,
      LongUnaryOperator jitter,
      RelayTimings timings,
      @Nullable KeyStore trust) {
    this(
        config,
        self,
        name,
        group.next(),
        listener,
        jitter,
        timings,
        System::nanoTime,
        new RelaySockets(config, group.next(), timings, trust));
  }

  RelayClient(
      RelayConfig config,
      NodeId self,
      NodeName name,
      EventLoop loop,
      RelayListener listener,
      LongUnaryOperator jitter,
      RelayTimings timings,
      LongSupplier clock,
      Dialler dialler) {
    this.config = config;
    this.self = self;
    this.name = name;
    this.loop = loop;
    this.listener = listener;
    this.jitter = jitter;
    this.timings = timings;
    this.clock = clock;
    this.dialler = dialler;
    this.directory = new Directory(self);
  }

  /// How it stands.
  public RelayState state() {
    return state;
  }

  /// Connects: now, also if it waits for another attempt or has stopped. Nothing if it is connected
  /// or about to be.
  public void open() {
    if (connection == null) {
      failures = 0;
      dial();
    }
  }

  /// Leaves the relay with a clean goodbye, which takes at most a second behind the scenes. May be
  /// opened again.
  @Override
  public void close() {
    forget();
    RelayChannel leaving = connection;
    connection = null;
    if (leaving != null) {
      leaving.close();
    }
    if (!(state instanceof RelayState.Off)) {
      over(new RelayState.Off());
    }
  }

  /// Sends a frame to a peer.
  ///
  /// @param payload its JSON object as UTF-8
  /// @return whether it was handed to the connection; false if that is not open, has too much
  ///   waiting, or if the frame with its envelope is longer than a frame may be
  public boolean send(NodeId to, byte[] payload) {
    return connection != null && connection.send(to, payload);
  }

  private void dial() {
    forget();
    RelayChannel next = new RelayChannel(config, self, name, timings, clock, new Ears());
    connection = next;
    open = false;
    tell(new RelayState.Connecting(config.shown(), failures + 1));
    if (connection == next) {
      dialler.dial(next, failures + 1);
    }
  }

  private void forget() {
    if (retry != null) {
      retry.cancel(false);
      retry = null;
    }
  }

  private void tell(RelayState next) {
    state = next;
    listener.state(next);
  }

  private int directory(RelayChannel from, RelayMessage.Peers peers, int bytes) {
    if (!open) {
      open = true;
      openNs = clock.getAsLong();
    }
    Directory.Change change = directory.replace(peers.entries());
    tellOpen();
    for (NodeId peer : change.left()) {
      if (from == connection) {
        listener.gone(peer);
      }
    }
    for (RelayMessage.Entry entry : change.came()) {
      if (from == connection) {
        listener.present(entry.peer(), entry.name());
      }
    }
    if (peers.unfit() > 0) {
      listener.ignored(Ignored.NO_NODE_ID, bytes);
    }
    if (peers.beyond() > 0) {
      listener.ignored(Ignored.DIRECTORY_FULL, bytes);
    }
    return change.left().size() + change.came().size();
  }

  private int joined(RelayMessage.Entry entry, int bytes) {
    switch (directory.join(entry)) {
      case NEW -> {
        tellCount();
        listener.present(entry.peer(), entry.name());
      }
      case AGAIN -> listener.rejoined(entry.peer(), entry.name());
      case OURSELVES -> listener.ignored(Ignored.OURSELVES, bytes);
      case FULL -> listener.ignored(Ignored.DIRECTORY_FULL, bytes);
    }
    return 1;
  }

  private int left(NodeId peer) {
    if (directory.leave(peer)) {
      tellCount();
      listener.gone(peer);
    }
    return 1;
  }

  private int payload(NodeId sender, ByteBuffer frame, int bytes) {
    if (sender.equals(self)) {
      listener.ignored(Ignored.OURSELVES, bytes);
    } else if (directory.has(sender)) {
      byte[] copy = new byte[frame.remaining()];
      frame.get(copy);
      listener.payload(sender, copy);
    } else {
      listener.ignored(Ignored.NOT_PRESENT, bytes);
    }
    return 0;
  }

  /// Not while the relay wants to hear once more who we are: then it is not open.
  private void tellCount() {
    if (state instanceof RelayState.Open) {
      tellOpen();
    }
  }

  private void tellOpen() {
    tell(new RelayState.Open(config.shown(), openNs, directory.size()));
  }

  /// Whoever was present is gone. The listener may open us again meanwhile.
  private void over(RelayState next) {
    open = false;
    List<NodeId> gone = directory.empty();
    tell(next);
    gone.forEach(listener::gone);
  }

  /// What the connection says.
  private final class Ears implements RelayChannel.Owner {

    @Override
    public void authenticating(RelayChannel from) {
      if (from == connection) {
        tell(new RelayState.Authenticating(config.shown()));
      }
    }

    @Override
    public void slowed() {
      listener.slowed();
    }

    @Override
    public void tuned(SocketOptions options) {
      listener.tuned(options);
    }

    @Override
    public void ignored(Ignored why, int bytes) {
      listener.ignored(why, bytes);
    }

    @Override
    public int said(RelayChannel from, RelayMessage message, int bytes) {
      if (from != connection) {
        return 0;
      }
      return switch (message) {
        case RelayMessage.Peers peers -> directory(from, peers, bytes);
        case RelayMessage.Joined(var entry) -> joined(entry, bytes);
        case RelayMessage.Left(var peer) -> left(peer);
        case RelayMessage.Payload(var sender, var frame) -> payload(sender, frame, bytes);
        case RelayMessage.Fault(var text) -> {
          listener.said(from.shown(text));
          yield WORK_OF_A_READER;
        }
        case RelayMessage.Ping _, RelayMessage.Reauth _, RelayMessage.Unread _ -> 0;
      };
    }

    @Override
    public void ended(RelayChannel from, RelayEnd end) {
      if (from != connection) {
        return;
      }
      connection = null;
      long now = clock.getAsLong();
      failures = open && now - openNs >= timings.stoodNs() ? 1 : failures + 1;
      switch (Reconnect.after(end, failures, config.token() != null, timings, jitter)) {
        case Reconnect.After(long pauseNs, var why) -> {
          retry = loop.schedule(RelayClient.this::dial, pauseNs, TimeUnit.NANOSECONDS);
          over(new RelayState.Waiting(config.shown(), now + pauseNs, failures + 1, why));
        }
        case Reconnect.Never(int code, var why) ->
            over(new RelayState.Stopped(config.shown(), code, why));
      }
    }
  }
}
