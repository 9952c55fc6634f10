package dev.meshscope.core.table;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.dial.DialVerdict.Reason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Source;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why nobody is connected to a peer: what our dials came to, and what is next. A value, on any
/// thread; [#of] finds it.
///
/// @param next of all that the rule of dialling says about it, what comes first; null if it is seen
///   nowhere where it could be dialled
/// @param failed the address whose dial failed last; null if none did
/// @param failure how the dials of that address fare
public record Outlook(@Nullable DialVerdict next, @Nullable Endpoint failed, Attempts failure) {

  /// The peer as the table stands.
  public static Outlook of(PeerTable table, Peer peer, long nowNs) {
    DialVerdict next = null;
    for (Source source : Source.values()) {
      DialVerdict verdict = table.dialVerdict(peer, source, nowNs).orElse(null);
      next = verdict == null || (next != null && !sooner(verdict, next)) ? next : verdict;
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

  private static boolean sooner(DialVerdict one, DialVerdict other) {
    return rank(one) == rank(other) ? one.waitNs() < other.waitNs() : rank(one) < rank(other);
  }

  private static int rank(DialVerdict verdict) {
    return switch (verdict.decision()) {
      case DIAL, WAIT -> 1;
      case ASK -> 2;
      case LEAVE -> verdict.reason() == Reason.UNDER_WAY ? 0 : 3;
    };
  }
}
