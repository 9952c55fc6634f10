package dev.meshscope.core.table;

import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.Kind;
import java.util.Optional;

/// Gathers the evidence for a contested slot from the table.
public final class Contest {
  private Contest() {}

  /// What this policy would say if the peer dialled again now; empty if the slot is empty.
  public static Optional<Verdict> ifRedialledNow(
      PeerTable table, Peer peer, Kind kind, Policy policy, long nowNs) {
    return Optional.empty();
  }
}
