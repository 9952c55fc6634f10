package dev.meshscope.ui.feed;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.engine.MeshObserver;
import dev.meshscope.engine.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;

/// The feed of a running engine. The engine's loop fills a mailbox; the JavaFX thread empties it
/// once per pulse, and sleeps while nothing happens.
public final class EngineFeed implements MeshFeed {
  private static final int MAILBOX = 20_000;

  private final MeshEngine engine;

  /// @param engine a running one; the feed does not close it
  public EngineFeed(MeshEngine engine) {
    this.engine = engine;
  }

  @Override
  public Self self() {
    return engine.self();
  }

  @Override
  public Endpoint listening() {
    return engine.listening();
  }

  @Override
  public long nowNs() {
    return engine.nowNs();
  }

  @Override
  public Instant wallClock(long ns) {
    return engine.wallClock(ns);
  }

  @Override
  public Subscription subscribe(Consumer<Batch> reader) {
    Mailbox mailbox = new Mailbox(MAILBOX);
    Pump pump = new Pump(mailbox, reader);
    Subscription subscription =
        engine.observe(
            new MeshObserver() {
              @Override
              public void present(PeerTable table) {
                happened(table, List.of());
              }

              @Override
              public void happened(PeerTable table, List<MeshEvent> events) {
                if (mailbox.put(table, events)) {
                  FxDoor.enter(pump::start);
                }
              }
            });
    return () -> {
      subscription.close();
      FxDoor.enterNow(pump::stop);
    };
  }

  @Override
  public void dial(Endpoint endpoint) {
    engine.dial(endpoint);
  }

  @Override
  public void ping(TransportId transport) {
    engine.ping(transport);
  }

  @Override
  public void drop(TransportId transport) {
    engine.drop(transport);
  }

  @Override
  public void trust(NodeId peer, PublicKey key) {
    engine.trust(peer, key);
  }

  @Override
  public void forget(NodeId peer) {
    engine.forget(peer);
  }

  @Override
  public Networking networking() {
    return engine.networking();
  }

  @Override
  public void change(Settings settings) {
    engine.change(settings);
  }

  @Override
  public void watchClosely(Set<TransportId> transports) {
    engine.watchClosely(transports);
  }

  /// Empties the mailbox once per pulse. It stops when there is nothing; the next letter starts it.
  private static final class Pump extends AnimationTimer {
    private final Mailbox mailbox;
    private final Consumer<Batch> reader;

    Pump(Mailbox mailbox, Consumer<Batch> reader) {
      this.mailbox = mailbox;
      this.reader = reader;
    }

    @Override
    public void handle(long pulseNs) {
      // Stopped before emptying: a letter that comes in between starts it anew.
      stop();
      Batch batch = mailbox.take();
      if (batch != null) {
        reader.accept(batch);
      }
    }
  }
}
