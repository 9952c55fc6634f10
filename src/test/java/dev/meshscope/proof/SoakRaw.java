package dev.meshscope.proof;

import dev.meshscope.outside.Hello;
import dev.meshscope.outside.RawClient;
import dev.meshscope.outside.Signer;
import dev.meshscope.outside.Wire;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A raw peer that is restarted, frozen, doubled and half dead, by chance.
final class SoakRaw implements SoakPeer {

  /// What it may do to itself.
  private enum Act {
    /// Closes and comes back.
    RESTART,
    /// Resets and comes back.
    KILL,
    /// Its old connection stays open without a word; it comes back as another life.
    ZOMBIE,
    /// Loses its connection without the node's knowing, and comes back as the same life.
    LOSE,
    /// Answers nothing for a while.
    FREEZE,
    /// Answers nothing until it is given up.
    DIE,
    /// Dials a second time while the first connection is well.
    DUPLICATE,
    /// Connects beside and says nothing.
    HALF_OPEN,
    /// Goes for a while.
    LEAVE,
    /// Says this and that.
    TALK
  }

  /// From a dial to the ping that the node sends to who is live: the longest probe, and room for a
  /// busy machine.
  private static final Duration LIVE = Duration.ofSeconds(6);

  /// Between nodes of ours: three pings unanswered, 3 s each.
  private static final Duration DEAD = Duration.ofSeconds(16);

  private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(14);

  /// More changes than this by an incumbent that is silent are damped (DESIGN 3.6).
  private static final int CHANGES = 3;

  private static final long CHANGES_NS = TimeUnit.SECONDS.toNanos(62);
  private static final int DIALS = 4;
  private static final Pattern TYPE = Pattern.compile("\"type\":\"([^\"]*)\"");
  private static final int MOST_TYPES = 12;

  private final Way way;
  private final String name;
  private final String nodeId;
  private final String key;
  private final boolean signs;
  private final Random random;
  private final SoakFaults faults;
  private final CountDownLatch over;
  private final Deque<Long> changes = new ArrayDeque<>();
  private Signer life;
  private RawClient current;

  private boolean away;
  // Written by its own life, read by the soak once that has ended.
  private volatile int thaws;

  /// How the two come together.
  interface Way {
    /// A new connection on which nothing has been said: the first of a life.
    RawClient open();

    /// A further connection, dialled by the peer.
    RawClient dial();

    /// The process that used it is gone.
    void down();
  }

  /// @param signs it knows what a Meshscope peer knows
  SoakRaw(
      Way way,
      String nodeId,
      String name,
      boolean signs,
      Random random,
      SoakFaults faults,
      CountDownLatch over) {
    this.way = way;
    this.nodeId = nodeId;
    this.name = name;
    this.signs = signs;
    this.random = random;
    this.faults = faults;
    this.over = over;
    this.life = signs ? Signer.born(nodeId, random) : null;
    this.key = signs ? life.key() : Wire.key(random);
  }

  @Override
  public String nodeId() {
    return nodeId;
  }

  @Override
  public void begin() {
    current = connect("begin");
  }

  @Override
  public void act() throws InterruptedException {
    Act act = Act.values()[random.nextInt(Act.values().length)];
    boolean changesHands = act == Act.ZOMBIE || act == Act.LOSE;
    boolean ofOurs = act == Act.LOSE || act == Act.DIE;
    if ((ofOurs && !signs) || (changesHands && !mayChange())) {
      return;
    }
    faults.did((signs ? "signing " : "raw ") + act.name().toLowerCase(Locale.ROOT));
    switch (act) {
      case RESTART -> comeBack(current::close, "restart");
      case KILL -> comeBack(current::reset, "kill");
      case ZOMBIE -> zombie();
      case LOSE -> lose();
      case FREEZE -> freeze();
      case DIE -> die();
      case DUPLICATE -> duplicate();
      case HALF_OPEN -> halfOpen();
      case LEAVE -> leave();
      case TALK -> talk();
    }
  }

  private boolean mayChange() {
    long now = System.nanoTime();
    changes.removeIf(at -> now - at > CHANGES_NS);
    return changes.size() < CHANGES;
  }

  private void comeBack(Runnable end, String why) throws InterruptedException {
    end.run();
    way.down();
    pause(random.nextInt(500));
    reborn();
    current = connect(why);
  }

  private void zombie() {
    RawClient old = current.fallSilent();
    changes.add(System.nanoTime());
    reborn();
    current = connect("zombie");
    if (random.nextBoolean()) {
      wake(old);
    }
    expectClosed(old, LIVE, "the zombie is let go");
    expectAnswer("zombie");
  }

  /// It says what it could not say before; too late.
  private void wake(RawClient old) {
    try {
      old.speakAgain().ping();
      thaws++;
    } catch (UncheckedIOException e) {
      // Even later: it is closed.
    }
  }

