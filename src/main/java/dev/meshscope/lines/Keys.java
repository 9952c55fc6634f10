package dev.meshscope.lines;

import dev.meshscope.core.dial.DialEvidence;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.judge.Evidence;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.core.wire.Frame;
import java.util.Map;

/// Where a part of a value stands in JSON if not simply under its own name: so that what is
/// documented is read, and nothing is said twice. Pure; on any thread.
///
/// @param name its key; of a part that is spread out over the keys of the whole, the key that says
///   which of several types it is
/// @param spread whether its own parts stand beside the others of the whole
/// @param zeroLeftOut whether 0 means that there is none, which is left out
record Keys(String name, boolean spread, boolean zeroLeftOut) {

  /// The key that says which of several types a value is, where it stands for itself.
  static final String WHICH = "state";

  private record Part(Class<?> of, String name) {}

  private static final Map<Part, Keys> OTHERS =
      Map.ofEntries(
          is(MeshEvent.DialRequested.class, "endpoint", "address"),
          is(MeshEvent.Dialled.class, "endpoint", "address"),
          is(MeshEvent.Dialled.class, "expected", "peer"),
          is(MeshEvent.KernelSampled.class, "view", "kernel"),
          is(SocketOptions.class, "userTimeoutMillis", "userTimeoutMs"),
          is(DialEvidence.class, "endpoint", "address"),
          is(DialEvidence.class, "whose", "turn"),
          is(Verdict.class, "policy", "asked"),
          is(Evidence.Incumbent.class, "open", "incumbentOpen"),
          is(Evidence.Incumbent.class, "outbound", "incumbentOutbound"),
          is(Evidence.Incumbent.class, "proof", "incumbentProof"),
          is(Evidence.Incumbent.class, "givenUp", "incumbentGivenUp"),
          is(Evidence.Challenger.class, "outbound", "challengerOutbound"),
          is(Evidence.Challenger.class, "older", "challengerIsOlder"),
          zero(Evidence.Incumbent.class, "id", "incumbent"),
          zero(Evidence.Challenger.class, "id", "challenger"),
          zero(Frame.Hearsay.class, "lastSeen", "lastSeen"),
          spread(MeshEvent.Discovered.class, "sighting", WHICH),
          spread(MeshEvent.HandshakeReceived.class, "handshake", WHICH),
          spread(MeshEvent.Tuned.class, "options", WHICH),
          spread(MeshEvent.RelayChanged.class, "state", WHICH),
          spread(MeshEvent.LanChanged.class, "state", WHICH),
          spread(MeshEvent.ContentReceived.class, "frame", "frame"),
          spread(DialEvidence.class, "link", "link"),
          spread(Evidence.class, "incumbent", WHICH),
          spread(Evidence.class, "challenger", WHICH));

  static Keys of(Class<?> whole, String part) {
    return OTHERS.getOrDefault(new Part(whole, part), new Keys(part, false, false));
  }

  private static Map.Entry<Part, Keys> is(Class<?> whole, String part, String key) {
    return Map.entry(new Part(whole, part), new Keys(key, false, false));
  }

  private static Map.Entry<Part, Keys> zero(Class<?> whole, String part, String key) {
    return Map.entry(new Part(whole, part), new Keys(key, false, true));
  }

  private static Map.Entry<Part, Keys> spread(Class<?> whole, String part, String which) {
    return Map.entry(new Part(whole, part), new Keys(which, true, false));
  }
}
