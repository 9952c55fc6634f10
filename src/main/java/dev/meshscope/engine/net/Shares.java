package dev.meshscope.engine.net;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.table.Acquaintance;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many of those that have greeted in the [Lane] are let in, of which kind: whose key is
/// believed here has a share that strangers cannot take. Of that, little is there for one id: a
/// greeting can be copied by anybody, its proof cannot, and whoever is copied is to be the only one
/// it costs. What a share bounds is our work: to sign, and to look at a signature, takes this
/// thread a few milliseconds for each that has announced a proof. On the engine loop.
final class Shares {

  /// So many that announce no proof in a second, for each failure in a second that the limit
  /// allows.
  static final double OF_FAILURES = 2;

  /// The same for those that announce one, of each kind.
  static final double OF_FAILURES_PROVING = 0.25;

  /// So much of a share is there after a calm time.
  private static final int AT_ONCE_SECONDS = 2;

  /// Under one id whose key is believed.
  static final int OF_ONE_PER_SECOND = 2;

  static final int OF_ONE_AT_ONCE = 5;

  private static final int MOST_REMEMBERED = 4_096;

  private final Map<Acquaintance, Allowance> ofAll = new EnumMap<>(Acquaintance.class);
  private final Map<NodeId, Allowance> ofOne =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<NodeId, Allowance> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /// What may be spent; grows with time.
  private static final class Allowance {
    private double left = Double.MAX_VALUE;
    private long grownNs;

    boolean allows(double perSecond, double atOnce, long nowNs) {
      left = Math.min(atOnce, left + (nowNs - grownNs) / 1e9 * perSecond);
      grownNs = nowNs;
      return left >= 1;
    }

    void spend() {
      left--;
    }
  }

  /// Whether this one is let in; if so that is spent.
  ///
  /// @param failuresPerSecond the limit
  boolean take(NodeId id, Acquaintance how, int failuresPerSecond, long nowNs) {
    Allowance all = ofAll.computeIfAbsent(how, it -> new Allowance());
    double perSecond = of(how) * failuresPerSecond;
    boolean room = all.allows(perSecond, AT_ONCE_SECONDS * perSecond, nowNs);
    if (how == Acquaintance.STRANGER || how == Acquaintance.ANNOUNCED) {
      return spent(all, room);
    }
    Allowance one = ofOne.computeIfAbsent(id, it -> new Allowance());
    // Who has had its own share does not spend that of all.
    return room
        && spent(one, one.allows(OF_ONE_PER_SECOND, OF_ONE_AT_ONCE, nowNs))
        && spent(all, true);
  }

  private static boolean spent(Allowance of, boolean allowed) {
    if (allowed) {
      of.spend();
    }
    return allowed;
  }

  private static double of(Acquaintance how) {
    return switch (how) {
      case KNOWN, MET, ANNOUNCED -> OF_FAILURES_PROVING;
      case STRANGER -> OF_FAILURES;
    };
  }
}
