package dev.meshscope.core.table;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.CloseReason;
import java.util.concurrent.TimeUnit;

/// How dials of one address fare. A connection that stood for a while ends the count; one that
/// merely got through does not, so that a peer which greets and hangs up is left in peace too.
///
/// @param count dials in a row that came to nothing, the present one included
/// @param lastNs when the last one began; -1 if none did
/// @param failedNs when the last failure was; -1 if none was
/// @param error what it was; empty if none was
/// @param outcome what the last failure says of who listens there
/// @param pid the process that was announced there; 0 if that was not told
public record Attempts(
    int count, long lastNs, long failedNs, Cause error, Outcome outcome, long pid) {

  /// What a dial that came to nothing says.
  public enum Outcome {
    /// Nothing: nobody answered, or we hung up.
    UNKNOWN,
    /// Somebody listens there, and hung up: a deployed node does while it takes an older life of
    /// ours for us.
    HUNG_UP,
    /// Who listens there has said that we do not belong together.
    FOREIGN,
    /// Who listens there has another key than the one that is believed.
    ANOTHER_KEY
  }

  /// Never dialled.
  public static final Attempts NONE = new Attempts(0, -1, -1, Cause.none(), Outcome.UNKNOWN, 0);

  /// A connection that lived this long stood.
  static final long STOOD_NS = TimeUnit.SECONDS.toNanos(10);

  private static final long FIRST_NS = TimeUnit.SECONDS.toNanos(1);
  static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(30);

  /// So many dials more are made before the pauses grow on.
  private static final int PATIENCE = 9;

  private static final long SHORTEST_NS = TimeUnit.MILLISECONDS.toNanos(100);

  /// How many in a row have failed; one that is out has not yet.
  public int failures() {
    return lastNs > failedNs ? Math.max(0, count - 1) : count;
  }

  Attempts dialled(int attempt, long process, long atNs) {
    return new Attempts(attempt, atNs, failedNs, error, outcome, process);
  }

  Attempts failed(Outcome because, Cause why, long atNs) {
    return new Attempts(count, lastNs, atNs, why, because, pid);
  }

  /// Who listens there may belong to us by now.
  Attempts asked() {
    return outcome == Outcome.FOREIGN
        ? new Attempts(count, lastNs, failedNs, error, Outcome.UNKNOWN, pid)
        : this;
  }

  /// Another key is believed, or none: what became of dials on account of the one before is void.
  Attempts rekeyed() {
    return outcome == Outcome.ANOTHER_KEY ? NONE : this;
  }

  /// Whether these were dials of this process, as far as that is told.
  boolean sameProcess(long process) {
    return count > 0 && pid == process;
  }

  static Outcome outcome(Transport gone, CloseReason reason) {
    if (reason.foreign()) {
      return Outcome.FOREIGN;
    }
    if (reason == CloseReason.KEY_MISMATCH) {
      return Outcome.ANOTHER_KEY;
    }
    boolean connected = gone.greeting().connectedNs() >= 0;
    return connected && !reason.byUs() ? Outcome.HUNG_UP : Outcome.UNKNOWN;
  }

  /// When the address may be dialled again: exponential backoff from 1 s to 30 s with full jitter,
  /// counted from the last failure. Who hangs up is tried patiently for a while, at most 2 s apart.
  ///
  /// @param salt makes one node's jitter differ from another's
  long restedNs(long salt) {
    if (count == 0) {
      return Long.MIN_VALUE;
    }
    int patient = outcome == Outcome.HUNG_UP ? Math.clamp(count - 2L, 0, PATIENCE) : 0;
    long most = Math.min(LONGEST_NS, FIRST_NS << Math.min(count - 1 - patient, 5));
    long pause = SHORTEST_NS + Math.floorMod(mixed(salt ^ lastNs ^ count), most - SHORTEST_NS);
    return Math.max(lastNs, failedNs) + pause;
  }

  /// The finaliser of SplitMix64: neighbouring salts give unrelated pauses.
  static long mixed(long salt) {
    long z = salt + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
