package dev.meshscope.cli.terminal;

import dev.meshscope.cli.words.CliWords;
import dev.meshscope.core.event.Bulk;
import dev.meshscope.core.event.FloodSum;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.engine.MeshObserver;
import dev.meshscope.lines.Subject;
import dev.meshscope.lines.live.Flood;
import dev.meshscope.lines.live.Present;
import dev.meshscope.text.Plain;
import dev.meshscope.text.Telling;
import dev.meshscope.text.Times;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/// The mesh in a terminal: a table redrawn once a second, or a line for each notable event where
/// nothing can be drawn. Is told on the engine loop, which never waits; words and drawing belong to
/// a thread of its own, behind a bounded queue of sentences.
public final class Monitor implements MeshObserver {
  private static final int CAPACITY = 1_024;

  /// What may wait of the words of others, in bytes; one more event may begin below it.
  private static final long WORDS = 4L << 20;

  /// At the end of the program: a node that ends well needs less.
  private static final long LAST_FRAME_SECONDS = 10;

  private static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1);

  private record Told(MeshEvent event, Subject subject) {}

  private final MeshEngine engine;
  private final PrintStream out;
  private final String notice;
  private final BlockingQueue<Told> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong words = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  // What is held back of a flood does not come into the queue. Filled on the engine loop, asked on
  // the drawing thread.
  private final Flood flood = Flood.forScreens();
  private final Latest decisions = new Latest();
  private final Thread drawer;
  private final CountDownLatch ended = new CountDownLatch(1);
  // Touched by the drawing thread only.
  private @Nullable Screen screen;
  // Touched by the engine loop only.
  private @Nullable PeerTable latest;
  // Read by the drawing thread.
  private volatile boolean ending;

  /// @param notice stands above everything; may be empty
  public Monitor(MeshEngine engine, PrintStream out, String notice) {
    this.engine = engine;
    this.out = out;
    this.notice = notice;
    this.drawer = Thread.ofPlatform().daemon().name("terminal").unstarted(this::show);
  }

  /// Begins to show.
  public void start() {
    drawer.start();
    engine.observe(this);
  }

  @Override
  public void present(PeerTable table) {
    happened(table, Present.of(table, engine.nowNs()));
  }

  @Override
  public void happened(PeerTable table, List<MeshEvent> events) {
    Subject subject = new Subject(latest == null ? table : latest, table);
    latest = table;
    synchronized (flood) {
      for (MeshEvent event : events) {
        flood.take(event, table).forEach(told -> put(told.event(), subject));
      }
    }
  }

  /// What of a flood is told though nothing else happens.
  private void sumUp() {
    PeerTable table = engine.table();
    Subject subject = new Subject(table, table);
    Flood.Due due;
    synchronized (flood) {
      due = flood.due(engine.nowNs(), table);
    }
    due.told().forEach(told -> say(new Told(told.event(), subject)));
    FloodSum sum = due.sum();
    if (sum != null) {
      say(Latest.Line.ofFlood(line(sum.atNs(), Plain.text(Telling.flood(sum)))));
    }
  }

  private void put(MeshEvent event, Subject subject) {
    if (Sentence.of(event, subject).isPresent() && !put(new Told(event, subject))) {
      dropped.incrementAndGet();
    }
  }

  private boolean put(Told told) {
    if (words.get() >= WORDS || !queue.offer(told)) {
      return false;
    }
    words.addAndGet(Bulk.of(told.event()));
    return true;
  }

  @Override
  public long unreadBytes() {
    return words.get();
  }

  /// Shows what is left and ends; at most a second and a half, whatever the terminal does.
  public void end() {
    ending = true;
    try {
      drawer.join(1_500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ended.countDown();
  }

  private void show() {
    screen = Screen.find(out, () -> ended.await(LAST_FRAME_SECONDS, TimeUnit.SECONDS)).orElse(null);
    if (screen == null) {
      head().forEach(out::println);
      out.flush();
    } else {
      screen.open();
    }
    long drawnNs = Long.MIN_VALUE;
    while (!ending || !queue.isEmpty()) {
      next().ifPresent(this::takeAndSay);
      sumUp();
      long now = System.nanoTime();
      if (screen != null && (drawnNs == Long.MIN_VALUE || now - drawnNs >= FRAME_NANOS)) {
        drawnNs = now;
        screen.draw(frame(screen.page()));
      }
    }
    if (screen != null) {
      screen.close(frame(screen.page().endless()));
    }
  }

  private Optional<Told> next() {
    try {
      return Optional.ofNullable(queue.poll(100, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      ending = true;
      return Optional.empty();
    }
  }

  private void takeAndSay(Told told) {
    words.addAndGet(-Bulk.of(told.event()));
    say(told);
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      String text = CliWords.of("monitor.lines-dropped-the-terminal", lost);
      say(Latest.Line.ofFlood(line(engine.nowNs(), text)));
    }
  }

  private void say(Told told) {
    Sentence.of(told.event(), told.subject())
        .ifPresent(
            words ->
                say(
                    new Latest.Line(
                        line(told.event().atNs(), words),
                        Latest.Of.of(told.event(), told.subject()))));
  }

  private String line(long atNs, String words) {
    return Times.clock(engine.wallClock(atNs)) + "  " + words;
  }

  private void say(Latest.Line line) {
    if (screen == null) {
      out.println(line.text());
      out.flush();
      return;
    }
    decisions.add(line, engine.table(), engine.nowNs());
  }

  private List<AttributedString> frame(Page page) {
    PeerTable table = engine.table();
    var text = new TableText(table, engine.nowNs());
    List<String> top = new ArrayList<>(head());
    top.add(text.totals() + " · policy " + table.settings().policy().rule().id());
    text.networks().ifPresent(top::add);
    return page.lines(top, text, decisions.texts());
  }

  private List<String> head() {
    List<String> lines = new ArrayList<>();
    if (!notice.isEmpty()) {
      lines.add(notice);
    }
    lines.add(
        CliWords.of(
            "monitor.meshscope-group-ctrl-c",
            Plain.text(engine.self().name().text()),
            engine.self().nodeId(),
            engine.listening(),
            engine.self().group()));
    return lines;
  }
}
