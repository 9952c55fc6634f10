package dev.meshscope.lines.live;

import dev.meshscope.core.event.FloodSum;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.event.Weight;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.engine.MeshObserver;
import dev.meshscope.lines.EventJson;
import dev.meshscope.lines.FloodJson;
import dev.meshscope.lines.Json;
import dev.meshscope.lines.LineWords;
import dev.meshscope.lines.OwnLine;
import dev.meshscope.lines.Subject;
import dev.meshscope.lines.live.Backlog.Item;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.node.ObjectNode;

/// Writes events as JSON lines. Is told them on the engine loop, which never waits, nor does
/// anybody else who tells: all passes through a bounded [Backlog] to a thread of its own, and what
/// does not fit is counted and told as `dropped`. A backlog that is half full takes only what is
/// not merely a measurement. Connections that come to nothing are told one by one up to a small
/// rate only ([Flood]).
public final class JsonLines implements MeshObserver {

  /// Measurements wait this long for more of their kind, or until there are many, so that pings do
  /// not wake the writer one by one: on few processors each time is one at which a ping waits.
  /// Anything else wakes it at once.
  private static final long GATHER_NS = TimeUnit.MILLISECONDS.toNanos(50);

  /// After anything else the next lines wait this long: the first line of a storm is written at
  /// once, and the writer does not take a processor from the loop and from who dials line by line.
  private static final long BREATH_NS = TimeUnit.MILLISECONDS.toNanos(2);

  private final MeshEngine engine;
  private final JsonGenerator out;
  private final Consumer<IOException> onBroken;
  private final Backlog backlog = new Backlog();
  private final Thread writer;
  // Written by the writer: it waits for more measurements.
  private volatile boolean gathering;
  // Touched by the writer only.
  private final Runs runs = new Runs();
  private final Flood flood = Flood.forPrograms();
  private @Nullable Subject subject;
  // Touched by the engine loop only.
  private @Nullable PeerTable latest;

  /// @param onBroken called once, on the writer's thread, when nothing can be written any more
  public JsonLines(MeshEngine engine, OutputStream out, Consumer<IOException> onBroken) {
    this.engine = engine;
    this.out = Json.MAPPER.createGenerator(new BufferedOutputStream(out, 1 << 16));
    this.onBroken = onBroken;
    this.writer = Thread.ofPlatform().daemon().name("json-lines").unstarted(this::write);
  }

  /// Begins to write; nothing is written before.
  public void start() {
    writer.start();
  }

  @Override
  public void present(PeerTable table) {
    latest = table;
    put(new Subject(table, table), Present.of(table, engine.nowNs()));
  }

  @Override
  public void happened(PeerTable table, List<MeshEvent> events) {
    Subject of = new Subject(latest == null ? table : latest, table);
    latest = table;
    put(of, events);
  }

  @Override
  public long unreadBytes() {
    return backlog.words();
  }

  private void put(Subject of, List<MeshEvent> events) {
    backlog.step(of, events);
    if (!Weight.onlyChatter(events) || backlog.isFilling()) {
      wake();
    }
  }

  /// Writes a line of the program itself, after all that was told before.
  public void tell(ObjectNode line) {
    backlog.line(text(line));
    wake();
  }

  /// Writes the answer to a command, after all that was told before; it is not made, but counted,
  /// if too many of them wait already.
  public void answer(Supplier<ObjectNode> answer) {
    backlog.answer(() -> text(answer.get()));
    wake();
  }

  private static String text(ObjectNode line) {
    return Json.MAPPER.writeValueAsString(line);
  }

  /// Writes what is waiting and ends; at most `millis` milliseconds, whatever the reader does.
  public void end(long millis) {
    backlog.end();
    wake();
    try {
      writer.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      boolean more = true;
      while (more) {
        List<Item> batch = backlog.take(untilDueNs());
        boolean measured = batch.stream().allMatch(JsonLines::measured);
        more = write(batch);
        if (more) {
          sumUp(engine.nowNs(), false);
        }
        out.flush();
        backlog.written(batch);
        rest(measured);
      }
    } catch (JacksonIOException e) {
      onBroken.accept(e.getCause());
    } catch (RuntimeException e) {
      // A program that goes on in silence would be believed.
      onBroken.accept(new IOException(LineWords.of("json-lines.a-line-could-not", e), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void rest(boolean measured) {
    if (!measured) {
      LockSupport.parkNanos(BREATH_NS);
      return;
    }
    gathering = true;
    // What came before the loop could see that is not waited on.
    if (backlog.isEmpty()) {
      LockSupport.parkNanos(GATHER_NS);
    }
    gathering = false;
  }

  /// There is something that measurements do not hold up.
  private void wake() {
    if (gathering) {
      LockSupport.unpark(writer);
    }
  }

  /// How long the writer may wait; something of a flood may be due. Negative: for ever.
  private long untilDueNs() {
    OptionalLong due = flood.dueNs();
    return due.isEmpty() ? -1 : Math.max(0, due.getAsLong() - engine.nowNs());
  }

  private void sumUp(long nowNs, boolean last) {
    Subject latest = subject;
    if (latest == null) {
      return;
    }
    PeerTable table = latest.after();
    Flood.Due due = last ? flood.last(nowNs, table) : flood.due(nowNs, table);
    due.told().forEach(told -> runs.add(latest, told.event()));
    writeRuns();
    FloodSum sum = due.sum();
    if (sum != null) {
      line(FloodJson.of(sum, engine.wallClock(sum.atNs())));
    }
  }

  private static boolean measured(Item item) {
    return item instanceof Backlog.Step step && Weight.onlyChatter(step.events());
  }

  /// Whether more may follow.
  private boolean write(List<Item> batch) {
    Backlog.Lost lost = backlog.lost();
    if (lost.any()) {
      long nowNs = engine.nowNs();
      line(
          Json.own(OwnLine.DROPPED, engine.wallClock(nowNs), nowNs)
              .put("count", lost.events())
              .put("answers", lost.answers()));
    }
    for (Item item : batch) {
      switch (item) {
        case Backlog.Step step -> {
          subject = step.subject();
          step.events().forEach(event -> take(step.subject(), event));
        }
        case Backlog.Line line -> {
          writeRuns();
          out.writeRaw(line.text());
          out.writeRaw('\n');
        }
        case Backlog.End() -> {
          sumUp(engine.nowNs(), true);
          return false;
        }
      }
    }
    writeRuns();
    return true;
  }

  private void take(Subject of, MeshEvent event) {
    flood.take(event, of.after()).forEach(told -> runs.add(of, told.event()));
  }

  private void writeRuns() {
    for (Runs.Told told : runs.take()) {
      MeshEvent event = told.event();
      line(EventJson.of(event, told.subject(), engine.wallClock(event.atNs())));
    }
  }

  private void line(ObjectNode node) {
    Json.MAPPER.writeTree(out, node);
    out.writeRaw('\n');
  }
}
