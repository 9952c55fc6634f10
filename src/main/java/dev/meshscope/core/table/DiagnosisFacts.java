package dev.meshscope.core.table;

import dev.meshscope.core.link.KernelView;
import java.util.ArrayList;
import java.util.List;

/// Gathers the numbers behind a diagnosis. Pure; on any thread.
final class DiagnosisFacts {
  private DiagnosisFacts() {}

  static List<Fact> of(Transport transport, PeerTable table, long nowNs) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(Fact.Key.SILENT, transport.silentNs(nowNs, table.clockJumpedNs())));
    RoundTrips trips = transport.pulse().roundTrips();
    if (!trips.outstanding().isEmpty()) {
      facts.add(new Fact(Fact.Key.PING_OUT, transport.waitingNs(nowNs)));
      facts.add(new Fact(Fact.Key.PINGS_OUT, trips.outstanding().size()));
    }
    facts.add(new Fact(Fact.Key.ROUND_TRIPS, trips.count()));
    kernel(facts, transport.socket().kernel(), nowNs);
    replaced(facts, transport, table, nowNs);
    return facts;
  }

  private static void kernel(List<Fact> facts, KernelView view, long nowNs) {
    switch (view) {
      case KernelView.NotSampled(), KernelView.Unavailable(_) ->
          facts.add(new Fact(Fact.Key.KERNEL_UNKNOWN, 0));
      case KernelView.Sampled kernel -> {
        facts.add(new Fact(Fact.Key.KERNEL_ANSWERED, Math.max(0, nowNs - kernel.lastAnsweredNs())));
        facts.add(new Fact(Fact.Key.KEEPALIVES_MISSED, kernel.keepalivesMissed()));
        facts.add(new Fact(Fact.Key.UNACKED, kernel.unacked()));
        facts.add(new Fact(Fact.Key.RETRANSMITS, kernel.retransmits()));
        facts.add(new Fact(Fact.Key.BACKOFF, kernel.backoff()));
        if (kernel.sacked() > 0) {
          facts.add(new Fact(Fact.Key.SACKED, kernel.sacked()));
        }
      }
    }
  }

  private static void replaced(List<Fact> facts, Transport transport, PeerTable table, long nowNs) {
    Peer peer = transport.peer() == null ? null : table.peers().get(transport.peer());
    if (peer == null) {
      return;
    }
    for (Peer.Draining draining : peer.draining()) {
      if (draining.transport().equals(transport.id())) {
        facts.add(new Fact(Fact.Key.REPLACED, nowNs - draining.sinceNs()));
      }
    }
  }
}
