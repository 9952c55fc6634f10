package dev.meshscope.cli.json;

import dev.meshscope.cli.observed.Chatter;
import dev.meshscope.cli.observed.Present;
import dev.meshscope.cli.observed.Subject;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.engine.MeshObserver;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.node.ObjectNode;

/// Writes events as JSON lines. Is told them on the engine loop, which never waits: they pass
/// through a bounded queue to a thread of its own, and what does not fit is counted and told as
/// `dropped`. A queue that is half full takes only what is not merely a measurement. Connections
/// that come to nothing are told one by one up to a small rate only ([Strays]).
public final class JsonLines implements MeshObserver {

  /// Steps that may wait to be written.
  static final int CAPACITY = 8_192;

  /// Measurements wait this long for more of their kind, so that a flood of pings does not wake the
  /// writer once per ping; anything else wakes it at once.
  private static final long GATHER_NS = TimeUnit.MILLISECONDS.toNanos(10);

  /// After anything else the next lines wait this long: the first line of a storm is written at
  /// once, and the writer does not take a processor from the loop and from who dials line by line.
  private static final long BREATH_NS = TimeUnit.MILLISECONDS.toNanos(2);

  private sealed interface Item {}

  private record Step(Subject subject, List<MeshEvent> events) implements Item {}

  private record Line(ObjectNode node) implements Item {}

  private record End() implements Item {}

  private final MeshEngine engine;
  private final JsonGenerator out;
  private final Consumer<IOException> onBroken;
  private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>(CAPACITY);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer;
  // Written by the writer: it waits for more measurements.
  private volatile boolean gathering;
  // Touched by the writer only.
  private final Runs runs = new Runs();
  private final Strays strays = new Strays(runs::add);
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
    offer(new Step(new Subject(table, table), Present.of(table, engine.nowNs())));
  }

  @Override
  public void happened(PeerTable table, List<MeshEvent> events) {
    Subject subject = new Subject(latest == null ? table : latest, table);
    latest = table;
    if (queue.size() < CAPACITY / 2) {
      offer(new Step(subject, events));
      return;
    }
    List<MeshEvent> important = events.stream().filter(e -> !Chatter.is(e)).toList();
    dropped.addAndGet((long) events.size() - important.size());
    if (!important.isEmpty()) {
      offer(new Step(subject, important));
    }
  }

  /// Writes a line of the program itself, after all that was told before; waits for room.
  public void tell(ObjectNode line) {
    put(new Line(line));
  }

  /// Writes what is waiting and ends; at most `millis` milliseconds.
  public void end(long millis) {
    put(new End());
    try {
      writer.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void offer(Step step) {
    if (!queue.offer(step)) {
      dropped.addAndGet(step.events().size());
    } else if (!measured(step)) {
      wake();
    }
  }

  private void put(Item item) {
    try {
      // Nobody empties the queue once the writer has ended.
      boolean taken = queue.offer(item, 100, TimeUnit.MILLISECONDS);
      wake();
      while (!taken && writer.isAlive()) {
        taken = queue.offer(item, 100, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    List<Item> batch = new ArrayList<>();
    try {
      boolean more = true;
      while (more) {
        Item first = next();
        if (first != null) {
          batch.add(first);
        }
        queue.drainTo(batch);
        boolean measured = batch.stream().allMatch(JsonLines::measured);
        more = write(batch);
        if (more) {
          sumUp(engine.nowNs());
        }
        batch.clear();
        out.flush();
        rest(measured);
      }
    } catch (JacksonIOException e) {
      onBroken.accept(e.getCause());
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
    if (queue.isEmpty()) {
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

  /// What is to be written next; null if the sum of the strays is due before.
  private @Nullable Item next() throws InterruptedException {
    OptionalLong due = strays.dueNs();
    return due.isEmpty()
        ? queue.take()
        : queue.poll(due.getAsLong() - engine.nowNs(), TimeUnit.NANOSECONDS);
  }

  private void sumUp(long nowNs) {
    OptionalLong due = strays.dueNs();
    if (due.isPresent() && due.getAsLong() <= nowNs) {
      sumUpNow(nowNs);
    }
  }

  private void sumUpNow(long nowNs) {
    Strays.Sum sum = strays.sum(nowNs);
    writeRuns();
    if (sum != null) {
      ObjectNode node =
          Json.event(engine.wallClock(sum.atNs()), "came-to-nothing").put("count", sum.count());
      ObjectNode reasons = node.putObject("reasons");
      sum.reasons().forEach((reason, count) -> reasons.put(reason.id(), count));
      line(node);
    }
  }

  private static boolean measured(Item item) {
    return item instanceof Step step && Chatter.only(step.events());
  }

  /// Whether more may follow.
  private boolean write(List<Item> batch) {
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      Instant now = engine.wallClock(engine.nowNs());
      line(Json.event(now, "dropped").put("count", lost));
    }
    for (Item item : batch) {
      switch (item) {
        case Step step -> step.events().forEach(event -> strays.take(step.subject(), event));
        case Line line -> {
          writeRuns();
          line(line.node());
        }
        case End() -> {
          sumUpNow(engine.nowNs());
          return false;
        }
      }
    }
    writeRuns();
    return true;
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
