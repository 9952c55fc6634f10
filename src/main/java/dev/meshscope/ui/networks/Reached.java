package dev.meshscope.ui.networks;

import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Pause;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.text.Spans;
import dev.meshscope.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// How often limits were reached, and others held up, since the start: a value. Made on the JavaFX
/// thread.
///
/// @param times over all; 0: none was
/// @param brief in a few words; empty if none was
/// @param help limit by limit; empty if none was
public record Reached(long times, String brief, String help) {
  private static final Set<Limits.Which> AT_THE_GATE =
      Set.of(Limits.Which.CONNECTIONS, Limits.Which.PER_ADDRESS, Limits.Which.FAILURES_PER_SECOND);

  /// As the table counts them.
  public static Reached of(PeerTable.Networks networks) {
    List<String> help = new ArrayList<>();
    long times = 0;
    long turnedAway = 0;
    for (Limits.Which limit : Limits.Which.values()) {
      long reached = networks.reached(limit);
      if (reached > 0) {
        times += reached;
        turnedAway += AT_THE_GATE.contains(limit) ? reached : 0;
        help.add(Words.of("reached." + Words.key(limit), Spans.count(reached)));
      }
    }
    for (Pause why : Pause.values()) {
      long paused = networks.paused(why);
      if (paused > 0) {
        times += paused;
        help.add(Words.of("paused." + Words.key(why), Spans.count(paused)));
      }
    }
    if (times == 0) {
      return new Reached(0, "", "");
    }
    help.add(Words.of("reached.help"));
    String brief =
        times == turnedAway
            ? Words.of("reached.turned-away", Spans.count(times))
            : Words.of(times == 1 ? "reached.once" : "reached.often", Spans.count(times));
    return new Reached(times, brief, String.join("\n", help));
  }
}