  @Override
  public int thaws() {
    return thaws;
  }

  private void lose() {
    RawClient old = current.fallSilent();
    changes.add(System.nanoTime());
    life.forget(old);
    current = connect("lose");
    expectClosed(old, LIVE, "the lost connection is let go");
  }

  private void freeze() throws InterruptedException {
    current.fallSilent();
    pause(1_000 + random.nextInt(7_000));
    try {
      current.speakAgain();
    } catch (UncheckedIOException e) {
      faults.tell(name, "freeze: closed while it was frozen");
      current = connect("freeze");
    }
    expectAnswer("freeze");
  }

  private void die() throws InterruptedException {
    current.fallSilent();
    expectClosed(current, DEAD, "who answers no ping is given up");
    way.down();
    pause(random.nextInt(500));
    reborn();
    current = connect("die");
  }

  private void duplicate() {
    RawClient second = greet(way.dial());
    expectClosed(second, LIVE, "the duplicate is refused");
    if (!second.said().contains("1005")) {
      faults.tell(name, "duplicate: not told so: " + brief(second.said()));
    }
    forget(second);
    expectAnswer("duplicate");
  }

  private void halfOpen() {
    RawClient silent = way.dial();
    expectClosed(silent, HANDSHAKE_LIMIT, "who says nothing is let go");
    silent.close();
  }

  private void leave() throws InterruptedException {
    current.close();
    way.down();
    pause(2_000 + random.nextInt(6_000));
    reborn();
    current = connect("leave");
  }

  private void talk() {
    try {
      current.send(
          "{\"type\":\"message\",\"from\":\"%s\",\"fromName\":\"%s\",\"content\":\"%s\",\"timestamp\":1}"
              .formatted(nodeId, name, "x".repeat(random.nextInt(20_000))));
      current.send("{\"type\":\"no-such-type\",\"deep\":{\"a\":[1,2,3]}}");
      current.send("not json");
    } catch (UncheckedIOException e) {
      faults.tell(name, "talk: closed");
    }
    expectAnswer("talk");
  }

  // Connecting.

  private void reborn() {
    if (signs) {
      life = life.reborn(random);
    }
  }

  /// Dials until it is live; a raw peer whose dead predecessor still speaks is refused once.
  private RawClient connect(String why) {
    RawClient client = null;
    for (int dial = 1; dial <= DIALS; dial++) {
      client = greet(way.open());
      if (client.frame("ping", 0, LIVE) != null) {
        if (dial > 1) {
          faults.did("dialled " + dial + " times");
        }
        return client;
      }
      boolean closed = client.closed(Duration.ZERO);
      if (!closed) {
        faults.tell(name, why + ": not live within " + LIVE + ": " + brief(client.said()));
      }
      if (dial < DIALS) {
        client.close();
        forget(client);
      }
    }
    faults.tell(name, why + ": not live after " + DIALS + " dials: " + brief(client.said()));
    return client;
  }

  private RawClient greet(RawClient client) {
    try {
      return signs ? life.greet(client, random) : client.send(new Hello(nodeId, name, key).json());
    } catch (UncheckedIOException e) {
      // Ended before a word was said: its reader notices.
      return client;
    }
  }

  private void forget(RawClient client) {
    if (signs) {
      life.forget(client);
    }
  }

  private void expectClosed(RawClient client, Duration within, String what) {
    if (!client.closed(within)) {
      faults.tell(name, what + ": not within " + within + ": " + brief(client.said()));
    }
    client.close();
  }

  private void expectAnswer(String why) {
    if (!current.answersPing()) {
      faults.tell(name, why + ": lost although it was well: " + brief(current.said()));
      current.close();
      current = connect(why + ", again");
    }
  }

  /// Until the soak is over, at most.
  private void pause(int millis) throws InterruptedException {
    over.await(millis, TimeUnit.MILLISECONDS);
  }

  /// What the node said, by its types: the last few.
  private static String brief(String said) {
    List<String> types = TYPE.matcher(said).results().map(found -> found.group(1)).toList();
    return types.subList(Math.max(0, types.size() - MOST_TYPES), types.size()).toString();
  }

  @Override
  public void check() {
    if (current.closed(Duration.ZERO)) {
      faults.tell(name, "lost while it did nothing: " + brief(current.said()));
      current.close();
      current = connect("lost");
    }
  }

  @Override
  public Optional<Ends> ends() {
    return away || current.closed(Duration.ZERO)
        ? Optional.empty()
        : Optional.of(new Ends(current.localPort(), current.remotePort()));
  }

  @Override
  public void close() {
    away = true;
    way.down();
    if (current != null) {
      current.close();
    }
  }
}
