package dev.meshscope.lines.live;

import dev.meshscope.core.event.Bulk;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.lines.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// What waits to be written: bounded in number and in size, whoever reads or does not. Any thread
/// puts, and never waits for room; the writer takes. What finds no room is counted.
///
/// Answers have a room of their own: a flood from outside takes none of it.
final class Backlog {

  /// Steps that may wait.
  static final int STEPS = 8_192;

  /// What may wait of the words of others, in bytes ([Bulk]); one more step may begin below it.
  static final long WORDS = 16L << 20;

  /// What may wait of answers to commands, in characters; one more may begin below it.
  static final long ANSWERS = 4L << 20;

  /// So much is written in one go.
  private static final int BATCH = 1_024;

  sealed interface Item {}

  record Step(Subject subject, List<MeshEvent> events) implements Item {}

  /// A line as it is written.
  ///
  /// @param answer whether it takes room among the answers
  record Line(String text, boolean answer) implements Item {}

  record End() implements Item {}

  /// What found no room.
  record Lost(long events, long answers) {
    boolean any() {
      return events + answers > 0;
    }
  }

  // Its bounds are the counters below.
  private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger steps = new AtomicInteger();
  private final AtomicLong words = new AtomicLong();
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong lostEvents = new AtomicLong();
  private final AtomicLong lostAnswers = new AtomicLong();

  /// Takes a step; of one that comes when half the room is taken, only what is not merely measured.
  void step(Subject subject, List<MeshEvent> events) {
    boolean tight = steps.get() >= STEPS / 2 || words.get() >= WORDS / 2;
    List<MeshEvent> kept =
        tight ? events.stream().filter(e -> !e.weight().chatter()).toList() : events;
    lostEvents.addAndGet((long) events.size() - kept.size());
    if (kept.isEmpty()) {
      return;
    }
    if (steps.get() >= STEPS || words.get() >= WORDS) {
      lostEvents.addAndGet(kept.size());
      return;
    }
    steps.incrementAndGet();
    words.addAndGet(Bulk.of(kept));
    queue.add(new Step(subject, kept));
  }

  /// Takes an answer, which is not even made if there is no room for it.
  void answer(Supplier<String> answer) {
    if (answers.get() >= ANSWERS) {
      lostAnswers.incrementAndGet();
      return;
    }
    String text = answer.get();
    answers.addAndGet(text.length());
    queue.add(new Line(text, true));
  }

  /// Takes a line of the program itself; there are few.
  void line(String text) {
    queue.add(new Line(text, false));
  }

  /// Nothing is written after what is there by now.
  void end() {
    queue.add(new End());
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /// So much waits that some will find no room if it is not written soon.
  boolean isFilling() {
    return steps.get() >= STEPS / 4 || words.get() >= WORDS / 4;
  }

  /// What waits of the words of others, in bytes.
  long words() {
    return words.get();
  }

  /// What is to be written next, in order; waits for it.
  ///
  /// @param atMostNs so long; negative: for ever
  /// @return empty if nothing came; to be given back to [#written]
  List<Item> take(long atMostNs) throws InterruptedException {
    Item first = atMostNs < 0 ? queue.take() : queue.poll(atMostNs, TimeUnit.NANOSECONDS);
    List<Item> batch = new ArrayList<>();
    if (first != null) {
      batch.add(first);
      queue.drainTo(batch, BATCH - 1);
    }
    return batch;
  }

  /// This was written: there is room again.
  void written(List<Item> batch) {
    for (Item item : batch) {
      switch (item) {
        case Step step -> {
          steps.decrementAndGet();
          words.addAndGet(-Bulk.of(step.events()));
        }
        case Line line -> answers.addAndGet(line.answer() ? -line.text().length() : 0);
        case End() -> {
          // takes no room
        }
      }
    }
  }

  /// What found no room since this was asked last.
  Lost lost() {
    return new Lost(lostEvents.getAndSet(0), lostAnswers.getAndSet(0));
  }
}
