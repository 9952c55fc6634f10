package dev.meshscope.core.table;

import dev.meshscope.core.identity.NodeId;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How our dials of one place fare, whoever was expected there: an address, a host, a network. A
/// value, on any thread. An announcement names a place and an id; ids are free, so a place is left
/// alone by what became of the dials to it, under whatever ids.
///
/// @param count dials in a row after which nobody said that it is whom we expected; of an address,
///   those for one id alone count as one
/// @param lastNs when the last of them began, or ended
/// @param only whom all of them were for; null: for several, or there was none
/// @param met who said last that it is here; null: nobody did
public record Knocks(int count, long lastNs, @Nullable NodeId only, @Nullable NodeId met) {

  static final Knocks NONE = new Knocks(0, Long.MIN_VALUE, null, null);

  /// So much may be dialled in vain before the place rests, and for how long then.
  ///
  /// @param free so many dials in a row rest for nothing
  /// @param firstNs the first pause; each further one is twice as long
  /// @param longestNs the longest
  record Patience(int free, long firstNs, long longestNs) {

    /// One address, dialled for several ids. For one id alone its own pauses hold.
    static final Patience ADDRESS = of(3, 1_000, 60_000);

    /// All ports of one machine, for strangers.
    static final Patience HOST = of(32, 250, 8_000);

    /// A network of machines, for strangers.
    static final Patience NETWORK = of(96, 125, 2_000);

    private static Patience of(int free, long firstMs, long longestMs) {
      return new Patience(
          free, TimeUnit.MILLISECONDS.toNanos(firstMs), TimeUnit.MILLISECONDS.toNanos(longestMs));
    }
  }

  private static final int MOST_DOUBLINGS = 16;

  /// Another dial of a place where many may be. Who is dialled again has pauses of its own, and
  /// does not count again.
  Knocks dialled(boolean again, long atNs) {
    return new Knocks(again ? Math.max(1, count) : count + 1, atNs, null, met);
  }

  /// Another dial of an address, where only one can be. As long as it is for one id it counts once:
  /// that id has pauses of its own, and whoever comes after it shall not wait for them.
  Knocks dialled(NodeId whom, long atNs) {
    boolean same = whom.equals(only);
    return new Knocks(same ? count : count + 1, atNs, same || count == 0 ? whom : null, met);
  }

  /// The last dial has come to nothing.
  Knocks ended(long atNs) {
    return new Knocks(count, atNs, only, met);
  }

  /// It said that it is here.
  ///
  /// @param expected whether it is whom we looked for
  Knocks met(NodeId who, boolean expected) {
    return expected ? new Knocks(0, lastNs, null, who) : new Knocks(count, lastNs, only, who);
  }

  /// When the place may be dialled again; Long.MIN_VALUE: at any time.
  long restedNs(Patience patience) {
    int beyond = count - patience.free();
    return beyond < 0
        ? Long.MIN_VALUE
        : lastNs
            + Math.min(
                patience.longestNs(), patience.firstNs() << Math.min(beyond, MOST_DOUBLINGS));
  }

  /// Whether the address is no other one's: only this peer was looked for there, or was met there.
  boolean belongsTo(NodeId id) {
    return id.equals(met) || id.equals(only) || count == 0;
  }
}
