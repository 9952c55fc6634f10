package dev.meshscope.lab.scenario;

import dev.meshscope.lab.words.LabWords;
import dev.meshscope.text.Spans;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that is done or awaited.
public sealed interface Step {

  /// As in the file: `kill peer`.
  String words();

  /// Nodes come up.
  record Start(List<String> nodes) implements Step {
    /// Copies the list.
    public Start {
      nodes = List.copyOf(nodes);
    }

    @Override
    public String words() {
      return "start " + String.join(", ", nodes);
    }
  }

  /// What happens to a running process.
  enum Act {
    /// SIGKILL.
    KILL,
    /// It is asked to end.
    STOP,
    /// SIGSTOP.
    FREEZE,
    /// SIGCONT, to whichever life of it is frozen.
    THAW,
    /// A new life with the same identity.
    RELAUNCH,
    /// Its open connections outlive it.
    HOLD;

    /// As in files: `kill`.
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Something happens to a node.
  record To(Act act, String node) implements Step {
    @Override
    public String words() {
      return act.id() + " " + node;
    }
  }

  /// Time passes; from `least` to `most`, as the seed has it.
  record Wait(Duration least, Duration most) implements Step {
    @Override
    public String words() {
      String least = Spans.plain(this.least.toNanos());
      return "wait "
          + (least().equals(most) ? least : least + " to " + Spans.plain(most.toNanos()));
    }
  }

  /// Bytes wait, on this way, until it heals.
  record Partition(Way way) implements Step {
    @Override
    public String words() {
      return "partition " + way.words();
    }
  }

  /// Bytes arrive later, on this way.
  record Delay(Way way, Duration by) implements Step {
    @Override
    public String words() {
      return "delay " + way.words() + " by " + Spans.plain(by.toNanos());
    }
  }

  /// Partition and delay are over, on this way.
  record Heal(Way way) implements Step {
    @Override
    public String words() {
      return "heal " + way.words();
    }
  }

  /// Open connections between the two end; with a RST or a FIN.
  record Cut(Way way, boolean reset) implements Step {
    @Override
    public String words() {
      return (reset ? "reset " : "cut ") + way.words();
    }
  }

  /// One end is told to keep the other's address connected; both ends at once if both ways.
  record Dial(Way way) implements Step {
    @Override
    public String words() {
      return "dial " + way.words();
    }
  }

  /// Connections to the survivor in a node's name, made by us: without extras, answering pings.
  ///
  /// @param dials how many
  /// @param over in which time
  /// @param ownKey whether they show the node's public key, or another
  record Visit(String node, int dials, Duration over, boolean ownKey) implements Step {
    @Override
    public String words() {
      if (dials > 1) {
        return LabWords.of("step.storm-dials-over", node, dials, Spans.plain(over.toNanos()));
      }
      return ownKey ? "duplicate " + node : LabWords.of("step.claim-with-another-key", node);
    }
  }

  /// Messages, some a second.
  ///
  /// @param lasting for how long; null: until each direction had one
  record Talk(Way way, @Nullable Duration lasting) implements Step {
    @Override
    public String words() {
      return "talk "
          + way.words()
          + (lasting == null ? "" : " for " + Spans.plain(lasting.toNanos()));
    }
  }

  /// Waits for something, at most this long.
  ///
  /// @param what `live`, `back`, `settled` or the name of an event
  /// @param of the node it is about
  /// @param reason which of these events; null: any
  record Expect(String what, String of, @Nullable String reason, Duration within) implements Step {
    /// The node is in the survivor's table.
    public static final String LIVE = "live";

    /// It is again, on a connection of its newest life.
    public static final String BACK = "back";

    /// Exactly one connection between the two is open, and it answered.
    public static final String SETTLED = "settled";

    @Override
    public String words() {
      return LabWords.of(
          "step.expect-of-within",
          what,
          of,
          reason == null ? "" : " (" + reason + ")",
          Spans.plain(within.toNanos()));
    }
  }

  /// Something must not happen for this long.
  ///
  /// @param what the name of an event
  /// @param of the node it is about
  record Never(String what, String of, @Nullable String reason, Duration lasting) implements Step {
    @Override
    public String words() {
      return LabWords.of(
          "step.never-of-for",
          what,
          of,
          reason == null ? "" : " (" + reason + ")",
          Spans.plain(lasting.toNanos()));
    }
  }
}
