package dev.meshscope.core.table;

import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Source;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why nobody is connected to a peer: what our dials came to, and what is next. A value, on any
/// thread; [#of] finds it.
///
/// @param next of all that is planned about it, what comes first
/// @param failed the address whose dial failed last; null if none did
/// @param failure how the dials of that address fare
public record Outlook(Plan next, @Nullable Endpoint failed, Attempts failure) {

  /// The peer as the table stands.
  public static Outlook of(PeerTable table, Peer peer) {
    Plan next = new Plan.Nothing();
    for (Source source : Source.values()) {
      next = sooner(next, table.plan(peer, source));
    }
    Endpoint failed = null;
    Attempts failure = Attempts.NONE;
    for (Map.Entry<Endpoint, Attempts> dial : peer.dials().entrySet()) {
      if (dial.getValue().failedNs() > failure.failedNs()) {
        failed = dial.getKey();
        failure = dial.getValue();
      }
    }
    return new Outlook(next, failed, failure);
  }

  private static Plan sooner(Plan one, Plan other) {
    if (one instanceof Plan.Ours mine && other instanceof Plan.Ours yours) {
      return yours.atNs() < mine.atNs() ? yours : mine;
    }
    return rank(other) < rank(one) ? other : one;
  }

  private static int rank(Plan plan) {
    return switch (plan) {
      case Plan.UnderWay() -> 0;
      case Plan.Ours _ -> 1;
      case Plan.Theirs() -> 2;
      case Plan.Nothing() -> 3;
    };
  }
}
